// What one client may cost us. Every number has a test at the limit and one past it.
#pragma once

#include <chrono>
#include <cstddef>

namespace entente::server {

struct Limits {
    std::size_t head_bytes_max =
        std::size_t{8} * 1024;  // Request line and fields with the empty line.
    std::size_t fields_max = 64;
    std::size_t target_bytes_max = std::size_t{4} * 1024;
    std::size_t body_bytes_max = std::size_t{1024} * 1024;
    std::size_t json_depth_max = 32;
    std::size_t body_bytes_per_second_min = 1024;
    std::size_t connections_max = 8192;
    std::size_t connections_per_address_max = 512;
    std::size_t streams_per_session_max = 4;
    std::chrono::milliseconds head_deadline{10'000};  // From the first byte of a request.
    std::chrono::milliseconds idle_deadline{15'000};  // Between requests.
    std::chrono::milliseconds write_stall{30'000};    // Without any byte taken.
    std::chrono::milliseconds drain{10'000};          // From SIGTERM until the rest is cut off.
    std::chrono::milliseconds heartbeat{20'000};
    // Pages open it anew, with the session and the grants of that day.
    std::chrono::milliseconds stream_max{600'000};
    std::chrono::milliseconds tick{250};  // How exact deadlines are.
};

}  // namespace entente::server
