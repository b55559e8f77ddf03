// Enrolling, learning and the exam. Offline each of them shows at once what it will lead to, but
// for the grade, which only the server can give.
#include "core/domain/enablement/award.h"
#include "core/domain/enablement/exam.h"
#include "core/domain/enablement/learning_acts.h"
#include "core/domain/enablement/next_step.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

static Result<const Level*> known_level(const Program& program, std::string_view key) {
    const Level* level = entry_with_key(program.levels, key);
    if (level == nullptr) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "level", {}};
    }
    return level;
}

// One's own, at any step.
static Result<const Record*> own_enrollment(
    const IdBytes& id, const RecordSource& records, const Context& context
) {
    TRY(const Record* record, record_in_reach({Kind::enrollment, id}, records, context.actor));
    if (body_of<Enrollment>(*record).person != context.actor.person) {
        return Problem{ProblemCode::record_must_be_yours, "enrollment", {}};
    }
    return record;
}

// What a new round of the level asks for, given the certificate that the person has.
static Result<bool> is_renewal(
    const Level& level, const RecordSource& records, const Context& context
) {
    const Certificates all = certificates_of(context.actor.partner, records);
    const Certificate* last = latest_of(all, context.actor.person, level.key);
    if (last == nullptr) return false;
    const Date today = date_of(context.now);
    switch (state_of(*last, all, level, today)) {
        case CertificateState::active:
            return Problem{
                ProblemCode::certificate_must_be_expiring,
                "level",
                text_from_date(last->expires_on - Days{level.expiring_days})};
        case CertificateState::expiring:
            return true;
        case CertificateState::expired:
        case CertificateState::renewed:
            return false;
    }
    return false;
}

Result<Changes> act(const Enroll& command, const RecordSource& records, const Context& context) {
    TRY(const Level* level, known_level(context.program, command.level));
    const Course* course = course_of(context.program, level->key);
    if (course == nullptr) return Problem{ProblemCode::reference_must_exist, "level", {}};
    if (command.enrollment.bytes != enrollment_id(context.actor.person, level->key)) {
        return Problem{ProblemCode::id_must_be_valid, "enrollment", {}};
    }
    const Learner learner{records, context.program, context.actor, date_of(context.now)};
    TRY_DONE(level_before_is_held(*level, learner));
    const Record* before = records.find({Kind::enrollment, command.enrollment.bytes});
    if (before != nullptr && body_of<Enrollment>(*before).step != EnrollmentStep::finished) {
        return ProblemCode::enrollment_must_be_finished_first;
    }
    TRY(const bool renewal, is_renewal(*level, records, context));

    ChangeSet changes(context);
    Enrollment enrollment;
    if (before != nullptr) {
        enrollment.lessons = body_of<Enrollment>(*before).lessons;
        enrollment.lesson_done_on = body_of<Enrollment>(*before).lesson_done_on;
    }
    enrollment.partner = context.actor.partner;
    enrollment.person = context.actor.person;
    enrollment.level = level->key;
    enrollment.renewal = renewal;
    enrollment.enrolled_on = changes.today();
    enrollment.lessons_total = static_cast<std::int32_t>(course->lessons.size());
    enrollment.lessons_done = lessons_done(enrollment, *course);
    if (enrollment.lessons_done == enrollment.lessons_total) {
        enrollment.step = step_after_lessons(enrollment, *level);
    }
    Record record = before == nullptr ? changes.created(command.enrollment.bytes, Enrollment{})
                                      : changes.edited(*before);
    body_of<Enrollment>(record) = std::move(enrollment);
    const std::string_view event = renewal ? "renewal_begun" : "level_begun";
    changes.tell(record, {.event = event, .to = level->key});
    changes.put(std::move(record));
    return changes.take();
}

static void bring_up_to_date(Record& record, const RecordSource& records, const Context& context) {
    auto& enrollment = body_of<Enrollment>(record);
    const Certificates held = certificates_of(enrollment.partner, records);
    enrollment = as_of(enrollment, context.program, held, date_of(context.now));
}

