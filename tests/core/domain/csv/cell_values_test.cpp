#include "core/domain/csv/cell_values.h"

#include <catch2/catch_test_macros.hpp>
#include <optional>
#include <string>

using namespace entente;

static constexpr Currency eur{{'E', 'U', 'R'}};
static constexpr Currency jpy{{'J', 'P', 'Y'}};
static constexpr Currency kwd{{'K', 'W', 'D'}};

TEST_CASE("cells: a column settles which mark is the decimal one") {
    struct Row {
        std::vector<std::string_view> cells;
        DecimalMark mark;
    };
    const Row rows[] = {
        {{"1.234", "2.000"}, DecimalMark::automatic},
        {{"1.234", "2.000,50"}, DecimalMark::comma},
        {{"1,234", "2,000.50"}, DecimalMark::point},
        {{"1,234", "7.5"}, DecimalMark::point},
        {{"1.234", "7,5"}, DecimalMark::comma},
        {{"1.234.567"}, DecimalMark::comma},
        {{"1234.500"}, DecimalMark::point},
        {{"1'234,500"}, DecimalMark::comma},
        {{"0.125"}, DecimalMark::point},
        {{"640,000", "1.234"}, DecimalMark::automatic},
        {{"1,234,567"}, DecimalMark::point},
        {{"7,5", "7.5"}, DecimalMark::automatic},  // They disagree.
        {{"", "x", "12"}, DecimalMark::automatic},
    };
    for (const Row& row : rows) {
        CAPTURE(row.cells.front());
        CHECK(decimal_mark_of(row.cells) == row.mark);
    }
}

