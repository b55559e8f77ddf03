// Two partners with people and deals, and the vendor's staff: just enough to ask who sees what.
#pragma once

#include "core/domain/decide.h"
#include "server-stub/store.h"

#include <string>

namespace entente::test {

struct SmallPartner {
    PartnerId id;
    PersonId seller, admin, member;
    DealId deal;  // Owned by the seller.
    DealId members_deal;
    IdBytes certificate{};  // Foundation, the seller's.
};

struct SmallWorld {
    SmallPartner alder, birch;
    PersonId manager;        // Of channels; has only Alder.
    PersonId program_admin;  // Reads every partner, previews, audits.
};

// The same ids every time.
SmallWorld small_world();

// Puts all of it, and the program, into an empty store.
void fill(Store& store, const SmallWorld& world);

template <typename Identity>
Identity test_id(std::uint8_t number) {
    Identity id;
    id.bytes[0] = 0x11;
    id.bytes[15] = number;
    return id;
}

}  // namespace entente::test
