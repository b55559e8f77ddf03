// The long run: sim_campaign [seconds] [first seed] [steps a seed] [bug seeds]
//
// Runs seed after seed until the time is over, then the same world with each planted mistake, and
// prints what came. Fails when a seed breaks without a mistake in it, or a mistake goes unnoticed.
#include "tests/sim/planted.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

using namespace entente::sim;
using Clock = std::chrono::steady_clock;

static std::uint64_t argument(int argc, char** argv, int at, std::uint64_t standard) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : standard;
}

static unsigned long long shown(std::uint64_t number) {
    return number;
}

static double seconds_since(Clock::time_point begun) {
    return std::chrono::duration<double>(Clock::now() - begun).count();
}

static bool run_sound(double seconds, std::uint64_t first, std::uint64_t steps) {
    const Clock::time_point begun = Clock::now();
    const std::clock_t worked = std::clock();
    std::uint64_t stepped = 0;
    std::uint64_t broken = 0;
    std::uint64_t asked = 0;
    std::uint64_t applied = 0;
    std::uint64_t seed = first;
    for (; seed == first || seconds_since(begun) < seconds; seed++) {
        const Outcome outcome = World(seed, {}).run(steps);
        stepped += outcome.steps;
        asked += outcome.asked;
        applied += outcome.applied;
        if (outcome.broken.empty()) continue;
        broken++;
        std::printf("BROKEN  seed %llu: %s\n", shown(seed), outcome.broken.c_str());
    }
    const double took = static_cast<double>(std::clock() - worked) / CLOCKS_PER_SEC;
    std::printf(
        "seeds              %llu (%llu to %llu)\n",
        shown(seed - first),
        shown(first),
        shown(seed - 1)
    );
    std::printf("steps a seed       %llu, then until all is quiet\n", shown(steps));
    std::printf("steps              %llu\n", shown(stepped));
    std::printf(
        "steps per second   %.0f of one core's time, every invariant asked after each\n",
        static_cast<double>(stepped) / took
    );
    std::printf("commands asked     %llu\n", shown(asked));
    std::printf("commands applied   %llu\n", shown(applied));
    std::printf("seeds broken       %llu\n\n", shown(broken));
    return broken == 0;
}

static bool run_planted(std::uint64_t first, std::uint64_t seeds, std::uint64_t steps) {
    bool all = true;
    std::printf(
        "%-40s  %-13s  %-11s  %s\n",
        "planted mistake",
        "seeds that",
        "mean steps",
        "what the first one says"
    );
    std::printf("%-40s  %-13s  %-11s\n", "", "notice it", "until then");
    for (const PlantedBug& bug : planted_bugs()) {
        std::uint64_t noticed = 0;
        std::uint64_t steps_until = 0;
        std::string example;
        for (std::uint64_t seed = first; seed < first + seeds; seed++) {
            const Outcome outcome = World(seed, bug.bugs).run(steps);
            if (outcome.broken.empty()) continue;
            if (noticed++ == 0) example = "seed " + std::to_string(seed) + ", " + outcome.broken;
            steps_until += outcome.steps;
        }
        all = all && noticed > 0;
        const std::string count = std::to_string(noticed) + " of " + std::to_string(seeds);
        std::printf(
            "%-40s  %-13s  %-11llu  %s\n",
            std::string(bug.name).c_str(),
            count.c_str(),
            shown(noticed == 0 ? 0 : steps_until / noticed),
            example.empty() ? "NOBODY NOTICES" : example.c_str()
        );
    }
    return all;
}

int main(int argc, char** argv) {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);
    const auto seconds = static_cast<double>(argument(argc, argv, 1, 60));
    const std::uint64_t first = argument(argc, argv, 2, 1);
    const std::uint64_t steps = argument(argc, argv, 3, 2'000);
    const bool sound = run_sound(seconds, first, steps);
    const bool noticed = run_planted(first, argument(argc, argv, 4, 100), steps);
    return sound && noticed ? 0 : 1;
}
