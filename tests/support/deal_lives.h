// Lives of deals, acted out: each goes some way through the machine of the review, and together
// they take every transition. Also how a deal gets into a state.
#pragma once

#include "tests/support/deal_world.h"

#include <span>

namespace entente::test {

struct DealLife {
    const char* name;
    void (*live)(DealWorld&);
};
std::span<const DealLife> deal_lives();

// Brings deal "a" of the seller into that state; the rival's is "theirs".
void bring_to(DealWorld& world, Review review);

}  // namespace entente::test
