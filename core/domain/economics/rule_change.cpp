#include "core/domain/economics/rule_change.h"

#include "core/domain/program/seed.h"
#include "core/domain/quote.h"
#include "core/domain/review/approval.h"

#include <algorithm>

namespace entente {

std::span<const std::string_view> names_of(Difference) {
    static constexpr std::array<std::string_view, 5> names{
        "margin", "refused", "allowed", "approval", "second_approver"};
    return names;
}

// ---- What may change ----------------------------------------------------------------------------

static bool says_the_same(const RateBand* left, const RateBand* right) {
    if (left == nullptr || right == nullptr) return left == right;
    return left->low == right->low && left->high == right->high && left->version == right->version;
}

// A band can only begin or end on these days, so between two of them nothing changes.
static std::vector<Date> days_to_look_at(const CategoryRule& rule) {
    std::vector<Date> days;
    for (const RateBand& band : rule.bands) {
        days.push_back(band.effective_from);
        if (band.effective_until != Date{}) days.push_back(band.effective_until + Days{1});
    }
    return days;
}

static bool past_is_kept(const CategoryRule& before, const CategoryRule* after, Date from) {
    if (from <= Date{}) return true;
    const CategoryRule nothing;
    const CategoryRule& now = after == nullptr ? nothing : *after;
    std::vector<Date> days = days_to_look_at(before);
    const std::vector<Date> more = days_to_look_at(now);
    days.insert(days.end(), more.begin(), more.end());
    days.push_back(from - Days{1});
    return std::all_of(days.begin(), days.end(), [&](Date day) {
        return day >= from || says_the_same(band_on(before, day), band_on(now, day));
    });
}

// How a category counts and what it covers bear no date: they would change for old deals too.
static bool counts_as_before(const CategoryRule& before, const CategoryRule* after, Date from) {
    const auto began = [from](const RateBand& band) { return band.effective_from < from; };
    if (after == nullptr || std::none_of(before.bands.begin(), before.bands.end(), began)) {
        return true;
    }
    const auto is_covered = [after](const std::string& category) {
        return std::find(after->covers.begin(), after->covers.end(), category) !=
               after->covers.end();
    };
    return before.kind == after->kind &&
           std::all_of(before.covers.begin(), before.covers.end(), is_covered);
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
    for (const RevenueModel& model : current.models) {
        const RevenueModel* next = entry_with_key(proposed.models, model.key);
        for (const CategoryRule& rule : model.categories) {
            const CategoryRule* after =
                next == nullptr ? nullptr : entry_with_key(next->categories, rule.key);
            const Date from = proposed.effective_from;
            if (past_is_kept(rule, after, from) && counts_as_before(rule, after, from)) continue;
            return Problem{
                ProblemCode::rule_must_not_change_the_past,
                model.key + "." + rule.key,
                text_from_date(proposed.effective_from)};
        }
    }
    return std::nullopt;
}

// ---- What it would have changed -----------------------------------------------------------------

// How a deal comes out under one set of rules.
struct Verdict {
    Result<Money> margin;
    std::string rule;
    bool second = false;
};

static Verdict verdict_on(const PastDeal& past, const Program& program, Date on) {
    Verdict verdict{.margin = Money{}, .rule = {}};
    const auto quoted = quote(past.deal->lines, *past.agreement, program, on);
    if (quoted.ok()) {
        verdict.margin = quoted.value().agreed.value_or(quoted.value().low);
    } else {
        verdict.margin = quoted.problem();
    }
    const AutoApproval* automatic = automatic_approval(*past.deal, past.tier, program, on);
    if (automatic != nullptr) verdict.rule = automatic->key;
    verdict.second = automatic == nullptr && needs_second_approver(*past.deal, program, on);
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
    const auto note = [&](Difference kind) {
        DealDifference difference{.deal = past.id, .kind = kind};
        if (before.margin.ok()) difference.before = before.margin.value();
        if (after.margin.ok()) difference.after = after.margin.value();
        if (!after.margin.ok()) difference.problem = after.margin.problem();
        difference.rule_before = before.rule;
        difference.rule_after = after.rule;
        run.differences.push_back(std::move(difference));
    };
    if (const auto kind = margin_difference(before, after)) note(*kind);
    if (before.rule != after.rule) note(Difference::approval);
    if (before.second != after.second) note(Difference::second_approver);
    if (run.differences.size() > noted) run.changed_deals++;
}

Result<DryRun> dry_run(
    const std::vector<PastDeal>& deals, const Program& current, const Program& proposed
) {
    DryRun run;
    run.before.amount.currency = current.currency;
    run.after.amount.currency = current.currency;
    const RateTable rates(current.exchange_rates);
    for (const PastDeal& past : deals) {
        check(past.deal != nullptr && past.agreement != nullptr);
        const Verdict before = verdict_on(past, current, past.approved_on);
        const Verdict after = verdict_on(past, proposed, proposed.effective_from);
        run.deals++;
        note_differences(run, past, before, after);
        // Both sums by the rate of the deal's own day: a moved rate is no effect of the rules.
        if (before.margin.ok()) {
            TRY_DONE(add_line(run.before, before.margin.value(), past.approved_on, rates));
        }
        if (after.margin.ok()) {
            TRY_DONE(add_line(run.after, after.margin.value(), past.approved_on, rates));
        }
    }
    return run;
}

}  // namespace entente
