#include "core/domain/demo/names.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;

TEST_CASE("names: an address has the small letters and the digits of a name") {
    struct Row {
        const char* name;
        const char* address;
    };
    const Row rows[] = {
        {"Maya Okafor", "maya.okafor@a.example"},
        {"AZ az 09", "az.az.09@a.example"},
        {"Erik Bergström", "erik.bergstrom@a.example"},
        {"A@[`{/:&Z", "az@a.example"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        CHECK(demo_email(row.name, "a.example") == row.address);
    }
}

TEST_CASE("names: a few hundred people differ, each with a first and a last name") {
    std::set<std::string> names;
    for (std::size_t i = 0; i < 300; i++) {
        const std::string name = demo_person_name(i);
        const std::size_t space = name.find(' ');
        CHECK(space > 0);
        CHECK(space + 1 < name.size());
        names.insert(name);
    }
    CHECK(names.size() == 300);
}

TEST_CASE("names: customers differ, and come up again with a number of the round") {
    CHECK(demo_customer(0).legal_name == "Alder Freight Inc.");
    CHECK(demo_customer(0).domain == "alderfreight.example");
    constexpr std::size_t round = 32 * 24;
    CHECK(demo_customer(round).legal_name == "Alder Freight 2 AB");
    CHECK(demo_customer(9 * round).legal_name == "Alder Freight 10 SA");
    CHECK(demo_customer(9 * round).domain == "alderfreight10.example");
    std::set<std::string> names;
    std::set<std::string> domains;
    for (std::size_t i = 0; i < 3 * round; i++) {
        const DemoCustomer customer = demo_customer(i);
        names.insert(customer.legal_name);
        domains.insert(customer.domain);
    }
    CHECK(names.size() == 3 * round);
    CHECK(domains.size() == 3 * round);
}

TEST_CASE("names: twelve subjects of twelve sectors, then the first again") {
    std::set<std::string_view> sectors;
    for (std::size_t i = 0; i < 12; i++) {
        sectors.insert(demo_subject(i).sector);
        CHECK(demo_subject(i + 12).title == demo_subject(i).title);
    }
    CHECK(sectors.size() == 12);
}
