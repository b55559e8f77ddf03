// One client's connection: reads requests within their deadlines, asks the handler, writes answers.
//
// Everything of a connection happens on the thread of its loop; only a finished answer and an event
// come from others, posted. For connection.cpp and server.cpp only.
#pragma once

#include "server-stub/http/limits.h"
#include "server-stub/http/log.h"
#include "server-stub/http/message.h"
#include "server-stub/http/network.h"
#include "server-stub/http/server.h"

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace entente::server {

// How many an address has of something; shared by all loops.
class AddressCounts {
public:
    bool take(const std::string& address, std::size_t most);
    void give_back(const std::string& address);

private:
    std::mutex mutex_;
    std::map<std::string, std::size_t> counts_;
};

struct SharedState {
    ServerSettings settings;
    RequestHandler& handler;
    Log& log;
    AddressCounts connections;
    AddressCounts forwarded;
    std::atomic<std::size_t> connection_count{0};
    std::atomic<bool> draining{false};
};

class Connection;

// One thread's event loop and the connections on it.
struct Loop {
    asio::io_context context{1};
    std::set<Connection*> connections;
    std::string date;
    SteadyTime cut_off = SteadyTime::max();  // While draining: when the rest is closed.
};

class Connection final : public std::enable_shared_from_this<Connection> {
public:
    Connection(Socket socket, std::string address, Loop& loop, SharedState& shared);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    Task<void> serve();
    // Closes what waits too long. Called now and then by the loop.
    void look_at_clock(SteadyTime now);
    // No further request; a stream ends.
    void drain();

private:
    enum class Phase : std::uint8_t { idle, head, body, working, writing, streaming, lingering };
    enum class Heard : std::uint8_t { request, refusal, nothing };

    Task<std::size_t> read_some(char* into, std::size_t size);
    Task<bool> write(std::string_view first, std::string_view second);
    Task<Heard> read_head(std::optional<Answer>& refusal);
    Task<Heard> read_body(std::optional<Answer>& refusal);
    bool feed(std::optional<Answer>& refusal);
    void prepare_body();
    Task<bool> one_request();
    Task<Answer> answer_request();
    Task<Answer> await_later(std::function<void(AnswerSink)> work);
    Task<bool> send(Answer& answer, bool keep_alive);
    Task<void> stream_events(EventStream& events);
    Task<void> linger();
    std::optional<Answer> refused_at_head();
    void watch_for_close();
    void take_event(const std::string& event);
    void enter(Phase phase, std::chrono::milliseconds deadline);
    void log_request(const Answer& answer);

    Socket socket_;
    std::string peer_;
    Loop& loop_;
    SharedState& shared_;
    const Limits& limits_;
    Phase phase_ = Phase::idle;
    SteadyTime deadline_;
    bool expired_ = false;
    bool closing_ = false;

    std::string in_;  // The head, then what came with it.
    std::size_t head_size_ = 0;
    std::string body_in_;  // Raw bytes of the body that the parser has not taken yet.
    std::size_t body_received_ = 0;
    SteadyTime started_;
    std::optional<BodyParser> parser_;
    Request request_;
    std::string out_;
    Timer wake_;
    std::string events_;
};

}  // namespace entente::server
