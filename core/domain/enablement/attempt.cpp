#include "core/domain/enablement/attempt.h"

#include "core/domain/records/kind_rule.h"

#include <algorithm>

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
    field(v, "reviewers", reviewers);
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
    // Of a passed attempt they are the answers of the exam: nobody reads them again.
    {"answers", seen_by::nobody},
    {"state", seen_by::all},
    {"handed_in_on", seen_by::all},
    // How well is between somebody and their company, and where not is theirs alone.
    {"asked", seen_by::partner_only},
    {"right", seen_by::partner_only},
    {"score", seen_by::partner_only},
    {"lessons_to_review", seen_by::partner_only},
};

static void keep_the_learners_own(Record& record, const Viewer& viewer) {
    auto& attempt = body_of<Attempt>(record);
    if (attempt.person == viewer.person) return;
    attempt.right = 0;
    attempt.lessons_to_review.clear();
}

constinit const KindRule Attempt::registered = {
    .kind = Kind::attempt,
    .type = body_type<Attempt>,
    .place = personal_place<Attempt>,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        return {index_key("attempts_of", body_of<Attempt>(record).person.bytes)};
    },
    .fields = attempt_fields,
    .redact = keep_the_learners_own,
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
    {"reviewers", seen_by::all},
};

static bool is_among(const std::vector<PersonId>& people, PersonId one) {
    return std::find(people.begin(), people.end(), one) != people.end();
}

// A member sees their own projects, and a colleague's that waits for their word.
static bool is_ones_own_or_to_judge(const Record& record, const Viewer& viewer) {
    if (!sees_ones_own(viewer.audience)) return true;
    const auto& project = body_of<Project>(record);
    return project.person == viewer.person ||
           (project.state == ProjectState::handed_in && is_among(project.reviewers, viewer.person));
}

// Who else holds the level, members learn of nobody.
static void hide_other_reviewers(Record& record, const Viewer& viewer) {
    if (!sees_ones_own(viewer.audience)) return;
    auto& reviewers = body_of<Project>(record).reviewers;
    const bool among = is_among(reviewers, viewer.person);
    reviewers.clear();
    if (among) reviewers.push_back(viewer.person);
}

constinit const KindRule Project::registered = {
    .kind = Kind::project,
    .type = body_type<Project>,
    .place = [](const Record& record) -> Place {
        const auto& project = body_of<Project>(record);
        return {.partner = project.partner, .owner = project.person, .shared = true};
    },
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        const auto& project = body_of<Project>(record);
        std::vector<std::string> keys{index_key("projects_of", project.partner.bytes)};
        if (project.state == ProjectState::handed_in) keys.emplace_back("projects_waiting");
        return keys;
    },
    .fields = project_fields,
    .visible = is_ones_own_or_to_judge,
    .redact = hide_other_reviewers,
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

static bool is_about_or_by(const Record& record, const Viewer& viewer) {
    const auto& review = body_of<PeerReview>(record);
    return !sees_ones_own(viewer.audience) || review.author == viewer.person ||
           review.reviewer == viewer.person;
}

constinit const KindRule PeerReview::registered = {
    .kind = Kind::peer_review,
    .type = body_type<PeerReview>,
    .place = [](const Record& record) -> Place {
        const auto& review = body_of<PeerReview>(record);
        return {.partner = review.partner, .owner = review.author, .shared = true};
    },
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        return {index_key("reviews_of", body_of<PeerReview>(record).project)};
    },
    .fields = review_fields,
    .visible = is_about_or_by};

IdBytes enrollment_id(PersonId person, std::string_view level) {
    return derived_id(person.bytes, "enrollment:" + std::string(level), 0);
}

}  // namespace entente
