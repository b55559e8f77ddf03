#include "core/domain/leads/distribution.h"

#include "core/base/sort.h"

#include <algorithm>
#include <tuple>

namespace entente {

// How near a partner's work is to the country; 0 is at home.
enum class Nearness : std::uint8_t { home, covered, region, worldwide, apart };

static Nearness nearness(
    const Partner& partner, const std::string& country, const Program& program
) {
    if (partner.home_country == country) return Nearness::home;
    const auto& covered = partner.countries;
    if (std::find(covered.begin(), covered.end(), country) != covered.end()) {
        return Nearness::covered;
    }
    // A partner that names no countries works in its region.
    const Region* region = entry_with_key(program.regions, partner.region);
    if (covered.empty() && !partner.worldwide && region != nullptr) {
        const auto& all = region->countries;
        if (std::find(all.begin(), all.end(), country) != all.end()) return Nearness::region;
    }
    return partner.worldwide ? Nearness::worldwide : Nearness::apart;
}

bool may_be_offered(
    const VendorLead& lead, PartnerId id, const Partner& partner, const Program& program
) {
    const auto& tried = lead.tried;
    return partner.lifecycle == Lifecycle::active &&
           nearness(partner, lead.form.country, program) != Nearness::apart &&
           std::find(tried.begin(), tried.end(), id) == tried.end();
}

std::string level_for(const VendorLead& lead, const Program& program) {
    std::string level = program.service.lead_level;
    for (const std::string& key : lead.form.products) {
        const Product* product = entry_with_key(program.products, key);
        if (product == nullptr || product->required_level.empty()) continue;
        if (builds_on(program, product->required_level, level)) level = product->required_level;
    }
    return level;
}

struct Ranked {
    Nearness near{};
    std::int32_t people = 0;
    std::int32_t open_offers = 0;
    PartnerId id;
};

static bool better(const Ranked& a, const Ranked& b) {
    if (a.near != b.near) return a.near < b.near;
    if (a.people != b.people) return a.people > b.people;
    if (a.open_offers != b.open_offers) return a.open_offers < b.open_offers;
    return a.id < b.id;
}

static std::string_view word_for(Nearness near) {
    switch (near) {
        case Nearness::home:
            return "home_country";
        case Nearness::covered:
            return "covers_country";
        case Nearness::region:
            return "works_in_region";
        case Nearness::worldwide:
            return "works_worldwide";
        case Nearness::apart:
            break;
    }
    check(false);
    return {};
}

std::vector<RankedPartner> ranked_partners(
    const VendorLead& lead,
    const std::vector<LeadCandidate>& candidates,
    const Program& program,
    Date today
) {
    const std::string level = level_for(lead, program);
    std::vector<Ranked> ranked;
    for (const LeadCandidate& candidate : candidates) {
        check(candidate.partner != nullptr);
        const Partner& partner = *candidate.partner;
        if (!may_be_offered(lead, candidate.id, partner, program)) continue;
        const CertificateRollUp all = roll_up(program, partner.tier, candidate.certificates, today);
        std::int32_t people = 0;
        for (const LevelCount& count : all.levels) {
            if (count.level == level) people = count.people;
        }
        if (people == 0) continue;
        ranked.push_back(
            {.near = nearness(partner, lead.form.country, program),
             .people = people,
             .open_offers = candidate.open_offers,
             .id = candidate.id}
        );
    }
    sort_values(ranked, [](const Ranked& a, const Ranked& b) { return better(a, b); });
    std::vector<RankedPartner> partners;
    partners.reserve(ranked.size());
    for (const Ranked& one : ranked) {
        partners.push_back(
            {.id = one.id,
             .why =
                 {std::string(word_for(one.near)),
                  "certified:" + level + ":" + std::to_string(one.people)}}
        );
    }
    return partners;
}

}  // namespace entente
