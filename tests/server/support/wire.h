// A client that sends any bytes it likes and reads answers, for tests of a server over real
// sockets.
//
// Every wait has an end: a server that keeps silent fails the test instead of stopping it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace entente::test {

struct WireAnswer {
    int status = 0;                             // 0: no answer came, or not a whole one.
    std::map<std::string, std::string> fields;  // Names in lower case.
    std::vector<std::string> cookies;
    std::string body;
    std::string raw;

    std::string field(const std::string& name) const;
};

class Wire {
public:
    explicit Wire(std::uint16_t port);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    Wire(Wire&& other) noexcept;

    bool connected() const { return socket_ >= 0; }
    // False when the server has closed.
    bool send(std::string_view bytes);
    // The next answer; `bodiless` after a HEAD.
    WireAnswer answer(bool bodiless = false);
    // Everything until this text has come, or the server closed.
    std::string read_until(std::string_view text);
    // Everything until the server closes.
    std::string rest();
    // True when the server closes within the time of a wait, without sending anything more.
    bool closes();

private:
    bool receive();

    int socket_ = -1;
    std::string in_;
};

// One request on a connection of its own.
struct Ask {
    std::string method = "GET";
    std::string path;
    std::string token = {};  // Of the session; sent as its cookie.
    std::string type = {};   // Of the body.
    std::string body = {};
    std::vector<std::pair<std::string, std::string>> fields = {};
    bool our_page = true;  // With what our own page sends along.
};
std::string bytes_of(const Ask& ask, std::uint16_t port, bool keep_alive = false);
WireAnswer answer_to(std::uint16_t port, const Ask& ask);

}  // namespace entente::test
