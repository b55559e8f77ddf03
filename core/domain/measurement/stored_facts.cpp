#include "core/domain/measurement/stored_facts.h"

#include "core/base/sort.h"
#include "core/domain/investment/fund_rules.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/outreach/campaign.h"
#include "core/domain/outreach/survey.h"
#include "core/domain/support/ticket.h"

namespace entente {

StoredFacts::OfPartner& StoredFacts::of(PartnerId partner) {
    OfPartner& found = partners_[partner.bytes];
    found.changed = true;
    changed_ = true;
    return found;
}

void StoredFacts::put_partner(const Record& record) {
    const PartnerId id{record.id};
    OfPartner& partner = of(id);
    if (partner.partner.size() == 0) placed_ = false;
    partner.partner.put(record.key(), rows_.partner(id, body_of<Partner>(record)));
}

// Drafts are nobody's but their owner's.
void StoredFacts::put_deal(const Record& record) {
    const auto& deal = body_of<Deal>(record);
    std::optional<DealFact> row;
    if (deal.review != Review::draft) row = rows_.deal({record.id}, deal);
    of(deal.partner).deals.put(record.key(), row);
}

static bool is_approval(std::string_view event) {
    return event == "deal_approved" || event == "deal_auto_approved" || event == "deal_awarded" ||
           event == "deal_awarded_secondary";
}

void StoredFacts::put_line(const Record& record) {
    const auto& line = body_of<HistoryLine>(record);
    OfPartner& partner = of(line.partner);
    const std::string_view event = line.event;
    const Date on = date_of(line.at);
    std::optional<Approval> approval;
    if (is_approval(event)) approval = {{line.subject}, on};
    partner.approvals.put(record.key(), approval);
    const bool counts = event.starts_with("deal_") || event.starts_with("claim_");
    std::optional<BusyDay> busy;
    if (counts && line.person.given()) busy = {line.person, on};
    partner.busy.put(record.key(), busy);
}

void StoredFacts::put_onboarding(const Record& record) {
    const auto& onboarding = body_of<Onboarding>(record);
    OnboardedDays days;
    const OnboardingMark* agreed = mark_of(onboarding, OnboardingStep::agreement);
    const OnboardingMark* active = mark_of(onboarding, OnboardingStep::activation);
    if (agreed != nullptr && agreed->done_at.given()) days.agreement_on = date_of(agreed->done_at);
    if (active != nullptr && active->done_at.given()) days.active_on = date_of(active->done_at);
    of(onboarding.partner).onboarding.put(record.key(), days);
}

void StoredFacts::put_learning(const Record& record) {
    if (const auto* certificate = record.body.as<Certificate>()) {
        OfPartner& partner = of(certificate->partner);
        return partner.certificates.put(record.key(), rows_.certificate(*certificate));
    }
    const auto& enrollment = body_of<Enrollment>(record);
    OfPartner& partner = of(enrollment.partner);
    partner.enrollments.put(record.key(), enrollment_fact(record.id, enrollment));
    // Lessons have no days of their own: the last change by whoever learns is one.
    const bool learned = record.changed_by == enrollment.person;
    const Date on = learned ? date_of(record.changed_at) : enrollment.enrolled_on;
    partner.busy.put(record.key(), BusyDay{{}, on});
}

void StoredFacts::put_ticket(const Record& record) {
    if (const auto* message = record.body.as<TicketMessage>()) {
        if (message->by_vendor) return;
        return of(message->partner).busy.put(record.key(), BusyDay{{}, date_of(message->at)});
    }
    const auto& ticket = body_of<Ticket>(record);
    TicketFact row{.id = record.id};
    if (ticket.resolved_at.given()) {
        row.resolved_on = date_of(ticket.resolved_at);
        row.clock_ms = clock_ms(ticket, ticket.resolved_at);
    }
    OfPartner& partner = of(ticket.partner);
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
    of(partner).marketing.put(record.key(), row);
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
        const std::int64_t amount = rows_.converted_or_zero(request.approved, on);
        row = Funded{request.allocation.bytes, amount};
    }
    of(request.partner).funded.put(record.key(), row);
}

void StoredFacts::put_answer(const Record& record) {
    const auto& survey = body_of<Survey>(record);
    std::optional<AnswerFact> row;
    if (survey.state == SurveyState::answered) {
        row = {.id = record.id, .on = date_of(survey.answered_at), .score = survey.score};
    }
    of(survey.partner).answers.put(record.key(), row);
}

// Whose acts are the partner's own.
void StoredFacts::put_person(const Record& record) {
    const PartnerId partner = body_of<Person>(record).partner;
    if (!partner.given()) return;
    people_[record.id] = partner.bytes;
    of(partner);
}

void StoredFacts::put_figure(const Record& record) {
    changed_ = true;
    figures_.put(record.key(), rows_.figure(body_of<CompanyFigure>(record)));
}

void StoredFacts::put_word(const Record& record) {
    words_.put(record.key(), body_of<MilestoneWord>(record));
}

void StoredFacts::put(const Record& record) {
    struct Reader {
        Kind kind;
        void (StoredFacts::*put)(const Record&);
    };
    static constexpr Reader readers[] = {
        {Kind::partner, &StoredFacts::put_partner},
        {Kind::person, &StoredFacts::put_person},
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
        {Kind::milestone, &StoredFacts::put_word}};
    for (const Reader& reader : readers) {
        if (reader.kind == record.kind()) (this->*reader.put)(record);
    }
}

// Only the key is left of it, and it is rare: every partner is asked.
void StoredFacts::remove(const RecordKey& key) {
    changed_ = true;
    for (auto& [id, partner] : partners_) {
        partner.changed = true;
        if (partner.partner.place_of(key)) placed_ = false;
        partner.partner.put(key, {});
        partner.onboarding.put(key, {});
        partner.deals.put(key, {});
        partner.certificates.put(key, {});
        partner.enrollments.put(key, {});
        partner.answers.put(key, {});
        partner.tickets.put(key, {});
        partner.marketing.put(key, {});
        partner.busy.put(key, {});
        partner.approvals.put(key, {});
        partner.funded.put(key, {});
    }
    figures_.put(key, {});
    words_.put(key, {});
    if (key.kind == Kind::person) people_.erase(key.id);
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
    facts_.deals_without_rate = std::count_if(
        facts_.deals.begin(), facts_.deals.end(), [](const DealFact& deal) { return !deal.valued; }
    );
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
        Invested sum{.partner = partner.index};
        for (const Funded& funded : partner.funded) {
            if (funded.allocation == allocation.bytes) sum.amount += funded.amount;
        }
        if (sum.amount != 0) invested.push_back(sum);
    }
    return invested;
}

std::vector<MilestoneWord> StoredFacts::milestone_words() const {
    return {words_.begin(), words_.end()};
}

}  // namespace entente
