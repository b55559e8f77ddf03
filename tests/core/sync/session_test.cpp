#include "core/sync/session.h"

#include "tests/support/sync_host.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::support;

static const Cast cast;

static DealId deal_number(std::uint8_t number) {
    return {id_number(number)};
}

static SubmitDeal submit(std::uint8_t deal, int customer, std::string notes = "n") {
    return {deal_number(deal), form_for(customer, 400'000'00, std::move(notes))};
}

static const Deal* deal_in(const SyncHost& host, std::uint8_t number) {
    const Record* record = host.session->view().find({Kind::deal, id_number(number)});
    return record == nullptr ? nullptr : &body_of<Deal>(*record);
}

TEST_CASE("session: what a person registers travels to the server and back") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    CHECK(host.session->pill().state == PillState::synced);
    CHECK(host.session->view().find({Kind::partner, cast.slalom.bytes}) != nullptr);

    const Effects effects = host.act(submit(40, 1));
    REQUIRE(effects.accepted == 1);
    CHECK(host.session->saved(1));
    const auto stored = server.record({Kind::deal, id_number(40)});
    REQUIRE(stored);
    CHECK_FALSE(body_of<Deal>(*stored).number.empty());
    REQUIRE(deal_in(host, 40) != nullptr);
    CHECK(deal_in(host, 40)->number == body_of<Deal>(*stored).number);
    CHECK(host.session->state_of({Kind::deal, id_number(40)}) == SyncState::confirmed);
    CHECK(host.session->pending().empty());
}

TEST_CASE("session: an act shows at once, and only a finished commit makes it saved") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    Session& session = *host.session;
    const Effects effects = session.step({host.now, input::Act{submit(40, 1), {}}});
    REQUIRE(effects.commits.size() == 1);
    CHECK(effects.commits[0].files.strict);
    CHECK(effects.sends.empty());
    CHECK(deal_in(host, 40) != nullptr);
    CHECK_FALSE(session.saved(1));
    CHECK(session.state_of({Kind::deal, id_number(40)}) == SyncState::waiting);

    const Effects after =
        session.step({host.now, input::Committed{effects.commits[0].ticket, CommitOutcome::ok}});
    CHECK(session.saved(1));
    REQUIRE(after.sends.size() == 1);
    CHECK(after.sends[0].route == push_route);
    CHECK(session.state_of({Kind::deal, id_number(40)}) == SyncState::sent);
}

TEST_CASE("session: a rule's refusal is said at once and nothing is kept of the act") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    SubmitDeal act = submit(40, 1);
    act.form.objective = "short";
    const Effects effects = host.act(act);
    REQUIRE(effects.refused);
    CHECK(effects.refused->code == ProblemCode::objective_must_have_50_characters);
    CHECK(effects.commits.empty());
    CHECK(host.session->outbox().entries().empty());
}

TEST_CASE("session: work done offline survives the page and goes up when the network is back") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.online = false;
    for (std::uint8_t i = 0; i < 5; i++)
        CHECK(host.act(submit(static_cast<std::uint8_t>(40 + i), i)).accepted);
    CHECK(host.session->pill().state == PillState::offline);
    CHECK(host.session->pill().waiting == 5);
    host.close();
    host.storage.crash(0);
    host.open();
    CHECK(host.session->pending().size() == 5);
    CHECK(deal_in(host, 44) != nullptr);
    host.online = true;
    host.tell(input::Online{});
    CHECK(host.session->pending().empty());
    for (std::uint8_t i = 0; i < 5; i++) {
        CHECK(server.record({Kind::deal, id_number(static_cast<std::uint8_t>(40 + i))}));
    }
}

