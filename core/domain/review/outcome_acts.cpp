// How an approved deal ends: won and confirmed, lost, or revoked by the program.
#include "core/base/text/bounds.h"
#include "core/domain/claims/linking.h"
#include "core/domain/earnings/deal_money.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/transitions.h"

namespace entente {

static Outcome order_number_is_given(const std::string& number) {
    constexpr std::size_t length_max = 100;
    if (is_blank(number)) {
        return Problem{ProblemCode::order_number_must_be_given, "order_number", {}};
    }
    return text_is_short_enough(number, "order_number", length_max);
}

Result<Changes> act(const ReportWon& command, const RecordSource& records, const Context& context) {
    TRY(const Record* before, deal_for(command, records, context));
    TRY_DONE(order_number_is_given(command.order_number));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    const std::int64_t usual_ms = context.program.review.won_early_hours * ms_per_hour;
    deal.review = Review::won_reported;
    deal.activity_at = context.now;
    deal.won = {
        .order_number = command.order_number,
        .reported_at = context.now,
        .reported_by = context.actor.person,
        .early = context.now < deal.approved_at + usual_ms,
        .confirmed_at = {}};
    // An extension that was asked for has no purpose any more.
    deal.extension = {};
    if (deal.protection == Protection::extension_pending) deal.protection = Protection::active;
    Told told = step("deal_won_reported", Review::approved, deal.review);
    if (deal.won.early) told.rule = "won_early";
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const ConfirmWon& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    if (body_of<Deal>(*before).contested) return ProblemCode::contest_must_be_decided;
    TRY_DONE(text_is_short_enough(command.text, "text"));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    close(deal, DealOutcome::won, context.now);
    deal.won.confirmed_at = context.now;
    deal.decided_by = {context.actor.person};
    deal.decision_text = command.text;
    changes.tell(record, step("deal_won", Review::won_reported, Review::closed, command.text));
    if (context.authority) {
        TRY_DONE(earn_deal(record, records, changes));
        plan_deal_survey(deal.partner, {record.id}, records, changes);
    }
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(const ReturnWon& command, const RecordSource& records, const Context& context) {
    TRY(const Record* before, deal_for(command, records, context));
    TRY_DONE(reason_text_is_given(command.text));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    deal.review = Review::approved;
    deal.won = {};
    changes.tell(
        record, step("deal_won_returned", Review::won_reported, deal.review, command.text)
    );
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const ReportLost& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    TRY_DONE(reason_is_complete(context.program.loss_reasons, command.reason, command.text));
    TRY_DONE(text_is_short_enough(command.text, "text"));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    close(deal, DealOutcome::lost, context.now);
    deal.decision_reason = command.reason;
    deal.decision_text = command.text;
    Told told = step("deal_lost", Review::approved, Review::closed, command.text);
    told.rule = command.reason;
    changes.tell(record, std::move(told));
    if (context.authority) leave_rivals(*before, records, changes);
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const RevokeDeal& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    TRY_DONE(reason_is_complete(context.program.revoke_reasons, command.reason, command.text));
    TRY_DONE(reason_text_is_given(command.text));
    TRY_DONE(text_is_short_enough(command.internal_note, "internal_note"));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    const Review before_it = deal.review;
    close(deal, DealOutcome::revoked, context.now);
    deal.decided_by = {context.actor.person};
    deal.decision_reason = command.reason;
    deal.decision_text = command.text;
    if (!command.internal_note.empty()) deal.internal_note = command.internal_note;
    Told told = step("deal_revoked", before_it, Review::closed, command.text);
    told.rule = command.reason;
    told.internal_text = command.internal_note;
    changes.tell(record, std::move(told));
    if (context.authority) leave_rivals(*before, records, changes);
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
