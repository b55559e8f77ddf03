#include "core/domain/quote.h"

#include "core/base/sort.h"

#include <algorithm>

namespace entente {

const AgreedRate* agreed_rate(const Agreement& agreement, std::string_view category) {
    for (const AgreedRate& rate : agreement.rates) {
        if (rate.category == category) return &rate;
    }
    return nullptr;
}

bool covers_line(const CategoryRule& rule, std::string_view category) {
    return rule.key == category ||
           std::find(rule.covers.begin(), rule.covers.end(), category) != rule.covers.end();
}

struct Terms {
    const RevenueModel& model;
    const Agreement& agreement;
    const Program& program;
    Date on;
};

// The rule for a line, and its band on the day.
struct Ruling {
    const CategoryRule* rule = nullptr;
    const RateBand* band = nullptr;
    const AgreedRate* agreed = nullptr;
};

// Of the rules that cover a line one for which a rate is agreed comes first (a premium reseller's
// licenses), then one in force before one that has ended, the category's own before another, and
// the program's order. One that has not begun by that day is none, so that a new category takes
// nothing from the deals of the days before it.
static Ruling ruling_for(const Terms& terms, std::string_view category) {
    Ruling best;
    int best_rank = 0;
    for (const CategoryRule& rule : terms.model.categories) {
        const bool own = rule.key == category;
        if (!own && !covers_line(rule, category)) continue;
        if (best.rule == nullptr) best.rule = &rule;
        const RateBand* band = last_band_by(rule, terms.on);
        if (band == nullptr) continue;
        const AgreedRate* agreed = agreed_rate(terms.agreement, rule.key);
        const int rank =
            (agreed != nullptr ? 8 : 0) + (is_in_force(*band, terms.on) ? 4 : 0) + (own ? 2 : 1);
        if (rank <= best_rank) continue;
        best = {&rule, band, agreed};
        best_rank = rank;
    }
    return best;
}

// What the rate is applied to: of a long recurring line, a first-year fee sees twelve months.
static Result<Money> base_of(const DealLine& line, CategoryKind kind) {
    constexpr std::int32_t first_year_months = 12;
    const bool is_longer = line.recurring && line.term_months > first_year_months;
    if (kind != CategoryKind::first_year || !is_longer) return line.amount;
    return scaled(line.amount, first_year_months, line.term_months);
}

// Fills in the step of that category over its base, with every figure the band and the agreement
// give. In place, as a step is large and most quotes have several.
static Outcome add_figures(
    QuoteStep& step, const Ruling& ruling, std::string_view category, const Terms& terms
) {
    const auto& [rule, band, agreed] = ruling;
    step.category = category;
    step.band_low = band->low;
    step.band_high = band->high;
    step.rule.reserve(terms.model.key.size() + 1 + rule->key.size());
    step.rule.append(terms.model.key).append(1, '.').append(rule->key);
    step.rule_version = band->version;
    step.effective_from = band->effective_from;
    step.later = rule->kind == CategoryKind::volume_incentive;
    step.to_bill = rule->kind == CategoryKind::to_bill;
    step.cost = rule->kind == CategoryKind::marketplace_cost;
    const std::int32_t sign = step.cost ? -1 : 1;
    const auto share = [&](Percent rate) {
        return share_of(step.base, Percent{rate.basis_points * sign});
    };
    // A cost at the high end of its band leaves the least.
    TRY(step.low, share(step.cost ? band->high : band->low));
    TRY(step.high, share(step.cost ? band->low : band->high));
    step.agreed = step.low;
    if (agreed != nullptr) {
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

static bool counts(const QuoteStep& step) {
    return !step.later && !step.to_bill;
}

static Outcome add_up(Quote& quote, const QuoteStep& step) {
    if (!counts(step)) return Done{};
    TRY(quote.low, add(quote.low, step.low));
    TRY(quote.high, add(quote.high, step.high));
    if (!is_settled(step)) quote.agreed.reset();
    if (quote.agreed) {
        TRY(const Money agreed, add(*quote.agreed, step.agreed));
        quote.agreed = agreed;
    }
    return Done{};
}

static Outcome add_line(Quote& quote, const DealLine& line, const Terms& terms, Ruling& ruling) {
    if (line.amount.minor < 0) return Problem{ProblemCode::amount_must_be_positive, "amount", {}};
    ruling = ruling_for(terms, line.category);
    if (ruling.rule == nullptr) {
        return Problem{
            ProblemCode::category_must_be_covered_by_the_model, "category", line.category};
    }
    if (ruling.band == nullptr) {
        return Problem{
            ProblemCode::rate_must_be_known_on_that_date, "category", text_from_date(terms.on)};
    }
    QuoteStep& step = quote.steps.emplace_back();
    TRY(step.base, base_of(line, ruling.rule->kind));
    TRY_DONE(add_figures(step, ruling, line.category, terms));
    return add_up(quote, step);
}

static Problem of_line(std::size_t index, Problem problem) {
    const std::string name = problem.field.empty() ? "amount" : problem.field;
    problem.field = "lines[" + std::to_string(index) + "]." + name;
    return problem;
}

// ---- What would raise it ------------------------------------------------------------------------

// How many levels are to be reached for that one; 0: somebody holds it.
static std::int32_t levels_to(
    const Program& program, std::string_view level, const Standing& standing
) {
    const auto most = static_cast<std::int32_t>(program.levels.size());
    std::int32_t steps = 0;
    for (; steps <= most; steps++) {
        const auto& held = standing.levels;
        if (std::find(held.begin(), held.end(), level) != held.end()) return steps;
        const Level* rule = entry_with_key(program.levels, level);
        if (rule == nullptr || rule->requires_level.empty()) break;
        level = rule->requires_level;
    }
    return steps + 1;
}

std::int32_t steps_to_unlock(
    const Program& program, std::string_view needs, const Standing& standing
) {
    const std::string_view key = needs.substr(std::min(needs.find(':') + 1, needs.size()));
    if (needs.starts_with("certificate:")) return levels_to(program, key, standing);
    const std::optional<Tier> tier = choice_named<Tier>(key);
    if (!tier) return 1;
    const auto steps = static_cast<std::int32_t>(standing.tier) - static_cast<std::int32_t>(*tier);
    return std::max(steps, 0);
}

static Outcome add_unlock(Quote& quote, Unlock unlock) {
    for (Unlock& other : quote.unlocks) {
        if (other.rule != unlock.rule || other.needs != unlock.needs) continue;
        TRY(other.raises_by, add(other.raises_by, unlock.raises_by));
        return Done{};
    }
    quote.unlocks.push_back(std::move(unlock));
    return Done{};
}

static Outcome add_unlocks(
    Quote& quote,
    const CategoryRule& rule,
    const QuoteStep& step,
    const Terms& terms,
    const Standing& standing
) {
    if (!counts(step)) return Done{};
    const Percent now = step.agreed_rate.value_or(step.cost ? step.band_high : step.band_low);
    for (const RateUnlock& unlock : rule.unlocks) {
        // Who pays a cost is better off with less of it.
        const std::int32_t more = step.cost ? now.basis_points - unlock.rate.basis_points
                                            : unlock.rate.basis_points - now.basis_points;
        const std::int32_t steps = steps_to_unlock(terms.program, unlock.needs, standing);
        if (more <= 0 || steps == 0) continue;
        TRY(const Money raise, share_of(step.base, Percent{more}));
        TRY_DONE(add_unlock(quote, {step.rule, unlock.needs, raise, false, steps}));
    }
    return Done{};
}

// The year's volume with the deal in it; none where no rate tells it.
static std::optional<Money> volume_with(
    Money total, Currency currency, const Terms& terms, const Standing& standing
) {
    const auto volume = converted(terms.program, total, currency, terms.on);
    if (!volume.ok() || !standing.year_volume.currency.given()) {
        return volume.ok() ? std::optional(volume.value()) : std::nullopt;
    }
    const auto before = converted(terms.program, standing.year_volume, currency, terms.on);
    if (!before.ok()) return std::nullopt;
    const auto sum = add(before.value(), volume.value());
    return sum.ok() ? std::optional(sum.value()) : std::nullopt;
}

// Below its threshold: what reaching it would bring for the year, and how far it is.
static Outcome add_volume_unlock(
    Quote& quote, const QuoteStep& step, Money volume, Money threshold
) {
    const Percent rate = step.agreed_rate.value_or(step.band_low);
    TRY(const Money bonus, share_of(threshold, rate));
    TRY(const Money missing, subtract(threshold, volume));
    TRY(const Money quarters, scaled(missing, 4, threshold.minor));
    const auto steps = static_cast<std::int32_t>(std::max<std::int64_t>(quarters.minor, 1));
    const std::string needs = "volume:" + text_from_money(threshold);
    return add_unlock(quote, {step.rule, needs, bonus, true, steps});
}

// The incentive on the whole deal: a later step once the year's volume reaches the threshold with
// it, something to unlock before.
static Outcome add_incentive(
    Quote& quote, Money total, const Terms& terms, const Standing& standing
) {
    for (const CategoryRule& rule : terms.model.categories) {
        if (rule.kind != CategoryKind::volume_incentive || total.minor == 0) continue;
        const RateBand* band = last_band_by(rule, terms.on);
        const AgreedRate* agreed = agreed_rate(terms.agreement, rule.key);
        // One that has ended goes on for those alone who agreed on it.
        if (band == nullptr || (agreed == nullptr && !is_in_force(*band, terms.on))) continue;
        const Money threshold = threshold_of(rule, *band);
        const auto volume = volume_with(total, threshold.currency, terms, standing);
        quote.incentive_unknown = !volume.has_value();
        if (!volume) continue;
        QuoteStep step;
        step.base = total;
        TRY_DONE(add_figures(step, {&rule, band, agreed}, rule.key, terms));
        if (volume->minor >= threshold.minor) {
            quote.steps.push_back(std::move(step));
        } else {
            TRY_DONE(add_volume_unlock(quote, step, *volume, threshold));
        }
    }
    return Done{};
}

// ---- The quote ----------------------------------------------------------------------------------

static Quote empty_quote(const std::vector<DealLine>& lines, const Program& program) {
    const Currency currency = lines.empty() ? program.currency : lines.front().amount.currency;
    const Money nothing{.minor = 0, .currency = currency};
    Quote quote{.low = nothing, .high = nothing, .agreed = nothing, .steps = {}, .unlocks = {}};
    quote.steps.reserve(lines.size() + 1);  // A step of each, and the incentive's.
    return quote;
}

// `standing` null: the margin alone.
static Result<Quote> quote_under(
    const std::vector<DealLine>& lines, const Terms& terms, const Standing* standing
) {
    Quote quote = empty_quote(lines, terms.program);
    Money total = quote.low;
    bool incentive_is_a_line = false;
    for (std::size_t i = 0; i < lines.size(); i++) {
        Ruling ruling;
        Outcome added = add_line(quote, lines[i], terms, ruling);
        if (!added.ok()) return of_line(i, added.problem());
        const Result<Money> sum = add(total, lines[i].amount);
        if (!sum.ok()) return of_line(i, sum.problem());
        total = sum.value();
        const QuoteStep& step = quote.steps.back();
        incentive_is_a_line = incentive_is_a_line || step.later;
        if (standing == nullptr) continue;
        TRY_DONE(add_unlocks(quote, *ruling.rule, step, terms, *standing));
    }
    if (standing != nullptr && !incentive_is_a_line) {
        TRY_DONE(add_incentive(quote, total, terms, *standing));
    }
    if (quote.unlocks.size() > 1) {
        sort_values(quote.unlocks, [](const Unlock& a, const Unlock& b) {
            return a.steps != b.steps ? a.steps < b.steps : a.raises_by.minor > b.raises_by.minor;
        });
    }
    check(quote.low.minor <= quote.high.minor);
    return quote;
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
    return quote_under(lines, {*model, agreement, program, on}, &standing);
}

Result<Quote> quote_margin(
    const std::vector<DealLine>& lines, const Agreement& agreement, const Program& program, Date on
) {
    const RevenueModel* model = entry_with_key(program.models, agreement.model);
    if (model == nullptr) return Problem{ProblemCode::reference_must_exist, "model", {}};
    return quote_under(lines, {*model, agreement, program, on}, nullptr);
}

Percent part_of(const Deal& deal) {
    return deal.secondary ? deal.secondary_share : percent_whole;
}

// Each step by itself, as the lines of the earnings are.
static Outcome take_part(Quote& quote, Percent part) {
    quote.part = part;
    quote.low.minor = 0;
    quote.high.minor = 0;
    if (quote.agreed) quote.agreed->minor = 0;
    for (QuoteStep& step : quote.steps) {
        if (!counts(step)) continue;
        for (Money* figure : {&step.low, &step.agreed, &step.high}) {
            TRY(*figure, share_of(*figure, part));
        }
        TRY_DONE(add_up(quote, step));
    }
    for (Unlock& unlock : quote.unlocks) {
        if (unlock.of_the_year) continue;
        TRY(unlock.raises_by, share_of(unlock.raises_by, part));
    }
    return Done{};
}

Result<Quote> quote_of_deal(
    const Deal& deal,
    const Agreement& agreement,
    const Program& program,
    Date today,
    const Standing& standing
) {
    const Date on = deal.approved_at.given() ? date_of(deal.approved_at) : today;
    TRY(Quote made, quote(deal.lines, agreement, program, on, standing));
    if (deal.secondary) TRY_DONE(take_part(made, deal.secondary_share));
    return made;
}

}  // namespace entente
