#include "server-stub/http/clock.h"
#include "server-stub/session/signed_in.h"
#include "tests/server/support/child.h"
#include "tests/server/support/pushing.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <filesystem>
#include <thread>

using namespace entente;
using namespace entente::test;

namespace {

// A filled database, and a session of Alder's seller in it.
std::string prepared_token(const Folder& folder) {
    sqlite::SqliteStore store({.path = folder.path("entente.db")});
    const SmallWorld world = small_world();
    fill(store, world);
    const std::string token = server::new_token();
    const Moment now = server::wall_clock_now();
    const Outcome written =
        store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            writer.put_session(
                {.token_hash = server::hash_of_token(token),
                 .person = world.alder.seller,
                 .created_at = now,
                 .used_at = now,
                 .expires_at = now + server::session_ms,
                 .device = {},
                 .seen_as = {},
                 .preview_until = {},
                 .preview_reason = {}}
            );
            return Done{};
        });
    REQUIRE(written.ok());
    return token;
}

struct Promise {
    ClientId client;
    std::int64_t last_id = 0;  // The newest command the server said it had taken.
};

// Pushes draft after draft until the server is gone.
Promise push_until_it_ends(
    std::uint16_t port, const std::string& token, ClientId client, std::atomic<int>& taken
) {
    Device device(port, token, client);
    Promise promise{.client = client};
    for (;;) {
        const auto answer = device.push({device.next_draft()});
        if (!answer || answer->problem) return promise;
        promise.last_id = answer->last_id;
        taken++;
    }
}

void check_kept(const Folder& folder, const std::vector<Promise>& promises) {
    sqlite::SqliteStore store({.path = folder.path("entente.db")});
    store.read(Access::of_authority(), [&](StoreReader& reader) {
        const std::int64_t seq = reader.scope(partner_scope(small_world().alder.id)).seq;
        const auto rows = reader.changed_since(partner_scope(small_world().alder.id), 0, 1'000'000);
        // Gapless: as many rows as numbers that were not taken over by a later change.
        CHECK(rows.back().seq == seq);
        for (const Promise& promise : promises) {
            const auto client = reader.client(promise.client);
            REQUIRE((client || promise.last_id == 0));
            if (!client) continue;
            CHECK(client->last_id >= promise.last_id);
            CHECK(client->last_id <= promise.last_id + 1);  // One may have been on its way.
            for (std::int64_t id = 1; id <= client->last_id; id++) {
                const IdBytes deal = Device::deal_of(promise.client, id).bytes;
                CHECK(reader.record({.kind = Kind::deal, .id = deal}).has_value());
            }
        }
    });
}

}  // namespace

TEST_CASE("process: killed under load, the server keeps every write it had acknowledged") {
    const Folder folder;
    const std::string token = prepared_token(folder);
    std::vector<Promise> promises;
    std::uint8_t next_client = 1;
    for (int round = 0; round < 3; round++) {
        Child child({"serve"}, settings_in(folder));
        const std::uint16_t port = child.port();
        INFO(child.said());
        REQUIRE(port != 0);
        std::atomic<int> taken{0};
        std::vector<Promise> fresh(6);
        std::vector<std::thread> threads;
        for (Promise& promise : fresh) {
            const auto client = test_id<ClientId>(next_client++);
            threads.emplace_back([&, client] {
                promise = push_until_it_ends(port, token, client, taken);
            });
        }
        while (taken < 30 * (round + 1)) std::this_thread::yield();
        child.signal(SIGKILL);
        for (std::thread& thread : threads) thread.join();
        CHECK(child.wait() == -SIGKILL);
        promises.insert(promises.end(), fresh.begin(), fresh.end());
        check_kept(folder, promises);
    }
}

