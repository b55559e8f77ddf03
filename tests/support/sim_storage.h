// A disk that lies as disks do: commits may fail, lose their answer, or vanish with the power.
//
// It keeps what is durable apart from what only looks so: after a crash, relaxed commits since the
// last strict one may be gone, the newest first.
#pragma once

#include "core/sync/storage.h"

#include <functional>

namespace entente {

class SimStorage final : public Storage {
public:
    std::int64_t take_over() override { return ++generation_; }
    bool load(Files& files) override;
    CommitOutcome commit(std::int64_t generation, const FileCommit& commit) override;

    // What a crash leaves: the durable files and the first `relaxed_kept` commits behind them.
    void crash(std::size_t relaxed_kept);
    std::size_t relaxed() const { return relaxed_.size(); }
    const Files& files() const { return now_; }
    Files& files() { return now_; }
    bool present(const std::string& name) const { return now_.count(name) > 0; }

    std::size_t bytes_max = SIZE_MAX;  // Beyond it: quota.
    bool fence = true;                 // Off: the planted mistake.
    bool load_fails = false;
    // Asked before each commit; not given or none: it goes well.
    std::function<CommitOutcome()> trouble;

private:
    static void apply(Files& files, const FileCommit& commit);

    std::int64_t generation_ = 0;
    Files now_;
    Files durable_;
    std::vector<FileCommit> relaxed_;
};

}  // namespace entente
