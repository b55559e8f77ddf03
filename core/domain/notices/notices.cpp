#include "core/domain/notices/notices.h"

#include "core/base/sort.h"
#include "core/domain/claims/contest.h"
#include "core/domain/earnings/statement.h"
#include "core/domain/enablement/attempt.h"
#include "core/domain/enablement/award.h"
#include "core/domain/enablement/next_step.h"
#include "core/domain/investment/fund.h"
#include "core/domain/leads/lead.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/outreach/campaign.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"
#include "core/domain/support/ticket.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

std::span<const std::string_view> names_of(NoticeKind) {
    static constexpr std::string_view names[] = {
        "deal_question",        "protection_ends",   "deal_inactive",       "ticket_waits",
        "ticket_rating",        "lead_offered",      "lead_captured",       "certificate_ends",
        "attempt_open",         "project_open",      "survey_open",         "campaign_ended",
        "case_study_returned",  "first_certificate", "claim_question",      "claims_end",
        "deal_to_claim",        "deal_to_decide",    "won_to_confirm",      "ticket_open",
        "project_to_review",    "onboarding_step",   "campaign_to_confirm", "case_study_to_decide",
        "funds_to_decide",      "claim_to_decide",   "claim_to_pay",        "statement_to_pay",
        "lead_without_partner", "deal_due_soon",     "deal_escalated",
    };
    return names;
}

bool is_overdue(const Notice& notice, Moment now) {
    return notice.due_at.given() && notice.due_at <= now;
}

// A day counts to its end.
static Moment end_of(Date day) {
    return start_of(day + Days{1});
}

// Collects what the actor may see and do.
class NoticeList {
public:
    NoticeList(const Actor& actor, const RecordSource& records, const Program& program, Moment now)
        : actor_(actor), records_(records), program_(program), now_(now) {}

    void add(
        NoticeKind kind,
        const Record& record,
        std::string_view act,
        Moment due_at,
        std::string about
    ) {
        notices_.push_back(
            {.kind = kind,
             .subject = record.key(),
             .partner = place_of(record).partner,
             .act = act,
             .due_at = due_at,
             .about = std::move(about)}
        );
    }
    // Those under the key that the actor reaches.
    std::vector<const Record*> under(std::string_view index_key) const {
        std::vector<const Record*> seen = records_.under(index_key);
        const auto hidden = [this](const Record* record) { return !reaches(actor_, *record); };
        seen.erase(std::remove_if(seen.begin(), seen.end(), hidden), seen.end());
        return seen;
    }
    std::vector<const Record*> of_partner(std::string_view name) const {
        return under(index_key(name, actor_.partner.bytes));
    }
    bool may(Permission permission) const { return actor_.permissions.holds(permission); }
    const Actor& actor() const { return actor_; }
    const RecordSource& records() const { return records_; }
    const Program& program() const { return program_; }
    Moment now() const { return now_; }
    Date today() const { return date_of(now_); }
    std::vector<Notice> take() { return std::move(notices_); }

private:
    const Actor& actor_;
    const RecordSource& records_;
    const Program& program_;
    Moment now_;
    std::vector<Notice> notices_;
};

// A protection that ends soon, by its last day or because nothing happens: not both at once.
static void add_protection(NoticeList& list, const Record& record, const Deal& deal) {
    if (deal.protection != Protection::active) return;
    const ReviewRules& rules = list.program().review;
    if (deal.inactive_warned_at.given()) {
        const Date lapses = date_of(deal.inactive_warned_at) + Days{rules.inactive_lapse_days};
        if (lapses < deal.protected_until) {
            list.add(NoticeKind::deal_inactive, record, "move_stage", end_of(lapses), deal.title);
            return;
        }
    }
    const auto& days = rules.protection_reminders;
    const auto first = std::max_element(days.begin(), days.end());
    if (first == days.end() || deal.protected_until > list.today() + Days{*first}) return;
    // What can be extended no further ends, or is won before.
    const bool extends = deal.extensions_granted < rules.extensions_max;
    list.add(
        NoticeKind::protection_ends,
        record,
        extends ? "request_extension" : "report_won",
        end_of(deal.protected_until),
        deal.title
    );
}

