// What the steps of a deal do to its money: approved, won, lost. Called by the acts on deals, whose
// needs must name earnings_key() and the deal's agreement.
#pragma once

#include "core/domain/commands/change_set.h"
#include "core/domain/economics/earning_rules.h"

namespace entente {

// The index key, which is the guard too, of a deal's lines.
std::string earnings_key(DealId deal);

// Approved today: the lines it would bring, in forecast. The quote's problems.
Outcome forecast_deal(
    const Record& deal, const Agreement& agreement, Percent part, ChangeSet& changes
);

// Confirmed as won: every line that is in forecast is held from today on.
Outcome accrue_deal(DealId deal, const RecordSource& records, ChangeSet& changes);

// Lost or revoked: what is left of every line is taken back.
Outcome cancel_deal(
    DealId deal, CorrectionReason reason, const RecordSource& records, ChangeSet& changes
);

}  // namespace entente
