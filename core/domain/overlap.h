// Whether two deals are the same customer, and what can be said of it on a device.
#pragma once

#include "core/base/places/public_suffix.h"
#include "core/domain/deal.h"

#include <algorithm>

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

inline constexpr std::string_view name_prefix = "name:";
// A country has two letters; what follows its colon is the name.
inline constexpr std::size_t name_begin = name_prefix.size() + 3;

SameCustomer same_customer(
    const Customer& left, const Customer& right, const PublicSuffixes& suffixes
);

// From here on two comparable names may be one customer's; a person decides. The program's
// `name_likeness` states the same figure to people.
inline constexpr Percent names_alike{9'000};

// Whether two live deals with a product in common are one customer's. Besides what same_customer()
// says, the same contact's e-mail makes it possible.
SameCustomer overlap_of(const Deal& left, const Deal& right, const PublicSuffixes& suffixes);

// Inline: a search asks it of hundreds.
inline bool share_one(const std::vector<std::string>& left, const std::vector<std::string>& right) {
    return std::any_of(left.begin(), left.end(), [&right](const std::string& text) {
        return std::find(right.begin(), right.end(), text) != right.end();
    });
}

// What is asked of a claim: its frozen keys, its products, its customer's country.
struct Claimed {
    const std::vector<std::string>* keys = nullptr;
    const std::vector<std::string>* products = nullptr;
    const std::string* country = nullptr;
};
inline Claimed claimed(const Deal& deal) {
    return {&deal.match_keys, &deal.products, &deal.customer.country};
}

// Without one they are no rivals, whoever the customer is.
inline bool share_a_product(const Claimed& left, const Claimed& right) {
    return share_one(*left.products, *right.products);
}

// The same from frozen keys alone, whether the claims are live or not (rival_search.cpp).
SameCustomer overlap_of_claims(const Claimed& left, const Claimed& right);
// Whether that is certain, without a look at names.
bool certainly_overlap(const Claimed& left, const Claimed& right);

// It is certain that they are.
bool overlaps(const Deal& left, const Deal& right, const PublicSuffixes& suffixes);

}  // namespace entente
