// The rules of the commands of learning: whose right each is and what it needs.
#include "core/domain/commands/areas.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/enablement/award.h"
#include "core/domain/enablement/course.h"
#include "core/domain/enablement/learning_acts.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

void Enroll::describe(FieldVisitor& v) {
    field(v, "enrollment", enrollment);
    field(v, "level", level);
}

void FinishLesson::describe(FieldVisitor& v) {
    field(v, "enrollment", enrollment);
    field(v, "lesson", lesson);
}

void HandInAttempt::describe(FieldVisitor& v) {
    field(v, "attempt", attempt);
    field(v, "level", level);
    field(v, "exam_version", exam_version);
    field(v, "answers", answers);
}

void HandInProject::describe(FieldVisitor& v) {
    field(v, "project", project);
    field(v, "level", level);
    field(v, "title", title);
    field(v, "customer", customer);
    field(v, "summary", summary);
    field(v, "links", links);
}

void ReviewProject::describe(FieldVisitor& v) {
    field(v, "project", project);
    field(v, "accepted", accepted);
    field(v, "text", text);
}

static constexpr Right learners[] = {{Side::partner, Permission::take_courses}};
static constexpr Right reviewers[] = {
    {Side::staff, Permission::review_projects}, {Side::partner, Permission::take_courses}};

// What one person learns is decided one act at a time: they hold the learner's guard.
static void need_certificates(const Command&, const Actor& actor, Needs& wanted) {
    wanted.index_keys.push_back(index_key("certificates_of", actor.partner.bytes));
    wanted.guards.push_back(index_key("learner", actor.person.bytes));
}

static void need_enrollment(
    std::string_view level, const Command& command, const Actor& actor, Needs& wanted
) {
    need_certificates(command, actor, wanted);
    wanted.records.push_back({Kind::enrollment, enrollment_id(actor.person, level)});
}

// What an award looks at, and changes besides the enrollment: the partner's onboarding, and the
// projects that wait for somebody of the level.
static void need_award(PartnerId partner, Needs& wanted) {
    wanted.records.push_back({Kind::onboarding, onboarding_id(partner)});
    wanted.index_keys.push_back(index_key("certificates_of", partner.bytes));
    wanted.index_keys.push_back(index_key("projects_of", partner.bytes));
    wanted.guards.push_back(index_key("onboarding", partner.bytes));
}

// Each of those projects is written anew, as by whoever reviews it.
static void need_waiting_projects(
    PartnerId partner,
    std::string_view level,
    const RecordSource& records,
    const Program& program,
    Needs& wanted
) {
    const Level* rule = entry_with_key(program.levels, level);
    if (rule == nullptr || !is_judged_by_peers(*rule)) return;
    for (const Record* record : records.under(index_key("projects_of", partner.bytes))) {
        if (body_of<Project>(*record).level != level) continue;
        wanted.guards.push_back(index_key("project", record->id));
    }
}

static void need_exam(const Command& command, const Actor& actor, Needs& wanted) {
    const std::string& level = command.get<HandInAttempt>().level;
    need_enrollment(level, command, actor, wanted);
    wanted.records.push_back({Kind::exam, exam_id(level)});
    wanted.records.push_back({Kind::exam, former_exam_id(level)});
    wanted.index_keys.push_back(index_key("attempts_of", actor.person.bytes));
    need_award(actor.partner, wanted);
}

static void need_projects_of_exam(
    const Command& command, const RecordSource& records, const Context& context, Needs& wanted
) {
    const std::string& level = command.get<HandInAttempt>().level;
    need_waiting_projects(context.actor.partner, level, records, context.program, wanted);
}

static void need_project(const Command& command, const Actor& actor, Needs& wanted) {
    need_enrollment(command.get<HandInProject>().level, command, actor, wanted);
}

static void need_reviews(const Command& command, const Actor&, Needs& wanted) {
    const IdBytes& project = subject_of(command).id;
    wanted.index_keys.push_back(index_key("reviews_of", project));
    wanted.guards.push_back(index_key("project", project));
}

static void need_author(
    const Command& command, const RecordSource& records, const Context& context, Needs& wanted
) {
    const Record* record = records.find(subject_of(command));
    if (record == nullptr) return;
    const auto& project = body_of<Project>(*record);
    wanted.records.push_back({Kind::enrollment, enrollment_id(project.person, project.level)});
    wanted.guards.push_back(index_key("learner", project.person.bytes));
    need_award(project.partner, wanted);
    need_waiting_projects(project.partner, project.level, records, context.program, wanted);
}

constinit const CommandRule Enroll::registered = with_needs(
    command_rule<&Enroll::enrollment>("enroll", Kind::enrollment, learners),
    need_certificates,
    nullptr
);
constinit const CommandRule FinishLesson::registered = with_needs(
    command_rule<&FinishLesson::enrollment>("finish_lesson", Kind::enrollment, learners),
    need_certificates,
    nullptr
);
constinit const CommandRule HandInAttempt::registered = with_needs(
    command_rule<&HandInAttempt::attempt>("hand_in_attempt", Kind::attempt, learners),
    need_exam,
    need_projects_of_exam
);
constinit const CommandRule HandInProject::registered = with_needs(
    command_rule<&HandInProject::project>("hand_in_project", Kind::project, learners),
    need_project,
    nullptr
);
constinit const CommandRule ReviewProject::registered = with_needs(
    command_rule<&ReviewProject::project>("review_project", Kind::project, reviewers),
    need_reviews,
    need_author
);

std::span<const CommandRule* const> learning_commands() {
    static constexpr const CommandRule* rules[] = {
        &Enroll::registered,
        &FinishLesson::registered,
        &HandInAttempt::registered,
        &HandInProject::registered,
        &ReviewProject::registered,
    };
    return rules;
}

}  // namespace entente
