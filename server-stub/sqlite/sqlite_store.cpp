#include "server-stub/sqlite/sqlite_store.h"

#include "server-stub/sqlite/reading.h"
#include "server-stub/sqlite/schema.h"
#include "server-stub/sqlite/writing.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <sodium.h>
#include <unistd.h>

namespace entente::sqlite {
namespace {

namespace fs = std::filesystem;
using std::chrono::steady_clock;

constexpr const char* settings_of_connection =
    "PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -16384;";

// Said before SQLite's own "unable to open database file", which does not say why.
void check_place(const std::string& path) {
    const fs::path folder = fs::path(path).parent_path();
    std::error_code error;
    const auto refuse = [](const std::string& why) {
        throw StoreFailure(ProblemCode::database_must_be_available, why);
    };
    if (!folder.empty() && !fs::is_directory(folder, error)) {
        refuse(
            "the folder " + folder.string() +
            " is not there: create it, or set ENTENTE_DATABASE to a file elsewhere"
        );
    }
    const std::string place = folder.empty() ? "." : folder.string();
    if (access(place.c_str(), W_OK) != 0) {
        refuse(
            "the folder " + place + " cannot be written (" + std::strerror(errno) +
            "): change its owner to the account that runs the server"
        );
    }
    if (fs::exists(path, error) && access(path.c_str(), W_OK) != 0) {
        refuse(path + " cannot be written: change its owner to the account that runs the server");
    }
}

// A lineage of its own from the first moment: a device must notice another database.
void give_lineage(Database& database) {
    IdBytes random{};
    randombytes_buf(random.data(), random.size());
    database.run("INSERT OR IGNORE INTO lineage (one, number, random) VALUES (1, 1, ?)", random);
}

}  // namespace

SqliteStore::SqliteStore(StoreSettings settings) : settings_(std::move(settings)) {
    check_place(settings_.path);
    open_writer();
    thread_ = std::thread([this] { write_groups(); });
}

SqliteStore::~SqliteStore() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    arrived_.notify_all();
    thread_.join();
    readers_.clear();
    try {
        if (writer_) writer_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (const StoreFailure&) {
        // The log stays and is read at the next start; nothing is lost by it.
    }
}

void SqliteStore::open_writer() {
    auto opened = std::make_unique<Database>(settings_.path, OpenMode::read_write);
    opened->execute("PRAGMA journal_mode = WAL");
    opened->execute("PRAGMA synchronous = FULL");
    opened->execute(settings_of_connection);
    migrate(*opened);
    give_lineage(*opened);
    if (settings_.pages_max > 0) {
        const std::string limit = "PRAGMA max_page_count = " + std::to_string(settings_.pages_max);
        opened->execute(limit.c_str());
    }
    writer_ = std::move(opened);
}

std::unique_ptr<Database> SqliteStore::borrowed_reader() {
    {
        const std::lock_guard lock(readers_mutex_);
        if (!readers_.empty()) {
            auto reader = std::move(readers_.back());
            readers_.pop_back();
            return reader;
        }
    }
    auto reader = std::make_unique<Database>(settings_.path, OpenMode::read_only);
    reader->execute(settings_of_connection);
    return reader;
}

void SqliteStore::read(const Access& access, const ReadJob& job) {
    std::unique_ptr<Database> database = borrowed_reader();
    database->set_deadline(steady_clock::now() + settings_.job_deadline);
    database->run("BEGIN");
    try {
        Reading<StoreReader> reader(*database, access);
        job(reader);
    } catch (...) {
        if (database->in_transaction()) database->run("ROLLBACK");
        const std::lock_guard lock(readers_mutex_);
        readers_.push_back(std::move(database));
        throw;
    }
    database->run("COMMIT");
    const std::lock_guard lock(readers_mutex_);
    readers_.push_back(std::move(database));
}

bool SqliteStore::answers() {
    bool answered = false;
    try {
        const Access access = Access::of_authority();
        read(access, [&](StoreReader& reader) { answered = reader.epoch().number > 0; });
    } catch (const StoreFailure&) {
        return false;
    }
    return answered;
}

Outcome SqliteStore::write(const Access& access, const WriteJob& job) {
    Waiting waiting{.access = access, .job = job, .promise = {}, .outcome = {}, .failure = {}};
    std::future<Outcome> done = waiting.promise.get_future();
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) {
            throw StoreFailure(ProblemCode::database_must_be_available, "the server is stopping");
        }
        queue_.push_back(&waiting);
    }
    arrived_.notify_one();
    return done.get();
}

void SqliteStore::write_groups() {
    for (;;) {
        std::vector<Waiting*> group;
        {
            std::unique_lock lock(mutex_);
            arrived_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            group.push_back(queue_.front());
            queue_.pop_front();
        }
        run_group(std::move(group));
    }
}

// Takes one more job into the group; waits for it only while company is likely.
bool SqliteStore::next_of_group(std::vector<Waiting*>& group, steady_clock::time_point until) {
    if (group.size() >= settings_.group_jobs_max) return false;
    std::unique_lock lock(mutex_);
    if (queue_.empty() && company_ && !stopping_) {
        arrived_.wait_until(lock, until, [this] { return stopping_ || !queue_.empty(); });
    }
    if (queue_.empty() || steady_clock::now() >= until) return false;
    group.push_back(queue_.front());
    queue_.pop_front();
    return true;
}

void SqliteStore::run_job(Waiting& waiting) {
    Writing writing(*writer_, waiting.access);
    writer_->run("SAVEPOINT job");
    try {
        waiting.outcome = waiting.job(writing);
        if (waiting.outcome->ok()) writing.finish();
    } catch (...) {
        waiting.failure = std::current_exception();
    }
    if (writing.broken() || !writer_->in_transaction()) {
        throw StoreFailure(
            ProblemCode::database_must_be_available, "the database has taken a write back"
        );
    }
    const bool kept = !waiting.failure && waiting.outcome->ok();
    if (!kept) writer_->run("ROLLBACK TO job");
    writer_->run("RELEASE job");
}

// Nothing may leave the writer's thread: those who wait must be answered. A connection that cannot
// roll back is closed, which takes its transaction back too; the next group opens another.
void SqliteStore::take_back() {
    if (!writer_) return;
    try {
        if (!writer_->in_transaction()) return;
        writer_->set_deadline(steady_clock::time_point::max());
        writer_->run("ROLLBACK");
    } catch (const std::exception&) {
        writer_.reset();
    }
}

void SqliteStore::run_group(std::vector<Waiting*> group) {
    const auto until = steady_clock::now() + settings_.group_wait;
    std::exception_ptr failure;
    std::size_t ran = 0;
    try {
        if (!writer_) open_writer();
        writer_->set_deadline(steady_clock::now() + settings_.job_deadline);
        writer_->run("BEGIN IMMEDIATE");
        do {
            run_job(*group[ran]);
            ran++;
        } while (next_of_group(group, until));
        writer_->run("COMMIT");
    } catch (...) {
        // A job's own failure that made SQLite roll back says more than that it did.
        const bool own = ran < group.size() && group[ran]->failure;
        failure = own ? group[ran]->failure : std::current_exception();
    }
    if (failure) take_back();
    company_ = group.size() > 1;
    for (Waiting* waiting : group) {
        if (failure) {
            waiting->promise.set_exception(failure);
        } else if (waiting->failure) {
            waiting->promise.set_exception(waiting->failure);
        } else {
            waiting->promise.set_value(std::move(*waiting->outcome));
        }
    }
}

}  // namespace entente::sqlite
