#include "tests/server/support/wire.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cstdlib>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace entente::test {
namespace {

constexpr int wait_seconds = 20;

std::string lower(std::string_view text) {
    std::string small{text};
    std::transform(small.begin(), small.end(), small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return small;
}

void read_fields(std::string_view head, WireAnswer& answer) {
    std::size_t at = head.find("\r\n");
    while (at != std::string_view::npos && at + 2 < head.size()) {
        const std::size_t end = std::min(head.find("\r\n", at + 2), head.size());
        const std::string_view line = head.substr(at + 2, end - at - 2);
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos) {
            const std::string name = lower(line.substr(0, colon));
            answer.fields[name] = std::string{line.substr(colon + 2)};
            if (name == "set-cookie") answer.cookies.push_back(answer.fields[name]);
        }
        at = end < head.size() ? end : std::string_view::npos;
    }
}

}  // namespace

std::string WireAnswer::field(const std::string& name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? std::string{} : found->second;
}

Wire::Wire(std::uint16_t port) : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    const timeval wait{.tv_sec = wait_seconds, .tv_usec = 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    if (connect(socket_, generic, sizeof address) == 0) return;
    close(socket_);
    socket_ = -1;
}

Wire::~Wire() {
    if (socket_ >= 0) close(socket_);
}

Wire::Wire(Wire&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), in_(std::move(other.in_)) {}

bool Wire::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Wire::receive() {
    std::array<char, 16 * 1024> bytes;
    const ssize_t count = recv(socket_, bytes.data(), bytes.size(), 0);
    if (count <= 0) return false;
    in_.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

WireAnswer Wire::answer(bool bodiless) {
    WireAnswer answer;
    std::size_t end = 0;
    while ((end = in_.find("\r\n\r\n")) == std::string::npos) {
        if (!receive()) return answer;
    }
    read_fields(std::string_view{in_}.substr(0, end + 2), answer);
    const int status = in_.size() > 12 ? std::atoi(in_.c_str() + 9) : 0;
    std::size_t length = std::strtoul(answer.field("content-length").c_str(), nullptr, 10);
    if (bodiless || status == 204 || status == 304 || status == 100) length = 0;
    while (in_.size() < end + 4 + length) {
        if (!receive()) return answer;
    }
    answer.status = status;
    answer.body = in_.substr(end + 4, length);
    answer.raw = in_.substr(0, end + 4 + length);
    in_.erase(0, end + 4 + length);
    return answer;
}

std::string Wire::read_until(std::string_view text) {
    while (in_.find(text) == std::string::npos && receive()) {}
    const std::size_t end = std::min(in_.find(text), in_.size());
    const std::string found = in_.substr(0, std::min(end + text.size(), in_.size()));
    in_.erase(0, found.size());
    return found;
}

std::string Wire::rest() {
    while (receive()) {}
    return std::exchange(in_, {});
}

bool Wire::closes() {
    if (!in_.empty()) return false;
    char byte = 0;
    const ssize_t count = recv(socket_, &byte, 1, 0);
    return count == 0 || (count < 0 && errno == ECONNRESET);
}

std::string bytes_of(const Ask& ask, std::uint16_t port, bool keep_alive) {
    std::string bytes = ask.method + " " + ask.path +
                        " HTTP/1.1\r\nHost: localhost:" + std::to_string(port) + "\r\n";
    if (ask.our_page) bytes += "X-Entente: 1\r\nSec-Fetch-Site: same-origin\r\n";
    if (!ask.token.empty()) bytes += "Cookie: sid=" + ask.token + "\r\n";
    if (!ask.type.empty()) bytes += "Content-Type: " + ask.type + "\r\n";
    if (ask.method == "POST" || !ask.body.empty()) {
        bytes += "Content-Length: " + std::to_string(ask.body.size()) + "\r\n";
    }
    for (const auto& [name, value] : ask.fields) bytes += name + ": " + value + "\r\n";
    if (!keep_alive) bytes += "Connection: close\r\n";
    return bytes + "\r\n" + ask.body;
}

WireAnswer answer_to(std::uint16_t port, const Ask& ask) {
    Wire wire(port);
    wire.send(bytes_of(ask, port));
    return wire.answer(ask.method == "HEAD");
}

}  // namespace entente::test
