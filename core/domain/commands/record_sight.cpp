#include "core/domain/commands/record_sight.h"

#include <algorithm>

namespace entente {

bool works_with(const Actor& actor, PartnerId partner) {
    if (actor.system) return true;
    if (actor.partner.given()) return actor.partner == partner;
    if (actor.permissions.holds(Permission::read_all_partners)) return true;
    return std::find(actor.assigned_partners.begin(), actor.assigned_partners.end(), partner) !=
           actor.assigned_partners.end();
}

Result<const Record*> record_in_sight(
    const RecordKey& key, const RecordSource& records, const Context& context
) {
    const Record* record = records.find(key);
    if (record == nullptr) return ProblemCode::record_must_exist;
    const Place place = place_of(*record);
    const bool is_staffs = place.home == Place::Home::staff && !context.actor.partner.given();
    if (!is_staffs && !works_with(context.actor, place.partner)) {
        return ProblemCode::record_must_exist;
    }
    return record;
}

}  // namespace entente
