#include "core/base/format/field_hash.h"

#include "tests/core/base/format/records.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::format_tests;

TEST_CASE("field hash: only a change of the field changes it") {
    Order order{.title = "a", .number = 5, .lines = {Line{.product = "x"}}};
    const std::uint64_t number = field_hash(order, "number");
    const std::uint64_t lines = field_hash(order, "lines");
    CHECK(number != 0);

    order.title = "another";
    CHECK(field_hash(order, "number") == number);
    CHECK(field_hash(order, "lines") == lines);
    order.number = 6;
    CHECK(field_hash(order, "number") != number);
    order.lines[0].months = 12;
    CHECK(field_hash(order, "lines") != lines);
}

TEST_CASE("field hash: a default value hashes like one that is not there") {
    CHECK(field_hash(Order{}, "number") == 0);
    CHECK(field_hash(Order{}, "main") == 0);
    CHECK(field_hash(Order{.number = 1}, "no such field") == 0);
}
