#include "core/domain/enablement/exam.h"

#include "tests/support/program_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <set>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

namespace {

constexpr Date date(int year, unsigned month, unsigned day) {
    return std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
}

PersonId person_number(std::uint64_t number) {
    return {derived_id({}, "person", number)};
}

Exam exam_of(std::size_t questions) {
    Exam exam;
    exam.level = "foundation";
    exam.version = "1";
    for (std::size_t i = 0; i < questions; i++) {
        const std::string key = "q" + std::to_string(i);
        const std::string lesson = "lesson_" + std::to_string(i % 3);
        exam.questions.push_back(
            {.key = key, .lesson = lesson, .text = "?", .choices = {"a", "b", "c"}}
        );
        exam.answers.push_back({.question = key, .right = static_cast<std::int32_t>(i % 3)});
    }
    return exam;
}

std::vector<std::string> keys_of(const std::vector<const ExamQuestion*>& questions) {
    std::vector<std::string> keys;
    for (const ExamQuestion* question : questions) keys.push_back(question->key);
    return keys;
}

// The first `right` of the questions answered rightly, the next `wrong` wrongly, the rest not.
std::vector<GivenAnswer> answers(
    const Exam& exam, const std::vector<const ExamQuestion*>& asked, int right, int wrong
) {
    std::vector<GivenAnswer> given;
    for (const ExamQuestion* question : asked) {
        if (static_cast<int>(given.size()) == right + wrong) break;
        std::int32_t choice = 0;
        for (const ExamAnswer& answer : exam.answers) {
            if (answer.question == question->key) choice = answer.right;
        }
        if (static_cast<int>(given.size()) >= right) choice = (choice + 1) % 3;
        given.push_back({.question = question->key, .choice = choice});
    }
    return given;
}

}  // namespace

TEST_CASE("exam: the draw follows from who asks and how often, and repeats nothing") {
    const Exam exam = exam_of(35);
    const std::uint64_t seed = std::random_device{}();
    CAPTURE(seed);
    std::set<std::vector<std::string>> seen;
    for (std::uint64_t i = 0; i < 200; i++) {
        const PersonId person = person_number(seed + i / 4);
        const auto ordinal = static_cast<std::int32_t>(i % 4);
        const auto drawn = keys_of(drawn_questions(exam, person, ordinal, 20));
        CHECK(drawn == keys_of(drawn_questions(exam, person, ordinal, 20)));
        CHECK(drawn.size() == 20);
        CHECK(std::set<std::string>(drawn.begin(), drawn.end()).size() == 20);
        seen.insert(drawn);
    }
    CHECK(seen.size() == 200);
}

TEST_CASE("exam: the draw asks every question of the pool sometimes") {
    const Exam exam = exam_of(35);
    std::map<std::string, int> count;
    for (std::uint64_t i = 0; i < 400; i++) {
        for (const std::string& key : keys_of(drawn_questions(exam, person_number(i), 0, 20))) {
            count[key]++;
        }
    }
    CHECK(count.size() == 35);
    for (const auto& [key, times] : count) {
        CAPTURE(key);
        CHECK(times > 150);  // 229 on average.
        CHECK(times < 310);
    }
}

TEST_CASE("exam: devices and servers of any day draw the same questions in the same order") {
    const Exam exam = exam_of(10);
    const auto drawn = [&exam](std::uint64_t person, std::int32_t ordinal) {
        return keys_of(drawn_questions(exam, person_number(person), ordinal, 4));
    };
    // An app of yesterday asks what the server of today grades.
    using Keys = std::vector<std::string>;
    CHECK(drawn(1, 0) == Keys{"q4", "q9", "q5", "q7"});
    CHECK(drawn(1, 1) == Keys{"q3", "q1", "q2", "q6"});
    CHECK(drawn(2, 0) == Keys{"q1", "q0", "q2", "q3"});
}

