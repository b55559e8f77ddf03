#include "tests/support/measured_world.h"

#include "core/domain/investment/fund.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/outreach/campaign.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/support/ticket.h"
#include "tests/support/deal_world.h"

namespace entente::test {

MeasuredWorld::MeasuredWorld(Date today) : stored(shipped_program().program, today) {
    deal.currency = usd;
    deal.customer.country = "US";
}

IdBytes MeasuredWorld::put(RecordBody body, Moment created_at) {
    IdBytes id{};
    count_++;
    for (std::size_t i = 0; i < 4; i++) {
        id[15 - i] = static_cast<std::uint8_t>(count_ >> (8 * i) & 0xFFU);
    }
    stored.put({.id = id, .version = 1, .created_at = created_at, .body = std::move(body)});
    return id;
}

PartnerId MeasuredWorld::partner(const std::string& name, void (*change)(Partner&)) {
    Partner partner;
    partner.name = name;
    partner.tier = Tier::tier_2;
    partner.lifecycle = Lifecycle::active;
    partner.region = "north_america";
    partner.home_country = "US";
    if (change != nullptr) change(partner);
    return {put(partner)};
}

void MeasuredWorld::onboarded(PartnerId partner, Date agreement_on, Date active_on) {
    Onboarding onboarding;
    onboarding.partner = partner;
    onboarding.marks = {
        {.step = OnboardingStep::agreement, .done_at = start_of(agreement_on)},
        {.step = OnboardingStep::activation, .done_at = start_of(active_on)}};
    put(onboarding);
}

void MeasuredWorld::won(PartnerId partner, std::int64_t dollars, Date on, DealSource source) {
    Deal won_deal = deal;
    won_deal.partner = partner;
    won_deal.source = source;
    won_deal.review = Review::closed;
    won_deal.outcome = DealOutcome::won;
    won_deal.approved_at = start_of(on - Days{10});
    won_deal.decided_at = start_of(on);
    won_deal.lines = {{.category = "software_licenses", .amount = {dollars * 100, deal.currency}}};
    put(won_deal);
}

void MeasuredWorld::approved(
    PartnerId partner, std::int64_t dollars, Date on, Date expected_close
) {
    Deal open_deal = deal;
    open_deal.partner = partner;
    open_deal.review = Review::approved;
    open_deal.approved_at = start_of(on);
    open_deal.expected_close = expected_close;
    open_deal.lines = {{.category = "software_licenses", .amount = {dollars * 100, deal.currency}}};
    put(open_deal);
}

void MeasuredWorld::certificate(
    PartnerId partner, const char* person, const char* level, Date awarded_on
) {
    Certificate held;
    held.partner = partner;
    held.person = {id_of(person)};
    held.level = level;
    held.awarded_on = awarded_on;
    held.expires_on = awarded_on + Days{365};
    put(held);
}

void MeasuredWorld::lessons(PartnerId partner, std::int32_t done, std::int32_t total) {
    Enrollment enrollment;
    enrollment.partner = partner;
    enrollment.lessons_done = done;
    enrollment.lessons_total = total;
    put(enrollment);
}

void MeasuredWorld::answer(PartnerId partner, Date on, std::int32_t score) {
    Survey survey;
    survey.partner = partner;
    survey.state = SurveyState::answered;
    survey.answered_at = start_of(on);
    survey.score = score;
    put(survey);
}

void MeasuredWorld::ticket(PartnerId partner, Date resolved_on, std::int64_t hours_hundredths) {
    Ticket ticket;
    ticket.partner = partner;
    ticket.used_ms = hours_hundredths * ms_per_hour / 100;
    if (resolved_on != Date{}) {
        ticket.state = TicketState::resolved;
        ticket.resolved_at = start_of(resolved_on);
    }
    put(ticket);
}

void MeasuredWorld::busy(PartnerId partner, Date on) {
    TicketMessage message;
    message.partner = partner;
    message.at = start_of(on);
    put(message);
}

void MeasuredWorld::marketing(PartnerId partner, Date on, std::string_view act) {
    if (act == "case_study") {
        CaseStudy study;
        study.partner = partner;
        study.state = CaseStudyState::published;
        study.published_on = on;
        put(study);
    } else if (act == "claim_in_time") {
        Claim claim;
        claim.partner = partner;
        claim.state = ClaimState::paid;
        claim.decided_at = start_of(on);
        put(claim);
    } else {
        Campaign campaign;
        campaign.partner = partner;
        campaign.form.kind = act == "campaign" ? CampaignKind::campaign : CampaignKind::joint_event;
        campaign.state = CampaignState::confirmed;
        campaign.confirmed_on = on;
        put(campaign);
    }
}

void MeasuredWorld::figure(
    const char* key, Period days, std::int64_t dollars, const char* partner
) {
    CompanyFigure row;
    row.figure = key;
    row.from = days.from;
    row.until = days.until;
    row.amount = in_dollars(dollars);
    row.partner = partner;
    row.source = "Ledger";
    put(row);
}

}  // namespace entente::test
