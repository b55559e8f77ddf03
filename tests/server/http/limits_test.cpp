#include "tests/server/support/test_server.h"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <fstream>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

namespace {

std::string host(std::uint16_t port) {
    return "Host: localhost:" + std::to_string(port) + "\r\n";
}

// A sign-in with a body of exactly this size; its form is wrong, but its size is what matters.
std::string sign_in_of(std::uint16_t port, std::size_t bytes) {
    return bytes_of(
        {.method = "POST",
         .path = "/api/v1/session",
         .type = "application/json",
         .body = std::string(bytes, 'x')},
        port
    );
}

int first_status(std::uint16_t port, const std::string& bytes) {
    Wire wire(port);
    wire.send(bytes);
    return wire.answer().status;
}

constexpr std::size_t sign_in_bytes_max = 16 * 1024;

}  // namespace

TEST_CASE("limits: a head of 8 KiB is read, one byte more is answered with 431 and closed") {
    const TestServer server;
    const std::string start = "GET /healthz HTTP/1.1\r\n" + host(server.port()) + "X: ";
    const std::size_t room = 8 * 1024 - start.size() - 4;
    CHECK(first_status(server.port(), start + std::string(room, 'x') + "\r\n\r\n") == 200);
    Wire wire(server.port());
    wire.send(start + std::string(room + 1, 'x') + "\r\n\r\n");
    CHECK(wire.answer().status == 431);
    CHECK(wire.closes());
}

TEST_CASE("limits: 64 fields are read, 65 are answered with 431") {
    const TestServer server;
    std::string request = "GET /healthz HTTP/1.1\r\n" + host(server.port());
    for (int i = 0; i < 63; i++) request += "X: 1\r\n";
    CHECK(first_status(server.port(), request + "\r\n") == 200);
    CHECK(first_status(server.port(), request + "X: 1\r\n\r\n") == 431);
}

TEST_CASE("limits: a target of 4 KiB is read, one byte more is answered with 414") {
    const TestServer server;
    const std::string target = "/" + std::string(4095, 'x');
    const std::string rest = " HTTP/1.1\r\n" + host(server.port()) + "\r\n";
    CHECK(first_status(server.port(), "GET " + target + rest) == 200);
    CHECK(first_status(server.port(), "GET " + target + "x" + rest) == 414);
}

TEST_CASE("limits: a body at its route's limit is read, one byte more is answered with 413") {
    const TestServer server;
    CHECK(first_status(server.port(), sign_in_of(server.port(), sign_in_bytes_max)) == 400);
    CHECK(first_status(server.port(), sign_in_of(server.port(), sign_in_bytes_max + 1)) == 413);
}

TEST_CASE("limits: a chunked body is counted as it comes") {
    const TestServer server;
    const std::string head = "POST /api/v1/session HTTP/1.1\r\n" + host(server.port()) +
                             "X-Entente: 1\r\nContent-Type: application/json\r\n"
                             "Transfer-Encoding: chunked\r\n\r\n";
    const auto chunks = [&](std::size_t count) {
        std::string body;
        for (std::size_t i = 0; i < count; i++) body += "400\r\n" + std::string(1024, 'x') + "\r\n";
        return head + body + "0\r\n\r\n";
    };
    CHECK(first_status(server.port(), chunks(16)) == 400);
    CHECK(first_status(server.port(), chunks(17)) == 413);
    CHECK(first_status(server.port(), head + "zz\r\n") == 400);
    CHECK(first_status(server.port(), head + "1;" + std::string(9000, 'x')) == 400);
}

TEST_CASE("limits: nesting of 32 is read, deeper JSON is refused") {
    const TestServer server;
    const auto status_at = [&](std::size_t depth) {
        const std::string body = std::string(depth, '[') + std::string(depth, ']');
        return server
            .ask(
                {.method = "POST",
                 .path = "/api/v1/session",
                 .type = "application/json",
                 .body = body}
            )
            .body;
    };
    CHECK(status_at(32).find("nesting_must_be_shallow") == std::string::npos);
    CHECK(status_at(33).find("nesting_must_be_shallow") != std::string::npos);
}

