// What time does to a review. Only the system acts here, and only once the moment has come: a due
// that was overtaken by a person's act finds another state and changes nothing.
#include "core/domain/claims/rivals.h"
#include "core/domain/program/calendars.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/sight.h"
#include "core/domain/review/transitions.h"

namespace entente {

Result<Changes> act(
    const CloseUnanswered& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    if (date_of(context.now) <= body_of<Deal>(*before).question.due_on)
        return ProblemCode::review_must_allow_this_step;

    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& deal = body_of<Deal>(record);
    close(deal, DealOutcome::incomplete, context.now);
    deal.decision_rule = "answer_in_time";
    Told told = step("deal_closed_unanswered", Review::info_requested, Review::closed);
    told.rule = deal.decision_rule;
    changes.tell(record, std::move(told), By::system);
    changes.put(std::move(record));
    release_rivals({before}, records, changes);
    return changes.take();
}

Result<Changes> act(
    const RemindOfReview& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const SlaClock& clock = body_of<Deal>(*before).sla;
    const bool due = clock.remind_at.given() && !(context.now < clock.remind_at);
    if (!due) return ProblemCode::review_must_allow_this_step;
    TRY(const Partner* partner, partner_of(body_of<Deal>(*before).partner, records));

    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& deal = body_of<Deal>(record);
    const BusinessCalendar calendar = calendar_of_region(context.program, partner->region);
    constexpr std::int32_t whole_target = 100;
    const std::int32_t percent = remind(deal.sla, context.program.review, calendar, context.now);
    if (percent >= whole_target && !deal.sla.escalated_at.given()) {
        deal.sla.escalated_at = context.now;
        Told told = step("deal_review_escalated", deal.review, deal.review);
        told.rule = "sla_target";
        changes.tell(record, std::move(told), By::system);
    }
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
