#include "server-stub/routes/poke_hub.h"

#include <algorithm>

namespace entente::server {

// Holds a session's place in the hub until the connection is closed.
class PokeHub::Stream final : public EventStream {
public:
    Stream(PokeHub& hub, std::uint64_t id, std::string session, std::set<std::string> scopes)
        : hub_(hub), id_(id), session_(std::move(session)), scopes_(std::move(scopes)) {}
    ~Stream() override { hub_.close(id_, session_); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    void subscribe(EventSink sink) override {
        hub_.listen(id_, {.scopes = std::move(scopes_), .sink = std::move(sink)});
    }

private:
    PokeHub& hub_;
    std::uint64_t id_;
    std::string session_;
    std::set<std::string> scopes_;
};

std::unique_ptr<EventStream> PokeHub::open(
    const std::string& session, std::set<std::string> scopes
) {
    const std::lock_guard lock(mutex_);
    std::size_t& count = per_session_[session];
    if (count >= streams_per_session_max_) return nullptr;
    count++;
    return std::make_unique<Stream>(*this, ++last_id_, session, std::move(scopes));
}

void PokeHub::listen(std::uint64_t id, Listener listener) {
    const std::lock_guard lock(mutex_);
    listeners_[id] = std::move(listener);
}

void PokeHub::close(std::uint64_t id, const std::string& session) {
    const std::lock_guard lock(mutex_);
    listeners_.erase(id);
    const auto count = per_session_.find(session);
    if (count != per_session_.end() && --count->second == 0) per_session_.erase(count);
}

void PokeHub::publish(
    const std::vector<std::string>& scopes, std::int64_t epoch, std::int64_t seq
) {
    const std::string event = "event: poke\ndata: {\"epoch\":" + std::to_string(epoch) +
                              ",\"seq\":" + std::to_string(seq) + "}\n\n";
    const std::lock_guard lock(mutex_);
    for (const auto& [id, listener] : listeners_) {
        const bool concerned = std::any_of(scopes.begin(), scopes.end(), [&](const auto& scope) {
            return listener.scopes.contains(scope);
        });
        if (concerned) listener.sink(event);
    }
}

std::size_t PokeHub::size() const {
    const std::lock_guard lock(mutex_);
    return listeners_.size();
}

}  // namespace entente::server
