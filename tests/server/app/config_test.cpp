#include "server-stub/app/config.h"

#include "tests/server/support/test_server.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>

using namespace entente::server;
using entente::test::Folder;

namespace {

namespace fs = std::filesystem;

// What a script or a test reads from its environment.
void add_variables(const fs::path& file, std::set<std::string>& names) {
    static const std::regex read(R"((?:process\.env\.|\$\{|getenv\(")ENTENTE_([A-Z_]+))");
    std::ifstream stream(file, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(stream), {}};
    for (std::sregex_iterator at(text.begin(), text.end(), read), end; at != end; ++at) {
        names.insert((*at)[1]);
    }
}

}  // namespace

TEST_CASE("config: the environment stands over the file, the file over the defaults") {
    const Folder folder;
    folder.write("server.conf", "# a comment\n\nport = 9000\n log = quiet \nthreads=3\n");
    Config config;
    REQUIRE(read_config({{"CONFIG", folder.path("server.conf")}, {"PORT", "9001"}}, config).empty()
    );
    CHECK(config.server.port == 9001);
    CHECK(config.log == LogLevel::quiet);
    CHECK(config.server.threads == 3);
    CHECK(config.server.address == "127.0.0.1");
    CHECK(config.server.limits.connections_max == 8192);
}

TEST_CASE("config: what is unknown or unsound is refused by name") {
    struct Row {
        const char* name;
        const char* value;
        const char* said;
    };
    const Row rows[] = {
        {"PROT", "80", "there are: address, port"},
        {"PORT", "65536", "ENTENTE_PORT: port is \"65536\", but must be a number from 0 to 65535"},
        {"PORT", "80x", "must be a number"},
        {"PORT", "", "must be a number"},
        {"CONNECTIONS_MAX", "0", "from 1 to"},
        {"LOG", "loud", "must be quiet, notices or requests"},
        {"BEHIND_PROXY", "maybe", "must be yes or no"},
        {"ORIGIN", "http://portal.example", "must be like https://portal.example"},
        {"ORIGIN", "https://portal.example/", "without a path"},
        {"SITE", "", "must not be empty"},
        {"CONFIG", "/nowhere/server.conf", "check ENTENTE_CONFIG"},
    };
    for (const Row& row : rows) {
        INFO(row.name << "=" << row.value);
        Config config;
        CHECK(read_config({{row.name, row.value}}, config).find(row.said) != std::string::npos);
    }
}

TEST_CASE("config: a line of the file that is wrong is named by its number") {
    const Folder folder;
    folder.write("server.conf", "port = 9000\nprot = 1\n");
    Config config;
    const std::string wrong = read_config({{"CONFIG", folder.path("server.conf")}}, config);
    CHECK(wrong.find("server.conf:2: prot is not a setting") != std::string::npos);
}

TEST_CASE("config: behind TLS only the named origin is ours") {
    Config config;
    REQUIRE(read_config({{"ORIGIN", "https://portal.example"}}, config).empty());
    CHECK(config.secure());
    CHECK(config.origins() == std::vector<std::string>{"https://portal.example"});
    Config plain;
    REQUIRE(read_config({{"PORT", "9000"}}, plain).empty());
    CHECK(plain.origins().front() == "http://localhost:9000");
}

TEST_CASE("config: a variable of our own scripts does not keep the server from starting") {
    const fs::path root = ENTENTE_SOURCE_DIR;
    std::set<std::string> names;
    for (const char* script : {"run.sh", "test.sh", "build-wasm.sh"}) {
        add_variables(root / script, names);
    }
    for (const auto& entry : fs::recursive_directory_iterator(root / "tests")) {
        const std::string extension = entry.path().extension().string();
        const bool script = extension == ".sh" || extension == ".mjs" || extension == ".cpp";
        if (script && entry.is_regular_file()) add_variables(entry.path(), names);
    }
    for (const char* known : {"FUZZ_SECONDS", "PATIENCE_MS", "CHROMIUM", "SERVER", "PORT"}) {
        CHECK(names.contains(known));
    }
    for (const std::string& name : names) {
        INFO(name);
        Config config;
        CHECK(read_config({{name, "1"}}, config).empty());
    }
}
