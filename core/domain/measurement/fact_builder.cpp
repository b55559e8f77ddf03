#include "core/domain/measurement/fact_builder.h"

#include "core/base/sort.h"

#include <algorithm>
#include <cstring>
#include <numeric>

namespace entente {

// Ids are random or hashed already: any eight bytes of them spread well.
std::size_t FactBuilder::IdHash::operator()(const IdBytes& id) const {
    std::size_t hash = 0;
    std::memcpy(&hash, id.data(), sizeof hash);
    return hash;
}

template <typename Entry>
static KeyIndex index_with_key(const std::vector<Entry>& entries, std::string_view key) {
    for (std::size_t i = 0; i < entries.size(); i++) {
        if (entries[i].key == key) return static_cast<KeyIndex>(i);
    }
    return no_key;
}

FactBuilder::FactBuilder(const Program& program, Date today)
    : program_(program), rates_(program.exchange_rates) {
    facts_.currency = program.currency;
    facts_.today = today;
    for (std::size_t i = 0; i < program.regions.size(); i++) {
        for (const std::string& country : program.regions[i].countries) {
            regions_.emplace(country, static_cast<KeyIndex>(i));
        }
    }
}

const PartnerFact* FactBuilder::find(PartnerId id, PartnerIndex& index) const {
    const auto found = partners_.find(id.bytes);
    if (found == partners_.end()) return nullptr;
    index = found->second;
    return &facts_.partners[index];
}

// Plans and quotas are shown beside sums: one without a rate counts as none, which "no data" tells.
std::int64_t FactBuilder::converted_or_zero(Money amount, Date on) const {
    if (!amount.currency.given()) return 0;
    const auto told = rates_.convert(amount, program_.currency, on);
    return told.ok() ? told.value().amount.minor : 0;
}

KeyIndex FactBuilder::region_of(std::string_view country) const {
    const auto found = regions_.find(std::string(country));
    return found == regions_.end() ? no_key : found->second;
}

void FactBuilder::add(PartnerId id, const Partner& partner, const PartnerDays& days) {
    const auto index = static_cast<PartnerIndex>(facts_.partners.size());
    if (!partners_.emplace(id.bytes, index).second) return;
    PartnerFact fact;
    fact.id = id;
    fact.name = partner.name;
    fact.tier = partner.tier;
    fact.lifecycle = partner.lifecycle;
    fact.region = index_with_key(program_.regions, partner.region);
    fact.worldwide = partner.worldwide;
    fact.has_live_solution = days.has_live_solution;
    fact.joined_on = partner.joined_on;
    fact.agreement_on = days.agreement_on;
    fact.active_on = days.active_on;
    fact.quota_per_quarter = converted_or_zero(partner.quota_per_quarter, facts_.today);
    fact.revenue_plan = converted_or_zero(partner.revenue_plan, facts_.today);
    fact.home_country = partner.home_country;
    fact.countries = partner.countries;
    fact.certificate_plan = partner.certificate_plan;
    facts_.partners.push_back(std::move(fact));
}

void FactBuilder::add(DealId id, const Deal& deal, const DealDays& days) {
    DealFact fact;
    if (find(deal.partner, fact.partner) == nullptr) return;
    fact.id = id;
    fact.source = deal.source;
    fact.approved = deal.review == Review::approved || deal.review == Review::won_reported;
    fact.region = region_of(deal.customer.country);
    fact.solution = index_with_key(program_.plan.joint_solutions, days.solution);
    fact.approved_on = days.approved_on;
    fact.won_on = days.won_on;
    fact.expected_close = deal.expected_close;
    const Date on = days.won_on == Date{} ? facts_.today : days.won_on;
    const auto value = value_of(deal);
    const auto told = value.ok() ? rates_.convert(value.value(), program_.currency, on)
                                 : Result<ConvertedMoney>(value.problem());
    fact.valued = told.ok();
    if (told.ok()) {
        fact.value = told.value().amount.minor;
        fact.rate_on = told.value().rate_on;
    } else {
        facts_.deals_without_rate++;
    }
    facts_.deals.push_back(fact);
}

void FactBuilder::add(const Certificate& certificate) {
    CertificateFact fact;
    if (find(certificate.partner, fact.partner) == nullptr) return;
    fact.person = certificate.person;
    fact.level = index_with_key(program_.levels, certificate.level);
    fact.awarded_on = certificate.awarded_on;
    fact.expires_on = certificate.expires_on;
    facts_.certificates.push_back(fact);
}

void FactBuilder::add(const IdBytes& id, const Enrollment& enrollment) {
    EnrollmentFact fact;
    if (find(enrollment.partner, fact.partner) == nullptr) return;
    fact.id = id;
    fact.lessons_done = enrollment.lessons_done;
    fact.lessons_total = enrollment.lessons_total;
    facts_.enrollments.push_back(fact);
}

void FactBuilder::add_answer(const IdBytes& id, PartnerId partner, Date on, std::int32_t score) {
    AnswerFact fact{.id = id, .on = on, .score = score};
    if (find(partner, fact.partner) != nullptr) facts_.answers.push_back(fact);
}

void FactBuilder::add_ticket(
    const IdBytes& id, PartnerId partner, Date resolved_on, std::int64_t clock_ms
) {
    TicketFact fact{.id = id, .resolved_on = resolved_on, .clock_ms = clock_ms};
    if (find(partner, fact.partner) != nullptr) facts_.tickets.push_back(fact);
}

void FactBuilder::add_marketing(
    const IdBytes& id, PartnerId partner, Date on, std::string_view act
) {
    MarketingFact fact{.id = id, .on = on};
    fact.act = index_with_key(program_.measurement.acts, act);
    if (find(partner, fact.partner) != nullptr) facts_.marketing.push_back(fact);
}

void FactBuilder::add_busy_day(PartnerId partner, Date on) {
    PartnerIndex index = 0;
    if (find(partner, index) == nullptr) return;
    std::vector<Date>& days = facts_.partners[index].busy_days;
    if (days.empty() || days.back() != on) days.push_back(on);
}

void FactBuilder::add(const CompanyFigure& figure) {
    CompanyFigure told = figure;
    if (figure.amount.currency.given()) {
        const Date last = figure.until - Days{1};
        const auto amount = rates_.convert(figure.amount, program_.currency, last);
        if (!amount.ok()) return;
        told.amount = amount.value().amount;
    }
    facts_.figures.push_back(std::move(told));
}

// Brings the rows of each partner together, in the order they came in, and tells it where.
template <typename Row>
static void group(
    std::vector<Row>& rows, std::vector<PartnerFact>& partners, RowRange PartnerFact::*range
) {
    for (const Row& row : rows) (partners[row.partner].*range).count++;
    std::uint32_t next = 0;
    for (PartnerFact& partner : partners) {
        (partner.*range).first = next;
        next += (partner.*range).count;
    }
    std::vector<std::uint32_t> place(partners.size());
    for (std::size_t i = 0; i < partners.size(); i++) place[i] = (partners[i].*range).first;
    std::vector<Row> grouped(rows.size());
    for (Row& row : rows) grouped[place[row.partner]++] = std::move(row);
    rows = std::move(grouped);
}

Facts FactBuilder::take() {
    std::vector<PartnerFact>& partners = facts_.partners;
    group(facts_.deals, partners, &PartnerFact::deals);
    group(facts_.certificates, partners, &PartnerFact::certificates);
    group(facts_.enrollments, partners, &PartnerFact::enrollments);
    group(facts_.answers, partners, &PartnerFact::answers);
    group(facts_.tickets, partners, &PartnerFact::tickets);
    group(facts_.marketing, partners, &PartnerFact::marketing);
    for (PartnerFact& partner : partners) {
        std::vector<Date>& days = partner.busy_days;
        sort_values(days);
        days.erase(std::unique(days.begin(), days.end()), days.end());
    }
    partners_.clear();
    return std::move(facts_);
}

}  // namespace entente
