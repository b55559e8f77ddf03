#include "core/domain/claims/rivals.h"

#include "core/base/sort.h"
#include "core/base/text/folding.h"
#include "core/domain/overlap.h"
#include "core/domain/pursuit.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/transitions.h"

#include <algorithm>

namespace entente {

// Keys of the rules that the lines about an overlap name.
static constexpr std::string_view overlap_rule = "same_customer_and_product";
static constexpr std::string_view likely_rule = "likely_same_customer";

std::vector<std::string> claim_keys(const DealForm& form, const PublicSuffixes* suffixes) {
    const PublicSuffixes no_list;
    std::vector<std::string> keys =
        match_keys(form.customer, suffixes != nullptr ? *suffixes : no_list);
    if (!form.contact.email.empty()) keys.push_back("contact:" + folded(form.contact.email));
    return keys;
}

static Claimed claimed(const Record& record) {
    if (const auto* pursuit = record.body.as<Pursuit>()) {
        return {&pursuit->match_keys, &pursuit->products, &pursuit->customer.country};
    }
    const auto& deal = body_of<Deal>(record);
    return {&deal.match_keys, &deal.products, &deal.customer.country};
}

// Every record that a key of the deal finds: in no order, and twice where two keys find it. There
// may be hundreds, nearly all of which are nobody's rivals; only those that are get sorted.
static std::vector<const Record*> sharing_a_key(const Record& deal, const RecordSource& records) {
    std::vector<const Record*> found;
    for (const std::string& key : body_of<Deal>(deal).match_keys) {
        const std::vector<const Record*> under = records.under(lookup_key(key));
        found.insert(found.end(), under.begin(), under.end());
    }
    return found;
}

// Each once, in ascending order of id.
static void put_in_order(std::vector<const Record*>& found) {
    sort_values(found, [](const Record* a, const Record* b) { return a->id < b->id; });
    found.erase(std::unique(found.begin(), found.end()), found.end());
}

static bool is_incumbent_now(const Deal& deal, const Context& context) {
    return is_incumbent(deal, date_of(context.now), context.program.review.incumbency_months);
}

// Those that it may contest or have to yield to, whatever they claim. In a pass of its own, as what
// is asked here stands apart from what is asked below: one wait for the memory, not one each.
static void drop_own_and_ended(
    std::vector<const Record*>& found, const Record& deal, const Context& context
) {
    const PartnerId partner = body_of<Deal>(deal).partner;
    const auto is_none = [&](const Record* record) {
        const auto* other = record->body.as<Deal>();
        if (other == nullptr) return record->id == deal.id;
        return other->partner == partner || record->id == deal.id ||
               (!is_live(*other) && !is_incumbent_now(*other, context));
    };
    found.erase(std::remove_if(found.begin(), found.end(), is_none), found.end());
}

Rivals rivals_of(const Record& deal, const RecordSource& records, const Context& context) {
    const Claimed claim = claimed(deal);
    std::vector<const Record*> found = sharing_a_key(deal, records);
    drop_own_and_ended(found, deal, context);
    const auto differs = [&claim](const Record* record) {
        return !share_a_product(claim, claimed(*record));
    };
    found.erase(std::remove_if(found.begin(), found.end(), differs), found.end());
    Rivals rivals;
    for (const Record* record : found) {
        const SameCustomer same = overlap_of_claims(claim, claimed(*record));
        if (same == SameCustomer::possible) rivals.possible = true;
        if (same != SameCustomer::certain) continue;
        const auto* other = record->body.as<Deal>();
        auto& list = other == nullptr  ? rivals.pursuits
                     : is_live(*other) ? rivals.certain
                                       : rivals.incumbents;
        list.push_back(record);
    }
    for (auto* list : {&rivals.certain, &rivals.incumbents, &rivals.pursuits}) put_in_order(*list);
    return rivals;
}

// The first deal of the claim's own partner that certainly overlaps with it.
template <typename Wanted>
static const Record* own_overlap(
    const Record& deal, const RecordSource& records, const Wanted& wanted
) {
    const auto& claim = body_of<Deal>(deal);
    const Record* first = nullptr;
    for (const Record* record : sharing_a_key(deal, records)) {
        const auto* other = record->body.as<Deal>();
        if (other == nullptr || other->partner != claim.partner || record->id == deal.id) continue;
        if (!wanted(*other) || (first != nullptr && first->id < record->id)) continue;
        const SameCustomer same = overlap_of_claims(claimed(deal), claimed(*record));
        if (same == SameCustomer::certain) first = record;
    }
    return first;
}

const Record* own_claim(const Record& deal, const RecordSource& records, const Context&) {
    return own_overlap(deal, records, is_live);
}

const Record* own_incumbency(
    const Record& deal, const RecordSource& records, const Context& context
) {
    return own_overlap(deal, records, [&context](const Deal& other) {
        return is_incumbent_now(other, context);
    });
}

using Links = std::vector<IdBytes>;

static bool contains(const Links& links, const IdBytes& id) {
    return std::find(links.begin(), links.end(), id) != links.end();
}

static void link(Deal& deal, const IdBytes& other) {
    if (!contains(deal.linked, other)) deal.linked.push_back(other);
}

static void to_conflict(Deal& deal, const Context& context) {
    // A question that was open is overtaken: the board asks anew if it still matters.
    if (deal.review == Review::info_requested) {
        deal.question = {};
        // The region's calendar is the partner's, whose record a rival's command does not load:
        // around the clock is the earlier promise, so it never favors the vendor.
        resume_clock(deal.sla, context.program.review, {}, context.now);
    }
    deal.review = Review::conflict;
    deal.award = {};  // Proposed for other parties.
}

static void tell_of_overlap(
    const Record& record, std::string_view event, Review from, ChangeSet& changes
) {
    Told told = step(event, from, body_of<Deal>(record).review);
    told.rule = std::string(overlap_rule);
    changes.tell(record, std::move(told), By::system);
}

static void contest_rival(const Record& rival, const IdBytes& claim, ChangeSet& changes) {
    const auto& before = body_of<Deal>(rival);
    if (contains(before.linked, claim)) return;
    Record record = changes.edited(rival, By::system);
    auto& deal = body_of<Deal>(record);
    link(deal, claim);
    if (before.review == Review::approved || before.review == Review::won_reported) {
        deal.contested = true;
        deal.award = {};
        if (!before.contested) tell_of_overlap(record, "deal_contested", before.review, changes);
    } else {
        to_conflict(deal, changes.context());
        if (before.review != Review::conflict) {
            tell_of_overlap(record, "deal_overlap_found", before.review, changes);
        }
    }
    changes.put(std::move(record));
}

void contest(Record& deal, const Rivals& rivals, ChangeSet& changes) {
    check(rivals.any_certain());
    auto& claim = body_of<Deal>(deal);
    const Review from = claim.review;
    to_conflict(claim, changes.context());
    for (const auto* list : {&rivals.certain, &rivals.incumbents, &rivals.pursuits}) {
        for (const Record* rival : *list) link(claim, rival->id);
    }
    if (from != Review::conflict) tell_of_overlap(deal, "deal_overlap_found", from, changes);
    for (const Record* rival : rivals.certain) contest_rival(*rival, deal.id, changes);
}

void tell_of_possible_overlap(const Record& deal, ChangeSet& changes) {
    const Review review = body_of<Deal>(deal).review;
    Told told = step("deal_overlap_possible", review, review);
    told.rule = std::string(likely_rule);
    changes.tell(deal, std::move(told), By::system);
}

static void unlink(const Record& rival, const Links& left, ChangeSet& changes) {
    const auto& before = body_of<Deal>(rival);
    Record record = changes.edited(rival, By::system);
    auto& deal = body_of<Deal>(record);
    const auto gone = [&left](const IdBytes& id) { return contains(left, id); };
    deal.linked.erase(
        std::remove_if(deal.linked.begin(), deal.linked.end(), gone), deal.linked.end()
    );
    deal.award = {};  // Proposed for other parties.
    if (deal.linked.empty()) {
        deal.contested = false;
        if (deal.review == Review::conflict) {
            deal.review = deal.reviewer.given() ? Review::in_review : Review::submitted;
        }
        const std::string_view event =
            before.contested ? "deal_contest_ended" : "deal_overlap_ended";
        tell_of_overlap(record, event, before.review, changes);
    }
    changes.put(std::move(record));
}

void release_rivals(
    const std::vector<const Record*>& left,
    const RecordSource& records,
    ChangeSet& changes,
    const std::vector<IdBytes>& settled
) {
    Links gone;
    Links rivals;
    for (const Record* one : left) {
        gone.push_back(one->id);
        const Links& linked = body_of<Deal>(*one).linked;
        rivals.insert(rivals.end(), linked.begin(), linked.end());
    }
    sort_values(rivals);
    rivals.erase(std::unique(rivals.begin(), rivals.end()), rivals.end());
    for (const IdBytes& id : rivals) {
        const bool is_party = contains(gone, id) || contains(settled, id);
        const Record* rival = is_party ? nullptr : records.find({Kind::deal, id});
        // A pursuit or a deal won before is a link that nothing is owed.
        if (rival == nullptr || body_of<Deal>(*rival).linked.empty()) continue;
        unlink(*rival, gone, changes);
    }
}

void release_from(
    const IdBytes& ended, const std::vector<const Record*>& linked, ChangeSet& changes
) {
    for (const Record* record : linked) {
        if (contains(body_of<Deal>(*record).linked, ended)) unlink(*record, {ended}, changes);
    }
}

void claim_anew(Record& record, const RecordSource& records, ChangeSet& changes) {
    auto& deal = body_of<Deal>(record);
    const Rivals rivals = rivals_of(record, records, changes.context());
    Record dropped = record;
    Links& none_of_it = body_of<Deal>(dropped).linked;
    const auto stays = [&rivals](const IdBytes& id) {
        return std::any_of(rivals.certain.begin(), rivals.certain.end(), [&id](const Record* r) {
            return r->id == id;
        });
    };
    none_of_it.erase(std::remove_if(none_of_it.begin(), none_of_it.end(), stays), none_of_it.end());
    release_rivals({&dropped}, records, changes);
    deal.linked.clear();
    if (rivals.any_certain()) {
        contest(record, rivals, changes);
    } else if (deal.review == Review::conflict) {
        deal.review = deal.reviewer.given() ? Review::in_review : Review::submitted;
    }
}

static void guard(const std::vector<std::string>& keys, Needs& wanted) {
    for (const std::string& key : keys) {
        if (is_certain_key(key)) wanted.guards.push_back(lookup_key(key));
    }
}

void need_rivals(const std::vector<std::string>& keys, const RecordSource& records, Needs& wanted) {
    for (const std::string& key : keys) {
        const std::string lookup = lookup_key(key);
        wanted.index_keys.push_back(lookup);
        wanted.guards.push_back(lookup);
        if (!is_certain_key(key)) continue;
        for (const Record* record : records.under(lookup)) guard(*claimed(*record).keys, wanted);
    }
}

void need_linked(const Deal& deal, const RecordSource& records, Needs& wanted) {
    guard(deal.match_keys, wanted);
    for (const IdBytes& id : deal.linked) {
        wanted.records.push_back({Kind::deal, id});
        const Record* linked = records.find({Kind::deal, id});
        if (linked != nullptr) guard(body_of<Deal>(*linked).match_keys, wanted);
    }
}

}  // namespace entente
