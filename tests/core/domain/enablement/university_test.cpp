#include "core/domain/enablement/university.h"

#include "core/base/format/json.h"
#include "core/domain/project.h"
#include "tests/support/program_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>

using namespace entente;
using namespace entente::test;

namespace {

const Program& program() {
    static const ProgramWorld world;
    return world.program;
}

std::string text_of(const char* path) {
    std::ifstream file(std::string(ENTENTE_SOURCE_DIR "/") + path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

struct Texts {
    std::string lessons = text_of("assets/university/lessons.json");
    std::string exams = text_of("assets/university/exams.json");
    std::string answers = text_of("server-stub/university/exam_answers.json");

    std::string verdict() const {
        const auto loaded = load_university({lessons, exams, answers}, program());
        return loaded.ok() ? "accepted" : text_from(loaded.problem());
    }
};

// Replaces what stands there first.
void replace(std::string& text, std::string_view what, std::string_view with) {
    const std::size_t at = text.find(what);
    REQUIRE(at != std::string::npos);
    text.replace(at, what.size(), with);
}

// Asks another question before the first.
void ask_first(std::string& exams, const std::string& choices) {
    replace(
        exams,
        R"("questions": [)",
        R"("questions": [{"key": "q", "lesson": "foundation_1", "text": "?", "choices": )" +
            choices + "}, "
    );
}

struct Unsound {
    const char* why;
    void (*spoil)(Texts&);
    std::string expected;
};

const Unsound unsound[] = {
    {"nothing is wrong", [](Texts&) {}, "accepted"},
    {"lessons that end early", [](Texts& t) { t.lessons = "{"; }, "bytes_must_parse lessons: 2"},
    {"exams that end early", [](Texts& t) { t.exams = "{"; }, "bytes_must_parse exams: 2"},
    {"answers that end early", [](Texts& t) { t.answers = "{"; }, "bytes_must_parse answers: 2"},
    {"a field nobody knows",
     [](Texts& t) { replace(t.lessons, R"("version")", R"("edition")"); },
     "field_must_be_known lessons:books[0].edition"},
    {"a level nobody knows",
     [](Texts& t) { replace(t.lessons, R"("level": "expert")", R"("level": "master")"); },
     "field_must_be_given lessons:books expert"},
    {"a level twice",
     [](Texts& t) { replace(t.lessons, R"("level": "expert")", R"("level": "foundation")"); },
     "name_must_be_unique lessons:books[2].level"},
    {"no version",
     [](Texts& t) { replace(t.lessons, R"("version": "2026-10")", R"("version": "")"); },
     "field_must_be_given lessons:books[0].version"},
    {"a level nobody knows among the others",
     [](Texts& t) { replace(t.lessons, "[", R"([{"level": "master"}, )"); },
     "reference_must_exist lessons:books[0].level"},
    {"too few lessons",
     [](Texts& t) {
         t.lessons = R"({"books": [{"level": "foundation", "version": "1", "lessons": []},
             {"level": "professional"}, {"level": "expert"}]})";
     },
     "value_must_be_in_range lessons:books[0].lessons 6"},
    {"more lessons than the course has",
     [](Texts& t) {
         replace(t.lessons, R"("lessons": [)", R"("lessons": [{"key": "foundation_0"}, )");
     },
     "reference_must_exist lessons:books[0].lessons"},
    {"a lesson that says nothing",
     [](Texts& t) {
         std::string lessons;
         for (int i = 1; i <= 8; i++) {
             lessons += i == 1 ? "" : ", ";
             lessons += R"({"key": "foundation_)" + std::to_string(i) + R"("})";
         }
         t.lessons = R"({"books": [{"level": "foundation", "version": "1", "lessons": [)" +
                     lessons + R"(]}, {"level": "professional"}, {"level": "expert"}]})";
     },
     "field_must_be_given lessons:books[0].lessons[0].parts"},
    {"a heading with items",
     [](Texts& t) {
         replace(t.lessons, R"("kind": "heading")", R"("items": ["a", "b"], "kind": "heading")");
     },
     "field_must_be_known lessons:books[0].lessons[0].parts[0].items"},
    {"a list of one",
     [](Texts& t) {
         replace(t.lessons, R"("parts": [)", R"("parts": [{"kind": "list", "items": ["a"]}, )");
     },
     "name_must_be_unique lessons:books[0].lessons[0].parts[0].items"},
    {"an item that says nothing",
     [](Texts& t) { replace(t.lessons, "\"First fitting route\"", "\"\""); },
     "name_must_be_unique lessons:books[0].lessons[1].parts[4].items"},
    {"a check that does not say why",
     [](Texts& t) {
         const std::size_t begin = t.lessons.find(R"("why": ")") + 8;
         t.lessons.erase(begin, t.lessons.find('"', begin) - begin);
     },
     "field_must_be_given lessons:books[0].lessons[0].parts[6].why"},
    {"a check whose right item is before the first",
     [](Texts& t) { replace(t.lessons, R"("right": )", R"("right": -1)"); },
     "value_must_be_in_range lessons:books[0].lessons[0].parts[6].right 0..2"},
    {"a lesson the program does not have",
     [](Texts& t) { replace(t.lessons, R"("foundation_2")", R"("foundation_9")"); },
     "reference_must_exist lessons:books[0].lessons[1].key"},
    {"a part without its text",
     [](Texts& t) { replace(t.lessons, R"("text": "What the platform does")", R"("text": "")"); },
     "field_must_be_given lessons:books[0].lessons[0].parts[0].text"},
    {"a part of no kind",
     [](Texts& t) { replace(t.lessons, R"("kind": "heading")", R"("kind": "video")"); },
     "value_must_be_one_of_the_choices lessons:books[0].lessons[0].parts[0].kind"},
    {"two items that are the same",
     [](Texts& t) { replace(t.lessons, "\"First fitting route\"", "\"Task arrives\""); },
     "name_must_be_unique lessons:books[0].lessons[1].parts[4].items"},
    {"a check whose right item is not there",
     [](Texts& t) { replace(t.lessons, R"("right": )", R"("right": 7)"); },
     "value_must_be_in_range lessons:books[0].lessons[0].parts[6].right 0..2"},
    {"a level without its exam",
     [](Texts& t) { replace(t.exams, R"("level": "expert")", R"("level": "master")"); },
     "field_must_be_given exams:exams expert"},
    {"an exam of a level nobody knows",
     [](Texts& t) { replace(t.exams, "[", R"([{"level": "master"}, )"); },
     "reference_must_exist exams:exams[0].level"},
    {"an exam without a version",
     [](Texts& t) { replace(t.exams, R"("version": "2026-10")", R"("version": "")"); },
     "field_must_be_given exams:exams[0].version"},
    {"a number of questions that the program does not say",
     [](Texts& t) { replace(t.exams, R"("version")", R"("questions_drawn": 5, "version")"); },
     "field_must_be_known exams:exams[0].questions_drawn"},
    {"a score that the program does not say",
     [](Texts& t) { replace(t.exams, R"("version")", R"("pass_score": 10, "version")"); },
     "field_must_be_known exams:exams[0].pass_score"},
    {"a question without its key",
     [](Texts& t) { replace(t.exams, R"("foundation_q1")", R"("")"); },
     "field_must_be_given exams:exams[0].questions[0].key"},
    {"a question that asks nothing",
     [](Texts& t) { replace(t.exams, "What does the platform turn work into?", ""); },
     "field_must_be_given exams:exams[0].questions[0].text"},
    {"a question of two choices",
     [](Texts& t) { ask_first(t.exams, R"(["a", "b"])"); },
     "value_must_be_in_range exams:exams[0].questions[0].choices 3"},
    {"a choice that says nothing",
     [](Texts& t) { ask_first(t.exams, R"(["a", "b", ""])"); },
     "name_must_be_unique exams:exams[0].questions[0].choices"},
    {"too few questions",
     [](Texts& t) {
         t.exams = R"({"exams": [{"level": "foundation", "version": "1", "questions": []},
             {"level": "professional", "version": "1"}, {"level": "expert", "version": "1"}]})";
     },
     "value_must_be_in_range exams:exams[0].questions 30"},
    {"a question twice",
     [](Texts& t) { replace(t.exams, R"("foundation_q2")", R"("foundation_q1")"); },
     "name_must_be_unique exams:exams[0].questions[1].key"},
    {"a question of a lesson that is not there",
     [](Texts& t) { replace(t.exams, R"("lesson": "foundation_1")", R"("lesson": "expert_1")"); },
     "reference_must_exist exams:exams[0].questions[0].lesson"},
    {"two choices that are the same",
     [](Texts& t) {
         replace(t.exams, "Mails that are sorted by sender", "Meetings with a fixed agenda");
     },
     "name_must_be_unique exams:exams[0].questions[0].choices"},
    {"answers among the questions",
     [](Texts& t) {
         replace(t.exams, R"("questions")", R"("answers": [{"question": "q"}], "questions")");
     },
     "field_must_be_known exams:exams[0].answers"},
    {"answers to an older exam",
     [](Texts& t) { replace(t.answers, R"("version": "2026-10")", R"("version": "2026-09")"); },
     "version_must_be_supported answers:exams[0].version 2026-10"},
    {"an answer to nothing",
     [](Texts& t) { replace(t.answers, R"("foundation_q1")", R"("foundation_q99")"); },
     "reference_must_exist answers:exams[0].answers[0].question"},
    {"an answer twice",
     [](Texts& t) { replace(t.answers, R"("foundation_q2")", R"("foundation_q1")"); },
     "name_must_be_unique answers:exams[0].answers[1].question"},
    {"a right choice that is not there",
     [](Texts& t) { replace(t.answers, R"("right": )", R"("right": 9)"); },
     "value_must_be_in_range answers:exams[0].answers[0].right 0..3"},
    {"a right choice before the first",
     [](Texts& t) { replace(t.answers, R"("right": )", R"("right": -1)"); },
     "value_must_be_in_range answers:exams[0].answers[0].right 0..3"},
    {"a question without its answer",
     [](Texts& t) {
         t.answers = R"({"exams": [{"level": "foundation", "version": "2026-10"},
             {"level": "professional"}, {"level": "expert"}]})";
     },
     "field_must_be_given answers:exams[0].answers"},
    {"answers to the exam of a level nobody knows",
     [](Texts& t) { replace(t.answers, "[", R"([{"level": "master"}, )"); },
     "reference_must_exist answers:exams[0].level"},
    {"no answers for a level",
     [](Texts& t) { t.answers = R"({"exams": []})"; },
     "field_must_be_given answers:exams foundation"},
};

}  // namespace

