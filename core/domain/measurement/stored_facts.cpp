#include "core/domain/measurement/stored_facts.h"

#include "core/base/sort.h"
#include "core/domain/agreement.h"
#include "core/domain/investment/fund_rules.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/outreach/campaign.h"
#include "core/domain/outreach/resource.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/support/ticket.h"

namespace entente {

void StoredFacts::OfPartner::drop(const RecordKey& key) {
    changed = true;
    partner.put(key, {});
    onboarding.put(key, {});
    agreements.put(key, {});
    deals.put(key, {});
    certificates.put(key, {});
    enrollments.put(key, {});
    answers.put(key, {});
    tickets.put(key, {});
    marketing.put(key, {});
    busy.put(key, {});
    approvals.put(key, {});
    funded.put(key, {});
}

// The rows of the partner whose the record is, which were another's if it was that one's before.
StoredFacts::OfPartner& StoredFacts::of(const RecordKey& key, PartnerId partner) {
    OfPartner& found = partners_[partner.bytes];
    OfPartner* const* before = whose_.find(key);
    if (before == nullptr || *before != &found) {
        if (before != nullptr) (*before)->drop(key);
        whose_.put(key, &found);
    }
    found.changed = true;
    changed_ = true;
    return found;
}

void StoredFacts::forget(const RecordKey& key) {
    if (OfPartner* const* whose = whose_.find(key)) {
        (*whose)->drop(key);
        whose_.put(key, {});
    }
    changed_ = true;
}

void StoredFacts::put_partner(const Record& record) {
    const PartnerId id{record.id};
    OfPartner& partner = of(record.key(), id);
    if (partner.partner.size() == 0) placed_ = false;
    partner.partner.put(record.key(), rows_.partner(id, body_of<Partner>(record)));
}

void StoredFacts::put_agreement(const Record& record) {
    const PartnerId partner = body_of<Agreement>(record).partner;
    of(record.key(), partner).agreements.put(record.key(), date_of(record.created_at));
}

// Drafts are nobody's but their owner's.
void StoredFacts::put_deal(const Record& record) {
    const auto& deal = body_of<Deal>(record);
    std::optional<DealFact> row;
    if (deal.review != Review::draft) row = rows_.deal({record.id}, deal);
    of(record.key(), deal.partner).deals.put(record.key(), row);
}

static bool is_approval(std::string_view event) {
    return event == "deal_approved" || event == "deal_auto_approved" || event == "deal_awarded" ||
           event == "deal_awarded_secondary";
}

void StoredFacts::put_line(const Record& record) {
    const auto& line = body_of<HistoryLine>(record);
    const std::string_view event = line.event;
    const Date on = date_of(line.at);
    std::optional<Approval> approval;
    if (is_approval(event)) approval = {{line.subject}, on};
    const bool counts = event.starts_with("deal_") || event.starts_with("claim_");
    std::optional<BusyDay> busy;
    if (counts && line.person.given()) busy = {line.person, on};
    // Most of what the system tells is nothing to anybody here.
    if (!approval && !busy && whose_.find(record.key()) == nullptr) return;
    OfPartner& partner = of(record.key(), line.partner);
    partner.approvals.put(record.key(), approval);
    partner.busy.put(record.key(), busy);
}

void StoredFacts::put_onboarding(const Record& record) {
    const auto& onboarding = body_of<Onboarding>(record);
    OnboardedDays days;
    const OnboardingMark* agreed = mark_of(onboarding, OnboardingStep::agreement);
    const OnboardingMark* active = mark_of(onboarding, OnboardingStep::activation);
    if (agreed != nullptr && agreed->done_at.given()) days.agreement_on = date_of(agreed->done_at);
    if (active != nullptr && active->done_at.given()) days.active_on = date_of(active->done_at);
    of(record.key(), onboarding.partner).onboarding.put(record.key(), days);
}

void StoredFacts::put_learning(const Record& record) {
    if (const auto* certificate = record.body.as<Certificate>()) {
        OfPartner& partner = of(record.key(), certificate->partner);
        return partner.certificates.put(record.key(), CertificateFact{.certificate = *certificate});
    }
    const auto& enrollment = body_of<Enrollment>(record);
    OfPartner& partner = of(record.key(), enrollment.partner);
    partner.enrollments.put(record.key(), enrollment_fact(record.id, enrollment));
    // Whoever else changes it, reviewing a project, say, does not learn.
    const Date on = std::max(enrollment.enrolled_on, enrollment.lesson_done_on);
    partner.busy.put(record.key(), BusyDay{{}, on});
}

void StoredFacts::put_ticket(const Record& record) {
    if (const auto* message = record.body.as<TicketMessage>()) {
        if (message->by_vendor) return;
        OfPartner& partner = of(record.key(), message->partner);
        return partner.busy.put(record.key(), BusyDay{{}, date_of(message->at)});
    }
    const auto& ticket = body_of<Ticket>(record);
    TicketFact row{.id = record.id};
    if (ticket.resolved_at.given()) {
        row.resolved_on = date_of(ticket.resolved_at);
        row.clock_ms = clock_ms(ticket, ticket.resolved_at);
    }
    OfPartner& partner = of(record.key(), ticket.partner);
    partner.tickets.put(record.key(), row);
    partner.busy.put(record.key(), BusyDay{{}, date_of(ticket.opened_at)});
}

// Counted from the day on which the vendor has confirmed it: what a period came to stays so.
void StoredFacts::put_marketing(const Record& record) {
    PartnerId partner;
    std::optional<MarketingFact> row;
    if (const auto* campaign = record.body.as<Campaign>()) {
        partner = campaign->partner;
        if (campaign->state == CampaignState::confirmed) {
            const std::string_view act = name_of(campaign->form.kind);
            row = rows_.marketing(record.id, campaign->confirmed_on, act);
        }
    } else if (const auto* study = record.body.as<CaseStudy>()) {
        partner = study->partner;
        if (study->state == CaseStudyState::published) {
            row = rows_.marketing(record.id, study->published_on, "case_study");
        }
    } else {
        const auto& claim = body_of<Claim>(record);
        partner = claim.partner;
        if (was_settled_in_time(claim)) {
            row = rows_.marketing(record.id, date_of(claim.decided_at), "claim_in_time");
        }
    }
    of(record.key(), partner).marketing.put(record.key(), row);
}

static bool was_approved(FundState state) {
    return state == FundState::approved || state == FundState::active ||
           state == FundState::claiming || state == FundState::closed;
}

void StoredFacts::put_request(const Record& record) {
    const auto& request = body_of<FundRequest>(record);
    std::optional<Funded> row;
    if (was_approved(request.state)) {
        const Date on = date_of(request.decided_at);
        row = Funded{request.allocation.bytes, rows_.amount(request.approved, on)};
    }
    of(record.key(), request.partner).funded.put(record.key(), row);
}

void StoredFacts::put_answer(const Record& record) {
    const auto& survey = body_of<Survey>(record);
    std::optional<AnswerFact> row;
    if (survey.state == SurveyState::answered) {
        row = {.id = record.id, .on = date_of(survey.answered_at), .score = survey.score};
    }
    of(record.key(), survey.partner).answers.put(record.key(), row);
}

// Whose acts are the partner's own: nobody's who has left it.
void StoredFacts::put_person(const Record& record) {
    const PartnerId partner = body_of<Person>(record).partner;
    if (!partner.given()) return remove(record.key());
    people_[record.id] = partner.bytes;
    of(record.key(), partner);
}

void StoredFacts::put_figure(const Record& record) {
    changed_ = true;
    figures_.put(record.key(), rows_.figure(body_of<CompanyFigure>(record)));
}

void StoredFacts::put_word(const Record& record) {
    words_.put(record.key(), body_of<MilestoneWord>(record));
}

void StoredFacts::put_resource(const Record& record) {
    changed_ = true;
    resources_.put(record.key(), body_of<Resource>(record).published_on);
}

void StoredFacts::put(const Record& record) {
    struct Reader {
        Kind kind;
        void (StoredFacts::*put)(const Record&);
    };
    static constexpr Reader readers[] = {
        {Kind::partner, &StoredFacts::put_partner},
        {Kind::person, &StoredFacts::put_person},
        {Kind::agreement, &StoredFacts::put_agreement},
        {Kind::deal, &StoredFacts::put_deal},
        {Kind::history, &StoredFacts::put_line},
        {Kind::onboarding, &StoredFacts::put_onboarding},
        {Kind::certificate, &StoredFacts::put_learning},
        {Kind::enrollment, &StoredFacts::put_learning},
        {Kind::survey, &StoredFacts::put_answer},
        {Kind::ticket, &StoredFacts::put_ticket},
        {Kind::ticket_message, &StoredFacts::put_ticket},
        {Kind::campaign, &StoredFacts::put_marketing},
        {Kind::case_study, &StoredFacts::put_marketing},
        {Kind::claim, &StoredFacts::put_marketing},
        {Kind::fund_request, &StoredFacts::put_request},
        {Kind::company_figure, &StoredFacts::put_figure},
        {Kind::milestone, &StoredFacts::put_word},
        {Kind::resource, &StoredFacts::put_resource}};
    for (const Reader& reader : readers) {
        if (reader.kind == record.kind()) (this->*reader.put)(record);
    }
}

void StoredFacts::remove(const RecordKey& key) {
    forget(key);
    if (key.kind == Kind::partner) placed_ = false;
    if (key.kind == Kind::person) people_.erase(key.id);
    figures_.put(key, {});
    words_.put(key, {});
    resources_.put(key, {});
}

// Gives every known partner its place, and lets all rows be laid out anew.
void StoredFacts::place_partners() {
    facts_.partners.clear();
    for (auto& [id, partner] : partners_) {
        if (partner.partner.size() == 0) continue;
        partner.index = static_cast<PartnerIndex>(facts_.partners.size());
        partner.changed = true;
        facts_.partners.emplace_back();
    }
}

// What a partner's fact takes from the records beside it.
void StoredFacts::settle(OfPartner& partner) {
    PartnerFact& settled = facts_.partners[partner.index];
    PartnerFact fact = *partner.partner.begin();
    if (partner.onboarding.size() > 0) {
        fact.agreement_on = partner.onboarding.begin()->agreement_on;
        fact.active_on = partner.onboarding.begin()->active_on;
    }
    if (fact.agreement_on == Date{} && partner.agreements.size() > 0) {
        fact.agreement_on = *std::min_element(partner.agreements.begin(), partner.agreements.end());
    }
    for (const BusyDay& day : partner.busy) {
        const auto person = people_.find(day.person.bytes);
        const bool own =
            !day.person.given() || (person != people_.end() && person->second == fact.id.bytes);
        if (own) fact.busy_days.push_back(day.on);
    }
    sort_values(fact.busy_days);
    const auto doubled = std::unique(fact.busy_days.begin(), fact.busy_days.end());
    fact.busy_days.erase(doubled, fact.busy_days.end());
    fact.deals = settled.deals;
    fact.certificates = settled.certificates;
    fact.enrollments = settled.enrollments;
    fact.answers = settled.answers;
    fact.tickets = settled.tickets;
    fact.marketing = settled.marketing;
    settled = std::move(fact);
}

// A deal that was approved anew keeps the day of its first approval in its history alone.
void StoredFacts::settle_approvals(OfPartner& partner) {
    PartnerFact& fact = facts_.partners[partner.index];
    for (const Approval& approval : partner.approvals) {
        const auto place = partner.deals.place_of({Kind::deal, approval.deal.bytes});
        if (!place) continue;
        Date& first = facts_.deals[fact.deals.first + *place].approved_on;
        if (first == Date{} || approval.on < first) first = approval.on;
    }
    fact.has_live_solution = false;
    for (const DealFact& deal : rows_of(facts_.deals, fact.deals)) {
        const bool live = deal.solution != no_key && deal.approved_on != Date{};
        fact.has_live_solution = fact.has_live_solution || live;
    }
}

// Where as many rows are as were, they are changed in their place; else the list is laid out anew.
template <typename Row>
bool StoredFacts::settle_rows(
    std::vector<Row>& all, KeptRows<Row> OfPartner::*kept, RowRange PartnerFact::*range
) {
    const auto copy = [this, &all, kept, range](OfPartner& partner) {
        std::size_t place = (facts_.partners[partner.index].*range).first;
        for (const Row& row : partner.*kept) {
            all[place] = row;
            all[place++].partner = partner.index;
        }
    };
    bool fits = placed_;
    for (const auto& [id, partner] : partners_) {
        const bool known = partner.partner.size() > 0;
        if (!known || !partner.changed) continue;
        fits = fits && (facts_.partners[partner.index].*range).count == (partner.*kept).size();
    }
    if (!fits) {
        std::size_t next = 0;
        for (const auto& [id, partner] : partners_) {
            if (partner.partner.size() == 0) continue;
            const std::size_t count = (partner.*kept).size();
            RowRange& place = facts_.partners[partner.index].*range;
            place = {static_cast<std::uint32_t>(next), static_cast<std::uint32_t>(count)};
            next += count;
        }
        all.resize(next);
    }
    for (auto& [id, partner] : partners_) {
        if (partner.partner.size() > 0 && (partner.changed || !fits)) copy(partner);
    }
    return !fits;
}

const Facts& StoredFacts::facts() {
    if (!changed_) return facts_;
    facts_.currency = rows_.program().currency;
    facts_.today = rows_.today();
    if (!placed_) place_partners();
    for (auto& [id, partner] : partners_) {
        if (partner.changed && partner.partner.size() > 0) settle(partner);
    }
    const bool anew = settle_rows(facts_.deals, &OfPartner::deals, &PartnerFact::deals);
    for (auto& [id, partner] : partners_) {
        const bool known = partner.partner.size() > 0;
        if (known && (partner.changed || anew)) settle_approvals(partner);
    }
    settle_rows(facts_.certificates, &OfPartner::certificates, &PartnerFact::certificates);
    settle_rows(facts_.enrollments, &OfPartner::enrollments, &PartnerFact::enrollments);
    settle_rows(facts_.answers, &OfPartner::answers, &PartnerFact::answers);
    settle_rows(facts_.tickets, &OfPartner::tickets, &PartnerFact::tickets);
    settle_rows(facts_.marketing, &OfPartner::marketing, &PartnerFact::marketing);
    for (auto& [id, partner] : partners_) partner.changed = false;
    facts_.figures.assign(figures_.begin(), figures_.end());
    facts_.resources = static_cast<std::int64_t>(resources_.size());
    placed_ = true;
    changed_ = false;
    return facts_;
}

std::vector<Invested> StoredFacts::invested(std::int32_t year) {
    facts();
    std::vector<Invested> invested;
    for (const auto& [id, partner] : partners_) {
        if (partner.partner.size() == 0) continue;
        const AllocationId allocation = allocation_id({id}, year);
        for (const Funded& funded : partner.funded) {
            if (funded.allocation != allocation.bytes) continue;
            invested.push_back({.partner = partner.index, .amount = funded.amount});
        }
    }
    return invested;
}

std::vector<MilestoneWord> StoredFacts::milestone_words() const {
    return {words_.begin(), words_.end()};
}

}  // namespace entente
