// The vendor's own pursuits: what its staff record before a partner comes.
#pragma once

#include "core/domain/command.h"
#include "core/domain/pursuit.h"

namespace entente {

struct RecordPursuit {
    PursuitId pursuit;
    Customer customer;
    std::vector<std::string> products;
    std::string note;

    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct EndPursuit {
    PursuitId pursuit;

    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

}  // namespace entente
