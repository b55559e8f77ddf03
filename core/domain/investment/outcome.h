// What an activity brought: the deals that name it, against what was spent and expected.
#pragma once

#include "core/domain/economics/exchange.h"
#include "core/domain/investment/fund_rules.h"

namespace entente {

// A deal that names the activity.
struct NamedDeal {
    IdBytes id{};
    Money value;
    Date registered_on{};
    Date approved_on{};  // The epoch's day: not approved.
    Date won_on{};       // The epoch's day: not won.
    bool ended = false;  // Without being won: lost, lapsed or revoked.
};

struct FundOutcome {
    std::int64_t deals = 0;  // Registered from the first day on, for as long as deals count.
    std::int64_t approved = 0;
    std::int64_t won = 0;
    ConvertedSum pipeline;  // Of approved deals that may still be won.
    ConvertedSum won_value;
    std::int64_t without_rate = 0;                    // Deals whose value is in neither sum.
    Money spent;                                      // Settled claims.
    std::optional<std::int64_t> return_hundredths;    // Won for each unit spent; none: no data.
    std::optional<std::int64_t> expected_hundredths;  // Of what was expected, in percent.
};

// In the request's currency, values at the rate of the day they were won or of `today`. Deals
// count when registered from the day the activity begins to `outcome_months` after its end.
Result<FundOutcome> outcome_of(
    const RequestEntry& entry,
    const FundBook& book,
    const std::vector<NamedDeal>& deals,
    const Program& program,
    Date today
);

// The same of a stored request, its claims and those of the deals it names that are still there.
// record_must_exist for the request.
Result<FundOutcome> outcome_of(
    FundRequestId request, const RecordSource& records, const Program& program, Date today
);

}  // namespace entente
