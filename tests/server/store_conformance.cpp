#include "tests/server/store_conformance.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace entente {

static IdBytes id_of(int number) {
    IdBytes id{};
    id[0] = 0xA0;
    id[14] = static_cast<std::uint8_t>(number >> 8);
    id[15] = static_cast<std::uint8_t>(number);
    return id;
}

static const PartnerId north{id_of(1)};
static const PartnerId south{id_of(2)};
static const PersonId somebody{id_of(3)};
static const ClientId device{id_of(4)};
static const Epoch first_epoch{1, id_of(9)};

static Record deal_of(int number, PartnerId partner, const std::string& title, int version = 1) {
    Deal deal;
    deal.partner = partner;
    deal.title = title;
    deal.review = Review::submitted;
    deal.match_keys = {"domain:" + title + ".com"};
    Record record;
    record.id = id_of(number);
    record.version = version;
    record.body = deal;
    return record;
}

static RecordKey key_of(int number) {
    return {Kind::deal, id_of(number)};
}

static void write(Store& store, const std::function<void(StoreWriter&)>& change) {
    const Outcome outcome =
        store.write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            change(writer);
            return Done{};
        });
    REQUIRE(outcome.ok());
}

static void read(Store& store, const std::function<void(StoreReader&)>& look) {
    store.read(Access::of_authority(), look);
}

static PushedCommand command_of(std::int64_t id) {
    PushedCommand command;
    command.id = id;
    command.name = "claim_deal";
    command.args = {0xA0};
    command.hash = Bytes(hash_bytes, static_cast<std::uint8_t>(id));
    return command;
}

static CommandResult result_of(std::int64_t id, Verdict verdict = Verdict::applied) {
    CommandResult result;
    result.id = id;
    result.verdict = verdict;
    result.hash = Bytes(hash_bytes, static_cast<std::uint8_t>(id));
    if (!result.accepted()) result.problem = WireProblem{"record_must_exist", "deal", {}};
    return result;
}

static void rows_are_numbered_without_gaps(Store& store) {
    write(store, [](StoreWriter& writer) {
        writer.put(deal_of(10, north, "one"));
        writer.put(deal_of(11, north, "two"));
        writer.put(deal_of(10, north, "one again", 2));
        writer.put(deal_of(12, south, "three"));
    });
    write(store, [](StoreWriter& writer) { writer.put(deal_of(11, north, "two again", 2)); });
    read(store, [](StoreReader& reader) {
        const std::string scope = partner_scope(north);
        CHECK(reader.scope(scope).seq == 3);
        CHECK(reader.scope(partner_scope(south)).seq == 1);
        CHECK(reader.scope("partner:nobody").seq == 0);
        const auto rows = reader.changed_since(scope, 0, 100);
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].seq == 1);
        CHECK(rows[0].record == deal_of(10, north, "one again", 2));
        CHECK(rows[1].seq == 3);
        CHECK(rows[1].record.version == 2);
        CHECK(reader.changed_since(scope, 1, 100).size() == 1);
        CHECK(reader.changed_since(scope, 0, 1).size() == 1);
        CHECK(reader.changed_since(scope, 3, 100).empty());
        CHECK(reader.scopes_beginning("partner:").size() == 2);
    });
}

static void jobs_happen_whole_or_not_at_all(Store& store) {
    const Outcome refused = store.write(Access::of_authority(), [](StoreWriter& writer) -> Outcome {
        writer.put(deal_of(20, north, "undone"));
        writer.next_number("undone");
        CHECK(writer.record(key_of(20)).has_value());
        return ProblemCode::record_must_exist;
    });
    CHECK_FALSE(refused.ok());
    CHECK_THROWS(store.write(Access::of_authority(), [](StoreWriter& writer) -> Outcome {
        writer.put(deal_of(21, north, "undone"));
        throw std::runtime_error("a bug in a job");
    }));
    read(store, [](StoreReader& reader) {
        CHECK_FALSE(reader.record(key_of(20)));
        CHECK_FALSE(reader.record(key_of(21)));
        CHECK(reader.scope(partner_scope(north)).seq == 3);
    });
    write(store, [](StoreWriter& writer) { CHECK(writer.next_number("undone") == 1); });
}

