// The volume incentive: a bonus on a year's volume from the moment it reaches its threshold.
//
// It belongs to the year, never to one deal's margin. Its line grows as the year goes on: each
// further line brings what was written so far to what the volume is worth now, up or down.
#pragma once

#include "core/domain/earnings/earning_rules.h"

namespace entente {

struct IncentiveStanding {
    std::int32_t year = 0;
    std::string rule;  // "reseller.volume_incentive"
    std::string rule_version;
    Date effective_from{};
    std::string clause;
    Money volume;     // Of the year, in the currency of the threshold.
    Money threshold;  // Of the year's volume.
    Money missing;    // Up to the threshold; zero when reached.
    Percent rate;     // Agreed, or the least of the band.
    bool rate_agreed = false;
    Money amount;            // Zero until it is reached.
    Money at_the_threshold;  // What it would be worth there: "what unlocks more".
};

// Where the partner stands with `volume` won in the year of `on`, by the rules of that day. None
// where the agreement's model has no incentive that day; one that was agreed is honored.
// reference_must_exist for the model; amount_must_fit, currencies_must_match.
Result<std::optional<IncentiveStanding>> incentive_standing(
    const Agreement& agreement, const Program& program, Date on, Money volume
);

// What was written for that year and model so far.
struct WrittenIncentive {
    Money amount;
    std::uint64_t lines = 0;
};
Result<WrittenIncentive> written_incentive(
    const IncentiveStanding& standing, PartnerId partner, const std::vector<EarningLine>& all
);

// The line that brings the incentive lines written for that year to what it is worth now; none when
// they agree. It is accrued at once and held as any other.
Result<std::optional<EarningLine>> incentive_line(
    const Agreement& agreement,
    const IncentiveStanding& standing,
    const std::vector<EarningLine>& all,
    const Program& program,
    Date on
);

}  // namespace entente
