// What happens to a ticket: open, waiting on the partner, resolved, closed.
#include "core/base/hash/hash.h"
#include "core/base/text/bounds.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/support.h"
#include "core/domain/enablement/award.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"

namespace entente {

static constexpr std::size_t long_text_length_max = 10'000;
static constexpr std::size_t attachments_max = 10;
static constexpr std::int64_t attachment_bytes_max = std::int64_t{10} * 1024 * 1024;

static Outcome attachments_are_sound(const std::vector<Attachment>& attachments) {
    TRY_DONE(list_is_short_enough(attachments.size(), "attachments", attachments_max));
    for (std::size_t i = 0; i < attachments.size(); i++) {
        const std::string path = "attachments[" + std::to_string(i) + "].";
        TRY_DONE(text_is_given(attachments[i].name, path + "name", name_length_max));
        const std::int64_t size = attachments[i].size;
        if (size <= 0) return Problem{ProblemCode::value_must_be_in_range, path + "size", "1"};
        if (size > attachment_bytes_max) {
            return Problem{
                ProblemCode::bytes_must_be_small_enough,
                path + "size",
                std::to_string(attachment_bytes_max)};
        }
        if (attachments[i].sha256.size() != std::tuple_size_v<Sha256>) {
            return Problem{ProblemCode::checksum_must_match, path + "sha256", {}};
        }
    }
    return Done{};
}

static Outcome topic_is_open(
    std::string_view key, const RecordSource& records, const Context& context
) {
    const TicketTopic* topic = entry_with_key(context.program.service.ticket_topics, key);
    if (topic == nullptr) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "topic", {}};
    }
    if (!topic->needs) return Done{};
    const Certificates held = certificates_of(context.actor.partner, records);
    const Permissions benefits = benefits_of(context.program, held, date_of(context.now));
    if (benefits.holds(*topic->needs)) return Done{};
    const Level* level = level_that_opens(context.program, *topic->needs, benefits);
    return Problem{
        ProblemCode::topic_must_be_unlocked_by_certificates,
        "topic",
        level != nullptr ? level->name : ""};
}

// What is said stands in the messages.
static void tell_moved(
    ChangeSet& changes,
    const Record& ticket,
    std::string_view event,
    TicketState from,
    By by = By::actor
) {
    changes.tell(ticket, told_step(event, from, body_of<Ticket>(ticket).state), by);
}

static std::string number_of(const Context& context) {
    const std::string year = text_from_date(date_of(context.now)).substr(0, 4);
    const std::int64_t count = context.numbers.next("ticket:" + year);
    if (count == 0) return {};
    std::string digits = std::to_string(count);
    constexpr std::size_t width = 6;
    if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
    return "T-" + year + "-" + digits;
}

struct Said {
    std::string_view text;
    const std::vector<Attachment>* attachments = nullptr;
    bool internal = false;
};

static Record message_on(const Record& ticket, const Said& said, const ChangeSet& changes) {
    const Context& context = changes.context();
    const auto& subject = body_of<Ticket>(ticket);
    TicketMessage message;
    message.partner = subject.partner;
    message.ticket = ticket.id;
    message.owner = subject.opened_by;
    message.author = context.actor.person;
    message.author_name = context.actor.name;
    message.by_vendor = !context.actor.partner.given();
    message.internal = said.internal;
    message.at = context.now;
    message.text = std::string(said.text);
    if (said.attachments != nullptr) message.attachments = *said.attachments;
    return changes.created(derived_id(context.command_seed, "message", 0), std::move(message));
}