static void add_deals(NoticeList& list) {
    if (!list.may(Permission::register_deal)) return;
    for (const Record* record : list.of_partner("open_deals_of")) {
        const auto& deal = body_of<Deal>(*record);
        if (deal.review == Review::approved) add_protection(list, *record, deal);
        const bool asked =
            deal.review == Review::info_requested && list.today() <= deal.question.due_on;
        if (!asked) continue;
        list.add(
            NoticeKind::deal_question,
            *record,
            "answer_question",
            end_of(deal.question.due_on),
            deal.title
        );
    }
}

static void add_tickets(NoticeList& list) {
    if (!list.may(Permission::open_tickets)) return;
    const std::int64_t close_ms = list.program().service.ticket_close_days * ms_per_day;
    for (const Record* record : list.of_partner("tickets_of")) {
        const auto& ticket = body_of<Ticket>(*record);
        if (ticket.state == TicketState::waiting_on_partner) {
            list.add(NoticeKind::ticket_waits, *record, "reply_to_ticket", {}, ticket.subject);
        }
        // One that was rated and opened again is not asked about twice.
        if (ticket.state == TicketState::resolved && ticket.score == 0) {
            const Moment closes = ticket.resolved_at + close_ms;
            list.add(NoticeKind::ticket_rating, *record, "rate_ticket", closes, ticket.subject);
        }
    }
}

static void add_leads(NoticeList& list) {
    const Record* own = list.records().find({Kind::partner, list.actor().partner.bytes});
    const bool active = own != nullptr && body_of<Partner>(*own).lifecycle == Lifecycle::active;
    if (active && list.may(Permission::answer_leads)) {
        for (const Record* record : list.of_partner("open_offers_of")) {
            const auto& offer = body_of<LeadOffer>(*record);
            const Moment due_at = end_of(offer.answer_by);
            list.add(NoticeKind::lead_offered, *record, "accept_lead", due_at, offer.country);
        }
    }
    if (!list.may(Permission::register_deal)) return;
    for (const Record* record : list.of_partner("leads_of")) {
        const auto& lead = body_of<Lead>(*record);
        if (lead.owner != list.actor().person || lead.state != LeadState::captured) continue;
        const std::string& about = lead.form.company.empty() ? lead.form.name : lead.form.company;
        list.add(NoticeKind::lead_captured, *record, "register_lead", {}, about);
    }
}

static Learner learner_of(const NoticeList& list) {
    return {list.records(), list.program(), list.actor(), list.today()};
}

// The actor's enrollment at the level as the day has it, when it is not finished.
static std::optional<Enrollment> under_way(const NoticeList& list, std::string_view level) {
    const PersonId person = list.actor().person;
    const Record* record = list.records().find({Kind::enrollment, enrollment_id(person, level)});
    if (record == nullptr) return std::nullopt;
    const auto& enrollment = body_of<Enrollment>(*record);
    if (enrollment.step == EnrollmentStep::finished) return std::nullopt;
    const Certificates held = certificates_of(enrollment.partner, list.records());
    return as_of(enrollment, list.program(), held, list.today());
}

static void add_own_certificates(NoticeList& list) {
    const PersonId person = list.actor().person;
    const std::vector<const Record*> records = list.of_partner("certificates_of");
    Certificates all;
    for (const Record* record : records) all.push_back(&body_of<Certificate>(*record));
    for (const Record* record : records) {
        const auto& certificate = body_of<Certificate>(*record);
        const Level* level = entry_with_key(list.program().levels, certificate.level);
        if (certificate.person != person || level == nullptr) continue;
        if (state_of(certificate, all, *level, list.today()) != CertificateState::expiring) {
            continue;
        }
        if (under_way(list, level->key)) continue;
        if (course_of(list.program(), level->key) == nullptr) continue;
        if (!level_before_is_held(*level, learner_of(list)).ok()) continue;
        list.add(
            NoticeKind::certificate_ends,
            *record,
            "enroll",
            end_of(certificate.expires_on),
            level->key
        );
    }
}

