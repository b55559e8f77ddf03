#include "core/base/check.h"
#include "server-stub/app/running.h"
#include "tests/server/support/wire.h"

#include <catch2/catch_test_macros.hpp>
#include <thread>

using namespace entente;
using namespace entente::test;

namespace {

// A rule with a bug: it fails a check on one path.
class FailingHandler final : public server::RequestHandler {
public:
    std::optional<server::Answer> refuse(const server::Request&) override { return std::nullopt; }
    std::size_t body_bytes_max(const server::Request&) const override { return 0; }
    server::Reply handle(const server::Request& request) override {
        check(request.path != "/bug");
        server::Answer answer;
        answer.body = "fine";
        return {.now = std::move(answer), .later = {}};
    }
};

}  // namespace

TEST_CASE("server: a failed check costs one request its answer, and the server goes on") {
    server::throw_on_failed_checks();
    FailingHandler handler;
    server::Log log(server::LogLevel::quiet);
    server::HttpServer http({}, handler, log);
    REQUIRE(http.listen().empty());
    std::thread thread([&] { http.run(false); });
    Wire wire(http.port());
    wire.send(bytes_of({.path = "/bug"}, http.port(), true));
    const WireAnswer failed = wire.answer();
    CHECK(failed.status == 500);
    CHECK(failed.body.find("server_must_not_fail") != std::string::npos);
    wire.send(bytes_of({.path = "/"}, http.port(), true));
    CHECK(wire.answer().body == "fine");
    http.stop();
    thread.join();
}
