#include "server-stub/session/program_cache.h"

namespace entente::server {

std::shared_ptr<const Program> ProgramCache::in(StoreReader& reader) {
    const std::int64_t seq = reader.scope("program").seq;
    const Epoch epoch = reader.epoch();
    const std::lock_guard lock(mutex_);
    if (program_ && seq == seq_ && epoch == epoch_) return program_;
    for (const StoredRecord& row : reader.live_after("program", std::nullopt, 10)) {
        if (row.record.kind() != Kind::program) continue;
        program_ = std::make_shared<const Program>(body_of<Program>(row.record));
        seq_ = seq;
        epoch_ = epoch;
        return program_;
    }
    throw StoreFailure(
        ProblemCode::database_must_be_available,
        "the database holds no program: run entente-server demo, or import one"
    );
}

}  // namespace entente::server
