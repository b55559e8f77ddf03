// What several routes say about a session: who is signed in, and the cookie.
#pragma once

#include "server-stub/routes/route.h"

#include <string_view>

namespace entente::server {

// 200 with a Who: in CBOR for who asks for that first (the portal), else in JSON.
Answer who_answer(const Request& request, StoreReader& reader, const SignedIn& who);

// An empty token takes the cookie away.
void set_session_cookie(Answer& answer, const Services& services, std::string_view token);

}  // namespace entente::server
