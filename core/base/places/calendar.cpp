#include "core/base/places/calendar.h"

#include <algorithm>

namespace entente {

static constexpr std::int64_t ms_per_minute = 60'000;

bool is_valid(const BusinessCalendar& calendar) {
    const bool offset_fits =
        calendar.utc_offset_minutes >= -14 * 60 && calendar.utc_offset_minutes <= 14 * 60;
    const bool hours_fit = calendar.opens_minute >= 0 && calendar.closes_minute <= 24 * 60 &&
                           calendar.opens_minute < calendar.closes_minute;
    const bool works_at_all = calendar.weekend_mask < 0x7F;
    return offset_fits && hours_fit && works_at_all &&
           std::is_sorted(calendar.holidays.begin(), calendar.holidays.end());
}

bool BusinessCalendar::works_on(Date local_day) const {
    const unsigned weekday = std::chrono::weekday{local_day}.iso_encoding() - 1;
    if ((weekend_mask >> weekday & 1U) != 0) return false;
    return !std::binary_search(holidays.begin(), holidays.end(), local_day);
}

static Moment local_from(const BusinessCalendar& calendar, Moment moment) {
    return moment + calendar.utc_offset_minutes * ms_per_minute;
}

// Working days in [from, to), without walking over them: whole weeks, the rest, less the holidays.
static std::int64_t working_days(const BusinessCalendar& calendar, Date from, Date to) {
    const std::int64_t days = (to - from).count();
    std::int64_t working_weekdays = 0;
    std::int64_t working = 0;
    const unsigned first = std::chrono::weekday{from}.iso_encoding() - 1;
    for (unsigned i = 0; i < 7; i++) {
        if ((calendar.weekend_mask >> (first + i) % 7 & 1U) != 0) continue;
        working_weekdays++;
        if (i < days % 7) working++;
    }
    working += days / 7 * working_weekdays;
    const auto& holidays = calendar.holidays;
    auto holiday = std::lower_bound(holidays.begin(), holidays.end(), from);
    for (auto before = holidays.end(); holiday != holidays.end() && *holiday < to; holiday++) {
        const unsigned weekday = std::chrono::weekday{*holiday}.iso_encoding() - 1;
        const bool listed_twice = before != holidays.end() && *before == *holiday;
        if (!listed_twice && (calendar.weekend_mask >> weekday & 1U) == 0) working--;
        before = holiday;
    }
    return working;
}

// Business milliseconds of a local day that have passed at a local moment within it.
static std::int64_t passed_today(const BusinessCalendar& calendar, Moment local) {
    const Date day = date_of(local);
    if (!calendar.works_on(day)) return 0;
    const std::int64_t open = local - start_of(day) - calendar.opens_minute * ms_per_minute;
    return std::clamp<std::int64_t>(open, 0, calendar.ms_per_business_day());
}

std::int64_t business_ms_between(const BusinessCalendar& calendar, Moment from, Moment to) {
    check(is_valid(calendar));
    if (to < from) return -business_ms_between(calendar, to, from);
    const Moment local_start = local_from(calendar, from);
    const Moment local_end = local_from(calendar, to);
    const std::int64_t days = working_days(calendar, date_of(local_start), date_of(local_end));
    return days * calendar.ms_per_business_day() - passed_today(calendar, local_start) +
           passed_today(calendar, local_end);
}

Moment after_business_ms(const BusinessCalendar& calendar, Moment from, std::int64_t ms) {
    check(is_valid(calendar) && ms >= 0);
    if (ms == 0) return from;
    const Moment local_start = local_from(calendar, from);
    Date day = date_of(local_start);
    // What is left, counted from the opening of `day`.
    std::int64_t left = ms + passed_today(calendar, local_start);
    while (true) {
        if (calendar.works_on(day)) {
            if (left <= calendar.ms_per_business_day()) break;
            left -= calendar.ms_per_business_day();
        }
        day += Days{1};
        // Only a calendar that is closed for ever gets here, or a promise of centuries.
        check(is_representable(day));
    }
    const Moment local_end = start_of(day) + calendar.opens_minute * ms_per_minute + left;
    return local_end + -calendar.utc_offset_minutes * ms_per_minute;
}

}  // namespace entente
