// What a scorecard rests on, and which act would raise it at the least effort.
#pragma once

#include "core/domain/measurement/ratio.h"
#include "core/domain/measurement/scorecard.h"

namespace entente {

struct HeldLevel {
    std::string key;
    std::int64_t held = 0;  // At most as many as planned.
    std::int64_t planned = 0;
};

// Everything counted once, for the parts and for the acts alike.
struct ScoreBasis {
    const PartnerFact& partner;
    const MeasurementRules& rules;
    std::int64_t won = 0;   // In the trailing year.
    Conversion conversion;  // Of that.
    std::int64_t answers = 0;
    std::int64_t answers_sum = 0;
    std::vector<HeldLevel> levels;  // Of the certificate plan.
    std::int64_t held_people = 0;
    std::int64_t planned_people = 0;
    std::int64_t lessons_done = 0;
    std::int64_t lessons_total = 0;
    std::vector<std::int64_t> times;  // Of each of the rules' acts, as marketing rows tell.
    std::int64_t marketing_points = 0;
};

ScoreBasis score_basis(
    const PartnerFact& partner, const Facts& facts, const Program& program, Date on
);

// In hundredths of a percent; together the whole, or nothing where neither has data.
struct CompetencyShares {
    std::int32_t certificates = 0;
    std::int32_t training = 0;
};
CompetencyShares competency_shares(const ScoreBasis& basis);

// None when no act is left that would raise the card.
std::optional<ScorecardStep> cheapest_step(
    const Scorecard& card, const ScoreBasis& basis, const Program& program
);

}  // namespace entente
