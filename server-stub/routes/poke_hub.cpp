#include "server-stub/routes/poke_hub.h"

#include <algorithm>

namespace entente::server {

// Holds a session's place in the hub until the connection is closed.
class PokeHub::Stream final : public EventStream {
public:
    Stream(PokeHub& hub, std::uint64_t id) : hub_(hub), id_(id) {}
    ~Stream() override { hub_.close(id_); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    void subscribe(EventSink sink) override { hub_.listen(id_, std::move(sink)); }

private:
    PokeHub& hub_;
    std::uint64_t id_;
};

std::unique_ptr<EventStream> PokeHub::open(
    const std::string& session, std::set<std::string> scopes
) {
    const std::lock_guard lock(mutex_);
    std::size_t& count = per_session_[session];
    if (count >= streams_per_session_max_) return nullptr;
    count++;
    listeners_[++last_id_] = {.session = session, .scopes = std::move(scopes)};
    return std::make_unique<Stream>(*this, last_id_);
}

void PokeHub::listen(std::uint64_t id, EventSink sink) {
    const std::lock_guard lock(mutex_);
    Listener& listener = listeners_.at(id);
    listener.sink = std::move(sink);
    if (listener.ended) listener.sink({});
}

void PokeHub::close(std::uint64_t id) {
    const std::lock_guard lock(mutex_);
    const auto found = listeners_.find(id);
    const auto count = per_session_.find(found->second.session);
    if (--count->second == 0) per_session_.erase(count);
    listeners_.erase(found);
}

void PokeHub::end(const std::string& session) {
    const std::lock_guard lock(mutex_);
    for (auto& [id, listener] : listeners_) {
        if (listener.session != session) continue;
        listener.ended = true;
        if (listener.sink) listener.sink({});
    }
}

void PokeHub::publish(
    const std::vector<std::string>& scopes, std::int64_t epoch, std::int64_t seq
) {
    const std::string event = "event: poke\ndata: {\"epoch\":" + std::to_string(epoch) +
                              ",\"seq\":" + std::to_string(seq) + "}\n\n";
    const std::lock_guard lock(mutex_);
    for (const auto& entry : listeners_) {
        const Listener& listener = entry.second;
        const bool concerned = std::any_of(scopes.begin(), scopes.end(), [&](const auto& scope) {
            return listener.scopes.contains(scope);
        });
        if (concerned && listener.sink) listener.sink(event);
    }
}

std::size_t PokeHub::size() const {
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::count_if(
        listeners_.begin(),
        listeners_.end(),
        [](const auto& entry) { return static_cast<bool>(entry.second.sink); }
    ));
}

}  // namespace entente::server
