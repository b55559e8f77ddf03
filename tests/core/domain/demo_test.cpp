#include "core/domain/demo.h"

#include "core/domain/command.h"
#include "core/domain/decide.h"
#include "core/domain/earnings/earning.h"
#include "core/domain/economics/signature.h"
#include "core/domain/leads/lead.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/quote.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date today = 2026y / std::chrono::November / 23;
static const Moment now = start_of(today) + 14 * ms_per_hour;

static const std::vector<Record>& demo() {
    static const std::vector<Record> records = demo_records(shipped_program(), 1, now);
    return records;
}

TEST_CASE("demo: each of its records is the same after a rest, whether read or changed") {
    for (const Record& record : demo()) {
        CAPTURE(name_of(record.kind()), text_from_id(record.id));
        const Bytes wanted = cbor_from_record(record);
        const Record resting = record;
        resting.body.rest();
        REQUIRE(cbor_from_record(resting) == wanted);
        resting.body.rest();
        CHECK(resting.body.rests());
        REQUIRE(cbor_from_record(resting) == wanted);
    }
}

template <typename Body>
static std::vector<const Record*> all_of_kind() {
    std::vector<const Record*> found;
    for (const Record& record : demo()) {
        if (record.body.is<Body>()) found.push_back(&record);
    }
    return found;
}

static PartnerId slalom() {
    for (const Record* record : all_of_kind<Partner>()) {
        if (body_of<Partner>(*record).name == "Slalom") return {record->id};
    }
    FAIL("no Slalom");
    return {};
}

static const Deal& slalom_deal(std::string_view customer) {
    for (const Record* record : all_of_kind<Deal>()) {
        const auto& deal = body_of<Deal>(*record);
        if (deal.partner == slalom() && deal.customer.legal_name == customer) return deal;
    }
    FAIL("no deal with " << customer);
    return body_of<Deal>(demo().front());
}

TEST_CASE("demo: the same seed and moment give the same records") {
    CHECK(demo_records(shipped_program(), 1, now) == demo());
    CHECK(demo_records(shipped_program(), 2, now) != demo());
}

TEST_CASE("demo: it works on any day at any hour") {
    const DemoSize small{.deals = 160, .seller_deals = 40};
    for (std::int32_t days = 0; days < 400; days += 37) {
        CAPTURE(days);
        const auto records = demo_records(
            shipped_program(),
            static_cast<std::uint64_t>(days),
            start_of(today + Days{days}) + days % 24 * ms_per_hour,
            small
        );
        CHECK(records.size() > 500);
    }
}

TEST_CASE("demo: a survey is answered in time, however short that is") {
    for (const std::int32_t days : {1, 2, 12, 365}) {
        CAPTURE(days);
        LoadedProgram loaded = shipped_program();
        loaded.program.service.survey_answer_days = days;
        std::size_t answered = 0;
        for (const Record& record :
             demo_records(loaded, 1, now, {.deals = 400, .seller_deals = 60})) {
            const auto* survey = record.body.as<Survey>();
            if (survey == nullptr || survey->state != SurveyState::answered) continue;
            CHECK(date_of(survey->answered_at) <= survey->answer_by);
            answered++;
        }
        CHECK(answered > 50);
    }
}

