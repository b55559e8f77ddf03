// Roles and tiers of a program: who may do what, and what a partner's standing gives and asks.
#pragma once

#include "core/domain/partner.h"
#include "core/domain/permission.h"

namespace entente {

struct Role {
    std::string key;   // "seller"
    std::string name;  // "Seller"
    bool staff = false;
    std::vector<Permission> permissions;

    void describe(FieldVisitor& v);
    friend bool operator==(const Role&, const Role&) = default;
};

// What keeps a partner in its tier; what is not asked for is zero.
struct TierRequirement {
    std::vector<CertificatePlan> certificates;
    Money won_in_four_quarters;
    std::int32_t scorecard_total = 0;
    bool live_joint_solution = false;

    void describe(FieldVisitor& v);
    friend bool operator==(const TierRequirement&, const TierRequirement&) = default;
};

struct TierRule {
    Tier tier = Tier::emerging;
    std::string name;                     // "Tier 2: Regional System Integrators"
    std::int32_t protection_days = 0;     // From approval.
    std::int32_t open_registrations = 0;  // The cap.
    Money allocation_low;                 // A year's investment in one partner.
    Money allocation_high;                // Zero with `allocation_open_ended`.
    bool allocation_open_ended = false;   // "$1M+"
    TierRequirement requirement;

    void describe(FieldVisitor& v);
    friend bool operator==(const TierRule&, const TierRule&) = default;
};

}  // namespace entente
