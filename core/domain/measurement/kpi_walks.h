// How each figure walks over the facts: one template for the sum and for the rows behind it.
//
// A sink takes row(kind, index, above, below), value(kind, index, value) and what is to be said of
// an amount, amount(kind, index, amount); see kpi.cpp.
#pragma once

#include "core/domain/measurement/kpi.h"

#include <algorithm>

namespace entente {

// The days of the period for which there is a figure of the whole company, and their sum.
struct CoveredDays {
    std::vector<Period> stretches;  // Ascending; figures that lie within the period wholly.
    std::int64_t days = 0;

    bool holds(Date day) const {
        return std::any_of(stretches.begin(), stretches.end(), [day](const Period& stretch) {
            return stretch.holds(day);
        });
    }
};

inline bool lies_within(const FigureFact& fact, std::string_view key, Period period) {
    return fact.figure.figure == key && fact.figure.from >= period.from &&
           fact.figure.until <= period.until;
}

// One that names a partner is not the whole company's, whatever it is called.
inline bool is_company_revenue(const FigureFact& fact, Period period) {
    return fact.figure.partner.empty() && lies_within(fact, company_revenue_key, period);
}

// Without its rate a figure covers nothing: its days' deals would stand against no revenue.
inline CoveredDays covered_days(const Facts& facts, Period period) {
    CoveredDays covered;
    for (const FigureFact& fact : facts.figures) {
        if (!is_company_revenue(fact, period) || !fact.amount.valued) continue;
        covered.stretches.push_back({fact.figure.from, fact.figure.until});
        covered.days += (fact.figure.until - fact.figure.from).count();
    }
    return covered;
}

inline bool was_won(const DealFact& deal, Period period) {
    return deal.won_on != Date{} && period.holds(deal.won_on);
}

// Of a sale that was awarded to two partners the second one's deal adds nothing to the program's
// totals: the customer paid once. To its partner's own figures it does.
inline bool adds_to_totals(const DealFact& deal, Period period) {
    return was_won(deal, period) && !deal.secondary;
}

// Whether the amount can be added, which the sink hears either way.
template <typename Sink>
bool is_told(FigureRowKind kind, std::size_t index, const FactAmount& amount, Sink& sink) {
    sink.amount(kind, index, amount);
    return amount.valued;
}

template <typename Sink>
void deal_above(const Facts& facts, std::size_t index, Sink& sink) {
    const FactAmount& value = facts.deals[index].value;
    if (!is_told(FigureRowKind::deal, index, value, sink)) return;
    sink.row(FigureRowKind::deal, index, value.minor, 0);
}

template <typename Sink>
void company_revenue_below(const Facts& facts, Period period, Sink& sink) {
    for (std::size_t i = 0; i < facts.figures.size(); i++) {
        const FigureFact& fact = facts.figures[i];
        if (!is_company_revenue(fact, period)) continue;
        if (!is_told(FigureRowKind::company_figure, i, fact.amount, sink)) continue;
        sink.row(FigureRowKind::company_figure, i, 0, fact.amount.minor);
    }
}

// Deals that a lead of the vendor's began are influenced by the partner, not sourced.
template <typename Sink>
void walk_sourced(const Facts& facts, Period period, Sink& sink) {
    const CoveredDays covered = covered_days(facts, period);
    for (std::size_t i = 0; i < facts.deals.size(); i++) {
        const DealFact& deal = facts.deals[i];
        if (!adds_to_totals(deal, period) || deal.source == DealSource::lead) continue;
        if (covered.holds(deal.won_on)) deal_above(facts, i, sink);
    }
    company_revenue_below(facts, period, sink);
}

template <typename Sink>
void walk_influenced(const Facts& facts, Period period, Sink& sink) {
    const CoveredDays covered = covered_days(facts, period);
    for (std::size_t i = 0; i < facts.deals.size(); i++) {
        const DealFact& deal = facts.deals[i];
        if (adds_to_totals(deal, period) && covered.holds(deal.won_on)) deal_above(facts, i, sink);
    }
    for (std::size_t i = 0; i < facts.figures.size(); i++) {
        const FigureFact& fact = facts.figures[i];
        // Direct deals count where a partner is named in a role.
        const bool named = !fact.figure.partner.empty();
        if (!named || !lies_within(fact, direct_revenue_key, period)) continue;
        if (!covered.holds(fact.figure.from)) continue;
        if (!is_told(FigureRowKind::company_figure, i, fact.amount, sink)) continue;
        sink.row(FigureRowKind::company_figure, i, fact.amount.minor, 0);
    }
    company_revenue_below(facts, period, sink);
}

template <typename Sink>
void walk_average(const Facts& facts, Period period, Sink& sink) {
    for (std::size_t i = 0; i < facts.deals.size(); i++) {
        const DealFact& deal = facts.deals[i];
        if (!adds_to_totals(deal, period)) continue;
        if (!is_told(FigureRowKind::deal, i, deal.value, sink)) continue;
        sink.row(FigureRowKind::deal, i, deal.value.minor, 1);
    }
}

// The twelve months that end with the period against the twelve before them.
template <typename Sink>
void walk_growth(const Facts& facts, Period period, Sink& sink) {
    const Period now = trailing_year(period.until);
    const Period before = trailing_year(now.from);
    for (std::size_t i = 0; i < facts.deals.size(); i++) {
        const DealFact& deal = facts.deals[i];
        if (adds_to_totals(deal, now)) {
            deal_above(facts, i, sink);
        } else if (adds_to_totals(deal, before)) {
            if (!is_told(FigureRowKind::deal, i, deal.value, sink)) continue;
            sink.row(FigureRowKind::deal, i, -deal.value.minor, deal.value.minor);
        }
    }
}

template <typename Sink>
void walk_satisfaction(const Facts& facts, Period period, Sink& sink) {
    for (std::size_t i = 0; i < facts.answers.size(); i++) {
        const AnswerFact& answer = facts.answers[i];
        if (period.holds(answer.on)) sink.row(FigureRowKind::answer, i, answer.score, 1);
    }
}

template <typename Sink>
void walk_certification(const Facts& facts, Period period, const Program& program, Sink& sink) {
    const Date last = period.until - Days{1};
    for (std::size_t i = 0; i < facts.partners.size(); i++) {
        const PartnerFact& partner = facts.partners[i];
        if (partner.lifecycle != Lifecycle::active) continue;
        const Certificates certificates = certificates_of(facts, partner);
        for (const CertificatePlan& plan : partner.certificate_plan) {
            const std::int64_t held = people_holding(program, plan.level, certificates, last);
            const std::int64_t counted = std::min<std::int64_t>(held, plan.people);
            sink.row(FigureRowKind::certificate_plan, i, counted, plan.people);
        }
    }
}

template <typename Sink>
void walk_engagement(const Facts& facts, Period period, const Program& program, Sink& sink) {
    const Date from = period.until - Days{program.measurement.engaged_days};
    for (std::size_t i = 0; i < facts.partners.size(); i++) {
        const PartnerFact& partner = facts.partners[i];
        if (partner.lifecycle != Lifecycle::active) continue;
        const std::vector<Date>& days = partner.busy_days;
        const auto first = std::lower_bound(days.begin(), days.end(), from);
        const bool engaged = first != days.end() && *first < period.until;
        sink.row(FigureRowKind::partner, i, engaged ? 1 : 0, 1);
    }
}

// The quarter that the period's last day lies in. A partner whose quota has no rate is left out
// with its deals: they would stand against nothing.
template <typename Sink>
void walk_coverage(const Facts& facts, Period period, Sink& sink) {
    const Period quarter = days_of(quarter_of(period.until - Days{1}));
    for (std::size_t i = 0; i < facts.deals.size(); i++) {
        const DealFact& deal = facts.deals[i];
        if (!deal.approved || deal.secondary || !quarter.holds(deal.expected_close)) continue;
        if (facts.partners[deal.partner].quota_per_quarter.valued) deal_above(facts, i, sink);
    }
    for (std::size_t i = 0; i < facts.partners.size(); i++) {
        const PartnerFact& partner = facts.partners[i];
        const FactAmount& quota = partner.quota_per_quarter;
        if (partner.lifecycle != Lifecycle::active) continue;
        if (!is_told(FigureRowKind::partner, i, quota, sink) || quota.minor <= 0) continue;
        sink.row(FigureRowKind::partner, i, 0, quota.minor);
    }
}

inline Date first_approval(const Facts& facts, const PartnerFact& partner) {
    Date first{};
    for (const DealFact& deal : rows_of(facts.deals, partner.deals)) {
        if (deal.approved_on == Date{}) continue;
        if (first == Date{} || deal.approved_on < first) first = deal.approved_on;
    }
    return first;
}

// Who has none yet counts as still waiting once that takes as long as the target.
template <typename Sink>
void walk_first_deal(const Facts& facts, Period period, const Program& program, Sink& sink) {
    const Date joined_from =
        months_after(period.until, -program.measurement.first_deal_joined_months);
    const Kpi* kpi = entry_with_key(program.plan.kpis, "time_to_first_deal");
    const auto target_months = kpi == nullptr ? 0 : static_cast<int>(kpi->target_hundredths / 100);
    for (std::size_t i = 0; i < facts.partners.size(); i++) {
        const PartnerFact& partner = facts.partners[i];
        const Date joined = partner.joined_on;
        if (joined == Date{} || joined < joined_from || joined >= period.until) continue;
        const Date first = first_approval(facts, partner);
        const bool waiting = first == Date{} || first >= period.until;
        const Date last = waiting ? period.until - Days{1} : first;
        if (waiting && last < months_after(joined, target_months)) continue;
        sink.value(FigureRowKind::partner, i, std::max<std::int64_t>(0, (last - joined).count()));
    }
}

template <typename Sink>
void walk_onboarding(const Facts& facts, Period period, Sink& sink) {
    for (std::size_t i = 0; i < facts.partners.size(); i++) {
        const PartnerFact& partner = facts.partners[i];
        if (partner.agreement_on == Date{} || partner.active_on == Date{}) continue;
        if (!period.holds(partner.active_on)) continue;
        const auto days = (partner.active_on - partner.agreement_on).count();
        sink.value(FigureRowKind::partner, i, std::max<std::int64_t>(0, days));
    }
}

template <typename Sink>
void walk_tickets(const Facts& facts, Period period, Sink& sink) {
    for (std::size_t i = 0; i < facts.tickets.size(); i++) {
        const TicketFact& ticket = facts.tickets[i];
        if (ticket.resolved_on == Date{} || !period.holds(ticket.resolved_on)) continue;
        sink.value(FigureRowKind::ticket, i, ticket.clock_ms);
    }
}

// As it stands, whatever the period: lessons are counted, not the days on which they were done.
template <typename Sink>
void walk_training(const Facts& facts, Sink& sink) {
    for (std::size_t i = 0; i < facts.enrollments.size(); i++) {
        const EnrollmentFact& enrollment = facts.enrollments[i];
        const auto done = std::min(enrollment.lessons_done, enrollment.lessons_total);
        sink.row(FigureRowKind::enrollment, i, done, enrollment.lessons_total);
    }
}

}  // namespace entente
