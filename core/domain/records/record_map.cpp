#include "core/domain/decide.h"

namespace entente {

RecordMap::RecordMap(const RecordMap& other) : RecordSource(), records_(other.records_) {
    for (const Record& record : records_) index_.add(record);
}

RecordMap& RecordMap::operator=(RecordMap other) {
    records_.swap(other.records_);
    index_.swap(other.index_);
    return *this;
}

const Record* RecordMap::find(const RecordKey& key) const {
    const auto found = records_.find(key);
    return found == records_.end() ? nullptr : &*found;
}

std::vector<const Record*> RecordMap::under(std::string_view index_key) const {
    return index_.under(index_key);
}

void RecordMap::put(Record record) {
    const auto found = records_.find(record.key());
    if (found != records_.end()) {
        if (index_keys(*found) == index_keys(record)) {  // It stays where it is, and so its index.
            const_cast<Record&>(*found) = std::move(record);  // Its key is the same.
            return;
        }
        remove(record.key());
    }
    const auto [place, inserted] = records_.insert(std::move(record));
    check(inserted);
    index_.add(*place);
}

void RecordMap::remove(const RecordKey& key) {
    const auto found = records_.find(key);
    if (found == records_.end()) return;
    index_.remove(*found);
    records_.erase(found);
}

std::vector<Record> RecordMap::take() {
    std::vector<Record> taken;
    taken.reserve(records_.size());
    index_.clear();
    while (!records_.empty()) {
        taken.push_back(std::move(records_.extract(records_.begin()).value()));
    }
    return taken;
}

void RecordMap::clear() {
    index_.clear();
    records_.clear();
}

}  // namespace entente
