// Money is an exact amount, counted in the smallest unit of one currency.
//
// There is no way in from floating point and no operator that mixes currencies: a sum that
// would overflow or mix is refused, so an amount on screen is never silently wrong.
#pragma once

#include "core/base/currency.h"
#include "core/base/percent.h"
#include "core/base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

struct Money {
    std::int64_t minor = 0;
    Currency currency{};

    friend bool operator==(const Money&, const Money&) = default;
};

// amount_must_fit when the result would not; currencies_must_match for two currencies.
Result<Money> add(Money left, Money right);
Result<Money> subtract(Money from, Money amount);

// A share of an amount, rounded half to even: over many lines the rounding cancels out.
// `share` may lie outside 0..100 %; amount_must_fit when the result does not.
Result<Money> share_of(Money amount, Percent share);

// amount x numerator / denominator, half to even. `denominator` > 0.
Result<Money> scaled(Money amount, std::int64_t numerator, std::int64_t denominator);

// Reads what people type for an amount: "640,000", "640.000,50", "USD 1 200", "1.5". The separator
// that is last and has 1 or 2 (or the exponent's) digits behind it is the decimal one; a currency
// code before or behind replaces `standard`. amount_must_be_a_number, amount_must_fit.
Result<Money> money_from_text(std::string_view text, Currency standard);

// Plain digits with the exponent's decimals and no grouping: "640000.00", for files.
std::string text_from_money(Money amount);

}  // namespace entente
