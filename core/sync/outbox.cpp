#include "core/sync/outbox.h"

#include "core/base/sort.h"

#include <algorithm>
#include <utility>

namespace entente {

std::span<const std::string_view> names_of(Settlement) {
    static constexpr std::array<std::string_view, 3> names{
        "withdrawn", "theirs_taken", "superseded"};
    return names;
}

std::span<const std::string_view> names_of(LogType) {
    static constexpr std::array<std::string_view, 7> names{
        "client", "command", "kept", "result", "settled", "epoch", "durable"};
    return names;
}

void LogRecord::describe(FieldVisitor& v) {
    field(v, "type", type);
    field(v, "client", client);
    field(v, "hash", hash);
    field(v, "id", id);
    field(v, "command", command);
    field(v, "result", result);
    field(v, "how", how);
    field(v, "epoch", epoch);
    field(v, "at", at);
}

static OutboxEntry entry_from(const PushedCommand& pushed) {
    OutboxEntry entry;
    entry.pushed = pushed;
    auto command = command_from_args(pushed.name, pushed.version, pushed.args);
    if (command.ok()) {
        entry.command = std::move(command).value();
    } else {
        // Kept and sent all the same: the server may know what this version of the app does not.
        entry.replay_problem = command.problem();
    }
    return entry;
}

void Outbox::apply(const LogRecord& record) {
    switch (record.type) {
        case LogType::client:
            become(record);
            break;
        case LogType::command:
            check(record.command.has_value() && record.command->id == last_id_ + 1);
            entries_.push_back(entry_from(*record.command));
            last_id_ = record.command->id;
            last_hash_ = record.command->hash;
            break;
        case LogType::kept:
            keep(record);
            break;
        case LogType::result:
            take_result(record);
            break;
        case LogType::settled:
            settle(record);
            break;
        case LogType::epoch:
            enter(record);
            break;
        case LogType::durable:
            prune(record.id);
            break;
    }
}

// A new identity. What the server answered under the old one stays settled or in Needs attention;
// everything else is asked for again under the new one, in its order. An answer names the hash of
// its command, so what has none was never taken.
void Outbox::become(const LogRecord& record) {
    client_ = record.client;
    epoch_ = record.epoch;
    last_id_ = record.id;
    last_hash_ = record.hash;
    durable_ = 0;
    std::deque<OutboxEntry> before = std::move(entries_);
    entries_.clear();
    std::vector<OutboxEntry> again;
    // Counted from what is there, so that a restart counts alike.
    std::int64_t retired = before.empty() ? 0 : std::min<std::int64_t>(before.front().id(), 0);
    for (OutboxEntry& entry : before) {
        if (entry.attention()) {
            if (entry.id() > 0) entry.pushed.id = --retired;
            entries_.push_back(std::move(entry));
        } else if (!entry.result && !entry.pushed.abandoned) {
            again.push_back(std::move(entry));
        }
    }
    sort_values(entries_, [](const auto& a, const auto& b) { return a.id() < b.id(); });
    for (OutboxEntry& entry : again) {
        renumber(entry);
        entries_.push_back(std::move(entry));
    }
}

void Outbox::renumber(OutboxEntry& entry) {
    entry.pushed.id = ++last_id_;
    entry.pushed.supersedes = 0;
    entry.pushed.hash = chain_hash(entry.pushed, last_hash_);
    entry.sent = false;
    entry.saved = false;
    last_hash_ = entry.pushed.hash;
}

void Outbox::take_result(const LogRecord& record) {
    check(record.result.has_value());
    OutboxEntry* entry = find(record.result->id);
    if (entry == nullptr) return;  // Its own record was in a file that is lost.
    entry->result = record.result;
    entry->answered_at = record.at;
    entry->sent = false;
}

void Outbox::settle(const LogRecord& record) {
    OutboxEntry* entry = find(record.id);
    if (entry == nullptr) return;
    entry->pushed.abandoned = true;
    if (record.id > 0) return;  // Keeps its place in the chain until every backup has it.
    const auto same = [&](const OutboxEntry& other) { return other.id() == record.id; };
    entries_.erase(std::find_if(entries_.begin(), entries_.end(), same));
}

// The server's database is another one: its answers may be others, too.
void Outbox::enter(const LogRecord& record) {
    epoch_ = record.epoch;
    for (OutboxEntry& entry : entries_) {
        if (entry.id() <= record.id) continue;
        entry.result.reset();
        entry.result_saved = false;
        entry.sent = false;
        entry.answered_at = {};
    }
}

void Outbox::prune(std::int64_t upto) {
    durable_ = std::max(durable_, upto);
    const auto done = [upto](const OutboxEntry& entry) {
        return entry.id() > 0 && entry.id() <= upto && !entry.attention();
    };
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(), done), entries_.end());
}

