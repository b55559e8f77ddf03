#include "server-stub/sqlite/reading.h"

#include "core/base/format/cbor.h"
#include "server-stub/sqlite/rows.h"

namespace entente::sqlite {

template <typename Base>
Epoch Reading<Base>::epoch() {
    InUse row = database_.prepared("SELECT number, random FROM lineage");
    if (!row->step()) fail_as_damaged("lineage is empty");
    return {.number = row->integer(0), .lineage = row->id(1)};
}

template <typename Base>
ScopeState Reading<Base>::scope(std::string_view name) {
    if (!reaches(name)) return {};
    InUse row = database_.prepared("SELECT seq, floor FROM scope WHERE id = ?");
    row->bind(name);
    if (!row->step()) return {};
    return {.seq = row->integer(0), .floor = row->integer(1)};
}

template <typename Base>
std::vector<std::string> Reading<Base>::scopes_beginning(std::string_view prefix) {
    std::string end{prefix};
    end += '\x7f';  // Behind every name: they are made of lower-case letters, digits and ':'.
    InUse row = database_.prepared("SELECT id FROM scope WHERE id >= ? AND id < ? ORDER BY id");
    row->bind(prefix).bind(end);
    std::vector<std::string> names;
    while (row->step()) {
        std::string name = row->text(0);
        if (reaches(name)) names.push_back(std::move(name));
    }
    return names;
}

template <typename Base>
std::optional<StoredRecord> Reading<Base>::record(const RecordKey& key) {
    InUse row = database_.prepared(
        "SELECT kind, body, scope, seq, deleted FROM record "
        "WHERE kind = ? AND id = ? AND deleted = 0"
    );
    row->bind(static_cast<std::int64_t>(key.kind)).bind(key.id);
    if (!row->step() || !reaches(text_from_bytes(row->view(2)))) return std::nullopt;
    return stored_record(*row.operator->());
}

template <typename Base>
std::vector<Record> Reading<Base>::under(std::string_view index_key) {
    InUse row = database_.prepared(
        "SELECT r.kind, r.body, r.scope FROM match_key m "
        "JOIN record r ON r.kind = m.kind AND r.id = m.id "
        "WHERE m.key = ? AND r.deleted = 0 ORDER BY m.kind, m.id"
    );
    row->bind(index_key);
    std::vector<Record> records;
    while (row->step()) {
        if (!reaches(text_from_bytes(row->view(2)))) continue;
        records.push_back(decoded_record(row->integer(0), row->view(1)));
    }
    return records;
}

template <typename Base>
std::vector<RecordKey> Reading<Base>::keys_under(std::string_view index_key) {
    InUse row = database_.prepared(
        "SELECT r.kind, r.id, r.scope FROM match_key m "
        "JOIN record r ON r.kind = m.kind AND r.id = m.id "
        "WHERE m.key = ? AND r.deleted = 0 ORDER BY m.kind, m.id"
    );
    row->bind(index_key);
    std::vector<RecordKey> keys;
    while (row->step()) {
        if (!reaches(text_from_bytes(row->view(2)))) continue;
        keys.push_back({.kind = kind_from(row->integer(0)), .id = row->id(1)});
    }
    return keys;
}

template <typename Base>
std::vector<StoredRecord> Reading<Base>::changed_since(
    std::string_view scope, std::int64_t after, std::size_t limit
) {
    std::vector<StoredRecord> records;
    if (!reaches(scope)) return records;
    InUse row = database_.prepared(
        "SELECT kind, body, scope, seq, deleted FROM record "
        "WHERE scope = ? AND seq > ? ORDER BY seq LIMIT ?"
    );
    row->bind(scope).bind(after).bind(static_cast<std::int64_t>(limit));
    while (row->step()) records.push_back(stored_record(*row.operator->()));
    return records;
}

template <typename Base>
std::vector<StoredRecord> Reading<Base>::live_after(
    std::string_view scope, const std::optional<RecordKey>& after, std::size_t limit
) {
    std::vector<StoredRecord> records;
    if (!reaches(scope)) return records;
    InUse row = database_.prepared(
        "SELECT kind, body, scope, seq, deleted FROM record INDEXED BY record_by_key "
        "WHERE scope = ? AND deleted = 0 AND (kind, id) > (?, ?) ORDER BY kind, id LIMIT ?"
    );
    const std::int64_t kind = after ? static_cast<std::int64_t>(after->kind) : -1;
    const IdBytes id = after ? after->id : IdBytes{};
    row->bind(scope).bind(kind).bind(id).bind(static_cast<std::int64_t>(limit));
    while (row->step()) records.push_back(stored_record(*row.operator->()));
    return records;
}

template <typename Base>
std::vector<LeftRow> Reading<Base>::left_since(
    std::string_view bucket, std::int64_t after, std::int64_t upto
) {
    std::vector<LeftRow> rows;
    if (!reaches(bucket.substr(0, bucket.find('@')))) return rows;
    InUse row = database_.prepared(
        "SELECT kind, id, seq FROM left_bucket WHERE bucket = ? AND seq > ? AND seq <= ? "
        "ORDER BY seq"
    );
    row->bind(bucket).bind(after).bind(upto);
    while (row->step()) {
        const RecordKey key{.kind = kind_from(row->integer(0)), .id = row->id(1)};
        rows.push_back({.key = key, .seq = row->integer(2)});
    }
    return rows;
}

template <typename Base>
std::optional<ClientState> Reading<Base>::client(ClientId id) {
    InUse row = database_.prepared(
        "SELECT person, last_id, last_hash, app_version, schema, failed_id, failures, seen_at "
        "FROM client WHERE id = ?"
    );
    row->bind(id.bytes);
    if (!row->step()) return std::nullopt;
    return ClientState{
        .id = id,
        .person = {row->id(0)},
        .last_id = row->integer(1),
        .last_hash = row->bytes(2),
        .app_version = row->text(3),
        .schema = row->integer(4),
        .failed_id = row->integer(5),
        .failures = row->integer(6),
        .seen_at = row->moment(7),
    };
}

template <typename Base>
std::vector<CommandResult> Reading<Base>::results_after(
    ClientId client, std::int64_t after, std::size_t limit
) {
    InUse row = database_.prepared(
        "SELECT body FROM command_result WHERE client = ? AND id > ? ORDER BY id LIMIT ?"
    );
    row->bind(client.bytes).bind(after).bind(static_cast<std::int64_t>(limit));
    std::vector<CommandResult> results;
    while (row->step()) results.push_back(decoded<CommandResult>(row->view(0)));
    return results;
}

template <typename Base>
std::optional<DeadLetter> Reading<Base>::dead_letter(ClientId client, std::int64_t id) {
    InUse row = database_.prepared(
        "SELECT client, person, command, verdict, problem, at FROM dead_letter "
        "WHERE client = ? AND id = ?"
    );
    row->bind(client.bytes).bind(id);
    if (!row->step()) return std::nullopt;
    return dead_letter_from(*row.operator->());
}

template <typename Base>
std::vector<DeadLetter> Reading<Base>::dead_letters(PersonId person, std::size_t limit) {
    InUse row = database_.prepared(
        "SELECT client, person, command, verdict, problem, at FROM dead_letter "
        "WHERE person = ? ORDER BY at, client, id LIMIT ?"
    );
    row->bind(person.bytes).bind(static_cast<std::int64_t>(limit));
    std::vector<DeadLetter> letters;
    while (row->step()) letters.push_back(dead_letter_from(*row.operator->()));
    return letters;
}

template <typename Base>
std::int64_t Reading<Base>::durable_id(ClientId client) {
    InUse row = database_.prepared(
        "SELECT coalesce(min(coalesce(c.last_id, 0)), 0) FROM backup_mark b "
        "LEFT JOIN backup_client c ON c.name = b.name AND c.client = ? WHERE b.confirmed = 1"
    );
    row->bind(client.bytes);
    row->step();
    return row->integer(0);
}

// Of a row that begins so: at, kind, id, command, version, args, failures.
static StoredDue due_from(InUse& row) {
    const std::string name = row->text(3);
    auto command = command_from_args(name, row->integer(4), row->view(5));
    if (!command.ok()) fail_as_damaged("due command " + name);
    return {
        .at = row->moment(0),
        .subject = {.kind = kind_from(row->integer(1)), .id = row->id(2)},
        .command = std::move(command).value(),
        .failures = row->integer(6),
    };
}

template <typename Base>
std::optional<StoredDue> Reading<Base>::due(const RecordKey& subject, std::string_view command) {
    InUse row = database_.prepared(
        "SELECT at, kind, id, command, version, args, failures FROM due "
        "WHERE kind = ? AND id = ? AND command = ?"
    );
    row->bind(static_cast<std::int64_t>(subject.kind)).bind(subject.id).bind(command);
    if (!row->step()) return std::nullopt;
    return due_from(row);
}

template <typename Base>
std::vector<StoredDue> Reading<Base>::due_until(Moment now, std::size_t limit) {
    InUse row = database_.prepared(
        "SELECT at, kind, id, command, version, args, failures FROM due "
        "WHERE at <= ? ORDER BY at, kind, id, command LIMIT ?"
    );
    row->bind(now).bind(static_cast<std::int64_t>(limit));
    std::vector<StoredDue> dues;
    while (row->step()) dues.push_back(due_from(row));
    return dues;
}

template <typename Base>
std::optional<IdempotentAnswer> Reading<Base>::idempotent_answer(
    PersonId person, std::string_view key
) {
    InUse row = database_.prepared(
        "SELECT request_hash, status, content_type, body, at FROM idempotency "
        "WHERE person = ? AND key = ?"
    );
    row->bind(person.bytes).bind(key);
    if (!row->step()) return std::nullopt;
    return IdempotentAnswer{
        .person = person,
        .key = std::string{key},
        .request_hash = row->bytes(0),
        .status = row->integer(1),
        .content_type = row->text(2),
        .body = row->bytes(3),
        .at = row->moment(4),
    };
}

template <typename Base>
std::optional<StoredSession> Reading<Base>::session(ByteView token_hash) {
    InUse row = database_.prepared(
        "SELECT token_hash, person, created_at, used_at, expires_at, device, seen_as, "
        "preview_until, preview_reason FROM session WHERE token_hash = ?"
    );
    row->bind(token_hash);
    if (!row->step()) return std::nullopt;
    return session_from(*row.operator->());
}

template <typename Base>
std::vector<StoredSession> Reading<Base>::sessions_of(PersonId person) {
    InUse row = database_.prepared(
        "SELECT token_hash, person, created_at, used_at, expires_at, device, seen_as, "
        "preview_until, preview_reason FROM session WHERE person = ? "
        "ORDER BY created_at, token_hash"
    );
    row->bind(person.bytes);
    std::vector<StoredSession> sessions;
    while (row->step()) sessions.push_back(session_from(*row.operator->()));
    return sessions;
}

template <typename Base>
std::optional<Credential> Reading<Base>::credential(std::string_view email) {
    InUse row = database_.prepared(
        "SELECT email, person, password_hash, must_change FROM credential WHERE email = ?"
    );
    row->bind(email);
    if (!row->step()) return std::nullopt;
    return Credential{
        .email = row->text(0),
        .person = {row->id(1)},
        .password_hash = row->text(2),
        .must_change = row->integer(3) != 0,
    };
}

template <typename Base>
std::vector<AuditLine> Reading<Base>::audit_after(
    std::string_view scope, std::int64_t number, std::size_t limit
) {
    std::vector<AuditLine> lines;
    if (!reaches(scope)) return lines;
    InUse row = database_.prepared(
        "SELECT number, scope, at, person, seen_as, event, subject, detail, hash FROM audit "
        "WHERE scope = ? AND number > ? ORDER BY number LIMIT ?"
    );
    row->bind(scope).bind(number).bind(static_cast<std::int64_t>(limit));
    while (row->step()) lines.push_back(audit_line_from(*row.operator->()));
    return lines;
}

template class Reading<StoreReader>;
template class Reading<StoreWriter>;

}  // namespace entente::sqlite
