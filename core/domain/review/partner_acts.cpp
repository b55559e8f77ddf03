// What a partner does with a deal beside registering it: keep, discard, withdraw, move the stage.
#include "core/domain/claims/rivals.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/form.h"
#include "core/domain/review/sight.h"

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
    TRY(before, deal_in_sight(command.deal, records, context));
    if (body_of<Deal>(*before).review != Review::draft) {
        return ProblemCode::review_must_allow_this_step;
    }
    Record record = changes.edited(*before);
    put_form(body_of<Deal>(record), command.form);
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const DiscardDraft& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_in_sight(command.deal, records, context));
    if (body_of<Deal>(*before).review != Review::draft) {
        return ProblemCode::review_must_allow_this_step;
    }
    ChangeSet changes(context);
    changes.remove(before->key());
    return changes.take();
}

static bool may_be_withdrawn(Review review) {
    switch (review) {
        case Review::draft:
        case Review::submitted:
        case Review::in_review:
        case Review::info_requested:
        case Review::conflict:
            return true;
        case Review::approved:
        case Review::won_reported:
        case Review::expired:
        case Review::closed:
            return false;
    }
    return false;
}

Result<Changes> act(
    const WithdrawDeal& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_in_sight(command.deal, records, context));
    const Review review = body_of<Deal>(*before).review;
    if (!may_be_withdrawn(review)) return ProblemCode::review_must_allow_this_step;
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    deal.review = Review::closed;
    deal.outcome = DealOutcome::withdrawn;
    deal.decided_at = context.now;
    deal.decision_text = command.reason;
    deal.sla.running_since = {};
    changes.tell(
        record,
        {.event = "deal_withdrawn",
         .from = std::string(name_of(review)),
         .to = std::string(name_of(deal.review)),
         .rule = {},
         .text = command.reason,
         .internal_text = {}}
    );
    changes.put(std::move(record));
    if (context.authority) release_rivals(*before, records, changes);
    return changes.take();
}

// The stage is the partner's own, except where a reviewer has the deal in hand.
static bool stage_may_move(Review review) {
    switch (review) {
        case Review::draft:
        case Review::submitted:
        case Review::info_requested:
        case Review::approved:
        case Review::expired:
            return true;
        case Review::in_review:
        case Review::conflict:
        case Review::won_reported:
        case Review::closed:
            return false;
    }
    return false;
}

Result<Changes> act(const MoveStage& command, const RecordSource& records, const Context& context) {
    TRY(const Record* before, deal_in_sight(command.deal, records, context));
    const auto& deal = body_of<Deal>(*before);
    if (deal.stage != command.from) {
        return Problem{
            ProblemCode::field_must_not_have_changed_meanwhile,
            "stage",
            std::string(name_of(deal.stage))};
    }
    if (!stage_may_move(deal.review)) return ProblemCode::review_must_allow_this_step;
    if (command.to == command.from) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "to", {}};
    }
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    body_of<Deal>(record).stage = command.to;
    changes.tell(
        record,
        {.event = "deal_stage_moved",
         .from = std::string(name_of(command.from)),
         .to = std::string(name_of(command.to)),
         .rule = {},
         .text = {},
         .internal_text = {}}
    );
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
