#include "server-stub/sync_pages.h"

#include "core/base/format/cbor.h"
#include "core/base/hash/hash.h"

#include <algorithm>

namespace entente {

static constexpr std::size_t page_bytes_aim = std::size_t{2} * 1024 * 1024;
static constexpr std::size_t signature_bytes = 16;

void BucketPlace::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "seq", seq);
    field(v, "snapshot", snapshot);
    field(v, "after_kind", after_kind);
    field(v, "after_id", after_id);
    field(v, "rows", rows);
}

void PullPlace::describe(FieldVisitor& v) {
    field(v, "epoch", epoch);
    field(v, "person", person);
    field(v, "buckets", buckets);
}

static Bytes signature_of(ByteView place, ByteView secret) {
    Bytes message{'c', 'o', 'o', 'k', 'i', 'e'};
    message.insert(message.end(), place.begin(), place.end());
    const Sha256 mac = hmac_sha256(secret, message);
    return {mac.begin(), mac.begin() + signature_bytes};
}

Bytes cookie_from(const PullPlace& place, ByteView secret) {
    Bytes cookie = cbor_from(place);
    const Bytes signature = signature_of(cookie, secret);
    cookie.insert(cookie.end(), signature.begin(), signature.end());
    return cookie;
}

Result<PullPlace> place_from(ByteView cookie, ByteView secret) {
    if (cookie.size() <= signature_bytes) return ProblemCode::cookie_must_be_genuine;
    const ByteView place = cookie.first(cookie.size() - signature_bytes);
    if (!equal_in_constant_time(cookie.last(signature_bytes), signature_of(place, secret))) {
        return ProblemCode::cookie_must_be_genuine;
    }
    return from_cbor<PullPlace>(place);
}

// Writes one page, bucket after bucket, until it is full.
class PageWriter {
public:
    PageWriter(StoreReader& reader, std::size_t rows_max) : reader_(reader), rows_max_(rows_max) {}

    bool full() const { return rows_ >= rows_max_ || page_.stream.size() >= page_bytes_aim; }
    Page& page() { return page_; }

    void drop(const std::string& bucket) {
        PullItem item;
        item.type = PullItemType::drop;
        item.bucket = bucket;
        append_pull_item(page_.stream, item);
    }

    // Rows of a snapshot in the order of their keys. False: the page is full before its end.
    bool snapshot(const Bucket& bucket, BucketPlace& place, bool begins) {
        begin(place.name, begins ? BucketMode::snapshot : BucketMode::more);
        page_.rows_total += place.rows;
        while (!full()) {
            std::optional<RecordKey> after;
            if (place.after_id != IdBytes{}) after = RecordKey{place.after_kind, place.after_id};
            const std::size_t wanted = std::min<std::size_t>(rows_max_ - rows_, 500);
            auto rows = reader_.live_after(bucket.scope, after, wanted);
            if (!rows.empty()) {
                place.after_kind = rows.back().record.kind();
                place.after_id = rows.back().record.id;
            }
            for (StoredRecord& row : rows) put(std::move(row.record), bucket.viewer);
            if (rows.size() < wanted) {
                place.snapshot = false;
                place.after_kind = {};
                place.after_id = {};
                place.rows = 0;
                return true;
            }
        }
        return false;
    }

    // What changed since the place. False: the page is full before all of it is there.
    bool delta(const Bucket& bucket, BucketPlace& place, std::int64_t newest) {
        if (place.seq == newest) return true;
        const std::size_t wanted = rows_max_ - std::min(rows_, rows_max_ - 1);
        auto rows = reader_.changed_since(bucket.scope, place.seq, wanted);
        const bool all = rows.size() < wanted;
        const std::int64_t upto = all ? newest : rows.back().seq;
        begin(place.name, BucketMode::delta);
        // First what left: a row that came back since is among the changed ones.
        for (const LeftRow& left : reader_.left_since(place.name, place.seq, upto)) {
            remove(left.key);
        }
        for (StoredRecord& row : rows) {
            if (!row.deleted) {
                put(std::move(row.record), bucket.viewer);
            } else if (is_visible(row.record, bucket.viewer)) {
                remove(row.record.key());
            }
        }
        place.seq = upto;
        return all;
    }

private:
    void begin(const std::string& name, BucketMode mode) {
        PullItem item;
        item.type = PullItemType::bucket;
        item.bucket = name;
        item.mode = mode;
        append_pull_item(page_.stream, item);
    }

