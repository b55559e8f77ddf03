// Whether an agreement may be signed: its texts, rates, territory and days, and the others there
// are.
//
// The bands of the day it begins decide once and for all. What was agreed is honored from then on
// until the agreement ends, whatever the program offers meanwhile (core/domain/quote.h).
#pragma once

#include "core/domain/commands/change_set.h"

namespace entente {

// Every agreed rate names a category of the model, once, and lies in its band on that day; field is
// the path. reference_must_exist, list_must_be_short_enough, name_must_be_unique,
// category_must_be_covered_by_the_model, rate_must_be_known_on_that_date with the day,
// rate_must_lie_in_its_band with the band.
Outcome agreement_is_sound(const Agreement& agreement, const Program& program, Date on);

// All that is asked of it, in the order of its form: field_must_be_given for the number;
// agreement_is_sound() on its first day, today where that is past; rate_must_be_unlocked with the
// level or tier that a rate of its height needs; country_must_be_known for other than the exact
// letters; date_must_be_valid, agreement_must_not_have_ended; agreement_must_not_meet_another with
// the number of one of the same partner and model that holds on some of its days and in some of its
// countries; territory_must_be_open.
//
// `replaced` is not such another: it makes way. Null: none does.
Outcome may_be_signed(
    const Agreement& agreement,
    const Record* replaced,
    const RecordSource& records,
    const Context& context
);

// What it must see, and the guards under which two that are signed at once see each other.
void need_for_signature(
    PartnerId partner, const std::vector<std::string>& territory, Needs& wanted
);

// What a command that signs one has been told of it.
template <typename Signing>
Agreement agreement_from(const Signing& command) {
    Agreement agreement;
    agreement.partner = command.partner;
    agreement.number = command.number;
    agreement.model = command.model;
    agreement.rates = command.rates;
    agreement.territory = command.territory;
    agreement.valid_from = command.valid_from;
    agreement.valid_until = command.valid_until;
    return agreement;
}

// Stores it under the rules of today, and tells of it.
void sign(AgreementId id, Agreement agreement, ChangeSet& changes);

// Ends it with that day and tells of it. Deals keep their agreement for life: what ends is that
// further ones are registered under it.
void end_after(
    const Record& before,
    Date last_day,
    std::string_view event,
    const std::string& text,
    ChangeSet& changes
);

// A partner that has left signs nothing more, and keeps no territory from others: whatever holds
// longer ends today. Needs what need_agreements_of() names.
void end_agreements(
    PartnerId partner, const std::string& text, const RecordSource& records, ChangeSet& changes
);
void need_agreements_of(PartnerId partner, Needs& wanted);

}  // namespace entente
