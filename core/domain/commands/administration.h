// What people ask for who run the program itself: its people, partners and rules.
//
// The first field of a command is the id of its subject.
#pragma once

#include "core/domain/administration/rule_set.h"
#include "core/domain/command.h"

namespace entente {

// ---- People -------------------------------------------------------------------------------------

// Creates somebody who may sign in once the server gives them a password.
struct InvitePerson {
    PersonId person;
    PartnerId partner;  // Not given: the vendor's staff.
    std::string name;
    std::string email;
    std::string role;
    std::string locale;  // "en"; empty: theirs to choose.
    std::string time_zone;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ChangeOwnDetails {
    PersonId person;
    std::string name;
    std::string locale;
    std::string time_zone;
    std::int32_t digest_days = 0;  // 0: no e-mail.
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ChangeRole {
    PersonId person;
    std::string role;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct DisablePerson {
    PersonId person;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct EnablePerson {
    PersonId person;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct AssignPartners {  // Instead of those that somebody of the staff had.
    PersonId person;
    std::vector<PartnerId> partners;
    std::vector<std::string> regions;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

// ---- Partners -----------------------------------------------------------------------------------

// What an organization says of itself. What due diligence looked at is the vendor's to change.
struct PartnerDetails {
    std::string name;
    std::string legal_name;
    std::vector<std::string> domains;
    std::string tax_id;
    std::vector<PartnerType> types;
    std::string alliance;
    std::string home_country;
    std::string region;                  // Empty: the one of its country.
    std::vector<std::string> countries;  // The partner's own, as the next two.
    bool worldwide = false;
    std::vector<std::string> specializations;
    std::vector<std::string> joint_solutions;

    void describe(FieldVisitor& v);
    friend bool operator==(const PartnerDetails&, const PartnerDetails&) = default;
};
struct ChangePartner {
    PartnerId partner;
    PartnerDetails details;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
// What the vendor expects of a partner and gives it. A tier holds for what is decided from then on.
struct PlanPartner {
    PartnerId partner;
    Tier tier = Tier::emerging;
    Money quota_per_quarter;
    Money revenue_plan;
    std::vector<CertificatePlan> certificate_plan;
    Money revenue_potential;
    std::string investment_note;
    PersonId channel_manager;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct SuspendPartner {
    PartnerId partner;
    std::string text;  // The reason that the partner reads.
    std::string internal_note;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ReinstatePartner {
    PartnerId partner;
    std::string text;
    std::string internal_note;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct EndPartner {  // For good: it may apply again.
    PartnerId partner;
    std::string text;
    std::string internal_note;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

// ---- Rules --------------------------------------------------------------------------------------

struct ProposeRules {
    RuleSetId rule_set;  // rule_set_id() of its version.
    Program program;     // The whole of it; the rates of exchange are those in force.
    std::string note;    // Why.
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ApproveRules {  // By another person than the one who proposed them.
    RuleSetId rule_set;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct WithdrawRules {  // As long as they are not in force.
    RuleSetId rule_set;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct PutRulesInForce {  // The clock's, as their day begins.
    RuleSetId rule_set;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

struct ProgramTag;
using ProgramId = Id<ProgramTag>;

// Reference rates of further days. Those of a day that has some stay as they are.
struct AddRates {
    ProgramId program;
    std::vector<ExchangeRate> rates;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

}  // namespace entente
