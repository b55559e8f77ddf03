#include "core/base/format/cbor.h"
#include "core/base/format/json.h"
#include "core/domain/commands/administration.h"
#include "core/sync/who.h"
#include "server-stub/session/credentials.h"
#include "server-stub/session/signed_in.h"
#include "tests/server/support/pushing.h"
#include "tests/server/support/test_server.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>

using namespace entente;
using namespace entente::test;

namespace {

const std::string email = "seller@alder.example";

Ask sign_in(const std::string& address, const std::string& password) {
    return {
        .method = "POST",
        .path = "/api/v1/session",
        .type = "application/json",
        .body = "{\"email\":\"" + address + "\",\"password\":\"" + password + "\"}"};
}

// The token in an answer's cookie, or an empty text.
std::string token_in(const WireAnswer& answer) {
    for (const std::string& cookie : answer.cookies) {
        if (cookie.rfind("sid=", 0) == 0) return cookie.substr(4, cookie.find(';') - 4);
    }
    return {};
}

bool has_code(const WireAnswer& answer, const std::string& code) {
    return answer.body.find("\"code\":\"" + code + "\"") != std::string::npos;
}

Ask look_at(const std::string& token, PersonId person, const std::string& reason) {
    return {
        .method = "POST",
        .path = "/api/v1/preview",
        .token = token,
        .type = "application/json",
        .body =
            "{\"person\":\"" + text_from_id(person.bytes) + "\",\"reason\":\"" + reason + "\"}"};
}

void disable(Store& store, PersonId person) {
    const Outcome disabled =
        store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            Record record = writer.record({.kind = Kind::person, .id = person.bytes})->record;
            body_of<Person>(record).disabled = true;
            record.version++;
            writer.put(record);
            return Done{};
        });
    REQUIRE(disabled.ok());
}

Who who_in(const WireAnswer& answer) {
    const auto who = from_json<Who>(answer.body);
    INFO(answer.body);
    REQUIRE(who.ok());
    return who.value();
}

}  // namespace

TEST_CASE("session: signing in tells who one is and sets a cookie scripts cannot read") {
    TestServer server;
    server.give_password(email, server.world().alder.seller);
    const WireAnswer answer = server.ask(sign_in("Seller@Alder.example", world_password));
    REQUIRE(answer.status == 200);
    REQUIRE(answer.cookies.size() == 1);
    CHECK(
        answer.cookies[0].find("; Path=/; HttpOnly; SameSite=Lax; Max-Age=") != std::string::npos
    );
    CHECK(token_in(answer).size() == 43);
    const Who who = who_in(answer);
    CHECK(who.person == server.world().alder.seller);
    CHECK(who.partner == server.world().alder.id);
    CHECK(who.partner_name == "alder");
    CHECK(who.audience == Audience::seller);
    CHECK_FALSE(who.preview);
    CHECK(who.actor().permissions.holds(Permission::register_deal));
    CHECK(server.ask({.path = "/api/v1/session", .token = token_in(answer)}).body == answer.body);
}

TEST_CASE("session: who one is says what the partner's certificates open today") {
    TestServer server;
    const SmallPartner& alder = server.world().alder;
    const std::string token = server.token_of(alder.seller);
    const Ask ask{.path = "/api/v1/session", .token = token};
    const Who before = who_in(server.ask(ask));
    CHECK(before.actor().permissions.holds(Permission::enter_portal));
    const Outcome expired =
        server.store().write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            Record record =
                writer.record({.kind = Kind::certificate, .id = alder.certificate})->record;
            body_of<Certificate>(record).expires_on = Date{};
            record.version++;
            writer.put(record);
            return Done{};
        });
    REQUIRE(expired.ok());
    const Who after = who_in(server.ask(ask));
    CHECK_FALSE(after.actor().permissions.holds(Permission::register_deal));
    CHECK(after.actor().permissions.holds(Permission::take_courses));
    CHECK(after.audience == Audience::member);
}

TEST_CASE("session: who accepts CBOR first is told in CBOR who is signed in") {
    TestServer server;
    server.give_password(email, server.world().alder.seller);
    const WireAnswer answer = server.ask(sign_in(email, world_password));
    const WireAnswer in_cbor = server.ask(
        {.path = "/api/v1/session",
         .token = token_in(answer),
         .fields = {{"Accept", "application/cbor, application/problem+json"}}}
    );
    REQUIRE(in_cbor.status == 200);
    CHECK(in_cbor.field("content-type") == "application/cbor");
    const auto who = from_cbor<Who>(bytes_from_text(in_cbor.body));
    REQUIRE(who.ok());
    CHECK(cbor_from(who.value()) == cbor_from(who_in(answer)));
}

