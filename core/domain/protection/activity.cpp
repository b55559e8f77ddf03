#include "core/domain/protection/activity.h"

#include "core/base/text/bounds.h"
#include "core/domain/claims/linking.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/transitions.h"

#include <algorithm>

namespace entente {

void touch(Deal& deal, Moment now) {
    deal.activity_at = now;
    deal.inactive_warned_at = {};
}

Result<Evidence> evidence_shown(Evidence shown, const Deal& deal, const Context& context) {
    const bool by_stage = shown.kind == stage_evidence;
    const bool known = entry_with_key(context.program.review.evidence_kinds, shown.kind) != nullptr;
    if (!known || (by_stage && !deal.stage_moved_at.given())) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "kind", {}};
    }
    if (by_stage) shown.on = date_of(deal.stage_moved_at);
    const Date today = date_of(context.now);
    if (shown.on > today) {
        return Problem{ProblemCode::date_must_not_be_in_the_future, "on", text_from_date(today)};
    }
    TRY_DONE(reason_text_is_given(shown.text));
    shown.person = context.actor.person;
    shown.added_at = context.now;
    return shown;
}

Date active_until(const Deal& deal, const ReviewRules& rules) {
    if (deal.inactive_warned_at.given()) {
        return date_of(deal.inactive_warned_at) + Days{rules.inactive_lapse_days};
    }
    return date_of(deal.activity_at) + Days{rules.inactive_warning_days};
}

Date protection_ends_on(const Deal& deal, const ReviewRules& rules) {
    if (!deal.inactive_warned_at.given()) return deal.protected_until;
    return std::min(deal.protected_until, active_until(deal, rules));
}

std::int32_t next_reminder_days(const Deal& deal, const ReviewRules& rules) {
    std::int32_t next = 0;
    for (const std::int32_t days : rules.protection_reminders) {
        const bool is_left = deal.reminded_days == 0 || days < deal.reminded_days;
        if (is_left && days > next) next = days;
    }
    return next;
}

Result<Changes> act(
    const AddEvidence& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    Evidence given;
    given.kind = command.kind;
    given.on = command.on;
    given.text = command.text;
    TRY(Evidence shown, evidence_shown(std::move(given), deal, context));
    TRY_DONE(list_is_short_enough(deal.evidence.size() + 1, "evidence", evidence_max));
    deal.evidence.push_back(std::move(shown));
    touch(deal, context.now);
    Told told = step("deal_evidence_added", deal.review, deal.review, command.text);
    told.rule = command.kind;
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const CommentOnDeal& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const bool of_the_partner = context.actor.partner.given();
    if (command.internal && of_the_partner) {
        return Problem{ProblemCode::permission_must_be_held, "internal", {}};
    }
    TRY_DONE(reason_text_is_given(command.text));

    ChangeSet changes(context);
    const Review review = body_of<Deal>(*before).review;
    Told told = step("deal_commented", review, review);
    told.internal = command.internal;
    (command.internal ? told.internal_text : told.text) = command.text;
    changes.tell(*before, std::move(told));
    // What staff say is said in the history alone: the partner's record does not move by it.
    if (of_the_partner) {
        Record record = changes.edited(*before);
        touch(body_of<Deal>(record), context.now);
        changes.put(std::move(record));
    }
    return changes.take();
}

Result<Changes> act(
    const WarnInactive& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    const bool due = stands.protection == Protection::active &&
                     !stands.inactive_warned_at.given() &&
                     date_of(context.now) > active_until(stands, context.program.review);
    if (!due) return not_while_protected_so(stands);

    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& deal = body_of<Deal>(record);
    deal.inactive_warned_at = context.now;
    Told told = step("deal_inactivity_warned", deal.review, deal.review);
    told.rule = "inactivity";
    told.to = text_from_date(active_until(deal, context.program.review));
    changes.tell(record, std::move(told), By::system);
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const RemindOfProtection& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    if (stands.protection != Protection::active) return not_while_protected_so(stands);

    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& deal = body_of<Deal>(record);
    // A server that slept reminds once, of the latest.
    const ReviewRules& rules = context.program.review;
    const Date today = date_of(context.now);
    for (std::int32_t days = next_reminder_days(deal, rules);
         days > 0 && today >= deal.protected_until - Days{days};
         days = next_reminder_days(deal, rules)) {
        deal.reminded_days = days;
    }
    if (deal.reminded_days == stands.reminded_days) return not_while_protected_so(stands);
    Told told = step("deal_protection_reminder", deal.review, deal.review);
    told.rule = "protection_reminders";
    told.to = std::to_string(deal.reminded_days);
    changes.tell(record, std::move(told), By::system);
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const LapseProtection& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    // A request for an extension made in time holds the protection until it is decided.
    const bool due = stands.protection == Protection::active &&
                     date_of(context.now) > protection_ends_on(stands, context.program.review);
    if (!due) return not_while_protected_so(stands);

    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& deal = body_of<Deal>(record);
    const bool by_end = date_of(context.now) > deal.protected_until;
    deal.review = Review::expired;
    deal.protection = Protection::lapsed;
    deal.contested = false;
    Told told = step("deal_protection_lapsed", Review::approved, Review::expired);
    told.rule = by_end ? "protection_by_tier" : "inactivity";
    changes.tell(record, std::move(told), By::system);
    leave_rivals(*before, records, changes);
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
