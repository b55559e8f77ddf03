#include "core/domain/review/approval.h"

#include "core/base/text/bounds.h"
#include "core/domain/program/calendars.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/transitions.h"

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

static void forget_decision(Deal& deal) {
    deal.decided_by.clear();
    deal.decision_rule.clear();
    deal.decision_reason.clear();
    deal.decision_text.clear();
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
    body.appealed = false;
    body.appeal_text.clear();
    forget_decision(body);
    body.rules_version = context.program.rules_version;
    stop_clock(body.sla, calendar_of_region(context.program, partner.region), context.now);
}

void approve_by_rule(Record& record, const Partner& partner, ChangeSet& changes) {
    auto& deal = body_of<Deal>(record);
    // What was decided once comes back for a person to look at.
    if (deal.decided_at.given() || !takes_part(partner)) return;
    const AutoApproval* rule =
        automatic_approval(deal, partner.tier, changes.context().program, changes.today());
    if (rule == nullptr) return;
    const Review before = deal.review;
    approve(record, partner, changes);
    deal.decision_rule = rule->key;
    Told told = step("deal_auto_approved", before, deal.review);
    told.rule = rule->key;
    changes.tell(record, std::move(told), By::system);
}

void close(Deal& deal, DealOutcome outcome, Moment now) {
    deal.review = Review::closed;
    deal.outcome = outcome;
    deal.decided_at = now;
    deal.contested = false;
    deal.protection = Protection::none;
    deal.extension = {};
    forget_decision(deal);
    // What was promised is void; what was used stays, for the figures.
    deal.sla.running_since = {};
    deal.sla.target_at = {};
    deal.sla.limit_at = {};
    deal.sla.remind_at = {};
}

bool takes_part(const Partner& partner) {
    return partner.lifecycle == Lifecycle::onboarding || partner.lifecycle == Lifecycle::active;
}

Outcome must_be_under_the_cap(
    DealId deal, const Partner& partner, const RecordSource& records, const Context& context
) {
    const auto open = records.under(index_key("open_deals_of", context.actor.partner.bytes));
    const auto others = std::count_if(open.begin(), open.end(), [&deal](const Record* record) {
        return record->id != deal.bytes;
    });
    const std::int32_t cap = rule_of(context.program, partner.tier).open_registrations;
    if (others < cap) return Done{};
    return Problem{ProblemCode::open_registrations_must_be_under_the_cap, {}, std::to_string(cap)};
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
