#include "core/domain/certificate.h"
#include "core/domain/records/kind_rule.h"
#include "tests/server/support/test_server.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>

using namespace entente;
using namespace entente::server;
using namespace entente::test;

namespace {

WireAnswer credential(TestServer& server, PersonId person, const IdBytes& certificate) {
    return server.ask(
        {.path = "/api/v1/credentials/" + text_from_id(certificate),
         .token = server.token_of(person)}
    );
}

}  // namespace

TEST_CASE("proof routes: a badge is its holder's, for nobody else at the partner or the vendor") {
    TestServer server;
    const SmallWorld& world = server.world();
    const IdBytes& own = world.alder.certificate;
    const WireAnswer given = credential(server, world.alder.seller, own);
    CHECK(given.status == 200);
    CHECK(given.field("content-type") == "application/jwt");
    CHECK(given.field("cache-control") == "no-store");
    CHECK(std::count(given.body.begin(), given.body.end(), '.') == 2);
    for (const PersonId other :
         {world.alder.admin,
          world.alder.member,
          world.birch.seller,
          world.manager,
          world.program_admin}) {
        CHECK(credential(server, other, own).status == 404);
    }
    CHECK(server.ask({.path = "/api/v1/credentials/" + text_from_id(own)}).status == 401);
}

TEST_CASE("proof routes: the key stays the same, beside the database and for its owner alone") {
    namespace fs = std::filesystem;
    TestServer server;
    const std::string path = server.folder().path("entente.db.badge-key");
    REQUIRE(fs::file_size(path) == 32);
    CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    const WireAnswer keys = server.ask({.path = "/.well-known/jwks.json"});
    CHECK(keys.status == 200);
    CHECK(keys.field("access-control-allow-origin") == "*");
    CHECK(keys.body.find("\"d\"") == std::string::npos);
}

TEST_CASE("proof routes: the calendar holds one's own days, and is one without any") {
    TestServer server;
    const SmallWorld& world = server.world();
    const auto calendar = [&server](PersonId person) {
        const WireAnswer answer =
            server.ask({.path = "/api/v1/calendar.ics", .token = server.token_of(person)});
        CHECK(answer.status == 200);
        CHECK(answer.field("content-type") == "text/calendar; charset=utf-8");
        return answer.body;
    };
    const std::string uid = "UID:certificate-" + text_from_id(world.alder.certificate);
    CHECK(calendar(world.alder.seller).find(uid) != std::string::npos);
    CHECK(calendar(world.alder.member).find(uid) == std::string::npos);
    CHECK(calendar(world.manager).find("BEGIN:VTIMEZONE") != std::string::npos);
}
