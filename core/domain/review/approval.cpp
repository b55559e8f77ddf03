#include "core/domain/review/approval.h"

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

bool needs_second_approver(const Deal& deal, const Program& program, Date on) {
    const std::optional<Money> value = value_for_limits(deal, program, on);
    return !value || value->minor > program.review.second_approver_over.minor;
}

const AutoApproval* automatic_approval(
    const Deal& deal, Tier tier, const Program& program, Date on
) {
    const std::optional<Money> value = value_for_limits(deal, program, on);
    if (!value) return nullptr;
    for (const AutoApproval& rule : program.review.auto_approvals) {
        const bool for_tier =
            std::find(rule.tiers.begin(), rule.tiers.end(), tier) != rule.tiers.end();
        if (for_tier && value->minor < rule.under.minor) return &rule;
    }
    return nullptr;
}

void approve(Record& deal, const Partner& partner, ChangeSet& changes) {
    const Context& context = changes.context();
    const TierRule& rule = rule_of(context.program, partner.tier);
    auto& body = body_of<Deal>(deal);
    body.review = Review::approved;
    body.protection = Protection::active;
    body.protected_until = changes.today() + Days{rule.protection_days};
    body.decided_at = context.now;
    body.rules_version = context.program.rules_version;
    stop_clock(body.sla, calendar_of_region(context.program, partner.region), context.now);
}

}  // namespace entente
