// What is known of a deal's overlaps: a record of its own, at home with the staff.
//
// In the deal it would move the partner's row whenever a rival comes, leaves or is thought about,
// and so tell how many there are. The deal says only that its case is in conflict or contested.
#pragma once

#include "core/domain/commands/change_set.h"

#include <map>

namespace entente {

// The board's award as its first person proposed it; it counts when a second one says the same.
struct AwardProposal {
    bool to_vendor = false;
    std::vector<DealId> secondary;
    std::string text;
    PersonId person;
    Moment at;

    void describe(FieldVisitor& v);
    friend bool operator==(const AwardProposal&, const AwardProposal&) = default;
};

struct Contest {
    DealId deal;
    PartnerId partner;
    // The other parties of an overlap that is not settled: live deals, which are linked back, and
    // deals won before and pursuits of the vendor's, which are not.
    std::vector<IdBytes> linked;
    std::vector<IdBytes> joined;    // Those of them that a person said are the same customer's.
    std::vector<IdBytes> possible;  // Who may be one: a person decides.
    AwardProposal award;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Contest&, const Contest&) = default;
};

RecordKey contest_of(const IdBytes& deal);

// Null where nothing was ever known.
const Contest* contest_in(const RecordSource& records, const IdBytes& deal);

// The contests that one command changes, each once. A proposal is void when the parties change.
class Contests {
public:
    Contests(const RecordSource& records, ChangeSet& changes)
        : records_(records), changes_(changes) {}

    const RecordSource& records() const { return records_; }
    ChangeSet& changes() { return changes_; }

    // As it stands by now; null where nothing is known.
    const Contest* of(const IdBytes& deal) const;
    bool has_parties(const IdBytes& deal) const;
    bool are_linked(const IdBytes& deal, const IdBytes& other) const;

    void link(const Record& deal, const IdBytes& other);
    void unlink(const Record& deal, const IdBytes& other);
    void set_possible(const Record& deal, std::vector<IdBytes> possible);
    // A person said that they are one customer's: the link outlives what the rules find.
    void keep(const Record& deal, const IdBytes& other);
    void propose(const Record& deal, AwardProposal award);
    void forget_proposal(const Record& deal);
    void clear(const Record& deal);

    // Puts what was changed: the last thing to do.
    void put();

private:
    Contest& changed(const Record& deal);

    const RecordSource& records_;
    ChangeSet& changes_;
    std::map<IdBytes, Record> changed_;
};

}  // namespace entente
