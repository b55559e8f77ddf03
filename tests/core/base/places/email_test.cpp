#include "core/base/places/email.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

TEST_CASE("email: what mail could be sent to") {
    struct Row {
        const char* why;
        std::string text;
        bool expected;
    };
    const Row rows[] = {
        {"as usual", "maya.okafor@slalom.com", true},
        {"a letter that is not ASCII", "müller@köln.de", true},
        {"nothing", "", false},
        {"no sign", "maya.slalom.com", false},
        {"nobody", "@slalom.com", false},
        {"no host", "maya@", false},
        {"a host without a dot", "maya@slalom", false},
        {"a second sign", "maya@slalom@x.com", false},
        {"a blank", "maya okafor@slalom.com", false},
        {"two of them", "maya@slalom.com,ana@slalom.com", false},
        {"64 characters before the sign", std::string(64, 'a') + "@slalom.com", true},
        {"65 characters before the sign", std::string(65, 'a') + "@slalom.com", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(is_email(row.text) == row.expected);
    }
}

TEST_CASE("email: compared without regard to case") {
    CHECK(comparable_email("Maya.OKAFOR@Slalom.COM") == "maya.okafor@slalom.com");
    CHECK(comparable_email("azAZ@[`{") == "azaz@[`{");
    CHECK(comparable_email("MÜLLER@x.de") == "mÜller@x.de");
}
