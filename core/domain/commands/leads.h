// What people ask for about shows and leads, and what the clock passes on.
#pragma once

#include "core/domain/command.h"
#include "core/domain/leads/lead.h"

namespace entente {

struct AnnounceShow {  // Creates it, or says it anew.
    ShowId show;
    Show about;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct CaptureLead {
    LeadId lead;
    LeadForm form;
    ShowId show;  // Not given: not at a show.
    Moment captured_at;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct EditLead {  // Until it is registered or dropped.
    LeadId lead;
    LeadForm form;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct RegisterLead {  // Makes a draft of a deal from it.
    LeadId lead;
    DealId deal;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct DropLead {
    LeadId lead;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ReceiveLead {  // The vendor's; it is offered to a partner at once.
    VendorLeadId lead;
    LeadForm form;
    std::string pitch;  // What partners read before they answer.
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct AcceptLead {
    LeadOfferId offer;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct DeclineLead {
    LeadOfferId offer;
    std::string reason;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
// The vendor's people see to a lead that found no partner.
struct OfferLead {  // To that partner, also once more.
    VendorLeadId lead;
    PartnerId partner;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct GiveUpLead {
    VendorLeadId lead;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

// The clock's: after a decline, and when nobody answered in time.
struct PassLeadOn {
    VendorLeadId lead;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

}  // namespace entente