TEST_CASE("exam: its numbers are its own, and the level's where it says nothing") {
    Level level;
    level.exam_questions = 20;
    level.pass_score = 80;
    Exam exam = exam_of(1);
    CHECK(questions_drawn(exam, level) == 20);
    CHECK(pass_score(exam, level) == 80);
    exam.questions_drawn = 10;
    exam.pass_score = 90;
    CHECK(questions_drawn(exam, level) == 10);
    CHECK(pass_score(exam, level) == 90);
}

TEST_CASE("exam: a small pool is asked whole") {
    const Exam exam = exam_of(5);
    CHECK(drawn_questions(exam, person_number(1), 0, 20).size() == 5);
    CHECK(drawn_questions(exam, person_number(1), 0, 0).empty());
}

TEST_CASE("exam: choices are shown in an order of one's own, each once") {
    ExamQuestion question;
    question.key = "q";
    question.choices = {"a", "b", "c", "d"};
    std::set<std::vector<std::int32_t>> orders;
    for (std::uint64_t i = 0; i < 100; i++) {
        const auto order = shuffled_choices(question, person_number(i), 0);
        std::vector<std::int32_t> sorted = order;
        std::sort(sorted.begin(), sorted.end());
        CHECK(sorted == std::vector<std::int32_t>{0, 1, 2, 3});
        orders.insert(order);
    }
    CHECK(orders.size() > 10);
}

TEST_CASE("exam: 80 percent is passed exactly, and a missing answer is a wrong one") {
    struct Row {
        const char* why;
        std::int32_t asked;
        int right;
        int wrong;
        std::int32_t score;
        bool passed;
    };
    const Row rows[] = {
        {"all right", 20, 20, 0, 100, true},
        {"16 of 20 is 80 percent", 20, 16, 4, 80, true},
        {"15 of 20 is 75 percent", 20, 15, 5, 75, false},
        {"the rest not answered", 20, 16, 0, 80, true},
        {"nothing answered", 20, 0, 0, 0, false},
        {"23 of 29 is 79.3 percent, shown as 79", 29, 23, 6, 79, false},
        {"24 of 30 is 80 percent", 30, 24, 6, 80, true},
        {"31 of 39 is 79.49 percent, not rounded up", 39, 31, 8, 79, false},
    };
    const Exam exam = exam_of(39);
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto asked = drawn_questions(exam, person_number(1), 0, row.asked);
        const Grade grade = graded(exam, asked, answers(exam, asked, row.right, row.wrong), 80);
        CHECK(grade.asked == row.asked);
        CHECK(grade.right == row.right);
        CHECK(grade.score == row.score);
        CHECK(grade.passed == row.passed);
        CHECK(grade.lessons_to_review.empty() == (row.right == row.asked));
    }
}

TEST_CASE("exam: the lessons to review are those of wrong answers, each once") {
    const Exam exam = exam_of(6);
    const auto asked = drawn_questions(exam, person_number(1), 0, 6);
    const Grade none = graded(exam, asked, {}, 80);
    CHECK(none.lessons_to_review == std::vector<std::string>{"lesson_0", "lesson_1", "lesson_2"});
    const Grade all = graded(exam, {}, {}, 80);
    CHECK_FALSE(all.passed);
}

