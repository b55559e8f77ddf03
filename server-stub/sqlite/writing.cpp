#include "server-stub/sqlite/writing.h"

#include "core/base/format/cbor.h"
#include "server-stub/sqlite/rows.h"

#include <map>

namespace entente::sqlite {
namespace {

std::int64_t stored(Kind kind) {
    return static_cast<std::int64_t>(kind);
}

}  // namespace

// The one writer holds the whole database: nothing else to lock.
bool Writing::guard(std::string_view /*key*/) {
    return false;
}

void Writing::touch(const RecordKey& key, const std::string& scope) {
    if (known_.insert(key).second) touched_.push_back({.key = key, .scope = scope});
}

void Writing::put(const Record& record) {
    const std::string scope = scope_of(record);
    check(reaches(scope));
    const RecordKey key = record.key();
    database_.run(
        "INSERT INTO record (kind, id, scope, seq, version, deleted, body) "
        "VALUES (?, ?, ?, 0, ?, 0, ?) ON CONFLICT (kind, id) DO UPDATE SET "
        "version = excluded.version, deleted = 0, body = excluded.body",
        stored(key.kind),
        key.id,
        scope,
        record.version,
        cbor_from_record(record)
    );
    database_.run("DELETE FROM match_key WHERE kind = ? AND id = ?", stored(key.kind), key.id);
    for (const std::string& index_key : index_keys(record)) {
        database_.run(
            "INSERT OR IGNORE INTO match_key (key, kind, id) VALUES (?, ?, ?)",
            index_key,
            stored(key.kind),
            key.id
        );
    }
    touch(key, scope);
}

void Writing::remove(const RecordKey& key) {
    const auto there = record(key);
    if (!there) return;
    database_.run(
        "UPDATE record SET deleted = 1 WHERE kind = ? AND id = ?", stored(key.kind), key.id
    );
    database_.run("DELETE FROM match_key WHERE kind = ? AND id = ?", stored(key.kind), key.id);
    touch(key, there->scope);
}

void Writing::put_left(std::string_view bucket, const RecordKey& key) {
    left_.push_back({.bucket = std::string{bucket}, .key = key});
}

void Writing::raise_floor(std::string_view scope, std::int64_t seq) {
    database_.run("UPDATE scope SET floor = max(floor, ?) WHERE id = ?", seq, scope);
    database_.run("DELETE FROM record WHERE scope = ? AND seq <= ? AND deleted = 1", scope, seq);
    // A bucket's name is its scope's, an '@' and whose eyes: 'A' is the character behind '@'.
    const std::string first = std::string{scope} + "@";
    const std::string end = std::string{scope} + "A";
    database_.run(
        "DELETE FROM left_bucket WHERE bucket >= ? AND bucket < ? AND seq <= ?", first, end, seq
    );
}

std::int64_t Writing::raised_seq(std::string_view scope, std::int64_t count) {
    InUse row = database_.prepared(
        "INSERT INTO scope (id, seq) VALUES (?, ?) "
        "ON CONFLICT (id) DO UPDATE SET seq = seq + excluded.seq RETURNING seq"
    );
    row->bind(scope).bind(count);
    row->step();
    const std::int64_t seq = row->integer(0);
    while (row->step()) {}
    return seq;
}

void Writing::finish() {
    check(parts_.empty());
    std::map<std::string, std::int64_t> counts;
    for (const Touched& row : touched_) counts[row.scope]++;
    std::map<std::string, std::int64_t> next;
    for (const auto& [scope, count] : counts) next[scope] = raised_seq(scope, count) - count + 1;
    std::map<RecordKey, std::int64_t> given;
    for (const Touched& row : touched_) {
        const std::int64_t seq = next[row.scope]++;
        given[row.key] = seq;
        database_.run(
            "UPDATE record SET seq = ? WHERE kind = ? AND id = ?",
            seq,
            stored(row.key.kind),
            row.key.id
        );
    }
    for (const Left& row : left_) {
        const auto seq = given.find(row.key);
        check(seq != given.end());
        database_.run(
            "INSERT OR REPLACE INTO left_bucket (bucket, kind, id, seq) VALUES (?, ?, ?, ?)",
            row.bucket,
            stored(row.key.kind),
            row.key.id,
            seq->second
        );
    }
}

void Writing::put_client(const ClientState& client) {
    database_.run(
        "INSERT OR REPLACE INTO client (id, person, last_id, last_hash, app_version, schema, "
        "failed_id, failures, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        client.id.bytes,
        client.person.bytes,
        client.last_id,
        client.last_hash,
        client.app_version,
        client.schema,
        client.failed_id,
        client.failures,
        client.seen_at
    );
}

void Writing::put_result(ClientId client, const CommandResult& result) {
    database_.run(
        "INSERT OR REPLACE INTO command_result (client, id, body) VALUES (?, ?, ?)",
        client.bytes,
        result.id,
        cbor_from(result)
    );
}

void Writing::prune_results(ClientId client, std::int64_t upto) {
    database_.run("DELETE FROM command_result WHERE client = ? AND id <= ?", client.bytes, upto);
}

void Writing::put_dead_letter(const DeadLetter& letter) {
    database_.run(
        "INSERT OR REPLACE INTO dead_letter (client, id, person, at, verdict, problem, command) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        letter.client.bytes,
        letter.command.id,
        letter.person.bytes,
        letter.at,
        name_of(letter.verdict),
        cbor_from(letter.problem),
        cbor_from(letter.command)
    );
}

void Writing::remove_dead_letter(ClientId client, std::int64_t id) {
    database_.run("DELETE FROM dead_letter WHERE client = ? AND id = ?", client.bytes, id);
}

void Writing::put_due(const StoredDue& due) {
    database_.run(
        "INSERT OR REPLACE INTO due (kind, id, command, at, version, args, failures) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        stored(due.subject.kind),
        due.subject.id,
        command_name(due.command),
        due.at,
        command_version(due.command),
        args_from_command(due.command),
        due.failures
    );
}

void Writing::remove_due(const RecordKey& subject, std::string_view command) {
    database_.run(
        "DELETE FROM due WHERE kind = ? AND id = ? AND command = ?",
        stored(subject.kind),
        subject.id,
        command
    );
}

std::int64_t Writing::next_number(std::string_view name) {
    InUse row = database_.prepared(
        "INSERT INTO number (name, value) VALUES (?, 1) "
        "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value"
    );
    row->bind(name);
    row->step();
    const std::int64_t value = row->integer(0);
    while (row->step()) {}
    return value;
}

void Writing::put_idempotent_answer(const IdempotentAnswer& answer) {
    database_.run(
        "INSERT OR REPLACE INTO idempotency (person, key, request_hash, status, content_type, "
        "body, at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        answer.person.bytes,
        answer.key,
        answer.request_hash,
        answer.status,
        answer.content_type,
        answer.body,
        answer.at
    );
}

void Writing::put_session(const StoredSession& session) {
    database_.run(
        "INSERT OR REPLACE INTO session (token_hash, person, created_at, used_at, expires_at, "
        "device, seen_as, preview_until, preview_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        session.token_hash,
        session.person.bytes,
        session.created_at,
        session.used_at,
        session.expires_at,
        session.device,
        session.seen_as.bytes,
        session.preview_until,
        session.preview_reason
    );
}

void Writing::remove_session(ByteView token_hash) {
    database_.run("DELETE FROM session WHERE token_hash = ?", token_hash);
}

void Writing::remove_sessions_of(PersonId person) {
    database_.run("DELETE FROM session WHERE person = ?", person.bytes);
}

void Writing::put_credential(const Credential& credential) {
    database_.run(
        "INSERT OR REPLACE INTO credential (email, person, password_hash, must_change) "
        "VALUES (?, ?, ?, ?)",
        credential.email,
        credential.person.bytes,
        credential.password_hash,
        std::int64_t{credential.must_change}
    );
}

void Writing::append_audit(AuditLine line) {
    Bytes previous(hash_bytes, 0);  // Before the first line there is nothing.
    {
        InUse newest = database_.prepared(
            "SELECT number, hash FROM audit WHERE scope = ? ORDER BY number DESC LIMIT 1"
        );
        newest->bind(line.scope);
        line.number = 1;
        if (newest->step()) {
            line.number = newest->integer(0) + 1;
            previous = newest->bytes(1);
        }
    }
    line.hash = audit_hash(line, previous);
    database_.run(
        "INSERT INTO audit (scope, number, at, person, seen_as, event, subject, detail, hash) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        line.scope,
        line.number,
        line.at,
        line.person.bytes,
        line.seen_as.bytes,
        line.event,
        line.subject,
        line.detail,
        line.hash
    );
}

void Writing::raise_epoch(const Epoch& epoch) {
    database_.run(
        "INSERT OR REPLACE INTO lineage (one, number, random) VALUES (1, ?, ?)",
        epoch.number,
        epoch.lineage
    );
}

void Writing::mark_backup(std::string_view name, Moment at) {
    forget_backup(name);
    database_.run("INSERT INTO backup_mark (name, at, confirmed) VALUES (?, ?, 0)", name, at);
    database_.run(
        "INSERT INTO backup_client (name, client, last_id) SELECT ?, id, last_id FROM client", name
    );
}

void Writing::confirm_backup(std::string_view name) {
    database_.run("UPDATE backup_mark SET confirmed = 1 WHERE name = ?", name);
}

void Writing::forget_backup(std::string_view name) {
    database_.run("DELETE FROM backup_mark WHERE name = ?", name);
    database_.run("DELETE FROM backup_client WHERE name = ?", name);
}

void Writing::begin_part() {
    const std::string sql = "SAVEPOINT part_" + std::to_string(parts_.size());
    database_.execute(sql.c_str());
    parts_.push_back({.touched = touched_.size(), .left = left_.size()});
}

void Writing::keep_part() {
    check(!parts_.empty());
    parts_.pop_back();
    const std::string sql = "RELEASE part_" + std::to_string(parts_.size());
    database_.execute(sql.c_str());
}

// Runs in destructors, so it must not throw. When SQLite has already rolled everything back there
// is nothing to undo; when it cannot, the whole group must not be committed.
void Writing::undo_part() {
    check(!parts_.empty());
    const Part part = parts_.back();
    parts_.pop_back();
    while (touched_.size() > part.touched) {
        known_.erase(touched_.back().key);
        touched_.pop_back();
    }
    while (left_.size() > part.left) left_.pop_back();
    if (!database_.in_transaction()) return;
    const std::string name = "part_" + std::to_string(parts_.size());
    try {
        database_.execute(("ROLLBACK TO " + name + "; RELEASE " + name).c_str());
    } catch (const StoreFailure&) {
        broken_ = true;
    }
}

}  // namespace entente::sqlite
