// entente-server: the thin server of the partner portal.
#include "server-stub/app/commands.h"

#include <cstdio>
#include <exception>
#include <string>
#include <sys/stat.h>
#include <vector>

namespace {

using namespace entente::server;

int run(const std::vector<std::string>& arguments) {
    umask(077);  // The database, its key and its copies are nobody else's to read.
    const std::string command = arguments.empty() ? "serve" : arguments.front();
    if (command == "--help" || command == "help") return print_help();
    Config config;
    if (const std::string wrong = read_config(entente_environment(), config); !wrong.empty()) {
        std::fprintf(stderr, "entente-server: %s\n", wrong.c_str());
        return 1;
    }
    if (command == "serve") return serve(config);
    if (command == "demo") return demo(config, {arguments.begin() + 1, arguments.end()});
    if (command == "migrate") return migrate(config);
    if (command == "backup") return backup(config, {arguments.begin() + 1, arguments.end()});
    if (command == "restore") return restore(config, {arguments.begin() + 1, arguments.end()});
    if (command == "user") return user(config, {arguments.begin() + 1, arguments.end()});
    if (command == "--check-config") {
        std::printf("the settings are sound\n");
        return 0;
    }
    std::fprintf(stderr, "entente-server: there is no command %s; see --help\n", command.c_str());
    return 2;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return run({argv + 1, argv + argc});
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "entente-server: %s\n", fault.what());
        return 1;
    }
}
