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

// From here on two comparable names may be one customer's; a person decides. The program's
// `name_likeness` states the same figure to people.
inline constexpr Percent names_alike{9'000};

// Whether two live deals with a product in common are one customer's. Besides what same_customer()
// says, the same contact's e-mail makes it possible.
SameCustomer overlap_of(const Deal& left, const Deal& right, const PublicSuffixes& suffixes);

// It is certain that they are.
bool overlaps(const Deal& left, const Deal& right, const PublicSuffixes& suffixes);

}  // namespace entente
