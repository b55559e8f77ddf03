// Handing in a project, and what reviewers say of it.
#include "core/base/text/bounds.h"
#include "core/domain/enablement/award.h"
#include "core/domain/enablement/learning_acts.h"
#include "core/domain/enablement/next_step.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"
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
    TRY_DONE(list_is_short_enough(command.links.size(), "links", links_max));
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
    ChangeSet changes(context);
    Record enrollment = changes.edited(*enrolled);
    auto& body = body_of<Enrollment>(enrollment);
    body = as_of(body, context.program, held, changes.today());
    TRY_DONE(
        project_is_open(body, *level, {records, context.program, context.actor, changes.today()})
    );
    TRY(const Record* before, returned_project(command, records, context));
    TRY_DONE(project_is_complete(command, *level));

    Project project;
    project.partner = context.actor.partner;
    project.person = context.actor.person;
    project.level = level->key;
    project.title = command.title;
    project.customer = command.customer;
    project.summary = command.summary;
    project.links = command.links;
    project.handed_in_at = context.now;
    project.reviewers = peers_of(context.actor.person, *level, held, changes.today());
    if (before != nullptr) project.round = body_of<Project>(*before).round + 1;
    Record record = before == nullptr ? changes.created(command.project.bytes, Project{})
                                      : changes.edited(*before);
    const std::string round = std::to_string(project.round);
    body_of<Project>(record) = std::move(project);
    changes.tell(record, {.event = "project_handed_in", .from = level->key, .to = round});
    changes.put(std::move(record));
    body.step = step_while_reviewed(body, *level);
    changes.put(std::move(enrollment));
    return changes.take();
}

struct ReviewCount {
    std::int32_t accepted = 0;
    std::int32_t outside = 0;
};

static ReviewCount reviews_of_round(const Record& project, const RecordSource& records) {
    ReviewCount count;
    for (const Record* record : records.under(index_key("reviews_of", project.id))) {
        const auto& review = body_of<PeerReview>(*record);
        if (review.round != body_of<Project>(project).round || !review.accepted) continue;
        count.accepted++;
        if (review.outside) count.outside++;
    }
    return count;
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
    TRY_DONE(
        review_is_open(*before, {records, context.program, context.actor, date_of(context.now)})
    );
    ReviewCount count = reviews_of_round(*before, records);
    if (!command.accepted) TRY_DONE(reason_text_is_given(command.text));
    TRY_DONE(text_is_short_enough(command.text, "text"));
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
    const std::string_view verdict = command.accepted ? "accepted" : "returned";
    changes.tell(
        *before,
        {.event = "project_reviewed",
         .from = std::to_string(stands.round),
         .to = std::string(verdict),
         .rule = {},
         .text = command.text}
    );
    if (command.accepted) {
        count.accepted++;
        if (!context.actor.partner.given()) count.outside++;
    }
    const bool enough =
        count.accepted >= level->reviews_needed && count.outside >= level->outside_reviews_needed;
    if (enrolled == nullptr || (command.accepted && !enough)) return changes.take();
    Record project = changes.edited(*before);
    Record enrollment = changes.edited(*enrolled);
    body_of<Project>(project).state =
        command.accepted ? ProjectState::accepted : ProjectState::returned;
    if (command.accepted)
        award(enrollment, records, changes);
    else
        body_of<Enrollment>(enrollment).step = EnrollmentStep::project;
    changes.put(std::move(project));
    changes.put(std::move(enrollment));
    return changes.take();
}

}  // namespace entente
