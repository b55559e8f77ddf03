#include "server-stub/app/running.h"

#include "core/base/check.h"
#include "core/base/places/suffix_list.h"
#include "server-stub/app/university.h"
#include "server-stub/http/clock.h"
#include "server-stub/proofs/owner_file.h"

#include <array>
#include <filesystem>
#include <stdexcept>
#include <sys/resource.h>

namespace entente::server {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::milliseconds due_pause{1'000};

class FailedCheck : public std::logic_error {
public:
    using std::logic_error::logic_error;
};

[[noreturn]] void throw_failed_check(const char* condition, const char* file, int line) {
    throw FailedCheck(
        std::string{"check failed: "} + condition + " at " + file + ":" + std::to_string(line)
    );
}

sqlite::StoreSettings settings_for(const Config& config, sqlite::StoreSettings settings) {
    settings.path = config.database;
    return settings;
}

// A descriptor for each connection, and some for files.
void raise_descriptor_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

void throw_on_failed_checks() {
    set_check_handler(throw_failed_check);
}

RunningServer::RunningServer(const Config& config, const RunningOptions& options)
    : config_(config),
      log_(config.log, options.log_descriptor),
      store_(settings_for(config, options.store)),
      passwords_(options.hash_cost),
      badge_key_(secret_in_file(
          config.database + ".badge-key", "badges signed until now can then not be verified"
      )),
      suffixes_(built_in_public_suffixes()) {
    throw_on_failed_checks();
    SyncServiceOptions sync;
    sync.program = [this](StoreReader& reader) { return program_in(reader); };
    sync.suffixes = [this] { return &suffixes_; };
    // What signs cookies of sync.
    sync.secret = secret_in_file(config.database + ".key", "devices then read everything anew");
    sync.changed = [this](const std::vector<std::string>& scopes) { tell_changed(scopes); };
    sync_ = std::make_unique<SyncService>(store_, std::move(sync));
    // An aggregate that does not move is made where it stays.
    // NOLINTNEXTLINE(modernize-make-unique)
    services_ = std::unique_ptr<Services>(new Services{
        .store = store_,
        .sync = *sync_,
        .site = site_,
        .log = log_,
        .passwords = passwords_,
        .programs = {},
        .grants = {},
        .sign_in = SignInLimits(options.rates),
        .pokes = PokeHub(config.server.limits.streams_per_session_max),
        .badge_key = badge_key_,
        .origins = {},
        .secure = config.secure(),
        .ready = [this] { return !http_->draining() && store_.answers(); },
    });
    router_ = std::make_unique<Router>(*services_);
    http_ = std::make_unique<HttpServer>(config.server, *router_, log_);
}

RunningServer::~RunningServer() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    stopped_.notify_all();
    if (dues_.joinable()) dues_.join();
}

std::string RunningServer::prepare() {
    if (std::string wrong = site_.load(config_.site); !wrong.empty()) return wrong;
    note_stale_site();
    open_university();
    raise_descriptor_limit();
    if (std::string wrong = http_->listen(); !wrong.empty()) return wrong;
    config_.server.port = http_->port();
    services_->origins = config_.origins();
    return {};
}

void RunningServer::run(bool with_signals) {
    dues_ = std::thread([this] { watch_dues(); });
    http_->run(with_signals);
}

std::shared_ptr<const Program> RunningServer::program_in(StoreReader& reader) {
    return services_->programs.in(reader);
}

void RunningServer::tell_changed(const std::vector<std::string>& scopes) {
    std::int64_t epoch = 0;
    std::int64_t seq = 0;
    store_.read(Access::of_authority(), [&](StoreReader& reader) {
        epoch = reader.epoch().number;
        for (const std::string& scope : scopes) seq = std::max(seq, reader.scope(scope).seq);
    });
    services_->pokes.publish(scopes, epoch, seq);
}

void RunningServer::watch_dues() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        try {
            // A full round means that more may be waiting; the pause is for when nothing is.
            while (sync_->run_due(wall_clock_now()) > 0 && !http_->draining()) {}
        } catch (const std::exception& fault) {
            log_.notice("due_failed", fault.what());
        }
        lock.lock();
        stopped_.wait_for(lock, due_pause, [this] { return stopping_; });
    }
}

// Texts that do not fit the stored program keep nobody from working: those that are there stay.
void RunningServer::open_university() {
    const auto brought = bring_university(store_, wall_clock_now());
    if (!brought.ok()) {
        const Problem& problem = brought.problem();
        log_.notice("university_refused", std::string(name_of(problem.code)) + " " + problem.field);
        return;
    }
    for (const std::string& level : brought.value().same_version) {
        log_.notice("university_same_version", level + ": a changed text needs a newer version");
    }
    if (brought.value().written == 0) return;
    log_.notice("university_brought", std::to_string(brought.value().written) + " records");
}

void RunningServer::note_stale_site() {
    std::error_code error;
    const auto built = fs::last_write_time("/proc/self/exe", error);
    if (error) return;
    const auto system = std::chrono::file_clock::to_sys(built).time_since_epoch();
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(system).count();
    if (site_.newest() >= seconds) return;
    log_.notice(
        "site_older_than_server",
        "the portal in " + config_.site + " was built before this server: run ./build-wasm.sh"
    );
}

}  // namespace entente::server
