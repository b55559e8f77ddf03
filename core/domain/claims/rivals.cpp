#include "core/domain/claims/rivals.h"

#include "core/base/text/folding.h"
#include "core/domain/overlap.h"

namespace entente {

std::vector<std::string> claim_keys(const DealForm& form, const PublicSuffixes* suffixes) {
    const PublicSuffixes no_list;
    std::vector<std::string> keys =
        match_keys(form.customer, suffixes != nullptr ? *suffixes : no_list);
    if (!form.contact.email.empty()) keys.push_back("contact:" + folded(form.contact.email));
    return keys;
}

bool is_incumbent_now(const Deal& deal, const Context& context) {
    return is_incumbent(deal, date_of(context.now), context.program.review.incumbency_months);
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
        if (certainly_overlap(claimed(claim), claimed(*other))) first = &record;
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
