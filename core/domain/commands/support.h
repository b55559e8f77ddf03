// What partners and the support team ask for about tickets, and what the clock does to them.
#pragma once

#include "core/domain/command.h"
#include "core/domain/support/ticket.h"

namespace entente {

struct OpenTicket {
    TicketId ticket;
    std::string topic;
    std::string subject;
    TicketPriority priority = TicketPriority::normal;
    std::string text;
    std::vector<Attachment> attachments;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
// A partner's reply opens a ticket again that was waiting for it or resolved.
struct ReplyToTicket {
    TicketId ticket;
    std::string text;
    std::vector<Attachment> attachments;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct TakeTicket {
    TicketId ticket;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct AnswerTicket {
    TicketId ticket;
    std::string text;
    bool wait_for_partner = false;  // It is a question: the clock stands still until the reply.
    bool internal = false;          // A note among the vendor's people.
    std::vector<Attachment> attachments;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ResolveTicket {
    TicketId ticket;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct RateTicket {  // The question at the end; closes it.
    TicketId ticket;
    std::int32_t score = 0;  // 1 to 5.
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

// The clock's.
struct EscalateTicket {
    TicketId ticket;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct CloseQuietTicket {
    TicketId ticket;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

}  // namespace entente
