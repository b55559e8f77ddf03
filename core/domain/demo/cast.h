// Who takes part in the demo: the vendor's staff, each partner with its people, their certificates.
#pragma once

#include "core/domain/demo/world.h"

namespace entente {

struct DemoPartner {
    PartnerId id;
    const NamedPartner* named = nullptr;
    std::vector<PersonId> people;  // The seller, the administrator, members.
    PersonId seller() const { return people.front(); }
};

struct DemoStaff {
    PersonId manager_of_north_america;
    PersonId manager_of_europe;
    PersonId manager_of_asia_pacific;
    PersonId second_approver;  // Of the conflict board; sees every partner.
    PersonId administrator;    // Of the program.

    PersonId manager_of(std::string_view region) const;
};

struct DemoCast {
    DemoStaff staff;
    std::vector<DemoPartner> partners;

    const DemoPartner& named(std::string_view name) const;
};

// The day on which the demo's oldest records were made.
Date demo_begin(Date today);

// Adds the program, the staff, and every partner with people, agreement and certificates.
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

}  // namespace entente
