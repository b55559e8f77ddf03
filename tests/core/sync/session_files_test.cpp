// What stands in a device's files when its disk is full, fails, or comes back later.
#include "core/base/format/cbor.h"
#include "core/sync/session.h"
#include "tests/support/sync_host.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::support;

static const Cast cast;

static SubmitDeal submit(std::uint8_t deal, int customer) {
    return {{id_number(deal)}, form_for(customer, 400'000'00, "n")};
}

static bool shows(const SyncHost& host, std::uint8_t deal) {
    return host.session->view().find({Kind::deal, id_number(deal)}) != nullptr;
}

static bool shows_partner(const SyncHost& host) {
    return host.session->view().find({Kind::partner, cast.slalom.bytes}) != nullptr;
}

static CommitOutcome refuse_writing() {
    return CommitOutcome::io_error;
}

TEST_CASE("files: a pull is never stored behind a base that is not") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.storage.bytes_max = 0;
    host.open();
    host.wait(1'000);  // Refused again, with the first pull waiting behind it.
    host.storage.bytes_max = SIZE_MAX;
    host.wait(40'000);
    REQUIRE(host.act(submit(40, 1)).accepted);
    host.close();
    host.open();
    CHECK(host.session->damage().empty());
    CHECK(shows_partner(host));
    CHECK(shows(host, 40));
}

TEST_CASE("files: a base that does not begin with everything is fetched again") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    REQUIRE(host.act(submit(40, 1)).accepted);
    host.close();
    // The first page is gone, and the second looks like a first one.
    Files& files = host.storage.files();
    const auto first = files.lower_bound("d.");
    const auto second = std::next(first);
    REQUIRE(second->first.substr(0, 2) == "d.");
    const auto page = read_segment(second->second, SegmentKind::applied_pull);
    REQUIRE(page.ok());
    SegmentHeader header = page.value().header;
    header.previous = Bytes(hash_bytes, 0);
    SegmentWriter writer(header);
    writer.add(page.value().records[0]);
    Bytes alone = writer.finish();
    files.erase(first, files.lower_bound("e"));
    files[file_name('d', header.number, 16)] = std::move(alone);
    host.open();
    CHECK(host.session->damage() == std::vector<std::string>{"base"});
    CHECK(shows_partner(host));
    CHECK(shows(host, 40));
}

TEST_CASE("files: rows that the disk refused are there offline from before, and again later") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    SyncHost other(server, cast.seller);
    host.open();
    other.open();
    REQUIRE(other.act(submit(40, 1)).accepted);
    host.storage.trouble = refuse_writing;
    host.tell(input::SyncNow{});
    REQUIRE(shows(host, 40));
    host.storage.trouble = nullptr;
    bool newest = false;
    SECTION("closed before the disk is tried again") {}
    SECTION("closed after it") {
        host.wait(11 * 60'000);
        newest = true;
    }
    host.close();
    host.online = false;
    host.open();
    CHECK(host.session->damage().empty());
    CHECK(shows_partner(host));
    CHECK(shows(host, 40) == newest);
}

TEST_CASE("files: work is saved while there is no room to write old files anew") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.online = false;
    for (int i = 0; i < 62; i++) {
        const KeepDraft draft{{id_number(40)}, form_for(1, 100 + i, std::to_string(i))};
        REQUIRE(host.act(draft).accepted);
    }
    std::size_t bytes = 8'000;
    for (const auto& [name, content] : host.files()) bytes += content.size();
    host.storage.bytes_max = bytes;
    for (int i = 0; i < 4; i++) {
        const KeepDraft draft{{id_number(40)}, form_for(1, 900 + i, std::to_string(i))};
        const Effects effects = host.act(draft);
        REQUIRE(effects.accepted);
        CHECK(host.session->saved(*effects.accepted));
    }
    CHECK(host.session->pill().state == PillState::offline);
    host.storage.bytes_max = SIZE_MAX;
    host.wait(11 * 60'000);
    CHECK(host.storage.present(file_name('O', 2, 8)));
    host.close();
    host.storage.crash(0);
    host.open();
    CHECK(host.session->pending().size() == 66);
}

TEST_CASE("files: after a restart offline the server's time is still known") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.close();
    host.online = false;
    host.open();
    CHECK(host.session->pill().synced_at == first_moment);
    REQUIRE(host.act(submit(40, 1)).accepted);
    CHECK(host.session->outbox().entries().back().pushed.seen.size() == token_bytes);
}

