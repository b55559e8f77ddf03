// One page of a pull: what changed in the buckets somebody holds, since their cookie.
//
// Knows nothing of clients and commands; server-stub/sync_service.h puts those around it.
#pragma once

#include "core/domain/project.h"
#include "core/sync/protocol.h"
#include "server-stub/store.h"

namespace entente {

// How far a device is in one bucket.
struct BucketPlace {
    std::string name;
    std::int64_t seq = 0;   // Has everything up to here; in a snapshot, from where it began.
    bool snapshot = false;  // Still in the middle of one, behind `after`.
    Kind after_kind{};
    IdBytes after_id{};
    std::int64_t rows = 0;  // That the snapshot will show: of the others nobody learns how many.

    void describe(FieldVisitor& v);
};

// What a cookie holds: opaque to devices, signed, nothing is kept about it on the server.
struct PullPlace {
    Epoch epoch;
    PersonId person;
    std::vector<BucketPlace> buckets;

    void describe(FieldVisitor& v);
};

Bytes cookie_from(const PullPlace& place, ByteView secret);
// cookie_must_be_genuine.
Result<PullPlace> place_from(ByteView cookie, ByteView secret);

struct PageRequest {
    const std::vector<Bucket>& buckets;
    PullPlace place;
    bool checksums = false;
    std::vector<std::string> refetch;
    std::size_t rows_max = pull_rows_max;
};

struct Page {
    Bytes stream;     // Drops and buckets; no head, no end.
    PullPlace place;  // Where the device will be.
    bool more = false;
    std::int64_t rows_total = 0;
    std::vector<BucketSum> sums;
};

// database_must_be_available when the snapshot is behind the cookie: a replica that lags.
Result<Page> page_of(StoreReader& reader, PageRequest request);

}  // namespace entente
