// The HTTP server: connections, limits and deadlines in front of a RequestHandler.
//
// One event loop a thread; a connection stays on the loop that got it. It refuses a port in use by
// a message that says so. stop() lets requests in work finish, then returns from run().
#pragma once

#include "server-stub/http/limits.h"
#include "server-stub/http/log.h"
#include "server-stub/http/message.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace entente::server {

struct ServerSettings {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any free one.
    unsigned threads = 1;
    bool secure = false;        // Behind TLS: HSTS is sent.
    bool behind_proxy = false;  // Then the last X-Forwarded-For is the client.
    Limits limits;
};

class HttpServer {
public:
    HttpServer(ServerSettings settings, RequestHandler& handler, Log& log);
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    // Empty, or what went wrong and what to do about it.
    std::string listen();
    std::uint16_t port() const;

    // Serves until stop(), on this thread and `threads - 1` more. With signals: SIGTERM, SIGINT.
    void run(bool with_signals);
    // From any thread.
    void stop();
    bool draining() const;
    std::size_t connections() const;

private:
    struct Core;
    std::unique_ptr<Core> core_;
};

}  // namespace entente::server
