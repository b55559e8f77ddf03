#include "core/domain/notices/notices.h"

#include "core/domain/claims/contest.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/leads.h"
#include "core/domain/commands/onboarding.h"
#include "core/domain/commands/outreach.h"
#include "core/domain/commands/support.h"
#include "core/domain/earnings/statement.h"
#include "core/domain/enablement/award.h"
#include "core/domain/investment/fund.h"
#include "core/domain/onboarding/onboarding.h"
#include "tests/support/program_world.h"

#include <catch2/catch_test_macros.hpp>
#include <utility>

using namespace entente;
using namespace entente::test;

namespace {

template <typename Id>
Id id_called(std::string_view name) {
    return {derived_id({}, name, 0)};
}

// "kind act due", in the order of the list.
std::vector<std::string> list_for(const ProgramWorld& world, const Actor& actor) {
    std::vector<std::string> lines;
    for (const Notice& one : notices_for(actor, world.records, world.program, world.now)) {
        std::string line = std::string(name_of(one.kind)) + " " + std::string(one.act);
        if (one.due_at.given()) line += " " + text_from_moment(one.due_at).substr(0, 16);
        if (!one.about.empty()) line += " " + one.about;
        lines.push_back(line);
        // What it names can be asked for, by this person, about this record.
        const CommandRule* rule = command_rule_named(one.act);
        REQUIRE(rule != nullptr);
        CHECK(may_do(*rule, actor));
        CHECK(world.records.find(one.subject) != nullptr);
    }
    return lines;
}

using Lines = std::vector<std::string>;

void open_ticket(ProgramWorld& world) {
    OpenTicket command;
    command.ticket = id_called<TicketId>("ticket");
    command.topic = "earnings";
    command.subject = "A line is missing";
    command.text = "October.";
    world.act(world.member, command);
}

}  // namespace

TEST_CASE("notices: a quiet day needs nobody") {
    ProgramWorld world;
    for (const Actor* actor : {&world.member, &world.admin, &world.manager, &world.system}) {
        CHECK(list_for(world, *actor).empty());
    }
}

TEST_CASE("notices: a ticket needs whoever has the next move") {
    ProgramWorld world;
    open_ticket(world);
    const TicketId id = id_called<TicketId>("ticket");
    CHECK(list_for(world, world.member).empty());
    CHECK(
        list_for(world, world.manager) ==
        Lines{"ticket_open take_ticket 2026-11-17T14:00 A line is missing"}
    );
    world.act(world.director, TakeTicket{id});
    CHECK(list_for(world, world.manager).empty());
    CHECK(
        list_for(world, world.director) ==
        Lines{"ticket_open answer_ticket 2026-11-17T14:00 A line is missing"}
    );
    world.act(world.director, AnswerTicket{id, "Which one?", true, false, {}});
    CHECK(list_for(world, world.director).empty());
    CHECK(list_for(world, world.member) == Lines{"ticket_waits reply_to_ticket A line is missing"});
    CHECK(list_for(world, world.colleague).empty());
    CHECK(list_for(world, world.seller).size() == 1);
    world.act(world.member, ReplyToTicket{id, "The 14th.", {}});
    // Late, it is everybody's.
    world.pass_days(2);
    CHECK(list_for(world, world.manager).size() == 1);
    CHECK(is_overdue(
        notices_for(world.manager, world.records, world.program, world.now)[0], world.now
    ));
    world.act(world.director, ResolveTicket{id, "Found."});
    const std::string closes = text_from_moment(world.now + 7 * ms_per_day).substr(0, 13);
    REQUIRE(list_for(world, world.member).size() == 1);
    CHECK(list_for(world, world.member)[0].rfind("ticket_rating rate_ticket " + closes, 0) == 0);
    world.act(world.member, RateTicket{id, 5, {}});
    CHECK(list_for(world, world.member).empty());
}

