#include "core/domain/support/ticket.h"

#include "core/domain/commands/support.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(TicketPriority) {
    static constexpr std::array<std::string_view, 4> names{"low", "normal", "high", "urgent"};
    return names;
}

std::span<const std::string_view> names_of(TicketState) {
    static constexpr std::array<std::string_view, 4> names{
        "open", "waiting_on_partner", "resolved", "closed"};
    return names;
}

void Attachment::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "size", size);
    field(v, "sha256", sha256);
}

void Ticket::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "opened_by", opened_by);
    field(v, "opened_by_name", opened_by_name);
    field(v, "number", number);
    field(v, "topic", topic);
    field(v, "subject", subject);
    field(v, "priority", priority);
    field(v, "state", state);
    field(v, "assignee", assignee);
    field(v, "assignee_name", assignee_name);
    field(v, "opened_at", opened_at);
    field(v, "running_since", running_since);
    field(v, "used_ms", used_ms);
    field(v, "target_at", target_at);
    field(v, "escalated", escalated);
    field(v, "resolved_at", resolved_at);
    field(v, "closed_at", closed_at);
    field(v, "score", score);
    field(v, "score_text", score_text);
}

void TicketMessage::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "ticket", ticket);
    field(v, "owner", owner);
    field(v, "author", author);
    field(v, "author_name", author_name);
    field(v, "by_vendor", by_vendor);
    field(v, "internal", internal);
    field(v, "at", at);
    field(v, "text", text);
    field(v, "attachments", attachments);
}

std::int64_t clock_ms(const Ticket& ticket, Moment now) {
    if (!ticket.running_since.given() || now < ticket.running_since) return ticket.used_ms;
    return ticket.used_ms + (now - ticket.running_since);
}

void start_clock(Ticket& ticket, const SupportRules& rules, Moment now) {
    check(!ticket.running_since.given());
    ticket.running_since = now;
    ticket.target_at = now + (rules.resolve_hours * ms_per_hour - ticket.used_ms);
}

void stop_clock(Ticket& ticket, Moment now) {
    ticket.used_ms = clock_ms(ticket, now);
    ticket.running_since = {};
    ticket.target_at = {};
}

std::optional<bool> resolved_in_time(const Ticket& ticket, const SupportRules& rules) {
    if (!ticket.resolved_at.given()) return std::nullopt;
    return ticket.used_ms < rules.resolve_hours * ms_per_hour;
}

static constexpr FieldAccess ticket_fields[] = {
    {"partner", seen_by::all},       {"opened_by", seen_by::all}, {"opened_by_name", seen_by::all},
    {"number", seen_by::all},        {"topic", seen_by::all},     {"subject", seen_by::all},
    {"priority", seen_by::all},      {"state", seen_by::all},     {"assignee", seen_by::staff},
    {"assignee_name", seen_by::all}, {"opened_at", seen_by::all}, {"running_since", seen_by::all},
    {"used_ms", seen_by::all},       {"target_at", seen_by::all}, {"escalated", seen_by::all},
    {"resolved_at", seen_by::all},   {"closed_at", seen_by::all}, {"score", seen_by::all},
    {"score_text", seen_by::all},
};

static void ticket_dues(const Record& record, const Program& program, std::vector<Due>& dues) {
    const auto& ticket = body_of<Ticket>(record);
    if (ticket.state == TicketState::open && !ticket.escalated) {
        dues.push_back({ticket.target_at, EscalateTicket{{record.id}}});
    }
    if (ticket.state == TicketState::resolved) {
        const std::int64_t wait_ms = program.service.ticket_close_days * ms_per_day;
        dues.push_back({ticket.resolved_at + wait_ms, CloseQuietTicket{{record.id}}});
    }
}

constinit const KindRule Ticket::registered = {
    .kind = Kind::ticket,
    .type = body_type<Ticket>,
    .place = [](const Record& record) -> Place {
        const auto& ticket = body_of<Ticket>(record);
        return {.partner = ticket.partner, .owner = ticket.opened_by};
    },
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        const auto& ticket = body_of<Ticket>(record);
        std::vector<std::string> keys{index_key("tickets_of", ticket.partner.bytes)};
        if (ticket.state != TicketState::closed) keys.emplace_back("tickets_open");
        return keys;
    },
    .fields = ticket_fields,
    .dues = ticket_dues,
    .state_field = "state"};

static constexpr FieldAccess message_fields[] = {
    {"partner", seen_by::all},
    {"ticket", seen_by::all},
    {"owner", seen_by::all},
    {"author", seen_by::staff},
    {"author_name", seen_by::all},
    {"by_vendor", seen_by::all},
    {"internal", seen_by::staff},
    {"at", seen_by::all},
    {"text", seen_by::all},
    {"attachments", seen_by::all},
};

constinit const KindRule TicketMessage::registered = {
    .kind = Kind::ticket_message,
    .type = body_type<TicketMessage>,
    .place = [](const Record& record) -> Place {
        const auto& message = body_of<TicketMessage>(record);
        return {.partner = message.partner, .owner = message.owner};
    },
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        return {index_key("messages_of", body_of<TicketMessage>(record).ticket)};
    },
    .fields = message_fields,
    .visible =
        [](const Record& record, const Viewer& viewer) {
            return viewer.audience == Audience::staff || !body_of<TicketMessage>(record).internal;
        }};

}  // namespace entente
