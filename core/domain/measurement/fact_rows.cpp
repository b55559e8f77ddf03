#include "core/domain/measurement/fact_rows.h"

namespace entente {

template <typename Entry>
static KeyIndex index_with_key(const std::vector<Entry>& entries, std::string_view key) {
    for (std::size_t i = 0; i < entries.size(); i++) {
        if (entries[i].key == key) return static_cast<KeyIndex>(i);
    }
    return no_key;
}

FactRows::FactRows(const Program& program, Date today)
    : program_(program), today_(today), rates_(program.exchange_rates) {
    for (std::size_t i = 0; i < program.regions.size(); i++) {
        for (const std::string& country : program.regions[i].countries) {
            regions_.emplace(country, static_cast<KeyIndex>(i));
        }
    }
}

CountryCode country_code(std::string_view country) {
    CountryCode code{};
    if (country.size() == code.size()) std::copy(country.begin(), country.end(), code.begin());
    return code;
}

static FactAmount fact_amount(const Result<ConvertedMoney>& told) {
    if (!told.ok()) return {.valued = false};
    return {.minor = told.value().amount.minor, .rate_on = told.value().rate_on};
}

FactAmount FactRows::amount(Money amount, Date on) const {
    if (!amount.currency.given()) return {};
    return fact_amount(rates_.convert(amount, program_.currency, on));
}

KeyIndex FactRows::region_of(const std::string& country) const {
    const auto found = regions_.find(country);
    return found == regions_.end() ? no_key : found->second;
}

PartnerFact FactRows::partner(PartnerId id, const Partner& partner) const {
    PartnerFact fact;
    fact.id = id;
    fact.name = partner.name;
    fact.domains = partner.domains;
    fact.tier = partner.tier;
    fact.lifecycle = partner.lifecycle;
    fact.region = index_with_key(program_.regions, partner.region);
    fact.worldwide = partner.worldwide;
    fact.joined_on = partner.joined_on;
    fact.quota_per_quarter = amount(partner.quota_per_quarter, today_);
    fact.revenue_plan = amount(partner.revenue_plan, today_);
    fact.home_country = partner.home_country;
    fact.countries = partner.countries;
    fact.certificate_plan = partner.certificate_plan;
    return fact;
}

DealFact FactRows::deal(DealId id, const Deal& deal) const {
    DealFact fact;
    fact.id = id;
    fact.source = deal.source;
    fact.approved = deal.review == Review::approved || deal.review == Review::won_reported;
    fact.secondary = deal.secondary;
    fact.country = country_code(deal.customer.country);
    fact.region = region_of(deal.customer.country);
    fact.solution = index_with_key(program_.plan.joint_solutions, deal.joint_solution);
    if (deal.approved_at.given()) fact.approved_on = date_of(deal.approved_at);
    if (deal.outcome == DealOutcome::won) fact.won_on = date_of(deal.decided_at);
    fact.expected_close = deal.expected_close;
    const Date on = fact.won_on == Date{} ? today_ : fact.won_on;
    const auto value = value_of(deal);
    fact.value = fact_amount(
        value.ok() ? rates_.convert(value.value(), program_.currency, on)
                   : Result<ConvertedMoney>(value.problem())
    );
    return fact;
}

EnrollmentFact enrollment_fact(const IdBytes& id, const Enrollment& enrollment) {
    EnrollmentFact fact;
    fact.id = id;
    fact.lessons_done = enrollment.lessons_done;
    fact.lessons_total = enrollment.lessons_total;
    return fact;
}

MarketingFact FactRows::marketing(const IdBytes& id, Date on, std::string_view act) const {
    return {
        .id = id, .partner = 0, .on = on, .act = index_with_key(program_.measurement.acts, act)};
}

FigureFact FactRows::figure(const CompanyFigure& figure) const {
    return {.figure = figure, .amount = amount(figure.amount, figure.until - Days{1})};
}

}  // namespace entente
