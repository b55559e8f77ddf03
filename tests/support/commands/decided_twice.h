// Decides a command as a test asks it: over all records, and over those alone that it says it
// needs, as a store would have loaded them. The two must agree, so a rule that reads what it has
// not named fails the test that uses it.
#pragma once

#include "core/domain/decide.h"

namespace entente::test {

// `numbers_given` is what context.numbers counts with; both begin at the same one.
Result<Changes> decided_twice(
    const Command& command,
    const RecordMap& records,
    const Context& context,
    std::int64_t& numbers_given
);

// "accepted", or what it is refused for.
std::string verdict_on(const Result<Changes>& changes);

// "problem field limit", without what is empty.
std::string text_from(const Problem& problem);

}  // namespace entente::test