static Result<Changes> act(
    const OpenTicket& command, const RecordSource& records, const Context& context
) {
    if (records.find({Kind::ticket, command.ticket.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "ticket", {}};
    }
    TRY_DONE(topic_is_open(command.topic, records, context));
    TRY_DONE(text_is_given(command.subject, "subject", name_length_max));
    TRY_DONE(text_is_given(command.text, "text", long_text_length_max));
    TRY_DONE(attachments_are_sound(command.attachments));
    ChangeSet changes(context);
    Ticket ticket;
    ticket.partner = context.actor.partner;
    ticket.opened_by = context.actor.person;
    ticket.opened_by_name = context.actor.name;
    ticket.number = number_of(context);
    ticket.topic = command.topic;
    ticket.subject = command.subject;
    ticket.priority = command.priority;
    ticket.opened_at = context.now;
    start_clock(ticket, context.program.support, context.now);
    Record record = changes.created(command.ticket.bytes, std::move(ticket));
    changes.put(message_on(record, {command.text, &command.attachments}, changes));
    changes.tell(record, {.event = "ticket_opened", .to = std::string(name_of(TicketState{}))});
    changes.put(std::move(record));
    return changes.take();
}

static Result<const Record*> ticket_in_reach(
    TicketId ticket, const RecordSource& records, const Context& context
) {
    return record_in_reach({Kind::ticket, ticket.bytes}, records, context.actor);
}

static Result<Changes> act(
    const ReplyToTicket& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, ticket_in_reach(command.ticket, records, context));
    const TicketState state = body_of<Ticket>(*before).state;
    if (state == TicketState::closed) return ProblemCode::ticket_must_not_be_closed;
    TRY_DONE(text_is_given(command.text, "text", long_text_length_max));
    TRY_DONE(attachments_are_sound(command.attachments));
    ChangeSet changes(context);
    changes.put(message_on(*before, {command.text, &command.attachments}, changes));
    if (state == TicketState::open) {
        tell_moved(changes, *before, "ticket_replied", state);
        return changes.take();
    }
    Record record = changes.edited(*before);
    auto& ticket = body_of<Ticket>(record);
    ticket.state = TicketState::open;
    ticket.resolved_at = {};
    start_clock(ticket, context.program.support, context.now);
    tell_moved(changes, record, "ticket_replied", state);
    changes.put(std::move(record));
    return changes.take();
}

// A ticket that the support team can still work on.
static Result<const Record*> unresolved(
    TicketId ticket, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, ticket_in_reach(ticket, records, context));
    const TicketState state = body_of<Ticket>(*before).state;
    if (state == TicketState::resolved || state == TicketState::closed) {
        return ProblemCode::ticket_must_not_be_resolved;
    }
    return before;
}

static void take(Ticket& ticket, const Actor& actor) {
    ticket.assignee = actor.person;
    ticket.assignee_name = actor.name;
}

static Result<Changes> act(
    const TakeTicket& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, unresolved(command.ticket, records, context));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    take(body_of<Ticket>(record), context.actor);
    tell_moved(changes, record, "ticket_taken", body_of<Ticket>(record).state);
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const AnswerTicket& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, unresolved(command.ticket, records, context));
    TRY_DONE(text_is_given(command.text, "text", long_text_length_max));
    TRY_DONE(attachments_are_sound(command.attachments));
    // A note that the partner does not see can ask the partner nothing.
    if (command.internal && command.wait_for_partner) {
        return ProblemCode::question_must_be_seen_by_the_partner;
    }
    ChangeSet changes(context);
    const Said said{command.text, &command.attachments, command.internal};
    changes.put(message_on(*before, said, changes));
    const TicketState from = body_of<Ticket>(*before).state;
    if (command.internal) {
        changes.tell(*before, {.event = "ticket_noted", .internal = true});
        return changes.take();
    }
    Record record = changes.edited(*before);
    auto& ticket = body_of<Ticket>(record);
    if (!ticket.assignee.given()) take(ticket, context.actor);
    if (command.wait_for_partner && ticket.state == TicketState::open) {
        stop_clock(ticket, context.now);
        ticket.state = TicketState::waiting_on_partner;
    }
    tell_moved(changes, record, "ticket_answered", from);
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const ResolveTicket& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, unresolved(command.ticket, records, context));
    TRY_DONE(text_is_given(command.text, "text", long_text_length_max));
    ChangeSet changes(context);
    changes.put(message_on(*before, {command.text}, changes));
    Record record = changes.edited(*before);
    auto& ticket = body_of<Ticket>(record);
    if (!ticket.assignee.given()) take(ticket, context.actor);
    stop_clock(ticket, context.now);
    const TicketState from = ticket.state;
    ticket.state = TicketState::resolved;
    ticket.resolved_at = context.now;
    tell_moved(changes, record, "ticket_resolved", from);
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const RateTicket& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, ticket_in_reach(command.ticket, records, context));
    const auto& stands = body_of<Ticket>(*before);
    const bool ended = stands.state == TicketState::resolved || stands.state == TicketState::closed;
    if (!ended) return ProblemCode::ticket_must_be_resolved;
    if (stands.score != 0) return ProblemCode::question_must_not_be_answered_twice;
    if (command.score < 1 || command.score > 5) {
        return Problem{ProblemCode::score_must_be_1_to_5, "score", {}};
    }
    TRY_DONE(text_is_short_enough(command.text, "text"));
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& ticket = body_of<Ticket>(record);
    ticket.score = command.score;
    ticket.score_text = command.text;
    if (ticket.state == TicketState::resolved) {
        ticket.state = TicketState::closed;
        ticket.closed_at = context.now;
    }
    tell_moved(changes, record, "ticket_rated", stands.state);
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const EscalateTicket& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, ticket_in_reach(command.ticket, records, context));
    const auto& stands = body_of<Ticket>(*before);
    const bool due =
        stands.state == TicketState::open && !stands.escalated && context.now >= stands.target_at;
    if (!due) return ProblemCode::review_must_allow_this_step;
    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& ticket = body_of<Ticket>(record);
    ticket.escalated = true;
    ticket.priority = TicketPriority::urgent;
    tell_moved(changes, record, "ticket_escalated", ticket.state, By::system);
    changes.put(std::move(record));
    return changes.take();
}

