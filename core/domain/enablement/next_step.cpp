#include "core/domain/enablement/next_step.h"

#include "core/domain/enablement/award.h"
#include "core/domain/enablement/exam.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

Outcome level_before_is_held(const Level& level, const Learner& learner) {
    const Program& program = learner.program;
    const PersonId person = learner.actor.person;
    const Certificates held = certificates_of(learner.actor.partner, learner.records);
    if (holds_level_before(program, level, held, person, learner.today)) return Done{};
    const Level* before = entry_with_key(program.levels, level.requires_level);
    check(before != nullptr);
    return Problem{ProblemCode::level_before_must_be_held, "level", before->name};
}

std::vector<Date> days_of_attempts(std::string_view level, const Learner& learner) {
    std::vector<Date> days;
    const IdBytes& person = learner.actor.person.bytes;
    for (const Record* record : learner.records.under(index_key("attempts_of", person))) {
        const auto& attempt = body_of<Attempt>(*record);
        if (attempt.level == level) days.push_back(attempt.handed_in_on);
    }
    return days;
}

Outcome attempt_is_open(const Enrollment& enrollment, const Level& level, const Learner& learner) {
    TRY_DONE(level_before_is_held(level, learner));
    if (enrollment.step == EnrollmentStep::lessons) {
        return Problem{
            ProblemCode::lessons_must_be_done,
            {},
            std::to_string(enrollment.lessons_total - enrollment.lessons_done)};
    }
    const std::vector<AwardedBy>& asked = asked_by(enrollment, level);
    const bool counts = std::find(asked.begin(), asked.end(), AwardedBy::exam) != asked.end();
    const bool stands_at_exam =
        enrollment.step == EnrollmentStep::exam || enrollment.step == EnrollmentStep::exam_failed;
    if (counts && !stands_at_exam) return ProblemCode::exam_must_not_be_passed_already;
    const std::vector<Date> earlier = days_of_attempts(level.key, learner);
    const Date first_day = next_attempt_on(level, earlier, learner.today);
    if (first_day > learner.today) {
        return Problem{ProblemCode::attempt_must_wait, {}, text_from_date(first_day)};
    }
    return Done{};
}

Outcome project_is_open(const Enrollment& enrollment, const Level& level, const Learner& learner) {
    TRY_DONE(level_before_is_held(level, learner));
    if (enrollment.step == EnrollmentStep::project) return Done{};
    return Problem{
        ProblemCode::enrollment_must_have_reached_this_step,
        "step",
        std::string(name_of(enrollment.step))};
}

// A colleague may review what peers review, and only what they have reached themselves.
static Outcome reviewer_may_judge(const Project& project, const Learner& reviewer) {
    const Actor& actor = reviewer.actor;
    if (project.person == actor.person) return ProblemCode::reviewer_must_not_be_the_owner;
    if (!actor.partner.given()) return Done{};
    const Level* level = entry_with_key(reviewer.program.levels, project.level);
    check(level != nullptr);
    const Certificates held = certificates_of(actor.partner, reviewer.records);
    const Certificate* own = latest_of(held, actor.person, project.level);
    if (!is_judged_by_peers(*level) || own == nullptr || !holds_on(*own, reviewer.today)) {
        return Problem{ProblemCode::reviewer_must_hold_the_level, {}, level->name};
    }
    return Done{};
}

Outcome review_is_open(const Record& project, const Learner& reviewer) {
    const auto& subject = body_of<Project>(project);
    TRY_DONE(reviewer_may_judge(subject, reviewer));
    for (const Record* record : reviewer.records.under(index_key("reviews_of", project.id))) {
        const auto& review = body_of<PeerReview>(*record);
        const bool again =
            review.round == subject.round && review.reviewer == reviewer.actor.person;
        if (again) return ProblemCode::review_must_be_the_first_of_this_round;
    }
    return Done{};
}

}  // namespace entente
