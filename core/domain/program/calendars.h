// The business calendars of a program, as base counts with them.
#pragma once

#include "core/base/places/calendar.h"
#include "core/domain/program.h"

namespace entente {

// Holidays in ascending order, whatever order the rule has them in.
BusinessCalendar calendar_from_rule(const CalendarRule& rule);

// Of the region with that key; around the clock where the program has none.
BusinessCalendar calendar_of_region(const Program& program, std::string_view region);

// The day on which `days` business days have passed since `from`.
Date after_business_days(const BusinessCalendar& calendar, Moment from, std::int32_t days);

}  // namespace entente