TEST_CASE("session: behind TLS the cookie is bound to the host, and HSTS is sent") {
    TestServer server([](server::Config& config, server::RunningOptions&) {
        config.origin = "https://portal.example";
        config.server.secure = true;
    });
    server.give_password(email, server.world().alder.seller);
    Ask ask = sign_in(email, world_password);
    CHECK(has_code(server.ask(ask), "request_must_come_from_this_site"));
    Wire wire(server.port());
    std::string bytes = bytes_of(ask, server.port());
    const std::string host = "localhost:" + std::to_string(server.port());
    bytes.replace(bytes.find(host), host.size(), "portal.example");
    wire.send(bytes);
    const WireAnswer answer = wire.answer();
    REQUIRE(answer.status == 200);
    CHECK(answer.cookies[0].rfind("__Host-sid=", 0) == 0);
    CHECK(answer.cookies[0].find("; Secure") != std::string::npos);
    CHECK(answer.field("strict-transport-security").find("max-age=") == 0);
}

TEST_CASE("session: a wrong password and an unknown person answer with the same bytes") {
    TestServer server;
    server.give_password(email, server.world().alder.seller);
    const WireAnswer wrong = server.ask(sign_in(email, "correct horse batterz"));
    const WireAnswer unknown = server.ask(sign_in("nobody@alder.example", "correct horse batterz"));
    CHECK(wrong.status == 401);
    CHECK(wrong.body == unknown.body);
    CHECK(wrong.cookies.empty());
    CHECK(has_code(wrong, "email_and_password_must_match"));
}

