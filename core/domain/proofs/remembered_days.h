// Which days somebody of a partner is to remember: the ends of their own certificates, and of the
// protection of deals that they may see.
//
// In English: it is for calendars outside the portal, which know no language of ours.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/proofs/calendar_file.h"

namespace entente {

// In the order of the days. A certificate that was renewed or has ended is no longer among them,
// nor is a protection that is over. `records` holds the partner's certificates and open deals.
std::vector<CalendarEntry> remembered_days(
    const Actor& actor, const RecordSource& records, const Program& program, Date today
);

}  // namespace entente
