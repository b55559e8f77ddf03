// The twelve figures of the program, each a pure function of the facts and a period.
//
// A figure and the rows behind it come from the same walk over the facts, so what is drilled into
// always adds up to what is shown. An empty denominator is "no data", never 0 and never 100 %.
#pragma once

#include "core/domain/enablement/rollup.h"
#include "core/domain/measurement/facts.h"

namespace entente {

enum class KpiKey : std::uint8_t {
    partner_sourced_revenue,
    partner_influenced_revenue,
    average_deal_size,
    revenue_growth,
    satisfaction,
    certification_completion,
    active_engagement,
    pipeline_coverage,
    time_to_first_deal,
    onboarding_time,
    ticket_resolution,
    training_completion,
};
std::span<const std::string_view> names_of(KpiKey);

struct KpiFigure {
    KpiKey key{};
    Period period;
    // In hundredths of the KPI's unit, rounded half to even; none: no data. Money: minor units.
    std::optional<std::int64_t> hundredths;
    std::optional<bool> met;       // Its target; none without data.
    std::int64_t numerator = 0;    // As the formula has it: cents, people, partners, days, ms.
    std::int64_t denominator = 0;  // 0 for a median.
    std::int64_t rows = 0;
    // Of tickets: the share resolved within the target, in hundredths of a percent.
    std::optional<std::int64_t> share_within;
    // Company revenue covers only these days of the period, so only their deals are counted.
    std::int64_t covered_days = 0;
    Conversion conversion;  // Of the amounts among its rows.
};

// A formula in words, as it is shown with its figure: the key of a text, and the program's numbers
// that stand in it by name.
struct Formula {
    std::string key;                                            // "kpi.formula.active_engagement"
    std::vector<std::pair<std::string, std::int64_t>> numbers;  // {"days", 30}
};
Formula formula_of(KpiKey key, const Program& program);

// Whether a value reaches its aim: "at least", "more than" or "less than" the target.
bool meets(const Kpi& kpi, std::int64_t hundredths);

// The figure of `period` by the program's target of that name (no target: `met` stays empty).
// Amounts that no longer fit give no data.
KpiFigure kpi_figure(KpiKey key, const Facts& facts, Period period, const Program& program);

// All twelve, in the order of KpiKey.
std::vector<KpiFigure> kpi_figures(const Facts& facts, Period period, const Program& program);

enum class FigureRowKind : std::uint8_t {
    deal,
    company_figure,
    partner,
    certificate_plan,
    enrollment,
    answer,
    ticket,
};

// One row behind a figure: what it adds above and below the line. For a median, `numerator` is the
// value itself.
struct FigureRow {
    FigureRowKind kind{};
    std::uint32_t index = 0;  // Into its list of the facts; partners for certificate_plan.
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    bool valued = true;  // False: left out, as its amount has no rate.
};

// Those that make the figure, and those that are left out of it.
std::vector<FigureRow> rows_behind(
    KpiKey key, const Facts& facts, Period period, const Program& program
);

// The partner's certificates, for people_holding().
Certificates certificates_of(const Facts& facts, const PartnerFact& partner);

}  // namespace entente
