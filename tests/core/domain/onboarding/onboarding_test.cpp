#include "core/domain/onboarding/onboarding.h"

#include "core/domain/commands/administration.h"
#include "core/domain/commands/onboarding.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/project.h"
#include "tests/support/program_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

const PartnerId applicant{derived_id({}, "Northwind Consulting", 0)};

ReceiveApplication application() {
    return {
        .partner = applicant,
        .name = "Northwind Consulting",
        .legal_name = "Northwind Consulting GmbH",
        .domain = "northwind.example",
        .country = "DE",
        .types = {PartnerType::consultant},
        .contact_name = "Lena Vogt",
        .contact_email = "lena.vogt@northwind.example"};
}

PassDueDiligence due_diligence() {
    return {
        .partner = applicant,
        .checks = {"company_register", "sanctions", "references", "capability"},
        .internal_note = "References were glowing."};
}

SignAgreement agreement(const ProgramWorld& world) {
    return {
        .partner = applicant,
        .agreement = {derived_id({}, "agreement", 0)},
        .number = "PA-0341",
        .model = "system_integrator",
        .rates = {{.category = "software_licenses", .rate = {2'500}}},
        .territory = {"DE", "AT"},
        .valid_from = world.today(),
        .valid_until = world.today() + Days{729}};
}

const Onboarding& onboarding(const ProgramWorld& world) {
    return world.body<Onboarding>(Kind::onboarding, onboarding_id(applicant));
}

Lifecycle lifecycle(const ProgramWorld& world) {
    return world.body<Partner>(Kind::partner, applicant.bytes).lifecycle;
}

std::string due_on(const ProgramWorld& world) {
    return text_from_date(mark_of(onboarding(world), onboarding(world).step)->due_on);
}

}  // namespace

TEST_CASE("onboarding: from the application to active, each step due after the one before") {
    ProgramWorld world;
    Actor manager = world.manager;
    world.act(manager, application());
    CHECK(lifecycle(world) == Lifecycle::applied);
    CHECK(world.body<Partner>(Kind::partner, applicant.bytes).region == "europe");
    CHECK(name_of(onboarding(world).step) == "due_diligence");
    CHECK(onboarding(world).owner == manager.person);
    CHECK(due_on(world) == "2026-11-26");
    // Who received it works with the partner from then on.
    const auto& person = world.body<Person>(Kind::person, manager.person.bytes);
    REQUIRE(person.assigned_partners.size() == 2);
    CHECK(person.assigned_partners[1] == applicant);
    manager.assigned_partners = person.assigned_partners;

    world.pass_days(4);
    world.act(manager, due_diligence());
    CHECK(lifecycle(world) == Lifecycle::onboarding);
    CHECK(onboarding(world).internal_note == "References were glowing.");
    CHECK(name_of(onboarding(world).step) == "agreement");
    CHECK(due_on(world) == "2026-12-04");
    world.pass_days(5);
    world.act(manager, agreement(world));
    CHECK(name_of(onboarding(world).step) == "first_certificate");
    CHECK(due_on(world) == "2026-12-20");
    CHECK(
        world.refusal(manager, ActivatePartner{applicant}) ==
        "onboarding_must_have_reached_this_step step first_certificate"
    );

    const PersonId invited{derived_id({}, "Lena Vogt", 0)};
    world.act(
        manager,
        InvitePerson{
            .person = invited,
            .partner = applicant,
            .name = "Lena Vogt",
            .email = "lena.vogt@northwind.example",
            .role = "admin",
            .locale = "de",
            .time_zone = "Europe/Berlin"}
    );
    const Actor lena = world.actor_of(invited);
    world.learn(lena, "foundation");
    world.act(lena, world.next_attempt(lena, "foundation", 0));
    CHECK(name_of(onboarding(world).step) == "activation");
    CHECK(mark_of(onboarding(world), OnboardingStep::first_certificate)->done_by == "Lena Vogt");
    CHECK(due_on(world) == "2026-11-29");
    world.pass_days(20);
    world.act(manager, ActivatePartner{applicant});
    CHECK(lifecycle(world) == Lifecycle::active);
    CHECK(world.body<Partner>(Kind::partner, applicant.bytes).joined_on == world.today());
    CHECK(name_of(onboarding(world).state) == "finished");
    // It is asked for the first time as the next quarter begins.
    const Date january = std::chrono::year{2027} / std::chrono::January / 1;
    const auto& survey = world.body<Survey>(Kind::survey, quarter_survey_id(applicant, january));
    CHECK(name_of(survey.state) == "planned");
    CHECK(world.records.under("surveys_of:" + text_from_id(applicant.bytes)).size() == 1);
    CHECK(days_to_active(onboarding(world)) == 20);
    CHECK(
        world.refusal(manager, ActivatePartner{applicant}) ==
        "onboarding_must_have_reached_this_step step activation"
    );
}

TEST_CASE("onboarding: an application is complete, and its company is not there already") {
    ProgramWorld world;
    struct Row {
        const char* why;
        void (*spoil)(ReceiveApplication&);
        std::string expected;
    };
    const Row rows[] = {
        {"whole", [](ReceiveApplication&) {}, "accepted"},
        {"no name", [](ReceiveApplication& a) { a.name.clear(); }, "field_must_be_given name"},
        {"no legal name",
         [](ReceiveApplication& a) { a.legal_name.clear(); },
         "field_must_be_given legal_name"},
        {"no domain",
         [](ReceiveApplication& a) { a.domain.clear(); },
         "field_must_be_given domain"},
        {"no name or domain",
         [](ReceiveApplication& a) { a.name = a.domain = ""; },
         "field_must_be_given name"},
        {"no such country",
         [](ReceiveApplication& a) { a.country = "XX"; },
         "country_must_be_known country XX"},
        {"a country in small letters",
         [](ReceiveApplication& a) { a.country = "de"; },
         "country_must_be_known country de"},
        {"a long name",
         [](ReceiveApplication& a) { a.name.assign(201, 'a'); },
         "text_must_be_short_enough name 200"},
        {"a long legal name",
         [](ReceiveApplication& a) { a.legal_name.assign(201, 'a'); },
         "text_must_be_short_enough legal_name 200"},
        {"a type twice",
         [](ReceiveApplication& a) { a.types.assign(2, PartnerType::consultant); },
         "field_must_be_unique types"},
        {"a long contact",
         [](ReceiveApplication& a) { a.contact_name.assign(201, 'a'); },
         "text_must_be_short_enough contact_name 200"},
        {"a long address",
         [](ReceiveApplication& a) { a.contact_email = "a@" + std::string(253, 'b'); },
         "text_must_be_short_enough contact_email 254"},
        {"no type", [](ReceiveApplication& a) { a.types.clear(); }, "field_must_be_given types"},
        {"no contact",
         [](ReceiveApplication& a) { a.contact_name.clear(); },
         "field_must_be_given contact_name"},
        {"no address",
         [](ReceiveApplication& a) { a.contact_email = "lena.vogt"; },
         "contact_email_must_be_valid contact_email"},
        {"an address that ends",
         [](ReceiveApplication& a) { a.contact_email = "lena@"; },
         "contact_email_must_be_valid contact_email"},
        {"an address that begins",
         [](ReceiveApplication& a) { a.contact_email = "@x.example"; },
         "contact_email_must_be_valid contact_email"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        ReceiveApplication command = application();
        row.spoil(command);
        CHECK(world.refusal(world.manager, command) == row.expected);
    }
    CHECK(world.refusal(world.admin, application()) == "permission_must_be_held");
    world.act(world.director, application());
    CHECK(world.refusal(world.director, application()) == "record_must_be_new partner");
    ReceiveApplication again = application();
    again.partner = {derived_id({}, "Another", 0)};
    CHECK(world.refusal(world.director, again) == "name_must_be_unique name");
    again.name = "Northwind Two";
    CHECK(world.refusal(world.director, again) == "name_must_be_unique domain");
}

TEST_CASE("onboarding: due diligence is complete or the application is refused with a reason") {
    ProgramWorld world;
    CHECK(world.refusal(world.director, due_diligence()) == "record_must_exist partner");
    world.act(world.director, application());
    PassDueDiligence part = due_diligence();
    part.checks = {"company_register", "sanctions"};
    CHECK(
        world.refusal(world.director, part) ==
        "due_diligence_must_be_complete checks Two customer references"
    );
    PassDueDiligence other = due_diligence();
    other.checks[0] = "horoscope";
    CHECK(world.refusal(world.director, other) == "value_must_be_one_of_the_choices checks");
    other = due_diligence();
    other.checks.emplace_back("sanctions");
    CHECK(world.refusal(world.director, other) == "list_must_be_short_enough checks 4");
    other = due_diligence();
    other.internal_note.assign(4'001, 'a');
    CHECK(world.refusal(world.director, other) == "text_must_be_short_enough internal_note 4000");
    // Another manager's applicant is not there for this one.
    CHECK(world.refusal(world.manager, due_diligence()) == "record_must_exist partner");
    CHECK(
        world.refusal(world.director, RefuseApplication{applicant, {}, {}}) ==
        "reason_must_be_given text"
    );
    CHECK(
        world.refusal(world.director, RefuseApplication{applicant, std::string(4'001, 'a'), {}}) ==
        "text_must_be_short_enough text 4000"
    );
    CHECK(
        world.refusal(world.director, RefuseApplication{applicant, "x", std::string(4'001, 'a')}) ==
        "text_must_be_short_enough internal_note 4000"
    );
    world.act(world.director, RefuseApplication{applicant, "No people to certify.", "Sanctions."});
    CHECK(lifecycle(world) == Lifecycle::ended);
    CHECK(name_of(onboarding(world).state) == "refused");
    CHECK(days_late(onboarding(world), world.today() + Days{100}) == 0);
    CHECK(
        world.refusal(world.director, due_diligence()) ==
        "onboarding_must_have_reached_this_step step due_diligence"
    );
}

TEST_CASE("onboarding: an agreement is sound before it is signed") {
    ProgramWorld world;
    world.act(world.director, application());
    CHECK(
        world.refusal(world.director, agreement(world)) ==
        "onboarding_must_have_reached_this_step step due_diligence"
    );
    world.act(world.director, due_diligence());
    struct Row {
        const char* why;
        void (*spoil)(SignAgreement&);
        std::string expected;
    };
    const Row rows[] = {
        {"whole", [](SignAgreement&) {}, "accepted"},
        {"no number", [](SignAgreement& a) { a.number.clear(); }, "field_must_be_given number"},
        {"no first day",
         [](SignAgreement& a) { a.valid_from = {}; },
         "date_must_be_valid valid_from"},
        {"ends before it begins",
         [](SignAgreement& a) { a.valid_until = a.valid_from - Days{1}; },
         "agreement_must_not_have_ended valid_until 2026-11-16"},
        {"ends today", [](SignAgreement& a) { a.valid_until = a.valid_from; }, "accepted"},
        {"a country nobody knows",
         [](SignAgreement& a) {
             a.territory = {"DE", "XX"};
         },
         "country_must_be_known territory XX"},
        {"a model nobody knows",
         [](SignAgreement& a) { a.model = "friends"; },
         "reference_must_exist model"},
        {"a rate above its band",
         [](SignAgreement& a) { a.rates[0].rate = {3'001}; },
         "rate_must_lie_in_its_band rates[0].rate 20-30%"},
        {"a rate below its band",
         [](SignAgreement& a) { a.rates[0].rate = {1'999}; },
         "rate_must_lie_in_its_band rates[0].rate 20-30%"},
        {"a rate for experts, at the band's end",
         [](SignAgreement& a) { a.rates[0].rate = {3'000}; },
         "rate_must_be_unlocked rates[0].rate Expert"},
        {"below it", [](SignAgreement& a) { a.rates[0].rate = {2'999}; }, "accepted"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        SignAgreement command = agreement(world);
        row.spoil(command);
        CHECK(world.refusal(world.director, command) == row.expected);
    }
    // One that is there already stays as it was signed.
    SignAgreement taken = agreement(world);
    taken.agreement = {derived_id({}, "others", 0)};
    Agreement others;
    others.partner = world.partner;
    world.records.put({.id = taken.agreement.bytes, .version = 1, .body = others});
    CHECK(world.refusal(world.director, taken) == "record_must_be_new agreement");
    world.act(world.director, agreement(world));
    const auto& signed_one = world.body<Agreement>(Kind::agreement, derived_id({}, "agreement", 0));
    CHECK(signed_one.partner == applicant);
    CHECK(signed_one.rules_version == world.program.rules_version);
}

TEST_CASE("onboarding: a reseller is not signed into another's exclusive territory") {
    ProgramWorld world;
    world.act(world.director, application());
    world.act(world.director, due_diligence());
    Agreement others;
    others.partner = world.partner;
    others.model = "reseller";
    others.rates = {{.category = "exclusive_territory", .rate = {5'000}}};
    others.territory = {"AT"};
    others.valid_from = others.valid_until = world.today();
    world.records.put({.id = derived_id({}, "others", 0), .version = 1, .body = others});
    SignAgreement command = agreement(world);
    command.model = "reseller";
    command.rates = {{.category = "premium", .rate = {4'000}}};
    CHECK(world.refusal(world.director, command) == "territory_must_be_open territory AT");
    command.territory = {"DE"};
    CHECK(world.refusal(world.director, command) == "accepted");
    command.rates = others.rates;
    CHECK(world.refusal(world.director, command) == "accepted");
    command.territory = {};
    CHECK(world.refusal(world.director, command) == "field_must_be_given territory");
}

TEST_CASE("onboarding: an application is refused at any step before the partner is active") {
    ProgramWorld world;
    const RefuseApplication refuse{applicant, "They were bought.", {}};
    world.act(world.director, application());
    CHECK(world.refusal(world.director, refuse) == "accepted");
    world.act(world.director, due_diligence());
    CHECK(world.refusal(world.director, refuse) == "accepted");
    world.act(world.director, agreement(world));
    CHECK(world.refusal(world.director, refuse) == "accepted");
    const Actor lena = world.add_person("Lena Vogt", "admin", applicant);
    world.learn(lena, "foundation");
    world.act(lena, world.next_attempt(lena, "foundation", 0));
    REQUIRE(name_of(onboarding(world).step) == "activation");
    ProgramWorld refused = world;
    refused.act(refused.director, refuse);
    CHECK(lifecycle(refused) == Lifecycle::ended);
    CHECK(
        refused.refusal(refused.director, ActivatePartner{applicant}) ==
        "onboarding_must_have_reached_this_step step activation"
    );
    world.act(world.director, ActivatePartner{applicant});
    CHECK(
        world.refusal(world.director, refuse) ==
        "onboarding_must_have_reached_this_step step activation"
    );
}

TEST_CASE("onboarding: who earned the first certificate, members are not told") {
    ProgramWorld world;
    world.act(world.director, application());
    world.act(world.director, due_diligence());
    world.act(world.director, agreement(world));
    const Actor lena = world.add_person("Lena Vogt", "admin", applicant);
    const Actor otto = world.add_person("Otto Maier", "member", applicant);
    world.learn(lena, "foundation");
    world.act(lena, world.next_attempt(lena, "foundation", 0));
    const Record& record = *world.records.find({Kind::onboarding, onboarding_id(applicant)});
    const auto told = [&](const Actor& actor) {
        const auto seen = project(
            record,
            {.audience = audience_of(actor), .person = actor.person, .partner = actor.partner}
        );
        REQUIRE(seen.has_value());
        const auto* mark = mark_of(body_of<Onboarding>(*seen), OnboardingStep::first_certificate);
        CHECK(mark->done_at.given());
        return mark->done_by;
    };
    CHECK(told(otto).empty());
    CHECK(told(lena) == "Lena Vogt");
    CHECK(told(world.director) == "Lena Vogt");
}

TEST_CASE("onboarding: who was certified before the signature waits for nothing more") {
    ProgramWorld world;
    world.act(world.director, application());
    world.act(world.director, due_diligence());
    const Actor lena = world.add_person("Lena Vogt", "admin", applicant);
    world.give_certificate(lena, "foundation", world.today());
    world.act(world.director, agreement(world));
    CHECK(name_of(onboarding(world).step) == "activation");
}

TEST_CASE("onboarding: days late are counted from the day after the due date") {
    ProgramWorld world;
    world.act(world.director, application());
    const Date due = mark_of(onboarding(world), OnboardingStep::due_diligence)->due_on;
    CHECK(days_late(onboarding(world), due) == 0);
    CHECK(days_late(onboarding(world), due + Days{1}) == 1);
    CHECK(days_late(onboarding(world), due + Days{12}) == 12);
    CHECK_FALSE(days_to_active(onboarding(world)).has_value());
    CHECK(mark_of(onboarding(world), OnboardingStep::activation) == nullptr);
}

TEST_CASE("onboarding: an activation alone looks at the surveys that are planned") {
    const ProgramWorld world;
    const auto asks = [&world](const Command& command) {
        const std::vector<std::string> keys = needs(command, world.director).index_keys;
        const std::string surveys = "surveys_of:" + text_from_id(applicant.bytes);
        return std::find(keys.begin(), keys.end(), surveys) != keys.end();
    };
    CHECK(asks(ActivatePartner{applicant}));
    CHECK_FALSE(asks(agreement(world)));
    CHECK_FALSE(asks(due_diligence()));
}

TEST_CASE("onboarding: who receives an application is guarded, since it is assigned to them") {
    const ProgramWorld world;
    const std::vector<std::string> guards = needs(application(), world.manager).guards;
    const std::string own = guard_of({Kind::person, world.manager.person.bytes});
    CHECK(std::count(guards.begin(), guards.end(), own) == 1);
}
