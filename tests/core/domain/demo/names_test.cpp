#include "core/domain/demo/names.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
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

TEST_CASE("names: a hundred thousand customers differ, and few of them begin alike") {
    CHECK(demo_customer(0).legal_name == "Alder Freight Inc.");
    CHECK(demo_customer(0).domain == "alderfreight.example");
    constexpr std::size_t count = 120'000, written = 32 * 24;
    std::set<std::string> names;
    std::set<std::string> domains;
    std::map<std::string, std::size_t> beginnings;
    for (std::size_t i = 0; i < count; i++) {
        const DemoCustomer customer = demo_customer(i);
        names.insert(customer.legal_name);
        domains.insert(customer.domain);
        if (i >= written) beginnings[customer.domain.substr(0, 3)]++;
    }
    CHECK(names.size() == count);
    CHECK(domains.size() == count);
    std::size_t most = 0;
    for (const auto& [beginning, times] : beginnings) most = std::max(most, times);
    CHECK(most < count / 30);
}

TEST_CASE("names: twelve subjects of twelve sectors, then the first again") {
    std::set<std::string_view> sectors;
    for (std::size_t i = 0; i < 12; i++) {
        sectors.insert(demo_subject(i).sector);
        CHECK(demo_subject(i + 12).title == demo_subject(i).title);
    }
    CHECK(sectors.size() == 12);
}
