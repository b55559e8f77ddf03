#include "core/base/money.h"

#include "core/base/text/utf8.h"

#include <array>
#include <bit>
#include <vector>

namespace entente {

__extension__ using Wide = __int128;  // Holds any product of two amounts.

Result<Money> add(Money left, Money right) {
    if (left.currency != right.currency) return ProblemCode::currencies_must_match;
    Money sum{.minor = 0, .currency = left.currency};
    const bool over = __builtin_add_overflow(left.minor, right.minor, &sum.minor);
    if (over) return ProblemCode::amount_must_fit;
    return sum;
}

Result<Money> subtract(Money from, Money amount) {
    if (from.currency != amount.currency) return ProblemCode::currencies_must_match;
    Money rest{.minor = 0, .currency = from.currency};
    const bool over = __builtin_sub_overflow(from.minor, amount.minor, &rest.minor);
    if (over) return ProblemCode::amount_must_fit;
    return rest;
}

Result<Money> share_of(Money amount, Percent share) {
    return scaled(amount, share.basis_points, percent_whole.basis_points);
}

// Half to even.
template <typename Number>
static Number rounded_quotient(Number product, Number denominator) {
    const Number quotient = product / denominator;
    const Number rest = product - quotient * denominator;
    const Number doubled_rest = 2 * (rest < 0 ? -rest : rest);
    const bool is_half = doubled_rest == denominator;
    if (doubled_rest < denominator || (is_half && quotient % 2 == 0)) return quotient;
    return product < 0 ? quotient - 1 : quotient + 1;
}

static int bits_of(std::int64_t number) {
    const auto bits = static_cast<std::uint64_t>(number);
    return 64 - std::countl_zero(number < 0 ? 0 - bits : bits);
}

Result<Money> scaled(Money amount, std::int64_t numerator, std::int64_t denominator) {
    check(denominator > 0);
    // Nearly always, and many times quicker where 128 bits are worked out in software.
    if (bits_of(amount.minor) + bits_of(numerator) <= 62 && bits_of(denominator) <= 62) {
        const std::int64_t minor = rounded_quotient(amount.minor * numerator, denominator);
        return Money{.minor = minor, .currency = amount.currency};
    }
    const Wide product = static_cast<Wide>(amount.minor) * numerator;
    const Wide quotient = rounded_quotient<Wide>(product, denominator);
    const auto minor = static_cast<std::int64_t>(quotient);
    if (minor != quotient) return ProblemCode::amount_must_fit;
    return Money{.minor = minor, .currency = amount.currency};
}

// ---- What people type -------------------------------------------------------------------------

static bool is_digit(char32_t letter) {
    return letter >= '0' && letter <= '9';
}

static bool is_letter(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
}

// One separator for everything that stands between digits and looks like a space or an apostrophe.
static char32_t separator_of(char32_t letter) {
    constexpr std::u32string_view spaces = U" \t\u00A0\u2009\u202F";
    constexpr std::u32string_view apostrophes = U"'\u2019\u02BC";
    if (spaces.find(letter) != std::u32string_view::npos) return ' ';
    if (apostrophes.find(letter) != std::u32string_view::npos) return '\'';
    return letter == '.' || letter == ',' ? letter : 0;
}

static void trim(std::string_view& text) {
    while (!text.empty()) {
        std::string_view rest = text;
        if (separator_of(take_code_point(rest)) != ' ') break;
        text = rest;
    }
    const auto ends_with_space = [&text] {
        for (const std::string_view space : {" ", "\t", "\u00A0", "\u2009", "\u202F"}) {
            if (!text.ends_with(space)) continue;
            text.remove_suffix(space.size());
            return true;
        }
        return false;
    };
    while (ends_with_space()) {}
}

static bool take_front(std::string_view& text, std::string_view wanted) {
    if (!text.starts_with(wanted)) return false;
    text.remove_prefix(wanted.size());
    trim(text);
    return true;
}

// A sign stands for the standard currency where that is written so, else for the best known one.
static std::optional<Currency> take_sign(std::string_view& text, Currency standard) {
    struct Sign {
        std::string_view sign, codes;
    };
    constexpr std::array<Sign, 4> signs{
        {{"$", "USD AUD CAD HKD MXN NZD SGD TWD"}, {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY CNY"}}};
    for (const Sign& sign : signs) {
        const bool behind = text.ends_with(sign.sign);
        if (!behind && !text.starts_with(sign.sign)) continue;
        behind ? text.remove_suffix(sign.sign.size()) : text.remove_prefix(sign.sign.size());
        trim(text);
        if (standard.given() && sign.codes.find(standard.text()) != std::string_view::npos) {
            return standard;
        }
        return Currency{{sign.codes[0], sign.codes[1], sign.codes[2]}};
    }
    return std::nullopt;
}

// Takes a code off either end. No currency when there is none; a Problem when it is unknown.
static Result<std::optional<Currency>> take_code(std::string_view& text) {
    std::size_t front = 0;
    std::size_t back = 0;
    while (front < text.size() && is_letter(text[front])) front++;
    while (back < text.size() && is_letter(text[text.size() - 1 - back])) back++;
    if (front == 0 && back == 0) return std::optional<Currency>{};
    if (front > 0 && back > 0) return ProblemCode::amount_must_be_a_number;
    const auto code = front > 0 ? text.substr(0, front) : text.substr(text.size() - back);
    if (code.size() != 3) return ProblemCode::amount_must_be_a_number;  // "250k".
    TRY(const Currency currency, currency_from_text(code));
    front > 0 ? text.remove_prefix(front) : text.remove_suffix(back);
    trim(text);
    return std::optional<Currency>{currency};
}

// Digits in the order they stand in, and where the separators are.
struct TypedNumber {
    std::string digits;
    struct Separator {
        char32_t mark = 0;
        std::size_t before = 0;  // Digits in front of it.
    };
    std::vector<Separator> separators;

    std::size_t behind(std::size_t separator) const {
        const bool last = separator + 1 == separators.size();
        const std::size_t end = last ? digits.size() : separators[separator + 1].before;
        return end - separators[separator].before;
    }
};

static std::optional<TypedNumber> typed_number(std::string_view text) {
    TypedNumber number;
    while (!text.empty()) {
        const char32_t letter = take_code_point(text);
        if (is_digit(letter)) {
            number.digits += static_cast<char>(letter);
            continue;
        }
        const char32_t mark = separator_of(letter);
        if (mark == 0) return std::nullopt;
        number.separators.push_back({mark, number.digits.size()});
    }
    if (number.digits.empty()) return std::nullopt;
    return number;
}

// Whether the separators group thousands: one mark, three digits behind the last, three or (as in
// India) two behind the others, one to three in front.
static bool groups_well(const TypedNumber& number, std::size_t groups) {
    for (std::size_t i = 0; i < groups; i++) {
        const std::size_t behind = number.behind(i);
        if (number.separators[i].mark != number.separators[0].mark) return false;
        if (behind != 3 && (behind != 2 || i + 1 == groups)) return false;
    }
    if (groups == 0) return true;
    return number.separators[0].before >= 1 && number.separators[0].before <= 3;
}

static Result<std::int64_t> minor_from(const TypedNumber& number, int exponent) {
    const std::size_t marks = number.separators.size();
    const auto wanted = static_cast<std::size_t>(exponent);
    std::size_t decimals = 0;
    std::size_t groups = marks;
    if (marks > 0) {
        const char32_t mark = number.separators.back().mark;
        const std::size_t behind = number.behind(marks - 1);
        const bool repeated = marks > 1 && number.separators[marks - 2].mark == mark;
        const bool is_decimal = behind == 1 || behind == 2 || (behind == wanted && !repeated);
        if ((mark == '.' || mark == ',') && is_decimal) {
            if (repeated) return ProblemCode::amount_must_be_a_number;
            decimals = behind;
            groups--;
        }
    }
    if (!groups_well(number, groups)) return ProblemCode::amount_must_be_a_number;

    std::string digits = number.digits;
    for (; decimals > wanted; decimals--) {
        if (digits.back() != '0') return ProblemCode::amount_must_be_a_number;
        digits.pop_back();
    }
    digits.append(wanted - decimals, '0');
    std::int64_t minor = 0;
    for (const char digit : digits) {
        const bool over = __builtin_mul_overflow(minor, std::int64_t{10}, &minor) ||
                          __builtin_add_overflow(minor, std::int64_t{digit - '0'}, &minor);
        if (over) return ProblemCode::amount_must_fit;
    }
    return minor;
}

Result<Money> money_from_text(std::string_view text, Currency standard) {
    trim(text);
    const auto take_minus = [&text] { return take_front(text, "-") || take_front(text, "\u2212"); };
    bool negative = take_minus();
    TRY(std::optional<Currency> currency, take_code(text));
    if (!currency) currency = take_sign(text, standard);
    if (!negative) negative = take_minus();
    if (!currency) currency = standard;
    if (!currency->given()) return ProblemCode::currency_must_be_known;

    const std::optional<TypedNumber> number = typed_number(text);
    if (!number) return ProblemCode::amount_must_be_a_number;
    TRY(const std::int64_t minor, minor_from(*number, exponent_of(*currency)));
    return Money{.minor = negative ? -minor : minor, .currency = *currency};
}

std::string text_from_money(Money amount) {
    const auto exponent = static_cast<std::size_t>(exponent_of(amount.currency));
    std::string digits = std::to_string(amount.minor);
    const std::size_t sign = amount.minor < 0 ? 1 : 0;
    if (digits.size() - sign <= exponent)
        digits.insert(sign, exponent + 1 + sign - digits.size(), '0');
    if (exponent > 0) digits.insert(digits.size() - exponent, 1, '.');
    return digits;
}

}  // namespace entente
