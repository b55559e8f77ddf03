#include "core/base/places/country.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;

TEST_CASE("country: ISO 3166-1 lists it or it is unknown") {
    REQUIRE(country_of("ch"));
    CHECK(country_of("CH")->name == "Switzerland");
    CHECK(country_of("kr")->name == "South Korea");
    CHECK(country_from_text("de").value() == "DE");
    for (const char* code : {"", "C", "CHE", "XX", "UK", "c1", "\xC3\xBC"}) {
        CAPTURE(code);
        CHECK(country_from_text(code).problem().code == ProblemCode::country_must_be_known);
    }
    CHECK(known_countries().size() >= 249);
    CHECK(std::all_of(known_countries().begin(), known_countries().end(), [](const Country& c) {
        return country_of(c.code)->name == c.name && !c.name.empty();
    }));
}
