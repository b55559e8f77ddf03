#include "core/domain/program/calendars.h"

#include "core/base/sort.h"

namespace entente {

BusinessCalendar calendar_from_rule(const CalendarRule& rule) {
    BusinessCalendar calendar{
        .utc_offset_minutes = rule.utc_offset_minutes,
        .opens_minute = rule.opens_minute,
        .closes_minute = rule.closes_minute,
        .weekend_mask = 0,
        .holidays = rule.holidays};
    sort_values(calendar.holidays);
    for (const std::int32_t day : rule.weekend) {
        // A day outside the week makes the mask all seven, which is_valid() refuses.
        const unsigned bits = day >= 1 && day <= 7 ? 1U << static_cast<unsigned>(day - 1) : 0x7FU;
        calendar.weekend_mask = static_cast<std::uint8_t>(calendar.weekend_mask | bits);
    }
    return calendar;
}

BusinessCalendar calendar_of_region(const Program& program, std::string_view region) {
    const Region* found = entry_with_key(program.regions, region);
    if (found == nullptr) return {};
    const CalendarRule* rule = entry_with_key(program.calendars, found->calendar);
    return rule == nullptr ? BusinessCalendar{} : calendar_from_rule(*rule);
}

Date after_business_days(const BusinessCalendar& calendar, Moment from, std::int32_t days) {
    check(days >= 0);
    return date_of(after_business_ms(calendar, from, days * calendar.ms_per_business_day()));
}

}  // namespace entente
