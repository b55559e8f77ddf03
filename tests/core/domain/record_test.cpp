#include "core/domain/record.h"

#include "core/domain/decide.h"
#include "core/domain/pursuit.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static Record record_of(RecordBody body) {
    return {
        .id = id_of("record"),
        .version = 7,
        .created_at = {1'700'000'000'000},
        .changed_at = {1'700'000'100'000},
        .changed_by = {id_of("person")},
        .body = std::move(body)};
}

static Record record_of_deal(const Record& head, const Deal& deal) {
    Record record = head;
    record.body = deal;
    return record;
}

TEST_CASE("record: every kind comes back from its bytes") {
    for (std::size_t i = 0; i < names_of(Kind{}).size(); i++) {
        const Kind kind = static_cast<Kind>(i);
        CAPTURE(name_of(kind));
        const Record record = record_of(empty_body(kind));
        REQUIRE(record.kind() == kind);
        const auto back = record_from_cbor(kind, cbor_from_record(record));
        REQUIRE(back.ok());
        CHECK(back.value() == record);
    }
}

TEST_CASE("record: a whole deal comes back from its bytes") {
    DealWorld world;
    world.submit("a", world.form());
    const Record& record = *world.records.find({Kind::deal, id_of("a")});
    const auto back = record_from_cbor(Kind::deal, cbor_from_record(record));
    REQUIRE(back.ok());
    CHECK(back.value() == record);
}

TEST_CASE("record: one of any kind is the same after a rest") {
    for (std::size_t i = 0; i < names_of(Kind{}).size(); i++) {
        const Kind kind = static_cast<Kind>(i);
        CAPTURE(name_of(kind));
        const Record record = record_of(empty_body(kind));
        const Record resting = record;
        resting.body.rest();
        CHECK(resting.body.rests());
        CHECK(resting.kind() == kind);
        CHECK(resting == record);
    }
}

TEST_CASE("record: a deal at rest is read, copied, changed and compared as ever") {
    DealWorld world;
    world.submit("a", world.form());
    const Record& record = *world.records.find({Kind::deal, id_of("a")});
    const Deal deal = body_of<Deal>(record);
    record.body.rest();
    record.body.rest();
    Record copy = record;
    CHECK(copy.body.rests());
    body_of<Deal>(copy).title = "Another one";
    CHECK_FALSE(copy.body.rests());
    CHECK_FALSE(copy == record);
    CHECK(body_of<Deal>(record) == deal);
    CHECK_FALSE(record.body.rests());
    record.body.rest();
    CHECK(cbor_from_record(record) == cbor_from_record(record_of_deal(record, deal)));
}

TEST_CASE("record: bytes of another kind are refused") {
    Deal deal;
    deal.number = "DR-2026-000001";
    const Bytes bytes = cbor_from_record(record_of(deal));
    const auto read = record_from_cbor(Kind::history, bytes);
    REQUIRE_FALSE(read.ok());
    CHECK(read.problem().code == ProblemCode::field_must_be_known);
}

TEST_CASE("record: a kind that nobody knows is refused") {
    const auto unknown = static_cast<Kind>(names_of(Kind{}).size());
    const auto read = record_from_cbor(unknown, cbor_from_record(record_of(Deal{})));
    REQUIRE_FALSE(read.ok());
    CHECK(read.problem().code == ProblemCode::value_must_be_one_of_the_choices);
}

TEST_CASE("record: staff are found among staff, others among their partner's people") {
    Person somebody;
    CHECK(index_keys(record_of(somebody)) == std::vector<std::string>{"staff"});
    somebody.partner = {id_of("partner")};
    const std::string people = "people_of:" + text_from_id(somebody.partner.bytes);
    CHECK(index_keys(record_of(somebody)) == std::vector<std::string>{people});
}

TEST_CASE("record: a reminder of a review falls due while its clock runs and one is left") {
    for (const bool runs : {false, true}) {
        for (const bool left : {false, true}) {
            CAPTURE(runs, left);
            Deal deal;
            deal.review = Review::submitted;
            if (runs) deal.sla.running_since = {1'700'000'000'000};
            if (left) deal.sla.remind_at = {1'700'000'900'000};
            const std::vector<Due> dues = dues_of(record_of(deal), shipped_program().program);
            REQUIRE(dues.size() == (runs && left ? 1U : 0U));
            if (dues.empty()) continue;
            CHECK(dues[0].at == deal.sla.remind_at);
            CHECK(dues[0].command.is<RemindOfReview>());
        }
    }
}

