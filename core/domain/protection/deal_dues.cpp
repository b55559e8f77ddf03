#include "core/domain/protection/activity.h"

namespace entente {

static void add_protection_dues(
    const IdBytes& id, const Deal& deal, const ReviewRules& rules, std::vector<Due>& dues
) {
    // A day counts to its end: what it limits falls due as the next one begins.
    const DealId subject{id};
    dues.push_back({start_of(protection_ends_on(deal, rules) + Days{1}), LapseProtection{subject}});
    const std::int32_t days = next_reminder_days(deal, rules);
    if (days > 0) {
        dues.push_back({start_of(deal.protected_until - Days{days}), RemindOfProtection{subject}});
    }
    const bool may_be_warned = rules.inactive_warning_days > 0 && deal.activity_at.given();
    if (may_be_warned && !deal.inactive_warned_at.given()) {
        dues.push_back({start_of(active_until(deal, rules) + Days{1}), WarnInactive{subject}});
    }
}

void dues_of_deal(const Record& record, const Program& program, std::vector<Due>& dues) {
    const auto& deal = body_of<Deal>(record);
    // A day counts to its end: what it limits falls due as the next one begins.
    if (deal.review == Review::info_requested) {
        dues.push_back({start_of(deal.question.due_on + Days{1}), CloseUnanswered{{record.id}}});
    }
    if (deal.sla.running_since.given() && deal.sla.remind_at.given()) {
        dues.push_back({deal.sla.remind_at, RemindOfReview{{record.id}}});
    }
    if (deal.review == Review::approved && deal.protection == Protection::active) {
        add_protection_dues(record.id, deal, program.review, dues);
    }
}

}  // namespace entente
