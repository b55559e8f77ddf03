#include "core/domain/economics/rule_change.h"

#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date change_day = 2027y / std::chrono::January / 1;
static constexpr Date approved_on = 2026y / std::chrono::November / 2;

static Money dollars(std::int64_t amount) {
    return {amount * 100, usd};
}

static CategoryRule& licenses(Program& program) {
    return program.models[0].categories[1];
}

// A next rule set that changes nothing but its name and day.
static Program next_program() {
    Program next = shipped_program().program;
    next.rules_version = "2027-01";
    next.effective_from = change_day;
    next.effective_until = change_day + Days{364};
    return next;
}

static Program with_band(std::int32_t low, std::int32_t high) {
    Program next = next_program();
    licenses(next).bands.back().effective_until = change_day - Days{1};
    licenses(next).bands.push_back(
        {.low = Percent{low},
         .high = Percent{high},
         .effective_from = change_day,
         .version = next.rules_version}
    );
    licenses(next).unlocks.clear();
    return next;
}

TEST_CASE("rule change: a band may change from the day it begins, never before") {
    const Program& current = shipped_program().program;
    CHECK_FALSE(problem_of_change(current, next_program()).has_value());
    CHECK_FALSE(problem_of_change(current, with_band(1500, 2500)).has_value());

    Program rewritten = next_program();
    licenses(rewritten).bands.back().high = Percent{3500};
    const auto problem = problem_of_change(current, rewritten);
    REQUIRE(problem.has_value());
    CHECK(problem->code == ProblemCode::rule_must_not_change_the_past);
    CHECK(problem->field == "system_integrator.software_licenses");
    CHECK(problem->limit == "2027-01-01");
}

TEST_CASE("rule change: what is refused, one after the other") {
    struct Row {
        const char* why;
        void (*change)(Program&);
        std::optional<ProblemCode> problem;
    };
    const Row rows[] = {
        {"weights",
         [](Program& p) { p.scorecard[0].weight++; },
         ProblemCode::weights_must_sum_to_100},
        {"same name",
         [](Program& p) { p.rules_version = "2026-10"; },
         ProblemCode::name_must_be_unique},
        {"same day",
         [](Program& p) { p.effective_from = shipped_program().program.effective_from; },
         ProblemCode::rule_dates_must_not_overlap},
        {"a model less",
         [](Program& p) { p.models.pop_back(); },
         ProblemCode::rule_must_not_change_the_past},
        {"a category less",
         [](Program& p) { p.models[0].categories.erase(p.models[0].categories.begin()); },
         ProblemCode::rule_must_not_change_the_past},
        {"a category that counts otherwise",
         [](Program& p) { licenses(p).kind = CategoryKind::to_bill; },
         ProblemCode::rule_must_not_change_the_past},
        {"a reseller sells less",
         [](Program& p) { p.models[2].categories[0].covers.pop_back(); },
         ProblemCode::rule_must_not_change_the_past},
        {"a reseller sells more",
         [](Program& p) { p.models[2].categories[0].covers.push_back("referral"); },
         std::nullopt},
        {"old band cut short",
         [](Program& p) { licenses(p).bands[1].effective_until = change_day - Days{2}; },
         ProblemCode::rule_must_not_change_the_past},
        {"old band begins later",
         [](Program& p) { licenses(p).bands[0].effective_from += Days{1}; },
         ProblemCode::rule_must_not_change_the_past},
        {"old band renamed",
         [](Program& p) { licenses(p).bands[0].version = "other"; },
         ProblemCode::rule_must_not_change_the_past},
        {"ends the day before",
         [](Program& p) { licenses(p).bands[1].effective_until = change_day - Days{1}; },
         std::nullopt},
        {"a new model",
         [](Program& p) {
             p.models.push_back(p.models[0]);
             p.models.back().key = "fresh";
         },
         std::nullopt},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Program next = next_program();
        row.change(next);
        const auto problem = problem_of_change(shipped_program().program, next);
        REQUIRE(problem.has_value() == row.problem.has_value());
        if (problem) CHECK(problem->code == *row.problem);
    }
}