static void add_next_steps(NoticeList& list) {
    const Learner learner = learner_of(list);
    for (const Level& level : list.program().levels) {
        const auto enrollment = under_way(list, level.key);
        if (!enrollment) continue;
        const IdBytes id = enrollment_id(learner.actor.person, level.key);
        const Record& record = *list.records().find({Kind::enrollment, id});
        const bool at_exam = enrollment->step == EnrollmentStep::exam ||
                             enrollment->step == EnrollmentStep::exam_failed;
        if (at_exam && attempt_is_open(*enrollment, level, learner).ok()) {
            list.add(NoticeKind::attempt_open, record, "hand_in_attempt", {}, level.key);
        }
        if (project_is_open(*enrollment, level, learner).ok()) {
            list.add(NoticeKind::project_open, record, "hand_in_project", {}, level.key);
        }
    }
}

// Until somebody has it, everybody there is asked to begin, and who has begun to go on.
static void add_first_certificate(NoticeList& list) {
    if (list.program().levels.empty()) return;
    const Level& level = list.program().levels.front();
    const auto enrollment = under_way(list, level.key);
    if (enrollment && enrollment->step != EnrollmentStep::lessons) return;
    for (const Record* record : list.of_partner("onboarding_of")) {
        const auto& onboarding = body_of<Onboarding>(*record);
        const bool waits = onboarding.state == OnboardingState::running &&
                           onboarding.step == OnboardingStep::first_certificate;
        if (!waits) continue;
        const Moment due_at = end_of(mark_of(onboarding, onboarding.step)->due_on);
        const std::string_view act = enrollment ? "finish_lesson" : "enroll";
        list.add(NoticeKind::first_certificate, *record, act, due_at, level.key);
    }
}

static void add_reviews_of(NoticeList& list, const std::vector<const Record*>& projects) {
    for (const Record* record : projects) {
        const auto& project = body_of<Project>(*record);
        if (project.state != ProjectState::handed_in) continue;
        if (!review_is_open(*record, learner_of(list)).ok()) continue;
        list.add(NoticeKind::project_to_review, *record, "review_project", {}, project.title);
    }
}

static void add_learning(NoticeList& list) {
    if (!list.may(Permission::take_courses)) return;
    add_own_certificates(list);
    add_next_steps(list);
    add_first_certificate(list);
    add_reviews_of(list, list.of_partner("projects_of"));
}

static void add_marketing(NoticeList& list) {
    if (list.may(Permission::answer_surveys)) {
        for (const Record* record : list.of_partner("surveys_of")) {
            const auto& survey = body_of<Survey>(*record);
            const bool asked =
                survey.state == SurveyState::open && survey.about == SurveyAbout::quarter;
            if (!asked) continue;
            const Moment due_at = end_of(survey.answer_by);
            list.add(NoticeKind::survey_open, *record, "answer_survey", due_at, {});
        }
    }
    if (!list.may(Permission::run_marketing)) return;
    for (const Record* record : list.of_partner("campaigns_of")) {
        const auto& campaign = body_of<Campaign>(*record);
        const bool ended =
            campaign.state == CampaignState::planned && campaign.form.ends_on <= list.today();
        if (!ended) continue;
        const std::string& name = campaign.form.name;
        list.add(NoticeKind::campaign_ended, *record, "report_campaign", {}, name);
    }
    for (const Record* record : list.of_partner("case_studies_of")) {
        const auto& study = body_of<CaseStudy>(*record);
        if (study.state != CaseStudyState::returned) continue;
        const std::string& title = study.form.title;
        list.add(NoticeKind::case_study_returned, *record, "submit_case_study", {}, title);
    }
}

static void add_own_funds(NoticeList& list) {
    if (!list.may(Permission::request_funds)) return;
    for (const Record* record : list.of_partner("claims_of")) {
        const auto& claim = body_of<Claim>(*record);
        if (claim.state != ClaimState::info) continue;
        const Moment due_at = end_of(claim.answer_due_on);
        list.add(NoticeKind::claim_question, *record, "answer_about_claim", due_at, claim.number);
    }
    for (const Record* record : list.of_partner("fund_requests_of")) {
        const auto& request = body_of<FundRequest>(*record);
        const bool claims =
            request.state == FundState::claiming && list.today() <= request.claims_until;
        if (!claims) continue;
        const Moment due_at = end_of(request.claims_until);
        list.add(NoticeKind::claims_end, *record, "keep_claim", due_at, request.form.title);
    }
}

static bool has_proposed(const Record& record, const NoticeList& list) {
    const Contest* contest = contest_in(list.records(), record.id);
    return contest != nullptr && contest->award.person == list.actor().person;
}

