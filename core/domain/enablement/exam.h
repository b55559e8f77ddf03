// The rules of an exam: which questions are asked, when it may be taken, what the answers score.
#pragma once

#include "core/domain/enablement/attempt.h"
#include "core/domain/enablement/course.h"
#include "core/domain/program/enablement.h"

namespace entente {

// How many questions an attempt has, and what it takes to pass: as the version of the exam has it,
// or of one that says nothing the level.
std::int32_t questions_drawn(const Exam& exam, const Level& level);
std::int32_t pass_score(const Exam& exam, const Level& level);

// The questions of somebody's attempt number `ordinal`, in the order in which they are asked. They
// follow from who asks and how often, so a device draws the ones the server expects, and nobody can
// draw again. All of them where the exam has no more than `count`.
std::vector<const ExamQuestion*> drawn_questions(
    const Exam& exam, PersonId person, std::int32_t ordinal, std::int32_t count
);

// The order in which the choices of a question are shown: positions in ExamQuestion::choices.
std::vector<std::int32_t> shuffled_choices(
    const ExamQuestion& question, PersonId person, std::int32_t ordinal
);

// The first day, from `today` on, on which another attempt may be handed in after those of the
// given days: the gap has passed since the last, and the quarter's number is not used up.
Date next_attempt_on(const Level& level, const std::vector<Date>& handed_in, Date today);

struct Grade {
    std::int32_t asked = 0;
    std::int32_t right = 0;
    std::int32_t score = 0;  // Whole percent points, rounded down.
    bool passed = false;     // Exact: 79.9 % is not 80 %.
    std::vector<std::string> lessons_to_review;
};

// A question without an answer is answered wrongly.
Grade graded(
    const Exam& exam,
    const std::vector<const ExamQuestion*>& asked,
    const std::vector<GivenAnswer>& given,
    std::int32_t pass_score
);

// answer_must_be_to_a_question_that_was_asked for another question, one answered twice, or a choice
// that is not there.
Outcome answers_fit(
    const std::vector<const ExamQuestion*>& asked, const std::vector<GivenAnswer>& given
);

// The first day of the calendar quarter that the day is in, and of the next.
Date first_day_of_quarter(Date day);
Date first_day_of_next_quarter(Date day);

}  // namespace entente
