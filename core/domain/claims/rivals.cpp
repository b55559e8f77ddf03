#include "core/domain/claims/rivals.h"

#include "core/base/sort.h"
#include "core/base/text/folding.h"
#include "core/domain/overlap.h"
#include "core/domain/pursuit.h"

#include <algorithm>

namespace entente {

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
        for (const std::string& lookup : lookup_keys(key)) {
            const std::vector<const Record*> under = records.under(lookup);
            found.insert(found.end(), under.begin(), under.end());
        }
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

// Before all of the interval in which the claim was made.
static bool is_recorded_before(const Pursuit& pursuit, const Deal& claim) {
    return pursuit.recorded_at < claim.priority_from;
}

bool may_be_met(const Record& record, const Deal& claim, const Context& context) {
    if (const auto* deal = record.body.as<Deal>()) {
        return deal->partner != claim.partner &&
               (is_live(*deal) || is_incumbent_now(*deal, context));
    }
    const auto* pursuit = record.body.as<Pursuit>();
    return pursuit != nullptr && !pursuit->ended_at.given() && is_recorded_before(*pursuit, claim);
}

// Nearly all who share a part of a name share no product. That is asked first, in a pass of its
// own: what is asked of the few that are left stands elsewhere in the memory.
static void drop_others(
    std::vector<const Record*>& found, const Record& deal, const Context& context
) {
    const auto& claim = body_of<Deal>(deal);
    const Claimed sought = claimed(deal);
    const auto differs = [&sought](const Record* record) {
        return !share_a_product(sought, claimed(*record));
    };
    found.erase(std::remove_if(found.begin(), found.end(), differs), found.end());
    const auto is_none = [&](const Record* record) {
        return record->id == deal.id || !may_be_met(*record, claim, context);
    };
    found.erase(std::remove_if(found.begin(), found.end(), is_none), found.end());
}

Rivals rivals_of(const Record& deal, const RecordSource& records, const Context& context) {
    const Claimed claim = claimed(deal);
    std::vector<const Record*> found = sharing_a_key(deal, records);
    drop_others(found, deal, context);
    Rivals rivals;
    for (const Record* record : found) {
        const SameCustomer same = overlap_of_claims(claim, claimed(*record));
        if (same == SameCustomer::possible) rivals.possible.push_back(record);
        if (same != SameCustomer::certain) continue;
        const auto* other = record->body.as<Deal>();
        auto& list = other == nullptr  ? rivals.pursuits
                     : is_live(*other) ? rivals.certain
                                       : rivals.incumbents;
        list.push_back(record);
    }
    put_in_order(rivals.certain);
    put_in_order(rivals.incumbents);
    put_in_order(rivals.pursuits);
    put_in_order(rivals.possible);
    return rivals;
}

// The first deal of the claim's own partner that certainly overlaps with it.
template <typename Wanted>
static const Record* own_overlap(
    const Record& deal, const RecordSource& records, const Wanted& wanted
) {
    const auto& claim = body_of<Deal>(deal);
    const Record* first = nullptr;
    const auto look_at = [&](const Record& record) {
        const auto* other = record.body.as<Deal>();
        if (other == nullptr || other->partner != claim.partner || record.id == deal.id) return;
        if (!wanted(*other) || (first != nullptr && first->id < record.id)) return;
        if (certainly_overlap(claimed(deal), claimed(record))) first = &record;
    };
    for (const std::string& key : claim.match_keys) {
        if (!is_certain_key(key)) continue;
        for (const std::string& lookup : lookup_keys(key)) {
            for (const Record* record : records.under(lookup)) look_at(*record);
        }
    }
    return first;
}

const Record* own_claim(const Record& deal, const RecordSource& records, const Context&) {
    return own_overlap(deal, records, is_live);
}

Outcome must_be_the_only_claim(
    const Record& deal, const RecordSource& records, const Context& context
) {
    const Record* own = own_claim(deal, records, context);
    if (own == nullptr) return Done{};
    return Problem{ProblemCode::deal_must_not_be_registered_twice, {}, body_of<Deal>(*own).number};
}

const Record* own_incumbency(
    const Record& deal, const RecordSource& records, const Context& context
) {
    return own_overlap(deal, records, [&context](const Deal& other) {
        return is_incumbent_now(other, context);
    });
}

}  // namespace entente
