#include "core/base/sort.h"

#include "core/base/check.h"

#include <algorithm>
#include <limits>
#include <numeric>

namespace entente {

void sort_numbers(std::vector<std::uint32_t>& numbers, NumberBefore before, const void* values) {
    std::stable_sort(numbers.begin(), numbers.end(), [&](std::uint32_t a, std::uint32_t b) {
        return before(values, a, b);
    });
}

std::vector<std::uint32_t> numbers_in_order(
    std::size_t size, NumberBefore before, const void* values
) {
    check(size <= std::numeric_limits<std::uint32_t>::max());
    std::vector<std::uint32_t> numbers(size);
    std::iota(numbers.begin(), numbers.end(), 0U);
    sort_numbers(numbers, before, values);
    return numbers;
}

}  // namespace entente
