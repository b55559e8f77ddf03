// The whole program without a browser: the real App on a device with a real file store, talking to
// the real sync service over a store in memory. Journeys are played on it by Actions.
//
// Nothing waits: a call to settle() carries requests and commits until all is quiet.
#pragma once

#include "core/app/app.h"
#include "core/app/pages/pages.h"
#include "core/domain/demo.h"
#include "core/domain/enablement/rollup.h"
#include "server-stub/store_memory.h"
#include "server-stub/sync_service.h"
#include "tests/support/sim_storage.h"

#include <deque>

namespace entente::test {

// What stands in assets/, read once.
const LoadedProgram& shipped();
const std::string& english();

// The server with the demo's records, and the moment all devices share.
class AppServer {
public:
    explicit AppServer(DemoSize size = {.deals = 120, .seller_deals = 40});

    PersonId person_with_email(std::string_view email) const;
    Identity identity_of(PersonId person) const;
    Certificates certificates_of(PartnerId partner) const;

    Moment now;
    MemoryStore store;
    std::unique_ptr<SyncService> service;
    std::vector<Record> records;
    std::uint8_t starts = 0;  // Every start of a device has entropy of its own.

private:
    std::shared_ptr<const Program> program_;
};

// One device with one person signed in.
class AppHost {
public:
    // Opens the app; with `files`, on what an earlier one has left.
    AppHost(AppServer& server, std::string_view email, std::string url = "/", Files files = {});

    void act(const Action& action);
    void tell(HostInput input);
    const Pages& pages() { return pages_of(app, server.now); }
    // Takes the page that must be shown now.
    template <typename Page>
    const Page& page() {
        const Page* shown = std::get_if<Page>(&pages().body);
        check(shown != nullptr);
        return *shown;
    }
    void go(const std::string& url) { act(act::Navigate{url}); }
    void set_online(bool online);

    // Carries effects until nothing is under way.
    void settle();
    AppServer& server;
    SimStorage storage;
    std::unique_ptr<App> app_owner;
    App& app;
    CommitOutcome commit_outcome = CommitOutcome::ok;
    std::vector<HostEffect> host_effects;

private:
    struct Waiting {
        Send send;
        bool preview = false;
    };
    void take(AppEffects effects);
    void take_session(Effects effects, bool preview);
    void answer(const Waiting& waiting);
    PersonId person_;
    PersonId previewed_;
    bool online_ = true;
    std::int64_t generation_ = 0;
    std::deque<Waiting> sends_;
    std::deque<std::pair<Commit, bool>> commits_;
    std::deque<std::pair<ReadBack, bool>> reads_;
};

}  // namespace entente::test
