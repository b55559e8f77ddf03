#include "core/domain/partner.h"

#include "core/base/text/names.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(Tier) {
    static constexpr std::array<std::string_view, 4> names{
        "tier_1", "tier_2", "tier_3", "emerging"};
    return names;
}

std::span<const std::string_view> names_of(PartnerType) {
    static constexpr std::array<std::string_view, 4> names{
        "system_integrator", "technology_vendor", "consultant", "reseller"};
    return names;
}

std::span<const std::string_view> names_of(Lifecycle) {
    static constexpr std::array<std::string_view, 5> names{
        "applied", "onboarding", "active", "suspended", "ended"};
    return names;
}

void CertificatePlan::describe(FieldVisitor& v) {
    field(v, "level", level);
    field(v, "people", people);
}

void Partner::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "legal_name", legal_name);
    field(v, "domains", domains);
    field(v, "tax_id", tax_id);
    field(v, "tier", tier);
    field(v, "types", types);
    field(v, "alliance", alliance);
    field(v, "region", region);
    field(v, "home_country", home_country);
    field(v, "countries", countries);
    field(v, "worldwide", worldwide);
    field(v, "specializations", specializations);
    field(v, "joint_solutions", joint_solutions);
    field(v, "revenue_potential", revenue_potential);
    field(v, "investment_note", investment_note);
    field(v, "lifecycle", lifecycle);
    field(v, "channel_manager", channel_manager);
    field(v, "channel_manager_name", channel_manager_name);
    field(v, "joined_on", joined_on);
    field(v, "quota_per_quarter", quota_per_quarter);
    field(v, "revenue_plan", revenue_plan);
    field(v, "certificate_plan", certificate_plan);
}

static constexpr FieldAccess partner_fields[] = {
    {"name", seen_by::all},
    {"legal_name", seen_by::all},
    {"domains", seen_by::all},
    {"tax_id", seen_by::keeper},
    {"tier", seen_by::all},
    {"types", seen_by::all},
    {"alliance", seen_by::all},
    {"region", seen_by::all},
    {"home_country", seen_by::all},
    {"countries", seen_by::all},
    {"worldwide", seen_by::all},
    {"specializations", seen_by::all},
    {"joint_solutions", seen_by::all},
    {"revenue_potential", seen_by::staff},
    {"investment_note", seen_by::staff},
    {"lifecycle", seen_by::all},
    {"channel_manager", seen_by::all},
    {"channel_manager_name", seen_by::all},
    {"joined_on", seen_by::all},
    {"quota_per_quarter", seen_by::seller},
    {"revenue_plan", seen_by::seller},
    {"certificate_plan", seen_by::all},
};

std::string partners_in(std::string_view region) {
    return "partners_in:" + std::string(region);
}

std::vector<std::string> organization_keys(const Partner& partner) {
    std::vector<std::string> keys{"partner_name:" + comparable_name(partner.name)};
    for (const std::string& domain : partner.domains) keys.push_back("partner_domain:" + domain);
    return keys;
}

static std::vector<std::string> keys_of_partner(const Record& record) {
    const auto& partner = body_of<Partner>(record);
    std::vector<std::string> keys{"partners", partners_in(partner.region)};
    if (partner.lifecycle == Lifecycle::ended) return keys;
    const std::vector<std::string> own = organization_keys(partner);
    keys.insert(keys.end(), own.begin(), own.end());
    return keys;
}

static Place place_of_partner(const Record& record) {
    return {.partner = {record.id}, .owner = {}, .shared = true};
}

// Those that a partner's administrator sees as the vendor does.
static constexpr std::string_view guarded_fields[] = {
    "name",
    "legal_name",
    "domains",
    "types",
    "home_country",
    "region",
    "countries",
    "worldwide",
    "specializations",
    "joint_solutions",
    "tier",
    "quota_per_quarter",
    "revenue_plan",
    "certificate_plan",
    "channel_manager"};

constinit const KindRule Partner::registered = {
    .kind = Kind::partner,
    .type = body_type<Partner>,
    .place = place_of_partner,
    .index_keys = keys_of_partner,
    .fields = partner_fields,
    .guarded_fields = guarded_fields};

}  // namespace entente
