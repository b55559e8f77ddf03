#include "core/base/places/calendar.h"

#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;

static constexpr std::uint8_t saturday_sunday = 0x60;

// Monday to Friday, 9 to 17, with two days off.
static BusinessCalendar office(int utc_offset_minutes) {
    return {
        .utc_offset_minutes = utc_offset_minutes,
        .opens_minute = 9 * 60,
        .closes_minute = 17 * 60,
        .weekend_mask = saturday_sunday,
        .holidays = {date_from_text("2026-11-26").value(), date_from_text("2026-12-25").value()}};
}

static Moment at(const char* text) {
    return moment_from_text(text).value();
}

TEST_CASE("calendar: only business hours count") {
    struct Row {
        const char* why;
        const char* from;
        const char* to;
        std::int64_t minutes;
    };
    // 2026-11-23 is a Monday.
    constexpr Row rows[] = {
        {"within a day", "2026-11-23T10:00:00Z", "2026-11-23T11:30:00Z", 90},
        {"before opening", "2026-11-23T05:00:00Z", "2026-11-23T10:00:00Z", 60},
        {"after closing", "2026-11-23T16:00:00Z", "2026-11-23T23:00:00Z", 60},
        {"over night", "2026-11-23T16:00:00Z", "2026-11-24T10:00:00Z", 120},
        {"nothing at night", "2026-11-23T18:00:00Z", "2026-11-24T08:00:00Z", 0},
        {"over a weekend", "2026-11-27T16:00:00Z", "2026-11-30T10:00:00Z", 120},
        {"within a weekend", "2026-11-28T00:00:00Z", "2026-11-29T23:00:00Z", 0},
        {"over a holiday", "2026-11-25T16:00:00Z", "2026-11-27T10:00:00Z", 120},
        {"a whole week with a holiday", "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z", 4 * 480},
        {"a quarter", "2026-10-01T00:00:00Z", "2027-01-01T00:00:00Z", 64 * 480},
        {"no time at all", "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z", 0},
        {"backwards", "2026-11-23T11:00:00Z", "2026-11-23T10:00:00Z", -60},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(business_ms_between(office(0), at(row.from), at(row.to)) == row.minutes * 60'000);
    }
}

TEST_CASE("calendar: the local day decides") {
    // 09:00 in Tokyo is midnight UTC; Sunday evening UTC is Monday there.
    const BusinessCalendar tokyo = office(9 * 60);
    CHECK(
        business_ms_between(tokyo, at("2026-11-22T23:00:00Z"), at("2026-11-23T01:00:00Z")) ==
        60 * 60'000
    );
    const BusinessCalendar new_york = office(-5 * 60);
    CHECK(
        after_business_ms(new_york, at("2026-11-23T00:00:00Z"), 1) == at("2026-11-23T14:00:00.001Z")
    );
}

TEST_CASE("calendar: a promise ends within business hours") {
    struct Row {
        const char* why;
        const char* from;
        std::int64_t minutes;
        const char* then;
    };
    constexpr Row rows[] = {
        {"nothing promised", "2026-11-28T12:00:00Z", 0, "2026-11-28T12:00:00Z"},
        {"the same day", "2026-11-23T10:00:00Z", 60, "2026-11-23T11:00:00Z"},
        {"until closing", "2026-11-23T10:00:00Z", 420, "2026-11-23T17:00:00Z"},
        {"a minute more", "2026-11-23T10:00:00Z", 421, "2026-11-24T09:01:00Z"},
        {"before opening", "2026-11-23T02:00:00Z", 1, "2026-11-23T09:01:00Z"},
        {"from a weekend", "2026-11-28T12:00:00Z", 480, "2026-11-30T17:00:00Z"},
        {"over a holiday", "2026-11-25T17:00:00Z", 480, "2026-11-27T17:00:00Z"},
        {"ten business days", "2026-11-23T12:00:00Z", 4800, "2026-12-08T12:00:00Z"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(after_business_ms(office(0), at(row.from), row.minutes * 60'000) == at(row.then));
    }
}

TEST_CASE("calendar: what was promised has passed when it ends, and not before") {
    const auto seed = Catch::getSeed();
    CAPTURE(seed);
    std::mt19937_64 random{seed};
    for (int i = 0; i < 300; i++) {
        BusinessCalendar calendar = office(static_cast<int>(random() % 1681) - 840);
        calendar.weekend_mask = static_cast<std::uint8_t>(random() % 0x7F);
        const Moment from{1'795'000'000'000 + static_cast<std::int64_t>(random() % 10'000'000'000)};
        const auto ms = static_cast<std::int64_t>(random() % 1'000'000'000) + 1;
        const Moment end = after_business_ms(calendar, from, ms);
        CAPTURE(from.ms, ms, calendar.utc_offset_minutes, int{calendar.weekend_mask});
        CHECK(business_ms_between(calendar, from, end) == ms);
        CHECK(business_ms_between(calendar, from, end + -1) == ms - 1);
        // However it is cut, the parts make the whole.
        const Moment middle{from.ms + (end.ms - from.ms) / 3};
        CHECK(
            business_ms_between(calendar, from, middle) +
                business_ms_between(calendar, middle, end) ==
            ms
        );
    }
}

TEST_CASE("calendar: one that never opens is not valid") {
    CHECK(is_valid(office(0)));
    BusinessCalendar calendar = office(0);
    calendar.weekend_mask = 0x7F;
    CHECK_FALSE(is_valid(calendar));
    calendar = office(841);
    CHECK_FALSE(is_valid(calendar));
    calendar = office(0);
    calendar.closes_minute = calendar.opens_minute;
    CHECK_FALSE(is_valid(calendar));
    calendar = office(0);
    std::swap(calendar.holidays[0], calendar.holidays[1]);
    CHECK_FALSE(is_valid(calendar));
}
