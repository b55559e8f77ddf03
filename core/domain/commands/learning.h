// What people ask for on their way to a certificate, and their reviewers.
#pragma once

#include "core/domain/command.h"
#include "core/domain/enablement/attempt.h"

namespace entente {

struct EnrollmentTag;
using EnrollmentId = Id<EnrollmentTag>;

struct Enroll {  // Begins a level, or its renewal. The id is enrollment_id().
    EnrollmentId enrollment;
    std::string level;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct FinishLesson {
    EnrollmentId enrollment;
    std::string lesson;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
// Answers may have been given offline: they are graded, and the day counted, at the server's
// receipt.
struct HandInAttempt {
    AttemptId attempt;
    std::string level;
    std::string exam_version;  // Of the questions that were asked.
    std::vector<GivenAnswer> answers;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct HandInProject {  // For the first time, or again after it was returned.
    ProjectId project;
    std::string level;
    std::string title;
    std::string customer;
    std::string summary;
    std::vector<std::string> links;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ReviewProject {
    ProjectId project;
    bool accepted = false;
    std::string text;  // Why not yet; may be empty when it is accepted.
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

}  // namespace entente
