// What people ask for about the investment program: allocations, requests and claims.
//
// The first field of a command is the id of its subject.
#pragma once

#include "core/domain/command.h"
#include "core/domain/investment/fund.h"

namespace entente {

struct AllocateFund {  // Sets the year's amount of a partner, as often as it changes.
    AllocationId allocation;
    PartnerId partner;
    std::int32_t year = 0;
    Money amount;
    std::string note;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct KeepFundRequest {  // Creates the draft, or replaces its form.
    FundRequestId request;
    std::int32_t year = 0;
    FundForm form;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct SubmitFundRequest {
    FundRequestId request;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct WithdrawFundRequest {
    FundRequestId request;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ApproveFundRequest {
    FundRequestId request;
    Money amount;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct RejectFundRequest {
    FundRequestId request;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct CloseFundRequest {  // By a person, or by the system after the last day for claims.
    FundRequestId request;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct NameDealOfActivity {  // Or takes the name of it back.
    FundRequestId request;
    DealId deal;
    bool named = true;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct MoveFundRequestOn {  // By the system, as the activity begins and ends.
    FundRequestId request;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

struct KeepClaim {  // Creates the draft, or replaces what it says.
    ClaimId claim;
    FundRequestId request;
    Money amount;
    std::vector<Proof> proof;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct SubmitClaim {
    ClaimId claim;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct WithdrawClaim {
    ClaimId claim;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct AskAboutClaim {
    ClaimId claim;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct AnswerAboutClaim {
    ClaimId claim;
    Money amount;
    std::vector<Proof> proof;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct LapseClaim {  // By the system, when a question about it is not answered at all.
    ClaimId claim;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct SettleClaim {  // All of it, or less with a reason.
    ClaimId claim;
    Money amount;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct RejectClaim {
    ClaimId claim;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct PayClaim {
    ClaimId claim;
    std::string payment;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

}  // namespace entente
