#include "core/domain/measurement/stored_facts.h"

#include "core/domain/agreement.h"
#include "core/domain/investment/fund.h"
#include "core/domain/measurement/kpi.h"
#include "core/domain/measurement/scorecard.h"
#include "core/domain/outreach/campaign.h"
#include "core/domain/outreach/resource.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/support/ticket.h"
#include "tests/support/deal_world.h"
#include "tests/support/measured_world.h"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date today = 2026y / std::chrono::November / 23;
static constexpr Period quarter{
    Date{2026y / std::chrono::October / 1}, Date{2027y / std::chrono::January / 1}};

static const Program& program() {
    return shipped_program().program;
}

namespace {

// Everything of the facts as text, for telling two of them apart.
class Written {
public:
    explicit Written(const Facts& facts) {
        for (const PartnerFact& partner : facts.partners) write(partner);
        for (const DealFact& deal : facts.deals) write(deal);
        for (const auto& row : facts.certificates) {
            const Certificate& held = row.certificate;
            text += held.level + ' ';
            add({row.partner, days(held.awarded_on), days(held.expires_on)});
        }
        for (const auto& row : facts.enrollments) {
            add({row.partner, row.lessons_done, row.lessons_total});
        }
        for (const auto& row : facts.answers) add({row.partner, days(row.on), row.score});
        for (const auto& row : facts.tickets) {
            add({row.partner, days(row.resolved_on), row.clock_ms});
        }
        for (const auto& row : facts.marketing) add({row.partner, days(row.on), row.act});
        for (const auto& row : facts.figures) add({days(row.figure.from), row.amount.minor});
        add({facts.resources, days(facts.today)});
    }

    std::string text;

private:
    static std::int64_t days(Date date) { return date.time_since_epoch().count(); }
    void add(std::initializer_list<std::int64_t> numbers) {
        for (const std::int64_t number : numbers) text += std::to_string(number) + ' ';
        text += '\n';
    }
    void write(const PartnerFact& partner) {
        text += partner.name;
        add({static_cast<int>(partner.lifecycle), days(partner.active_on)});
        add({days(partner.agreement_on)});
        for (const RowRange range :
             {partner.deals,
              partner.certificates,
              partner.enrollments,
              partner.answers,
              partner.tickets,
              partner.marketing}) {
            add({range.first, range.count});
        }
        for (const Date day : partner.busy_days) add({days(day)});
    }
    void write(const DealFact& deal) {
        text += text_from_id(deal.id.bytes);
        add({deal.partner, deal.approved ? 1 : 0, deal.region, days(deal.approved_on)});
        add({deal.value.minor, deal.value.valued ? 1 : 0, deal.secondary ? 1 : 0});
        add({days(deal.won_on), days(deal.expected_close)});
    }
};

// Records of a few partners that change at random, and the facts that follow them.
class ChangingRecords {
public:
    explicit ChangingRecords(std::uint32_t seed) : chance_(seed) {}

    void change() {
        static constexpr Kind kinds[] = {
            Kind::partner,
            Kind::person,
            Kind::deal,
            Kind::deal,
            Kind::history,
            Kind::certificate,
            Kind::survey,
            Kind::ticket,
            Kind::campaign,
            Kind::agreement,
            Kind::resource,
            Kind::company_figure};
        const Kind kind = kinds[static_cast<std::size_t>(below(std::size(kinds)))];
        number_ = below(count);
        Record record{.id = id(number_), .version = 1, .created_at = start_of(day())};
        record.body = body(kind);
        const RecordKey key = record.key();
        if (below(6) == 0) {
            records.erase(key);
            kept.remove(key);
            return;
        }
        kept.put(record);
        records.insert_or_assign(key, std::move(record));
    }

    std::map<RecordKey, Record> records;
    StoredFacts kept{program(), today};

private:
    static constexpr int count = 12;

    static IdBytes id(int number) {
        return derived_id({}, "record", static_cast<std::uint64_t>(number));
    }
    int below(std::size_t bound) { return static_cast<int>(chance_() % bound); }
    Date day() { return today - Days{below(200)}; }
    // Most records stay whose they are.
    template <typename Body>
    Body of_a_partner(Body body) {
        const int moved = below(5) == 0 ? below(count) : 3;
        body.partner = {id((number_ * 7 + moved) % count)};
        return body;
    }
    RecordBody body(Kind kind);

