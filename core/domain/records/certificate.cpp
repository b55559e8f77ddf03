#include "core/domain/certificate.h"

namespace entente {

std::span<const std::string_view> names_of(AwardedBy) {
    static constexpr std::array<std::string_view, 3> names{"exam", "project", "peer_review"};
    return names;
}

std::span<const std::string_view> names_of(EnrollmentStep) {
    static constexpr std::array<std::string_view, 6> names{
        "lessons", "exam", "exam_failed", "project", "project_handed_in", "peer_review"};
    return names;
}

void Certificate::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "person", person);
    field(v, "level", level);
    field(v, "awarded_on", awarded_on);
    field(v, "expires_on", expires_on);
    field(v, "awarded_by", awarded_by);
}

void Enrollment::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "person", person);
    field(v, "level", level);
    field(v, "step", step);
    field(v, "lessons_done", lessons_done);
    field(v, "lessons_total", lessons_total);
    field(v, "best_score", best_score);
    field(v, "next_attempt_on", next_attempt_on);
}

}  // namespace entente
