#include "tests/server/support/test_server.h"

#include "server-stub/http/clock.h"
#include "server-stub/session/signed_in.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>

namespace entente::test {

Folder::Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "entente-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string Folder::path(const std::string& name) const {
    return (path_ / name).string();
}

void Folder::write(const std::string& name, std::string_view content) const {
    std::filesystem::create_directories((path_ / name).parent_path());
    std::ofstream file(path_ / name, std::ios::binary);
    file << content;
    REQUIRE(file.good());
}

server::RunningOptions quick_options() {
    server::RunningOptions options;
    options.hash_cost = {.passes = 1, .memory_bytes = 64 * 1024};
    return options;
}

TestServer::TestServer(const Change& change) : world_(small_world()) {
    folder_.write("site/index.html", "<!doctype html><title>Entente</title>");
    server::Config config;
    config.server.port = 0;
    config.server.threads = 2;
    config.database = folder_.path("entente.db");
    config.site = folder_.path("site");
    config.log = server::LogLevel::quiet;
    server::RunningOptions options = quick_options();
    if (change) change(config, options);
    server_ = std::make_unique<server::RunningServer>(config, options);
    fill(server_->store(), world_);
    REQUIRE(server_->prepare().empty());
    thread_ = std::thread([this] { server_->run(false); });
}

TestServer::~TestServer() {
    stop();
}

void TestServer::stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
}

std::string TestServer::token_of(PersonId person) {
    const std::string token = server::new_token();
    const Moment now = server::wall_clock_now();
    const StoredSession session{
        .token_hash = server::hash_of_token(token),
        .person = person,
        .created_at = now,
        .used_at = now,
        .expires_at = now + server::session_ms,
        .device = "test",
        .seen_as = {},
        .preview_until = {},
        .preview_reason = {},
    };
    const Outcome written =
        store().write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            writer.put_session(session);
            return Done{};
        });
    REQUIRE(written.ok());
    return token;
}

void TestServer::give_password(const std::string& email, PersonId person) {
    server::Passwords passwords(quick_options().hash_cost);
    const Credential credential{
        .email = email,
        .person = person,
        .password_hash = passwords.hash(world_password),
        .must_change = false};
    const Outcome written =
        store().write(Access::of_authority(), [&](StoreWriter& writer) -> Outcome {
            writer.put_credential(credential);
            return Done{};
        });
    REQUIRE(written.ok());
}

}  // namespace entente::test
