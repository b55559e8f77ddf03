// Who takes part in the demo: the vendor's staff, each partner with its people, their certificates,
// and how it came into the program.
#pragma once

#include "core/domain/demo/world.h"
#include "core/domain/economics/quarter.h"

namespace entente {

struct DemoPartner {
    PartnerId id;
    const NamedPartner* named = nullptr;
    std::vector<PersonId> people;  // The seller, the administrator, members.
    Date active_on{};              // Not given: still on its way into the program.
    bool dormant = false;          // Has done nothing for weeks.

    PersonId seller() const { return people.front(); }
    PersonId administrator() const { return people[1]; }
    bool active() const { return active_on != Date{}; }
};

struct DemoStaff {
    PersonId manager_of_north_america;
    PersonId manager_of_europe;
    PersonId manager_of_asia_pacific;
    PersonId second_approver;  // Of the conflict board; sees every partner.
    PersonId board_member;
    PersonId administrator;  // Of the program.

    PersonId manager_of(std::string_view region) const;
};

struct DemoCast {
    DemoStaff staff;
    std::vector<DemoPartner> partners;

    const DemoPartner& named(std::string_view name) const;
};

// The partner that the demo signs in to.
inline constexpr std::string_view demo_seller_name = "Slalom";

// The day on which the demo's oldest records were made.
Date demo_begin(Date today);

// Adds the program, the staff, and every partner with its people and certificates, and plans how
// each becomes active.
DemoCast cast_demo(DemoWorld& world);

// Slalom's fourteen people and what each of them has learned.
std::vector<PersonId> add_slalom_people(DemoWorld& world, PartnerId slalom);

// One certificate that ends on a day, awarded its level's validity before.
struct DemoCertificate {
    PersonId person;
    std::string_view level;
    std::int32_t ends_in_days = 0;
};
void add_certificate(DemoWorld& world, PartnerId partner, const DemoCertificate& certificate);

// The level of that key held from a day on, renewed in time whenever it would have ended. `until`
// is the last day on which it was renewed.
void hold_level(
    DemoWorld& world, PartnerId partner, PersonId person, std::string_view key, Period awarded
);

}  // namespace entente
