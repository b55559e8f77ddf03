#include "server-stub/http/static_site.h"

#include "tests/server/support/test_server.h"

#include <catch2/catch_test_macros.hpp>
#include <fcntl.h>
#include <fstream>
#include <sys/resource.h>
#include <unistd.h>

using namespace entente;
using namespace entente::test;

namespace {

class SiteServer {
public:
    SiteServer()
        : server_([](server::Config& config, server::RunningOptions&) {
              std::filesystem::create_directories(config.site + "/static");
              const auto write = [&](const std::string& name, const std::string& content) {
                  std::ofstream(config.site + "/" + name) << content;
              };
              write("static/app.0123456789.js", "plain script");
              write("static/app.0123456789.js.br", "brotli");
              write("static/app.0123456789.js.gz", "gzip");
              write("static/app.0123456789.wasm", "wasm");
              write("sign_in.html", "sign in here");
              write("sw.js", "worker");
          }) {}

    WireAnswer get(const std::string& path, const std::string& encodings = {}) const {
        Ask ask{.path = path, .our_page = false};
        if (!encodings.empty()) ask.fields = {{"Accept-Encoding", encodings}};
        return server_.ask(ask);
    }
    const TestServer& server() const { return server_; }

private:
    TestServer server_;
};

// So many files can be open at once on top of those that are, while this lives.
class DescriptorsLeft {
public:
    explicit DescriptorsLeft(int count) {
        REQUIRE(getrlimit(RLIMIT_NOFILE, &before_) == 0);
        int last = -1;
        std::vector<int> taken;
        for (int i = 0; i < count; i++) taken.push_back(last = open("/dev/null", O_RDONLY));
        for (const int descriptor : taken) close(descriptor);
        rlimit fewer = before_;
        fewer.rlim_cur = static_cast<rlim_t>(last) + 1;
        REQUIRE(setrlimit(RLIMIT_NOFILE, &fewer) == 0);
    }
    ~DescriptorsLeft() { setrlimit(RLIMIT_NOFILE, &before_); }
    DescriptorsLeft(const DescriptorsLeft&) = delete;
    DescriptorsLeft& operator=(const DescriptorsLeft&) = delete;

private:
    rlimit before_{};
};

}  // namespace

TEST_CASE("static: the best encoding that the client takes is sent") {
    const SiteServer site;
    struct Row {
        const char* accepted;
        const char* body;
        const char* encoding;
    };
    const Row rows[] = {
        {"", "plain script", ""},
        {"br", "brotli", "br"},
        {"gzip, deflate, br", "brotli", "br"},
        {"gzip", "gzip", "gzip"},
        {"gzip;q=1.0, br;q=0.5", "gzip", "gzip"},
        {"br;q=0, gzip;q=0", "plain script", ""},
        {"*", "brotli", "br"},
        {"*;q=0, gzip", "gzip", "gzip"},
        {"identity", "plain script", ""},
        {"BR", "brotli", "br"},
    };
    for (const Row& row : rows) {
        INFO(row.accepted);
        const WireAnswer answer = site.get("/static/app.0123456789.js", row.accepted);
        CHECK(answer.status == 200);
        CHECK(answer.body == row.body);
        CHECK(answer.field("content-encoding") == row.encoding);
        CHECK(answer.field("vary") == "Accept-Encoding");
        CHECK(answer.field("content-type") == "text/javascript; charset=utf-8");
    }
}

TEST_CASE("static: hashed names are kept for a year, all others are asked for again") {
    const SiteServer site;
    const std::string forever = "public, max-age=31536000, immutable";
    CHECK(site.get("/static/app.0123456789.js").field("cache-control") == forever);
    CHECK(site.get("/static/app.0123456789.wasm").field("content-type") == "application/wasm");
    CHECK(site.get("/").field("cache-control") == "no-cache");
    CHECK(site.get("/sw.js").field("cache-control") == "no-cache");
}

TEST_CASE("static: an unchanged file is not sent again") {
    const SiteServer site;
    const std::string etag = site.get("/sw.js").field("etag");
    REQUIRE(etag.size() > 10);
    const auto again = [&](const std::string& known) {
        return site.server().ask({.path = "/sw.js", .fields = {{"If-None-Match", known}}});
    };
    CHECK(again(etag).status == 304);
    CHECK(again(etag).body.empty());
    CHECK(again("\"other\", W/" + etag).status == 304);
    CHECK(again("*").status == 304);
    CHECK(again("\"other\"").status == 200);
    // Each encoding has its own, or a cache would mix them up.
    CHECK(
        site.get("/static/app.0123456789.js").field("etag") !=
        site.get("/static/app.0123456789.js", "br").field("etag")
    );
}

TEST_CASE("static: a page of the portal is the shell, a file that is not there is not") {
    const SiteServer site;
    CHECK(site.get("/deals/7f3k?filter=open").body.find("Entente") != std::string::npos);
    CHECK(site.get("/sign_in").body == "sign in here");
    CHECK(site.get("/static/gone.js").status == 404);
    CHECK(site.get("/api/v1/gone").status == 404);
    CHECK(site.get("/static/app.0123456789.js.br").status == 404);
    CHECK(site.get("/../entente.db").status == 400);
    CHECK(site.get("/%2e%2e/entente.db").status == 400);
    CHECK(site.server().ask({.method = "POST", .path = "/deals/7"}).status == 405);
    const WireAnswer head = site.server().ask({.method = "HEAD", .path = "/sw.js"});
    CHECK(head.status == 200);
    CHECK(head.field("content-length") == "6");
}

TEST_CASE("static: every answer carries the security fields") {
    const SiteServer site;
    for (const char* path : {"/", "/api/v1/session", "/static/gone.js", "/healthz"}) {
        INFO(path);
        const WireAnswer answer = site.get(path);
        CHECK(answer.field("content-security-policy").find("default-src 'none'") == 0);
        CHECK(answer.field("content-security-policy").find("unsafe-inline") == std::string::npos);
        CHECK(answer.field("x-content-type-options") == "nosniff");
        CHECK(answer.field("referrer-policy") == "no-referrer");
        CHECK(answer.field("permissions-policy").find("camera=()") == 0);
        CHECK(answer.field("strict-transport-security").empty());
    }
    CHECK(site.get("/api/v1/session").field("cache-control") == "no-store");
}

TEST_CASE("static: a site that was not built says what to run") {
    server::StaticSite site;
    CHECK(site.load("/nowhere").find("./build-wasm.sh") != std::string::npos);
}

TEST_CASE("static: a site of which a folder cannot be read is not served in part") {
    const Folder folder;
    folder.write("site/index.html", "<!doctype html>");
    folder.write("site/static/deep/app.js", "script");
    std::string wrong;
    {
        const DescriptorsLeft two(2);  // For the folder, and the one in it; not for the third.
        server::StaticSite site;
        wrong = site.load(folder.path("site"));
    }
    CHECK(wrong.find("site cannot be read: ") != std::string::npos);
    server::StaticSite site;
    CHECK(site.load(folder.path("site")).empty());
}
