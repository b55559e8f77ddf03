#include "server-stub/http/server.h"

#include "server-stub/http/clock.h"
#include "server-stub/http/connection.h"
#include "server-stub/http/problem_answer.h"

#include <cerrno>
#include <csignal>
#include <thread>
#include <vector>

namespace entente::server {
namespace {

using asio::ip::tcp;

constexpr std::chrono::milliseconds accept_pause{50};

std::string advice_for(const error_code& error, const ServerSettings& settings) {
    const std::string place = settings.address + ":" + std::to_string(settings.port);
    if (error == asio::error::address_in_use) {
        return place + " is used by another program: stop it, or set ENTENTE_PORT to a free port";
    }
    if (error == asio::error::access_denied) {
        return place + " needs more rights: choose a port above 1023 with ENTENTE_PORT";
    }
    return place + " cannot be listened on (" + error.message() + "): check ENTENTE_ADDRESS";
}

// Too many: said in one packet, if it goes out at once, then closed.
void turn_away(Socket socket) {
    constexpr std::string_view words =
        "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\n"
        "Connection: close\r\n\r\n";
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.write_some(asio::buffer(words.data(), words.size()), ignored);
    socket.shutdown(Socket::shutdown_both, ignored);
}

}  // namespace

struct HttpServer::Core {
    Core(ServerSettings settings, RequestHandler& handler, Log& log)
        : shared{.settings = std::move(settings), .handler = handler, .log = log} {
        const unsigned count = std::max(1U, shared.settings.threads);
        for (unsigned i = 0; i < count; i++) loops.push_back(std::make_unique<Loop>());
        acceptor.emplace(loops.front()->context.get_executor());
    }

    bool admit(const std::string& address);
    void start(Socket socket, std::string address, Loop& loop);
    Task<void> accept_clients();
    Task<void> keep_time(Loop& loop);
    void begin_drain();

    SharedState shared;
    std::vector<std::unique_ptr<Loop>> loops;
    std::optional<Acceptor> acceptor;
    std::uint16_t port = 0;
};

bool HttpServer::Core::admit(const std::string& address) {
    const Limits& limits = shared.settings.limits;
    if (shared.connection_count >= limits.connections_max) return false;
    // Behind a proxy every connection has the proxy's address; requests are counted there instead.
    if (!shared.settings.behind_proxy &&
        !shared.connections.take(address, limits.connections_per_address_max)) {
        return false;
    }
    shared.connection_count++;
    return true;
}

void HttpServer::Core::start(Socket socket, std::string address, Loop& loop) {
    auto given = std::make_shared<Socket>(std::move(socket));
    asio::post(loop.context, [this, given, address = std::move(address), &loop] {
        auto connection = std::make_shared<Connection>(std::move(*given), address, loop, shared);
        asio::co_spawn(
            loop.context, [connection] { return connection->serve(); }, asio::detached
        );
        if (shared.draining) connection->drain();
    });
}

Task<void> HttpServer::Core::accept_clients() {
    Timer pause(loops.front()->context.get_executor());
    std::size_t next = 0;
    while (!shared.draining) {
        Loop& loop = *loops[next++ % loops.size()];
        tcp::endpoint peer;
        auto [error, socket] =
            co_await acceptor->async_accept(loop.context.get_executor(), peer, awaiting);
        if (error == asio::error::operation_aborted || shared.draining) break;
        if (error) {  // Out of descriptors, mostly: it gets better when somebody leaves.
            pause.expires_after(accept_pause);
            co_await pause.async_wait(awaiting);
            continue;
        }
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        std::string address = peer.address().to_string();
        if (admit(address)) {
            start(std::move(socket), std::move(address), loop);
        } else {
            turn_away(std::move(socket));
        }
    }
}

// Looks at the deadlines of all connections now and then: cheaper than a timer for each.
Task<void> HttpServer::Core::keep_time(Loop& loop) {
    Timer timer(loop.context.get_executor());
    while (!shared.draining || !loop.connections.empty()) {
        loop.date = http_date(wall_clock_now());
        const SteadyTime now = std::chrono::steady_clock::now();
        for (Connection* connection : loop.connections) connection->look_at_clock(now);
        shared.log.flush();
        timer.expires_after(shared.settings.limits.tick);
        co_await timer.async_wait(awaiting);
    }
}

void HttpServer::Core::begin_drain() {
    if (shared.draining.exchange(true)) return;
    shared.log.notice("stopping", "no new connections; finishing what is in work");
    asio::post(loops.front()->context, [this] {
        error_code ignored;
        acceptor->close(ignored);
    });
    for (const auto& loop : loops) {
        asio::post(loop->context, [this, loop = loop.get()] {
            loop->cut_off = std::chrono::steady_clock::now() + shared.settings.limits.drain;
            for (Connection* connection : loop->connections) connection->drain();
        });
    }
}

HttpServer::HttpServer(ServerSettings settings, RequestHandler& handler, Log& log)
    : core_(std::make_unique<Core>(std::move(settings), handler, log)) {}

HttpServer::~HttpServer() = default;

std::string HttpServer::listen() {
    const ServerSettings& settings = core_->shared.settings;
    error_code error;
    const auto address = asio::ip::make_address(settings.address, error);
    if (error) return settings.address + " is not an address: set ENTENTE_ADDRESS to one";
    const tcp::endpoint endpoint(address, settings.port);
    Acceptor& acceptor = *core_->acceptor;
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(Acceptor::reuse_address(true), error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(1024, error);
    if (error) return advice_for(error, settings);
    core_->port = acceptor.local_endpoint(error).port();
    return {};
}

std::uint16_t HttpServer::port() const {
    return core_->port;
}

bool HttpServer::draining() const {
    return core_->shared.draining;
}

std::size_t HttpServer::connections() const {
    return core_->shared.connection_count;
}

void HttpServer::stop() {
    core_->begin_drain();
}

void HttpServer::run(bool with_signals) {
    Core& core = *core_;
    asio::io_context& first = core.loops.front()->context;
    asio::signal_set signals(first);
    if (with_signals) {
        signals.add(SIGTERM);
        signals.add(SIGINT);
        signals.async_wait([&core](error_code error, int) {
            if (!error) core.begin_drain();
        });
    }
    asio::co_spawn(first, core.accept_clients(), asio::detached);
    std::vector<std::thread> threads;
    for (const auto& loop : core.loops) {
        loop->date = http_date(wall_clock_now());
        asio::co_spawn(
            loop->context,
            core.keep_time(*loop),
            [&signals, first = loop == core.loops.front()](const std::exception_ptr&) {
                if (first) signals.cancel();
            }
        );
    }
    for (std::size_t i = 1; i < core.loops.size(); i++) {
        threads.emplace_back([loop = core.loops[i].get()] { loop->context.run(); });
    }
    first.run();
    for (std::thread& thread : threads) thread.join();
}

}  // namespace entente::server
