#include "core/sync/base_rows.h"

#include "core/base/format/cbor.h"

#include <algorithm>

namespace entente {

Result<ReadPage> read_page(ByteView stream, bool (*known)(Kind)) {
    ReadPage page;
    TRY(page.items, decode_pull_page(stream));
    for (PullItem& item : page.items) {
        if (item.type != PullItemType::put) continue;
        page.puts++;
        if (!known(item.kind) && !item.row.empty()) continue;
        TRY(Record record, record_from_cbor(item.kind, item.row));
        if (record.id != item.id || record.version != item.version) {
            return Problem{ProblemCode::bytes_must_parse, "row", {}};
        }
        page.rows.push_back(std::move(record));
        item.row = {};
    }
    return page;
}

bool BaseRows::stage(ReadPage page) {
    if (page.head().reset || (staging() && page.head().epoch != staged_.front().head().epoch)) {
        staged_.clear();
        staged_rows_ = 0;
    }
    const bool more = page.end().more;
    cookie_ = page.end().cookie;
    rows_total_ = static_cast<std::size_t>(std::max<std::int64_t>(page.end().rows_total, 0));
    staged_rows_ += page.puts;
    if (staged_rows_ > open_records_max) {
        for (const Record& record : page.rows) record.body.rest();
    }
    staged_.push_back(std::move(page));
    if (more) return false;
    apply_staged();
    return true;
}

void BaseRows::apply_staged() {
    for (ReadPage& page : staged_) {
        apply(page);
        page = {};
    }
    staged_.clear();
    staged_rows_ = 0;
}

void BaseRows::apply(ReadPage& page) {
    std::size_t row = 0;
    for (PullItem& item : page.items) {
        switch (item.type) {
            case PullItemType::head:
                if (item.reset) {
                    rows_.clear();
                    unread_.clear();
                    buckets_.clear();
                }
                epoch_ = item.epoch;
                break;
            case PullItemType::drop:
                forget(item.bucket);
                buckets_.erase(item.bucket);
                break;
            case PullItemType::bucket:
                current_ = item.bucket;
                if (item.mode == BucketMode::snapshot) forget(current_);
                buckets_[current_];
                break;
            case PullItemType::put:
                if (item.row.empty()) {
                    put(current_, std::move(page.rows[row++]));
                } else {
                    put_unread(current_, item);
                }
                break;
            case PullItemType::remove:
                remove(current_, {item.kind, item.id});
                break;
            case PullItemType::result:
                break;
            case PullItemType::end:
                last_id_ = item.last_id;
                time_token_ = item.time_token;
                break;
        }
    }
}

void BaseRows::put(const std::string& bucket, Record record) {
    const RecordKey key = record.key();
    count(bucket, key, record.version);
    rows_.put(std::move(record));
    if (rows_.all().size() > open_records_max) rows_.find(key)->body.rest();
}

void BaseRows::put_unread(const std::string& bucket, PullItem& item) {
    const RecordKey key{item.kind, item.id};
    count(bucket, key, item.version);
    unread_[key] = {item.version, std::move(item.row)};
}

void BaseRows::count(const std::string& bucket, const RecordKey& key, std::int64_t version) {
    BucketRows& rows = buckets_[bucket];
    std::int64_t& counted = rows.versions[key];
    if (counted != 0) rows.sum -= row_hash(key, counted);
    counted = version;
    rows.sum += row_hash(key, version);
}

void BaseRows::remove(const std::string& bucket, const RecordKey& key) {
    BucketRows& rows = buckets_[bucket];
    const auto found = rows.versions.find(key);
    if (found == rows.versions.end()) return;  // A tombstone of what this device never had.
    rows.sum -= row_hash(key, found->second);
    rows.versions.erase(found);
    if (!held(key)) drop(key);
}

void BaseRows::drop(const RecordKey& key) {
    rows_.remove(key);
    unread_.erase(key);
}

void BaseRows::forget(const std::string& bucket) {
    const auto found = buckets_.find(bucket);
    if (found == buckets_.end()) return;
    const std::map<RecordKey, std::int64_t> versions = std::move(found->second.versions);
    found->second = {};
    for (const auto& [key, version] : versions) {
        if (!held(key)) drop(key);
    }
}

bool BaseRows::held(const RecordKey& key) const {
    return std::any_of(buckets_.begin(), buckets_.end(), [&key](const auto& bucket) {
        return bucket.second.versions.contains(key);
    });
}

std::vector<BucketSum> BaseRows::sums() const {
    std::vector<BucketSum> sums;
    for (const auto& [name, rows] : buckets_) {
        sums.push_back({name, static_cast<std::int64_t>(rows.sum)});
    }
    return sums;
}

std::vector<std::string> BaseRows::buckets() const {
    std::vector<std::string> names;
    for (const auto& [name, rows] : buckets_) names.push_back(name);
    return names;
}

bool BaseRows::bucket_holds(const std::string& bucket, const RecordKey& key) const {
    const auto found = buckets_.find(bucket);
    return found != buckets_.end() && found->second.versions.contains(key);
}

// Parts are pages of one pull that resets everything: reading them back is applying them.
class SnapshotPages {
public:
    SnapshotPages(const BaseRows& base, std::size_t part_bytes)
        : base_(base), part_bytes_(part_bytes) {
        open(true);
    }
    void add(const PullItem& item) { append_pull_item(page_, item); }
    bool full() const { return page_.size() >= part_bytes_; }
    void next() {
        close(true);
        open(false);
    }
    std::vector<Bytes> finish() {
        close(false);
        return std::move(pages_);
    }

private:
    void open(bool reset) {
        PullItem head;
        head.protocol = protocol_number;
        head.epoch = base_.epoch();
        head.reset = reset;
        add(head);
    }
    void close(bool more) {
        PullItem end;
        end.type = PullItemType::end;
        end.cookie = base_.cookie();
        end.last_id = base_.last_id();
        end.more = more;
        end.time_token = base_.time_token();
        add(end);
        pages_.push_back(std::move(page_));
        page_ = {};
    }

