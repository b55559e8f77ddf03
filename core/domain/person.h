// Somebody who signs in: of a partner, or of the vendor's staff. Credentials live elsewhere.
#pragma once

#include "core/domain/partner.h"

namespace entente {

struct Person {
    std::string name;
    std::string email;
    PartnerId partner;  // Not given: staff.
    std::string role;   // Key of a role of the program; a role is a list of permissions.
    std::string locale;
    std::string time_zone;
    bool disabled = false;
    std::vector<PartnerId> assigned_partners;   // Staff: whose cases they work.
    std::vector<std::string> assigned_regions;  // And of every partner of these.
    std::int32_t digest_days = 0;  // An e-mail of what needs them each so many days; 0: none.

    bool staff() const { return !partner.given(); }
    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Person&, const Person&) = default;
};

// The index key of a partner's people, or of the staff when it is not given.
std::string people_key(PartnerId partner);

// The index key of the one person with that e-mail address.
std::string email_key(std::string_view email);

}  // namespace entente
