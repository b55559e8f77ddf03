#include "server-stub/store_memory.h"

#include <algorithm>
#include <set>

namespace entente {

struct ScopeRows {
    ScopeState state;
    std::map<std::int64_t, RecordKey> by_seq;
    std::set<RecordKey> live;
};

struct BackupMark {
    Moment at;
    bool confirmed = false;
    std::map<IdBytes, std::int64_t> last_ids;
};

using DueKey = std::pair<RecordKey, std::string>;
using CommandKey = std::pair<IdBytes, std::int64_t>;

struct MemoryState {
    Epoch epoch;
    std::map<RecordKey, StoredRecord> records;
    std::map<std::string, ScopeRows, std::less<>> scopes;
    std::map<std::string, std::set<RecordKey>, std::less<>> index;
    std::map<std::string, std::map<RecordKey, std::int64_t>, std::less<>> left;
    std::map<IdBytes, ClientState> clients;
    std::map<CommandKey, CommandResult> results;
    std::map<CommandKey, DeadLetter> letters;
    std::map<DueKey, StoredDue> dues;
    std::map<std::string, std::int64_t, std::less<>> numbers;
    std::map<std::pair<IdBytes, std::string>, IdempotentAnswer> answers;
    std::map<Bytes, StoredSession> sessions;
    std::map<std::string, Credential, std::less<>> credentials;
    std::map<std::string, std::vector<AuditLine>, std::less<>> audits;
    std::map<std::string, BackupMark, std::less<>> marks;
};

// One class for both: a reader is a writer that nobody asks to write.
class MemoryJob final : public StoreWriter {
public:
    using Waiting = std::function<void(StoreWriter&, std::string_view)>;
    MemoryJob(MemoryState& state, const Access& access, const Waiting& while_waiting)
        : state_(state), access_(access), while_waiting_(while_waiting) {}

    Epoch epoch() override { return state_.epoch; }
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

    bool guard(std::string_view key) override {
        if (!while_waiting_) return false;  // One job at a time.
        while_waiting_(*this, key);
        return true;
    }
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

    void begin_part() override { parts_.push_back(undo_.size()); }
    void keep_part() override { parts_.pop_back(); }
    void undo_part() override {
        undo_to(parts_.back());
        parts_.pop_back();
    }
    void undo_all() { undo_to(0); }
    void number_rows();

private:
    void undo_to(std::size_t size) {
        while (undo_.size() > size) {
            undo_.back()();
            undo_.pop_back();
        }
    }
    // Sets or erases, and remembers how to go back.
    template <typename Map>
    void change(
        Map& map, const typename Map::key_type& key, std::optional<typename Map::mapped_type> value
    ) {
        const auto found = map.find(key);
        std::optional<typename Map::mapped_type> before;
        if (found != map.end()) before = found->second;
        undo_.emplace_back([&map, key, before] {
            if (before) {
                map.insert_or_assign(key, *before);
            } else {
                map.erase(key);
            }
        });
        if (value) {
            map.insert_or_assign(key, std::move(*value));
        } else if (found != map.end()) {
            map.erase(found);
        }
    }
    void enlist(const Record& record, bool live);
    void touch(const RecordKey& key);
    bool hides(const StoredRecord& row) const { return !access_.reaches(row.scope); }

    MemoryState& state_;
    const Access& access_;
    const Waiting& while_waiting_;
    std::vector<std::function<void()>> undo_;
    std::vector<std::size_t> parts_;
    std::vector<RecordKey> touched_;
    std::vector<std::pair<std::string, RecordKey>> left_;
};

ScopeState MemoryJob::scope(std::string_view name) {
    const auto found = state_.scopes.find(name);
    if (found == state_.scopes.end() || !access_.reaches(name)) return {};
    return found->second.state;
}

std::vector<std::string> MemoryJob::scopes_beginning(std::string_view prefix) {
    std::vector<std::string> names;
    for (auto at = state_.scopes.lower_bound(prefix); at != state_.scopes.end(); ++at) {
        if (std::string_view(at->first).substr(0, prefix.size()) != prefix) break;
        if (access_.reaches(at->first)) names.push_back(at->first);
    }
    return names;
}

std::optional<StoredRecord> MemoryJob::record(const RecordKey& key) {
    const auto found = state_.records.find(key);
    if (found == state_.records.end() || found->second.deleted || hides(found->second)) {
        return std::nullopt;
    }
    return found->second;
}

std::vector<Record> MemoryJob::under(std::string_view index_key) {
    std::vector<Record> records;
    const auto found = state_.index.find(index_key);
    if (found == state_.index.end()) return records;
    for (const RecordKey& key : found->second) {
        const StoredRecord& row = state_.records.at(key);
        if (!hides(row)) records.push_back(row.record);
    }
    std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
        return a.id < b.id;
    });
    return records;
}