TEST_CASE("session: a network that is back is tried at once, however often the old one failed") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.online = false;
    CHECK(host.act(submit(40, 1)).accepted);
    for (int minute = 0; minute < 20; minute++) host.wait(60'000);
    // The first attempt may still fail: the browser says so before the network is really there.
    const Effects effects = host.tell(input::Online{});
    CHECK(effects.sends.size() == 1);
    host.online = true;
    host.wait(1'000);
    CHECK(host.session->pending().empty());
}

TEST_CASE("session: an answer that is lost costs a repeat and nothing else") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    Effects effects = host.session->step({host.now, input::Act{submit(40, 1), {}}});
    effects = host.session->step(
        {host.now, input::Committed{effects.commits[0].ticket, CommitOutcome::ok}}
    );
    REQUIRE(effects.sends.size() == 1);
    server.service.push({cast.seller, false}, effects.sends[0].body, host.now);
    host.tell(input::Failed{effects.sends[0].request});
    const auto number = body_of<Deal>(*server.record({Kind::deal, id_number(40)})).number;
    host.wait(120'000);
    CHECK(host.session->pending().empty());
    const auto after = server.record({Kind::deal, id_number(40)});
    CHECK(after->version == 1);
    CHECK(body_of<Deal>(*after).number == number);
}

TEST_CASE("session: a refused act stands in Needs attention until the person deals with it") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    SyncHost other(server, cast.seller);
    host.open();
    other.open();
    REQUIRE(host.act(submit(40, 1)).accepted);
    other.tell(input::SyncNow{});
    host.online = false;
    REQUIRE(host.act(MoveStage{deal_number(40), Stage::prospect, Stage::qualified}).accepted);
    REQUIRE(other.act(WithdrawDeal{deal_number(40), "lost interest"}).accepted);
    host.online = true;
    host.tell(input::Online{});

    auto items = host.session->attention();
    REQUIRE(items.size() == 1);
    CHECK(host.session->pill().state == PillState::needs_attention);
    CHECK(host.session->state_of({Kind::deal, id_number(40)}) == SyncState::needs_attention);
    host.close();
    host.storage.crash(0);
    host.open();
    REQUIRE(host.session->attention().size() == 1);

    SECTION("take theirs") {
        host.tell(input::TakeTheirs{items[0].id});
    }
    SECTION("withdraw") {
        host.tell(input::Withdraw{items[0].id});
    }
    SECTION("edit and resend") {
        const Effects again = host.tell(input::EditAndResend{items[0].id, submit(41, 2)});
        REQUIRE(again.accepted);
        CHECK(server.record({Kind::deal, id_number(41)}));
    }
    CHECK(host.session->attention().empty());
    host.close();
    host.open();
    CHECK(host.session->attention().empty());
}

TEST_CASE("session: two devices that change a guarded field get a conflict with its name") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    SyncHost other(server, cast.seller);
    host.open();
    DealForm form = form_for(1, 100'00, "first");
    REQUIRE(host.act(KeepDraft{deal_number(40), form}).accepted);
    other.open();
    host.online = false;
    form.lines[0].amount.minor = 200'00;
    REQUIRE(host.act(KeepDraft{deal_number(40), form}).accepted);
    form.lines[0].amount.minor = 300'00;
    REQUIRE(other.act(KeepDraft{deal_number(40), form}).accepted);
    host.online = true;
    host.tell(input::Online{});
    const auto items = host.session->attention();
    REQUIRE(items.size() == 1);
    CHECK(items[0].verdict == Verdict::conflict);
    CHECK(items[0].problem.code == ProblemCode::field_must_not_have_changed_meanwhile);
    CHECK(items[0].problem.field == "lines");
    CHECK(deal_in(host, 40)->lines[0].amount.minor == 300'00);
}

TEST_CASE("session: a full disk gives up the rows first and says when work is not saved") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.online = false;
    host.storage.bytes_max = 0;
    REQUIRE(host.act(submit(40, 1)).accepted);
    CHECK_FALSE(host.session->saved(1));
    CHECK(host.session->pill().state == PillState::not_saved);
    host.storage.bytes_max = 1'000'000;
    host.wait(40'000);
    CHECK(host.session->saved(1));
    CHECK(host.session->pill().state != PillState::not_saved);
    for (const auto& [name, bytes] : host.files()) CHECK(name[0] != 'd');
}

TEST_CASE("session: a tab that lost the store writes nothing and says so") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.storage.take_over();
    const Files before = host.files();
    REQUIRE(host.act(submit(40, 1)).accepted);
    CHECK_FALSE(host.session->saved(1));
    CHECK(host.files() == before);
    CHECK(host.session->pill().state == PillState::not_saved);
    const Effects refused = host.act(submit(41, 2));
    REQUIRE(refused.refused);
    CHECK(refused.refused->code == ProblemCode::storage_must_not_be_taken_over);
}

