#include "core/domain/quote.h"

#include <algorithm>

namespace entente {

const AgreedRate* agreed_rate(const Agreement& agreement, std::string_view category) {
    for (const AgreedRate& rate : agreement.rates) {
        if (rate.category == category) return &rate;
    }
    return nullptr;
}

static bool covers(const CategoryRule& rule, const std::string& category) {
    return std::find(rule.covers.begin(), rule.covers.end(), category) != rule.covers.end();
}

// The rule for a line: the category's own, or the one among those that cover it for which a rate is
// agreed (a premium reseller's licenses), or else the first that covers it.
static const CategoryRule* rule_for(
    const RevenueModel& model, const Agreement& agreement, const std::string& category
) {
    if (const CategoryRule* own = entry_with_key(model.categories, category)) return own;
    const CategoryRule* first = nullptr;
    for (const CategoryRule& rule : model.categories) {
        if (!covers(rule, category)) continue;
        if (agreed_rate(agreement, rule.key) != nullptr) return &rule;
        if (first == nullptr) first = &rule;
    }
    return first;
}

static Outcome rate_is_in_band(const AgreedRate& rate, const RateBand& band) {
    if (rate.rate >= band.low && rate.rate <= band.high) return Done{};
    return Problem{ProblemCode::rate_must_lie_in_its_band, rate.category, {}};
}

Outcome agreement_is_sound(const Agreement& agreement, const Program& program, Date on) {
    const RevenueModel* model = entry_with_key(program.models, agreement.model);
    if (model == nullptr) return Problem{ProblemCode::reference_must_exist, "model", {}};
    for (const AgreedRate& rate : agreement.rates) {
        const CategoryRule* rule = entry_with_key(model->categories, rate.category);
        if (rule == nullptr) {
            return Problem{ProblemCode::category_must_be_covered_by_the_model, rate.category, {}};
        }
        const RateBand* band = band_on(*rule, on);
        if (band == nullptr) {
            return Problem{ProblemCode::rate_must_be_known_on_that_date, rate.category, {}};
        }
        TRY_DONE(rate_is_in_band(rate, *band));
    }
    return Done{};
}

// What the rate is applied to: of a long recurring line, a first-year fee sees twelve months.
static Result<Money> base_of(const DealLine& line, CategoryKind kind) {
    constexpr std::int32_t first_year_months = 12;
    if (kind != CategoryKind::first_year || line.term_months <= first_year_months) {
        return line.amount;
    }
    return scaled(line.amount, first_year_months, line.term_months);
}

struct Terms {
    const RevenueModel& model;
    const Agreement& agreement;
    Date on;
};

// Fills in the step of that category over the base, with every figure the band and the agreement
// give. In place, as a step is large and most quotes have several.
static Outcome add_figures(
    QuoteStep& step, const CategoryRule& rule, const std::string& category, const Terms& terms
) {
    const RateBand* band = band_on(rule, terms.on);
    if (band == nullptr) {
        return Problem{ProblemCode::rate_must_be_known_on_that_date, category, {}};
    }
    step.category = category;
    step.band_low = band->low;
    step.band_high = band->high;
    step.rule.reserve(terms.model.key.size() + 1 + rule.key.size());
    step.rule.append(terms.model.key).append(1, '.').append(rule.key);
    step.rule_version = band->version;
    step.effective_from = band->effective_from;
    step.later = rule.kind == CategoryKind::volume_incentive;
    step.to_bill = rule.kind == CategoryKind::to_bill;
    step.cost = rule.kind == CategoryKind::marketplace_cost;
    const Percent sign{step.cost ? -1 : 1};
    const auto share = [&](Percent rate) {
        return share_of(step.base, Percent{rate.basis_points * sign.basis_points});
    };
    // A cost at the high end of its band leaves the least.
    TRY(step.low, share(step.cost ? band->high : band->low));
    TRY(step.high, share(step.cost ? band->low : band->high));
    step.agreed = step.low;
    const AgreedRate* agreed = agreed_rate(terms.agreement, rule.key);
    if (agreed != nullptr) {
        TRY_DONE(rate_is_in_band(*agreed, *band));
        step.agreed_rate = agreed->rate;
        step.clause = terms.agreement.number;
        TRY(step.agreed, share(agreed->rate));
    }
    return Done{};
}

// One rate for everybody is as good as agreed: a 50/50 split.
static bool is_settled(const QuoteStep& step) {
    return step.agreed_rate.has_value() || step.band_low == step.band_high;
}

static Outcome add_up(Quote& quote, const QuoteStep& step) {
    if (step.later || step.to_bill) return Done{};
    TRY(quote.low, add(quote.low, step.low));
    TRY(quote.high, add(quote.high, step.high));
    if (!is_settled(step)) quote.agreed.reset();
    if (quote.agreed) {
        TRY(const Money agreed, add(*quote.agreed, step.agreed));
        quote.agreed = agreed;
    }
    return Done{};
}

// Whether what an unlock asks for ("certificate:expert", "tier:tier_1") is already there.
static bool is_reached(std::string_view needs, const Standing& standing) {
    const std::string_view key = needs.substr(std::min(needs.find(':') + 1, needs.size()));
    if (needs.starts_with("certificate:")) {
        return std::find(standing.levels.begin(), standing.levels.end(), key) !=
               standing.levels.end();
    }
    const std::optional<Tier> tier = choice_named<Tier>(key);
    return tier && standing.tier <= *tier;
}

static Outcome add_unlocks(
    Quote& quote, const CategoryRule& rule, const QuoteStep& step, const Standing& standing
) {
    const Percent now = step.agreed_rate.value_or(step.band_low);
    for (const RateUnlock& unlock : rule.unlocks) {
        if (unlock.rate <= now || is_reached(unlock.needs, standing)) continue;
        const Percent more{unlock.rate.basis_points - now.basis_points};
        TRY(const Money raise, share_of(step.base, more));
        quote.unlocks.push_back({step.rule, unlock.needs, raise});
    }
    return Done{};
}

// The incentive on the whole deal: a later step once the year's volume reaches the threshold with
// it, something to unlock before.
static Outcome add_volume_incentive(
    Quote& quote, Money total, const Terms& terms, const Program& program, const Standing& standing
) {
    for (const CategoryRule& rule : terms.model.categories) {
        if (rule.kind != CategoryKind::volume_incentive || total.minor <= 0) continue;
        QuoteStep step;
        step.base = total;
        TRY_DONE(add_figures(step, rule, rule.key, terms));
        Money volume{.minor = 0, .currency = rule.threshold.currency};
        if (standing.year_volume.currency.given()) {
            TRY(volume, converted(program, standing.year_volume, volume.currency, terms.on));
        }
        TRY(const Money of_deal, converted(program, total, volume.currency, terms.on));
        TRY(volume, add(volume, of_deal));
        if (volume.minor >= rule.threshold.minor) {
            quote.steps.push_back(std::move(step));
            continue;
        }
        const std::string needs = "volume:" + text_from_money(rule.threshold);
        quote.unlocks.push_back({step.rule, needs, step.agreed});
    }
    return Done{};
}

static Outcome add_line(
    Quote& quote, const DealLine& line, const Terms& terms, const Standing& standing
) {
    const CategoryRule* rule = rule_for(terms.model, terms.agreement, line.category);
    if (rule == nullptr) {
        return Problem{ProblemCode::category_must_be_covered_by_the_model, line.category, {}};
    }
    QuoteStep& step = quote.steps.emplace_back();
    TRY(step.base, base_of(line, rule->kind));
    TRY_DONE(add_figures(step, *rule, line.category, terms));
    TRY_DONE(add_up(quote, step));
    return add_unlocks(quote, *rule, step, standing);
}

Result<Quote> quote(
    const std::vector<DealLine>& lines,
    const Agreement& agreement,
    const Program& program,
    Date on,
    const Standing& standing
) {
    const RevenueModel* model = entry_with_key(program.models, agreement.model);
    if (model == nullptr) return Problem{ProblemCode::reference_must_exist, "model", {}};
    const Terms terms{*model, agreement, on};
    Quote quote;
    const Currency currency = lines.empty() ? program.currency : lines.front().amount.currency;
    quote.low.currency = currency;
    quote.high.currency = currency;
    quote.agreed = Money{.minor = 0, .currency = currency};
    Money total{.minor = 0, .currency = currency};
    quote.steps.reserve(lines.size() + 1);  // A step of each, and the incentive's.
    bool incentive_is_a_line = false;
    for (const DealLine& line : lines) {
        TRY_DONE(add_line(quote, line, terms, standing));
        TRY(total, add(total, line.amount));
        incentive_is_a_line = incentive_is_a_line || quote.steps.back().later;
    }
    if (!incentive_is_a_line) {
        TRY_DONE(add_volume_incentive(quote, total, terms, program, standing));
    }
    check(quote.low.minor <= quote.high.minor);
    return quote;
}

}  // namespace entente
