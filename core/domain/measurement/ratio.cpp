#include "core/domain/measurement/ratio.h"

#include <algorithm>

namespace entente {

std::optional<std::int64_t> ratio(WideCount above, WideCount below, std::int64_t factor) {
    if (below <= 0) return std::nullopt;
    const WideCount product = above * factor;
    WideCount quotient = product / below;
    const WideCount rest = product % below;
    const WideCount doubled_rest = 2 * (rest < 0 ? -rest : rest);
    if (doubled_rest > below || (doubled_rest == below && quotient % 2 != 0)) {
        quotient += product < 0 ? -1 : 1;
    }
    if (narrowed(quotient) != quotient) return std::nullopt;
    return static_cast<std::int64_t>(quotient);
}

std::optional<std::int64_t> median(
    std::vector<std::int64_t>& values, std::int64_t factor, std::int64_t divisor
) {
    check(divisor > 0);
    if (values.empty()) return std::nullopt;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    WideCount doubled = 2 * static_cast<WideCount>(*middle);
    if (values.size() % 2 == 0) {
        doubled = static_cast<WideCount>(*middle) + *std::max_element(values.begin(), middle);
    }
    return ratio(doubled, 2 * static_cast<WideCount>(divisor), factor);
}

std::int64_t narrowed(WideCount count) {
    if (count > INT64_MAX) return INT64_MAX;
    if (count < INT64_MIN) return INT64_MIN;
    return static_cast<std::int64_t>(count);
}

}  // namespace entente
