#include "core/domain/history.h"

#include "core/domain/records/kind_rule.h"

namespace entente {

static constexpr std::string_view event_names[] = {
    "deal_submitted",
    "deal_cloned",
    "deal_overlap_found",
    "deal_overlap_possible",
    "deal_claims_joined",
    "deal_contested",
    "deal_auto_approved",
    "deal_claimed",
    "deal_review_reminder",
    "deal_taken_over",
    "deal_question_asked",
    "deal_question_answered",
    "deal_commented",
    "deal_evidence_added",
    "deal_review_escalated",
    "deal_first_approved",
    "deal_approved",
    "deal_rejected",
    "deal_award_proposed",
    "deal_awarded",
    "deal_awarded_secondary",
    "deal_award_lost",
    "deal_withdrawn",
    "deal_closed_unanswered",
    "deal_overlap_ended",
    "deal_contest_ended",
    "deal_stage_moved",
    "deal_protection_reminder",
    "deal_inactivity_warned",
    "deal_extension_requested",
    "deal_extension_granted",
    "deal_extension_denied",
    "deal_won_reported",
    "deal_won_returned",
    "deal_won",
    "deal_lost",
    "deal_revoked",
    "deal_appealed",
    "deal_protection_lapsed",
    "deal_revived",
    "pursuit_recorded",
    "pursuit_ended",
    "fund_allocated",
    "fund_requested",
    "fund_withdrawn",
    "fund_approved",
    "fund_rejected",
    "fund_moved_on",
    "fund_deal_named",
    "fund_deal_taken_back",
    "fund_closed",
    "claim_submitted",
    "claim_withdrawn",
    "claim_question_asked",
    "claim_question_answered",
    "claim_settled",
    "claim_rejected",
    "claim_paid",
    "agreement_signed",
    "agreement_replaced",
    "agreement_ended",
    "earning_accrued",
    "earning_payable",
    "claim_proof_repeated",
    "claim_lapsed",
    "earning_refunded",
    "statement_issued",
    "statement_paid",
    "records_imported",
    "import_undone",
    "resource_taken",
    "milestone_told",
    "person_invited",
    "person_changed",
    "person_role_changed",
    "person_disabled",
    "person_enabled",
    "person_assigned",
    "partner_changed",
    "partner_planned",
    "partner_tier_changed",
    "partner_suspended",
    "partner_reinstated",
    "partner_ended",
    "rules_proposed",
    "rules_approved",
    "rules_withdrawn",
    "rules_in_force",
    "rates_added",
    "application_received",
    "due_diligence_passed",
    "application_refused",
    "first_certificate_earned",
    "partner_activated",
    "level_begun",
    "renewal_begun",
    "lesson_finished",
    "exam_handed_in",
    "project_handed_in",
    "project_reviewed",
    "certificate_awarded",
    "ticket_opened",
    "ticket_replied",
    "ticket_taken",
    "ticket_answered",
    "ticket_noted",
    "ticket_resolved",
    "ticket_rated",
    "ticket_escalated",
    "ticket_closed",
    "show_announced",
    "lead_captured",
    "lead_edited",
    "lead_registered",
    "lead_dropped",
    "lead_received",
    "lead_offered",
    "lead_accepted",
    "lead_declined",
    "lead_passed_on",
    "lead_given_up",
    "survey_opened",
    "survey_answered",
    "survey_closed",
    "campaign_planned",
    "campaign_changed",
    "campaign_reported",
    "campaign_confirmed",
    "campaign_returned",
    "campaign_cancelled",
    "case_study_submitted",
    "case_study_published",
    "case_study_returned",
    "resource_published",
    "resource_withdrawn",
};

std::span<const std::string_view> history_events() {
    return event_names;
}

void HistoryLine::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "subject", subject);
    field(v, "owner", owner);
    field(v, "person", person);
    field(v, "person_name", person_name);
    field(v, "at", at);
    field(v, "event", event);
    field(v, "from", from);
    field(v, "to", to);
    field(v, "rule", rule);
    field(v, "text", text);
    field(v, "internal_text", internal_text);
    field(v, "internal", internal);
    field(v, "draft", draft);
}

static constexpr FieldAccess history_fields[] = {
    {"partner", seen_by::all},
    {"subject", seen_by::all},
    {"owner", seen_by::all},
    {"person", seen_by::all},
    {"person_name", seen_by::all},
    {"at", seen_by::all},
    {"event", seen_by::all},
    {"from", seen_by::all},
    {"to", seen_by::all},
    {"rule", seen_by::all},
    {"text", seen_by::all},
    {"internal_text", seen_by::staff},
    {"internal", seen_by::staff},
    {"draft", seen_by::partner_only},
};

// Whose own a line is, is the owner of what it tells about. What is no partner's (a show, a lead of
// the vendor's, its plan, its pursuits, its imports) has its history with the staff.
static Place place_of_line(const Record& record) {
    const auto& line = body_of<HistoryLine>(record);
    if (!line.partner.given()) return {.home = Place::Home::staff, .partner = {}, .owner = {}};
    return {.partner = line.partner, .owner = line.owner};
}

static bool is_told_to(const Record& record, const Viewer& viewer) {
    const auto& line = body_of<HistoryLine>(record);
    return viewer.audience == Audience::staff ? !line.draft : !line.internal;
}

constinit const KindRule HistoryLine::registered = {
    .kind = Kind::history,
    .type = body_type<HistoryLine>,
    .place = place_of_line,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        return {index_key("history_of", body_of<HistoryLine>(record).subject)};
    },
    .fields = history_fields,
    .visible = is_told_to};

}  // namespace entente
