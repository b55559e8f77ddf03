#include "core/domain/economics/rule_change.h"

#include "core/base/sort.h"
#include "core/domain/earnings/year.h"
#include "core/domain/program/seed.h"
#include "core/domain/quote.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace entente {

std::span<const std::string_view> names_of(Difference) {
    static constexpr std::array<std::string_view, 8> names{
        "margin",
        "refused",
        "allowed",
        "approval",
        "second_approver",
        "outside_band",
        "level",
        "protection"};
    return names;
}

// ---- What may change ----------------------------------------------------------------------------

// A rule that a line may fall under on a day.
struct Choice {
    const CategoryRule* rule = nullptr;
    const RateBand* band = nullptr;
};

// All of them, in the order in which a quote looks at them.
static std::vector<Choice> choices_for(const RevenueModel& model, std::string_view line, Date day) {
    std::vector<Choice> choices;
    for (const CategoryRule& rule : model.categories) {
        if (!covers_line(rule, line)) continue;
        const RateBand* band = last_band_by(rule, day);
        if (band != nullptr) choices.push_back({&rule, band});
    }
    return choices;
}

static bool says_the_same(const Choice& a, const Choice& b, Date day) {
    return a.rule->key == b.rule->key && a.rule->kind == b.rule->kind &&
           a.band->low == b.band->low && a.band->high == b.band->high &&
           a.band->version == b.band->version &&
           threshold_of(*a.rule, *a.band) == threshold_of(*b.rule, *b.band) &&
           is_in_force(*a.band, day) == is_in_force(*b.band, day);
}

static bool falls_alike(
    const RevenueModel& before, const RevenueModel& after, std::string_view line, Date day
) {
    const std::vector<Choice> were = choices_for(before, line, day);
    const std::vector<Choice> are = choices_for(after, line, day);
    return std::equal(
        were.begin(),
        were.end(),
        are.begin(),
        are.end(),
        [day](const Choice& a, const Choice& b) { return says_the_same(a, b, day); }
    );
}

// The days before `from` on which something of the model begins or ends: between two of them
// nothing changes.
static void add_days(std::vector<Date>& days, const RevenueModel& model, Date from) {
    for (const CategoryRule& rule : model.categories) {
        for (const RateBand& band : rule.bands) {
            days.push_back(band.effective_from);
            if (band.effective_until != Date{}) days.push_back(band.effective_until + Days{1});
        }
    }
    days.push_back(from - Days{1});
    const auto too_late = [from](Date day) { return day >= from; };
    days.erase(std::remove_if(days.begin(), days.end(), too_late), days.end());
    sort_values(days);
    days.erase(std::unique(days.begin(), days.end()), days.end());
}

// What a line of a deal could bear. One that no category covered may fall under anything from now
// on: there is no deal with it.
static std::vector<std::string_view> lines_of(const RevenueModel& model) {
    std::vector<std::string_view> lines;
    for (const CategoryRule& rule : model.categories) {
        lines.emplace_back(rule.key);
        lines.insert(lines.end(), rule.covers.begin(), rule.covers.end());
    }
    return lines;
}

// The first line that would fall under other rules on a day before `from`.
static std::optional<std::string_view> changed_line(
    const RevenueModel& before, const RevenueModel& after, Date from
) {
    std::vector<Date> days;
    add_days(days, before, from);
    add_days(days, after, from);
    for (const std::string_view line : lines_of(before)) {
        const bool alike = std::all_of(days.begin(), days.end(), [&](Date day) {
            return falls_alike(before, after, line, day);
        });
        if (!alike) return line;
    }
    return std::nullopt;
}

static std::vector<ExchangeRate> rates_before(const Program& program, Date from) {
    std::vector<ExchangeRate> rates;
    for (const ExchangeRate& rate : program.exchange_rates) {
        if (rate.on < from) rates.push_back(rate);
    }
    sort_values(rates, [](const ExchangeRate& a, const ExchangeRate& b) {
        return a.currency != b.currency ? a.currency < b.currency : a.on < b.on;
    });
    return rates;
}

static std::optional<Problem> problem_of_past(const Program& current, const Program& proposed) {
    const Date from = proposed.effective_from;
    const auto changed = [from](std::string path) {
        return Problem{
            ProblemCode::rule_must_not_change_the_past, std::move(path), text_from_date(from)};
    };
    const RevenueModel nothing;
    for (const RevenueModel& model : current.models) {
        const RevenueModel* next = entry_with_key(proposed.models, model.key);
        const auto line = changed_line(model, next == nullptr ? nothing : *next, from);
        if (line) return changed(model.key + "." + std::string(*line));
    }
    if (rates_before(current, from) == rates_before(proposed, from)) return std::nullopt;
    return changed("exchange_rates");
}

