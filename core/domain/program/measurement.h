// How partners are measured and what the vendor invests in them: the numbers behind the scorecard,
// the KPIs and the funds. Weights and targets stand elsewhere (scorecard, plan).
#pragma once

#include "core/domain/partner.h"

namespace entente {

// Something a partner can do for its scorecard, and what it costs: for naming the cheapest.
struct ScorecardAct {
    std::string key;                // "campaign", "certificate", "win", ...
    std::string part;               // Key of the part that it raises.
    std::int32_t points = 0;        // Of the marketing part, at each time; others follow formulas.
    std::int32_t effort_hours = 0;  // Each time; a certificate's follow from its level.
    Money amount;                   // Of "win": what the effort is worth.

    void describe(FieldVisitor& v);
    friend bool operator==(const ScorecardAct&, const ScorecardAct&) = default;
};

// The parts of the scorecard; each has its formula (measurement/scorecard.cpp).
inline constexpr std::array<std::string_view, 4> scorecard_keys{
    "revenue", "satisfaction", "competency", "marketing"};

struct MeasurementRules {
    std::vector<ScorecardAct> acts;
    Percent certificates_share;  // Of competency; training has the rest.
    std::int32_t marketing_points_max = 0;
    std::int32_t training_day_hours = 0;
    std::int32_t engaged_days = 0;              // Some activity within counts as engaged.
    std::int32_t first_deal_joined_months = 0;  // Whose time to the first deal counts.

    void describe(FieldVisitor& v);
    friend bool operator==(const MeasurementRules&, const MeasurementRules&) = default;
};

// What money can be asked for.
struct ActivityKind {
    std::string key;   // "joint_campaign"
    std::string name;  // "Joint campaign"
    std::string act;   // Key of the scorecard's act that a good outcome counts as, or empty.

    void describe(FieldVisitor& v);
    friend bool operator==(const ActivityKind&, const ActivityKind&) = default;
};

struct InvestmentRules {
    std::vector<ActivityKind> activities;
    std::int32_t description_characters_min = 0;
    std::int32_t claim_days = 0;         // After the activity's last day.
    std::int32_t claim_answer_days = 0;  // For a partner that was asked about a claim.
    std::int32_t outcome_months = 0;     // Deals that name the activity count so long.
    std::int32_t activity_days_max = 0;  // From its first day to its last.
    std::int32_t claim_lapse_days = 0;   // A question about a claim that stays open so long is late
                                         // for ever, and the claim ends.
    std::int32_t allocation_years_back = 0;  // Which years may be given an amount.
    std::int32_t allocation_years_ahead = 0;

    void describe(FieldVisitor& v);
    friend bool operator==(const InvestmentRules&, const InvestmentRules&) = default;
};

struct Program;

// Why these numbers of a program cannot be relied on; part of problem_of(). Acts raise a part of
// the scorecard that there is, shares lie within the whole, every number of days is above zero, and
// an activity's act exists.
std::optional<Problem> measurement_problem(const Program& program);

}  // namespace entente
