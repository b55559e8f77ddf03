#include "tests/sim/planted.h"

namespace entente::sim {

std::vector<PlantedBug> planted_bugs() {
    std::vector<PlantedBug> all;
    const auto plant = [&all](std::string_view name) -> PlantedBugs& {
        all.push_back({name, {}});
        return all.back().bugs;
    };
    plant("prune the journal on acknowledgement").session.prune_on_acknowledgement = true;
    plant("ignore last_id on a new epoch").session.ignore_last_id_on_new_epoch = true;
    plant("commit last_id outside the transaction").last_id_outside_the_transaction = true;
    plant("skip the writer fence").skip_fence = true;
    plant("apply a pull page before its end").session.apply_before_end = true;
    plant("drop the late-answer guard").session.take_late_answers = true;
    plant("drop a refused command").session.drop_refused = true;
    plant("authorize with yesterday's grants").yesterdays_grants = true;
    return all;
}

Found find_bug(
    const PlantedBug& bug, std::uint64_t first, std::uint64_t count, std::uint64_t steps
) {
    for (std::uint64_t seed = first; seed < first + count; seed++) {
        const Outcome outcome = World(seed, bug.bugs).run(steps);
        if (!outcome.broken.empty()) return {seed, outcome.broken};
    }
    return {};
}

}  // namespace entente::sim
