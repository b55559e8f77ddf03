// Whether two deals are the same customer, and what can be said of it on a device.
#pragma once

#include "core/base/places/public_suffix.h"
#include "core/domain/deal.h"

namespace entente {

enum class SameCustomer : std::uint8_t { no, possible, certain };

// The keys under which a customer is found: "tax:<id>", "domain:<registrable>", and blocking keys
// of the name, "name:<country>:<comparable prefix>". Free-mail domains give none.
std::vector<std::string> match_keys(const Customer& customer, const PublicSuffixes& suffixes);

SameCustomer same_customer(
    const Customer& left, const Customer& right, const PublicSuffixes& suffixes
);

// Products intersect and both are live (submitted .. approved).
bool overlaps(const Deal& left, const Deal& right, const PublicSuffixes& suffixes);

}  // namespace entente
