// A device's side of sync, without any I/O: what the server last said, what the person did since,
// and everything that is needed so that neither is ever lost.
//
// step() is the only way anything changes. Acts are decided at once by the shared rules, kept in
// the outbox, committed, sent, answered, and replayed on top of whatever the server says next.
#pragma once

#include "core/sync/base_rows.h"
#include "core/sync/host.h"
#include "core/sync/outbox.h"
#include "core/sync/overlay.h"
#include "core/sync/segment.h"

#include <deque>

namespace entente {

enum class SyncState : std::uint8_t { confirmed, sent, waiting, draft_here, needs_attention };

// The one line that says how things stand; the first that is true, in this order.
enum class PillState : std::uint8_t {
    not_loaded,     // Loading the device's files failed.
    not_saved,      // Something is kept in memory only.
    read_only,      // Another tab writes, or this is a preview.
    update_needed,  // Files or server are newer than this app.
    signed_out,
    disabled,
    needs_attention,
    offline,
    syncing,
    synced,
};

struct Pill {
    PillState state = PillState::not_loaded;
    std::size_t waiting = 0;    // Commands that the server has not answered.
    std::size_t attention = 0;  // Commands that wait for the person.
    Moment synced_at;           // Not given: never.
    std::size_t rows_done = 0;  // Of a first sync under way.
    std::size_t rows_total = 0;
};

struct AttentionItem {
    std::int64_t id = 0;
    std::optional<Command> command;  // None: made by another version of the app.
    Verdict verdict = Verdict::refused;
    Problem problem;
    Moment at;
    std::vector<std::int64_t> bundle;  // Later commands about the same deal that hang on it.
};

// A planted mistake each; the simulation must notice every one. Always off elsewhere.
struct SessionFaults {
    bool prune_on_acknowledgement = false;
    bool ignore_last_id_on_new_epoch = false;
    bool apply_before_end = false;
    bool take_late_answers = false;
    bool drop_refused = false;
};

class Session {
public:
    explicit Session(SessionFaults faults = {}) : faults_(faults) {}
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    Effects step(const Input& input);

    // What the screens show: the server's rows with the person's unanswered acts on top.
    const RecordSource& view() const { return overlay_; }
    const Program& program() const;
    // Better suffixes have arrived; they outlive the session.
    void use(const PublicSuffixes* suffixes) { suffixes_ = suffixes; }
    std::uint64_t data_version() const { return data_version_; }  // Moves when the view does.
    const BaseRows& base() const { return base_; }
    const Outbox& outbox() const { return outbox_; }
    const Identity& identity() const { return identity_; }

    Pill pill() const;
    SyncState state_of(const RecordKey& key) const;
    std::vector<AttentionItem> attention() const;
    // Unanswered commands in order; replay_problem says what a replay on today's base would refuse.
    std::vector<const OutboxEntry*> pending() const;
    // True once the command stands in the device's store, power loss included.
    bool saved(std::int64_t command) const;
    bool is_storing() const;  // Something the person did stands in memory only.
    // What was being typed under a key; empty when nothing was.
    Bytes typed(std::string_view key) const;
    const std::vector<std::string>& damage() const { return damage_; }  // Names of bad files.
    // Unsent and unsettled work as one file: what "Save my unsent work" writes.
    Bytes export_unsent() const;

private:
    struct CommitInFlight {
        std::int64_t ticket = 0;
        FileCommit files;
        std::int64_t lsn = 0;  // Of the outbox file within, or that a compaction covers.
        ClientId client;       // Whose numbers these are.
        std::vector<std::int64_t> commands;
        std::vector<std::int64_t> results;
        std::vector<std::int64_t> settled;
        int tries = 0;
        bool base_only = false;  // Replaceable: not worth a second try.
        bool identity = false;   // Holds a new client id.
        bool verify = false;     // A compaction, to be read back.
        bool waiting = false;    // To be tried again; otherwise the host has it.
    };
    enum class RequestKind : std::uint8_t { push, pull };
    struct Request {
        std::int64_t number = 0;
        RequestKind kind = RequestKind::push;
        Moment deadline;
    };

    // session.cpp: acts and views.
    Effects take(const InputBody& body);
    void act(const Command& command, std::int64_t supersedes, Effects& effects);
    void resend(const input::EditAndResend& resent, Effects& effects);
    void settle(std::int64_t id, Settlement how, Effects& effects);
    void heard(const InputBody& body);
    void keep_typing(const std::string& key, const Bytes& bytes);
    std::optional<Problem> why_read_only() const;
    Result<Changes> run(const Command& command, std::int64_t id, Moment at) const;
    void replay();
    void log(LogRecord record);
    void moved() { changed_ = true, data_version_++, states_.reset(); }
    std::uint64_t random(std::uint64_t below);

