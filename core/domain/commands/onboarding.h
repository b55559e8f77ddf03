// The way of an organization into the program.
#pragma once

#include "core/domain/agreement.h"
#include "core/domain/command.h"

namespace entente {

struct ReceiveApplication {  // Creates the partner.
    PartnerId partner;
    std::string name;
    std::string legal_name;
    std::string domain;
    std::string country;
    std::vector<PartnerType> types;
    std::string contact_name;
    std::string contact_email;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct PassDueDiligence {
    PartnerId partner;
    std::vector<std::string> checks;  // Keys of ServiceRules::due_diligence: all of them.
    std::string internal_note;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct RefuseApplication {
    PartnerId partner;
    std::string text;
    std::string internal_note;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct SignAgreement {
    PartnerId partner;
    AgreementId agreement;
    std::string number;
    std::string model;
    std::vector<AgreedRate> rates;
    std::vector<std::string> territory;
    Date valid_from{};
    Date valid_until{};
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ActivatePartner {
    PartnerId partner;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

}  // namespace entente
