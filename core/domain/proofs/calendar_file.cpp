#include "core/domain/proofs/calendar_file.h"

namespace entente {

static constexpr std::size_t line_octets_max = 75;

// "2026-11-23" without its hyphens.
static std::string date_text(Date date) {
    std::string text = text_from_date(date);
    text.erase(7, 1);
    text.erase(4, 1);
    return text;
}

// "20261123T093000Z"
static std::string moment_text(Moment moment) {
    const std::string text = text_from_moment(moment);
    return date_text(date_of(moment)) + "T" + text.substr(11, 2) + text.substr(14, 2) +
           text.substr(17, 2) + "Z";
}

static std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        // Any other control character has no place in a text value, and no way to be written.
        const auto code = static_cast<unsigned char>(c);
        if ((code < 0x20 && c != '\t') || code == 0x7F) continue;
        if (c == '\\' || c == ';' || c == ',') out += '\\';
        out += c;
    }
    return out;
}

static bool begins_code_point(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

// Folds by octets as the format asks, but never within a code point.
static void add_line(std::string& file, std::string_view line) {
    std::size_t room = line_octets_max;
    while (line.size() > room) {
        std::size_t take = room;
        while (take > 1 && !begins_code_point(line[take])) take--;
        file += line.substr(0, take);
        file += "\r\n ";
        line.remove_prefix(take);
        room = line_octets_max - 1;
    }
    file += line;
    file += "\r\n";
}

static void add_text(std::string& file, std::string_view name, std::string_view text) {
    if (!text.empty()) add_line(file, std::string(name) + ":" + escaped(text));
}

// An address is no text value: nothing in it is escaped, so nothing may end the line.
static void add_url(std::string& file, std::string_view url) {
    if (url.empty() || url.find_first_of("\r\n") != std::string_view::npos) return;
    add_line(file, "URL:" + std::string(url));
}

static void add_entry(std::string& file, const CalendarEntry& entry, Moment made) {
    check(entry.last_day >= entry.first_day && !entry.uid.empty());
    add_line(file, "BEGIN:VEVENT");
    add_text(file, "UID", entry.uid);
    add_line(file, "SEQUENCE:" + std::to_string(entry.sequence));
    add_line(file, "DTSTAMP:" + moment_text(made));
    add_line(file, "DTSTART;VALUE=DATE:" + date_text(entry.first_day));
    // The end is the first day that is no longer part of it.
    add_line(file, "DTEND;VALUE=DATE:" + date_text(entry.last_day + Days{1}));
    add_text(file, "SUMMARY", entry.summary);
    add_text(file, "DESCRIPTION", entry.description);
    add_url(file, entry.url);
    add_line(file, "TRANSP:TRANSPARENT");
    for (const std::int32_t days : entry.reminders_days) {
        check(days >= 0);
        add_line(file, "BEGIN:VALARM");
        add_line(file, "ACTION:DISPLAY");
        add_line(file, "TRIGGER:-P" + std::to_string(days) + "D");
        // What is displayed must say something.
        add_text(file, "DESCRIPTION", entry.summary.empty() ? entry.uid : entry.summary);
        add_line(file, "END:VALARM");
    }
    add_line(file, "END:VEVENT");
}

// A calendar holds one component at least (RFC 5545, 3.6): without entries, the zone that its days
// are in.
static void add_zone(std::string& file) {
    for (const std::string_view line :
         {"BEGIN:VTIMEZONE",
          "TZID:UTC",
          "BEGIN:STANDARD",
          "DTSTART:19700101T000000",
          "TZOFFSETFROM:+0000",
          "TZOFFSETTO:+0000",
          "END:STANDARD",
          "END:VTIMEZONE"}) {
        add_line(file, line);
    }
}

std::string calendar_file(
    std::string_view product, const std::vector<CalendarEntry>& entries, Moment made
) {
    check(!product.empty());
    std::string file;
    add_line(file, "BEGIN:VCALENDAR");
    add_line(file, "VERSION:2.0");
    add_text(file, "PRODID", product);
    add_line(file, "CALSCALE:GREGORIAN");
    if (entries.empty()) add_zone(file);
    for (const CalendarEntry& entry : entries) add_entry(file, entry, made);
    add_line(file, "END:VCALENDAR");
    return file;
}

CalendarEntry entry_for_certificate(
    const IdBytes& id, std::int64_t version, const Certificate& certificate, const Level& level
) {
    CalendarEntry entry;
    entry.uid = "certificate-" + text_from_id(id);
    entry.sequence = version;
    entry.first_day = entry.last_day = certificate.expires_on;
    if (level.expiring_days > 0) entry.reminders_days = {level.expiring_days};
    return entry;
}

}  // namespace entente