TEST_CASE("notices: learning needs the learner at each step, and not while it must wait") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.learn(ana, "foundation");
    CHECK(list_for(world, ana) == Lines{"attempt_open hand_in_attempt foundation"});
    world.act(ana, world.next_attempt(ana, "foundation", 20));
    CHECK(list_for(world, ana).empty());
    world.pass_days(7);
    CHECK(list_for(world, ana) == Lines{"attempt_open hand_in_attempt foundation"});
    world.act(ana, world.next_attempt(ana, "foundation", 0));
    CHECK(list_for(world, ana).empty());
    CHECK(list_for(world, world.colleague).empty());

    world.learn(ana, "professional");
    world.act(ana, world.next_attempt(ana, "professional", 0));
    CHECK(list_for(world, ana) == Lines{"project_open hand_in_project professional"});
    HandInProject project;
    project.project = id_called<ProjectId>("project");
    project.level = "professional";
    project.title = "Inspections";
    project.summary = "Whole.";
    world.act(ana, project);
    CHECK(list_for(world, ana).empty());
    CHECK(list_for(world, world.manager) == Lines{"project_to_review review_project Inspections"});
}

TEST_CASE("notices: a certificate needs its holder in its last 60 days, until renewal begins") {
    ProgramWorld world;
    const Actor& ana = world.member;
    const Date awarded = months_after(world.today(), -24) + Days{60};
    world.give_certificate(ana, "foundation", awarded);
    CHECK(list_for(world, ana) == Lines{"certificate_ends enroll 2027-01-16T00:00 foundation"});
    CHECK(list_for(world, world.colleague).empty());
    // Without a course there is nothing to enroll in.
    const std::vector<Course> courses = std::exchange(world.program.courses, {});
    CHECK(list_for(world, ana).empty());
    world.program.courses = courses;
    world.learn(ana, "foundation");
    CHECK(list_for(world, ana) == Lines{"attempt_open hand_in_attempt foundation"});
}

TEST_CASE("notices: leads, surveys and marketing need those who may answer") {
    ProgramWorld world;
    world.give_certificate(world.seller, "foundation", world.today());
    LeadForm form;
    form.company = "Northgate Rail";
    form.country = "US";
    form.consent = true;
    world.act(world.manager, ReceiveLead{id_called<VendorLeadId>("vendor lead"), form});
    world.act(world.member, CaptureLead{id_called<LeadId>("lead"), form, {}, world.now});
    CHECK(list_for(world, world.member) == Lines{"lead_captured register_lead Northgate Rail"});
    CHECK(list_for(world, world.seller) == Lines{"lead_offered accept_lead 2026-11-19T00:00 US"});

    CampaignForm campaign;
    campaign.name = "Breakfasts";
    campaign.starts_on = campaign.ends_on = world.today() + Days{1};
    const CampaignId id = id_called<CampaignId>("campaign");
    world.act(world.admin, PlanCampaign{id, campaign});
    CHECK(list_for(world, world.admin).size() == 1);
    world.pass_days(1);
    CHECK(
        list_for(world, world.admin) ==
        Lines{
            "lead_offered accept_lead 2026-11-19T00:00 US",
            "campaign_ended report_campaign Breakfasts"}
    );
    world.act(world.admin, ReportCampaign{id, {.text = "Full rooms."}});
    CHECK(
        list_for(world, world.manager) == Lines{"campaign_to_confirm confirm_campaign Breakfasts"}
    );

    Survey survey;
    survey.partner = world.partner;
    survey.state = SurveyState::open;
    survey.answer_by = world.today() + Days{2};
    world.records.put({.id = IdBytes{1}, .version = 1, .body = survey});
    survey.about = SurveyAbout::deal;
    survey.answer_by = world.today() + Days{3};
    world.records.put({.id = IdBytes{2}, .version = 1, .body = survey});
    CHECK(list_for(world, world.seller)[1] == "survey_open answer_survey 2026-11-20T00:00");
    CHECK(list_for(world, world.manager)[0] == "survey_open answer_survey 2026-11-21T00:00");
    CHECK(list_for(world, world.manager).size() == 2);
    Actor marketer = world.manager;
    marketer.permissions = {};
    marketer.permissions.grant(Permission::read_all_partners);
    marketer.permissions.grant(Permission::confirm_marketing);
    CHECK(list_for(world, marketer) == Lines{"campaign_to_confirm confirm_campaign Breakfasts"});
    CHECK(list_for(world, world.member).size() == 1);
}

