// Which records somebody may act on: those they see, and of a partner that they work with.
#pragma once

#include "core/domain/project.h"

namespace entente {

// The system: all. Staff: every partner, or the assigned ones. People of a partner: their own.
bool works_with(const Actor& actor, PartnerId partner);

bool reaches(const Actor& actor, const Record& record);

// record_must_exist, for the kind's name, also for a record of somebody else: who may not see it
// must not learn that it is there.
Result<const Record*> record_in_reach(
    const RecordKey& key, const RecordSource& records, const Actor& actor
);

}  // namespace entente
