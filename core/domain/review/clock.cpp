#include "core/domain/review/clock.h"

#include <algorithm>

namespace entente {

static Moment promised(
    const SlaClock& clock, const BusinessCalendar& calendar, Moment now, std::int32_t hours
) {
    const std::int64_t left = std::max<std::int64_t>(0, hours * ms_per_hour - clock.used_ms);
    return after_business_ms(calendar, now, left);
}

// The next share of the target at which the reviewer is reminded; 0: none is left.
static std::int32_t next_reminder(const SlaClock& clock, const ReviewRules& rules) {
    std::int32_t next = 0;
    for (const std::int32_t percent : rules.sla_reminders) {
        if (percent > clock.reminded && (next == 0 || percent < next)) next = percent;
    }
    return next;
}

static void plan_reminder(
    SlaClock& clock, const ReviewRules& rules, const BusinessCalendar& calendar
) {
    clock.remind_at = {};
    const std::int32_t percent = next_reminder(clock, rules);
    if (percent == 0) return;
    const std::int64_t at = rules.sla_target_hours * ms_per_hour * percent / 100;
    const std::int64_t left = std::max<std::int64_t>(0, at - clock.used_ms);
    clock.remind_at = after_business_ms(calendar, clock.running_since, left);
}

void resume_clock(
    SlaClock& clock, const ReviewRules& rules, const BusinessCalendar& calendar, Moment now
) {
    if (clock.running_since.given()) return;
    clock.running_since = now;
    clock.target_at = promised(clock, calendar, now, rules.sla_target_hours);
    clock.limit_at = promised(clock, calendar, now, rules.sla_limit_hours);
    plan_reminder(clock, rules, calendar);
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
    clock.remind_at = {};
}

std::int32_t remind(
    SlaClock& clock, const ReviewRules& rules, const BusinessCalendar& calendar, Moment now
) {
    // A server that slept reminds once, of the latest.
    while (clock.remind_at.given() && !(now < clock.remind_at)) {
        clock.reminded = next_reminder(clock, rules);
        plan_reminder(clock, rules, calendar);
    }
    return clock.reminded;
}

void stop_clock(SlaClock& clock, const BusinessCalendar& calendar, Moment now) {
    pause_clock(clock, calendar, now);
}

}  // namespace entente
