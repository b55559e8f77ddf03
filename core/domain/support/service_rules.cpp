#include "core/domain/support/service_rules.h"

#include "core/base/text/bounds.h"
#include "core/domain/program/checks/checks.h"

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

// The steps are a closed list in a fixed order: the acts follow it.
static Found onboarding_problem(const Program& program) {
    const std::vector<OnboardingStepRule>& steps = program.service.onboarding;
    std::int32_t from_agreement = 0;
    for (std::size_t i = 0; i < steps.size(); i++) {
        const std::string path = "service.onboarding[" + std::to_string(i) + "].";
        if (static_cast<std::size_t>(steps[i].step) != i) {
            return Problem{ProblemCode::name_must_be_unique, path + "step", {}};
        }
        const std::int64_t least = i > 0 ? 1 : 0;
        const std::string days = path + "within_days";
        if (auto found = range_problem(steps[i].within_days, days, least, days_max)) return found;
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

static bool holds(const std::vector<AwardedBy>& list, AwardedBy one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

static Found exam_problem(const Level& level, const std::string& path) {
    const bool by_exam =
        holds(level.awarded_by, AwardedBy::exam) || holds(level.renewed_by, AwardedBy::exam);
    constexpr std::int64_t questions_max = 500, attempts_max = 1'000;
    const Range ranges[] = {
        {"pass_score", level.pass_score, by_exam ? 1 : 0, 100},
        {"exam_questions", level.exam_questions, 1, questions_max},
        {"attempt_gap_days", level.attempt_gap_days, 0, days_max},
        {"attempts_a_quarter", level.attempts_a_quarter, 0, attempts_max},
    };
    return ranges_problem(ranges, path);
}

// Peers review a project: without one there is nothing to look at.
static Found ways_problem(const std::vector<AwardedBy>& ways, const std::string& field) {
    if (ways.empty()) return Problem{ProblemCode::field_must_be_given, field, {}};
    if (!holds(ways, AwardedBy::peer_review) || holds(ways, AwardedBy::project)) {
        return std::nullopt;
    }
    return Problem{
        ProblemCode::field_must_be_given, field, std::string(name_of(AwardedBy::project))};
}

// A badge tells what somebody has learned and how they proved it.
static Found told_problem(const Level& level, const std::string& path) {
    if (level.content.empty()) {
        return Problem{ProblemCode::field_must_be_given, path + "content", {}};
    }
    for (const std::string& line : level.content) {
        if (is_blank(line)) return Problem{ProblemCode::field_must_be_given, path + "content", {}};
    }
    if (!is_blank(level.award_text)) return std::nullopt;
    return Problem{ProblemCode::field_must_be_given, path + "award_text", {}};
}

static Found level_problem(const Program& program, std::size_t index) {
    const Level& level = program.levels[index];
    const std::string path = "levels[" + std::to_string(index) + "].";
    if (auto found = ways_problem(level.awarded_by, path + "awarded_by")) return found;
    if (auto found = ways_problem(level.renewed_by, path + "renewed_by")) return found;
    if (auto found = told_problem(level, path)) return found;
    if (auto found = exam_problem(level, path)) return found;
    const bool by_project =
        holds(level.awarded_by, AwardedBy::project) || holds(level.renewed_by, AwardedBy::project);
    constexpr std::int64_t reviews_max = 100;
    const Range ranges[] = {
        {"reviews_needed", level.reviews_needed, by_project ? 1 : 0, reviews_max},
        {"outside_reviews_needed", level.outside_reviews_needed, 0, level.reviews_needed},
        {"expiring_days", level.expiring_days, 0, days_max},
        {"training_days", level.training_days, 0, days_max},
    };
    if (auto found = ranges_problem(ranges, path)) return found;
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
            constexpr std::int64_t minutes_max = std::int64_t{24} * 60;
            if (auto found = range_problem(own[l].minutes, at + "minutes", 1, minutes_max)) {
                return found;
            }
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
    if (reasons.empty())
        return Problem{ProblemCode::field_must_be_given, "service.lead_decline_reasons", {}};
    if (entry_with_key(program.levels, service.lead_level) == nullptr) {
        return Problem{ProblemCode::reference_must_exist, "service.lead_level", {}};
    }
    const Range ranges[] = {
        {"support.resolve_hours", program.support.resolve_hours, 1, hours_max},
        {"support.onboarding_days", program.support.onboarding_days, 1, days_max},
        {"service.ticket_close_days", service.ticket_close_days, 1, days_max},
        {"service.survey_answer_days", service.survey_answer_days, 1, days_max},
        {"review.lead_answer_business_days", program.review.lead_answer_business_days, 1, days_max},
    };
    return ranges_problem(ranges);
}

}  // namespace entente