TEST_CASE("cells: amounts as people's programs write them") {
    struct Row {
        std::string_view cell;
        DecimalMark mark;
        Money amount;
    };
    const Row rows[] = {
        {"1.234", DecimalMark::comma, {123'400, usd}},
        {"1.234,5", DecimalMark::comma, {123'450, usd}},
        {"1.234,500", DecimalMark::comma, {123'450, usd}},
        {"1,234", DecimalMark::point, {123'400, usd}},
        {"1,234.56", DecimalMark::point, {123'456, usd}},
        {"12,34,567.89", DecimalMark::point, {123'456'789, usd}},
        {"1 234,50", DecimalMark::comma, {123'450, usd}},
        {"$1,234.50", DecimalMark::point, {123'450, usd}},
        {"1.234,50 EUR", DecimalMark::comma, {123'450, eur}},
        {"EUR 1.234,50", DecimalMark::comma, {123'450, eur}},
        {"(1,234.50)", DecimalMark::point, {-123'450, usd}},
        {"-1.234", DecimalMark::comma, {-123'400, usd}},
        {"1.234 KWD", DecimalMark::point, {1'234, kwd}},
        {"1,234 JPY", DecimalMark::point, {1'234, jpy}},
        {"1234", DecimalMark::automatic, {123'400, usd}},
        {"1,234.5", DecimalMark::automatic, {123'450, usd}},
        {"7,5", DecimalMark::automatic, {750, usd}},
        {"1,234 JPY", DecimalMark::automatic, {1'234, jpy}},
        {"1.234 JPY", DecimalMark::automatic, {1'234, jpy}},
        {"1234.500 KWD", DecimalMark::automatic, {1'234'500, kwd}},
        {"( 1,200.00 )", DecimalMark::point, {-120'000, usd}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.cell);
        const auto amount = money_from_cell(row.cell, row.mark, usd);
        REQUIRE(amount.ok());
        CHECK(amount.value() == row.amount);
    }
}

TEST_CASE("cells: an amount that could be read a hundredfold is refused") {
    struct Row {
        std::string_view cell;
        DecimalMark mark;
        ProblemCode problem;
    };
    const Row rows[] = {
        {"1,23", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"1.23", DecimalMark::comma, ProblemCode::amount_must_be_a_number},
        {"1,2345.00", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"1.234,567", DecimalMark::comma, ProblemCode::amount_must_be_a_number},
        {"1,2,345.00", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"12,345,67.00", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"1.5.5", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"1.5,5", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {",234.00", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"ten", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"10 XXQ", DecimalMark::point, ProblemCode::currency_must_be_known},
        {"99999999999999999999", DecimalMark::point, ProblemCode::amount_must_fit},
        {"1,234", DecimalMark::automatic, ProblemCode::decimal_mark_must_be_known},
        {"EUR 640.000", DecimalMark::automatic, ProblemCode::decimal_mark_must_be_known},
        {"(1.234)", DecimalMark::automatic, ProblemCode::decimal_mark_must_be_known},
        {"1.234 KWD", DecimalMark::automatic, ProblemCode::decimal_mark_must_be_known},
        {"1,234 XXQ", DecimalMark::automatic, ProblemCode::currency_must_be_known},
        {"((5))", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"(-5)", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"(5", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"()", DecimalMark::point, ProblemCode::amount_must_be_a_number},
        {"( )", DecimalMark::automatic, ProblemCode::amount_must_be_a_number},
    };
    for (const Row& row : rows) {
        CAPTURE(row.cell);
        const auto amount = money_from_cell(row.cell, row.mark, usd);
        REQUIRE_FALSE(amount.ok());
        CHECK(amount.problem().code == row.problem);
    }
}

TEST_CASE("cells: a cell of nothing but brackets is refused, however many there are") {
    constexpr std::size_t pairs = 100'000;
    const std::string cell = std::string(pairs, '(') + "5" + std::string(pairs, ')');
    for (const DecimalMark mark : {DecimalMark::automatic, DecimalMark::point}) {
        const auto amount = money_from_cell(cell, mark, usd);
        REQUIRE_FALSE(amount.ok());
        CHECK(amount.problem().code == ProblemCode::amount_must_be_a_number);
    }
}

TEST_CASE("cells: a count is digits in groups, and never an amount") {
    struct Row {
        std::string_view cell;
        std::optional<std::int64_t> count;
    };
    const Row rows[] = {
        {"0", 0},
        {"1240", 1'240},
        {" 1,240 ", 1'240},
        {"1.240", 1'240},
        {"1,234,567", 1'234'567},
        {"1'240", 1'240},
        {"$12", std::nullopt},
        {"12 USD", std::nullopt},
        {"-5", std::nullopt},
        {"(5)", std::nullopt},
        {"1.5", std::nullopt},
        {"1,24", std::nullopt},
        {"1,240.5", std::nullopt},
        {"12%", std::nullopt},
        {"99999999999999999999", std::nullopt},
        {"", std::nullopt}};
    for (const Row& row : rows) {
        CAPTURE(row.cell);
        const auto count = count_from_cell(row.cell);
        REQUIRE(count.ok() == row.count.has_value());
        if (row.count) CHECK(count.value() == *row.count);
    }
}

TEST_CASE("cells: currencies by code, as two CRMs show them, and by name") {
    struct Row {
        std::string_view cell, code;
    };
    const Row rows[] = {
        {"USD", "USD"},
        {"usd", "USD"},
        {"USD - U.S. Dollar", "USD"},
        {"EUR-Euro", "EUR"},
        {"US Dollar", "USD"},
        {"U.S. Dollar", "USD"},
        {"Euro", "EUR"},
        {"Pound Sterling", "GBP"},
        {"British Pound", "GBP"},
        {"Swiss Franc", "CHF"},
        {"Japanese Yen", "JPY"},
        {"Yen", "JPY"},
        {"Sol", "PEN"},
        {"UAE Dirham", "AED"}};
    for (const Row& row : rows) {
        CAPTURE(row.cell);
        const auto currency = currency_from_cell(row.cell);
        REQUIRE(currency.ok());
        CHECK(currency.value().text() == row.code);
    }
    for (const char* cell : {"", "US", "Dollar", "XXQ - Quatloo"}) {
        CAPTURE(cell);
        CHECK(currency_from_cell(cell).problem().code == ProblemCode::currency_must_be_known);
    }
}

TEST_CASE("cells: yes and no in a few ways, and nothing else") {
    for (const char* cell : {"yes", "Yes", "TRUE", "1", "x", "Y"}) {
        CHECK(yes_from_cell(cell).value());
    }
    for (const char* cell : {"no", "No", "false", "0", "N"})
        CHECK_FALSE(yes_from_cell(cell).value());
    for (const char* cell : {"", "maybe", "2", "10"}) {
        CAPTURE(cell);
        CHECK(yes_from_cell(cell).problem().code == ProblemCode::value_must_be_one_of_the_choices);
    }
}

TEST_CASE("cells: a column settles whether the day or the month is first") {
    struct Row {
        std::vector<std::string_view> cells;
        DateOrder order;
    };
    const Row rows[] = {
        {{"03/04/2026", "13/04/2026"}, DateOrder::day_first},
        {{"03/04/2026", "03/14/2026"}, DateOrder::month_first},
        {{"03/04/2026", "12/12/2026"}, DateOrder::automatic},
        {{"13/04/2026", "04/13/2026"}, DateOrder::automatic},  // They disagree.
        {{"2026-04-13", "03/04/2026"}, DateOrder::automatic},
        {{"03.04.2026"}, DateOrder::day_first},
        {{""}, DateOrder::automatic},
    };
    for (const Row& row : rows) {
        CAPTURE(row.cells.front());
        CHECK(date_order_of(row.cells) == row.order);
    }
}

TEST_CASE("cells: days in the ways of the world") {
    struct Row {
        std::string_view cell;
        DateOrder order;
        std::string_view day;  // ISO 8601, or the name of the problem.
    };
    const Row rows[] = {
        {"2026-11-23", DateOrder::automatic, "2026-11-23"},
        {"2026-11-23T08:15:00.000Z", DateOrder::automatic, "2026-11-23"},
        {"2026-11-23 08:15", DateOrder::automatic, "2026-11-23"},
        {"2026/1/5", DateOrder::automatic, "2026-01-05"},
        {"23.11.2026", DateOrder::automatic, "2026-11-23"},
        {"5.1.26", DateOrder::month_first, "2026-01-05"},
        {"11/23/2026", DateOrder::automatic, "2026-11-23"},
        {"11/23/2026 12:00 AM", DateOrder::automatic, "2026-11-23"},
        {"23/11/2026", DateOrder::automatic, "2026-11-23"},
        {"03/04/2026", DateOrder::day_first, "2026-04-03"},
        {"03/04/2026", DateOrder::month_first, "2026-03-04"},
        {"04/04/2026", DateOrder::automatic, "2026-04-04"},
        {"03/04/2026", DateOrder::automatic, "date_order_must_be_known"},
        {"2026-02-30", DateOrder::automatic, "date_must_be_valid"},
        {"30/30/2026", DateOrder::automatic, "date_must_be_valid"},
        {"31.12.2026", DateOrder::automatic, "2026-12-31"},
        {"257/11/2026", DateOrder::automatic, "date_must_be_valid"},
        {"2026-267-05", DateOrder::automatic, "date_must_be_valid"},
        {"00011/23/2026", DateOrder::automatic, "date_must_be_valid"},
        {"/11/2026", DateOrder::automatic, "date_must_be_valid"},
        {"1/2/3", DateOrder::day_first, "date_must_be_valid"},
        {"1/2-2026", DateOrder::day_first, "date_must_be_valid"},
        {"1 2 2026", DateOrder::day_first, "date_must_be_valid"},
        {"1_2_2026", DateOrder::day_first, "date_must_be_valid"},
        {"1/2/2026/3", DateOrder::day_first, "date_must_be_valid"},
        {"1.2.2026?", DateOrder::day_first, "date_must_be_valid"},
        {"tomorrow", DateOrder::day_first, "date_must_be_valid"},
        {"", DateOrder::day_first, "date_must_be_valid"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.cell);
        const auto day = date_from_cell(row.cell, row.order);
        CHECK((day.ok() ? text_from_date(day.value()) : name_of(day.problem().code)) == row.day);
    }
}

TEST_CASE("cells: countries by code and by name") {
    struct Row {
        std::string_view cell, code;
    };
    const Row rows[] = {
        {"CH", "CH"},
        {"ch", "CH"},
        {"Switzerland", "CH"},
        {" germany ", "DE"},
        {"USA", "US"},
        {"U.S.A.", "US"},
        {"United Kingdom", "GB"},
        {"South Korea", "KR"}};
    for (const Row& row : rows) {
        CAPTURE(row.cell);
        const auto country = country_from_cell(row.cell);
        REQUIRE(country.ok());
        CHECK(country.value() == row.code);
    }
    CHECK(country_from_cell("Atlantis").problem().code == ProblemCode::country_must_be_known);
}

TEST_CASE("cells: names are compared without case, blanks and signs") {
    CHECK(bare_name("Est. Close Date") == "estclosedate");
    CHECK(bare_name("E-Mail ") == bare_name("email"));
    CHECK(bare_name("Address 1: Country/Region") == "address1countryregion");
    CHECK(bare_name("Länge") == "lange");
    CHECK(bare_name("[A-Z] {a-z} 0/9:") == "azaz09");
    CHECK(
        bare_name("р 一") == "р一"
    );  // Letters of whose bytes the last is the first behind ASCII.
}
