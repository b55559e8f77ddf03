// The session's files: loading them, saving what is new, and writing old ones anew.
#include "core/base/format/cbor.h"
#include "core/base/sort.h"
#include "core/sync/session.h"

#include <algorithm>

namespace entente {

static constexpr std::size_t outbox_files_max = 64;
static constexpr std::size_t outbox_bytes_max = std::size_t{1024} * 1024;
static constexpr std::size_t base_files_max = 64;
static constexpr std::size_t base_part_bytes = std::size_t{256} * 1024;
static constexpr int commit_tries_max = 3;
static constexpr std::int64_t commit_retry_ms = 100;
static constexpr std::int64_t commit_retry_ms_max = 30'000;
static constexpr std::int64_t rewrite_pause_ms = std::int64_t{10} * 60'000;

static Bytes no_hash() {
    Bytes zeros(hash_bytes, 0);
    return zeros;
}

// What stands in b.<gen>.end: which parts make the base, and the last pull that they hold.
struct BaseEnd {
    std::int64_t parts = 0;
    std::int64_t page_lsn = 0;

    void describe(FieldVisitor& v) {
        field(v, "parts", parts);
        field(v, "page_lsn", page_lsn);
    }
};

static std::string base_name(std::int64_t generation, std::int64_t part) {
    return file_name('b', generation, 8) + file_name('.', part, 4).substr(1);
}

static std::string base_end_name(std::int64_t generation) {
    return file_name('b', generation, 8) + ".end";
}

static bool replaceable(std::string_view name) {
    return name[0] == 'b' || name[0] == 'd';
}

void Session::start(const input::Start& start) {
    check(!started_ && start.program != nullptr);
    identity_ = start.identity;
    program_ = start.program;
    suffixes_ = start.suffixes;
    entropy_ = start.entropy;
    changed_ = true;
    if (!start.loaded) return;
    started_ = true;
    outbox_hash_ = no_hash();
    page_hash_ = no_hash();
    for (const auto& [name, bytes] : start.files) {
        stored_[name] = bytes.size();
        if (name.substr(0, 2) == "w.") typing_[name] = bytes;
    }
    load_outbox(start.files);
    load_base(start.files);
    if (!outbox_.begun()) begin_client();
    time_token_ = base_.time_token();
    synced_at_ = moment_of_token(time_token_);
    server_last_id_ = outbox_.answered();
    next_attempt_ = next_pull_ = next_push_ = now_;
    replay();
}

// A cache that was never used, or whose every file is lost.
void Session::begin_client() {
    LogRecord client;
    client.type = LogType::client;
    for (std::uint8_t& byte : client.client.bytes) byte = static_cast<std::uint8_t>(random(256));
    client.hash = chain_start(client.client);
    log(std::move(client));
}

bool Session::is_storing() const {
    const bool committing = commit_ && !commit_->base_only;
    return committing || !unsaved_.empty() || !unsaved_typing_.empty() || !set_aside_.empty();
}

// The newest compacted file that is sound, then every single one behind it, in order.
void Session::load_outbox(const Files& files) {
    std::vector<std::pair<std::int64_t, std::string>> compacted;
    std::vector<std::pair<std::int64_t, std::string>> singles;
    for (const auto& [name, bytes] : files) {
        if (const auto number = number_in(name, 'O', 8)) compacted.emplace_back(*number, name);
        if (const auto number = number_in(name, 'o', 16)) singles.emplace_back(*number, name);
    }
    sort_values(compacted, std::greater<>());
    for (const auto& [generation, name] : compacted) {
        outbox_generation_ = std::max(outbox_generation_, generation);
        if (outbox_.begun()) continue;
        load_outbox_file(name, files.at(name), SegmentKind::outbox_compacted);
    }
    sort_values(singles);
    for (const auto& [lsn, name] : singles) {
        if (lsn <= compacted_lsn_) continue;
        load_outbox_file(name, files.at(name), SegmentKind::outbox);
        // A name is never used twice, whatever was found under it.
        outbox_lsn_ = std::max(outbox_lsn_, lsn);
    }
    for (OutboxEntry& entry : outbox_.entries()) {
        entry.saved = true;
        entry.result_saved = entry.result.has_value();
        entry.abandoned_saved = entry.pushed.abandoned;
    }
}

void Session::load_outbox_file(const std::string& name, ByteView bytes, SegmentKind kind) {
    const auto segment = read_segment(bytes, kind);
    if (!segment.ok()) {
        if (segment.problem().code == ProblemCode::version_must_be_supported) {
            newer_files_ = true;
        } else {
            set_aside(name, bytes);
        }
        return;
    }
    const SegmentHeader& header = segment.value().header;
    std::vector<LogRecord> records;
    for (const ByteView record : segment.value().records) {
        auto line = from_cbor<LogRecord>(record);
        if (!line.ok()) return set_aside(name, bytes);
        records.push_back(std::move(line).value());
    }
    if (kind == SegmentKind::outbox) {
        const bool follows = header.number == outbox_lsn_ + 1 && header.previous == outbox_hash_;
        // Read on all the same: what is behind a lost file is no less the person's.
        if (!follows && damage_.empty()) damage_.push_back(file_name('o', outbox_lsn_ + 1, 16));
        if (!follows) compact_soon_ = true;
    }
    const auto names_client = [](const LogRecord& record) {
        return record.type == LogType::client;
    };
    // The file that said so is lost: from here on the numbers are those of another identity.
    if (std::none_of(records.begin(), records.end(), names_client)) load_client(header.client);
    for (const LogRecord& record : records) load_log_record(record, header.client);
    outbox_lsn_ = header.number;
    outbox_hash_ = kind == SegmentKind::outbox ? segment.value().hash : header.previous;
    if (kind == SegmentKind::outbox_compacted) compacted_lsn_ = header.number;
}

void Session::load_client(ClientId client) {
    if (outbox_.client() == client) return;
    LogRecord begin;
    begin.type = LogType::client;
    begin.client = client;
    begin.hash = chain_start(client);
    begin.epoch = outbox_.epoch();
    outbox_.apply(begin);
}

// After a lost file the records around the hole do not fit together as they did when written.
void Session::load_log_record(const LogRecord& record, ClientId client) {
    const bool has_command = record.type == LogType::command || record.type == LogType::kept;
    if (has_command && !record.command) return;
    if (record.type == LogType::result) {
        if (!record.result) return;
        const OutboxEntry* entry = outbox_.find(record.result->id);
        if (entry != nullptr && entry->pushed.hash != record.result->hash) return;
    }
    if (!outbox_.begun() && record.type != LogType::client) load_client(client);
    if (record.type == LogType::command && record.command->id <= outbox_.last_id()) {
        // Its number is taken by another: the server will notice, and it gets a new one.
        LogRecord moved = record;
        moved.command->id = outbox_.last_id() + 1;
        return outbox_.apply(moved);
    }
    if (record.type == LogType::command) outbox_.skip_to(record.command->id - 1);
    outbox_.apply(record);
}

// A damaged file of the person's work is kept as it was found, and shown.
void Session::set_aside(const std::string& name, ByteView bytes) {
    damage_.push_back(name);
    set_aside_["q." + name] = Bytes(bytes.begin(), bytes.end());
    leftover_.push_back(name);
    compact_soon_ = true;
}

void Session::load_base(const Files& files) {
    std::vector<std::int64_t> generations;
    for (const auto& [name, bytes] : files) {
        if (name.size() != 14 || name.substr(10) != ".end") continue;
        if (const auto generation = number_in(name.substr(0, 10), 'b', 8)) {
            generations.push_back(*generation);
        }
    }
    sort_values(generations, std::greater<>());
    bool sound = generations.empty();
    for (const std::int64_t generation : generations) {
        base_generation_ = std::max(base_generation_, generation);
        if (!sound) sound = load_base_snapshot(files, generation);
    }
    if (sound) sound = load_applied_pulls(files);
    if (base_client_ != outbox_.client()) base_.forget_last_id();
    if (!sound) {
        base_.clear();
        damage_.emplace_back("base");
        drop_base_files();
    }
}

static Outcome stage_page(BaseRows& base, const Segment& segment) {
    if (segment.records.size() != 1) return ProblemCode::file_must_be_sound;
    TRY(ReadPage page, read_page(segment.records[0]));
    // A base begins with everything.
    if (base.cookie().empty() && !page.head().reset) return ProblemCode::file_must_be_sound;
    base.stage(std::move(page));
    return Done{};
}

bool Session::load_base_snapshot(const Files& files, std::int64_t generation) {
    base_.clear();
    const auto end = read_segment(files.at(base_end_name(generation)), SegmentKind::base_end);
    if (!end.ok() || end.value().records.size() != 1) return false;
    const auto said = from_cbor<BaseEnd>(end.value().records[0]);
    if (!said.ok()) return false;
    Bytes previous = no_hash();
    for (std::int64_t part = 0; part < said.value().parts; part++) {
        const auto file = files.find(base_name(generation, part));
        if (file == files.end()) return false;
        const auto segment = read_segment(file->second, SegmentKind::base_part);
        if (!segment.ok() || segment.value().header.previous != previous) return false;
        if (!stage_page(base_, segment.value()).ok()) return false;
        previous = segment.value().hash;
    }
    if (end.value().header.previous != previous || base_.staging()) return false;
    page_lsn_ = said.value().page_lsn;
    page_hash_ = end.value().hash;
    base_client_ = end.value().header.client;
    return true;
}

// False: the pulls do not follow the base, or each other, and nothing of it can be trusted.
bool Session::load_applied_pulls(const Files& files) {
    std::vector<std::pair<std::int64_t, std::string>> pulls;
    for (const auto& [name, bytes] : files) {
        const auto lsn = number_in(name, 'd', 16);
        if (lsn && *lsn > page_lsn_) pulls.emplace_back(*lsn, name);
    }
    sort_values(pulls);
    // NOLINTNEXTLINE(readability-use-anyofallof): each goes on from where the one before has led.
    for (const auto& [lsn, name] : pulls) {
        const auto segment = read_segment(files.at(name), SegmentKind::applied_pull);
        if (!segment.ok() || segment.value().header.previous != page_hash_) return false;
        if (!stage_page(base_, segment.value()).ok()) return false;
        page_lsn_ = lsn;
        page_hash_ = segment.value().hash;
        base_client_ = segment.value().header.client;
    }
    return true;
}

// Every base file of the store goes; names are not used again.
void Session::drop_base_files() {
    for (auto file = stored_.begin(); file != stored_.end();) {
        if (!replaceable(file->first)) {
            ++file;
            continue;
        }
        if (const auto lsn = number_in(file->first, 'd', 16)) page_lsn_ = std::max(page_lsn_, *lsn);
        leftover_.push_back(file->first);
        file = stored_.erase(file);
    }
    if (!compaction_files_.empty() && replaceable(compaction_files_.begin()->first)) {
        compaction_files_.clear();
        read_wanted_ = false;
        read_ticket_ = 0;
    }
    unsaved_pages_.clear();
    page_hash_ = no_hash();
    if (!base_.cookie().empty()) stop_saving_base();
}

// What the store holds stays behind what the server said since, and stays true to an earlier
// moment. A pull added to it now would make a base that the server never was; the whole is written
// anew later.
void Session::stop_saving_base() {
    unsaved_pages_.clear();
    base_unsaved_ = true;
    rewrite_at_ = now_ + rewrite_pause_ms;
}

void Session::note_stored(const FileCommit& files) {
    for (const auto& [name, bytes] : files.puts) stored_[name] = bytes.size();
    for (const std::string& name : files.removes) stored_.erase(name);
}

void Session::committed(const input::Committed& done) {
    if (!commit_ || commit_->ticket != done.ticket || commit_->waiting) return;
    changed_ = true;
    if (done.outcome == CommitOutcome::ok) return commit_ended();
    if (done.outcome == CommitOutcome::fenced) {
        // Another tab owns the store now, with everything that was saved. What was not stays shown
        // as not saved; this session sends nothing any more.
        fenced_ = true;
        const auto unsaved = [](const OutboxEntry& entry) { return !entry.saved; };
        const auto& entries = outbox_.entries();
        not_saved_ = std::any_of(entries.begin(), entries.end(), unsaved);
        commit_.reset();
        request_.reset();
        return;
    }
    if (commit_->base_only || commit_->verify) {
        // Nothing of it is the person's alone, and their work must not wait behind it.
        note_stored(commit_->files);  // Perhaps; removing what is not there does no harm.
        rewrite_at_ = now_ + rewrite_pause_ms;
        if (commit_->base_only) {
            stop_saving_base();
        } else {
            compact_soon_ = true;
        }
        commit_.reset();
        return;
    }
    if (done.outcome == CommitOutcome::quota && make_room()) return;
    commit_->tries++;
    not_saved_ = commit_->tries >= commit_tries_max || done.outcome == CommitOutcome::quota;
    const int shift = std::min(commit_->tries, 9);
    commit_->waiting = true;
    commit_retry_at_ = now_ + std::min(commit_retry_ms << shift, commit_retry_ms_max);
}

// On a full disk the rows that can be fetched again make room for the work that cannot.
bool Session::make_room() {
    drop_base_files();
    if (leftover_.empty()) return false;
    commit_->files.removes.insert(commit_->files.removes.end(), leftover_.begin(), leftover_.end());
    leftover_.clear();
    commit_->waiting = true;
    commit_retry_at_ = now_;
    return true;
}

// Under a new identity the same numbers are other commands, and a commit of its own saves those.
void Session::note_saved(const CommitInFlight& commit) {
    for (const std::int64_t id : commit.commands) {
        if (OutboxEntry* entry = outbox_.find(id)) entry->saved = true;
    }
    for (const std::int64_t id : commit.results) {
        OutboxEntry* entry = outbox_.find(id);
        if (entry != nullptr && entry->result) entry->result_saved = true;
    }
    for (const std::int64_t id : commit.settled) {
        if (OutboxEntry* entry = outbox_.find(id)) entry->abandoned_saved = true;
    }
    if (commit.identity) identity_unsaved_ = false;
}

void Session::commit_ended() {
    const CommitInFlight commit = std::move(*commit_);
    commit_.reset();
    not_saved_ = false;
    note_stored(commit.files);
    if (commit.client == outbox_.client()) note_saved(commit);
    states_.reset();
    if (!commit.verify) return;
    compaction_files_ = commit.files.puts;
    compaction_lsn_ = commit.lsn;
    read_wanted_ = true;
}

// Old files go only after the new one was read back, byte for byte.
void Session::were_read(const input::WereRead& read) {
    if (read.ticket != read_ticket_ || compaction_files_.empty()) return;
    const bool sound = read.files == compaction_files_;
    const bool outbox = compaction_files_.begin()->first[0] == 'O';
    const std::string newest = compaction_files_.begin()->first;
    read_ticket_ = 0;
    if (!sound) {
        for (const auto& [name, bytes] : compaction_files_) leftover_.push_back(name);
        damage_.push_back(newest);
        compaction_pause_ = true;  // Until the next start: this store does not keep what it takes.
        compaction_files_.clear();
        if (!outbox) drop_base_files();
        return;
    }
    for (const auto& [name, size] : stored_) {
        const auto single = number_in(name, 'o', 16);
        const auto older = number_in(name, 'O', 8);
        const bool kept = compaction_files_.contains(name);
        // One older generation stays, with the single files behind it.
        if (outbox && single && *single <= compacted_lsn_) leftover_.push_back(name);
        if (outbox && older && *older < outbox_generation_ - 1) leftover_.push_back(name);
        const auto pull = number_in(name, 'd', 16);
        const bool covered = name[0] == 'b' || (pull && *pull <= compaction_lsn_);
        if (!outbox && covered && !kept) leftover_.push_back(name);
    }
    if (outbox) compacted_lsn_ = compaction_lsn_;
    compaction_files_.clear();
}

void Session::pump_files(Effects& effects) {
    if (identity_.preview) {
        unsaved_.clear();
        unsaved_pages_.clear();
        unsaved_typing_.clear();
        return;
    }
    if (fenced_ || newer_files_) return unsaved_pages_.clear();
    if (commit_) {
        if (commit_->waiting && now_ >= commit_retry_at_) issue(std::move(*commit_), effects);
        return;
    }
    if (read_wanted_) {
        read_wanted_ = false;
        read_ticket_ = ++tickets_;
        ReadBack read{read_ticket_, {}};
        for (const auto& [name, bytes] : compaction_files_) read.names.push_back(name);
        effects.reads.push_back(std::move(read));
    }
    if (commit_outbox(effects) || commit_base(effects)) return;
    if (compaction_pause_ || !compaction_files_.empty() || now_ < rewrite_at_) return;
    if (!compact_outbox(effects)) compact_base(effects);
}

void Session::issue(CommitInFlight commit, Effects& effects) {
    commit.ticket = ++tickets_;
    commit.waiting = false;
    effects.commits.push_back({commit.ticket, commit.files});
    commit_ = std::move(commit);
}

// The log records that wait, as the next segment of the outbox.
void Session::save_log(CommitInFlight& commit) {
    commit.lsn = outbox_lsn_ + 1;
    commit.client = outbox_.client();
    SegmentWriter writer({
        .kind = SegmentKind::outbox,
        .number = commit.lsn,
        .client = outbox_.client(),
        .previous = outbox_hash_,
    });
    for (const LogRecord& record : unsaved_) {
        writer.add(cbor_from(record));
        if (record.type == LogType::command) commit.commands.push_back(record.command->id);
        if (record.type == LogType::result) commit.results.push_back(record.result->id);
        if (record.type == LogType::settled) commit.settled.push_back(record.id);
        if (record.type == LogType::client) commit.identity = true;
    }
    // A new identity renumbers what it finds, and all of that is saved with it.
    if (commit.identity) {
        commit.commands.clear();
        for (const OutboxEntry& entry : outbox_.entries()) commit.commands.push_back(entry.id());
    }
    Bytes file = writer.finish();
    outbox_hash_.assign(file.end() - static_cast<std::ptrdiff_t>(hash_bytes), file.end());
    outbox_lsn_ = commit.lsn;
    commit.files.puts[file_name('o', commit.lsn, 16)] = std::move(file);
    commit.files.strict = true;
    unsaved_.clear();
}

bool Session::commit_outbox(Effects& effects) {
    if (unsaved_.empty() && unsaved_typing_.empty() && set_aside_.empty() && leftover_.empty()) {
        return false;
    }
    CommitInFlight commit;
    if (!unsaved_.empty()) save_log(commit);
    for (auto& [name, bytes] : unsaved_typing_) {
        if (bytes.empty()) {
            commit.files.removes.push_back(name);
        } else {
            commit.files.puts[name] = std::move(bytes);
        }
    }
    unsaved_typing_.clear();
    commit.files.strict = commit.files.strict || !set_aside_.empty();
    commit.files.puts.merge(set_aside_);
    set_aside_.clear();
    std::move(leftover_.begin(), leftover_.end(), std::back_inserter(commit.files.removes));
    leftover_.clear();
    issue(std::move(commit), effects);
    return true;
}

bool Session::commit_base(Effects& effects) {
    if (base_unsaved_) unsaved_pages_.clear();
    if (unsaved_pages_.empty()) return false;
    CommitInFlight commit;
    commit.base_only = true;
    for (const Bytes& page : unsaved_pages_) {
        page_lsn_++;
        SegmentWriter writer({
            .kind = SegmentKind::applied_pull,
            .number = page_lsn_,
            .client = outbox_.client(),
            .previous = page_hash_,
        });
        writer.add(page);
        Bytes file = writer.finish();
        page_hash_.assign(file.end() - static_cast<std::ptrdiff_t>(hash_bytes), file.end());
        commit.files.puts[file_name('d', page_lsn_, 16)] = std::move(file);
    }
    unsaved_pages_.clear();
    issue(std::move(commit), effects);
    return true;
}

bool Session::compact_outbox(Effects& effects) {
    std::size_t count = 0;
    std::size_t bytes = 0;
    for (const auto& [name, size] : stored_) {
        const auto lsn = number_in(name, 'o', 16);
        if (!lsn || *lsn <= compacted_lsn_) continue;
        count++;
        bytes += size;
    }
    if (count <= outbox_files_max && bytes <= outbox_bytes_max && !compact_soon_) return false;
    compact_soon_ = false;
    CommitInFlight commit;
    commit.verify = true;
    commit.lsn = outbox_lsn_;
    commit.files.strict = true;
    SegmentWriter writer({
        .kind = SegmentKind::outbox_compacted,
        .number = outbox_lsn_,
        .client = outbox_.client(),
        .previous = outbox_hash_,
    });
    for (const LogRecord& record : outbox_.snapshot()) writer.add(cbor_from(record));
    commit.files.puts[file_name('O', ++outbox_generation_, 8)] = writer.finish();
    issue(std::move(commit), effects);
    return true;
}

bool Session::compact_base(Effects& effects) {
    std::size_t count = 0;
    for (const auto& [name, size] : stored_) count += number_in(name, 'd', 16) ? 1U : 0U;
    if (base_.staging() || (count <= base_files_max && !base_unsaved_)) return false;
    base_unsaved_ = false;
    CommitInFlight commit;
    commit.base_only = true;
    commit.verify = true;
    commit.lsn = page_lsn_;
    base_generation_++;
    Bytes previous = no_hash();
    BaseEnd end{.parts = 0, .page_lsn = page_lsn_};
    const auto add = [&](SegmentKind kind, const std::string& name, ByteView record) {
        SegmentWriter writer({
            .kind = kind,
            .number = base_generation_,
            .client = outbox_.client(),
            .previous = previous,
        });
        writer.add(record);
        Bytes file = writer.finish();
        previous.assign(file.end() - static_cast<std::ptrdiff_t>(hash_bytes), file.end());
        commit.files.puts[name] = std::move(file);
    };
    for (const Bytes& page : base_.snapshot(base_part_bytes)) {
        add(SegmentKind::base_part, base_name(base_generation_, end.parts), page);
        end.parts++;
    }
    add(SegmentKind::base_end, base_end_name(base_generation_), cbor_from(end));
    page_hash_ = previous;
    issue(std::move(commit), effects);
    return true;
}

}  // namespace entente