TEST_CASE("exam: an answer to what was not asked is refused with its path") {
    const Exam exam = exam_of(10);
    const auto asked = drawn_questions(exam, person_number(1), 0, 3);
    const std::string first = asked[0]->key;
    struct Row {
        const char* why;
        std::vector<GivenAnswer> given;
        std::string expected;
    };
    const std::string code = "answer_must_be_to_a_question_that_was_asked";
    const Row rows[] = {
        {"none", {}, "accepted"},
        {"one", {{first, 2}}, "accepted"},
        {"a question that is not there", {{"q99", 0}}, code + " answers[0].question"},
        {"answered twice", {{first, 0}, {first, 1}}, code + " answers[1].question"},
        {"a choice below the first", {{first, -1}}, code + " answers[0].choice"},
        {"a choice behind the last", {{first, 3}}, code + " answers[0].choice"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const Outcome outcome = answers_fit(asked, row.given);
        CHECK((outcome.ok() ? "accepted" : text_from(outcome.problem())) == row.expected);
    }
    for (const ExamQuestion& question : exam.questions) {
        const bool was_asked = std::find(asked.begin(), asked.end(), &question) != asked.end();
        CHECK(answers_fit(asked, {{question.key, 0}}).ok() == was_asked);
    }
}

TEST_CASE("exam: attempts wait 7 days, and there are 3 in a quarter") {
    Level level;
    level.attempt_gap_days = 7;
    level.attempts_a_quarter = 3;
    struct Row {
        const char* why;
        std::vector<Date> handed_in;
        Date today;
        Date expected;
    };
    const Row rows[] = {
        {"the first at once", {}, date(2026, 5, 4), date(2026, 5, 4)},
        {"the same day", {date(2026, 5, 4)}, date(2026, 5, 4), date(2026, 5, 11)},
        {"after 6 days", {date(2026, 5, 4)}, date(2026, 5, 10), date(2026, 5, 11)},
        {"after 7 days", {date(2026, 5, 4)}, date(2026, 5, 11), date(2026, 5, 11)},
        {"after 8 days", {date(2026, 5, 4)}, date(2026, 5, 12), date(2026, 5, 12)},
        {"the latest counts, in whatever order",
         {date(2026, 5, 11), date(2026, 5, 4)},
         date(2026, 5, 12),
         date(2026, 5, 18)},
        {"three in the quarter",
         {date(2026, 4, 1), date(2026, 4, 8), date(2026, 4, 15)},
         date(2026, 4, 22),
         date(2026, 7, 1)},
        {"the last of the quarter before does not count",
         {date(2026, 3, 31), date(2026, 4, 8), date(2026, 4, 15)},
         date(2026, 4, 22),
         date(2026, 4, 22)},
        {"three, and the gap reaches into the next quarter",
         {date(2026, 6, 10), date(2026, 6, 17), date(2026, 6, 28)},
         date(2026, 6, 29),
         date(2026, 7, 5)},
        {"the last quarter of a year",
         {date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)},
         date(2026, 12, 8),
         date(2027, 1, 1)},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(
            text_from_date(next_attempt_on(level, row.handed_in, row.today)) ==
            text_from_date(row.expected)
        );
    }
}

TEST_CASE("exam: whoever waits as told keeps both limits, on any days") {
    Level level;
    level.attempt_gap_days = 7;
    level.attempts_a_quarter = 3;
    const auto seed = std::random_device{}();
    CAPTURE(seed);
    std::mt19937 random(seed);
    for (int run = 0; run < 200; run++) {
        std::vector<Date> handed_in;
        Date today = date(2026, 1, 1) + Days{static_cast<int>(random() % 400)};
        for (int i = 0; i < 20; i++) {
            const Date next = next_attempt_on(level, handed_in, today);
            REQUIRE(next >= today);
            if (!handed_in.empty()) REQUIRE(next >= handed_in.back() + Days{7});
            const auto same_quarter =
                std::count_if(handed_in.begin(), handed_in.end(), [next](Date day) {
                    return first_day_of_quarter(day) == first_day_of_quarter(next);
                });
            REQUIRE(same_quarter < 3);
            // Not later than needed: the day before is refused, unless it is today.
            if (next > today) REQUIRE(next_attempt_on(level, handed_in, next - Days{1}) == next);
            handed_in.push_back(next);
            today = next + Days{static_cast<int>(random() % 30)};
        }
    }
}

TEST_CASE("quarters: they begin on the first of January, April, July and October") {
    CHECK(first_day_of_quarter(date(2026, 1, 1)) == date(2026, 1, 1));
    CHECK(first_day_of_quarter(date(2026, 3, 31)) == date(2026, 1, 1));
    CHECK(first_day_of_quarter(date(2026, 4, 1)) == date(2026, 4, 1));
    CHECK(first_day_of_quarter(date(2026, 12, 31)) == date(2026, 10, 1));
    CHECK(first_day_of_next_quarter(date(2026, 12, 31)) == date(2027, 1, 1));
    CHECK(first_day_of_next_quarter(date(2026, 2, 28)) == date(2026, 4, 1));
}
