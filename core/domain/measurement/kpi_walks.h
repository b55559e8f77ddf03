// How each figure walks over the facts: one template for the sum and for the rows behind it.
//
// A sink takes row(kind, index, above, below) and value(kind, index, value); see kpi.cpp.
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

inline bool is_company_revenue(const CompanyFigure& figure, Period period) {
    return figure.figure == company_revenue_key && figure.from >= period.from &&
           figure.until <= period.until;
}

inline CoveredDays covered_days(const Facts& facts, Period period) {
    CoveredDays covered;
    for (const CompanyFigure& figure : facts.figures) {
        if (!is_company_revenue(figure, period)) continue;
        covered.stretches.push_back({figure.from, figure.until});
        covered.days += (figure.until - figure.from).count();
    }
    return covered;
}

inline bool was_won(const DealFact& deal, Period period) {
    return deal.won_on != Date{} && period.holds(deal.won_on) && deal.valued;
}

template <typename Sink>
void company_revenue_below(const Facts& facts, Period period, Sink& sink) {
    for (std::size_t i = 0; i < facts.figures.size(); i++) {
        const CompanyFigure& figure = facts.figures[i];
        if (!is_company_revenue(figure, period)) continue;
        sink.row(FigureRowKind::company_figure, i, 0, figure.amount.minor);
    }
}

// Deals that a lead of the vendor's began are influenced by the partner, not sourced.
template <typename Sink>
void walk_sourced(const Facts& facts, Period period, Sink& sink) {
    const CoveredDays covered = covered_days(facts, period);
    for (std::size_t i = 0; i < facts.deals.size(); i++) {
        const DealFact& deal = facts.deals[i];
        if (!was_won(deal, period) || deal.source == DealSource::lead) continue;
        if (covered.holds(deal.won_on)) sink.row(FigureRowKind::deal, i, deal.value, 0);
    }
    company_revenue_below(facts, period, sink);
}

template <typename Sink>
void walk_influenced(const Facts& facts, Period period, Sink& sink) {
    const CoveredDays covered = covered_days(facts, period);
    for (std::size_t i = 0; i < facts.deals.size(); i++) {
        const DealFact& deal = facts.deals[i];
        if (!was_won(deal, period) || !covered.holds(deal.won_on)) continue;
        sink.row(FigureRowKind::deal, i, deal.value, 0);
    }
    for (std::size_t i = 0; i < facts.figures.size(); i++) {
        const CompanyFigure& figure = facts.figures[i];
        const bool within = figure.from >= period.from && figure.until <= period.until;
        // Direct deals count where a partner is named in a role.
        const bool named = figure.figure == direct_revenue_key && !figure.partner.empty();
        if (!within || !named || !covered.holds(figure.from)) continue;
        sink.row(FigureRowKind::company_figure, i, figure.amount.minor, 0);
    }
    company_revenue_below(facts, period, sink);
}

template <typename Sink>
void walk_average(const Facts& facts, Period period, Sink& sink) {
    for (std::size_t i = 0; i < facts.deals.size(); i++) {
        const DealFact& deal = facts.deals[i];
        if (was_won(deal, period)) sink.row(FigureRowKind::deal, i, deal.value, 1);
    }
}

// The twelve months that end with the period against the twelve before them.
template <typename Sink>
void walk_growth(const Facts& facts, Period period, Sink& sink) {
    const Period now = trailing_year(period.until);
    const Period before = trailing_year(now.from);
    for (std::size_t i = 0; i < facts.deals.size(); i++) {
        const DealFact& deal = facts.deals[i];
        if (was_won(deal, now)) sink.row(FigureRowKind::deal, i, deal.value, 0);
        if (was_won(deal, before)) sink.row(FigureRowKind::deal, i, -deal.value, deal.value);
    }
}

template <typename Sink>
void walk_satisfaction(const Facts& facts, Period period, Sink& sink) {
    for (std::size_t i = 0; i < facts.answers.size(); i++) {
        const AnswerFact& answer = facts.answers[i];
        if (period.holds(answer.on)) sink.row(FigureRowKind::answer, i, answer.score, 1);
    }
}

// People who hold the level on that day, at most as many as are planned.
inline std::int64_t people_holding(
    const Facts& facts, const PartnerFact& partner, std::size_t level, Date on
) {
    std::vector<PersonId> people;
    for (const CertificateFact& held : rows_of(facts.certificates, partner.certificates)) {
        if (held.level != level || held.awarded_on > on || held.expires_on < on) continue;
        // A renewed certificate overlaps the one before: a person counts once.
        if (std::find(people.begin(), people.end(), held.person) == people.end()) {
            people.push_back(held.person);
        }
    }
    return static_cast<std::int64_t>(people.size());
}

inline std::size_t level_index(const Program& program, std::string_view key) {
    std::size_t i = 0;
    while (i < program.levels.size() && program.levels[i].key != key) i++;
    return i;
}

template <typename Sink>
void walk_certification(const Facts& facts, Period period, const Program& program, Sink& sink) {
    const Date last = period.until - Days{1};
    for (std::size_t i = 0; i < facts.partners.size(); i++) {
        const PartnerFact& partner = facts.partners[i];
        if (partner.lifecycle != Lifecycle::active) continue;
        for (const CertificatePlan& plan : partner.certificate_plan) {
            const std::size_t level = level_index(program, plan.level);
            const std::int64_t held = people_holding(facts, partner, level, last);
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

// The quarter that the period's last day lies in.
template <typename Sink>
void walk_coverage(const Facts& facts, Period period, Sink& sink) {
    const Period quarter = days_of(quarter_of(period.until - Days{1}));
    for (std::size_t i = 0; i < facts.deals.size(); i++) {
        const DealFact& deal = facts.deals[i];
        if (!deal.approved || !deal.valued || !quarter.holds(deal.expected_close)) continue;
        sink.row(FigureRowKind::deal, i, deal.value, 0);
    }
    for (std::size_t i = 0; i < facts.partners.size(); i++) {
        const PartnerFact& partner = facts.partners[i];
        if (partner.lifecycle != Lifecycle::active || partner.quota_per_quarter <= 0) continue;
        sink.row(FigureRowKind::partner, i, 0, partner.quota_per_quarter);
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

// Who has none yet counts as still waiting once that takes longer than the target.
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
