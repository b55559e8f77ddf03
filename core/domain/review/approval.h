// What an approval is worth and what it gives: limits, automatic rules, protection.
#pragma once

#include "core/domain/commands/change_set.h"

namespace entente {

// The deal's value in the program's currency. None where it has no rate: such a deal is treated as
// one above every limit.
std::optional<Money> value_for_limits(const Deal& deal, const Program& program, Date on);

bool needs_second_approver(const Deal& deal, const Program& program, Date on);

// The first rule that approves the deal without a person; null when none does.
const AutoApproval* automatic_approval(
    const Deal& deal, Tier tier, const Program& program, Date on
);

// The same of a value as value_for_limits() gives it.
bool needs_second_approver(std::optional<Money> value, const Program& program);
const AutoApproval* automatic_approval(
    std::optional<Money> value, Tier tier, const Program& program
);

// Approves: protection by tier from today on, the rules of today for life. An appeal is granted.
void approve(Record& deal, const Partner& partner, ChangeSet& changes);

// The same where a rule of the program says so and nobody has decided yet; it is told.
void approve_by_rule(Record& record, const Partner& partner, ChangeSet& changes);

// Nobody decides on their own, and after an appeal nobody who did before:
// reviewer_must_not_be_the_owner, appeal_must_be_decided_by_another.
Outcome may_decide(PersonId person, const Deal& deal);

// The last day on which the partner may appeal against the decision.
Date appeal_until(const Deal& deal, const Partner& partner, const Program& program);

// Ends the case: nothing is left of an earlier decision. Whoever decides stops the clock before.
void close(Deal& deal, DealOutcome outcome, Moment now);

// The agreement that the deal may be opened under: partner_must_be_active,
// agreement_must_be_in_force, territory_must_be_open, open_registrations_must_be_under_the_cap.
Result<const Record*> may_open(
    DealId deal,
    const DealForm& form,
    const Partner& partner,
    const RecordSource& records,
    const Context& context
);

// Whether the partner registers deals at all.
bool takes_part(const Partner& partner);

// What one more open registration of the partner's has to stay under.
Outcome must_be_under_the_cap(
    DealId deal, const Partner& partner, const RecordSource& records, const Context& context
);

// What is said with a decision. reason_must_be_given, value_must_be_one_of_the_choices,
// text_must_be_short_enough.
Outcome reason_is_complete(
    const std::vector<NamedKey>& reasons, const std::string& reason, const std::string& text
);
Outcome reason_text_is_given(const std::string& text);

}  // namespace entente
