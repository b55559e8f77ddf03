#include "core/domain/administration/rule_set.h"

#include "tests/support/program_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

class NoNumbers final : public NumberSource {
    std::int64_t next(std::string_view) override { return 0; }
};

// Rules of two versions: "2026-10" is kept, the world's are in force.
struct TwoVersions {
    TwoVersions() {
        RuleSet kept;
        kept.version = "2026-10";
        kept.state = RuleSetState::past;
        kept.program = world.program;
        kept.program.rules_version = "2026-10";
        kept.program.name = "As it was";
        world.records.put(
            {.id = rule_set_id(kept.version).bytes, .version = 1, .body = std::move(kept)}
        );
        world.program.rules_version = "2027-01";
        world.program.name = "As it is";
    }
    ProgramWorld world;
    NoNumbers numbers;
    Context context{
        .actor = world.system, .now = world.now, .program = world.program, .numbers = numbers};
};

}  // namespace

TEST_CASE("rule set: a deal keeps the rules under which it was approved") {
    TwoVersions versions;
    struct Row {
        const char* why;
        const char* version;
        const char* expected;
    };
    const Row rows[] = {
        {"nobody has approved it", "", "As it is"},
        {"approved under today's", "2027-01", "As it is"},
        {"approved under the ones before", "2026-10", "As it was"},
        {"a version that is not at hand", "2025-01", "As it is"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Deal deal;
        deal.rules_version = row.version;
        Needs wanted;
        need_program_of(deal, versions.context, wanted);
        RecordMap needed;
        for (const RecordKey& key : wanted.records) {
            if (const Record* record = versions.world.records.find(key)) needed.put(*record);
        }
        CHECK(program_of(deal, needed, versions.context).name == row.expected);
    }
}

TEST_CASE("rule set: only a version that is not in force is loaded") {
    TwoVersions versions;
    for (const char* version : {"", "2027-01"}) {
        Deal deal;
        deal.rules_version = version;
        Needs wanted;
        need_program_of(deal, versions.context, wanted);
        CHECK(wanted.records.empty());
    }
}
