// Handing in a project, and what reviewers say of it.
#include "core/base/text/bounds.h"
#include "core/domain/enablement/award.h"
#include "core/domain/enablement/learning_acts.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"

#include <algorithm>

namespace entente {

static constexpr std::size_t summary_length_max = 5'000;
static constexpr std::size_t links_max = 10;
static constexpr std::size_t link_length_max = 500;

static Outcome project_is_complete(const HandInProject& command, const Level& level) {
    TRY_DONE(text_is_given(command.title, "title", name_length_max));
    if (level.customer_project) {
        TRY_DONE(text_is_given(command.customer, "customer", name_length_max));
    }
    TRY_DONE(text_is_given(command.summary, "summary", summary_length_max));
    if (command.links.size() > links_max) {
        return Problem{ProblemCode::list_must_be_short_enough, "links", std::to_string(links_max)};
    }
    for (std::size_t i = 0; i < command.links.size(); i++) {
        const std::string path = "links[" + std::to_string(i) + "]";
        TRY_DONE(text_is_given(command.links[i], path, link_length_max));
        // Whatever else a link may begin with is nothing that a reviewer should open.
        if (command.links[i].rfind("https://", 0) != 0) {
            return Problem{ProblemCode::link_must_begin_with_https, path, {}};
        }
    }
    return Done{};
}

static EnrollmentStep step_while_reviewed(const Enrollment& enrollment, const Level& level) {
    const std::vector<AwardedBy>& asked = asked_by(enrollment, level);
    const bool peers = std::find(asked.begin(), asked.end(), AwardedBy::peer_review) != asked.end();
    return peers ? EnrollmentStep::peer_review : EnrollmentStep::project_handed_in;
}

// The project as it stands, when it may be handed in again; null when it is new.
static Result<const Record*> returned_project(
    const HandInProject& command, const RecordSource& records, const Context& context
) {
    const Record* record = records.find({Kind::project, command.project.bytes});
    if (record == nullptr) return record;
    const auto& project = body_of<Project>(*record);
    if (project.person != context.actor.person || project.level != command.level) {
        return Problem{ProblemCode::record_must_be_yours, "project", {}};
    }
    if (project.state != ProjectState::returned) return ProblemCode::project_must_be_returned_first;
    return record;
}

Result<Changes> act(
    const HandInProject& command, const RecordSource& records, const Context& context
) {
    const Level* level = entry_with_key(context.program.levels, command.level);
    if (level == nullptr) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "level", {}};
    }
    const IdBytes id = enrollment_id(context.actor.person, command.level);
    TRY(const Record* enrolled, record_in_reach({Kind::enrollment, id}, records, context.actor));
    const Certificates held = certificates_of(context.actor.partner, records);
    const Date today = date_of(context.now);
    if (!holds_level_before(context.program, *level, held, context.actor.person, today)) {
        const Level* needed = entry_with_key(context.program.levels, level->requires_level);
        check(needed != nullptr);
        return Problem{ProblemCode::level_before_must_be_held, "level", needed->name};
    }
    if (body_of<Enrollment>(*enrolled).step != EnrollmentStep::project) {
        return ProblemCode::enrollment_must_have_reached_this_step;
    }
    TRY(const Record* before, returned_project(command, records, context));
    TRY_DONE(project_is_complete(command, *level));

    ChangeSet changes(context);
    Project project;
    project.partner = context.actor.partner;
    project.person = context.actor.person;
    project.level = level->key;
    project.title = command.title;
    project.customer = command.customer;
    project.summary = command.summary;
    project.links = command.links;
    project.handed_in_at = context.now;
    if (before != nullptr) project.round = body_of<Project>(*before).round + 1;
    Record record = before == nullptr ? changes.created(command.project.bytes, Project{})
                                      : changes.edited(*before);
    body_of<Project>(record) = std::move(project);
    changes.put(std::move(record));
    Record enrollment = changes.edited(*enrolled);
    auto& body = body_of<Enrollment>(enrollment);
    body.step = step_while_reviewed(body, *level);
    changes.put(std::move(enrollment));
    return changes.take();
}

