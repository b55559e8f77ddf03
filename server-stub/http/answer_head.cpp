#include "server-stub/http/answer_head.h"

#include "server-stub/http/clock.h"
#include "server-stub/http/problem_answer.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace entente::server {
namespace {

// The page runs only what this server gave it. 'wasm-unsafe-eval' allows WebAssembly, not eval().
constexpr std::string_view security_fields =
    "Content-Security-Policy: default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; "
    "connect-src 'self'; img-src 'self' data: blob:; style-src 'self'; font-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Cross-Origin-Resource-Policy: same-origin\r\n";
constexpr std::string_view transport_field =
    "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n";

void append_field(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    out += value;
    out += "\r\n";
}

}  // namespace

std::string http_date(Moment moment) {
    constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<const char*, 12> months{
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto seconds = static_cast<std::time_t>(moment.ms / 1000);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    std::array<char, 64> text{};
    std::snprintf(
        text.data(),
        text.size(),
        "%s, %02d %s %04d %02d:%02d:%02d GMT",
        days[static_cast<std::size_t>(parts.tm_wday)],
        parts.tm_mday,
        months[static_cast<std::size_t>(parts.tm_mon)],
        parts.tm_year + 1900,
        parts.tm_hour,
        parts.tm_min,
        parts.tm_sec
    );
    return text.data();
}

void append_answer_head(std::string& out, const Answer& answer, const AnswerFrame& frame) {
    out += "HTTP/1.1 ";
    out += std::to_string(answer.status);
    out += ' ';
    out += reason_phrase(answer.status);
    out += "\r\n";
    append_field(out, "Date", frame.date);
    if (!answer.content_type.empty()) append_field(out, "Content-Type", answer.content_type);
    if (!answer.events && answer.status != 204) {
        append_field(out, "Content-Length", std::to_string(answer.content().size()));
    }
    bool cache_said = false;
    for (const auto& [name, value] : answer.fields) {
        append_field(out, name, value);
        cache_said = cache_said || name == "Cache-Control";
    }
    if (!cache_said) append_field(out, "Cache-Control", "no-store");
    if (!frame.keep_alive) append_field(out, "Connection", "close");
    out += security_fields;
    if (frame.secure) out += transport_field;
    out += "\r\n";
}

}  // namespace entente::server
