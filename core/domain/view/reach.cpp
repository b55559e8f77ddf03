#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

bool works_with(const Actor& actor, PartnerId partner) {
    if (actor.system) return true;
    if (actor.partner.given()) return actor.partner == partner;
    if (actor.permissions.holds(Permission::read_all_partners)) return true;
    if (!actor.permissions.holds(Permission::read_assigned_partners)) return false;
    const auto& assigned = actor.assigned_partners;
    return std::find(assigned.begin(), assigned.end(), partner) != assigned.end();
}

bool reaches(const Actor& actor, const Record& record) {
    if (actor.system) return true;
    const Place place = place_of(record);
    if (place.home == Place::Home::partner && !works_with(actor, place.partner)) return false;
    return is_visible(
        record, {.audience = audience_of(actor), .person = actor.person, .partner = actor.partner}
    );
}

Result<const Record*> record_in_reach(
    const RecordKey& key, const RecordSource& records, const Actor& actor
) {
    const Record* record = records.find(key);
    if (record == nullptr || !reaches(actor, *record)) {
        return Problem{ProblemCode::record_must_exist, std::string(name_of(key.kind)), {}};
    }
    return record;
}

}  // namespace entente