    // session_files.cpp: loading, committing, compacting.
    void start(const input::Start& start);
    void begin_client();
    void load_outbox(const Files& files);
    void load_outbox_file(const std::string& name, ByteView bytes, SegmentKind kind);
    void load_client(ClientId client);
    void load_log_record(const LogRecord& record, ClientId client);
    void load_base(const Files& files);
    bool load_base_snapshot(const Files& files, std::int64_t generation);
    bool load_applied_pulls(const Files& files);
    void set_aside(const std::string& name, ByteView bytes);
    void drop_base_files();
    void stop_saving_base();
    void note_stored(const FileCommit& files);
    void committed(const input::Committed& done);
    bool make_room();
    void commit_ended();
    void note_saved(const CommitInFlight& commit);
    void were_read(const input::WereRead& read);
    void pump_files(Effects& effects);
    void issue(CommitInFlight commit, Effects& effects);
    void save_log(CommitInFlight& commit);
    bool commit_outbox(Effects& effects);
    bool commit_base(Effects& effects);
    bool compact_outbox(Effects& effects);
    bool compact_base(Effects& effects);

    // session_network.cpp: pushing and pulling.
    void answered(const input::Answered& answer);
    void push_answered(const input::Answered& answer);
    void refused(const PushAnswer& said, int status, std::int64_t retry_after_ms);
    void pull_answered(const input::Answered& answer);
    void pull_ended(const PullItem& end);
    void take_results(const std::vector<CommandResult>& results, const Bytes& token);
    void enter_epoch(const Epoch& epoch);
    std::int64_t known_to_server(std::int64_t last_id) const;
    void become_new_client();
    ClientId next_client();
    void prune(std::int64_t durable_id);
    void failed(std::int64_t retry_after_ms);
    void succeeded();
    void mind_the_clock();
    void pump_network(Effects& effects);
    bool send_push(Effects& effects);
    void send_pull(Effects& effects);
    void send(RequestKind kind, Bytes body, Effects& effects);

    SessionFaults faults_;
    Moment now_;
    Identity identity_;
    const Program* program_ = nullptr;
    const PublicSuffixes* suffixes_ = nullptr;
    std::array<std::uint8_t, 32> entropy_{};
    std::uint64_t drawn_ = 0;
    bool started_ = false;
    bool newer_files_ = false;
    BaseRows base_;
    Outbox outbox_;
    Overlay overlay_{base_.rows()};
    std::uint64_t data_version_ = 0;
    bool changed_ = false;
    mutable std::optional<std::map<RecordKey, SyncState>> states_;

    // Files.
    std::map<std::string, std::size_t> stored_;  // Names in the store, and their sizes.
    std::vector<LogRecord> unsaved_;
    std::deque<Bytes> unsaved_pages_;
    Files typing_;
    std::map<std::string, Bytes, std::less<>> unsaved_typing_;
    Files set_aside_;
    std::vector<std::string> leftover_;  // Files to remove with the next commit.
    std::vector<std::string> damage_;
    std::optional<CommitInFlight> commit_;
    Moment commit_retry_at_;
    std::int64_t tickets_ = 0;
    std::int64_t outbox_lsn_ = 0;     // Of the newest outbox file.
    std::int64_t compacted_lsn_ = 0;  // Covered by the newest compacted file.
    std::int64_t outbox_generation_ = 0;
    std::int64_t base_generation_ = 0;
    std::int64_t page_lsn_ = 0;
    Bytes outbox_hash_;
    Bytes page_hash_;
    ClientId base_client_;    // Whose last id the loaded base speaks of.
    Files compaction_files_;  // Written, and not yet verified.
    std::int64_t compaction_lsn_ = 0;
    std::int64_t read_ticket_ = 0;
    bool read_wanted_ = false;
    bool compact_soon_ = false;
    bool compaction_pause_ = false;
    bool base_unsaved_ = false;      // The store holds no base that pulls could be added to.
    Moment rewrite_at_;              // No file is written anew before; not given: at any time.
    bool identity_unsaved_ = false;  // A new client id is not in the store yet.
    bool not_saved_ = false;
    bool fenced_ = false;

    // Network.
    std::optional<Request> request_;
    std::vector<std::int64_t> given_up_;
    std::int64_t requests_ = 0;
    std::int64_t server_last_id_ = 0;
    Bytes time_token_;
    Moment synced_at_;
    Moment next_attempt_;
    Moment next_push_;
    Moment next_pull_;
    int failures_ = 0;
    std::size_t batch_max_ = push_commands_max;
    std::int64_t pulls_ = 0;
    std::vector<std::string> refetch_;
    bool forked_ = false;  // Somebody else goes on under our identity.
    bool offline_ = false;
    bool signed_out_ = false;
    bool disabled_ = false;
    bool hand_over_ = false;
    bool update_needed_ = false;
};

inline Effects step(Session& session, const Input& input) {
    return session.step(input);
}

}  // namespace entente
