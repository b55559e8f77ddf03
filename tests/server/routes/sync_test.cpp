#include "tests/server/support/pushing.h"
#include "tests/server/support/test_server.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

namespace {

bool holds(const std::vector<PullItem>& items, const IdBytes& id) {
    return std::any_of(items.begin(), items.end(), [&](const PullItem& item) {
        return item.type == PullItemType::put && item.id == id;
    });
}

}  // namespace

TEST_CASE("sync: a pushed draft is stored once and comes down to those who may see it") {
    TestServer server;
    const SmallWorld& world = server.world();
    Device device(server.port(), server.token_of(world.alder.seller), test_id<ClientId>(1));
    const PushedCommand command = device.next_draft();
    const auto first = device.push({command});
    REQUIRE(first);
    REQUIRE(first->results.size() == 1);
    CHECK(first->results[0].accepted());
    CHECK(first->last_id == 1);
    const auto again = device.push({command});
    REQUIRE(again);
    CHECK(again->last_id == 1);

    const IdBytes deal = Device::deal_of(device.client(), 1).bytes;
    const auto pulled_by = [&](PersonId person, std::uint8_t client) {
        return Device(server.port(), server.token_of(person), test_id<ClientId>(client)).pull();
    };
    const auto own = pulled_by(world.alder.seller, 2);
    const auto other = pulled_by(world.birch.seller, 3);
    REQUIRE(own);
    REQUIRE(other);
    CHECK(holds(*own, deal));
    CHECK_FALSE(holds(*other, deal));
    CHECK_FALSE(holds(*other, world.alder.deal.bytes));
    CHECK(holds(*other, world.birch.deal.bytes));
}

