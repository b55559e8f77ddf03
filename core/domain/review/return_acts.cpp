// How a deal comes back: an expired one is revived, a decision is appealed against, a closed one
// becomes the beginning of a new draft.
#include "core/base/text/bounds.h"
#include "core/domain/claims/rivals.h"
#include "core/domain/program/calendars.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/form.h"
#include "core/domain/review/sight.h"
#include "core/domain/review/transitions.h"

#include <algorithm>

namespace entente {

// In review again, as if nobody had looked at it yet. Who overlaps with it by now, it meets.
static void reopen(
    Record& record, const Partner& partner, const RecordSource& records, ChangeSet& changes
) {
    const Context& context = changes.context();
    auto& deal = body_of<Deal>(record);
    deal.review = Review::in_review;
    deal.outcome = DealOutcome::none;
    deal.protection = Protection::none;
    deal.reviewer = {};
    deal.first_approver = {};
    deal.inactive_warned_at = {};
    deal.activity_at = context.now;
    if (!context.authority) return;
    const BusinessCalendar calendar = calendar_of_region(context.program, partner.region);
    start_clock(deal.sla, context.program.review, calendar, context.now);
    const Rivals rivals = rivals_of(record, records, context);
    if (rivals.any_certain()) contest(record, rivals, changes);
}

static bool stands_approved(const Record* record) {
    const auto& deal = body_of<Deal>(*record);
    return deal.review == Review::approved || deal.review == Review::won_reported;
}

Result<Changes> act(
    const ReviveDeal& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    DealForm form = form_from_deal(stands);
    form.expected_close = command.expected_close;
    std::vector<Problem> problems = problems_of(form, records, context);
    if (!problems.empty()) return std::move(problems.front());
    TRY_DONE(text_is_short_enough(command.text, "text"));
    TRY(const Partner* partner, partner_of(stands.partner, records));
    TRY_DONE(may_open(command.deal, form, *partner, records, context));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    deal.review = Review::in_review;  // Live, so that its rivals are seen.
    deal.expected_close = command.expected_close;
    const Rivals rivals = rivals_of(record, records, context);
    const auto& certain = rivals.certain;
    if (std::any_of(certain.begin(), certain.end(), stands_approved) ||
        !rivals.incumbents.empty()) {
        return ProblemCode::deal_must_not_compete_with_an_approved_one;
    }
    if (own_claim(record, records, context) != nullptr) {
        return ProblemCode::deal_must_not_be_registered_twice;
    }
    // Its protection is gone, and with it the time from which it had precedence.
    deal.priority_from = context.now;
    deal.priority_until = context.now;
    changes.tell(record, step("deal_revived", Review::expired, Review::in_review, command.text));
    reopen(record, *partner, records, changes);
    changes.put(std::move(record));
    return changes.take();
}

static bool may_be_appealed(DealOutcome outcome) {
    return outcome == DealOutcome::rejected || outcome == DealOutcome::duplicate ||
           outcome == DealOutcome::revoked;
}

Date appeal_until(const Deal& deal, const Partner& partner, const Program& program) {
    const BusinessCalendar calendar = calendar_of_region(program, partner.region);
    return after_business_days(calendar, deal.decided_at, program.review.appeal_business_days);
}

Result<Changes> act(
    const AppealDecision& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    if (!may_be_appealed(stands.outcome)) return ProblemCode::review_must_allow_this_step;
    if (stands.appealed) return ProblemCode::appeal_must_be_the_first;
    TRY(const Partner* partner, partner_of(stands.partner, records));
    const Date last = appeal_until(stands, *partner, context.program);
    if (date_of(context.now) > last) {
        return Problem{ProblemCode::appeal_must_be_in_time, {}, text_from_date(last)};
    }
    TRY_DONE(reason_text_is_given(command.text));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    deal.appealed = true;
    deal.appeal_text = command.text;
    changes.tell(record, step("deal_appealed", Review::closed, Review::in_review, command.text));
    reopen(record, *partner, records, changes);
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(const CloneDeal& command, const RecordSource& records, const Context& context) {
    if (records.find({Kind::deal, command.deal.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "deal", {}};
    }
    TRY(const Record* source, deal_in_sight(command.from, records, context));
    const auto& closed = body_of<Deal>(*source);
    if (closed.review != Review::closed) return ProblemCode::review_must_allow_this_step;

    ChangeSet changes(context);
    Deal deal;
    deal.partner = context.actor.partner;
    deal.owner = context.actor.person;
    deal.cloned_from = command.from;
    put_form(deal, form_from_deal(closed));
    Record record = changes.created(command.deal.bytes, std::move(deal));
    changes.tell(record, step("deal_cloned", Review::draft, Review::draft));
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
