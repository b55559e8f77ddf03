#include "core/domain/csv/cell_values.h"

#include "core/base/places/country.h"
#include "core/base/text/folding.h"

#include <algorithm>
#include <charconv>

namespace entente {

std::span<const std::string_view> names_of(DecimalMark) {
    static constexpr std::array<std::string_view, 3> names{"automatic", "point", "comma"};
    return names;
}

std::span<const std::string_view> names_of(DateOrder) {
    static constexpr std::array<std::string_view, 3> names{"automatic", "day_first", "month_first"};
    return names;
}

std::string_view trimmed_cell(std::string_view cell) {
    constexpr std::string_view blank = " \t\r\n";
    const std::size_t first = cell.find_first_not_of(blank);
    if (first == std::string_view::npos) return {};
    return cell.substr(first, cell.find_last_not_of(blank) - first + 1);
}

std::string bare_name(std::string_view text) {
    std::string bare;
    for (const char c : folded(text)) {
        const bool ascii = static_cast<unsigned char>(c) < 0x80;
        const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (kept || !ascii) bare += c;
    }
    return bare;
}

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// ---- Amounts ------------------------------------------------------------------------------------

// The run of digits with the marks between them.
static std::string_view number_in(std::string_view cell) {
    constexpr std::string_view digits = "0123456789";
    const std::size_t first = cell.find_first_of(digits);
    if (first == std::string_view::npos) return {};
    return cell.substr(first, cell.find_last_of(digits) - first + 1);
}

// What one cell says for sure.
static DecimalMark mark_in(std::string_view cell) {
    const std::string_view number = number_in(cell);
    const std::size_t last = number.find_last_of(".,");
    if (last == std::string_view::npos) return DecimalMark::automatic;
    const DecimalMark as_decimal = number[last] == '.' ? DecimalMark::point : DecimalMark::comma;
    const DecimalMark as_group = number[last] == '.' ? DecimalMark::comma : DecimalMark::point;
    const bool repeated = number.find(number[last]) != last;
    if (repeated) return as_group;
    const bool other_before = number.find_first_of(".,") != last;
    if (other_before) return as_decimal;
    // Three digits behind the only mark may be thousands, unless too many or a zero are in front.
    const bool group_before = last <= 3 && number.front() != '0';
    return number.size() - last - 1 == 3 && group_before ? DecimalMark::automatic : as_decimal;
}

DecimalMark decimal_mark_of(const std::vector<std::string_view>& cells) {
    bool seen[3] = {};
    for (const std::string_view cell : cells) seen[static_cast<std::size_t>(mark_in(cell))] = true;
    const bool point = seen[static_cast<std::size_t>(DecimalMark::point)];
    const bool comma = seen[static_cast<std::size_t>(DecimalMark::comma)];
    if (point == comma) return DecimalMark::automatic;
    return point ? DecimalMark::point : DecimalMark::comma;
}

// Groups of three (or, as in India, two before the last three) in front of `end`.
static bool groups_are_whole(std::string_view number, char group, std::size_t end) {
    std::size_t behind = end;
    bool last = true;
    for (std::size_t i = end; i-- > 0;) {
        if (number[i] != group) continue;
        const std::size_t digits = behind - i - 1;
        if (digits != 3 && (last || digits != 2)) return false;
        behind = i;
        last = false;
    }
    return last || behind > 0;
}

// The cell with its number in plain digits and a decimal point; none when its marks make no sense.
static std::optional<std::string> plain_number(
    std::string_view cell, DecimalMark mark, std::size_t exponent
) {
    const std::string_view number = number_in(cell);
    const char decimal = mark == DecimalMark::comma ? ',' : '.';
    const char group = mark == DecimalMark::comma ? '.' : ',';
    std::size_t end = number.find(decimal);
    const bool has_decimals = end != std::string_view::npos;
    if (!has_decimals) end = number.size();
    if (has_decimals && number.find_first_of(".,", end + 1) != std::string_view::npos) {
        return std::nullopt;
    }
    if (!groups_are_whole(number, group, end)) return std::nullopt;
    std::string whole(number.substr(0, end));
    whole.erase(std::remove(whole.begin(), whole.end(), group), whole.end());
    std::string_view decimals = has_decimals ? number.substr(end + 1) : std::string_view{};
    while (decimals.size() > exponent && decimals.back() == '0') decimals.remove_suffix(1);
    if (decimals.size() > exponent) return std::nullopt;
    const auto before = static_cast<std::size_t>(number.data() - cell.data());
    std::string plain(cell.substr(0, before));
    plain += whole;
    if (!decimals.empty()) plain += "." + std::string(decimals);
    return plain + std::string(cell.substr(before + number.size()));
}

// The exponent of whatever currency the cell names, else of the standard one.
static Result<std::size_t> exponent_in(std::string_view cell, Currency standard) {
    const std::string_view number = number_in(cell);
    std::string probe(cell);
    probe.replace(probe.find(number), number.size(), "1");
    TRY(const Money one, money_from_text(probe, standard));
    return static_cast<std::size_t>(exponent_of(one.currency));
}

static Result<Money> amount_in(std::string_view cell, DecimalMark mark, Currency standard) {
    const std::string_view number = number_in(cell);
    if (number.empty()) return money_from_text(cell, standard);
    if (mark == DecimalMark::automatic) mark = mark_in(cell);
    if (mark == DecimalMark::automatic) {
        TRY(const Money amount, money_from_text(cell, standard));
        const bool marked = number.find_first_of(".,") != std::string_view::npos;
        if (!marked || exponent_of(amount.currency) == 0) return amount;
        return ProblemCode::decimal_mark_must_be_known;
    }
    TRY(const std::size_t exponent, exponent_in(cell, standard));
    const auto plain = plain_number(cell, mark, exponent);
    if (!plain) return ProblemCode::amount_must_be_a_number;
    return money_from_text(*plain, standard);
}

Result<Money> money_from_cell(std::string_view cell, DecimalMark mark, Currency standard) {
    cell = trimmed_cell(cell);
    // Accountants put what is owed into brackets: one pair, around what is not negative itself.
    const bool owed = cell.size() > 2 && cell.front() == '(' && cell.back() == ')';
    if (owed) cell = trimmed_cell(cell.substr(1, cell.size() - 2));
    TRY(Money amount, amount_in(cell, mark, standard));
    if (!owed) return amount;
    if (amount.minor < 0) return ProblemCode::amount_must_be_a_number;
    amount.minor = -amount.minor;
    return amount;
}

Result<std::int64_t> count_from_cell(std::string_view cell) {
    cell = trimmed_cell(cell);
    if (cell.empty() || number_in(cell) != cell) return ProblemCode::amount_must_be_a_number;
    constexpr Currency without_decimals{{'J', 'P', 'Y'}};
    // A count has no decimals, so whichever mark stands there stands between thousands.
    const bool commas = cell.find(',') != std::string_view::npos;
    const DecimalMark mark = commas ? DecimalMark::point : DecimalMark::comma;
    const auto plain = plain_number(cell, mark, 0);
    if (!plain) return ProblemCode::amount_must_be_a_number;
    TRY(const Money count, money_from_text(*plain, without_decimals));
    return count.minor;
}

// ---- Choices ------------------------------------------------------------------------------------

Result<Currency> currency_from_cell(std::string_view cell) {
    cell = trimmed_cell(cell);
    // "USD - U.S. Dollar" is how one CRM writes it; another shows the name alone.
    auto code = currency_from_text(cell.substr(0, cell.find_first_of(" -")));
    if (code.ok()) return code;
    struct InUse {
        std::string_view name, code;
    };
    constexpr InUse in_use[] = {
        {"unitedstatesdollar", "USD"},
        {"britishpound", "GBP"},
        {"britishpoundsterling", "GBP"},
        {"ukpoundsterling", "GBP"},
        {"japaneseyen", "JPY"},
        {"chineseyuan", "CNY"},
        {"chineseyuanrenminbi", "CNY"},
        {"southkoreanwon", "KRW"},
        {"koreanwon", "KRW"},
        {"southafricanrand", "ZAR"},
        {"taiwandollar", "TWD"},
        {"israelinewshekel", "ILS"},
        {"polishzloty", "PLN"},
        {"hungarianforint", "HUF"},
        {"thaibaht", "THB"},
        {"indonesianrupiah", "IDR"},
        {"vietnamesedong", "VND"},
        {"ukrainianhryvnia", "UAH"},
        {"unitedarabemiratesdirham", "AED"}};
    const std::string wanted = bare_name(cell);
    for (const InUse& entry : in_use) {
        if (entry.name == wanted) return currency_from_text(entry.code);
    }
    for (const CurrencyEntry& entry : known_currencies()) {
        if (bare_name(entry.name) == wanted) return entry.currency;
    }
    return ProblemCode::currency_must_be_known;
}

Result<bool> yes_from_cell(std::string_view cell) {
    const std::string wanted = bare_name(cell);
    for (const std::string_view yes : {"yes", "y", "true", "1", "x"}) {
        if (wanted == yes) return true;
    }
    for (const std::string_view no : {"no", "n", "false", "0"}) {
        if (wanted == no) return false;
    }
    return ProblemCode::value_must_be_one_of_the_choices;
}

// ---- Dates --------------------------------------------------------------------------------------

struct DateParts {
    int numbers[3] = {};
    std::size_t digits[3] = {};
    char mark = 0;
};

// Three numbers with the same mark between them, and at most a time behind.
static std::optional<DateParts> date_parts(std::string_view cell) {
    cell = trimmed_cell(cell);
    cell = cell.substr(0, cell.find_first_of(" T"));
    DateParts parts;
    for (int i = 0; i < 3; i++) {
        if (i == 1 && !cell.empty()) parts.mark = cell.front();
        if (i > 0) {
            if (cell.empty() || cell.front() != parts.mark) return std::nullopt;
            cell.remove_prefix(1);
        }
        std::size_t length = 0;
        while (length < cell.size() && is_digit(cell[length])) length++;
        if (length == 0 || length > 4) return std::nullopt;
        std::from_chars(cell.data(), cell.data() + length, parts.numbers[i]);
        parts.digits[i] = length;
        cell.remove_prefix(length);
    }
    const bool known_mark = parts.mark == '-' || parts.mark == '/' || parts.mark == '.';
    if (!cell.empty() || !known_mark) return std::nullopt;
    return parts;
}

static DateOrder order_in(std::string_view cell) {
    const auto parts = date_parts(cell);
    if (!parts || parts->digits[0] == 4) return DateOrder::automatic;
    if (parts->mark == '.') return DateOrder::day_first;
    if (parts->numbers[0] > 12) return DateOrder::day_first;
    return parts->numbers[1] > 12 ? DateOrder::month_first : DateOrder::automatic;
}

DateOrder date_order_of(const std::vector<std::string_view>& cells) {
    bool seen[3] = {};
    for (const std::string_view cell : cells) seen[static_cast<std::size_t>(order_in(cell))] = true;
    const bool day = seen[static_cast<std::size_t>(DateOrder::day_first)];
    const bool month = seen[static_cast<std::size_t>(DateOrder::month_first)];
    if (day == month) return DateOrder::automatic;
    return day ? DateOrder::day_first : DateOrder::month_first;
}

static Result<Date> date_of_parts(int year, int month, int day) {
    // The library keeps either in a byte: the 257th would be the 1st.
    if (month > 12 || day > 31) return ProblemCode::date_must_be_valid;
    const std::chrono::year_month_day parts{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}};
    if (!parts.ok()) return ProblemCode::date_must_be_valid;
    return Date{parts};
}

