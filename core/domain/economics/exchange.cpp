#include "core/domain/economics/exchange.h"

#include "core/base/sort.h"

#include <algorithm>
#include <charconv>
#include <tuple>

namespace entente {

static std::uint32_t code_of(Currency currency) {
    std::uint32_t code = 0;
    for (const char letter : currency.code) code = code << 8U | static_cast<unsigned char>(letter);
    return code;
}

static constexpr Currency euro{{'E', 'U', 'R'}};
static constexpr std::int64_t millionths = 1'000'000;

static std::int64_t units_of(Currency currency) {
    std::int64_t units = 1;
    for (int i = 0; i < exponent_of(currency); i++) units *= 10;
    return units;
}

RateTable::RateTable(const std::vector<ExchangeRate>& rates) {
    rows_.reserve(rates.size() + 1);
    for (const ExchangeRate& rate : rates) {
        if (rate.currency == euro) continue;  // Is 1, whatever a table says.
        const std::int64_t scaled_rate = rate.per_euro_millionths * units_of(rate.currency);
        rows_.push_back({code_of(rate.currency), rate.on, scaled_rate});
    }
    rows_.push_back({code_of(euro), Date::min(), millionths * units_of(euro)});
    sort_values(rows_, [](const Row& a, const Row& b) {
        return std::tie(a.code, a.on) < std::tie(b.code, b.on);
    });
}

const RateTable::Row* RateTable::row_of(Currency currency, Date on) const {
    const std::uint32_t code = code_of(currency);
    const auto after = std::upper_bound(
        rows_.begin(),
        rows_.end(),
        std::pair{code, on},
        [](const auto& wanted, const Row& row) {
            return std::tie(wanted.first, wanted.second) < std::tie(row.code, row.on);
        }
    );
    if (after == rows_.begin() || std::prev(after)->code != code) return nullptr;
    return &*std::prev(after);
}

Result<ConvertedMoney> RateTable::convert(Money amount, Currency to, Date on) const {
    if (amount.currency == to) return ConvertedMoney{.amount = amount, .original = amount};
    const Row* from_row = row_of(amount.currency, on);
    const Row* to_row = row_of(to, on);
    if (from_row == nullptr || to_row == nullptr) return ProblemCode::currencies_must_match;
    TRY(Money result, scaled(amount, to_row->per_euro_scaled, from_row->per_euro_scaled));
    result.currency = to;
    // The euro's own row stands for every day and makes no figure older.
    const bool from_euro = from_row->on == Date::min();
    const Date rate_on = from_euro || to_row->on == Date::min()
                             ? std::max(from_row->on, to_row->on)
                             : std::min(from_row->on, to_row->on);
    return ConvertedMoney{.amount = result, .original = amount, .rate_on = rate_on};
}

// The place of the currency among the parts, made when it is new.
static Money& part_of(std::vector<Money>& parts, Currency currency) {
    auto at = std::lower_bound(
        parts.begin(),
        parts.end(),
        currency,
        [](const Money& part, Currency wanted) { return part.currency < wanted; }
    );
    if (at == parts.end() || at->currency != currency) {
        at = parts.insert(at, Money{.minor = 0, .currency = currency});
    }
    return *at;
}

Outcome add_line(ConvertedSum& sum, Money line, Date on, const RateTable& rates) {
    check(sum.amount.currency.given());
    TRY(const ConvertedMoney told, rates.convert(line, sum.amount.currency, on));
    TRY(const Money total, add(sum.amount, told.amount));
    Money& part = part_of(sum.by_currency, line.currency);
    TRY(part, add(part, line));
    sum.amount = total;
    sum.lines++;
    if (!told.is_converted()) return Done{};
    sum.newest_rate =
        sum.converted_lines == 0 ? told.rate_on : std::max(sum.newest_rate, told.rate_on);
    sum.oldest_rate =
        sum.converted_lines == 0 ? told.rate_on : std::min(sum.oldest_rate, told.rate_on);
    sum.converted_lines++;
    return Done{};
}

// ---- The bank's file ----------------------------------------------------------------------------

static std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t\r";
    const std::size_t first = text.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

static std::vector<std::string_view> parts_of(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    while (true) {
        const std::size_t end = text.find(mark);
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

// "1.0389" as 1,038,900. Plain digits with at most six decimals, above zero.
static Result<std::int64_t> millionths_from_text(std::string_view text) {
    constexpr std::size_t decimals_max = 6;
    const std::size_t point = text.find('.');
    std::string digits(text.substr(0, point));
    const std::string_view decimals =
        point == std::string_view::npos ? std::string_view{} : text.substr(point + 1);
    if (decimals.size() > decimals_max) return ProblemCode::amount_must_be_a_number;
    digits += decimals;
    digits.append(decimals_max - decimals.size(), '0');
    std::int64_t value = 0;
    const char* end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, value);
    if (read.ec != std::errc{} || read.ptr != end || value <= 0 ||
        value > per_euro_millionths_max) {
        return ProblemCode::amount_must_be_a_number;
    }
    return value;
}

// "22 November 2026", as the file of the newest day has it, or ISO 8601 as the history.
static Result<Date> day_from_text(std::string_view text) {
    const std::vector<std::string_view> parts = parts_of(text, ' ');
    if (parts.size() != 3) return date_from_text(text);
    constexpr std::string_view months[] = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December"};
    const auto* month = std::find(std::begin(months), std::end(months), parts[1]);
    if (month == std::end(months)) return ProblemCode::date_must_be_valid;
    const auto number = static_cast<int>(month - std::begin(months)) + 1;
    const auto two_digits = [](std::string_view digits) {
        return digits.size() == 1 ? "0" + std::string(digits) : std::string(digits);
    };
    const std::string iso = std::string(parts[2]) + "-" + two_digits(std::to_string(number)) + "-" +
                            two_digits(parts[0]);
    return date_from_text(iso);
}

static Problem at_place(Problem problem, std::size_t line, std::string_view column) {
    problem.field = "line " + std::to_string(line) + ", " + std::string(column);
    return problem;
}

static Outcome add_day(
    std::vector<ExchangeRate>& rates,
    const std::vector<std::string_view>& header,
    std::string_view text,
    std::size_t line
) {
    const std::vector<std::string_view> cells = parts_of(text, ',');
    const Result<Date> on = day_from_text(cells.front());
    if (!on.ok()) return at_place(on.problem(), line, header.front());
    for (std::size_t i = 1; i < cells.size() && i < header.size(); i++) {
        if (header[i].empty() || cells[i].empty() || cells[i] == "N/A") continue;
        const Result<Currency> currency = currency_from_text(header[i]);
        if (!currency.ok()) return at_place(currency.problem(), line, header[i]);
        const Result<std::int64_t> rate = millionths_from_text(cells[i]);
        if (!rate.ok()) return at_place(rate.problem(), line, header[i]);
        rates.push_back({currency.value(), on.value(), rate.value()});
    }
    return Done{};
}

Result<std::vector<ExchangeRate>> reference_rates_from_csv(std::string_view csv) {
    const std::vector<std::string_view> lines = parts_of(csv, '\n');
    const std::vector<std::string_view> header = parts_of(lines.front(), ',');
    if (header.front() != "Date") return Problem{ProblemCode::field_must_be_given, "Date", {}};
    std::vector<ExchangeRate> rates;
    for (std::size_t i = 1; i < lines.size(); i++) {
        if (lines[i].empty()) continue;
        TRY_DONE(add_day(rates, header, lines[i], i + 1));
    }
    return rates;
}

}  // namespace entente
