#include "core/domain/measurement/company_figure.h"

#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static CompanyFigure revenue() {
    CompanyFigure figure;
    figure.from = Date{Days{20'600}};
    figure.until = Date{Days{20'690}};
    figure.amount = {100, usd};
    figure.source = "Ledger";
    return figure;
}

static CompanyFigure share() {
    CompanyFigure figure = revenue();
    figure.figure = "azure_share";
    figure.amount = {};
    figure.count = 12;
    return figure;
}

static CompanyFigure direct() {
    CompanyFigure figure = revenue();
    figure.figure = "direct_revenue";
    figure.partner = "Accenture";
    return figure;
}

TEST_CASE("company figure: what is measured somewhere is sound") {
    const Program& program = shipped_program().program;
    CompanyFigure named = share();
    named.partner = "Microsoft Azure";
    CompanyFigure nothing = revenue();
    nothing.amount = {0, usd};
    CompanyFigure day = revenue();
    day.until = day.from + Days{1};
    CompanyFigure longest = revenue();
    longest.source.assign(200, 'x');
    for (const CompanyFigure& figure :
         {revenue(), share(), direct(), named, nothing, day, longest}) {
        CAPTURE(figure.figure);
        CHECK(figure_is_sound(figure, program).ok());
    }
}

struct Refusal {
    const char* why;
    CompanyFigure (*begin)();
    void (*spoil)(CompanyFigure&);
    ProblemCode code;
    const char* field;
};
static const Refusal refusals[] = {
    {"a name",
     revenue,
     [](auto& f) { f.figure = "Company revenue"; },
     ProblemCode::value_must_be_one_of_the_choices,
     "figure"},
    {"no name",
     revenue,
     [](auto& f) { f.figure.clear(); },
     ProblemCode::value_must_be_one_of_the_choices,
     "figure"},
    {"a target of an amount",
     revenue,
     [](auto& f) { f.figure = "accenture_revenue"; },
     ProblemCode::value_must_be_one_of_the_choices,
     "figure"},
    {"an endless name",
     revenue,
     [](auto& f) { f.figure.assign(201, 'x'); },
     ProblemCode::text_must_be_short_enough,
     "figure"},
    {"no first day",
     revenue,
     [](auto& f) { f.from = {}; },
     ProblemCode::field_must_be_given,
     "from"},
    {"no last day",
     revenue,
     [](auto& f) { f.until = {}; },
     ProblemCode::field_must_be_given,
     "until"},
    {"no day",
     revenue,
     [](auto& f) { f.until = f.from; },
     ProblemCode::value_must_be_in_range,
     "until"},
    {"no amount",
     revenue,
     [](auto& f) { f.amount = {}; },
     ProblemCode::field_must_be_given,
     "amount"},
    {"less than nothing",
     revenue,
     [](auto& f) { f.amount.minor = -1; },
     ProblemCode::amount_must_be_positive,
     "amount"},
    {"no rate",
     revenue,
     [](auto& f) {
         f.amount.currency = {{'K', 'W', 'D'}};
     },
     ProblemCode::rate_must_be_known_on_that_date,
     "amount"},
    {"no rate yet",
     revenue,
     [](auto& f) {
         f.amount.currency = {{'E', 'U', 'R'}};
         f.from = Date{Days{10'000}};
         f.until = Date{Days{10'001}};
     },
     ProblemCode::rate_must_be_known_on_that_date,
     "amount"},
    {"a count too",
     revenue,
     [](auto& f) { f.count = 1; },
     ProblemCode::field_must_be_empty,
     "count"},
    {"of a partner",
     revenue,
     [](auto& f) { f.partner = "Accenture"; },
     ProblemCode::field_must_be_empty,
     "partner"},
    {"of nobody",
     direct,
     [](auto& f) { f.partner = " "; },
     ProblemCode::field_must_be_given,
     "partner"},
    {"of an endless one",
     direct,
     [](auto& f) { f.partner.assign(201, 'x'); },
     ProblemCode::text_must_be_short_enough,
     "partner"},
    {"of another partner",
     share,
     [](auto& f) { f.partner = "SAP"; },
     ProblemCode::value_must_be_one_of_the_choices,
     "partner"},
    {"no count", share, [](auto& f) { f.count = 0; }, ProblemCode::field_must_be_given, "count"},
    {"a count below nothing",
     share,
     [](auto& f) { f.count = -1; },
     ProblemCode::field_must_be_given,
     "count"},
    {"an amount of deals",
     share,
     [](auto& f) {
         f.amount = {1, usd};
     },
     ProblemCode::field_must_be_empty,
     "amount"},
    {"no source",
     revenue,
     [](auto& f) { f.source.clear(); },
     ProblemCode::field_must_be_given,
     "source"},
    {"an endless source",
     revenue,
     [](auto& f) { f.source.assign(201, 'x'); },
     ProblemCode::text_must_be_short_enough,
     "source"},
};

TEST_CASE("company figure: what would count nowhere is refused by field") {
    for (const Refusal& row : refusals) {
        CAPTURE(row.why);
        CompanyFigure figure = row.begin();
        row.spoil(figure);
        const Outcome sound = figure_is_sound(figure, shipped_program().program);
        REQUIRE_FALSE(sound.ok());
        CHECK(name_of(sound.problem().code) == name_of(row.code));
        CHECK(sound.problem().field == row.field);
    }
}

TEST_CASE("company figure: days are counted once by figure, direct revenue once by partner") {
    CountedDays counted;
    CHECK(counted.take(revenue()));
    CHECK_FALSE(counted.take(revenue()));
    CHECK(counted.take(direct()));
    CompanyFigure folded = direct();
    folded.partner = "ACCENTURE Inc.";
    CHECK_FALSE(counted.take(folded));
    folded.partner = "Deloitte";
    CHECK(counted.take(folded));
    CHECK(counted.take(share()));
    CompanyFigure named = share();
    named.partner = "Microsoft Azure";
    CHECK_FALSE(counted.take(named));
}

TEST_CASE("company figure: stretches are taken as looking at every day would take them") {
    std::uint32_t chance = 5;
    INFO("seed " << chance);
    const auto any = [&chance](std::uint32_t below) {
        chance = chance * 1'664'525U + 1'013'904'223U;
        return static_cast<int>((chance >> 16U) % below);
    };
    for (int round = 0; round < 200; round++) {
        CountedDays counted;
        std::array<bool, 60> taken{};
        for (int i = 0; i < 12; i++) {
            CompanyFigure figure = revenue();
            const int first = any(50);
            const int days = 1 + any(9);
            figure.from = Date{Days{20'000 + first}};
            figure.until = figure.from + Days{days};
            bool free = true;
            for (int day = first; day < first + days; day++) {
                free = free && !taken[static_cast<std::size_t>(day)];
            }
            REQUIRE(counted.take(figure) == free);
            if (!free) continue;
            for (int day = first; day < first + days; day++) {
                taken[static_cast<std::size_t>(day)] = true;
            }
        }
    }
}
