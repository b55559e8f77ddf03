// Many connections that ask again as soon as they are answered, and how long each answer took.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace entente::bench {

// The next request of a connection, as bytes.
using NextRequest = std::function<std::string(std::size_t connection)>;

struct LoadResult {
    std::int64_t answers = 0;
    std::int64_t refused = 0;  // Status 400 and above, or no HTTP at all.
    std::int64_t bytes = 0;    // Of all answers, heads included.
    double seconds = 0;
    std::vector<std::uint32_t> microseconds;  // Of each answer, ascending.

    double per_second() const { return static_cast<double>(answers) / seconds; }
    std::uint32_t percentile(double share) const;
};

struct Load {
    std::uint16_t port = 0;
    std::size_t connections = 64;
    double seconds = 5;
    double per_second = 0;  // Paced over all connections; 0: as fast as it goes.
};

LoadResult run_load(const Load& load, const NextRequest& next);

}  // namespace entente::bench
