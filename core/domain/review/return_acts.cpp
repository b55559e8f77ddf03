// How a deal comes back: an expired one is revived, a decision is appealed against, one that ended
// becomes the beginning of a new draft.
#include "core/base/text/bounds.h"
#include "core/domain/claims/linking.h"
#include "core/domain/claims/priority.h"
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

// In review again, as if nobody had looked at it yet, and nobody's second. Who overlaps with it by
// now, it meets.
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
    deal.secondary = false;
    deal.secondary_share = {};
    deal.inactive_warned_at = {};
    deal.activity_at = context.now;
    if (!context.authority) return;
    const BusinessCalendar calendar = calendar_of_region(context.program, partner.region);
    start_clock(deal.sla, context.program.review, calendar, context.now);
    meet_rivals(record, records, changes);
}

static bool stands_approved(const Record* record) {
    const auto& deal = body_of<Deal>(*record);
    return deal.review == Review::approved || deal.review == Review::won_reported;
}

static Outcome must_not_compete(
    const Record& record, const RecordSource& records, const Context& context
) {
    const Rivals rivals = rivals_of(record, records, context);
    const auto& certain = rivals.certain;
    if (std::any_of(certain.begin(), certain.end(), stands_approved) ||
        !rivals.incumbents.empty()) {
        return ProblemCode::deal_must_not_compete_with_an_approved_one;
    }
    return must_be_the_only_claim(record, records, context);
}

static Outcome may_be_revived(
    const DealForm& form,
    const ReviveDeal& command,
    const RecordSource& records,
    const Context& context
) {
    std::vector<Problem> problems = problems_of(form, records, context);
    if (!problems.empty()) return std::move(problems.front());
    return text_is_short_enough(command.text, "text");
}

Result<Changes> act(
    const ReviveDeal& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    DealForm form = form_from_deal(stands);
    form.expected_close = command.expected_close;
    TRY_DONE(may_be_revived(form, command, records, context));
    TRY(const Partner* partner, partner_of(stands.partner, records));
    TRY(const Record* agreement, may_open(command.deal, form, *partner, records, context));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    deal.review = Review::in_review;  // Live, so that its rivals are seen.
    deal.expected_close = command.expected_close;
    deal.agreement = {agreement->id};
    // Its protection is gone, and with it the time from which it had precedence.
    date_claim(deal, context);
    TRY_DONE(must_not_compete(record, records, context));
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
    if (!may_be_appealed(stands.outcome)) {
        return Problem{
            ProblemCode::review_must_allow_this_step,
            "outcome",
            std::string(name_of(stands.outcome))};
    }
    if (stands.appealed) return ProblemCode::appeal_must_be_the_first;
    TRY(const Partner* partner, partner_of(stands.partner, records));
    const Date last = appeal_until(stands, *partner, context.program);
    if (date_of(context.now) > last) {
        return Problem{ProblemCode::appeal_must_be_in_time, {}, text_from_date(last)};
    }
    TRY_DONE(reason_text_is_given(command.text));
    TRY_DONE(must_be_under_the_cap(command.deal, *partner, records, context));
    TRY_DONE(must_be_the_only_claim(*before, records, context));

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
    const auto& ended = body_of<Deal>(*source);
    const bool has_ended = ended.review == Review::closed || ended.review == Review::expired;
    if (!has_ended) return not_in_this_state(ended);

    ChangeSet changes(context);
    Deal deal;
    deal.partner = context.actor.partner;
    deal.owner = context.actor.person;
    deal.cloned_from = command.from;
    put_form(deal, form_from_deal(ended));
    Record record = changes.created(command.deal.bytes, std::move(deal));
    changes.tell(record, of_draft(step("deal_cloned", Review::draft, Review::draft)));
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
