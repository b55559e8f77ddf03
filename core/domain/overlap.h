// Whether two deals are the same customer, and what can be said of it on a device.
#pragma once

#include "core/base/places/public_suffix.h"
#include "core/domain/deal.h"

namespace entente {

enum class SameCustomer : std::uint8_t { no, possible, certain };

// What says who a customer is: "tax:<id>", "domain:<registrable>" and "name:<country>:<comparable
// name>". Free-mail domains give none. A deal's are frozen at its submission.
std::vector<std::string> match_keys(const Customer& customer, const PublicSuffixes& suffixes);

// The index keys that find what may bear a key alike: a name is looked up by several parts of it.
std::vector<std::string> lookup_keys(std::string_view key);

// Whether equal keys of that kind mean the same customer.
bool is_certain_key(std::string_view key);
bool is_name_key(std::string_view key);

SameCustomer same_customer(
    const Customer& left, const Customer& right, const PublicSuffixes& suffixes
);

// From here on two comparable names may be one customer's; a person decides. The program's
// `name_likeness` states the same figure to people.
inline constexpr Percent names_alike{9'000};

// Whether two live deals with a product in common are one customer's. Besides what same_customer()
// says, the same contact's e-mail makes it possible.
SameCustomer overlap_of(const Deal& left, const Deal& right, const PublicSuffixes& suffixes);

// What is asked of a claim: its frozen keys, its products, its customer's country.
struct Claimed {
    const std::vector<std::string>* keys = nullptr;
    const std::vector<std::string>* products = nullptr;
    const std::string* country = nullptr;
};

// Without one they are no rivals, whoever the customer is.
bool share_a_product(const Claimed& left, const Claimed& right);

// The same from frozen keys alone, whether the claims are live or not.
SameCustomer overlap_of_claims(const Claimed& left, const Claimed& right);
// Whether that is certain, without a look at names.
bool certainly_overlap(const Claimed& left, const Claimed& right);

// It is certain that they are.
bool overlaps(const Deal& left, const Deal& right, const PublicSuffixes& suffixes);

}  // namespace entente
