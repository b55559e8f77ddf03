#include "core/domain/administration/people.h"

#include "core/domain/commands/administration.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/leads.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/project.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/support/ticket.h"
#include "tests/support/program_world.h"

#include <catch2/catch_test_macros.hpp>
#include <span>

using namespace entente;
using namespace entente::test;

namespace {

PersonId person_named(std::string_view name) {
    return {derived_id({}, name, 0)};
}

InvitePerson invitation(PartnerId partner) {
    return {
        .person = person_named("Lena Vogt"),
        .partner = partner,
        .name = "Lena Vogt",
        .email = "lena.vogt@slalom.com",
        .role = "seller",
        .locale = "en",
        .time_zone = "America/New_York"};
}

InvitePerson staff_invitation() {
    InvitePerson invite = invitation({});
    invite.email = "lena.vogt@entente.example";
    invite.role = "channel_manager";
    return invite;
}

const Person& person(const ProgramWorld& world, PersonId id) {
    return world.body<Person>(Kind::person, id.bytes);
}

// The newest line about somebody.
HistoryLine last_line(const ProgramWorld& world, const IdBytes& subject) {
    HistoryLine last;
    for (const Record* record : world.records.under(index_key("history_of", subject))) {
        const auto& line = body_of<HistoryLine>(*record);
        if (line.at >= last.at) last = line;
    }
    return last;
}

// A role of a partner whose people may be changed and nothing else.
void add_role(ProgramWorld& world, std::string key, std::vector<Permission> permissions) {
    Role role;
    role.key = role.name = std::move(key);
    role.permissions = std::move(permissions);
    world.program.roles.push_back(role);
}

}  // namespace

