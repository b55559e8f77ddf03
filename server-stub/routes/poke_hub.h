// Tells open pages that something changed in a scope they hold: "pull now", nothing more.
//
// A poke that is lost does no harm; a page also pulls by itself. Safe from any thread.
#pragma once

#include "server-stub/http/message.h"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace entente::server {

class PokeHub {
public:
    explicit PokeHub(std::size_t streams_per_session_max)
        : streams_per_session_max_(streams_per_session_max) {}

    // A stream for what happens in these scopes; null when the session has too many.
    // `session` names it in this hub only: the hash of its token.
    std::unique_ptr<EventStream> open(const std::string& session, std::set<std::string> scopes);

    // Ends the streams of a session, also those that are only about to begin.
    void end(const std::string& session);

    // Something was committed in these scopes.
    void publish(const std::vector<std::string>& scopes, std::int64_t epoch, std::int64_t seq);

    std::size_t size() const;  // Streams that listen.

private:
    class Stream;
    struct Listener {
        std::string session;
        std::set<std::string> scopes;
        EventSink sink = {};  // Empty until the stream listens.
        bool ended = false;
    };

    void listen(std::uint64_t id, EventSink sink);
    void close(std::uint64_t id);

    std::size_t streams_per_session_max_;
    mutable std::mutex mutex_;
    std::uint64_t last_id_ = 0;
    std::map<std::uint64_t, Listener> listeners_;
    std::map<std::string, std::size_t> per_session_;
};

}  // namespace entente::server
