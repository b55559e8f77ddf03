#include "core/app/format.h"

#include "tests/support/app_host.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>

using namespace entente;
using namespace entente::test;

static const Catalog& words() {
    static const Catalog catalog = Catalog::load(english()).value();
    return catalog;
}

static Money dollars(std::int64_t cents) {
    return {cents, usd};
}

TEST_CASE("format: amounts are grouped and show decimals only where there are any") {
    struct Row {
        Money amount;
        const char* text;
    };
    const Currency jpy{{'J', 'P', 'Y'}};
    const Currency eur{{'E', 'U', 'R'}};
    const Currency chf{{'C', 'H', 'F'}};
    const Row rows[] = {
        {dollars(64'000'000), "$640,000"},
        {dollars(64'000'050), "$640,000.50"},
        {dollars(5), "$0.05"},
        {dollars(0), "$0"},
        {dollars(-3'600'000), "-$36,000"},
        {{1'234'567, jpy}, "¥1,234,567"},
        {{100'000, eur}, "€1,000"},
        {{120'000, chf}, "CHF 1,200"},
        {dollars(INT64_MIN), "-$92,233,720,368,547,758.08"},
        {Money{}, ""},
    };
    for (const Row& row : rows) CHECK(text_from_amount(words(), row.amount) == row.text);
}

TEST_CASE("format: an amount settles as it reads, and what is none stays as it was typed") {
    struct Row {
        const char* typed;
        const char* settled;
    };
    const Row rows[] = {
        {"520000", "520,000"},
        {"520,000", "520,000"},
        {"1234567.5", "1,234,567.50"},
        {"USD 60000", "60,000"},
        {"EUR 60000", ""},
        {"lots", ""},
        {"", ""}};
    for (const Row& row : rows) CHECK(settled_amount(words(), row.typed, usd) == row.settled);
}

TEST_CASE("format: a figure keeps three digits and never says 1000K") {
    struct Row {
        std::int64_t whole;
        const char* text;
    };
    const Row rows[] = {
        {950, "$950"},
        {999, "$999"},
        {1'000, "$1K"},
        {71'250, "$71.3K"},
        {712'000, "$712K"},
        {999'499, "$999K"},
        {999'500, "$1M"},
        {4'820'000, "$4.82M"},
        {48'200'000, "$48.2M"},
        {482'000'000, "$482M"},
        {1'500'000'000, "$1.5B"},
    };
    for (const Row& row : rows) {
        CHECK(text_from_figure(words(), dollars(row.whole * 100)) == row.text);
    }
}

TEST_CASE("format: shares, bands and ranges") {
    CHECK(text_from_percent(words(), Percent{2600}) == "26%");
    CHECK(text_from_percent(words(), Percent{725}) == "7.25%");
    CHECK(text_from_percent(words(), Percent{-500}) == "-5%");
    CHECK(text_from_band(words(), Percent{2000}, Percent{3000}) == "20–30%");
    CHECK(text_from_band(words(), Percent{5000}, Percent{5000}) == "50%");
    CHECK(text_from_range(words(), dollars(100), dollars(200)) == "$1 – $2");
    CHECK(text_from_range(words(), dollars(100), dollars(100)) == "$1");
}

TEST_CASE("format: days, moments, durations and ages") {
    using namespace std::chrono_literals;
    const Date day = 2027y / std::chrono::January / 18;
    CHECK(text_from_day(words(), day) == "18 Jan 2027");
    CHECK(text_from_day_of_year(words(), day) == "18 Jan");
    CHECK(text_from_month(words(), day) == "Jan 2027");
    CHECK(text_from_day(words(), Date{}).empty());
    const Moment moment = start_of(day) + (14 * ms_per_hour + 6 * 60'000 + 31'000);
    CHECK(text_from_time(words(), moment) == "18 Jan 2027, 14:06:31 UTC");
    CHECK(text_from_duration(words(), 6 * ms_per_day + ms_per_hour) == "6 days");
    CHECK(text_from_duration(words(), 9 * ms_per_hour) == "9 h");
    CHECK(text_from_duration(words(), 5 * ms_per_hour + 20 * 60'000) == "5 h 20 min");
    CHECK(text_from_duration(words(), 47 * ms_per_hour) == "47 h");
    CHECK(text_from_duration(words(), 59'999) == "under a minute");
    CHECK(text_from_age(words(), moment, moment + 30'000) == "just now");
    CHECK(text_from_age(words(), moment, moment + 60'000) == "1 min ago");
    CHECK(text_from_age(words(), moment, moment + 3 * ms_per_day) == "3 days ago");
}

TEST_CASE("format: a day is read the ways people type it") {
    struct Row {
        const char* typed;
        const char* day;  // Empty: refused.
    };
    const Row rows[] = {
        {"2027-01-18", "2027-01-18"},
        {"18 Jan 2027", "2027-01-18"},
        {"18 january 2027", "2027-01-18"},
        {"Jan 18, 2027", "2027-01-18"},
        {"1/18/2027", "2027-01-18"},
        {"01.18.2027", "2027-01-18"},
        {"29 Feb 2028", "2028-02-29"},
        {"29 Feb 2027", ""},
        {"18/1", ""},
        {"soon", ""},
        {"18 Foo 2027", ""},
        {"13/13/2027", ""},
        {"1 1 27", ""},
        {"", ""},
    };
    for (const Row& row : rows) {
        INFO(row.typed);
        const Result<Date> date = date_from_typed(words(), row.typed);
        CHECK(date.ok() == (row.day[0] != '\0'));
        if (date.ok()) CHECK(text_from_date(date.value()) == row.day);
    }
}
