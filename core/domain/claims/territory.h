// Territories that are one partner's alone: nobody else of its revenue model sells there.
#pragma once

#include "core/domain/decide.h"

namespace entente {

// Whether the agreement closes the countries it names to others.
bool closes_territory(const Agreement& agreement, const Program& program);

// territory_must_be_open, naming the country and never whose it is: a registration there, under an
// agreement of a partner that it is closed to.
Outcome must_be_open_territory(
    const Agreement& agreement,
    std::string_view country,
    const RecordSource& records,
    const Context& context
);

// The same for an agreement that is to be signed: a country that it names is another's alone while
// it holds, or is to become its own alone and another's agreement names it too. Who is to be alone
// must be so somewhere.
Outcome must_not_meet_a_closed_territory(
    const Agreement& agreement, const RecordSource& records, const Program& program
);

// What either is told by.
std::string agreements_in(std::string_view country);

}  // namespace entente
