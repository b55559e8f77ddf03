// What routes work with. One of each for the whole server.
#pragma once

#include "server-stub/grants.h"
#include "server-stub/http/log.h"
#include "server-stub/http/static_site.h"
#include "server-stub/proofs/badge_key.h"
#include "server-stub/routes/poke_hub.h"
#include "server-stub/session/passwords.h"
#include "server-stub/session/program_cache.h"
#include "server-stub/session/rate_limit.h"
#include "server-stub/store.h"

#include <functional>
#include <string>
#include <vector>

namespace entente {
class SyncService;
}

namespace entente::server {

// How often a sign-in may be tried: from an address, for an account, and by everybody together.
struct SignInRates {
    Rate address{.burst = 20, .refill_ms = 3'000};
    Rate account{.burst = 8, .refill_ms = 15'000};
    Rate everybody{.burst = 200, .refill_ms = 50};
};

struct SignInLimits {
    explicit SignInLimits(const SignInRates& rates)
        : address(rates.address), account(rates.account), everybody(rates.everybody) {}
    RateLimit address, account, everybody;
};

struct Services {
    Store& store;
    SyncService& sync;
    const StaticSite& site;
    Log& log;
    Passwords& passwords;
    ProgramCache programs;
    GrantCache grants;
    SignInLimits sign_in;
    PokeHub pokes;
    const BadgeKey& badge_key;
    std::vector<std::string> origins;  // Ours, exactly as browsers name them.
    bool secure = false;               // Behind TLS: the cookie's name says so.
    std::function<bool()> ready;       // For /readyz.

    std::string_view cookie_name() const { return secure ? "__Host-sid" : "sid"; }
};

}  // namespace entente::server