    const BaseRows& base_;
    std::size_t part_bytes_;
    Bytes page_;
    std::vector<Bytes> pages_;
};

// A row in two buckets stands here once, so both take the version that it has.
PullItem BaseRows::item_of(const RecordKey& key) const {
    PullItem item;
    item.type = PullItemType::put;
    item.kind = key.kind;
    item.id = key.id;
    if (const Record* record = rows_.find(key)) {
        item.version = record->version;
        const bool rested = record->body.rests();
        item.row = cbor_from_record(*record);
        if (rested) record->body.rest();
        return item;
    }
    const auto found = unread_.find(key);
    check(found != unread_.end());
    item.version = found->second.version;
    item.row = found->second.row;
    return item;
}

std::vector<Bytes> BaseRows::snapshot(std::size_t part_bytes) const {
    check(!staging());
    SnapshotPages pages(*this, part_bytes);
    for (const auto& [name, rows] : buckets_) {
        PullItem bucket;
        bucket.type = PullItemType::bucket;
        bucket.bucket = name;
        bucket.mode = BucketMode::snapshot;
        pages.add(bucket);
        bucket.mode = BucketMode::more;
        for (const auto& [key, version] : rows.versions) {
            if (pages.full()) {
                pages.next();
                pages.add(bucket);
            }
            pages.add(item_of(key));
        }
    }
    return pages.finish();
}

void BaseRows::clear() {
    rows_.clear();
    unread_.clear();
    buckets_.clear();
    staged_.clear();
    staged_rows_ = 0;
    rows_total_ = 0;
    cookie_.clear();
    epoch_ = {};
    last_id_ = 0;
    time_token_.clear();
}

}  // namespace entente
