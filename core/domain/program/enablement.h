// Levels, courses and resources: how a partner's people learn, prove it, and what that opens.
#pragma once

#include "core/domain/certificate.h"
#include "core/domain/permission.h"

namespace entente {

struct Level {
    std::string key;       // "foundation"
    std::string name;      // "Foundation"
    std::string audience;  // "All Partners"
    std::int32_t training_days = 0;
    bool training_ongoing = false;  // "10 days + ongoing"
    std::vector<std::string> content;
    std::vector<AwardedBy> awarded_by;
    std::string award_text;       // "Online exam (80% pass rate)"
    std::int32_t pass_score = 0;  // Percent points of the exam; 0 where there is none.
    std::string requires_level;   // The one before; empty for the first.
    std::int32_t valid_months = 0;
    std::int32_t expiring_days = 0;  // Before the end it counts as expiring.
    std::int32_t attempt_gap_days = 0;
    std::int32_t attempts_a_quarter = 0;
    std::int32_t exam_questions = 0;          // Drawn for each attempt.
    std::vector<AwardedBy> renewed_by;        // What a renewal asks, while it is expiring.
    std::int32_t reviews_needed = 0;          // Of a project; one says "not yet", it goes back.
    std::int32_t outside_reviews_needed = 0;  // Of these by the vendor's people.
    bool customer_project = false;            // The project names its customer.
    std::vector<std::string> unlocks;         // "Partner portal access"
    std::vector<Permission> grants;           // The same, as what the partner's people may do.

    void describe(FieldVisitor& v);
    friend bool operator==(const Level&, const Level&) = default;
};

struct Lesson {
    std::string key;
    std::string title;
    std::int32_t minutes = 0;

    void describe(FieldVisitor& v);
    friend bool operator==(const Lesson&, const Lesson&) = default;
};

struct Course {
    std::string level;
    std::string title;
    std::vector<Lesson> lessons;

    void describe(FieldVisitor& v);
    friend bool operator==(const Course&, const Course&) = default;
};

struct TrainingResource {
    std::string key;
    std::string name;            // "Technical Documentation"
    std::string text;            // "API guides, integration patterns"
    std::string required_level;  // Who may open it.
    std::vector<Tier> tiers;     // Empty: every tier.

    void describe(FieldVisitor& v);
    friend bool operator==(const TrainingResource&, const TrainingResource&) = default;
};

// What a partner's certificates open beyond a level's own benefits: people needed at a level.
struct CertificateUnlock {
    std::string key;
    std::string name;  // "Technical support line"
    std::string level;
    std::int32_t people = 1;

    void describe(FieldVisitor& v);
    friend bool operator==(const CertificateUnlock&, const CertificateUnlock&) = default;
};

}  // namespace entente
