#include "core/domain/claims/rivals.h"

#include "core/base/sort.h"
#include "core/base/text/folding.h"
#include "core/domain/overlap.h"
#include "core/domain/review/clock.h"
#include "core/domain/review/sight.h"

#include <algorithm>

namespace entente {

// Key of the rule that every line about an overlap names.
static constexpr std::string_view overlap_rule = "same_customer_and_product";

std::vector<std::string> claim_keys(const DealForm& form, const PublicSuffixes* suffixes) {
    const PublicSuffixes no_list;
    std::vector<std::string> keys =
        match_keys(form.customer, suffixes != nullptr ? *suffixes : no_list);
    if (!form.contact.email.empty()) keys.push_back("contact:" + folded(form.contact.email));
    return keys;
}

// Every record that shares a match key with the deal, each once, in ascending order of id.
static std::vector<const Record*> sharing_a_key(const Record& deal, const RecordSource& records) {
    std::vector<const Record*> found;
    for (const std::string& key : body_of<Deal>(deal).match_keys) {
        for (const Record* record : records.under("match:" + key)) {
            if (record->kind() == Kind::deal && record->id != deal.id) found.push_back(record);
        }
    }
    sort_values(found, [](const Record* a, const Record* b) { return a->id < b->id; });
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

static SameCustomer overlap_in(const Context& context, const Deal& left, const Deal& right) {
    const PublicSuffixes no_list;
    return overlap_of(left, right, context.suffixes != nullptr ? *context.suffixes : no_list);
}

Rivals rivals_of(const Record& deal, const RecordSource& records, const Context& context) {
    const auto& claim = body_of<Deal>(deal);
    Rivals rivals;
    for (const Record* record : sharing_a_key(deal, records)) {
        const auto& other = body_of<Deal>(*record);
        if (other.partner == claim.partner) continue;
        const SameCustomer same = overlap_in(context, claim, other);
        if (same == SameCustomer::certain) rivals.certain.push_back(record);
        if (same == SameCustomer::possible) rivals.possible = true;
    }
    return rivals;
}

const Record* own_claim(const Record& deal, const RecordSource& records, const Context& context) {
    const auto& claim = body_of<Deal>(deal);
    for (const Record* record : sharing_a_key(deal, records)) {
        const auto& other = body_of<Deal>(*record);
        if (other.partner != claim.partner) continue;
        if (overlap_in(context, claim, other) == SameCustomer::certain) return record;
    }
    return nullptr;
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
}

static void contest_rival(const Record& rival, ChangeSet& changes) {
    const auto& before = body_of<Deal>(rival);
    if (before.contested || before.review == Review::conflict) return;
    Record record = changes.edited(rival, By::system);
    auto& deal = body_of<Deal>(record);
    const std::string from(name_of(deal.review));
    const bool keeps_approval =
        deal.review == Review::approved || deal.review == Review::won_reported;
    if (keeps_approval) {
        deal.contested = true;
    } else {
        to_conflict(deal, changes.context());
    }
    Told told{
        .event = keeps_approval ? "deal_contested" : "deal_overlap_found",
        .from = from,
        .to = std::string(name_of(deal.review)),
        .rule = std::string(overlap_rule),
        .text = {},
        .internal_text = {}};
    changes.tell(record, std::move(told), By::system);
    changes.put(std::move(record));
}

void contest(Record& deal, const Rivals& rivals, ChangeSet& changes) {
    check(!rivals.certain.empty());
    auto& claim = body_of<Deal>(deal);
    const std::string from(name_of(claim.review));
    to_conflict(claim, changes.context());
    Told told{
        .event = "deal_overlap_found",
        .from = from,
        .to = std::string(name_of(claim.review)),
        .rule = std::string(overlap_rule),
        .text = {},
        .internal_text = {}};
    changes.tell(deal, std::move(told), By::system);
    for (const Record* rival : rivals.certain) contest_rival(*rival, changes);
}

static bool contested_by_others(
    const Record& rival, const Record& left, const RecordSource& records, const Context& context
) {
    const Rivals rivals = rivals_of(rival, records, context);
    return std::any_of(rivals.certain.begin(), rivals.certain.end(), [&left](const Record* other) {
        return other->id != left.id;
    });
}

void release_rivals(const Record& left, const RecordSource& records, ChangeSet& changes) {
    const Rivals rivals = rivals_of(left, records, changes.context());
    for (const Record* rival : rivals.certain) {
        const auto& before = body_of<Deal>(*rival);
        if (!before.contested && before.review != Review::conflict) continue;
        if (contested_by_others(*rival, left, records, changes.context())) continue;
        Record record = changes.edited(*rival, By::system);
        auto& deal = body_of<Deal>(record);
        const std::string from(name_of(deal.review));
        deal.contested = false;
        if (deal.review == Review::conflict) {
            deal.review = deal.reviewer.given() ? Review::in_review : Review::submitted;
        }
        Told told{
            .event = before.contested ? "deal_contest_ended" : "deal_overlap_ended",
            .from = from,
            .to = std::string(name_of(deal.review)),
            .rule = std::string(overlap_rule),
            .text = {},
            .internal_text = {}};
        changes.tell(record, std::move(told), By::system);
        changes.put(std::move(record));
    }
}

}  // namespace entente
