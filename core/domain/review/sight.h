// Which records an actor may act on, and the ones a decision reads beside the deal.
#pragma once

#include "core/domain/decide.h"

namespace entente {

// Whether the actor may see and so act on the deal. What was not received is the partner's alone.
bool may_see(const Actor& actor, const Deal& deal);

// The deal's record. record_must_exist, for the field "deal", also for one of somebody else: who
// may not see a deal must not learn that it is there.
Result<const Record*> deal_in_sight(
    DealId deal, const RecordSource& records, const Context& context
);

// record_must_exist, for the field "partner".
Result<const Partner*> partner_of(PartnerId partner, const RecordSource& records);

// The agreement that a deal in that country would be under today: in force, and its territory
// includes the country. The one agreed last where several are; null where there is none.
const Record* agreement_in_force(
    PartnerId partner, std::string_view country, const RecordSource& records, Date today
);

// Whether somebody at the partner holds the level, or one that builds on it, on that day.
bool holds_level(
    PartnerId partner, std::string_view level, const RecordSource& records, const Context& context
);

}  // namespace entente