TEST_CASE("session: an unknown person costs the same work as a known one") {
    TestServer server([](server::Config&, server::RunningOptions& options) {
        options.hash_cost = {.passes = 3, .memory_bytes = 16 * 1024 * 1024};
        options.rates.account = {.burst = 1'000, .refill_ms = 1};
        options.rates.address = {.burst = 1'000, .refill_ms = 1};
    });
    server::Passwords passwords({.passes = 3, .memory_bytes = 16 * 1024 * 1024});
    const Credential credential{
        .email = email,
        .person = server.world().alder.seller,
        .password_hash = passwords.hash(world_password),
        .must_change = false};
    REQUIRE(server.store()
                .write(
                    Access::of_authority(),
                    [&](StoreWriter& writer) -> Outcome {
                        writer.put_credential(credential);
                        return Done{};
                    }
                )
                .ok());
    // The fastest of several: what else the machine does only makes one slower.
    const auto fastest = [&](const std::string& address) {
        auto best = std::chrono::nanoseconds::max();
        for (int i = 0; i < 7; i++) {
            const auto start = std::chrono::steady_clock::now();
            server.ask(sign_in(address, "correct horse batterz"));
            best =
                std::min(best, std::chrono::nanoseconds(std::chrono::steady_clock::now() - start));
        }
        return static_cast<double>(best.count());
    };
    const double known = fastest(email);
    const double unknown = fastest("nobody@alder.example");
    CHECK(unknown > known * 0.6);
    CHECK(known > unknown * 0.6);
}

TEST_CASE("session: too many tries wait, for an account and for an address") {
    TestServer server([](server::Config&, server::RunningOptions& options) {
        options.rates.account = {.burst = 3, .refill_ms = 60'000};
        options.rates.address = {.burst = 5, .refill_ms = 60'000};
    });
    server.give_password(email, server.world().alder.seller);
    for (int i = 0; i < 3; i++)
        CHECK(server.ask(sign_in(email, "wrong wrong wrong")).status == 401);
    const WireAnswer fourth = server.ask(sign_in(email, world_password));
    CHECK(fourth.status == 429);
    CHECK(fourth.field("retry-after") == "60");
    CHECK(has_code(fourth, "requests_must_be_fewer"));
    CHECK(server.ask(sign_in("other@alder.example", "wrong wrong wrong")).status == 401);
    CHECK(server.ask(sign_in("third@alder.example", "wrong wrong wrong")).status == 429);
}

TEST_CASE("session: what did not come from our own page changes nothing") {
    TestServer server;
    server.give_password(email, server.world().alder.seller);
    struct Row {
        const char* why;
        bool our_header;
        std::vector<std::pair<std::string, std::string>> fields;
        std::string type;
        int status;
    };
    const std::string own = "http://localhost:" + std::to_string(server.port());
    const std::string json = "application/json";
    const Row rows[] = {
        {"our page", true, {{"Origin", own}}, json, 200},
        {"a charset", true, {}, "application/json; charset=utf-8", 200},
        {"no header of ours", false, {}, json, 403},
        {"another site", true, {{"Origin", "https://evil.example"}}, json, 403},
        {"our name with another port", true, {{"Origin", "http://localhost:1"}}, json, 403},
        {"no origin at all", true, {{"Origin", "null"}}, json, 403},
        {"fetched across sites",
         false,
         {{"X-Entente", "1"}, {"Sec-Fetch-Site", "cross-site"}},
         json,
         403},
        {"fetched from a sister site",
         false,
         {{"X-Entente", "1"}, {"Sec-Fetch-Site", "same-site"}},
         json,
         403},
        {"a form", true, {}, "application/x-www-form-urlencoded", 415},
        {"plain text", true, {}, "text/plain", 415},
        {"no type", true, {}, "", 415},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        Ask ask = sign_in(email, world_password);
        ask.our_page = row.our_header;
        ask.fields = row.fields;
        ask.type = row.type;
        const WireAnswer answer = server.ask(ask);
        CHECK(answer.status == row.status);
        CHECK(token_in(answer).empty() == (row.status != 200));
    }
}

TEST_CASE("session: a name that was made to point at us is refused") {
    TestServer server;
    Ask ask = sign_in(email, world_password);
    std::string bytes = bytes_of(ask, server.port());
    const std::string host = "localhost:" + std::to_string(server.port());
    bytes.replace(bytes.find(host), host.size(), "evil.example:80");
    Wire wire(server.port());
    wire.send(bytes);
    CHECK(has_code(wire.answer(), "request_must_come_from_this_site"));
}

TEST_CASE("session: signing in again ends the session before, signing out ends this one") {
    TestServer server;
    server.give_password(email, server.world().alder.seller);
    const std::string first = token_in(server.ask(sign_in(email, world_password)));
    Ask again = sign_in(email, world_password);
    again.token = first;
    const std::string second = token_in(server.ask(again));
    CHECK(first != second);
    const auto status_with = [&](const std::string& token) {
        return server.ask({.path = "/api/v1/session", .token = token}).status;
    };
    CHECK(status_with(first) == 401);
    CHECK(status_with(second) == 200);
    const WireAnswer out =
        server.ask({.method = "DELETE", .path = "/api/v1/session", .token = second});
    CHECK(out.status == 204);
    CHECK(out.cookies[0].find("Max-Age=0") != std::string::npos);
    CHECK(status_with(second) == 401);
    CHECK(status_with("") == 401);
    CHECK(status_with(std::string(5'000, 'x')) == 401);
}

TEST_CASE("session: a new password ends every session of the old one, and nobody else's") {
    TestServer server;
    server.give_password(email, server.world().alder.seller);
    const std::string own = token_in(server.ask(sign_in(email, world_password)));
    const std::string stolen = server.token_of(server.world().alder.seller);
    const std::string colleague = server.token_of(server.world().alder.admin);
    server::Passwords passwords(quick_options().hash_cost);
    const std::string fresh = "another horse battery";
    REQUIRE(server::set_password(server.store(), passwords, "Seller@Alder.example", fresh).ok());
    const auto status_with = [&](const std::string& token) {
        return server.ask({.path = "/api/v1/session", .token = token}).status;
    };
    CHECK(status_with(own) == 401);
    CHECK(status_with(stolen) == 401);
    CHECK(status_with(colleague) == 200);
    CHECK(server.ask(sign_in(email, world_password)).status == 401);
    CHECK(server.ask(sign_in(email, fresh)).status == 200);
}

TEST_CASE("session: who was invited signs in once they have a password") {
    TestServer server;
    const PersonId invited = test_id<PersonId>(77);
    const std::string address = "lena.vogt@alder.example";
    Device device(
        server.port(), server.token_of(server.world().alder.admin), test_id<ClientId>(78)
    );
    const auto answer = device.push({device.next(InvitePerson{
        .person = invited,
        .partner = server.world().alder.id,
        .name = "Lena Vogt",
        .email = address,
        .role = "seller",
        .locale = "de",
        .time_zone = "Europe/Berlin"})});
    REQUIRE(answer.has_value());
    REQUIRE(answer->results.size() == 1);
    CHECK(answer->results[0].accepted());
    CHECK(server.ask(sign_in(address, world_password)).status == 401);
    server::Passwords passwords(quick_options().hash_cost);
    REQUIRE(
        server::set_password(server.store(), passwords, "Lena.Vogt@ALDER.example", world_password)
            .ok()
    );
    const WireAnswer in = server.ask(sign_in(address, world_password));
    CHECK(in.status == 200);
    CHECK(in.body.find("\"name\":\"Lena Vogt\"") != std::string::npos);
    CHECK(in.body.find("\"role\":\"seller\"") != std::string::npos);
}

TEST_CASE("session: a disabled account is told so, and signs in nowhere anew") {
    TestServer server;
    const PersonId seller = server.world().alder.seller;
    server.give_password(email, seller);
    const std::string token = server.token_of(seller);
    disable(server.store(), seller);
    const WireAnswer known = server.ask({.path = "/api/v1/session", .token = token});
    CHECK(known.status == 403);
    CHECK(has_code(known, "account_must_be_enabled"));
    Ask again = sign_in(email, world_password);
    again.token = token;
    const WireAnswer anew = server.ask(again);
    CHECK(anew.status == 403);
    CHECK(has_code(anew, "account_must_be_enabled"));
    CHECK(anew.cookies.empty());
    // Whoever does not know the password learns nothing about the account.
    CHECK(server.ask(sign_in(email, "correct horse batterz")).status == 401);
    // The session that was there is left for the device that may have something to hand over.
    server.store().read(Access::of_authority(), [&](StoreReader& reader) {
        const auto sessions = reader.sessions_of(seller);
        REQUIRE(sessions.size() == 1);
        CHECK(sessions[0].token_hash == server::hash_of_token(token));
    });
}

TEST_CASE("preview: staff see as the partner sees, and may change nothing") {
    TestServer server;
    const SmallWorld& world = server.world();
    const std::string token = server.token_of(world.manager);
    CHECK(server.ask({.path = "/api/v1/session?preview=1", .token = token}).status == 403);
    const WireAnswer began = server.ask(look_at(token, world.alder.member, "a question by phone"));
    REQUIRE(began.status == 200);
    const Who who = who_in(began);
    CHECK(who.preview);
    CHECK(who.person == world.alder.member);
    CHECK(who.looking == world.manager);
    CHECK(who.audience == Audience::member);

    const auto deal = [&](DealId id, const std::string& as) {
        return server.ask({.path = "/api/v1/deals/" + text_from_id(id.bytes) + as, .token = token});
    };
    const std::string seen = "?preview=1";
    CHECK(deal(world.alder.members_deal, seen).status == 200);
    CHECK(deal(world.alder.members_deal, seen).body.find("only for staff") == std::string::npos);
    CHECK(deal(world.alder.deal, seen).status == 404);
    // What the same page asks as itself meanwhile is answered as ever.
    CHECK(deal(world.alder.deal, "").status == 200);
    CHECK(who_in(server.ask({.path = "/api/v1/session", .token = token})).person == world.manager);

    const WireAnswer push = server.ask(
        {.method = "POST",
         .path = "/api/v1/sync/push?preview=1",
         .token = token,
         .type = "application/cbor",
         .body = "x"}
    );
    CHECK(push.status == 403);
    Ask chained = look_at(token, world.alder.seller, "one more look");
    chained.path += seen;
    CHECK(has_code(server.ask(chained), "preview_must_be_read_only"));
    const WireAnswer ended =
        server.ask({.method = "DELETE", .path = "/api/v1/preview", .token = token});
    REQUIRE(ended.status == 200);
    CHECK(who_in(ended).person == world.manager);
    CHECK(deal(world.alder.members_deal, seen).status == 403);
}

TEST_CASE("preview: needs a right, a reason, and a partner within reach") {
    TestServer server;
    const SmallWorld& world = server.world();
    const std::string manager = server.token_of(world.manager);
    const auto code_of = [&](const std::string& token, PersonId person, const std::string& reason) {
        return server.ask(look_at(token, person, reason));
    };
    CHECK(has_code(
        code_of(server.token_of(world.alder.admin), world.alder.seller, "looking around"),
        "permission_must_be_held"
    ));
    CHECK(has_code(code_of(manager, world.alder.seller, "why"), "reason_must_be_given"));
    CHECK(has_code(
        code_of(manager, world.alder.seller, std::string(401, 'x')), "text_must_be_short_enough"
    ));
    const WireAnswer foreign = code_of(manager, world.birch.seller, "looking around");
    const WireAnswer absent = code_of(manager, test_id<PersonId>(200), "looking around");
    const WireAnswer colleague = code_of(manager, world.program_admin, "looking around");
    CHECK(foreign.status == 404);
    CHECK(foreign.body == absent.body);
    CHECK(foreign.body == colleague.body);
}

TEST_CASE("preview: the partner's administrator reads who looked and why") {
    TestServer server;
    const SmallWorld& world = server.world();
    REQUIRE(
        server
            .ask(look_at(server.token_of(world.manager), world.alder.seller, "a question by phone"))
            .status == 200
    );
    const auto audit = [&](PersonId person) {
        return server.ask({.path = "/api/v1/audit", .token = server.token_of(person)});
    };
    const WireAnswer own = audit(world.alder.admin);
    CHECK(own.status == 200);
    CHECK(own.body.find("a question by phone") != std::string::npos);
    CHECK(own.body.find(text_from_id(world.manager.bytes)) != std::string::npos);
    CHECK(audit(world.birch.admin).body.find("phone") == std::string::npos);
    CHECK(audit(world.program_admin).body.find("phone") != std::string::npos);
    CHECK(audit(world.alder.seller).status == 403);
}
