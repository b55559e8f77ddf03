// A quarter of a calendar year, in UTC days: what statements, quotas and targets are counted by.
#pragma once

#include "core/base/date.h"

namespace entente {

struct Quarter {
    std::int32_t year = 0;
    std::int32_t number = 1;  // 1 to 4.

    friend bool operator==(const Quarter&, const Quarter&) = default;
};

// Days from `from` on and before `until`.
struct Period {
    Date from{};
    Date until{};

    bool holds(Date day) const { return day >= from && day < until; }
    friend bool operator==(const Period&, const Period&) = default;
};

Quarter quarter_of(Date day);
Period days_of(Quarter quarter);
Quarter quarter_before(Quarter quarter);

// The year that ends with the period's last day, whatever the length of the period; leap days and
// the ends of months as months_after() has them.
Period trailing_year(Date until);

// "2026-Q4". date_must_be_valid for anything else.
std::string text_from_quarter(Quarter quarter);
Result<Quarter> quarter_from_text(std::string_view text);

}  // namespace entente
