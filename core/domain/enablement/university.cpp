#include "core/domain/enablement/university.h"

#include "core/base/format/json.h"

#include <algorithm>

namespace entente {

using Found = std::optional<Problem>;

// What a file holds.
struct BookFile {
    std::vector<CourseBook> books;
    void describe(FieldVisitor& v) { field(v, "books", books); }
};

struct ExamFile {
    std::vector<Exam> exams;
    void describe(FieldVisitor& v) { field(v, "exams", exams); }
};

struct LevelAnswers {
    std::string level;
    std::string version;  // Of the exam they belong to.
    std::vector<ExamAnswer> answers;
    void describe(FieldVisitor& v) {
        field(v, "level", level);
        field(v, "version", version);
        field(v, "answers", answers);
    }
};

struct AnswerFile {
    std::vector<LevelAnswers> exams;
    void describe(FieldVisitor& v) { field(v, "exams", exams); }
};

static std::string at(const std::string& list, std::size_t index) {
    return list + "[" + std::to_string(index) + "]";
}

static Found problem(ProblemCode code, std::string field, std::string limit = {}) {
    return Problem{code, std::move(field), std::move(limit)};
}

static bool differ(const std::vector<std::string>& items) {
    for (std::size_t i = 0; i < items.size(); i++) {
        if (items[i].empty()) return false;
        if (std::find(items.begin(), items.end(), items[i]) !=
            items.begin() + static_cast<std::ptrdiff_t>(i)) {
            return false;
        }
    }
    return true;
}

static Found part_problem(const LessonPart& part, const std::string& path) {
    const bool itemized =
        part.kind == PartKind::list || part.kind == PartKind::flow || part.kind == PartKind::check;
    const bool worded = part.kind != PartKind::list && part.kind != PartKind::flow;
    if (worded && part.text.empty()) {
        return problem(ProblemCode::field_must_be_given, path + ".text");
    }
    if (itemized && (part.items.size() < 2 || !differ(part.items))) {
        return problem(ProblemCode::name_must_be_unique, path + ".items");
    }
    if (!itemized && !part.items.empty()) {
        return problem(ProblemCode::field_must_be_known, path + ".items");
    }
    if (part.kind != PartKind::check) return std::nullopt;
    if (part.right < 0 || part.right >= static_cast<std::int32_t>(part.items.size())) {
        const std::string limit = "0.." + std::to_string(part.items.size() - 1);
        return problem(ProblemCode::value_must_be_in_range, path + ".right", limit);
    }
    if (part.why.empty()) return problem(ProblemCode::field_must_be_given, path + ".why");
    return std::nullopt;
}

static const Course* course_of(const Program& program, std::string_view level) {
    for (const Course& course : program.courses) {
        if (course.level == level) return &course;
    }
    return nullptr;
}

// The lessons of a book are those of the program's course, in its order.
static Found book_problem(const CourseBook& book, const Program& program, const std::string& path) {
    const Course* course = course_of(program, book.level);
    if (course == nullptr) return problem(ProblemCode::reference_must_exist, path + ".level");
    if (book.version.empty()) return problem(ProblemCode::field_must_be_given, path + ".version");
    if (book.lessons.size() < lessons_a_level_min) {
        return problem(
            ProblemCode::value_must_be_in_range,
            path + ".lessons",
            std::to_string(lessons_a_level_min)
        );
    }
    if (book.lessons.size() != course->lessons.size()) {
        return problem(ProblemCode::reference_must_exist, path + ".lessons");
    }
    for (std::size_t i = 0; i < book.lessons.size(); i++) {
        const std::string lesson = at(path + ".lessons", i);
        if (book.lessons[i].key != course->lessons[i].key) {
            return problem(ProblemCode::reference_must_exist, lesson + ".key");
        }
        const std::vector<LessonPart>& parts = book.lessons[i].parts;
        if (parts.empty()) return problem(ProblemCode::field_must_be_given, lesson + ".parts");
        for (std::size_t p = 0; p < parts.size(); p++) {
            if (auto found = part_problem(parts[p], at(lesson + ".parts", p))) return found;
        }
    }
    return std::nullopt;
}

static Found question_problem(
    const Exam& exam, std::size_t index, const Program& program, const std::string& path
) {
    const ExamQuestion& question = exam.questions[index];
    for (std::size_t i = 0; i < index; i++) {
        if (exam.questions[i].key != question.key) continue;
        return problem(ProblemCode::name_must_be_unique, path + ".key");
    }
    if (question.key.empty()) return problem(ProblemCode::field_must_be_given, path + ".key");
    if (question.text.empty()) return problem(ProblemCode::field_must_be_given, path + ".text");
    const Course* course = course_of(program, exam.level);
    const bool taught =
        course != nullptr &&
        std::any_of(course->lessons.begin(), course->lessons.end(), [&](const Lesson& lesson) {
            return lesson.key == question.lesson;
        });
    if (!taught) return problem(ProblemCode::reference_must_exist, path + ".lesson");
    if (question.choices.size() < 3) {
        return problem(ProblemCode::value_must_be_in_range, path + ".choices", "3");
    }
    if (!differ(question.choices)) {
        return problem(ProblemCode::name_must_be_unique, path + ".choices");
    }
    return std::nullopt;
}

static Found exam_problem(const Exam& exam, const Program& program, const std::string& path) {
    const Level* level = entry_with_key(program.levels, exam.level);
    if (level == nullptr) return problem(ProblemCode::reference_must_exist, path + ".level");
    if (exam.version.empty()) return problem(ProblemCode::field_must_be_given, path + ".version");
    if (!exam.answers.empty()) {
        return problem(ProblemCode::field_must_be_known, path + ".answers");
    }
    // The program says these; a file that could would say something else.
    if (exam.questions_drawn != 0) {
        return problem(ProblemCode::field_must_be_known, path + ".questions_drawn");
    }
    if (exam.pass_score != 0) {
        return problem(ProblemCode::field_must_be_known, path + ".pass_score");
    }
    const auto drawn = static_cast<std::size_t>(level->exam_questions);
    const std::size_t needed = std::max(questions_a_level_min, drawn);
    if (exam.questions.size() < needed) {
        return problem(
            ProblemCode::value_must_be_in_range, path + ".questions", std::to_string(needed)
        );
    }
    for (std::size_t i = 0; i < exam.questions.size(); i++) {
        if (auto found = question_problem(exam, i, program, at(path + ".questions", i))) {
            return found;
        }
    }
    return std::nullopt;
}

static Found answers_problem(const Exam& exam, const LevelAnswers& given, const std::string& path) {
    if (given.version != exam.version) {
        return problem(ProblemCode::version_must_be_supported, path + ".version", exam.version);
    }
    for (std::size_t i = 0; i < given.answers.size(); i++) {
        const std::string answer = at(path + ".answers", i);
        const std::string& key = given.answers[i].question;
        const ExamQuestion* question = entry_with_key(exam.questions, key);
        if (question == nullptr) {
            return problem(ProblemCode::reference_must_exist, answer + ".question");
        }
        for (std::size_t other = 0; other < i; other++) {
            if (given.answers[other].question != key) continue;
            return problem(ProblemCode::name_must_be_unique, answer + ".question");
        }
        const auto choices = static_cast<std::int32_t>(question->choices.size());
        const std::int32_t right = given.answers[i].right;
        if (right < 0 || right >= choices) {
            const std::string limit = "0.." + std::to_string(choices - 1);
            return problem(ProblemCode::value_must_be_in_range, answer + ".right", limit);
        }
    }
    if (given.answers.size() != exam.questions.size()) {
        return problem(ProblemCode::field_must_be_given, path + ".answers");
    }
    return std::nullopt;
}

// One entry a level of the program, none twice.
template <typename Entry>
static Found levels_problem(
    const std::vector<Entry>& entries, const Program& program, const std::string& list
) {
    for (std::size_t i = 0; i < entries.size(); i++) {
        for (std::size_t other = 0; other < i; other++) {
            if (entries[other].level != entries[i].level) continue;
            return problem(ProblemCode::name_must_be_unique, at(list, i) + ".level");
        }
    }
    for (const Level& level : program.levels) {
        const bool there = std::any_of(entries.begin(), entries.end(), [&](const Entry& entry) {
            return entry.level == level.key;
        });
        if (!there) return problem(ProblemCode::field_must_be_given, list, level.key);
    }
    return std::nullopt;
}

// The part of a file's problem that says which file it is.
static Problem in_file(std::string_view file, Problem problem) {
    problem.field = std::string(file) + ":" + problem.field;
    return problem;
}

static Found add_answers(
    std::vector<Exam>& exams, std::vector<LevelAnswers> answers, const Program& program
) {
    if (auto found = levels_problem(answers, program, "exams")) return found;
    for (std::size_t i = 0; i < answers.size(); i++) {
        const std::string path = at("exams", i);
        const auto exam = std::find_if(exams.begin(), exams.end(), [&](const Exam& one) {
            return one.level == answers[i].level;
        });
        if (exam == exams.end()) {
            return problem(ProblemCode::reference_must_exist, path + ".level");
        }
        if (auto found = answers_problem(*exam, answers[i], path)) return found;
        exam->answers = std::move(answers[i].answers);
    }
    return std::nullopt;
}

Result<University> load_university(const UniversityFiles& files, const Program& program) {
    auto books = from_json<BookFile>(files.lessons);
    if (!books.ok()) return in_file("lessons", books.problem());
    auto exams = from_json<ExamFile>(files.exams);
    if (!exams.ok()) return in_file("exams", exams.problem());
    University all{std::move(books.value().books), std::move(exams.value().exams)};
    if (auto found = levels_problem(all.books, program, "books")) {
        return in_file("lessons", *std::move(found));
    }
    for (std::size_t i = 0; i < all.books.size(); i++) {
        if (auto found = book_problem(all.books[i], program, at("books", i))) {
            return in_file("lessons", *std::move(found));
        }
    }
    if (auto found = levels_problem(all.exams, program, "exams")) {
        return in_file("exams", *std::move(found));
    }
    for (std::size_t i = 0; i < all.exams.size(); i++) {
        if (auto found = exam_problem(all.exams[i], program, at("exams", i))) {
            return in_file("exams", *std::move(found));
        }
        const Level* level = entry_with_key(program.levels, all.exams[i].level);
        all.exams[i].questions_drawn = level->exam_questions;
        all.exams[i].pass_score = level->pass_score;
    }
    if (files.answers.empty()) return all;
    auto answers = from_json<AnswerFile>(files.answers);
    if (!answers.ok()) return in_file("answers", answers.problem());
    auto found = add_answers(all.exams, std::move(answers.value().exams), program);
    if (found) return in_file("answers", *std::move(found));
    return all;
}

template <typename Body>
static Record record_of(const IdBytes& id, const Body& body, std::int64_t version, Moment now) {
    return {
        .id = id,
        .version = version,
        .created_at = now,
        .changed_at = now,
        .changed_by = {},
        .body = body};
}

std::vector<Record> university_records(
    const University& university, std::int64_t version, Moment now
) {
    check(version > 0);
    std::vector<Record> records;
    for (const CourseBook& book : university.books) {
        records.push_back(record_of(course_book_id(book.level), book, version, now));
    }
    for (const Exam& exam : university.exams) {
        records.push_back(record_of(exam_id(exam.level), exam, version, now));
    }
    return records;
}

}  // namespace entente