TEST_CASE("session: a failed load is not an empty store") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.storage.load_fails = true;
    host.open();
    CHECK(host.session->pill().state == PillState::not_loaded);
    CHECK(host.act(submit(40, 1)).refused);
    CHECK(host.files().empty());
    CHECK(host.sent.empty());
}

TEST_CASE("session: a damaged base is fetched again, a damaged outbox file is kept aside") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.online = false;
    for (std::uint8_t i = 0; i < 3; i++) host.act(submit(static_cast<std::uint8_t>(40 + i), i));
    host.close();
    std::string outbox_file;
    for (auto& [name, bytes] : host.storage.files()) {
        if (name[0] == 'd') bytes[bytes.size() / 2] ^= 1;
        if (name[0] == 'o') outbox_file = name;
    }
    host.storage.files()[outbox_file][100] ^= 1;
    host.online = true;
    host.open();
    CHECK(host.session->damage().size() == 2);
    CHECK(host.storage.present("q." + outbox_file));
    CHECK_FALSE(host.storage.present(outbox_file));
    CHECK(host.session->view().find({Kind::partner, cast.slalom.bytes}) != nullptr);
    CHECK(server.record({Kind::deal, id_number(40)}));
    CHECK(server.record({Kind::deal, id_number(41)}));
    CHECK_FALSE(server.record({Kind::deal, id_number(42)}));
    host.close();
    host.open();
    CHECK(host.session->damage().empty());
}

TEST_CASE("session: files of a newer app are left alone") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.act(submit(40, 1));
    host.close();
    for (auto& [name, bytes] : host.storage.files()) {
        if (name[0] != 'o') continue;
        bytes[4] = 9;
        bytes[76] ^= 1;  // Whatever a newer app has there.
    }
    const Files before = host.files();
    host.open();
    CHECK(host.session->pill().state == PillState::update_needed);
    CHECK(host.act(submit(41, 2)).refused);
    CHECK(host.files() == before);
}

TEST_CASE("session: many small files become one, read back before the old ones go") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.online = false;
    for (int i = 0; i < 80; i++) {
        REQUIRE(
            host.act(KeepDraft{deal_number(40), form_for(1, 100 + i, std::to_string(i))}).accepted
        );
    }
    const auto count = [&host](char letter) {
        std::size_t files = 0;
        for (const auto& [name, bytes] : host.files()) files += name[0] == letter ? 1U : 0U;
        return files;
    };
    CHECK(count('O') == 1);
    for (int i = 0; i < 80; i++) {
        REQUIRE(
            host.act(KeepDraft{deal_number(40), form_for(1, 900 + i, std::to_string(i))}).accepted
        );
    }
    CHECK(count('O') == 2);
    CHECK(count('o') < 110);
    host.close();
    host.storage.crash(0);
    host.open();
    CHECK(host.session->pending().size() == 160);
    host.online = true;
    host.tell(input::Online{});
    CHECK(host.session->pending().empty());
    CHECK(server.record({Kind::deal, id_number(40)})->version == 160);
}

