#include "core/domain/economics/exchange.h"

#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Currency eur{{'E', 'U', 'R'}};
static constexpr Currency jpy{{'J', 'P', 'Y'}};
static constexpr Currency chf{{'C', 'H', 'F'}};
static constexpr Date first_day = 2026y / std::chrono::March / 31;
static constexpr Date second_day = 2026y / std::chrono::June / 30;

static std::vector<ExchangeRate> two_days() {
    return {
        {usd, first_day, 1'080'000}, {usd, second_day, 1'120'000}, {jpy, first_day, 160'000'000}};
}

TEST_CASE("exchange: the newest rate not after the day is used, and its day is told") {
    struct Row {
        Money amount;
        Currency to;
        Date on;
        std::int64_t minor;
        Date rate_on;
    };
    const Row rows[] = {
        {{100'00, eur}, usd, first_day, 108'00, first_day},
        {{100'00, eur}, usd, second_day - Days{1}, 108'00, first_day},
        {{100'00, eur}, usd, second_day, 112'00, second_day},
        {{108'00, usd}, eur, first_day, 100'00, first_day},
        {{16'000, jpy}, eur, second_day, 100'00, first_day},
        {{16'000, jpy}, usd, second_day, 112'00, first_day},  // As old as the older rate.
        {{5'00, eur}, eur, first_day - Days{9}, 5'00, Date{}},
    };
    const RateTable table(two_days());
    for (const Row& row : rows) {
        CAPTURE(row.amount.minor, row.minor);
        const auto told = table.convert(row.amount, row.to, row.on);
        REQUIRE(told.ok());
        CHECK(told.value().amount == Money{row.minor, row.to});
        CHECK(told.value().original == row.amount);
        CHECK(told.value().rate_on == row.rate_on);
        CHECK(told.value().is_converted() == (row.rate_on != Date{}));
    }
}

TEST_CASE("exchange: without a rate there is no figure") {
    const RateTable table(two_days());
    const auto before = table.convert({1'00, eur}, usd, first_day - Days{1});
    REQUIRE_FALSE(before.ok());
    CHECK(before.problem().code == ProblemCode::currencies_must_match);
    CHECK_FALSE(table.convert({1'00, chf}, usd, second_day).ok());
    CHECK_FALSE(table.convert({1'00, usd}, chf, second_day).ok());
    CHECK_FALSE(table.convert({INT64_MAX, eur}, jpy, second_day).ok());
}

TEST_CASE("exchange: the table answers as the program does, for any amount and day") {
    const Program& program = shipped_program().program;
    const RateTable table(program.exchange_rates);
    const std::uint32_t seed = 20261123;
    INFO("seed " << seed);
    std::mt19937 chance(seed);
    const auto& rates = program.exchange_rates;
    for (int i = 0; i < 20'000; i++) {
        const Currency from = rates[chance() % rates.size()].currency;
        const Currency to = chance() % 3 == 0 ? eur : rates[chance() % rates.size()].currency;
        const Date on =
            rates[chance() % rates.size()].on + Days{static_cast<int>(chance() % 3) - 1};
        const Money amount{static_cast<std::int64_t>(chance()) - (1LL << 31), from};
        const auto expected = converted(program, amount, to, on);
        const auto found = table.convert(amount, to, on);
        REQUIRE(found.ok() == expected.ok());
        if (!found.ok()) continue;
        REQUIRE(found.value().amount == expected.value());
        REQUIRE(found.value().rate_on == rate_date(program, from, to, on));
    }
}

TEST_CASE("exchange: a sum is its lines, each converted by itself") {
    const RateTable table(two_days());
    ConvertedSum sum;
    sum.amount.currency = usd;
    REQUIRE(add_line(sum, {10'00, usd}, first_day, table).ok());
    REQUIRE(add_line(sum, {10'00, eur}, first_day, table).ok());
    REQUIRE(add_line(sum, {5'00, eur}, second_day, table).ok());
    REQUIRE(add_line(sum, {1'600, jpy}, first_day, table).ok());
    CHECK(sum.amount == Money{10'00 + 10'80 + 5'60 + 10'80, usd});
    CHECK(sum.lines == 4);
    CHECK(sum.converted_lines == 3);
    CHECK(sum.oldest_rate == first_day);
    CHECK(sum.newest_rate == second_day);
    REQUIRE(sum.by_currency.size() == 3);
    CHECK(sum.by_currency[0] == Money{15'00, eur});
    CHECK(sum.by_currency[1] == Money{1'600, jpy});
    CHECK(sum.by_currency[2] == Money{10'00, usd});

    const ConvertedSum kept = sum;
    CHECK_FALSE(add_line(sum, {1'00, chf}, second_day, table).ok());
    CHECK(sum.amount == kept.amount);
    CHECK(sum.lines == kept.lines);
    CHECK(sum.by_currency == kept.by_currency);
}

TEST_CASE("exchange: the central bank's file becomes dated rates") {
    const auto history = reference_rates_from_csv(
        "Date,USD,JPY,CYP,\n"
        "2024-12-31,1.0389,163.06,N/A,\n"
        "2024-12-30,1.0444,164.42,N/A,\n"
    );
    REQUIRE(history.ok());
    REQUIRE(history.value().size() == 4);
    CHECK(history.value()[0].currency == usd);
    CHECK(history.value()[0].per_euro_millionths == 1'038'900);
    CHECK(history.value()[3].per_euro_millionths == 164'420'000);
    CHECK(history.value()[3].on == 2024y / std::chrono::December / 30);

    // What a row does not say is not known, and what has no name is nothing.
    const auto gaps = reference_rates_from_csv("Date,USD,,JPY\n2024-12-31,,7,163.06,8,9\n");
    REQUIRE(gaps.ok());
    REQUIRE(gaps.value().size() == 1);
    CHECK(gaps.value()[0].per_euro_millionths == 163'060'000);

    const auto newest =
        reference_rates_from_csv("Date, USD, IDR, \r\n5 November 2026, 1.1, 17487.21, \r\n");
    REQUIRE(newest.ok());
    REQUIRE(newest.value().size() == 2);
    CHECK(newest.value()[1].per_euro_millionths == 17'487'210'000);
    CHECK(newest.value()[1].on == 2026y / std::chrono::November / 5);
}

TEST_CASE("exchange: a damaged file of rates is refused with the place") {
    struct Row {
        const char* csv;
        ProblemCode problem;
        const char* field;
    };
    const Row rows[] = {
        {"", ProblemCode::field_must_be_given, "Date"},
        {"Day,USD\n", ProblemCode::field_must_be_given, "Date"},
        {"Date,USD\n2024-02-30,1\n", ProblemCode::date_must_be_valid, "line 2, Date"},
        {"Date,USD\n5 Brumaire 2026,1\n", ProblemCode::date_must_be_valid, "line 2, Date"},
        {"Date,USX\n2024-02-28,1\n", ProblemCode::currency_must_be_known, "line 2, USX"},
        {"Date,USD\n2024-02-28,0\n", ProblemCode::amount_must_be_a_number, "line 2, USD"},
        {"Date,USD\n2024-02-28,-1\n", ProblemCode::amount_must_be_a_number, "line 2, USD"},
        {"Date,USD\n2024-02-28,1x\n", ProblemCode::amount_must_be_a_number, "line 2, USD"},
        {"Date,USD\n2024-02-28,99999999999999\n",
         ProblemCode::amount_must_be_a_number,
         "line 2, USD"},
        {"Date,USD\n2024-02-28,1.1234567\n", ProblemCode::amount_must_be_a_number, "line 2, USD"},
        {"Date,USD\n2024-02-28,1.1.1\n", ProblemCode::amount_must_be_a_number, "line 2, USD"},
        {"Date,USD\n2024-02-27,1\n2024-02-28,100000001\n",
         ProblemCode::amount_must_be_a_number,
         "line 3, USD"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.csv);
        const auto rates = reference_rates_from_csv(row.csv);
        REQUIRE_FALSE(rates.ok());
        CHECK(rates.problem().code == row.problem);
        CHECK(rates.problem().field == row.field);
    }
}

TEST_CASE("exchange: the euro is one euro, whatever a table says of it") {
    std::vector<ExchangeRate> rates = two_days();
    rates.push_back({eur, first_day, 2'000'000});
    const RateTable table(rates);
    const auto dollars = table.convert({100'00, eur}, usd, first_day);
    REQUIRE(dollars.ok());
    CHECK(dollars.value().amount == Money{108'00, usd});
}

TEST_CASE("exchange: a hundred million for a euro is the most that a rate may be") {
    const auto most = reference_rates_from_csv("Date,CLF\n2024-02-28,100000000\n");
    REQUIRE(most.ok());
    CHECK(most.value()[0].per_euro_millionths == per_euro_millionths_max);
    CHECK_FALSE(reference_rates_from_csv("Date,CLF\n2024-02-28,100000000.000001\n").ok());
    // Of a currency with the smallest units of all, and back.
    const Currency fomento{{'C', 'L', 'F'}};
    REQUIRE(exponent_of(fomento) == 4);
    const RateTable table(most.value());
    const auto told = table.convert({1, eur}, fomento, first_day);
    REQUIRE(told.ok());
    CHECK(told.value().amount.minor == 10'000'000'000);
    CHECK(table.convert(told.value().amount, eur, first_day).value().amount == Money{1, eur});
    Program program;
    program.exchange_rates = most.value();
    CHECK(converted(program, {1, eur}, fomento, first_day).value() == told.value().amount);
}
