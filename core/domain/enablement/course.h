// What is taught and what is asked: the texts of the lessons, and the questions of the exams.
//
// Both travel to partners and are read offline. What the right answers are stands in a field that
// no view has (core/domain/view): it is read from a file of the server's and never leaves it.
#pragma once

#include "core/domain/person.h"

namespace entente {

enum class PartKind : std::uint8_t {
    heading,
    paragraph,
    list,
    flow,   // A picture of steps one after the other, drawn from its items.
    check,  // A question to oneself: items are the choices, `right` is told at once.
};
std::span<const std::string_view> names_of(PartKind);

struct LessonPart {
    PartKind kind = PartKind::paragraph;
    std::string text;
    std::vector<std::string> items;
    std::int32_t right = 0;  // Of a check: the position of the right item.
    std::string why;         // Of a check.

    void describe(FieldVisitor& v);
    friend bool operator==(const LessonPart&, const LessonPart&) = default;
};

struct LessonText {
    std::string key;  // Of a lesson of the program's course.
    std::vector<LessonPart> parts;

    void describe(FieldVisitor& v);
    friend bool operator==(const LessonText&, const LessonText&) = default;
};

// The lessons of one level.
struct CourseBook {
    std::string level;
    std::string version;
    std::vector<LessonText> lessons;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const CourseBook&, const CourseBook&) = default;
};

struct ExamQuestion {
    std::string key;
    std::string lesson;  // Where it is taught.
    std::string text;
    std::vector<std::string> choices;

    void describe(FieldVisitor& v);
    friend bool operator==(const ExamQuestion&, const ExamQuestion&) = default;
};

struct ExamAnswer {
    std::string question;
    std::int32_t right = 0;  // The position of the right choice.

    void describe(FieldVisitor& v);
    friend bool operator==(const ExamAnswer&, const ExamAnswer&) = default;
};

struct Exam {
    std::string level;
    std::string version;
    std::vector<ExamQuestion> questions;
    std::vector<ExamAnswer> answers;  // On the server only; empty everywhere else.
    // What the level asked when this version came: an attempt is judged by what it was given under.
    std::int32_t questions_drawn = 0;
    std::int32_t pass_score = 0;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Exam&, const Exam&) = default;
};

// One record a level, so its id follows from the level's key.
IdBytes course_book_id(std::string_view level);
IdBytes exam_id(std::string_view level);
// Of the version before, which somebody may have taken offline.
IdBytes former_exam_id(std::string_view level);

}  // namespace entente
