// The program's rules as they stand in the store, parsed once for each change of them.
#pragma once

#include "server-stub/store.h"

#include <memory>
#include <mutex>

namespace entente::server {

class ProgramCache {
public:
    // Throws StoreFailure when the store holds no program: it was never filled.
    std::shared_ptr<const Program> in(StoreReader& reader);

private:
    std::mutex mutex_;
    std::int64_t seq_ = -1;
    Epoch epoch_;
    std::shared_ptr<const Program> program_;
};

}  // namespace entente::server
