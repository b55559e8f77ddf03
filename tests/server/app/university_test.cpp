#include "server-stub/app/university.h"

#include "core/base/format/cbor.h"
#include "core/domain/enablement/course.h"
#include "server-stub/store_memory.h"
#include "server-stub/sync_pages.h"
#include "tests/server/support/pushing.h"
#include "tests/server/support/test_server.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::server;
using namespace entente::test;

namespace {

constexpr Moment now{1'795'000'000'000};

std::size_t brought(Store& store) {
    const auto answer = bring_university(store, now);
    REQUIRE(answer.ok());
    return answer.value().written;
}

Record stored_exam(Store& store, std::string_view level) {
    Record exam;
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        exam = reader.record({Kind::exam, exam_id(level)}).value().record;
    });
    return exam;
}

void put(Store& store, const Record& record) {
    const Outcome written =
        store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            writer.put(record);
            return Done{};
        });
    REQUIRE(written.ok());
}

// Everybody's whole pull, page after page.
std::vector<PullItem> pulled(TestServer& server, PersonId person, std::uint8_t client) {
    const Device device(server.port(), server.token_of(person), test_id<ClientId>(client));
    std::vector<PullItem> all;
    Bytes cookie;
    bool more = true;
    while (more) {
        const auto page = device.pull(cookie);
        REQUIRE(page);
        cookie = page->back().cookie;
        more = page->back().more;
        all.insert(all.end(), page->begin(), page->end());
    }
    return all;
}

bool holds(const Bytes& row, std::string_view text) {
    return std::search(row.begin(), row.end(), text.begin(), text.end()) != row.end();
}

}  // namespace

TEST_CASE("university: a database begins with its lessons and exams, and is given them once") {
    MemoryStore store(Epoch{1, {}});
    CHECK(brought(store) == 0);  // Without a program there are no courses.
    fill(store, small_world());
    CHECK(brought(store) == 6);
    for (const std::string_view level : {"foundation", "professional", "expert"}) {
        const Exam exam = body_of<Exam>(stored_exam(store, level));
        CHECK(exam.answers.size() >= 30);
        CHECK(exam.questions_drawn == 20);
    }
    CHECK(brought(store) == 0);
    store.read(Access::of_authority(), [](StoreReader& reader) {
        CHECK(reader.scope("university").seq == 6);
    });
}

TEST_CASE("university: a newer text replaces an older one once, and never the other way") {
    MemoryStore store(Epoch{1, {}});
    fill(store, small_world());
    CHECK(brought(store) == 6);
    Record older = stored_exam(store, "expert");
    const Exam shipped = body_of<Exam>(older);
    older.version = 7;
    older.created_at = Moment{5};
    body_of<Exam>(older).version = "2020-01";
    body_of<Exam>(older).answers.clear();
    put(store, older);
    CHECK(brought(store) == 1);
    CHECK(brought(store) == 0);
    const Record replaced = stored_exam(store, "expert");
    CHECK(body_of<Exam>(replaced) == shipped);
    CHECK(replaced.version == 8);
    CHECK(replaced.created_at == Moment{5});
    // The one before can still be graded, and is the only one.
    const auto former = [&store] {
        Record exam;
        store.read(Access::of_authority(), [&](StoreReader& reader) {
            exam = reader.record({Kind::exam, former_exam_id("expert")}).value().record;
            CHECK(reader.under("exams").size() == 3);
        });
        return exam;
    };
    CHECK(former().body == older.body);
    CHECK(former().version == 1);
    Record second = replaced;
    body_of<Exam>(second).version = "2025-01";
    put(store, second);
    CHECK(brought(store) == 1);
    CHECK(body_of<Exam>(former()).version == "2025-01");
    CHECK(former().version == 2);
    put(store, replaced);

    Record newer = replaced;
    body_of<Exam>(newer).version = "2999-01";
    put(store, newer);
    CHECK(brought(store) == 0);
    CHECK(body_of<Exam>(stored_exam(store, "expert")).version == "2999-01");

    Record touched = replaced;
    body_of<Exam>(touched).questions[0].text = "Which?";
    put(store, touched);
    const auto told = bring_university(store, now);
    REQUIRE(told.ok());
    CHECK(told.value().same_version == std::vector<std::string>{"expert"});
    CHECK(stored_exam(store, "expert").body == touched.body);
}

TEST_CASE("university: the server has the answers from its start, and no pull holds one") {
    TestServer server;
    const Exam exam = body_of<Exam>(stored_exam(server.store(), "foundation"));
    REQUIRE(exam.answers.size() >= 30);
    const SmallWorld& world = server.world();
    std::uint8_t client = 1;
    for (const PersonId person :
         {world.alder.seller,
          world.alder.admin,
          world.alder.member,
          world.manager,
          world.program_admin}) {
        std::size_t rows = 0;
        for (const PullItem& item : pulled(server, person, client++)) {
            rows += item.type == PullItemType::put ? 1 : 0;
            // No screen shows lessons yet: no device pays for them.
            CHECK(item.kind != Kind::exam);
            CHECK(item.kind != Kind::course_book);
            CHECK_FALSE(holds(item.row, exam.answers[0].question));
        }
        CHECK(rows > 0);
    }
}

TEST_CASE("university: a bucket of the exams would bring everybody questions without answers") {
    MemoryStore store(Epoch{1, {}});
    fill(store, small_world());
    REQUIRE(brought(store) == 6);
    const PersonId somebody = small_world().alder.member;
    for (std::size_t i = 0; i < names_of(Audience{}).size(); i++) {
        const Viewer viewer{
            .audience = static_cast<Audience>(i),
            .person = somebody,
            .partner = small_world().alder.id};
        const std::vector<Bucket> buckets{{"university", viewer}};
        Access access;
        access.person = somebody;
        access.partner = viewer.partner;
        std::size_t exams = 0;
        store.read(access, [&](StoreReader& reader) {
            const auto page = page_of(reader, {.buckets = buckets, .place = {}, .refetch = {}});
            REQUIRE(page.ok());
            CborReader stream(page.value().stream);
            while (!stream.at_end()) {
                const auto read = read_cbor<PullItem>(stream);
                REQUIRE(read.ok());
                const PullItem& item = read.value();
                if (item.kind != Kind::exam || item.type != PullItemType::put) continue;
                const auto record = record_from_cbor(item.kind, item.row);
                REQUIRE(record.ok());
                exams++;
                CHECK(body_of<Exam>(record.value()).questions.size() >= 30);
                CHECK(body_of<Exam>(record.value()).answers.empty());
            }
        });
        CHECK(exams == 3);
    }
}
