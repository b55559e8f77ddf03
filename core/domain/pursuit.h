// A customer whom the vendor itself pursues, as its staff recorded it before a partner came.
#pragma once

#include "core/domain/deal.h"

namespace entente {

struct PursuitTag;
using PursuitId = Id<PursuitTag>;

struct Pursuit {
    Customer customer;
    std::vector<std::string> products;
    std::vector<std::string> match_keys;  // Frozen when it was recorded.
    Moment recorded_at;
    PersonId person;
    Moment ended_at;  // Not given: it goes on.
    std::string note;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Pursuit&, const Pursuit&) = default;
};

}  // namespace entente
