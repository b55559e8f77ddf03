#include "core/domain/support/ticket.h"

#include "core/domain/commands/support.h"
#include "core/domain/project.h"
#include "tests/support/program_world.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace entente::test;

namespace {

const TicketId ticket_id{derived_id({}, "ticket", 0)};

OpenTicket question(std::string_view topic = "registration") {
    OpenTicket command;
    command.ticket = ticket_id;
    command.topic = std::string(topic);
    command.subject = "The receipt does not arrive";
    command.text = "Submitted yesterday, sent, no number yet.";
    return command;
}

const Ticket& ticket(const ProgramWorld& world) {
    return world.body<Ticket>(Kind::ticket, ticket_id.bytes);
}

std::size_t message_count(const ProgramWorld& world) {
    return world.records.under("messages_of:" + text_from_id(ticket_id.bytes)).size();
}

void pass_hours(ProgramWorld& world, std::int64_t hours) {
    world.pass_to(world.now + hours * ms_per_hour);
}

}  // namespace

TEST_CASE("ticket: what is opened is complete and on a topic that is open") {
    ProgramWorld world;
    struct Row {
        const char* why;
        void (*spoil)(OpenTicket&);
        std::string expected;
    };
    const Row rows[] = {
        {"whole", [](OpenTicket&) {}, "accepted"},
        {"no such topic",
         [](OpenTicket& t) { t.topic = "weather"; },
         "value_must_be_one_of_the_choices topic"},
        {"technical without a certificate",
         [](OpenTicket& t) { t.topic = "technical"; },
         "topic_must_be_unlocked_by_certificates topic Professional"},
        {"no subject", [](OpenTicket& t) { t.subject.clear(); }, "field_must_be_given subject"},
        {"a long subject",
         [](OpenTicket& t) { t.subject.assign(201, 'a'); },
         "text_must_be_short_enough subject 200"},
        {"no text", [](OpenTicket& t) { t.text.clear(); }, "field_must_be_given text"},
        {"a long text",
         [](OpenTicket& t) { t.text.assign(10'001, 'a'); },
         "text_must_be_short_enough text 10000"},
        {"eleven attachments",
         [](OpenTicket& t) { t.attachments.resize(11); },
         "list_must_be_short_enough attachments 10"},
        {"an attachment without a name",
         [](OpenTicket& t) { t.attachments = {{.name = "", .size = 1, .sha256 = Bytes(32)}}; },
         "field_must_be_given attachments[0].name"},
        {"an empty attachment",
         [](OpenTicket& t) { t.attachments = {{.name = "a", .size = 0, .sha256 = Bytes(32)}}; },
         "value_must_be_in_range attachments[0].size 1"},
        {"one at the limit",
         [](OpenTicket& t) {
             t.attachments = {{.name = "a", .size = 10'485'760, .sha256 = Bytes(32)}};
         },
         "accepted"},
        {"one past it",
         [](OpenTicket& t) {
             t.attachments = {{.name = "a", .size = 10'485'761, .sha256 = Bytes(32)}};
         },
         "bytes_must_be_small_enough attachments[0].size 10485760"},
        {"half a hash",
         [](OpenTicket& t) { t.attachments = {{.name = "a", .size = 1, .sha256 = Bytes(16)}}; },
         "checksum_must_match attachments[0].sha256"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        OpenTicket command = question();
        row.spoil(command);
        CHECK(world.refusal(world.member, command) == row.expected);
    }
    CHECK(world.refusal(world.manager, question()) == "permission_must_be_held");
    world.give_certificate(world.colleague, "professional", world.today());
    CHECK(world.refusal(world.member, question("technical")) == "accepted");
    world.act(world.member, question());
    CHECK(world.refusal(world.member, question()) == "record_must_be_new ticket");
    CHECK(ticket(world).number.substr(0, 7) == "T-2026-");
    CHECK(ticket(world).target_at - ticket(world).opened_at == 24 * ms_per_hour);
}

TEST_CASE("ticket: what is added to it fits as well") {
    ProgramWorld world;
    world.act(world.member, question());
    const std::vector<Attachment> many(11);
    const char* attachments = "list_must_be_short_enough attachments 10";
    CHECK(world.refusal(world.member, ReplyToTicket{ticket_id, "So.", many}) == attachments);
    const AnswerTicket answer{ticket_id, "So.", false, false, many};
    CHECK(world.refusal(world.manager, answer) == attachments);
    CHECK(
        world.refusal(world.member, ReplyToTicket{ticket_id, std::string(10'001, 'a'), {}}) ==
        "text_must_be_short_enough text 10000"
    );
    world.act(world.manager, ResolveTicket{ticket_id, "Done."});
    CHECK(
        world.refusal(world.member, RateTicket{ticket_id, 5, std::string(4'001, 'a')}) ==
        "text_must_be_short_enough text 4000"
    );
}

TEST_CASE("ticket: what falls due for one that moved on meanwhile, or is gone, does nothing") {
    ProgramWorld world;
    const char* gone = "record_must_exist ticket";
    CHECK(world.refusal(world.system, EscalateTicket{ticket_id}) == gone);
    CHECK(world.refusal(world.system, CloseQuietTicket{ticket_id}) == gone);
    world.act(world.member, question());
    const char* moved = "review_must_allow_this_step";
    world.now = world.now + 30 * ms_per_day;
    CHECK(world.refusal(world.system, CloseQuietTicket{ticket_id}) == moved);
    world.act(world.manager, ResolveTicket{ticket_id, "Done."});
    CHECK(world.refusal(world.system, EscalateTicket{ticket_id}) == moved);
}

TEST_CASE("ticket: a device whose clock is behind counts no hours back") {
    ProgramWorld world;
    world.act(world.member, question());
    const Moment opened = ticket(world).opened_at;
    CHECK(clock_ms(ticket(world), opened + -ms_per_hour) == 0);
    CHECK(clock_ms(ticket(world), opened) == 0);
    CHECK(clock_ms(ticket(world), opened + ms_per_hour) == ms_per_hour);
}

TEST_CASE("ticket: the clock stands still while it waits on the partner") {
    ProgramWorld world;
    world.act(world.member, question());
    const Moment opened = ticket(world).opened_at;
    world.pass_to(opened + 20 * ms_per_hour);
    world.act(world.manager, AnswerTicket{ticket_id, "Which browser?", true, false, {}});
    CHECK(name_of(ticket(world).state) == "waiting_on_partner");
    CHECK(ticket(world).assignee == world.manager.person);
    world.pass_days(3);
    CHECK_FALSE(ticket(world).escalated);
    CHECK(clock_ms(ticket(world), world.now) == 20 * ms_per_hour);
    const Moment answered = world.now;
    world.act(world.member, ReplyToTicket{ticket_id, "Firefox.", {}});
    CHECK(name_of(ticket(world).state) == "open");
    CHECK(ticket(world).target_at == answered + 4 * ms_per_hour);
    world.pass_to(answered + 4 * ms_per_hour);
    CHECK(ticket(world).escalated);
    CHECK(name_of(ticket(world).priority) == "urgent");
    world.act(world.manager, ResolveTicket{ticket_id, "Sent again."});
    CHECK(resolved_in_time(ticket(world), world.program.support) == false);
    CHECK(ticket(world).used_ms == 24 * ms_per_hour);
}

TEST_CASE("ticket: resolved in less than 24 hours is in time, at the 24th it is not") {
    for (const std::int64_t late_ms : {std::int64_t{-1}, std::int64_t{0}}) {
        ProgramWorld world;
        world.act(world.member, question());
        world.pass_to(ticket(world).opened_at + 24 * ms_per_hour + late_ms);
        CHECK_FALSE(resolved_in_time(ticket(world), world.program.support).has_value());
        world.act(world.manager, ResolveTicket{ticket_id, "Done."});
        CHECK(resolved_in_time(ticket(world), world.program.support) == (late_ms < 0));
    }
}

TEST_CASE("ticket: it escalates at its target and not before, once") {
    ProgramWorld world;
    world.act(world.member, question());
    const Moment target = ticket(world).target_at;
    CHECK(world.refusal(world.system, EscalateTicket{ticket_id}) == "review_must_allow_this_step");
    world.pass_to(target + -1);
    CHECK_FALSE(ticket(world).escalated);
    world.pass_to(target);
    CHECK(ticket(world).escalated);
    CHECK(world.refusal(world.system, EscalateTicket{ticket_id}) == "review_must_allow_this_step");
    CHECK(world.refusal(world.manager, EscalateTicket{ticket_id}) == "permission_must_be_held");
}

TEST_CASE("ticket: resolved it is rated or closes after seven days, and a reply opens it again") {
    ProgramWorld world;
    world.act(world.member, question());
    CHECK(world.refusal(world.member, RateTicket{ticket_id, 5, {}}) == "ticket_must_be_resolved");
    world.act(world.manager, ResolveTicket{ticket_id, "Done."});
    CHECK(
        world.refusal(world.manager, ResolveTicket{ticket_id, "Done."}) ==
        "ticket_must_not_be_resolved"
    );
    CHECK(world.refusal(world.manager, TakeTicket{ticket_id}) == "ticket_must_not_be_resolved");
    pass_hours(world, 5);
    world.act(world.member, ReplyToTicket{ticket_id, "It is back.", {}});
    CHECK(name_of(ticket(world).state) == "open");
    CHECK_FALSE(ticket(world).resolved_at.given());
    world.act(world.manager, ResolveTicket{ticket_id, "Now it is."});
    const Moment resolved = ticket(world).resolved_at;
    world.pass_to(resolved + (7 * ms_per_day - 1));
    CHECK(name_of(ticket(world).state) == "resolved");
    CHECK(
        world.refusal(world.system, CloseQuietTicket{ticket_id}) == "review_must_allow_this_step"
    );
    world.pass_to(resolved + 7 * ms_per_day);
    CHECK(name_of(ticket(world).state) == "closed");
    CHECK(
        world.refusal(world.member, ReplyToTicket{ticket_id, "Again.", {}}) ==
        "ticket_must_not_be_closed"
    );
    // The question at the end stays open.
    world.act(world.member, RateTicket{ticket_id, 4, "Slow, but right."});
    CHECK(ticket(world).score == 4);
    CHECK(
        world.refusal(world.member, RateTicket{ticket_id, 5, {}}) ==
        "question_must_not_be_answered_twice"
    );
}

TEST_CASE("ticket: the rating is 1 to 5, and ends it") {
    ProgramWorld world;
    world.act(world.member, question());
    world.act(world.manager, ResolveTicket{ticket_id, "Done."});
    for (const std::int32_t score : {-1, 0, 6}) {
        CHECK(
            world.refusal(world.member, RateTicket{ticket_id, score, {}}) ==
            "score_must_be_1_to_5 score"
        );
    }
    world.act(world.member, RateTicket{ticket_id, 1, {}});
    CHECK(name_of(ticket(world).state) == "closed");
    CHECK(ticket(world).closed_at.given());
}

TEST_CASE("ticket: a note among the vendor's people reaches no partner, as a record") {
    ProgramWorld world;
    world.act(world.member, question());
    CHECK(
        world.refusal(world.manager, AnswerTicket{ticket_id, "x", true, true, {}}) ==
        "question_must_be_seen_by_the_partner"
    );
    CHECK(
        world.refusal(world.manager, AnswerTicket{ticket_id, {}, false, false, {}}) ==
        "field_must_be_given text"
    );
    CHECK(
        world.refusal(world.manager, ResolveTicket{ticket_id, " "}) == "field_must_be_given text"
    );
    CHECK(
        world.refusal(world.manager, ResolveTicket{ticket_id, std::string(10'001, 'a')}) ==
        "text_must_be_short_enough text 10000"
    );
    world.act(world.manager, AnswerTicket{ticket_id, "A difficult customer.", false, true, {}});
    CHECK_FALSE(ticket(world).assignee.given());
    CHECK(message_count(world) == 2);
    int hidden = 0;
    for (const Record* record :
         world.records.under("messages_of:" + text_from_id(ticket_id.bytes))) {
        const Viewer admin{
            .audience = Audience::admin, .person = world.admin.person, .partner = world.partner};
        const Viewer staff{.audience = Audience::staff, .person = {}, .partner = {}};
        CHECK(project(*record, staff).has_value());
        if (!project(*record, admin)) hidden++;
    }
    CHECK(hidden == 1);
}

TEST_CASE("ticket: colleagues who are members see none of it, nor other companies") {
    ProgramWorld world;
    world.act(world.member, question());
    CHECK(
        world.refusal(world.colleague, ReplyToTicket{ticket_id, "x", {}}) ==
        "record_must_exist ticket"
    );
    CHECK(world.refusal(world.seller, ReplyToTicket{ticket_id, "x", {}}) == "accepted");
    const PartnerId other = world.add_partner("Reply", "IT");
    const Actor rival = world.add_person("Ron Vale", "admin", other);
    CHECK(world.refusal(rival, ReplyToTicket{ticket_id, "x", {}}) == "record_must_exist ticket");
    const Actor outsider = world.add_person("Kenji Sato", "channel_manager", {});
    Actor assigned_elsewhere = outsider;
    assigned_elsewhere.assigned_partners = {other};
    CHECK(world.refusal(assigned_elsewhere, TakeTicket{ticket_id}) == "record_must_exist ticket");
}

TEST_CASE("ticket: whatever happens, its clock counts the hours it was open and no other") {
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int run = 0; run < 20; run++) {
        ProgramWorld world;
        world.act(world.member, question());
        std::int64_t open_ms = 0;
        Moment last = ticket(world).opened_at;
        for (int step = 0; step < 30; step++) {
            world.pass_to(world.now + static_cast<std::int64_t>(random() % 20) * ms_per_hour);
            const bool was_open = ticket(world).state == TicketState::open;
            if (was_open) open_ms += world.now - last;
            last = world.now;
            switch (random() % 3) {
                case 0:
                    (void)world.refusal(world.manager, TakeTicket{ticket_id});
                    break;
                case 1:
                    if (was_open) {
                        world.act(world.manager, AnswerTicket{ticket_id, "And?", true, false, {}});
                    }
                    break;
                default:
                    if (ticket(world).state != TicketState::closed) {
                        world.act(world.member, ReplyToTicket{ticket_id, "So.", {}});
                    }
                    break;
            }
            REQUIRE(clock_ms(ticket(world), last) == open_ms);
        }
    }
}
