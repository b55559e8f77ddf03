// A request as routes see it, and their answer. Nothing here knows of sockets.
#pragma once

#include "core/base/bytes.h"
#include "core/base/date.h"
#include "server-stub/http/head.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::server {

// Lives as long as its answer is awaited; the head's views point into the connection's bytes.
struct Request {
    RequestHead head;
    std::string path;  // Decoded, without the query.
    std::string body;
    std::string address;  // Of the client: behind a trusted proxy the forwarded one.
    Moment received;

    std::string_view header(std::string_view name) const { return head.value_of(name); }
    ByteView body_bytes() const { return bytes_from_text(body); }
};

// Wakes a stream; called from any thread. The text is one event, ready to be sent; an empty one
// ends the stream.
using EventSink = std::function<void(const std::string& event)>;

// A stream of events that an answer may open. `subscribe` is called once it is open.
class EventStream {
public:
    virtual ~EventStream() = default;
    virtual void subscribe(EventSink sink) = 0;
};

struct Answer {
    int status = 200;
    std::string content_type;
    std::string body;
    std::shared_ptr<const std::string> shared_body;  // Instead of body: a static file.
    std::vector<std::pair<std::string_view, std::string>> fields;
    std::unique_ptr<EventStream> events;  // The connection stays open and sends these.
    std::string_view route = "static";    // For the log: the pattern, never what was asked for.
    std::string person;                   // For the log: who acts, and in whose place.
    std::string seen_as;
    bool close = false;

    std::string_view content() const { return shared_body ? *shared_body : body; }
};

// Takes the answer; called exactly once, from any thread.
using AnswerSink = std::function<void(Answer)>;

// An answer, or the work that will find one.
struct Reply {
    std::optional<Answer> now;
    std::function<void(AnswerSink)> later;
};

// What stands behind the connections.
class RequestHandler {
public:
    virtual ~RequestHandler() = default;
    // Called before the body is read: an answer here refuses the request without reading on.
    virtual std::optional<Answer> refuse(const Request& request) = 0;
    virtual std::size_t body_bytes_max(const Request& request) const = 0;
    // The request stays valid until the answer is given.
    virtual Reply handle(const Request& request) = 0;
};

}  // namespace entente::server
