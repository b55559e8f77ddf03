// Whether an actor works with the partner that a record is about: the question of every command on
// records other than deals, whose drafts are a matter of their own (review/sight.h).
#pragma once

#include "core/domain/decide.h"

namespace entente {

// The system always; a partner's people with their own; staff with all partners or assigned ones.
bool works_with(const Actor& actor, PartnerId partner);

// record_must_exist also for one of somebody else, who must not learn that it is there.
Result<const Record*> record_in_sight(
    const RecordKey& key, const RecordSource& records, const Context& context
);

}  // namespace entente
