// Which records stand under which index key.
//
// Most keys have one record: a customer's match key, say. Of those only a hash is kept, and who
// asks is answered after a look at the record's own keys. A key of several has a list.
#pragma once

#include "core/domain/record.h"

#include <map>

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
    void add(std::string key, const Record& record);
    void remove(std::string_view key, const Record& record);

    std::map<std::string, Records, std::less<>> lists_;
    std::multimap<std::uint32_t, const Record*> singles_;
};

}  // namespace entente
