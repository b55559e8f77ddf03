// What a reviewer decides: take the case, approve it (twice above the limit), reject it.
#include "core/domain/program/calendars.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/sight.h"

namespace entente {

// The deal, when the reviewer may decide on it and it stands where it must.
static Result<const Record*> case_of(
    DealId deal, Review expected, const RecordSource& records, const Context& context
) {
    TRY(const Record* record, deal_in_sight(deal, records, context));
    const auto& body = body_of<Deal>(*record);
    if (body.review != expected) return ProblemCode::review_must_allow_this_step;
    if (body.owner == context.actor.person) return ProblemCode::reviewer_must_not_be_the_owner;
    return record;
}

Result<Changes> act(const ClaimDeal& command, const RecordSource& records, const Context& context) {
    TRY(const Record* before, case_of(command.deal, Review::submitted, records, context));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    deal.review = Review::in_review;
    deal.reviewer = context.actor.person;
    changes.tell(
        record,
        {.event = "deal_claimed",
         .from = std::string(name_of(Review::submitted)),
         .to = std::string(name_of(Review::in_review)),
         .rule = {},
         .text = {},
         .internal_text = {}}
    );
    changes.put(std::move(record));
    return changes.take();
}

static Told told_by_reviewer(std::string_view event, Review to, const ApproveDeal& command) {
    return {
        .event = event,
        .from = std::string(name_of(Review::in_review)),
        .to = std::string(name_of(to)),
        .rule = {},
        .text = command.text,
        .internal_text = command.internal_note};
}

Result<Changes> act(
    const ApproveDeal& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, case_of(command.deal, Review::in_review, records, context));
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
    deal.decision_text = command.text;
    changes.tell(record, told_by_reviewer("deal_approved", Review::approved, command));
    changes.put(std::move(record));
    return changes.take();
}

static Outcome reason_is_complete(const RejectDeal& command, const Program& program) {
    if (command.reason.empty()) {
        return Problem{ProblemCode::reason_must_be_given, "reason", {}};
    }
    if (entry_with_key(program.reject_reasons, command.reason) == nullptr) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "reason", {}};
    }
    if (command.text.empty()) return Problem{ProblemCode::reason_must_be_given, "text", {}};
    return Done{};
}

Result<Changes> act(
    const RejectDeal& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, case_of(command.deal, Review::in_review, records, context));
    TRY_DONE(reason_is_complete(command, context.program));
    TRY(const Partner* partner, partner_of(body_of<Deal>(*before).partner, records));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    deal.review = Review::closed;
    deal.outcome = DealOutcome::rejected;
    deal.decided_at = context.now;
    deal.decision_reason = command.reason;
    deal.decision_text = command.text;
    if (!command.internal_note.empty()) deal.internal_note = command.internal_note;
    stop_clock(deal.sla, calendar_of_region(context.program, partner->region), context.now);
    changes.tell(
        record,
        {.event = "deal_rejected",
         .from = std::string(name_of(Review::in_review)),
         .to = std::string(name_of(Review::closed)),
         .rule = {},
         .text = command.text,
         .internal_text = command.internal_note}
    );
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