std::optional<Problem> problem_of_change(const Program& current, const Program& proposed) {
    if (auto problem = problem_of(proposed)) return problem;
    if (proposed.rules_version == current.rules_version) {
        return Problem{ProblemCode::name_must_be_unique, "rules_version", current.rules_version};
    }
    if (proposed.effective_from <= current.effective_from) {
        return Problem{
            ProblemCode::rule_dates_must_not_overlap,
            "effective_from",
            text_from_date(current.effective_from)};
    }
    // A year's volume and what was written for it are in it.
    if (proposed.currency != current.currency) {
        return Problem{
            ProblemCode::currencies_must_match, "currency", std::string(current.currency.text())};
    }
    return problem_of_past(current, proposed);
}

// ---- The deals of the past ----------------------------------------------------------------------

static void add_past_deals(
    std::vector<PastDeal>& deals,
    const Record& partner,
    const RecordSource& records,
    const Program& program
) {
    for (const Record* record : records.under(index_key("deals_of", partner.id))) {
        const auto& deal = body_of<Deal>(*record);
        const Record* agreement = records.find({Kind::agreement, deal.agreement.bytes});
        if (!deal.approved_at.given() || agreement == nullptr) continue;
        const Date approved_on = date_of(deal.approved_at);
        deals.push_back(
            {.id = {record->id},
             .deal = &deal,
             .agreement = &body_of<Agreement>(*agreement),
             .tier = body_of<Partner>(partner).tier,
             .levels = levels_of({partner.id}, records, program, approved_on),
             .approved_on = approved_on}
        );
    }
}

std::vector<PastDeal> past_deals(const RecordSource& records, const Program& program) {
    std::vector<PastDeal> deals;
    for (const Record* partner : records.under("partners")) {
        add_past_deals(deals, *partner, records, program);
    }
    return deals;
}

// ---- What it would have changed -----------------------------------------------------------------

// How a deal comes out under one set of rules.
struct Verdict {
    Result<Money> margin;
    std::string rule;
    bool second = false;
    bool outside_band = false;
    std::string level;  // That a product asks for and nobody held.
    std::int32_t protection_days = 0;
};

// One set of rules, as of a day.
struct Ruled {
    const Program& program;
    Date on;
    Percent part;  // Of a secondary partner.
};

static bool is_outside(const QuoteStep& step) {
    return step.agreed_rate &&
           (*step.agreed_rate < step.band_low || *step.agreed_rate > step.band_high);
}

static void judge_margin(Verdict& verdict, const PastDeal& past, const Ruled& ruled) {
    const auto quoted = quote_margin(past.deal->lines, *past.agreement, ruled.program, ruled.on);
    if (!quoted.ok()) {
        verdict.margin = quoted.problem();
        return;
    }
    const Quote& made = quoted.value();
    verdict.margin =
        share_of(made.agreed.value_or(made.low), past.deal->secondary ? ruled.part : percent_whole);
    verdict.outside_band = std::any_of(made.steps.begin(), made.steps.end(), is_outside);
}

static std::string missing_level(const PastDeal& past, const Program& program) {
    for (const std::string& key : past.deal->products) {
        const Product* product = entry_with_key(program.products, key);
        if (product == nullptr || product->required_level.empty()) continue;
        const auto& held = past.levels;
        if (std::find(held.begin(), held.end(), product->required_level) == held.end()) {
            return product->required_level;
        }
    }
    return {};
}

// `value` in the program's currency; none: without a rate.
static Verdict verdict_on(const PastDeal& past, const Ruled& ruled, std::optional<Money> value) {
    Verdict verdict{.margin = Money{}, .rule = {}, .level = missing_level(past, ruled.program)};
    judge_margin(verdict, past, ruled);
    const AutoApproval* automatic = automatic_approval(value, past.tier, ruled.program);
    if (automatic != nullptr) verdict.rule = automatic->key;
    verdict.second = automatic == nullptr && needs_second_approver(value, ruled.program);
    verdict.protection_days = rule_of(ruled.program, past.tier).protection_days;
    return verdict;
}

static std::optional<Difference> margin_difference(const Verdict& before, const Verdict& after) {
    if (before.margin.ok() && after.margin.ok()) {
        if (before.margin.value() == after.margin.value()) return std::nullopt;
        return Difference::margin;
    }
    if (before.margin.ok()) return Difference::refused;
    if (after.margin.ok()) return Difference::allowed;
    return std::nullopt;
}

