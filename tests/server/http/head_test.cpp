#include "server-stub/http/head.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace entente::server;

namespace {

struct Row {
    const char* why;
    std::string bytes;
    int status;  // 0: taken.
};

int status_of(const std::string& bytes, const Limits& limits = {}) {
    const auto head = head_from_bytes(bytes, limits);
    const auto* refusal = std::get_if<HeadRefusal>(&head);
    return refusal == nullptr ? 0 : refusal->status;
}

std::string get(const std::string& fields) {
    return "GET / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

std::string post(const std::string& fields) {
    return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}

}  // namespace

TEST_CASE("head: what two parsers could read in two ways is refused") {
    const Row rows[] = {
        {"plain", get(""), 0},
        {"a length", post("Content-Length: 3\r\n"), 0},
        {"chunked", post("Transfer-Encoding: chunked\r\n"), 0},
        {"chunked in capitals", post("Transfer-Encoding: CHUNKED\r\n"), 0},
        {"HTTP/1.0 may leave the host out", "GET / HTTP/1.0\r\n\r\n", 0},
        {"1 transfer encoding on HTTP/1.0",
         "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
         400},
        {"2 another transfer encoding", post("Transfer-Encoding: gzip, chunked\r\n"), 400},
        {"2 an unknown one", post("Transfer-Encoding: xchunked\r\n"), 400},
        {"2 an identity", post("Transfer-Encoding: identity\r\n"), 400},
        {"2 twice", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"2 with a tab",
         post("Transfer-Encoding: \x0b"
              "chunked\r\n"),
         400},
        {"3 no host", "GET / HTTP/1.1\r\n\r\n", 400},
        {"3 two hosts", get("Host: b\r\n"), 400},
        {"3 an empty host is one", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 0},
        {"3 a host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
        {"4 a folded field", get("X: 1\r\n 2\r\n"), 400},
        {"4 a folded first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
        {"5 transfer encoding on GET", get("Transfer-Encoding: chunked\r\n"), 400},
        {"5 transfer encoding on HEAD",
         "HEAD / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
         400},
        {"length and encoding", post("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400},
        {"two equal lengths", post("Content-Length: 3\r\nContent-Length: 3\r\n"), 400},
        {"a list of lengths", post("Content-Length: 3, 3\r\n"), 400},
        {"a length with a sign", post("Content-Length: +3\r\n"), 400},
        {"a length in hexadecimal", post("Content-Length: 0x3\r\n"), 400},
        {"a length too long to add up", post("Content-Length: 99999999999999999999\r\n"), 400},
        {"a body on GET", get("Content-Length: 1\r\n"), 400},
        {"no body on GET", get("Content-Length: 0\r\n"), 0},
        {"a space before the colon", get("X : 1\r\n"), 400},
        {"a field without a name", get(": 1\r\n"), 400},
        {"a field without a colon", get("X\r\n"), 400},
        {"a bare line feed", "GET / HTTP/1.1\nHost: a\r\n\r\n", 400},
        {"a bare carriage return", get("X: 1\rY: 2\r\n"), 400},
        {"a NUL in a value", get(std::string("X: 1\0002\r\n", 9)), 400},
        {"a DEL in a value", get("X: \x7f\r\n"), 400},
        {"letters beyond ASCII in a value", get("X: \xc3\xa9\r\n"), 0},
        {"an empty line first", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"something behind the empty line", get("") + "x", 400},
        {"no empty line", "GET / HTTP/1.1\r\nHost: a\r\n", 400},
        {"two spaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"a tab for a space", "GET\t/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"a method that is no token", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"the absolute form", "GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"the asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"a target beyond ASCII", "GET /\xc3\xa9 HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"HTTP/2.0", "GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505},
        {"HTTP/1.2", "GET / HTTP/1.2\r\nHost: a\r\n\r\n", 505},
        {"no version", "GET /\r\nHost: a\r\n\r\n", 400},
        {"nothing", "", 400},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        CHECK(status_of(row.bytes) == row.status);
    }
}

TEST_CASE("head: each size is taken at its limit and refused one past it") {
    const Limits limits;
    const std::string start = "GET / HTTP/1.1\r\nHost: a\r\n";
    const std::size_t frame = start.size() + std::string{"X: \r\n\r\n"}.size();
    const std::string fits(limits.head_bytes_max - frame, 'x');
    CHECK(status_of(start + "X: " + fits + "\r\n\r\n") == 0);
    CHECK(status_of(start + "X: " + fits + "x\r\n\r\n") == 431);

    std::string fields;
    for (std::size_t i = 1; i < limits.fields_max; i++) fields += "X: 1\r\n";
    CHECK(status_of(get(fields)) == 0);
    CHECK(status_of(get(fields + "X: 1\r\n")) == 431);

    const std::string target = "/" + std::string(limits.target_bytes_max - 1, 'x');
    CHECK(status_of("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n") == 0);
    CHECK(status_of("GET " + target + "x HTTP/1.1\r\nHost: a\r\n\r\n") == 414);
}

TEST_CASE("head: a path is decoded once and never leaves the site") {
    struct PathRow {
        const char* target;
        const char* path;  // Null: refused.
    };
    const PathRow rows[] = {
        {"/", "/"},
        {"/deals/7?x=/../", "/deals/7"},
        {"/a%20b", "/a b"},
        {"/%2e%2e/etc/passwd", nullptr},
        {"/../etc/passwd", nullptr},
        {"/a/./b", nullptr},
        {"/a/..", nullptr},
        {"/a%2f..%2fb", nullptr},
        {"/a%5cb", nullptr},
        {"/%252e%252e/x", "/%2e%2e/x"},
        {"/a%00b", nullptr},
        {"/a%0", nullptr},
        {"/a%zz", nullptr},
        {"/..a/b..", "/..a/b.."},
    };
    for (const PathRow& row : rows) {
        INFO(row.target);
        std::string path;
        CHECK(path_from_target(row.target, path) == (row.path != nullptr));
        if (row.path != nullptr) CHECK(path == row.path);
    }
}
