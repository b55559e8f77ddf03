#include "core/base/money.h"

#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <random>

using namespace entente;

static constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
static constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();

static Currency currency(const char* code) {
    return currency_from_text(code).value();
}

TEST_CASE("money: sums are exact or refused") {
    const Currency euro = currency("EUR");
    CHECK(add({1, usd}, {2, usd}).value() == Money{3, usd});
    CHECK(subtract({1, usd}, {2, usd}).value() == Money{-1, usd});
    CHECK(add({most, usd}, {1, usd}).problem().code == ProblemCode::amount_must_fit);
    CHECK(subtract({least, usd}, {1, usd}).problem().code == ProblemCode::amount_must_fit);
    CHECK(subtract({0, usd}, {least, usd}).problem().code == ProblemCode::amount_must_fit);
    CHECK(add({1, usd}, {1, euro}).problem().code == ProblemCode::currencies_must_match);
    CHECK(subtract({1, usd}, {1, euro}).problem().code == ProblemCode::currencies_must_match);
}

TEST_CASE("money: shares are rounded half to even") {
    struct Row {
        std::int64_t minor;
        int basis_points;
        std::int64_t share;
    };
    constexpr Row rows[] = {
        {100, 725, 7},
        {1000, 725, 72},
        {10'000, 725, 725},
        {1, 5000, 0},
        {3, 5000, 2},
        {5, 5000, 2},
        {7, 5000, 4},
        {-1, 5000, 0},
        {-3, 5000, -2},
        {-5, 5000, -2},
        {10, 2501, 3},
        {10, 2500, 2},
        {10, 2499, 2},
        {10, 15'000, 15},
        {10, -5000, -5},
        {most, 10'000, most},
        {least, 10'000, least},
        {0, 5000, 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.minor, row.basis_points);
        CHECK(share_of({row.minor, usd}, {row.basis_points}).value() == Money{row.share, usd});
    }
    CHECK(share_of({most, usd}, {10'001}).problem().code == ProblemCode::amount_must_fit);
    CHECK(scaled({most, usd}, most, 1).problem().code == ProblemCode::amount_must_fit);
    CHECK(scaled({most, usd}, most, most).value() == Money{most, usd});
}

TEST_CASE("money: the same share is the same however long its numbers are") {
    const auto seed = Catch::getSeed();
    CAPTURE(seed);
    std::mt19937_64 random{seed};
    constexpr std::int64_t longer = std::int64_t{1} << 40U;
    for (int i = 0; i < 10'000; i++) {
        const Money whole{static_cast<std::int64_t>(random()) >> (random() % 48U), usd};
        const auto numerator = static_cast<std::int64_t>(random() % 200) - 100;
        const auto denominator = static_cast<std::int64_t>(random() % 100) + 100;
        CAPTURE(whole.minor, numerator, denominator);
        const auto in_short = scaled(whole, numerator, denominator);
        const auto in_long = scaled(whole, numerator * longer, denominator * longer);
        CHECK(in_short.value() == in_long.value());
    }
}

TEST_CASE("money: a share and the rest make the whole, within one unit") {
    const auto seed = Catch::getSeed();
    CAPTURE(seed);
    std::mt19937_64 random{seed};
    for (int i = 0; i < 1000; i++) {
        const Money whole{static_cast<std::int64_t>(random() >> 2), usd};
        const Percent share{static_cast<std::int32_t>(random() % 10'001)};
        const Money part = share_of(whole, share).value();
        const Money rest = share_of(whole, {10'000 - share.basis_points}).value();
        CAPTURE(whole.minor, share.basis_points);
        const std::int64_t difference = part.minor + rest.minor - whole.minor;
        CHECK((difference >= -1 && difference <= 1));
        CHECK((part.minor >= 0 && part.minor <= whole.minor));
    }
}

TEST_CASE("money: what people type is read") {
    struct Row {
        const char* text;
        const char* standard;
        const char* amount;
        const char* code;
    };
    constexpr Row rows[] = {
        {"640,000", "USD", "640000.00", "USD"},
        {"640.000,50", "EUR", "640000.50", "EUR"},
        {"USD 1 200", "EUR", "1200.00", "USD"},
        {"1.5", "USD", "1.50", "USD"},
        {"1,5", "USD", "1.50", "USD"},
        {"1,234,567.89", "USD", "1234567.89", "USD"},
        {"1.234.567,89", "USD", "1234567.89", "USD"},
        {"12,34,567", "INR", "1234567.00", "INR"},
        {"1'200.50", "CHF", "1200.50", "CHF"},
        {"1’200.50 CHF", "USD", "1200.50", "CHF"},
        {"1\u00A0200,5", "EUR", "1200.50", "EUR"},
        {"1\u202F200\u202F000", "EUR", "1200000.00", "EUR"},
        {"jpy 1,200", "USD", "1200", "JPY"},
        {"1.00", "JPY", "1", "JPY"},
        {"1.234", "USD", "1234.00", "USD"},
        {"1.234", "KWD", "1.234", "KWD"},
        {"1.234.567", "KWD", "1234567.000", "KWD"},
        {"1,234.567", "KWD", "1234.567", "KWD"},
        {"640.000,000", "KWD", "640000.000", "KWD"},
        {"0", "USD", "0.00", "USD"},
        {"007", "USD", "7.00", "USD"},
        {".5", "USD", "0.50", "USD"},
        {"-5", "USD", "-5.00", "USD"},
        {"−5 USD", "EUR", "-5.00", "USD"},
        {"USD -5", "EUR", "-5.00", "USD"},
        {"$640,000", "USD", "640000.00", "USD"},
        {"$ 5", "CAD", "5.00", "CAD"},
        {"5 €", "USD", "5.00", "EUR"},
        {"£5", "EUR", "5.00", "GBP"},
        {"  12 ", "USD", "12.00", "USD"},
        {"92233720368547758.07", "USD", "92233720368547758.07", "USD"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text, row.standard);
        const auto money = money_from_text(row.text, currency(row.standard));
        REQUIRE(money.ok());
        CHECK(text_from_money(money.value()) == row.amount);
        CHECK(money.value().currency.text() == row.code);
    }
}

TEST_CASE("money: what is no amount is refused") {
    struct Row {
        const char* text;
        ProblemCode problem;
    };
    using enum ProblemCode;
    constexpr Row rows[] = {
        {"", amount_must_be_a_number},
        {" ", amount_must_be_a_number},
        {"-", amount_must_be_a_number},
        {"USD", amount_must_be_a_number},
        {"--5", amount_must_be_a_number},
        {"1e5", amount_must_be_a_number},
        {"1.2345", amount_must_be_a_number},
        {"1,23,4", amount_must_be_a_number},
        {"1,200,5", amount_must_be_a_number},
        {"1.200,500.5", amount_must_be_a_number},
        {"1,2345", amount_must_be_a_number},
        {"1234,567", amount_must_be_a_number},
        {",567", amount_must_be_a_number},
        {"1..5", amount_must_be_a_number},
        {"5.", amount_must_be_a_number},
        {"1 20", amount_must_be_a_number},
        {"USD 5 EUR", amount_must_be_a_number},
        {"١٢٣", amount_must_be_a_number},
        {"\xFF", amount_must_be_a_number},
        {"5 XXY", currency_must_be_known},
        {"5 million", amount_must_be_a_number},
        {"250k", amount_must_be_a_number},
        {"92233720368547758.08", amount_must_fit},
        {"99999999999999999999999", amount_must_fit},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        const auto money = money_from_text(row.text, usd);
        REQUIRE_FALSE(money.ok());
        CHECK(name_of(money.problem().code) == name_of(row.problem));
    }
    CHECK(money_from_text("1.50", currency("JPY")).problem().code == amount_must_be_a_number);
    CHECK(money_from_text("5", {}).problem().code == currency_must_be_known);
}

TEST_CASE("money: the text of an amount reads back") {
    const auto seed = Catch::getSeed();
    CAPTURE(seed);
    std::mt19937_64 random{seed};
    for (const char* code : {"USD", "JPY", "KWD", "CLF"}) {
        for (int i = 0; i < 300; i++) {
            const Money money{static_cast<std::int64_t>(random()) >> random() % 60, currency(code)};
            const std::string text = text_from_money(money);
            if (money.minor == least) continue;  // Its amount without the sign does not fit.
            CAPTURE(text, code);
            REQUIRE(money_from_text(text, money.currency).ok());
            CHECK(money_from_text(text, money.currency).value() == money);
        }
    }
    CHECK(text_from_money({least, usd}) == "-92233720368547758.08");
    CHECK(text_from_money({-5, usd}) == "-0.05");
}

TEST_CASE("currency: ISO 4217 says how many decimals") {
    CHECK(exponent_of(usd) == 2);
    CHECK(exponent_of(currency("jpy")) == 0);
    CHECK(exponent_of(currency("KWD")) == 3);
    CHECK(exponent_of(currency("CLF")) == 4);
    for (const char* code : {"", "US", "USDD", "XXX", "XAU", "U D", "\xFF\xFF\xFF"}) {
        CAPTURE(code);
        CHECK(currency_from_text(code).problem().code == ProblemCode::currency_must_be_known);
    }
    CHECK(known_currencies().size() > 150);
    for (const CurrencyEntry& entry : known_currencies()) CHECK_FALSE(entry.name.empty());
}
