#include "core/domain/records/record_index.h"

#include "core/base/hash/hash.h"
#include "core/base/sort.h"

#include <algorithm>

namespace entente {

static std::uint32_t hash_of(std::string_view key) {
    return static_cast<std::uint32_t>(hash64(bytes_from_text(key)));
}

// A record that rests goes on resting.
static std::vector<std::string> all_keys_of(const Record& record) {
    const bool rested = record.body.rests();
    std::vector<std::string> keys = index_keys(record);
    if (rested) record.body.rest();
    return keys;
}

// Each once.
static std::vector<std::string> keys_of(const Record& record) {
    std::vector<std::string> keys = all_keys_of(record);
    sort_values(keys);
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

static bool has_key(const Record& record, std::string_view key) {
    const std::vector<std::string> keys = all_keys_of(record);
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

static bool stands_before(const Record* a, const Record* b) {
    return a->id != b->id ? a->id < b->id : a->kind() < b->kind();
}

void RecordIndex::add(const Record& record) {
    for (std::string& key : keys_of(record)) add(std::move(key), record);
}

void RecordIndex::add(std::string key, const Record& record) {
    const auto list = lists_.find(key);
    if (list != lists_.end()) {
        Records& records = list->second;
        const auto place = std::lower_bound(records.begin(), records.end(), &record, stands_before);
        records.insert(place, &record);
        return;
    }
    const std::uint32_t hash = hash_of(key);
    const auto [first, last] = singles_.equal_range(hash);
    for (auto at = first; at != last; ++at) {
        // Another of its own keys may have the same hash.
        if (at->second == &record || !has_key(*at->second, key)) continue;
        Records both{at->second, &record};
        if (stands_before(both[1], both[0])) std::swap(both[0], both[1]);
        lists_.emplace(std::move(key), std::move(both));
        singles_.erase(at);
        return;
    }
    singles_.emplace(hash, &record);
}

void RecordIndex::remove(const Record& record) {
    for (const std::string& key : keys_of(record)) remove(key, record);
}

void RecordIndex::remove(std::string_view key, const Record& record) {
    const auto list = lists_.find(key);
    if (list != lists_.end()) {
        Records& records = list->second;
        const auto place = std::lower_bound(records.begin(), records.end(), &record, stands_before);
        check(place != records.end() && *place == &record);
        records.erase(place);
        if (records.empty()) lists_.erase(list);
        return;
    }
    const auto [first, last] = singles_.equal_range(hash_of(key));
    const auto found = std::find_if(first, last, [&record](const auto& single) {
        return single.second == &record;
    });
    check(found != last);
    singles_.erase(found);
}

std::vector<const Record*> RecordIndex::under(std::string_view key) const {
    const auto list = lists_.find(key);
    if (list != lists_.end()) return list->second;
    const auto [first, last] = singles_.equal_range(hash_of(key));
    for (auto at = first; at != last; ++at) {
        if (has_key(*at->second, key)) return {at->second};
    }
    return {};
}

void RecordIndex::clear() {
    lists_.clear();
    singles_.clear();
}

void RecordIndex::swap(RecordIndex& other) noexcept {
    lists_.swap(other.lists_);
    singles_.swap(other.singles_);
}

}  // namespace entente
