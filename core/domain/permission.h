// What somebody may do: a role is a list of these, in the program's data, never an `if role`.
#pragma once

#include "core/base/fields.h"

#include <cstdint>

namespace entente {

enum class Permission : std::uint8_t {
    // Partner.
    read_own_deals,
    read_all_deals,  // Of one's own partner.
    register_deal,
    read_margins,
    read_certificates,  // Of everybody at one's own partner; one's own are always readable.
    read_people,
    edit_people,
    edit_partner,
    read_agreement,
    request_funds,
    take_courses,
    open_tickets,
    capture_leads,
    answer_leads,
    run_marketing,
    answer_surveys,
    // Opened by certificates, to everybody at the partner (Level::grants).
    enter_portal,
    use_basic_marketing,
    use_methodology,
    ask_technical_support,
    join_early_access,
    join_development,
    // Staff.
    read_assigned_partners,
    read_all_partners,
    review_deals,
    approve_second,
    award_conflicts,
    revoke_deals,
    record_pursuits,
    extend_again,  // A protection for the second time.
    preview_as_partner,
    edit_rules,
    edit_staff,
    read_audit,
    allocate_funds,
    decide_funds,
    pay_partners,
    import_records,
    run_onboarding,
    review_projects,
    answer_tickets,
    distribute_leads,
    confirm_marketing,
};
std::span<const std::string_view> names_of(Permission);

// Whose roles may hold it; or nobody's, where certificates open it. The list above stands in these
// groups.
enum class RightsGroup : std::uint8_t { partner, certificates, staff };
constexpr RightsGroup rights_group(Permission permission) {
    if (permission < Permission::enter_portal) return RightsGroup::partner;
    return permission < Permission::read_assigned_partners ? RightsGroup::certificates
                                                           : RightsGroup::staff;
}

// A set of permissions, one bit each.
class Permissions {
public:
    bool holds(Permission permission) const { return (bits_ >> bit(permission) & 1U) != 0; }
    void grant(Permission permission) { bits_ |= std::uint64_t{1} << bit(permission); }
    friend bool operator==(const Permissions&, const Permissions&) = default;

private:
    static unsigned bit(Permission permission) { return static_cast<unsigned>(permission); }
    std::uint64_t bits_ = 0;
};

}  // namespace entente
