// What a partner does with a deal beside registering it: keep, discard, withdraw, move the stage.
#include "core/base/text/bounds.h"
#include "core/domain/claims/linking.h"
#include "core/domain/protection/activity.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/form.h"
#include "core/domain/review/transitions.h"

namespace entente {

Result<Changes> act(const KeepDraft& command, const RecordSource& records, const Context& context) {
    if (auto problem = size_problem(command.form)) return *std::move(problem);
    ChangeSet changes(context);
    const Record* before = records.find({Kind::deal, command.deal.bytes});
    if (before == nullptr) {
        Deal deal;
        deal.partner = context.actor.partner;
        deal.owner = context.actor.person;
        put_form(deal, command.form);
        changes.put(changes.created(command.deal.bytes, std::move(deal)));
        return changes.take();
    }
    TRY(before, deal_for(command, records, context));
    Record record = changes.edited(*before);
    put_form(body_of<Deal>(record), command.form);
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const DiscardDraft& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    ChangeSet changes(context);
    changes.remove(before->key());
    return changes.take();
}

Result<Changes> act(
    const WithdrawDeal& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const Review review = body_of<Deal>(*before).review;
    TRY_DONE(text_is_short_enough(command.reason, "reason"));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    close(deal, DealOutcome::withdrawn, context.now);
    deal.decision_text = command.reason;
    Told told = step("deal_withdrawn", review, deal.review, command.reason);
    changes.tell(record, review == Review::draft ? of_draft(std::move(told)) : std::move(told));
    if (context.authority) leave_rivals(*before, records, changes);
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(const MoveStage& command, const RecordSource& records, const Context& context) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& deal = body_of<Deal>(*before);
    if (deal.stage != command.from) {
        return Problem{
            ProblemCode::field_must_not_have_changed_meanwhile,
            "stage",
            std::string(name_of(deal.stage))};
    }
    if (command.to == command.from) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "to", {}};
    }
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& moved = body_of<Deal>(record);
    moved.stage = command.to;
    moved.stage_moved_at = context.now;
    touch(moved, context.now);
    changes.tell(
        record,
        {.event = "deal_stage_moved",
         .from = std::string(name_of(command.from)),
         .to = std::string(name_of(command.to)),
         .rule = {},
         .text = {},
         .internal_text = {},
         .internal = false,
         .draft = moved.review == Review::draft}
    );
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
