// Reading of the SQLite store: the same statements for a snapshot and for a write under way.
//
// Base is StoreReader or StoreWriter. What the Access does not reach answers as if it were absent.
#pragma once

#include "server-stub/sqlite/database.h"
#include "server-stub/store.h"

namespace entente::sqlite {

template <typename Base>
class Reading : public Base {
public:
    Reading(Database& database, const Access& access) : database_(database), access_(access) {}

    Epoch epoch() override;
    ScopeState scope(std::string_view name) override;
    std::vector<std::string> scopes_beginning(std::string_view prefix) override;
    std::optional<StoredRecord> record(const RecordKey& key) override;
    std::vector<Record> under(std::string_view index_key) override;
    std::vector<RecordKey> keys_under(std::string_view index_key) override;
    std::vector<StoredRecord> changed_since(
        std::string_view scope, std::int64_t after, std::size_t limit
    ) override;
    std::vector<StoredRecord> live_after(
        std::string_view scope, const std::optional<RecordKey>& after, std::size_t limit
    ) override;
    std::vector<LeftRow> left_since(std::string_view bucket, std::int64_t after, std::int64_t upto)
        override;
    std::optional<ClientState> client(ClientId id) override;
    std::vector<CommandResult> results_after(ClientId client, std::int64_t after, std::size_t limit)
        override;
    std::optional<DeadLetter> dead_letter(ClientId client, std::int64_t id) override;
    std::vector<DeadLetter> dead_letters(PersonId person, std::size_t limit) override;
    std::int64_t durable_id(ClientId client) override;
    std::vector<StoredDue> due_until(Moment now, std::size_t limit) override;
    std::optional<StoredDue> due(const RecordKey& subject, std::string_view command) override;
    std::optional<IdempotentAnswer> idempotent_answer(PersonId person, std::string_view key)
        override;
    std::optional<StoredSession> session(ByteView token_hash) override;
    std::vector<StoredSession> sessions_of(PersonId person) override;
    std::optional<Credential> credential(std::string_view email) override;
    std::vector<AuditLine> audit_after(
        std::string_view scope, std::int64_t number, std::size_t limit
    ) override;

protected:
    bool reaches(std::string_view scope) const { return access_.reaches(scope); }

    Database& database_;
    const Access& access_;
};

extern template class Reading<StoreReader>;
extern template class Reading<StoreWriter>;

}  // namespace entente::sqlite
