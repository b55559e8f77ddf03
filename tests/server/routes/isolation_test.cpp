// Generated from the route table: a route that is added is asked here by every role at once.
#include "server-stub/grants.h"
#include "server-stub/routes/route.h"
#include "tests/server/support/test_server.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::server;
using namespace entente::test;

namespace {

struct Somebody {
    const char* name;
    PersonId person;  // Not given: nobody is signed in.
    std::string role;
    DealId own;
    IdBytes certificate{};  // Their own; most have none.
};

std::vector<Somebody> everybody(const SmallWorld& world) {
    return {
        {"nobody", {}, "", world.alder.deal},
        {"seller of alder",
         world.alder.seller,
         "seller",
         world.alder.deal,
         world.alder.certificate},
        {"admin of alder", world.alder.admin, "admin", world.alder.deal},
        {"member of alder", world.alder.member, "member", world.alder.members_deal},
        {"manager of alder", world.manager, "channel_manager", world.alder.deal},
        {"program administrator", world.program_admin, "program_admin", world.alder.deal},
    };
}

// What somebody may ask the route for by its id; empty where they have nothing of the kind.
std::string own_id(TestServer& server, const Route& route, const Somebody& somebody) {
    if (route.path == "/api/v1/keys/:id") {
        const std::string set = server.ask({.path = "/.well-known/jwks.json"}).body;
        const std::string before = "/api/v1/keys/";
        const std::size_t at = set.find(before) + before.size();
        return set.substr(at, set.find('"', at) - at);
    }
    if (route.path == "/api/v1/credentials/:id") {
        return somebody.certificate == IdBytes{} ? "" : text_from_id(somebody.certificate);
    }
    return text_from_id(somebody.own.bytes);
}

std::string path_with(const Route& route, std::string_view id) {
    std::string path{route.path};
    const std::size_t colon = path.find(':');
    return colon == std::string::npos ? path : path.substr(0, colon) + std::string{id};
}

Ask ask_for(const Route& route, const std::string& token, std::string_view id) {
    Ask ask{
        .method = std::string{name_of(route.method)}, .path = path_with(route, id), .token = token};
    if (route.method == Method::post) {
        ask.type = std::string{route.body_type};
        ask.body = "{}";
    }
    return ask;
}

// An answer without what differs from request to request.
std::string comparable(const WireAnswer& answer) {
    return std::to_string(answer.status) + answer.field("content-type") + answer.field("etag") +
           answer.body;
}

// Streams stay open, and sessions end by being ended: asked on their own elsewhere.
bool asked_elsewhere(const Route& route) {
    return route.path == "/api/v1/sync/poke" || route.method == Method::del;
}

}  // namespace

TEST_CASE("isolation: every route refuses whoever its row does not name") {
    TestServer server;
    Permissions permissions;
    for (const Route& route : all_routes()) {
        if (asked_elsewhere(route)) continue;
        for (const Somebody& somebody : everybody(server.world())) {
            INFO(route.path << " as " << somebody.name);
            const bool signed_in = somebody.person.given();
            const std::string token = signed_in ? server.token_of(somebody.person) : "";
            const WireAnswer answer =
                server.ask(ask_for(route, token, text_from_id(somebody.own.bytes)));
            if (!route.needed.signed_in()) {
                CHECK(answer.status != 403);
                continue;
            }
            if (!signed_in) {
                CHECK(answer.status == 401);
                continue;
            }
            server.store().read(Access::of_authority(), [&](StoreReader& reader) {
                const auto rows = reader.live_after("program", std::nullopt, 1);
                const auto& program = body_of<Program>(rows.at(0).record);
                const auto person = reader.record({Kind::person, somebody.person.bytes});
                const auto& body = body_of<Person>(person->record);
                CHECK(body.role == somebody.role);
                const Moment now = person->record.created_at;
                permissions = actor_from(reader, somebody.person, body, program, now).permissions;
            });
            CHECK((answer.status == 403) == !route.needed.held_by(permissions));
        }
    }
}

TEST_CASE("isolation: for every role another's record answers with the bytes of no record") {
    TestServer server;
    const SmallWorld& world = server.world();
    const auto foreign_to = [&world](const Route& route) {
        const bool badges = route.path == "/api/v1/credentials/:id";
        return text_from_id(badges ? world.birch.certificate : world.birch.deal.bytes);
    };
    const std::string absent = text_from_id(test_id<DealId>(222).bytes);
    for (const Route& route : all_routes()) {
        if (route.path.find(':') == std::string_view::npos) continue;
        for (const Somebody& somebody : everybody(world)) {
            if (!somebody.person.given() || somebody.role == "program_admin") continue;
            INFO(route.path << " as " << somebody.name);
            const std::string token = server.token_of(somebody.person);
            const WireAnswer of_another = server.ask(ask_for(route, token, foreign_to(route)));
            const WireAnswer of_nobody = server.ask(ask_for(route, token, absent));
            const std::string id = own_id(server, route, somebody);
            if (!id.empty()) CHECK(server.ask(ask_for(route, token, id)).status == 200);
            CHECK(of_another.status == 404);
            CHECK(comparable(of_another) == comparable(of_nobody));
            CHECK(
                comparable(of_nobody) == comparable(server.ask(ask_for(route, token, "nonsense")))
            );
        }
    }
}

TEST_CASE("isolation: a member reads own deals only, and no partner reads internal notes") {
    TestServer server;
    const SmallWorld& world = server.world();
    const auto deal = [&](PersonId person, DealId id) {
        return server.ask(
            {.path = "/api/v1/deals/" + text_from_id(id.bytes), .token = server.token_of(person)}
        );
    };
    CHECK(deal(world.alder.member, world.alder.members_deal).status == 200);
    CHECK(deal(world.alder.member, world.alder.deal).status == 404);
    CHECK(deal(world.alder.seller, world.alder.members_deal).status == 200);
    const std::string note = "only for staff";
    CHECK(deal(world.alder.admin, world.alder.deal).body.find(note) == std::string::npos);
    CHECK(deal(world.manager, world.alder.deal).body.find(note) != std::string::npos);
}

TEST_CASE("isolation: what is not in the table does not exist") {
    TestServer server;
    const std::string token = server.token_of(server.world().program_admin);
    for (const char* path :
         {"/api",
          "/api/",
          "/api/v1",
          "/api/v1/deals",
          "/api/v1/deals/",
          "/api/v1/deals/a/b",
          "/api/v2/session",
          "/api/v1/session/"}) {
        INFO(path);
        CHECK(server.ask({.path = path, .token = token}).status == 404);
    }
    CHECK(server.ask({.method = "PUT", .path = "/api/v1/session", .token = token}).status == 405);
    CHECK(server.ask({.method = "DELETE", .path = "/api/v1/time", .token = token}).status == 405);
}
