#include "core/domain/history.h"

namespace entente {

std::span<const std::string_view> history_events() {
    static constexpr std::array<std::string_view, 18> names{
        "deal_submitted",
        "deal_overlap_found",
        "deal_contested",
        "deal_auto_approved",
        "deal_claimed",
        "deal_question_asked",
        "deal_question_answered",
        "deal_first_approved",
        "deal_approved",
        "deal_rejected",
        "deal_withdrawn",
        "deal_closed_unanswered",
        "deal_overlap_ended",
        "deal_contest_ended",
        "deal_stage_moved",
        "deal_won",
        "deal_lost",
        "deal_protection_lapsed"};
    return names;
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
}

}  // namespace entente
