// The server's clock, in one place: everything behind it is told what time it is.
#pragma once

#include "core/base/date.h"

#include <chrono>
#include <string>

namespace entente::server {

inline Moment wall_clock_now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

// For the Date field: "Mon, 23 Nov 2026 06:15:00 GMT" (RFC 9110 5.6.7).
std::string http_date(Moment moment);

}  // namespace entente::server
