// The way from an enrollment to a certificate: which steps it has, and what ends it.
#pragma once

#include "core/domain/commands/change_set.h"
#include "core/domain/enablement/rollup.h"

namespace entente {

// The enrollment as the day has it, for what the learner does next: lessons that the course has
// lost are waited for no longer, and a renewal whose certificate has ended meanwhile asks what the
// level asks. `held` are the certificates of the partner.
Enrollment as_of(
    const Enrollment& enrollment, const Program& program, const Certificates& held, Date today
);

// What the enrollment asks for: Level::awarded_by, or Level::renewed_by of a renewal.
const std::vector<AwardedBy>& asked_by(const Enrollment& enrollment, const Level& level);

// The step once the lessons are done, and once the exam is passed. None: nothing more is asked.
EnrollmentStep step_after_lessons(const Enrollment& enrollment, const Level& level);
std::optional<EnrollmentStep> step_after_exam(const Enrollment& enrollment, const Level& level);

const Course* course_of(const Program& program, std::string_view level);

// How many lessons of today's course are done.
std::int32_t lessons_done(const Enrollment& enrollment, const Course& course);

Certificates certificates_of(PartnerId partner, const RecordSource& records);

// Whether colleagues who hold the level judge its projects.
bool is_judged_by_peers(const Level& level);

// Those of them who do on that day, without the author.
std::vector<PersonId> peers_of(
    PersonId author, const Level& level, const Certificates& held, Date today
);

// Finishes the record's enrollment with a certificate from today on, tells the partner's
// onboarding, and shows the new holder the projects that wait for one.
void award(Record& record, const RecordSource& records, ChangeSet& changes);

}  // namespace entente
