// An organization in the program.
#pragma once

#include "core/base/fields.h"
#include "core/domain/kind.h"

#include <map>

namespace entente {

struct PersonTag;
struct PartnerTag;
struct DealTag;
struct AgreementTag;
using PersonId = Id<PersonTag>;
using PartnerId = Id<PartnerTag>;
using DealId = Id<DealTag>;
using AgreementId = Id<AgreementTag>;

enum class Tier : std::uint8_t { tier_1, tier_2, tier_3, emerging };
std::span<const std::string_view> names_of(Tier);

enum class PartnerType : std::uint8_t {
    system_integrator,
    technology_vendor,
    consultant,
    reseller
};
std::span<const std::string_view> names_of(PartnerType);

enum class Lifecycle : std::uint8_t { applied, onboarding, active, suspended, ended };
std::span<const std::string_view> names_of(Lifecycle);

struct CertificatePlan {
    std::string level;  // Key of a level of the program.
    std::int32_t people = 0;

    void describe(FieldVisitor& v);
    friend bool operator==(const CertificatePlan&, const CertificatePlan&) = default;
};

struct Partner {
    std::string name;
    std::string legal_name;
    std::vector<std::string> domains;
    std::string tax_id;
    Tier tier = Tier::emerging;
    std::vector<PartnerType> types;
    std::string alliance;  // The strategy's words: "Global strategic alliance".
    std::string region;    // Key of a region of the program.
    std::string home_country;
    std::vector<std::string> countries;  // Covered; empty with `worldwide`.
    bool worldwide = false;
    std::vector<std::string> specializations;
    std::vector<std::string> joint_solutions;
    Money revenue_potential;
    std::string investment_note;
    Lifecycle lifecycle = Lifecycle::applied;
    PersonId channel_manager;
    std::string channel_manager_name;  // Partners hold no records of staff.
    Date joined_on{};
    Money quota_per_quarter;
    Money revenue_plan;  // Of four quarters.
    std::vector<CertificatePlan> certificate_plan;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Partner&, const Partner&) = default;
};

// The index key of the partners of a region.
std::string partners_in(std::string_view region);

// The index keys under which a partner that is in the program has its name, then its domains: what
// no other may have.
std::vector<std::string> organization_keys(const Partner& partner);

}  // namespace entente
