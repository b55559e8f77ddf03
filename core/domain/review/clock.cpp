#include "core/domain/review/clock.h"

#include <algorithm>

namespace entente {

static Moment promised(
    const SlaClock& clock, const BusinessCalendar& calendar, Moment now, std::int32_t hours
) {
    const std::int64_t left = std::max<std::int64_t>(0, hours * ms_per_hour - clock.used_ms);
    return after_business_ms(calendar, now, left);
}

void resume_clock(
    SlaClock& clock, const ReviewRules& rules, const BusinessCalendar& calendar, Moment now
) {
    if (clock.running_since.given()) return;
    clock.running_since = now;
    clock.target_at = promised(clock, calendar, now, rules.sla_target_hours);
    clock.limit_at = promised(clock, calendar, now, rules.sla_limit_hours);
}

void start_clock(
    SlaClock& clock, const ReviewRules& rules, const BusinessCalendar& calendar, Moment now
) {
    clock = {};
    clock.started_at = now;
    resume_clock(clock, rules, calendar, now);
}

void pause_clock(SlaClock& clock, const BusinessCalendar& calendar, Moment now) {
    if (!clock.running_since.given()) return;
    clock.used_ms += business_ms_between(calendar, clock.running_since, now);
    clock.running_since = {};
    clock.target_at = {};
    clock.limit_at = {};
}

void stop_clock(SlaClock& clock, const BusinessCalendar& calendar, Moment now) {
    pause_clock(clock, calendar, now);
}

}  // namespace entente
