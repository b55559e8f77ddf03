// Threads for work that waits: for the disk, for a password hash. The loops never do.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace entente::server {

class WorkerPool {
public:
    WorkerPool(std::size_t threads, std::size_t waiting_max);
    // Finishes what waits.
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    // False when too much waits already. A job must not throw.
    bool add(std::function<void()> job);

private:
    void work();

    std::size_t waiting_max_;
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<std::function<void()>> waiting_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace entente::server
