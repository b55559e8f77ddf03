#include "server-stub/sync_service.h"

#include "core/domain/commands/learning.h"
#include "core/domain/commands/onboarding.h"
#include "core/domain/enablement/award.h"
#include "core/domain/overlap.h"
#include "server-stub/sync_commands.h"
#include "tests/support/sync_host.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::support;

static const Cast cast;

// A client of its own making: it can say what no honest session says.
class RawClient {
public:
    RawClient(SmallServer& server, PersonId person, std::uint8_t number)
        : server_(server), person_(person), id_{id_number(number)}, last_hash_(chain_start(id_)) {}

    PushedCommand next(const Command& command, Bytes seen = {}) {
        PushedCommand pushed;
        pushed.seen = std::move(seen);
        pushed.id = ++last_id_;
        pushed.name = command_name(command);
        pushed.version = command_version(command);
        pushed.args = args_from_command(command);
        pushed.hash = chain_hash(pushed, last_hash_);
        last_hash_ = pushed.hash;
        return pushed;
    }
    PushAnswer push(std::vector<PushedCommand> commands, std::int64_t ack = 0) {
        PushRequest request;
        request.client = id_;
        request.epoch = epoch;
        request.ack_results_upto = ack;
        request.commands = std::move(commands);
        const SyncAnswer answer =
            server_.service.push({person_, preview}, encode_push(request), now);
        status = answer.status;
        return decode_push_answer(answer.body).value();
    }

    Epoch epoch{1, id_number(99)};
    bool preview = false;
    Moment now = first_moment;
    int status = 0;

private:
    SmallServer& server_;
    PersonId person_;
    ClientId id_;
    std::int64_t last_id_ = 0;
    Bytes last_hash_;
};

static SubmitDeal submit(std::uint8_t deal, int customer) {
    return {{id_number(deal)}, form_for(customer, 400'000'00, "note")};
}

static std::string code_of(const PushAnswer& answer) {
    return answer.problem ? answer.problem->code : "";
}

TEST_CASE("sync service: a command is taken once, however often it is sent") {
    SmallServer server;
    RawClient client(server, cast.seller, 60);
    const PushedCommand command = client.next(submit(40, 1));
    const PushAnswer first = client.push({command});
    REQUIRE(first.results.size() == 1);
    CHECK(first.last_id == 1);
    const PushAnswer second = client.push({command});
    CHECK(second.results == first.results);
    CHECK(server.record({Kind::deal, id_number(40)})->version == 1);
    // Acknowledged, and asked again by a device that lost its files.
    CHECK(client.push({}, 1).results.empty());
    const PushAnswer third = client.push({command});
    REQUIRE(third.results.size() == 1);
    CHECK(third.results[0].accepted());
}

TEST_CASE("sync service: each way in which a client cannot be right has its own answer") {
    SmallServer server;
    RawClient client(server, cast.seller, 60);
    const PushedCommand first = client.next(submit(40, 1));
    client.push({first});

    SECTION("a hole in its commands") {
        client.next(submit(41, 2));
        CHECK(code_of(client.push({client.next(submit(42, 3))})) == "command_must_follow_the_last");
        CHECK(client.status == 409);
    }
    SECTION("another command under an old number") {
        RawClient twin(server, cast.seller, 60);
        const PushAnswer answer = twin.push({twin.next(submit(43, 4))});
        CHECK(code_of(answer) == "client_must_not_be_forked");
        CHECK(answer.last_id == 0);
    }
    SECTION("a chain that does not hold") {
        PushedCommand second = client.next(submit(41, 2));
        second.args = args_from_command(submit(44, 5));
        const PushAnswer answer = client.push({second});
        CHECK(code_of(answer) == "client_must_not_be_forked");
        CHECK(answer.last_id == 1);
    }
    SECTION("answers that this database never gave") {
        CHECK(code_of(client.push({}, 5)) == "client_must_not_be_ahead_of_the_server");
        server.store.read(Access::of_authority(), [](StoreReader& reader) {
            const auto lines = reader.audit_after("staff", 0, 10);
            REQUIRE(lines.size() == 1);
            CHECK(lines[0].event == "client_ahead");
        });
    }
    SECTION("another lineage") {
        client.epoch.number = 7;
        const PushAnswer answer = client.push({client.next(submit(41, 2))});
        CHECK(code_of(answer) == "epoch_must_be_current");
        CHECK(answer.epoch.number == 1);
        CHECK(answer.last_id == 1);
    }
    SECTION("somebody else's client") {
        RawClient thief(server, cast.member, 60);
        CHECK(code_of(thief.push({})) == "record_must_be_yours");
        CHECK(thief.status == 403);
    }
    SECTION("a preview") {
        client.preview = true;
        CHECK(code_of(client.push({client.next(submit(41, 2))})) == "preview_must_be_read_only");
        CHECK(client.status == 403);
    }
    SECTION("a disabled account") {
        server.change_person(cast.seller, [](Person& person) { person.disabled = true; });
        CHECK(code_of(client.push({client.next(submit(41, 2))})) == "account_must_be_enabled");
        CHECK(client.status == 403);
    }
    CHECK_FALSE(server.record({Kind::deal, id_number(41)}));
}