static void parts_can_be_taken_back(Store& store) {
    write(store, [](StoreWriter& writer) {
        writer.put(deal_of(30, north, "kept"));
        {
            const Savepoint undone(writer);
            writer.put(deal_of(31, north, "undone"));
            writer.put(deal_of(30, north, "undone", 2));
            writer.put_result(device, result_of(77));
            CHECK(writer.next_number("parts") == 1);
        }
        {
            Savepoint outer(writer);
            {
                const Savepoint inner(writer);
                writer.put(deal_of(32, north, "undone"));
            }
            writer.put(deal_of(33, north, "kept"));
            outer.keep();
        }
        CHECK(writer.next_number("parts") == 1);
    });
    read(store, [](StoreReader& reader) {
        const auto kept = reader.record(key_of(30));
        REQUIRE(kept);
        CHECK(body_of<Deal>(kept->record).title == "kept");
        CHECK_FALSE(reader.record(key_of(31)));
        CHECK_FALSE(reader.record(key_of(32)));
        CHECK(reader.record(key_of(33)).has_value());
        CHECK(reader.results_after(device, 76, 10).empty());
        const auto rows = reader.changed_since(partner_scope(north), 3, 100);
        REQUIRE(rows.size() == 2);
        CHECK(rows[0].seq == 4);
        CHECK(rows[1].seq == 5);
    });
}

