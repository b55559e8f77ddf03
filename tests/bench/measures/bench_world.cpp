#include "tests/bench/measures/bench_world.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <random>

namespace entente::bench {

Program shipped_program() {
    std::ifstream file(ENTENTE_PROGRAM, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    auto loaded = load_program(text);
    if (!loaded.ok()) {
        std::puts("the program cannot be read");
        std::exit(1);
    }
    return std::move(loaded).value().program;
}

static constexpr const char* first_words[] = {
    "Northgate",
    "Alder",
    "Kestrel",
    "Summit",
    "Harbor",
    "Blue River",
    "Granite",
    "Lakeside",
    "Müller",
    "Söderberg",
    "Castellan",
    "Orchard",
    "Pacific",
    "Meridian",
    "Juniper",
    "Ironwood"};
static constexpr const char* second_words[] = {
    "Rail",
    "Freight",
    "Foods",
    "Health",
    "Energy",
    "Insurance",
    "Motors",
    "Retail",
    "Water",
    "Logistics",
    "Paper",
    "Steel",
    "Pharma",
    "Airlines",
    "Textiles",
    "Telecom"};
static constexpr const char* titles[] = {
    "Fleet automation",
    "Claims routing",
    "Plant maintenance work orders",
    "Store operations",
    "Regulatory reporting",
    "Supply chain exceptions",
    "Clinical task delegation",
    "Field service planning"};

static Partner make_partner(std::size_t index, std::mt19937& chance) {
    Partner partner;
    partner.name = std::string(first_words[chance() % 16]) + " Partners " + std::to_string(index);
    partner.legal_name = partner.name;
    partner.tier = static_cast<Tier>(chance() % 4);
    partner.lifecycle = Lifecycle::active;
    partner.region = "north_america";
    partner.home_country = "US";
    partner.joined_on = Date{Days{19'700 + static_cast<int>(chance() % 900)}};
    partner.quota_per_quarter = {50'000'000, usd};
    partner.revenue_plan = {200'000'000, usd};
    partner.certificate_plan = {{"foundation", 6}, {"professional", 4}, {"expert", 1}};
    return partner;
}

static Deal make_deal(std::size_t index, PartnerId partner, std::mt19937& chance) {
    constexpr Currency currencies[] = {
        usd, usd, {{'E', 'U', 'R'}}, {{'G', 'B', 'P'}}, {{'J', 'P', 'Y'}}};
    constexpr const char* countries[] = {"US", "DE", "JP", "GB", "FR", "CA", "AU", "SG"};
    Deal deal;
    deal.partner = partner;
    deal.number = "DR-2026-" + std::to_string(1'000'000 + index).substr(1);
    deal.receipt = "7F3K-22QD";
    deal.customer.legal_name = std::string(first_words[chance() % 16]) + " " +
                               second_words[chance() % 16] + " " + std::to_string(index % 997);
    deal.customer.domain = "customer" + std::to_string(index) + ".example";
    deal.customer.country = countries[chance() % 8];
    deal.customer.sector = "transport";
    deal.title = titles[chance() % 8];
    deal.objective = "Automate the inspection work orders of the depots and hand exceptions over.";
    deal.products = {"platform_licenses", "task_delegation"};
    deal.currency = currencies[chance() % 5];
    const auto amount = [&] {
        return Money{static_cast<std::int64_t>(chance() % 90'000'000), deal.currency};
    };
    deal.lines = {
        {.category = "software_licenses", .amount = amount(), .term_months = 36, .recurring = true},
        {.category = "professional_services", .amount = amount()}};
    deal.contact = {"Priya Nair", "priya.nair@customer.example"};
    deal.source = static_cast<DealSource>(chance() % 4);
    deal.stage = static_cast<Stage>(chance() % 5);
    deal.match_keys = {"domain:" + deal.customer.domain};
    return deal;
}

BenchWorld make_world(std::size_t partners, std::size_t deals, Date today) {
    std::mt19937 chance(20261123);
    BenchWorld world;
    for (std::size_t i = 0; i < partners; i++) {
        const PartnerId id{derived_id({}, "partner", i)};
        world.partners.emplace_back(id, make_partner(i, chance));
    }
    for (std::size_t i = 0; i < deals; i++) {
        const PartnerId partner = world.partners[chance() % partners].first;
        BenchDeal made{.id = {derived_id({}, "deal", i)}, .deal = make_deal(i, partner, chance)};
        const Date submitted = today - Days{1 + static_cast<int>(chance() % 700)};
        made.deal.submitted_at = start_of(submitted) + 9 * ms_per_hour;
        made.deal.expected_close = submitted + Days{60 + static_cast<int>(chance() % 300)};
        made.approved_on = submitted + Days{1};
        if (chance() % 2 == 0) {
            made.won_on = submitted + Days{30};
            made.deal.review = Review::closed;
            made.deal.outcome = DealOutcome::won;
        } else {
            made.deal.review = Review::approved;
            made.deal.protection = Protection::active;
            made.deal.protected_until = submitted + Days{90};
        }
        world.deals.push_back(std::move(made));
    }
    return world;
}

}  // namespace entente::bench
