// A share in hundredths of a percent, so that 7.25 % is exact.
#pragma once

#include <compare>
#include <cstdint>

namespace entente {

struct Percent {
    std::int32_t basis_points = 0;

    friend auto operator<=>(const Percent&, const Percent&) = default;
};

inline constexpr Percent percent_whole{10'000};

}  // namespace entente