    void put(Record&& record, const Viewer& viewer) {
        rows_++;  // Read is read, seen or not.
        const std::optional<Record> projected = project(std::move(record), viewer);
        if (!projected) return;
        PullItem item;
        item.type = PullItemType::put;
        item.kind = projected->kind();
        item.id = projected->id;
        item.version = projected->version;
        item.row = cbor_from_record(*projected);
        append_pull_item(page_.stream, item);
    }

    void remove(const RecordKey& key) {
        rows_++;
        PullItem item;
        item.type = PullItemType::remove;
        item.kind = key.kind;
        item.id = key.id;
        append_pull_item(page_.stream, item);
    }

    StoreReader& reader_;
    std::size_t rows_max_;
    std::size_t rows_ = 0;
    Page page_;
};

static BucketPlace place_in(const PageRequest& request, const std::string& name, bool& known) {
    const auto& refetch = request.refetch;
    known = false;
    if (std::find(refetch.begin(), refetch.end(), name) == refetch.end()) {
        for (const BucketPlace& place : request.place.buckets) {
            if (place.name != name) continue;
            known = true;
            return place;
        }
    }
    BucketPlace fresh;
    fresh.name = name;
    return fresh;
}

// What somebody has of a bucket: how many rows, and their sum.
struct Shown {
    std::int64_t rows = 0;
    std::uint64_t sum = 0;
};
static Shown shown_of(StoreReader& reader, const Bucket& bucket) {
    Shown shown;
    std::optional<RecordKey> after;
    while (true) {
        const auto rows = reader.live_after(bucket.scope, after, 500);
        for (const StoredRecord& row : rows) {
            if (!is_visible(row.record, bucket.viewer)) continue;
            shown.rows++;
            shown.sum += row_hash(row.record.key(), row.record.version);
        }
        if (rows.size() < 500) return shown;
        after = rows.back().record.key();
    }
}

static Outcome write_bucket(
    PageWriter& writer, StoreReader& reader, const Bucket& bucket, BucketPlace& place, bool known
) {
    const ScopeState scope = reader.scope(bucket.scope);
    if (known && place.seq > scope.seq) return ProblemCode::database_must_be_available;
    const bool too_old = known && place.seq < scope.floor;
    const bool begins = !known || too_old;
    if (begins) {
        const std::string name = place.name;
        place = {
            .name = name,
            .seq = scope.seq,
            .snapshot = true,
            .after_kind = {},
            .after_id = {},
            .rows = shown_of(reader, bucket).rows};
    }
    if (place.snapshot && !writer.snapshot(bucket, place, begins)) return Done{};
    writer.delta(bucket, place, scope.seq);
    return Done{};
}

Result<Page> page_of(StoreReader& reader, PageRequest request) {
    PageWriter writer(reader, request.rows_max);
    const auto granted = [&](const std::string& name) {
        return std::any_of(
            request.buckets.begin(),
            request.buckets.end(),
            [&](const Bucket& bucket) { return bucket.name() == name; }
        );
    };
    for (const BucketPlace& place : request.place.buckets) {
        if (!granted(place.name)) writer.drop(place.name);
    }
    PullPlace next{.epoch = request.place.epoch, .person = request.place.person, .buckets = {}};
    bool more = false;
    for (const Bucket& bucket : request.buckets) {
        bool known = false;
        BucketPlace place = place_in(request, bucket.name(), known);
        if (writer.full()) {
            more = true;
            if (known) next.buckets.push_back(std::move(place));
            continue;
        }
        TRY_DONE(write_bucket(writer, reader, bucket, place, known));
        more = more || place.snapshot || place.seq < reader.scope(bucket.scope).seq;
        next.buckets.push_back(std::move(place));
    }
    Page page = std::move(writer.page());
    page.place = std::move(next);
    page.more = more;
    if (request.checksums && !more) {
        for (const Bucket& bucket : request.buckets) {
            page.sums.push_back(
                {bucket.name(), static_cast<std::int64_t>(shown_of(reader, bucket).sum)}
            );
        }
    }
    return page;
}

}  // namespace entente
