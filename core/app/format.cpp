#include "core/app/format.h"

#include <array>
#include <charconv>

namespace entente {

namespace {

constexpr std::int64_t ms_per_minute = 60'000;

// -INT64_MIN does not fit: magnitudes are unsigned.
std::uint64_t magnitude_of(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    return value < 0 ? 0 - bits : bits;
}

std::uint64_t power_of_ten(int exponent) {
    std::uint64_t power = 1;
    for (int i = 0; i < exponent; i++) power *= 10;
    return power;
}

std::string grouped(const Catalog& catalog, std::uint64_t value) {
    const std::string digits = std::to_string(value);
    const std::string separator = catalog.text("locale.group");
    std::string out;
    for (std::size_t i = 0; i < digits.size(); i++) {
        if (i != 0 && (digits.size() - i) % 3 == 0) out += separator;
        out.push_back(digits[i]);
    }
    return out;
}

std::string padded(std::uint64_t value, std::size_t width) {
    std::string digits = std::to_string(value);
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return digits;
}

// The sign stands before the symbol: "-$36,000".
std::string with_currency(const Catalog& catalog, Money amount, const std::string& digits) {
    const std::string key = "locale.money." + std::string(amount.currency.text());
    const std::string currency(amount.currency.text());
    const std::string text =
        catalog.has(key)
            ? catalog.text(key, {{"amount", digits}})
            : catalog.text("locale.money.other", {{"amount", digits}, {"currency", currency}});
    return (amount.minor < 0 ? catalog.text("locale.minus") : std::string()) + text;
}

std::string decimal_text(const Catalog& catalog, std::uint64_t whole, std::string decimals) {
    while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
    std::string text = grouped(catalog, whole);
    if (!decimals.empty()) text += catalog.text("locale.decimal") + decimals;
    return text;
}

std::string month_name(const Catalog& catalog, unsigned month) {
    return catalog.text("locale.month." + std::to_string(month));
}

struct DayParts {
    std::string day;
    std::string month;
    std::string year;
};

DayParts parts_of(const Catalog& catalog, Date date) {
    const std::chrono::year_month_day ymd{date};
    return {
        std::to_string(static_cast<unsigned>(ymd.day())),
        month_name(catalog, static_cast<unsigned>(ymd.month())),
        std::to_string(static_cast<int>(ymd.year()))};
}

std::string day_text(const Catalog& catalog, std::string_view key, Date date) {
    if (date == Date{}) return {};
    const DayParts parts = parts_of(catalog, date);
    return catalog.text(key, {{"day", parts.day}, {"month", parts.month}, {"year", parts.year}});
}

}  // namespace

std::string text_from_count(const Catalog& catalog, std::int64_t n) {
    const std::string digits = grouped(catalog, magnitude_of(n));
    return n < 0 ? catalog.text("locale.minus") + digits : digits;
}

static std::string digits_of(const Catalog& catalog, Money amount) {
    const int exponent = exponent_of(amount.currency);
    const std::uint64_t unit = power_of_ten(exponent);
    const std::uint64_t magnitude = magnitude_of(amount.minor);
    std::string digits = grouped(catalog, magnitude / unit);
    if (magnitude % unit != 0) {
        digits += catalog.text("locale.decimal");
        digits += padded(magnitude % unit, static_cast<std::size_t>(exponent));
    }
    return digits;
}

std::string text_from_amount(const Catalog& catalog, Money amount) {
    if (!amount.currency.given()) return {};
    return with_currency(catalog, amount, digits_of(catalog, amount));
}

std::string text_from_number(const Catalog& catalog, Money amount) {
    const std::string sign = amount.minor < 0 ? catalog.text("locale.minus") : std::string();
    return sign + digits_of(catalog, amount);
}

std::string settled_amount(const Catalog& catalog, std::string_view typed, Currency currency) {
    const Result<Money> amount = money_from_text(typed, currency);
    // Another currency than the one beside the field must stay as it was written.
    if (!amount.ok() || amount.value().currency != currency) return {};
    return text_from_number(catalog, amount.value());
}

std::string text_from_figure(const Catalog& catalog, Money amount) {
    if (!amount.currency.given()) return {};
    const std::uint64_t unit = power_of_ten(exponent_of(amount.currency));
    const std::uint64_t whole = (magnitude_of(amount.minor) + unit / 2) / unit;
    if (whole < 1000) return with_currency(catalog, amount, grouped(catalog, whole));

    struct Scale {
        std::uint64_t size;
        std::string_view key;
    };
    // 999,500 would round to "1000K": it is one million already.
    constexpr std::array<Scale, 3> scales{
        Scale{1'000'000'000, "locale.billion"},
        Scale{1'000'000, "locale.million"},
        Scale{1'000, "locale.thousand"}};
    for (const Scale& scale : scales) {
        if (whole < scale.size - scale.size / 2000) continue;
        const std::uint64_t tens = whole / scale.size >= 100  ? 1
                                   : whole / scale.size >= 10 ? 10
                                                              : 100;
        const std::uint64_t scaled = (whole + scale.size / tens / 2) / (scale.size / tens);
        const std::string decimals = tens == 1 ? "" : padded(scaled % tens, tens == 10 ? 1 : 2);
        const std::string digits = decimal_text(catalog, scaled / tens, decimals);
        return with_currency(catalog, amount, catalog.text(scale.key, {{"n", digits}}));
    }
    return with_currency(catalog, amount, grouped(catalog, whole));
}

std::string text_from_range(const Catalog& catalog, Money low, Money high) {
    if (low == high) return text_from_amount(catalog, low);
    const std::string from = text_from_amount(catalog, low);
    const std::string to = text_from_amount(catalog, high);
    return catalog.text("locale.range", {{"from", from}, {"to", to}});
}

std::string text_from_percent(const Catalog& catalog, Percent share) {
    const std::uint64_t magnitude = magnitude_of(share.basis_points);
    const std::string digits = decimal_text(catalog, magnitude / 100, padded(magnitude % 100, 2));
    const std::string sign = share.basis_points < 0 ? catalog.text("locale.minus") : std::string();
    return sign + catalog.text("locale.percent", {{"n", digits}});
}

std::string text_from_band(const Catalog& catalog, Percent low, Percent high) {
    if (low == high) return text_from_percent(catalog, low);
    const std::string from = decimal_text(
        catalog,
        magnitude_of(low.basis_points) / 100,
        padded(magnitude_of(low.basis_points) % 100, 2)
    );
    const std::string to = text_from_percent(catalog, high);
    return catalog.text("locale.band", {{"from", from}, {"to", to}});
}

std::string text_from_day(const Catalog& catalog, Date date) {
    return day_text(catalog, "locale.day", date);
}

std::string text_from_day_of_year(const Catalog& catalog, Date date) {
    return day_text(catalog, "locale.day_of_year", date);
}

std::string text_from_month(const Catalog& catalog, Date date) {
    return day_text(catalog, "locale.month_of_year", date);
}

std::string text_from_time(const Catalog& catalog, Moment moment) {
    if (!moment.given()) return {};
    const Date date = date_of(moment);
    const auto seconds = static_cast<std::uint64_t>((moment - start_of(date)) / 1000);
    const std::string clock = padded(seconds / 3600, 2) + ":" + padded(seconds / 60 % 60, 2) + ":" +
                              padded(seconds % 60, 2);
    const std::string day = text_from_day(catalog, date);
    return catalog.text("locale.time", {{"day", day}, {"clock", clock}});
}

std::string text_from_duration(const Catalog& catalog, std::int64_t ms) {
    if (ms < 0) ms = 0;
    const std::int64_t minutes = ms / ms_per_minute;
    if (minutes < 1) return catalog.text("duration.under_a_minute");
    if (minutes < 60) return catalog.count("duration.minutes", minutes);
    const std::int64_t hours = ms / ms_per_hour;
    if (hours < 10 && minutes % 60 != 0) {
        const std::string rest = catalog.count("duration.minutes", minutes % 60);
        return catalog.count("duration.hours", hours) + " " + rest;
    }
    if (hours < 48) return catalog.count("duration.hours", hours);
    return catalog.count("duration.days", ms / ms_per_day);
}

std::string text_from_age(const Catalog& catalog, Moment then, Moment now) {
    const std::int64_t ms = now - then;
    if (ms < ms_per_minute) return catalog.text("age.now");
    std::string age;
    if (ms < ms_per_hour) {
        age = catalog.count("duration.minutes", ms / ms_per_minute);
    } else if (ms < 48 * ms_per_hour) {
        age = catalog.count("duration.hours", ms / ms_per_hour);
    } else {
        age = catalog.count("duration.days", ms / ms_per_day);
    }
    return catalog.text("age.ago", {{"age", age}});
}

namespace {

// The pieces of a typed day: digits and words, whatever stands between them.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    bool open = false;
    for (const char c : text) {
        const bool separates = std::string_view(" \t/.,-").find(c) != std::string_view::npos;
        if (separates) {
            open = false;
            continue;
        }
        if (!open) words.emplace_back();
        open = true;
        words.back().push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return words;
}

int number_in(const std::string& word) {
    int value = 0;
    const char* end = word.data() + word.size();
    const auto read = std::from_chars(word.data(), end, value);
    return read.ec == std::errc() && read.ptr == end ? value : -1;
}

// 1 to 12 by the first letters of a month's name; 0 for no month. Three letters are enough.
int month_named(const Catalog& catalog, const std::string& word) {
    if (word.size() < 3) return 0;
    for (unsigned month = 1; month <= 12; month++) {
        const std::vector<std::string> name = words_of(month_name(catalog, month));
        if (name.size() == 1 && word.compare(0, name[0].size(), name[0]) == 0) {
            return static_cast<int>(month);
        }
    }
    return 0;
}

}  // namespace

Result<Date> date_from_typed(const Catalog& catalog, std::string_view text) {
    const std::vector<std::string> words = words_of(text);
    if (words.size() != 3) return ProblemCode::date_must_be_valid;
    std::array<int, 3> order{0, 1, 2};  // Which word is the year, the month, the day.
    if (words[0].size() != 4) {
        const bool month_first = catalog.text("locale.typed_date") == "month_first" ||
                                 month_named(catalog, words[0]) != 0;
        order = month_first && month_named(catalog, words[1]) == 0 ? std::array<int, 3>{2, 0, 1}
                                                                   : std::array<int, 3>{2, 1, 0};
    }
    const auto word = [&](std::size_t part) -> const std::string& {
        return words[static_cast<std::size_t>(order[part])];
    };
    const int named = month_named(catalog, word(1));
    const int year = number_in(word(0));
    const int month = named != 0 ? named : number_in(word(1));
    const int day = number_in(word(2));
    if (year < 1000 || year > 9999 || month < 1 || day < 1) return ProblemCode::date_must_be_valid;
    const std::chrono::year_month_day date{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return ProblemCode::date_must_be_valid;
    return Date{date};
}

}  // namespace entente
