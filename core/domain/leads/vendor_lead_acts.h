// What happens to a lead of the vendor's on its way from partner to partner; decide() is the door.
//
// One function a command, as review/acts.h has them. Which partner is next is said by the server
// alone, where all partners are known.
#pragma once

#include "core/domain/commands/leads.h"
#include "core/domain/decide.h"

namespace entente {

Result<Changes> act(const ReceiveLead&, const RecordSource&, const Context&);
Result<Changes> act(const AcceptLead&, const RecordSource&, const Context&);
Result<Changes> act(const DeclineLead&, const RecordSource&, const Context&);
Result<Changes> act(const OfferLead&, const RecordSource&, const Context&);
Result<Changes> act(const GiveUpLead&, const RecordSource&, const Context&);
Result<Changes> act(const PassLeadOn&, const RecordSource&, const Context&);

}  // namespace entente
