// What time does to a deal. Only the system acts here, and only once the moment has come: a due
// that was overtaken by a person's act finds another state and changes nothing.
#include "core/domain/claims/rivals.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/sight.h"

namespace entente {

Result<Changes> act(
    const CloseUnanswered& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_in_sight(command.deal, records, context));
    const auto& stands = body_of<Deal>(*before);
    const bool due =
        stands.review == Review::info_requested && date_of(context.now) > stands.question.due_on;
    if (!due) return ProblemCode::review_must_allow_this_step;

    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& deal = body_of<Deal>(record);
    deal.review = Review::closed;
    deal.outcome = DealOutcome::incomplete;
    deal.decided_at = context.now;
    deal.decision_rule = "answer_in_time";
    changes.tell(
        record,
        {.event = "deal_closed_unanswered",
         .from = std::string(name_of(Review::info_requested)),
         .to = std::string(name_of(Review::closed)),
         .rule = deal.decision_rule,
         .text = {},
         .internal_text = {}},
        By::system
    );
    changes.put(std::move(record));
    release_rivals(*before, records, changes);
    return changes.take();
}

Result<Changes> act(
    const LapseProtection& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_in_sight(command.deal, records, context));
    const auto& stands = body_of<Deal>(*before);
    // A request for an extension made in time holds the protection until it is decided.
    const bool due = stands.review == Review::approved && stands.protection == Protection::active &&
                     date_of(context.now) > stands.protected_until;
    if (!due) return ProblemCode::review_must_allow_this_step;

    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& deal = body_of<Deal>(record);
    deal.review = Review::expired;
    deal.protection = Protection::lapsed;
    deal.contested = false;
    changes.tell(
        record,
        {.event = "deal_protection_lapsed",
         .from = std::string(name_of(Review::approved)),
         .to = std::string(name_of(Review::expired)),
         .rule = "protection_by_tier",
         .text = {},
         .internal_text = {}},
        By::system
    );
    changes.put(std::move(record));
    release_rivals(*before, records, changes);
    return changes.take();
}

}  // namespace entente
