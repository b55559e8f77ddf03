#include "core/domain/lists/bit_list.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;

static std::vector<bool> bits_of(const BitList& list) {
    std::vector<bool> bits;
    for (std::size_t i = 0; i < list.size(); i++) bits.push_back(list[i]);
    return bits;
}

TEST_CASE("bit list: bits come, change and go as in a list of bools") {
    const std::uint32_t seed = 3;
    INFO("seed " << seed);
    std::mt19937 chance(seed);
    for (const std::size_t size : {0U, 1U, 63U, 64U, 65U, 127U, 128U, 200U}) {
        BitList list(size);
        std::vector<bool> bits(size);
        for (int step = 0; step < 600; step++) {
            const bool grows = bits.empty() || chance() % 2 == 0;
            const std::size_t at = chance() % (bits.size() + (grows ? 1 : 0));
            const auto place = bits.begin() + static_cast<std::ptrdiff_t>(at);
            if (grows) {
                list.insert(at);
                bits.insert(place, false);
            } else {
                list.erase(at);
                bits.erase(place);
            }
            if (!bits.empty()) {
                const std::size_t other = chance() % bits.size();
                const bool value = chance() % 3 != 0;
                list.set(other, value);
                bits[other] = value;
            }
            REQUIRE(bits_of(list) == bits);
        }
    }
}
