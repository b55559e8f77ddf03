#include "core/domain/person.h"

#include "core/domain/permission.h"

namespace entente {

std::span<const std::string_view> names_of(Permission) {
    static constexpr std::array<std::string_view, 19> names{
        "read_own_deals",
        "read_all_deals",
        "register_deal",
        "read_margins",
        "read_certificates",
        "read_people",
        "edit_people",
        "edit_partner",
        "read_agreement",
        "read_assigned_partners",
        "read_all_partners",
        "review_deals",
        "approve_second",
        "award_conflicts",
        "revoke_deals",
        "preview_as_partner",
        "edit_rules",
        "edit_staff",
        "read_audit"};
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
}

}  // namespace entente