static Result<Changes> act(
    const CloseQuietTicket& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, ticket_in_reach(command.ticket, records, context));
    const auto& stands = body_of<Ticket>(*before);
    const std::int64_t wait_ms = context.program.service.ticket_close_days * ms_per_day;
    const bool due =
        stands.state == TicketState::resolved && context.now >= stands.resolved_at + wait_ms;
    if (!due) return ProblemCode::review_must_allow_this_step;
    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& ticket = body_of<Ticket>(record);
    ticket.state = TicketState::closed;
    ticket.closed_at = context.now;
    tell_moved(changes, record, "ticket_closed", stands.state, By::system);
    changes.put(std::move(record));
    return changes.take();
}

void OpenTicket::describe(FieldVisitor& v) {
    field(v, "ticket", ticket);
    field(v, "topic", topic);
    field(v, "subject", subject);
    field(v, "priority", priority);
    field(v, "text", text);
    field(v, "attachments", attachments);
}

void ReplyToTicket::describe(FieldVisitor& v) {
    field(v, "ticket", ticket);
    field(v, "text", text);
    field(v, "attachments", attachments);
}

void TakeTicket::describe(FieldVisitor& v) {
    field(v, "ticket", ticket);
}

void AnswerTicket::describe(FieldVisitor& v) {
    field(v, "ticket", ticket);
    field(v, "text", text);
    field(v, "wait_for_partner", wait_for_partner);
    field(v, "internal", internal);
    field(v, "attachments", attachments);
}

void ResolveTicket::describe(FieldVisitor& v) {
    field(v, "ticket", ticket);
    field(v, "text", text);
}

void RateTicket::describe(FieldVisitor& v) {
    field(v, "ticket", ticket);
    field(v, "score", score);
    field(v, "text", text);
}

void EscalateTicket::describe(FieldVisitor& v) {
    field(v, "ticket", ticket);
}

void CloseQuietTicket::describe(FieldVisitor& v) {
    field(v, "ticket", ticket);
}

static constexpr Right askers[] = {{Side::partner, Permission::open_tickets}};
static constexpr Right supporters[] = {{Side::staff, Permission::answer_tickets}};
static constexpr Right the_clock[] = {{Side::system, std::nullopt}};

static void need_certificates(const Command&, const Actor& actor, Needs& wanted) {
    wanted.index_keys.push_back(index_key("certificates_of", actor.partner.bytes));
}

constinit const CommandRule OpenTicket::registered = with_needs(
    command_rule<&OpenTicket::ticket>("open_ticket", Kind::ticket, askers),
    need_certificates,
    nullptr
);
constinit const CommandRule ReplyToTicket::registered =
    command_rule<&ReplyToTicket::ticket>("reply_to_ticket", Kind::ticket, askers);
constinit const CommandRule TakeTicket::registered =
    command_rule<&TakeTicket::ticket>("take_ticket", Kind::ticket, supporters);
constinit const CommandRule AnswerTicket::registered =
    command_rule<&AnswerTicket::ticket>("answer_ticket", Kind::ticket, supporters);
constinit const CommandRule ResolveTicket::registered =
    command_rule<&ResolveTicket::ticket>("resolve_ticket", Kind::ticket, supporters);
constinit const CommandRule RateTicket::registered =
    command_rule<&RateTicket::ticket>("rate_ticket", Kind::ticket, askers);
constinit const CommandRule EscalateTicket::registered =
    command_rule<&EscalateTicket::ticket>("escalate_ticket", Kind::ticket, the_clock);
constinit const CommandRule CloseQuietTicket::registered =
    command_rule<&CloseQuietTicket::ticket>("close_quiet_ticket", Kind::ticket, the_clock);

std::span<const CommandRule* const> support_commands() {
    static constexpr const CommandRule* rules[] = {
        &OpenTicket::registered,
        &ReplyToTicket::registered,
        &TakeTicket::registered,
        &AnswerTicket::registered,
        &ResolveTicket::registered,
        &RateTicket::registered,
        &EscalateTicket::registered,
        &CloseQuietTicket::registered,
    };
    return rules;
}

}  // namespace entente
