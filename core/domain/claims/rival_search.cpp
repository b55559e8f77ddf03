// The search for rivals, the authority's alone: what is asked of hundreds of candidates stands in
// one place, apart from what the browser fetches.
#include "core/base/bytes.h"
#include "core/base/sort.h"
#include "core/base/text/names.h"
#include "core/domain/claims/rivals.h"
#include "core/domain/overlap.h"
#include "core/domain/pursuit.h"

#include <algorithm>

namespace entente {

// Whether names share too few letters to be alike in any order: Jaro-Winkler is at most
// J + 0.4 (1 - J), and Jaro's J at most (c/l + c/r + 1) / 3, so that 0.90 needs c/l + c/r >= 1.5.
// Most of those who begin alike are told apart here, long before their letters are compared.
static bool share_too_few_letters(std::string_view left, std::string_view right) {
    std::array<std::int16_t, 128> letters{};
    for (const std::uint8_t letter : bytes_from_text(left)) {
        if (letter >= letters.size()) return false;
        letters[letter]++;
    }
    std::size_t common = 0;
    for (const std::uint8_t letter : bytes_from_text(right)) {
        if (letter >= letters.size()) return false;
        if (letters[letter]-- > 0) common++;
    }
    return 2 * common * (left.size() + right.size()) < 3 * left.size() * right.size();
}

// The first is known to be the key of a name.
static bool names_are_alike(std::string_view left, std::string_view right) {
    if (right.size() <= name_begin || right.substr(0, name_begin) != left.substr(0, name_begin)) {
        return false;
    }
    left.remove_prefix(name_begin);
    right.remove_prefix(name_begin);
    return !share_too_few_letters(left, right) && likeness(left, right) >= names_alike;
}

static SameCustomer overlap_of_customers(const Claimed& left, const Claimed& right) {
    SameCustomer same = SameCustomer::no;
    for (const std::string& key : *left.keys) {
        const bool name = is_name_key(key);
        for (const std::string& other : *right.keys) {
            if (key == other) {
                // In another country it is another territory, and perhaps another subsidiary: a
                // person's call.
                if (is_certain_key(key) && *left.country == *right.country) {
                    return SameCustomer::certain;
                }
                same = SameCustomer::possible;
            } else if (name && same == SameCustomer::no && names_are_alike(key, other)) {
                same = SameCustomer::possible;
            }
        }
    }
    return same;
}

SameCustomer overlap_of_claims(const Claimed& left, const Claimed& right) {
    return share_a_product(left, right) ? overlap_of_customers(left, right) : SameCustomer::no;
}

static Claimed claimed(const Record& record) {
    if (const auto* pursuit = record.body.as<Pursuit>()) {
        return {&pursuit->match_keys, &pursuit->products, &pursuit->customer.country};
    }
    return claimed(body_of<Deal>(record));
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
        const SameCustomer same = overlap_of_customers(claim, claimed(*record));
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

}  // namespace entente
