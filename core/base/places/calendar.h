// When a region works: its clock for everything that is promised in business hours.
//
// Weekends, holidays and opening hours are data; the offset from UTC is fixed, so a promise does
// not move with daylight saving time.
#pragma once

#include "core/base/date.h"

#include <cstdint>
#include <vector>

namespace entente {

struct BusinessCalendar {
    std::int32_t utc_offset_minutes = 0;  // East is positive; -14 to +14 hours.
    std::int32_t opens_minute = 0;        // Of the local day; opens < closes <= 24 * 60.
    std::int32_t closes_minute = 24 * 60;
    std::uint8_t weekend_mask = 0;  // Bit 0 is Monday, bit 6 Sunday. Not all seven.
    std::vector<Date> holidays;     // Local days, in ascending order.

    bool works_on(Date local_day) const;
    std::int64_t ms_per_business_day() const {
        return std::int64_t{closes_minute - opens_minute} * 60'000;
    }
};

// Whether the ranges hold that the comments above state.
bool is_valid(const BusinessCalendar& calendar);

// Milliseconds of business hours from one moment to a later one; negative the other way round.
std::int64_t business_ms_between(const BusinessCalendar& calendar, Moment from, Moment to);

// The first moment at which `ms` (>= 0) of business hours have passed since `from`. With 0 ms
// outside of business hours: `from` itself.
Moment after_business_ms(const BusinessCalendar& calendar, Moment from, std::int64_t ms);

}  // namespace entente
