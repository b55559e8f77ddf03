#include "server-stub/sqlite/sqlite_store.h"

#include "server-stub/sqlite/schema.h"
#include "tests/server/support/test_server.h"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <sqlite3.h>
#include <thread>

using namespace entente;
using namespace entente::sqlite;
using namespace entente::test;

namespace {

Record partner_named(std::uint8_t number, const std::string& name) {
    Partner partner;
    partner.name = name;
    return {
        .id = test_id<PartnerId>(number).bytes,
        .version = 1,
        .created_at = {1},
        .changed_at = {1},
        .changed_by = {},
        .body = partner};
}

Outcome put(Store& store, const Record& record) {
    return store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
        writer.put(record);
        return Done{};
    });
}

std::size_t partners_in(Store& store) {
    std::size_t count = 0;
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        count = reader.under("partners").size();
    });
    return count;
}

// Connections opened meanwhile refuse to roll back, for as long as they are told to.
class FailingRollback {
public:
    FailingRollback() {
        failing = false;
        REQUIRE(sqlite3_auto_extension(reinterpret_cast<void (*)()>(&watch)) == SQLITE_OK);
    }
    ~FailingRollback() { sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(&watch)); }
    FailingRollback(const FailingRollback&) = delete;
    FailingRollback& operator=(const FailingRollback&) = delete;

    static inline std::atomic<bool> failing{false};

private:
    static int watch(sqlite3* handle, const char** /*error*/, const void* /*routines*/) {
        return sqlite3_set_authorizer(
            handle, &answer<const char*, const char*, const char*>, nullptr
        );
    }
    template <typename... Texts>
    static int answer(void* /*self*/, int action, const char* first, Texts... /*others*/) {
        const bool concerned = action == SQLITE_TRANSACTION || action == SQLITE_SAVEPOINT;
        const bool rolls_back = concerned && std::string_view(first) == "ROLLBACK";
        return rolls_back && failing ? SQLITE_DENY : SQLITE_OK;
    }
};

std::string failure_of(const StoreSettings& settings) {
    try {
        const SqliteStore store(settings);
    } catch (const StoreFailure& failure) {
        return failure.what();
    }
    return {};
}

}  // namespace

TEST_CASE("sqlite: what was written is there when the database is opened again") {
    const Folder folder;
    Epoch epoch;
    {
        SqliteStore store({.path = folder.path("a.db")});
        REQUIRE(put(store, partner_named(1, "Alder")).ok());
        store.read(Access::of_authority(), [&](StoreReader& reader) { epoch = reader.epoch(); });
    }
    SqliteStore store({.path = folder.path("a.db")});
    CHECK(partners_in(store) == 1);
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        CHECK(reader.epoch() == epoch);
        CHECK(epoch.number == 1);
        CHECK(epoch.lineage != IdBytes{});
    });
}

