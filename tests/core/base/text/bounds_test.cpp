#include "core/base/text/bounds.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

static std::string problem_of(const Outcome& outcome) {
    if (outcome.ok()) return "";
    const Problem& problem = outcome.problem();
    return std::string(name_of(problem.code)) + " " + problem.field + " " + problem.limit;
}

TEST_CASE("bounds: a text of the most characters is kept, one more is refused with the limit") {
    CHECK(problem_of(text_is_short_enough(std::string(4'000, 'a'), "note")).empty());
    CHECK(
        problem_of(text_is_short_enough(std::string(4'001, 'a'), "note")) ==
        "text_must_be_short_enough note 4000"
    );
    // Characters and not bytes.
    CHECK(problem_of(text_is_short_enough("äöü", "name", 3)).empty());
    CHECK(
        problem_of(text_is_short_enough("äöüß", "name", 3)) == "text_must_be_short_enough name 3"
    );
}

TEST_CASE("bounds: what is empty or blank is not given") {
    CHECK(problem_of(text_is_given("", "title")) == "field_must_be_given title ");
    CHECK(problem_of(text_is_given(" \t\r\n", "title")) == "field_must_be_given title ");
    CHECK(problem_of(text_is_given(" a ", "title")).empty());
    CHECK(problem_of(text_is_given("ab", "title", 1)) == "text_must_be_short_enough title 1");
}

TEST_CASE("bounds: of several texts the first that is too long is told") {
    const std::string name(name_length_max, 'n');
    const std::string longer = name + "n";
    const BoundedText sound[] = {{name, "name"}, {"ab", "country", 2}};
    CHECK(problem_of(texts_are_short_enough(sound)).empty());
    const BoundedText unsound[] = {{name, "name"}, {"abc", "country", 2}, {longer, "title"}};
    CHECK(problem_of(texts_are_short_enough(unsound)) == "text_must_be_short_enough country 2");
}

TEST_CASE("bounds: a list of the most entries is kept, one more is refused with the limit") {
    CHECK(problem_of(list_is_short_enough(20, "lines", 20)).empty());
    CHECK(
        problem_of(list_is_short_enough(21, "lines", 20)) == "list_must_be_short_enough lines 20"
    );
}
