// A question of a partner's to the support team, its messages, and the clock that it runs on.
//
// The clock counts every hour of the day but those in which the ticket waits on the partner.
#pragma once

#include "core/domain/program.h"

namespace entente {

struct TicketTag;
using TicketId = Id<TicketTag>;

enum class TicketPriority : std::uint8_t { low, normal, high, urgent };
std::span<const std::string_view> names_of(TicketPriority);

enum class TicketState : std::uint8_t { open, waiting_on_partner, resolved, closed };
std::span<const std::string_view> names_of(TicketState);

// What was attached; the bytes are kept apart, under their hash.
struct Attachment {
    std::string name;
    std::int64_t size = 0;  // Bytes.
    Bytes sha256;

    void describe(FieldVisitor& v);
    friend bool operator==(const Attachment&, const Attachment&) = default;
};

struct Ticket {
    PartnerId partner;
    PersonId opened_by;
    std::string opened_by_name;
    std::string number;  // "T-2026-000117", given by the server.
    std::string topic;   // Key of a topic of the program.
    std::string subject;
    TicketPriority priority = TicketPriority::normal;
    TicketState state = TicketState::open;
    PersonId assignee;
    std::string assignee_name;
    Moment opened_at;
    Moment running_since;  // Not given while the clock stands still.
    std::int64_t used_ms = 0;
    Moment target_at;  // While it runs.
    bool escalated = false;
    Moment resolved_at;
    Moment closed_at;
    std::int32_t score = 0;  // 1 to 5; 0: not answered.
    std::string score_text;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Ticket&, const Ticket&) = default;
};

struct TicketMessage {
    PartnerId partner;
    IdBytes ticket{};
    PersonId owner;  // Who opened the ticket: a member sees the messages of their own.
    PersonId author;
    std::string author_name;
    bool by_vendor = false;
    bool internal = false;  // Never leaves the server for a partner, the record as a whole.
    Moment at;
    std::string text;
    std::vector<Attachment> attachments;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const TicketMessage&, const TicketMessage&) = default;
};

// Milliseconds on the clock until `now`, or until it was stopped.
std::int64_t clock_ms(const Ticket& ticket, Moment now);

void start_clock(Ticket& ticket, const SupportRules& rules, Moment now);
void stop_clock(Ticket& ticket, Moment now);

// Whether it was resolved in less than the promised hours; none while it is not resolved.
std::optional<bool> resolved_in_time(const Ticket& ticket, const SupportRules& rules);

}  // namespace entente
