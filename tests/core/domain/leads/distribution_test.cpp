#include "core/domain/leads/distribution.h"

#include "tests/support/program_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace entente::test;

namespace {

const Program& program() {
    static const ProgramWorld world;
    return world.program;
}

constexpr Date day = std::chrono::year{2026} / std::chrono::November / 16;

Partner partner_in(std::string_view home, std::vector<std::string> countries, bool worldwide) {
    Partner partner;
    partner.lifecycle = Lifecycle::active;
    partner.home_country = std::string(home);
    partner.countries = std::move(countries);
    partner.worldwide = worldwide;
    for (const Region& region : program().regions) {
        const auto& all = region.countries;
        if (std::find(all.begin(), all.end(), home) != all.end()) partner.region = region.key;
    }
    return partner;
}

Certificate held(std::uint64_t person, std::string_view level) {
    Certificate certificate;
    certificate.person = {derived_id({}, "person", person)};
    certificate.level = std::string(level);
    certificate.awarded_on = day - Days{10};
    certificate.expires_on = day + Days{10};
    return certificate;
}

VendorLead lead_in(std::string_view country, std::vector<std::string> products = {}) {
    VendorLead lead;
    lead.form.country = std::string(country);
    lead.form.products = std::move(products);
    return lead;
}

PartnerId id_number(std::uint64_t number) {
    return {derived_id({}, "partner", number)};
}

}  // namespace

TEST_CASE("leads: the level asked for is the highest of the products'") {
    CHECK(level_for(lead_in("US"), program()) == "foundation");
    CHECK(level_for(lead_in("US", {"platform_licenses"}), program()) == "foundation");
    CHECK(level_for(lead_in("US", {"industry_4_0"}), program()) == "professional");
    CHECK(level_for(lead_in("US", {"custom_agents", "industry_4_0"}), program()) == "expert");
    CHECK(level_for(lead_in("US", {"industry_4_0", "custom_agents"}), program()) == "expert");
    CHECK(level_for(lead_in("US", {"nothing"}), program()) == "foundation");
}

TEST_CASE("leads: who may be offered one works where it is, is active, and was not asked before") {
    const VendorLead lead = lead_in("DE");
    struct Row {
        const char* why;
        Partner partner;
        bool expected;
    };
    Partner suspended = partner_in("DE", {"DE"}, false);
    suspended.lifecycle = Lifecycle::suspended;
    Partner onboarding = partner_in("DE", {"DE"}, false);
    onboarding.lifecycle = Lifecycle::onboarding;
    Partner nowhere = partner_in("FR", {}, false);
    nowhere.region.clear();
    const Row rows[] = {
        {"at home", partner_in("DE", {"DE"}, false), true},
        {"covers it from elsewhere", partner_in("FR", {"FR", "DE"}, false), true},
        {"of the region, without countries", partner_in("FR", {}, false), true},
        {"of the region, but for others", partner_in("FR", {"FR"}, false), false},
        {"of another region", partner_in("US", {}, false), false},
        {"worldwide", partner_in("US", {}, true), true},
        {"of no region, without countries", nowhere, false},
        {"suspended", suspended, false},
        {"still being onboarded", onboarding, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(may_be_offered(lead, id_number(1), row.partner, program()) == row.expected);
    }
    VendorLead tried = lead;
    tried.tried = {id_number(2), id_number(1)};
    CHECK_FALSE(may_be_offered(tried, id_number(1), rows[0].partner, program()));
    CHECK(may_be_offered(tried, id_number(3), rows[0].partner, program()));
}

TEST_CASE("leads: who may not be offered one is not ranked, whoever is certified there") {
    Partner suspended = partner_in("DE", {"DE"}, false);
    suspended.lifecycle = Lifecycle::suspended;
    const Partner apart = partner_in("US", {"US"}, false);
    const Partner home = partner_in("DE", {"DE"}, false);
    const Certificate one = held(1, "foundation");
    const std::vector<LeadCandidate> candidates{
        {.id = id_number(1), .partner = &suspended, .certificates = {&one}},
        {.id = id_number(2), .partner = &apart, .certificates = {&one}},
        {.id = id_number(3), .partner = &home, .certificates = {&one}},
        {.id = id_number(4), .partner = &home, .certificates = {&one}},
    };
    VendorLead lead = lead_in("DE");
    lead.tried = {id_number(3)};
    const auto ranked = ranked_partners(lead, candidates, program(), day);
    REQUIRE(ranked.size() == 1);
    CHECK(ranked[0].id == id_number(4));
}

TEST_CASE("leads: nearer first, then more certified people, then fewer offers that wait") {
    const VendorLead lead = lead_in("DE", {"industry_4_0"});
    const Partner home = partner_in("DE", {"DE"}, false);
    const Partner covers = partner_in("FR", {"FR", "DE"}, false);
    const Partner worldwide = partner_in("US", {}, true);
    const Certificate one = held(1, "professional");
    const Certificate two = held(2, "expert");
    const Certificate foundation = held(3, "foundation");
    const Certificates few{&one};
    const Certificates many{&one, &two};
    const Certificates low{&foundation};
    std::vector<LeadCandidate> candidates{
        {.id = id_number(1), .partner = &worldwide, .certificates = many},
        {.id = id_number(2), .partner = &covers, .certificates = many},
        {.id = id_number(3), .partner = &home, .certificates = few, .open_offers = 2},
        {.id = id_number(4), .partner = &home, .certificates = few, .open_offers = 1},
        {.id = id_number(5), .partner = &home, .certificates = many, .open_offers = 9},
        {.id = id_number(6), .partner = &home, .certificates = low},
        {.id = id_number(7), .partner = &home, .certificates = {}},
    };
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int run = 0; run < 20; run++) {
        std::shuffle(candidates.begin(), candidates.end(), random);
        const auto ranked = ranked_partners(lead, candidates, program(), day);
        std::vector<PartnerId> order;
        for (const RankedPartner& partner : ranked) order.push_back(partner.id);
        const std::vector<PartnerId> expected{
            id_number(5), id_number(4), id_number(3), id_number(2), id_number(1)};
        REQUIRE(order == expected);
        CHECK(
            ranked[0].why == std::vector<std::string>{"home_country", "certified:professional:2"}
        );
        CHECK(ranked[3].why[0] == "covers_country");
        CHECK(ranked[4].why[0] == "works_worldwide");
    }
    const Partner region = partner_in("FR", {}, false);
    const std::vector<LeadCandidate> other{
        {.id = id_number(1), .partner = &region, .certificates = few}};
    CHECK(ranked_partners(lead, other, program(), day)[0].why[0] == "works_in_region");
}
