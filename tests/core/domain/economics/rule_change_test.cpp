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

struct Row {
    const char* why;
    void (*change)(Program&);
    std::optional<ProblemCode> problem;
};

static void check_change(const Row& row) {
    CAPTURE(row.why);
    Program next = next_program();
    row.change(next);
    const auto problem = problem_of_change(shipped_program().program, next);
    REQUIRE(problem.has_value() == row.problem.has_value());
    if (problem) CHECK(problem->code == *row.problem);
}

static const Row changed_sets[] = {
    {"weights", [](Program& p) { p.scorecard[0].weight++; }, ProblemCode::weights_must_sum_to_100},
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

static const Row changed_categories[] = {
    {"a line that falls under a new category from then on",
     [](Program& p) {
         p.models[2].categories.push_back(licenses(p));
         p.models[2].categories.back().bands = {
             {.low = {1}, .high = {2}, .effective_from = change_day, .version = "2027-01"}};
         p.models[2].categories.back().unlocks.clear();
     },
     std::nullopt},
    {"a line that falls under a new category the day before",
     [](Program& p) {
         p.models[2].categories.push_back(licenses(p));
         p.models[2].categories.back().bands = {
             {.low = {1},
              .high = {2},
              .effective_from = change_day - Days{1},
              .version = "2027-01"}};
         p.models[2].categories.back().unlocks.clear();
     },
     ProblemCode::rule_must_not_change_the_past},
    {"another that covers it comes first",
     [](Program& p) { std::swap(p.models[2].categories[0], p.models[2].categories[1]); },
     ProblemCode::rule_must_not_change_the_past},
    {"categories that have nothing in common change places",
     [](Program& p) { std::swap(p.models[1].categories[0], p.models[1].categories[1]); },
     std::nullopt},
};

static const Row changed_figures[] = {
    {"another threshold",
     [](Program& p) { p.models[2].categories[3].threshold = dollars(1); },
     ProblemCode::rule_must_not_change_the_past},
    {"another threshold of an old band",
     [](Program& p) { p.models[2].categories[3].bands[1].threshold = dollars(1); },
     ProblemCode::rule_must_not_change_the_past},
    {"another threshold from then on",
     [](Program& p) {
         std::vector<RateBand>& bands = p.models[2].categories[3].bands;
         bands.push_back(bands.back());
         bands[1].effective_until = change_day - Days{1};
         bands[2].effective_from = change_day;
         bands[2].threshold = dollars(1);
     },
     std::nullopt},
    {"another currency",
     [](Program& p) {
         const Currency euro{{'E', 'U', 'R'}};
         p.currency = euro;
         p.review.second_approver_over.currency = euro;
         p.review.auto_approvals[0].under.currency = euro;
         p.models[2].categories[3].threshold.currency = euro;
         for (TierRule& tier : p.tiers) {
             tier.allocation_low.currency = euro;
             tier.allocation_high.currency = euro;
             Money& won = tier.requirement.won_in_four_quarters;
             if (won.currency.given()) won.currency = euro;
         }
     },
     ProblemCode::currencies_must_match},
    {"an old rate of exchange",
     [](Program& p) { p.exchange_rates[5].per_euro_millionths++; },
     ProblemCode::rule_must_not_change_the_past},
    {"one rate of exchange less",
     [](Program& p) { p.exchange_rates.pop_back(); },
     ProblemCode::rule_must_not_change_the_past},
    {"a rate of exchange of the day before",
     [](Program& p) {
         p.exchange_rates.push_back({usd, change_day - Days{1}, 1'000'000});
     },
     ProblemCode::rule_must_not_change_the_past},
    {"a rate of exchange of the first day",
     [](Program& p) {
         p.exchange_rates.push_back({usd, change_day, 1'000'000});
     },
     std::nullopt},
    {"rates of exchange in another order",
     [](Program& p) { std::swap(p.exchange_rates[0], p.exchange_rates[7]); },
     std::nullopt},
};

TEST_CASE("rule change: what is refused, one after the other") {
    for (const Row& row : changed_sets) check_change(row);
    for (const Row& row : changed_categories) check_change(row);
    for (const Row& row : changed_figures) check_change(row);
}

TEST_CASE("rule change: what would change the past is named") {
    const Program& current = shipped_program().program;
    Program next = next_program();
    next.exchange_rates.pop_back();
    CHECK(
        problem_of_change(current, next) ==
        Problem{ProblemCode::rule_must_not_change_the_past, "exchange_rates", "2027-01-01"}
    );
    next = next_program();
    next.models[2].categories[1].covers.pop_back();
    CHECK(
        problem_of_change(current, next) ==
        Problem{
            ProblemCode::rule_must_not_change_the_past,
            "reseller.professional_services",
            "2027-01-01"}
    );
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

static PastDeal as_past(const Past& past, Date on = approved_on) {
    return {
        .id = DealWorld::id("a"),
        .deal = &past.deal,
        .agreement = &past.agreement,
        .tier = Tier::tier_2,
        .levels = {},
        .approved_on = on};
}

static DryRun run_on(const Past& past, const Program& next, Date on = approved_on) {
    return dry_run({as_past(past, on)}, shipped_program().program, next);
}

static std::vector<Difference> kinds_of(const DryRun& run) {
    std::vector<Difference> kinds;
    for (const DealDifference& difference : run.differences) kinds.push_back(difference.kind);
    return kinds;
}

TEST_CASE("dry run: a set that changes nothing finds no difference") {
    const DryRun run = run_on(past_deal(100'000), next_program());
    CHECK(run.deals == 1);
    CHECK(run.changed_deals == 0);
    CHECK(run.differences.empty());
    CHECK(run.years.empty());
    CHECK(run.unconverted == 0);
    CHECK(run.before.amount == run.after.amount);
}

TEST_CASE("dry run: the margin before and after, and the sums") {
    const DryRun run = run_on(past_deal(100'000), with_band(1500, 2500));
    REQUIRE(kinds_of(run) == std::vector{Difference::margin});
    CHECK(run.changed_deals == 1);
    CHECK(run.differences[0].before == dollars(20'000));
    CHECK(run.differences[0].after == dollars(15'000));
    CHECK(run.before.amount == dollars(20'000));
    CHECK(run.after.amount == dollars(15'000));
}

TEST_CASE("dry run: an agreed rate that would leave its band is told, and honored") {
    const Past past = past_deal(100'000, {{"software_licenses", Percent{26'00}}});
    const DryRun run = run_on(past, with_band(1500, 2500));
    REQUIRE(kinds_of(run) == std::vector{Difference::outside_band});
    CHECK(run.differences[0].before == dollars(26'000));
    CHECK(run.differences[0].after == dollars(26'000));
    CHECK(run.after.amount == dollars(26'000));
    // What is outside already is no effect of the change.
    const Past before = past_deal(100'000, {{"software_licenses", Percent{31'00}}});
    CHECK(run_on(before, with_band(1500, 2500)).differences.empty());
}

TEST_CASE("dry run: a line that is not covered any more is refused, with its name") {
    Program next = next_program();
    next.models[0].categories.erase(next.models[0].categories.begin() + 1);
    const DryRun run = run_on(past_deal(100'000), next);
    REQUIRE(kinds_of(run) == std::vector{Difference::refused});
    CHECK(
        run.differences[0].problem ==
        Problem{
            ProblemCode::category_must_be_covered_by_the_model,
            "lines[0].category",
            "software_licenses"}
    );
    CHECK(run.after.lines == 0);
}

TEST_CASE("dry run: what is refused before and after is no difference") {
    Past past = past_deal(100'000);
    past.deal.lines[0].category = "referral";
    const DryRun run = run_on(past, with_band(1500, 2500));
    CHECK(run.deals == 1);
    CHECK(run.changed_deals == 0);
    CHECK(run.differences.empty());
    CHECK(run.before.lines == 0);
    CHECK(run.after.lines == 0);
    CHECK(run.unconverted == 0);
}

TEST_CASE("dry run: a deal of a day without rules gains a quote") {
    const Date before_rules = 2024y / std::chrono::September / 30;
    // Sums are told at that day's rates, which a sum in the deal's own currency does not need.
    const DryRun run = run_on(past_deal(100'000), next_program(), before_rules);
    CHECK(kinds_of(run) == std::vector{Difference::allowed});
    CHECK(run.before.lines == 0);
    CHECK(run.after.lines == 1);
}

TEST_CASE("dry run: a deal without a rate is counted apart, and the others are summed") {
    Past euros = past_deal(100'000);
    euros.deal.lines[0].amount.currency = {{'E', 'U', 'R'}};
    const Past other = past_deal(50'000);
    const Date before_rates = 2024y / std::chrono::November / 4;  // There are rules, and no rate.
    const DryRun run = dry_run(
        {as_past(euros, before_rates), as_past(other)},
        shipped_program().program,
        with_band(1500, 2500)
    );
    CHECK(run.deals == 2);
    CHECK(run.unconverted == 1);
    CHECK(run.changed_deals == 2);
    CHECK(run.before.amount == dollars(10'000));
    CHECK(run.after.amount == dollars(7'500));
}

TEST_CASE("dry run: a moved rate of exchange is no effect of the rules") {
    Past euros = past_deal(240'000);  // Below 250,000 dollars at half a dollar for a euro.
    euros.deal.lines[0].amount.currency = {{'E', 'U', 'R'}};
    Program current = shipped_program().program;
    current.exchange_rates = {{usd, 2024y / std::chrono::October / 1, 500'000}};
    Program next = next_program();
    next.exchange_rates = current.exchange_rates;
    next.exchange_rates.push_back({usd, change_day, 4'000'000});
    const DryRun run = dry_run({as_past(euros)}, current, next);
    CHECK(run.differences.empty());
    CHECK(run.before.amount == dollars(24'000));
    CHECK(run.after.amount == run.before.amount);
}

TEST_CASE("dry run: a secondary partner has its part, then as now") {
    Past past = past_deal(100'000);
    past.deal.secondary_share = Percent{40'00};
    Program next = next_program();
    next.review.secondary_share = Percent{30'00};
    CHECK(run_on(past, next).differences.empty());
    past.deal.secondary = true;
    const DryRun run = run_on(past, next);
    REQUIRE(kinds_of(run) == std::vector{Difference::margin});
    CHECK(run.differences[0].before == dollars(8'000));
    CHECK(run.differences[0].after == dollars(6'000));
}

TEST_CASE("dry run: who would have decided is told as well") {
    Program stricter = next_program();
    stricter.review.auto_approvals.clear();
    const DryRun by_person = run_on(past_deal(100'000), stricter);
    REQUIRE(kinds_of(by_person) == std::vector{Difference::approval});
    CHECK(by_person.differences[0].rule_before == "tier_1_2_under_250000_usd");
    CHECK(by_person.differences[0].rule_after.empty());

    Program looser = next_program();
    looser.review.second_approver_over = dollars(900'000);
    const DryRun second = run_on(past_deal(600'000), looser);
    REQUIRE(kinds_of(second) == std::vector{Difference::second_approver});
    CHECK(run_on(past_deal(500'000), looser).differences.empty());
}

TEST_CASE("dry run: levels that products ask for, and days of protection") {
    Past past = past_deal(100'000);
    past.deal.products = {"platform_licenses"};
    Program next = next_program();
    for (Product& product : next.products) product.required_level = "professional";
    for (TierRule& tier : next.tiers) tier.protection_days++;
    const Program& current = shipped_program().program;
    PastDeal deal = as_past(past);
    REQUIRE(entry_with_key(current.products, "platform_licenses")->required_level.empty());
    const DryRun run = dry_run({deal}, current, next);
    REQUIRE(kinds_of(run) == std::vector{Difference::level, Difference::protection});
    CHECK(run.changed_deals == 1);
    CHECK(run.differences[0].rule_before.empty());
    CHECK(run.differences[0].rule_after == "professional");
    CHECK(run.differences[1].rule_before == "90");
    CHECK(run.differences[1].rule_after == "91");
    deal.levels = {"foundation", "professional"};
    CHECK(kinds_of(dry_run({deal}, current, next)) == std::vector{Difference::protection});
}

TEST_CASE("dry run: a year's bonus, of all that was won in it") {
    std::vector<Past> won;
    for (const std::int64_t amount : {1'200'000, 900'000}) {
        won.push_back(past_deal(amount));
        won.back().agreement.model = "reseller";
        won.back().agreement.rates = {{"volume_incentive", Percent{8'00}}};
        won.back().deal.partner = {id_of("slalom")};
        won.back().deal.outcome = DealOutcome::won;
        won.back().deal.decided_at = start_of(approved_on + Days{30});
    }
    const auto run = [&won](const Program& next) {
        std::vector<PastDeal> deals;
        for (const Past& past : won) deals.push_back(as_past(past));
        return dry_run(deals, shipped_program().program, next);
    };
    CHECK(run(next_program()).years.empty());
    Program higher = next_program();
    std::vector<RateBand>& bands = higher.models[2].categories[3].bands;
    bands.back().effective_until = change_day - Days{1};
    bands.push_back(bands.back());
    bands.back().effective_from = change_day;
    bands.back().effective_until = {};
    bands.back().threshold = dollars(2'500'000);
    REQUIRE_FALSE(problem_of_change(shipped_program().program, higher).has_value());
    const DryRun changed = run(higher);
    REQUIRE(changed.years.size() == 1);
    CHECK(changed.years[0].partner == PartnerId{id_of("slalom")});
    CHECK(changed.years[0].model == "reseller");
    CHECK(changed.years[0].year == 2026);
    CHECK(changed.years[0].before == dollars(168'000));
    CHECK(changed.years[0].after == dollars(0));
    won[0].deal.outcome = DealOutcome::lost;
    CHECK(run(higher).years.empty());
}

TEST_CASE("dry run: the deals of the past are those that were approved, of every partner") {
    DealWorld world;
    for (const Record* record : world.records.under("partners")) REQUIRE(record != nullptr);
    world.submit("approved", world.form_worth(100'000));
    DealForm large = world.form_worth(400'000);
    large.customer.domain = "another.com";
    large.customer.legal_name = "Zebra Mills";
    world.submit("waiting", large);
    DealForm theirs = world.form_worth(100'000);
    theirs.customer.domain = "third.com";
    theirs.customer.legal_name = "Quarry Holdings";
    theirs.contact.email = "lee@third.com";
    world.act(world.third, SubmitDeal{DealWorld::id("theirs"), theirs});
    const auto deals = past_deals(world.records, world.program);
    REQUIRE(deals.size() == 2);
    for (const PastDeal& past : deals) {
        const bool own = past.id == DealWorld::id("approved");
        CHECK(past.deal == &world.deal(own ? "approved" : "theirs"));
        CHECK(past.tier == (own ? Tier::tier_2 : Tier::tier_1));
        CHECK(past.approved_on == date_of(world.now));
        CHECK(past.levels == std::vector<std::string>{"foundation", "professional"});
        CHECK(past.agreement->model == "system_integrator");
    }
    CHECK(dry_run(deals, world.program, with_band(1500, 2500)).changed_deals == 2);
    world.records.remove({Kind::agreement, world.deal("approved").agreement.bytes});
    CHECK(past_deals(world.records, world.program).size() == 1);
}
