#include "core/domain/enablement/course.h"

#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(PartKind) {
    static constexpr std::array<std::string_view, 5> names{
        "heading", "paragraph", "list", "flow", "check"};
    return names;
}

void LessonPart::describe(FieldVisitor& v) {
    field(v, "kind", kind);
    field(v, "text", text);
    field(v, "items", items);
    field(v, "right", right);
    field(v, "why", why);
}

void LessonText::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "parts", parts);
}

void CourseBook::describe(FieldVisitor& v) {
    field(v, "level", level);
    field(v, "version", version);
    field(v, "lessons", lessons);
}

void ExamQuestion::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "lesson", lesson);
    field(v, "text", text);
    field(v, "choices", choices);
}

void ExamAnswer::describe(FieldVisitor& v) {
    field(v, "question", question);
    field(v, "right", right);
}

void Exam::describe(FieldVisitor& v) {
    field(v, "level", level);
    field(v, "version", version);
    field(v, "questions", questions);
    field(v, "answers", answers);
    field(v, "questions_drawn", questions_drawn);
    field(v, "pass_score", pass_score);
}

// The same for everybody, and apart from the program: no device asks for it before a screen does.
static Place for_everybody(const Record&) {
    return {.home = Place::Home::university, .partner = {}, .owner = {}, .shared = true};
}

static constexpr FieldAccess book_fields[] = {
    {"level", seen_by::all},
    {"version", seen_by::all},
    {"lessons", seen_by::all},
};

constinit const KindRule CourseBook::registered = {
    .kind = Kind::course_book,
    .type = body_type<CourseBook>,
    .place = for_everybody,
    .index_keys = [](const Record&) -> std::vector<std::string> { return {"course_books"}; },
    .fields = book_fields};

static constexpr FieldAccess exam_fields[] = {
    {"level", seen_by::all},
    {"version", seen_by::all},
    {"questions", seen_by::all},
    // Not even staff: who could read them could take the exam with them.
    {"answers", seen_by::nobody},
    {"questions_drawn", seen_by::all},
    {"pass_score", seen_by::all},
};

constinit const KindRule Exam::registered = {
    .kind = Kind::exam,
    .type = body_type<Exam>,
    .place = for_everybody,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        const bool current = record.id == exam_id(body_of<Exam>(record).level);
        return {current ? "exams" : "former_exams"};
    },
    .fields = exam_fields};

IdBytes course_book_id(std::string_view level) {
    return derived_id({}, "course:" + std::string(level), 0);
}

IdBytes exam_id(std::string_view level) {
    return derived_id({}, "exam:" + std::string(level), 0);
}

IdBytes former_exam_id(std::string_view level) {
    return derived_id({}, "exam:" + std::string(level), 1);
}

}  // namespace entente
