// A store in memory: for tests, simulation and the conformance suite's yardstick.
//
// Nothing of it is durable, but everything else holds: jobs happen whole or not at all, parts are
// undone, and the whole state can be copied and put back as a backup would.
#pragma once

#include "server-stub/store.h"

#include <map>
#include <memory>
#include <mutex>

namespace entente {

struct MemoryState;

class MemoryStore final : public Store {
public:
    explicit MemoryStore(const Epoch& epoch);
    ~MemoryStore() override;

    void read(const Access& access, const ReadJob& job) override;
    Outcome write(const Access& access, const WriteJob& job) override;

    // A copy of everything, and back to it: what a backup and its restore do. The epoch is the
    // copy's; whoever restores raises it.
    std::shared_ptr<const MemoryState> backup() const;
    void restore(const MemoryState& state);

    // What others do while a job waits for a guard, as in a database with many writers. Not given:
    // there is nobody else.
    std::function<void(StoreWriter&, std::string_view guard)> while_waiting;

private:
    mutable std::mutex mutex_;
    std::unique_ptr<MemoryState> state_;
};

}  // namespace entente
