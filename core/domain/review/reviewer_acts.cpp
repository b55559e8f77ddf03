// What a reviewer decides: take the case, approve it (twice above the limit), reject it.
#include "core/base/text/bounds.h"
#include "core/domain/program/calendars.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/sight.h"
#include "core/domain/review/transitions.h"

#include <algorithm>

namespace entente {

Outcome may_decide(PersonId person, const Deal& deal) {
    if (deal.owner == person) return ProblemCode::reviewer_must_not_be_the_owner;
    const auto& before = deal.decided_by;
    if (deal.appealed && std::find(before.begin(), before.end(), person) != before.end()) {
        return ProblemCode::appeal_must_be_decided_by_another;
    }
    return Done{};
}

// The deal, when the reviewer may decide on it.
template <typename Args>
static Result<const Record*> case_of(
    const Args& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* record, deal_for(command, records, context));
    TRY_DONE(may_decide(context.actor.person, body_of<Deal>(*record)));
    return record;
}

// A case that is late goes to the next person up: whoever may be the second to approve.
static bool may_take_over(const Deal& deal, const Actor& actor) {
    return deal.sla.escalated_at.given() && deal.reviewer != actor.person &&
           actor.permissions.holds(Permission::approve_second);
}

Result<Changes> act(const ClaimDeal& command, const RecordSource& records, const Context& context) {
    TRY(const Record* before, case_of(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    // One that came back after a decision waits for somebody to take it.
    const bool is_taken = stands.review == Review::in_review && stands.reviewer.given();
    if (is_taken && !may_take_over(stands, context.actor)) return not_in_this_state(stands);

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    deal.review = Review::in_review;
    deal.reviewer = context.actor.person;
    if (is_taken) deal.sla.taken_over_at = context.now;
    const std::string_view event = is_taken ? "deal_taken_over" : "deal_claimed";
    changes.tell(record, step(event, stands.review, deal.review));
    changes.put(std::move(record));
    return changes.take();
}

static Told told_by_reviewer(std::string_view event, Review to, const ApproveDeal& command) {
    Told told = step(event, Review::in_review, to, command.text);
    told.internal_text = command.internal_note;
    return told;
}

Result<Changes> act(
    const ApproveDeal& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, case_of(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    const Date today = date_of(context.now);
    const bool two_people = needs_second_approver(stands, context.program, today);
    const bool is_second = two_people && stands.first_approver.given();
    if (is_second && stands.first_approver == context.actor.person) {
        return ProblemCode::second_approver_must_differ;
    }
    if (is_second && !context.actor.permissions.holds(Permission::approve_second)) {
        return ProblemCode::permission_must_be_held;
    }
    TRY_DONE(text_is_short_enough(command.text, "text"));
    TRY_DONE(text_is_short_enough(command.internal_note, "internal_note"));
    TRY(const Partner* partner, partner_of(stands.partner, records));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    if (!command.internal_note.empty()) deal.internal_note = command.internal_note;
    if (two_people && !is_second) {
        deal.first_approver = context.actor.person;
        changes.tell(record, told_by_reviewer("deal_first_approved", Review::in_review, command));
        changes.put(std::move(record));
        return changes.take();
    }
    approve(record, *partner, changes);
    deal.decided_by = {context.actor.person};
    if (is_second) deal.decided_by.push_back(deal.first_approver);
    deal.decision_text = command.text;
    changes.tell(record, told_by_reviewer("deal_approved", Review::approved, command));
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const RejectDeal& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, case_of(command, records, context));
    TRY_DONE(reason_is_complete(context.program.reject_reasons, command.reason, command.text));
    TRY_DONE(reason_text_is_given(command.text));
    TRY_DONE(text_is_short_enough(command.internal_note, "internal_note"));
    TRY(const Partner* partner, partner_of(body_of<Deal>(*before).partner, records));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    stop_clock(deal.sla, calendar_of_region(context.program, partner->region), context.now);
    close(deal, DealOutcome::rejected, context.now);
    deal.decided_by = {context.actor.person};
    deal.decision_reason = command.reason;
    deal.decision_text = command.text;
    if (!command.internal_note.empty()) deal.internal_note = command.internal_note;
    Told told = step("deal_rejected", Review::in_review, Review::closed, command.text);
    told.internal_text = command.internal_note;
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
