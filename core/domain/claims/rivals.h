// Other claims to the same customer: other partners', found at receipt by the authority alone, and
// the partner's own, which its device knows too.
#pragma once

#include "core/domain/decide.h"

namespace entente {

// Everything a deal is found by, frozen at submission: its customer's keys and its contact.
std::vector<std::string> claim_keys(const DealForm& form, const PublicSuffixes* suffixes);

// What the rivals of a claim are, beside itself and its own partner's deals.
struct Rivals {
    std::vector<const Record*> certain;     // Live deals.
    std::vector<const Record*> incumbents;  // Deals won within the incumbency window.
    std::vector<const Record*> pursuits;    // The vendor's own, recorded before the claim.
    std::vector<const Record*> possible;    // Of all three: somebody has to look.
};
Rivals rivals_of(const Record& deal, const RecordSource& records, const Context& context);

// Whether a claim can meet it now: a live deal, one won within the incumbency window, a pursuit
// that goes on and was recorded before the claim.
bool may_be_met(const Record& record, const Deal& claim, const Context& context);

// Whether it was won within the incumbency window.
bool is_incumbent_now(const Deal& deal, const Context& context);

// The partner's own live deal for the same customer and product; null when there is none.
const Record* own_claim(const Record& deal, const RecordSource& records, const Context& context);
// deal_must_not_be_registered_twice, with the number of that one.
Outcome must_be_the_only_claim(
    const Record& deal, const RecordSource& records, const Context& context
);

// The deal that the partner won there within the incumbency window; null when there is none.
const Record* own_incumbency(
    const Record& deal, const RecordSource& records, const Context& context
);

}  // namespace entente
