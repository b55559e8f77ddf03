// The mistakes that the simulation must notice, by name.
#pragma once

#include "tests/sim/world.h"

#include <string_view>
#include <vector>

namespace entente::sim {

struct PlantedBug {
    std::string_view name;
    PlantedBugs bugs;
};

std::vector<PlantedBug> planted_bugs();

// The first seed from `first` on whose world breaks with the bug in it, and what broke. 0 when none
// of `count` seeds notices.
struct Found {
    std::uint64_t seed = 0;
    std::string broken;
};
Found find_bug(
    const PlantedBug& bug, std::uint64_t first, std::uint64_t count, std::uint64_t steps
);

}  // namespace entente::sim
