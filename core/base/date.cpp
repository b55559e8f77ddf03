#include "core/base/date.h"

#include <charconv>

namespace entente {

bool is_representable(Date date) {
    const auto day = date.time_since_epoch().count();
    return day >= day_min && day <= day_max;
}

bool is_representable(Moment moment) {
    return moment.ms >= day_min * ms_per_day && moment.ms < (day_max + 1) * ms_per_day;
}

Date date_of(Moment moment) {
    check(is_representable(moment));
    const auto days = std::chrono::floor<Days>(std::chrono::milliseconds{moment.ms});
    return Date{days};
}

Moment start_of(Date date) {
    return {date.time_since_epoch().count() * ms_per_day};
}

// `digits` characters of `value`, zeros in front.
static void append_number(std::string& text, std::int64_t value, int digits) {
    std::int64_t unit = 1;
    for (int i = 1; i < digits; i++) unit *= 10;
    for (; unit > 0; unit /= 10) text += static_cast<char>('0' + value / unit % 10);
}

std::string text_from_date(Date date) {
    check(is_representable(date));
    const std::chrono::year_month_day parts{date};
    std::string text;
    append_number(text, static_cast<int>(parts.year()), 4);
    text += '-';
    append_number(text, static_cast<unsigned>(parts.month()), 2);
    text += '-';
    append_number(text, static_cast<unsigned>(parts.day()), 2);
    return text;
}

// Takes exactly `digits` digits off the front of `text`; none when there are not that many.
static std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    if (text.size() < digits) return std::nullopt;
    for (std::size_t i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
    }
    int value = 0;
    std::from_chars(text.data(), text.data() + digits, value);
    text.remove_prefix(digits);
    return value;
}

// The same where a separator must come first.
static std::optional<int> take_number(std::string_view& text, char separator, std::size_t digits) {
    if (text.empty() || text[0] != separator) return std::nullopt;
    text.remove_prefix(1);
    return take_number(text, digits);
}

static std::optional<Date> take_date(std::string_view& text) {
    const auto year = take_number(text, 4);
    const auto month = take_number(text, '-', 2);
    const auto day = take_number(text, '-', 2);
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day parts{
        std::chrono::year{*year},
        std::chrono::month{static_cast<unsigned>(*month)},
        std::chrono::day{static_cast<unsigned>(*day)}};
    if (!parts.ok()) return std::nullopt;
    return Date{parts};
}

Result<Date> date_from_text(std::string_view text) {
    const std::optional<Date> date = take_date(text);
    if (!date || !text.empty()) return ProblemCode::date_must_be_valid;
    return *date;
}

std::string text_from_moment(Moment moment) {
    const Date date = date_of(moment);
    const std::int64_t ms = moment - start_of(date);
    std::string text = text_from_date(date) + "T";
    append_number(text, ms / ms_per_hour, 2);
    text += ':';
    append_number(text, ms / 60'000 % 60, 2);
    text += ':';
    append_number(text, ms / 1000 % 60, 2);
    text += '.';
    append_number(text, ms % 1000, 3);
    return text + "Z";
}

// The fraction of a second in milliseconds; digits behind the third are dropped.
static std::optional<int> take_milliseconds(std::string_view& text) {
    if (text.empty() || text[0] != '.') return 0;
    text.remove_prefix(1);
    int ms = 0;
    std::size_t digits = 0;
    for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; digits++, text.remove_prefix(1)) {
        if (digits < 3) ms = 10 * ms + (text[0] - '0');
    }
    if (digits == 0) return std::nullopt;
    for (; digits < 3; digits++) ms *= 10;
    return ms;
}

// "Z" or "+02:00", as minutes east of UTC.
static std::optional<int> take_offset(std::string_view& text) {
    if (text == "Z" || text == "z") {
        text = {};
        return 0;
    }
    const bool west = !text.empty() && text[0] == '-';
    const auto hours = take_number(text, west ? '-' : '+', 2);
    const auto minutes = take_number(text, ':', 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    const int offset = *hours * 60 + *minutes;
    return west ? -offset : offset;
}

Result<Moment> moment_from_text(std::string_view text) {
    const std::optional<Date> date = take_date(text);
    const bool marked = !text.empty() && (text[0] == 'T' || text[0] == 't' || text[0] == ' ');
    const auto hour = take_number(text, marked ? text[0] : 'T', 2);
    const auto minute = take_number(text, ':', 2);
    const auto second = take_number(text, ':', 2);
    const auto ms = take_milliseconds(text);
    const auto offset = take_offset(text);
    if (!date || !hour || !minute || !second || !ms || !offset || !text.empty()) {
        return ProblemCode::date_must_be_valid;
    }
    // A leap second has no place in a count of milliseconds; it is refused like any 61st.
    if (*hour > 23 || *minute > 59 || *second > 59) return ProblemCode::date_must_be_valid;
    const std::int64_t seconds = *hour * 3600 + (*minute - *offset) * 60 + *second;
    const Moment moment = start_of(*date) + (seconds * 1000 + *ms);
    if (!is_representable(moment)) return ProblemCode::date_must_be_valid;
    return moment;
}

Date months_after(Date date, int months) {
    const std::chrono::year_month_day parts{date};
    const auto month = parts.year() / parts.month() + std::chrono::months{months};
    const std::chrono::year_month_day last{month / std::chrono::last};
    const std::chrono::year_month_day same{month / parts.day()};
    return Date{same.ok() ? same : last};
}

}  // namespace entente
