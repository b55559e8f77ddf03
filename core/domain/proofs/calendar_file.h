// Days to remember as an iCalendar file (RFC 5545): ends of certificates, shows, due dates.
//
// The words are given by who knows the reader's language; this knows the format.
#pragma once

#include "core/domain/program.h"

namespace entente {

struct CalendarEntry {
    std::string uid;            // Stays the same for the same thing.
    std::int64_t sequence = 0;  // Grows when it changed.
    Date first_day{};
    Date last_day{};  // The same or a later one.
    std::string summary;
    std::string description;
    std::string url;
    std::vector<std::int32_t> reminders_days;  // Before the first day.
};

// `made` is when the file is written; `product` names who writes it, in one line of ASCII.
std::string calendar_file(
    std::string_view product, const std::vector<CalendarEntry>& entries, Moment made
);

// The end of a certificate, with a reminder when it begins to be expiring.
CalendarEntry entry_for_certificate(
    const IdBytes& id, std::int64_t version, const Certificate& certificate, const Level& level
);

}  // namespace entente
