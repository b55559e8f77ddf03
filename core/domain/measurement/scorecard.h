// A partner's score: four weighted parts, the evidence of each, and the cheapest way up.
//
// Recomputed from the facts whenever it is asked for. A part without data counts as zero and says
// that it has none; the tier is kept from the program's total on when no part is zero.
#pragma once

#include "core/domain/measurement/kpi.h"

namespace entente {

// One line of what a part was made of: "won 720,000 of 1,000,000", "3 of 5 professional".
struct PartEvidence {
    std::string key;  // "won", "answers", "certificates.professional", "lessons", "campaign", ...
    std::int64_t have = 0;  // Cents, people, lessons, times; the sum of answers.
    std::int64_t of = 0;    // The plan, the number of answers; for acts the points they brought.
};

struct ScoredPart {
    std::string key;                // Of ScorecardPart.
    std::int32_t weight = 0;        // Percent points.
    std::int32_t hundredths = 0;    // 0 to 10,000.
    std::int32_t contribution = 0;  // To the total, in hundredths of a point.
    bool has_data = false;
    std::vector<PartEvidence> evidence;
};

// What one act would bring, done so often as is needed or as it can be.
struct ScorecardStep {
    std::string act;          // Key of the program's act.
    std::string level;        // Of a certificate.
    std::int64_t times = 1;   // Campaigns, people, lessons.
    std::int64_t amount = 0;  // Of "win", in cents.
    std::int32_t gain = 0;    // Hundredths of a point of the total.
    std::int64_t effort_hours = 0;
    bool suffices = false;  // Alone it reaches what is wanted.
};

enum class ScoreTarget : std::uint8_t {
    keep_tier,         // The program's total, and no part at zero.
    tier_requirement,  // What the partner's own tier asks.
    next_tier,
    none,  // Nothing is left to reach.
};
std::span<const std::string_view> names_of(ScoreTarget);

struct Scorecard {
    std::vector<ScoredPart> parts;  // In the program's order.
    std::int32_t total = 0;         // Hundredths of a point, 0 to 10,000.
    bool keeps_tier = false;
    ScoreTarget target = ScoreTarget::none;
    std::int32_t wanted = 0;              // The total that the target asks, in hundredths.
    std::int32_t missing = 0;             // Up to it; zero when only a part at zero is in the way.
    std::vector<std::string> zero_parts;  // At zero: each has to be lifted first.
    Conversion conversion;                // Of the plan and of what was won.
    // The single act of least effort that suffices, else the one that brings most for its effort.
    std::optional<ScorecardStep> cheapest;
};

// The formula of a part: "scorecard.formula.revenue", with the program's numbers in it.
Formula formula_of(const ScorecardPart& part, const Program& program);

// As of the end of that day: the trailing year of won value, answers and marketing, certificates
// that hold on it.
Scorecard scorecard_of(PartnerIndex partner, const Facts& facts, const Program& program, Date on);

std::vector<Scorecard> scorecards(const Facts& facts, const Program& program, Date on);

// One thing that a tier asks of its partners, and what the partner has.
struct TierCheck {
    std::string key;  // "certificates.professional", "won", "scorecard", "live_joint_solution"
    std::int64_t have = 0;
    std::int64_t asked = 0;
    bool met = false;
    Conversion conversion;  // Of "won".
};

std::vector<TierCheck> tier_checks(
    PartnerIndex partner, Tier tier, const Facts& facts, const Program& program, Date on
);

}  // namespace entente
