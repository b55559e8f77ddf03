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

RecordIndex::Place RecordIndex::list_of(std::string_view key, std::uint32_t hash) const {
    const auto [first, last] = entries_.equal_range(hash);
    const auto found = std::find_if(first, last, [key](const auto& entry) {
        return entry.second.list != nullptr && entry.second.list->key == key;
    });
    return found != last ? found : entries_.end();
}

template <typename Wanted>
RecordIndex::Place RecordIndex::single_of(std::uint32_t hash, const Wanted& wanted) const {
    const auto [first, last] = entries_.equal_range(hash);
    const auto found = std::find_if(first, last, [&wanted](const auto& entry) {
        return entry.second.single != nullptr && wanted(entry.second.single);
    });
    return found != last ? found : entries_.end();
}

void RecordIndex::add(const Record& record) {
    for (std::string& key : keys_of(record)) add(std::move(key), record);
}

void RecordIndex::add(std::string key, const Record& record) {
    const std::uint32_t hash = hash_of(key);
    if (const auto place = list_of(key, hash); place != entries_.end()) {
        Records& records = place->second.list->records;
        records.insert(
            std::lower_bound(records.begin(), records.end(), &record, stands_before), &record
        );
        return;
    }
    // Another of its own keys may have the same hash.
    const auto place = single_of(hash, [&](const Record* single) {
        return single != &record && has_key(*single, key);
    });
    if (place == entries_.end()) {
        entries_.emplace(hash, Entry{&record, nullptr});
        return;
    }
    Records both{place->second.single, &record};
    if (stands_before(both[1], both[0])) std::swap(both[0], both[1]);
    entries_.erase(place);
    entries_.emplace(
        hash, Entry{nullptr, std::make_unique<List>(List{std::move(key), std::move(both)})}
    );
}

void RecordIndex::remove(const Record& record) {
    for (const std::string& key : keys_of(record)) remove(key, record);
}

void RecordIndex::remove(std::string_view key, const Record& record) {
    const std::uint32_t hash = hash_of(key);
    auto place = list_of(key, hash);
    if (place != entries_.end()) {
        Records& records = place->second.list->records;
        const auto at = std::lower_bound(records.begin(), records.end(), &record, stands_before);
        check(at != records.end() && *at == &record);
        records.erase(at);
        if (!records.empty()) return;
    } else {
        place = single_of(hash, [&record](const Record* single) { return single == &record; });
        check(place != entries_.end());
    }
    entries_.erase(place);
}

std::vector<const Record*> RecordIndex::under(std::string_view key) const {
    const std::uint32_t hash = hash_of(key);
    auto place = list_of(key, hash);
    if (place != entries_.end()) return place->second.list->records;
    place = single_of(hash, [key](const Record* single) { return has_key(*single, key); });
    if (place != entries_.end()) return {place->second.single};
    return {};
}

void RecordIndex::clear() {
    entries_.clear();
}

void RecordIndex::swap(RecordIndex& other) noexcept {
    entries_.swap(other.entries_);
}

}  // namespace entente
