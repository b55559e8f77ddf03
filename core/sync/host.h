// What a host tells the session, and what the session asks of its host. Nothing here waits.
//
// Every effect is answered by exactly one input with its number; an answer that comes twice, or to
// a request that was given up, does nothing.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/project.h"
#include "core/sync/storage.h"

#include <array>
#include <optional>
#include <variant>

namespace entente {

// Whose cache this is. One namespace holds exactly one of these.
struct Identity {
    Actor actor;
    Audience audience = Audience::member;
    bool preview = false;  // A look through somebody's eyes: memory only, changes nothing.
    std::string app_version;
};

namespace input {

struct Start {
    Moment now;
    std::array<std::uint8_t, 32> entropy{};
    bool loaded = false;  // False: loading failed, which is never the same as an empty store.
    Files files;
    Identity identity;
    // Both outlive the session. The built-in rules hold until the base has newer ones.
    const Program* program = nullptr;
    const PublicSuffixes* suffixes = nullptr;
};
struct Act {
    Command command;
    std::string typed_key;  // What was typed for it, forgotten in the same commit; may be empty.
};
struct KeepTyping {  // Empty bytes forget the key. The key: 1-40 of a-z 0-9 - _.
    std::string key;
    Bytes bytes;
};
struct Committed {
    std::int64_t ticket = 0;
    CommitOutcome outcome = CommitOutcome::ok;
};
struct WereRead {  // Files missing from the store are missing here.
    std::int64_t ticket = 0;
    Files files;
};
struct Answered {
    std::int64_t request = 0;
    int status = 0;
    std::string content_type;
    Bytes body;
    std::int64_t retry_after_ms = 0;
};
struct Failed {  // No answer came, or not all of it.
    std::int64_t request = 0;
};
struct Online {};
struct Offline {};
struct Poked {};
struct Tick {};
struct Visible {};
struct SyncNow {};
struct HandOver {};  // A disabled account gives what is unsent to the vendor's staff.

// Ways out of Needs attention, by the id of the command.
struct EditAndResend {
    std::int64_t id = 0;
    Command command;
};
struct TakeTheirs {
    std::int64_t id = 0;
};
struct Withdraw {  // Also takes back a command that was not sent yet.
    std::int64_t id = 0;
};

}  // namespace input

using InputBody = std::variant<
    input::Start,
    input::Act,
    input::KeepTyping,
    input::Committed,
    input::WereRead,
    input::Answered,
    input::Failed,
    input::Online,
    input::Offline,
    input::Poked,
    input::Tick,
    input::Visible,
    input::SyncNow,
    input::HandOver,
    input::EditAndResend,
    input::TakeTheirs,
    input::Withdraw>;

struct Input {
    Moment now;  // The device's clock. It may jump; waiting is measured by it all the same.
    InputBody body;
};

struct Commit {
    std::int64_t ticket = 0;
    FileCommit files;
};
struct ReadBack {  // What really stands in the store, past every cache.
    std::int64_t ticket = 0;
    std::vector<std::string> names;
};
struct Send {
    std::int64_t request = 0;
    std::string_view route;  // POST, with the cookie of the session.
    std::string_view content_type;
    Bytes body;
    std::int64_t timeout_ms = 0;  // Then Failed.
};

struct Effects {
    std::vector<Commit> commits;
    std::vector<ReadBack> reads;
    std::vector<Send> sends;
    std::vector<std::int64_t> given_up;  // Requests whose answer is not wanted any more.
    std::optional<Moment> wake_at;       // Tick then, or when convenient after; replaces the last.
    bool changed = false;                // What the screens show is out of date.
    std::optional<Problem> refused;      // The act was not taken.
    std::optional<std::int64_t> accepted;  // The act became this command.
};

}  // namespace entente
