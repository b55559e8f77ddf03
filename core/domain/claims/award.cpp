// The board's award: two people say the same, one deal wins and every party of it hears one reason.
#include "core/domain/claims/precedence.h"
#include "core/domain/claims/rivals.h"
#include "core/domain/program/calendars.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/transitions.h"

#include <algorithm>

namespace entente {

// What an award that counts is made of.
struct SettledAward {
    const AwardConflict& command;
    std::vector<PersonId> decided_by;
    std::string rule;
    std::vector<IdBytes> parties;
};

static std::vector<const Record*> rivals_before_the_board(
    const Deal& deal, const RecordSource& records
) {
    std::vector<const Record*> rivals;
    for (const IdBytes& id : deal.linked) {
        const Record* rival = records.find({Kind::deal, id});
        if (rival != nullptr && is_live(body_of<Deal>(*rival))) rivals.push_back(rival);
    }
    return rivals;
}

static Outcome is_for_these_parties(
    const AwardConflict& command,
    const Deal& deal,
    const std::vector<const Record*>& rivals,
    const Context& context
) {
    // Beside the rivals only the vendor's pursuits and won deals are linked.
    if (command.to_vendor && rivals.size() == deal.linked.size()) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "to_vendor", {}};
    }
    for (const DealId second : command.secondary) {
        const bool is_rival = std::any_of(rivals.begin(), rivals.end(), [second](const Record* r) {
            return r->id == second.bytes;
        });
        if (command.to_vendor || !is_rival) {
            return Problem{ProblemCode::record_must_exist, "secondary", {}};
        }
    }
    TRY_DONE(reason_text_is_given(command.text));
    TRY_DONE(may_decide(context.actor.person, deal));
    for (const Record* rival : rivals) {
        TRY_DONE(may_decide(context.actor.person, body_of<Deal>(*rival)));
    }
    return Done{};
}

static bool says_the_same(const AwardProposal& proposal, const AwardConflict& command) {
    return proposal.person.given() && proposal.to_vendor == command.to_vendor &&
           proposal.secondary == command.secondary && proposal.text == command.text;
}

static Changes proposed(const Record& before, const AwardConflict& command, ChangeSet& changes) {
    Record record = changes.edited(before);
    auto& deal = body_of<Deal>(record);
    deal.award = {
        .to_vendor = command.to_vendor,
        .secondary = command.secondary,
        .text = command.text,
        .person = changes.context().actor.person,
        .at = changes.context().now};
    Told told = step("deal_award_proposed", deal.review, deal.review);
    told.internal_text = command.text;
    told.internal = true;
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
    return changes.take();
}

// Where the ranking says the same, its step is the rule of the award.
static std::string rule_of_award(
    const Record& deal,
    const AwardConflict& command,
    const RecordSource& records,
    const Context& context
) {
    const Ranking ranking = rank(claims_around(deal, records, context));
    const bool same = ranking.decided && !command.to_vendor && ranking.order.front() == deal.id;
    return same ? std::string(name_of(ranking.steps.back().step)) : "board";
}

// Approves the party, or leaves it the approval that was contested.
static void award_to(
    Record& record, const SettledAward& award_given, const RecordSource& records, ChangeSet& changes
) {
    auto& deal = body_of<Deal>(record);
    std::vector<IdBytes> others = deal.linked;
    const auto settled = [&award_given](const IdBytes& id) {
        return std::find(award_given.parties.begin(), award_given.parties.end(), id) !=
               award_given.parties.end();
    };
    others.erase(std::remove_if(others.begin(), others.end(), settled), others.end());
    const Record* partner = records.find({Kind::partner, deal.partner.bytes});
    const bool is_approved = deal.review == Review::approved || deal.review == Review::won_reported;
    deal.question = {};
    if (!is_approved && partner != nullptr) {
        approve(record, body_of<Partner>(*partner), changes);
    }
    deal.award = {};
    deal.linked = std::move(others);
    deal.contested = !deal.linked.empty();
}

static void settle(
    const Record& before,
    const SettledAward& award_given,
    const RecordSource& records,
    ChangeSet& changes
) {
    Record record = changes.edited(before);
    auto& deal = body_of<Deal>(record);
    const Review from = deal.review;
    const auto& secondary = award_given.command.secondary;
    const bool second =
        std::find(secondary.begin(), secondary.end(), DealId{before.id}) != secondary.end();
    const bool first =
        !award_given.command.to_vendor && before.id == award_given.command.deal.bytes;
    std::string_view event = "deal_award_lost";
    if (first || second) {
        award_to(record, award_given, records, changes);
        deal.secondary = second;
        if (second) deal.secondary_share = changes.context().program.review.secondary_share;
        event = second ? "deal_awarded_secondary" : "deal_awarded";
    } else {
        const Record* partner = records.find({Kind::partner, deal.partner.bytes});
        if (partner != nullptr) {
            const auto& region = body_of<Partner>(*partner).region;
            const Context& context = changes.context();
            stop_clock(deal.sla, calendar_of_region(context.program, region), context.now);
        }
        deal.question = {};
        close(deal, DealOutcome::duplicate, changes.context().now);
    }
    deal.decided_at = changes.context().now;
    deal.decided_by = award_given.decided_by;
    deal.decision_rule = award_given.rule;
    deal.decision_reason.clear();
    deal.decision_text = award_given.command.text;
    Told told = step(event, from, deal.review, award_given.command.text);
    told.rule = award_given.rule;
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
}

Result<Changes> act(
    const AwardConflict& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    if (stands.review != Review::conflict && !stands.contested) {
        return ProblemCode::review_must_allow_this_step;
    }
    const std::vector<const Record*> rivals = rivals_before_the_board(stands, records);
    TRY_DONE(is_for_these_parties(command, stands, rivals, context));

    ChangeSet changes(context);
    if (!says_the_same(stands.award, command)) return proposed(*before, command, changes);
    if (stands.award.person == context.actor.person)
        return ProblemCode::second_approver_must_differ;

    SettledAward award_given{
        .command = command,
        .decided_by = {stands.award.person, context.actor.person},
        .rule = rule_of_award(*before, command, records, context),
        .parties = stands.linked};
    award_given.parties.push_back(before->id);
    settle(*before, award_given, records, changes);
    for (const Record* rival : rivals) settle(*rival, award_given, records, changes);
    // Whoever was linked to a party that lost, but not to the award, is rid of it.
    std::vector<const Record*> lost;
    for (const Record* rival : rivals) {
        const auto& second = command.secondary;
        if (std::find(second.begin(), second.end(), DealId{rival->id}) == second.end()) {
            lost.push_back(rival);
        }
    }
    if (command.to_vendor) lost.push_back(before);
    release_rivals(lost, records, changes, award_given.parties);
    return changes.take();
}

}  // namespace entente