struct Past {
    Deal deal;
    Agreement agreement;
};

static Past past_deal(std::int64_t amount, std::vector<AgreedRate> rates = {}) {
    Past past;
    past.deal.currency = usd;
    past.deal.lines = {{.category = "software_licenses", .amount = dollars(amount)}};
    past.agreement.model = "system_integrator";
    past.agreement.rates = std::move(rates);
    return past;
}

static DryRun run_on(const Past& past, const Program& next, Date on = approved_on) {
    const PastDeal deal{
        .id = DealWorld::id("a"),
        .deal = &past.deal,
        .agreement = &past.agreement,
        .tier = Tier::tier_2,
        .approved_on = on};
    auto run = dry_run({deal}, shipped_program().program, next);
    REQUIRE(run.ok());
    return std::move(run).value();
}

TEST_CASE("dry run: a set that changes nothing finds no difference") {
    const DryRun run = run_on(past_deal(100'000), next_program());
    CHECK(run.deals == 1);
    CHECK(run.changed_deals == 0);
    CHECK(run.differences.empty());
    CHECK(run.before.amount == run.after.amount);
}

TEST_CASE("dry run: the margin before and after, and the sums") {
    const DryRun run = run_on(past_deal(100'000), with_band(1500, 2500));
    REQUIRE(run.differences.size() == 1);
    CHECK(run.changed_deals == 1);
    CHECK(run.differences[0].kind == Difference::margin);
    CHECK(run.differences[0].before == dollars(20'000));
    CHECK(run.differences[0].after == dollars(15'000));
    CHECK(run.before.amount == dollars(20'000));
    CHECK(run.after.amount == dollars(15'000));
}

TEST_CASE("dry run: an agreed rate that would leave its band is refused, with its name") {
    const Past past = past_deal(100'000, {{"software_licenses", Percent{26'00}}});
    const DryRun run = run_on(past, with_band(1500, 2500));
    REQUIRE(run.differences.size() == 1);
    CHECK(run.differences[0].kind == Difference::refused);
    CHECK(run.differences[0].before == dollars(26'000));
    REQUIRE(run.differences[0].problem.has_value());
    CHECK(run.differences[0].problem->code == ProblemCode::rate_must_lie_in_its_band);
    CHECK(run.after.lines == 0);
}

TEST_CASE("dry run: a deal of a day without rules gains a quote") {
    const Date before_rules = 2024y / std::chrono::September / 30;
    const Past past = past_deal(100'000);
    const PastDeal deal{
        DealWorld::id("a"), &past.deal, &past.agreement, Tier::tier_2, before_rules};
    // Sums are told at that day's rates, which a sum in the deal's own currency does not need.
    const auto run = dry_run({deal}, shipped_program().program, next_program());
    REQUIRE(run.ok());
    REQUIRE(run.value().differences.size() == 1);
    CHECK(run.value().differences[0].kind == Difference::allowed);
    CHECK(run.value().before.lines == 0);
    CHECK(run.value().after.lines == 1);
}

TEST_CASE("dry run: who would have decided is told as well") {
    Program stricter = next_program();
    stricter.review.auto_approvals.clear();
    const DryRun by_person = run_on(past_deal(100'000), stricter);
    REQUIRE(by_person.differences.size() == 1);
    CHECK(by_person.differences[0].kind == Difference::approval);
    CHECK(by_person.differences[0].rule_before == "tier_1_2_under_250000_usd");
    CHECK(by_person.differences[0].rule_after.empty());

    Program looser = next_program();
    looser.review.second_approver_over = dollars(900'000);
    const DryRun second = run_on(past_deal(600'000), looser);
    REQUIRE(second.differences.size() == 1);
    CHECK(second.differences[0].kind == Difference::second_approver);
    CHECK(run_on(past_deal(500'000), looser).differences.empty());
}
