// What time does to a review. Only the system acts here, and only once the moment has come: a due
// that was overtaken by a person's act finds another state and changes nothing.
#include "core/domain/claims/linking.h"
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
    const auto& stands = body_of<Deal>(*before);
    if (date_of(context.now) <= stands.question.due_on) return not_in_this_state(stands);

    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& deal = body_of<Deal>(record);
    close(deal, DealOutcome::incomplete, context.now);
    deal.decision_rule = "answer_in_time";
    Told told = step("deal_closed_unanswered", Review::info_requested, Review::closed);
    told.rule = deal.decision_rule;
    changes.tell(record, std::move(told), By::system);
    leave_rivals(*before, records, changes);
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const RemindOfReview& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const SlaClock& clock = body_of<Deal>(*before).sla;
    const bool due = clock.remind_at.given() && !(context.now < clock.remind_at);
    if (!due) return not_in_this_state(body_of<Deal>(*before));
    TRY(const Partner* partner, partner_of(body_of<Deal>(*before).partner, records));

    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& deal = body_of<Deal>(record);
    const BusinessCalendar calendar = calendar_of_region(context.program, partner->region);
    constexpr std::int32_t whole_target = 100;
    const std::int32_t percent = remind(deal.sla, context.program.review, calendar, context.now);
    const bool escalates = percent >= whole_target && !deal.sla.escalated_at.given();
    if (escalates) deal.sla.escalated_at = context.now;
    // The partner is told when it goes to the next person up; before, its reviewers are reminded.
    Told told = step(
        escalates ? "deal_review_escalated" : "deal_review_reminder", deal.review, deal.review
    );
    told.rule = escalates ? "sla_target" : "sla_reminders";
    told.internal = !escalates;
    if (!escalates) told.to = std::to_string(percent);
    changes.tell(record, std::move(told), By::system);
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
