#include "core/domain/quote.h"

#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>
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
        {"technology_partner", "referral", 36, 3'333, 5'000},  // The first year of three.
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
        CHECK(quoted.value().unlocks[0].needs == "volume:2000000.00");
        CHECK(quoted.value().unlocks[0].raises_by == dollars(5'000));
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

TEST_CASE("quote: without every rate agreed there is a band and no agreed figure") {
    const Agreement agreed =
        agreement("system_integrator", {{"software_licenses", Percent{26'00}}});
    const auto quoted =
        quote_of({line("software_licenses", 100), line("ongoing_support", 100)}, agreed);
    REQUIRE(quoted.ok());
    CHECK_FALSE(quoted.value().agreed.has_value());
}

TEST_CASE("quote: what cannot be quoted is refused") {
    struct Row {
        const char* why;
        DealLine line;
        Agreement agreed;
        Date on;
        ProblemCode expected;
        const char* field;
    };
    const Row rows[] = {
        {"a category of another model",
         line("referral", 1),
         agreement("reseller"),
         today,
         ProblemCode::category_must_be_covered_by_the_model,
         "referral"},
        {"a rate above its band",
         line("premium", 1),
         agreement("reseller", {{"premium", Percent{45'01}}}),
         today,
         ProblemCode::rate_must_lie_in_its_band,
         "premium"},
        {"a rate below its band",
         line("premium", 1),
         agreement("reseller", {{"premium", Percent{34'99}}}),
         today,
         ProblemCode::rate_must_lie_in_its_band,
         "premium"},
        {"a day before all rules",
         line("premium", 1),
         agreement("reseller"),
         2020y / std::chrono::January / 1,
         ProblemCode::rate_must_be_known_on_that_date,
         "premium"},
        {"a model the program has not",
         line("premium", 1),
         agreement("barter"),
         today,
         ProblemCode::reference_must_exist,
         "model"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto quoted = quote({row.line}, row.agreed, shipped_program().program, row.on);
        REQUIRE_FALSE(quoted.ok());
        CHECK(name_of(quoted.problem().code) == name_of(row.expected));
        CHECK(quoted.problem().field == row.field);
    }
}

TEST_CASE("quote: the band's own ends may be agreed") {
    for (const std::int32_t rate : {35'00, 45'00}) {
        const Agreement agreed = agreement("reseller", {{"premium", Percent{rate}}});
        CHECK(quote_of({line("premium", 100)}, agreed).ok());
        CHECK(agreement_is_sound(agreed, shipped_program().program, today).ok());
    }
}

TEST_CASE("quote: an agreement that no rule allows is refused, and says which rate") {
    constexpr Date before_all_rules = 2020y / std::chrono::January / 1;
    struct Row {
        const char* why;
        Agreement agreed;
        Date on;
        ProblemCode expected;
        const char* field;
    };
    const Row rows[] = {
        {"a model the program has not",
         agreement("barter"),
         today,
         ProblemCode::reference_must_exist,
         "model"},
        {"a category of another model",
         agreement("reseller", {{"referral", Percent{10'00}}}),
         today,
         ProblemCode::category_must_be_covered_by_the_model,
         "referral"},
        {"a day before all rules",
         agreement("reseller", {{"premium", Percent{40'00}}}),
         before_all_rules,
         ProblemCode::rate_must_be_known_on_that_date,
         "premium"},
        {"a rate above its band",
         agreement("reseller", {{"premium", Percent{45'01}}}),
         today,
         ProblemCode::rate_must_lie_in_its_band,
         "premium"},
        {"a rate below its band",
         agreement("reseller", {{"premium", Percent{34'99}}}),
         today,
         ProblemCode::rate_must_lie_in_its_band,
         "premium"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const Outcome sound = agreement_is_sound(row.agreed, shipped_program().program, row.on);
        REQUIRE_FALSE(sound.ok());
        CHECK(name_of(sound.problem().code) == name_of(row.expected));
        CHECK(sound.problem().field == row.field);
    }
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
