#include "core/domain/economics/quarter.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace std::chrono_literals;
using std::chrono::April;
using std::chrono::December;
using std::chrono::February;
using std::chrono::January;
using std::chrono::March;

TEST_CASE("quarter: every day lies in one quarter, and its days follow each other") {
    const Date first = 2023y / January / 1;
    for (int day = 0; day < 3 * 366; day++) {
        const Date on = first + Days{day};
        const Quarter quarter = quarter_of(on);
        REQUIRE(days_of(quarter).holds(on));
        REQUIRE_FALSE(days_of(quarter_before(quarter)).holds(on));
        REQUIRE(days_of(quarter_before(quarter)).until == days_of(quarter).from);
    }
}

TEST_CASE("quarter: its first day is in it and the day after its last is not") {
    const Period days = days_of({2026, 1});
    CHECK(days.from == 2026y / January / 1);
    CHECK(days.until == 2026y / April / 1);
    CHECK(days.holds(2026y / March / 31));
    CHECK_FALSE(days.holds(2026y / April / 1));
    CHECK_FALSE(days.holds(2025y / December / 31));
    CHECK(quarter_before({2026, 1}) == Quarter{2025, 4});
}

TEST_CASE("quarter: a trailing year begins on the same day a year before") {
    CHECK(trailing_year(2026y / April / 1).from == 2025y / April / 1);
    CHECK(trailing_year(2024y / February / 29).from == 2023y / February / 28);
}

TEST_CASE("quarter: its text is read back, and nothing else is") {
    CHECK(text_from_quarter({2026, 4}) == "2026-Q4");
    for (const char* text : {"2026-Q1", "2026-Q4", "1999-Q2", "9999-Q3"}) {
        const auto read = quarter_from_text(text);
        REQUIRE(read.ok());
        CHECK(text_from_quarter(read.value()) == text);
    }
    for (const char* text :
         {"", "2026-Q0", "2026-Q5", "2026-q1", "26-Q1", "2026-Q11", "x026-Q1", "9999-Q4"}) {
        CAPTURE(text);
        CHECK_FALSE(quarter_from_text(text).ok());
    }
}
