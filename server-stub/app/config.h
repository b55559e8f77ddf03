// What an operator can set: the environment over a file over the defaults.
//
// Every key is known by name; an unknown one is refused, because a misspelled limit is no limit.
#pragma once

#include "server-stub/http/log.h"
#include "server-stub/http/server.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace entente::server {

struct Config {
    ServerSettings server{.address = "127.0.0.1", .port = 8080, .threads = 0, .limits = {}};
    std::string database = "entente-data/entente.db";
    std::string site = "build/wasm/site";
    std::string origin;  // As browsers name it; empty: http://localhost:<port>.
    LogLevel log = LogLevel::requests;

    bool secure() const { return origin.rfind("https://", 0) == 0; }
    std::vector<std::string> origins() const;
};

struct ConfigKey {
    std::string_view name;  // "port", in the environment ENTENTE_PORT
    std::string_view help;
};
std::vector<ConfigKey> config_keys();

// Every variable of the environment that begins with ENTENTE_.
std::map<std::string, std::string> entente_environment();

// Empty, or what is wrong and where. ENTENTE_CONFIG names the file; without it there is none.
std::string read_config(const std::map<std::string, std::string>& environment, Config& config);

}  // namespace entente::server
