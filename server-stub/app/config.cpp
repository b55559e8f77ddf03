#include "server-stub/app/config.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <functional>
#include <limits>
#include <thread>

extern char** environ;

namespace entente::server {
namespace {

struct Key {
    std::string_view name;
    std::string_view help;
    // Empty, or what the value must be.
    std::string (*set)(Config& config, const std::string& value);
};

template <typename Number>
std::string set_number(
    Number& into, const std::string& value, std::int64_t least, std::int64_t most
) {
    std::int64_t number = 0;
    const char* end = value.data() + value.size();
    const auto [stop, error] = std::from_chars(value.data(), end, number);
    if (error != std::errc{} || stop != end || number < least || number > most) {
        return "must be a number from " + std::to_string(least) + " to " + std::to_string(most);
    }
    into = static_cast<Number>(number);
    return {};
}

std::string set_text(std::string& into, const std::string& value) {
    if (value.empty()) return "must not be empty";
    into = value;
    return {};
}

std::string set_origin(Config& config, const std::string& value) {
    const bool http = value.rfind("http://localhost", 0) == 0 || value.rfind("http://127.", 0) == 0;
    if ((!http && value.rfind("https://", 0) != 0) || value.back() == '/') {
        return "must be like https://portal.example (plain http only for localhost), without a "
               "path";
    }
    config.origin = value;
    return {};
}

std::string set_log(Config& config, const std::string& value) {
    constexpr std::array<std::string_view, 3> names{"quiet", "notices", "requests"};
    const auto* found = std::find(names.begin(), names.end(), value);
    if (found == names.end()) return "must be quiet, notices or requests";
    config.log = static_cast<LogLevel>(found - names.begin());
    return {};
}

std::string set_proxy(Config& config, const std::string& value) {
    if (value != "yes" && value != "no") return "must be yes or no";
    config.server.behind_proxy = value == "yes";
    return {};
}

constexpr std::array<Key, 10> keys{{
    {"address",
     "address to listen on",
     [](Config& c, const std::string& v) { return set_text(c.server.address, v); }},
    {"port",
     "port to listen on; 0 takes any free one",
     [](Config& c, const std::string& v) { return set_number(c.server.port, v, 0, 65'535); }},
    {"threads",
     "event loops; 0: one for each processor",
     [](Config& c, const std::string& v) { return set_number(c.server.threads, v, 0, 256); }},
    {"database",
     "file of the SQLite database",
     [](Config& c, const std::string& v) { return set_text(c.database, v); }},
    {"site",
     "folder of the portal, as ./build-wasm.sh makes it",
     [](Config& c, const std::string& v) { return set_text(c.site, v); }},
    {"origin", "address of the portal in browsers; https behind TLS", set_origin},
    {"log", "quiet, notices or requests", set_log},
    {"behind_proxy", "yes: the last X-Forwarded-For is the client's address", set_proxy},
    {"connections_max",
     "connections at once",
     [](Config& c, const std::string& v) {
         return set_number(c.server.limits.connections_max, v, 1, 1'000'000);
     }},
    {"connections_per_address_max",
     "connections at once from one address",
     [](Config& c, const std::string& v) {
         return set_number(c.server.limits.connections_per_address_max, v, 1, 1'000'000);
     }},
}};

// Read by our scripts and tests, which start the server too: known, but no setting of it.
constexpr std::array<std::string_view, 21> other_variables{
    "CONFIG",          "ACCEPT_IMGUI",   "CHROMIUM",     "FIGURES",
    "FUZZ_SECONDS",    "HANDS",          "PATIENCE_MS",  "PRINT_PROOFS",
    "PROOF_BUG_SEEDS", "PROOF_COVERAGE", "PROOF_FAULTS", "PROOF_SECONDS",
    "PROOF_YEARS",     "ROWS",           "SCREENSHOTS",  "SEED",
    "SEEDS",           "SERVER",         "SHOTS",        "SIGHT",
    "SYNC_SITE",
};

std::string complaint(std::string_view name, const std::string& value, const std::string& wrong) {
    return std::string{name} + " is \"" + value + "\", but " + wrong;
}

std::string set(Config& config, std::string_view name, const std::string& value) {
    for (const Key& key : keys) {
        if (key.name != name) continue;
        const std::string wrong = key.set(config, value);
        return wrong.empty() ? wrong : complaint(name, value, wrong);
    }
    std::string known;
    for (const Key& key : keys) known += (known.empty() ? "" : ", ") + std::string{key.name};
    return std::string{name} + " is not a setting; there are: " + known;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::string read_file(const std::string& path, Config& config) {
    std::ifstream file(path);
    if (!file) return path + " cannot be read: check ENTENTE_CONFIG";
    std::string line;
    for (int number = 1; std::getline(file, line); number++) {
        const std::string_view text = trimmed(line);
        if (text.empty() || text.front() == '#') continue;
        const std::string place = path + ":" + std::to_string(number) + ": ";
        const std::size_t equals = text.find('=');
        if (equals == std::string_view::npos) return place + "a line must be: setting = value";
        const std::string value{trimmed(text.substr(equals + 1))};
        const std::string wrong = set(config, trimmed(text.substr(0, equals)), value);
        if (!wrong.empty()) return place + wrong;
    }
    return {};
}

std::string lower(std::string_view text) {
    std::string small{text};
    std::transform(small.begin(), small.end(), small.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    return small;
}

}  // namespace

std::vector<std::string> Config::origins() const {
    if (!origin.empty()) return {origin};
    const std::string port = ":" + std::to_string(server.port);
    return {"http://localhost" + port, "http://127.0.0.1" + port, "http://[::1]" + port};
}

std::vector<ConfigKey> config_keys() {
    std::vector<ConfigKey> known;
    known.reserve(keys.size());
    for (const Key& key : keys) known.push_back({.name = key.name, .help = key.help});
    return known;
}

std::map<std::string, std::string> entente_environment() {
    constexpr std::string_view prefix = "ENTENTE_";
    std::map<std::string, std::string> found;
    for (char** entry = environ; *entry != nullptr; entry++) {
        const std::string_view text = *entry;
        const std::size_t equals = text.find('=');
        if (text.substr(0, prefix.size()) != prefix || equals == std::string_view::npos) continue;
        const std::string name{text.substr(prefix.size(), equals - prefix.size())};
        found[name] = std::string{text.substr(equals + 1)};
    }
    return found;
}

std::string read_config(const std::map<std::string, std::string>& environment, Config& config) {
    const auto file = environment.find("CONFIG");
    if (file != environment.end()) {
        if (std::string wrong = read_file(file->second, config); !wrong.empty()) return wrong;
    }
    for (const auto& [name, value] : environment) {
        const bool other = std::find(other_variables.begin(), other_variables.end(), name) !=
                           other_variables.end();
        if (other) continue;
        const std::string wrong = set(config, lower(name), value);
        if (!wrong.empty()) return std::string("ENTENTE_").append(name).append(": ").append(wrong);
    }
    if (config.server.threads == 0) {
        config.server.threads = std::max(1U, std::thread::hardware_concurrency());
    }
    config.server.secure = config.secure();
    return {};
}

}  // namespace entente::server
