// Whether the numbers of measurement and investment can be relied on.
#include "core/domain/program.h"

namespace entente {

static std::optional<Problem> out_of_range(std::string field) {
    return Problem{ProblemCode::value_must_be_in_range, std::move(field), {}};
}

template <typename Entry>
static std::optional<Problem> repeated_key(
    const std::vector<Entry>& entries, const std::string& list
) {
    for (std::size_t i = 0; i < entries.size(); i++) {
        const std::string path = list + "[" + std::to_string(i) + "].key";
        if (entries[i].key.empty()) return Problem{ProblemCode::field_must_be_given, path, {}};
        if (entry_with_key(entries, entries[i].key) == &entries[i]) continue;
        return Problem{ProblemCode::name_must_be_unique, path, {}};
    }
    return std::nullopt;
}

static std::optional<Problem> acts_problem(const Program& program) {
    const std::vector<ScorecardAct>& acts = program.measurement.acts;
    const std::string list = "measurement.acts";
    if (auto problem = repeated_key(acts, list)) return problem;
    for (std::size_t i = 0; i < acts.size(); i++) {
        const std::string path = list + "[" + std::to_string(i) + "].";
        if (entry_with_key(program.scorecard, acts[i].part) == nullptr) {
            return Problem{ProblemCode::reference_must_exist, path + "part", {}};
        }
        if (acts[i].points < 0) return out_of_range(path + "points");
        if (acts[i].effort_hours < 0) return out_of_range(path + "effort_hours");
    }
    return std::nullopt;
}

std::optional<Problem> measurement_problem(const Program& program) {
    if (auto problem = acts_problem(program)) return problem;
    const MeasurementRules& rules = program.measurement;
    const bool share_fits =
        rules.certificates_share >= Percent{0} && rules.certificates_share <= percent_whole;
    if (!share_fits) {
        return Problem{ProblemCode::percent_must_be_0_to_100, "measurement.certificates_share", {}};
    }
    const InvestmentRules& investment = program.investment;
    struct Row {
        const char* path;
        std::int32_t value;
    };
    const Row rows[] = {
        {"measurement.marketing_points_max", rules.marketing_points_max},
        {"measurement.training_day_hours", rules.training_day_hours},
        {"measurement.engaged_days", rules.engaged_days},
        {"measurement.first_deal_joined_months", rules.first_deal_joined_months},
        {"investment.description_characters_min", investment.description_characters_min},
        {"investment.claim_days", investment.claim_days},
        {"investment.claim_answer_days", investment.claim_answer_days},
        {"investment.outcome_months", investment.outcome_months},
    };
    for (const Row& row : rows) {
        if (row.value <= 0) return out_of_range(row.path);
    }
    if (auto problem = repeated_key(investment.activities, "investment.activities")) return problem;
    for (std::size_t i = 0; i < investment.activities.size(); i++) {
        const std::string& act = investment.activities[i].act;
        if (act.empty() || entry_with_key(rules.acts, act) != nullptr) continue;
        const std::string path = "investment.activities[" + std::to_string(i) + "].act";
        return Problem{ProblemCode::reference_must_exist, path, {}};
    }
    return std::nullopt;
}

}  // namespace entente
