#include "core/domain/review/approval.h"

#include "core/base/text/bounds.h"
#include "core/domain/program/calendars.h"
#include "core/domain/review/clock.h"

#include <algorithm>

namespace entente {

std::optional<Money> value_for_limits(const Deal& deal, const Program& program, Date on) {
    const Result<Money> value = value_of(deal);
    if (!value.ok()) return std::nullopt;
    const Result<Money> amount = converted(program, value.value(), program.currency, on);
    if (!amount.ok()) return std::nullopt;
    return amount.value();
}

bool needs_second_approver(std::optional<Money> value, const Program& program) {
    return !value || value->minor > program.review.second_approver_over.minor;
}

bool needs_second_approver(const Deal& deal, const Program& program, Date on) {
    return needs_second_approver(value_for_limits(deal, program, on), program);
}

const AutoApproval* automatic_approval(
    std::optional<Money> value, Tier tier, const Program& program
) {
    if (!value) return nullptr;
    for (const AutoApproval& rule : program.review.auto_approvals) {
        const bool for_tier =
            std::find(rule.tiers.begin(), rule.tiers.end(), tier) != rule.tiers.end();
        if (for_tier && value->minor < rule.under.minor) return &rule;
    }
    return nullptr;
}

const AutoApproval* automatic_approval(
    const Deal& deal, Tier tier, const Program& program, Date on
) {
    return automatic_approval(value_for_limits(deal, program, on), tier, program);
}

void approve(Record& deal, const Partner& partner, ChangeSet& changes) {
    const Context& context = changes.context();
    const TierRule& rule = rule_of(context.program, partner.tier);
    auto& body = body_of<Deal>(deal);
    body.review = Review::approved;
    body.protection = Protection::active;
    body.protected_until = changes.today() + Days{rule.protection_days};
    body.contested = false;
    body.decided_at = context.now;
    body.approved_at = context.now;
    body.activity_at = context.now;
    body.inactive_warned_at = {};
    body.reminded_days = 0;
    body.extension = {};
    body.extensions_granted = 0;
    body.award = {};
    body.linked.clear();
    body.rules_version = context.program.rules_version;
    stop_clock(body.sla, calendar_of_region(context.program, partner.region), context.now);
}

void close(Deal& deal, DealOutcome outcome, Moment now) {
    deal.review = Review::closed;
    deal.outcome = outcome;
    deal.decided_at = now;
    deal.contested = false;
    deal.protection = Protection::none;
    deal.extension = {};
    deal.award = {};
    deal.linked.clear();
    // What was promised is void; what was used stays, for the figures.
    deal.sla.running_since = {};
    deal.sla.target_at = {};
    deal.sla.limit_at = {};
    deal.sla.remind_at = {};
}

Outcome reason_is_complete(
    const std::vector<NamedKey>& reasons, const std::string& reason, const std::string& text
) {
    if (reason.empty()) return Problem{ProblemCode::reason_must_be_given, "reason", {}};
    const NamedKey* known = entry_with_key(reasons, reason);
    if (known == nullptr) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "reason", {}};
    }
    if (known->text_required) return reason_text_is_given(text);
    return Done{};
}

Outcome reason_text_is_given(const std::string& text) {
    if (is_blank(text)) return Problem{ProblemCode::reason_must_be_given, "text", {}};
    return text_is_short_enough(text, "text");
}

}  // namespace entente
