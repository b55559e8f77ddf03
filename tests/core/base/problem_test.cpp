#include "core/base/problem.h"

#include "core/base/result.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

TEST_CASE("problem: each has a name, and the name finds it") {
    int count = 0;
    for (std::uint16_t i = 0;; i++, count++) {
        const auto code = static_cast<ProblemCode>(i);
        if (name_of(code).empty()) break;
        CHECK(problem_named(name_of(code)) == code);
    }
    CHECK(count > 50);
    CHECK(name_of(ProblemCode::file_must_be_sound) == "file_must_be_sound");
    CHECK_FALSE(problem_named("no_such_problem"));
}

static Result<int> half_of(int number) {
    if (number % 2 != 0) return ProblemCode::value_must_be_in_range;
    return number / 2;
}

static Result<int> quarter_of(int number) {
    TRY(const int half, half_of(number));
    return half_of(half);
}

TEST_CASE("result: TRY goes on with the value or returns the problem") {
    CHECK(quarter_of(8).value() == 2);
    CHECK(quarter_of(7).problem().code == ProblemCode::value_must_be_in_range);
    CHECK(quarter_of(6).problem().code == ProblemCode::value_must_be_in_range);
}
