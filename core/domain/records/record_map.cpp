#include "core/domain/decide.h"

namespace entente {

RecordMap::RecordMap(const RecordMap& other) : RecordSource(), records_(other.records_) {
    for (const auto& [key, record] : records_) add_to_index(record);
}

RecordMap& RecordMap::operator=(RecordMap other) {
    records_.swap(other.records_);
    index_.swap(other.index_);
    return *this;
}

void RecordMap::add_to_index(const Record& record) {
    for (std::string& index_key : index_keys(record)) {
        index_[std::move(index_key)][record.key()] = &record;
    }
}

const Record* RecordMap::find(const RecordKey& key) const {
    const auto found = records_.find(key);
    return found == records_.end() ? nullptr : &found->second;
}

std::vector<const Record*> RecordMap::under(std::string_view index_key) const {
    std::vector<const Record*> records;
    const auto found = index_.find(index_key);
    if (found == index_.end()) return records;
    records.reserve(found->second.size());
    for (const auto& [key, record] : found->second) records.push_back(record);
    return records;
}

void RecordMap::put(Record record) {
    const RecordKey key = record.key();
    remove(key);
    const auto [place, inserted] = records_.emplace(key, std::move(record));
    check(inserted);
    add_to_index(place->second);
}

void RecordMap::remove(const RecordKey& key) {
    const auto found = records_.find(key);
    if (found == records_.end()) return;
    for (const std::string& index_key : index_keys(found->second)) {
        const auto entry = index_.find(index_key);
        check(entry != index_.end());
        entry->second.erase(key);
        if (entry->second.empty()) index_.erase(entry);
    }
    records_.erase(found);
}

void RecordMap::clear() {
    index_.clear();
    records_.clear();
}

}  // namespace entente
