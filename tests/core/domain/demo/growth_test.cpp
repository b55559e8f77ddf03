#include "core/domain/demo/growth.h"

#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

TEST_CASE("growth: the named partners first, then as many as are asked for") {
    const LoadedProgram& named = shipped_program();
    for (const std::size_t count :
         {std::size_t{10}, named.partners.size(), std::size_t{500}, std::size_t{5'000}}) {
        CAPTURE(count);
        const LoadedProgram grown = grown_to(named, count);
        CHECK(grown.partners.size() == std::max(count, named.partners.size()));
        CHECK(std::equal(named.partners.begin(), named.partners.end(), grown.partners.begin()));
        std::set<std::string> names;
        std::set<std::string> domains;
        for (const NamedPartner& partner : grown.partners) {
            names.insert(partner.name);
            domains.insert(partner.domain);
            REQUIRE(entry_with_key(grown.program.models, partner.model) != nullptr);
            REQUIRE(entry_with_key(grown.program.regions, partner.region) != nullptr);
            REQUIRE_FALSE(partner.home_country.empty());
        }
        CHECK(names.size() == grown.partners.size());
        CHECK(domains.size() == grown.partners.size());
    }
}

TEST_CASE("growth: tiers fill up as the strategy counts them, over all regions") {
    const LoadedProgram grown = grown_to(shipped_program(), 500);
    const auto of_tier = [&grown](Tier tier) {
        return std::count_if(
            grown.partners.begin(),
            grown.partners.end(),
            [tier](const NamedPartner& partner) { return partner.tier == tier; }
        );
    };
    CHECK(of_tier(Tier::tier_1) == 10);
    CHECK(of_tier(Tier::tier_2) == 25);
    CHECK(of_tier(Tier::tier_3) == 50);
    CHECK(of_tier(Tier::emerging) == 415);
    std::set<std::string> countries;
    for (const NamedPartner& partner : grown.partners) {
        countries.insert(partner.countries.begin(), partner.countries.end());
    }
    CHECK(countries.size() >= 50);
}

TEST_CASE("growth: what the plan counts of a tier is what there is, in each of its regions") {
    LoadedProgram fewer = shipped_program();
    for (const std::size_t count : {std::size_t{41}, std::size_t{500}}) {
        const LoadedProgram grown = grown_to(fewer, count);
        for (const StatedCount& stated : grown.program.plan.counts) {
            const std::size_t dot = stated.key.find('.');
            const auto tier = choice_named<Tier>(stated.key.substr(0, dot));
            if (!tier || (*tier == Tier::tier_3 && count < 100)) continue;
            CAPTURE(count, stated.key);
            const auto there = std::count_if(
                grown.partners.begin(),
                grown.partners.end(),
                [&](const NamedPartner& partner) {
                    const bool in_region =
                        dot == std::string::npos || partner.region == stated.key.substr(dot + 1);
                    return partner.tier == *tier && in_region;
                }
            );
            CHECK(there == stated.count);
        }
    }
    // Another plan grows another program.
    for (StatedCount& stated : fewer.program.plan.counts) {
        if (stated.key == "tier_1") stated.count = 14;
    }
    const LoadedProgram more = grown_to(fewer, 60);
    CHECK(std::count_if(more.partners.begin(), more.partners.end(), [](const auto& partner) {
              return partner.tier == Tier::tier_1;
          }) == 14);
}

TEST_CASE("growth: a partner is at home in its region and works in a second country of it") {
    const std::size_t named = shipped_program().partners.size();
    const LoadedProgram grown = grown_to(shipped_program(), 500);
    for (std::size_t i = named; i < grown.partners.size(); i++) {
        const NamedPartner& partner = grown.partners[i];
        CAPTURE(partner.name);
        const Region& region = *entry_with_key(grown.program.regions, partner.region);
        REQUIRE(partner.countries.size() == 2);
        CHECK(partner.countries[0] == partner.home_country);
        CHECK(partner.countries[1] != partner.home_country);
        for (const std::string& country : partner.countries) {
            CHECK(std::count(region.countries.begin(), region.countries.end(), country) == 1);
        }
    }
}

TEST_CASE("growth: a partner's domain is its name in small letters") {
    const LoadedProgram grown = grown_to(shipped_program(), 2'500);
    for (std::size_t i = shipped_program().partners.size(); i < grown.partners.size(); i++) {
        std::string expected;
        for (const char c : grown.partners[i].name) {
            if (c != ' ') expected += static_cast<char>(c | 0x20);
        }
        CHECK(grown.partners[i].domain == expected + "-partner.example");
    }
}

TEST_CASE("growth: what a partner does follows its tier, and of the emerging two in three sell") {
    const LoadedProgram grown = grown_to(shipped_program(), 500);
    std::map<std::string, std::int32_t> emerging;
    for (std::size_t i = shipped_program().partners.size(); i < grown.partners.size(); i++) {
        const NamedPartner& partner = grown.partners[i];
        CAPTURE(partner.name);
        if (partner.tier == Tier::emerging) {
            emerging[partner.model]++;
        } else {
            const bool vendor = partner.tier == Tier::tier_3;
            CHECK(partner.model == (vendor ? "technology_partner" : "system_integrator"));
            CHECK(
                partner.types ==
                std::vector{
                    vendor ? PartnerType::technology_vendor : PartnerType::system_integrator}
            );
        }
    }
    CHECK(emerging.size() == 2);
    CHECK(std::abs(emerging["reseller"] - 2 * emerging["system_integrator"]) <= 3);
}
