// A person says of two claims that may be one customer's that they are: they come before the board.
#include "core/base/text/bounds.h"
#include "core/domain/claims/linking.h"
#include "core/domain/claims/rivals.h"
#include "core/domain/pursuit.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/transitions.h"

#include <algorithm>

namespace entente {

// Only a likely one, whom the rules have found: nobody guesses at other partners' deals.
static Result<const Record*> likely_rival(
    const JoinClaims& command,
    const Deal& claim,
    const RecordSource& records,
    const Context& context
) {
    const Problem none{ProblemCode::record_must_exist, "other", {}};
    const Contest* contest = contest_in(records, command.deal.bytes);
    if (contest == nullptr) return none;
    const auto& likely = contest->possible;
    if (std::find(likely.begin(), likely.end(), command.other) == likely.end()) return none;
    const Record* other = records.find({Kind::deal, command.other});
    if (other == nullptr) other = records.find({Kind::pursuit, command.other});
    if (other == nullptr || !may_be_met(*other, claim, context)) return none;
    return other;
}

static void tell_of_joining(const Record& record, const JoinClaims& command, ChangeSet& changes) {
    const auto* deal = record.body.as<Deal>();
    if (deal == nullptr) return;
    Told told = step("deal_claims_joined", deal->review, deal->review);
    told.internal_text = command.text;
    told.internal = true;
    changes.tell(record, std::move(told));
}

Result<Changes> act(
    const JoinClaims& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    TRY_DONE(may_decide(context.actor.person, stands));
    TRY(const Record* other, likely_rival(command, stands, records, context));
    TRY_DONE(reason_text_is_given(command.text));

    ChangeSet changes(context);
    Contests contests(records, changes);
    tell_of_joining(*before, command, changes);
    tell_of_joining(*other, command, changes);
    link_rival(*before, *other, contests);
    contests.keep(*before, other->id);
    if (contests.are_linked(other->id, before->id)) contests.keep(*other, before->id);
    Record record = changes.edited(*before, By::system);
    if (bring_before_the_board(record, contests)) changes.put(std::move(record));
    contests.put();
    return changes.take();
}

}  // namespace entente