TEST_CASE("sync service: a refused command leaves a dead letter and does not stop the next") {
    SmallServer server;
    RawClient client(server, cast.seller, 60);
    SubmitDeal wrong = submit(40, 1);
    wrong.form.products = {"no_such_product"};
    PushedCommand unknown = client.next(wrong);
    const PushAnswer answer = client.push({unknown, client.next(submit(41, 2))});
    REQUIRE(answer.results.size() == 2);
    CHECK(answer.results[0].verdict == Verdict::refused);
    CHECK(answer.results[0].problem->code == "product_must_be_known");
    CHECK(answer.results[1].accepted());
    CHECK(answer.last_id == 2);
    server.store.read(Access::of_authority(), [](StoreReader& reader) {
        const auto letters = reader.dead_letters(cast.seller, 10);
        REQUIRE(letters.size() == 1);
        CHECK(letters[0].command.name == "submit_deal");
        CHECK_FALSE(letters[0].command.args.empty());
    });
}

TEST_CASE("sync service: a text beyond every limit is refused before its act is asked") {
    SmallServer server;
    RawClient client(server, cast.seller, 60);
    KeepDraft draft{{id_number(40)}, form_for(1, 100, "a")};
    // As long as notes may be, which is longer than most texts.
    draft.form.notes.assign(8'000, 'x');
    CHECK(client.push({client.next(draft)}).results.at(0).accepted());
    draft.form.notes.assign(10'001, 'x');
    const auto results = client.push({client.next(draft)}).results;
    REQUIRE(results.at(0).problem.has_value());
    CHECK(results[0].verdict == Verdict::refused);
    CHECK(results[0].problem->code == "text_must_be_short_enough");
    CHECK(results[0].problem->field == "form.notes");
    CHECK(results[0].problem->limit == "10000");
}

TEST_CASE("sync service: a command that nobody knows is quarantined, not lost") {
    SmallServer server;
    RawClient client(server, cast.seller, 60);
    PushedCommand command = client.next(submit(40, 1));
    RawClient again(server, cast.seller, 60);
    command.name = "fly_to_the_moon";
    command.hash = chain_hash(command, chain_start(ClientId{id_number(60)}));
    const PushAnswer answer = again.push({command});
    REQUIRE(answer.results.size() == 1);
    CHECK(answer.results[0].verdict == Verdict::quarantined);
    CHECK(answer.results[0].problem->code == "command_must_be_known");
}

TEST_CASE("sync service: numbers drawn by a refused command are given back") {
    SmallServer server;
    RawClient client(server, cast.seller, 60);
    client.push({client.next(submit(40, 1))});
    client.push({client.next(submit(41, 1))});  // The same customer and product again.
    client.push({client.next(submit(42, 2))});
    CHECK(body_of<Deal>(*server.record({Kind::deal, id_number(40)})).number == "DR-2026-000001");
    CHECK_FALSE(server.record({Kind::deal, id_number(41)}));
    CHECK(body_of<Deal>(*server.record({Kind::deal, id_number(42)})).number == "DR-2026-000002");
}

TEST_CASE("sync service: what a partner pulls names no rival") {
    SmallServer server;
    RawClient seller(server, cast.seller, 60);
    RawClient rival(server, cast.rival, 61);
    seller.push({seller.next(submit(40, 1))});
    rival.push({rival.next(submit(41, 1))});
    CHECK(body_of<Deal>(*server.record({Kind::deal, id_number(41)})).review == Review::conflict);
    SyncHost host(server, cast.seller);
    host.open();
    CHECK(host.session->view().find({Kind::deal, id_number(40)}) != nullptr);
    CHECK(host.session->view().find({Kind::deal, id_number(41)}) == nullptr);
    for (const Record& record : host.session->base().rows().all()) {
        const std::string row(text_from_bytes(cbor_from_record(record)));
        CHECK(row.find("Avanade") == std::string::npos);
        CHECK(row.find("ray") == std::string::npos);
    }
}

TEST_CASE("sync service: the answer to a push is the same whether or not there is a rival") {
    SmallServer contested;
    SmallServer alone;
    RawClient seller(contested, cast.seller, 60);
    seller.push({seller.next(submit(40, 1))});
    PushAnswer answers[2];
    for (SmallServer* server : {&alone, &contested}) {
        RawClient rival(*server, cast.rival, 61);
        PushAnswer& answer = answers[server == &contested ? 1 : 0];
        answer = rival.push({rival.next(submit(41, 1))});
        REQUIRE(answer.results.size() == 1);
        CHECK(answer.results[0].accepted());
    }
    const auto deal = [](SmallServer& server, std::uint8_t number) {
        return body_of<Deal>(*server.record({Kind::deal, id_number(number)}));
    };
    CHECK(deal(contested, 41).review == Review::conflict);
    CHECK(deal(alone, 41).review != Review::conflict);
    CHECK(encode_push_answer(answers[0]) == encode_push_answer(answers[1]));
}

static std::vector<std::string> audited(SmallServer& server, const std::string& scope) {
    std::vector<std::string> events;
    server.store.read(Access::of_authority(), [&](StoreReader& reader) {
        for (const AuditLine& line : reader.audit_after(scope, 0, 100))
            events.push_back(line.event);
    });
    return events;
}

TEST_CASE("sync service: an act is audited where its subject lives, whatever else it changed") {
    SmallServer server;
    RawClient seller(server, cast.seller, 60);
    RawClient rival(server, cast.rival, 61);
    seller.push({seller.next(submit(40, 1))});
    rival.push({rival.next(submit(41, 1))});
    CHECK(audited(server, partner_scope(cast.slalom)) == std::vector<std::string>{"submit_deal"});
    CHECK(audited(server, partner_scope(cast.avanade)) == std::vector<std::string>{"submit_deal"});
    // A draft that is gone afterwards, too.
    const Command acts[] = {
        KeepDraft{{id_number(42)}, form_for(3, 100, "a")}, DiscardDraft{{id_number(42)}}};
    for (const Command& act : acts) seller.push({seller.next(act)});
    CHECK(
        audited(server, partner_scope(cast.slalom)) ==
        std::vector<std::string>{"submit_deal", "keep_draft", "discard_draft"}
    );
    CHECK(audited(server, "staff").empty());
}

TEST_CASE("sync service: what others wrote while a job waited for its guards is what it decides on"
) {
    SmallServer server;
    RawClient seller(server, cast.seller, 60);
    RawClient manager(server, cast.manager, 61);
    RawClient rival(server, cast.rival, 62);
    seller.push({seller.next(submit(40, 1))});
    std::vector<std::string> taken;
    std::string at;
    std::function<void(StoreWriter&)> others;
    server.store.while_waiting = [&](StoreWriter& writer, std::string_view guard) {
        taken.emplace_back(guard);
        if (guard == at) others(writer);
    };
    SECTION("the subject has moved on") {
        at = guard_of({Kind::deal, id_number(40)});
        others = [](StoreWriter& writer) {
            Record deal = writer.record({Kind::deal, id_number(40)})->record;
            body_of<Deal>(deal).review = Review::closed;
            deal.version++;
            writer.put(deal);
        };
        const auto results = manager.push({manager.next(ClaimDeal{{id_number(40)}})}).results;
        REQUIRE(results.size() == 1);
        CHECK(results[0].verdict == Verdict::conflict);
    }
    SECTION("a rival whose claim was not there when the records were first read") {
        const Record first = *server.record({Kind::deal, id_number(40)});
        server.write([&](StoreWriter& writer) { writer.remove(first.key()); });
        at = lookup_keys(body_of<Deal>(first).match_keys.at(0)).at(0);
        others = [&](StoreWriter& writer) { writer.put(first); };
        const auto results = rival.push({rival.next(submit(41, 1))}).results;
        CHECK(results.at(0).accepted());
        const auto deal = body_of<Deal>(*server.record({Kind::deal, id_number(41)}));
        CHECK(deal.review == Review::conflict);
    }
    // The device's own first, then those of the command in ascending order; what the others brought
    // may ask for more, in a second round.
    REQUIRE_FALSE(taken.empty());
    const auto second = std::is_sorted_until(taken.begin() + 1, taken.end());
    CHECK(std::is_sorted(second, taken.end()));
    CHECK(std::find(taken.begin() + 1, second, at) != second);
}

TEST_CASE("sync service: records that never come to rest change nothing, the device asks again") {
    SmallServer server;
    RawClient seller(server, cast.seller, 60);
    RawClient rival(server, cast.rival, 62);
    seller.push({seller.next(submit(40, 1))});
    const PushedCommand command = rival.next(submit(41, 1));
    // Each time it waits there is one more claim that brings a guard nobody knew of.
    std::uint8_t claims = 0;
    server.store.while_waiting = [&](StoreWriter& writer, std::string_view) {
        Record more = writer.record({Kind::deal, id_number(40)})->record;
        more.id = id_number(static_cast<std::uint8_t>(150 + claims));
        body_of<Deal>(more).match_keys.push_back("domain:d" + std::to_string(claims) + ".com");
        writer.put(more);
        claims++;
    };
    CHECK(code_of(rival.push({command})) == "database_must_be_available");
    CHECK(rival.status == 503);
    CHECK_FALSE(server.record({Kind::deal, id_number(41)}));
    server.store.while_waiting = nullptr;
    CHECK(rival.push({command}).results.at(0).accepted());
}

TEST_CASE("sync service: a first pull counts what it shows, and nothing else that is there") {
    SmallServer server;
    RawClient seller(server, cast.seller, 60);
    RawClient manager(server, cast.manager, 61);
    seller.push({seller.next(submit(40, 1))});
    const auto counted = [&server](PersonId person) {
        PullRequest request;
        request.client = ClientId{id_number(70)};
        const auto answer =
            server.service.pull({person, false}, encode_pull(request), first_moment);
        const auto items = decode_pull_page(answer.body).value();
        std::int64_t puts = 0;
        for (const PullItem& item : items) puts += item.type == PullItemType::put ? 1 : 0;
        return std::pair{items.back().rows_total, puts};
    };
    seller.push({seller.next(KeepDraft{{id_number(41)}, form_for(2, 100, "a thought")})});
    for (const PersonId person : {cast.member, cast.seller, cast.manager}) {
        const auto [total, puts] = counted(person);
        CHECK(total == puts);
    }
    // A remark among the staff is a line of history that no seller has.
    const auto before = counted(cast.seller);
    manager.push({manager.next(CommentOnDeal{{id_number(40)}, "Look at this one", true})});
    CHECK(server.record({Kind::deal, id_number(40)}).has_value());
    CHECK(counted(cast.seller) == before);
}

TEST_CASE("sync service: a large first pull comes in pages and moves the base once") {
    SmallServer server;
    server.write([](StoreWriter& writer) {
        for (int i = 0; i < 5'000; i++) {
            Deal deal;
            deal.partner = cast.slalom;
            deal.owner = cast.seller;
            deal.title = "deal " + std::to_string(i);
            Record record;
            record.id = derived_id(id_number(7), "many", static_cast<std::uint64_t>(i));
            record.version = 1;
            record.body = deal;
            writer.put(record);
        }
    });
    SyncHost host(server, cast.seller);
    host.open();
    CHECK(
        host.session->view().under("deals_of:" + text_from_id(cast.slalom.bytes)).size() == 5'000
    );
    CHECK(host.sent.size() >= 3);
    host.close();
    const std::size_t requests = host.sent.size();
    host.online = false;
    host.open();
    CHECK(
        host.session->view().under("deals_of:" + text_from_id(cast.slalom.bytes)).size() == 5'000
    );
    CHECK(host.sent.size() <= requests + 1);
}

TEST_CASE("sync service: a cookie from before the tombstones gets its bucket anew") {
    SmallServer server;
    SyncHost host(server, cast.seller);
    host.open();
    host.act(KeepDraft{{id_number(40)}, form_for(1, 100, "a")});
    host.act(KeepDraft{{id_number(41)}, form_for(2, 100, "b")});
    SyncHost other(server, cast.seller);
    other.open();
    host.online = false;
    REQUIRE(other.act(DiscardDraft{{id_number(40)}}).accepted);
    other.act(KeepDraft{{id_number(42)}, form_for(3, 100, "c")});
    server.write([](StoreWriter& writer) {
        const std::string scope = partner_scope(cast.slalom);
        writer.raise_floor(scope, writer.scope(scope).seq);
    });
    host.online = true;
    host.tell(input::SyncNow{});
    CHECK(host.session->view().find({Kind::deal, id_number(40)}) == nullptr);
    CHECK(host.session->view().find({Kind::deal, id_number(42)}) != nullptr);
}

TEST_CASE("sync service: a time token is ours or nothing") {
    SmallServer server;
    const ClientId client{id_number(60)};
    Bytes token = server.service.time_token(first_moment, client);
    CHECK(server.service.moment_of(token, client) == first_moment);
    CHECK_FALSE(server.service.moment_of(token, ClientId{id_number(61)}).given());
    token[3] ^= 1;
    CHECK_FALSE(server.service.moment_of(token, client).given());
    CHECK_FALSE(server.service.moment_of({}, client).given());
}

TEST_CASE("sync service: a claim is no older than anything its device has shown before") {
    struct Row {
        const char* why;
        std::optional<Moment> first;  // Shown by the command before; none: no token.
        std::optional<Moment> second;
        std::uint8_t given_to;
        Moment expected;
    };
    const Moment now = first_moment;
    const Moment early = now + -20 * 3'600'000;
    const Moment late = now + -2 * 3'600'000;
    const Row rows[] = {
        {"its own token", std::nullopt, early, 60, early},
        {"a newer token", early, late, 60, late},
        {"an older token than it has shown before", late, early, 60, late},
        {"no token at all", late, std::nullopt, 60, now},
        {"a token that was given to another device", std::nullopt, early, 61, now},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        SmallServer server;
        RawClient client(server, cast.seller, 60);
        const auto token = [&](const std::optional<Moment>& at, std::uint8_t of) {
            return at ? server.service.time_token(*at, ClientId{id_number(of)}) : Bytes{};
        };
        const KeepDraft before{{id_number(41)}, form_for(2, 100, "a")};
        client.push({client.next(before, token(row.first, 60))});
        client.push({client.next(submit(40, 1), token(row.second, row.given_to))});
        const auto deal = body_of<Deal>(*server.record({Kind::deal, id_number(40)}));
        CHECK(deal.priority_from == row.expected);
        CHECK(deal.priority_until == now);
    }
}

TEST_CASE("sync service: what somebody has shown counts also with a command taken back") {
    SmallServer server;
    RawClient client(server, cast.seller, 60);
    const auto token = [&](Moment at) {
        return server.service.time_token(at, ClientId{id_number(60)});
    };
    const Moment late = first_moment + -3'600'000;
    PushedCommand first = client.next(submit(41, 2), token(late));
    first.abandoned = true;
    client.push({first, client.next(submit(40, 1), token(late + -3'600'000))});
    CHECK(body_of<Deal>(*server.record({Kind::deal, id_number(40)})).priority_from == late);
}

TEST_CASE("sync service: what falls due is done by the system, once") {
    SmallServer server;
    RawClient seller(server, cast.seller, 60);
    RawClient manager(server, cast.manager, 61);
    seller.push({seller.next(submit(40, 1))});
    const DealId deal{id_number(40)};
    manager.push({manager.next(ClaimDeal{deal}), manager.next(ApproveDeal{deal, "good", ""})});
    REQUIRE(body_of<Deal>(*server.record({Kind::deal, deal.bytes})).review == Review::approved);
    CHECK(server.service.run_due(first_moment) == 0);
    const Moment late = first_moment + 400 * ms_per_day;
    // The reminder of a review that is over, one of the end, the warning of inactivity, the end.
    CHECK(server.service.run_due(late) == 4);
    CHECK(body_of<Deal>(*server.record({Kind::deal, deal.bytes})).review == Review::expired);
    CHECK(server.service.run_due(late) == 0);
}

// A server with an approved deal, and the end of its protection as it is planned.
struct ProtectedDeal {
    SmallServer server;
    const RecordKey key{Kind::deal, id_number(40)};

    ProtectedDeal() {
        RawClient seller(server, cast.seller, 60);
        RawClient manager(server, cast.manager, 61);
        seller.push({seller.next(submit(40, 1))});
        const DealId deal{key.id};
        manager.push({manager.next(ClaimDeal{deal}), manager.next(ApproveDeal{deal, "good", ""})});
    }
    std::optional<StoredDue> planned() {
        std::optional<StoredDue> found;
        server.store.read(Access::of_authority(), [&](StoreReader& reader) {
            found = reader.due(key, "lapse_protection");
        });
        return found;
    }
    // The scopes that it changed.
    std::set<std::string> perform(const StoredDue& due, Moment now) {
        std::set<std::string> scopes{"untouched"};
        server.write([&](StoreWriter& writer) {
            scopes = perform_due(writer, due, {*server.program}, now);
        });
        return scopes;
    }
};

TEST_CASE("sync service: a due that has been moved meanwhile is left where it is") {
    ProtectedDeal deal;
    const std::optional<StoredDue> before = deal.planned();
    REQUIRE(before);
    // As it was read before something else that fell due moved it.
    StoredDue stale = *before;
    stale.at = stale.at + -ms_per_day;
    CHECK(deal.perform(stale, before->at).empty());
    REQUIRE(deal.planned());
    CHECK(deal.planned()->at == before->at);
    CHECK_FALSE(deal.perform(*before, before->at).empty());
    CHECK_FALSE(deal.planned());
}

TEST_CASE("sync service: what the rules of today ask for later than it was planned waits for that"
) {
    ProtectedDeal deal;
    REQUIRE(deal.planned());
    // As rules planned it that let protection end a day earlier.
    const StoredDue later = *deal.planned();
    StoredDue early = later;
    early.at = later.at + -ms_per_day;
    deal.server.write([&](StoreWriter& writer) { writer.put_due(early); });
    CHECK(deal.perform(early, early.at).empty());
    REQUIRE(deal.planned());
    CHECK(deal.planned()->at == later.at);
    CHECK_FALSE(deal.perform(later, later.at).empty());
    CHECK(body_of<Deal>(*deal.server.record(deal.key)).review == Review::expired);
}

// A store whose disk is full from some write on.
class FullStore final : public Store {
public:
    FullStore(Store& store, int writes) : store_(store), writes_(writes) {}

    void read(const Access& access, const ReadJob& job) override { store_.read(access, job); }
    Outcome write(const Access& access, const WriteJob& job) override {
        if (writes_-- <= 0) throw StoreFailure(ProblemCode::storage_must_have_room, "full");
        return store_.write(access, job);
    }

private:
    Store& store_;
    int writes_;
};

TEST_CASE("sync service: a database in trouble is not taken for dues that were done") {
    SmallServer server;
    SmallServer untroubled;
    for (SmallServer* each : {&server, &untroubled}) {
        RawClient seller(*each, cast.seller, 60);
        RawClient manager(*each, cast.manager, 61);
        for (const std::uint8_t number : std::initializer_list<std::uint8_t>{40, 41}) {
            const DealId deal{id_number(number)};
            seller.push({seller.next(submit(number, number))});
            manager.push(
                {manager.next(ClaimDeal{deal}), manager.next(ApproveDeal{deal, "good", ""})}
            );
        }
    }
    const Moment late = first_moment + 400 * ms_per_day;
    SyncServiceOptions options;
    options.program = [&](StoreReader&) { return server.program; };
    options.secret = Bytes(32, 1);
    FullStore full(server.store, 1);
    CHECK_THROWS_AS(SyncService(full, options).run_due(late), StoreFailure);
    // One was done before the trouble, the others wait for its end.
    CHECK(server.service.run_due(late) == untroubled.service.run_due(late) - 1);
    CHECK(server.service.run_due(late) == 0);
}

// The whole partner's only certificate, with another last day.
static void certify(SmallServer& server, std::uint8_t number, Date last_day) {
    std::optional<Record> certificate = server.record({Kind::certificate, id_number(number)});
    REQUIRE(certificate.has_value());
    body_of<Certificate>(*certificate).expires_on = last_day;
    certificate->version++;
    server.write([&](StoreWriter& writer) { writer.put(*certificate); });
}

TEST_CASE("sync service: what a partner may do ends with its certificate's last day") {
    SmallServer server;
    RawClient client(server, cast.seller, 60);
    const Date last_day = date_of(first_moment);
    certify(server, 33, last_day);
    REQUIRE(client.push({client.next(submit(40, 1))}).results.at(0).accepted());

    // Nobody writes anything down when the day is over.
    client.now = start_of(last_day + Days{1});
    const Enroll enroll{{enrollment_id(cast.seller, "foundation")}, "foundation"};
    const auto results = client.push({client.next(submit(41, 2)), client.next(enroll)}).results;
    REQUIRE(results.size() == 2);
    REQUIRE(results[0].problem.has_value());
    CHECK(results[0].verdict == Verdict::refused);
    CHECK(results[0].problem->code == "permission_must_be_unlocked_by_certificates");
    CHECK(results[0].problem->limit == "Foundation");
    // To learn is still theirs; the small program has no course.
    REQUIRE(results[1].problem.has_value());
    CHECK(results[1].problem->code == "reference_must_exist");

    certify(server, 33, last_day + Days{1});
    CHECK(client.push({client.next(submit(42, 3))}).results.at(0).accepted());
}

TEST_CASE("sync service: another partner's certificates open nothing") {
    SmallServer server;
    certify(server, 33, date_of(first_moment) - Days{1});
    RawClient seller(server, cast.seller, 60);
    RawClient rival(server, cast.rival, 61);
    CHECK_FALSE(seller.push({seller.next(submit(40, 1))}).results.at(0).accepted());
    CHECK(rival.push({rival.next(submit(41, 2))}).results.at(0).accepted());
}

TEST_CASE("sync service: whoever is assigned a region works with its partners, also with new ones"
) {
    SmallServer server;
    server.change_person(cast.manager, [](Person& person) {
        person.assigned_partners.clear();
        person.assigned_regions = {"europe"};
    });
    CHECK(server.actor(cast.manager).assigned_partners.empty());
    Record partner = *server.record({Kind::partner, cast.avanade.bytes});
    partner.version++;
    body_of<Partner>(partner).region = "europe";
    server.write([&](StoreWriter& writer) { writer.put(partner); });
    const Actor actor = server.actor(cast.manager);
    CHECK(actor.assigned_partners == std::vector{cast.avanade});
    CHECK(actor.assigned_regions == std::vector<std::string>{"europe"});
    CHECK(server.actor(cast.seller).assigned_partners.empty());
}

TEST_CASE("sync service: who receives an application goes on with it in the same push") {
    SmallServer server;
    RawClient client(server, cast.manager, 61);
    const PartnerId applicant{id_number(90)};
    std::vector<std::string> checks;
    for (const NamedKey& item : server.program->service.due_diligence) checks.push_back(item.key);
    const ReceiveApplication application{
        .partner = applicant,
        .name = "Ilmen Systems",
        .legal_name = "Ilmen Systems Oy",
        .domain = "ilmen-systems.fi",
        .country = "FI",
        .types = {PartnerType::consultant},
        .contact_name = "Aino Laine",
        .contact_email = "aino@ilmen-systems.fi"};
    const PushAnswer answer =
        client.push({client.next(application), client.next(PassDueDiligence{applicant, checks, {}})}
        );
    REQUIRE(answer.results.size() == 2);
    CHECK(answer.results[0].accepted());
    CHECK(answer.results[1].accepted());
}

TEST_CASE("sync service: a territory that is closed is known to the authority alone") {
    SmallServer server;
    for (const std::uint8_t number : std::initializer_list<std::uint8_t>{31, 32}) {
        std::optional<Record> record = server.record({Kind::agreement, id_number(number)});
        auto& agreement = body_of<Agreement>(*record);
        agreement.model = "reseller";
        if (agreement.partner == cast.avanade) {
            agreement.territory = {"US"};
            agreement.rates = {{"exclusive_territory", Percent{5'000}}};
        }
        server.write([&](StoreWriter& writer) { writer.put(*record); });
    }
    RawClient seller(server, cast.seller, 60);
    RawClient rival(server, cast.rival, 61);
    const auto results = seller.push({seller.next(submit(40, 1))}).results;
    REQUIRE(results.at(0).problem.has_value());
    CHECK(results[0].problem->code == "territory_must_be_open");
    CHECK(results[0].problem->field == "customer.country");
    CHECK(results[0].problem->limit == "US");
    CHECK(rival.push({rival.next(submit(41, 2))}).results.at(0).accepted());
}