TEST_CASE("sqlite: jobs that come together share a commit, and a failed one takes nothing along") {
    const Folder folder;
    SqliteStore store({.path = folder.path("a.db")});
    std::atomic<int> kept{0};
    std::atomic<int> refused{0};
    std::atomic<int> thrown{0};
    std::vector<std::thread> threads;
    for (std::uint8_t i = 1; i <= 60; i++) {
        threads.emplace_back([&, i] {
            try {
                const Outcome outcome =
                    store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
                        writer.put(partner_named(i, "Alder"));
                        if (i % 3 == 1) return ProblemCode::record_must_be_new;
                        if (i % 3 == 2) throw std::runtime_error("a bug");
                        return Done{};
                    });
                outcome.ok() ? kept++ : refused++;
            } catch (const std::runtime_error&) {
                thrown++;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(kept == 20);
    CHECK(refused == 20);
    CHECK(thrown == 20);
    CHECK(partners_in(store) == 20);
}

TEST_CASE("sqlite: a rollback that fails answers who waits, and the next write goes on") {
    const Folder folder;
    const FailingRollback rollback;
    SqliteStore store({.path = folder.path("a.db")});
    REQUIRE(put(store, partner_named(1, "Alder")).ok());
    FailingRollback::failing = true;
    CHECK_THROWS_AS(
        store.write(
            Access::of_authority(),
            [](StoreWriter& writer) -> Outcome {
                writer.put(partner_named(2, "Birch"));
                throw std::runtime_error("a bug");
            }
        ),
        std::runtime_error
    );
    FailingRollback::failing = false;
    CHECK(partners_in(store) == 1);
    CHECK(put(store, partner_named(3, "Cedar")).ok());
    CHECK(partners_in(store) == 2);
}

TEST_CASE("sqlite: a full disk refuses what does not fit and keeps what was promised") {
    const Folder folder;
    std::size_t promised = 0;
    {
        SqliteStore store({.path = folder.path("a.db"), .pages_max = 60});
        std::optional<ProblemCode> problem;
        for (int i = 1; i < 250 && !problem; i++) {
            try {
                const std::string name(4'000, 'x');
                if (put(store, partner_named(static_cast<std::uint8_t>(i), name)).ok()) promised++;
            } catch (const StoreFailure& failure) {
                problem = failure.code();
                CHECK(std::string{failure.what()}.find("free space") != std::string::npos);
            }
        }
        REQUIRE(problem == ProblemCode::storage_must_have_room);
        CHECK(promised > 5);
        CHECK(partners_in(store) == promised);
        CHECK(store.answers());
    }
    SqliteStore roomy({.path = folder.path("a.db")});
    CHECK(partners_in(roomy) == promised);
    CHECK(put(roomy, partner_named(251, "Birch")).ok());
}

TEST_CASE("sqlite: what cannot be opened says what to do about it") {
    const Folder folder;
    CHECK(failure_of({.path = folder.path("none/a.db")}).find("create it") != std::string::npos);
    folder.write("text.db", std::string(8'192, 'x'));
    CHECK(failure_of({.path = folder.path("text.db")}).find("not a database") != std::string::npos);
    { const SqliteStore store({.path = folder.path("new.db")}); }
    {
        Database database(folder.path("new.db"), OpenMode::read_write);
        database.execute("INSERT INTO schema_migration (number, at) VALUES (999, 0)");
    }
    const std::string newer = failure_of({.path = folder.path("new.db")});
    CHECK(newer.find("schema 999") != std::string::npos);
    CHECK(newer.find("run the newer entente-server") != std::string::npos);
}

TEST_CASE("sqlite: a database of the first schema is brought up to date with what it holds") {
    const Folder folder;
    const ClientState before{
        .id = test_id<ClientId>(7),
        .person = test_id<PersonId>(1),
        .last_id = 3,
        .last_hash = Bytes(hash_bytes, 3),
        .app_version = "1.0",
        .schema = 1,
        .failed_id = 0,
        .failures = 0,
        .seen_at = {}};
    {
        SqliteStore store({.path = folder.path("a.db")});
        const auto note = [&](StoreWriter& writer) -> Outcome {
            writer.put_client(before);
            return Done{};
        };
        REQUIRE(store.write(Access::of_authority(), note).ok());
    }
    {
        Database database(folder.path("a.db"), OpenMode::read_write);
        database.execute("ALTER TABLE client DROP COLUMN seen_at");
        database.execute("DELETE FROM schema_migration WHERE number > 1");
    }
    SqliteStore store({.path = folder.path("a.db")});
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        const auto client = reader.client(before.id);
        REQUIRE(client);
        CHECK(client->last_id == 3);
        CHECK_FALSE(client->seen_at.given());
    });
}

TEST_CASE("sqlite: the audit cannot be rewritten behind the program's back") {
    const Folder folder;
    SqliteStore store({.path = folder.path("a.db")});
    REQUIRE(store
                .write(
                    Access::of_authority(),
                    [](StoreWriter& writer) -> Outcome {
                        AuditLine line;
                        line.scope = "staff";
                        line.event = "tested";
                        writer.append_audit(line);
                        return Done{};
                    }
                )
                .ok());
    Database database(folder.path("a.db"), OpenMode::read_write);
    CHECK_THROWS_AS(database.execute("UPDATE audit SET event = 'other'"), StoreFailure);
    CHECK_THROWS_AS(database.execute("DELETE FROM audit"), StoreFailure);
}

TEST_CASE("sqlite: a statement that does not end is stopped") {
    const Folder folder;
    const SqliteStore store({.path = folder.path("a.db")});
    Database database(folder.path("a.db"), OpenMode::read_only);
    database.set_deadline(std::chrono::steady_clock::now());
    CHECK_THROWS_AS(
        database.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                         "SELECT count(*) FROM n"),
        StoreFailure
    );
}
