#include "server-stub/proofs/owner_file.h"

#include "server-stub/store.h"
#include "tests/server/support/test_server.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>

using namespace entente;
using namespace entente::server;
using namespace entente::test;

namespace fs = std::filesystem;

namespace {

std::string complaint(const std::string& path) {
    try {
        secret_in_file(path, "and that is lost");
    } catch (const StoreFailure& failure) {
        return failure.what();
    }
    return {};
}

}  // namespace

TEST_CASE("owner file: made at random once, and for its owner alone") {
    const Folder folder;
    const std::string path = folder.path("key");
    const Bytes first = secret_in_file(path, "x");
    CHECK(first.size() == owner_file_bytes);
    CHECK(first != Bytes(owner_file_bytes));
    CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    CHECK(secret_in_file(path, "x") == first);
    CHECK(secret_in_file(folder.path("other"), "x") != first);
}

TEST_CASE("owner file: one that is cut short, or cannot be made, is told with what to do") {
    const Folder folder;
    folder.write("short", "31 bytes are not enough for it.");
    const std::string said = complaint(folder.path("short"));
    CHECK(said.find("does not give its 32 bytes") != std::string::npos);
    CHECK(said.find("and that is lost") != std::string::npos);
    CHECK(complaint(folder.path("nowhere/key")).find("check its folder") != std::string::npos);
}