TEST_CASE("people: who invites whom") {
    ProgramWorld world;
    const PartnerId other = world.add_partner("Protiviti", "US");
    const Actor board = world.add_person("Ines Roth", "conflict_board", {});
    struct Row {
        const char* why;
        const Actor& actor;
        InvitePerson invite;
        const char* expected;
    };
    const Row rows[] = {
        {"a partner's administrator", world.admin, invitation(world.partner), "accepted"},
        {"a seller", world.seller, invitation(world.partner), "permission_must_be_held"},
        {"somebody for another partner",
         world.admin,
         invitation(other),
         "record_must_exist partner"},
        {"a partner's administrator for the staff",
         world.admin,
         staff_invitation(),
         "permission_must_be_held"},
        {"the program's administrator", world.director, invitation(other), "accepted"},
        {"and for the staff", world.director, staff_invitation(), "accepted"},
        {"the one who works with the partner",
         world.manager,
         invitation(world.partner),
         "accepted"},
        {"but not with this one", world.manager, invitation(other), "record_must_exist partner"},
        {"nor for the staff", world.manager, staff_invitation(), "permission_must_be_held"},
        {"staff without the right", board, invitation(world.partner), "permission_must_be_held"},
        {"a partner that is not there",
         world.director,
         invitation({derived_id({}, "nobody", 0)}),
         "record_must_exist partner"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(world.refusal(row.actor, row.invite) == row.expected);
    }
}

namespace {

struct SpoiledInvitation {
    const char* why;
    void (*spoil)(InvitePerson&);
    const char* expected;
};
const SpoiledInvitation spoiled_invitation_rows[] = {
    {"whole", [](InvitePerson&) {}, "accepted"},
    {"an id that is taken",
     [](InvitePerson& i) { i.person = person_named("Maya Okafor"); },
     "record_must_be_new person"},
    {"no name", [](InvitePerson& i) { i.name = "  "; }, "field_must_be_given name"},
    {"a name of 200", [](InvitePerson& i) { i.name.assign(200, 'a'); }, "accepted"},
    {"a name of 201",
     [](InvitePerson& i) { i.name.assign(201, 'a'); },
     "text_must_be_short_enough name 200"},
    {"no address",
     [](InvitePerson& i) { i.email = "lena.vogt"; },
     "contact_email_must_be_valid email"},
    {"an address of 255",
     [](InvitePerson& i) { i.email = "a@" + std::string(249, 'b') + ".com"; },
     "text_must_be_short_enough email 254"},
    {"the address of somebody of the staff",
     [](InvitePerson& i) { i.email = "Lena.Vogt@ENTENTE.example"; },
     "name_must_be_unique email"},
    {"no such role",
     [](InvitePerson& i) { i.role = "owner"; },
     "value_must_be_one_of_the_choices role owner"},
    {"a role of the staff",
     [](InvitePerson& i) { i.role = "program_admin"; },
     "value_must_be_one_of_the_choices role program_admin"},
    {"nothing of where they are",
     [](InvitePerson& i) {
         i.locale.clear();
         i.time_zone.clear();
     },
     "accepted"},
    {"no language",
     [](InvitePerson& i) { i.locale = "en_US"; },
     "value_must_be_one_of_the_choices locale"},
    {"a language of 36",
     [](InvitePerson& i) { i.locale.assign(36, 'a'); },
     "value_must_be_one_of_the_choices locale"},
    {"a language of an address",
     [](InvitePerson& i) { i.locale = "en@latin"; },
     "value_must_be_one_of_the_choices locale"},
    {"a language in brackets",
     [](InvitePerson& i) { i.locale = "[en]"; },
     "value_must_be_one_of_the_choices locale"},
    {"a language in braces",
     [](InvitePerson& i) { i.locale = "{en}"; },
     "value_must_be_one_of_the_choices locale"},
    {"a zone of a file before",
     [](InvitePerson& i) { i.time_zone = "../Etc/UTC"; },
     "value_must_be_one_of_the_choices time_zone"},
    {"a zone of the sea", [](InvitePerson& i) { i.time_zone = "Etc/GMT+12"; }, "accepted"},
    {"no zone",
     [](InvitePerson& i) { i.time_zone = "New York"; },
     "value_must_be_one_of_the_choices time_zone"},
    {"a zone of 61",
     [](InvitePerson& i) { i.time_zone.assign(61, 'a'); },
     "value_must_be_one_of_the_choices time_zone"},
};

}  // namespace

TEST_CASE("people: an invitation is complete, and nobody has its address") {
    ProgramWorld world;
    world.act(world.director, staff_invitation());
    for (const SpoiledInvitation& row : spoiled_invitation_rows) {
        CAPTURE(row.why);
        InvitePerson invite = invitation(world.partner);
        invite.person = person_named("Lena of Slalom");
        row.spoil(invite);
        CHECK(world.refusal(world.admin, invite) == row.expected);
    }
    InvitePerson partners = invitation(world.partner);
    partners.person = person_named("Lena of nobody");
    partners.partner = {};
    CHECK(
        world.refusal(world.director, partners) == "value_must_be_one_of_the_choices role seller"
    );
    world.change<Partner>(Kind::partner, world.partner.bytes, [](Partner& partner) {
        partner.lifecycle = Lifecycle::ended;
    });
    CHECK(
        world.refusal(world.director, invitation(world.partner)) ==
        "partner_must_allow_this_step partner ended"
    );
}

TEST_CASE("people: who is invited is there, and told of") {
    ProgramWorld world;
    world.act(world.admin, invitation(world.partner));
    const Person& lena = person(world, person_named("Lena Vogt"));
    CHECK(lena.name == "Lena Vogt");
    CHECK(lena.email == "lena.vogt@slalom.com");
    CHECK(lena.partner == world.partner);
    CHECK(lena.role == "seller");
    CHECK(lena.locale == "en");
    CHECK(lena.time_zone == "America/New_York");
    CHECK_FALSE(lena.disabled);
    const HistoryLine line = last_line(world, person_named("Lena Vogt").bytes);
    CHECK(line.event == "person_invited");
    CHECK(line.to == "seller");
    CHECK(line.partner == world.partner);
    CHECK(line.person == world.admin.person);
    // About the staff, a line is the staff's.
    InvitePerson staff = staff_invitation();
    staff.person = person_named("Of the staff");
    world.act(world.director, staff);
    for (const Record* record : world.records.under(index_key("history_of", staff.person.bytes))) {
        CHECK(scope_of(*record) == "staff");
    }
}

TEST_CASE("people: how often somebody has an e-mail of what needs them is theirs to say") {
    ProgramWorld world;
    ChangeOwnDetails mine{world.member.person, "Ana Prado", "en", {}};
    CHECK(person(world, world.member.person).digest_days == 0);
    for (const std::int32_t days : {-1, 32}) {
        mine.digest_days = days;
        CHECK(world.refusal(world.member, mine) == "value_must_be_in_range digest_days 31");
    }
    for (const std::int32_t days : {31, 1, 0}) {
        mine.digest_days = days;
        world.act(world.member, mine);
        CHECK(person(world, world.member.person).digest_days == days);
    }
}

TEST_CASE("people: one's own name, language and zone are one's own to change") {
    ProgramWorld world;
    const ChangeOwnDetails mine{world.member.person, "Ana Prado Lima", "pt-BR", "America/Bahia"};
    CHECK(world.refusal(world.admin, mine) == "record_must_be_yours person");
    ChangeOwnDetails nameless = mine;
    nameless.name.clear();
    CHECK(world.refusal(world.member, nameless) == "field_must_be_given name");
    ChangeOwnDetails nowhere = mine;
    nowhere.time_zone = "here; there";
    CHECK(world.refusal(world.member, nowhere) == "value_must_be_one_of_the_choices time_zone");
    world.act(world.member, mine);
    const Person& ana = person(world, world.member.person);
    CHECK(ana.name == "Ana Prado Lima");
    CHECK(ana.locale == "pt-BR");
    CHECK(ana.time_zone == "America/Bahia");
    CHECK(ana.role == "member");
    CHECK(last_line(world, world.member.person.bytes).event == "person_changed");
    world.act(world.manager, ChangeOwnDetails{world.manager.person, "Elena Ruiz", "en", {}});
}

namespace {

struct RoleRow {
    const char* why;
    const Actor& actor;
    PersonId person;
    const char* role;
    const char* expected;
};

void check_roles(ProgramWorld& world, std::span<const RoleRow> rows) {
    for (const RoleRow& row : rows) {
        CAPTURE(row.why);
        CHECK(world.refusal(row.actor, ChangeRole{row.person, row.role}) == row.expected);
    }
}

}  // namespace

TEST_CASE("people: roles are given by who may, and nobody raises themselves") {
    ProgramWorld world;
    add_role(
        world,
        "people_manager",
        {Permission::enter_portal,
         Permission::read_own_deals,
         Permission::read_all_deals,
         Permission::read_margins,
         Permission::read_certificates,
         Permission::read_people,
         Permission::read_agreement,
         Permission::edit_people}
    );
    const Actor clerk = world.add_person("Tom Blake", "people_manager", world.partner);
    InvitePerson above_the_clerk = invitation(world.partner);
    above_the_clerk.role = "admin";
    const PersonId member = world.member.person;
    const PersonId seller = world.seller.person;
    const char* above = "permission_must_be_held role register_deal";
    const RoleRow rows[] = {
        {"a member becomes a seller", world.admin, member, "seller", "accepted"},
        {"and an administrator", world.admin, member, "admin", "accepted"},
        {"by a seller", world.seller, member, "seller", "permission_must_be_held"},
        {"a seller raises themselves", world.seller, seller, "admin", "permission_must_be_held"},
        {"who manages people raises themselves", clerk, clerk.person, "admin", above},
        {"or somebody else above themselves", clerk, member, "admin", above},
        {"or takes what they do not hold", clerk, world.admin.person, "people_manager", above},
        {"a role of the staff",
         world.admin,
         member,
         "viewer",
         "value_must_be_one_of_the_choices role viewer"},
    };
    check_roles(world, rows);
    // Nor does anybody invite, disable or let in again whom they could not raise.
    CHECK(world.refusal(clerk, above_the_clerk) == above);
    CHECK(world.refusal(clerk, DisablePerson{world.admin.person}) == above);
    world.act(world.admin, DisablePerson{seller});
    CHECK(world.refusal(clerk, EnablePerson{seller}) == above);
    world.act(world.admin, EnablePerson{seller});
    world.act(world.admin, ChangeRole{member, "seller"});
    CHECK(person(world, member).role == "seller");
    const HistoryLine line = last_line(world, member.bytes);
    CHECK(line.event == "person_role_changed");
    CHECK(line.from == "member");
    CHECK(line.to == "seller");
}

TEST_CASE("people: a role that the program has no more gives nothing and is given to nobody") {
    ProgramWorld world;
    add_role(world, "former", {Permission::register_deal});
    const Actor tom = world.add_person("Tom Blake", "former", world.partner);
    world.act(world.admin, DisablePerson{tom.person});
    world.program.roles.pop_back();
    CHECK(
        world.refusal(world.admin, EnablePerson{tom.person}) ==
        "value_must_be_one_of_the_choices role former"
    );
    world.act(world.admin, ChangeRole{tom.person, "member"});
    CHECK(world.refusal(world.admin, ChangeRole{tom.person, "former"}) != "accepted");
    CHECK(world.refusal(world.admin, EnablePerson{tom.person}) == "accepted");
}

TEST_CASE("people: whose roles may be changed by whom") {
    ProgramWorld world;
    const PartnerId other = world.add_partner("Protiviti", "US");
    const PersonId stranger = world.add_person("Uma Nair", "seller", other).person;
    const PersonId elena = world.manager.person;
    const PersonId ruth = world.director.person;
    const RoleRow rows[] = {
        {"of another partner", world.admin, stranger, "member", "record_must_exist person"},
        {"of the staff", world.admin, elena, "viewer", "record_must_exist person"},
        {"by who works with the partner", world.manager, world.member.person, "seller", "accepted"},
        {"by who works with another",
         world.manager,
         stranger,
         "seller",
         "record_must_exist person"},
        {"of the staff by who may not", world.manager, ruth, "viewer", "permission_must_be_held"},
        {"of the staff by who may", world.director, elena, "conflict_board", "accepted"},
        {"a partner's role for the staff",
         world.director,
         elena,
         "admin",
         "value_must_be_one_of_the_choices role admin"},
        {"the staff's own above themselves",
         world.director,
         ruth,
         "channel_manager",
         "permission_must_be_held role read_assigned_partners"},
    };
    check_roles(world, rows);
}

TEST_CASE("people: somebody remains who can give roles") {
    ProgramWorld world;
    const PersonId jonas = world.admin.person;
    const char* refused = "administrator_must_remain person";
    CHECK(world.refusal(world.admin, ChangeRole{jonas, "seller"}) == refused);
    CHECK(world.refusal(world.admin, DisablePerson{jonas}) == refused);
    CHECK(world.refusal(world.director, DisablePerson{jonas}) == refused);
    CHECK(world.refusal(world.admin, ChangeRole{jonas, "admin"}) == "accepted");
    world.act(world.admin, ChangeRole{world.member.person, "admin"});
    CHECK(world.refusal(world.admin, ChangeRole{jonas, "seller"}) == "accepted");
    world.act(world.admin, DisablePerson{world.member.person});
    // Who is disabled counts no more, and may become anything.
    CHECK(world.refusal(world.admin, DisablePerson{jonas}) == refused);
    CHECK(world.refusal(world.admin, ChangeRole{world.member.person, "seller"}) == "accepted");

    const PersonId ruth = world.director.person;
    const Actor second = world.add_person("Priya Raman", "program_admin", {});
    CHECK(world.refusal(world.director, DisablePerson{ruth}) == "accepted");
    world.act(world.director, DisablePerson{second.person});
    CHECK(world.refusal(world.director, DisablePerson{ruth}) == refused);
    CHECK(world.refusal(world.director, ChangeRole{ruth, "viewer"}) == refused);
    // Nobody has to administer a partner that has left.
    world.change<Partner>(Kind::partner, world.partner.bytes, [](Partner& partner) {
        partner.lifecycle = Lifecycle::ended;
    });
    CHECK(world.refusal(world.director, DisablePerson{jonas}) == "accepted");
}

TEST_CASE("people: two who leave at once wait for each other") {
    ProgramWorld world;
    for (const Command& command :
         {Command{DisablePerson{world.admin.person}},
          Command{ChangeRole{world.admin.person, "seller"}}}) {
        CAPTURE(command_name(command));
        RecordMap loaded;
        loaded.put(*world.records.find({Kind::person, world.admin.person.bytes}));
        Needs wanted;
        command.rule().further_needs(command, loaded, world.context_for(world.director), wanted);
        CHECK(wanted.guards == std::vector{people_key(world.partner)});
    }
    const Needs invited = needs(invitation(world.partner), world.admin);
    const InvitePerson invite = invitation(world.partner);
    const std::string own = guard_of({Kind::person, invite.person.bytes});
    const std::string partner = guard_of({Kind::partner, invite.partner.bytes});
    CHECK(invited.guards == std::vector<std::string>{own, partner, "email:lena.vogt@slalom.com"});
}

TEST_CASE("people: whom somebody is assigned to is not taken back meanwhile") {
    const ProgramWorld world;
    const AssignPartners assign{world.manager.person, {world.partner}, {}};
    const std::vector<std::string> guards = needs(assign, world.director).guards;
    const std::string own = guard_of({Kind::person, assign.person.bytes});
    const std::string partner = guard_of({Kind::partner, world.partner.bytes});
    CHECK(guards == std::vector<std::string>{own, partner});
}

TEST_CASE("people: whoever leaves is locked out while the portal is shut to their partner") {
    for (const Lifecycle lifecycle :
         {Lifecycle::applied, Lifecycle::onboarding, Lifecycle::active, Lifecycle::suspended}) {
        CAPTURE(name_of(lifecycle));
        ProgramWorld world;
        Record partner = *world.records.find({Kind::partner, world.partner.bytes});
        body_of<Partner>(partner).lifecycle = lifecycle;
        world.records.put(partner);
        const Actor admin = world.actor_of(world.admin.person);
        REQUIRE_FALSE(admin.permissions.holds(Permission::enter_portal));
        const Viewer viewer{audience_of(admin), admin.person, admin.partner};
        const PersonId ana = world.member.person;
        const auto seen = project(*world.records.find({Kind::person, ana.bytes}), viewer);
        REQUIRE(seen.has_value());
        CHECK(body_of<Person>(*seen) == person(world, ana));
        world.act(admin, DisablePerson{ana});
        CHECK(person(world, ana).disabled);
        world.act(admin, ChangeRole{world.colleague.person, "seller"});
        const Actor seller = world.actor_of(world.seller.person);
        CHECK(
            world.refusal(seller, DisablePerson{world.colleague.person}) ==
            (lifecycle == Lifecycle::suspended ? "partner_must_be_active"
                                               : "permission_must_be_held")
        );
    }
}

TEST_CASE("people: what somebody leaves open is told when they are disabled, and stays theirs") {
    ProgramWorld world;
    LeadForm form;
    form.name = "Jo Berg";
    form.email = "jo@northgate.com";
    form.company = "Northgate";
    form.country = "US";
    form.consent = true;
    const LeadId lead{derived_id({}, "lead", 0)};
    world.act(world.member, CaptureLead{lead, form, {}, world.now});
    Deal deal;
    deal.partner = world.partner;
    deal.owner = world.member.person;
    for (const Review review : {Review::draft, Review::approved, Review::won_reported}) {
        deal.review = review;
        const IdBytes id = derived_id({}, name_of(review), 0);
        world.records.put({.id = id, .version = 1, .body = deal});
    }
    // A colleague's, and one that is settled, are not hers to leave.
    const LeadId colleagues{derived_id({}, "colleague's", 0)};
    world.act(world.colleague, CaptureLead{colleagues, form, {}, world.now});
    const LeadId dropped{derived_id({}, "dropped", 0)};
    world.act(world.member, CaptureLead{dropped, form, {}, world.now});
    world.act(world.member, DropLead{dropped, {}});
    const PersonId ana = world.member.person;
    const OpenWork work = open_work_of(ana, person(world, ana), world.records);
    CHECK(work.deals.size() == 2);
    CHECK(work.leads == std::vector<RecordKey>{{Kind::lead, lead.bytes}});
    CHECK(work.count() == 3);
    CHECK(open_work_of(world.seller.person, person(world, ana), world.records).count() == 0);

    world.act(world.admin, DisablePerson{ana});
    CHECK(person(world, ana).disabled);
    const HistoryLine line = last_line(world, ana.bytes);
    CHECK(line.event == "person_disabled");
    CHECK(line.from == "Ana Prado");
    CHECK(line.to == "3");
    CHECK(world.body<Lead>(Kind::lead, lead.bytes).owner == ana);
    const char* again = "field_must_not_have_changed_meanwhile disabled";
    CHECK(world.refusal(world.admin, DisablePerson{ana}) == again);
    CHECK(world.refusal(world.seller, EnablePerson{ana}) == "permission_must_be_held");
    world.act(world.admin, EnablePerson{ana});
    CHECK_FALSE(person(world, ana).disabled);
    CHECK(last_line(world, ana.bytes).event == "person_enabled");
    CHECK(world.refusal(world.admin, EnablePerson{ana}) == again);
}

TEST_CASE("people: what the staff leave open are cases, tickets and onboardings") {
    ProgramWorld world;
    struct Case {
        Review review;
        bool first_approved;
    };
    const Case cases[] = {
        {Review::in_review, false},
        {Review::info_requested, false},
        {Review::in_review, true},
        {Review::conflict, false},
        {Review::approved, false},
        {Review::closed, false},
    };
    for (std::size_t i = 0; i < std::size(cases); i++) {
        Deal deal;
        deal.partner = world.partner;
        deal.owner = world.seller.person;
        deal.reviewer = world.manager.person;
        deal.review = cases[i].review;
        if (cases[i].first_approved) deal.first_approver = world.manager.person;
        world.records.put({.id = derived_id({}, "case", i), .version = 1, .body = deal});
    }
    Ticket ticket;
    ticket.partner = world.partner;
    ticket.assignee = world.manager.person;
    world.records.put({.id = derived_id({}, "ticket", 0), .version = 1, .body = ticket});
    ticket.state = TicketState::closed;
    world.records.put({.id = derived_id({}, "closed", 0), .version = 1, .body = ticket});
    Onboarding onboarding;
    onboarding.partner = world.partner;
    onboarding.owner = world.manager.person;
    world.records.put(
        {.id = onboarding_id(world.partner), .version = 1, .body = std::move(onboarding)}
    );
    Ticket others;
    others.partner = world.partner;
    others.assignee = world.director.person;
    world.records.put({.id = derived_id({}, "others", 0), .version = 1, .body = others});
    Onboarding another;
    another.partner = world.add_partner("Protiviti", "US");
    another.owner = world.director.person;
    world.records.put({.id = onboarding_id(another.partner), .version = 1, .body = another});
    const PersonId elena = world.manager.person;
    const OpenWork work = open_work_of(elena, person(world, elena), world.records);
    CHECK(work.deals.size() == 2);
    CHECK(work.tickets.size() == 1);
    CHECK(work.onboardings.size() == 1);
    world.act(world.director, DisablePerson{elena});
    CHECK(last_line(world, elena.bytes).to == "4");
}

namespace {

Ticket ticket_of(const ProgramWorld& world, TicketState state) {
    Ticket ticket;
    ticket.partner = world.partner;
    ticket.opened_by = ticket.assignee = world.manager.person;
    ticket.opened_by_name = ticket.assignee_name = "Elena Ruiz";
    ticket.state = state;
    return ticket;
}

Onboarding onboarding_of(PartnerId partner, const Actor& owner, OnboardingState state) {
    Onboarding onboarding;
    onboarding.partner = partner;
    onboarding.state = state;
    onboarding.owner = owner.person;
    onboarding.owner_name = owner.name;
    return onboarding;
}

// What names Elena Ruiz, as who works on it now or did, and others.
struct NamingWorld : ProgramWorld {
    NamingWorld() {
        for (const TicketState state : {TicketState::open, TicketState::closed}) {
            records.put({.id = id_of(state), .version = 1, .body = ticket_of(*this, state)});
        }
        put_onboarding(partner, manager, OnboardingState::running);
        put_onboarding(finished, manager, OnboardingState::finished);
        put_onboarding(others, director, OnboardingState::running);
        Partner managed = body<Partner>(Kind::partner, partner.bytes);
        managed.channel_manager = manager.person;
        managed.channel_manager_name = manager.name;
        records.put({.id = partner.bytes, .version = 1, .body = managed});
    }
    void put_onboarding(PartnerId of, const Actor& owner, OnboardingState state) {
        const Onboarding body = onboarding_of(of, owner, state);
        records.put({.id = onboarding_id(of), .version = 1, .body = body});
    }
    static IdBytes id_of(TicketState state) { return derived_id({}, name_of(state), 0); }
    const std::string& owner_of(PartnerId of) const {
        return body<Onboarding>(Kind::onboarding, onboarding_id(of)).owner_name;
    }

    const PartnerId finished = add_partner("Protiviti", "US");
    const PartnerId others = add_partner("West Monroe", "US");
};

}  // namespace

TEST_CASE("people: who works on something is named as they are called now, who did as then") {
    NamingWorld world;
    const PersonId elena = world.manager.person;
    const Changes changes =
        world.act(world.manager, ChangeOwnDetails{elena, "Elena Ruiz Vega", "en", {}});
    const IdBytes open = NamingWorld::id_of(TicketState::open);
    const IdBytes closed = NamingWorld::id_of(TicketState::closed);
    const auto& partner = world.body<Partner>(Kind::partner, world.partner.bytes);
    CHECK(partner.channel_manager_name == "Elena Ruiz Vega");
    CHECK(world.owner_of(world.partner) == "Elena Ruiz Vega");
    CHECK(world.body<Ticket>(Kind::ticket, open).assignee_name == "Elena Ruiz Vega");
    CHECK(world.body<Ticket>(Kind::ticket, open).opened_by_name == "Elena Ruiz");
    CHECK(world.body<Ticket>(Kind::ticket, closed).assignee_name == "Elena Ruiz");
    CHECK(world.owner_of(world.finished) == "Elena Ruiz");
    CHECK(world.owner_of(world.others) == "Ruth Adeyemi");
    // The three, themselves and the line of it.
    CHECK(changes.puts.size() == 5);
    const ChangeOwnDetails again{elena, "Elena Ruiz Vega", "es", {}};
    CHECK(world.act(world.manager, again).puts.size() == 2);
}

TEST_CASE("people: what is named anew is nobody else's to change meanwhile") {
    NamingWorld world;
    const PersonId elena = world.manager.person;
    const auto guards = [&](const Actor& actor, std::string name) {
        const ChangeOwnDetails command{elena, std::move(name), "en", {}};
        return further_needs(command, world.records, world.context_for(actor)).guards;
    };
    CHECK(
        guards(world.manager, "Elena Ruiz Vega") ==
        std::vector{
            guard_of({Kind::partner, world.partner.bytes}),
            guard_of({Kind::onboarding, onboarding_id(world.partner)}),
            guard_of({Kind::ticket, NamingWorld::id_of(TicketState::open)}),
            index_key("onboarding", world.partner.bytes)}
    );
    CHECK(guards(world.manager, "Elena Ruiz").empty());
    CHECK(guards(world.director, "Elena Ruiz Vega").empty());
}

TEST_CASE("people: the staff are assigned partners and regions") {
    ProgramWorld world;
    const PartnerId other = world.add_partner("Protiviti", "US");
    const AssignPartners assign{world.manager.person, {other, other}, {"europe", "europe"}};
    CHECK(world.refusal(world.manager, assign) == "permission_must_be_held");
    CHECK(world.refusal(world.admin, assign) == "permission_must_be_held");
    struct Row {
        const char* why;
        void (*spoil)(AssignPartners&, const ProgramWorld&);
        const char* expected;
    };
    const Row rows[] = {
        {"whole", [](AssignPartners&, const ProgramWorld&) {}, "accepted"},
        {"nothing at all",
         [](AssignPartners& a, const ProgramWorld&) {
             a.partners.clear();
             a.regions.clear();
         },
         "accepted"},
        {"a partner that is not there",
         [](AssignPartners& a, const ProgramWorld&) {
             a.partners.push_back({derived_id({}, "nobody", 0)});
         },
         "record_must_exist partner"},
        {"a region that is not there",
         [](AssignPartners& a, const ProgramWorld&) { a.regions = {"atlantis"}; },
         "reference_must_exist regions atlantis"},
        {"1,001 partners",
         [](AssignPartners& a, const ProgramWorld&) {
             a.partners.assign(1'001, a.partners.front());
         },
         "list_must_be_short_enough partners 1000"},
        {"51 regions",
         [](AssignPartners& a, const ProgramWorld&) { a.regions.assign(51, "europe"); },
         "list_must_be_short_enough regions 50"},
        {"somebody of a partner",
         [](AssignPartners& a, const ProgramWorld& w) { a.person = w.seller.person; },
         "value_must_be_one_of_the_choices person"},
        {"somebody who is not there",
         [](AssignPartners& a, const ProgramWorld&) { a.person = person_named("nobody"); },
         "record_must_exist person"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        AssignPartners command = assign;
        row.spoil(command, world);
        CHECK(world.refusal(world.director, command) == row.expected);
    }
    world.act(world.director, assign);
    const Person& elena = person(world, world.manager.person);
    CHECK(elena.assigned_partners == std::vector{other});
    CHECK(elena.assigned_regions == std::vector<std::string>{"europe"});
    const HistoryLine line = last_line(world, world.manager.person.bytes);
    CHECK(line.event == "person_assigned");
    CHECK(line.to == "1, europe");
}
