#include "core/sync/base_rows.h"

#include "tests/support/small_program.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::support;

// A device that reads partners only, and one that reads all.
static bool only_partners(Kind kind) {
    return kind == Kind::partner;
}
static bool everything(Kind) {
    return true;
}

static PullItem item_of(PullItemType type) {
    PullItem item;
    item.type = type;
    item.protocol = type == PullItemType::head ? protocol_number : 0;
    item.reset = type == PullItemType::head;
    return item;
}

static PullItem put_of(const Record& record) {
    PullItem item = item_of(PullItemType::put);
    item.kind = record.kind();
    item.id = record.id;
    item.version = record.version;
    item.row = cbor_from_record(record);
    return item;
}

static Bytes page_of(const std::vector<Record>& records) {
    Bytes page;
    append_pull_item(page, item_of(PullItemType::head));
    PullItem bucket = item_of(PullItemType::bucket);
    bucket.bucket = "program";
    bucket.mode = BucketMode::snapshot;
    append_pull_item(page, bucket);
    for (const Record& record : records) append_pull_item(page, put_of(record));
    append_pull_item(page, item_of(PullItemType::end));
    return page;
}

static BaseRows base_from(const std::vector<Bytes>& pages, bool (*known)(Kind)) {
    BaseRows base;
    for (const Bytes& page : pages) {
        Result<ReadPage> read = read_page(page, known);
        REQUIRE(read.ok());
        base.stage(std::move(read).value());
    }
    REQUIRE_FALSE(base.staging());
    return base;
}

TEST_CASE("base rows: very many rest, few do not, and all are stored as they are") {
    std::vector<Record> records;
    for (std::size_t i = 0; i <= open_records_max; i++) {
        Deal deal;
        deal.title = "Fleet automation " + std::to_string(i);
        records.push_back({.id = derived_id({}, "deal", i), .version = 1, .body = deal});
    }
    const BaseRows base = base_from({page_of(records)}, everything);
    const RecordKey last = records.back().key();
    CHECK(base.rows().find(last)->body.rests());
    const BaseRows few = base_from({page_of({records.front()})}, everything);
    CHECK_FALSE(few.rows().find(records.front().key())->body.rests());
    const BaseRows again = base_from(base.snapshot(65'536), everything);
    CHECK(base.rows().find(last)->body.rests());
    CHECK(again.sums() == base.sums());
    CHECK(body_of<Deal>(*again.rows().find(last)) == body_of<Deal>(records.back()));
}

TEST_CASE("base rows: what a program does not read it keeps for the one that does") {
    const std::vector<Record> records = cast_records(*small_program());
    const Bytes page = page_of(records);
    const BaseRows whole = base_from({page}, everything);
    const BaseRows partners = base_from({page}, only_partners);

    REQUIRE(whole.rows().all().size() == records.size());
    CHECK(partners.rows().all().size() == 2);
    CHECK(partners.sums() == whole.sums());

    const BaseRows updated = base_from(partners.snapshot(4'096), everything);
    CHECK(updated.rows().all() == whole.rows().all());
    CHECK(updated.sums() == whole.sums());
}

TEST_CASE("base rows: a row that was not read is replaced and removed like any other") {
    const std::vector<Record> records = cast_records(*small_program());
    BaseRows partners = base_from({page_of(records)}, only_partners);
    std::vector<Record> left = records;
    Bytes page;
    PullItem head = item_of(PullItemType::head);
    head.reset = false;
    append_pull_item(page, head);
    PullItem bucket = item_of(PullItemType::bucket);
    bucket.bucket = "program";
    append_pull_item(page, bucket);
    REQUIRE(left.back().kind() != Kind::partner);
    left.back().version++;
    append_pull_item(page, put_of(left.back()));
    REQUIRE(left.front().kind() != Kind::partner);
    PullItem gone = item_of(PullItemType::remove);
    gone.kind = left.front().kind();
    gone.id = left.front().id;
    append_pull_item(page, gone);
    left.erase(left.begin());
    append_pull_item(page, item_of(PullItemType::end));

    Result<ReadPage> read = read_page(page, only_partners);
    REQUIRE(read.ok());
    CHECK(partners.stage(std::move(read).value()));
    const BaseRows expected = base_from({page_of(left)}, everything);
    CHECK(partners.sums() == expected.sums());
    const BaseRows updated = base_from(partners.snapshot(4'096), everything);
    CHECK(updated.rows().all() == expected.rows().all());
}

TEST_CASE("base rows: a row without bytes is refused, whether its kind is read or not") {
    const Record record = cast_records(*small_program()).front();
    Bytes page;
    append_pull_item(page, item_of(PullItemType::head));
    PullItem bucket = item_of(PullItemType::bucket);
    bucket.bucket = "program";
    append_pull_item(page, bucket);
    PullItem put = put_of(record);
    put.row.clear();
    append_pull_item(page, put);
    append_pull_item(page, item_of(PullItemType::end));
    CHECK_FALSE(read_page(page, everything).ok());
    CHECK_FALSE(read_page(page, only_partners).ok());
}