TEST_CASE("notices: case studies need the partner when returned, the vendor when submitted") {
    ProgramWorld world;
    const CaseStudyId id = id_called<CaseStudyId>("study");
    CaseStudyForm form;
    form.title = "41 depots";
    form.customer = "Northgate Rail";
    form.text = "Whole.";
    form.customer_consent = true;
    world.act(world.admin, SubmitCaseStudy{id, form});
    CHECK(list_for(world, world.admin).empty());
    CHECK(
        list_for(world, world.manager) == Lines{"case_study_to_decide decide_case_study 41 depots"}
    );
    world.act(world.manager, DecideCaseStudy{id, false, "Numbers."});
    CHECK(list_for(world, world.admin) == Lines{"case_study_returned submit_case_study 41 depots"});
    CHECK(list_for(world, world.manager).empty());
}

TEST_CASE("notices: onboarding needs its vendor's side, and the partner for the certificate") {
    ProgramWorld world;
    ReceiveApplication application;
    application.partner = id_called<PartnerId>("Northwind");
    application.name = application.legal_name = "Northwind";
    application.domain = "northwind.example";
    application.country = "DE";
    application.types = {PartnerType::consultant};
    application.contact_name = "Lena Vogt";
    application.contact_email = "lena@northwind.example";
    world.act(world.director, application);
    CHECK(
        list_for(world, world.director) ==
        Lines{"onboarding_step pass_due_diligence 2026-11-27T00:00 due_diligence"}
    );
    CHECK(list_for(world, world.manager).empty());
    const Actor lena = world.add_person("Lena Vogt", "admin", application.partner);
    CHECK(list_for(world, lena).empty());
    world.change<Onboarding>(
        Kind::onboarding,
        onboarding_id(application.partner),
        [](Onboarding& body) {
            body.step = OnboardingStep::first_certificate;
            body.marks.push_back({.step = body.step, .due_on = Date{Days{20'800}}});
        }
    );
    CHECK(list_for(world, lena) == Lines{"first_certificate enroll 2026-12-14T00:00 foundation"});
    CHECK(list_for(world, world.director).empty());
    // Who has begun goes on, and at the exam that is what is asked.
    world.act(lena, Enroll{{enrollment_id(lena.person, "foundation")}, "foundation"});
    CHECK(
        list_for(world, lena) ==
        Lines{"first_certificate finish_lesson 2026-12-14T00:00 foundation"}
    );
    for (const Lesson& lesson : course_of(world.program, "foundation")->lessons) {
        world.act(lena, FinishLesson{{enrollment_id(lena.person, "foundation")}, lesson.key});
    }
    CHECK(list_for(world, lena) == Lines{"attempt_open hand_in_attempt foundation"});
}

TEST_CASE("notices: an exam is asked for when it may be taken, and not a day before") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.learn(ana, "foundation");
    for (int round = 0; round < 3; round++) {
        REQUIRE(list_for(world, ana).size() == 1);
        world.act(ana, world.next_attempt(ana, "foundation", 20));
        CHECK(list_for(world, ana).empty());
        world.pass_days(7);
    }
    // Three a quarter are all; the next begins with January.
    CHECK(list_for(world, ana).empty());
    world.pass_to(start_of(std::chrono::year{2027} / std::chrono::January / 1));
    CHECK(list_for(world, ana) == Lines{"attempt_open hand_in_attempt foundation"});
    // Without the level before nothing of the next is asked for.
    ProgramWorld lapsed;
    const Date ends = lapsed.today() + Days{3};
    lapsed.give_certificate(lapsed.member, "foundation", months_after(ends, -24));
    lapsed.learn(lapsed.member, "professional");
    CHECK(list_for(lapsed, lapsed.member).size() == 2);
    lapsed.pass_days(4);
    CHECK(list_for(lapsed, lapsed.member).empty());
}

TEST_CASE("notices: a project needs whoever may judge it and has not yet") {
    ProgramWorld world;
    const Actor& ana = world.member;
    const Actor& noor = world.colleague;
    world.give_certificate(ana, "professional", world.today());
    world.give_certificate(noor, "expert", world.today());
    world.learn(ana, "expert");
    HandInProject project;
    project.project = id_called<ProjectId>("project");
    project.level = "expert";
    project.title = "Inspections";
    project.customer = "Northgate Rail";
    project.summary = "Whole.";
    world.act(ana, project);
    const Lines asked{"project_to_review review_project Inspections"};
    CHECK(list_for(world, ana).empty());
    CHECK(list_for(world, noor) == asked);
    CHECK(list_for(world, world.seller).empty());
    CHECK(list_for(world, world.manager) == asked);
    world.act(world.manager, ReviewProject{project.project, true, {}});
    CHECK(list_for(world, world.manager).empty());
    CHECK(list_for(world, noor) == asked);
    world.act(noor, ReviewProject{project.project, false, "Numbers."});
    CHECK(list_for(world, noor).empty());
    CHECK(list_for(world, ana) == Lines{"project_open hand_in_project expert"});
    // Another round is another question.
    world.act(ana, project);
    CHECK(list_for(world, world.manager) == asked);
}

TEST_CASE("notices: a lead that no partner takes needs the vendor's people until it is seen to") {
    ProgramWorld world;
    LeadForm form;
    form.company = "Northgate Rail";
    form.country = "US";
    form.consent = true;
    const VendorLeadId lead = id_called<VendorLeadId>("vendor lead");
    world.act(world.manager, ReceiveLead{lead, form});
    const Lines asked{"lead_without_partner offer_lead US"};
    CHECK(list_for(world, world.manager) == asked);
    CHECK(list_for(world, world.director) == asked);
    CHECK(list_for(world, world.seller).empty());
    world.give_certificate(world.seller, "foundation", world.today());
    world.act(world.manager, OfferLead{lead, world.partner});
    CHECK(list_for(world, world.manager).empty());
    CHECK(list_for(world, world.seller).size() == 1);
    world.pass_days(10);
    CHECK(list_for(world, world.manager) == asked);
    world.act(world.manager, GiveUpLead{lead, "They bought."});
    CHECK(list_for(world, world.manager).empty());
}

TEST_CASE("notices: a ticket that was rated and opened again is not asked about twice") {
    ProgramWorld world;
    open_ticket(world);
    const TicketId id = id_called<TicketId>("ticket");
    world.act(world.manager, ResolveTicket{id, "Found."});
    world.change<Ticket>(Kind::ticket, id.bytes, [](Ticket& ticket) { ticket.score = 4; });
    CHECK(list_for(world, world.member).empty());
}

TEST_CASE("notices: deals need who may answer, claim or decide, the nearest first") {
    ProgramWorld world;
    const auto put = [&world](std::uint8_t number, Review review, std::int64_t hours) {
        Deal deal;
        deal.partner = world.partner;
        deal.owner = world.member.person;
        deal.title = "Deal " + std::to_string(number);
        deal.review = review;
        deal.submitted_at = world.now;
        deal.question.due_on = world.today() + Days{hours};
        deal.sla.target_at = world.now + hours * ms_per_hour;
        if (review == Review::in_review) deal.reviewer = world.manager.person;
        world.records.put({.id = IdBytes{number}, .version = 1, .body = deal});
    };
    put(1, Review::submitted, 5);
    put(2, Review::in_review, 2);
    put(3, Review::info_requested, 3);
    put(4, Review::approved, 1);
    CHECK(
        list_for(world, world.member) ==
        Lines{"deal_question answer_question 2026-11-20T00:00 Deal 3"}
    );
    CHECK(list_for(world, world.colleague).empty());
    Actor reads_only = world.member;
    reads_only.permissions = {};
    reads_only.permissions.grant(Permission::enter_portal);
    CHECK(list_for(world, reads_only).empty());
    CHECK(
        list_for(world, world.manager) ==
        Lines{
            "deal_to_decide approve_deal 2026-11-16T16:00 Deal 2",
            "deal_to_claim claim_deal 2026-11-16T19:00 Deal 1"}
    );
    CHECK(
        list_for(world, world.director) == Lines{"deal_to_claim claim_deal 2026-11-16T19:00 Deal 1"}
    );
}

TEST_CASE("notices: whoever can do the next step of a review hears of it, and nobody else") {
    struct Row {
        const char* why;
        void (*change)(Deal&, const ProgramWorld&);
        const char* manager;
        const char* director;
        PersonId (*proposed_by)(const ProgramWorld&) = nullptr;
    };
    const Row rows[] = {
        {"it came back and is nobody's",
         [](Deal& deal, const ProgramWorld&) { deal.review = Review::in_review; },
         "claim_deal",
         "claim_deal"},
        {"the first of two has approved",
         [](Deal& deal, const ProgramWorld& world) {
             deal.review = Review::in_review;
             deal.reviewer = deal.first_approver = world.manager.person;
         },
         "",
         "approve_deal"},
        {"the board has a case",
         [](Deal& deal, const ProgramWorld&) { deal.review = Review::conflict; },
         "",
         "award_conflict"},
        {"the board waits for its second person",
         [](Deal& deal, const ProgramWorld&) { deal.review = Review::conflict; },
         "",
         "",
         [](const ProgramWorld& world) { return world.director.person; }},
        {"somebody else of the board has proposed",
         [](Deal& deal, const ProgramWorld&) { deal.review = Review::conflict; },
         "",
         "award_conflict",
         [](const ProgramWorld& world) { return world.manager.person; }},
        {"more protection is asked for",
         [](Deal& deal, const ProgramWorld&) {
             deal.review = Review::approved;
             deal.protection = Protection::extension_pending;
         },
         "decide_extension",
         "decide_extension"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        ProgramWorld world;
        Deal deal;
        deal.partner = world.partner;
        deal.owner = world.member.person;
        deal.submitted_at = world.now;
        row.change(deal, world);
        world.records.put({.id = IdBytes{1}, .version = 1, .body = deal});
        if (row.proposed_by != nullptr) {
            Contest contest;
            contest.deal = {IdBytes{1}};
            contest.award.person = row.proposed_by(world);
            const IdBytes id = contest_of(IdBytes{1}).id;
            world.records.put({.id = id, .version = 1, .body = std::move(contest)});
        }
        const auto act_for = [&world](const Actor& actor) -> std::string {
            const auto notices = notices_for(actor, world.records, world.program, world.now);
            return notices.empty() ? std::string() : std::string(notices.front().act);
        };
        CHECK(act_for(world.manager) == row.manager);
        CHECK(act_for(world.director) == row.director);
    }
}

// The reviewer is reminded, whoever is up hears of what is late, until somebody up has taken it.
TEST_CASE("notices: a case reminds of itself, and then it is the next person's up") {
    struct Row {
        const char* why;
        void (*change)(Deal&, const ProgramWorld&);
        Lines manager;
        Lines director;
    };
    const Row rows[] = {
        {"nobody's yet, half of the time is over",
         [](Deal& deal, const ProgramWorld&) {
             deal.review = Review::submitted;
             deal.sla.reminded = 50;
         },
         {"deal_due_soon claim_deal"},
         {"deal_due_soon claim_deal"}},
        {"the manager's, half of the time is over",
         [](Deal& deal, const ProgramWorld& world) {
             deal.reviewer = world.manager.person;
             deal.sla.reminded = 50;
         },
         {"deal_due_soon approve_deal"},
         {}},
        {"late",
         [](Deal& deal, const ProgramWorld& world) {
             deal.reviewer = world.manager.person;
             deal.sla.reminded = 100;
             deal.sla.escalated_at = world.now;
         },
         {"deal_escalated approve_deal"},
         {"deal_escalated claim_deal"}},
        {"late, and the director has taken it",
         [](Deal& deal, const ProgramWorld& world) {
             deal.reviewer = world.director.person;
             deal.sla.reminded = 100;
             deal.sla.escalated_at = deal.sla.taken_over_at = world.now;
         },
         {},
         {"deal_due_soon approve_deal"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        ProgramWorld world;
        Deal deal;
        deal.partner = world.partner;
        deal.owner = world.member.person;
        deal.submitted_at = world.now;
        deal.review = Review::in_review;
        deal.sla.running_since = world.now;
        row.change(deal, world);
        world.records.put({.id = IdBytes{1}, .version = 1, .body = deal});
        const auto told = [&world](const Actor& actor) {
            Lines lines;
            for (const Notice& one : notices_for(actor, world.records, world.program, world.now)) {
                lines.push_back(std::string(name_of(one.kind)) + " " + std::string(one.act));
            }
            return lines;
        };
        CHECK(told(world.manager) == row.manager);
        CHECK(told(world.director) == row.director);
    }
}

TEST_CASE("notices: a protection that ends is told once, by whichever end is nearer") {
    struct Row {
        const char* why;
        std::int64_t until;   // Days from today.
        std::int64_t warned;  // Days ago; negative: not.
        Lines expected;
    };
    const Row rows[] = {
        {"far away", 31, -1, {}},
        {"a month ahead", 30, -1, {"protection_ends request_extension 2026-12-17T00:00 Deal"}},
        {"its last day", 0, -1, {"protection_ends request_extension 2026-11-17T00:00 Deal"}},
        {"nothing happens", 60, 4, {"deal_inactive move_stage 2026-11-27T00:00 Deal"}},
        {"it ends before that", 5, 4, {"protection_ends request_extension 2026-11-22T00:00 Deal"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        ProgramWorld world;
        Deal deal;
        deal.partner = world.partner;
        deal.owner = world.member.person;
        deal.title = "Deal";
        deal.review = Review::approved;
        deal.protection = Protection::active;
        deal.protected_until = world.today() + Days{row.until};
        if (row.warned >= 0) deal.inactive_warned_at = world.now + -row.warned * ms_per_day;
        world.records.put({.id = IdBytes{1}, .version = 1, .body = deal});
        CHECK(list_for(world, world.member) == row.expected);
        CHECK(list_for(world, world.manager).empty());
    }
}

TEST_CASE("notices: a deal reported as won needs its confirmation") {
    ProgramWorld world;
    Deal deal;
    deal.partner = world.partner;
    deal.title = "Deal";
    deal.submitted_at = world.now;
    deal.review = Review::won_reported;
    world.records.put({.id = IdBytes{1}, .version = 1, .body = deal});
    CHECK(list_for(world, world.manager) == Lines{"won_to_confirm confirm_won Deal"});
    CHECK(list_for(world, world.seller).empty());
    deal.contested = true;
    world.records.put({.id = IdBytes{1}, .version = 1, .body = deal});
    CHECK(list_for(world, world.manager).empty());
}

TEST_CASE("notices: money needs who asks for it, decides about it and pays it") {
    ProgramWorld world;
    FundRequest request;
    request.partner = world.partner;
    request.form.title = "Rail day";
    request.submitted_at = world.now;
    request.claims_until = world.today();
    Claim claim;
    claim.partner = world.partner;
    claim.number = "FC-1";
    claim.submitted_at = world.now;
    claim.answer_due_on = world.today();
    struct Row {
        FundState request;
        ClaimState claim;
        Lines partner;
        Lines manager;   // Decides.
        Lines director;  // Pays as well.
    };
    const Row rows[] = {
        {FundState::submitted,
         ClaimState::draft,
         {},
         {"funds_to_decide approve_fund_request Rail day"},
         {"funds_to_decide approve_fund_request Rail day"}},
        {FundState::claiming,
         ClaimState::info,
         {"claim_question answer_about_claim 2026-11-17T00:00 FC-1",
          "claims_end keep_claim 2026-11-17T00:00 Rail day"},
         {},
         {}},
        {FundState::closed,
         ClaimState::submitted,
         {},
         {"claim_to_decide settle_claim FC-1"},
         {"claim_to_decide settle_claim FC-1"}},
        {FundState::closed, ClaimState::approved, {}, {}, {"claim_to_pay pay_claim FC-1"}},
        {FundState::closed, ClaimState::partial, {}, {}, {"claim_to_pay pay_claim FC-1"}},
        {FundState::closed, ClaimState::paid, {}, {}, {}},
    };
    for (const Row& row : rows) {
        CAPTURE(name_of(row.request), name_of(row.claim));
        request.state = row.request;
        claim.state = row.claim;
        world.records.put({.id = IdBytes{1}, .version = 1, .body = request});
        world.records.put({.id = IdBytes{2}, .version = 1, .body = claim});
        CHECK(list_for(world, world.admin) == row.partner);
        CHECK(list_for(world, world.member).empty());
        CHECK(list_for(world, world.manager) == row.manager);
        CHECK(list_for(world, world.director) == row.director);
    }
    Statement statement;
    statement.partner = world.partner;
    statement.number = "ST-1";
    world.records.put({.id = IdBytes{3}, .version = 1, .body = statement});
    CHECK(list_for(world, world.director) == Lines{"statement_to_pay pay_statement ST-1"});
    CHECK(list_for(world, world.manager).empty());
    statement.paid_on = world.today();
    world.records.put({.id = IdBytes{3}, .version = 1, .body = statement});
    CHECK(list_for(world, world.director).empty());
}
