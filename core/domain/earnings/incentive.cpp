#include "core/domain/earnings/incentive.h"

namespace entente {

// The one of the model that holds on that day, or that was agreed on while it did.
static std::optional<IncentiveStanding> terms_of(
    const RevenueModel& model, const Agreement& agreement, Date on
) {
    for (const CategoryRule& rule : model.categories) {
        if (rule.kind != CategoryKind::volume_incentive) continue;
        const RateBand* band = last_band_by(rule, on);
        const AgreedRate* agreed = agreed_rate(agreement, rule.key);
        if (band == nullptr || (agreed == nullptr && !is_in_force(*band, on))) continue;
        IncentiveStanding standing;
        standing.rule = model.key + "." + rule.key;
        standing.rule_version = band->version;
        standing.effective_from = band->effective_from;
        standing.threshold = threshold_of(rule, *band);
        standing.rate = agreed != nullptr ? agreed->rate : band->low;
        standing.rate_agreed = agreed != nullptr || band->low == band->high;
        if (agreed != nullptr) standing.clause = agreement.number;
        return standing;
    }
    return std::nullopt;
}

Result<std::optional<IncentiveStanding>> incentive_standing(
    const Agreement& agreement, const Program& program, Date on, Money volume
) {
    const RevenueModel* model = entry_with_key(program.models, agreement.model);
    if (model == nullptr) return Problem{ProblemCode::reference_must_exist, "model", {}};
    std::optional<IncentiveStanding> found = terms_of(*model, agreement, on);
    if (!found) return found;
    IncentiveStanding& standing = *found;
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
    return found;
}

static std::string_view model_of(std::string_view rule) {
    return rule.substr(0, rule.find('.'));
}

Result<WrittenIncentive> written_incentive(
    const IncentiveStanding& standing, PartnerId partner, const std::vector<EarningLine>& all
) {
    WrittenIncentive written{.amount = {0, standing.threshold.currency}};
    for (const EarningLine& line : all) {
        const Earning& earning = line.earning;
        if (earning.kind != EarningKind::incentive || earning.year != standing.year) continue;
        if (earning.partner != partner || model_of(earning.rule) != model_of(standing.rule)) {
            continue;
        }
        TRY(written.amount, add(written.amount, earning.amount));
        written.lines++;
    }
    return written;
}

Result<std::optional<EarningLine>> incentive_line(
    const Agreement& agreement,
    const IncentiveStanding& standing,
    const std::vector<EarningLine>& all,
    const Program& program,
    Date on
) {
    TRY(const WrittenIncentive written, written_incentive(standing, agreement.partner, all));
    TRY(const Money more, subtract(standing.amount, written.amount));
    if (more.minor == 0) return std::optional<EarningLine>{};
    EarningLine line;
    const std::string name = "incentive." + standing.rule + "." + std::to_string(standing.year);
    line.id = {derived_id(agreement.partner.bytes, name, written.lines)};
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