TEST_CASE("session: what is typed is kept, and forgotten in the commit of its act") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.tell(input::KeepTyping{"register", {1, 2, 3}});
    CHECK(host.storage.present("w.register"));
    host.close();
    host.open();
    CHECK(host.session->typed("register") == Bytes{1, 2, 3});
    host.tell(input::Act{submit(40, 1), "register"});
    CHECK(host.session->typed("register").empty());
    CHECK_FALSE(host.storage.present("w.register"));
}

TEST_CASE("session: answers that are not ours or not asked for change nothing") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.next_answer = input::Answered{0, 200, "text/html", Bytes(20, '<'), 0};
    host.tell(input::SyncNow{});
    CHECK(host.session->pill().state == PillState::offline);
    const std::uint64_t version = host.session->data_version();
    host.tell(input::Answered{9'999, 200, std::string(cbor_sequence_type), {}, 0});
    CHECK(host.session->data_version() == version);
    host.wait(120'000);
    CHECK(host.session->pill().state == PillState::synced);
}

TEST_CASE("session: a restored backup gets back what it had lost") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    REQUIRE(host.act(submit(40, 1)).accepted);
    server.write([](StoreWriter& writer) { writer.mark_backup("b", first_moment); });
    const auto backup = server.store.backup();
    server.write([](StoreWriter& writer) { writer.confirm_backup("b"); });
    REQUIRE(host.act(submit(41, 2)).accepted);
    REQUIRE(host.act(WithdrawDeal{deal_number(40), "enough"}).accepted);
    CHECK(host.session->pending().empty());

    server.store.restore(*backup);
    server.write([](StoreWriter& writer) { writer.raise_epoch({2, id_number(98)}); });
    CHECK_FALSE(server.record({Kind::deal, id_number(41)}));
    host.tell(input::SyncNow{});
    CHECK(server.record({Kind::deal, id_number(41)}));
    CHECK(
        body_of<Deal>(*server.record({Kind::deal, id_number(40)})).outcome == DealOutcome::withdrawn
    );
    CHECK(host.session->outbox().epoch().number == 2);
    CHECK(host.session->base().epoch().number == 2);
}

TEST_CASE("session: what a restored server refused to another tab is not called accepted here") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    const auto backup = server.store.backup();
    REQUIRE(host.act(submit(40, 1)).accepted);
    host.close();

    server.store.restore(*backup);
    server.write([](StoreWriter& writer) { writer.raise_epoch({2, id_number(98)}); });
    server.change_person(cast.seller, [](Person& person) { person.role = "viewer"; });
    SyncHost tab(server, cast.seller);
    tab.storage.files() = host.files();
    tab.open();
    REQUIRE(tab.session->attention().size() == 1);
    host.open();
    CHECK(host.session->attention().size() == 1);
    CHECK(host.session->outbox().epoch().number == 2);
}

TEST_CASE("session: a role that changes swaps the buckets and leaves no row behind") {
    SmallServer server;
    SyncHost seller(server, cast.seller);
    SyncHost member(server, cast.member);
    seller.open();
    seller.act(submit(40, 1));
    server.change_person(cast.member, [](Person& person) { person.role = "seller"; });
    member.open();
    CHECK(deal_in(member, 40) != nullptr);
    server.change_person(cast.member, [](Person& person) { person.role = "member"; });
    member.tell(input::SyncNow{});
    CHECK(deal_in(member, 40) == nullptr);
    CHECK(member.session->base().buckets().size() == 3);
}

TEST_CASE("session: a preview keeps nothing and changes nothing") {
    SmallServer server;
    Session session;
    input::Start start;
    start.loaded = true;
    start.identity.actor = server.actor(cast.seller);
    start.identity.preview = true;
    start.program = server.program.get();
    const Effects effects = session.step({first_moment, start});
    CHECK(effects.commits.empty());
    REQUIRE(effects.sends.size() == 1);
    CHECK(effects.sends[0].route == pull_route);
    const Effects refused = session.step({first_moment, input::Act{submit(40, 1), {}}});
    REQUIRE(refused.refused);
    CHECK(refused.refused->code == ProblemCode::preview_must_be_read_only);
}
