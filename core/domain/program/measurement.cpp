#include "core/domain/program/measurement.h"

namespace entente {

void ScorecardAct::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "part", part);
    field(v, "points", points);
    field(v, "effort_hours", effort_hours);
    field(v, "amount", amount);
}

void MeasurementRules::describe(FieldVisitor& v) {
    field(v, "acts", acts);
    field(v, "certificates_share", certificates_share);
    field(v, "marketing_points_max", marketing_points_max);
    field(v, "training_day_hours", training_day_hours);
    field(v, "engaged_days", engaged_days);
    field(v, "first_deal_joined_months", first_deal_joined_months);
}

void ActivityKind::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "act", act);
}

void InvestmentRules::describe(FieldVisitor& v) {
    field(v, "activities", activities);
    field(v, "description_characters_min", description_characters_min);
    field(v, "claim_days", claim_days);
    field(v, "claim_answer_days", claim_answer_days);
    field(v, "outcome_months", outcome_months);
    field(v, "activity_days_max", activity_days_max);
    field(v, "claim_lapse_days", claim_lapse_days);
    field(v, "allocation_years_back", allocation_years_back);
    field(v, "allocation_years_ahead", allocation_years_ahead);
}

}  // namespace entente