struct ReviewCount {
    std::int32_t accepted = 0;
    std::int32_t outside = 0;
    bool by_this_reviewer = false;
};

static ReviewCount reviews_of_round(
    const Record& project, const RecordSource& records, PersonId reviewer
) {
    ReviewCount count;
    for (const Record* record : records.under(index_key("reviews_of", project.id))) {
        const auto& review = body_of<PeerReview>(*record);
        if (review.round != body_of<Project>(project).round) continue;
        if (review.accepted) count.accepted++;
        if (review.accepted && review.outside) count.outside++;
        if (review.reviewer == reviewer) count.by_this_reviewer = true;
    }
    return count;
}

// A colleague may review what peers review, and only what they have reached themselves.
static Outcome reviewer_may_judge(
    const Project& project, const RecordSource& records, const Context& context
) {
    const Actor& actor = context.actor;
    if (project.person == actor.person) return ProblemCode::reviewer_must_not_be_the_owner;
    if (!actor.partner.given()) return Done{};
    const Level* level = entry_with_key(context.program.levels, project.level);
    check(level != nullptr);
    const auto& asked = level->awarded_by;
    const bool peers = std::find(asked.begin(), asked.end(), AwardedBy::peer_review) != asked.end();
    const Certificates held = certificates_of(actor.partner, records);
    const Certificate* own = latest_of(held, actor.person, project.level);
    if (!peers || own == nullptr || !holds_on(*own, date_of(context.now))) {
        return Problem{ProblemCode::reviewer_must_hold_the_level, {}, level->name};
    }
    return Done{};
}

static Record review_record(
    const ReviewProject& command, const Record& project, const ChangeSet& changes
) {
    const Context& context = changes.context();
    const auto& subject = body_of<Project>(project);
    PeerReview review;
    review.partner = subject.partner;
    review.project = project.id;
    review.round = subject.round;
    review.author = subject.person;
    review.reviewer = context.actor.person;
    review.reviewer_name = context.actor.name;
    review.outside = !context.actor.partner.given();
    review.accepted = command.accepted;
    review.text = command.text;
    review.at = context.now;
    const IdBytes id = derived_id(context.command_seed, "review", 0);
    return changes.created(id, std::move(review));
}

Result<Changes> act(
    const ReviewProject& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        record_in_reach({Kind::project, command.project.bytes}, records, context.actor));
    const auto& stands = body_of<Project>(*before);
    if (stands.state != ProjectState::handed_in) return ProblemCode::project_must_be_handed_in;
    TRY_DONE(reviewer_may_judge(stands, records, context));
    ReviewCount count = reviews_of_round(*before, records, context.actor.person);
    if (count.by_this_reviewer) return ProblemCode::review_must_be_the_first_of_this_round;
    if (!command.accepted && command.text.empty()) {
        return Problem{ProblemCode::reason_must_be_given, "text", {}};
    }
    const Record* enrolled =
        records.find({Kind::enrollment, enrollment_id(stands.person, stands.level)});
    // A colleague's device has the project and not the enrollment; what the review leads to is
    // then the server's to say.
    if (enrolled == nullptr && context.authority) {
        return Problem{ProblemCode::record_must_exist, "enrollment", {}};
    }
    const Level* level = entry_with_key(context.program.levels, stands.level);
    check(level != nullptr);

    ChangeSet changes(context);
    changes.put(review_record(command, *before, changes));
    if (command.accepted) {
        count.accepted++;
        if (!context.actor.partner.given()) count.outside++;
    }
    const bool enough =
        count.accepted >= level->reviews_needed && count.outside >= level->outside_reviews_needed;
    if (enrolled == nullptr || (command.accepted && !enough)) return changes.take();
    Record project = changes.edited(*before);
    Record enrollment = changes.edited(*enrolled);
    auto& body = body_of<Enrollment>(enrollment);
    body_of<Project>(project).state =
        command.accepted ? ProjectState::accepted : ProjectState::returned;
    if (command.accepted)
        award(body, records, changes);
    else
        body.step = EnrollmentStep::project;
    changes.put(std::move(project));
    changes.put(std::move(enrollment));
    return changes.take();
}

}  // namespace entente
