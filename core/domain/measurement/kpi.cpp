#include "core/domain/measurement/kpi.h"

#include "core/domain/measurement/kpi_walks.h"
#include "core/domain/measurement/ratio.h"

namespace entente {

std::span<const std::string_view> names_of(KpiKey) {
    static constexpr std::array<std::string_view, 12> names{
        "partner_sourced_revenue",
        "partner_influenced_revenue",
        "average_deal_size",
        "revenue_growth",
        "satisfaction",
        "certification_completion",
        "active_engagement",
        "pipeline_coverage",
        "time_to_first_deal",
        "onboarding_time",
        "ticket_resolution",
        "training_completion"};
    return names;
}

Formula formula_of(KpiKey key, const Program& program) {
    Formula formula{.key = "kpi.formula." + std::string(name_of(key)), .numbers = {}};
    if (key == KpiKey::active_engagement) {
        formula.numbers = {{"days", program.measurement.engaged_days}};
    }
    if (key == KpiKey::time_to_first_deal) {
        formula.numbers = {{"months", program.measurement.first_deal_joined_months}};
    }
    if (key == KpiKey::ticket_resolution) {
        formula.numbers = {{"hours", program.support.resolve_hours}};
    }
    return formula;
}

bool meets(const Kpi& kpi, std::int64_t hundredths) {
    switch (kpi.aim) {
        case Aim::at_least:
            return hundredths >= kpi.target_hundredths;
        case Aim::more_than:
            return hundredths > kpi.target_hundredths;
        case Aim::less_than:
            return hundredths < kpi.target_hundredths;
    }
    return false;
}

// Adds the rows up.
struct SumSink {
    WideCount above = 0;
    WideCount below = 0;
    std::int64_t rows = 0;
    std::vector<std::int64_t> values;
    Conversion conversion;

    void row(FigureRowKind, std::size_t, std::int64_t row_above, std::int64_t row_below) {
        above += row_above;
        below += row_below;
        rows++;
    }
    void value(FigureRowKind, std::size_t, std::int64_t value) {
        values.push_back(value);
        rows++;
    }
    void amount(FigureRowKind, std::size_t, const FactAmount& amount) { conversion.note(amount); }
};

// Keeps the rows.
struct RowSink {
    std::vector<FigureRow> rows;

    void row(FigureRowKind kind, std::size_t index, std::int64_t above, std::int64_t below) {
        rows.push_back({kind, static_cast<std::uint32_t>(index), above, below});
    }
    void value(FigureRowKind kind, std::size_t index, std::int64_t value) {
        rows.push_back({kind, static_cast<std::uint32_t>(index), value, 0});
    }
    void amount(FigureRowKind kind, std::size_t index, const FactAmount& amount) {
        if (amount.valued) return;
        rows.push_back({.kind = kind, .index = static_cast<std::uint32_t>(index), .valued = false});
    }
};

template <typename Sink>
static void walk(
    KpiKey key, const Facts& facts, Period period, const Program& program, Sink& sink
) {
    switch (key) {
        case KpiKey::partner_sourced_revenue:
            return walk_sourced(facts, period, sink);
        case KpiKey::partner_influenced_revenue:
            return walk_influenced(facts, period, sink);
        case KpiKey::average_deal_size:
            return walk_average(facts, period, sink);
        case KpiKey::revenue_growth:
            return walk_growth(facts, period, sink);
        case KpiKey::satisfaction:
            return walk_satisfaction(facts, period, sink);
        case KpiKey::certification_completion:
            return walk_certification(facts, period, program, sink);
        case KpiKey::active_engagement:
            return walk_engagement(facts, period, program, sink);
        case KpiKey::pipeline_coverage:
            return walk_coverage(facts, period, sink);
        case KpiKey::time_to_first_deal:
            return walk_first_deal(facts, period, program, sink);
        case KpiKey::onboarding_time:
            return walk_onboarding(facts, period, sink);
        case KpiKey::ticket_resolution:
            return walk_tickets(facts, period, sink);
        case KpiKey::training_completion:
            return walk_training(facts, sink);
    }
}

// What the rows come to, in hundredths of the figure's unit.
static std::optional<std::int64_t> value_of(KpiKey key, SumSink& sum) {
    constexpr std::int64_t in_percent = 10'000, in_hundredths = 100;
    switch (key) {
        case KpiKey::partner_sourced_revenue:
        case KpiKey::partner_influenced_revenue:
        case KpiKey::revenue_growth:
        case KpiKey::certification_completion:
        case KpiKey::active_engagement:
        case KpiKey::training_completion:
            return ratio(sum.above, sum.below, in_percent);
        case KpiKey::average_deal_size:
            return ratio(sum.above, sum.below, 1);  // Minor units are hundredths already.
        case KpiKey::satisfaction:
        case KpiKey::pipeline_coverage:
            return ratio(sum.above, sum.below, in_hundredths);
        case KpiKey::time_to_first_deal:
            return median(sum.values, 12 * in_hundredths * 100, 36'525);  // Days as months.
        case KpiKey::onboarding_time:
            return median(sum.values, in_hundredths, 1);
        case KpiKey::ticket_resolution:
            return median(sum.values, in_hundredths, ms_per_hour);
    }
    return std::nullopt;
}

static std::optional<std::int64_t> share_below(
    const std::vector<std::int64_t>& values, std::int64_t limit
) {
    const auto below = std::count_if(values.begin(), values.end(), [limit](std::int64_t value) {
        return value < limit;
    });
    return ratio(below, static_cast<WideCount>(values.size()), 10'000);
}

static bool needs_company_revenue(KpiKey key) {
    return key == KpiKey::partner_sourced_revenue || key == KpiKey::partner_influenced_revenue;
}

KpiFigure kpi_figure(KpiKey key, const Facts& facts, Period period, const Program& program) {
    check(period.from < period.until);
    SumSink sum;
    walk(key, facts, period, program, sum);
    KpiFigure figure{.key = key, .period = period};
    figure.numerator = narrowed(sum.above);
    figure.denominator = narrowed(sum.below);
    figure.rows = sum.rows;
    figure.hundredths = value_of(key, sum);
    figure.conversion = sum.conversion;
    if (needs_company_revenue(key)) figure.covered_days = covered_days(facts, period).days;
    const Kpi* kpi = entry_with_key(program.plan.kpis, name_of(key));
    if (kpi != nullptr && figure.hundredths) figure.met = meets(*kpi, *figure.hundredths);
    if (key == KpiKey::ticket_resolution) {
        const std::int64_t limit = program.support.resolve_hours * ms_per_hour;
        figure.share_within = share_below(sum.values, limit);
    }
    return figure;
}

std::vector<KpiFigure> kpi_figures(const Facts& facts, Period period, const Program& program) {
    std::vector<KpiFigure> figures;
    for (std::size_t i = 0; i < names_of(KpiKey{}).size(); i++) {
        figures.push_back(kpi_figure(static_cast<KpiKey>(i), facts, period, program));
    }
    return figures;
}

std::vector<FigureRow> rows_behind(
    KpiKey key, const Facts& facts, Period period, const Program& program
) {
    RowSink sink;
    walk(key, facts, period, program, sink);
    return std::move(sink.rows);
}

Certificates certificates_of(const Facts& facts, const PartnerFact& partner) {
    Certificates certificates;
    for (const CertificateFact& held : rows_of(facts.certificates, partner.certificates)) {
        certificates.push_back(&held.certificate);
    }
    return certificates;
}

}  // namespace entente
