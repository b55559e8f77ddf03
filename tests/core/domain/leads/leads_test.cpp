#include "core/domain/commands/leads.h"

#include "core/domain/project.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/program_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

const LeadId lead_id{derived_id({}, "lead", 0)};
const ShowId show_id{derived_id({}, "show", 0)};
const VendorLeadId vendor_lead_id{derived_id({}, "vendor lead", 0)};
const DealId deal_id{derived_id({}, "deal", 0)};

LeadForm contact() {
    return {
        .name = "Priya Nair",
        .title = "Head of Fleet",
        .email = "p.nair@northgaterail.example",
        .phone = "+1 555 0100",
        .company = "Northgate Rail",
        .domain = "northgaterail.example",
        .country = "US",
        .sector = "transport",
        .products = {"task_delegation"},
        .note = "Wants inspection work orders across 41 depots handled without paper.",
        .consent = true};
}

AnnounceShow show() {
    return {
        show_id,
        {.name = "Fleet Expo",
         .city = "Chicago",
         .country = "US",
         .starts_on = Date{Days{20'780}},
         .ends_on = Date{Days{20'782}}}};
}

const VendorLead& vendor_lead(const ProgramWorld& world) {
    return world.body<VendorLead>(Kind::vendor_lead, vendor_lead_id.bytes);
}

const LeadOffer& offer(const ProgramWorld& world) {
    return world.body<LeadOffer>(Kind::lead_offer, vendor_lead(world).offer.bytes);
}

// Three partners in the United States, the first with the most certified people.
struct Distribution : ProgramWorld {
    Distribution() {
        second = add_partner("West Monroe", "US");
        third = add_partner("Protiviti", "US");
        give_certificate(member, "foundation", today());
        give_certificate(seller, "foundation", today());
        give_certificate(admin, "foundation", today());
        second_seller = add_person("Ron Vale", "seller", second);
        give_certificate(second_seller, "foundation", today());
        give_certificate(add_person("Ida Berg", "member", second), "foundation", today());
        give_certificate(add_person("Tom Reed", "seller", third), "foundation", today());
    }
    PartnerId second;
    PartnerId third;
    Actor second_seller;
};

}  // namespace

struct ContactRow {
    const char* why;
    void (*spoil)(LeadForm&);
    std::string expected;
};

static const ContactRow contacts[] = {
    {"whole", [](LeadForm&) {}, "accepted"},
    {"a company alone",
     [](LeadForm& f) { f = {.company = "Northgate", .consent = true}; },
     "accepted"},
    {"nobody",
     [](LeadForm& f) {
         f.name.clear();
         f.company.clear();
     },
     "field_must_be_given form.name"},
    {"a long name",
     [](LeadForm& f) { f.name.assign(201, 'a'); },
     "text_must_be_short_enough form.name 200"},
    {"a long note",
     [](LeadForm& f) { f.note.assign(4'001, 'a'); },
     "text_must_be_short_enough form.note 4000"},
    {"more products than a registration takes",
     [](LeadForm& f) { f.products.assign(21, "task_delegation"); },
     "list_must_be_short_enough form.products 20"},
    {"blank",
     [](LeadForm& f) {
         f.name = " ";
         f.company = "\t";
     },
     "field_must_be_given form.name"},
    {"an address without its end",
     [](LeadForm& f) { f.email = "p.nair@"; },
     "contact_email_must_be_valid form.email"},
    {"an address of two",
     [](LeadForm& f) { f.email = "a@b@c"; },
     "contact_email_must_be_valid form.email"},
    {"a host that no registration takes",
     [](LeadForm& f) { f.email = "anna@acme"; },
     "contact_email_must_be_valid form.email"},
    {"two words before it",
     [](LeadForm& f) { f.email = "a b@acme.example"; },
     "contact_email_must_be_valid form.email"},
    {"no such country",
     [](LeadForm& f) { f.country = "XX"; },
     "country_must_be_known form.country"},
    {"a country in small letters",
     [](LeadForm& f) { f.country = "us"; },
     "country_must_be_known form.country"},
    {"no such sector",
     [](LeadForm& f) { f.sector = "magic"; },
     "value_must_be_one_of_the_choices form.sector"},
    {"no such product",
     [](LeadForm& f) { f.products = {"magic"}; },
     "product_must_be_known form.products magic"},
    {"no consent", [](LeadForm& f) { f.consent = false; }, "consent_must_be_given form.consent"},
};

TEST_CASE("lead: what is captured is a contact who agreed to it") {
    ProgramWorld world;
    for (const ContactRow& row : contacts) {
        CAPTURE(row.why);
        CaptureLead command{lead_id, contact(), {}, world.now};
        row.spoil(command.form);
        CHECK(world.refusal(world.member, command) == row.expected);
    }
    CHECK(
        world.refusal(world.member, CaptureLead{lead_id, contact(), show_id, world.now}) ==
        "record_must_exist show"
    );
    CHECK(
        world.refusal(world.manager, CaptureLead{lead_id, contact(), {}, world.now}) ==
        "permission_must_be_held"
    );
    world.act(world.member, CaptureLead{lead_id, contact(), {}, world.now});
    CHECK(
        world.refusal(world.member, CaptureLead{lead_id, contact(), {}, world.now}) ==
        "record_must_be_new lead"
    );
}

TEST_CASE("show: it is announced by the vendor, whole, and may be said anew") {
    ProgramWorld world;
    CHECK(world.refusal(world.admin, show()) == "permission_must_be_held");
    AnnounceShow nameless = show();
    nameless.about.name.clear();
    CHECK(world.refusal(world.manager, nameless) == "field_must_be_given about.name");
    AnnounceShow nowhere = show();
    nowhere.about.country.clear();
    CHECK(world.refusal(world.manager, nowhere) == "country_must_be_known about.country");
    nowhere.about.country = "us";
    CHECK(world.refusal(world.manager, nowhere) == "country_must_be_known about.country");
    AnnounceShow undated = show();
    undated.about.starts_on = {};
    CHECK(world.refusal(world.manager, undated) == "date_must_be_valid about.starts_on");
    AnnounceShow backwards = show();
    backwards.about.ends_on = backwards.about.starts_on - Days{1};
    CHECK(world.refusal(world.manager, backwards) == "date_must_be_valid about.ends_on 2026-11-23");
    AnnounceShow endless = show();
    endless.about.name.assign(201, 'a');
    CHECK(world.refusal(world.manager, endless) == "text_must_be_short_enough about.name 200");
    endless = show();
    endless.about.city.assign(201, 'a');
    CHECK(world.refusal(world.manager, endless) == "text_must_be_short_enough about.city 200");
    world.act(world.manager, show());
    AnnounceShow moved = show();
    moved.about.city = "Denver";
    world.act(world.manager, moved);
    CHECK(world.body<Show>(Kind::show, show_id.bytes).city == "Denver");
}

TEST_CASE("lead: it becomes a draft with everything filled in that it knows") {
    ProgramWorld world;
    world.act(world.manager, show());
    world.act(world.member, CaptureLead{lead_id, contact(), show_id, world.now});
    CHECK(
        world.refusal(world.colleague, RegisterLead{lead_id, deal_id}) == "record_must_exist lead"
    );
    world.act(world.member, RegisterLead{lead_id, deal_id});
    const auto& deal = world.body<Deal>(Kind::deal, deal_id.bytes);
    CHECK(deal.review == Review::draft);
    CHECK(deal.owner == world.member.person);
    CHECK(deal.customer.legal_name == "Northgate Rail");
    CHECK(deal.customer.domain == "northgaterail.example");
    CHECK(deal.customer.country == "US");
    CHECK(deal.customer.sector == "transport");
    CHECK(deal.title == "Northgate Rail: Task Delegation");
    CHECK(deal.objective == contact().note);
    CHECK(deal.products == contact().products);
    CHECK(deal.contact.email == contact().email);
    CHECK(name_of(deal.source) == "event");
    const auto& lead = world.body<Lead>(Kind::lead, lead_id.bytes);
    CHECK(lead.state == LeadState::registered);
    CHECK(lead.deal == deal_id);
    CHECK(
        world.refusal(world.member, RegisterLead{lead_id, deal_id}) == "lead_must_not_be_settled"
    );
    CHECK(world.refusal(world.member, DropLead{lead_id, "x"}) == "lead_must_not_be_settled");
}

TEST_CASE("lead: it becomes no deal that goes its own way already") {
    ProgramWorld world;
    world.act(world.member, CaptureLead{lead_id, contact(), {}, world.now});
    Deal deal;
    deal.partner = world.partner;
    deal.owner = world.member.person;
    deal.review = Review::submitted;
    world.records.put({.id = deal_id.bytes, .version = 1, .body = deal});
    CHECK(
        world.refusal(world.member, RegisterLead{lead_id, deal_id}) ==
        "review_must_allow_this_step review submitted"
    );
    CHECK(world.body<Lead>(Kind::lead, lead_id.bytes).state == LeadState::captured);
    CHECK(
        world.refusal(world.member, DropLead{lead_id, std::string(4'001, 'a')}) ==
        "text_must_be_short_enough text 4000"
    );
}

TEST_CASE("lead: the deal that it becomes is guarded as by whoever keeps or submits it") {
    const ProgramWorld world;
    const std::vector<std::string> guards =
        needs(RegisterLead{lead_id, deal_id}, world.member).guards;
    const std::string own = guard_of({Kind::lead, lead_id.bytes});
    CHECK(guards == std::vector<std::string>{own, guard_of({Kind::deal, deal_id.bytes})});
}

TEST_CASE("lead: one that holds as much as it may becomes a draft all the same") {
    ProgramWorld world;
    LeadForm full = contact();
    full.name.assign(200, 'n');
    full.title.assign(200, 't');
    full.company.assign(200, 'c');
    const std::string label(62, 'e');
    full.email = "a@" + label + "." + label + "." + label + "." + label + "e";
    full.domain.assign(253, 'd');
    full.note.assign(4'000, 'o');
    full.products.assign(20, "task_delegation");
    world.act(world.member, CaptureLead{lead_id, full, {}, world.now});
    world.act(world.member, RegisterLead{lead_id, deal_id});
    const auto& deal = world.body<Deal>(Kind::deal, deal_id.bytes);
    CHECK(deal.title == full.company);  // The product does not fit behind it.
    CHECK(deal.objective == full.note);
    CHECK(deal.contact.email == full.email);
}

TEST_CASE("lead: what a sector's customers are, their registration says") {
    ProgramWorld world;
    LeadForm form = contact();
    for (const Sector& sector : world.program.sectors) {
        CAPTURE(sector.key);
        form.sector = sector.key;
        const Lead lead{.form = form};
        const DealForm registered = deal_form_from_lead(lead, world.program);
        CHECK(registered.customer.public_sector == (sector.key == "government"));
        CHECK(registered.customer.public_sector == sector.public_sector);
    }
}

TEST_CASE("lead: it can be made whole until it is settled, by who may have it") {
    ProgramWorld world;
    world.act(world.member, CaptureLead{lead_id, contact(), {}, world.now});
    EditLead edit{lead_id, contact()};
    edit.form.phone = "+1 555 0199";
    CHECK(world.refusal(world.colleague, edit) == "record_must_exist lead");
    CHECK(world.refusal(world.manager, edit) == "permission_must_be_held");
    edit.form.consent = false;
    CHECK(world.refusal(world.member, edit) == "consent_must_be_given form.consent");
    edit.form.consent = true;
    world.act(world.member, edit);
    CHECK(world.body<Lead>(Kind::lead, lead_id.bytes).form.phone == "+1 555 0199");
    world.act(world.seller, edit);
    world.act(world.member, DropLead{lead_id, std::string(4'000, 'a')});
    CHECK(world.refusal(world.member, edit) == "lead_must_not_be_settled");
}

TEST_CASE("lead: a badge's country is known by its code, in whichever letters") {
    BadgeCard badge;
    badge.name = "Priya Nair";
    badge.email = "p.nair@northgaterail.example";
    for (const auto& [written, expected] :
         {std::pair{"us", "US"}, {"Us", "US"}, {"DE", "DE"}, {"Germany", ""}}) {
        badge.country = written;
        CHECK(form_from_badge(badge).country == expected);
    }
    CHECK(form_from_badge(badge).domain == "northgaterail.example");
}

TEST_CASE("lead: the vendor sees that a partner has one, and not who it is") {
    ProgramWorld world;
    world.act(world.member, CaptureLead{lead_id, contact(), {}, world.now});
    const Record& record = *world.records.find({Kind::lead, lead_id.bytes});
    const auto seen = project(record, {.audience = Audience::staff, .person = {}, .partner = {}});
    REQUIRE(seen.has_value());
    CHECK(body_of<Lead>(*seen).form == LeadForm{});
    world.act(world.member, DropLead{lead_id, "A competitor."});
    CHECK(name_of(world.body<Lead>(Kind::lead, lead_id.bytes).state) == "dropped");
}

TEST_CASE("vendor's lead: offered to the first by region and certificate, for 3 business days") {
    Distribution world;
    CHECK(
        world.refusal(world.admin, ReceiveLead{vendor_lead_id, contact()}) ==
        "permission_must_be_held"
    );
    LeadForm nowhere = contact();
    nowhere.country.clear();
    CHECK(
        world.refusal(world.manager, ReceiveLead{vendor_lead_id, nowhere}) ==
        "country_must_be_known form.country"
    );
    ReceiveLead pitched{vendor_lead_id, contact(), std::string(4'001, 'a')};
    CHECK(world.refusal(world.manager, pitched) == "text_must_be_short_enough pitch 4000");
    pitched.pitch = "An operator of 41 depots works on paper.";
    world.act(world.manager, pitched);
    CHECK(
        world.refusal(world.manager, ReceiveLead{vendor_lead_id, contact()}) ==
        "record_must_be_new lead"
    );
    CHECK(vendor_lead(world).offered_to == world.partner);
    CHECK(offer(world).note == pitched.pitch);
    CHECK(offer(world).why == std::vector<std::string>{"home_country", "certified:foundation:3"});
    CHECK(text_from_date(offer(world).answer_by) == "2026-11-18");
    // The offer does not say who it is.
    const Record& record = *world.records.find({Kind::lead_offer, vendor_lead(world).offer.bytes});
    const Bytes bytes = cbor_from_record(record);
    CHECK(text_from_bytes(bytes).find("Nair") == std::string::npos);
    CHECK(text_from_bytes(bytes).find("northgaterail") == std::string::npos);
    // Nor what was noted of them: that may be their number.
    CHECK(text_from_bytes(bytes).find("inspection work orders") == std::string::npos);
}

TEST_CASE("vendor's lead: accepted it becomes the partner's, with the contact") {
    Distribution world;
    world.act(world.manager, ReceiveLead{vendor_lead_id, contact()});
    const LeadOfferId id = vendor_lead(world).offer;
    CHECK(world.refusal(world.member, AcceptLead{id}) == "permission_must_be_held");
    CHECK(world.refusal(world.second_seller, AcceptLead{id}) == "record_must_exist lead_offer");
    world.act(world.seller, AcceptLead{id});
    CHECK(name_of(vendor_lead(world).state) == "accepted");
    const auto leads = world.records.under("leads_of:" + text_from_id(world.partner.bytes));
    REQUIRE(leads.size() == 1);
    const auto& lead = body_of<Lead>(*leads[0]);
    CHECK(lead.form == contact());
    CHECK(lead.owner == world.seller.person);
    CHECK(name_of(lead.source) == "vendor");
    CHECK(world.refusal(world.seller, AcceptLead{id}) == "offer_must_be_open");
    world.pass_days(30);
    CHECK(name_of(vendor_lead(world).state) == "accepted");
    world.act(world.seller, RegisterLead{{leads[0]->id}, deal_id});
    CHECK(name_of(world.body<Deal>(Kind::deal, deal_id.bytes).source) == "lead");
}

TEST_CASE("vendor's lead: on the partner's device accepting shows before the contact is known") {
    Distribution world;
    world.act(world.manager, ReceiveLead{vendor_lead_id, contact()});
    const LeadOfferId id = vendor_lead(world).offer;
    Distribution device = world;
    device.authority = false;
    device.records.remove({Kind::vendor_lead, vendor_lead_id.bytes});
    device.act(device.seller, AcceptLead{id});
    CHECK(name_of(device.body<LeadOffer>(Kind::lead_offer, id.bytes).state) == "accepted");
    CHECK(device.records.under("leads_of:" + text_from_id(world.partner.bytes)).empty());
}

TEST_CASE("vendor's lead: a decline passes it on at once, with its reason") {
    Distribution world;
    world.act(world.manager, ReceiveLead{vendor_lead_id, contact()});
    const LeadOfferId id = vendor_lead(world).offer;
    struct Row {
        const char* reason;
        const char* text;
        const char* expected;
    };
    const Row rows[] = {
        {"", "", "reason_must_be_given reason"},
        {"mood", "", "value_must_be_one_of_the_choices reason"},
        {"other", "", "reason_must_be_given text"},
        {"other", "Our team is on leave.", "accepted"},
        {"no_capacity", "", "accepted"},
    };
    for (const Row& row : rows) {
        CHECK(world.refusal(world.seller, DeclineLead{id, row.reason, row.text}) == row.expected);
    }
    world.act(world.seller, DeclineLead{id, "no_capacity", {}});
    CHECK(name_of(vendor_lead(world).state) == "waiting");
    world.pass_to(world.now);
    CHECK(vendor_lead(world).offered_to == world.second);
    CHECK(vendor_lead(world).tried == std::vector<PartnerId>{world.partner});
    CHECK(name_of(world.body<LeadOffer>(Kind::lead_offer, id.bytes).state) == "declined");
    const DeclineLead longer{vendor_lead(world).offer, "no_capacity", std::string(4'001, 'a')};
    CHECK(world.refusal(world.second_seller, longer) == "text_must_be_short_enough text 4000");
}

TEST_CASE("vendor's lead: what it is about is with who is asked, and with nobody else") {
    Distribution world;
    world.act(world.manager, ReceiveLead{vendor_lead_id, contact(), "41 depots."});
    const auto note_of = [&world](LeadOfferId id) {
        return world.body<LeadOffer>(Kind::lead_offer, id.bytes).note;
    };
    const LeadOfferId first = vendor_lead(world).offer;
    world.act(world.seller, DeclineLead{first, "no_capacity", {}});
    world.pass_to(world.now);
    const LeadOfferId second = vendor_lead(world).offer;
    CHECK(note_of(first).empty());
    CHECK(note_of(second) == "41 depots.");
    world.pass_days(5);
    CHECK(name_of(world.body<LeadOffer>(Kind::lead_offer, second.bytes).state) == "passed_on");
    CHECK(note_of(second).empty());
}

TEST_CASE("vendor's lead: an offer that is stale gives the contact to nobody") {
    struct Row {
        const char* why;
        void (*change)(VendorLead&);
    };
    const Row rows[] = {
        {"it waits for the next", [](VendorLead& lead) { lead.state = VendorLeadState::waiting; }},
        {"it is offered to somebody else", [](VendorLead& lead) { lead.offer = {IdBytes{9}}; }},
        {"somebody else has it",
         [](VendorLead& lead) {
             lead.state = VendorLeadState::accepted;
             lead.offer = {IdBytes{9}};
         }},
        {"nobody is asked",
         [](VendorLead& lead) { lead.state = VendorLeadState::without_partner; }},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Distribution world;
        world.act(world.manager, ReceiveLead{vendor_lead_id, contact()});
        const LeadOfferId id = vendor_lead(world).offer;
        world.change<VendorLead>(Kind::vendor_lead, vendor_lead_id.bytes, row.change);
        CHECK(world.refusal(world.seller, AcceptLead{id}) == "offer_must_be_open");
        CHECK(
            world.refusal(world.seller, DeclineLead{id, "no_capacity", {}}) == "offer_must_be_open"
        );
    }
    Distribution world;
    world.act(world.manager, ReceiveLead{vendor_lead_id, contact()});
    const LeadOfferId id = vendor_lead(world).offer;
    world.records.remove({Kind::vendor_lead, vendor_lead_id.bytes});
    CHECK(world.refusal(world.seller, AcceptLead{id}) == "offer_must_be_open");
}

TEST_CASE("vendor's lead: a partner that is not active takes none") {
    Distribution world;
    world.act(world.manager, ReceiveLead{vendor_lead_id, contact()});
    const LeadOfferId id = vendor_lead(world).offer;
    world.change<Partner>(Kind::partner, world.partner.bytes, [](Partner& partner) {
        partner.lifecycle = Lifecycle::suspended;
    });
    CHECK(
        world.refusal(world.seller, AcceptLead{id}) == "partner_must_be_active partner suspended"
    );
    // It may still say no, so that the lead goes on at once.
    CHECK(world.refusal(world.seller, DeclineLead{id, "no_capacity", {}}) == "accepted");
}

// Everybody was asked, and nobody wants it.
static void exhaust(Distribution& world) {
    world.act(world.manager, ReceiveLead{vendor_lead_id, contact()});
    world.pass_days(30);
    REQUIRE(name_of(vendor_lead(world).state) == "without_partner");
}

TEST_CASE("vendor's lead: one without a partner is offered to whom the vendor's people choose") {
    Distribution world;
    const OfferLead again{vendor_lead_id, world.partner};
    world.act(world.manager, ReceiveLead{vendor_lead_id, contact()});
    CHECK(world.refusal(world.director, again) == "lead_must_be_without_a_partner lead offered");
    world.pass_days(30);
    const PartnerId uncertified = world.add_partner("Rheinwerk", "DE");
    struct Row {
        const char* why;
        const Actor& actor;
        OfferLead command;
        const char* expected;
    };
    const Row rows[] = {
        {"a partner's", world.seller, again, "permission_must_be_held"},
        {"no such lead",
         world.director,
         {{IdBytes{3}}, world.partner},
         "record_must_exist vendor_lead"},
        {"no such partner",
         world.director,
         {vendor_lead_id, {IdBytes{3}}},
         "record_must_exist partner"},
        {"another's partner",
         world.manager,
         {vendor_lead_id, world.second},
         "record_must_exist partner"},
        {"nobody there may answer",
         world.director,
         {vendor_lead_id, uncertified},
         "level_must_be_held_at_the_partner partner Foundation"},
        {"sound", world.manager, again, "accepted"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(world.refusal(row.actor, row.command) == row.expected);
    }
    const LeadOfferId before{
        world.records.under("offers_of:" + text_from_id(world.partner.bytes))[0]->id};
    world.act(world.manager, again);
    CHECK(vendor_lead(world).offered_to == world.partner);
    CHECK(vendor_lead(world).offer != before);
    CHECK(vendor_lead(world).tried.size() == 2);
    CHECK(offer(world).why == std::vector<std::string>{"chosen_by_vendor"});
    // And once more, after it was not answered.
    world.pass_days(10);
    REQUIRE(name_of(vendor_lead(world).state) == "without_partner");
    world.act(world.manager, again);
    world.act(world.seller, AcceptLead{vendor_lead(world).offer});
    CHECK(name_of(vendor_lead(world).state) == "accepted");
}

TEST_CASE("vendor's lead: a partner that has left is offered none") {
    Distribution world;
    exhaust(world);
    world.change<Partner>(Kind::partner, world.partner.bytes, [](Partner& partner) {
        partner.lifecycle = Lifecycle::ended;
    });
    CHECK(
        world.refusal(world.director, OfferLead{vendor_lead_id, world.partner}) ==
        "partner_must_be_active partner ended"
    );
}

TEST_CASE("vendor's lead: on the staff's device it waits for the server to say who is next") {
    Distribution device;
    device.authority = false;
    device.act(device.manager, ReceiveLead{vendor_lead_id, contact()});
    CHECK(name_of(vendor_lead(device).state) == "waiting");
    CHECK_FALSE(vendor_lead(device).offered_to.given());
    ReceiveLead wordy{{derived_id({}, "another", 0)}, contact(), std::string(4'001, 'a')};
    CHECK(device.refusal(device.manager, wordy) == "text_must_be_short_enough pitch 4000");
}

TEST_CASE("vendor's lead: one that nobody wants is given up with a reason") {
    Distribution world;
    exhaust(world);
    CHECK(
        world.refusal(world.manager, GiveUpLead{vendor_lead_id, " "}) == "reason_must_be_given text"
    );
    CHECK(
        world.refusal(world.seller, GiveUpLead{vendor_lead_id, "x"}) == "permission_must_be_held"
    );
    world.act(world.manager, GiveUpLead{vendor_lead_id, "They bought elsewhere."});
    CHECK(name_of(vendor_lead(world).state) == "given_up");
    CHECK(world.records.under("vendor_leads_open").empty());
    CHECK(
        world.refusal(world.manager, OfferLead{vendor_lead_id, world.partner}) ==
        "lead_must_be_without_a_partner lead given_up"
    );
    CHECK(world.refusal(world.system, PassLeadOn{vendor_lead_id}) == "lead_must_not_be_settled");
}

TEST_CASE("vendor's lead: nobody is asked twice, and it ends without a partner") {
    Distribution world;
    world.act(world.manager, ReceiveLead{vendor_lead_id, contact()});
    const LeadOfferId first = vendor_lead(world).offer;
    world.pass_to(start_of(vendor_lead(world).answer_by + Days{1}) + -1);
    CHECK(vendor_lead(world).offered_to == world.partner);
    world.pass_to(start_of(vendor_lead(world).answer_by + Days{1}));
    CHECK(vendor_lead(world).offered_to == world.second);
    CHECK(name_of(world.body<LeadOffer>(Kind::lead_offer, first.bytes).state) == "passed_on");
    CHECK(world.refusal(world.seller, AcceptLead{first}) == "offer_must_be_open");
    world.pass_days(5);
    CHECK(vendor_lead(world).offered_to == world.third);
    CHECK(world.refusal(world.system, PassLeadOn{vendor_lead_id}) == "lead_must_not_be_settled");
    world.pass_days(30);
    CHECK(name_of(vendor_lead(world).state) == "without_partner");
    CHECK(vendor_lead(world).tried.size() == 3);
    CHECK_FALSE(vendor_lead(world).offered_to.given());
    CHECK(world.records.under("offers_of:" + text_from_id(world.third.bytes)).size() == 1);
}

TEST_CASE("vendor's lead: it is the vendor's: no partner has a view of it") {
    Distribution world;
    world.act(world.manager, ReceiveLead{vendor_lead_id, contact()});
    const Record& record = *world.records.find({Kind::vendor_lead, vendor_lead_id.bytes});
    CHECK(scope_of(record) == "staff");
    const Viewer admin{
        .audience = Audience::admin, .person = world.admin.person, .partner = world.partner};
    CHECK_FALSE(project(record, admin).has_value());
}

TEST_CASE("vendor's lead: certificates are asked for of partners who may be offered it alone") {
    struct NoNumbers final : NumberSource {
        std::int64_t next(std::string_view) override { return 0; }
    };
    Distribution world;
    const PartnerId apart = world.add_partner("Rheinwerk", "DE");
    NoNumbers numbers;
    const Context context{
        .actor = world.manager,
        .now = world.now,
        .program = world.program,
        .numbers = numbers,
        .authority = true};
    const Needs wanted =
        further_needs(ReceiveLead{vendor_lead_id, contact()}, world.records, context);
    const auto asked = [&wanted](const char* of, PartnerId partner) {
        const std::string key = std::string(of) + ":" + text_from_id(partner.bytes);
        return std::count(wanted.index_keys.begin(), wanted.index_keys.end(), key) == 1;
    };
    for (const char* of : {"certificates_of", "open_offers_of"}) {
        CAPTURE(of);
        CHECK(asked(of, world.partner));
        CHECK(asked(of, world.second));
        CHECK_FALSE(asked(of, apart));
    }
}
