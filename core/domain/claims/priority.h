// The moment that a claim is dated by: server receipt, or the interval that an offline device
// proved.
#pragma once

#include "core/domain/decide.h"

namespace entente {

// Dates the claim by now. One made offline was made since the last server time that its device had
// seen, of which the program honors some hours; a server time of the last minutes says nothing else
// than that the device was online.
void date_claim(Deal& deal, const Context& context);

// Whether it claims what it did not before: another customer, a product or a country. A customer of
// whom a certain key is kept is the same one, described better.
bool is_another_claim(const Deal& before, const Deal& after);

}  // namespace entente
