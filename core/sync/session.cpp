#include "core/sync/session.h"

#include "core/base/format/cbor.h"
#include "core/base/format/field_hash.h"
#include "core/base/hash/hash.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

// A device counts nothing: numbers that people read come from the server.
class NoNumbers final : public NumberSource {
public:
    std::int64_t next(std::string_view) override { return 0; }
};

static bool typing_key_ok(std::string_view key) {
    const auto ok = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    return !key.empty() && key.size() <= 40 && std::all_of(key.begin(), key.end(), ok);
}

Effects Session::step(const Input& input) {
    now_ = input.now;
    changed_ = false;
    Effects effects = take(input.body);
    if (started_) {
        pump_files(effects);
        pump_network(effects);
    }
    effects.given_up = std::move(given_up_);
    given_up_.clear();
    effects.changed = changed_;
    return effects;
}

Effects Session::take(const InputBody& body) {
    Effects effects;
    if (const auto* start_input = std::get_if<input::Start>(&body)) {
        start(*start_input);
    } else if (const auto* asked = std::get_if<input::Act>(&body)) {
        act(asked->command, 0, effects);
        if (!effects.refused && !asked->typed_key.empty()) keep_typing(asked->typed_key, {});
    } else if (const auto* typed = std::get_if<input::KeepTyping>(&body)) {
        keep_typing(typed->key, typed->bytes);
    } else if (const auto* done = std::get_if<input::Committed>(&body)) {
        committed(*done);
    } else if (const auto* read = std::get_if<input::WereRead>(&body)) {
        were_read(*read);
    } else if (const auto* answer = std::get_if<input::Answered>(&body)) {
        answered(*answer);
    } else if (const auto* lost = std::get_if<input::Failed>(&body)) {
        if (request_ && request_->number == lost->request) failed(0);
    } else if (const auto* resent = std::get_if<input::EditAndResend>(&body)) {
        resend(*resent, effects);
    } else if (const auto* theirs = std::get_if<input::TakeTheirs>(&body)) {
        settle(theirs->id, Settlement::theirs_taken, effects);
    } else if (const auto* taken_back = std::get_if<input::Withdraw>(&body)) {
        settle(taken_back->id, Settlement::withdrawn, effects);
    } else {
        heard(body);
    }
    return effects;
}

// What only says that now may be a good time.
void Session::heard(const InputBody& body) {
    if (std::holds_alternative<input::Tick>(body)) return;
    if (std::holds_alternative<input::Offline>(body)) {
        offline_ = true;  // A hint: the next attempt is still made, at its time.
        changed_ = true;
        return;
    }
    if (std::holds_alternative<input::HandOver>(body)) hand_over_ = true;
    if (std::holds_alternative<input::SyncNow>(body)) {
        failures_ = 0;
        update_needed_ = false;
        disabled_ = false;
    }
    // What failed on another network, or while nobody looked, says nothing about this one.
    if (std::holds_alternative<input::Online>(body)) failures_ = 0;
    if (!std::holds_alternative<input::Poked>(body)) {
        next_attempt_ = now_;
        commit_retry_at_ = now_;
    }
    next_pull_ = now_;
}

std::optional<Problem> Session::why_read_only() const {
    if (!started_) return Problem{ProblemCode::storage_must_answer, {}, {}};
    if (identity_.preview) return Problem{ProblemCode::preview_must_be_read_only, {}, {}};
    if (fenced_) return Problem{ProblemCode::storage_must_not_be_taken_over, {}, {}};
    if (newer_files_) return Problem{ProblemCode::version_must_be_supported, {}, {}};
    if (disabled_) return Problem{ProblemCode::account_must_be_enabled, {}, {}};
    return std::nullopt;
}

const Program& Session::program() const {
    check(program_ != nullptr);
    for (const Record& record : base_.rows().all()) {
        if (record.kind() != Kind::program) break;  // Programs come first: it is the first kind.
        return body_of<Program>(record);
    }
    return *program_;
}

Result<Changes> Session::run(const Command& command, std::int64_t id, Moment at) const {
    NoNumbers numbers;
    const Context context{
        .actor = identity_.actor,
        .now = at,
        .program = program(),
        .numbers = numbers,
        .command_seed = command_seed(outbox_.client(), id),
        .suffixes = suffixes_,
        .proved_not_before = {},
    };
    return decide(command, overlay_, context);
}

static std::vector<RecordKey> touched_by(const Changes& changes) {
    std::vector<RecordKey> keys = changes.removals;
    for (const Record& record : changes.puts) keys.push_back(record.key());
    return keys;
}