TEST_CASE("limits: a compressed request is not unpacked") {
    const TestServer server;
    const WireAnswer answer = server.ask(
        {.method = "POST",
         .path = "/api/v1/session",
         .type = "application/json",
         .body = "{}",
         .fields = {{"Content-Encoding", "gzip"}}}
    );
    CHECK(answer.status == 415);
}

TEST_CASE("limits: an address has its connections and not one more") {
    const TestServer server([](server::Config& config, server::RunningOptions&) {
        config.server.limits.connections_per_address_max = 5;
    });
    std::vector<Wire> wires;
    for (int i = 0; i < 5; i++) {
        wires.emplace_back(server.port());
        wires.back().send(bytes_of({.path = "/healthz"}, server.port(), true));
        REQUIRE(wires.back().answer().status == 200);
    }
    {
        Wire sixth(server.port());
        CHECK(sixth.answer().status == 503);
        CHECK(sixth.closes());
    }
    wires.pop_back();
    // The place is free once the server has seen that the client left.
    bool taken = false;
    for (int i = 0; i < 1000 && !taken; i++) {
        Wire again(server.port());
        again.send(bytes_of({.path = "/healthz"}, server.port()));
        taken = again.answer().status == 200;
    }
    CHECK(taken);
}

TEST_CASE("limits: all addresses together have their connections and not one more") {
    const TestServer server([](server::Config& config, server::RunningOptions&) {
        config.server.limits.connections_max = 3;
    });
    std::vector<Wire> wires;
    for (int i = 0; i < 3; i++) {
        wires.emplace_back(server.port());
        wires.back().send(bytes_of({.path = "/healthz"}, server.port(), true));
        REQUIRE(wires.back().answer().status == 200);
    }
    Wire fourth(server.port());
    CHECK(fourth.answer().status == 503);
}

TEST_CASE("limits: behind a proxy the forwarded address is the one that counts") {
    const TestServer server([](server::Config& config, server::RunningOptions& options) {
        config.server.behind_proxy = true;
        options.rates.address = {.burst = 1, .refill_ms = 3'600'000};
    });
    const auto status_from = [&](const std::string& forwarded) {
        return server
            .ask(
                {.method = "POST",
                 .path = "/api/v1/session",
                 .type = "application/json",
                 .body = R"({"email":"a@b.example","password":"wrong wrong wrong"})",
                 .fields = {{"X-Forwarded-For", forwarded}}}
            )
            .status;
    };
    CHECK(status_from("203.0.113.1") == 401);
    CHECK(status_from("203.0.113.1") == 429);
    CHECK(status_from("203.0.113.2") == 401);
    CHECK(status_from("203.0.113.9, 203.0.113.2") == 429);  // What stands before may be invented.
    CHECK(status_from("2001:db8:0:0::7") == 401);
    CHECK(status_from("2001:DB8::7") == 429);  // The same address.
    CHECK(status_from("no address") == 401);   // The proxy's own then counts,
    CHECK(status_from("none either") == 429);  // once for all of them.
    CHECK(status_from("") == 429);
}

TEST_CASE("slow clients: a head that drips is answered with 408 while others are served") {
    const TestServer server([](server::Config& config, server::RunningOptions&) {
        config.server.limits.head_deadline = 300ms;
        config.server.limits.tick = 20ms;
    });
    std::vector<Wire> drippers;
    for (int i = 0; i < 100; i++) {
        drippers.emplace_back(server.port());
        drippers.back().send("GET /healthz HT");
    }
    CHECK(server.ask({.path = "/healthz"}).status == 200);
    for (Wire& dripper : drippers) {
        CHECK(dripper.answer().status == 408);
        CHECK(dripper.closes());
    }
}

