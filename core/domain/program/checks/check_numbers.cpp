// Whether the numbers of a program can be relied on: each in its range, none against another.
#include "core/base/sort.h"
#include "core/base/text/bounds.h"
#include "core/domain/overlap.h"
#include "core/domain/program/checks/checks.h"
#include "core/domain/program/seed.h"

#include <algorithm>

namespace entente {

static Found out_of_range(std::string field, std::string limit) {
    return Problem{ProblemCode::value_must_be_in_range, std::move(field), std::move(limit)};
}

static bool in_percent(Percent share) {
    return share >= Percent{0} && share <= percent_whole;
}

static Found percent_problem(Percent share, std::string field) {
    if (in_percent(share)) return std::nullopt;
    return Problem{ProblemCode::percent_must_be_0_to_100, std::move(field), {}};
}

// A limit is compared with amounts of the program's currency, by their minor units alone.
static Found limit_problem(Money limit, const Program& program, const std::string& path) {
    if (limit.currency != program.currency) {
        return Problem{
            ProblemCode::currencies_must_match,
            path + ".currency",
            std::string(program.currency.text())};
    }
    if (limit.minor <= 0) return out_of_range(path + ".amount_minor", "1..");
    return std::nullopt;
}

static std::optional<Problem> acts_problem(const Program& program) {
    const std::vector<ScorecardAct>& acts = program.measurement.acts;
    const std::string list = "measurement.acts";
    if (auto problem = keys_problem(acts, list)) return problem;
    for (std::size_t i = 0; i < acts.size(); i++) {
        const std::string path = list + "[" + std::to_string(i) + "].";
        if (entry_with_key(program.scorecard, acts[i].part) == nullptr) {
            return Problem{ProblemCode::reference_must_exist, path + "part", {}};
        }
        const Range ranges[] = {
            {"points", acts[i].points, 0, count_max},
            {"effort_hours", acts[i].effort_hours, 0, hours_max},
        };
        if (auto problem = ranges_problem(ranges, path)) return problem;
    }
    return std::nullopt;
}

std::optional<Problem> measurement_problem(const Program& program) {
    if (auto problem = acts_problem(program)) return problem;
    const MeasurementRules& rules = program.measurement;
    const std::string share = "measurement.certificates_share";
    if (auto problem = percent_problem(rules.certificates_share, share)) return problem;
    const InvestmentRules& investment = program.investment;
    const Range ranges[] = {
        {"measurement.marketing_points_max", rules.marketing_points_max, 1, count_max},
        {"measurement.training_day_hours", rules.training_day_hours, 1, 24},
        {"measurement.engaged_days", rules.engaged_days, 1, days_max},
        {"measurement.first_deal_joined_months", rules.first_deal_joined_months, 1, months_max},
        {"investment.description_characters_min",
         investment.description_characters_min,
         1,
         static_cast<std::int64_t>(text_length_max)},
        {"investment.claim_days", investment.claim_days, 1, days_max},
        {"investment.claim_answer_days", investment.claim_answer_days, 1, days_max},
        {"investment.outcome_months", investment.outcome_months, 1, months_max},
        {"investment.activity_days_max", investment.activity_days_max, 1, days_max},
        {"investment.claim_lapse_days", investment.claim_lapse_days, 1, days_max},
        {"investment.allocation_years_ahead", investment.allocation_years_ahead, 1, years_max},
        {"investment.allocation_years_back", investment.allocation_years_back, 0, years_max},
    };
    if (auto problem = ranges_problem(ranges)) return problem;
    if (auto problem = keys_problem(investment.activities, "investment.activities")) return problem;
    for (std::size_t i = 0; i < investment.activities.size(); i++) {
        const std::string& act = investment.activities[i].act;
        if (act.empty() || entry_with_key(rules.acts, act) != nullptr) continue;
        const std::string path = "investment.activities[" + std::to_string(i) + "].act";
        return Problem{ProblemCode::reference_must_exist, path, {}};
    }
    return std::nullopt;
}

// ---- Tiers and stages ---------------------------------------------------------------------------

static Found requirement_problem(
    const TierRequirement& asked, const Program& program, const std::string& path
) {
    for (std::size_t i = 0; i < asked.certificates.size(); i++) {
        const std::string people = at(path + "certificates", i, "people");
        if (auto found = range_problem(asked.certificates[i].people, people, 1, count_max)) {
            return found;
        }
    }
    if (auto found = range_problem(asked.scorecard_total, path + "scorecard_total", 0, 100)) {
        return found;
    }
    if (!asked.won_in_four_quarters.currency.given()) return std::nullopt;
    return limit_problem(asked.won_in_four_quarters, program, path + "won_in_four_quarters");
}

static Found tier_problem(const TierRule& rule, const Program& program, std::size_t index) {
    const Range ranges[] = {
        {"protection_days", rule.protection_days, 1, days_max},
        {"open_registrations", rule.open_registrations, 1, count_max},
    };
    if (auto found = ranges_problem(ranges, at("tiers", index, {}))) return found;
    const std::string low = at("tiers", index, "allocation_low");
    if (auto found = limit_problem(rule.allocation_low, program, low)) return found;
    if (!rule.allocation_open_ended) {
        const std::string high = at("tiers", index, "allocation_high");
        if (auto found = limit_problem(rule.allocation_high, program, high)) return found;
        if (rule.allocation_high.minor < rule.allocation_low.minor) {
            return Problem{ProblemCode::band_must_not_be_empty, high, {}};
        }
    }
    return requirement_problem(rule.requirement, program, at("tiers", index, "requirement."));
}

static Found standing_problem(const Program& program) {
    for (std::size_t i = 0; i < program.tiers.size(); i++) {
        if (auto found = tier_problem(program.tiers[i], program, i)) return found;
    }
    for (std::size_t i = 0; i < program.stages.size(); i++) {
        const Percent probability = program.stages[i].probability;
        if (auto found = percent_problem(probability, at("stages", i, "probability"))) return found;
    }
    for (std::size_t i = 0; i < program.scorecard.size(); i++) {
        const std::int32_t weight = program.scorecard[i].weight;
        if (auto found = range_problem(weight, at("scorecard", i, "weight"), 1, 100)) return found;
    }
    return range_problem(program.scorecard_keep_total, "scorecard_keep_total", 0, 100);
}

// ---- Models and rates ---------------------------------------------------------------------------

static Found gap_problem(const std::vector<RateBand>& bands, const std::string& path) {
    for (std::size_t i = 0; i < bands.size(); i++) {
        const Date last = bands[i].effective_until;
        if (last == Date{}) continue;
        bool goes_on = false, later = false;
        for (const RateBand& other : bands) {
            goes_on = goes_on || other.effective_from == last + Days{1};
            later = later || other.effective_from > last;
        }
        if (goes_on || !later) continue;
        return Problem{
            ProblemCode::rate_must_be_known_on_that_date,
            at(path, i, "effective_until"),
            text_from_date(last + Days{1})};
    }
    return std::nullopt;
}

static Found unlocks_problem(const CategoryRule& rule, const std::string& path) {
    for (std::size_t i = 0; i < rule.unlocks.size(); i++) {
        const Percent rate = rule.unlocks[i].rate;
        const bool inside =
            std::any_of(rule.bands.begin(), rule.bands.end(), [rate](const RateBand& band) {
                return rate >= band.low && rate <= band.high;
            });
        if (inside) continue;
        return Problem{ProblemCode::rate_must_lie_in_its_band, at(path, i, "rate"), {}};
    }
    return std::nullopt;
}

// A category that covers another names one that a line can bear.
static Found covers_problem(
    const CategoryRule& rule, const Program& program, const std::string& path
) {
    for (const std::string& covered : rule.covers) {
        const auto bears = [&covered](const RevenueModel& model) {
            return entry_with_key(model.categories, covered) != nullptr;
        };
        if (std::any_of(program.models.begin(), program.models.end(), bears)) continue;
        return Problem{ProblemCode::reference_must_exist, path, covered};
    }
    return std::nullopt;
}

// A band's own, or the category's for the bands without one.
static Found thresholds_problem(
    const CategoryRule& rule, const Program& program, const std::string& path
) {
    for (std::size_t i = 0; i < rule.bands.size(); i++) {
        const bool own = rule.bands[i].threshold.currency.given();
        const std::string field = own ? at(path + "bands", i, "threshold") : path + "threshold";
        const Money threshold = threshold_of(rule, rule.bands[i]);
        if (auto found = limit_problem(threshold, program, field)) return found;
    }
    return std::nullopt;
}

static Found model_problem(const RevenueModel& model, const Program& program, std::size_t index) {
    const std::string list = at("models", index, "categories");
    bool has_incentive = false;
    for (std::size_t i = 0; i < model.categories.size(); i++) {
        const CategoryRule& rule = model.categories[i];
        if (auto found = gap_problem(rule.bands, at(list, i, "bands"))) return found;
        if (auto found = unlocks_problem(rule, at(list, i, "unlocks"))) return found;
        if (auto found = covers_problem(rule, program, at(list, i, "covers"))) return found;
        if (rule.kind != CategoryKind::volume_incentive) continue;
        // A year has one volume, and one bonus on it.
        if (has_incentive) {
            return Problem{ProblemCode::name_must_be_unique, at(list, i, "kind"), {}};
        }
        has_incentive = true;
        if (auto found = thresholds_problem(rule, program, at(list, i, ""))) return found;
    }
    return std::nullopt;
}

static bool of_earlier_day(const ExchangeRate& a, const ExchangeRate& b) {
    return a.currency != b.currency ? a.currency < b.currency : a.on < b.on;
}

static Found rates_problem(const std::vector<ExchangeRate>& rates) {
    for (std::size_t i = 0; i < rates.size(); i++) {
        const ExchangeRate& rate = rates[i];
        const std::string field = at("exchange_rates", i, "per_euro_millionths");
        if (auto found =
                range_problem(rate.per_euro_millionths, field, 1, per_euro_millionths_max)) {
            return found;
        }
    }
    // Years of days and currencies: sorted, each has only its neighbor to be told from.
    const std::vector<std::uint32_t> order = numbers_in_order(
        rates.size(),
        [](const void* all, std::uint32_t a, std::uint32_t b) {
            const auto& sorted = *static_cast<const std::vector<ExchangeRate>*>(all);
            return of_earlier_day(sorted[a], sorted[b]);
        },
        &rates
    );
    for (std::size_t i = 1; i < order.size(); i++) {
        if (of_earlier_day(rates[order[i - 1]], rates[order[i]])) continue;
        return Problem{ProblemCode::name_must_be_unique, at("exchange_rates", order[i], "on"), {}};
    }
    return std::nullopt;
}

// ---- Review and protection ----------------------------------------------------------------------

static Found review_days_problem(const ReviewRules& review) {
    constexpr std::int64_t minutes_an_hour = 60;
    const Range ranges[] = {
        {"appeal_business_days", review.appeal_business_days, 1, days_max},
        {"sla_limit_hours", review.sla_limit_hours, review.sla_target_hours, hours_max},
        {"won_early_hours", review.won_early_hours, 0, hours_max},
        {"extension_days", review.extension_days, 1, days_max},
        {"extension_evidence_days", review.extension_evidence_days, 1, days_max},
        {"extensions_max", review.extensions_max, 0, count_max},
        // 0: nobody is warned.
        {"inactive_warning_days", review.inactive_warning_days, 0, days_max},
        {"inactive_lapse_days", review.inactive_lapse_days, 1, days_max},
        {"incumbency_months", review.incumbency_months, 0, months_max},
        {"earning_holding_days", review.earning_holding_days, 0, days_max},
        {"online_minutes",
         review.online_minutes,
         0,
         std::int64_t{review.offline_hours_max} * minutes_an_hour},
    };
    return ranges_problem(ranges, "review.");
}

// A ranking counts what evidence says, and a moved stage is evidence that the deal itself holds.
static Found evidence_problem(const ReviewRules& review) {
    const std::string list = "review.evidence_kinds";
    for (std::size_t i = 0; i < review.evidence_kinds.size(); i++) {
        const std::int32_t weight = review.evidence_kinds[i].weight;
        if (auto found = range_problem(weight, at(list, i, "weight"), 0, count_max)) return found;
    }
    if (entry_with_key(review.evidence_kinds, stage_evidence) == nullptr) {
        return Problem{ProblemCode::field_must_be_given, list, std::string(stage_evidence)};
    }
    for (const std::string& kind : review.extension_evidence) {
        if (entry_with_key(review.evidence_kinds, kind) != nullptr) continue;
        return Problem{ProblemCode::reference_must_exist, "review.extension_evidence", kind};
    }
    return std::nullopt;
}

// At the whole of the target a case goes to the next person up: without it nobody would hear of it.
static Found reminders_problem(const ReviewRules& review) {
    constexpr std::int32_t whole_target = 100, share_max = 1'000;
    const std::vector<std::int32_t>& shares = review.sla_reminders;
    if (std::find(shares.begin(), shares.end(), whole_target) == shares.end()) {
        return out_of_range("review.sla_reminders", std::to_string(whole_target));
    }
    for (const std::int32_t share : shares) {
        if (auto found = range_problem(share, "review.sla_reminders", 1, share_max)) return found;
    }
    for (const std::int32_t days : review.protection_reminders) {
        if (auto found = range_problem(days, "review.protection_reminders", 1, days_max)) {
            return found;
        }
    }
    return std::nullopt;
}

static Found approvals_problem(const Program& program) {
    const ReviewRules& review = program.review;
    const std::string over = "review.second_approver_over";
    if (auto found = limit_problem(review.second_approver_over, program, over)) return found;
    for (std::size_t i = 0; i < review.auto_approvals.size(); i++) {
        const std::string under = at("review.auto_approvals", i, "under");
        if (auto found = limit_problem(review.auto_approvals[i].under, program, under)) {
            return found;
        }
        // What a second person must look at no rule decides alone.
        const std::int64_t most = review.second_approver_over.minor;
        const std::int64_t minor = review.auto_approvals[i].under.minor;
        if (auto found = range_problem(minor, under + ".amount_minor", 1, most)) return found;
    }
    const std::string share = "review.secondary_share";
    if (auto found = percent_problem(review.secondary_share, share)) return found;
    // The search for names is built on this figure; another one would only be shown.
    if (review.name_likeness == names_alike) return std::nullopt;
    return Problem{
        ProblemCode::value_must_be_in_range,
        "review.name_likeness",
        std::to_string(names_alike.basis_points)};
}

// ---- Places and the plan ------------------------------------------------------------------------

// A customer's country says whose calendar and whose share it is.
static Found countries_problem(const std::vector<Region>& regions) {
    std::vector<std::string_view> taken;
    for (std::size_t i = 0; i < regions.size(); i++) {
        for (const std::string& country : regions[i].countries) {
            if (std::find(taken.begin(), taken.end(), country) != taken.end()) {
                return Problem{
                    ProblemCode::name_must_be_unique, at("regions", i, "countries"), country};
            }
            taken.push_back(country);
        }
    }
    return std::nullopt;
}

static Found launch_problem(const std::vector<LaunchPhase>& phases) {
    std::int32_t month_before = 0;
    std::vector<std::string_view> milestones;
    for (std::size_t i = 0; i < phases.size(); i++) {
        const LaunchPhase& phase = phases[i];
        const Range ranges[] = {
            {"month_first", phase.month_first, month_before + 1, months_max},
            {"month_last", phase.month_last, phase.month_first, months_max},
        };
        if (auto found = ranges_problem(ranges, at("plan.launch", i, {}))) return found;
        month_before = phase.month_last;
        for (std::size_t m = 0; m < phase.milestones.size(); m++) {
            const std::string_view key = phase.milestones[m].key;
            if (std::find(milestones.begin(), milestones.end(), key) != milestones.end()) {
                const std::string list = at("plan.launch", i, "milestones");
                return Problem{ProblemCode::name_must_be_unique, at(list, m, "key"), {}};
            }
            milestones.push_back(key);
        }
    }
    return std::nullopt;
}

// What the plan expects, or nothing of it: summed up by minor units alone.
static Found plan_money_problem(Money amount, const Program& program, const std::string& path) {
    if (amount == Money{}) return std::nullopt;
    if (amount.minor == 0 && amount.currency == program.currency) return std::nullopt;
    return limit_problem(amount, program, path);
}

static Found plan_problem(const Program& program) {
    const ProgramPlan& plan = program.plan;
    if (auto found = percent_problem(plan.revenue_share, "plan.revenue_share")) return found;
    if (auto found = plan_money_problem(plan.revenue_amount, program, "plan.revenue_amount")) {
        return found;
    }
    for (std::size_t i = 0; i < plan.counts.size(); i++) {
        const std::int64_t count = plan.counts[i].count;
        if (auto found = range_problem(count, at("plan.counts", i, "count"), 0, count_max)) {
            return found;
        }
    }
    for (std::size_t i = 0; i < plan.regions.size(); i++) {
        const RegionPlan& region = plan.regions[i];
        const std::string investment = at("plan.regions", i, "investment");
        if (auto found = plan_money_problem(region.investment, program, investment)) return found;
        const std::string share = at("plan.regions", i, "revenue_share");
        if (auto found = percent_problem(region.revenue_share, share)) return found;
        for (std::size_t other = 0; other < i; other++) {
            if (plan.regions[other].region != region.region) continue;
            return Problem{ProblemCode::name_must_be_unique, at("plan.regions", i, "region"), {}};
        }
    }
    for (std::size_t i = 0; i < plan.success_targets.size(); i++) {
        const std::string share = at("plan.success_targets", i, "share");
        if (auto found = percent_problem(plan.success_targets[i].share, share)) return found;
        const std::string amount = at("plan.success_targets", i, "amount");
        if (auto found = plan_money_problem(plan.success_targets[i].amount, program, amount)) {
            return found;
        }
    }
    return launch_problem(plan.launch);
}

Found numbers_problem(const Program& program) {
    if (program.effective_until != Date{} && program.effective_until < program.effective_from) {
        return out_of_range("effective_until", text_from_date(program.effective_from) + "..");
    }
    if (auto found = standing_problem(program)) return found;
    for (std::size_t i = 0; i < program.models.size(); i++) {
        if (auto found = model_problem(program.models[i], program, i)) return found;
    }
    if (auto found = rates_problem(program.exchange_rates)) return found;
    if (auto found = review_days_problem(program.review)) return found;
    if (auto found = reminders_problem(program.review)) return found;
    if (auto found = evidence_problem(program.review)) return found;
    if (auto found = approvals_problem(program)) return found;
    if (auto found = countries_problem(program.regions)) return found;
    return plan_problem(program);
}

}  // namespace entente