TEST_CASE("sync: bytes that are no push are refused in CBOR, a session that is missing too") {
    TestServer server;
    const std::string token = server.token_of(server.world().alder.seller);
    const Ask push{
        .method = "POST",
        .path = std::string{push_route},
        .token = token,
        .type = std::string{cbor_type},
        .body = std::string(1'000, '\x81')};
    const WireAnswer answer = server.ask(push);
    CHECK(answer.status == 400);
    CHECK(answer.field("content-type") == cbor_type);
    CHECK(decode_push_answer(bytes_from_text(answer.body)).ok());
    Ask anonymous = push;
    anonymous.token.clear();
    CHECK(server.ask(anonymous).status == 401);
    const WireAnswer refused = server.ask(anonymous);
    CHECK(refused.field("content-type") == cbor_type);
    const auto said = decode_push_answer(bytes_from_text(refused.body));
    REQUIRE(said.ok());
    REQUIRE(said.value().problem);
    CHECK(said.value().problem->code == "person_must_be_signed_in");
    Ask json = push;
    json.type = "application/json";
    CHECK(server.ask(json).status == 415);
}

TEST_CASE("sync: a push of its greatest size is read, one byte more is not") {
    TestServer server;
    const std::string token = server.token_of(server.world().alder.seller);
    const auto status_of = [&](std::size_t bytes) {
        return server
            .ask(
                {.method = "POST",
                 .path = std::string{push_route},
                 .token = token,
                 .type = std::string{cbor_type},
                 .body = std::string(bytes, 'x')}
            )
            .status;
    };
    CHECK(status_of(push_bytes_max) == 400);
    CHECK(status_of(push_bytes_max + 1) == 413);
}

TEST_CASE("sync: a full disk answers 507, and keeps what was acknowledged") {
    TestServer server([](server::Config&, server::RunningOptions& options) {
        options.store.pages_max = 250;
    });
    const SmallWorld& world = server.world();
    Device device(server.port(), server.token_of(world.alder.seller), test_id<ClientId>(1));
    std::int64_t acknowledged = 0;
    int status = 200;
    for (int i = 0; i < 2'000 && status == 200; i++) {
        const WireAnswer answer = server.ask(device.push_ask({device.next_draft()}));
        status = answer.status;
        if (status == 200) acknowledged++;
    }
    CHECK(status == 507);
    CHECK(acknowledged > 0);
    CHECK(server.ask({.path = "/readyz"}).status == 200);
    server.store().read(Access::of_authority(), [&](StoreReader& reader) {
        CHECK(reader.client(device.client())->last_id == acknowledged);
        const IdBytes last = Device::deal_of(device.client(), acknowledged).bytes;
        CHECK(reader.record({.kind = Kind::deal, .id = last}).has_value());
        const IdBytes refused = Device::deal_of(device.client(), acknowledged + 1).bytes;
        CHECK_FALSE(reader.record({.kind = Kind::deal, .id = refused}).has_value());
    });
}

TEST_CASE("poke: whoever holds a scope hears of it, and nobody else") {
    TestServer server;
    const SmallWorld& world = server.world();
    const auto listen = [&](PersonId person) {
        Wire wire(server.port());
        wire.send(
            bytes_of({.path = "/api/v1/sync/poke", .token = server.token_of(person)}, server.port())
        );
        return wire;
    };
    Wire own = listen(world.alder.admin);
    Wire foreign = listen(world.birch.admin);
    CHECK(own.read_until("\r\n\r\n").find("text/event-stream") != std::string::npos);
    CHECK(foreign.read_until("\r\n\r\n").find("200 OK") != std::string::npos);
    while (server.running().pokes().size() < 2) std::this_thread::yield();
    Device alder(server.port(), server.token_of(world.alder.seller), test_id<ClientId>(1));
    REQUIRE(alder.push({alder.next_draft()}));
    CHECK(own.read_until("\n\n").find("event: poke\ndata: {\"epoch\":1,\"seq\":") == 0);
    Device birch(server.port(), server.token_of(world.birch.seller), test_id<ClientId>(2));
    REQUIRE(birch.push({birch.next_draft()}));
    // The first that the foreign one hears of is its own: Alder's came before.
    const std::string heard = foreign.read_until("\n\n");
    std::int64_t seq = 0;
    server.store().read(Access::of_authority(), [&](StoreReader& reader) {
        seq = reader.scope(partner_scope(world.birch.id)).seq;
    });
    CHECK(heard.find("\"seq\":" + std::to_string(seq) + "}") != std::string::npos);
}

TEST_CASE("poke: it says now and then that it is still there") {
    TestServer server([](server::Config& config, server::RunningOptions&) {
        config.server.limits.heartbeat = std::chrono::milliseconds(20);
    });
    Wire wire(server.port());
    wire.send(bytes_of(
        {.path = "/api/v1/sync/poke", .token = server.token_of(server.world().alder.admin)},
        server.port()
    ));
    wire.read_until("\r\n\r\n");
    CHECK(wire.read_until("\n\n") == "event: heartbeat\ndata: {}\n\n");
    CHECK(wire.read_until("\n\n") == "event: heartbeat\ndata: {}\n\n");
}

TEST_CASE("poke: a session has four streams and not one more; a closed one makes room") {
    TestServer server;
    const std::string token = server.token_of(server.world().alder.admin);
    const std::string request =
        bytes_of({.path = "/api/v1/sync/poke", .token = token}, server.port());
    std::vector<Wire> wires;
    for (int i = 0; i < 4; i++) {
        wires.emplace_back(server.port());
        wires.back().send(request);
        REQUIRE(wires.back().read_until("\r\n\r\n").find("200 OK") != std::string::npos);
    }
    CHECK(server.ask({.path = "/api/v1/sync/poke", .token = token}).status == 429);
    wires.pop_back();
    bool opened = false;
    for (int i = 0; i < 1'000 && !opened; i++) {
        Wire fifth(server.port());
        fifth.send(request);
        opened = fifth.read_until("\r\n\r\n").find("200 OK") != std::string::npos;
    }
    CHECK(opened);
}

TEST_CASE("poke: signing out ends the session's streams, and no others") {
    TestServer server;
    const PersonId admin = server.world().alder.admin;
    const std::string token = server.token_of(admin);
    const auto listen = [&](const std::string& with) {
        Wire wire(server.port());
        wire.send(bytes_of({.path = "/api/v1/sync/poke", .token = with}, server.port()));
        REQUIRE(wire.read_until("\r\n\r\n").find("200 OK") != std::string::npos);
        return wire;
    };
    Wire own = listen(token);
    Wire second = listen(token);
    Wire other_device = listen(server.token_of(admin));
    while (server.running().pokes().size() < 3) std::this_thread::yield();
    const Ask out{.method = "DELETE", .path = "/api/v1/session", .token = token};
    REQUIRE(server.ask(out).status == 204);
    CHECK(own.closes());
    CHECK(second.closes());
    CHECK(server.running().pokes().size() == 1);
    Device alder(server.port(), server.token_of(admin), test_id<ClientId>(1));
    REQUIRE(alder.push({alder.next_draft()}));
    CHECK(other_device.read_until("\n\n").find("event: poke") == 0);
}

TEST_CASE("poke: a stream that is about to begin when its session ends, ends at once") {
    server::PokeHub hub(4);
    const auto ended = hub.open("one", {"partner:a"});
    const auto other = hub.open("two", {"partner:a"});
    hub.end("one");
    std::vector<std::string> heard;
    std::vector<std::string> heard_by_other;
    ended->subscribe([&](const std::string& event) { heard.push_back(event); });
    other->subscribe([&](const std::string& event) { heard_by_other.push_back(event); });
    CHECK(heard == std::vector<std::string>{""});
    CHECK(heard_by_other.empty());
}

TEST_CASE("poke: a stream ends in time to be opened anew with the grants of the day") {
    TestServer server([](server::Config& config, server::RunningOptions&) {
        config.server.limits.stream_max = std::chrono::milliseconds(40);
    });
    Wire wire(server.port());
    wire.send(bytes_of(
        {.path = "/api/v1/sync/poke", .token = server.token_of(server.world().alder.admin)},
        server.port()
    ));
    REQUIRE(wire.read_until("\r\n\r\n").find("200 OK") != std::string::npos);
    CHECK(wire.closes());
}

TEST_CASE("poke: stopping the server ends the streams") {
    TestServer server;
    Wire wire(server.port());
    wire.send(bytes_of(
        {.path = "/api/v1/sync/poke", .token = server.token_of(server.world().alder.admin)},
        server.port()
    ));
    wire.read_until("\r\n\r\n");
    server.stop();
    CHECK(wire.rest().empty());
}