// What a command is based on that writes fields which others may have changed: these fields as the
// person sees them.
static std::vector<FieldBase> base_of(const Command& command, const RecordSource& view) {
    const RecordKey key = subject_of(command);
    const Record* record = command.rule().guards_fields ? view.find(key) : nullptr;
    std::vector<FieldBase> base;
    if (record == nullptr) return base;
    for (const std::string_view name : record->body.rule().guarded_fields) {
        const std::uint64_t hash = field_hash(record->body, name);
        base.push_back(
            {key.kind, key.id, std::string(name), record->version, static_cast<std::int64_t>(hash)}
        );
    }
    return base;
}

static std::int64_t state_hash(const RecordSource& view, const RecordKey& subject) {
    const Record* record = view.find(subject);
    if (record == nullptr || record->body.rule().state_field.empty()) return 0;
    return static_cast<std::int64_t>(field_hash(record->body, record->body.rule().state_field));
}

void Session::act(const Command& command, std::int64_t supersedes, Effects& effects) {
    if (effects.refused = why_read_only(); effects.refused) return;
    const std::int64_t id = outbox_.last_id() + 1;
    const Result<Changes> changes = run(command, id, now_);
    if (!changes.ok()) {
        effects.refused = changes.problem();
        return;
    }
    LogRecord record;
    PushedCommand& pushed = record.command.emplace();
    pushed.id = id;
    pushed.name = command_name(command);
    pushed.version = command_version(command);
    pushed.args = args_from_command(command);
    if (pushed.args.size() > args_bytes_max) {
        effects.refused =
            Problem{ProblemCode::bytes_must_be_small_enough, {}, std::to_string(args_bytes_max)};
        return;
    }
    pushed.base = base_of(command, overlay_);
    pushed.at = now_;
    pushed.seen = time_token_;
    pushed.supersedes = supersedes;
    overlay_.apply(changes.value());
    pushed.foreseen = state_hash(overlay_, subject_of(command));
    pushed.hash = chain_hash(pushed, outbox_.last_hash());
    log(std::move(record));
    outbox_.entries().back().touched = touched_by(changes.value());
    next_push_ = now_;
    effects.accepted = id;
    moved();
}

void Session::resend(const input::EditAndResend& resent, Effects& effects) {
    const OutboxEntry* entry = outbox_.find(resent.id);
    if (entry == nullptr || !entry->attention()) {
        effects.refused = Problem{ProblemCode::record_must_exist, {}, {}};
        return;
    }
    act(resent.command, std::max<std::int64_t>(resent.id, 0), effects);
    if (!effects.refused) settle(resent.id, Settlement::superseded, effects);
}

void Session::settle(std::int64_t id, Settlement how, Effects& effects) {
    if (effects.refused = why_read_only(); effects.refused) return;
    const OutboxEntry* entry = outbox_.find(id);
    // Taken back is what waits for the person, or what nobody has been told yet.
    const bool unsent = entry != nullptr && !entry->result && !entry->sent &&
                        id > server_last_id_ && how == Settlement::withdrawn;
    if (entry == nullptr || !(entry->attention() || unsent)) {
        effects.refused = Problem{ProblemCode::record_must_exist, {}, {}};
        return;
    }
    LogRecord record;
    record.type = LogType::settled;
    record.id = id;
    record.how = how;
    log(std::move(record));
    replay();
}

void Session::keep_typing(const std::string& key, const Bytes& bytes) {
    check(typing_key_ok(key));
    if (why_read_only()) return;  // The screen keeps it; there is no store to keep it in.
    const std::string name = "w." + key;
    if (bytes.empty()) {
        if (typing_.erase(name) == 0) return;
    } else {
        typing_[name] = bytes;
    }
    unsaved_typing_[name] = bytes;
}

// The outbox changes by what goes into a file and by nothing else.
void Session::log(LogRecord record) {
    outbox_.apply(record);
    unsaved_.push_back(std::move(record));
    changed_ = true;
    states_.reset();
}

void Session::replay() {
    overlay_.clear();
    const bool same_epoch = base_.epoch() == outbox_.epoch();
    for (OutboxEntry& entry : outbox_.entries()) {
        entry.touched.clear();
        if (!entry.command) continue;
        entry.replay_problem.reset();
        const bool in_base = same_epoch && entry.id() <= base_.last_id();
        if (!entry.alive() || (entry.id() > 0 && in_base)) continue;
        const Result<Changes> changes = run(*entry.command, entry.id(), entry.pushed.at);
        if (changes.ok()) {
            overlay_.apply(changes.value());
            entry.touched = touched_by(changes.value());
        } else {
            entry.replay_problem = changes.problem();
        }
    }
    moved();
}

