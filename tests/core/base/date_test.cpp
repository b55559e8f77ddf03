#include "core/base/date.h"

#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace std::chrono_literals;

static Date day(int year, unsigned month, unsigned day) {
    return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}};
}

TEST_CASE("date: the text is ISO 8601 and reads back") {
    struct Row {
        Date date;
        const char* text;
    };
    const Row rows[] = {
        {day(1970, 1, 1), "1970-01-01"},
        {day(2026, 11, 23), "2026-11-23"},
        {day(2024, 2, 29), "2024-02-29"},
        {day(1969, 12, 31), "1969-12-31"},
        {Date{Days{day_min}}, "0000-01-01"},
        {Date{Days{day_max}}, "9999-12-31"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(text_from_date(row.date) == row.text);
        REQUIRE(date_from_text(row.text).ok());
        CHECK(date_from_text(row.text).value() == row.date);
    }
}

TEST_CASE("date: what is no day is refused") {
    for (const char* text :
         {"",
          "2026",
          "2026-02-29",
          "2026-13-01",
          "2026-00-10",
          "2026-01-32",
          "2026-1-1",
          "20260101",
          "2026-01-01T",
          " 2026-01-01",
          "2026-01-0x",
          "+026-01-01",
          "-001-01-01",
          "10000-01-01"}) {
        CAPTURE(text);
        CHECK(date_from_text(text).problem().code == ProblemCode::date_must_be_valid);
    }
}

TEST_CASE("moment: the text is RFC 3339 in UTC") {
    CHECK(text_from_moment({0}) == "1970-01-01T00:00:00.000Z");
    CHECK(text_from_moment({-1}) == "1969-12-31T23:59:59.999Z");
    CHECK(text_from_moment({1'795'414'500'000}) == "2026-11-23T06:15:00.000Z");
}

TEST_CASE("moment: every way to write one in RFC 3339 is read") {
    struct Row {
        const char* text;
        std::int64_t ms;
    };
    constexpr Row rows[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1970-01-01T00:00:00.5Z", 500},
        {"1970-01-01T00:00:00.1239Z", 123},
        {"1970-01-01t00:00:01z", 1000},
        {"1970-01-01 00:00:01Z", 1000},
        {"1970-01-01T02:00:00+02:00", 0},
        {"1969-12-31T19:00:00.000-05:00", 0},
        {"1970-01-01T05:45:00+05:45", 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        REQUIRE(moment_from_text(row.text).ok());
        CHECK(moment_from_text(row.text).value().ms == row.ms);
    }
}

TEST_CASE("moment: what is no moment is refused") {
    for (const char* text :
         {"",
          "2026-11-23",
          "2026-11-23T06:15:00",
          "2026-11-23T06:15Z",
          "2026-11-23T24:00:00Z",
          "2026-11-23T23:60:00Z",
          "2026-11-23T23:59:60Z",
          "2026-11-23T06:15:00.Z",
          "2026-11-23T06:15:00+2:00",
          "2026-11-23T06:15:00+24:00",
          "2026-11-23T06:15:00ZZ",
          "2026-11-23X06:15:00Z",
          "0000-01-01T00:00:00+00:01",
          "9999-12-31T23:59:59-00:01"}) {
        CAPTURE(text);
        CHECK(moment_from_text(text).problem().code == ProblemCode::date_must_be_valid);
    }
}

TEST_CASE("moment: each reads back and falls on its day") {
    const auto seed = Catch::getSeed();
    CAPTURE(seed);
    std::mt19937_64 random{seed};
    std::uniform_int_distribution<std::int64_t> any(
        day_min * ms_per_day, (day_max + 1) * ms_per_day - 1
    );
    for (int i = 0; i < 1000; i++) {
        const Moment moment{any(random)};
        CAPTURE(moment.ms);
        CHECK(moment_from_text(text_from_moment(moment)).value() == moment);
        const Moment start = start_of(date_of(moment));
        CHECK(start <= moment);
        CHECK(moment - start < ms_per_day);
    }
}

TEST_CASE("date: some months later is the same day or the month's last") {
    struct Row {
        Date from;
        int months;
        Date then;
    };
    const Row rows[] = {
        {day(2026, 1, 15), 1, day(2026, 2, 15)},
        {day(2026, 1, 31), 1, day(2026, 2, 28)},
        {day(2023, 12, 31), 2, day(2024, 2, 29)},
        {day(2026, 11, 23), 18, day(2028, 5, 23)},
        {day(2026, 3, 31), -1, day(2026, 2, 28)},
        {day(2026, 5, 31), 0, day(2026, 5, 31)},
        {day(2026, 1, 31), -12, day(2025, 1, 31)},
    };
    for (const Row& row : rows) {
        CAPTURE(text_from_date(row.from), row.months);
        CHECK(months_after(row.from, row.months) == row.then);
    }
}
