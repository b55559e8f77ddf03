// What the session asks of whatever keeps its files: IndexedDB, a folder, or a simulated disk.
//
// A commit happens whole or not at all and is answered always. Files are written once, under a
// name that is never used again for other bytes, so a commit whose outcome is unknown is repeated.
#pragma once

#include "core/base/bytes.h"

#include <map>
#include <string>
#include <vector>

namespace entente {

using Files = std::map<std::string, Bytes>;

// lost: nobody knows whether it happened. fenced: another tab writes now; this one must not.
enum class CommitOutcome : std::uint8_t { ok, quota, fenced, lost, io_error };

struct FileCommit {
    Files puts;
    std::vector<std::string> removes;
    bool strict = false;  // Durable before it is answered, power loss included.
};

// The same in one call, for tests, simulation and native tools.
class Storage {
public:
    virtual ~Storage() = default;
    // Becomes the writer: commits of every earlier generation are fenced from now on.
    virtual std::int64_t take_over() = 0;
    // False: nothing is known about what is there. It does not mean that nothing is.
    virtual bool load(Files& files) = 0;
    virtual CommitOutcome commit(std::int64_t generation, const FileCommit& commit) = 0;
};

}  // namespace entente
