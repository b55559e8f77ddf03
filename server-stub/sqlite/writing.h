// A write job under way in SQLite: what it did is undone by rolling back to its savepoint.
//
// Rows are stored when they are put; their seq follows in finish(), the job's last statements, so
// that numbers of a scope are gapless and in the order of commits.
#pragma once

#include "server-stub/sqlite/reading.h"

#include <set>
#include <string>
#include <vector>

namespace entente::sqlite {

class Writing final : public Reading<StoreWriter> {
public:
    Writing(Database& database, const Access& access) : Reading<StoreWriter>(database, access) {}

    // Numbers the touched rows. Nothing may be written afterwards.
    void finish();
    // A part could not be undone: what was written must not be committed.
    bool broken() const { return broken_; }

    bool guard(std::string_view key) override;
    void put(const Record& record) override;
    void remove(const RecordKey& key) override;
    void put_left(std::string_view bucket, const RecordKey& key) override;
    void raise_floor(std::string_view scope, std::int64_t seq) override;
    void put_client(const ClientState& client) override;
    void put_result(ClientId client, const CommandResult& result) override;
    void prune_results(ClientId client, std::int64_t upto) override;
    void put_dead_letter(const DeadLetter& letter) override;
    void remove_dead_letter(ClientId client, std::int64_t id) override;
    void put_due(const StoredDue& due) override;
    void remove_due(const RecordKey& subject, std::string_view command) override;
    std::int64_t next_number(std::string_view name) override;
    void put_idempotent_answer(const IdempotentAnswer& answer) override;
    void put_session(const StoredSession& session) override;
    void remove_session(ByteView token_hash) override;
    void remove_sessions_of(PersonId person) override;
    void put_credential(const Credential& credential) override;
    void append_audit(AuditLine line) override;
    void raise_epoch(const Epoch& epoch) override;
    void mark_backup(std::string_view name, Moment at) override;
    void confirm_backup(std::string_view name) override;
    void forget_backup(std::string_view name) override;
    void begin_part() override;
    void keep_part() override;
    void undo_part() override;

private:
    struct Touched {
        RecordKey key;
        std::string scope;
    };
    struct Left {
        std::string bucket;
        RecordKey key;
    };
    struct Part {
        std::size_t touched = 0;
        std::size_t left = 0;
    };
    void touch(const RecordKey& key, const std::string& scope);
    std::int64_t raised_seq(std::string_view scope, std::int64_t count);

    std::set<RecordKey> known_;
    std::vector<Touched> touched_;  // In the order in which they were first touched.
    std::vector<Left> left_;
    std::vector<Part> parts_;
    bool broken_ = false;
};

}  // namespace entente::sqlite