Result<Changes> act(
    const FinishLesson& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, own_enrollment(command.enrollment.bytes, records, context));
    const auto& stands = body_of<Enrollment>(*before);
    const Course* course = course_of(context.program, stands.level);
    if (course == nullptr || entry_with_key(course->lessons, command.lesson) == nullptr) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "lesson", {}};
    }
    const auto& done = stands.lessons;
    // Finished on two devices is finished once: there is nothing to refuse.
    if (std::find(done.begin(), done.end(), command.lesson) != done.end()) return Changes{};

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& enrollment = body_of<Enrollment>(record);
    enrollment.lessons.push_back(command.lesson);
    enrollment.lesson_done_on = changes.today();
    bring_up_to_date(record, records, context);
    changes.tell(record, {.event = "lesson_finished", .to = command.lesson});
    changes.put(std::move(record));
    return changes.take();
}

// What the grade leads to for the enrollment.
static void apply(
    const Grade& grade,
    Attempt& attempt,
    Record& record,
    const RecordSource& records,
    ChangeSet& changes
) {
    auto& enrollment = body_of<Enrollment>(record);
    const Level* level = entry_with_key(changes.context().program.levels, enrollment.level);
    check(level != nullptr);
    attempt.asked = grade.asked;
    attempt.right = grade.right;
    attempt.score = grade.score;
    attempt.lessons_to_review = grade.lessons_to_review;
    enrollment.best_score = std::max(enrollment.best_score, grade.score);
    const bool counts =
        enrollment.step == EnrollmentStep::exam || enrollment.step == EnrollmentStep::exam_failed;
    if (!counts) {
        attempt.state = AttemptState::assessed;
        return;
    }
    attempt.state = grade.passed ? AttemptState::passed : AttemptState::failed;
    if (!grade.passed) {
        enrollment.step = EnrollmentStep::exam_failed;
        return;
    }
    const std::optional<EnrollmentStep> next = step_after_exam(enrollment, *level);
    if (next) {
        enrollment.step = *next;
        return;
    }
    award(record, records, changes);
}

// The version that was taken: today's, or the one before, whose questions somebody answered offline
// while the new ones came.
static Result<const Exam*> exam_taken(
    const HandInAttempt& command, const RecordSource& records, const Context& context
) {
    const Record* record = records.find({Kind::exam, exam_id(command.level)});
    if (record == nullptr) return Problem{ProblemCode::record_must_exist, "exam", {}};
    const auto* exam = &body_of<Exam>(*record);
    const Record* former = records.find({Kind::exam, former_exam_id(command.level)});
    if (exam->version != command.exam_version) {
        if (former == nullptr || body_of<Exam>(*former).version != command.exam_version) {
            return Problem{ProblemCode::exam_must_be_current, "exam_version", exam->version};
        }
        exam = &body_of<Exam>(*former);
    }
    if (context.authority && exam->answers.empty()) {
        return Problem{ProblemCode::reference_must_exist, "exam.answers", {}};
    }
    return exam;
}

Result<Changes> act(
    const HandInAttempt& command, const RecordSource& records, const Context& context
) {
    TRY(const Level* level, known_level(context.program, command.level));
    const PersonId person = context.actor.person;
    TRY(const Record* before,
        own_enrollment(enrollment_id(person, command.level), records, context));
    if (records.find({Kind::attempt, command.attempt.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "attempt", {}};
    }
    const Date today = date_of(context.now);
    const Learner learner{records, context.program, context.actor, today};
    ChangeSet changes(context);
    Record record = changes.edited(*before);
    bring_up_to_date(record, records, context);
    auto& enrollment = body_of<Enrollment>(record);
    TRY_DONE(attempt_is_open(enrollment, *level, learner));
    std::vector<Date> days = days_of_attempts(level->key, learner);
    TRY(const Exam* exam, exam_taken(command, records, context));
    const auto ordinal = static_cast<std::int32_t>(days.size());
    const auto asked = drawn_questions(*exam, person, ordinal, questions_drawn(*exam, *level));
    TRY_DONE(answers_fit(asked, command.answers));

    Attempt attempt;
    attempt.partner = enrollment.partner;
    attempt.person = person;
    attempt.level = level->key;
    attempt.ordinal = ordinal;
    attempt.exam_version = exam->version;
    attempt.answers = command.answers;
    attempt.handed_in_on = today;
    days.push_back(today);
    enrollment.next_attempt_on = next_attempt_on(*level, days, today);
    if (context.authority) {
        const Grade grade = graded(*exam, asked, command.answers, pass_score(*exam, *level));
        apply(grade, attempt, record, records, changes);
    }
    const std::string state(name_of(attempt.state));
    changes.tell(record, {.event = "exam_handed_in", .from = level->key, .to = state});
    changes.put(changes.created(command.attempt.bytes, std::move(attempt)));
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
