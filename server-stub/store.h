// The one way to the truth: narrow methods over records and their bookkeeping, no SQL in sight.
//
// Nothing is reached without an Access. Reads see one snapshot; a write is a job that happens whole
// or not at all, and whose answer comes only once it is durable. A database that cannot be used
// throws StoreFailure, which the HTTP edge turns into 503; nothing was changed then.
#pragma once

#include "core/domain/decide.h"
#include "server-stub/store_rows.h"

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>

namespace entente {

class StoreFailure : public std::runtime_error {
public:
    StoreFailure(ProblemCode code, const std::string& why) : std::runtime_error(why), code_(code) {}
    // database_must_be_available, storage_must_have_room.
    ProblemCode code() const { return code_; }

private:
    ProblemCode code_;
};

// One consistent snapshot. Scopes beyond the Access answer as if they were empty.
class StoreReader {
public:
    virtual ~StoreReader() = default;

    virtual Epoch epoch() = 0;
    virtual ScopeState scope(std::string_view name) = 0;
    // Names of the scopes that begin so, ascending: "partner:" gives every partner.
    virtual std::vector<std::string> scopes_beginning(std::string_view prefix) = 0;

    virtual std::optional<StoredRecord> record(const RecordKey& key) = 0;  // Live ones only.
    virtual std::vector<Record> under(std::string_view index_key) = 0;     // Ascending id, live.
    virtual std::vector<RecordKey> keys_under(std::string_view index_key) = 0;
    // Rows with a seq above `after`, tombstones too, ascending by seq.
    virtual std::vector<StoredRecord> changed_since(
        std::string_view scope, std::int64_t after, std::size_t limit
    ) = 0;
    // Live rows of a scope behind `after`, ascending by key.
    virtual std::vector<StoredRecord> live_after(
        std::string_view scope, const std::optional<RecordKey>& after, std::size_t limit
    ) = 0;
    // Rows that left a bucket, with a seq in (after, upto], ascending by seq.
    virtual std::vector<LeftRow> left_since(
        std::string_view bucket, std::int64_t after, std::int64_t upto
    ) = 0;

    virtual std::optional<ClientState> client(ClientId id) = 0;
    virtual std::vector<CommandResult> results_after(
        ClientId client, std::int64_t after, std::size_t limit
    ) = 0;
    virtual std::optional<DeadLetter> dead_letter(ClientId client, std::int64_t id) = 0;
    virtual std::vector<DeadLetter> dead_letters(PersonId person, std::size_t limit) = 0;
    // The client's last_id inside the oldest backup that may still be restored; 0 without one.
    virtual std::int64_t durable_id(ClientId client) = 0;
    virtual std::vector<StoredDue> due_until(Moment now, std::size_t limit) = 0;  // By time.
    virtual std::optional<StoredDue> due(const RecordKey& subject, std::string_view command) = 0;

    virtual std::optional<IdempotentAnswer> idempotent_answer(
        PersonId person, std::string_view key
    ) = 0;
    virtual std::optional<StoredSession> session(ByteView token_hash) = 0;
    virtual std::vector<StoredSession> sessions_of(PersonId person) = 0;
    virtual std::optional<Credential> credential(std::string_view email) = 0;
    // Lines of a scope behind a number, ascending.
    virtual std::vector<AuditLine> audit_after(
        std::string_view scope, std::int64_t number, std::size_t limit
    ) = 0;
};

// A write under way; what it wrote it also reads.
class StoreWriter : public StoreReader {
public:
    // Held until the job ends. True: others may have written while the job waited for it, so what
    // was read before must be read again; a store with one writer at a time answers false. Callers
    // take those of one command in ascending order. Commands of one job take theirs one after
    // another: a store with locks runs the job again that has lost a deadlock.
    virtual bool guard(std::string_view key) = 0;

    // Stores a live record under scope_of() and index_keys(). Rows get their seq when the job ends,
    // one per row, in the order in which they were first touched, as its last statement.
    virtual void put(const Record& record) = 0;
    virtual void remove(const RecordKey& key) = 0;  // Leaves a tombstone; nothing when not there.
    // The row left that bucket of its scope; its seq is the one the row gets in this job.
    virtual void put_left(std::string_view bucket, const RecordKey& key) = 0;
    // Drops tombstones and `left` rows of a scope up to a seq, which becomes its floor.
    virtual void raise_floor(std::string_view scope, std::int64_t seq) = 0;

    virtual void put_client(const ClientState& client) = 0;
    virtual void put_result(ClientId client, const CommandResult& result) = 0;
    virtual void prune_results(ClientId client, std::int64_t upto) = 0;  // Acknowledged ones.
    virtual void put_dead_letter(const DeadLetter& letter) = 0;
    virtual void remove_dead_letter(ClientId client, std::int64_t id) = 0;
    // Replaces the due of the same subject and command name.
    virtual void put_due(const StoredDue& due) = 0;
    virtual void remove_due(const RecordKey& subject, std::string_view command) = 0;
    // 1, 2, 3... per name, gapless as the job is: rolled back with it.
    virtual std::int64_t next_number(std::string_view name) = 0;

    virtual void put_idempotent_answer(const IdempotentAnswer& answer) = 0;
    virtual void put_session(const StoredSession& session) = 0;
    virtual void remove_session(ByteView token_hash) = 0;
    virtual void remove_sessions_of(PersonId person) = 0;
    virtual void put_credential(const Credential& credential) = 0;
    virtual void append_audit(AuditLine line) = 0;  // Gives it its number and hash.

    virtual void raise_epoch(const Epoch& epoch) = 0;
    // Notes every client's last_id under a backup's name, before the backup is taken. It counts
    // for durable_id() once confirmed, until forgotten. A restored database does not know the
    // backups made after its own: those may be restored only until it forgets its first one.
    virtual void mark_backup(std::string_view name, Moment at) = 0;
    virtual void confirm_backup(std::string_view name) = 0;
    virtual void forget_backup(std::string_view name) = 0;

    // A part that can be taken back without the rest; they nest. Use Savepoint below.
    virtual void begin_part() = 0;
    virtual void keep_part() = 0;
    virtual void undo_part() = 0;
};

// Undoes its part of a job unless it was kept, whatever way the block is left.
class Savepoint {
public:
    explicit Savepoint(StoreWriter& writer) : writer_(writer) { writer_.begin_part(); }
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;
    ~Savepoint() {
        if (open_) writer_.undo_part();
    }
    void keep() {
        open_ = false;
        writer_.keep_part();
    }

private:
    StoreWriter& writer_;
    bool open_ = true;
};

class Store {
public:
    using ReadJob = std::function<void(StoreReader&)>;
    // Done: commit. A problem or an exception: everything the job did is undone.
    using WriteJob = std::function<Outcome(StoreWriter&)>;

    virtual ~Store() = default;
    virtual void read(const Access& access, const ReadJob& job) = 0;
    // Returns once the job is durable (it may share a commit with others), with its outcome; an
    // exception of the job is passed on to the caller.
    virtual Outcome write(const Access& access, const WriteJob& job) = 0;
};

}  // namespace entente
