#include "core/domain/investment/fund_rules.h"
#include "core/domain/investment/outcome.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date today = 2026y / std::chrono::November / 23;
static const PartnerId partner{id_of("slalom")};
static const Moment now = start_of(today) + 9 * ms_per_hour;

static const Program& program() {
    return shipped_program().program;
}

static Money dollars(std::int64_t amount) {
    return {amount * 100, usd};
}

static FundDecision decision(std::string text = "As agreed") {
    return {.by = {id_of("elena")}, .at = now, .text = std::move(text)};
}

static RequestEntry request(const char* name, std::int64_t amount, FundState state) {
    RequestEntry entry{.id = {id_of(name)}, .request = {}};
    entry.request.partner = partner;
    entry.request.state = state;
    entry.request.form = {
        .activity = "joint_campaign",
        .title = "Spring campaign",
        .description = "Webinars for forty rail operators with a case study of Northgate Rail.",
        .amount = dollars(amount),
        .begins_on = today + Days{10},
        .ends_on = today + Days{30},
        .expected_value = dollars(10 * amount)};
    const bool decided = state != FundState::draft && state != FundState::submitted;
    if (decided) {
        entry.request.approved = dollars(amount);
        entry.request.claims_until = today + Days{90};
    }
    return entry;
}

static ClaimEntry claim(
    const char* name, const RequestEntry& of, std::int64_t amount, ClaimState state
) {
    ClaimEntry entry{.id = {id_of(name)}, .claim = {}};
    entry.claim.request = of.id;
    entry.claim.state = state;
    entry.claim.amount = dollars(amount);
    entry.claim.proof = {{.name = "invoice.pdf", .hash = Bytes(32, 1), .size = 2}};
    const bool settled =
        state == ClaimState::approved || state == ClaimState::partial || state == ClaimState::paid;
    if (settled) entry.claim.approved = dollars(amount);
    return entry;
}

static FundBook book(std::int64_t allocated) {
    FundBook fund;
    fund.allocation = {.partner = partner, .year = 2026, .amount = dollars(allocated)};
    return fund;
}

