// Shares and medians of counts and cents, exact until the one rounding at the end.
#pragma once

#include "core/domain/measurement/facts.h"

namespace entente {

__extension__ using WideCount = __int128;  // Holds any sum of amounts, times any factor used here.

// Amounts added up, with what is to be said of them.
struct FactSum {
    WideCount minor = 0;
    Conversion conversion;

    void add(const FactAmount& amount) {
        conversion.note(amount);
        if (amount.valued) minor += amount.minor;
    }
};

// above x factor / below, half to even. None when `below` is not positive or the result too large.
std::optional<std::int64_t> ratio(WideCount above, WideCount below, std::int64_t factor);

// The middle of the values times factor / divisor, half to even; of an even number the mean of the
// two in the middle. None without values. Reorders them.
std::optional<std::int64_t> median(
    std::vector<std::int64_t>& values, std::int64_t factor, std::int64_t divisor
);

// Cut to what 64 bits hold, for showing what a ratio was made of.
std::int64_t narrowed(WideCount count);

}  // namespace entente
