// The records a person sees: the base with the changes of their own pending commands on top.
//
// A command adds its changes in the time they take; only a base that moved makes us start again.
#pragma once

#include "core/domain/decide.h"

#include <set>

namespace entente {

class Overlay final : public RecordSource {
public:
    explicit Overlay(const RecordMap& base) : base_(base) {}

    const Record* find(const RecordKey& key) const override;
    std::vector<const Record*> under(std::string_view index_key) const override;

    void apply(const Changes& changes);
    void clear();
    std::size_t size() const { return changed_.size(); }

private:
    void forget(const RecordKey& key);

    const RecordMap& base_;
    std::map<RecordKey, std::optional<Record>> changed_;  // None: removed.
    std::map<std::string, std::set<RecordKey>, std::less<>> index_;
};

}  // namespace entente
