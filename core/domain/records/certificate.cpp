#include "core/domain/certificate.h"

#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(AwardedBy) {
    static constexpr std::array<std::string_view, 3> names{"exam", "project", "peer_review"};
    return names;
}

std::span<const std::string_view> names_of(EnrollmentStep) {
    static constexpr std::array<std::string_view, 7> names{
        "lessons",
        "exam",
        "exam_failed",
        "project",
        "project_handed_in",
        "peer_review",
        "finished"};
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
    field(v, "lessons", lessons);
    field(v, "renewal", renewal);
    field(v, "enrolled_on", enrolled_on);
    field(v, "lesson_done_on", lesson_done_on);
}

static constexpr FieldAccess certificate_fields[] = {
    // Whose certificate it is, a member learns of their own only; project() sees to that.
    {"partner", seen_by::all},
    {"person", seen_by::all},
    {"level", seen_by::all},
    {"awarded_on", seen_by::all},
    {"expires_on", seen_by::all},
    {"awarded_by", seen_by::all},
};

// That somebody holds a level decides which products the partner may register: members see all of
// them, and of colleagues' not whose they are.
static void hide_the_colleague(Record& record, const Viewer& viewer) {
    auto& certificate = body_of<Certificate>(record);
    if (sees_ones_own(viewer.audience) && certificate.person != viewer.person) {
        certificate.person = {};
    }
}

constinit const KindRule Certificate::registered = {
    .kind = Kind::certificate,
    .type = body_type<Certificate>,
    .place = shared_place<Certificate>,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        return {index_key("certificates_of", body_of<Certificate>(record).partner.bytes)};
    },
    .fields = certificate_fields,
    .redact = hide_the_colleague};

static constexpr FieldAccess enrollment_fields[] = {
    {"partner", seen_by::all},
    {"person", seen_by::all},
    {"level", seen_by::all},
    {"step", seen_by::all},
    {"lessons_done", seen_by::all},
    {"lessons_total", seen_by::all},
    {"best_score", seen_by::partner_only},
    {"next_attempt_on", seen_by::all},
    {"lessons", seen_by::all},
    {"renewal", seen_by::all},
    {"enrolled_on", seen_by::all},
    {"lesson_done_on", seen_by::all},
};

constinit const KindRule Enrollment::registered = {
    .kind = Kind::enrollment,
    .type = body_type<Enrollment>,
    .place = personal_place<Enrollment>,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        return {index_key("enrollments_of", body_of<Enrollment>(record).partner.bytes)};
    },
    .fields = enrollment_fields};

}  // namespace entente
