// A calendar day, and a moment in UTC. Neither has a zone; how they are shown is another matter.
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

using Date = std::chrono::sys_days;
using Days = std::chrono::days;

// Milliseconds since 1970-01-01 00:00 UTC, as the host gave them. Zero means "never".
struct Moment {
    std::int64_t ms = 0;

    bool given() const { return ms != 0; }
    friend auto operator<=>(const Moment&, const Moment&) = default;
};

inline constexpr std::int64_t ms_per_hour = 3'600'000;
inline constexpr std::int64_t ms_per_day = 24 * ms_per_hour;

inline Moment operator+(Moment from, std::int64_t ms) {
    return {from.ms + ms};
}
inline std::int64_t operator-(Moment late, Moment early) {
    return late.ms - early.ms;
}

// The years 0000 to 9999, in days since 1970-01-01: what has a text, and so may be stored or sent.
inline constexpr int day_min = -719'528;
inline constexpr int day_max = 2'932'896;
bool is_representable(Date date);
bool is_representable(Moment moment);

// The day a moment falls on, in UTC.
Date date_of(Moment moment);

// 00:00 UTC of that day. The end of a day is the start of the next one.
Moment start_of(Date date);

// ISO 8601: "2026-11-23".
// The texts are of what is representable; the readers refuse the rest with date_must_be_valid.
std::string text_from_date(Date date);
Result<Date> date_from_text(std::string_view text);

// RFC 3339 in UTC with milliseconds: "2026-11-23T06:15:00.000Z".
std::string text_from_moment(Moment moment);
Result<Moment> moment_from_text(std::string_view text);

// The same day some months later; the last of the month where that day does not exist.
Date months_after(Date date, int months);

}  // namespace entente
