// Which records stand under which index key.
//
// Most keys have one record: a customer's match key, say. Of those only a hash is kept, and who
// asks is answered after a look at the record's own keys. A key of several has a list.
#pragma once

#include "core/domain/record.h"

#include <memory>
#include <unordered_map>

namespace entente {

class RecordIndex {
public:
    // The record stays where it is, as it is, until it is removed.
    void add(const Record& record);
    void remove(const Record& record);
    // In ascending order of id, then of kind.
    std::vector<const Record*> under(std::string_view key) const;
    void clear();
    void swap(RecordIndex& other) noexcept;

private:
    using Records = std::vector<const Record*>;
    struct List {
        std::string key;
        Records records;
    };
    struct Entry {
        const Record* single = nullptr;  // Null where there is a list.
        std::unique_ptr<List> list;
    };
    using Entries = std::unordered_multimap<std::uint32_t, Entry>;  // By the hash of the key.
    using Place = Entries::const_iterator;

    // The end when there is none.
    Place list_of(std::string_view key, std::uint32_t hash) const;
    template <typename Wanted>
    Place single_of(std::uint32_t hash, const Wanted& wanted) const;
    void add(std::string key, const Record& record);
    void remove(std::string_view key, const Record& record);

    Entries entries_;
};

}  // namespace entente