TEST_CASE("demo: of thousands of partners some still have what few have all given back") {
    const auto given_up = [](const std::vector<Record>& records) {
        return std::count_if(records.begin(), records.end(), [](const Record& record) {
            const auto* lead = record.body.as<VendorLead>();
            return lead != nullptr && lead->state == VendorLeadState::given_up;
        });
    };
    CHECK(given_up(demo()) == 1);
    CHECK(given_up(demo_records(shipped_program(), 1, now, {.partners = 1'500, .deals = 0})) == 0);
}

TEST_CASE("demo: nothing in it is later than the moment it is made for") {
    for (const Record& record : demo()) {
        CHECK(record.changed_at <= now);
        CHECK(record.created_at <= record.changed_at);
    }
}

static bool is_on_its_way(const Record& partner) {
    return body_of<Partner>(partner).lifecycle == Lifecycle::onboarding;
}

TEST_CASE("demo: every partner that the strategy names has people, an agreement and deals") {
    std::map<PartnerId, std::set<std::string>> roles;
    std::map<PartnerId, std::size_t> agreements;
    std::map<PartnerId, std::size_t> deals;
    for (const Record* record : all_of_kind<Person>()) {
        const auto& person = body_of<Person>(*record);
        CHECK(person.email.ends_with(".example"));
        roles[person.partner].insert(person.role);
    }
    for (const Record* record : all_of_kind<Agreement>()) {
        const auto& agreement = body_of<Agreement>(*record);
        agreements[agreement.partner]++;
        CHECK(agreement_is_sound(agreement, shipped_program().program, today).ok());
    }
    for (const Record* record : all_of_kind<Deal>()) deals[body_of<Deal>(*record).partner]++;
    const auto partners = all_of_kind<Partner>();
    CHECK(partners.size() == 33);
    for (const Record* record : partners) {
        CAPTURE(body_of<Partner>(*record).name);
        CHECK(roles[{record->id}] == std::set<std::string>{"seller", "admin", "member"});
        CHECK(agreements[{record->id}] == 1);
        CHECK((deals[{record->id}] == 0) == is_on_its_way(*record));
    }
    CHECK(deals[slalom()] == 214);
    CHECK(all_of_kind<Deal>().size() == 1'400);
    CHECK(std::count_if(partners.begin(), partners.end(), [](const Record* record) {
              return is_on_its_way(*record);
          }) == 1);
}

TEST_CASE("demo: sizes are chosen apart, and deals are spread over the partners") {
    struct Row {
        DemoSize size;
        std::size_t deals, of_seller;
    };
    const Row rows[] = {
        {{.deals = 900, .seller_deals = 20}, 900, 20},
        {{.partners = 60, .deals = 700, .seller_deals = 300}, 700, 300},
    };
    for (const Row& row : rows) {
        std::map<PartnerId, std::size_t> deals;
        PartnerId seller;
        std::size_t all = 0;
        for (const Record& record : demo_records(shipped_program(), 3, now, row.size)) {
            const auto* partner = record.body.as<Partner>();
            if (partner != nullptr && partner->name == "Slalom") seller = {record.id};
            const auto* deal = record.body.as<Deal>();
            if (deal == nullptr) continue;
            deals[deal->partner]++;
            all++;
        }
        CHECK(all == row.deals);
        CHECK(deals[seller] == row.of_seller);
        deals.erase(seller);
        for (const auto& [partner, count] : deals) CHECK(count * 6 < all);
        CHECK(deals.size() >= 31);
    }
}

TEST_CASE("demo: staff of every role is there, Elena Ruiz among them") {
    std::set<std::string> roles;
    bool elena = false;
    for (const Record* record : all_of_kind<Person>()) {
        const auto& person = body_of<Person>(*record);
        if (!person.staff()) continue;
        roles.insert(person.role);
        elena = elena || person.email == "elena.ruiz@entente.example";
    }
    CHECK(elena);
    CHECK(
        roles ==
        std::set<std::string>{"channel_manager", "conflict_board", "program_admin", "viewer"}
    );
}

TEST_CASE("demo: Slalom has the twelve open deals that people see first") {
    struct Row {
        const char* customer;
        Review review;
        Stage stage;
        std::int64_t dollars;
        std::int32_t protected_days;
    };
    const Row rows[] = {
        {"Northgate Rail Inc.", Review::approved, Stage::business_validation, 640'000, 6},
        {"Harbor Mutual Insurance", Review::info_requested, Stage::qualified, 410'000, 0},
        {"Ostara Foods LLC", Review::draft, Stage::prospect, 285'000, 0},
        {"Kestrel Energy Corp.", Review::approved, Stage::technical_validation, 920'000, 61},
        {"Mercy West Hospitals", Review::in_review, Stage::qualified, 510'000, 0},
        {"Lumen Retail Group", Review::approved, Stage::committed, 380'000, 33},
        {"Pacific Timber Co.", Review::submitted, Stage::prospect, 195'000, 0},
        {"Tern Logistics Inc.", Review::conflict, Stage::qualified, 730'000, 0},
        {"Aldine County", Review::draft, Stage::prospect, 240'000, 0},
        {"Vireo Labs Inc.", Review::approved, Stage::qualified, 150'000, 84},
        {"Bluewater Ferries", Review::approved, Stage::technical_validation, 200'000, 50},
        {"Solstice Air", Review::approved, Stage::business_validation, 160'000, 70},
    };
    for (const Row& row : rows) {
        CAPTURE(row.customer);
        const Deal& deal = slalom_deal(row.customer);
        CHECK(name_of(deal.review) == name_of(row.review));
        CHECK(name_of(deal.stage) == name_of(row.stage));
        CHECK(value_of(deal).value() == Money{row.dollars * 100, usd});
        if (row.protected_days > 0) {
            CHECK((deal.protected_until - today).count() == row.protected_days);
        }
    }
    const auto deals = all_of_kind<Deal>();
    const auto open = std::count_if(deals.begin(), deals.end(), [](const Record* record) {
        const auto& deal = body_of<Deal>(*record);
        return deal.partner == slalom() && (is_open(deal) || deal.review == Review::draft);
    });
    CHECK(open == 12);
}

TEST_CASE("demo: an offline claim proves an interval and never a device's time") {
    const Deal& deal = slalom_deal("Tern Logistics Inc.");
    CHECK(deal.priority_until - deal.priority_from == 72 * 60'000);
    CHECK(deal.priority_until == deal.submitted_at);
}

TEST_CASE("demo: eleven of Slalom's fourteen hold Foundation, six Professional, two learn Expert") {
    std::map<std::string, std::set<PersonId>> holders;
    for (const Record* record : all_of_kind<Certificate>()) {
        const auto& certificate = body_of<Certificate>(*record);
        if (certificate.partner != slalom() || certificate.expires_on < today) continue;
        holders[certificate.level].insert(certificate.person);
    }
    CHECK(holders["foundation"].size() == 11);
    CHECK(holders["professional"].size() == 6);
    CHECK(holders["expert"].empty());
    std::size_t learning_expert = 0;
    for (const Record* record : all_of_kind<Enrollment>()) {
        if (body_of<Enrollment>(*record).level == "expert") learning_expert++;
    }
    CHECK(learning_expert == 2);
}

TEST_CASE("demo: deals stand in every state and numbers count up with time") {
    std::set<Review> reviews;
    std::set<DealOutcome> outcomes;
    std::map<std::string, Moment> by_number;
    for (const Record* record : all_of_kind<Deal>()) {
        const auto& deal = body_of<Deal>(*record);
        reviews.insert(deal.review);
        outcomes.insert(deal.outcome);
        if (!deal.number.empty()) by_number[deal.number] = deal.submitted_at;
    }
    CHECK(reviews.size() == names_of(Review{}).size());
    CHECK(outcomes.size() == names_of(DealOutcome{}).size());
    Moment before;
    for (const auto& [number, at] : by_number) {
        CHECK(at >= before);
        before = at;
    }
}

TEST_CASE("demo: a review's clock stands at every place, and few protections have lapsed") {
    for (const std::int32_t days : {0, 1, 5, 6, 33}) {  // From Monday on, a weekend among them.
        CAPTURE(days);
        const Moment made = start_of(today + Days{days}) + (8 + days % 10) * ms_per_hour;
        std::size_t early = 0, late = 0, overdue = 0, expired = 0, live = 0;
        for (const Record& record : demo_records(shipped_program(), 7, made)) {
            const auto* deal = record.body.as<Deal>();
            if (deal == nullptr) continue;
            expired += deal->review == Review::expired ? 1 : 0;
            live += deal->protection == Protection::active ? 1 : 0;
            if (deal->protection == Protection::active)
                CHECK(date_of(made) <= deal->protected_until);
            if (!deal->sla.running_since.given() || !deal->sla.limit_at.given()) continue;
            if (deal->sla.limit_at <= made) {
                overdue++;
            } else if (deal->sla.target_at <= made) {
                late++;
            } else {
                early++;
            }
        }
        CHECK(early >= 5);
        CHECK(late >= 5);
        CHECK(overdue >= 2);
        CHECK(overdue <= 8);
        CHECK(live > 150);
        CHECK(expired < live / 4);
    }
}

TEST_CASE("demo: a deal that is written down is registered as its row says") {
    const DealForm rail = form_from_deal(slalom_deal("Northgate Rail Inc."));
    CHECK(rail.source == DealSource::event);
    CHECK(rail.notes == "Met at RailTech Expo 2026.");
    CHECK(rail.products == std::vector<std::string>{"platform_licenses", "industry_4_0"});
    REQUIRE(rail.lines.size() == 3);
    CHECK(rail.lines[0].recurring);
    CHECK(rail.lines[0].term_months == 36);
    CHECK_FALSE(rail.lines[1].recurring);
    const DealForm insurance = form_from_deal(slalom_deal("Harbor Mutual Insurance"));
    CHECK(insurance.source == DealSource::own);
    CHECK(insurance.notes.empty());
    CHECK(insurance.products == std::vector<std::string>{"platform_licenses"});
    CHECK(insurance.lines.size() == 2);
    CHECK_FALSE(insurance.customer.public_sector);
    CHECK(form_from_deal(slalom_deal("Aldine County")).customer.public_sector);
}

TEST_CASE("demo: a learner's lessons are counted out of those of the level's course") {
    for (const Record* record : all_of_kind<Enrollment>()) {
        const auto& enrollment = body_of<Enrollment>(*record);
        CAPTURE(enrollment.level);
        std::size_t lessons = 0;
        for (const Course& course : shipped_program().program.courses) {
            if (course.level == enrollment.level) lessons = course.lessons.size();
        }
        CHECK(static_cast<std::size_t>(enrollment.lessons_total) == lessons);
        CHECK(enrollment.lessons_done <= enrollment.lessons_total);
        const bool waits = enrollment.step == EnrollmentStep::exam_failed;
        CHECK(enrollment.next_attempt_on == (waits ? today + Days{2} : Date{}));
    }
}

TEST_CASE("demo: the history of a deal that was closed says how it ended") {
    std::map<IdBytes, std::set<std::string>> events;
    for (const Record* record : all_of_kind<HistoryLine>()) {
        const auto& line = body_of<HistoryLine>(*record);
        events[line.subject].insert(line.event);
    }
    for (const Record* record : all_of_kind<Deal>()) {
        const auto& deal = body_of<Deal>(*record);
        CAPTURE(deal.number);
        CHECK(events[record->id].contains("deal_won") == (deal.outcome == DealOutcome::won));
        CHECK(events[record->id].contains("deal_lost") == (deal.outcome == DealOutcome::lost));
        const std::string& reason = deal.decision_reason;
        const bool gives_reason = deal.outcome == DealOutcome::lost ||
                                  deal.outcome == DealOutcome::rejected ||
                                  deal.outcome == DealOutcome::revoked || deal.appealed;
        CHECK(reason.empty() != gives_reason);
    }
}

TEST_CASE("demo: of what is long decided half was won, and something of every other end") {
    std::map<DealOutcome, std::size_t> ended;
    for (const Record* record : all_of_kind<Deal>()) {
        const auto& deal = body_of<Deal>(*record);
        if (deal.partner == slalom()) ended[deal.outcome]++;
    }
    CHECK(ended[DealOutcome::won] > 75);
    CHECK(ended[DealOutcome::won] < 120);
    CHECK(ended[DealOutcome::lost] > 45);
    CHECK(ended[DealOutcome::rejected] > 7);
    CHECK(ended[DealOutcome::withdrawn] > 4);
}

TEST_CASE("demo: some partners wait for their order to be confirmed, Slalom does not") {
    std::map<PartnerId, std::size_t> waiting;
    for (const Record* record : all_of_kind<Deal>()) {
        const auto& deal = body_of<Deal>(*record);
        if (deal.review == Review::won_reported) waiting[deal.partner]++;
    }
    CHECK(waiting.size() >= 3);
    CHECK_FALSE(waiting.contains(slalom()));
}

TEST_CASE("demo: who won was protected, reported it with an order, and earned by it") {
    std::set<DealId> earned;
    for (const Record* record : all_of_kind<Earning>()) {
        earned.insert(body_of<Earning>(*record).deal);
    }
    std::size_t won = 0;
    for (const Record* record : all_of_kind<Deal>()) {
        const auto& deal = body_of<Deal>(*record);
        if (deal.outcome != DealOutcome::won) continue;
        CAPTURE(deal.number);
        CHECK(deal.won.order_number.starts_with("PO-"));
        CHECK(deal.won.reported_at >= deal.approved_at);
        CHECK(deal.won.confirmed_at == deal.decided_at);
        CHECK(earned.contains(DealId{record->id}));
        won++;
    }
    CHECK(won > 400);
}

TEST_CASE("demo: whatever falls due until now has been done") {
    for (const Record& record : demo()) {
        for (const Due& due : dues_of(record, shipped_program().program)) {
            CAPTURE(command_name(due.command), name_of(record.kind()));
            CHECK(due.at > now);
        }
    }
}

TEST_CASE("demo: a deal is in the currency of the place where its partner sells") {
    std::map<PartnerId, const Partner*> partners;
    for (const Record* record : all_of_kind<Partner>()) {
        partners[{record->id}] = &body_of<Partner>(*record);
    }
    std::map<std::string, std::set<std::string>> seen;
    for (const Record* record : all_of_kind<Deal>()) {
        const auto& deal = body_of<Deal>(*record);
        const Partner& partner = *partners.at(deal.partner);
        const bool japanese = partner.home_country == "JP" && partner.region == "asia_pacific";
        seen[japanese ? "Japan" : partner.region].insert(std::string(deal.currency.text()));
    }
    CHECK(seen["Japan"] == std::set<std::string>{"JPY"});
    CHECK(seen["asia_pacific"] == std::set<std::string>{"USD"});
    CHECK(seen["north_america"] == std::set<std::string>{"USD"});
    CHECK(seen["europe"] == std::set<std::string>{"EUR", "USD"});
}
