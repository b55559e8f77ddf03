#include "core/domain/demo/growth.h"

#include "core/domain/demo.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
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

TEST_CASE("growth: the demo lives through deals of all of them") {
    const LoadedProgram grown = grown_to(shipped_program(), 60);
    const Moment now = start_of(Date{2026y / std::chrono::November / 23});
    const auto records = demo_records(grown, 1, now, {.slalom_deals = 20, .deals_a_partner = 2});
    const auto of_kind = [&records](Kind kind) {
        return std::count_if(records.begin(), records.end(), [kind](const Record& record) {
            return record.kind() == kind;
        });
    };
    CHECK(of_kind(Kind::partner) == 60);
    CHECK(of_kind(Kind::deal) >= 59 * 2 + 20);
}
