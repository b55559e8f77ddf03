// What the vendor's staff and the clock do about what partners earn.
//
// The first field of a command is the id of its subject.
#pragma once

#include "core/domain/command.h"
#include "core/domain/earnings/statement.h"

namespace entente {

struct MakeEarningPayable {  // By the system, when the holding period is over.
    EarningId earning;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct RefundEarning {  // The customer got `base` of the line's base back.
    EarningId earning;
    Money base;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct IssueStatement {  // By the system as the quarter ends, or by a person later.
    StatementId statement;
    PartnerId partner;
    std::string quarter;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct PayStatement {
    StatementId statement;
    std::string payment;  // The bank's reference.
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

}  // namespace entente