Result<Date> date_from_cell(std::string_view cell, DateOrder order) {
    const auto parts = date_parts(cell);
    if (!parts) return ProblemCode::date_must_be_valid;
    const auto& [numbers, digits, mark] = *parts;
    if (digits[0] == 4) return date_of_parts(numbers[0], numbers[1], numbers[2]);
    const int year = digits[2] == 2 ? 2000 + numbers[2] : numbers[2];
    if (digits[2] != 2 && digits[2] != 4) return ProblemCode::date_must_be_valid;
    DateOrder known = order_in(cell);
    if (known == DateOrder::automatic) known = order;
    // The same number twice is the same day either way.
    if (known == DateOrder::automatic && numbers[0] != numbers[1]) {
        return ProblemCode::date_order_must_be_known;
    }
    const bool day_first = known == DateOrder::day_first;
    return date_of_parts(year, numbers[day_first ? 1 : 0], numbers[day_first ? 0 : 1]);
}

// ---- Countries ----------------------------------------------------------------------------------

Result<std::string> country_from_cell(std::string_view cell) {
    cell = trimmed_cell(cell);
    if (const auto country = country_of(cell)) return std::string(country->code);
    struct InUse {
        std::string_view name, code;
    };
    // What people's address books hold beside ISO's own English names.
    constexpr InUse in_use[] = {
        {"usa", "US"},
        {"unitedstates", "US"},
        {"america", "US"},
        {"uk", "GB"},
        {"unitedkingdom", "GB"},
        {"greatbritain", "GB"},
        {"england", "GB"},
        {"korea", "KR"},
        {"southkorea", "KR"},
        {"czechrepublic", "CZ"},
        {"turkey", "TR"},
        {"vietnam", "VN"},
        {"taiwan", "TW"},
        {"russia", "RU"},
        {"holland", "NL"},
        {"uae", "AE"}};
    const std::string wanted = bare_name(cell);
    for (const InUse& entry : in_use) {
        if (entry.name == wanted) return std::string(entry.code);
    }
    for (const Country& country : known_countries()) {
        if (bare_name(country.name) == wanted) return std::string(country.code);
    }
    return ProblemCode::country_must_be_known;
}

}  // namespace entente
