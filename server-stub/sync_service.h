// The server's side of sync: takes each command exactly once, in order, and says what is true now.
//
// It knows no rule of its own: core decides, the store keeps. Every request is judged by the grants
// as they are in its own transaction, and is answered in full or changes nothing.
#pragma once

#include "core/domain/project.h"
#include "core/sync/protocol.h"
#include "server-stub/grants.h"

#include <set>

namespace entente {

// On whose behalf a sync request comes: found from the session, never from the request.
struct SyncCaller {
    PersonId person;       // As whom: the seen one in a preview.
    bool preview = false;  // Somebody else's eyes: reads only.
};

struct SyncAnswer {
    int status = 200;
    std::string_view content_type = cbor_type;
    Bytes body;
};

// A planted mistake each; the simulation must notice every one. Always off elsewhere.
struct SyncServiceFaults {
    // Given: last_id is committed on its own; true when a crash comes between the two.
    std::function<bool()> last_id_outside_the_transaction;
    bool yesterdays_grants = false;
};

struct SyncServiceOptions {
    // The rules in force, as they stand in the store.
    std::function<std::shared_ptr<const Program>(StoreReader&)> program;
    std::function<const PublicSuffixes*()> suffixes;  // May be empty.
    Bytes secret;  // Signs cookies and time tokens; 32 bytes or more, the same in every process.
    // Something was committed in these scopes: poke whoever holds them. May be empty.
    std::function<void(const std::vector<std::string>& scopes)> changed;
    std::size_t page_rows = pull_rows_max;  // At most so many rows in one page of a pull.
    std::int64_t schema_min = 1;            // Older apps are told to update before they pull.
    SyncServiceFaults faults;
};

class SyncService {
public:
    SyncService(Store& store, SyncServiceOptions options);

    SyncAnswer push(const SyncCaller& caller, ByteView body, Moment now);
    SyncAnswer pull(const SyncCaller& caller, ByteView body, Moment now);

    // One command on behalf of somebody signed in, for routes that are not sync. `key` makes its
    // ids: the same one again derives the same ids. The problem is the rules' own.
    Result<CommandResult> perform(
        PersonId person, const Command& command, const IdBytes& key, Moment now
    );

    // Lets the system act on what has fallen due. Returns how many acts were written down; passes
    // on the StoreFailure of a database in trouble: ask again later then, not at once.
    std::size_t run_due(Moment now);

    // A signed moment, for a device to prove what it had seen, and its check: not given when it is
    // not ours, or was given to another client.
    Bytes time_token(Moment now, ClientId client) const;
    Moment moment_of(ByteView token, ClientId client) const;

private:
    struct PushJob;
    Outcome take_push(PushJob& job);
    bool take_command(PushJob& job, const PushedCommand& command);
    static void note_new_grants(PushJob& job, const std::set<Kind>& changed);
    static bool repeat(PushJob& job, const PushedCommand& command);
    Moment proved_by(PushJob& job, const PushedCommand& command) const;
    CommandResult run(PushJob& job, const PushedCommand& command);
    static bool stopped_by_failure(PushJob& job, const PushedCommand& command);
    Result<Bytes> write_pull(
        StoreReader& reader, const SyncCaller& caller, const PullRequest& request, Moment now
    );
    Actor actor_of(StoreReader& reader, PersonId person, const Person& record, Moment now);

    Store& store_;
    SyncServiceOptions options_;
    GrantCache grants_;
    std::map<PersonId, Actor> grants_of_yesterday_;  // Only for the planted mistake.
};

}  // namespace entente
