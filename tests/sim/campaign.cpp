// The long run: sim_campaign [first seed] [seeds] [steps a seed] [bug seeds]
//
// Prints what it ran, and for each planted mistake how many of the seeds notice it. Fails when a
// seed breaks without a mistake in it, or when a mistake goes unnoticed.
#include "tests/sim/planted.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace entente::sim;

static std::uint64_t argument(int argc, char** argv, int at, std::uint64_t standard) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : standard;
}

static bool run_sound(std::uint64_t first, std::uint64_t seeds, std::uint64_t steps) {
    const auto begun = std::chrono::steady_clock::now();
    std::uint64_t stepped = 0;
    std::uint64_t broken = 0;
    std::size_t applied = 0;
    for (std::uint64_t seed = first; seed < first + seeds; seed++) {
        const Outcome outcome = World(seed, {}).run(steps);
        stepped += outcome.steps;
        applied += outcome.applied;
        if (outcome.broken.empty()) continue;
        broken++;
        std::printf(
            "seed %llu: %s\n", static_cast<unsigned long long>(seed), outcome.broken.c_str()
        );
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    std::printf(
        "%llu seeds, %llu steps, %zu commands applied, %.0f steps/s, %llu broken\n",
        static_cast<unsigned long long>(seeds),
        static_cast<unsigned long long>(stepped),
        applied,
        static_cast<double>(stepped) / took.count(),
        static_cast<unsigned long long>(broken)
    );
    return broken == 0;
}

static bool run_planted(std::uint64_t first, std::uint64_t seeds, std::uint64_t steps) {
    bool all = true;
    for (const PlantedBug& bug : planted_bugs()) {
        std::uint64_t noticed = 0;
        std::string example;
        for (std::uint64_t seed = first; seed < first + seeds; seed++) {
            const Found found = find_bug(bug, seed, 1, steps);
            if (found.seed == 0) continue;
            if (noticed++ == 0) {
                example = "seed " + std::to_string(found.seed) + ": " + found.broken;
            }
        }
        all = all && noticed > 0;
        std::printf(
            "%-40s noticed by %llu of %llu seeds  %s\n",
            std::string(bug.name).c_str(),
            static_cast<unsigned long long>(noticed),
            static_cast<unsigned long long>(seeds),
            example.c_str()
        );
    }
    return all;
}

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const std::uint64_t first = argument(argc, argv, 1, 1);
    const bool sound =
        run_sound(first, argument(argc, argv, 2, 1'000), argument(argc, argv, 3, 2'000));
    const bool noticed =
        run_planted(first, argument(argc, argv, 4, 100), argument(argc, argv, 3, 2'000));
    return sound && noticed ? 0 : 1;
}
