#include "core/domain/review/transitions.h"

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

    {"claim_deal", R::submitted, R::in_review},
    {"claim_deal", R::in_review, R::in_review},  // One that came back and is nobody's yet.
    {"ask_about_deal", R::in_review, R::info_requested},
    {"ask_about_deal", R::conflict, R::info_requested},
    {"answer_question", R::info_requested, R::in_review},
    {"answer_question", R::info_requested, R::conflict},
    {"answer_question", R::info_requested, R::submitted},  // It overlaps no longer.
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
    {"overlap_found", R::conflict, R::conflict},
    {"overlap_ended", R::conflict, R::in_review},
    {"overlap_ended", R::conflict, R::submitted},
    {"overlap_ended", R::conflict, R::conflict},  // Others are left.
    {"overlap_ended", R::info_requested, R::info_requested},
    {"overlap_ended", R::approved, R::approved},
    {"overlap_ended", R::won_reported, R::won_reported},
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
    {"report_lost", R::approved, R::closed, O::lost},
    {"revoke_deal", R::approved, R::closed, O::revoked},
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
    {"add_evidence", R::in_review, R::in_review},
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

Result<const Record*> deal_for(
    std::string_view command, DealId deal, const RecordSource& records, const Context& context
) {
    TRY(const Record* record, deal_in_sight(deal, records, context));
    if (!may_meet(command, body_of<Deal>(*record).review)) {
        return ProblemCode::review_must_allow_this_step;
    }
    return record;
}

Told step(std::string_view event, Review from, Review to, std::string text) {
    return {
        .event = event,
        .from = std::string(name_of(from)),
        .to = std::string(name_of(to)),
        .rule = {},
        .text = std::move(text),
        .internal_text = {},
        .internal = false};
}

}  // namespace entente
