// What an approval is worth and what it gives: limits, automatic rules, protection.
#pragma once

#include "core/domain/commands/change_set.h"

namespace entente {

// The deal's value in the program's currency. None where it has no rate: such a deal is treated as
// one above every limit.
std::optional<Money> value_for_limits(const Deal& deal, const Program& program, Date on);

bool needs_second_approver(const Deal& deal, const Program& program, Date on);

// The first rule that approves the deal without a person; null when none does.
const AutoApproval* automatic_approval(
    const Deal& deal, Tier tier, const Program& program, Date on
);

// Approves: protection by tier from today on, the rules of today for life.
void approve(Record& deal, const Partner& partner, ChangeSet& changes);

}  // namespace entente
