#include "core/domain/program/seed.h"
#include "tests/support/program_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

struct Row {
    const char* why;
    void (*spoil)(Program&);
    std::string expected;
};

const Row rows[] = {
    {"nothing is wrong", [](Program&) {}, "accepted"},
    {"a level by nothing",
     [](Program& p) { p.levels[0].awarded_by.clear(); },
     "field_must_be_given levels[0].awarded_by"},
    {"a level renewed by nothing",
     [](Program& p) { p.levels[2].renewed_by.clear(); },
     "field_must_be_given levels[2].renewed_by"},
    {"a level by peers who have nothing to look at",
     [](Program& p) { p.levels[2].awarded_by = {AwardedBy::peer_review}; },
     "field_must_be_given levels[2].awarded_by"},
    {"a level renewed by peers who have nothing to look at",
     [](Program& p) {
         p.levels[2].renewed_by = {AwardedBy::exam, AwardedBy::peer_review};
     },
     "field_must_be_given levels[2].renewed_by"},
    {"a badge that tells nothing of what was learned",
     [](Program& p) { p.levels[1].content.clear(); },
     "field_must_be_given levels[1].content"},
    {"a badge with an empty line",
     [](Program& p) { p.levels[1].content[0] = " "; },
     "field_must_be_given levels[1].content"},
    {"a badge that tells nothing of how it was proved",
     [](Program& p) { p.levels[1].award_text = ""; },
     "field_must_be_given levels[1].award_text"},
    {"a level that no course leads to",
     [](Program& p) { p.courses.pop_back(); },
     "field_must_be_given courses"},
    {"two courses to one level",
     [](Program& p) { p.courses[1].level = p.courses[0].level; },
     "name_must_be_unique courses[1].level"},
    {"no reason to decline a lead for",
     [](Program& p) { p.service.lead_decline_reasons.clear(); },
     "field_must_be_given service.lead_decline_reasons"},
    {"an exam that everybody passes",
     [](Program& p) { p.levels[0].pass_score = 0; },
     "value_must_be_in_range levels[0].pass_score"},
    {"an exam that everybody passes, for the first time alone",
     [](Program& p) {
         p.levels[0].awarded_by = {AwardedBy::exam};
         p.levels[0].renewed_by = {AwardedBy::project};
         p.levels[0].reviews_needed = 1;
         p.levels[0].pass_score = 0;
     },
     "value_must_be_in_range levels[0].pass_score"},
    {"an exam that everybody passes, to renew alone",
     [](Program& p) {
         p.levels[0].awarded_by = {AwardedBy::project};
         p.levels[0].renewed_by = {AwardedBy::exam};
         p.levels[0].reviews_needed = 1;
         p.levels[0].pass_score = 0;
     },
     "value_must_be_in_range levels[0].pass_score"},
    {"an exam that one percent passes", [](Program& p) { p.levels[0].pass_score = 1; }, "accepted"},
    {"an exam that all right passes", [](Program& p) { p.levels[0].pass_score = 100; }, "accepted"},
    {"an exam that nobody passes",
     [](Program& p) { p.levels[0].pass_score = 101; },
     "value_must_be_in_range levels[0].pass_score"},
    {"an exam without questions",
     [](Program& p) { p.levels[1].exam_questions = 0; },
     "value_must_be_in_range levels[1].exam_questions"},
    {"a gap before today",
     [](Program& p) { p.levels[1].attempt_gap_days = -1; },
     "value_must_be_in_range levels[1].attempt_gap_days"},
    {"fewer attempts than none",
     [](Program& p) { p.levels[1].attempts_a_quarter = -1; },
     "value_must_be_in_range levels[1].attempts_a_quarter"},
    {"a project nobody reviews",
     [](Program& p) { p.levels[1].reviews_needed = 0; },
     "value_must_be_in_range levels[1].reviews_needed"},
    {"more reviews from outside than reviews",
     [](Program& p) { p.levels[2].outside_reviews_needed = 3; },
     "value_must_be_in_range levels[2].outside_reviews_needed"},
    {"a renewal by what the level does not ask",
     [](Program& p) {
         p.levels[0].renewed_by = {AwardedBy::project};
         p.levels[0].reviews_needed = 1;
     },
     "reference_must_exist levels[0].renewed_by"},
    {"a level that needs itself",
     [](Program& p) { p.levels[1].requires_level = "professional"; },
     "reference_must_exist levels[1].requires_level"},
    {"a level that needs a later one",
     [](Program& p) { p.levels[0].requires_level = "expert"; },
     "reference_must_exist levels[0].requires_level"},
    {"a course without lessons",
     [](Program& p) { p.courses[1].lessons.clear(); },
     "field_must_be_given courses[1].lessons"},
    {"a lesson twice",
     [](Program& p) { p.courses[1].lessons[3].key = "foundation_1"; },
     "name_must_be_unique courses[1].lessons[3].key"},
    {"a lesson of no length",
     [](Program& p) { p.courses[0].lessons[2].minutes = 0; },
     "value_must_be_in_range courses[0].lessons[2].minutes"},
    {"a step missing",
     [](Program& p) { p.service.onboarding.pop_back(); },
     "field_must_be_given service.onboarding"},
    {"steps in another order",
     [](Program& p) { std::swap(p.service.onboarding[1], p.service.onboarding[2]); },
     "name_must_be_unique service.onboarding[1].step"},
    {"a step of no days",
     [](Program& p) { p.service.onboarding[1].within_days = 0; },
     "value_must_be_in_range service.onboarding[1].within_days"},
    {"steps that take a day less than 30",
     [](Program& p) { p.service.onboarding[4].within_days = 4; },
     "accepted"},
    {"steps that take the 30 days which were to be undercut",
     [](Program& p) { p.service.onboarding[4].within_days = 5; },
     "value_must_be_in_range service.onboarding"},
    {"a topic twice",
     [](Program& p) { p.service.ticket_topics[1].key = "access"; },
     "name_must_be_unique service.ticket_topics[1].key"},
    {"a reason without its key",
     [](Program& p) { p.service.lead_decline_reasons[0].key.clear(); },
     "field_must_be_given service.lead_decline_reasons[0].key"},
    {"a check twice",
     [](Program& p) { p.service.due_diligence[3].key = "sanctions"; },
     "name_must_be_unique service.due_diligence[3].key"},
    {"leads for nobody",
     [](Program& p) { p.service.lead_level = "master"; },
     "reference_must_exist service.lead_level"},
    {"tickets in no time",
     [](Program& p) { p.support.resolve_hours = 0; },
     "value_must_be_in_range support.resolve_hours"},
    {"tickets that never close",
     [](Program& p) { p.service.ticket_close_days = 0; },
     "value_must_be_in_range service.ticket_close_days"},
    {"surveys without time",
     [](Program& p) { p.service.survey_answer_days = 0; },
     "value_must_be_in_range service.survey_answer_days"},
    {"leads without time",
     [](Program& p) { p.review.lead_answer_business_days = 0; },
     "value_must_be_in_range review.lead_answer_business_days"},
};

}  // namespace

TEST_CASE("program: service rules that contradict themselves are refused with their path") {
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Program program = ProgramWorld().program;
        row.spoil(program);
        const auto problem = problem_of(program);
        const std::string said =
            problem ? std::string(name_of(problem->code)) + " " + problem->field : "accepted";
        CHECK(said == row.expected);
        // What is out of range is told with what is allowed.
        const bool in_range = !problem || problem->code != ProblemCode::value_must_be_in_range;
        CHECK((in_range || !problem->limit.empty()));
    }
}
