// How often something may be tried: a bucket of tries that fills again with time.
//
// It delays and never locks anybody out. Keys that are full again are forgotten, so that inventing
// addresses or e-mails costs no lasting memory.
#pragma once

#include "core/base/date.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace entente::server {

struct Rate {
    std::int64_t burst = 10;         // Tries at once.
    std::int64_t refill_ms = 6'000;  // One more try after this long.
};

class RateLimit {
public:
    explicit RateLimit(Rate rate) : rate_(rate) {}

    // Takes one try. 0, or the seconds after which there is one.
    std::int64_t take(const std::string& key, Moment now);

private:
    void forget_full(Moment now);

    struct Bucket {
        std::int64_t full_at_ms = 0;
    };
    Rate rate_;
    std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
};

}  // namespace entente::server