TEST_CASE("university: what is not sound is refused with its file and path") {
    for (const Unsound& row : unsound) {
        CAPTURE(row.why);
        Texts texts;
        row.spoil(texts);
        CHECK(texts.verdict() == row.expected);
    }
}

TEST_CASE("university: every level has its lessons, and at least 30 questions about them") {
    const University& university = shipped_university();
    REQUIRE(university.books.size() == 3);
    REQUIRE(university.exams.size() == 3);
    for (std::size_t i = 0; i < 3; i++) {
        CAPTURE(university.books[i].level);
        CHECK(university.books[i].lessons.size() >= 6);
        const Exam& exam = university.exams[i];
        CHECK(exam.questions.size() >= 30);
        CHECK(exam.answers.size() == exam.questions.size());
        // No lesson is taught that the exam never asks about.
        for (const LessonText& lesson : university.books[i].lessons) {
            CAPTURE(lesson.key);
            const bool asked = std::any_of(
                exam.questions.begin(),
                exam.questions.end(),
                [&lesson](const ExamQuestion& question) { return question.lesson == lesson.key; }
            );
            CHECK(asked);
            const bool has_check =
                std::any_of(lesson.parts.begin(), lesson.parts.end(), [](const LessonPart& part) {
                    return part.kind == PartKind::check;
                });
            CHECK(has_check);
        }
    }
}