static void records_are_found_by_what_they_say(Store& store) {
    const std::string all = "deals_of:" + text_from_id(south.bytes);
    write(store, [](StoreWriter& writer) {
        writer.put(deal_of(41, south, "beta"));
        writer.put(deal_of(40, south, "alpha"));
        CHECK(writer.under("match:domain:alpha.com").size() == 1);
    });
    read(store, [&](StoreReader& reader) {
        const auto deals = reader.under(all);
        REQUIRE(deals.size() == 3);
        const auto keys = reader.keys_under(all);
        REQUIRE(keys.size() == 3);
        for (std::size_t i = 0; i < keys.size(); i++) CHECK(keys[i] == deals[i].key());
        CHECK(std::is_sorted(deals.begin(), deals.end(), [](const Record& a, const Record& b) {
            return a.id < b.id;
        }));
        CHECK(reader.under("match:domain:nothing.com").empty());
    });
    write(store, [](StoreWriter& writer) {
        writer.put(deal_of(40, south, "gamma", 2));
        writer.remove(key_of(41));
        writer.remove(key_of(4'000));
        CHECK(writer.under("match:domain:alpha.com").empty());
        CHECK(writer.under("match:domain:beta.com").empty());
    });
    read(store, [&](StoreReader& reader) {
        CHECK(reader.under(all).size() == 2);
        CHECK(reader.keys_under(all).size() == 2);
        CHECK(reader.under("match:domain:gamma.com").size() == 1);
    });
}

static void what_is_gone_leaves_a_tombstone(Store& store) {
    const std::string scope = partner_scope(south);
    std::int64_t seq = 0;
    read(store, [&](StoreReader& reader) {
        CHECK_FALSE(reader.record(key_of(41)));
        const auto rows = reader.changed_since(scope, 0, 100);
        const auto gone = std::find_if(rows.begin(), rows.end(), [](const StoredRecord& row) {
            return row.record.key() == key_of(41);
        });
        REQUIRE(gone != rows.end());
        CHECK(gone->deleted);
        CHECK(body_of<Deal>(gone->record).title == "beta");
        CHECK(reader.live_after(scope, std::nullopt, 100).size() == 2);
        const auto after = reader.live_after(scope, RecordKey{Kind::deal, id_of(12)}, 100);
        REQUIRE(after.size() == 1);
        CHECK(after[0].record.id == id_of(40));
        seq = reader.scope(scope).seq;
    });
    write(store, [](StoreWriter& writer) {
        writer.put(deal_of(12, south, "three", 2));
        writer.put_left("partner:" + text_from_id(south.bytes) + "@member.x", key_of(12));
    });
    read(store, [&](StoreReader& reader) {
        const auto left = reader.left_since(scope + "@member.x", seq, seq + 1);
        REQUIRE(left.size() == 1);
        CHECK(left[0].key == key_of(12));
        CHECK(left[0].seq == seq + 1);
        CHECK(reader.left_since(scope + "@member.x", seq + 1, seq + 9).empty());
        CHECK(reader.left_since(scope + "@member.y", 0, seq + 9).empty());
    });
    write(store, [&](StoreWriter& writer) { writer.raise_floor(scope, seq + 1); });
    read(store, [&](StoreReader& reader) {
        CHECK(reader.scope(scope).floor == seq + 1);
        CHECK(reader.scope(scope).seq == seq + 1);
        CHECK(reader.left_since(scope + "@member.x", 0, seq + 1).empty());
        for (const StoredRecord& row : reader.changed_since(scope, 0, 100))
            CHECK_FALSE(row.deleted);
        CHECK(reader.live_after(scope, std::nullopt, 100).size() == 2);
    });
    write(store, [](StoreWriter& writer) { writer.put(deal_of(41, south, "beta is back", 3)); });
    read(store, [](StoreReader& reader) { CHECK(reader.record(key_of(41)).has_value()); });
}

static void nobody_reaches_beyond_their_scopes(Store& store) {
    Access seller;
    seller.person = somebody;
    seller.partner = north;
    store.read(seller, [](StoreReader& reader) {
        CHECK(reader.record(key_of(10)).has_value());
        CHECK_FALSE(reader.record(key_of(40)));
        CHECK(reader.scope(partner_scope(south)).seq == 0);
        CHECK(reader.changed_since(partner_scope(south), 0, 10).empty());
        CHECK(reader.live_after(partner_scope(south), std::nullopt, 10).empty());
        CHECK(reader.under("deals_of:" + text_from_id(south.bytes)).empty());
        CHECK(reader.keys_under("deals_of:" + text_from_id(south.bytes)).empty());
        CHECK(reader.under("match:domain:gamma.com").empty());
        CHECK(reader.scopes_beginning("partner:").size() == 1);
        CHECK(reader.audit_after("staff", 0, 10).empty());
    });
    Access staff;
    staff.person = somebody;
    staff.assigned_partners = {south};
    store.read(staff, [](StoreReader& reader) {
        CHECK(reader.record(key_of(40)).has_value());
        CHECK_FALSE(reader.record(key_of(10)));
    });
}

static void commands_are_answered_once(Store& store) {
    write(store, [](StoreWriter& writer) {
        CHECK_FALSE(writer.client(device));
        ClientState client;
        client.id = device;
        client.person = somebody;
        client.last_id = 3;
        client.last_hash = Bytes(hash_bytes, 3);
        client.app_version = "1.0";
        client.schema = 1;
        client.failed_id = 4;
        client.failures = 2;
        client.seen_at = Moment{1'700'000'000'000};
        writer.put_client(client);
        for (std::int64_t id = 1; id <= 2; id++) writer.put_result(device, result_of(id));
        writer.put_result(device, result_of(3, Verdict::refused));
        writer.put_result(ClientId{id_of(5)}, result_of(1));
        writer.put_dead_letter(
            {device,
             somebody,
             command_of(3),
             Verdict::refused,
             {"record_must_exist", "deal", {}},
             Moment{1'000}}
        );
    });
    read(store, [](StoreReader& reader) {
        const auto client = reader.client(device);
        REQUIRE(client);
        CHECK(client->person == somebody);
        CHECK(client->last_id == 3);
        CHECK(client->last_hash == Bytes(hash_bytes, 3));
        CHECK(client->failed_id == 4);
        CHECK(client->failures == 2);
        CHECK(client->seen_at == Moment{1'700'000'000'000});
        const auto results = reader.results_after(device, 0, 100);
        REQUIRE(results.size() == 3);
        CHECK(results[2] == result_of(3, Verdict::refused));
        CHECK(reader.results_after(device, 1, 1).size() == 1);
        const auto letter = reader.dead_letter(device, 3);
        REQUIRE(letter);
        CHECK(letter->command == command_of(3));
        CHECK(letter->verdict == Verdict::refused);
        CHECK(letter->problem.code == "record_must_exist");
        CHECK(reader.dead_letters(somebody, 10).size() == 1);
        CHECK(reader.dead_letters(PersonId{id_of(99)}, 10).empty());
    });
    write(store, [](StoreWriter& writer) {
        writer.prune_results(device, 2);
        writer.remove_dead_letter(device, 3);
    });
    read(store, [](StoreReader& reader) {
        CHECK(reader.results_after(device, 0, 100).size() == 1);
        CHECK(reader.results_after(ClientId{id_of(5)}, 0, 100).size() == 1);
        CHECK_FALSE(reader.dead_letter(device, 3));
    });
}

static void dues_come_up_in_order(Store& store) {
    write(store, [](StoreWriter& writer) {
        writer.put_due({Moment{300}, key_of(10), LapseProtection{{id_of(10)}}, 0});
        writer.put_due({Moment{100}, key_of(11), LapseProtection{{id_of(11)}}, 0});
        writer.put_due({Moment{200}, key_of(10), CloseUnanswered{{id_of(10)}}, 0});
        writer.put_due({Moment{250}, key_of(10), LapseProtection{{id_of(10)}}, 1});
    });
    read(store, [](StoreReader& reader) {
        CHECK(reader.due_until(Moment{99}, 10).empty());
        const StoredDue first = reader.due_until(Moment{1'000}, 1).at(0);
        const auto alone = reader.due(first.subject, command_name(first.command));
        REQUIRE(alone);
        CHECK(alone->at == first.at);
        CHECK(alone->failures == first.failures);
        CHECK(command_name(alone->command) == command_name(first.command));
        CHECK_FALSE(reader.due(first.subject, "claim_deal"));
        CHECK_FALSE(reader.due(key_of(4'000), command_name(first.command)));
        const auto dues = reader.due_until(Moment{1'000}, 10);
        REQUIRE(dues.size() == 3);
        CHECK(dues[0].subject == key_of(11));
        CHECK(command_name(dues[1].command) == "close_unanswered");
        CHECK(dues[2].at == Moment{250});
        CHECK(dues[2].failures == 1);
        CHECK(reader.due_until(Moment{1'000}, 2).size() == 2);
    });
    write(store, [](StoreWriter& writer) { writer.remove_due(key_of(10), "lapse_protection"); });
    read(store, [](StoreReader& reader) {
        CHECK(reader.due_until(Moment{1'000}, 10).size() == 2);
    });
}

static void backups_say_what_is_durable(Store& store) {
    const auto durable = [&store] {
        std::int64_t id = 0;
        read(store, [&](StoreReader& reader) { id = reader.durable_id(device); });
        return id;
    };
    const auto advance = [&store](std::int64_t last_id) {
        write(store, [&](StoreWriter& writer) {
            ClientState client = *writer.client(device);
            client.last_id = last_id;
            writer.put_client(client);
        });
    };
    CHECK(durable() == 0);
    write(store, [](StoreWriter& writer) { writer.mark_backup("monday", Moment{1}); });
    CHECK(durable() == 0);
    write(store, [](StoreWriter& writer) { writer.confirm_backup("monday"); });
    CHECK(durable() == 3);
    advance(7);
    write(store, [](StoreWriter& writer) {
        writer.mark_backup("tuesday", Moment{2});
        writer.confirm_backup("tuesday");
    });
    CHECK(durable() == 3);
    write(store, [](StoreWriter& writer) { writer.forget_backup("monday"); });
    CHECK(durable() == 7);
}

static void sessions_and_secrets_are_kept(Store& store) {
    const Bytes token(32, 1);
    write(store, [&](StoreWriter& writer) {
        StoredSession session;
        session.token_hash = token;
        session.person = somebody;
        session.created_at = session.used_at = Moment{5};
        session.expires_at = Moment{500};
        session.device = "a laptop";
        writer.put_session(session);
        writer.put_credential({"sam@example.test", somebody, "$argon2id$...", true});
        writer.put_idempotent_answer(
            {somebody, "key-1", Bytes(32, 2), 201, "application/json", {1, 2, 3}, Moment{6}}
        );
    });
    read(store, [&](StoreReader& reader) {
        const auto session = reader.session(token);
        REQUIRE(session);
        CHECK(session->person == somebody);
        CHECK(session->expires_at == Moment{500});
        CHECK(session->device == "a laptop");
        CHECK(reader.sessions_of(somebody).size() == 1);
        CHECK_FALSE(reader.session(Bytes(32, 9)));
        const auto credential = reader.credential("sam@example.test");
        REQUIRE(credential);
        CHECK(credential->must_change);
        CHECK_FALSE(reader.credential("nobody@example.test"));
        const auto answer = reader.idempotent_answer(somebody, "key-1");
        REQUIRE(answer);
        CHECK(answer->status == 201);
        CHECK(answer->body == Bytes{1, 2, 3});
        CHECK_FALSE(reader.idempotent_answer(PersonId{id_of(99)}, "key-1"));
    });
    write(store, [&](StoreWriter& writer) { writer.remove_session(token); });
    read(store, [&](StoreReader& reader) { CHECK_FALSE(reader.session(token)); });
}

static void all_sessions_of_a_person_end_together(Store& store) {
    const PersonId colleague{id_of(98)};
    const auto session_of = [](PersonId person, std::uint8_t token) {
        StoredSession session;
        session.token_hash = Bytes(32, token);
        session.person = person;
        return session;
    };
    write(store, [&](StoreWriter& writer) {
        writer.put_session(session_of(somebody, 1));
        writer.put_session(session_of(somebody, 2));
        writer.put_session(session_of(colleague, 3));
    });
    const Outcome undone = store.write(Access::of_authority(), [](StoreWriter& writer) -> Outcome {
        writer.remove_sessions_of(somebody);
        CHECK(writer.sessions_of(somebody).empty());
        return ProblemCode::record_must_exist;
    });
    CHECK_FALSE(undone.ok());
    read(store, [](StoreReader& reader) { CHECK(reader.sessions_of(somebody).size() == 2); });
    write(store, [](StoreWriter& writer) { writer.remove_sessions_of(somebody); });
    read(store, [&](StoreReader& reader) {
        CHECK(reader.sessions_of(somebody).empty());
        CHECK(reader.sessions_of(colleague).size() == 1);
    });
}

static void the_audit_log_is_a_chain(Store& store) {
    write(store, [](StoreWriter& writer) {
        for (const std::string event : {"claim_deal", "approve_deal"}) {
            AuditLine line;
            line.scope = "staff";
            line.at = Moment{7};
            line.person = somebody;
            line.event = event;
            line.subject = id_of(10);
            writer.append_audit(line);
        }
    });
    read(store, [](StoreReader& reader) {
        const auto lines = reader.audit_after("staff", 0, 10);
        REQUIRE(lines.size() == 2);
        CHECK(lines[0].number == 1);
        CHECK(lines[1].number == 2);
        CHECK(lines[0].hash == audit_hash(lines[0], Bytes(hash_bytes, 0)));
        CHECK(lines[1].hash == audit_hash(lines[1], lines[0].hash));
        CHECK(reader.audit_after("staff", 1, 10).size() == 1);
    });
}

static void the_epoch_is_the_stores(Store& store) {
    read(store, [](StoreReader& reader) { CHECK(reader.epoch() == first_epoch); });
    const Epoch second{2, id_of(10)};
    write(store, [&](StoreWriter& writer) { writer.raise_epoch(second); });
    read(store, [&](StoreReader& reader) { CHECK(reader.epoch() == second); });
}

void store_keeps_the_contract(const StoreFactory& make) {
    const std::unique_ptr<Store> store = make(first_epoch);
    rows_are_numbered_without_gaps(*store);
    jobs_happen_whole_or_not_at_all(*store);
    parts_can_be_taken_back(*store);
    records_are_found_by_what_they_say(*store);
    what_is_gone_leaves_a_tombstone(*store);
    nobody_reaches_beyond_their_scopes(*store);
    commands_are_answered_once(*store);
    dues_come_up_in_order(*store);
    backups_say_what_is_durable(*store);
    sessions_and_secrets_are_kept(*store);
    all_sessions_of_a_person_end_together(*store);
    the_audit_log_is_a_chain(*store);
    the_epoch_is_the_stores(*store);
}

}  // namespace entente
