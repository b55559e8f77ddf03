// A whole server in this process, on a free port, over a small world in a folder of its own.
#pragma once

#include "server-stub/app/running.h"
#include "tests/server/support/small_world.h"
#include "tests/server/support/wire.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace entente::test {

inline const std::string world_password = "correct horse battery";

// An empty folder that is removed with everything in it.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string path(const std::string& name = {}) const;
    void write(const std::string& name, std::string_view content) const;

private:
    std::filesystem::path path_;
};

// Passwords that cost next to nothing; everything else as it is in earnest.
server::RunningOptions quick_options();

class TestServer {
public:
    using Change = std::function<void(server::Config&, server::RunningOptions&)>;
    explicit TestServer(const Change& change = {});
    ~TestServer();
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;

    std::uint16_t port() const { return server_->port(); }
    server::RunningServer& running() { return *server_; }
    Store& store() { return server_->store(); }
    const SmallWorld& world() const { return world_; }
    const Folder& folder() const { return folder_; }

    // A session that was opened just now, without a password.
    std::string token_of(PersonId person);
    // Lets that person sign in with world_password.
    void give_password(const std::string& email, PersonId person);
    WireAnswer ask(const Ask& what) const { return answer_to(port(), what); }
    void stop();

private:
    Folder folder_;
    SmallWorld world_;
    std::unique_ptr<server::RunningServer> server_;
    std::thread thread_;
};

}  // namespace entente::test
