#include "server-stub/http/connection.h"

#include "server-stub/http/answer_head.h"
#include "server-stub/http/clock.h"
#include "server-stub/http/problem_answer.h"

#include <algorithm>
#include <array>
#include <exception>

namespace entente::server {
namespace {

namespace http = boost::beast::http;

constexpr std::size_t chunk_frame_bytes_max =
    std::size_t{8} * 1024;  // A chunk's own line, or the trailers.
constexpr std::size_t pending_events_max = std::size_t{64} * 1024;
constexpr std::size_t lingering_bytes_max = std::size_t{256} * 1024;
constexpr std::chrono::milliseconds linger_deadline{1'000};

// The client as the nearest proxy saw it; whatever stands before that may be invented. What is no
// address is nobody's: else each invented name would have limits and a line of the log of its own.
std::string last_forwarded(std::string_view list, const std::string& peer) {
    const std::size_t comma = list.rfind(',');
    std::string_view last = comma == std::string_view::npos ? list : list.substr(comma + 1);
    while (!last.empty() && last.front() == ' ') last.remove_prefix(1);
    error_code error;
    const auto address = asio::ip::make_address(last, error);
    return error ? peer : address.to_string();
}

// Gives an address's place back when the request is over, however it ends.
class ForwardedPlace {
public:
    ForwardedPlace(AddressCounts& counts, std::string address)
        : counts_(counts), address_(std::move(address)) {}
    ~ForwardedPlace() { counts_.give_back(address_); }
    ForwardedPlace(const ForwardedPlace&) = delete;
    ForwardedPlace& operator=(const ForwardedPlace&) = delete;

private:
    AddressCounts& counts_;
    std::string address_;
};

}  // namespace

bool AddressCounts::take(const std::string& address, std::size_t most) {
    const std::lock_guard lock(mutex_);
    std::size_t& count = counts_[address];
    if (count >= most) return false;
    count++;
    return true;
}

void AddressCounts::give_back(const std::string& address) {
    const std::lock_guard lock(mutex_);
    const auto found = counts_.find(address);
    if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

Connection::Connection(Socket socket, std::string address, Loop& loop, SharedState& shared)
    : socket_(std::move(socket)),
      peer_(std::move(address)),
      loop_(loop),
      shared_(shared),
      limits_(shared.settings.limits),
      wake_(loop.context.get_executor()) {
    loop_.connections.insert(this);
}

Connection::~Connection() {
    loop_.connections.erase(this);
    shared_.connection_count--;
    if (!shared_.settings.behind_proxy) shared_.connections.give_back(peer_);
}

void Connection::enter(Phase phase, std::chrono::milliseconds deadline) {
    phase_ = phase;
    expired_ = false;
    deadline_ = std::chrono::steady_clock::now() + deadline;
}

void Connection::look_at_clock(SteadyTime now) {
    const bool cut = now >= loop_.cut_off && phase_ != Phase::working;
    if (cut) closing_ = true;
    if (!cut && (phase_ == Phase::working || phase_ == Phase::streaming || now < deadline_)) return;
    expired_ = true;
    error_code ignored;  // A socket that cannot be canceled is already gone.
    socket_.cancel(ignored);
    wake_.cancel();
}

void Connection::drain() {
    closing_ = true;
    if (phase_ != Phase::idle && phase_ != Phase::streaming) return;
    error_code ignored;
    socket_.cancel(ignored);
    wake_.cancel();
}

Task<std::size_t> Connection::read_some(char* into, std::size_t size) {
    const auto [error, count] =
        co_await socket_.async_read_some(asio::buffer(into, size), awaiting);
    co_return error ? 0 : count;
}

Task<bool> Connection::write(std::string_view first, std::string_view second) {
    while (!first.empty() || !second.empty()) {
        enter(Phase::writing, limits_.write_stall);
        const std::array<asio::const_buffer, 2> parts{
            asio::buffer(first.data(), first.size()), asio::buffer(second.data(), second.size())};
        const auto [error, count] = co_await socket_.async_write_some(parts, awaiting);
        if (error) co_return false;
        const std::size_t of_first = std::min(count, first.size());
        first.remove_prefix(of_first);
        second.remove_prefix(count - of_first);
    }
    co_return true;
}

Task<void> Connection::serve() {
    const auto alive = shared_from_this();
    try {
        while (!closing_ && co_await one_request()) {}
    } catch (const std::exception& fault) {
        // Memory, or a bug of ours: this connection ends, the server goes on.
        shared_.log.notice("connection_failed", fault.what());
    }
    error_code ignored;
    socket_.shutdown(Socket::shutdown_both, ignored);
    socket_.close(ignored);
}

// False when the connection is to be closed.
Task<bool> Connection::one_request() {
    std::optional<Answer> refusal;
    Heard heard = co_await read_head(refusal);
    if (heard == Heard::nothing) co_return false;
    started_ = std::chrono::steady_clock::now();
    if (heard == Heard::request) {
        refusal = refused_at_head();
        if (refusal) heard = Heard::refusal;
    }
    if (heard == Heard::request) heard = co_await read_body(refusal);
    if (heard == Heard::nothing) co_return false;
    if (heard == Heard::refusal) {
        refusal->close = true;
        if (co_await send(*refusal, false)) co_await linger();
        co_return false;
    }
    const bool keep_alive = parser_->keep_alive() && request_.head.minor_version == 1;
    Answer answer = co_await answer_request();
    const bool goes_on = keep_alive && !answer.close && !answer.events && !closing_;
    if (!co_await send(answer, goes_on)) co_return false;
    if (answer.events) co_await stream_events(*answer.events);
    in_.erase(0, head_size_);
    in_.insert(0, body_in_);  // What came behind this request is the start of the next.
    body_in_.clear();
    co_return goes_on;
}

Task<Connection::Heard> Connection::read_head(std::optional<Answer>& refusal) {
    enter(
        in_.empty() ? Phase::idle : Phase::head,
        in_.empty() ? limits_.idle_deadline : limits_.head_deadline
    );
    std::size_t searched = 0;
    std::array<char, 4096> bytes{};
    for (;;) {
        const std::size_t end = in_.find("\r\n\r\n", searched);
        head_size_ = end == std::string::npos ? in_.size() : end + 4;
        if (end != std::string::npos || in_.size() > limits_.head_bytes_max) break;
        searched = in_.size() < 3 ? 0 : in_.size() - 3;
        const std::size_t count = co_await read_some(bytes.data(), bytes.size());
        if (count == 0 && expired_ && phase_ == Phase::head && !closing_) {
            refusal = refusal_answer({.status = 408, .reason = "head must come in time"});
            co_return Heard::refusal;
        }
        if (count == 0) co_return Heard::nothing;
        if (phase_ == Phase::idle) enter(Phase::head, limits_.head_deadline);
        in_.append(bytes.data(), count);
    }
    auto head = head_from_bytes(std::string_view{in_}.substr(0, head_size_), limits_);
    if (const auto* refused = std::get_if<HeadRefusal>(&head)) {
        refusal = refusal_answer(*refused);
        co_return Heard::refusal;
    }
    request_.head = std::move(std::get<RequestHead>(head));
    co_return Heard::request;
}

// What can be said before any byte of the body is read.
std::optional<Answer> Connection::refused_at_head() {
    request_.received = wall_clock_now();
    request_.body.clear();
    request_.address = shared_.settings.behind_proxy
                           ? last_forwarded(request_.header("X-Forwarded-For"), peer_)
                           : peer_;
    if (!path_from_target(request_.head.target, request_.path)) {
        return refusal_answer({.status = 400, .reason = "path must be plain"});
    }
    if (request_.head.count_of("Content-Encoding") > 0) {
        return problem_answer(ProblemCode::content_type_must_be_supported, 415);
    }
    const std::string_view expected = request_.header("Expect");
    if (!expected.empty() && !equal_ignoring_case(expected, "100-continue")) {
        return refusal_answer({.status = 417, .reason = "expectation must be 100-continue"});
    }
    return shared_.handler.refuse(request_);
}

void Connection::prepare_body() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(limits_.head_bytes_max));
    parser_->body_limit(shared_.handler.body_bytes_max(request_));
    body_in_.assign(in_, head_size_, std::string::npos);
    in_.resize(head_size_);
    body_received_ = body_in_.size();
}

// Gives the parser what is there. True when the request is whole or refused.
bool Connection::feed(std::optional<Answer>& refusal) {
    std::size_t taken = 0;
    while (!parser_->is_done()) {
        error_code error;
        const auto rest = asio::buffer(body_in_.data() + taken, body_in_.size() - taken);
        taken += parser_->put(rest, error);
        if (error == http::error::need_more || (!error && taken == body_in_.size())) break;
        if (error == http::error::body_limit) {
            refusal = problem_answer(ProblemCode::bytes_must_be_small_enough, 413);
            return true;
        }
        if (error) {
            refusal = refusal_answer({.status = 400, .reason = "body must be framed correctly"});
            return true;
        }
    }
    body_in_.erase(0, taken);
    if (!parser_->is_done() && body_in_.size() > chunk_frame_bytes_max) {
        refusal = refusal_answer({.status = 400, .reason = "chunk frame must be small enough"});
        return true;
    }
    return parser_->is_done();
}

Task<Connection::Heard> Connection::read_body(std::optional<Answer>& refusal) {
    prepare_body();
    error_code error;
    parser_->put(asio::buffer(in_.data(), head_size_), error);
    if (error == http::error::body_limit) {
        refusal = problem_answer(ProblemCode::bytes_must_be_small_enough, 413);
        co_return Heard::refusal;
    }
    if (error || !parser_->is_header_done()) {
        refusal = refusal_answer({.status = 400, .reason = "head must be well-formed"});
        co_return Heard::refusal;
    }
    const SteadyTime start = std::chrono::steady_clock::now();
    if (!parser_->is_done() && body_in_.empty() && !request_.header("Expect").empty()) {
        if (!co_await write("HTTP/1.1 100 Continue\r\n\r\n", {})) co_return Heard::nothing;
    }
    std::array<char, std::size_t{16} * 1024> bytes{};
    while (!feed(refusal)) {
        enter(Phase::body, limits_.head_deadline);
        deadline_ =
            start + limits_.head_deadline +
            std::chrono::milliseconds(body_received_ * 1000 / limits_.body_bytes_per_second_min);
        const std::size_t count = co_await read_some(bytes.data(), bytes.size());
        if (count == 0 && expired_ && !closing_) {
            refusal = refusal_answer({.status = 408, .reason = "body must come in time"});
        } else if (count == 0) {
            co_return Heard::nothing;
        }
        if (refusal) break;
        body_received_ += count;
        body_in_.append(bytes.data(), count);
    }
    if (refusal) co_return Heard::refusal;
    request_.body = std::move(parser_->get().body());
    co_return Heard::request;
}

Task<Answer> Connection::answer_request() {
    phase_ = Phase::working;
    std::optional<ForwardedPlace> place;
    if (shared_.settings.behind_proxy) {
        if (!shared_.forwarded.take(request_.address, limits_.connections_per_address_max)) {
            co_return problem_answer(ProblemCode::requests_must_be_fewer, 429);
        }
        place.emplace(shared_.forwarded, request_.address);
    }
    Reply reply;
    try {
        reply = shared_.handler.handle(request_);
    } catch (const std::exception& fault) {
        shared_.log.notice("request_failed", fault.what());
        reply.now = problem_answer(ProblemCode::server_must_not_fail, 500);
    }
    if (reply.now) co_return std::move(*reply.now);
    co_return co_await await_later(std::move(reply.later));
}

// The answer is posted, never given inline: a coroutine must not be resumed while it suspends.
Task<Answer> Connection::await_later(std::function<void(AnswerSink)> work) {
    auto initiate = [this, &work](auto completion) {
        auto held = std::make_shared<decltype(completion)>(std::move(completion));
        work([this, held](Answer answer) {
            auto given = std::make_shared<Answer>(std::move(answer));
            asio::post(loop_.context, [held, given] { (*held)(std::move(*given)); });
        });
    };
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void(Answer)>(
        initiate, asio::use_awaitable_t<Executor>{}
    );
}

Task<bool> Connection::send(Answer& answer, bool keep_alive) {
    out_.clear();
    append_answer_head(
        out_,
        answer,
        {.date = loop_.date, .secure = shared_.settings.secure, .keep_alive = keep_alive}
    );
    const bool bodiless =
        request_.head.method == Method::head || answer.status == 304 || answer.status == 204;
    const bool sent = co_await write(out_, bodiless ? std::string_view{} : answer.content());
    log_request(answer);
    co_return sent;
}

void Connection::log_request(const Answer& answer) {
    const auto took = std::chrono::steady_clock::now() - started_;
    shared_.log.request({
        .method = name_of(request_.head.method),
        .route = answer.route,
        .status = answer.status,
        .microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count(),
        .bytes = answer.content().size(),
        .person = answer.person,
        .seen_as = answer.seen_as,
        .address = request_.address,
    });
}

// A client that leaves is noticed at once, not at the next heartbeat: its place is for another tab.
void Connection::watch_for_close() {
    socket_.async_wait(Socket::wait_read, [self = shared_from_this()](error_code) {
        self->closing_ = true;
        self->wake_.cancel();
    });
}

void Connection::take_event(const std::string& event) {
    if (event.empty()) closing_ = true;
    if (events_.size() + event.size() > pending_events_max) return;  // A poke is only a hint.
    events_ += event;
    wake_.cancel();
}

Task<void> Connection::stream_events(EventStream& events) {
    in_ = {};
    body_in_ = {};
    parser_.reset();
    head_size_ = 0;
    const std::weak_ptr<Connection> weak = weak_from_this();
    events.subscribe([weak, context = &loop_.context](const std::string& event) {
        if (weak.expired()) return;
        asio::post(*context, [weak, event] {
            if (const auto self = weak.lock()) self->take_event(event);
        });
    });
    watch_for_close();
    const SteadyTime end = std::chrono::steady_clock::now() + limits_.stream_max;
    while (!closing_ && std::chrono::steady_clock::now() < end) {
        phase_ = Phase::streaming;
        if (events_.empty()) {
            const SteadyTime heartbeat = std::chrono::steady_clock::now() + limits_.heartbeat;
            wake_.expires_at(std::min(heartbeat, end));
            const auto [error] = co_await wake_.async_wait(awaiting);
            if (closing_ || std::chrono::steady_clock::now() >= end) break;
            if (!error && events_.empty()) events_ = "event: heartbeat\ndata: {}\n\n";
        }
        const std::string sending = std::exchange(events_, {});
        if (!co_await write(sending, {})) break;
    }
    error_code ignored;
    socket_.cancel(ignored);
}

// Closing with unread bytes would reset the connection and could take the answer along.
Task<void> Connection::linger() {
    error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    enter(Phase::lingering, linger_deadline);
    std::array<char, 4096> bytes{};
    std::size_t left = lingering_bytes_max;
    while (left > 0) {
        const std::size_t count = co_await read_some(bytes.data(), std::min(left, bytes.size()));
        if (count == 0) break;
        left -= count;
    }
}

}  // namespace entente::server
