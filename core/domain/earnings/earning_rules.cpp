#include "core/domain/earnings/earning_rules.h"

namespace entente {

// A cost at the high end of its band leaves the least, so `low` is the careful figure of both.
static Result<Earning> earning_of(const QuoteStep& step, Percent part) {
    Earning line;
    line.kind = step.cost ? EarningKind::marketplace_cost : EarningKind::margin;
    line.category = step.category;
    line.base = step.base;
    line.rate_agreed = step.agreed_rate.has_value() || step.band_low == step.band_high;
    line.rate = step.agreed_rate.value_or(step.cost ? step.band_high : step.band_low);
    line.part = part;
    TRY(line.amount, share_of(step.agreed_rate ? step.agreed : step.low, part));
    line.rule = step.rule;
    line.rule_version = step.rule_version;
    line.effective_from = step.effective_from;
    line.clause = step.clause;
    return line;
}

Result<std::vector<EarningLine>> forecast_lines(
    DealId id, const Deal& deal, const EarningTerms& terms, Date on
) {
    TRY(const Quote quoted,
        quote_margin(deal.lines, terms.agreement, terms.program, terms.approved_on));
    std::vector<EarningLine> lines;
    for (std::size_t i = 0; i < quoted.steps.size(); i++) {
        const QuoteStep& step = quoted.steps[i];
        if (step.later || step.to_bill) continue;
        TRY(Earning line, earning_of(step, terms.part));
        line.partner = deal.partner;
        line.owner = deal.owner;
        line.deal = id;
        line.deal_number = deal.number;
        line.customer = deal.customer.legal_name;
        line.written_on = on;
        line.refunded.currency = line.base.currency;
        lines.push_back({{derived_id(id.bytes, "earning", i)}, std::move(line)});
    }
    return lines;
}

static Problem wrong_state(const Earning& line) {
    const std::string state(name_of(line.state));
    return {ProblemCode::earning_must_allow_this_step, "state", state};
}

Outcome accrue(Earning& line, Date won_on, const Program& program) {
    if (line.state != EarningState::forecast) return wrong_state(line);
    line.state = EarningState::accrued;
    line.payable_on = won_on + Days{program.review.earning_holding_days};
    return Done{};
}

Outcome make_payable(Earning& line, Date today) {
    if (line.state != EarningState::accrued) return wrong_state(line);
    if (today < line.payable_on) {
        return Problem{
            ProblemCode::earning_must_be_past_its_holding_period,
            "payable_on",
            text_from_date(line.payable_on)};
    }
    line.state = EarningState::payable;
    return Done{};
}

static bool corrects(const EarningLine& correction, const EarningLine& line) {
    return correction.earning.kind == EarningKind::correction &&
           correction.earning.corrects == line.id;
}

Result<Money> standing_amount(const EarningLine& line, const std::vector<EarningLine>& all) {
    Money sum = line.earning.amount;
    for (const EarningLine& other : all) {
        if (!corrects(other, line)) continue;
        TRY(sum, add(sum, other.earning.amount));
    }
    return sum;
}

// How much of the line's base was given back before.
static Money refunded_before(const EarningLine& line, const std::vector<EarningLine>& all) {
    Money refunded{.minor = 0, .currency = line.earning.base.currency};
    for (const EarningLine& other : all) {
        if (!corrects(other, line)) continue;
        if (other.earning.refunded.minor > refunded.minor) refunded = other.earning.refunded;
    }
    return refunded;
}

static std::uint64_t corrections_of(const EarningLine& line, const std::vector<EarningLine>& all) {
    std::uint64_t count = 0;
    for (const EarningLine& other : all) count += corrects(other, line) ? 1U : 0U;
    return count;
}

// A correction beside its line: the same deal, rule and place in the life of money.
static Earning correction_of(const EarningLine& line, const Refund& refund) {
    Earning correction = line.earning;
    correction.kind = EarningKind::correction;
    correction.corrects = line.id;
    correction.reason = refund.reason;
    correction.text = refund.text;
    correction.written_on = refund.on;
    correction.paid_on = {};
    if (line.earning.state == EarningState::paid) {
        correction.state = EarningState::payable;
        correction.payable_on = refund.on;
        correction.statement.clear();
    }
    return correction;
}

Result<EarningLine> refund_line(
    const EarningLine& line, const std::vector<EarningLine>& all, const Refund& refund
) {
    check(line.earning.kind != EarningKind::correction);
    if (refund.base.minor <= 0) return Problem{ProblemCode::amount_must_be_positive, "base", {}};
    const Currency currency = line.earning.base.currency;
    if (refund.base.currency != currency) {
        return Problem{ProblemCode::currencies_must_match, "base", std::string(currency.text())};
    }
    const Money before = refunded_before(line, all);
    TRY(const Money left, subtract(line.earning.base, before));
    TRY(const Money after, add(before, refund.base));
    if (refund.base.minor > left.minor) {
        return Problem{ProblemCode::refund_must_not_exceed_the_line, "base", text_from_money(left)};
    }
    // What stays is a share of the base that stays, so many parts do not gather rounding.
    TRY(const Money kept_base, subtract(line.earning.base, after));
    TRY(const Money kept, scaled(line.earning.amount, kept_base.minor, line.earning.base.minor));
    TRY(const Money standing, standing_amount(line, all));
    EarningLine correction;
    correction.id = {derived_id(line.id.bytes, "correction", corrections_of(line, all))};
    correction.earning = correction_of(line, refund);
    correction.earning.base = {-refund.base.minor, refund.base.currency};
    correction.earning.refunded = after;
    TRY(correction.earning.amount, subtract(kept, standing));
    return correction;
}

static std::string_view correction_key(const Earning& line) {
    switch (line.reason) {
        case CorrectionReason::none:
        case CorrectionReason::refund:
            return "earning.why.refund";
        case CorrectionReason::volume_fell:
            return "earning.why.volume_fell";
    }
    return {};
}

std::string_view explanation_key(const Earning& line) {
    switch (line.kind) {
        case EarningKind::correction:
            return correction_key(line);
        case EarningKind::incentive:
            if (line.reason == CorrectionReason::volume_fell) return correction_key(line);
            return "earning.why.incentive";
        case EarningKind::marketplace_cost:
            return "earning.why.marketplace_cost";
        case EarningKind::margin:
            break;
    }
    if (line.part != percent_whole) return "earning.why.secondary";
    return line.rate_agreed ? "earning.why.agreed_rate" : "earning.why.least_of_band";
}

}  // namespace entente