TEST_CASE("fund: an allocation lies in the range of the tier, to the dollar") {
    struct Row {
        Tier tier;
        std::int64_t amount;
        bool sound;
    };
    const Row rows[] = {
        {Tier::tier_1, 999'999, false},
        {Tier::tier_1, 1'000'000, true},
        {Tier::tier_1, 25'000'000, true},  // "$1M+"
        {Tier::tier_2, 249'999, false},
        {Tier::tier_2, 250'000, true},
        {Tier::tier_2, 500'000, true},
        {Tier::tier_2, 500'001, false},
        {Tier::tier_3, 49'999, false},
        {Tier::tier_3, 50'000, true},
        {Tier::tier_3, 100'000, true},
        {Tier::tier_3, 100'001, false},
        {Tier::emerging, 9'999, false},
        {Tier::emerging, 10'000, true},
        {Tier::emerging, 25'000, true},
        {Tier::emerging, 25'001, false},
    };
    for (const Row& row : rows) {
        CAPTURE(name_of(row.tier), row.amount);
        const auto sound = allocation_is_sound(dollars(row.amount), row.tier, program(), book(0));
        CHECK(sound.ok() == row.sound);
        if (sound.ok()) continue;
        CHECK(sound.problem().code == ProblemCode::allocation_must_lie_in_the_range_of_the_tier);
    }
    const auto foreign =
        allocation_is_sound({100, Currency{{'E', 'U', 'R'}}}, Tier::tier_3, program(), book(0));
    CHECK(foreign.problem().code == ProblemCode::currencies_must_match);
    FundBook used = book(100'000);
    used.requests = {request("a", 70'000, FundState::active)};
    const auto covered = allocation_is_sound(dollars(69'999), Tier::tier_3, program(), used);
    CHECK(covered.problem().code == ProblemCode::allocation_must_cover_what_is_approved);
    CHECK(covered.problem().limit == "70000.00");
    CHECK(allocation_is_sound(dollars(70'000), Tier::tier_3, program(), used).ok());
}

TEST_CASE("fund: what is left is what nobody holds") {
    FundBook fund = book(100'000);
    const auto closed = request("closed", 30'000, FundState::closed);
    fund.requests = {
        request("draft", 9'000, FundState::draft),
        request("submitted", 9'000, FundState::submitted),
        request("approved", 10'000, FundState::approved),
        request("active", 5'000, FundState::active),
        request("claiming", 4'000, FundState::claiming),
        request("rejected", 9'000, FundState::rejected),
        closed};
    fund.claims = {
        claim("one", closed, 12'000, ClaimState::paid),
        claim("two", closed, 3'000, ClaimState::rejected),
        claim("three", fund.requests[4], 1'000, ClaimState::approved)};
    const auto position = position_of(fund);
    REQUIRE(position.ok());
    CHECK(position.value().committed == dollars(10'000 + 5'000 + 4'000 + 12'000));
    CHECK(position.value().claimed == dollars(13'000));
    CHECK(position.value().left == dollars(69'000));
    CHECK(position_of(fund, fund.requests[2].id).value().left == dollars(79'000));
}

struct FormRow {
    const char* why;
    void (*change)(FundForm&);
    std::optional<ProblemCode> problem;
};

static const FormRow forms[] = {
    {"sound", [](FundForm&) {}, std::nullopt},
    {"activity", [](FundForm& f) { f.activity = "party"; }, ProblemCode::activity_must_be_known},
    {"title", [](FundForm& f) { f.title.clear(); }, ProblemCode::field_must_be_given},
    {"49 characters",
     [](FundForm& f) { f.description.assign(49, 'x'); },
     ProblemCode::activity_must_be_described},
    {"50 characters", [](FundForm& f) { f.description.assign(50, 'x'); }, std::nullopt},
    {"nothing", [](FundForm& f) { f.amount = dollars(0); }, ProblemCode::amount_must_be_positive},
    {"euros",
     [](FundForm& f) {
         f.amount.currency = {{'E', 'U', 'R'}};
     },
     ProblemCode::currencies_must_match},
    {"all of it", [](FundForm& f) { f.amount = dollars(60'000); }, std::nullopt},
    {"a cent more",
     [](FundForm& f) {
         f.amount = {60'000'01, usd};
     },
     ProblemCode::requests_must_stay_within_the_allocation},
    {"no day", [](FundForm& f) { f.begins_on = {}; }, ProblemCode::field_must_be_given},
    {"one day", [](FundForm& f) { f.ends_on = f.begins_on; }, std::nullopt},
    {"backwards",
     [](FundForm& f) { f.ends_on = f.begins_on - Days{1}; },
     ProblemCode::activity_dates_must_be_in_order},
    {"next year",
     [](FundForm& f) {
         f.begins_on = 2027y / std::chrono::January / 1;
         f.ends_on = f.begins_on;
     },
     ProblemCode::activity_must_lie_in_the_year_of_the_allocation},
    {"into next year",
     [](FundForm& f) { f.ends_on = 2027y / std::chrono::March / 1; },
     std::nullopt},
    {"366 days", [](FundForm& f) { f.ends_on = f.begins_on + Days{365}; }, std::nullopt},
    {"a day more",
     [](FundForm& f) { f.ends_on = f.begins_on + Days{366}; },
     ProblemCode::value_must_be_in_range},
    {"for ever",
     [](FundForm& f) { f.ends_on = 9999y / std::chrono::December / 31; },
     ProblemCode::value_must_be_in_range},
    {"nothing is expected", [](FundForm& f) { f.expected_value = {}; }, std::nullopt},
    {"less than nothing is expected",
     [](FundForm& f) { f.expected_value.minor = -1; },
     ProblemCode::amount_must_be_positive},
    {"euros are expected",
     [](FundForm& f) {
         f.expected_value = {1, {{'E', 'U', 'R'}}};
     },
     ProblemCode::currencies_must_match},
};

TEST_CASE("fund: every part of a request's form is asked for, in its order") {
    for (const FormRow& row : forms) {
        CAPTURE(row.why);
        FundBook fund = book(100'000);
        fund.requests = {request("other", 40'000, FundState::approved)};
        RequestEntry entry = request("a", 1'000, FundState::draft);
        row.change(entry.request.form);
        const auto problems = problems_of(entry.request.form, fund, entry.id, program());
        CHECK(problems.size() == (row.problem ? 1 : 0));
        const auto submitted = submit(entry.request, fund, entry.id, program(), now);
        REQUIRE(submitted.ok() == !row.problem);
        if (row.problem) CHECK(submitted.problem().code == *row.problem);
        const auto expected = row.problem ? FundState::draft : FundState::submitted;
        CHECK(entry.request.state == expected);
    }
}

TEST_CASE("fund: an approval gives at most what was asked and what is left, less with a reason") {
    struct Row {
        std::int64_t amount;
        const char* text;
        std::optional<ProblemCode> problem;
    };
    const Row rows[] = {
        {50'000, "", std::nullopt},
        {49'999, "", ProblemCode::reason_must_be_given},
        {49'999, "Only the webinars", std::nullopt},
        {50'001, "x", ProblemCode::approved_amount_must_not_exceed_the_asked},
        {0, "x", ProblemCode::amount_must_be_positive},
    };
    for (const Row& row : rows) {
        CAPTURE(row.amount, row.text);
        RequestEntry entry = request("a", 50'000, FundState::submitted);
        const auto approved =
            approve(entry, dollars(row.amount), decision(row.text), book(100'000), program());
        REQUIRE(approved.ok() == !row.problem);
        if (row.problem) CHECK(approved.problem().code == *row.problem);
        if (!approved.ok()) continue;
        CHECK(entry.request.approved == dollars(row.amount));
        CHECK(entry.request.claims_until == entry.request.form.ends_on + Days{60});
    }
    FundBook nearly = book(100'000);
    nearly.requests = {request("other", 60'000, FundState::active)};
    RequestEntry late = request("a", 50'000, FundState::submitted);
    const auto refused = approve(late, dollars(50'000), decision(), nearly, program());
    CHECK(refused.problem().code == ProblemCode::requests_must_stay_within_the_allocation);
    CHECK(refused.problem().limit == "40000.00");
    CHECK(approve(late, dollars(40'000), decision(), nearly, program()).ok());
}

TEST_CASE("fund: an approval is in the currency of what was asked") {
    RequestEntry entry = request("a", 50'000, FundState::submitted);
    const Money euros{1, {{'E', 'U', 'R'}}};
    const auto refused = approve(entry, euros, decision("Less"), book(100'000), program());
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.problem() == Problem{ProblemCode::currencies_must_match, "amount", "USD"});
    CHECK(entry.request.state == FundState::submitted);
}

TEST_CASE("fund: an activity names 500 deals, one of them again, and no more") {
    RequestEntry entry = request("a", 1'000, FundState::active);
    const auto deal = [](int i) { return DealId{id_of("deal " + std::to_string(i))}; };
    for (int i = 0; i < 500; i++) REQUIRE(name_deal(entry.request, deal(i), true).ok());
    CHECK(name_deal(entry.request, deal(17), true).ok());
    CHECK(entry.request.deals.size() == 500);
    const auto refused = name_deal(entry.request, deal(500), true);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.problem() == Problem{ProblemCode::list_must_be_short_enough, "deals", "500"});
    REQUIRE(name_deal(entry.request, deal(17), false).ok());
    CHECK(name_deal(entry.request, deal(500), true).ok());
}

TEST_CASE("fund: an approval leaves the days to claim, also one that comes late") {
    struct Row {
        std::int64_t late;  // Days after the activity's last.
        std::int64_t claims;
    };
    for (const Row& row : {Row{-20, 60}, Row{0, 60}, Row{1, 61}, Row{300, 360}}) {
        CAPTURE(row.late);
        RequestEntry entry = request("a", 50'000, FundState::submitted);
        const Date ends = entry.request.form.ends_on;
        FundDecision decided = decision();
        decided.at = start_of(ends + Days{row.late}) + 9 * ms_per_hour;
        REQUIRE(approve(entry, dollars(50'000), decided, book(100'000), program()).ok());
        CHECK(entry.request.claims_until == ends + Days{row.claims});
    }
}

TEST_CASE("fund: a year is given an amount from the last one to five ahead") {
    for (const std::int32_t year : {2024, 2025, 2026, 2031, 2032}) {
        CAPTURE(year);
        const auto open = year_is_open(year, program(), today);
        CHECK(open.ok() == (year >= 2025 && year <= 2031));
        if (!open.ok()) CHECK(open.problem().limit == "2025-2031");
    }
}

TEST_CASE("fund: each step of a request comes from the states it may come from") {
    const auto every = names_of(FundState{}).size();
    for (std::size_t i = 0; i < every; i++) {
        const auto state = static_cast<FundState>(i);
        CAPTURE(name_of(state));
        const auto fresh = [state] { return request("a", 1'000, state); };
        RequestEntry one = fresh();
        const auto is = [state](std::initializer_list<FundState> states) {
            return std::find(states.begin(), states.end(), state) != states.end();
        };
        const FundBook fund = book(100'000);
        CHECK(submit(one.request, fund, one.id, program(), now).ok() == is({FundState::draft}));
        one = fresh();
        CHECK(withdraw(one.request).ok() == is({FundState::draft, FundState::submitted}));
        one = fresh();
        CHECK(
            approve(one, dollars(1'000), decision(), fund, program()).ok() ==
            is({FundState::submitted})
        );
        one = fresh();
        CHECK(reject(one.request, decision()).ok() == is({FundState::submitted}));
        one = fresh();
        CHECK(
            close(one.request, fund, one.id).ok() ==
            is({FundState::approved, FundState::active, FundState::claiming})
        );
        one = fresh();
        const bool moved = move_on(one.request, one.request.form.ends_on + Days{1});
        CHECK(moved == is({FundState::approved, FundState::active}));
    }
    RequestEntry one = request("a", 1'000, FundState::submitted);
    CHECK(reject(one.request, decision("")).problem().code == ProblemCode::reason_must_be_given);
}

TEST_CASE("fund: days alone move a request on") {
    RequestEntry entry = request("a", 1'000, FundState::approved);
    const FundForm& form = entry.request.form;
    CHECK_FALSE(move_on(entry.request, form.begins_on - Days{1}));
    CHECK(move_on(entry.request, form.begins_on));
    CHECK(entry.request.state == FundState::active);
    CHECK_FALSE(move_on(entry.request, form.ends_on));
    CHECK(move_on(entry.request, form.ends_on + Days{1}));
    CHECK(entry.request.state == FundState::claiming);
    FundBook fund = book(100'000);
    fund.requests = {entry};
    fund.claims = {claim("open", entry, 100, ClaimState::info)};
    CHECK(
        close(entry.request, fund, entry.id).problem().code ==
        ProblemCode::claim_must_allow_this_step
    );
}

struct ClaimRow {
    const char* why;
    void (*change)(ClaimEntry&, Moment&);
    std::optional<ProblemCode> problem;
    const char* limit;
};

static const ClaimRow claims[] = {
    {"sound", [](ClaimEntry&, Moment&) {}, std::nullopt, ""},
    {"last day",
     [](ClaimEntry&, Moment& at) { at = start_of(today + Days{91}) + -1; },
     std::nullopt,
     ""},
    {"day after",
     [](ClaimEntry&, Moment& at) { at = start_of(today + Days{91}); },
     ProblemCode::claim_must_be_before_its_deadline,
     "2027-02-21"},
    {"nothing",
     [](ClaimEntry& c, Moment&) { c.claim.amount = dollars(0); },
     ProblemCode::amount_must_be_positive,
     ""},
    {"euros",
     [](ClaimEntry& c, Moment&) {
         c.claim.amount.currency = {{'E', 'U', 'R'}};
     },
     ProblemCode::currencies_must_match,
     "USD"},
    {"no proof",
     [](ClaimEntry& c, Moment&) { c.claim.proof.clear(); },
     ProblemCode::proof_must_be_attached,
     ""},
    {"proof of nothing",
     [](ClaimEntry& c, Moment&) { c.claim.proof = {{}}; },
     ProblemCode::field_must_be_given,
     ""},
    {"proof without a name",
     [](ClaimEntry& c, Moment&) { c.claim.proof[0].name = " "; },
     ProblemCode::field_must_be_given,
     ""},
    {"an empty file",
     [](ClaimEntry& c, Moment&) { c.claim.proof[0].size = 0; },
     ProblemCode::value_must_be_in_range,
     "1"},
    {"a file that cannot be found",
     [](ClaimEntry& c, Moment&) { c.claim.proof[0].hash.pop_back(); },
     ProblemCode::checksum_must_match,
     ""},
    {"the rest", [](ClaimEntry& c, Moment&) { c.claim.amount = dollars(2'500); }, std::nullopt, ""},
    {"a cent more",
     [](ClaimEntry& c, Moment&) {
         c.claim.amount = {2'500'01, usd};
     },
     ProblemCode::claims_must_stay_within_the_approved,
     "2500.00"},
    {"no request",
     [](ClaimEntry& c, Moment&) { c.claim.request = {}; },
     ProblemCode::record_must_exist,
     ""},
};

TEST_CASE("claim: proof, the deadline and the sum are its guards, to the day and the cent") {
    for (const ClaimRow& row : claims) {
        CAPTURE(row.why);
        FundBook fund = book(100'000);
        const RequestEntry of = request("a", 10'000, FundState::claiming);
        fund.requests = {of};
        fund.claims = {
            claim("paid", of, 4'000, ClaimState::paid),
            claim("waiting", of, 3'500, ClaimState::submitted),
            claim("refused", of, 9'000, ClaimState::rejected)};
        ClaimEntry entry = claim("mine", of, 500, ClaimState::draft);
        Moment at = now;
        row.change(entry, at);
        const auto submitted = submit(entry, fund, at);
        REQUIRE(submitted.ok() == !row.problem);
        if (submitted.ok()) continue;
        CHECK(submitted.problem().code == *row.problem);
        CHECK(submitted.problem().limit == row.limit);
    }
}

TEST_CASE("claim: each step comes from the states it may come from") {
    const RequestEntry of = request("a", 10'000, FundState::claiming);
    FundBook fund = book(100'000);
    fund.requests = {of};
    for (std::size_t i = 0; i < names_of(ClaimState{}).size(); i++) {
        const auto state = static_cast<ClaimState>(i);
        CAPTURE(name_of(state));
        const auto fresh = [&] { return claim("mine", of, 500, state); };
        const auto is = [state](std::initializer_list<ClaimState> states) {
            return std::find(states.begin(), states.end(), state) != states.end();
        };
        ClaimEntry one = fresh();
        CHECK(submit(one, fund, now).ok() == is({ClaimState::draft}));
        one = fresh();
        CHECK(
            withdraw(one.claim).ok() ==
            is({ClaimState::draft, ClaimState::submitted, ClaimState::info})
        );
        one = fresh();
        CHECK(ask(one.claim, decision(), program()).ok() == is({ClaimState::submitted}));
        one = fresh();
        CHECK(answer(one, fund, today).ok() == is({ClaimState::info}));
        one = fresh();
        CHECK(settle(one.claim, dollars(500), decision()).ok() == is({ClaimState::submitted}));
        one = fresh();
        CHECK(reject(one.claim, decision()).ok() == is({ClaimState::submitted, ClaimState::info}));
        one = fresh();
        CHECK(
            pay(one.claim, today, "SEPA 1").ok() == is({ClaimState::approved, ClaimState::partial})
        );
    }
}

TEST_CASE("claim: settled whole, in part with a reason, never for more") {
    struct Row {
        Money amount;
        const char* text;
        std::optional<ProblemCode> problem;
        ClaimState state;
    };
    const Row rows[] = {
        {dollars(500), "", std::nullopt, ClaimState::approved},
        {dollars(499), "", ProblemCode::reason_must_be_given, ClaimState::submitted},
        {dollars(499), "No receipt for 1", std::nullopt, ClaimState::partial},
        {dollars(501),
         "x",
         ProblemCode::approved_amount_must_not_exceed_the_asked,
         ClaimState::submitted},
        {dollars(0), "x", ProblemCode::amount_must_be_positive, ClaimState::submitted},
        {{500, Currency{{'E', 'U', 'R'}}},
         "x",
         ProblemCode::currencies_must_match,
         ClaimState::submitted},
    };
    const RequestEntry of = request("a", 10'000, FundState::claiming);
    for (const Row& row : rows) {
        CAPTURE(row.amount.minor, row.text);
        Claim one = claim("mine", of, 500, ClaimState::submitted).claim;
        const auto settled = settle(one, row.amount, decision(row.text));
        CHECK(settled.ok() == !row.problem);
        if (row.problem) CHECK(settled.problem().code == *row.problem);
        CHECK(one.state == row.state);
        CHECK(was_settled_in_time(one) == settled.ok());
    }
    Claim asked = claim("mine", of, 500, ClaimState::submitted).claim;
    CHECK(
        ask(asked, decision(" \n"), program()).problem().code == ProblemCode::reason_must_be_given
    );
    CHECK(reject(asked, decision("\t")).problem().code == ProblemCode::reason_must_be_given);
}

TEST_CASE("fund: what is said says something, and fits") {
    const std::string long_text(4'001, 'x');
    RequestEntry of = request("a", 10'000, FundState::submitted);
    FundBook fund = book(100'000);
    fund.requests = {of};
    const auto approved = approve(of, dollars(10'000), decision(long_text), fund, program());
    REQUIRE_FALSE(approved.ok());
    CHECK(approved.problem().code == ProblemCode::text_must_be_short_enough);
    Claim one = claim("mine", of, 500, ClaimState::submitted).claim;
    const auto settled = settle(one, dollars(500), decision(long_text));
    REQUIRE_FALSE(settled.ok());
    CHECK(settled.problem().limit == "4000");
    one.state = ClaimState::approved;
    const auto paid = pay(one, today, " ");
    REQUIRE_FALSE(paid.ok());
    CHECK(paid.problem().field == "payment");
    CHECK(one.state == ClaimState::approved);
    CHECK(pay(one, today, std::string(201, 'x')).problem().limit == "200");
    CHECK(pay(one, today, std::string(200, 'x')).ok());

    FundForm form = of.request.form;
    form.title = " ";
    CHECK(problems_of(form, fund, of.id, program()).front().field == "title");
    for (const std::size_t length : {200U, 201U}) {
        form.title = std::string(length, 'x');
        CHECK(fits(form).ok() == (length == 200));
        one.proof.assign(length / 10, {.name = std::string(length, 'x'), .hash = {1}, .size = 1});
        CHECK(fits(one).ok() == (length == 200));
    }
    form.title = "x";
    form.description = long_text;
    CHECK(fits(form).problem().field == "description");
    one.proof.assign(21, {.name = "x", .hash = {1}, .size = 1});
    CHECK(fits(one).problem().limit == "20");
}

TEST_CASE("claim: an answer in time is by its due day, to the day") {
    const RequestEntry of = request("a", 10'000, FundState::claiming);
    FundBook fund = book(100'000);
    fund.requests = {of};
    for (const int days : {10, 11}) {
        ClaimEntry entry = claim("mine", of, 500, ClaimState::submitted);
        REQUIRE(ask(entry.claim, decision("Which invoice?"), program()).ok());
        CHECK(entry.claim.question == "Which invoice?");
        CHECK(entry.claim.answer_due_on == today + Days{10});
        REQUIRE(answer(entry, fund, today + Days{days}).ok());
        REQUIRE(settle(entry.claim, dollars(500), decision()).ok());
        CHECK(was_settled_in_time(entry.claim) == (days == 10));
    }
}

TEST_CASE("claim: one that is asked about and not answered ends, days after its answer was due") {
    const RequestEntry of = request("a", 10'000, FundState::claiming);
    for (std::size_t i = 0; i < names_of(ClaimState{}).size(); i++) {
        const auto state = static_cast<ClaimState>(i);
        CAPTURE(name_of(state));
        Claim one = claim("mine", of, 500, state).claim;
        one.answer_due_on = today;
        CHECK_FALSE(lapse(one, program(), today + Days{30}).ok());
        CHECK(lapse(one, program(), today + Days{31}).ok() == (state == ClaimState::info));
        CHECK(
            (one.state == ClaimState::lapsed) ==
            (state == ClaimState::info || state == ClaimState::lapsed)
        );
    }
    // What it held is free again.
    FundBook fund = book(100'000);
    fund.requests = {of};
    fund.claims = {claim("mine", of, 500, ClaimState::lapsed)};
    CHECK(claimed_of(fund, of.id).value() == dollars(0));
}

TEST_CASE("claim: a file that was claimed before is found in what is not refused") {
    const RequestEntry of = request("a", 10'000, FundState::claiming);
    for (std::size_t i = 0; i < names_of(ClaimState{}).size(); i++) {
        const auto state = static_cast<ClaimState>(i);
        CAPTURE(name_of(state));
        FundBook fund = book(100'000);
        fund.requests = {of};
        fund.claims = {claim("other", of, 500, state)};
        fund.claims[0].claim.number = "CL-1";
        ClaimEntry mine = claim("mine", of, 500, ClaimState::submitted);
        const bool counts = state == ClaimState::submitted || state == ClaimState::info ||
                            state == ClaimState::approved || state == ClaimState::partial ||
                            state == ClaimState::paid;
        const auto found = repeated_proof(mine, fund);
        REQUIRE(found.has_value() == counts);
        if (found) CHECK(found->claim == "CL-1");
        mine.claim.proof[0].hash[31] = 9;
        CHECK_FALSE(repeated_proof(mine, fund).has_value());
    }
    FundBook own = book(100'000);
    own.requests = {of};
    own.claims = {claim("mine", of, 500, ClaimState::submitted)};
    CHECK_FALSE(repeated_proof(own.claims[0], own).has_value());
}

TEST_CASE("fund: whatever is asked, approved and claimed, the sums hold") {
    const std::uint32_t seed = 31;
    INFO("seed " << seed);
    std::mt19937 chance(seed);
    FundBook fund = book(250'000);
    const auto amount = [&chance] {
        return dollars(static_cast<std::int64_t>(chance() % 60'000) + 1);
    };
    for (int step = 0; step < 1'200; step++) {
        if (chance() % 30 == 0 || fund.requests.empty()) {
            fund.requests.push_back(request(std::to_string(step).c_str(), 1, FundState::draft));
            fund.requests.back().request.form.amount = amount();
        }
        RequestEntry& entry = fund.requests[chance() % fund.requests.size()];
        if (chance() % 8 == 0) {
            fund.claims.push_back(claim(std::to_string(step).c_str(), entry, 1, ClaimState::draft));
            fund.claims.back().claim.amount = amount();
        }
        RequestEntry changed = entry;
        (void)submit(changed.request, fund, entry.id, program(), now).ok();
        (void)approve(changed, amount(), decision(), fund, program()).ok();
        if (chance() % 9 == 0) (void)close(changed.request, fund, entry.id).ok();
        entry = changed;
        if (!fund.claims.empty()) {
            ClaimEntry one = fund.claims[chance() % fund.claims.size()];
            (void)submit(one, fund, now).ok();
            if (chance() % 3 == 0) (void)settle(one.claim, amount(), decision()).ok();
            if (chance() % 9 == 0) (void)reject(one.claim, decision()).ok();
            for (ClaimEntry& kept : fund.claims) {
                if (kept.id == one.id) kept = one;
            }
        }
        const FundPosition position = position_of(fund).value();
        REQUIRE(position.left.minor >= 0);
        REQUIRE(position.claimed.minor <= position.committed.minor);
        for (const RequestEntry& each : fund.requests) {
            const auto claimed = claimed_of(fund, each.id).value();
            REQUIRE(claimed.minor <= each.request.approved.minor);
        }
    }
    CHECK(position_of(fund).value().committed.minor > 0);
}

TEST_CASE("outcome: the deals that name an activity, against what it cost") {
    const RequestEntry entry = request("a", 10'000, FundState::claiming);
    FundBook fund = book(100'000);
    fund.requests = {entry};
    fund.claims = {
        claim("one", entry, 4'000, ClaimState::paid),
        claim("two", entry, 1'000, ClaimState::submitted)};
    const Date begins = entry.request.form.begins_on;
    const Date last = months_after(entry.request.form.ends_on, 12);
    const Date won = begins + Days{90};
    const std::vector<NamedDeal> deals{
        {.value = dollars(1), .registered_on = begins - Days{1}, .won_on = won},
        {.value = dollars(20'000), .registered_on = begins, .approved_on = begins, .won_on = won},
        {.value = dollars(7'000), .registered_on = last, .approved_on = last},
        {.value = dollars(9'000), .registered_on = begins},
        {.value = dollars(2), .registered_on = last + Days{1}, .approved_on = last},
    };
    const auto outcome = outcome_of(entry, fund, deals, program(), last + Days{9});
    REQUIRE(outcome.ok());
    CHECK(outcome.value().deals == 3);
    CHECK(outcome.value().approved == 2);
    CHECK(outcome.value().won == 1);
    CHECK(outcome.value().won_value.amount == dollars(20'000));
    CHECK(outcome.value().pipeline.amount == dollars(7'000));
    CHECK(outcome.value().spent == dollars(4'000));
    CHECK(outcome.value().return_hundredths == 500);
    CHECK(outcome.value().expected_hundredths == 20'00);
    const auto nothing = outcome_of(entry, book(100'000), {}, program(), today);
    CHECK_FALSE(nothing.value().return_hundredths.has_value());
    CHECK(nothing.value().approved == 0);
}

TEST_CASE("outcome: a deal whose currency has no rate counts, and its value is told apart") {
    RequestEntry entry = request("a", 10'000, FundState::claiming);
    const Date begins = entry.request.form.begins_on;
    const Money unknown{5, Currency{{'X', 'T', 'S'}}};
    const std::vector<NamedDeal> deals{
        {.value = dollars(7'000), .registered_on = begins, .approved_on = begins},
        {.value = unknown, .registered_on = begins, .approved_on = begins},
        {.value = unknown, .registered_on = begins, .approved_on = begins, .won_on = begins},
    };
    // It was kept before what is expected was asked about.
    entry.request.form.expected_value = unknown;
    const auto outcome = outcome_of(entry, book(100'000), deals, program(), begins);
    REQUIRE(outcome.ok());
    CHECK(outcome.value().deals == 3);
    CHECK(outcome.value().approved == 3);
    CHECK(outcome.value().without_rate == 2);
    CHECK(outcome.value().pipeline.amount == dollars(7'000));
    CHECK(outcome.value().won_value.amount == dollars(0));
    CHECK_FALSE(outcome.value().expected_hundredths.has_value());
}

TEST_CASE("fund: one allocation a partner and year, and its guard") {
    CHECK(allocation_id(partner, 2026) == allocation_id(partner, 2026));
    CHECK_FALSE(allocation_id(partner, 2026) == allocation_id(partner, 2027));
    const AllocationId id = allocation_id(partner, 2026);
    CHECK(fund_guard(id) == "fund:" + text_from_id(id.bytes));
}
