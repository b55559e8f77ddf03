// The review's clock: business hours of the partner's region, stopped while the partner is asked.
#pragma once

#include "core/base/places/calendar.h"
#include "core/domain/program.h"

namespace entente {

void start_clock(
    SlaClock& clock, const ReviewRules& rules, const BusinessCalendar& calendar, Moment now
);

// Keeps the time used; nothing is promised while it stands.
void pause_clock(SlaClock& clock, const BusinessCalendar& calendar, Moment now);

// Goes on where it was paused; target and limit move by the pause.
void resume_clock(
    SlaClock& clock, const ReviewRules& rules, const BusinessCalendar& calendar, Moment now
);

// Marks the reminder that is due and plans the next; gives its share of the target in percent.
std::int32_t remind(
    SlaClock& clock, const ReviewRules& rules, const BusinessCalendar& calendar, Moment now
);

// Stops for good: decided.
void stop_clock(SlaClock& clock, const BusinessCalendar& calendar, Moment now);

}  // namespace entente