TEST_CASE("record: each kind lives in one scope") {
    const PartnerId partner{id_of("partner")};
    const std::string scope = partner_scope(partner);
    Person somebody;
    CHECK(scope_of(record_of(somebody)) == "staff");
    somebody.partner = partner;
    CHECK(scope_of(record_of(somebody)) == scope);
    CHECK(scope_of(record_of(Program{})) == "program");
    CHECK(scope_of(record_of(Partner{})) == partner_scope({id_of("record")}));
    Agreement agreement;
    agreement.partner = partner;
    CHECK(scope_of(record_of(agreement)) == scope);
    Deal deal;
    deal.partner = partner;
    CHECK(scope_of(record_of(deal)) == scope);
    HistoryLine line;
    line.partner = partner;
    CHECK(scope_of(record_of(line)) == scope);
    Certificate certificate;
    certificate.partner = partner;
    CHECK(scope_of(record_of(certificate)) == scope);
    Enrollment enrollment;
    enrollment.partner = partner;
    CHECK(scope_of(record_of(enrollment)) == scope);
}

TEST_CASE("record: a deal is found as open and by its keys only while it is") {
    struct Row {
        Review review;
        bool open, live;
    };
    const Row rows[] = {
        {Review::draft, false, false},
        {Review::submitted, true, true},
        {Review::in_review, true, true},
        {Review::info_requested, true, true},
        {Review::conflict, true, true},
        {Review::approved, true, true},
        {Review::won_reported, false, true},
        {Review::expired, false, false},
        {Review::closed, false, false},
    };
    CHECK(std::size(rows) == names_of(Review{}).size());
    for (const Row& row : rows) {
        CAPTURE(name_of(row.review));
        Deal deal;
        deal.review = row.review;
        deal.match_keys = {"domain:acme.com"};
        RecordMap records;
        records.put(record_of(deal));
        const std::string none = text_from_id({});
        CHECK(records.under("deals_of:" + none).size() == 1);
        CHECK(records.under("open_deals_of:" + none).size() == (row.open ? 1U : 0U));
        CHECK(records.under("match:domain:acme.com").size() == (row.live ? 1U : 0U));
    }
}

TEST_CASE("record map: its index follows every change, also in a copy") {
    RecordMap records;
    Deal deal;
    deal.review = Review::submitted;
    deal.match_keys = {"domain:acme.com"};
    records.put(record_of(deal));
    deal.match_keys = {"domain:bolt.com"};
    records.put(record_of(deal));
    CHECK(records.under("match:domain:acme.com").empty());
    REQUIRE(records.under("match:domain:bolt.com").size() == 1);
    const RecordMap copy = records;
    records.remove({Kind::deal, id_of("record")});
    CHECK(records.under("match:domain:bolt.com").empty());
    CHECK(records.all().empty());
    REQUIRE(copy.under("match:domain:bolt.com").size() == 1);
    CHECK(copy.under("match:domain:bolt.com").front() == &*copy.all().begin());
    // What was there before goes with its keys.
    deal.match_keys = {"domain:acme.com"};
    records.put(record_of(deal));
    records = copy;
    CHECK(records.under("match:domain:acme.com").empty());
    REQUIRE(records.under("match:domain:bolt.com").size() == 1);
    CHECK(records.under("match:domain:bolt.com").front() == &*records.all().begin());
    records.remove({Kind::deal, id_of("nobody's")});
    CHECK(records.all().size() == 1);
}

TEST_CASE("record map: a record stays where it is while its keys do") {
    RecordMap records;
    Deal deal;
    deal.match_keys = {"domain:acme.com"};
    deal.review = Review::submitted;
    records.put(record_of(deal));
    const Record* place = records.find({Kind::deal, id_of("record")});
    deal.title = "Fleet automation";
    records.put(record_of(deal));
    CHECK(records.find({Kind::deal, id_of("record")}) == place);
    CHECK(body_of<Deal>(*place).title == "Fleet automation");
    REQUIRE(records.under("match:domain:acme.com").size() == 1);
    CHECK(records.under("match:domain:acme.com").front() == place);
}

