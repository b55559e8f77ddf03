// Whose eyes a record is seen with, and the rows of the table that says what they see.
//
// A row is written beside the description of its kind (records/), one a field; a field without a
// row is seen by nobody, so a new field is hidden until somebody decides.
#pragma once

#include "core/domain/partner.h"

namespace entente {

// Whose eyes: it is part of a bucket's name, so that a change of role is another bucket. A keeper
// administers a partner while the portal is shut to it: a member who also keeps its people and what
// it says of itself.
enum class Audience : std::uint8_t { member, seller, admin, staff, keeper };
std::span<const std::string_view> names_of(Audience);

// Whether what is shown depends on whose own it is.
constexpr bool sees_ones_own(Audience audience) {
    return audience == Audience::member || audience == Audience::keeper;
}

struct Viewer {
    Audience audience = Audience::member;
    PersonId person;    // Decides what is a member's own.
    PartnerId partner;  // Not given: staff.
};

// A set of audiences, one bit each in the order of Audience.
using Audiences = std::uint8_t;

constexpr Audiences only(Audience audience) {
    return static_cast<Audiences>(1U << static_cast<unsigned>(audience));
}

namespace seen_by {
inline constexpr Audiences nobody = 0;
inline constexpr Audiences staff = only(Audience::staff);
inline constexpr Audiences admin = only(Audience::admin) | staff;
inline constexpr Audiences keeper = only(Audience::keeper) | admin;
inline constexpr Audiences seller = only(Audience::seller) | admin;
inline constexpr Audiences all = only(Audience::member) | keeper | seller;
inline constexpr Audiences partner_only = all & ~staff;
}  // namespace seen_by

struct FieldAccess {
    std::string_view field;  // A top-level name of the body.
    Audiences audiences = 0;
};

}  // namespace entente
