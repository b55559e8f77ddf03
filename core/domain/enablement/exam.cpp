#include "core/domain/enablement/exam.h"

#include "core/base/hash/hash.h"
#include "core/base/sort.h"

#include <algorithm>
#include <numeric>

namespace entente {

static std::uint64_t place_in_draw(const IdBytes& seed, std::string_view what) {
    Bytes bytes(seed.begin(), seed.end());
    bytes.insert(bytes.end(), what.begin(), what.end());
    return hash64(bytes);
}

std::int32_t questions_drawn(const Exam& exam, const Level& level) {
    return exam.questions_drawn > 0 ? exam.questions_drawn : level.exam_questions;
}

std::int32_t pass_score(const Exam& exam, const Level& level) {
    return exam.pass_score > 0 ? exam.pass_score : level.pass_score;
}

std::vector<const ExamQuestion*> drawn_questions(
    const Exam& exam, PersonId person, std::int32_t ordinal, std::int32_t count
) {
    check(ordinal >= 0 && count >= 0);
    const IdBytes seed = derived_id(
        person.bytes, "draw:" + exam.level + ":" + exam.version, static_cast<std::uint64_t>(ordinal)
    );
    std::vector<const ExamQuestion*> drawn;
    drawn.reserve(exam.questions.size());
    for (const ExamQuestion& question : exam.questions) drawn.push_back(&question);
    std::sort(drawn.begin(), drawn.end(), [&seed](const ExamQuestion* a, const ExamQuestion* b) {
        const std::uint64_t left = place_in_draw(seed, a->key);
        const std::uint64_t right = place_in_draw(seed, b->key);
        return left != right ? left < right : a->key < b->key;
    });
    drawn.resize(std::min(drawn.size(), static_cast<std::size_t>(count)));
    return drawn;
}

std::vector<std::int32_t> shuffled_choices(
    const ExamQuestion& question, PersonId person, std::int32_t ordinal
) {
    const IdBytes seed =
        derived_id(person.bytes, "choices:" + question.key, static_cast<std::uint64_t>(ordinal));
    std::vector<std::int32_t> order(question.choices.size());
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [&](std::int32_t a, std::int32_t b) {
        const std::uint64_t left = place_in_draw(seed, std::to_string(a));
        const std::uint64_t right = place_in_draw(seed, std::to_string(b));
        return left != right ? left < right : a < b;
    });
    return order;
}

Date first_day_of_quarter(Date day) {
    const std::chrono::year_month_day ymd(day);
    const unsigned month = (static_cast<unsigned>(ymd.month()) - 1) / 3 * 3 + 1;
    return ymd.year() / std::chrono::month(month) / std::chrono::day(1);
}

Date first_day_of_next_quarter(Date day) {
    return months_after(first_day_of_quarter(day), 3);
}

Date next_attempt_on(const Level& level, const std::vector<Date>& handed_in, Date today) {
    Date day = today;
    if (handed_in.empty()) return day;
    const Date last = *std::max_element(handed_in.begin(), handed_in.end());
    day = std::max(day, last + Days{level.attempt_gap_days});
    const auto in_quarter = std::count_if(handed_in.begin(), handed_in.end(), [day](Date on) {
        return first_day_of_quarter(on) == first_day_of_quarter(day);
    });
    const bool used_up = level.attempts_a_quarter > 0 && in_quarter >= level.attempts_a_quarter;
    return used_up ? first_day_of_next_quarter(day) : day;
}

static const GivenAnswer* answer_to(
    const std::vector<GivenAnswer>& given, std::string_view question
) {
    const auto found = std::find_if(given.begin(), given.end(), [question](const auto& answer) {
        return answer.question == question;
    });
    return found == given.end() ? nullptr : &*found;
}

Grade graded(
    const Exam& exam,
    const std::vector<const ExamQuestion*>& asked,
    const std::vector<GivenAnswer>& given,
    std::int32_t pass_score
) {
    Grade grade;
    grade.asked = static_cast<std::int32_t>(asked.size());
    for (const ExamQuestion* question : asked) {
        const auto key = std::find_if(
            exam.answers.begin(),
            exam.answers.end(),
            [question](const ExamAnswer& answer) { return answer.question == question->key; }
        );
        check(key != exam.answers.end());
        const GivenAnswer* answer = answer_to(given, question->key);
        if (answer != nullptr && answer->choice == key->right) {
            grade.right++;
            continue;
        }
        auto& review = grade.lessons_to_review;
        if (std::find(review.begin(), review.end(), question->lesson) == review.end()) {
            review.push_back(question->lesson);
        }
    }
    sort_values(grade.lessons_to_review);
    grade.score = grade.asked == 0 ? 0 : grade.right * 100 / grade.asked;
    grade.passed = grade.asked > 0 && grade.right * 100 >= pass_score * grade.asked;
    return grade;
}

Outcome answers_fit(
    const std::vector<const ExamQuestion*>& asked, const std::vector<GivenAnswer>& given
) {
    for (std::size_t i = 0; i < given.size(); i++) {
        const std::string path = "answers[" + std::to_string(i) + "].";
        const auto question = std::find_if(asked.begin(), asked.end(), [&](const auto* one) {
            return one->key == given[i].question;
        });
        const bool first = answer_to(given, given[i].question) == &given[i];
        if (question == asked.end() || !first) {
            return Problem{
                ProblemCode::answer_must_be_to_a_question_that_was_asked, path + "question", {}};
        }
        const auto choices = static_cast<std::int32_t>((*question)->choices.size());
        if (given[i].choice < 0 || given[i].choice >= choices) {
            return Problem{
                ProblemCode::answer_must_be_to_a_question_that_was_asked, path + "choice", {}};
        }
    }
    return Done{};
}

}  // namespace entente
