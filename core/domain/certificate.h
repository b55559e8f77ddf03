// What a person has proved, and what they are on the way to.
#pragma once

#include "core/domain/person.h"

namespace entente {

enum class AwardedBy : std::uint8_t { exam, project, peer_review };
std::span<const std::string_view> names_of(AwardedBy);

struct Certificate {
    PartnerId partner;
    PersonId person;
    std::string level;  // Key of a level of the program.
    Date awarded_on{};
    Date expires_on{};  // The last day it holds.
    AwardedBy awarded_by = AwardedBy::exam;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Certificate&, const Certificate&) = default;
};

enum class EnrollmentStep : std::uint8_t {
    lessons,
    exam,
    exam_failed,
    project,
    project_handed_in,
    peer_review,
    finished
};
std::span<const std::string_view> names_of(EnrollmentStep);

struct Enrollment {
    PartnerId partner;
    PersonId person;
    std::string level;
    EnrollmentStep step = EnrollmentStep::lessons;
    std::int32_t lessons_done = 0;
    std::int32_t lessons_total = 0;
    std::int32_t best_score = 0;  // Percent points of the best attempt.
    Date next_attempt_on{};
    std::vector<std::string> lessons;  // The keys of those done.
    bool renewal = false;              // What is asked is Level::renewed_by.
    Date enrolled_on{};
    Date lesson_done_on{};  // The last one, by whoever learns.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Enrollment&, const Enrollment&) = default;
};

}  // namespace entente
