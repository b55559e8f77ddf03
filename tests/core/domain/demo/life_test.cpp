// What there is to look at in a demo: something of everything, at every size.
#include "core/domain/demo.h"
#include "core/domain/earnings/statement.h"
#include "core/domain/enablement/rollup.h"
#include "core/domain/history.h"
#include "core/domain/investment/fund.h"
#include "core/domain/leads/lead.h"
#include "core/domain/measurement/kpi.h"
#include "core/domain/measurement/scorecard.h"
#include "core/domain/measurement/stored_facts.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/outreach/campaign.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/support/ticket.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>
#include <utility>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date today = 2026y / std::chrono::November / 23;
static const Moment now = start_of(today) + 14 * ms_per_hour;
static constexpr Period year{Date{2025y / std::chrono::November / 24}, today + Days{1}};
static constexpr Period quarter{Date{2026y / std::chrono::October / 1}, today + Days{1}};

static const Program& program() {
    return shipped_program().program;
}

static const std::vector<Record>& demo_of(std::int32_t partners) {
    static std::map<std::int32_t, std::vector<Record>> made;
    std::vector<Record>& records = made[partners];
    const std::int32_t deals = partners == 33 ? 1'400 : 2'200;
    if (records.empty()) {
        const DemoSize size{.partners = partners, .deals = deals, .seller_deals = 60};
        records = demo_records(shipped_program(), 1, now, size);
    }
    return records;
}

static Facts facts_of(const std::vector<Record>& records) {
    StoredFacts stored(program(), today);
    for (const Record& record : records) stored.put(record);
    return stored.facts();
}

// How many records of each state there are.
template <typename Body, typename State>
static std::map<State, std::size_t> states(const std::vector<Record>& records, State Body::*state) {
    std::map<State, std::size_t> found;
    for (const Record& record : records) {
        if (const auto* body = record.body.as<Body>()) found[body->*state]++;
    }
    return found;
}

template <typename Body, typename State>
static void check_all_states(
    const std::vector<Record>& records, State Body::*state, std::set<State> but = {}
) {
    const auto found = states(records, state);
    for (std::size_t i = 0; i < names_of(State{}).size(); i++) {
        CAPTURE(names_of(State{})[i]);
        const auto one = static_cast<State>(i);
        CHECK(found.contains(one) != but.contains(one));
    }
}

TEST_CASE("demo: at 33 and at 500 partners everything stands at every place it can") {
    for (const std::int32_t partners : {33, 500}) {
        CAPTURE(partners);
        const std::vector<Record>& records = demo_of(partners);
        check_all_states(records, &Deal::review);
        check_all_states(records, &Deal::outcome);
        check_all_states(records, &Deal::stage);
        check_all_states(records, &Deal::protection);
        check_all_states(records, &FundRequest::state);
        check_all_states(records, &Claim::state);
        check_all_states(records, &Ticket::state);
        check_all_states(records, &Campaign::state);
        check_all_states(records, &CaseStudy::state);
        check_all_states(records, &Survey::state);
        check_all_states(records, &Lead::state);
        check_all_states(records, &LeadOffer::state);
        // Forecasts are no records; a vendor's lead waits for the system alone.
        check_all_states(records, &Earning::state, {EarningState::forecast});
        check_all_states(records, &VendorLead::state, {VendorLeadState::waiting});
    }
    const auto large = states(demo_of(500), &Onboarding::state);
    CHECK(large.size() == names_of(OnboardingState{}).size());
    CHECK(states(demo_of(500), &Partner::lifecycle).contains(Lifecycle::applied));
}

TEST_CASE("demo: of two deals of one sale one was approved beside the other and won") {
    std::size_t second = 0, won = 0, appealed = 0, solutions = 0;
    std::set<std::string> sold;
    for (const Record& record : demo_of(33)) {
        const auto* deal = record.body.as<Deal>();
        if (deal == nullptr) continue;
        second += deal->secondary ? 1 : 0;
        won += deal->secondary && deal->outcome == DealOutcome::won ? 1 : 0;
        appealed += deal->appealed ? 1 : 0;
        sold.insert(deal->joint_solution);
    }
    solutions = sold.size();
    CHECK(second == 1);
    CHECK(won == 1);
    CHECK(appealed == 2);
    CHECK(solutions == 1 + program().plan.joint_solutions.size());  // And deals without one.
}

TEST_CASE("demo: however much a partner has sold, at most a dozen of its deals are open") {
    std::map<PartnerId, std::size_t> open;
    for (const Record& record : demo_of(33)) {
        const auto* deal = record.body.as<Deal>();
        if (deal != nullptr && is_open(*deal)) open[deal->partner]++;
    }
    CHECK(open.size() > 20);
    for (const auto& [partner, deals] : open) CHECK(deals <= 12);
}