std::uint64_t Session::random(std::uint64_t below) {
    Bytes bytes(entropy_.begin(), entropy_.end());
    drawn_++;
    for (int shift = 0; shift < 64; shift += 8) {
        bytes.push_back(static_cast<std::uint8_t>(drawn_ >> shift));
    }
    return below == 0 ? 0 : hash64(bytes) % below;
}

Pill Session::pill() const {
    Pill pill;
    pill.waiting = outbox_.waiting();
    pill.attention = outbox_.in_attention();
    pill.synced_at = synced_at_;
    pill.rows_done = base_.staged_rows();
    pill.rows_total = base_.rows_total();
    const auto state = [&] {
        if (!started_) return PillState::not_loaded;
        if (not_saved_) return PillState::not_saved;
        if (fenced_ || identity_.preview) return PillState::read_only;
        if (newer_files_ || update_needed_) return PillState::update_needed;
        if (signed_out_) return PillState::signed_out;
        if (disabled_) return PillState::disabled;
        if (pill.attention > 0) return PillState::needs_attention;
        if (offline_ || failures_ > 0) return PillState::offline;
        if (request_ || pill.waiting > 0 || base_.staging()) return PillState::syncing;
        return synced_at_.given() ? PillState::synced : PillState::offline;
    };
    pill.state = state();
    return pill;
}

SyncState Session::state_of(const RecordKey& key) const {
    if (!states_) {
        states_.emplace();
        const auto raise = [this](const RecordKey& touched, SyncState state) {
            SyncState& known = (*states_)[touched];
            known = std::max(known, state);
        };
        for (const OutboxEntry& entry : outbox_.entries()) {
            if (!entry.command) continue;
            const RecordKey subject = subject_of(*entry.command);
            if (entry.attention()) raise(subject, SyncState::needs_attention);
            if (entry.result || entry.pushed.abandoned) continue;
            const bool draft = entry.command->is<KeepDraft>();
            const SyncState here = draft ? SyncState::draft_here : SyncState::waiting;
            const SyncState state = entry.sent ? SyncState::sent : here;
            raise(subject, state);
            for (const RecordKey& touched : entry.touched) raise(touched, state);
        }
    }
    const auto found = states_->find(key);
    return found == states_->end() ? SyncState::confirmed : found->second;
}

std::vector<AttentionItem> Session::attention() const {
    std::vector<AttentionItem> items;
    const auto same_subject = [](const OutboxEntry& a, const OutboxEntry& b) {
        return a.command && b.command && subject_of(*a.command) == subject_of(*b.command);
    };
    for (const OutboxEntry& entry : outbox_.entries()) {
        if (!entry.attention()) continue;
        AttentionItem item;
        item.id = entry.id();
        item.command = entry.command;
        item.verdict = entry.result->verdict;
        item.problem = problem_from_wire(*entry.result->problem);
        item.at = entry.pushed.at;
        for (const OutboxEntry& other : outbox_.entries()) {
            const bool hangs = other.attention() || (!other.result && other.replay_problem);
            if (other.id() > entry.id() && hangs && same_subject(entry, other)) {
                item.bundle.push_back(other.id());
            }
        }
        items.push_back(std::move(item));
    }
    return items;
}

std::vector<const OutboxEntry*> Session::pending() const {
    std::vector<const OutboxEntry*> pending;
    for (const OutboxEntry& entry : outbox_.entries()) {
        if (!entry.result && !entry.pushed.abandoned) pending.push_back(&entry);
    }
    return pending;
}

bool Session::saved(std::int64_t command) const {
    const OutboxEntry* entry = outbox_.find(command);
    // What is not here any more was answered, and is in every backup.
    if (entry == nullptr) return command > 0 && command <= outbox_.last_id();
    return entry->saved;
}

Bytes Session::typed(std::string_view key) const {
    const auto found = typing_.find("w." + std::string(key));
    return found == typing_.end() ? Bytes{} : found->second;
}

Bytes Session::export_unsent() const {
    SegmentWriter writer({
        .kind = SegmentKind::outbox_compacted,
        .number = outbox_lsn_,
        .client = outbox_.client(),
        .previous = outbox_hash_,
    });
    for (const LogRecord& record : outbox_.snapshot()) writer.add(cbor_from(record));
    return writer.finish();
}

}  // namespace entente
