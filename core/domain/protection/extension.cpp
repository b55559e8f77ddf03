// More time for a protected deal: asked for in time and with fresh evidence, decided by a person.
#include "core/base/text/bounds.h"
#include "core/domain/protection/activity.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/transitions.h"

#include <algorithm>

namespace entente {

// What an extension is asked for by: of a kind that counts for one, and fresh. A stage that was
// moved proves itself; anything else has the day it happened on.
static Result<Evidence> fresh_evidence(
    const RequestExtension& command, const Deal& deal, const Context& context
) {
    const ReviewRules& rules = context.program.review;
    const auto& kinds = rules.extension_evidence;
    const bool counts =
        kinds.empty() || std::find(kinds.begin(), kinds.end(), command.kind) != kinds.end();
    if (!counts) return Problem{ProblemCode::value_must_be_one_of_the_choices, "kind", {}};
    const bool by_stage = command.kind == stage_evidence;
    const Date on = by_stage ? date_of(deal.stage_moved_at) : command.on;
    const Date oldest = date_of(context.now) - Days{rules.extension_evidence_days};
    if (on < oldest || (by_stage && !deal.stage_moved_at.given())) {
        return Problem{
            ProblemCode::evidence_must_be_recent,
            "on",
            std::to_string(rules.extension_evidence_days)};
    }
    Evidence shown;
    shown.kind = command.kind;
    shown.on = on;
    shown.text = command.text;
    return evidence_shown(std::move(shown), deal, context);
}

static Outcome may_be_asked_for(const Deal& deal, const Context& context) {
    if (deal.protection == Protection::extension_pending) {
        return ProblemCode::extension_must_not_be_pending;
    }
    if (deal.protection != Protection::active) return not_while_protected_so(deal);
    const ReviewRules& rules = context.program.review;
    if (date_of(context.now) > protection_ends_on(deal, rules)) {
        return Problem{
            ProblemCode::extension_must_be_asked_for_in_time,
            {},
            text_from_date(protection_ends_on(deal, rules))};
    }
    if (deal.extensions_granted >= rules.extensions_max) {
        return Problem{
            ProblemCode::extensions_must_be_under_the_limit,
            {},
            std::to_string(rules.extensions_max)};
    }
    return Done{};
}

Result<Changes> act(
    const RequestExtension& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    TRY_DONE(may_be_asked_for(stands, context));
    TRY(const Evidence shown, fresh_evidence(command, stands, context));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    deal.protection = Protection::extension_pending;
    deal.extension = {
        .requested_at = context.now,
        .requested_by = context.actor.person,
        .text = command.text,
        .kind = shown.kind,
        .on = shown.on};
    // What does not fit beside the rest still stands in the request and in the history.
    if (deal.evidence.size() < evidence_max) deal.evidence.push_back(shown);
    touch(deal, context.now);
    Told told = step("deal_extension_requested", deal.review, deal.review, command.text);
    told.rule = command.kind;
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
    return changes.take();
}

Result<Changes> act(
    const DecideExtension& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    if (stands.protection != Protection::extension_pending) {
        return not_while_protected_so(stands);
    }
    const bool again = stands.extensions_granted > 0;
    if (again && !context.actor.permissions.holds(Permission::extend_again)) {
        return ProblemCode::second_extension_must_be_the_program_admins;
    }
    if (!command.granted) TRY_DONE(reason_text_is_given(command.text));
    TRY_DONE(text_is_short_enough(command.text, "text"));

    ChangeSet changes(context);
    Record record = changes.edited(*before);
    auto& deal = body_of<Deal>(record);
    deal.protection = Protection::active;
    deal.extension = {};
    if (command.granted) {
        // What was asked for in time is not the shorter for being decided late.
        const Date from = std::max(deal.protected_until, changes.today());
        deal.protected_until = from + Days{context.program.review.extension_days};
        deal.extensions_granted++;
        deal.reminded_days = 0;
    }
    const std::string_view event =
        command.granted ? "deal_extension_granted" : "deal_extension_denied";
    Told told = step(event, deal.review, deal.review, command.text);
    told.to = text_from_date(deal.protected_until);
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
    return changes.take();
}

}  // namespace entente
