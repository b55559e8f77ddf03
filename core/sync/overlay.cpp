#include "core/sync/overlay.h"

#include "core/base/sort.h"

#include <algorithm>

namespace entente {

const Record* Overlay::find(const RecordKey& key) const {
    const auto found = changed_.find(key);
    if (found == changed_.end()) return base_.find(key);
    return found->second ? &*found->second : nullptr;
}

std::vector<const Record*> Overlay::under(std::string_view index_key) const {
    std::vector<const Record*> records = base_.under(index_key);
    if (changed_.empty()) return records;
    const auto hidden = [this](const Record* record) { return changed_.contains(record->key()); };
    records.erase(std::remove_if(records.begin(), records.end(), hidden), records.end());
    const auto found = index_.find(index_key);
    if (found == index_.end()) return records;
    for (const RecordKey& key : found->second) records.push_back(&*changed_.at(key));
    sort_values(records, [](const Record* a, const Record* b) {
        return a->id != b->id ? a->id < b->id : a->kind() < b->kind();
    });
    return records;
}

void Overlay::apply(const Changes& changes) {
    for (const Record& record : changes.puts) {
        forget(record.key());
        for (const std::string& key : index_keys(record)) index_[key].insert(record.key());
        changed_[record.key()] = record;
    }
    for (const RecordKey& key : changes.removals) {
        forget(key);
        changed_[key] = std::nullopt;
    }
}

void Overlay::forget(const RecordKey& key) {
    const auto found = changed_.find(key);
    if (found == changed_.end() || !found->second) return;
    for (const std::string& name : index_keys(*found->second)) {
        const auto entry = index_.find(name);
        check(entry != index_.end());
        entry->second.erase(key);
        if (entry->second.empty()) index_.erase(entry);
    }
}

void Overlay::clear() {
    changed_.clear();
    index_.clear();
}

}  // namespace entente
