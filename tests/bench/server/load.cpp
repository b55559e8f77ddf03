#include "tests/bench/server/load.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string_view>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace entente::bench {
namespace {

using Clock = std::chrono::steady_clock;

struct Connection {
    int socket = -1;
    std::string in;
    std::size_t wanted = 0;  // Bytes of the answer under way; 0: not known yet.
    Clock::time_point asked;
    bool waiting = false;
};

void expect(bool held, const char* what) {
    if (held) return;
    std::perror(what);
    std::exit(1);
}

int connected_socket(std::uint16_t port) {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    const int one = 1;
    setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    expect(connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0, "connect");
    return socket;
}

// The size of the whole answer; 0 while its head is not there.
std::size_t size_of_answer(std::string_view in) {
    const std::size_t end = in.find("\r\n\r\n");
    if (end == std::string_view::npos) return 0;
    std::string head{in.substr(0, end + 2)};
    for (char& c : head) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const std::size_t field = head.find("\r\ncontent-length: ");
    expect(field != std::string::npos, "an answer without a length");
    return end + 4 + std::strtoul(head.c_str() + field + 18, nullptr, 10);
}

class Run {
public:
    Run(const Load& load, const NextRequest& next)
        : load_(load), next_(next), poll_(epoll_create1(0)), connections_(load.connections) {}
    ~Run() {
        for (const Connection& connection : connections_) close(connection.socket);
        close(poll_);
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    LoadResult go();

private:
    void ask(std::size_t index);
    void hear(std::size_t index);
    void ask_those_due();

    const Load& load_;
    const NextRequest& next_;
    int poll_;
    std::vector<Connection> connections_;
    LoadResult result_;
    Clock::time_point start_;
    std::int64_t asked_ = 0;
};

void Run::ask(std::size_t index) {
    Connection& connection = connections_[index];
    const std::string bytes = next_(index);
    connection.asked = Clock::now();
    connection.waiting = true;
    asked_++;
    const ssize_t sent = send(connection.socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    expect(sent == static_cast<ssize_t>(bytes.size()), "send");
}

void Run::hear(std::size_t index) {
    Connection& connection = connections_[index];
    std::array<char, 64 * 1024> bytes;
    const ssize_t count = recv(connection.socket, bytes.data(), bytes.size(), 0);
    expect(count > 0, "recv");
    connection.in.append(bytes.data(), static_cast<std::size_t>(count));
    if (connection.wanted == 0) connection.wanted = size_of_answer(connection.in);
    if (connection.wanted == 0 || connection.in.size() < connection.wanted) return;
    if (connection.in.size() < 12 || connection.in[9] >= '4') result_.refused++;
    const auto took = Clock::now() - connection.asked;
    result_.microseconds.push_back(static_cast<std::uint32_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(took).count()
    ));
    result_.answers++;
    result_.bytes += static_cast<std::int64_t>(connection.wanted);
    connection.in.erase(0, connection.wanted);
    connection.wanted = 0;
    connection.waiting = false;
    if (load_.per_second == 0) ask(index);
}

void Run::ask_those_due() {
    const double elapsed = std::chrono::duration<double>(Clock::now() - start_).count();
    const auto due = static_cast<std::int64_t>(elapsed * load_.per_second);
    for (std::size_t i = 0; i < connections_.size() && asked_ < due; i++) {
        if (!connections_[i].waiting) ask(i);
    }
}

LoadResult Run::go() {
    for (std::size_t i = 0; i < connections_.size(); i++) {
        connections_[i].socket = connected_socket(load_.port);
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        epoll_ctl(poll_, EPOLL_CTL_ADD, connections_[i].socket, &event);
    }
    start_ = Clock::now();
    const auto end =
        start_ +
        std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(load_.seconds));
    for (std::size_t i = 0; i < connections_.size() && load_.per_second == 0; i++) ask(i);
    std::array<epoll_event, 64> events;
    while (Clock::now() < end) {
        if (load_.per_second > 0) ask_those_due();
        const int wait_ms = load_.per_second > 0 ? 1 : 100;
        const int count =
            epoll_wait(poll_, events.data(), static_cast<int>(events.size()), wait_ms);
        for (int i = 0; i < count; i++) hear(events[static_cast<std::size_t>(i)].data.u64);
    }
    result_.seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    std::sort(result_.microseconds.begin(), result_.microseconds.end());
    return std::move(result_);
}

}  // namespace

std::uint32_t LoadResult::percentile(double share) const {
    if (microseconds.empty()) return 0;
    const auto last = static_cast<double>(microseconds.size() - 1);
    return microseconds[static_cast<std::size_t>(last * share)];
}

LoadResult run_load(const Load& load, const NextRequest& next) {
    return Run(load, next).go();
}

}  // namespace entente::bench
