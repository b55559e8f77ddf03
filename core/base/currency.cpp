#include "core/base/currency.h"

#include <algorithm>

namespace entente {

struct CurrencyRow {
    std::string_view code;
    int exponent;
    std::string_view name;
};

// The included rows set the length.  NOLINTNEXTLINE(modernize-avoid-c-arrays)
static constexpr CurrencyRow currency_rows[] = {
#include "generated/currencies.inc"
};

static constexpr auto currency_entries = [] {
    std::array<CurrencyEntry, std::size(currency_rows)> entries{};
    for (std::size_t i = 0; i < entries.size(); i++) {
        const CurrencyRow& row = currency_rows[i];
        entries[i] = {{{row.code[0], row.code[1], row.code[2]}}, row.exponent, row.name};
    }
    return entries;
}();

std::span<const CurrencyEntry> known_currencies() {
    return currency_entries;
}

static const CurrencyEntry* entry_of(Currency currency) {
    const auto* entry = std::lower_bound(
        currency_entries.begin(),
        currency_entries.end(),
        currency,
        [](const CurrencyEntry& known, Currency wanted) { return known.currency < wanted; }
    );
    const bool found = entry != currency_entries.end() && entry->currency == currency;
    return found ? entry : nullptr;
}

Result<Currency> currency_from_text(std::string_view code) {
    Currency currency;
    if (code.size() != currency.code.size()) return ProblemCode::currency_must_be_known;
    for (std::size_t i = 0; i < code.size(); i++) {
        const bool lower = code[i] >= 'a' && code[i] <= 'z';
        currency.code[i] = lower ? static_cast<char>(code[i] - 'a' + 'A') : code[i];
    }
    if (entry_of(currency) == nullptr) return ProblemCode::currency_must_be_known;
    return currency;
}

int exponent_of(Currency currency) {
    const CurrencyEntry* entry = entry_of(currency);
    check(entry != nullptr);
    return entry->exponent;
}

}  // namespace entente