std::vector<RecordKey> MemoryJob::keys_under(std::string_view index_key) {
    std::vector<RecordKey> keys;
    const auto found = state_.index.find(index_key);
    if (found == state_.index.end()) return keys;
    for (const RecordKey& key : found->second) {
        if (!hides(state_.records.at(key))) keys.push_back(key);
    }
    std::sort(keys.begin(), keys.end());
    return keys;
}

std::vector<StoredRecord> MemoryJob::changed_since(
    std::string_view scope, std::int64_t after, std::size_t limit
) {
    std::vector<StoredRecord> rows;
    const auto found = state_.scopes.find(scope);
    if (found == state_.scopes.end() || !access_.reaches(scope)) return rows;
    const auto& by_seq = found->second.by_seq;
    for (auto at = by_seq.upper_bound(after); at != by_seq.end() && rows.size() < limit; ++at) {
        rows.push_back(state_.records.at(at->second));
    }
    return rows;
}

std::vector<StoredRecord> MemoryJob::live_after(
    std::string_view scope, const std::optional<RecordKey>& after, std::size_t limit
) {
    std::vector<StoredRecord> rows;
    const auto found = state_.scopes.find(scope);
    if (found == state_.scopes.end() || !access_.reaches(scope)) return rows;
    const std::set<RecordKey>& live = found->second.live;
    auto at = after ? live.upper_bound(*after) : live.begin();
    for (; at != live.end() && rows.size() < limit; ++at) rows.push_back(state_.records.at(*at));
    return rows;
}

std::vector<LeftRow> MemoryJob::left_since(
    std::string_view bucket, std::int64_t after, std::int64_t upto
) {
    std::vector<LeftRow> rows;
    const auto found = state_.left.find(bucket);
    if (found == state_.left.end() || !access_.reaches(bucket.substr(0, bucket.find('@')))) {
        return rows;
    }
    for (const auto& [key, seq] : found->second) {
        if (seq > after && seq <= upto) rows.push_back({key, seq});
    }
    std::sort(rows.begin(), rows.end(), [](const LeftRow& a, const LeftRow& b) {
        return a.seq < b.seq;
    });
    return rows;
}

template <typename Map>
static std::optional<typename Map::mapped_type> found_in(
    const Map& map, const typename Map::key_type& key
) {
    const auto found = map.find(key);
    if (found == map.end()) return std::nullopt;
    return found->second;
}

std::optional<ClientState> MemoryJob::client(ClientId id) {
    return found_in(state_.clients, id.bytes);
}

std::vector<CommandResult> MemoryJob::results_after(
    ClientId client, std::int64_t after, std::size_t limit
) {
    std::vector<CommandResult> results;
    auto at = state_.results.upper_bound({client.bytes, after});
    for (; at != state_.results.end() && results.size() < limit; ++at) {
        if (at->first.first != client.bytes) break;
        results.push_back(at->second);
    }
    return results;
}

std::optional<DeadLetter> MemoryJob::dead_letter(ClientId client, std::int64_t id) {
    return found_in(state_.letters, {client.bytes, id});
}

std::vector<DeadLetter> MemoryJob::dead_letters(PersonId person, std::size_t limit) {
    std::vector<DeadLetter> letters;
    for (const auto& [key, letter] : state_.letters) {
        if (letter.person == person && letters.size() < limit) letters.push_back(letter);
    }
    return letters;
}

std::int64_t MemoryJob::durable_id(ClientId client) {
    std::optional<std::int64_t> least;
    for (const auto& [name, mark] : state_.marks) {
        if (!mark.confirmed) continue;
        const std::int64_t id = found_in(mark.last_ids, client.bytes).value_or(0);
        least = std::min(least.value_or(id), id);
    }
    return least.value_or(0);
}

std::vector<StoredDue> MemoryJob::due_until(Moment now, std::size_t limit) {
    std::vector<StoredDue> dues;
    for (const auto& [key, due] : state_.dues) {
        if (due.at <= now) dues.push_back(due);
    }
    std::stable_sort(dues.begin(), dues.end(), [](const StoredDue& a, const StoredDue& b) {
        return a.at < b.at;
    });
    if (dues.size() > limit) dues.resize(limit);
    return dues;
}

std::optional<StoredDue> MemoryJob::due(const RecordKey& subject, std::string_view command) {
    return found_in(state_.dues, {subject, std::string(command)});
}

