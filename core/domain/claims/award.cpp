// The board's award: two people say the same, one deal wins and every party of it hears one reason.
#include "core/base/sort.h"
#include "core/base/text/bounds.h"
#include "core/domain/claims/linking.h"
#include "core/domain/claims/precedence.h"
#include "core/domain/program/calendars.h"
#include "core/domain/review/acts.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/sight.h"
#include "core/domain/review/transitions.h"

#include <algorithm>

namespace entente {

using Deals = std::vector<const Record*>;

static bool holds(const std::vector<DealId>& deals, const IdBytes& wanted) {
    return std::find(deals.begin(), deals.end(), DealId{wanted}) != deals.end();
}

// What an award that counts is made of.
struct SettledAward {
    const AwardConflict& command;
    std::vector<PersonId> decided_by;
    std::string rule;
    std::vector<IdBytes> parties;

    bool wins(const IdBytes& deal) const {
        return !command.to_vendor && command.deal.bytes == deal;
    }
};

static Deals rivals_before_the_board(const Contest& contest, const RecordSource& records) {
    Deals rivals;
    for (const IdBytes& id : contest.linked) {
        const Record* rival = records.find({Kind::deal, id});
        if (rival != nullptr && is_live(body_of<Deal>(*rival))) rivals.push_back(rival);
    }
    return rivals;
}

static Outcome is_for_these_parties(
    const AwardConflict& command, const Contest& contest, const Deals& rivals
) {
    // Beside the rivals only the vendor's pursuits and won deals are linked.
    if (command.to_vendor && rivals.size() == contest.linked.size()) {
        return Problem{ProblemCode::value_must_be_one_of_the_choices, "to_vendor", {}};
    }
    TRY_DONE(list_is_short_enough(command.secondary.size(), "secondary", rivals.size()));
    for (const DealId second : command.secondary) {
        const bool is_rival = std::any_of(rivals.begin(), rivals.end(), [second](const Record* r) {
            return r->id == second.bytes;
        });
        if (command.to_vendor || !is_rival) {
            return Problem{ProblemCode::record_must_exist, "secondary", {}};
        }
    }
    return reason_text_is_given(command.text);
}

// As a set: two people who name the same deals in another order say the same.
static std::vector<DealId> in_order(std::vector<DealId> deals) {
    sort_values(deals);
    deals.erase(std::unique(deals.begin(), deals.end()), deals.end());
    return deals;
}

static bool says_the_same(const AwardProposal& proposal, const AwardConflict& command) {
    return proposal.person.given() && proposal.to_vendor == command.to_vendor &&
           proposal.secondary == in_order(command.secondary) && proposal.text == command.text;
}

// The deal itself does not move: nothing of it is the partner's to know yet.
static Changes proposed(
    const Record& deal,
    const AwardConflict& command,
    const RecordSource& records,
    ChangeSet& changes
) {
    Contests contests(records, changes);
    contests.propose(
        deal,
        {.to_vendor = command.to_vendor,
         .secondary = in_order(command.secondary),
         .text = command.text,
         .person = changes.context().actor.person,
         .at = changes.context().now}
    );
    const Review review = body_of<Deal>(deal).review;
    Told told = step("deal_award_proposed", review, review);
    told.internal_text = command.text;
    told.internal = true;
    changes.tell(deal, std::move(told));
    contests.put();
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
    const bool same = ranking.decided && !command.to_vendor && !ranking.steps.empty() &&
                      ranking.order.front() == deal.id;
    return same ? std::string(name_of(ranking.steps.back().step)) : "board";
}

// Approves the party, or leaves it the approval that was contested.
static void award_to(
    Record& record, const Partner& partner, const SettledAward& award, Contests& contests
) {
    auto& deal = body_of<Deal>(record);
    for (const IdBytes& party : award.parties) contests.unlink(record, party);
    contests.forget_proposal(record);
    const bool is_approved = deal.review == Review::approved || deal.review == Review::won_reported;
    if (!is_approved) approve(record, partner, contests.changes());
    const bool second = !award.wins(record.id);
    deal.secondary = second;
    deal.secondary_share =
        second ? contests.changes().context().program.review.secondary_share : Percent{};
    deal.contested = contests.has_parties(record.id);
}

// Whoever was linked to a party that lost, but is none itself, is rid of it.
static void lose(
    Record& record, const Partner& partner, const SettledAward& award, Contests& contests
) {
    auto& deal = body_of<Deal>(record);
    const Context& context = contests.changes().context();
    stop_clock(deal.sla, calendar_of_region(context.program, partner.region), context.now);
    close(deal, DealOutcome::duplicate, context.now);
    const Contest* contest = contests.of(record.id);
    const std::vector<IdBytes> linked =
        contest == nullptr ? std::vector<IdBytes>{} : contest->linked;
    contests.clear(record);
    for (const IdBytes& id : linked) {
        const auto& parties = award.parties;
        if (std::find(parties.begin(), parties.end(), id) != parties.end()) continue;
        const Record* other = contests.records().find({Kind::deal, id});
        if (other != nullptr) unlink_rival(*other, record.id, contests);
    }
}

static Outcome settle(const Record& before, const SettledAward& award, Contests& contests) {
    ChangeSet& changes = contests.changes();
    TRY(const Partner* partner, partner_of(body_of<Deal>(before).partner, contests.records()));
    Record record = changes.edited(before);
    auto& deal = body_of<Deal>(record);
    const Review from = deal.review;
    deal.question = {};
    const bool second = holds(award.command.secondary, record.id);
    std::string_view event = second ? "deal_awarded_secondary" : "deal_awarded";
    if (second || award.wins(record.id)) {
        award_to(record, *partner, award, contests);
    } else {
        lose(record, *partner, award, contests);
        event = "deal_award_lost";
    }
    deal.decided_at = changes.context().now;
    deal.decided_by = award.decided_by;
    deal.decision_rule = award.rule;
    deal.decision_reason.clear();
    deal.decision_text = award.command.text;
    Told told = step(event, from, deal.review, award.command.text);
    told.rule = award.rule;
    changes.tell(record, std::move(told));
    changes.put(std::move(record));
    return Done{};
}

Result<Changes> act(
    const AwardConflict& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before, deal_for(command, records, context));
    const auto& stands = body_of<Deal>(*before);
    const Contest* contest = contest_in(records, before->id);
    const bool is_before_the_board = stands.review == Review::conflict || stands.contested;
    if (!is_before_the_board || contest == nullptr) return not_in_this_state(stands);
    const Deals rivals = rivals_before_the_board(*contest, records);
    TRY_DONE(is_for_these_parties(command, *contest, rivals));
    TRY_DONE(may_decide(context.actor.person, stands));
    for (const Record* rival : rivals) {
        TRY_DONE(may_decide(context.actor.person, body_of<Deal>(*rival)));
    }

    ChangeSet changes(context);
    if (!says_the_same(contest->award, command)) {
        return proposed(*before, command, records, changes);
    }
    if (contest->award.person == context.actor.person) {
        return ProblemCode::second_approver_must_differ;
    }
    SettledAward award{
        .command = command,
        .decided_by = {contest->award.person, context.actor.person},
        .rule = rule_of_award(*before, command, records, context),
        .parties = contest->linked};
    award.parties.push_back(before->id);
    Contests contests(records, changes);
    TRY_DONE(settle(*before, award, contests));
    for (const Record* rival : rivals) TRY_DONE(settle(*rival, award, contests));
    contests.put();
    return changes.take();
}

}  // namespace entente
