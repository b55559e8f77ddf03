// Other partners' claims to the same customer: found at receipt, by the authority alone.
#pragma once

#include "core/domain/commands/change_set.h"

namespace entente {

// Everything a deal is found by, frozen at submission: its customer's keys and its contact.
std::vector<std::string> claim_keys(const DealForm& form, const PublicSuffixes* suffixes);

// What the rivals of a claim are, beside itself and its own partner's deals.
struct Rivals {
    std::vector<const Record*> certain;
    bool possible = false;  // Somebody has to look.
};
Rivals rivals_of(const Record& deal, const RecordSource& records, const Context& context);

// The partner's own live deal for the same customer and product; null when there is none.
const Record* own_claim(const Record& deal, const RecordSource& records, const Context& context);

// Brings the claim and its rivals before the conflict board; an approved rival keeps what it has
// and is marked contested. History says that there is an overlap, never with whom.
void contest(Record& deal, const Rivals& rivals, ChangeSet& changes);

// After a claim has left: rivals that nobody contests any more go back to where they were.
void release_rivals(const Record& left, const RecordSource& records, ChangeSet& changes);

}  // namespace entente