std::optional<IdempotentAnswer> MemoryJob::idempotent_answer(
    PersonId person, std::string_view key
) {
    return found_in(state_.answers, {person.bytes, std::string(key)});
}

std::optional<StoredSession> MemoryJob::session(ByteView token_hash) {
    return found_in(state_.sessions, Bytes(token_hash.begin(), token_hash.end()));
}

std::vector<StoredSession> MemoryJob::sessions_of(PersonId person) {
    std::vector<StoredSession> sessions;
    for (const auto& [hash, session] : state_.sessions) {
        if (session.person == person) sessions.push_back(session);
    }
    return sessions;
}

std::optional<Credential> MemoryJob::credential(std::string_view email) {
    return found_in(state_.credentials, std::string(email));
}

std::vector<AuditLine> MemoryJob::audit_after(
    std::string_view scope, std::int64_t number, std::size_t limit
) {
    std::vector<AuditLine> lines;
    const auto found = state_.audits.find(scope);
    if (found == state_.audits.end() || !access_.reaches(scope)) return lines;
    for (const AuditLine& line : found->second) {
        if (line.number > number && lines.size() < limit) lines.push_back(line);
    }
    return lines;
}

void MemoryJob::enlist(const Record& record, bool live) {
    const RecordKey key = record.key();
    const auto mark = [this, live](std::set<RecordKey>& keys, const RecordKey& marked) {
        const bool changed = live ? keys.insert(marked).second : keys.erase(marked) > 0;
        if (!changed) return;
        undo_.emplace_back([&keys, marked, live] {
            if (live) {
                keys.erase(marked);
            } else {
                keys.insert(marked);
            }
        });
    };
    mark(state_.scopes[scope_of(record)].live, key);
    for (const std::string& name : index_keys(record)) mark(state_.index[name], key);
}

void MemoryJob::touch(const RecordKey& key) {
    if (std::find(touched_.begin(), touched_.end(), key) != touched_.end()) return;
    touched_.push_back(key);
    undo_.emplace_back([this] { touched_.pop_back(); });
}

void MemoryJob::put(const Record& record) {
    const std::string scope = scope_of(record);
    check(access_.reaches(scope));
    const auto before = state_.records.find(record.key());
    StoredRecord row{.record = record, .scope = scope, .seq = 0, .deleted = false};
    if (before != state_.records.end()) {
        check(before->second.scope == scope);
        row.seq = before->second.seq;
        if (!before->second.deleted) enlist(before->second.record, false);
    }
    enlist(record, true);
    change(state_.records, record.key(), std::move(row));
    touch(record.key());
}

void MemoryJob::remove(const RecordKey& key) {
    const auto found = state_.records.find(key);
    if (found == state_.records.end() || found->second.deleted || hides(found->second)) return;
    StoredRecord row = found->second;
    row.deleted = true;
    enlist(row.record, false);
    change(state_.records, key, std::move(row));
    touch(key);
}

void MemoryJob::put_left(std::string_view bucket, const RecordKey& key) {
    left_.emplace_back(std::string(bucket), key);
    undo_.emplace_back([this] { left_.pop_back(); });
}

void MemoryJob::raise_floor(std::string_view scope, std::int64_t seq) {
    const auto found = state_.scopes.find(scope);
    if (found == state_.scopes.end()) return;
    ScopeRows rows = found->second;
    rows.state.floor = std::max(rows.state.floor, std::min(seq, rows.state.seq));
    for (auto at = rows.by_seq.begin(); at != rows.by_seq.end();) {
        const StoredRecord& row = state_.records.at(at->second);
        if (at->first > rows.state.floor) break;
        if (!row.deleted) {
            ++at;
            continue;
        }
        change(state_.records, at->second, std::nullopt);
        at = rows.by_seq.erase(at);
    }
    const std::int64_t floor = rows.state.floor;
    change(state_.scopes, std::string(scope), std::move(rows));
    for (auto& [bucket, left] : state_.left) {
        if (bucket.substr(0, bucket.find('@')) != scope) continue;
        std::map<RecordKey, std::int64_t> kept;
        for (const auto& [key, at] : left) {
            if (at > floor) kept[key] = at;
        }
        change(state_.left, bucket, std::move(kept));
    }
}

void MemoryJob::put_client(const ClientState& client) {
    change(state_.clients, client.id.bytes, client);
}

void MemoryJob::put_result(ClientId client, const CommandResult& result) {
    change(state_.results, {client.bytes, result.id}, result);
}

void MemoryJob::prune_results(ClientId client, std::int64_t upto) {
    for (const CommandResult& result : results_after(client, 0, SIZE_MAX)) {
        if (result.id <= upto) change(state_.results, {client.bytes, result.id}, std::nullopt);
    }
}

