// The way from an enrollment to a certificate: which steps it has, and what ends it.
#pragma once

#include "core/domain/commands/change_set.h"
#include "core/domain/enablement/rollup.h"

namespace entente {

// What the enrollment asks for: Level::awarded_by, or Level::renewed_by of a renewal.
const std::vector<AwardedBy>& asked_by(const Enrollment& enrollment, const Level& level);

// The step once the lessons are done, and once the exam is passed. None: nothing more is asked.
EnrollmentStep step_after_lessons(const Enrollment& enrollment, const Level& level);
std::optional<EnrollmentStep> step_after_exam(const Enrollment& enrollment, const Level& level);

const Course* course_of(const Program& program, std::string_view level);

// How many lessons of today's course are done.
std::int32_t lessons_done(const Enrollment& enrollment, const Course& course);

Certificates certificates_of(PartnerId partner, const RecordSource& records);

// Finishes the enrollment with a certificate from today on, and tells the partner's onboarding.
void award(Enrollment& enrollment, const RecordSource& records, ChangeSet& changes);

}  // namespace entente