TEST_CASE("files: a page left open neither sends nor shows under somebody else's sign-in") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.online = false;
    host.open();
    REQUIRE(host.act(KeepDraft{{id_number(40)}, form_for(1, 100, "n")}).accepted);
    host.online = true;
    host.person = cast.rival;
    host.tell(input::SyncNow{});
    CHECK_FALSE(server.record({Kind::deal, id_number(40)}));
    CHECK(host.session->base().rows().all().empty());
    CHECK(host.session->pill().state == PillState::signed_out);
    CHECK(host.session->pending().size() == 1);
    host.person = cast.seller;
    host.tell(input::SyncNow{});
    CHECK(server.record({Kind::deal, id_number(40)}));
    CHECK(host.session->pending().empty());
}

TEST_CASE("files: a commit from before a new identity does not vouch for what came after") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    REQUIRE(host.act(submit(40, 1)).accepted);
    SyncHost twin(server, cast.seller);  // The same profile on another machine.
    twin.storage.files() = host.files();
    twin.open();
    REQUIRE(twin.act(submit(41, 2)).accepted);
    host.online = false;
    REQUIRE(host.act(submit(42, 3)).accepted == 2);

    Session& session = *host.session;
    const Effects online = session.step({host.now, input::Online{}});
    REQUIRE(online.sends.size() == 1);
    const SyncAnswer said =
        server.service.push({cast.seller, false}, online.sends[0].body, host.now);
    REQUIRE(said.status == 409);
    const Effects old = session.step({host.now, input::Act{submit(43, 4), {}}});
    REQUIRE(old.accepted == 3);
    REQUIRE(old.commits.size() == 1);
    const input::Answered answer{
        online.sends[0].request, said.status, std::string(said.content_type), said.body, 0};
    session.step({host.now, answer});
    REQUIRE(session.step({host.now, input::Act{submit(44, 5), {}}}).accepted == 3);
    session.step({host.now, input::Committed{old.commits[0].ticket, CommitOutcome::ok}});
    CHECK_FALSE(session.saved(3));
}

// The newest outbox file in which a new identity begins.
static std::string file_of_client(const SyncHost& host) {
    std::string newest;
    for (const auto& [name, bytes] : host.files()) {
        if (name[0] != 'o') continue;
        const auto segment = read_segment(bytes, SegmentKind::outbox);
        REQUIRE(segment.ok());
        for (const ByteView line : segment.value().records) {
            if (from_cbor<LogRecord>(line).value().type == LogType::client) newest = name;
        }
    }
    return newest;
}

TEST_CASE("files: when the file of a new identity is lost, what came after it is not") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    for (std::uint8_t deal = 40; deal < 43; deal++) REQUIRE(host.act(submit(deal, deal)).accepted);
    SyncHost twin(server, cast.seller);
    twin.storage.files() = host.files();
    twin.open();
    REQUIRE(twin.act(submit(43, 3)).accepted);
    REQUIRE(host.act(submit(44, 4)).accepted);  // Forked: it travels under a new identity.
    REQUIRE(server.record({Kind::deal, id_number(44)}));
    host.online = false;
    REQUIRE(host.act(submit(45, 5)).accepted);
    host.close();
    const std::string lost = file_of_client(host);
    REQUIRE(lost != file_name('o', 1, 16));
    host.storage.files().erase(lost);
    host.online = true;
    host.open();
    CHECK(server.record({Kind::deal, id_number(45)}));
    CHECK(host.session->pending().empty());
    CHECK(host.session->attention().empty());
}

TEST_CASE("files: behind a lost command the others still travel") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.online = false;
    for (std::uint8_t deal = 40; deal < 43; deal++) REQUIRE(host.act(submit(deal, deal)).accepted);
    host.close();
    host.storage.files().erase(file_name('o', 4, 16));  // Before them: client and epoch.
    host.online = true;
    host.open();
    host.wait(120'000);
    CHECK(server.record({Kind::deal, id_number(40)}));
    CHECK_FALSE(server.record({Kind::deal, id_number(41)}));
    CHECK(server.record({Kind::deal, id_number(42)}));
    CHECK(host.session->pending().empty());
}
