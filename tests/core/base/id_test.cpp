#include "core/base/id.h"

#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;

TEST_CASE("id: the text has 26 letters and reads back") {
    const auto seed = Catch::getSeed();
    CAPTURE(seed);
    std::mt19937 random{seed};
    for (int i = 0; i < 500; i++) {
        IdBytes id;
        for (std::uint8_t& byte : id) byte = static_cast<std::uint8_t>(random());
        const std::string text = text_from_id(id);
        CHECK(text.size() == 26);
        REQUIRE(id_from_text(text).ok());
        CHECK(id_from_text(text).value() == id);
    }
}

TEST_CASE("id: texts sort like the bytes") {
    IdBytes small{};
    IdBytes large{};
    small[15] = 31;
    large[15] = 32;
    CHECK(text_from_id({}) == "00000000000000000000000000");
    CHECK(text_from_id(small) == "0000000000000000000000000z");
    CHECK(text_from_id(large) == "00000000000000000000000010");
    large.fill(0xFF);
    CHECK(text_from_id(large) == "7zzzzzzzzzzzzzzzzzzzzzzzzz");
}

TEST_CASE("id: what text_from_id never writes is refused") {
    for (const char* text :
         {"",
          "0",
          "0000000000000000000000000",
          "000000000000000000000000000",
          "80000000000000000000000000",
          "0000000000000000000000000Z",
          "0000000000000000000000000i",
          "0000000000000000000000000l",
          "0000000000000000000000000o",
          "0000000000000000000000000u",
          "0000000000000-00000000000z"}) {
        CAPTURE(text);
        CHECK(id_from_text(text).problem().code == ProblemCode::id_must_be_valid);
    }
}

TEST_CASE("id: a derived one follows from all that it is made of") {
    const IdBytes parent{1, 2, 3};
    const IdBytes id = derived_id(parent, "earning", 1);
    CHECK(id == derived_id(parent, "earning", 1));
    CHECK(id != derived_id(parent, "earning", 2));
    CHECK(id != derived_id(parent, "earnin", 1));
    CHECK(id != derived_id(IdBytes{1, 2, 4}, "earning", 1));
    // Stored ids depend on it: SHA-256 of 16 zero bytes, "a" and 8 zero bytes, as openssl has it.
    CHECK(hex_from_bytes(derived_id({}, "a", 0)) == "e106a815dffade608f63ee4f117c02b6");
}