// Late, and nobody up has taken it yet.
static bool waits_for_the_next_up(const Deal& deal) {
    return deal.sla.escalated_at.given() && !deal.sla.taken_over_at.given();
}

// What somebody who reviews can do about a case in review: the act, or nothing.
static std::string_view case_act(const Deal& deal, const NoticeList& list) {
    const PersonId me = list.actor().person;
    const bool up = list.may(Permission::approve_second);
    const bool decides = may_decide(me, deal).ok();
    // The first of two approvers waits for another; one that came back is nobody's yet.
    if (deal.first_approver.given()) {
        const bool second = deal.first_approver != me && up;
        return second && decides ? "approve_deal" : std::string_view{};
    }
    if (!deal.reviewer.given()) return "claim_deal";
    if (deal.reviewer == me) return decides ? "approve_deal" : std::string_view{};
    return up && waits_for_the_next_up(deal) ? "claim_deal" : std::string_view{};
}

// The same about any deal.
static std::string_view review_act(const Record& record, const NoticeList& list) {
    const auto& deal = body_of<Deal>(record);
    if (deal.review == Review::conflict && list.may(Permission::award_conflicts)) {
        return has_proposed(record, list) ? std::string_view{} : "award_conflict";
    }
    if (deal.protection == Protection::extension_pending) {
        const bool first = deal.extensions_granted == 0;
        const bool decides = first || list.may(Permission::extend_again);
        return decides ? "decide_extension" : std::string_view{};
    }
    if (deal.review == Review::submitted) return "claim_deal";
    return deal.review == Review::in_review ? case_act(deal, list) : std::string_view{};
}

// At a part of its time a case reminds of itself, at the whole it is the next person's up too.
static NoticeKind kind_of(const Deal& deal, std::string_view act) {
    if (deal.sla.running_since.given()) {
        if (waits_for_the_next_up(deal)) return NoticeKind::deal_escalated;
        if (deal.sla.reminded > 0) return NoticeKind::deal_due_soon;
    }
    return act == "claim_deal" ? NoticeKind::deal_to_claim : NoticeKind::deal_to_decide;
}

static void add_reviews(NoticeList& list) {
    if (!list.may(Permission::review_deals)) return;
    for (const Record* partner : list.under("partners")) {
        for (const Record* record : list.under(index_key("open_deals_of", partner->id))) {
            const auto& deal = body_of<Deal>(*record);
            const std::string_view act = review_act(*record, list);
            if (act.empty()) continue;
            list.add(kind_of(deal, act), *record, act, deal.sla.target_at, deal.title);
        }
    }
}

static void add_won(NoticeList& list, const Record& partner) {
    for (const Record* record : list.under(index_key("won_reported_of", partner.id))) {
        const auto& deal = body_of<Deal>(*record);
        if (deal.contested) continue;  // The board's award comes first.
        list.add(NoticeKind::won_to_confirm, *record, "confirm_won", {}, deal.title);
    }
}

static void add_funds(NoticeList& list, const Record& partner) {
    const bool decides = list.may(Permission::decide_funds);
    for (const Record* record : list.under(index_key("fund_requests_of", partner.id))) {
        const auto& request = body_of<FundRequest>(*record);
        if (!decides || request.state != FundState::submitted) continue;
        const std::string& title = request.form.title;
        list.add(NoticeKind::funds_to_decide, *record, "approve_fund_request", {}, title);
    }
    for (const Record* record : list.under(index_key("claims_of", partner.id))) {
        const auto& claim = body_of<Claim>(*record);
        const bool settled =
            claim.state == ClaimState::approved || claim.state == ClaimState::partial;
        if (decides && claim.state == ClaimState::submitted) {
            list.add(NoticeKind::claim_to_decide, *record, "settle_claim", {}, claim.number);
        }
        if (settled && list.may(Permission::pay_partners)) {
            list.add(NoticeKind::claim_to_pay, *record, "pay_claim", {}, claim.number);
        }
    }
}

