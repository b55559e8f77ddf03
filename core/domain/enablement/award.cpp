#include "core/domain/enablement/award.h"

#include "core/base/sort.h"
#include "core/domain/enablement/attempt.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

static bool holds(const std::vector<AwardedBy>& list, AwardedBy one) {
    return std::find(list.begin(), list.end(), one) != list.end();
}

// A renewal asks nothing that the level does not (support/service_rules.cpp), so the exam is all
// that can be missing behind a step.
static void ask_all_of(Enrollment& enrollment, const Level& level) {
    enrollment.renewal = false;
    const bool exam_is_missing =
        holds(level.awarded_by, AwardedBy::exam) && !holds(level.renewed_by, AwardedBy::exam);
    if (enrollment.step == EnrollmentStep::project && exam_is_missing) {
        enrollment.step = EnrollmentStep::exam;
    }
}

Enrollment as_of(
    const Enrollment& enrollment, const Program& program, const Certificates& held, Date today
) {
    Enrollment now = enrollment;
    const Level* level = entry_with_key(program.levels, enrollment.level);
    const Course* course = course_of(program, enrollment.level);
    if (level == nullptr || course == nullptr) return now;
    if (now.renewal) {
        const Certificate* last = latest_of(held, now.person, now.level);
        if (last == nullptr || !holds_on(*last, today)) ask_all_of(now, *level);
    }
    now.lessons_total = static_cast<std::int32_t>(course->lessons.size());
    now.lessons_done = lessons_done(now, *course);
    const bool all = now.lessons_done == now.lessons_total;
    if (all && now.step == EnrollmentStep::lessons) now.step = step_after_lessons(now, *level);
    return now;
}

bool is_judged_by_peers(const Level& level) {
    return holds(level.awarded_by, AwardedBy::peer_review);
}

std::vector<PersonId> peers_of(
    PersonId author, const Level& level, const Certificates& held, Date today
) {
    std::vector<PersonId> peers;
    if (!is_judged_by_peers(level)) return peers;
    for (const Certificate* one : held) {
        const bool judges = one->level == level.key && holds_on(*one, today) &&
                            one->person.given() && one->person != author;
        if (judges) peers.push_back(one->person);
    }
    sort_values(peers);
    peers.erase(std::unique(peers.begin(), peers.end()), peers.end());
    return peers;
}

const std::vector<AwardedBy>& asked_by(const Enrollment& enrollment, const Level& level) {
    return enrollment.renewal ? level.renewed_by : level.awarded_by;
}

EnrollmentStep step_after_lessons(const Enrollment& enrollment, const Level& level) {
    const bool exam = holds(asked_by(enrollment, level), AwardedBy::exam);
    return exam ? EnrollmentStep::exam : EnrollmentStep::project;
}

std::optional<EnrollmentStep> step_after_exam(const Enrollment& enrollment, const Level& level) {
    const bool project = holds(asked_by(enrollment, level), AwardedBy::project);
    if (project) return EnrollmentStep::project;
    return std::nullopt;
}

const Course* course_of(const Program& program, std::string_view level) {
    for (const Course& course : program.courses) {
        if (course.level == level) return &course;
    }
    return nullptr;
}

std::int32_t lessons_done(const Enrollment& enrollment, const Course& course) {
    const auto& done = enrollment.lessons;
    const auto count =
        std::count_if(course.lessons.begin(), course.lessons.end(), [&done](const Lesson& one) {
            return std::find(done.begin(), done.end(), one.key) != done.end();
        });
    return static_cast<std::int32_t>(count);
}

Certificates certificates_of(PartnerId partner, const RecordSource& records) {
    Certificates certificates;
    for (const Record* record : records.under(index_key("certificates_of", partner.bytes))) {
        certificates.push_back(&body_of<Certificate>(*record));
    }
    return certificates;
}

// The last thing that is asked is what it is known by.
static AwardedBy known_by(const std::vector<AwardedBy>& asked) {
    if (holds(asked, AwardedBy::peer_review)) return AwardedBy::peer_review;
    return holds(asked, AwardedBy::project) ? AwardedBy::project : AwardedBy::exam;
}

// Whoever holds the level from today on sees what waits for somebody who does.
static void show_waiting_projects(
    const Enrollment& enrollment, const RecordSource& records, ChangeSet& changes
) {
    for (const Record* record : records.under(index_key("projects_of", enrollment.partner.bytes))) {
        const auto& project = body_of<Project>(*record);
        if (project.state != ProjectState::handed_in || project.level != enrollment.level) continue;
        const auto& known = project.reviewers;
        const bool shown = project.person == enrollment.person ||
                           std::find(known.begin(), known.end(), enrollment.person) != known.end();
        if (shown) continue;
        Record waiting = changes.edited(*record, By::system);
        body_of<Project>(waiting).reviewers.push_back(enrollment.person);
        changes.put(std::move(waiting));
    }
}

void award(Record& record, const RecordSource& records, ChangeSet& changes) {
    auto& enrollment = body_of<Enrollment>(record);
    const Context& context = changes.context();
    const Level* level = entry_with_key(context.program.levels, enrollment.level);
    check(level != nullptr);
    const Certificates held = certificates_of(enrollment.partner, records);
    const Certificate* before = latest_of(held, enrollment.person, level->key);
    Certificate certificate;
    certificate.partner = enrollment.partner;
    certificate.person = enrollment.person;
    certificate.level = level->key;
    certificate.awarded_on = changes.today();
    certificate.expires_on =
        last_day_of(*level, changes.today(), enrollment.renewal ? before : nullptr);
    certificate.awarded_by = known_by(asked_by(enrollment, *level));
    check(certificate.expires_on > certificate.awarded_on);
    enrollment.step = EnrollmentStep::finished;
    const IdBytes id = derived_id(context.command_seed, "certificate", 0);
    const std::string until = text_from_date(certificate.expires_on);
    changes.put(changes.created(id, std::move(certificate)));
    changes.tell(
        record, {.event = "certificate_awarded", .from = level->key, .to = until, .rule = {}}
    );
    if (is_judged_by_peers(*level)) show_waiting_projects(enrollment, records, changes);
    note_first_certificate(enrollment.partner, level->key, records, changes);
}

}  // namespace entente
