// What people hand in on the way to a certificate: exams, projects, and what reviewers say of them.
#pragma once

#include "core/domain/certificate.h"

namespace entente {

struct AttemptTag;
struct ProjectTag;
using AttemptId = Id<AttemptTag>;
using ProjectId = Id<ProjectTag>;

struct GivenAnswer {
    std::string question;
    std::int32_t choice = 0;

    void describe(FieldVisitor& v);
    friend bool operator==(const GivenAnswer&, const GivenAnswer&) = default;
};

// `assessed`: of a level that is not awarded by an exam, for one's own orientation.
enum class AttemptState : std::uint8_t { waiting, failed, passed, assessed };
std::span<const std::string_view> names_of(AttemptState);

struct Attempt {
    PartnerId partner;
    PersonId person;
    std::string level;
    std::int32_t ordinal = 0;  // How many came before: decides which questions are asked.
    std::string exam_version;
    std::vector<GivenAnswer> answers;
    AttemptState state = AttemptState::waiting;  // Until the server has graded it.
    Date handed_in_on{};                         // At the server's receipt.
    std::int32_t asked = 0;
    std::int32_t right = 0;
    std::int32_t score = 0;                      // Whole percent points, rounded down.
    std::vector<std::string> lessons_to_review;  // Where an answer was wrong.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Attempt&, const Attempt&) = default;
};

enum class ProjectState : std::uint8_t { handed_in, returned, accepted };
std::span<const std::string_view> names_of(ProjectState);

struct Project {
    PartnerId partner;
    PersonId person;
    std::string level;
    std::string title;
    std::string customer;  // Of a level that asks for a customer's project.
    std::string summary;
    std::vector<std::string> links;
    ProjectState state = ProjectState::handed_in;
    Moment handed_in_at;
    std::int32_t round = 1;           // +1 each time it is handed in again.
    std::vector<PersonId> reviewers;  // Colleagues who may judge it: they see it while it waits.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Project&, const Project&) = default;
};

struct PeerReview {
    PartnerId partner;  // Of the project.
    IdBytes project{};
    std::int32_t round = 1;
    PersonId author;  // Of the project: sees what is said of it.
    PersonId reviewer;
    std::string reviewer_name;
    bool outside = false;  // By somebody of the vendor.
    bool accepted = false;
    std::string text;
    Moment at;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const PeerReview&, const PeerReview&) = default;
};

// One enrollment a person and level, on whichever device it begins.
IdBytes enrollment_id(PersonId person, std::string_view level);

}  // namespace entente
