#include "core/domain/enablement/award.h"

#include "core/domain/onboarding/onboarding.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

static bool holds(const std::vector<AwardedBy>& list, AwardedBy one) {
    return std::find(list.begin(), list.end(), one) != list.end();
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

void award(Enrollment& enrollment, const RecordSource& records, ChangeSet& changes) {
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
    changes.put(changes.created(id, std::move(certificate)));
    note_first_certificate(enrollment.partner, level->key, records, changes);
}

}  // namespace entente
