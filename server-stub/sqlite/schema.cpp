#include "server-stub/sqlite/schema.h"

#include "server-stub/http/clock.h"
#include "server-stub/store.h"

#include <array>
#include <string>

namespace entente::sqlite {
namespace {

// What each table is for stands in server-stub/SCHEMA.md. Never edit a migration that was released.
constexpr std::array<const char*, 2> migrations{
    R"sql(
CREATE TABLE lineage (
    one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL, random BLOB NOT NULL
) STRICT;
CREATE TABLE scope (
    id TEXT PRIMARY KEY, seq INTEGER NOT NULL, floor INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE record (
    kind INTEGER NOT NULL, id BLOB NOT NULL, scope TEXT NOT NULL, seq INTEGER NOT NULL,
    version INTEGER NOT NULL, deleted INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT;
CREATE INDEX record_by_seq ON record (scope, seq);
CREATE INDEX record_by_key ON record (scope, kind, id) WHERE deleted = 0;
CREATE TABLE match_key (
    key TEXT NOT NULL, kind INTEGER NOT NULL, id BLOB NOT NULL, PRIMARY KEY (key, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX match_key_of ON match_key (kind, id);
CREATE TABLE left_bucket (
    bucket TEXT NOT NULL, kind INTEGER NOT NULL, id BLOB NOT NULL, seq INTEGER NOT NULL,
    PRIMARY KEY (bucket, kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX left_bucket_by_seq ON left_bucket (bucket, seq);
CREATE TABLE due (
    kind INTEGER NOT NULL, id BLOB NOT NULL, command TEXT NOT NULL, at INTEGER NOT NULL,
    version INTEGER NOT NULL, args BLOB NOT NULL, failures INTEGER NOT NULL,
    PRIMARY KEY (kind, id, command)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_by_time ON due (at);
CREATE TABLE number (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE client (
    id BLOB PRIMARY KEY, person BLOB NOT NULL, last_id INTEGER NOT NULL, last_hash BLOB NOT NULL,
    app_version TEXT NOT NULL, schema INTEGER NOT NULL, failed_id INTEGER NOT NULL,
    failures INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE command_result (
    client BLOB NOT NULL, id INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (client, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE dead_letter (
    client BLOB NOT NULL, id INTEGER NOT NULL, person BLOB NOT NULL, at INTEGER NOT NULL,
    verdict TEXT NOT NULL, problem BLOB NOT NULL, command BLOB NOT NULL,
    PRIMARY KEY (client, id)
) STRICT;
CREATE INDEX dead_letter_of ON dead_letter (person, at);
CREATE TABLE idempotency (
    person BLOB NOT NULL, key TEXT NOT NULL, request_hash BLOB NOT NULL, status INTEGER NOT NULL,
    content_type TEXT NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (person, key)
) STRICT;
CREATE TABLE session (
    token_hash BLOB PRIMARY KEY, person BLOB NOT NULL, created_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, device TEXT NOT NULL,
    seen_as BLOB NOT NULL, preview_until INTEGER NOT NULL, preview_reason TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of ON session (person);
CREATE TABLE credential (
    email TEXT PRIMARY KEY, person BLOB NOT NULL, password_hash TEXT NOT NULL,
    must_change INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE audit (
    scope TEXT NOT NULL, number INTEGER NOT NULL, at INTEGER NOT NULL, person BLOB NOT NULL,
    seen_as BLOB NOT NULL, event TEXT NOT NULL, subject BLOB NOT NULL, detail TEXT NOT NULL,
    hash BLOB NOT NULL, PRIMARY KEY (scope, number)
) STRICT;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TRIGGER audit_is_never_removed BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END;
CREATE TABLE backup_mark (
    name TEXT PRIMARY KEY, at INTEGER NOT NULL, confirmed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE backup_client (
    name TEXT NOT NULL, client BLOB NOT NULL, last_id INTEGER NOT NULL, PRIMARY KEY (name, client)
) STRICT, WITHOUT ROWID;
)sql",
    R"sql(
ALTER TABLE client ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;
)sql"};

void run_migration(Database& database, std::size_t index) {
    database.execute("BEGIN IMMEDIATE");
    try {
        database.execute(migrations[index]);
        database.run(
            "INSERT INTO schema_migration (number, at) VALUES (?, ?)",
            static_cast<std::int64_t>(index + 1),
            server::wall_clock_now()
        );
        database.execute("COMMIT");
    } catch (...) {
        if (database.in_transaction()) database.execute("ROLLBACK");
        throw;
    }
}

}  // namespace

std::int64_t newest_schema() {
    return static_cast<std::int64_t>(migrations.size());
}

std::int64_t schema_of(Database& database) {
    {
        InUse there = database.prepared(
            "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'"
        );
        if (!there->step()) return 0;
    }
    InUse newest = database.prepared("SELECT coalesce(max(number), 0) FROM schema_migration");
    newest->step();
    return newest->integer(0);
}

int migrate(Database& database) {
    const std::int64_t found = schema_of(database);
    if (found > newest_schema()) {
        throw StoreFailure(
            ProblemCode::version_must_be_supported,
            "the database has schema " + std::to_string(found) + ", this program knows " +
                std::to_string(newest_schema()) + ": run the newer entente-server"
        );
    }
    database.execute(
        "CREATE TABLE IF NOT EXISTS schema_migration ("
        "number INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT"
    );
    int run = 0;
    for (auto index = static_cast<std::size_t>(found); index < migrations.size(); index++) {
        run_migration(database, index);
        run++;
    }
    return run;
}

}  // namespace entente::sqlite