TEST_CASE("university: the right choice stands in every place, so that guessing gains nothing") {
    for (const Exam& exam : shipped_university().exams) {
        CAPTURE(exam.level);
        std::vector<int> places(4);
        for (const ExamAnswer& answer : exam.answers) {
            places[static_cast<std::size_t>(answer.right)]++;
        }
        for (const int count : places) {
            CHECK(count >= 3);
            CHECK(count <= 16);
        }
    }
}

TEST_CASE("university: without the file of answers it loads and holds none") {
    const Texts texts;
    const auto loaded = load_university({texts.lessons, texts.exams, {}}, program());
    REQUIRE(loaded.ok());
    for (const Exam& exam : loaded.value().exams) CHECK(exam.answers.empty());
}

TEST_CASE("university: no view of an exam holds an answer, not even the staff's") {
    std::size_t exams = 0;
    for (const Record& record : university_records(shipped_university(), 1, Moment{1'000})) {
        for (std::size_t i = 0; i < names_of(Audience{}).size(); i++) {
            const Viewer viewer{
                .audience = static_cast<Audience>(i),
                .person = {derived_id({}, "somebody", 0)},
                .partner = {derived_id({}, "partner", 0)}};
            const auto seen = project(record, viewer);
            REQUIRE(seen.has_value());
            CHECK(scope_of(record) == "university");
            const Exam* exam = seen->body.as<Exam>();
            if (exam == nullptr) continue;
            exams++;
            CHECK(exam->answers.empty());
            CHECK(exam->questions.size() >= 30);
        }
    }
    CHECK(exams == 3 * names_of(Audience{}).size());
}

TEST_CASE("university: newer texts replace the older ones") {
    const auto first = university_records(shipped_university(), 1, Moment{1'000});
    const auto second = university_records(shipped_university(), 2, Moment{2'000});
    REQUIRE(first.size() == second.size());
    for (std::size_t i = 0; i < first.size(); i++) {
        CHECK(first[i].key() == second[i].key());
        CHECK(second[i].version == 2);
    }
}

TEST_CASE("university: an exam's former version is not among the exams") {
    RecordMap records;
    for (Record& record : university_records(shipped_university(), 1, Moment{1'000})) {
        records.put(std::move(record));
    }
    Record former = *records.find({Kind::exam, exam_id("expert")});
    former.id = former_exam_id("expert");
    records.put(former);
    CHECK(records.under("exams").size() == 3);
    CHECK(records.under("former_exams") == std::vector{records.find(former.key())});
}