TEST_CASE("record map: a key gives its records by id, however many come and go") {
    RecordMap records;
    const auto put = [&records](const char* name) {
        Deal deal;
        deal.review = Review::submitted;
        deal.match_keys = {"domain:acme.com"};
        Record record = record_of(deal);
        record.id = id_of(name);
        records.put(record);
    };
    const auto ids = [&records] {
        std::vector<IdBytes> found;
        for (const Record* each : records.under("match:domain:acme.com")) found.push_back(each->id);
        return found;
    };
    std::vector<IdBytes> wanted;
    for (const char* name : {"d", "a", "c", "b", "a"}) {
        put(name);
        wanted.push_back(id_of(name));
        std::sort(wanted.begin(), wanted.end());
        wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
        CHECK(ids() == wanted);
    }
    while (!wanted.empty()) {
        records.remove({Kind::deal, wanted.back()});
        wanted.pop_back();
        CHECK(ids() == wanted);
    }
    put("d");
    CHECK(ids() == std::vector{id_of("d")});
}

TEST_CASE("record map: of one id, a key gives the records by kind") {
    Deal deal;
    deal.review = Review::submitted;
    deal.match_keys = {"domain:acme.com"};
    Pursuit pursuit;
    pursuit.match_keys = deal.match_keys;
    const Record both[] = {record_of(deal), record_of(pursuit)};
    for (const std::size_t first : {0U, 1U}) {
        RecordMap records;
        records.put(both[first]);
        records.put(both[1 - first]);
        const auto found = records.under("match:domain:acme.com");
        REQUIRE(found.size() == 2);
        CHECK(found[0]->kind() == std::min(Kind::deal, Kind::pursuit));
        CHECK(found[1]->kind() == std::max(Kind::deal, Kind::pursuit));
        records.remove({both[first].kind(), both[first].id});
        REQUIRE(records.under("match:domain:acme.com").size() == 1);
        CHECK(records.under("match:domain:acme.com")[0]->kind() == both[1 - first].kind());
    }
}

// As index keys ("match:...") the lower 32 bits of their hashes are the same.
static constexpr const char* keys_of_one_hash[] = {"domain:c53510.com", "domain:c134330.com"};

TEST_CASE("record map: keys that share a hash are told apart") {
    RecordMap records;
    for (const char* key : keys_of_one_hash) {
        Deal deal;
        deal.review = Review::submitted;
        deal.match_keys = {key};
        Record record = record_of(deal);
        record.id = id_of(key);
        records.put(record);
    }
    for (const char* key : keys_of_one_hash) {
        const auto found = records.under("match:" + std::string(key));
        REQUIRE(found.size() == 1);
        CHECK(found.front()->id == id_of(key));
    }
    records.remove({Kind::deal, id_of(keys_of_one_hash[0])});
    CHECK(records.under("match:" + std::string(keys_of_one_hash[0])).empty());
    CHECK(records.under("match:" + std::string(keys_of_one_hash[1])).size() == 1);
}

TEST_CASE("record map: a record is found once by each of its keys, whatever their hashes") {
    const auto [left, right] = keys_of_one_hash;
    RecordMap records;
    Deal deal;
    deal.review = Review::submitted;
    const auto is_found_by = [&records](std::vector<std::string> keys) {
        return std::all_of(keys.begin(), keys.end(), [&records](const std::string& key) {
            return records.under("match:" + key).size() == 1;
        });
    };
    deal.match_keys = {left, right, left};
    records.put(record_of(deal));
    CHECK(is_found_by({left, right}));
    Record other = record_of(deal);
    other.id = id_of("other");
    records.put(other);
    CHECK(records.under("match:" + std::string(left)).size() == 2);
    records.remove(other.key());
    CHECK(is_found_by({left, right}));
    deal.match_keys = {right};
    records.put(record_of(deal));
    CHECK(is_found_by({right}));
    CHECK(records.under("match:" + std::string(left)).empty());
    records.remove(record_of(deal).key());
    CHECK(records.under("match:" + std::string(right)).empty());
}
