// To whom a lead of the vendor's is offered: by region and certificate, with the reasons.
#pragma once

#include "core/domain/enablement/rollup.h"
#include "core/domain/leads/lead.h"

namespace entente {

// What is to be known of a partner here.
struct LeadCandidate {
    PartnerId id;
    const Partner* partner = nullptr;
    Certificates certificates;
    std::int32_t open_offers = 0;
};

struct RankedPartner {
    PartnerId id;
    std::vector<std::string> why;  // "covers_country", "certified:professional:4", ...
};

// Whether the lead could be offered to the partner as far as the partner itself says it: active, at
// work where the lead is, and not tried before. Certificates are asked by ranked_partners().
bool may_be_offered(const VendorLead& lead, PartnerId id, const Partner& partner, const Program&);

// Which level somebody at the partner must hold: the highest that the lead's products ask for.
std::string level_for(const VendorLead& lead, const Program& program);

// Best first. Home country before a country it covers before worldwide; then more people at the
// level; then fewer offers that still wait; then the id, so that the order is never chance.
std::vector<RankedPartner> ranked_partners(
    const VendorLead& lead,
    const std::vector<LeadCandidate>& candidates,
    const Program& program,
    Date today
);

}  // namespace entente
