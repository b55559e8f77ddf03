// Every accepted act of learning, onboarding, support, leads and outreach leaves a line of history,
// and no line says more than the record that it is about.
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/leads.h"
#include "core/domain/commands/onboarding.h"
#include "core/domain/commands/outreach.h"
#include "core/domain/commands/support.h"
#include "core/domain/enablement/award.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/project.h"
#include "tests/support/program_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;
using namespace entente::test;

namespace {

template <typename Id>
Id id_called(std::string_view name) {
    return {derived_id({}, name, 0)};
}

// A world that looks for the line of each act, and keeps all of them.
class ToldWorld : public ProgramWorld {
public:
    void does(const Actor& actor, const Command& command) {
        CAPTURE(command_name(command));
        const Changes changes = act(actor, command);
        const auto known = history_events();
        bool told = false;
        for (const Record& record : changes.puts) {
            const auto* line = record.body.as<HistoryLine>();
            if (line == nullptr) continue;
            told = true;
            CAPTURE(line->event);
            CHECK(std::count(known.begin(), known.end(), line->event) == 1);
            CHECK(line->at == record.created_at);
            lines.push_back(record);
        }
        CHECK(told);
        seen.insert(command_name(command));
    }

    std::set<std::string_view> seen;
    std::vector<Record> lines;
};

void learn_all(ToldWorld& world) {
    const Actor& ana = world.member;
    for (const char* level : {"foundation", "professional", "expert"}) {
        const EnrollmentId enrollment{enrollment_id(ana.person, level)};
        world.does(ana, Enroll{enrollment, level});
        for (const Lesson& lesson : course_of(world.program, level)->lessons) {
            world.does(ana, FinishLesson{enrollment, lesson.key});
        }
        if (std::string_view(level) != "expert") {
            world.does(ana, world.next_attempt(ana, level, 0));
        }
        if (std::string_view(level) == "foundation") continue;
        HandInProject project;
        project.project = id_called<ProjectId>(level);
        project.level = level;
        project.title = "Depots";
        project.customer = "Northgate Rail";
        project.summary = "Whole.";
        world.does(ana, project);
        world.does(world.manager, ReviewProject{project.project, false, "Why so slow?"});
        world.does(ana, project);
        world.does(world.manager, ReviewProject{project.project, true, "Well done."});
        if (std::string_view(level) == "expert") {
            world.does(world.director, ReviewProject{project.project, true, {}});
        }
    }
}

ReceiveApplication application(std::string_view name) {
    ReceiveApplication command;
    command.partner = id_called<PartnerId>(name);
    command.name = command.legal_name = std::string(name);
    command.domain = std::string(name) + ".example";
    command.country = "DE";
    command.types = {PartnerType::consultant};
    command.contact_name = "Lena Vogt";
    command.contact_email = "lena@northwind.example";
    return command;
}

void onboard(ToldWorld& world) {
    const PartnerId partner = id_called<PartnerId>("northwind");
    world.does(world.director, application("northwind"));
    world.does(
        world.director,
        PassDueDiligence{
            partner, {"company_register", "sanctions", "references", "capability"}, "Glowing."}
    );
    SignAgreement agreement;
    agreement.partner = partner;
    agreement.agreement = id_called<AgreementId>("agreement");
    agreement.number = "PA-1";
    agreement.model = "system_integrator";
    agreement.rates = {{.category = "software_licenses", .rate = {2'500}}};
    agreement.territory = {"DE"};
    agreement.valid_from = world.today();
    agreement.valid_until = world.today() + Days{700};
    world.does(world.director, agreement);
    const Actor lena = world.add_person("Lena Vogt", "admin", partner);
    world.learn(lena, "foundation");
    world.does(lena, world.next_attempt(lena, "foundation", 0));
    world.does(world.director, ActivatePartner{partner});
    world.does(world.director, application("southwind"));
    world.does(
        world.director, RefuseApplication{id_called<PartnerId>("southwind"), "No.", "Sanctions."}
    );
}

void ask_for_support(ToldWorld& world) {
    const TicketId id = id_called<TicketId>("ticket");
    OpenTicket open;
    open.ticket = id;
    open.topic = "earnings";
    open.subject = "A line is missing";
    open.text = "The password is swordfish.";
    world.does(world.member, open);
    world.does(world.member, ReplyToTicket{id, "October.", {}});
    world.does(world.manager, TakeTicket{id});
    world.does(world.manager, AnswerTicket{id, "They pay late.", false, true, {}});
    world.does(world.manager, AnswerTicket{id, "Which line?", true, false, {}});
    world.does(world.member, ReplyToTicket{id, "The second.", {}});
    world.now = world.now + 2 * ms_per_day;
    world.does(world.system, EscalateTicket{id});
    world.does(world.manager, ResolveTicket{id, "Found."});
    ToldWorld quiet = world;
    quiet.now = quiet.now + 8 * ms_per_day;
    quiet.does(quiet.system, CloseQuietTicket{id});
    world.seen.insert("close_quiet_ticket");
    world.does(world.member, RateTicket{id, 5, "Quick."});
}

LeadForm contact() {
    LeadForm form;
    form.name = "Priya Nair";
    form.company = "Northgate Rail";
    form.country = "US";
    form.note = "Call +1 555 0100.";
    form.consent = true;
    return form;
}

void pass_leads(ToldWorld& world) {
    const Show show{
        .name = "Fleet Expo",
        .city = "Chicago",
        .country = "US",
        .starts_on = world.today(),
        .ends_on = world.today()};
    world.does(world.manager, AnnounceShow{id_called<ShowId>("show"), show});
    const LeadId lead = id_called<LeadId>("lead");
    world.does(world.member, CaptureLead{lead, contact(), id_called<ShowId>("show"), world.now});
    world.does(world.member, EditLead{lead, contact()});
    world.does(world.member, RegisterLead{lead, id_called<DealId>("deal")});
    const LeadId other = id_called<LeadId>("other");
    world.does(world.member, CaptureLead{other, contact(), {}, world.now});
    world.does(world.member, DropLead{other, "Nair went to a rival."});

    world.give_certificate(world.seller, "foundation", world.today());
    const auto of = [](const char* name) { return id_called<VendorLeadId>(name); };
    const auto offer_of = [&world](VendorLeadId id) {
        return world.body<VendorLead>(Kind::vendor_lead, id.bytes).offer;
    };
    world.does(world.manager, ReceiveLead{of("one"), contact(), "Depots."});
    world.does(world.seller, AcceptLead{offer_of(of("one"))});
    world.does(world.manager, ReceiveLead{of("two"), contact(), "Depots."});
    world.does(world.seller, DeclineLead{offer_of(of("two")), "no_capacity", "On leave."});
    world.does(world.system, PassLeadOn{of("two")});
    world.does(world.manager, OfferLead{of("two"), world.partner});
    world.now = world.now + 9 * ms_per_day;
    world.does(world.system, PassLeadOn{of("two")});
    world.does(world.manager, GiveUpLead{of("two"), "They bought."});
}

void reach_out(ToldWorld& world) {
    Survey survey;
    survey.partner = world.partner;
    survey.asked_on = world.today();
    for (const std::uint8_t number : {std::uint8_t{1}, std::uint8_t{2}}) {
        const SurveyId id{IdBytes{number}};
        world.records.put({.id = id.bytes, .version = 1, .body = survey});
        world.does(world.system, OpenSurvey{id});
    }
    world.does(world.admin, AnswerSurvey{{IdBytes{1}}, 2, "Slow payments."});
    world.now = world.now + 60 * ms_per_day;
    world.does(world.system, CloseSurvey{{IdBytes{2}}});

    const CampaignId campaign = id_called<CampaignId>("campaign");
    CampaignForm form;
    form.name = "Breakfasts";
    form.starts_on = form.ends_on = world.today();
    world.does(world.admin, PlanCampaign{campaign, form});
    world.does(world.admin, PlanCampaign{campaign, form});
    world.does(world.admin, ReportCampaign{campaign, {.text = "Full rooms."}});
    world.does(world.manager, ConfirmCampaign{campaign, false, "Names?"});
    world.does(world.admin, ReportCampaign{campaign, {.text = "Full rooms."}});
    world.does(world.manager, ConfirmCampaign{campaign, true, {}});
    world.does(world.admin, PlanCampaign{id_called<CampaignId>("other"), form});
    world.does(world.admin, CancelCampaign{id_called<CampaignId>("other")});

    const CaseStudyId study = id_called<CaseStudyId>("study");
    CaseStudyForm told;
    told.title = "41 depots";
    told.customer = "Northgate Rail";
    told.text = "Whole.";
    told.customer_consent = true;
    world.does(world.admin, SubmitCaseStudy{study, told});
    world.does(world.manager, DecideCaseStudy{study, false, "Numbers."});
    world.does(world.admin, SubmitCaseStudy{study, told});
    world.does(world.manager, DecideCaseStudy{study, true, {}});

    const ResourceId resource = id_called<ResourceId>("resource");
    ResourceForm file;
    file.title = "Pitch";
    file.category = "partner_university";
    file.version = "3";
    file.file_name = "pitch.pdf";
    file.file_size = 5;
    file.file_sha256 = Bytes(32, 7);
    world.does(world.director, PublishResource{resource, file});
    world.does(world.member, TakeResource{resource});
    world.does(world.director, WithdrawResource{resource});
}

// Everything of these areas, done once at least.
const ToldWorld& walked() {
    static const ToldWorld world = [] {
        ToldWorld walking;
        learn_all(walking);
        onboard(walking);
        ask_for_support(walking);
        pass_leads(walking);
        reach_out(walking);
        return walking;
    }();
    return world;
}

Viewer viewer_of(const Actor& actor) {
    return {.audience = audience_of(actor), .person = actor.person, .partner = actor.partner};
}

}  // namespace

TEST_CASE("history: every accepted act of learning, onboarding, support, leads, outreach is told") {
    const ToldWorld& world = walked();
    for (const CommandArea area :
         {learning_commands,
          onboarding_commands,
          support_commands,
          lead_commands,
          outreach_commands}) {
        for (const CommandRule* rule : area()) {
            CAPTURE(rule->name);
            CHECK(world.seen.count(rule->name) == 1);
        }
    }
}

TEST_CASE("history: a member reads the lines of what is their own, and staff no contact's name") {
    const ToldWorld& world = walked();
    std::size_t own = 0;
    for (const Record& record : world.lines) {
        const auto& line = body_of<HistoryLine>(record);
        CAPTURE(line.event);
        CHECK_FALSE(is_visible(record, viewer_of(world.colleague)));
        if (is_visible(record, viewer_of(world.member))) {
            CHECK(line.owner == world.member.person);
            CHECK_FALSE(line.internal);
            own++;
        }
        const bool of_the_partner = line.partner == world.partner;
        const bool of_nobody = !line.partner.given();
        CHECK(is_visible(record, viewer_of(world.seller)) == (of_the_partner && !line.internal));
        CHECK((scope_of(record) == "staff") == of_nobody);
        // Who a lead is, how somebody answered and what they wrote stands in the records alone.
        const Bytes bytes = cbor_from_record(record);
        const std::string_view text = text_from_bytes(bytes);
        for (const char* secret : {"Nair", "555 0100", "swordfish", "pay late", "Slow payments"}) {
            CHECK(text.find(secret) == std::string::npos);
        }
        const auto seen = project(record, viewer_of(world.seller));
        if (seen) CHECK(body_of<HistoryLine>(*seen).internal_text.empty());
    }
    CHECK(own > 30);
}

TEST_CASE("history: what the vendor's people note among themselves stays with them") {
    const ToldWorld& world = walked();
    const auto told = [&world](std::string_view event) -> const HistoryLine& {
        for (const Record& record : world.lines) {
            const auto& line = body_of<HistoryLine>(record);
            if (line.event == event) return line;
        }
        FAIL("nothing told of " << event);
        return body_of<HistoryLine>(world.lines.front());
    };
    CHECK(told("ticket_noted").internal);
    CHECK(told("due_diligence_passed").internal_text == "Glowing.");
    CHECK(told("application_refused").internal_text == "Sanctions.");
    CHECK(told("application_refused").text == "No.");
    CHECK(told("project_reviewed").text == "Why so slow?");
    CHECK(told("lead_declined").rule == "no_capacity");
    CHECK(told("ticket_escalated").person_name.empty());
}