void Outbox::keep(const LogRecord& record) {
    check(record.command.has_value());
    entries_.push_back(entry_from(*record.command));
    entries_.back().result = record.result;
    entries_.back().answered_at = record.at;
}

std::vector<LogRecord> Outbox::snapshot() const {
    std::vector<LogRecord> records(2);
    records[0].type = LogType::client;
    records[0].client = client_;
    records[0].epoch = epoch_;
    records[0].hash = last_hash_;
    records[0].id = last_id_;
    records[1].type = LogType::durable;
    records[1].id = durable_;
    for (const OutboxEntry& entry : entries_) {
        LogRecord kept;
        kept.type = LogType::kept;
        kept.command = entry.pushed;
        kept.result = entry.result;
        kept.at = entry.answered_at;
        records.push_back(std::move(kept));
    }
    return records;
}

const OutboxEntry* Outbox::find(std::int64_t id) const {
    const auto found = std::lower_bound(
        entries_.begin(),
        entries_.end(),
        id,
        [](const OutboxEntry& entry, std::int64_t wanted) { return entry.id() < wanted; }
    );
    return found != entries_.end() && found->id() == id ? &*found : nullptr;
}

OutboxEntry* Outbox::find(std::int64_t id) {
    return const_cast<OutboxEntry*>(std::as_const(*this).find(id));
}

std::int64_t Outbox::acknowledged() const {
    std::int64_t upto = durable_;
    for (const OutboxEntry& entry : entries_) {
        if (entry.id() < 0) continue;
        if (!entry.result || !entry.result_saved) return std::min(upto, entry.id() - 1);
        upto = std::max(upto, entry.id());
    }
    return upto;
}

std::int64_t Outbox::answered() const {
    for (const OutboxEntry& entry : entries_) {
        if (entry.id() > 0 && !entry.result) return entry.id() - 1;
    }
    return last_id_;
}

std::vector<PushedCommand> Outbox::batch(std::int64_t after, std::size_t count_max, bool saved_only)
    const {
    std::vector<PushedCommand> commands;
    std::size_t size = 1024;  // What stands around the commands, generously.
    for (const OutboxEntry& entry : entries_) {
        if (entry.id() <= after) continue;
        if (commands.size() == count_max || (saved_only && !entry.saved)) break;
        // Told to nobody before it is kept: after a restart it would be a command like any other,
        // which the server calls done.
        if (entry.pushed.abandoned && !entry.abandoned_saved) break;
        if (!commands.empty() && entry.id() != commands.back().id + 1) break;
        size += entry.pushed.args.size() + 1024;
        if (size > push_bytes_max && !commands.empty()) break;
        commands.push_back(entry.pushed);
    }
    return commands;
}

std::int64_t Outbox::prunable(std::int64_t durable_id, std::int64_t base_id, Moment before) const {
    std::int64_t upto = 0;
    for (const OutboxEntry& entry : entries_) {
        if (entry.id() < 0 || entry.attention()) continue;
        const bool old = entry.answered_at.given() && entry.answered_at < before;
        const bool kept_elsewhere = entry.id() <= durable_id || old;
        if (!entry.result_saved || !kept_elsewhere || entry.id() > base_id) break;
        upto = entry.id();
    }
    return upto;
}

std::size_t Outbox::waiting() const {
    const auto open = [](const OutboxEntry& entry) {
        return !entry.result && !entry.pushed.abandoned;
    };
    return static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), open));
}

std::size_t Outbox::in_attention() const {
    const auto open = [](const OutboxEntry& entry) { return entry.attention(); };
    return static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), open));
}

}  // namespace entente
