#include "core/domain/demo/growth.h"

#include <algorithm>

namespace entente {

static constexpr std::string_view families[] = {
    "Aldine",    "Amberley",    "Arden",       "Ashby",       "Aventine",   "Balmoral",
    "Beacon",    "Bellweather", "Birchall",    "Brightwater", "Calder",     "Camden",
    "Carraway",  "Cedarholm",   "Clearwell",   "Corvid",      "Cresswell",  "Dalton",
    "Derwent",   "Dovetail",    "Eastmoor",    "Elmswood",    "Ember",      "Everline",
    "Fairmont",  "Fallow",      "Fenwick",     "Firth",       "Foxglove",   "Garnet",
    "Glenmore",  "Greywood",    "Halden",      "Harrow",      "Hartwell",   "Hawthorn",
    "Hillcrest", "Holloway",    "Inverness",   "Ivory",       "Kingsley",   "Lanark",
    "Larkspur",  "Linden",      "Lockwood",    "Lyndale",     "Marlow",     "Meadowbank",
    "Moorland",  "Nettle",      "Norwood",     "Oakhurst",    "Orwell",     "Pemberton",
    "Pinecrest", "Quarry",      "Ravenhill",   "Redfern",     "Rowan",      "Saltmarsh",
    "Selwyn",    "Sheldrake",   "Stonebridge", "Thornbury",   "Tidewater",  "Umber",
    "Vale",      "Wexford",     "Whitby",      "Willowby",    "Windermere", "Yarrow"};
static constexpr std::string_view trades[] = {
    "Consulting",
    "Systems",
    "Digital",
    "Technology",
    "Advisory",
    "Integration",
    "Solutions",
    "Software",
    "Networks",
    "Services",
    "Automation",
    "Analytics",
    "Cloud",
    "Partners"};
static constexpr std::string_view groups[] = {"", " Group", " Labs", " International", " One"};
static constexpr std::size_t grown_max =
    std::size(families) * std::size(trades) * std::size(groups);

// The step shares no factor with the number of pairs, so that neighbors differ in both words and
// all pairs come up before one repeats.
static std::string name_at(std::size_t index) {
    constexpr std::size_t pairs = std::size(families) * std::size(trades);
    constexpr std::size_t step = 605;
    const std::size_t pair = index * step % pairs;
    std::string name(families[pair % std::size(families)]);
    name += ' ';
    name += trades[pair / std::size(families)];
    name += groups[index / pairs];
    return name;
}

static std::string domain_of(std::string_view name) {
    std::string domain;
    for (const char c : name) {
        if (c == ' ') continue;
        domain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    // Customers of the demo have domains of the same kind; a partner is none of them.
    return domain + "-partner.example";
}

// How many the strategy counts: "tier_2", "tier_2.europe"; 0 where it says nothing.
static std::int64_t stated_count(const Program& program, const std::string& key) {
    const StatedCount* stated = entry_with_key(program.plan.counts, key);
    return stated == nullptr ? 0 : stated->count;
}

static std::int64_t count_of(
    const std::vector<NamedPartner>& partners, Tier tier, std::string_view region = {}
) {
    return std::count_if(partners.begin(), partners.end(), [&](const NamedPartner& partner) {
        return partner.tier == tier && (region.empty() || partner.region == region);
    });
}

// Whatever is more than the strategy counts is one in ten a technology partner, else emerging.
static Tier tier_for(const LoadedProgram& grown, std::size_t count) {
    for (const Tier tier : {Tier::tier_1, Tier::tier_2, Tier::tier_3}) {
        std::int64_t wanted = stated_count(grown.program, std::string(name_of(tier)));
        if (tier == Tier::tier_3) wanted = std::max(wanted, static_cast<std::int64_t>(count / 10));
        if (count_of(grown.partners, tier) < wanted) return tier;
    }
    return Tier::emerging;
}

// Where the strategy still misses one of that tier, else in turn.
static const Region& region_for(const LoadedProgram& grown, Tier tier, std::size_t index) {
    for (const Region& region : grown.program.regions) {
        const std::string key = std::string(name_of(tier)) + "." + region.key;
        const std::int64_t wanted = stated_count(grown.program, key);
        if (count_of(grown.partners, tier, region.key) < wanted) return region;
    }
    return grown.program.regions[index % grown.program.regions.size()];
}

static void put_kind(NamedPartner& partner, std::size_t index) {
    switch (partner.tier) {
        case Tier::tier_1:
        case Tier::tier_2:
            partner.types = {PartnerType::system_integrator};
            partner.model = "system_integrator";
            partner.alliance = "System integrator";
            return;
        case Tier::tier_3:
            partner.types = {PartnerType::technology_vendor};
            partner.model = "technology_partner";
            partner.alliance = "Technology partnership";
            return;
        case Tier::emerging:
            break;
    }
    const bool sells = index % 3 != 0;
    partner.types = {sells ? PartnerType::reseller : PartnerType::consultant};
    partner.model = sells ? "reseller" : "system_integrator";
    partner.alliance = sells ? "Reseller" : "Consultant";
}

static NamedPartner partner_at(std::size_t index, const LoadedProgram& grown, std::size_t count) {
    NamedPartner partner;
    partner.name = name_at(index);
    partner.legal_name = partner.name;
    partner.domain = domain_of(partner.name);
    partner.tier = tier_for(grown, count);
    put_kind(partner, index);
    const Region& region = region_for(grown, partner.tier, index);
    const std::size_t home = index / grown.program.regions.size();
    partner.region = region.key;
    partner.coverage = region.name;
    partner.home_country = region.countries[home % region.countries.size()];
    partner.countries = {partner.home_country};
    const std::string& next = region.countries[(home + 1) % region.countries.size()];
    if (next != partner.home_country) partner.countries.push_back(next);
    return partner;
}

LoadedProgram grown_to(const LoadedProgram& loaded, std::size_t count) {
    check(count <= grown_max);
    LoadedProgram grown = loaded;
    for (std::size_t i = 0; grown.partners.size() < count; i++) {
        NamedPartner partner = partner_at(i, grown, count);
        grown.partners.push_back(std::move(partner));
    }
    return grown;
}

}  // namespace entente
