#include "core/base/text/utf8.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

TEST_CASE("utf8: only what RFC 3629 allows is valid") {
    for (const char* text :
         {"",
          "plain text of more than eight letters",
          "é",
          "ﬀ",
          "€",
          "😀",
          "\u007F",
          "\u0080",
          "\u07FF",
          "\u0800",
          "\uFFFF",
          "\U00010000",
          "\U0010FFFF",
          "eight bytes é then"}) {
        CAPTURE(text);
        CHECK(is_utf8(text));
    }
    for (const char* text :
         {"\x80",
          "\xC3",
          "\xC3(",
          "\xE2\x82",
          "\xF0\x9F\x98",
          "\xC0\x80",
          "\xC1\xBF",
          "\xE0\x80\x80",
          "\xE0\x9F\xBF",
          "\xF0\x80\x80\x80",
          "\xF0\x8F\xBF\xBF",
          "\xED\xA0\x80",
          "\xED\xBF\xBF",
          "\xF4\x90\x80\x80",
          "\xF5\x80\x80\x80",
          "\xFE",
          "\xFF",
          "eight bytes \xFF then"}) {
        CHECK_FALSE(is_utf8(text));
    }
}

TEST_CASE("utf8: every code point reads back") {
    for (char32_t letter = 0; letter <= 0x10FFFF; letter += letter < 0x1000 ? 1 : 251) {
        if (letter >= 0xD800 && letter <= 0xDFFF) continue;
        std::string text;
        append_code_point(text, letter);
        REQUIRE(is_utf8(text));
        REQUIRE(length_of(text) == 1);
        std::string_view rest = text;
        REQUIRE(take_code_point(rest) == letter);
        REQUIRE(rest.empty());
    }
    std::string_view damaged = "\xE2\x82x";
    CHECK(take_code_point(damaged) == 0xFFFD);
    CHECK(take_code_point(damaged) == 0xFFFD);
    CHECK(take_code_point(damaged) == 'x');
}

TEST_CASE("utf8: a length is counted in code points") {
    CHECK(length_of("Zürich 😀") == 8);
    CHECK(shortened("Zürich", 2) == "Zü");
    CHECK(shortened("Zürich", 6) == "Zürich");
    CHECK(shortened("Zürich", 100) == "Zürich");
    CHECK(shortened("Zürich", 0).empty());
}
