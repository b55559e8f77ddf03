// What a deal that is won brings: called by the act that confirms it, whose needs name what is
// read.
//
// Before that nothing is kept: what an open deal would bring is reckoned when it is looked at, by
// forecast_lines() in earnings/earning_rules.h.
#pragma once

#include "core/domain/commands/change_set.h"
#include "core/domain/earnings/earning_rules.h"

namespace entente {

// The index key of a deal's lines.
std::string earnings_key(DealId deal);

// How history tells of a line: "20000.00 USD" and its rule.
std::string told_amount(Money amount);
Told told_of_line(const Earning& line, std::string_view event);

// Adds to what must be loaded: the deal's agreement and rules, the guard of the partner's lines
// and, where the model has a volume incentive, these with the partner's deals and agreements. Asked
// again it may name more.
void need_money_of(
    const Deal& deal, const RecordSource& records, const Context& context, Needs& wanted
);

// Accrues the deal's lines by the rules and the agreement of the day it was approved on, and brings
// the incentive of the year to what the partner's volume is worth now. A secondary partner's lines
// are its part. record_must_exist without the agreement; the margin's problems.
Outcome earn_deal(const Record& deal, const RecordSource& records, ChangeSet& changes);

// Brings the incentive of the year in which the deal was won to what its volume is worth now, with
// `lines` as all that the partner has.
Outcome earn_incentive(
    const Record& deal,
    const std::vector<EarningLine>& lines,
    const RecordSource& records,
    ChangeSet& changes
);

}  // namespace entente
