// Asking and answering: the reviewer names the fields, the partner changes only those.
#include "core/base/text/bounds.h"
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

// Of the fields that were asked about: what has become wrong elsewhere meanwhile (a date that has
// passed, a certificate that has run out) the partner could not mend.
static std::vector<Problem> problems_of_answer(
    const AnswerQuestion& command,
    const Deal& deal,
    const RecordSource& records,
    const Context& context
) {
    std::vector<Problem> problems;
    for (Problem& problem : problems_of(command.form, records, context)) {
        const std::string_view path = problem.field;
        const std::string_view name = path.substr(0, path.find_first_of(".["));
        if (contains(deal.question.fields, name)) problems.push_back(std::move(problem));
    }
    return problems;
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
    std::vector<Problem> problems = problems_of_answer(command, deal, records, context);
    if (!problems.empty()) return std::move(problems.front());
    const std::string& country = command.form.customer.country;
    if (country == deal.customer.country) return Done{};
    const Record* agreement =
        agreement_in_force(deal.partner, country, records, date_of(context.now));
    if (agreement == nullptr) return ProblemCode::agreement_must_be_in_force;
    return must_be_open_territory(body_of<Agreement>(*agreement), country, records, context);
}

Result<Changes> act(
    const AnswerQuestion& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    TRY_DONE(answer_is_allowed(command, body_of<Deal>(*before), records, context));
    TRY_DONE(text_is_short_enough(command.text, "text"));
    TRY(const Partner* partner, partner_of(body_of<Deal>(*before).partner, records));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    put_form(deal, command.form);
    deal.review = deal.question.came_from;
    deal.question = {};
    if (context.authority) {
        const BusinessCalendar calendar = calendar_of_region(context.program, partner->region);
        resume_clock(deal.sla, context.program.review, calendar, context.now);
    }
    deal.activity_at = context.now;
    changes.tell(
        record, step("deal_question_answered", Review::info_requested, deal.review, command.text)
    );
    deal.match_keys = claim_keys(command.form, context.suffixes);
    if (context.authority) claim_anew(record, records, changes);
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
