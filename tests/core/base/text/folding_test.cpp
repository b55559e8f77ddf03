#include "core/base/text/folding.h"

#include "core/base/text/utf8.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

TEST_CASE("folding: case, accents and forms of letters vanish") {
    struct Row {
        const char* text;
        const char* folded;
    };
    constexpr Row rows[] = {
        {"Plain ASCII 123", "plain ascii 123"},
        {"Übermäßig", "ubermassig"},
        {"U\u0308ber", "uber"},
        {"CAFÉ Crème", "cafe creme"},
        {"Æsir Øresund Łódź Đorđe", "aesir oresund lodz dorde"},
        {"ŒUVRE ÞÓR", "oeuvre thor"},
        {"İstanbul Iğdır", "istanbul igdir"},
        {"ΑΘΉΝΑ ΣΊΣΥΦΟΣ", "αθηνα σισυφοσ"},
        {"Σίσυφος", "σισυφοσ"},
        {"МОСКВА Ёж", "москва еж"},
        {"ＡＢＣ　ﬁn", "abc\u3000fin"},
        {"Việt Nam", "viet nam"},
        {"東京 서울", "東京 서울"},
        {"№ ½ ™", "no 1⁄2 tm"},
        {"ẞ", "ss"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.text);
        CHECK(folded(row.text) == row.folded);
    }
}

TEST_CASE("folding: what is folded stays as it is") {
    for (char32_t letter = 0; letter <= 0xFFFF; letter++) {
        if (letter >= 0xD800 && letter <= 0xDFFF) continue;
        std::string text;
        append_code_point(text, letter);
        const std::string once = folded(text);
        CAPTURE(static_cast<std::uint32_t>(letter), once);
        REQUIRE(is_utf8(once));
        REQUIRE(folded(once) == once);
        REQUIRE(lower_case(lower_case(letter)) == lower_case(letter));
    }
}

TEST_CASE("folding: every word of a query must be there") {
    const std::string text = folded("Müller & Söhne, Zürich");
    CHECK(contains_folded(text, ""));
    CHECK(contains_folded(text, folded("mull")));
    CHECK(contains_folded(text, folded("ZÜR soh")));
    CHECK(contains_folded(text, "  zur "));
    CHECK_FALSE(contains_folded(text, folded("zur bern")));
}