void MemoryJob::put_dead_letter(const DeadLetter& letter) {
    change(state_.letters, {letter.client.bytes, letter.command.id}, letter);
}

void MemoryJob::remove_dead_letter(ClientId client, std::int64_t id) {
    change(state_.letters, {client.bytes, id}, std::nullopt);
}

void MemoryJob::put_due(const StoredDue& due) {
    change(state_.dues, {due.subject, std::string(command_name(due.command))}, due);
}

void MemoryJob::remove_due(const RecordKey& subject, std::string_view command) {
    change(state_.dues, {subject, std::string(command)}, std::nullopt);
}

std::int64_t MemoryJob::next_number(std::string_view name) {
    const std::string key(name);
    const std::int64_t next = found_in(state_.numbers, key).value_or(0) + 1;
    change(state_.numbers, key, next);
    return next;
}

void MemoryJob::put_idempotent_answer(const IdempotentAnswer& answer) {
    change(state_.answers, {answer.person.bytes, answer.key}, answer);
}

void MemoryJob::put_session(const StoredSession& session) {
    change(state_.sessions, session.token_hash, session);
}

void MemoryJob::remove_session(ByteView token_hash) {
    change(state_.sessions, Bytes(token_hash.begin(), token_hash.end()), std::nullopt);
}

void MemoryJob::remove_sessions_of(PersonId person) {
    for (const StoredSession& session : sessions_of(person)) remove_session(session.token_hash);
}

void MemoryJob::put_credential(const Credential& credential) {
    change(state_.credentials, credential.email, credential);
}

void MemoryJob::append_audit(AuditLine line) {
    std::vector<AuditLine>& lines = state_.audits[line.scope];
    line.number = lines.empty() ? 1 : lines.back().number + 1;
    line.hash = audit_hash(line, lines.empty() ? Bytes(hash_bytes, 0) : lines.back().hash);
    lines.push_back(std::move(line));
    undo_.emplace_back([&lines] { lines.pop_back(); });
}

void MemoryJob::raise_epoch(const Epoch& epoch) {
    undo_.emplace_back([this, before = state_.epoch] { state_.epoch = before; });
    state_.epoch = epoch;
}

void MemoryJob::mark_backup(std::string_view name, Moment at) {
    BackupMark mark{.at = at, .confirmed = false, .last_ids = {}};
    for (const auto& [id, client] : state_.clients) mark.last_ids[id] = client.last_id;
    change(state_.marks, std::string(name), std::move(mark));
}

void MemoryJob::confirm_backup(std::string_view name) {
    auto mark = found_in(state_.marks, std::string(name));
    if (!mark) return;
    mark->confirmed = true;
    change(state_.marks, std::string(name), std::move(mark));
}

void MemoryJob::forget_backup(std::string_view name) {
    change(state_.marks, std::string(name), std::nullopt);
}

// The last statement of a job: rows get the numbers that readers go by.
void MemoryJob::number_rows() {
    for (const RecordKey& key : touched_) {
        StoredRecord& row = state_.records.at(key);
        ScopeRows& rows = state_.scopes[row.scope];
        if (row.seq != 0) rows.by_seq.erase(row.seq);
        row.seq = ++rows.state.seq;
        rows.by_seq[row.seq] = key;
    }
    for (const auto& [bucket, key] : left_) {
        state_.left[bucket][key] = state_.records.at(key).seq;
    }
}

MemoryStore::MemoryStore(const Epoch& epoch) : state_(std::make_unique<MemoryState>()) {
    state_->epoch = epoch;
}

MemoryStore::~MemoryStore() = default;

void MemoryStore::read(const Access& access, const ReadJob& job) {
    const std::lock_guard lock(mutex_);
    MemoryJob reader(*state_, access, while_waiting);
    job(reader);
}

Outcome MemoryStore::write(const Access& access, const WriteJob& job) {
    const std::lock_guard lock(mutex_);
    MemoryJob writer(*state_, access, while_waiting);
    try {
        Outcome outcome = job(writer);
        if (outcome.ok()) {
            writer.number_rows();
        } else {
            writer.undo_all();
        }
        return outcome;
    } catch (...) {
        writer.undo_all();
        throw;
    }
}

std::shared_ptr<const MemoryState> MemoryStore::backup() const {
    const std::lock_guard lock(mutex_);
    return std::make_shared<const MemoryState>(*state_);
}

void MemoryStore::restore(const MemoryState& state) {
    const std::lock_guard lock(mutex_);
    *state_ = state;
}

}  // namespace entente
