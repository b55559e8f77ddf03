// The Store over SQLite: one writer thread that commits in groups, readers that only read.
//
// A write returns after its commit has reached the disk. Jobs that come together share a commit,
// each in its own savepoint, so that one that fails takes nothing else along.
#pragma once

#include "server-stub/sqlite/database.h"
#include "server-stub/store.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace entente::sqlite {

struct StoreSettings {
    std::string path;  // Of the database file; its folder must exist.
    std::size_t group_jobs_max = 256;
    std::chrono::microseconds group_wait{2'000};
    std::chrono::milliseconds job_deadline{10'000};
    std::int64_t pages_max = 0;  // 0: as SQLite has it. Tests fill a small database.
};

class SqliteStore final : public Store {
public:
    // Opens or creates the database, migrates it and starts the writer. Throws StoreFailure with a
    // text that says what to do: a missing folder, a read-only file, a newer schema.
    explicit SqliteStore(StoreSettings settings);
    // Finishes what waits, then checkpoints.
    ~SqliteStore() override;
    SqliteStore(const SqliteStore&) = delete;
    SqliteStore& operator=(const SqliteStore&) = delete;

    void read(const Access& access, const ReadJob& job) override;
    Outcome write(const Access& access, const WriteJob& job) override;

    // Whether a statement can be run right now; for /readyz.
    bool answers();

private:
    struct Waiting {
        const Access& access;
        const WriteJob& job;
        std::promise<Outcome> promise;
        std::optional<Outcome> outcome;
        std::exception_ptr failure;
    };

    void open_writer();
    void write_groups();
    void run_group(std::vector<Waiting*> group);
    void run_job(Waiting& waiting);
    void take_back();
    bool next_of_group(std::vector<Waiting*>& group, std::chrono::steady_clock::time_point until);
    std::unique_ptr<Database> borrowed_reader();

    StoreSettings settings_;
    std::unique_ptr<Database> writer_;  // Null after a failed rollback, until the next group.
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Waiting*> queue_;
    bool stopping_ = false;
    bool company_ = false;  // The last group had several jobs: more are likely to come.
    std::mutex readers_mutex_;
    std::vector<std::unique_ptr<Database>> readers_;  // Those that are free.
    std::thread thread_;
};

}  // namespace entente::sqlite