    std::mt19937 chance_;
    int number_ = 0;
};

RecordBody ChangingRecords::body(Kind kind) {
    if (kind == Kind::partner) {
        Partner body;
        body.name = std::to_string(below(9));
        body.lifecycle = static_cast<Lifecycle>(below(5));
        return body;
    }
    if (kind == Kind::deal) {
        Deal body = of_a_partner(Deal{});
        body.review = static_cast<Review>(below(9));
        body.secondary = below(5) == 0;
        body.outcome = below(3) == 0 ? DealOutcome::won : DealOutcome::none;
        body.approved_at = start_of(day());
        body.decided_at = start_of(day());
        body.currency = below(9) == 0 ? Currency{{'X', 'A', 'U'}} : usd;
        body.lines = {{.category = "support", .amount = {below(9'000), body.currency}}};
        return body;
    }
    if (kind == Kind::history) {
        HistoryLine body = of_a_partner(HistoryLine{});
        body.subject = id(below(count));
        body.person = {id(below(count))};
        body.at = start_of(day());
        body.event = below(2) == 0 ? "deal_approved" : "deal_stage_moved";
        return body;
    }
    if (kind == Kind::certificate) {
        Certificate body = of_a_partner(Certificate{});
        body.level = "expert";
        body.awarded_on = day();
        return body;
    }
    if (kind == Kind::survey) {
        Survey body = of_a_partner(Survey{});
        body.state = below(2) == 0 ? SurveyState::open : SurveyState::answered;
        body.answered_at = start_of(day());
        body.score = 1 + below(5);
        return body;
    }
    if (kind == Kind::ticket) {
        Ticket body = of_a_partner(Ticket{});
        body.opened_at = start_of(day());
        if (below(2) == 0) body.resolved_at = start_of(day());
        return body;
    }
    if (kind == Kind::campaign) {
        Campaign body = of_a_partner(Campaign{});
        body.state = static_cast<CampaignState>(below(4));
        body.confirmed_on = day();
        return body;
    }
    if (kind == Kind::person && below(4) == 0) return Person{};  // Has left.
    if (kind == Kind::person) return of_a_partner(Person{});
    if (kind == Kind::agreement) return of_a_partner(Agreement{});
    if (kind == Kind::resource) return Resource{};
    CompanyFigure body;
    body.from = day();
    body.until = body.from + Days{30};
    body.amount = {below(9'000), usd};
    return body;
}

}  // namespace

TEST_CASE("stored facts: kept through every change they are those made anew, in any order") {
    for (std::uint32_t seed = 1; seed <= 3; seed++) {
        CAPTURE(seed);
        ChangingRecords world(seed);
        std::set<std::string> seen;
        for (int step = 0; step < 400; step++) {
            CAPTURE(step);
            world.change();
            const std::string kept = Written(world.kept.facts()).text;
            StoredFacts anew(program(), today);
            // Backward: rows come before their partners.
            for (auto it = world.records.rbegin(); it != world.records.rend(); ++it) {
                anew.put(it->second);
            }
            REQUIRE(kept == Written(anew.facts()).text);
            seen.insert(kept);
        }
        CHECK(seen.size() > 150);
    }
}

namespace {

// A world in which every figure has data, and one record of each kind that changes it.
class OneChange {
public:
    OneChange() : world(today) {
        one = world.partner("One", [](Partner& p) {
            p.quota_per_quarter = in_dollars(100);
            p.revenue_plan = in_dollars(10'000);
            p.certificate_plan = {{"foundation", 4}};
            p.joined_on = today - Days{600};
        });
        world.onboarded(one, today - Days{20}, today);
        for (const Period& days :
             {quarter, Period{months_after(quarter.from, -12), quarter.from}}) {
            world.figure("company_revenue", days, 100'000);
            world.won(one, 1'000, days.from);
        }
        world.won(one, 500, months_after(quarter.from, -14));
        world.approved(one, 100, today - Days{300}, today);
        world.certificate(one, "a", "foundation", today);
        world.lessons(one, 3, 8);
        world.answer(one, today, 4);
        world.ticket(one, today, 12'00);
        world.busy(one, today - Days{10});
        before = kpi_figures(world.facts(), quarter, program());
        score = scorecard_of(0, world.facts(), program(), today).total;
    }

    // The figures that are no longer what they were, and the scorecard.
    std::string changed() {
        std::string names;
        const auto after = kpi_figures(world.facts(), quarter, program());
        for (std::size_t i = 0; i < after.size(); i++) {
            const auto numbers = [](const KpiFigure& figure) {
                return std::tuple(
                    figure.hundredths, figure.numerator, figure.denominator, figure.rows
                );
            };
            if (numbers(after[i]) == numbers(before[i])) continue;
            names += std::string(name_of(after[i].key)) + ' ';
        }
        const auto card = scorecard_of(0, world.facts(), program(), today);
        if (card.total != score) names += "scorecard ";
        return names;
    }

    MeasuredWorld world;
    PartnerId one;
    std::vector<KpiFigure> before;
    std::int32_t score = 0;
};

}  // namespace

TEST_CASE("stored facts: one record changes its own figures and no others") {
    struct Row {
        const char* what;
        void (*change)(MeasuredWorld&, PartnerId);
        std::string figures;
    };
    const Row rows[] = {
        {"nothing", [](MeasuredWorld&, PartnerId) {}, ""},
        {"a deal won",
         [](MeasuredWorld& world, PartnerId of) { world.won(of, 200, today); },
         "partner_sourced_revenue partner_influenced_revenue average_deal_size revenue_growth "
         "scorecard "},
        {"a deal won from a lead of the vendor's",
         [](MeasuredWorld& world, PartnerId of) { world.won(of, 200, today, DealSource::lead); },
         "partner_influenced_revenue average_deal_size revenue_growth scorecard "},
        {"a deal approved earlier than the first",
         [](MeasuredWorld& world, PartnerId of) {
             world.approved(of, 7, today - Days{590}, quarter.until);
         },
         "time_to_first_deal "},
        {"a deal that closes in the quarter",
         [](MeasuredWorld& world, PartnerId of) { world.approved(of, 7, today, today); },
         "pipeline_coverage "},
        {"an answer",
         [](MeasuredWorld& world, PartnerId of) { world.answer(of, today, 5); },
         "satisfaction scorecard "},
        {"a certificate",
         [](MeasuredWorld& world, PartnerId of) {
             world.certificate(of, "b", "foundation", today);
         },
         "certification_completion scorecard "},
        {"lessons",
         [](MeasuredWorld& world, PartnerId of) { world.lessons(of, 8, 8); },
         "training_completion scorecard "},
        {"a ticket resolved",
         [](MeasuredWorld& world, PartnerId of) { world.ticket(of, today, 20'00); },
         "ticket_resolution "},
        {"a campaign with its outcome",
         [](MeasuredWorld& world, PartnerId of) { world.marketing(of, today, "campaign"); },
         "scorecard "},
        {"another active partner",
         [](MeasuredWorld& world, PartnerId) { world.partner("Two"); },
         "active_engagement "},
        {"a figure of the company's direct deals",
         [](MeasuredWorld& world, PartnerId) {
             world.figure("direct_revenue", {today, today + Days{1}}, 90, "One");
         },
         "partner_influenced_revenue "},
        {"a partner onboarded",
         [](MeasuredWorld& world, PartnerId) {
             const auto idle = [](Partner& p) { p.lifecycle = Lifecycle::suspended; };
             world.onboarded(world.partner("Two", idle), today - Days{40}, today);
         },
         "onboarding_time "},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        OneChange one;
        row.change(one.world, one.one);
        CHECK(one.changed() == row.figures);
    }
}

TEST_CASE("stored facts: what does not count is passed over") {
    struct Row {
        const char* what;
        void (*change)(MeasuredWorld&, PartnerId);
    };
    const Row rows[] = {
        {"a draft",
         [](MeasuredWorld& world, PartnerId of) {
             Deal draft = world.deal;
             draft.partner = of;
             world.put(draft);
         }},
        {"a survey nobody has answered",
         [](MeasuredWorld& world, PartnerId of) {
             Survey open;
             open.partner = of;
             open.state = SurveyState::open;
             world.put(open);
         }},
        {"a campaign that is only reported",
         [](MeasuredWorld& world, PartnerId of) {
             Campaign reported;
             reported.partner = of;
             reported.state = CampaignState::reported;
             world.put(reported);
         }},
        {"a case study sent back",
         [](MeasuredWorld& world, PartnerId of) {
             CaseStudy returned;
             returned.partner = of;
             returned.state = CaseStudyState::returned;
             world.put(returned);
         }},
        {"a claim answered late",
         [](MeasuredWorld& world, PartnerId of) {
             Claim late;
             late.partner = of;
             late.state = ClaimState::paid;
             late.answered_late = true;
             world.put(late);
         }},
        {"what the vendor does in a ticket",
         [](MeasuredWorld& world, PartnerId of) {
             TicketMessage message;
             message.partner = of;
             message.by_vendor = true;
             message.at = start_of(today);
             world.put(message);
         }},
    };
    for (const Row& row : rows) {
        CAPTURE(row.what);
        OneChange one;
        const std::string before = Written(one.world.facts()).text;
        row.change(one.world, one.one);
        CHECK(Written(one.world.facts()).text == before);
    }
}

TEST_CASE("stored facts: a deal approved anew keeps the day of its first approval") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    world.approved(one, 100, today, today);
    REQUIRE(world.facts().deals.size() == 1);
    HistoryLine line;
    line.partner = one;
    line.subject = world.facts().deals[0].id.bytes;
    for (const char* event : {"deal_approved", "deal_stage_moved"}) {
        line.event = event;
        line.at = start_of(today - Days{line.event == "deal_approved" ? 90 : 95});
        world.put(line);
    }
    CHECK(world.facts().deals[0].approved_on == today - Days{90});
}

TEST_CASE("stored facts: a joint solution is live when a deal that names it is approved") {
    struct Row {
        const char* why;
        bool named, approved, live;
    };
    const Row rows[] = {
        {"approved, and names none", false, true, false},
        {"names one, and is not approved", true, false, false},
        {"both", true, true, true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        MeasuredWorld world(today);
        const PartnerId one = world.partner("One");
        if (row.named) world.deal.joint_solution = program().plan.joint_solutions[0].key;
        Deal submitted = world.deal;
        submitted.partner = one;
        submitted.review = Review::submitted;
        if (row.approved) {
            world.approved(one, 100, today, today);
        } else {
            world.put(submitted);
        }
        const Facts& facts = world.facts();
        REQUIRE(facts.deals.size() == 1);
        CHECK(facts.partners[0].has_live_solution == row.live);
    }
}

TEST_CASE("stored facts: a change of a deal is the partner's when its people make it") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    Person seller;
    seller.partner = one;
    HistoryLine line;
    line.partner = one;
    line.event = "deal_stage_moved";
    line.at = start_of(today);
    world.put(line);  // The system's.
    line.person = {world.put(Person{})};
    world.put(line);  // The vendor's.
    CHECK(world.facts().partners[0].busy_days.empty());
    line.person = {world.put(seller)};
    line.at = start_of(today - Days{2});
    world.put(line);
    line.event = "records_imported";
    line.at = start_of(today - Days{3});
    world.put(line);
    CHECK(world.facts().partners[0].busy_days == std::vector<Date>{today - Days{2}});
}

TEST_CASE("stored facts: what was approved of funds counts for the year of its allocation") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    world.partner("Two");
    for (std::size_t i = 0; i < names_of(FundState{}).size(); i++) {
        FundRequest request;
        request.partner = one;
        request.allocation = allocation_id(one, 2026);
        request.state = static_cast<FundState>(i);
        request.approved = in_dollars(std::int64_t{1} << i);
        request.decided_at = start_of(today);
        world.put(request);
        request.allocation = allocation_id(one, 2025);
        world.put(request);
    }
    const auto invested = world.stored.invested(2026);
    // Approved, active, claiming and closed: not drafts, nor what waits, was refused or withdrawn.
    std::vector<std::int64_t> amounts;
    for (const Invested& row : invested) {
        CHECK(row.partner == 0);
        amounts.push_back(row.amount.minor);
    }
    CHECK(amounts == std::vector<std::int64_t>{4'00, 16'00, 32'00, 64'00});
    CHECK(world.stored.invested(2024).empty());
}

TEST_CASE("stored facts: somebody's word for a milestone is kept as it is said last") {
    StoredFacts stored(program(), today);
    Record record{.id = id_of("word"), .version = 1, .body = MilestoneWord{}};
    for (const Date day : {today, today - Days{1}}) {
        record.body = MilestoneWord{.milestone = "management_team", .done_on = day};
        stored.put(record);
    }
    REQUIRE(stored.milestone_words().size() == 1);
    CHECK(stored.milestone_words()[0].done_on == today - Days{1});
    stored.remove(record.key());
    CHECK(stored.milestone_words().empty());
}

TEST_CASE("stored facts: who has left a partner does nothing for it any more") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    Person seller;
    seller.partner = one;
    HistoryLine line;
    line.partner = one;
    line.event = "deal_stage_moved";
    line.at = start_of(today);
    const IdBytes person = world.put(seller);
    line.person = {person};
    world.put(line);
    CHECK(world.facts().partners[0].busy_days.size() == 1);
    world.stored.put({.id = person, .version = 2, .body = Person{}});  // One of the vendor's now.
    CHECK(world.facts().partners[0].busy_days.empty());
    world.stored.put({.id = person, .version = 3, .body = seller});
    CHECK(world.facts().partners[0].busy_days.size() == 1);
    world.stored.remove({Kind::person, person});
    CHECK(world.facts().partners[0].busy_days.empty());
}

TEST_CASE("stored facts: a review of a project is no lesson, and takes none away") {
    MeasuredWorld world(today);
    Enrollment enrollment;
    enrollment.partner = world.partner("One");
    enrollment.person = {id_of("learner")};
    enrollment.enrolled_on = today - Days{90};
    Record record{.id = id_of("enrollment"), .version = 1, .body = enrollment};
    const auto busy_days = [&](const char* by, Date changed_on) {
        record.changed_by = {id_of(by)};
        record.changed_at = start_of(changed_on);
        world.stored.put(record);
        return world.facts().partners[0].busy_days;
    };
    CHECK(busy_days("learner", today - Days{90}) == std::vector<Date>{today - Days{90}});
    body_of<Enrollment>(record).lesson_done_on = today - Days{7};
    CHECK(busy_days("learner", today - Days{7}) == std::vector<Date>{today - Days{7}});
    CHECK(busy_days("reviewer", today) == std::vector<Date>{today - Days{7}});
}

TEST_CASE("stored facts: a partner signed on the day of its onboarding, else of its agreements") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    Agreement agreement;
    agreement.partner = one;
    CHECK(world.facts().partners[0].agreement_on == Date{});
    world.put(agreement, start_of(today - Days{40}));
    world.put(agreement, start_of(today - Days{400}));
    world.put(agreement, start_of(today - Days{4}));
    CHECK(world.facts().partners[0].agreement_on == today - Days{400});
    world.onboarded(one, today - Days{50}, today - Days{30});
    CHECK(world.facts().partners[0].agreement_on == today - Days{50});
}

TEST_CASE("stored facts: a record that changes hands takes its rows along") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    const PartnerId two = world.partner("Two");
    Survey survey;
    survey.state = SurveyState::answered;
    survey.score = 4;
    for (const PartnerId partner : {one, two, one}) {
        survey.partner = partner;
        world.stored.put({.id = id_of("survey"), .version = 1, .body = survey});
        const Facts& facts = world.facts();
        CHECK(facts.answers.size() == 1);
        CHECK(facts.partners[0].answers.count == (partner == one ? 1 : 0));
        CHECK(facts.partners[1].answers.count == (partner == two ? 1 : 0));
    }
}
