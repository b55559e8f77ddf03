// What the person asked for and what became of it: outbox, Needs attention and journal in one list.
//
// Its state is the sum of its log records and of nothing else: what is written to a file is exactly
// what is applied here, so that a restart at any moment finds the same list.
#pragma once

#include "core/domain/command.h"
#include "core/sync/protocol.h"

#include <deque>

namespace entente {

// How a command left Needs attention.
enum class Settlement : std::uint8_t { withdrawn, theirs_taken, superseded };
std::span<const std::string_view> names_of(Settlement);

enum class LogType : std::uint8_t { client, command, kept, result, settled, epoch, durable };
std::span<const std::string_view> names_of(LogType);

// One line of the log; which fields mean something follows from the type.
struct LogRecord {
    LogType type = LogType::command;
    ClientId client;                         // client: from here on
    Bytes hash;                              // client: of the last command before
    std::int64_t id = 0;                     // client, durable: up to here; settled: this one
    std::optional<PushedCommand> command;    // command, kept
    std::optional<CommandResult> result;     // result, kept
    Settlement how = Settlement::withdrawn;  // settled
    Epoch epoch;                             // client, epoch
    Moment at;

    void describe(FieldVisitor& v);
};

struct OutboxEntry {
    PushedCommand pushed;
    std::optional<Command> command;  // None: of another version of the app.
    std::optional<CommandResult> result;
    bool saved = false;  // Stands in the store.
    bool result_saved = false;
    bool abandoned_saved = false;
    bool sent = false;  // In a request that has no answer yet.
    Moment answered_at;
    std::vector<RecordKey> touched;         // By the last replay.
    std::optional<Problem> replay_problem;  // Why a replay on today's base would be refused.

    std::int64_t id() const { return pushed.id; }
    // Refused, and the person has not dealt with it.
    bool attention() const { return result && !result->accepted() && !pushed.abandoned; }
    // Still wants its effects on the screen once the base does not hold them.
    bool alive() const { return !pushed.abandoned && (!result || result->accepted()); }
};

class Outbox {
public:
    void apply(const LogRecord& record);

    // The commands up to that id are lost with the file that held them.
    void skip_to(std::int64_t id) { last_id_ = id; }

    // Records that make the same outbox from nothing.
    std::vector<LogRecord> snapshot() const;

    bool begun() const { return client_.given(); }
    ClientId client() const { return client_; }
    const Epoch& epoch() const { return epoch_; }
    std::int64_t last_id() const { return last_id_; }
    const Bytes& last_hash() const { return last_hash_; }
    const std::deque<OutboxEntry>& entries() const { return entries_; }
    std::deque<OutboxEntry>& entries() { return entries_; }

    const OutboxEntry* find(std::int64_t id) const;
    OutboxEntry* find(std::int64_t id);

    // An id up to which every result stands in the store: safe to acknowledge. Only what was really
    // answered counts: beyond a lost file nobody knows.
    std::int64_t acknowledged() const;
    // The newest id up to which all are answered.
    std::int64_t answered() const;
    // A push of what follows `after`, within the limits; empty when there is nothing. With
    // `saved_only`, stops before what is not in the store yet.
    std::vector<PushedCommand> batch(std::int64_t after, std::size_t count_max, bool saved_only)
        const;
    // How far a prune may go when `durable_id` is in every backup and `base_id` in the base.
    // Answers from before that moment count as durable: no backup of such age is restored.
    std::int64_t prunable(std::int64_t durable_id, std::int64_t base_id, Moment before) const;

    std::size_t waiting() const;
    std::size_t in_attention() const;

private:
    void become(const LogRecord& record);
    void renumber(OutboxEntry& entry);
    void keep(const LogRecord& record);
    void take_result(const LogRecord& record);
    void settle(const LogRecord& record);
    void enter(const LogRecord& record);
    void prune(std::int64_t upto);

    ClientId client_;
    Epoch epoch_;
    std::int64_t last_id_ = 0;
    std::int64_t durable_ = 0;  // Forgotten up to here, since every backup has it.
    Bytes last_hash_;
    std::deque<OutboxEntry> entries_;  // Ascending by id.
};

}  // namespace entente