static void add_money(NoticeList& list) {
    for (const Record* partner : list.under("partners")) {
        if (list.may(Permission::review_deals)) add_won(list, *partner);
        add_funds(list, *partner);
        if (!list.may(Permission::pay_partners)) continue;
        for (const Record* record : list.under(index_key("statements_of", partner->id))) {
            const auto& statement = body_of<Statement>(*record);
            if (statement.paid_on != Date{}) continue;
            list.add(NoticeKind::statement_to_pay, *record, "pay_statement", {}, statement.number);
        }
    }
}

static std::string_view act_of(OnboardingStep step) {
    switch (step) {
        case OnboardingStep::application:
            return "receive_application";
        case OnboardingStep::due_diligence:
            return "pass_due_diligence";
        case OnboardingStep::agreement:
            return "sign_agreement";
        case OnboardingStep::first_certificate:
            return {};  // The partner's own.
        case OnboardingStep::activation:
            return "activate_partner";
    }
    return {};
}

static void add_service(NoticeList& list) {
    if (list.may(Permission::answer_tickets)) {
        for (const Record* record : list.under("tickets_open")) {
            const auto& ticket = body_of<Ticket>(*record);
            if (ticket.state != TicketState::open) continue;
            const bool taken = ticket.assignee.given();
            if (taken && ticket.assignee != list.actor().person && !ticket.escalated) continue;
            const std::string_view act = taken ? "answer_ticket" : "take_ticket";
            list.add(NoticeKind::ticket_open, *record, act, ticket.target_at, ticket.subject);
        }
    }
    if (list.may(Permission::review_projects)) {
        add_reviews_of(list, list.under("projects_waiting"));
    }
    if (list.may(Permission::distribute_leads)) {
        for (const Record* record : list.under("vendor_leads_open")) {
            const auto& lead = body_of<VendorLead>(*record);
            if (lead.state != VendorLeadState::without_partner) continue;
            const std::string& country = lead.form.country;
            list.add(NoticeKind::lead_without_partner, *record, "offer_lead", {}, country);
        }
    }
    if (!list.may(Permission::run_onboarding)) return;
    for (const Record* record : list.under("onboarding_running")) {
        const auto& onboarding = body_of<Onboarding>(*record);
        const std::string_view act = act_of(onboarding.step);
        if (act.empty()) continue;
        const Moment due_at = end_of(mark_of(onboarding, onboarding.step)->due_on);
        const std::string about(name_of(onboarding.step));
        list.add(NoticeKind::onboarding_step, *record, act, due_at, about);
    }
}

static void add_confirmations(NoticeList& list) {
    if (list.may(Permission::confirm_marketing)) {
        for (const Record* record : list.under("campaigns_reported")) {
            const std::string& name = body_of<Campaign>(*record).form.name;
            list.add(NoticeKind::campaign_to_confirm, *record, "confirm_campaign", {}, name);
        }
        for (const Record* record : list.under("case_studies_submitted")) {
            const std::string& title = body_of<CaseStudy>(*record).form.title;
            list.add(NoticeKind::case_study_to_decide, *record, "decide_case_study", {}, title);
        }
    }
    if (!list.may(Permission::answer_surveys)) return;
    for (const Record* record : list.under("surveys_open")) {
        const auto& survey = body_of<Survey>(*record);
        if (survey.about != SurveyAbout::deal) continue;
        const Moment due_at = end_of(survey.answer_by);
        list.add(NoticeKind::survey_open, *record, "answer_survey", due_at, {});
    }
}

static bool sooner(const Notice& a, const Notice& b) {
    if (a.due_at.given() != b.due_at.given()) return a.due_at.given();
    if (a.due_at != b.due_at) return a.due_at < b.due_at;
    if (a.kind != b.kind) return a.kind < b.kind;
    return a.subject < b.subject;
}

std::vector<Notice> notices_for(
    const Actor& actor, const RecordSource& records, const Program& program, Moment now
) {
    NoticeList list(actor, records, program, now);
    if (actor.partner.given()) {
        add_deals(list);
        add_tickets(list);
        add_leads(list);
        add_learning(list);
        add_marketing(list);
        add_own_funds(list);
    } else if (!actor.system) {
        add_reviews(list);
        add_money(list);
        add_service(list);
        add_confirmations(list);
    }
    std::vector<Notice> notices = list.take();
    sort_values(notices, [](const Notice& a, const Notice& b) { return sooner(a, b); });
    return notices;
}

}  // namespace entente
