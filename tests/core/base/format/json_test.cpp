#include "core/base/format/json.h"

#include "tests/core/base/format/records.h"

#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::format_tests;

TEST_CASE("json: a record is an object without what has its default value") {
    CHECK(json_from(Order{}) == "{}");
    CHECK(
        json_from(Order{
            .title = "a \"b\" \\ \n \x01 é",
            .urgent = true,
            .number = -5,
            .proof = {0xAB, 0x01},
            .due = Date{Days{1}},
            .changed_at = {1},
            .discount = {725},
            .color = Color::green,
            .main = {.amount = {64'000, usd}},
            .lines = {Line{}, Line{.discount = 0}},
            .extra = Line{},
            .marks = {std::nullopt, 0}}) ==
        R"({"title":"a \"b\" \\ \n \u0001 é","urgent":true,"number":-5,"proof":"ab01",)"
        R"("due":"1970-01-02","changed_at":"1970-01-01T00:00:00.001Z","discount":725,)"
        R"("color":"green","main":{"amount":{"amount_minor":64000,"currency":"USD"}},)"
        R"("lines":[{},{"discount":0}],"extra":{},"marks":[null,0]})"
    );
    CHECK(json_from(Order{.number = 1, .tags = {"x"}}, 2) == R"({
  "number": 1,
  "tags": [
    "x"
  ]
})");
}

TEST_CASE("json: every record reads back as it was written") {
    const auto seed = Catch::getSeed();
    CAPTURE(seed);
    AnyOrder any(seed);
    for (int i = 0; i < 300; i++) {
        const Order order = any.make();
        const std::string text = json_from(order, i % 2 == 0 ? -1 : 2);
        CAPTURE(text);
        const auto read = from_json<Order>(text);
        REQUIRE(read.ok());
        CHECK(read.value() == order);
    }
}

TEST_CASE("json: fields may come in any order, and null is no value") {
    const auto read = from_json<Order>(
        R"( {"tags": ["a", "b"], "number": 3, "extra": null, "title": "\u00e9\ud83d\ude00"} )"
    );
    REQUIRE(read.ok());
    CHECK(read.value() == Order{.title = "é😀", .number = 3, .tags = {"a", "b"}});
}

TEST_CASE("json: what does not fit the description is refused with its path") {
    struct Row {
        const char* why;
        const char* text;
        ProblemCode problem;
        const char* field;
    };
    using enum ProblemCode;
    constexpr Row rows[] = {
        {"nothing", "", bytes_must_parse, ""},
        {"half an object", "{\"number\":", bytes_must_parse, ""},
        {"something behind", "{} {}", bytes_must_parse, ""},
        {"a comment", "{/**/}", bytes_must_parse, ""},
        {"not UTF-8", "{\"title\":\"\xC3\"}", text_must_be_utf8, ""},
        {"half a surrogate pair", R"({"title":"\ud83d"})", bytes_must_parse, ""},
        {"not an object", "[]", field_must_have_the_right_type, ""},
        {"an unknown field", R"({"x":1})", field_must_be_known, "x"},
        {"one in a list", R"({"lines":[{},{"x":1}]})", field_must_be_known, "lines[1].x"},
        {"twice the same",
         R"({"lines":[{},{"months":1,"months":1}]})",
         field_must_be_unique,
         "lines[1].months"},
        {"a text for a number", R"({"number":"1"})", field_must_have_the_right_type, "number"},
        {"null for a text", R"({"title":null})", field_must_have_the_right_type, "title"},
        {"a fraction", R"({"number":1.5})", value_must_be_in_range, "number"},
        {"an exponent", R"({"number":1e3})", value_must_be_in_range, "number"},
        {"a leading zero", R"({"number":01})", bytes_must_parse, ""},
        {"a comma too many", R"({"number":1,})", bytes_must_parse, ""},
        {"more than 63 bits",
         R"({"number":9223372036854775808})",
         value_must_be_in_range,
         "number"},
        {"more than 64 bits",
         R"({"number":99999999999999999999})",
         value_must_be_in_range,
         "number"},
        {"256 in one byte", R"({"small":256})", value_must_be_in_range, "small"},
        {"an unknown choice", R"({"color":"mauve"})", value_must_be_one_of_the_choices, "color"},
        {"no date", R"({"due":"2026-02-29"})", date_must_be_valid, "due"},
        {"no moment", R"({"changed_at":"2026-02-28"})", date_must_be_valid, "changed_at"},
        {"no id", R"({"id":"x"})", id_must_be_valid, "id"},
        {"an unknown currency",
         R"({"main":{"amount":{"amount_minor":1,"currency":"XXY"}}})",
         currency_must_be_known,
         "main.amount.currency"},
        {"odd hexadecimal", R"({"proof":"abc"})", bytes_must_parse, "proof"},
        {"a text in a table",
         R"({"table":[[1],[2,"3"]]})",
         field_must_have_the_right_type,
         "table[1][1]"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto read = from_json<Order>(row.text);
        REQUIRE_FALSE(read.ok());
        CHECK(name_of(read.problem().code) == name_of(row.problem));
        CHECK(read.problem().field == row.field);
    }
}

TEST_CASE("json: nesting and size are bounded") {
    const auto problem_of = [](const std::string& text) {
        return from_json<Order>(text).problem().code;
    };
    CHECK(problem_of(std::string(100'000, '[')) == ProblemCode::nesting_must_be_shallow);
    CHECK(
        problem_of(std::string(json_bytes_max + 1, ' ')) == ProblemCode::bytes_must_be_small_enough
    );
    std::string many = "[0";
    for (int i = 0; i < 600'000; i++) many += ",0";
    CHECK(problem_of(many + "]") == ProblemCode::list_must_be_short_enough);
    std::string wide = "{\"a\":0";
    for (int i = 0; i < 2'000; i++) wide += ",\"" + std::to_string(i) + "\":0";
    CHECK(problem_of(wide + "}") == ProblemCode::list_must_be_short_enough);
}
