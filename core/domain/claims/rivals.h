// Other partners' claims to the same customer: found at receipt, by the authority alone.
#pragma once

#include "core/domain/commands/change_set.h"

namespace entente {

// Everything a deal is found by, frozen at submission: its customer's keys and its contact.
std::vector<std::string> claim_keys(const DealForm& form, const PublicSuffixes* suffixes);

// What the rivals of a claim are, beside itself and its own partner's deals.
struct Rivals {
    std::vector<const Record*> certain;     // Live deals.
    std::vector<const Record*> incumbents;  // Deals won within the incumbency window.
    std::vector<const Record*> pursuits;    // The vendor's own.
    bool possible = false;                  // Somebody has to look.

    bool any_certain() const {
        return !certain.empty() || !incumbents.empty() || !pursuits.empty();
    }
};
Rivals rivals_of(const Record& deal, const RecordSource& records, const Context& context);

// The partner's own live deal for the same customer and product; null when there is none.
const Record* own_claim(const Record& deal, const RecordSource& records, const Context& context);

// The deal that the partner won there within the incumbency window; null when there is none.
const Record* own_incumbency(
    const Record& deal, const RecordSource& records, const Context& context
);

// Brings the claim and its rivals before the conflict board; an approved rival keeps what it has
// and is marked contested. History says that there is an overlap, never with whom. From then on the
// parties are linked, until one of them leaves or the board awards.
void contest(Record& deal, const Rivals& rivals, ChangeSet& changes);

// History says that it may be a claim to somebody else's customer, which a person has to decide.
void tell_of_possible_overlap(const Record& deal, ChangeSet& changes);

// Another customer or product is another claim: leaves the rivals it no longer meets and meets
// those that it does. The record is as it stands by now.
void claim_anew(Record& record, const RecordSource& records, ChangeSet& changes);

// After claims have left (as they stood before): those they were linked to, and that nobody else
// contests, go back to where they were. What is `settled` is not touched.
void release_rivals(
    const std::vector<const Record*>& left,
    const RecordSource& records,
    ChangeSet& changes,
    const std::vector<IdBytes>& settled = {}
);

// The same for the deals that were linked to one record which has ended.
void release_from(
    const IdBytes& ended, const std::vector<const Record*>& linked, ChangeSet& changes
);

// What may overlap with a claim of these keys, and the guards of all that such an overlap changes.
void need_rivals(const std::vector<std::string>& keys, const RecordSource& records, Needs& wanted);

// The other parties of a deal, and the guards of what its leaving changes.
void need_linked(const Deal& deal, const RecordSource& records, Needs& wanted);

}  // namespace entente
