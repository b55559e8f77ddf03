// Whether somebody may take a step of learning on a day: the acts refuse with it, and the notices
// ask for nothing that it would refuse.
//
// An enrollment is given as the day has it: as_of() in award.h.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/enablement/attempt.h"

namespace entente {

struct Learner {
    const RecordSource& records;
    const Program& program;
    const Actor& actor;
    Date today{};
};

// level_before_must_be_held with the level's name.
Outcome level_before_is_held(const Level& level, const Learner& learner);

// Also lessons_must_be_done with their number, exam_must_not_be_passed_already, attempt_must_wait
// with the day.
Outcome attempt_is_open(const Enrollment& enrollment, const Level& level, const Learner& learner);

// Also enrollment_must_have_reached_this_step with the step.
Outcome project_is_open(const Enrollment& enrollment, const Level& level, const Learner& learner);

// Of a project that was handed in: reviewer_must_not_be_the_owner, reviewer_must_hold_the_level,
// review_must_be_the_first_of_this_round.
Outcome review_is_open(const Record& project, const Learner& reviewer);

// The days on which the person handed in attempts at the level.
std::vector<Date> days_of_attempts(std::string_view level, const Learner& learner);

}  // namespace entente