TEST_CASE("process: a copy made in use is restored, and devices send again what it lacks") {
    const Folder folder;
    const std::string token = prepared_token(folder);
    const std::string copy = folder.path("monday.db");
    const auto client = test_id<ClientId>(1);
    {
        Child child({"serve"}, settings_in(folder));
        Device device(child.port(), token, client);
        REQUIRE(device.push({device.next_draft()}));
        Child backup({"backup", copy}, settings_in(folder));
        CHECK(backup.wait() == 0);
        REQUIRE(device.push({device.next_draft()}));
        Child early({"restore", copy}, settings_in(folder));
        CHECK(early.wait() == 1);
        CHECK(early.said().find("is used by another entente-server") != std::string::npos);
        child.signal(SIGTERM);
        CHECK(child.wait() == 0);
    }
    const auto state = [&] {
        sqlite::SqliteStore store({.path = folder.path("entente.db")});
        std::pair<std::int64_t, Epoch> found;
        store.read(Access::of_authority(), [&](StoreReader& reader) {
            found = {reader.client(client)->last_id, reader.epoch()};
        });
        return found;
    };
    const auto before = state();
    CHECK(before.first == 2);
    Child restored({"restore", copy}, settings_in(folder));
    CHECK(restored.wait() == 0);
    const auto after = state();
    CHECK(after.first == 1);
    CHECK(after.second.number == before.second.number + 1);
    CHECK(after.second.lineage != before.second.lineage);
    CHECK(sqlite::SqliteStore({.path = folder.path("entente.db.replaced")}).answers());
}

TEST_CASE("process: what cannot be a backup is refused, and the database stays as it was") {
    const Folder folder;
    prepared_token(folder);
    const std::string copy = folder.path("monday.db");
    const auto run = [&](const std::vector<std::string>& arguments) {
        Child child(arguments, settings_in(folder));
        const int code = child.wait();
        return std::pair{code, child.said()};
    };
    CHECK(run({"backup", copy}).first == 0);
    const auto [again, again_said] = run({"backup", copy});
    CHECK(again == 1);
    CHECK(again_said.find("is there already") != std::string::npos);
    CHECK(run({"restore", folder.path("never.db")}).first == 1);
    std::filesystem::resize_file(copy, std::filesystem::file_size(copy) / 2);
    CHECK(run({"restore", copy}).first == 1);
    CHECK_FALSE(std::filesystem::exists(folder.path("entente.db.replaced")));
    CHECK(sqlite::SqliteStore({.path = folder.path("entente.db")}).answers());
}

TEST_CASE("process: SIGTERM lets it finish and leave with 0") {
    const Folder folder;
    const std::string token = prepared_token(folder);
    Child child({"serve"}, settings_in(folder));
    const std::uint16_t port = child.port();
    REQUIRE(port != 0);
    CHECK(answer_to(port, {.path = "/readyz"}).status == 200);
    Wire stream(port);
    stream.send(bytes_of({.path = "/api/v1/sync/poke", .token = token}, port));
    stream.read_until("\r\n\r\n");
    child.signal(SIGTERM);
    CHECK(child.wait() == 0);
    CHECK(child.said().find("has stopped") != std::string::npos);
    CHECK(stream.rest().empty());
}

TEST_CASE("process: what keeps it from starting is said with what to do about it") {
    const Folder folder;
    prepared_token(folder);
    const auto settings = settings_in(folder);
    const auto said = [&](std::map<std::string, std::string> changed,
                          const std::vector<std::string>& arguments = {"serve"}) {
        for (const auto& [name, value] : settings) changed.emplace(name, value);
        Child child(arguments, changed);
        CHECK(child.wait() != 0);
        return child.said();
    };
    CHECK(said({{"SITE", "/nowhere"}}).find("./build-wasm.sh") != std::string::npos);
    CHECK(said({{"DATABASE", "/nowhere/a.db"}}).find("create it") != std::string::npos);
    CHECK(said({{"COLOR", "red"}}).find("is not a setting") != std::string::npos);
    CHECK(said({}, {"sevre"}).find("see --help") != std::string::npos);
    Child first({"serve"}, settings);
    const std::uint16_t port = first.port();
    REQUIRE(port != 0);
    CHECK(said({}).find("used by another entente-server") != std::string::npos);
    const std::string busy = std::to_string(port);
    CHECK(
        said({{"PORT", busy}, {"DATABASE", folder.path("other.db")}}
        ).find("set ENTENTE_PORT to a free port") != std::string::npos
    );
}

