#include "core/domain/person.h"

#include "core/base/places/email.h"
#include "core/domain/permission.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(Permission) {
    static constexpr std::array<std::string_view, 43> names{
        "read_own_deals",
        "read_all_deals",
        "register_deal",
        "read_margins",
        "read_certificates",
        "read_people",
        "edit_people",
        "edit_partner",
        "read_agreement",
        "request_funds",
        "take_courses",
        "open_tickets",
        "capture_leads",
        "answer_leads",
        "run_marketing",
        "answer_surveys",
        "enter_portal",
        "use_basic_marketing",
        "use_methodology",
        "ask_technical_support",
        "join_early_access",
        "join_development",
        "read_assigned_partners",
        "read_all_partners",
        "review_deals",
        "approve_second",
        "award_conflicts",
        "revoke_deals",
        "record_pursuits",
        "extend_again",
        "preview_as_partner",
        "edit_rules",
        "edit_staff",
        "read_audit",
        "allocate_funds",
        "decide_funds",
        "pay_partners",
        "import_records",
        "run_onboarding",
        "review_projects",
        "answer_tickets",
        "distribute_leads",
        "confirm_marketing"};
    return names;
}

void Person::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "email", email);
    field(v, "partner", partner);
    field(v, "role", role);
    field(v, "locale", locale);
    field(v, "time_zone", time_zone);
    field(v, "disabled", disabled);
    field(v, "assigned_partners", assigned_partners);
    field(v, "assigned_regions", assigned_regions);
    field(v, "digest_days", digest_days);
}

static constexpr FieldAccess person_fields[] = {
    {"name", seen_by::all},
    {"email", seen_by::all},
    {"partner", seen_by::all},
    {"role", seen_by::all},
    {"locale", seen_by::all},
    {"time_zone", seen_by::all},
    {"disabled", seen_by::keeper},
    {"assigned_partners", seen_by::staff},
    {"assigned_regions", seen_by::staff},
    {"digest_days", seen_by::all},
};

static Place place_of_person(const Record& record) {
    const auto& person = body_of<Person>(record);
    const Place::Home home = person.staff() ? Place::Home::staff : Place::Home::partner;
    return {.home = home, .partner = person.partner, .owner = {record.id}, .kept = true};
}

std::string people_key(PartnerId partner) {
    return partner.given() ? index_key("people_of", partner.bytes) : "staff";
}

std::string email_key(std::string_view email) {
    return "email:" + comparable_email(email);
}

static std::vector<std::string> keys_of_person(const Record& record) {
    const auto& person = body_of<Person>(record);
    std::vector<std::string> keys{people_key(person.partner)};
    if (!person.email.empty()) keys.push_back(email_key(person.email));
    return keys;
}

constinit const KindRule Person::registered = {
    .kind = Kind::person,
    .type = body_type<Person>,
    .place = place_of_person,
    .index_keys = keys_of_person,
    .fields = person_fields};

}  // namespace entente
