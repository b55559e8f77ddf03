// What is promised of deals and of claims that meet, asked of every change that is accepted and of
// every state that comes of it.
#pragma once

#include "tests/support/deal_world.h"

#include <map>

namespace entente::test {

class YearPromises {
public:
    explicit YearPromises(const DealWorld& world) : world_(world) {}

    // Before the changes are applied.
    void check_change(const Command& command, const Changes& changes);
    void check_state() const;

private:
    void check_deal(const Command& command, const Record& record);
    void check_approval(const Command& command, const Record& record, const Deal* before);
    void check_award(const Command& command, const Changes& changes);
    void check_sight(const Record& record) const;
    void check_pairs(const Record& left, const Record& right) const;

    // The parties to an overlap, and what each of them that is a deal says.
    using Parties = std::map<IdBytes, DealForm>;
    Parties parties_around(const IdBytes& deal) const;

    const DealWorld& world_;
    // As the first of two people saw it.
    std::map<IdBytes, DealForm> first_approved_;
    std::map<IdBytes, Parties> first_awarded_;
};

}  // namespace entente::test