TEST_CASE("demo: each of the twelve figures has data, of the year and of the quarter") {
    const Facts facts = facts_of(demo_of(33));
    for (const Period period : {year, quarter}) {
        for (const KpiFigure& figure : kpi_figures(facts, period, program())) {
            CAPTURE(name_of(figure.key), figure.numerator, figure.denominator);
            CHECK(figure.hundredths.has_value());
            CHECK(figure.rows > 0);
        }
    }
    const auto value = [&facts](KpiKey key) {
        return *kpi_figure(key, facts, year, program()).hundredths;
    };
    // Believable: near their aims, on either side.
    CHECK(value(KpiKey::partner_sourced_revenue) > 20'00);
    CHECK(value(KpiKey::partner_sourced_revenue) < 60'00);
    CHECK(value(KpiKey::partner_influenced_revenue) < 90'00);
    CHECK(value(KpiKey::satisfaction) > 3'50);
    CHECK(value(KpiKey::onboarding_time) < 40'00);
    CHECK(value(KpiKey::ticket_resolution) < 30'00);
}

TEST_CASE("demo: some partners keep their tier and some do not") {
    const Facts facts = facts_of(demo_of(33));
    std::size_t kept = 0, not_kept = 0;
    for (const Scorecard& card : scorecards(facts, program(), today)) {
        (card.keeps_tier ? kept : not_kept)++;
    }
    CHECK(kept >= 3);
    CHECK(not_kept >= 3);
}

TEST_CASE("demo: one partner is still without Foundation, and its people may only learn") {
    std::map<PartnerId, Certificates> held;
    for (const Record& record : demo_of(33)) {
        const auto* one = record.body.as<Certificate>();
        if (one != nullptr) held[one->partner].push_back(one);
    }
    std::set<std::string> without;
    for (const Record& record : demo_of(33)) {
        const auto* partner = record.body.as<Partner>();
        if (partner == nullptr) continue;
        const Permissions opened = benefits_of(program(), held[{record.id}], today);
        if (!opened.holds(Permission::enter_portal)) without.insert(partner->name);
    }
    CHECK(without == std::set<std::string>{"Hitachi Vantara"});
}

TEST_CASE("demo: where a tier plans no Professional, nobody holds one") {
    std::set<PartnerId> plan_none;
    for (const Record& record : demo_of(500)) {
        const auto* partner = record.body.as<Partner>();
        if (partner != nullptr && partner->tier == Tier::emerging) plan_none.insert({record.id});
    }
    CHECK(plan_none.size() > 300);
    std::set<std::string> held;
    for (const Record& record : demo_of(500)) {
        const auto* one = record.body.as<Certificate>();
        if (one != nullptr && plan_none.contains(one->partner)) held.insert(one->level);
    }
    CHECK(held == std::set<std::string>{"foundation"});
}

TEST_CASE("demo: a partner plans the revenue that the strategy states, or what its tier does") {
    std::map<std::string, Money> stated;
    for (const NamedPartner& partner : shipped_program().partners) {
        stated[partner.name] = partner.revenue_potential;
    }
    for (const Record& record : demo_of(33)) {
        const auto* partner = record.body.as<Partner>();
        if (partner == nullptr) continue;
        CAPTURE(partner->name);
        const Money potential = stated.at(partner->name);
        CHECK(partner->revenue_plan.minor > 0);
        if (potential.minor > 0) CHECK(partner->revenue_plan == potential);
        CHECK(partner->quota_per_quarter == Money{partner->revenue_plan.minor / 4, usd});
    }
}

TEST_CASE("demo: at most partners one or two people are on the way to Professional") {
    std::map<PartnerId, std::size_t> learners;
    for (const Record& record : demo_of(33)) {
        const auto* enrollment = record.body.as<Enrollment>();
        if (enrollment == nullptr || enrollment->level != "professional") continue;
        learners[enrollment->partner]++;
    }
    CHECK(learners.size() > 16);
    for (const auto& [partner, count] : learners) CHECK(count <= 2);
}

TEST_CASE("demo: nobody is reminded of a deal in the moment in which it is approved") {
    std::set<std::pair<IdBytes, Moment>> approved, reminded;
    for (const Record& record : demo_of(33)) {
        const auto* line = record.body.as<HistoryLine>();
        if (line == nullptr) continue;
        if (line->event == "deal_approved") approved.insert({line->subject, line->at});
        if (line->event == "deal_review_reminder") reminded.insert({line->subject, line->at});
    }
    CHECK(reminded.size() > 100);
    for (const auto& moment : approved) CHECK_FALSE(reminded.contains(moment));
}

TEST_CASE("demo: what partners are paid adds up, and was paid") {
    std::map<std::string, std::size_t> statements;
    for (const Record& record : demo_of(33)) {
        const auto* statement = record.body.as<Statement>();
        if (statement == nullptr) continue;
        CHECK(statement->lines > 0);
        statements[statement->paid_on == Date{} ? "issued" : "paid"]++;
    }
    CHECK(statements["paid"] > 50);
}
