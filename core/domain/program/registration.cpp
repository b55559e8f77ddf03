#include "core/domain/program/registration.h"

namespace entente {

void NamedKey::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "text_required", text_required);
}

void Sector::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "public_sector", public_sector);
}

void StageRule::describe(FieldVisitor& v) {
    field(v, "stage", stage);
    field(v, "name", name);
    field(v, "probability", probability);
}

void AutoApproval::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "tiers", tiers);
    field(v, "under", under);
}

void CalendarRule::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "utc_offset_minutes", utc_offset_minutes);
    field(v, "opens_minute", opens_minute);
    field(v, "closes_minute", closes_minute);
    field(v, "weekend", weekend);
    field(v, "holidays", holidays);
}

void Region::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "calendar", calendar);
    field(v, "countries", countries);
}

void EvidenceKind::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "weight", weight);
}

void ReviewRules::describe(FieldVisitor& v) {
    field(v, "close_within_months", close_within_months);
    field(v, "objective_characters_min", objective_characters_min);
    field(v, "second_approver_over", second_approver_over);
    field(v, "answer_business_days", answer_business_days);
    field(v, "appeal_business_days", appeal_business_days);
    field(v, "sla_target_hours", sla_target_hours);
    field(v, "sla_limit_hours", sla_limit_hours);
    field(v, "sla_reminders", sla_reminders);
    field(v, "offline_hours_max", offline_hours_max);
    field(v, "auto_approvals", auto_approvals);
    field(v, "won_early_hours", won_early_hours);
    field(v, "secondary_share", secondary_share);
    field(v, "name_likeness", name_likeness);
    field(v, "extension_days", extension_days);
    field(v, "extension_evidence_days", extension_evidence_days);
    field(v, "extensions_max", extensions_max);
    field(v, "evidence_kinds", evidence_kinds);
    field(v, "protection_reminders", protection_reminders);
    field(v, "inactive_warning_days", inactive_warning_days);
    field(v, "inactive_lapse_days", inactive_lapse_days);
    field(v, "incumbency_months", incumbency_months);
    field(v, "earning_holding_days", earning_holding_days);
    field(v, "lead_answer_business_days", lead_answer_business_days);
    field(v, "online_minutes", online_minutes);
    field(v, "extension_evidence", extension_evidence);
}

}  // namespace entente
