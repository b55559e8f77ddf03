#include "core/domain/review/transitions.h"

#include "core/domain/review/approval.h"
#include "core/domain/review/sight.h"

#include <algorithm>

namespace entente {

using R = Review;
using O = DealOutcome;

static constexpr Transition rows[] = {
    {"keep_draft", {}, R::draft},
    {"keep_draft", R::draft, R::draft},
    {"clone_deal", {}, R::draft},
    {"discard_draft", R::draft, {}},
    {"submit_deal", {}, R::submitted},
    {"submit_deal", {}, R::approved},
    {"submit_deal", {}, R::conflict},
    {"submit_deal", R::draft, R::submitted},
    {"submit_deal", R::draft, R::approved},
    {"submit_deal", R::draft, R::conflict},

    {"withdraw_deal", R::draft, R::closed, O::withdrawn},
    {"withdraw_deal", R::submitted, R::closed, O::withdrawn},
    {"withdraw_deal", R::in_review, R::closed, O::withdrawn},
    {"withdraw_deal", R::info_requested, R::closed, O::withdrawn},
    {"withdraw_deal", R::conflict, R::closed, O::withdrawn},
    {"withdraw_deal", R::expired, R::closed, O::withdrawn},

    {"claim_deal", R::submitted, R::in_review},
    {"claim_deal", R::in_review, R::in_review},  // One that is nobody's yet, or late.
    {"ask_about_deal", R::in_review, R::info_requested},
    {"ask_about_deal", R::conflict, R::info_requested},
    {"answer_question", R::info_requested, R::in_review},
    {"answer_question", R::info_requested, R::conflict},
    {"answer_question", R::info_requested, R::submitted},  // It overlaps no longer,
    {"answer_question", R::info_requested, R::approved},   // and a rule approves it.
    {"close_unanswered", R::info_requested, R::closed, O::incomplete},
    {"approve_deal", R::in_review, R::in_review},  // The first of two.
    {"approve_deal", R::in_review, R::approved},
    {"reject_deal", R::in_review, R::closed, O::rejected},
    {"remind_of_review", R::submitted, R::submitted},
    {"remind_of_review", R::in_review, R::in_review},
    {"remind_of_review", R::conflict, R::conflict},

    {"overlap_found", R::submitted, R::conflict},
    {"overlap_found", R::in_review, R::conflict},
    {"overlap_found", R::info_requested, R::conflict},
    {"overlap_found", R::approved, R::approved},
    {"overlap_found", R::won_reported, R::won_reported},
    {"overlap_ended", R::conflict, R::in_review},
    {"overlap_ended", R::conflict, R::submitted},
    {"overlap_ended", R::conflict, R::approved},  // A rule approves it.
    {"overlap_ended", R::info_requested, R::info_requested},
    {"overlap_ended", R::approved, R::approved},
    {"overlap_ended", R::won_reported, R::won_reported},
    {"join_claims", R::submitted, R::conflict},
    {"join_claims", R::in_review, R::conflict},
    {"join_claims", R::info_requested, R::conflict},
    {"join_claims", R::conflict, R::conflict},
    {"join_claims", R::approved, R::approved},
    {"join_claims", R::won_reported, R::won_reported},
    {"award_conflict", R::conflict, R::conflict},  // The first of two.
    {"award_conflict", R::conflict, R::approved},
    {"award_conflict", R::conflict, R::closed, O::duplicate},
    {"award_conflict", R::info_requested, R::approved},  // A rival that the board had asked.
    {"award_conflict", R::info_requested, R::closed, O::duplicate},
    {"award_conflict", R::approved, R::approved},
    {"award_conflict", R::approved, R::closed, O::duplicate},
    {"award_conflict", R::won_reported, R::won_reported},
    {"award_conflict", R::won_reported, R::closed, O::duplicate},

    {"report_won", R::approved, R::won_reported},
    {"confirm_won", R::won_reported, R::closed, O::won},
    {"return_won", R::won_reported, R::approved},
    {"report_lost", R::approved, R::closed, O::lost},
    {"revoke_deal", R::approved, R::closed, O::revoked},
    {"revoke_deal", R::won_reported, R::closed, O::revoked},
    {"lapse_protection", R::approved, R::expired},
    {"request_extension", R::approved, R::approved},
    {"decide_extension", R::approved, R::approved},
    {"remind_of_protection", R::approved, R::approved},
    {"warn_inactive", R::approved, R::approved},
    {"revive_deal", R::expired, R::in_review},
    {"revive_deal", R::expired, R::conflict},
    {"appeal_decision", R::closed, R::in_review},
    {"appeal_decision", R::closed, R::conflict},

    {"move_stage", R::draft, R::draft},
    {"move_stage", R::submitted, R::submitted},
    {"move_stage", R::info_requested, R::info_requested},
    {"move_stage", R::approved, R::approved},
    {"move_stage", R::expired, R::expired},
    {"add_evidence", R::submitted, R::submitted},
    {"add_evidence", R::info_requested, R::info_requested},
    {"add_evidence", R::conflict, R::conflict},
    {"add_evidence", R::approved, R::approved},
    {"add_evidence", R::won_reported, R::won_reported},
    {"comment_on_deal", R::submitted, R::submitted},
    {"comment_on_deal", R::in_review, R::in_review},
    {"comment_on_deal", R::info_requested, R::info_requested},
    {"comment_on_deal", R::conflict, R::conflict},
    {"comment_on_deal", R::approved, R::approved},
    {"comment_on_deal", R::won_reported, R::won_reported},
    {"comment_on_deal", R::expired, R::expired},
};

std::span<const Transition> transitions() {
    return rows;
}

bool is_transition(const Transition& change) {
    return std::find(std::begin(rows), std::end(rows), change) != std::end(rows);
}

bool may_meet(std::string_view command, Review state) {
    return std::any_of(std::begin(rows), std::end(rows), [&](const Transition& row) {
        return row.from == state && row.command == command;
    });
}

Problem not_in_this_state(const Deal& deal) {
    return {ProblemCode::review_must_allow_this_step, "review", std::string(name_of(deal.review))};
}

Problem not_while_protected_so(const Deal& deal) {
    return {
        ProblemCode::review_must_allow_this_step,
        "protection",
        std::string(name_of(deal.protection))};
}

Result<const Record*> deal_for(
    std::string_view command, DealId deal, const RecordSource& records, const Context& context
) {
    TRY(const Record* record, deal_in_sight(deal, records, context));
    if (!may_meet(command, body_of<Deal>(*record).review)) {
        return not_in_this_state(body_of<Deal>(*record));
    }
    return record;
}

std::span<const std::string_view> names_of(Holder) {
    static constexpr std::array<std::string_view, 6> names{
        "nobody", "partner", "reviewers", "reviewer", "second_approver", "board"};
    return names;
}

// In review: nobody's yet, one reviewer's, or the second approver's.
static CaseStanding standing_in_review(const Deal& deal, std::int32_t steps) {
    if (deal.first_approver.given()) return {Holder::second_approver, {}, 3, steps};
    if (!deal.reviewer.given()) return {Holder::reviewers, {}, 1, steps};
    return {Holder::reviewer, deal.reviewer, 2, steps};
}

CaseStanding standing_of(const Deal& deal, const Program& program, Date on) {
    const std::int32_t steps = needs_second_approver(deal, program, on) ? 4 : 3;
    switch (deal.review) {
        case Review::draft:
            return {Holder::partner, {}, 0, steps};
        case Review::submitted:
            return {Holder::reviewers, {}, 1, steps};
        case Review::in_review:
            return standing_in_review(deal, steps);
        case Review::info_requested:
            return {Holder::partner, {}, 2, steps};
        case Review::conflict:
            return {Holder::board, {}, 2, steps};
        case Review::won_reported:
            return {Holder::reviewers, {}, steps, steps};
        case Review::approved:
        case Review::expired:
        case Review::closed:
            return {Holder::nobody, {}, steps, steps};
    }
    check(false);
    return {};
}

Told step(std::string_view event, Review from, Review to, std::string text) {
    return {
        .event = event,
        .from = std::string(name_of(from)),
        .to = std::string(name_of(to)),
        .rule = {},
        .text = std::move(text),
        .internal_text = {},
        .internal = false,
        .draft = false};
}

Told of_draft(Told told) {
    told.draft = true;
    return told;
}

}  // namespace entente
