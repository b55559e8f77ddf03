// Asking and answering: the reviewer names the fields, the partner changes only those.
#include "core/base/text/bounds.h"
#include "core/domain/claims/linking.h"
#include "core/domain/claims/priority.h"
#include "core/domain/claims/rivals.h"
#include "core/domain/claims/territory.h"
#include "core/domain/program/calendars.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/form.h"
#include "core/domain/review/sight.h"
#include "core/domain/review/transitions.h"

#include <algorithm>

namespace entente {

template <typename List>
static bool contains(const List& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

static Outcome question_is_complete(const AskAboutDeal& command) {
    if (command.fields.empty()) {
        return Problem{ProblemCode::question_must_name_fields, "fields", {}};
    }
    TRY_DONE(list_is_short_enough(command.fields.size(), "fields", form_fields().size()));
    for (const std::string& name : command.fields) {
        if (contains(form_fields(), name)) continue;
        return Problem{ProblemCode::field_must_be_known, "fields", name};
    }
    return reason_text_is_given(command.text);
}

Result<Changes> act(
    const AskAboutDeal& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const Review review = body_of<Deal>(*before).review;
    TRY_DONE(question_is_complete(command));
    TRY(const Partner* partner, partner_of(body_of<Deal>(*before).partner, records));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    const BusinessCalendar calendar = calendar_of_region(context.program, partner->region);
    deal.review = Review::info_requested;
    deal.question = {
        .fields = command.fields,
        .text = command.text,
        .asked_at = context.now,
        .due_on =
            after_business_days(calendar, context.now, context.program.review.answer_business_days),
        .came_from = review};
    pause_clock(deal.sla, calendar, context.now);
    changes.tell(record, step("deal_question_asked", review, deal.review, command.text));
    changes.put(std::move(record));
    return changes.take();
}

// Of the fields that were asked about, and what the answer breaks elsewhere. What has become wrong
// there meanwhile (a date that has passed, a certificate that has run out) the partner cannot mend.
static std::optional<Problem> problem_of_answer(
    const AnswerQuestion& command,
    const Deal& deal,
    const RecordSource& records,
    const Context& context
) {
    const std::vector<Problem> before = problems_of(form_from_deal(deal), records, context);
    for (Problem& problem : problems_of(command.form, records, context)) {
        const std::string_view path = problem.field;
        const std::string_view name = path.substr(0, path.find_first_of(".["));
        const bool asked = contains(deal.question.fields, name);
        const bool is_new = std::find(before.begin(), before.end(), problem) == before.end();
        if (asked || is_new) return std::move(problem);
    }
    return std::nullopt;
}

static Outcome answer_is_allowed(
    const AnswerQuestion& command,
    const Deal& deal,
    const RecordSource& records,
    const Context& context
) {
    if (date_of(context.now) > deal.question.due_on) {
        return Problem{
            ProblemCode::answer_must_be_in_time, {}, text_from_date(deal.question.due_on)};
    }
    for (const std::string_view name : changed_fields(form_from_deal(deal), command.form)) {
        if (contains(deal.question.fields, name)) continue;
        return Problem{ProblemCode::field_must_be_one_that_was_asked, std::string(name), {}};
    }
    if (auto problem = problem_of_answer(command, deal, records, context)) {
        return *std::move(problem);
    }
    return text_is_short_enough(command.text, "text");
}

// The agreement that the answered deal is under: its own, or in another country that one's.
static Result<AgreementId> agreement_of_answer(
    const AnswerQuestion& command,
    const Deal& deal,
    const RecordSource& records,
    const Context& context
) {
    const std::string& country = command.form.customer.country;
    if (country == deal.customer.country) return deal.agreement;
    const Record* agreement =
        agreement_in_force(deal.partner, country, records, date_of(context.now));
    if (agreement == nullptr) return ProblemCode::agreement_must_be_in_force;
    TRY_DONE(must_be_open_territory(body_of<Agreement>(*agreement), country, records, context));
    return AgreementId{agreement->id};
}

// The deal with what was answered, as it goes on.
static Outcome put_answer(
    Record& record,
    const Deal& before,
    const AnswerQuestion& command,
    const RecordSource& records,
    const Context& context
) {
    auto& deal = body_of<Deal>(record);
    put_form(deal, command.form);
    deal.match_keys = claim_keys(command.form, context.suffixes);
    deal.review = before.question.came_from;
    deal.question = {};
    deal.activity_at = context.now;
    // What the first of two people approved was another deal.
    if (command.form != form_from_deal(before)) deal.first_approver = {};
    if (!is_another_claim(before, deal) && deal.match_keys == before.match_keys) return Done{};
    TRY_DONE(must_be_the_only_claim(record, records, context));
    if (context.authority && is_another_claim(before, deal)) date_claim(deal, context);
    return Done{};
}

Result<Changes> act(
    const AnswerQuestion& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    TRY_DONE(answer_is_allowed(command, stands, records, context));
    TRY(const AgreementId agreement, agreement_of_answer(command, stands, records, context));
    TRY(const Partner* partner, partner_of(stands.partner, records));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    TRY_DONE(put_answer(record, stands, command, records, context));
    auto& deal = body_of<Deal>(record);
    deal.agreement = agreement;
    changes.tell(
        record, step("deal_question_answered", Review::info_requested, deal.review, command.text)
    );
    if (context.authority) {
        const BusinessCalendar calendar = calendar_of_region(context.program, partner->region);
        resume_clock(deal.sla, context.program.review, calendar, context.now);
        follow_answer(record, stands, records, changes);
    }
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
