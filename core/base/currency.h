// Currencies of ISO 4217: three letters and the number of decimals of the smallest unit.
#pragma once

#include "core/base/result.h"

#include <array>
#include <span>
#include <string_view>

namespace entente {

struct Currency {
    std::array<char, 3> code{};  // "USD"; all zero is "none".

    bool given() const { return code[0] != '\0'; }
    std::string_view text() const { return {code.data(), given() ? 3U : 0U}; }
    friend bool operator==(const Currency&, const Currency&) = default;
    // Not <=>: the library of Emscripten 3.1.6 has none for arrays.
    friend bool operator<(const Currency& a, const Currency& b) { return a.code < b.code; }
};

// currency_must_be_known for anything that ISO 4217 does not list (case does not matter).
Result<Currency> currency_from_text(std::string_view code);

// All of them, by code. The name is in English.
struct CurrencyEntry {
    Currency currency;
    int exponent = 0;
    std::string_view name;
};
std::span<const CurrencyEntry> known_currencies();

// Decimals of the smallest unit: JPY 0, USD 2, KWD 3. `currency` must be a known one.
int exponent_of(Currency currency);

inline constexpr Currency usd{{'U', 'S', 'D'}};

}  // namespace entente
