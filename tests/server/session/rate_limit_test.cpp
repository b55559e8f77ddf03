#include "server-stub/session/rate_limit.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::server;

TEST_CASE("rate: a burst is let through, then one try for each refill") {
    RateLimit limit({.burst = 3, .refill_ms = 1'000});
    const Moment start{1'000'000};
    CHECK(limit.take("a", start) == 0);
    CHECK(limit.take("a", start) == 0);
    CHECK(limit.take("a", start) == 0);
    CHECK(limit.take("a", start) == 1);
    CHECK(limit.take("a", start + 999) == 1);
    CHECK(limit.take("a", start + 1'000) == 0);
    CHECK(limit.take("a", start + 1'000) == 1);
    CHECK(limit.take("b", start) == 0);
}

TEST_CASE("rate: waiting long brings back the burst and no more") {
    RateLimit limit({.burst = 2, .refill_ms = 1'000});
    const Moment start{1'000'000};
    while (limit.take("a", start) == 0) {}
    const Moment later = start + ms_per_day;
    CHECK(limit.take("a", later) == 0);
    CHECK(limit.take("a", later) == 0);
    CHECK(limit.take("a", later) > 0);
}

TEST_CASE("rate: a refused try costs nothing, so nobody can lock somebody else out for longer") {
    RateLimit limit({.burst = 1, .refill_ms = 1'000});
    const Moment start{1'000'000};
    CHECK(limit.take("a", start) == 0);
    for (int i = 0; i < 1'000; i++) CHECK(limit.take("a", start) == 1);
    CHECK(limit.take("a", start + 1'000) == 0);
}
