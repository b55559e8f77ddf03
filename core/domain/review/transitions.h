// The machine of a deal's review, as data: which command may meet a deal in which state, and where
// it may lead. The acts ask this table; what stands in no row is refused.
#pragma once

#include "core/domain/commands/change_set.h"
#include "core/domain/commands/command_rule.h"

namespace entente {

struct Transition {
    std::string_view command;    // Or what another one's act does: "overlap_found".
    std::optional<Review> from;  // None: the deal is made by it.
    std::optional<Review> to;    // None: the draft is gone.
    DealOutcome outcome = DealOutcome::none;

    friend bool operator==(const Transition&, const Transition&) = default;
};
std::span<const Transition> transitions();

// A change that a deal went through is a row, for the command or for another one's effect.
bool is_transition(const Transition& change);
bool may_meet(std::string_view command, Review state);

// review_must_allow_this_step, with what does not and how it stands.
Problem not_in_this_state(const Deal& deal);
Problem not_while_protected_so(const Deal& deal);

// The deal when the actor may see it and the command may meet it: record_must_exist,
// review_must_allow_this_step.
Result<const Record*> deal_for(
    std::string_view command, DealId deal, const RecordSource& records, const Context& context
);
template <typename Args>
Result<const Record*> deal_for(
    const Args& command, const RecordSource& records, const Context& context
) {
    return deal_for(Args::registered.name, command.deal, records, context);
}

// Who holds a registration, and how far its review has come: "with the board, step 2 of 3".
enum class Holder : std::uint8_t { nobody, partner, reviewers, reviewer, second_approver, board };
std::span<const std::string_view> names_of(Holder);

struct CaseStanding {
    Holder holder = Holder::nobody;
    PersonId person;         // The one reviewer.
    std::int32_t step = 0;   // 1: received, 2: looked at, perhaps 3: approved by one; 0: a draft.
    std::int32_t steps = 0;  // The last is the decision.

    friend bool operator==(const CaseStanding&, const CaseStanding&) = default;
};
CaseStanding standing_of(const Deal& deal, const Program& program, Date on);

// The line of history of a step.
Told step(std::string_view event, Review from, Review to, std::string text = {});
// The same of what nobody but the partner knows of.
Told of_draft(Told told);

}  // namespace entente
