#include "core/domain/support/service_rules.h"

#include "core/domain/program.h"

#include <algorithm>

namespace entente {

std::span<const std::string_view> names_of(OnboardingStep) {
    static constexpr std::array<std::string_view, 5> names{
        "application", "due_diligence", "agreement", "first_certificate", "activation"};
    return names;
}

void OnboardingStepRule::describe(FieldVisitor& v) {
    field(v, "step", step);
    field(v, "name", name);
    field(v, "by_partner", by_partner);
    field(v, "within_days", within_days);
}

void TicketTopic::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "needs", needs);
}

void ServiceRules::describe(FieldVisitor& v) {
    field(v, "onboarding", onboarding);
    field(v, "before_portal", before_portal);
    field(v, "ticket_topics", ticket_topics);
    field(v, "ticket_close_days", ticket_close_days);
    field(v, "survey_answer_days", survey_answer_days);
    field(v, "due_diligence", due_diligence);
    field(v, "lead_decline_reasons", lead_decline_reasons);
    field(v, "lead_level", lead_level);
}

using Found = std::optional<Problem>;

static Found out_of_range(std::string field) {
    return Problem{ProblemCode::value_must_be_in_range, std::move(field), {}};
}

// The steps are a closed list in a fixed order: the acts follow it.
static Found onboarding_problem(const Program& program) {
    const std::vector<OnboardingStepRule>& steps = program.service.onboarding;
    std::int32_t from_agreement = 0;
    for (std::size_t i = 0; i < steps.size(); i++) {
        const std::string path = "service.onboarding[" + std::to_string(i) + "].";
        if (static_cast<std::size_t>(steps[i].step) != i) {
            return Problem{ProblemCode::name_must_be_unique, path + "step", {}};
        }
        if (i > 0 && steps[i].within_days <= 0) return out_of_range(path + "within_days");
        if (steps[i].step > OnboardingStep::agreement) from_agreement += steps[i].within_days;
    }
    if (steps.size() != names_of(OnboardingStep{}).size()) {
        return Problem{ProblemCode::field_must_be_given, "service.onboarding", {}};
    }
    // The steps' own days must keep what the program promises as a whole: less than so many.
    if (from_agreement >= program.support.onboarding_days) {
        return Problem{
            ProblemCode::value_must_be_in_range,
            "service.onboarding",
            std::to_string(program.support.onboarding_days)};
    }
    return std::nullopt;
}

template <typename Entry>
static Found keys_problem(const std::vector<Entry>& entries, std::string_view list) {
    for (std::size_t i = 0; i < entries.size(); i++) {
        const std::string path = std::string(list) + "[" + std::to_string(i) + "].key";
        if (entries[i].key.empty()) return Problem{ProblemCode::field_must_be_given, path, {}};
        if (entry_with_key(entries, entries[i].key) != &entries[i]) {
            return Problem{ProblemCode::name_must_be_unique, path, {}};
        }
    }
    return std::nullopt;
}

static bool holds(const std::vector<AwardedBy>& list, AwardedBy one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

static Found exam_problem(const Level& level, const std::string& path) {
    const bool by_exam =
        holds(level.awarded_by, AwardedBy::exam) || holds(level.renewed_by, AwardedBy::exam);
    if (level.pass_score < (by_exam ? 1 : 0) || level.pass_score > 100) {
        return out_of_range(path + "pass_score");
    }
    if (level.exam_questions <= 0) return out_of_range(path + "exam_questions");
    if (level.attempt_gap_days < 0) return out_of_range(path + "attempt_gap_days");
    if (level.attempts_a_quarter < 0) return out_of_range(path + "attempts_a_quarter");
    return std::nullopt;
}

static Found level_problem(const Program& program, std::size_t index) {
    const Level& level = program.levels[index];
    const std::string path = "levels[" + std::to_string(index) + "].";
    if (level.awarded_by.empty()) {
        return Problem{ProblemCode::field_must_be_given, path + "awarded_by", {}};
    }
    if (level.renewed_by.empty()) {
        return Problem{ProblemCode::field_must_be_given, path + "renewed_by", {}};
    }
    if (auto found = exam_problem(level, path)) return found;
    const bool by_project =
        holds(level.awarded_by, AwardedBy::project) || holds(level.renewed_by, AwardedBy::project);
    if (level.reviews_needed < (by_project ? 1 : 0)) return out_of_range(path + "reviews_needed");
    const std::int32_t outside = level.outside_reviews_needed;
    if (outside < 0 || outside > level.reviews_needed) {
        return out_of_range(path + "outside_reviews_needed");
    }
    if (level.expiring_days < 0) return out_of_range(path + "expiring_days");
    // A renewal that was not finished in time goes on as what the level asks (enablement/award.h).
    for (const AwardedBy by : level.renewed_by) {
        if (holds(level.awarded_by, by)) continue;
        return Problem{
            ProblemCode::reference_must_exist, path + "renewed_by", std::string(name_of(by))};
    }
    // Only levels before this one can be asked for, so that no chain of them is a ring.
    for (std::size_t later = index; later < program.levels.size(); later++) {
        if (program.levels[later].key != level.requires_level) continue;
        return Problem{ProblemCode::reference_must_exist, path + "requires_level", {}};
    }
    return std::nullopt;
}

static Found courses_problem(const Program& program) {
    std::vector<NamedKey> lessons;
    for (std::size_t i = 0; i < program.courses.size(); i++) {
        const std::string path = "courses[" + std::to_string(i) + "].lessons";
        const std::vector<Lesson>& own = program.courses[i].lessons;
        if (own.empty()) return Problem{ProblemCode::field_must_be_given, path, {}};
        for (std::size_t l = 0; l < own.size(); l++) {
            const std::string at = path + "[" + std::to_string(l) + "].";
            if (entry_with_key(lessons, own[l].key) != nullptr) {
                return Problem{ProblemCode::name_must_be_unique, at + "key", {}};
            }
            if (own[l].minutes <= 0) return out_of_range(at + "minutes");
            lessons.push_back({.key = own[l].key, .name = {}});
        }
    }
    return std::nullopt;
}

std::optional<Problem> service_problem(const Program& program) {
    const ServiceRules& service = program.service;
    for (std::size_t i = 0; i < program.levels.size(); i++) {
        if (auto found = level_problem(program, i)) return found;
    }
    if (auto found = courses_problem(program)) return found;
    if (auto found = onboarding_problem(program)) return found;
    if (auto found = keys_problem(service.ticket_topics, "service.ticket_topics")) return found;
    if (auto found = keys_problem(service.due_diligence, "service.due_diligence")) return found;
    const auto& reasons = service.lead_decline_reasons;
    if (auto found = keys_problem(reasons, "service.lead_decline_reasons")) return found;
    if (entry_with_key(program.levels, service.lead_level) == nullptr) {
        return Problem{ProblemCode::reference_must_exist, "service.lead_level", {}};
    }
    struct Row {
        std::string_view field;
        std::int32_t value;
    };
    const Row rows[] = {
        {"support.resolve_hours", program.support.resolve_hours},
        {"support.onboarding_days", program.support.onboarding_days},
        {"service.ticket_close_days", service.ticket_close_days},
        {"service.survey_answer_days", service.survey_answer_days},
        {"review.lead_answer_business_days", program.review.lead_answer_business_days},
    };
    for (const Row& row : rows) {
        if (row.value <= 0) return out_of_range(std::string(row.field));
    }
    return std::nullopt;
}

}  // namespace entente
