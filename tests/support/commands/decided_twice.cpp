#include "tests/support/commands/decided_twice.h"

#include "core/domain/commands/command_rule.h"

#include <catch2/catch_test_macros.hpp>

namespace entente::test {

static void load(const Needs& wanted, const RecordMap& from, RecordMap& into) {
    for (const RecordKey& key : wanted.records) {
        if (const Record* record = from.find(key)) into.put(*record);
    }
    for (const std::string& key : wanted.index_keys) {
        for (const Record* record : from.under(key)) into.put(*record);
    }
}

static RecordMap needed_by(
    const Command& command, const RecordMap& records, const Context& context
) {
    RecordMap needed;
    load(needs(command, context.actor), records, needed);
    std::size_t before = 0;
    do {
        before = needed.all().size();
        load(further_needs(command, needed, context), records, needed);
    } while (needed.all().size() > before);
    return needed;
}

static bool same(const Result<Changes>& a, const Result<Changes>& b) {
    if (a.ok() != b.ok()) return false;
    if (!a.ok()) return a.problem() == b.problem();
    return a.value().puts == b.value().puts && a.value().removals == b.value().removals;
}

Result<Changes> decided_twice(
    const Command& command,
    const RecordMap& records,
    const Context& context,
    std::int64_t& numbers_given
) {
    const std::int64_t count = numbers_given;
    const auto by_needs = decide(command, needed_by(command, records, context), context);
    numbers_given = count;
    auto by_all = decide(command, records, context);
    INFO("by what it needs: " << verdict_on(by_needs) << ", by all: " << verdict_on(by_all));
    if (!same(by_needs, by_all)) {
        FAIL(command_name(command) << " of " << context.actor.name << " needs more than it says");
    }
    return by_all;
}

std::string verdict_on(const Result<Changes>& changes) {
    return changes.ok() ? "accepted" : text_from(changes.problem());
}

std::string text_from(const Problem& problem) {
    std::string text(name_of(problem.code));
    if (!problem.field.empty()) text += " " + problem.field;
    if (!problem.limit.empty()) text += " " + problem.limit;
    return text;
}

}  // namespace entente::test
