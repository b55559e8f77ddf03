// What the vendor's staff and the clock do about what partners agree on and earn.
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

// The first agreement is signed while a partner is onboarded (SignAgreement).
struct SignFurtherAgreement {  // One that goes on from another, changes it, or stands beside it.
    PartnerId partner;
    AgreementId agreement;
    AgreementId replaces;  // Ends the day before this one begins; none: none does.
    std::string number;
    std::string model;
    std::vector<AgreedRate> rates;
    std::vector<std::string> territory;
    Date valid_from{};
    Date valid_until{};
    std::string text;  // Why, for both to read.
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct EndAgreement {  // Sooner than was agreed.
    AgreementId agreement;
    Date last_day{};
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

}  // namespace entente
