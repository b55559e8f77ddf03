// Random lives of a partner and its vendor: whatever a notice asks of somebody, its state lets them
// do it.
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/funds.h"
#include "core/domain/commands/leads.h"
#include "core/domain/commands/onboarding.h"
#include "core/domain/commands/outreach.h"
#include "core/domain/commands/support.h"
#include "core/domain/enablement/award.h"
#include "core/domain/investment/fund_rules.h"
#include "core/domain/notices/notices.h"
#include "core/domain/onboarding/onboarding.h"
#include "tests/support/program_world.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

using namespace entente;
using namespace entente::test;

namespace {

constexpr std::array levels{"foundation", "professional", "expert"};
const PartnerId applicant{derived_id({}, "northwind", 0)};

Money dollars(std::int64_t amount) {
    return {amount * 100, Currency{{'U', 'S', 'D'}}};
}

IdBytes id_at(std::string_view kind, std::uint64_t number) {
    return derived_id({}, std::string(kind), number);
}

LeadForm contact() {
    LeadForm form;
    form.company = "Northgate Rail";
    form.country = "US";
    form.consent = true;
    return form;
}

HandInProject project_of(std::uint64_t number, std::string_view level) {
    HandInProject command;
    command.project = {id_at("project", number)};
    command.level = std::string(level);
    command.title = "Depots";
    command.customer = "Northgate Rail";
    command.summary = "Whole.";
    return command;
}

CampaignForm campaign_on(Date day) {
    CampaignForm form;
    form.name = "Breakfasts";
    form.starts_on = form.ends_on = day;
    return form;
}

CaseStudyForm study() {
    CaseStudyForm form;
    form.title = "41 depots";
    form.customer = "Northgate Rail";
    form.text = "Whole.";
    form.customer_consent = true;
    return form;
}

SignAgreement agreement_on(Date day) {
    SignAgreement command;
    command.partner = applicant;
    command.agreement = {id_at("agreement", 0)};
    command.number = "PA-1";
    command.model = "system_integrator";
    command.rates = {{.category = "software_licenses", .rate = {2'500}}};
    command.territory = {"DE"};
    command.valid_from = day;
    command.valid_until = day + Days{700};
    return command;
}

const PassDueDiligence due_diligence{
    applicant, {"company_register", "sanctions", "references", "capability"}, {}};

class RandomWorld : public ProgramWorld {
public:
    explicit RandomWorld(std::uint32_t seed) : chance_(seed) {
        // Somebody there may answer for as long as the life goes on.
        const IdBytes held = give_certificate(seller, "foundation", today());
        change<Certificate>(Kind::certificate, held, [](Certificate& certificate) {
            certificate.expires_on += Days{9'000};
        });
        const AllocationId allocation = allocation_id(partner, 2026);
        act(director, AllocateFund{allocation, partner, 2026, dollars(300'000), {}});
        lena = add_person("Lena Vogt", "admin", applicant);
        Survey survey;
        survey.partner = partner;
        survey.state = SurveyState::open;
        survey.answer_by = today() + Days{14};
        records.put({.id = id_at("survey", 0), .version = 1, .body = survey});
    }

    void step() {
        // Most of what anybody might do is refused at most times: a few try.
        for (int tries = 0; tries < 4; tries++) {
            const Actor& actor = *people()[any(people().size())];
            const Command command = something(actor);
            if (!may_do(command.rule(), actor) || !decide(actor, command).ok()) continue;
            act(actor, command);
            accepted++;
            break;
        }
        const std::int64_t pauses[] = {0, 0, 1, 20, 24, 24 * 7, 24 * 30};
        pass_to(now + static_cast<std::int64_t>(pauses[any(std::size(pauses))]) * ms_per_hour);
    }

    // Everything that the notices of everybody ask for can be done.
    void check_notices() {
        for (const Actor* actor : people()) {
            for (const Notice& notice : notices_for(*actor, records, program, now)) {
                CAPTURE(actor->name, name_of(notice.kind), notice.act, text_from_moment(now));
                const std::optional<Command> asked = command_for(notice, *actor);
                REQUIRE(asked.has_value());
                CHECK(command_name(*asked) == notice.act);
                REQUIRE(refusal(*actor, *asked) == "accepted");
                kinds.insert(notice.kind);
            }
        }
    }

    Actor lena;
    int accepted = 0;
    std::set<NoticeKind> kinds;

private:
    std::uint64_t any(std::uint64_t below) { return chance_() % below; }
    std::vector<const Actor*> people() const {
        return {&member, &colleague, &seller, &admin, &manager, &director, &lena};
    }
    IdBytes some(std::string_view kind) { return id_at(kind, any(3)); }

    Command learning(const Actor& actor) {
        const std::string level = levels[any(levels.size())];
        const EnrollmentId enrollment{enrollment_id(actor.person, level)};
        switch (any(6)) {
            case 0:
                return Enroll{enrollment, level};
            case 1:
            case 2:
                for (const Lesson& lesson : course_of(program, level)->lessons) {
                    const FinishLesson finish{enrollment, lesson.key};
                    if (refusal(actor, finish) == "accepted") act(actor, finish);
                }
                return FinishLesson{enrollment, level + "_1"};
            case 3:
                return next_attempt(actor, level, any(2) == 0 ? 20 : 0);
            case 4:
                return project_of(any(20), level);
            default:
                return ReviewProject{{id_at("project", any(20))}, any(3) > 0, "Numbers."};
        }
    }

    Command service() {
        const TicketId ticket{some("ticket")};
        OpenTicket open;
        open.ticket = ticket;
        open.topic = "earnings";
        open.subject = open.text = "A line is missing";
        switch (any(7)) {
            case 0:
                return open;
            case 1:
                return ReplyToTicket{ticket, "October.", {}};
            case 2:
                return TakeTicket{ticket};
            case 3:
                return AnswerTicket{ticket, "Which?", any(2) == 0, false, {}};
            case 4:
                return ResolveTicket{ticket, "Found."};
            case 5:
                return RateTicket{ticket, 4, {}};
            default:
                return AnswerSurvey{{id_at("survey", 0)}, 4, {}};
        }
    }

    Command leads() {
        const LeadId lead{some("lead")};
        const VendorLeadId vendor{some("vendor")};
        const Record* stored = records.find({Kind::vendor_lead, vendor.bytes});
        const LeadOfferId offer =
            stored == nullptr ? LeadOfferId{} : body_of<VendorLead>(*stored).offer;
        switch (any(8)) {
            case 0:
                return CaptureLead{lead, contact(), {}, now};
            case 1:
                return RegisterLead{lead, {some("deal")}};
            case 2:
                return DropLead{lead, {}};
            case 3:
                return ReceiveLead{vendor, contact(), {}};
            case 4:
                return AcceptLead{offer};
            case 5:
                return DeclineLead{offer, "no_capacity", {}};
            case 6:
                return OfferLead{vendor, partner};
            default:
                return GiveUpLead{vendor, "They bought."};
        }
    }

    Command marketing() {
        const CampaignId campaign{some("campaign")};
        const CaseStudyId told{some("study")};
        switch (any(6)) {
            case 0:
                return PlanCampaign{
                    campaign, campaign_on(today() + Days{static_cast<int>(any(20))})};
            case 1:
                return ReportCampaign{campaign, {.text = "Full rooms."}};
            case 2:
                return ConfirmCampaign{campaign, any(2) == 0, "Names?"};
            case 3:
                return CancelCampaign{campaign};
            case 4:
                return SubmitCaseStudy{told, study()};
            default:
                return DecideCaseStudy{told, any(2) == 0, "Numbers."};
        }
    }

    FundForm fund_form() {
        FundForm form;
        form.activity = "joint_event";
        form.title = "Rail day";
        form.description = "A day for forty operators of railways at a depot of Northgate Rail.";
        form.amount = dollars(1'000);
        form.begins_on = today();
        form.ends_on = today() + Days{static_cast<int>(any(30))};
        return form;
    }

    KeepClaim claim_of(const ClaimId& claim, const FundRequestId& request) {
        const Proof proof{
            .name = "a.pdf", .hash = Bytes(32, static_cast<std::uint8_t>(any(256))), .size = 1};
        return {claim, request, dollars(10), {proof}, {}};
    }

    Command funds() {
        const FundRequestId request{some("request")};
        const ClaimId claim{some("claim")};
        switch (any(9)) {
            case 0:
                return KeepFundRequest{request, 2026, fund_form()};
            case 1:
                return SubmitFundRequest{request};
            case 2:
                return ApproveFundRequest{request, dollars(1'000), {}};
            case 3:
                return claim_of(claim, request);
            case 4:
                return SubmitClaim{claim};
            case 5:
                return AskAboutClaim{claim, "Which?"};
            case 6:
                return SettleClaim{claim, dollars(10), {}};
            case 7:
                return PayClaim{claim, "SEPA 1"};
            default:
                return CloseFundRequest{request};
        }
    }

    Command onboarding() {
        ReceiveApplication application;
        application.partner = applicant;
        application.name = application.legal_name = "Northwind";
        application.domain = "northwind.example";
        application.country = "DE";
        application.types = {PartnerType::consultant};
        application.contact_name = "Lena Vogt";
        application.contact_email = "lena@northwind.example";
        switch (any(4)) {
            case 0:
                return application;
            case 1:
                return due_diligence;
            case 2:
                return agreement_on(today());
            default:
                return ActivatePartner{applicant};
        }
    }

    Command something(const Actor& actor) {
        switch (any(9)) {
            case 0:
            case 1:
            case 2:
                return learning(actor);
            case 3:
                return service();
            case 4:
                return leads();
            case 5:
                return marketing();
            case 6:
            case 7:
                return funds();
            default:
                return onboarding();
        }
    }

    std::optional<Command> learning_for(const Notice& notice, const Actor& actor) {
        const std::string& level = notice.about;
        const EnrollmentId enrollment{enrollment_id(actor.person, level)};
        if (notice.act == "enroll") return Enroll{enrollment, level};
        if (notice.act == "hand_in_attempt") return next_attempt(actor, level, 0);
        if (notice.act == "hand_in_project") return project_of(fresh_++, level);
        if (notice.act == "review_project") return ReviewProject{{notice.subject.id}, true, {}};
        if (notice.act != "finish_lesson") return std::nullopt;
        const auto& done = body<Enrollment>(Kind::enrollment, enrollment.bytes).lessons;
        for (const Lesson& lesson : course_of(program, level)->lessons) {
            if (std::find(done.begin(), done.end(), lesson.key) == done.end()) {
                return FinishLesson{enrollment, lesson.key};
            }
        }
        return std::nullopt;
    }

    std::optional<Command> service_for(const Notice& notice) {
        const IdBytes& id = notice.subject.id;
        if (notice.act == "reply_to_ticket") return ReplyToTicket{{id}, "Here.", {}};
        if (notice.act == "rate_ticket") return RateTicket{{id}, 5, {}};
        if (notice.act == "take_ticket") return TakeTicket{{id}};
        if (notice.act == "answer_ticket") return AnswerTicket{{id}, "So.", false, false, {}};
        if (notice.act == "accept_lead") return AcceptLead{{id}};
        if (notice.act == "register_lead") return RegisterLead{{id}, {id_at("deal", fresh_++)}};
        if (notice.act == "offer_lead") return OfferLead{{id}, partner};
        if (notice.act == "answer_survey") return AnswerSurvey{{id}, 3, {}};
        if (notice.act == "report_campaign") return ReportCampaign{{id}, {.text = "Full."}};
        if (notice.act == "confirm_campaign") return ConfirmCampaign{{id}, true, {}};
        if (notice.act == "submit_case_study") return SubmitCaseStudy{{id}, study()};
        if (notice.act == "decide_case_study") return DecideCaseStudy{{id}, true, {}};
        return std::nullopt;
    }

    std::optional<Command> money_for(const Notice& notice) {
        const IdBytes& id = notice.subject.id;
        if (notice.act == "approve_fund_request") {
            return ApproveFundRequest{{id}, dollars(1'000), {}};
        }
        if (notice.act == "keep_claim") return claim_of({id_at("claim", 100 + fresh_++)}, {id});
        if (notice.act == "answer_about_claim") {
            const auto& claim = body<Claim>(Kind::claim, id);
            return AnswerAboutClaim{{id}, claim.amount, claim.proof, "The north hall."};
        }
        if (notice.act == "settle_claim") return SettleClaim{{id}, dollars(10), {}};
        if (notice.act == "pay_claim") return PayClaim{{id}, "SEPA 1"};
        if (notice.act == "pass_due_diligence") return due_diligence;
        if (notice.act == "sign_agreement") return agreement_on(today());
        if (notice.act == "activate_partner") return ActivatePartner{applicant};
        return std::nullopt;
    }

    std::optional<Command> command_for(const Notice& notice, const Actor& actor) {
        if (auto command = learning_for(notice, actor)) return command;
        if (auto command = service_for(notice)) return command;
        return money_for(notice);
    }

    std::mt19937 chance_;
    std::uint64_t fresh_ = 1'000;
};

}  // namespace

TEST_CASE("notices: whatever is asked of somebody in a random life can be done") {
    std::set<NoticeKind> kinds;
    int accepted = 0;
    int steps = 0;
    for (const std::uint32_t seed : {11U, 12U, 13U, 14U, 15U, 16U, 17U, 18U}) {
        INFO("seed " << seed);
        RandomWorld world(seed);
        for (int step = 0; step < 250; step++, steps++) {
            world.step();
            if (step % 5 == 0) world.check_notices();
        }
        kinds.insert(world.kinds.begin(), world.kinds.end());
        accepted += world.accepted;
    }
    INFO(steps << " steps, " << accepted << " accepted, " << kinds.size() << " kinds of notices");
    CHECK(accepted > steps / 10);
    CHECK(kinds.size() >= 15);
}
