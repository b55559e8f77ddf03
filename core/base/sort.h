// Puts values in order; equal ones stay as they stood, on every machine.
//
// For std::vector and std::deque. std::sort is compiled anew for each type of value and each
// comparison, a kilobyte each in what the browser fetches; this sorts their numbers, in one place,
// and then moves every value once.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace entente {

// Whether value number `a` comes before value number `b` of what `values` points to.
using NumberBefore = bool (*)(const void* values, std::uint32_t a, std::uint32_t b);

void sort_numbers(std::vector<std::uint32_t>& numbers, NumberBefore before, const void* values);
// 0 to `size` - 1 in the order of the values of these numbers.
std::vector<std::uint32_t> numbers_in_order(
    std::size_t size, NumberBefore before, const void* values
);

// `before` holds nothing: it sees the two values only.
template <typename Values, typename Before = std::less<>>
void sort_values(Values& values, Before /*before*/ = {}) {
    const auto number_before = [](const void* all, std::uint32_t a, std::uint32_t b) {
        const Values& sorted = *static_cast<const Values*>(all);
        return Before{}(sorted[a], sorted[b]);
    };
    std::vector<std::uint32_t> order = numbers_in_order(values.size(), number_before, &values);
    // Each round moves the values of one cycle to where they belong.
    for (std::uint32_t start = 0; start < order.size(); start++) {
        if (order[start] == start) continue;
        auto held = std::move(values[start]);
        std::uint32_t at = start;
        while (order[at] != start) {
            const std::uint32_t next = order[at];
            values[at] = std::move(values[next]);
            order[at] = at;
            at = next;
        }
        values[at] = std::move(held);
        order[at] = at;
    }
}

}  // namespace entente
