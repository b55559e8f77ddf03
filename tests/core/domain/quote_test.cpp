#include "core/domain/quote.h"

#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <random>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date today = 2026y / std::chrono::November / 23;

static Money dollars(std::int64_t amount) {
    return {amount * 100, usd};
}

static DealLine line(const char* category, std::int64_t amount, std::int32_t months = 0) {
    return {.category = category, .amount = dollars(amount), .term_months = months};
}

static Agreement agreement(const char* model, std::vector<AgreedRate> rates = {}) {
    Agreement agreed;
    agreed.number = "PA-0117";
    agreed.model = model;
    agreed.rates = std::move(rates);
    return agreed;
}

static Result<Quote> quote_of(
    const std::vector<DealLine>& lines, const Agreement& agreed, const Standing& standing = {}
) {
    return quote(lines, agreed, shipped_program().program, today, standing);
}

TEST_CASE("quote: each category of each model is worth what the strategy says") {
    struct Row {
        const char* model;
        const char* category;
        std::int32_t months;
        std::int64_t low, high;  // Of 100,000 dollars; the sums, in dollars.
    };
    const Row rows[] = {
        {"system_integrator", "implementation_services", 0, 0, 0},  // Theirs to bill.
        {"system_integrator", "software_licenses", 0, 20'000, 30'000},
        {"system_integrator", "ongoing_support", 0, 15'000, 25'000},
        {"system_integrator", "professional_services", 0, 40'000, 60'000},
        {"technology_partner", "referral", 12, 10'000, 15'000},
        {"technology_partner", "referral", 36, 10'000, 15'000},  // Once, whatever its term.
        {"technology_partner", "co_selling", 36, 5'000, 10'000},
        {"technology_partner", "marketplace", 0, -30'000, -20'000},
        {"technology_partner", "joint_solutions", 0, 50'000, 50'000},
        {"reseller", "standard", 0, 25'000, 35'000},
        {"reseller", "premium", 0, 35'000, 45'000},
        {"reseller", "exclusive_territory", 0, 45'000, 55'000},
        {"reseller", "volume_incentive", 0, 0, 0},  // Later.
    };
    for (const Row& row : rows) {
        CAPTURE(row.model, row.category, row.months);
        const auto quoted =
            quote_of({line(row.category, 100'000, row.months)}, agreement(row.model));
        REQUIRE(quoted.ok());
        CHECK(quoted.value().low.minor / 100 == row.low);
        CHECK(quoted.value().high.minor / 100 == row.high);
        REQUIRE_FALSE(quoted.value().steps.empty());
        const QuoteStep& step = quoted.value().steps.front();
        CHECK(step.rule == std::string(row.model) + "." + row.category);
        CHECK(step.rule_version == "2026-10");
        CHECK(step.effective_from == 2026y / std::chrono::October / 1);
    }
}

TEST_CASE("quote: of a line that recurs for years a referral sees the first") {
    DealLine three_years = line("referral", 100'000, 36);
    three_years.recurring = true;
    const auto quoted = quote_of({three_years}, agreement("technology_partner"));
    REQUIRE(quoted.ok());
    CHECK(quoted.value().steps[0].base == Money{33'333'33, usd});
    CHECK(quoted.value().low == Money{3'333'33, usd});
    three_years.term_months = 12;
    const auto one = quote_of({three_years}, agreement("technology_partner"));
    CHECK(one.value().steps[0].base == dollars(100'000));
}

TEST_CASE("quote: licenses, services and implementation of one deal") {
    const Agreement agreed = agreement(
        "system_integrator",
        {{"software_licenses", Percent{26'00}}, {"professional_services", Percent{52'00}}}
    );
    const auto quoted = quote_of(
        {line("software_licenses", 520'000),
         line("professional_services", 60'000),
         line("implementation_services", 60'000)},
        agreed
    );
    REQUIRE(quoted.ok());
    const Quote& q = quoted.value();
    CHECK(q.low == dollars(128'000));
    CHECK(q.high == dollars(192'000));
    CHECK(q.agreed == dollars(166'400));
    REQUIRE(q.steps.size() == 3);
    CHECK(q.steps[0].agreed == dollars(135'200));
    CHECK(q.steps[0].clause == "PA-0117");
    CHECK(q.steps[1].agreed == dollars(31'200));
    CHECK(q.steps[2].to_bill);
    CHECK(q.steps[2].agreed == dollars(60'000));
}

TEST_CASE("quote: a premium reseller earns on what it sells, and the bonus comes later") {
    const Agreement agreed = agreement("reseller", {{"premium", Percent{38'00}}});
    Standing standing;
    standing.year_volume = dollars(2'400'000);
    const auto quoted = quote_of(
        {line("software_licenses", 500'000),
         line("ongoing_support", 80'000),
         line("professional_services", 140'000)},
        agreed,
        standing
    );
    REQUIRE(quoted.ok());
    const Quote& q = quoted.value();
    CHECK(q.low == dollars(252'000));
    CHECK(q.high == dollars(324'000));
    CHECK(q.agreed == dollars(273'600));
    REQUIRE(q.steps.size() == 4);
    CHECK(q.steps[0].rule == "reseller.premium");
    CHECK(q.steps[3].later);
    CHECK(q.steps[3].base == dollars(720'000));
    CHECK(q.steps[3].low == dollars(36'000));
}

TEST_CASE("quote: below its threshold the volume incentive is something to unlock") {
    struct Row {
        std::int64_t before;
        bool reached;
    };
    for (const Row& row : {Row{1'899'999, false}, Row{1'900'000, true}}) {
        Standing standing;
        standing.year_volume = dollars(row.before);
        const auto quoted = quote_of({line("standard", 100'000)}, agreement("reseller"), standing);
        REQUIRE(quoted.ok());
        CHECK((quoted.value().steps.size() == 2) == row.reached);
        REQUIRE(quoted.value().unlocks.size() == (row.reached ? 0U : 1U));
        if (row.reached) continue;
        const Unlock& unlock = quoted.value().unlocks[0];
        CHECK(unlock.needs == "volume:2000000.00");
        // Of the whole year's volume, not of this deal.
        CHECK(unlock.of_the_year);
        CHECK(unlock.raises_by == dollars(100'000));
        CHECK(unlock.steps == 1);
    }
}

TEST_CASE("quote: a certificate that would raise the rate is named with its worth") {
    const Agreement agreed =
        agreement("system_integrator", {{"software_licenses", Percent{26'00}}});
    const std::vector<DealLine> lines{line("software_licenses", 100'000)};
    const auto without = quote_of(lines, agreed);
    REQUIRE(without.ok());
    REQUIRE(without.value().unlocks.size() == 1);
    CHECK(without.value().unlocks[0].needs == "certificate:expert");
    CHECK(without.value().unlocks[0].raises_by == dollars(4'000));
    Standing expert;
    expert.levels = {"expert"};
    const auto with = quote_of(lines, agreed, expert);
    REQUIRE(with.ok());
    CHECK(with.value().unlocks.empty());
}

// Unlocks of a system integrator's licenses, and of what a marketplace keeps.
static Program with_unlocks(std::vector<RateUnlock> licenses, std::vector<RateUnlock> marketplace) {
    Program program = shipped_program().program;
    program.models[0].categories[1].unlocks = std::move(licenses);
    program.models[1].categories[2].unlocks = std::move(marketplace);
    return program;
}

TEST_CASE("quote: what unlocks more stands once, the nearest first") {
    const Program program = with_unlocks(
        {{"certificate:expert", Percent{30'00}},
         {"tier:tier_1", Percent{28'00}},
         {"certificate:professional", Percent{22'00}},
         {"tier:tier_2", Percent{22'00}},
         {"certificate:foundation", Percent{21'00}},
         {"tier:tier_3", Percent{25'00}}},
        {}
    );
    const std::vector<DealLine> lines{
        line("software_licenses", 100'000),
        line("professional_services", 10'000),
        line("software_licenses", 50'000)};
    Standing standing;
    standing.tier = Tier::tier_3;
    standing.levels = {"foundation"};
    const auto quoted = quote(lines, agreement("system_integrator"), program, today, standing);
    REQUIRE(quoted.ok());
    struct Expected {
        const char* needs;
        std::int32_t steps;
        std::int64_t raise;
    };
    const Expected rows[] = {
        {"certificate:professional", 1, 3'000},
        {"tier:tier_2", 1, 3'000},  // As near and as much: as the program has them.
        {"certificate:expert", 2, 15'000},
        {"tier:tier_1", 2, 12'000}};
    REQUIRE(quoted.value().unlocks.size() == std::size(rows));
    for (std::size_t i = 0; i < std::size(rows); i++) {
        const Unlock& unlock = quoted.value().unlocks[i];
        CAPTURE(unlock.needs);
        CHECK(unlock.needs == rows[i].needs);
        CHECK(unlock.rule == "system_integrator.software_licenses");
        CHECK(unlock.steps == rows[i].steps);
        CHECK(unlock.raises_by == dollars(rows[i].raise));
        CHECK_FALSE(unlock.of_the_year);
    }
}

TEST_CASE("quote: a year's volume is as far as the quarters of the threshold that are missing") {
    struct Row {
        std::int64_t volume;
        std::int32_t steps;
    };
    for (const Row& row : {Row{0, 4}, Row{900'000, 2}, Row{1'400'000, 1}, Row{1'899'998, 1}}) {
        CAPTURE(row.volume);
        Standing standing;
        standing.year_volume = dollars(row.volume);
        const auto quoted = quote_of({line("standard", 1)}, agreement("reseller"), standing);
        CHECK(quoted.value().unlocks[0].steps == row.steps);
    }
}

TEST_CASE("quote: less of a cost is more") {
    const Program program = with_unlocks({}, {{"tier:tier_1", Percent{22'00}}});
    struct Row {
        const char* why;
        std::vector<AgreedRate> rates;
        std::int64_t raise;  // 0: nothing to unlock.
    };
    const Row rows[] = {
        {"from the most of the band", {}, 8'000},
        {"from what is agreed", {{"marketplace", Percent{24'00}}}, 2'000},
        {"what is agreed already", {{"marketplace", Percent{22'00}}}, 0},
        {"better than that", {{"marketplace", Percent{20'00}}}, 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto quoted = quote(
            {line("marketplace", 100'000)},
            agreement("technology_partner", row.rates),
            program,
            today
        );
        REQUIRE(quoted.ok());
        REQUIRE(quoted.value().unlocks.size() == (row.raise == 0 ? 0U : 1U));
        if (row.raise != 0) CHECK(quoted.value().unlocks[0].raises_by == dollars(row.raise));
    }
}

TEST_CASE("quote: without every rate agreed there is a band and no agreed figure") {
    const Agreement agreed =
        agreement("system_integrator", {{"software_licenses", Percent{26'00}}});
    const auto quoted =
        quote_of({line("software_licenses", 100), line("ongoing_support", 100)}, agreed);
    REQUIRE(quoted.ok());
    CHECK_FALSE(quoted.value().agreed.has_value());
}

TEST_CASE("quote: what cannot be quoted is refused, and says which line") {
    struct Row {
        const char* why;
        DealLine line;
        Agreement agreed;
        Date on;
        Problem expected;
    };
    constexpr Date before_all_rules = 2020y / std::chrono::January / 1;
    const DealLine euros{.category = "premium", .amount = {1, {{'E', 'U', 'R'}}}};
    const DealLine huge{.category = "premium", .amount = {INT64_MAX, usd}};
    const Row rows[] = {
        {"a category of another model",
         line("referral", 1),
         agreement("reseller"),
         today,
         {ProblemCode::category_must_be_covered_by_the_model, "lines[1].category", "referral"}},
        {"less than nothing",
         line("premium", -1),
         agreement("reseller"),
         today,
         {ProblemCode::amount_must_be_positive, "lines[1].amount", {}}},
        {"less than nothing, of a model without incentive",
         line("ongoing_support", -1),
         agreement("system_integrator"),
         today,
         {ProblemCode::amount_must_be_positive, "lines[1].amount", {}}},
        {"another currency",
         euros,
         agreement("reseller"),
         today,
         {ProblemCode::currencies_must_match, "lines[1].amount", {}}},
        {"more than there is",
         huge,
         agreement("reseller"),
         today,
         {ProblemCode::amount_must_fit, "lines[1].amount", {}}},
        {"a day before all rules",
         line("premium", 1),
         agreement("reseller"),
         before_all_rules,
         {ProblemCode::rate_must_be_known_on_that_date, "lines[0].category", "2020-01-01"}},
        {"a model the program has not",
         line("premium", 1),
         agreement("barter"),
         today,
         {ProblemCode::reference_must_exist, "model", {}}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const DealLine sound = line("software_licenses", 1);
        const Program& program = shipped_program().program;
        for (const auto& quoted :
             {quote({sound, row.line}, row.agreed, program, row.on),
              quote_margin({sound, row.line}, row.agreed, program, row.on)}) {
            REQUIRE_FALSE(quoted.ok());
            CHECK(quoted.problem() == row.expected);
        }
    }
    const DealLine nothing = line("premium", 0);
    CHECK(quote_of({nothing}, agreement("reseller")).value().high == dollars(0));
}

TEST_CASE("quote: a rate is honored for its agreement's life, wherever its band has gone") {
    for (const std::int32_t rate : {34'99, 35'00, 45'00, 45'01}) {
        CAPTURE(rate);
        const Agreement agreed = agreement("reseller", {{"premium", Percent{rate}}});
        const auto quoted = quote_of({line("software_licenses", 100)}, agreed);
        REQUIRE(quoted.ok());
        CHECK(quoted.value().agreed == Money{rate, usd});
        CHECK(quoted.value().low == dollars(35));
        CHECK(quoted.value().high == dollars(45));
    }
}

// A reseller's categories as a later rule set might have them.
static Program with_change(void (*change)(std::vector<CategoryRule>& reseller)) {
    Program program = shipped_program().program;
    change(program.models[2].categories);
    return program;
}

TEST_CASE("quote: a category that has ended is quoted by its last band") {
    const Program program = with_change([](std::vector<CategoryRule>& reseller) {
        for (CategoryRule& category : reseller) {
            if (category.key != "exclusive_territory") {
                category.bands.back().effective_until = today - Days{1};
            }
        }
    });
    struct Row {
        const char* why;
        const char* line;
        std::vector<AgreedRate> rates;
        const char* rule;
    };
    const Row rows[] = {
        {"what is still offered", "software_licenses", {}, "reseller.exclusive_territory"},
        {"what was agreed", "software_licenses", {{"premium", Percent{40'00}}}, "reseller.premium"},
        {"what was registered", "standard", {}, "reseller.standard"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto quoted =
            quote({line(row.line, 100)}, agreement("reseller", row.rates), program, today);
        REQUIRE(quoted.ok());
        CHECK(quoted.value().steps[0].rule == row.rule);
        CHECK(quoted.value().unlocks.empty());  // Nor is its bonus offered any more.
    }
    const Agreement bonus = agreement("reseller", {{"volume_incentive", Percent{8'00}}});
    const auto quoted = quote({line("standard", 100)}, bonus, program, today);
    REQUIRE(quoted.value().unlocks.size() == 1);
    CHECK(quoted.value().unlocks[0].raises_by == dollars(160'000));
}

TEST_CASE("quote: a bonus that has not begun is nothing to unlock, agreed on or not") {
    const Program program = with_change([](std::vector<CategoryRule>& reseller) {
        for (CategoryRule& category : reseller) {
            if (category.key != "volume_incentive") continue;
            category.bands.back().effective_from = today + Days{1};
            category.bands = {category.bands.back()};
        }
    });
    for (const std::vector<AgreedRate>& rates :
         {std::vector<AgreedRate>{}, std::vector<AgreedRate>{{"volume_incentive", {8'00}}}}) {
        const Agreement agreed = agreement("reseller", rates);
        const auto before = quote({line("standard", 100)}, agreed, program, today);
        REQUIRE(before.ok());
        CHECK(before.value().unlocks.empty());
        CHECK(before.value().steps.size() == 1);
        const auto begun = quote({line("standard", 100)}, agreed, program, today + Days{1});
        REQUIRE(begun.ok());
        CHECK(begun.value().unlocks.size() == 1);
    }
}

TEST_CASE("quote: a year's volume beyond all numbers leaves the margin, and no bonus is told") {
    Standing standing;
    standing.year_volume = {INT64_MAX, usd};
    const auto quoted = quote_of({line("standard", 100)}, agreement("reseller"), standing);
    REQUIRE(quoted.ok());
    CHECK(quoted.value().low == dollars(25));
    CHECK(quoted.value().steps.size() == 1);
    CHECK(quoted.value().incentive_unknown);
}

TEST_CASE("quote: without lines it is nothing, in the program's currency") {
    const auto quoted = quote_of({}, agreement("reseller"));
    REQUIRE(quoted.ok());
    CHECK(quoted.value().low == dollars(0));
    CHECK(quoted.value().high == dollars(0));
    CHECK(quoted.value().steps.empty());
    CHECK(quoted.value().unlocks.empty());
}

TEST_CASE("quote: a new category takes nothing from the days before it, nor from what was agreed") {
    const Program program = with_change([](std::vector<CategoryRule>& reseller) {
        CategoryRule own = reseller[0];
        own.key = "software_licenses";
        own.covers.clear();
        own.bands = {{.low = {1'00}, .high = {2'00}, .effective_from = today, .version = "next"}};
        reseller.push_back(own);
    });
    const auto rule_on = [&program](std::vector<AgreedRate> rates, Date on) {
        const Agreement agreed = agreement("reseller", std::move(rates));
        return quote({line("software_licenses", 1)}, agreed, program, on).value().steps[0].rule;
    };
    CHECK(rule_on({}, today - Days{1}) == "reseller.standard");
    CHECK(rule_on({}, today) == "reseller.software_licenses");
    CHECK(rule_on({{"premium", Percent{38'00}}}, today) == "reseller.premium");
}

TEST_CASE("quote: a deal in a currency without a rate has its margin and no bonus told") {
    const Currency dram{{'A', 'M', 'D'}};
    const std::vector<DealLine> lines{
        {.category = "software_licenses", .amount = {100'000'00, dram}}};
    const auto quoted = quote_of(lines, agreement("reseller"));
    REQUIRE(quoted.ok());
    CHECK(quoted.value().low == Money{25'000'00, dram});
    CHECK(quoted.value().steps.size() == 1);
    CHECK(quoted.value().unlocks.empty());
    CHECK(quoted.value().incentive_unknown);
    Standing standing;
    standing.year_volume = {1, dram};
    const auto of_volume = quote_of({line("standard", 100)}, agreement("reseller"), standing);
    REQUIRE(of_volume.ok());
    CHECK(of_volume.value().incentive_unknown);
    CHECK_FALSE(quote_of({line("standard", 100)}, agreement("reseller")).value().incentive_unknown);
}

TEST_CASE("quote: the margin alone has nothing later and nothing to unlock") {
    const Program& program = shipped_program().program;
    const Agreement agreed = agreement("reseller");
    const auto margin = quote_margin({line("standard", 3'000'000)}, agreed, program, today);
    REQUIRE(margin.ok());
    CHECK(margin.value().steps.size() == 1);
    CHECK(margin.value().low == dollars(750'000));
    const auto licenses = quote_margin(
        {line("software_licenses", 1)}, agreement("system_integrator"), program, today
    );
    CHECK(licenses.value().unlocks.empty());
}

TEST_CASE("quote: a deal is quoted by the rules of its approval, and its part") {
    Program program = shipped_program().program;
    CategoryRule& licenses = program.models[0].categories[1];
    licenses.bands.back().effective_until = today;
    licenses.bands.push_back(
        {.low = {10'00}, .high = {12'00}, .effective_from = today + Days{1}, .version = "next"}
    );
    const Agreement agreed = agreement("system_integrator");
    Deal deal;
    deal.lines = {line("software_licenses", 100'001), line("implementation_services", 50)};
    const auto low = [&](Date day) {
        return quote_of_deal(deal, agreed, program, day).value().low;
    };
    CHECK(low(today) == Money{20'000'20, usd});
    CHECK(low(today + Days{1}) == Money{10'000'10, usd});
    deal.approved_at = start_of(today) + 1;
    deal.decided_at = start_of(today + Days{30});
    CHECK(low(today + Days{1}) == Money{20'000'20, usd});

    deal.secondary_share = Percent{50'00};  // Of an award that has been taken back.
    CHECK(part_of(deal) == percent_whole);
    CHECK(low(today) == Money{20'000'20, usd});
    deal.secondary = true;
    CHECK(part_of(deal) == Percent{50'00});
    const Quote half = quote_of_deal(deal, agreed, program, today).value();
    CHECK(half.part == Percent{50'00});
    CHECK(half.low == Money{10'000'10, usd});
    CHECK(half.high == Money{15'000'15, usd});
    CHECK_FALSE(half.agreed.has_value());
    CHECK(half.steps[1].agreed == dollars(50));
    REQUIRE(half.unlocks.size() == 1);
    CHECK(half.unlocks[0].raises_by == Money{5'000'05, usd});
}

TEST_CASE("quote: a day's figure is that day's rule") {
    const auto before = quote(
        {line("premium", 1)},
        agreement("reseller"),
        shipped_program().program,
        2026y / std::chrono::September / 30
    );
    REQUIRE(before.ok());
    CHECK(before.value().steps[0].rule_version == "2024-10");
}

TEST_CASE("quote: low <= agreed <= high, whatever the lines") {
    const std::uint64_t seed = 20261123;
    CAPTURE(seed);
    std::mt19937_64 random{seed};
    for (int i = 0; i < 500; i++) {
        const RevenueModel& model = shipped_program().program.models[random() % 3];
        Agreement agreed = agreement(model.key.c_str());
        std::vector<DealLine> lines;
        for (const CategoryRule& category : model.categories) {
            const RateBand& band = category.bands.back();
            const auto width =
                static_cast<std::uint64_t>(band.high.basis_points - band.low.basis_points + 1);
            const auto above = static_cast<std::int32_t>(random() % width);
            agreed.rates.push_back({category.key, Percent{band.low.basis_points + above}});
            DealLine one = line(category.key.c_str(), 1, static_cast<std::int32_t>(random() % 60));
            one.amount.minor = static_cast<std::int64_t>(random() % 1'000'000'000'000);
            lines.push_back(one);
        }
        const auto quoted = quote_of(lines, agreed);
        REQUIRE(quoted.ok());
        REQUIRE(quoted.value().agreed.has_value());
        REQUIRE(quoted.value().low.minor <= quoted.value().agreed->minor);
        REQUIRE(quoted.value().agreed->minor <= quoted.value().high.minor);
    }
}
