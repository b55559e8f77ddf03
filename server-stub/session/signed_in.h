// Who asks: found anew for each request from the session's token, with today's grants.
//
// One session can hold two: oneself, and while a look lasts the person looked through. The request
// says as whom it comes; in a look `actor` and `viewer` are the seen one's, `real` stays who looks.
#pragma once

#include "core/domain/project.h"
#include "server-stub/grants.h"
#include "server-stub/session/program_cache.h"

#include <optional>
#include <string>

namespace entente::server {

struct SignedIn {
    StoredSession session;
    PersonId real;
    Person person;  // As whom: the seen one in a preview.
    Actor actor;
    Viewer viewer;
    Access access;  // What they reach in the store.
    bool preview = false;
    bool disabled = false;
    std::shared_ptr<const Program> program;
};

inline constexpr std::int64_t session_ms = 30 * ms_per_day;
inline constexpr std::int64_t session_idle_ms = 14 * ms_per_day;
inline constexpr std::int64_t preview_ms = std::int64_t{30} * 60'000;
inline constexpr std::int64_t recent_sign_in_ms = 12 * ms_per_hour;

// What stands in the store for a token.
Bytes hash_of_token(std::string_view token);

// 32 random bytes in base64url.
std::string new_token();

struct SessionQuestion {
    std::string_view token;
    bool preview = false;  // As the person looked through.
    Moment now;
};

// person_must_be_signed_in without a live session; permission_must_be_held when there is no look
// through somebody's eyes, or no longer. A disabled account is found, and marked.
Result<SignedIn> signed_in(
    StoreReader& reader, ProgramCache& programs, GrantCache& grants, const SessionQuestion& asked
);

}  // namespace entente::server
