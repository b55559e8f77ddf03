#include "core/domain/claims/linking.h"

#include "core/domain/claims/priority.h"
#include "core/domain/claims/rivals.h"
#include "core/domain/overlap.h"
#include "core/domain/program/calendars.h"
#include "core/domain/pursuit.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/transitions.h"

#include <algorithm>

namespace entente {

// Keys of the rules that the lines about an overlap name.
static constexpr std::string_view overlap_rule = "same_customer_and_product";
static constexpr std::string_view likely_rule = "likely_same_customer";

static void tell_by_rule(
    const Record& record,
    std::string_view event,
    Review from,
    std::string_view rule,
    ChangeSet& changes
) {
    Told told = step(event, from, body_of<Deal>(record).review);
    told.rule = std::string(rule);
    changes.tell(record, std::move(told), By::system);
}

static bool stands_approved(const Deal& deal) {
    return deal.review == Review::approved || deal.review == Review::won_reported;
}

static const Partner* partner_if_loaded(const Deal& deal, const RecordSource& records) {
    const Record* partner = records.find({Kind::partner, deal.partner.bytes});
    return partner == nullptr ? nullptr : &body_of<Partner>(*partner);
}

// Where it was before the overlap.
static Review before_the_overlap(const Deal& deal) {
    return deal.reviewer.given() ? Review::in_review : Review::submitted;
}

static void into_conflict(Deal& deal, const RecordSource& records, const Context& context) {
    // A question that was open is overtaken: the board asks anew if it still matters.
    if (deal.review == Review::info_requested) {
        const Partner* partner = partner_if_loaded(deal, records);
        BusinessCalendar calendar;
        if (partner != nullptr) calendar = calendar_of_region(context.program, partner->region);
        resume_clock(deal.sla, context.program.review, calendar, context.now);
    }
    deal.question = {};
    deal.first_approver = {};  // Two people see the same case, or they are not two.
    deal.review = Review::conflict;
}

bool bring_before_the_board(Record& record, Contests& contests) {
    ChangeSet& changes = contests.changes();
    auto& deal = body_of<Deal>(record);
    const Review before = deal.review;
    if (stands_approved(deal)) {
        if (deal.contested) return false;
        deal.contested = true;
        tell_by_rule(record, "deal_contested", before, overlap_rule, changes);
        return true;
    }
    if (before == Review::conflict) return false;
    into_conflict(deal, contests.records(), changes.context());
    tell_by_rule(record, "deal_overlap_found", before, overlap_rule, changes);
    return true;
}

static void try_rules(Record& record, Contests& contests) {
    const auto& deal = body_of<Deal>(record);
    const Contest* contest = contests.of(record.id);
    const bool likely = contest != nullptr && !contest->possible.empty();
    const Partner* partner = partner_if_loaded(deal, contests.records());
    if (deal.review != Review::submitted || likely || partner == nullptr) return;
    approve_by_rule(record, *partner, contests.changes());
}

bool set_free(Record& record, Contests& contests) {
    if (contests.has_parties(record.id)) return false;
    ChangeSet& changes = contests.changes();
    auto& deal = body_of<Deal>(record);
    const Review before = deal.review;
    if (deal.contested) {
        deal.contested = false;
        tell_by_rule(record, "deal_contest_ended", before, overlap_rule, changes);
        return true;
    }
    if (before == Review::info_requested && deal.question.came_from == Review::conflict) {
        deal.question.came_from = before_the_overlap(deal);
    } else if (before == Review::conflict) {
        deal.review = before_the_overlap(deal);
    } else {
        return false;
    }
    tell_by_rule(record, "deal_overlap_ended", before, overlap_rule, changes);
    try_rules(record, contests);
    return true;
}

void link_rival(const Record& claim, const Record& rival, Contests& contests) {
    if (contests.are_linked(claim.id, rival.id)) return;
    contests.link(claim, rival.id);
    const auto* deal = rival.body.as<Deal>();
    // A deal won before and a pursuit are owed nothing.
    if (deal == nullptr || !is_live(*deal)) return;
    contests.link(rival, claim.id);
    Record record = contests.changes().edited(rival, By::system);
    if (bring_before_the_board(record, contests)) contests.changes().put(std::move(record));
}

void unlink_rival(const Record& rival, const IdBytes& gone, Contests& contests) {
    if (!contests.are_linked(rival.id, gone)) return;
    contests.unlink(rival, gone);
    Record record = contests.changes().edited(rival, By::system);
    if (set_free(record, contests)) contests.changes().put(std::move(record));
}

using Ids = std::vector<IdBytes>;

static bool contains(const Ids& ids, const IdBytes& wanted) {
    return std::find(ids.begin(), ids.end(), wanted) != ids.end();
}

static Ids ids_of(const std::vector<const Record*>& found) {
    // Whoever looks needs no more to see that somebody has to.
    constexpr std::size_t ids_max = 20;
    Ids ids;
    for (const Record* record : found) {
        if (ids.size() < ids_max) ids.push_back(record->id);
    }
    return ids;
}

static void note_likely_rivals(const Record& record, const Rivals& rivals, Contests& contests) {
    const Contest* before = contests.of(record.id);
    const Ids known = before == nullptr ? Ids{} : before->possible;
    Ids likely = ids_of(rivals.possible);
    likely.erase(
        std::remove_if(
            likely.begin(),
            likely.end(),
            [&](const IdBytes& id) { return contests.are_linked(record.id, id); }
        ),
        likely.end()
    );
    const bool is_new = std::any_of(likely.begin(), likely.end(), [&known](const IdBytes& id) {
        return !contains(known, id);
    });
    contests.set_possible(record, std::move(likely));
    if (!is_new || contests.has_parties(record.id)) return;
    const Review review = body_of<Deal>(record).review;
    tell_by_rule(record, "deal_overlap_possible", review, likely_rule, contests.changes());
}

// Those whom it meets are linked, and what is likely is noted.
static void meet(Record& record, const Rivals& rivals, Contests& contests) {
    for (const auto* list : {&rivals.certain, &rivals.incumbents, &rivals.pursuits}) {
        for (const Record* rival : *list) link_rival(record, *rival, contests);
    }
    if (contests.has_parties(record.id)) bring_before_the_board(record, contests);
    note_likely_rivals(record, rivals, contests);
}

void meet_rivals(Record& record, const RecordSource& records, ChangeSet& changes) {
    Contests contests(records, changes);
    const Rivals rivals = rivals_of(record, records, changes.context());
    meet(record, rivals, contests);
    try_rules(record, contests);
    contests.put();
}

static bool is_among(const Rivals& rivals, const IdBytes& id) {
    const auto holds = [&id](const std::vector<const Record*>& list) {
        return std::any_of(list.begin(), list.end(), [&id](const Record* record) {
            return record->id == id;
        });
    };
    return holds(rivals.certain) || holds(rivals.incumbents) || holds(rivals.pursuits);
}

// Those that are no rivals any more; what a person has joined stays while it is the same claim.
static void drop_links(
    const Record& record, const Rivals& rivals, bool another_claim, Contests& contests
) {
    const Contest* contest = contests.of(record.id);
    if (contest == nullptr) return;
    const Contest before = *contest;
    for (const IdBytes& id : before.linked) {
        const bool joined = !another_claim && contains(before.joined, id);
        if (joined || is_among(rivals, id)) continue;
        contests.unlink(record, id);
        const Record* rival = contests.records().find({Kind::deal, id});
        if (rival != nullptr) unlink_rival(*rival, record.id, contests);
    }
}

static void forget_proposals(const Record& record, Contests& contests) {
    contests.forget_proposal(record);
    const Contest* contest = contests.of(record.id);
    if (contest == nullptr) return;
    for (const IdBytes& id : Ids(contest->linked)) {
        const Record* rival = contests.records().find({Kind::deal, id});
        if (rival != nullptr) contests.forget_proposal(*rival);
    }
}

void follow_answer(
    Record& record, const Deal& before, const RecordSource& records, ChangeSet& changes
) {
    const auto& deal = body_of<Deal>(record);
    Contests contests(records, changes);
    if (form_from_deal(deal) != form_from_deal(before)) forget_proposals(record, contests);
    const bool another = is_another_claim(before, deal);
    const bool may_meet_others =
        another || deal.match_keys != before.match_keys || deal.products != before.products;
    if (may_meet_others) {
        const Rivals rivals = rivals_of(record, records, changes.context());
        drop_links(record, rivals, another, contests);
        meet(record, rivals, contests);
    }
    set_free(record, contests);
    try_rules(record, contests);
    contests.put();
}

void leave_rivals(const Record& left, const RecordSource& records, ChangeSet& changes) {
    Contests contests(records, changes);
    const Contest* contest = contests.of(left.id);
    if (contest == nullptr) return;
    const Ids linked = contest->linked;
    contests.clear(left);
    for (const IdBytes& id : linked) {
        const Record* rival = records.find({Kind::deal, id});
        if (rival != nullptr) unlink_rival(*rival, left.id, contests);
    }
    contests.put();
}

static void guard(const std::vector<std::string>& keys, Needs& wanted) {
    for (const std::string& key : keys) {
        if (!is_certain_key(key)) continue;
        for (std::string& lookup : lookup_keys(key)) wanted.guards.push_back(std::move(lookup));
    }
}

void need_party(const Record& party, Needs& wanted) {
    wanted.guards.push_back(guard_of(party.key()));
    if (const auto* pursuit = party.body.as<Pursuit>()) return guard(pursuit->match_keys, wanted);
    const auto& deal = body_of<Deal>(party);
    guard(deal.match_keys, wanted);
    wanted.records.push_back(contest_of(party.id));
    wanted.records.push_back({Kind::partner, deal.partner.bytes});
}

void need_rivals(const std::vector<std::string>& keys, const RecordSource& records, Needs& wanted) {
    for (const std::string& key : keys) {
        for (const std::string& lookup : lookup_keys(key)) {
            wanted.index_keys.push_back(lookup);
            wanted.guards.push_back(lookup);
            if (!is_certain_key(key)) continue;
            for (const Record* record : records.under(lookup)) need_party(*record, wanted);
        }
    }
}

void need_contest(const IdBytes& deal, const RecordSource& records, Needs& wanted) {
    wanted.records.push_back(contest_of(deal));
    if (const Record* record = records.find({Kind::deal, deal})) need_party(*record, wanted);
    const Contest* contest = contest_in(records, deal);
    if (contest == nullptr) return;
    for (const IdBytes& id : contest->linked) {
        for (const Kind kind : {Kind::deal, Kind::pursuit}) {
            wanted.records.push_back({kind, id});
            wanted.records.push_back(contest_of(id));
            if (const Record* party = records.find({kind, id})) need_party(*party, wanted);
        }
    }
}

}  // namespace entente
