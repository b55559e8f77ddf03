#include "server-stub/session/rate_limit.h"

#include <algorithm>

namespace entente::server {
namespace {

constexpr std::size_t buckets_before_forgetting = 10'000;

}  // namespace

// The bucket is kept as the moment at which it is full again (a "generic cell rate" counter): each
// try moves that moment on by one refill, and it may be ahead by the whole burst at most.
std::int64_t RateLimit::take(const std::string& key, Moment now) {
    const std::lock_guard lock(mutex_);
    if (buckets_.size() > buckets_before_forgetting) forget_full(now);
    Bucket& bucket = buckets_[key];
    const std::int64_t full_at = std::max(bucket.full_at_ms, now.ms) + rate_.refill_ms;
    const std::int64_t ahead_max = rate_.burst * rate_.refill_ms;
    const std::int64_t too_early_ms = full_at - now.ms - ahead_max;
    if (too_early_ms > 0) return (too_early_ms + 999) / 1000;
    bucket.full_at_ms = full_at;
    return 0;
}

void RateLimit::forget_full(Moment now) {
    for (auto at = buckets_.begin(); at != buckets_.end();) {
        at = at->second.full_at_ms <= now.ms ? buckets_.erase(at) : std::next(at);
    }
}

}  // namespace entente::server
