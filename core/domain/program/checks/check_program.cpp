// Whether a program's data can be what the rules rely on. Checked once, where it comes in.
#include "core/base/places/country.h"
#include "core/base/text/bounds.h"
#include "core/domain/measurement/kpi.h"
#include "core/domain/program/calendars.h"
#include "core/domain/program/checks/checks.h"
#include "core/domain/program/seed.h"

#include <algorithm>

namespace entente {

static Found problem(ProblemCode code, std::string field) {
    return Problem{code, std::move(field), {}};
}

// Nobody can reject, lose or revoke without a reason to choose.
static Found reasons_problem(const std::vector<NamedKey>& reasons, std::string_view list) {
    if (reasons.empty()) return problem(ProblemCode::field_must_be_given, std::string(list));
    return keys_problem(reasons, list);
}

static Found choices_problem(const Program& program) {
    if (auto found = keys_problem(program.roles, "roles")) return found;
    if (auto found = keys_problem(program.partner_types, "partner_types")) return found;
    if (auto found = keys_problem(program.models, "models")) return found;
    if (auto found = keys_problem(program.products, "products")) return found;
    if (auto found = keys_problem(program.sectors, "sectors")) return found;
    if (auto found = keys_problem(program.regions, "regions")) return found;
    if (auto found = keys_problem(program.calendars, "calendars")) return found;
    if (auto found = reasons_problem(program.reject_reasons, "reject_reasons")) return found;
    if (auto found = reasons_problem(program.loss_reasons, "loss_reasons")) return found;
    return reasons_problem(program.revoke_reasons, "revoke_reasons");
}

// Each part has its formula, and so has each KPI: another one would be shown and never measured.
static Found measured_problem(const Program& program) {
    if (auto found = keys_problem(program.scorecard, "scorecard")) return found;
    if (auto found = closed_keys_problem(program.scorecard, "scorecard", scorecard_keys)) {
        return found;
    }
    if (auto found = keys_problem(program.plan.kpis, "plan.kpis")) return found;
    return closed_keys_problem(program.plan.kpis, "plan.kpis", names_of(KpiKey{}));
}

static Found names_problem(const Program& program) {
    if (auto found = choices_problem(program)) return found;
    if (auto found = keys_problem(program.review.evidence_kinds, "review.evidence_kinds")) {
        return found;
    }
    if (auto found = keys_problem(program.levels, "levels")) return found;
    if (auto found = keys_problem(program.certificate_unlocks, "certificate_unlocks")) return found;
    if (auto found = keys_problem(program.resources, "resources")) return found;
    if (auto found = measured_problem(program)) return found;
    if (auto found = keys_problem(program.plan.counts, "plan.counts")) return found;
    if (auto found = keys_problem(program.plan.launch, "plan.launch")) return found;
    if (auto found = keys_problem(program.plan.success_targets, "plan.success_targets")) {
        return found;
    }
    return keys_problem(program.plan.joint_solutions, "plan.joint_solutions");
}

// One rule a tier and one a stage: the rules look them up without asking.
static Found closed_lists_problem(const Program& program) {
    std::uint32_t tiers = 0;
    for (std::size_t i = 0; i < program.tiers.size(); i++) {
        const std::uint32_t bit = 1U << static_cast<unsigned>(program.tiers[i].tier);
        if ((tiers & bit) != 0) {
            return problem(ProblemCode::name_must_be_unique, at("tiers", i, "tier"));
        }
        tiers |= bit;
    }
    if (tiers + 1 != 1U << names_of(Tier{}).size()) {
        return problem(ProblemCode::field_must_be_given, "tiers");
    }
    std::uint32_t stages = 0;
    for (std::size_t i = 0; i < program.stages.size(); i++) {
        const std::uint32_t bit = 1U << static_cast<unsigned>(program.stages[i].stage);
        if ((stages & bit) != 0) {
            return problem(ProblemCode::name_must_be_unique, at("stages", i, "stage"));
        }
        stages |= bit;
    }
    if (stages + 1 != 1U << names_of(Stage{}).size()) {
        return problem(ProblemCode::field_must_be_given, "stages");
    }
    return std::nullopt;
}

static bool in_percent(Percent share) {
    return share >= Percent{0} && share <= percent_whole;
}

static Date last_day(const RateBand& band) {
    return band.effective_until == Date{} ? Date::max() : band.effective_until;
}

static Found bands_problem(const std::vector<RateBand>& bands, const std::string& path) {
    if (bands.empty()) return problem(ProblemCode::field_must_be_given, path);
    for (std::size_t i = 0; i < bands.size(); i++) {
        const RateBand& band = bands[i];
        if (!in_percent(band.low)) {
            return problem(ProblemCode::percent_must_be_0_to_100, at(path, i, "low"));
        }
        if (!in_percent(band.high)) {
            return problem(ProblemCode::percent_must_be_0_to_100, at(path, i, "high"));
        }
        if (band.low > band.high) {
            return problem(ProblemCode::band_must_not_be_empty, at(path, i, "high"));
        }
        if (last_day(band) < band.effective_from) {
            return problem(
                ProblemCode::rule_dates_must_not_overlap, at(path, i, "effective_until")
            );
        }
        for (std::size_t other = 0; other < i; other++) {
            const bool apart = last_day(bands[other]) < band.effective_from ||
                               last_day(band) < bands[other].effective_from;
            if (!apart) {
                return problem(
                    ProblemCode::rule_dates_must_not_overlap, at(path, i, "effective_from")
                );
            }
        }
    }
    return std::nullopt;
}

// "certificate:<level>" or "tier:<tier>".
static bool condition_is_known(const Program& program, std::string_view needs) {
    const std::size_t colon = needs.find(':');
    if (colon == std::string_view::npos) return false;
    const std::string_view what = needs.substr(0, colon);
    const std::string_view key = needs.substr(colon + 1);
    if (what == "certificate") return entry_with_key(program.levels, key) != nullptr;
    return what == "tier" && choice_named<Tier>(key).has_value();
}

static Found models_problem(const Program& program) {
    for (std::size_t m = 0; m < program.models.size(); m++) {
        const std::string list = at("models", m, "categories");
        const std::vector<CategoryRule>& categories = program.models[m].categories;
        if (auto found = keys_problem(categories, list)) return found;
        for (std::size_t c = 0; c < categories.size(); c++) {
            if (auto found = bands_problem(categories[c].bands, at(list, c, "bands"))) return found;
            for (std::size_t u = 0; u < categories[c].unlocks.size(); u++) {
                if (condition_is_known(program, categories[c].unlocks[u].needs)) continue;
                return problem(
                    ProblemCode::reference_must_exist, at(at(list, c, "unlocks"), u, "needs")
                );
            }
        }
    }
    return std::nullopt;
}

// A level is reached by its one course.
static Found course_of_level_problem(const Program& program) {
    for (std::size_t i = 0; i < program.courses.size(); i++) {
        for (std::size_t other = 0; other < i; other++) {
            if (program.courses[other].level != program.courses[i].level) continue;
            return problem(ProblemCode::name_must_be_unique, at("courses", i, "level"));
        }
    }
    for (const Level& level : program.levels) {
        const auto leads_there = [&level](const Course& course) {
            return course.level == level.key;
        };
        if (std::any_of(program.courses.begin(), program.courses.end(), leads_there)) continue;
        return Problem{ProblemCode::field_must_be_given, "courses", level.key};
    }
    return std::nullopt;
}

// Whatever else names a level names one that there is.
static Found level_reference_problem(const Program& program) {
    const auto known = [&program](const std::string& level) {
        return entry_with_key(program.levels, level) != nullptr;
    };
    const auto missing = [](std::string field) {
        return problem(ProblemCode::reference_must_exist, std::move(field));
    };
    for (std::size_t i = 0; i < program.products.size(); i++) {
        const std::string& level = program.products[i].required_level;
        if (!level.empty() && !known(level)) return missing(at("products", i, "required_level"));
    }
    for (std::size_t i = 0; i < program.courses.size(); i++) {
        if (!known(program.courses[i].level)) return missing(at("courses", i, "level"));
    }
    for (std::size_t i = 0; i < program.certificate_unlocks.size(); i++) {
        if (known(program.certificate_unlocks[i].level)) continue;
        return missing(at("certificate_unlocks", i, "level"));
    }
    for (std::size_t i = 0; i < program.resources.size(); i++) {
        const std::string& level = program.resources[i].required_level;
        if (!level.empty() && !known(level)) return missing(at("resources", i, "required_level"));
    }
    for (std::size_t i = 0; i < program.tiers.size(); i++) {
        for (const CertificatePlan& plan : program.tiers[i].requirement.certificates) {
            if (!known(plan.level)) return missing(at("tiers", i, "requirement.certificates"));
        }
    }
    return std::nullopt;
}

static Found levels_problem(const Program& program) {
    for (std::size_t i = 0; i < program.levels.size(); i++) {
        const std::string& before = program.levels[i].requires_level;
        if (!before.empty() && entry_with_key(program.levels, before) == nullptr) {
            return problem(ProblemCode::reference_must_exist, at("levels", i, "requires_level"));
        }
        const std::int32_t months = program.levels[i].valid_months;
        if (auto found = range_problem(months, at("levels", i, "valid_months"), 1, months_max)) {
            return found;
        }
    }
    if (auto found = level_reference_problem(program)) return found;
    return course_of_level_problem(program);
}

static Found places_problem(const Program& program) {
    for (std::size_t i = 0; i < program.calendars.size(); i++) {
        if (is_valid(calendar_from_rule(program.calendars[i]))) continue;
        return Problem{
            ProblemCode::value_must_be_in_range,
            "calendars[" + std::to_string(i) + "]",
            program.calendars[i].key};
    }
    for (std::size_t i = 0; i < program.regions.size(); i++) {
        if (entry_with_key(program.calendars, program.regions[i].calendar) == nullptr) {
            return problem(ProblemCode::reference_must_exist, at("regions", i, "calendar"));
        }
        for (const std::string& country : program.regions[i].countries) {
            if (country_of(country)) continue;
            return problem(ProblemCode::country_must_be_known, at("regions", i, "countries"));
        }
    }
    for (std::size_t i = 0; i < program.plan.regions.size(); i++) {
        if (entry_with_key(program.regions, program.plan.regions[i].region) != nullptr) continue;
        return problem(ProblemCode::reference_must_exist, at("plan.regions", i, "region"));
    }
    return std::nullopt;
}

// More could not be written (core/base/text/bounds.h).
static constexpr auto objective_characters_max = static_cast<std::int64_t>(text_length_max);

static Found review_problem(const ReviewRules& review) {
    const Range ranges[] = {
        {"close_within_months", review.close_within_months, 1, months_max},
        {"objective_characters_min", review.objective_characters_min, 1, objective_characters_max},
        {"answer_business_days", review.answer_business_days, 1, days_max},
        {"sla_target_hours", review.sla_target_hours, 1, hours_max},
        {"sla_limit_hours", review.sla_limit_hours, 1, hours_max},
        {"offline_hours_max", review.offline_hours_max, 1, hours_max},
    };
    if (auto found = ranges_problem(ranges, "review.")) return found;
    return keys_problem(review.auto_approvals, "review.auto_approvals");
}

static Found weights_problem(const Program& program) {
    std::int64_t sum = 0;
    for (const ScorecardPart& part : program.scorecard) sum += part.weight;
    if (sum != 100) return problem(ProblemCode::weights_must_sum_to_100, "scorecard");
    return std::nullopt;
}

std::optional<Problem> problem_of(const Program& program) {
    if (program.rules_version.empty()) {
        return problem(ProblemCode::field_must_be_given, "rules_version");
    }
    if (!program.currency.given()) return problem(ProblemCode::field_must_be_given, "currency");
    if (auto found = names_problem(program)) return found;
    if (auto found = closed_lists_problem(program)) return found;
    if (auto found = models_problem(program)) return found;
    if (auto found = levels_problem(program)) return found;
    if (auto found = rights_problem(program)) return found;
    if (auto found = places_problem(program)) return found;
    if (auto found = review_problem(program.review)) return found;
    if (auto found = weights_problem(program)) return found;
    if (auto found = numbers_problem(program)) return found;
    if (auto found = measurement_problem(program)) return found;
    return service_problem(program);
}

}  // namespace entente
