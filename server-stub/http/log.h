// One JSON object a line on standard error: what was asked, by whom, and how it went.
//
// Never a body, a token, an e-mail address or a path as typed: a path may hold what somebody looked
// for, so the route's pattern stands in its place. Lines are buffered; flush() writes them.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace entente::server {

enum class LogLevel : std::uint8_t { quiet, notices, requests };

struct RequestLine {
    std::string_view method;
    std::string_view route;
    int status = 0;
    std::int64_t microseconds = 0;
    std::size_t bytes = 0;
    std::string_view person;
    std::string_view seen_as;
    std::string_view address;
};

class Log {
public:
    explicit Log(LogLevel level, int descriptor = 2) : level_(level), descriptor_(descriptor) {}
    ~Log() { flush(); }
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    void request(const RequestLine& line);
    // Something an operator should read: {"event": name, "text": ...}.
    void notice(std::string_view event, std::string_view text);
    void flush();

private:
    void append(std::string_view line);

    LogLevel level_;
    int descriptor_;
    std::mutex mutex_;
    std::string buffer_;
};

}  // namespace entente::server