TEST_CASE("process: what it writes can be read by its own account only") {
    const Folder folder;
    {
        Child child({"serve"}, settings_in(folder));
        REQUIRE(child.port() != 0);
        Child backup({"backup", folder.path("monday.db")}, settings_in(folder));
        CHECK(backup.wait() == 0);
        using std::filesystem::perms;
        for (const char* name :
             {"entente.db",
              "entente.db-wal",
              "entente.db-shm",
              "entente.db.key",
              "entente.db.lock",
              "monday.db"}) {
            INFO(name);
            const auto status = std::filesystem::status(folder.path(name));
            REQUIRE(std::filesystem::exists(status));
            CHECK((status.permissions() & (perms::group_all | perms::others_all)) == perms::none);
        }
        child.signal(SIGTERM);
        CHECK(child.wait() == 0);
    }
}

TEST_CASE("process: a key that is not whole is not replaced behind the operator's back") {
    const Folder folder;
    prepared_token(folder);
    for (const std::string& damaged : {std::string{}, std::string(31, 'k')}) {
        folder.write("entente.db.key", damaged);
        Child child({"serve"}, settings_in(folder));
        CHECK(child.wait() == 1);
        CHECK(child.said().find("put your copy of it back") != std::string::npos);
        CHECK(std::filesystem::file_size(folder.path("entente.db.key")) == damaged.size());
    }
    std::filesystem::remove(folder.path("entente.db.key"));
    Child child({"serve"}, settings_in(folder));
    CHECK(child.port() != 0);
    CHECK(std::filesystem::file_size(folder.path("entente.db.key")) == 32);
}

TEST_CASE("process: the settings can be checked without starting") {
    Child sound({"--check-config"}, {{"PORT", "9000"}});
    CHECK(sound.wait() == 0);
    Child unsound({"--check-config"}, {{"PORT", "x"}});
    CHECK(unsound.wait() == 1);
}

TEST_CASE("process: the log holds no path, token, e-mail or body") {
    const Folder folder;
    const std::string token = prepared_token(folder);
    auto settings = settings_in(folder);
    settings["LOG"] = "requests";
    Child child({"serve"}, settings);
    const std::uint16_t port = child.port();
    REQUIRE(port != 0);
    answer_to(
        port,
        {.method = "POST",
         .path = "/api/v1/session",
         .token = token,
         .type = "application/json",
         .body = R"({"email":"maya@alder.example","password":"secret secret"})"}
    );
    answer_to(port, {.path = "/api/v1/deals/someone-searched-this", .token = token});
    answer_to(port, {.path = "/deals/someone-searched-this?q=private"});
    child.signal(SIGTERM);
    CHECK(child.wait() == 0);
    CHECK(child.said().find("\"route\":\"/api/v1/deals/:id\",\"status\":404") != std::string::npos);
    for (const std::string& secret :
         {token,
          std::string{"maya"},
          std::string{"secret"},
          std::string{"searched"},
          std::string{"private"}}) {
        INFO(secret);
        CHECK(child.said().find(secret) == std::string::npos);
    }
}

TEST_CASE("process: the log of notices names neither a person nor an address") {
    const Folder folder;
    const std::string token = prepared_token(folder);
    const std::string person = text_from_id(small_world().alder.seller.bytes);
    const auto said_with = [&](const std::string& level) {
        auto settings = settings_in(folder);
        settings["LOG"] = level;
        Child child({"serve"}, settings);
        const std::uint16_t port = child.port();
        REQUIRE(port != 0);
        CHECK(answer_to(port, {.path = "/api/v1/session", .token = token}).status == 200);
        child.signal(SIGTERM);
        CHECK(child.wait() == 0);
        const std::string& said = child.said();
        return said.substr(said.find('\n'));  // Behind the place that it listens on.
    };
    const std::string requests = said_with("requests");
    CHECK(requests.find(person) != std::string::npos);
    CHECK(requests.find("127.0.0.1") != std::string::npos);
    const std::string notices = said_with("notices");
    CHECK(notices.find("\"event\":\"stopping\"") != std::string::npos);
    CHECK(notices.find(person) == std::string::npos);
    CHECK(notices.find("127.0.0.1") == std::string::npos);
}
