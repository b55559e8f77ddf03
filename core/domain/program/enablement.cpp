#include "core/domain/program/enablement.h"

namespace entente {

void Level::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "audience", audience);
    field(v, "training_days", training_days);
    field(v, "training_ongoing", training_ongoing);
    field(v, "content", content);
    field(v, "awarded_by", awarded_by);
    field(v, "award_text", award_text);
    field(v, "pass_score", pass_score);
    field(v, "requires_level", requires_level);
    field(v, "valid_months", valid_months);
    field(v, "expiring_days", expiring_days);
    field(v, "attempt_gap_days", attempt_gap_days);
    field(v, "attempts_a_quarter", attempts_a_quarter);
    field(v, "exam_questions", exam_questions);
    field(v, "renewed_by", renewed_by);
    field(v, "reviews_needed", reviews_needed);
    field(v, "outside_reviews_needed", outside_reviews_needed);
    field(v, "customer_project", customer_project);
    field(v, "unlocks", unlocks);
    field(v, "grants", grants);
}

void Lesson::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "title", title);
    field(v, "minutes", minutes);
}

void Course::describe(FieldVisitor& v) {
    field(v, "level", level);
    field(v, "title", title);
    field(v, "lessons", lessons);
}

void TrainingResource::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "text", text);
    field(v, "required_level", required_level);
    field(v, "tiers", tiers);
}

void CertificateUnlock::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "level", level);
    field(v, "people", people);
}

}  // namespace entente
