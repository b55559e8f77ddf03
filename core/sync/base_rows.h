// The server's rows as this device last had them, bucket by bucket. Replaceable: it can always be
// fetched again, and it moves only from one checkpoint of the server to the next.
//
// Rows of a kind that this program does not read are kept as they came, so that sums agree and the
// program that comes next, which may read them, finds them here.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/records/known_kind.h"
#include "core/sync/protocol.h"

namespace entente {

// A page whose rows were read and found sound; only then may it move the base.
struct ReadPage {
    std::vector<PullItem> items;  // Those that put a row which was not read still hold it.
    std::vector<Record> rows;     // Of the other put items, in their order.
    std::size_t puts = 0;

    const PullItem& head() const { return items.front(); }
    const PullItem& end() const { return items.back(); }
};

// `known` says which kinds are read.
Result<ReadPage> read_page(ByteView stream, bool (*known)(Kind) = is_known);

class BaseRows {
public:
    const RecordMap& rows() const { return rows_; }
    const Bytes& cookie() const { return cookie_; }  // To go on from, staged pages included.
    std::int64_t last_id() const { return last_id_; }
    const Bytes& time_token() const { return time_token_; }  // Of the last checkpoint.
    const Epoch& epoch() const { return epoch_; }
    std::size_t staged_rows() const { return staged_rows_; }
    std::size_t rows_total() const { return rows_total_; }
    bool staging() const { return !staged_.empty(); }

    // Keeps the page; with the last one of a pull, all staged pages move the base at once. True
    // when the base moved.
    bool stage(ReadPage page);
    // As if everything staged were complete; only a planted mistake asks for it.
    void apply_staged();

    // Every bucket and the sum of its rows.
    std::vector<BucketSum> sums() const;
    std::vector<std::string> buckets() const;
    bool bucket_holds(const std::string& bucket, const RecordKey& key) const;

    // The whole base as pages, about `part_bytes` each, that make it again when applied in order.
    std::vector<Bytes> snapshot(std::size_t part_bytes) const;
    void clear();
    // The last id was that of another client.
    void forget_last_id() { last_id_ = 0; }

private:
    struct BucketRows {
        std::map<RecordKey, std::int64_t> versions;
        std::uint64_t sum = 0;
    };
    void apply(ReadPage& page);
    struct UnreadRow {
        std::int64_t version = 0;
        Bytes row;
    };
    void put(const std::string& bucket, Record record);
    void put_unread(const std::string& bucket, PullItem& item);
    void count(const std::string& bucket, const RecordKey& key, std::int64_t version);
    PullItem item_of(const RecordKey& key) const;
    void drop(const RecordKey& key);
    void remove(const std::string& bucket, const RecordKey& key);
    void forget(const std::string& bucket);
    bool held(const RecordKey& key) const;

    RecordMap rows_;
    std::map<RecordKey, UnreadRow> unread_;
    std::map<std::string, BucketRows> buckets_;
    std::string current_;  // The bucket that items stand in while pages are applied.
    std::vector<ReadPage> staged_;
    std::size_t staged_rows_ = 0;
    std::size_t rows_total_ = 0;
    Bytes cookie_;
    Epoch epoch_;
    std::int64_t last_id_ = 0;
    Bytes time_token_;
};

}  // namespace entente
