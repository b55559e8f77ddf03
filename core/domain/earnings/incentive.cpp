#include "core/domain/earnings/incentive.h"

namespace entente {

static const CategoryRule* incentive_rule(const RevenueModel& model) {
    for (const CategoryRule& rule : model.categories) {
        if (rule.kind == CategoryKind::volume_incentive) return &rule;
    }
    return nullptr;
}

// The rate, and under which rule of that day.
static Result<IncentiveStanding> terms_of(
    const RevenueModel& model, const CategoryRule& rule, const Agreement& agreement, Date on
) {
    const RateBand* band = band_on(rule, on);
    if (band == nullptr) {
        return Problem{ProblemCode::rate_must_be_known_on_that_date, rule.key, {}};
    }
    IncentiveStanding standing;
    standing.rule = model.key + "." + rule.key;
    standing.rule_version = band->version;
    standing.effective_from = band->effective_from;
    standing.threshold = rule.threshold;
    standing.rate = band->low;
    standing.rate_agreed = band->low == band->high;
    const AgreedRate* agreed = agreed_rate(agreement, rule.key);
    if (agreed == nullptr) return standing;
    if (agreed->rate < band->low || agreed->rate > band->high) {
        return Problem{ProblemCode::rate_must_lie_in_its_band, rule.key, {}};
    }
    standing.rate = agreed->rate;
    standing.rate_agreed = true;
    standing.clause = agreement.number;
    return standing;
}

Result<std::optional<IncentiveStanding>> incentive_standing(
    const Agreement& agreement, const Program& program, Date on, Money volume
) {
    const RevenueModel* model = entry_with_key(program.models, agreement.model);
    if (model == nullptr) return Problem{ProblemCode::reference_must_exist, "model", {}};
    const CategoryRule* rule = incentive_rule(*model);
    if (rule == nullptr) return std::optional<IncentiveStanding>{};
    TRY(IncentiveStanding standing, terms_of(*model, *rule, agreement, on));
    const Currency currency = standing.threshold.currency;
    TRY(standing.volume, converted(program, volume, currency, on));
    standing.year = static_cast<int>(std::chrono::year_month_day{on}.year());
    standing.missing = {0, currency};
    standing.amount = {0, currency};
    TRY(standing.at_the_threshold, share_of(standing.threshold, standing.rate));
    if (standing.volume.minor < standing.threshold.minor) {
        TRY(standing.missing, subtract(standing.threshold, standing.volume));
    } else {
        TRY(standing.amount, share_of(standing.volume, standing.rate));
    }
    return std::optional<IncentiveStanding>{std::move(standing)};
}

static bool is_of_year(const Earning& line, PartnerId partner, const IncentiveStanding& standing) {
    return line.partner == partner && line.year == standing.year && line.rule == standing.rule;
}

Result<std::optional<EarningLine>> incentive_line(
    const Agreement& agreement,
    const IncentiveStanding& standing,
    const std::vector<EarningLine>& all,
    const Program& program,
    Date on
) {
    Money written{.minor = 0, .currency = standing.amount.currency};
    std::uint64_t lines = 0;
    for (const EarningLine& line : all) {
        if (!is_of_year(line.earning, agreement.partner, standing)) continue;
        TRY(written, add(written, line.earning.amount));
        lines++;
    }
    TRY(const Money more, subtract(standing.amount, written));
    if (more.minor == 0) return std::optional<EarningLine>{};
    EarningLine line;
    const std::string name = "incentive." + standing.rule + "." + std::to_string(standing.year);
    line.id = {derived_id(agreement.partner.bytes, name, lines)};
    line.earning.partner = agreement.partner;
    line.earning.kind = EarningKind::incentive;
    line.earning.reason = more.minor < 0 ? CorrectionReason::volume_fell : CorrectionReason::none;
    line.earning.category = "volume_incentive";
    line.earning.base = standing.volume;
    line.earning.rate = standing.rate;
    line.earning.rate_agreed = standing.rate_agreed;
    line.earning.amount = more;
    line.earning.rule = standing.rule;
    line.earning.rule_version = standing.rule_version;
    line.earning.effective_from = standing.effective_from;
    line.earning.clause = standing.clause;
    line.earning.year = standing.year;
    line.earning.written_on = on;
    line.earning.refunded.currency = standing.volume.currency;
    TRY_DONE(accrue(line.earning, on, program));
    return std::optional<EarningLine>{std::move(line)};
}

}  // namespace entente
