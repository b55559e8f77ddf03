#include "core/domain/enablement/attempt.h"

#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(AttemptState) {
    static constexpr std::array<std::string_view, 4> names{
        "waiting", "failed", "passed", "assessed"};
    return names;
}

std::span<const std::string_view> names_of(ProjectState) {
    static constexpr std::array<std::string_view, 3> names{"handed_in", "returned", "accepted"};
    return names;
}

void GivenAnswer::describe(FieldVisitor& v) {
    field(v, "question", question);
    field(v, "choice", choice);
}

void Attempt::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "person", person);
    field(v, "level", level);
    field(v, "ordinal", ordinal);
    field(v, "exam_version", exam_version);
    field(v, "answers", answers);
    field(v, "state", state);
    field(v, "handed_in_on", handed_in_on);
    field(v, "asked", asked);
    field(v, "right", right);
    field(v, "score", score);
    field(v, "lessons_to_review", lessons_to_review);
}

void Project::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "person", person);
    field(v, "level", level);
    field(v, "title", title);
    field(v, "customer", customer);
    field(v, "summary", summary);
    field(v, "links", links);
    field(v, "state", state);
    field(v, "handed_in_at", handed_in_at);
    field(v, "round", round);
}

void PeerReview::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "project", project);
    field(v, "round", round);
    field(v, "author", author);
    field(v, "reviewer", reviewer);
    field(v, "reviewer_name", reviewer_name);
    field(v, "outside", outside);
    field(v, "accepted", accepted);
    field(v, "text", text);
    field(v, "at", at);
}

static constexpr FieldAccess attempt_fields[] = {
    {"partner", seen_by::all},
    {"person", seen_by::all},
    {"level", seen_by::all},
    {"ordinal", seen_by::all},
    {"exam_version", seen_by::all},
    // What somebody answered and how well is between them and their company.
    {"answers", seen_by::partner_only},
    {"state", seen_by::all},
    {"handed_in_on", seen_by::all},
    {"asked", seen_by::partner_only},
    {"right", seen_by::partner_only},
    {"score", seen_by::partner_only},
    {"lessons_to_review", seen_by::partner_only},
};

constinit const KindRule Attempt::registered = {
    .kind = Kind::attempt,
    .type = body_type<Attempt>,
    .place = personal_place<Attempt>,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        return {index_key("attempts_of", body_of<Attempt>(record).person.bytes)};
    },
    .fields = attempt_fields,
    .state_field = "state"};

static constexpr FieldAccess project_fields[] = {
    {"partner", seen_by::all},
    {"person", seen_by::all},
    {"level", seen_by::all},
    {"title", seen_by::all},
    {"customer", seen_by::all},
    {"summary", seen_by::all},
    {"links", seen_by::all},
    {"state", seen_by::all},
    {"handed_in_at", seen_by::all},
    {"round", seen_by::all},
};

constinit const KindRule Project::registered = {
    .kind = Kind::project,
    .type = body_type<Project>,
    // Colleagues see it: a peer among them may review it.
    .place = shared_place<Project>,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        const auto& project = body_of<Project>(record);
        std::vector<std::string> keys{index_key("projects_of", project.partner.bytes)};
        if (project.state == ProjectState::handed_in) keys.emplace_back("projects_waiting");
        return keys;
    },
    .fields = project_fields,
    .state_field = "state"};

static constexpr FieldAccess review_fields[] = {
    {"partner", seen_by::all},
    {"project", seen_by::all},
    {"round", seen_by::all},
    {"author", seen_by::all},
    {"reviewer", seen_by::all},
    {"reviewer_name", seen_by::all},
    {"outside", seen_by::all},
    {"accepted", seen_by::all},
    {"text", seen_by::all},
    {"at", seen_by::all},
};

constinit const KindRule PeerReview::registered = {
    .kind = Kind::peer_review,
    .type = body_type<PeerReview>,
    .place = shared_place<PeerReview>,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        return {index_key("reviews_of", body_of<PeerReview>(record).project)};
    },
    .fields = review_fields};

IdBytes enrollment_id(PersonId person, std::string_view level) {
    return derived_id(person.bytes, "enrollment:" + std::string(level), 0);
}

}  // namespace entente