TEST_CASE("slow clients: a body under 1 KiB a second is answered with 408") {
    const TestServer server([](server::Config& config, server::RunningOptions&) {
        config.server.limits.head_deadline = 200ms;
        config.server.limits.tick = 20ms;
    });
    Wire wire(server.port());
    const std::string whole = sign_in_of(server.port(), 16 * 1024);
    wire.send(whole.substr(0, whole.size() - 16'300));
    CHECK(wire.answer().status == 408);
    CHECK(wire.closes());
}

TEST_CASE("slow clients: an idle connection is closed without a word") {
    const TestServer server([](server::Config& config, server::RunningOptions&) {
        config.server.limits.idle_deadline = 100ms;
        config.server.limits.tick = 20ms;
    });
    Wire silent(server.port());
    CHECK(silent.closes());
    Wire once(server.port());
    once.send(bytes_of({.path = "/healthz"}, server.port(), true));
    CHECK(once.answer().status == 200);
    CHECK(once.closes());
}

TEST_CASE("slow clients: an answer that nobody takes is given up") {
    TestServer server([](server::Config& config, server::RunningOptions&) {
        config.server.limits.write_stall = 200ms;
        config.server.limits.tick = 20ms;
        std::ofstream(config.site + "/big.js") << std::string(4U << 20U, 'x');
    });
    // Far more than the buffers between two sockets hold, asked for again and again.
    const std::string request = bytes_of({.path = "/big.js"}, server.port(), true);
    Wire wire(server.port());
    std::string many;
    for (int i = 0; i < 64; i++) many += request;
    wire.send(many);
    CHECK(server.ask({.path = "/healthz"}).status == 200);
    // Given up: what was in the buffers comes, then the end, long before the 256 MiB asked for.
    while (server.running().connections() > 0) std::this_thread::yield();
    CHECK(wire.rest().size() < (64U << 20U));
}

TEST_CASE("smuggling: a second request hidden in the first is never answered") {
    const TestServer server;
    const std::string hidden = "GET /healthz HTTP/1.1\r\n" + host(server.port()) + "\r\n";
    const std::string start = "POST /api/v1/session HTTP/1.1\r\n" + host(server.port()) +
                              "X-Entente: 1\r\nContent-Type: application/json\r\n";
    const std::string probes[] = {
        start + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden,
        start + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n" +
            hidden,
        start + "Transfer-Encoding:\tchunked , identity\r\n\r\n0\r\n\r\n" + hidden,
        start + "Content-Length: 0\r\nContent-Length: 44\r\n\r\n" + hidden,
        start + "Content-Length : 44\r\n\r\n" + hidden,
        start + "X: 1\n Content-Length: 44\r\n\r\n" + hidden,
        start + "Content-Length: 0\r\n\tX: y\r\n\r\n" + hidden,
        "GET /healthz HTTP/1.1\r\n" + host(server.port()) + "Content-Length: 44\r\n\r\n" + hidden,
    };
    for (const std::string& probe : probes) {
        INFO(probe);
        Wire wire(server.port());
        wire.send(probe);
        CHECK(wire.answer().status == 400);
        CHECK(wire.rest().empty());
    }
}

TEST_CASE("connections: requests that come together are answered in order") {
    const TestServer server;
    Wire wire(server.port());
    wire.send(
        bytes_of({.path = "/healthz"}, server.port(), true) +
        bytes_of({.path = "/api/v1/nothing"}, server.port(), true) +
        bytes_of({.path = "/healthz"}, server.port(), true)
    );
    CHECK(wire.answer().status == 200);
    CHECK(wire.answer().status == 404);
    CHECK(wire.answer().status == 200);
}

TEST_CASE("connections: HTTP/1.0 is answered and closed") {
    const TestServer server;
    Wire wire(server.port());
    wire.send("GET /healthz HTTP/1.0\r\n\r\n");
    CHECK(wire.answer().status == 200);
    CHECK(wire.closes());
}

TEST_CASE("connections: 100-continue is said once the head was accepted") {
    const TestServer server;
    Wire wire(server.port());
    const std::string request = bytes_of(
        {.method = "POST",
         .path = "/api/v1/session",
         .type = "application/json",
         .body = "{}",
         .fields = {{"Expect", "100-continue"}}},
        server.port()
    );
    wire.send(request.substr(0, request.size() - 2));
    CHECK(wire.answer().status == 100);
    wire.send("{}");
    CHECK(wire.answer().status == 401);
}

TEST_CASE("stopping: what is idle is closed, and nobody new is taken") {
    TestServer server;
    Wire idle(server.port());
    idle.send(bytes_of({.path = "/healthz"}, server.port(), true));
    REQUIRE(idle.answer().status == 200);
    server.stop();
    CHECK(idle.closes());
    const Wire late(server.port());
    CHECK_FALSE(late.connected());
}
