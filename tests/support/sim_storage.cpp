#include "tests/support/sim_storage.h"

namespace entente {

bool SimStorage::load(Files& files) {
    if (load_fails) return false;
    files = now_;
    return true;
}

void SimStorage::apply(Files& files, const FileCommit& commit) {
    for (const std::string& name : commit.removes) files.erase(name);
    for (const auto& [name, bytes] : commit.puts) files[name] = bytes;
}

CommitOutcome SimStorage::commit(std::int64_t generation, const FileCommit& commit) {
    if (fence && generation != generation_) return CommitOutcome::fenced;
    const CommitOutcome outcome = trouble ? trouble() : CommitOutcome::ok;
    if (outcome == CommitOutcome::quota || outcome == CommitOutcome::io_error) return outcome;
    Files after = now_;
    apply(after, commit);
    std::size_t bytes = 0;
    for (const auto& [name, content] : after) bytes += content.size();
    if (bytes > bytes_max) return CommitOutcome::quota;
    now_ = std::move(after);
    if (commit.strict) {
        durable_ = now_;
        relaxed_.clear();
    } else {
        relaxed_.push_back(commit);
    }
    return outcome;  // lost: it happened, and nobody was told.
}

void SimStorage::crash(std::size_t relaxed_kept) {
    for (std::size_t i = 0; i < relaxed_.size() && i < relaxed_kept; i++) {
        apply(durable_, relaxed_[i]);
    }
    relaxed_.clear();
    now_ = durable_;
}

}  // namespace entente
