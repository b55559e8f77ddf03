#include "tests/sim/planted.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente::sim;

TEST_CASE("sync: whatever fails, nothing that was saved is lost", "[sim]") {
    for (std::uint64_t seed = 1; seed <= 12; seed++) {
        CAPTURE(seed);
        World world(seed, {});
        const Outcome outcome = world.run(1'500);
        CHECK(outcome.broken == "");
        CHECK(outcome.asked > 0);
    }
}

TEST_CASE("sync: the same seed is the same story", "[sim]") {
    for (std::uint64_t seed = 1; seed <= 3; seed++) {
        CAPTURE(seed);
        const Outcome first = World(seed, {}).run(800);
        const Outcome second = World(seed, {}).run(800);
        CHECK(first.trace == second.trace);
        CHECK(first.steps == second.steps);
        CHECK(first.applied == second.applied);
    }
}

TEST_CASE("sync: every mistake that is planted is noticed", "[sim]") {
    for (const PlantedBug& bug : planted_bugs()) {
        CAPTURE(bug.name);
        CHECK(find_bug(bug, 1, 60, 1'500).seed != 0);
    }
}
