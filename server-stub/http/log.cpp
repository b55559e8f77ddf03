#include "server-stub/http/log.h"

#include "core/base/date.h"
#include "server-stub/http/clock.h"
#include "server-stub/http/problem_answer.h"

#include <unistd.h>

namespace entente::server {
namespace {

constexpr std::size_t buffer_bytes_max = std::size_t{64} * 1024;

std::string opened(std::string_view event) {
    return "{\"at\":\"" + text_from_moment(wall_clock_now()) + "\",\"event\":" + quoted_json(event);
}

}  // namespace

void Log::request(const RequestLine& line) {
    if (level_ != LogLevel::requests) return;
    std::string text = opened("request");
    text += ",\"method\":\"" + std::string{line.method} + "\",\"route\":";
    text += quoted_json(line.route);
    text += ",\"status\":" + std::to_string(line.status);
    text += ",\"us\":" + std::to_string(line.microseconds);
    text += ",\"bytes\":" + std::to_string(line.bytes);
    if (!line.person.empty()) text += ",\"person\":" + quoted_json(line.person);
    if (!line.seen_as.empty()) text += ",\"seen_as\":" + quoted_json(line.seen_as);
    text += ",\"address\":" + quoted_json(line.address) + "}\n";
    append(std::move(text));
}

void Log::notice(std::string_view event, std::string_view text) {
    if (level_ == LogLevel::quiet) return;
    append(opened(event) + ",\"text\":" + quoted_json(text) + "}\n");
    flush();
}

void Log::append(std::string_view line) {
    const std::lock_guard lock(mutex_);
    // A reader that does not read must not take our memory: what does not fit is dropped.
    if (buffer_.size() > 16 * buffer_bytes_max) return;
    buffer_ += line;
}

void Log::flush() {
    std::string taken;
    {
        const std::lock_guard lock(mutex_);
        taken.swap(buffer_);
    }
    std::string_view rest = taken;
    while (!rest.empty()) {
        const ssize_t written = write(descriptor_, rest.data(), rest.size());
        if (written <= 0) return;  // Nobody listens; there is nowhere left to say so.
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

}  // namespace entente::server
