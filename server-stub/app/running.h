// A whole server over one database: store, sync, routes and HTTP, put together in one place.
//
// The command line and the tests start the same thing. Throws StoreFailure when the database
// cannot be used.
#pragma once

#include "server-stub/app/config.h"
#include "server-stub/http/server.h"
#include "server-stub/routes/router.h"
#include "server-stub/sqlite/sqlite_store.h"
#include "server-stub/sync_service.h"

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

namespace entente::server {

// What only tests change.
struct RunningOptions {
    sqlite::StoreSettings store;
    HashCost hash_cost;
    SignInRates rates;
    int log_descriptor = 2;
};

class RunningServer {
public:
    explicit RunningServer(const Config& config, const RunningOptions& options = {});
    // Stops the clock of dues, then the routes, then the store: each may still use the next.
    ~RunningServer();
    RunningServer(const RunningServer&) = delete;
    RunningServer& operator=(const RunningServer&) = delete;

    // Empty, or what is wrong: the port, the portal's files.
    std::string prepare();
    void run(bool with_signals);
    void stop() { http_->stop(); }
    std::uint16_t port() const { return http_->port(); }
    std::size_t connections() const { return http_->connections(); }
    Store& store() { return store_; }
    PokeHub& pokes() { return services_->pokes; }
    const Log& log() const { return log_; }

private:
    std::shared_ptr<const Program> program_in(StoreReader& reader);
    void tell_changed(const std::vector<std::string>& scopes);
    void watch_dues();
    void note_stale_site();
    void open_university();

    Config config_;
    Log log_;
    sqlite::SqliteStore store_;
    StaticSite site_;
    Passwords passwords_;
    BadgeKey badge_key_;
    PublicSuffixes suffixes_;
    std::unique_ptr<SyncService> sync_;
    std::unique_ptr<Services> services_;
    std::unique_ptr<Router> router_;
    std::unique_ptr<HttpServer> http_;
    std::mutex mutex_;
    std::condition_variable stopped_;
    bool stopping_ = false;
    std::thread dues_;
};

// Makes a failed check throw, for this process: the request at hand fails, the server goes on.
void throw_on_failed_checks();

}  // namespace entente::server
