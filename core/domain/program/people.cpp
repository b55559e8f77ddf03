#include "core/domain/program/people.h"

namespace entente {

void Role::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "staff", staff);
    field(v, "permissions", permissions);
}

void TierRequirement::describe(FieldVisitor& v) {
    field(v, "certificates", certificates);
    field(v, "won_in_four_quarters", won_in_four_quarters);
    field(v, "scorecard_total", scorecard_total);
    field(v, "live_joint_solution", live_joint_solution);
}

void TierRule::describe(FieldVisitor& v) {
    field(v, "tier", tier);
    field(v, "name", name);
    field(v, "protection_days", protection_days);
    field(v, "open_registrations", open_registrations);
    field(v, "allocation_low", allocation_low);
    field(v, "allocation_high", allocation_high);
    field(v, "allocation_open_ended", allocation_open_ended);
    field(v, "requirement", requirement);
}

}  // namespace entente