static void note_differences(
    DryRun& run, const PastDeal& past, const Verdict& before, const Verdict& after
) {
    const std::size_t noted = run.differences.size();
    const auto note = [&](Difference kind, std::string was, std::string is) {
        DealDifference difference{.deal = past.id, .kind = kind};
        if (before.margin.ok()) difference.before = before.margin.value();
        if (after.margin.ok()) difference.after = after.margin.value();
        if (!after.margin.ok()) difference.problem = after.margin.problem();
        difference.rule_before = std::move(was);
        difference.rule_after = std::move(is);
        run.differences.push_back(std::move(difference));
    };
    const auto days = [](const Verdict& verdict) {
        return std::to_string(verdict.protection_days);
    };
    if (const auto kind = margin_difference(before, after)) note(*kind, before.rule, after.rule);
    if (before.rule != after.rule) note(Difference::approval, before.rule, after.rule);
    if (before.second != after.second) {
        note(Difference::second_approver, before.rule, after.rule);
    }
    if (!before.outside_band && after.outside_band) note(Difference::outside_band, {}, {});
    if (before.level != after.level) note(Difference::level, before.level, after.level);
    if (before.protection_days != after.protection_days) {
        note(Difference::protection, days(before), days(after));
    }
    if (run.differences.size() > noted) run.changed_deals++;
}

// Both margins or neither, so that the sums compare the same deals.
static void add_to_sums(
    DryRun& run,
    const PastDeal& past,
    const Verdict& before,
    const Verdict& after,
    const RateTable& rates
) {
    bool told = true;
    if (before.margin.ok()) {
        told = add_line(run.before, before.margin.value(), past.approved_on, rates).ok();
    }
    if (after.margin.ok()) {
        told = add_line(run.after, after.margin.value(), past.approved_on, rates).ok() && told;
    }
    run.unconverted += told ? 0 : 1;
}

// ---- The years ----------------------------------------------------------------------------------

using YearKey = std::tuple<PartnerId, std::string, std::int32_t>;
struct YearOfDeals {
    ConvertedSum volume;
    const Agreement* agreement = nullptr;  // The one agreed last.
};

static std::map<YearKey, YearOfDeals> years_of(
    const std::vector<PastDeal>& deals, const Program& current, const RateTable& rates
) {
    std::map<YearKey, YearOfDeals> years;
    for (const PastDeal& past : deals) {
        const Deal& deal = *past.deal;
        const Result<Money> value = value_of(deal);
        if (deal.outcome != DealOutcome::won || !value.ok()) continue;
        const Date won_on = date_of(deal.decided_at);
        YearOfDeals& year = years[{deal.partner, past.agreement->model, year_of(won_on)}];
        year.volume.amount.currency = current.currency;
        // Without a rate that day it is no volume, as in volume_of_year().
        if (!add_line(year.volume, value.value(), won_on, rates).ok()) continue;
        const bool later =
            year.agreement == nullptr || past.agreement->valid_from > year.agreement->valid_from;
        if (later) year.agreement = past.agreement;
    }
    return years;
}

static std::optional<Money> bonus_on(const YearOfDeals& year, const Program& program, Date on) {
    const auto standing = incentive_standing(*year.agreement, program, on, year.volume.amount);
    if (!standing.ok() || !standing.value()) return std::nullopt;
    return standing.value()->amount;
}

static void compare_years(
    DryRun& run,
    const std::vector<PastDeal>& deals,
    const Program& current,
    const Program& proposed,
    const RateTable& rates
) {
    for (const auto& [key, year] : years_of(deals, current, rates)) {
        if (year.agreement == nullptr) continue;
        const auto& [partner, model, number] = key;
        const Money nothing{.minor = 0, .currency = current.currency};
        const auto before = bonus_on(year, current, pricing_day(number, Date::max()));
        const auto after = bonus_on(year, proposed, proposed.effective_from);
        if (before.value_or(nothing) == after.value_or(nothing)) continue;
        run.years.push_back(
            {partner, model, number, before.value_or(nothing), after.value_or(nothing)}
        );
    }
}

DryRun dry_run(
    const std::vector<PastDeal>& deals, const Program& current, const Program& proposed
) {
    DryRun run;
    run.before.amount.currency = current.currency;
    run.after.amount.currency = current.currency;
    const RateTable rates(current.exchange_rates);
    for (const PastDeal& past : deals) {
        check(past.deal != nullptr && past.agreement != nullptr);
        const auto value = value_for_limits(*past.deal, current, past.approved_on);
        const Ruled was{current, past.approved_on, past.deal->secondary_share};
        const Ruled would_be{proposed, proposed.effective_from, proposed.review.secondary_share};
        const Verdict before = verdict_on(past, was, value);
        const Verdict after = verdict_on(past, would_be, value);
        run.deals++;
        note_differences(run, past, before, after);
        add_to_sums(run, past, before, after, rates);
    }
    compare_years(run, deals, current, proposed, rates);
    return run;
}

}  // namespace entente
