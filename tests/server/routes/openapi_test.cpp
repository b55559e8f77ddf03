#include "server-stub/routes/route.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <set>
#include <string>

using namespace entente;
using namespace entente::server;

namespace {

// "GET /api/v1/deals/{id} needs read_own_deals read_all_deals"
std::string line_of(const Route& route) {
    std::string path{route.path};
    const std::size_t colon = path.find(':');
    if (colon != std::string::npos)
        path = path.substr(0, colon) + "{" + path.substr(colon + 1) + "}";
    std::string line = std::string{name_of(route.method)} + " " + path + " needs";
    if (!route.needed.signed_in()) return line + " nobody";
    if (route.needed.any_permission()) return line + " sign_in";
    for (std::size_t i = 0; i < names_of(Permission{}).size(); i++) {
        Permissions one;
        one.grant(static_cast<Permission>(i));
        if (route.needed.held_by(one)) line += " " + std::string{names_of(Permission{})[i]};
    }
    return line;
}

// Reads only what it compares: paths are indented by two, methods by four, `x-needs` by six.
std::set<std::string> described_routes() {
    std::ifstream file(std::string{ENTENTE_SOURCE_DIR} + "/server-stub/openapi.yaml");
    REQUIRE(file.is_open());
    std::set<std::string> found;
    std::string path;
    std::string method;
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("  /", 0) == 0) path = line.substr(2, line.find(':') - 2);
        for (const Method known : {Method::get, Method::post, Method::del}) {
            std::string lower{name_of(known)};
            for (char& c : lower) c = static_cast<char>(c + 32);
            if (line == "    " + lower + ":") method = name_of(known);
        }
        const std::string needs = "      x-needs: ";
        if (line.rfind(needs, 0) == 0) {
            found.insert(method + " " + path + " needs " + line.substr(needs.size()));
        }
    }
    return found;
}

}  // namespace

TEST_CASE("openapi: it describes every route, what the route needs, and nothing else") {
    std::set<std::string> table;
    for (const Route& route : all_routes()) table.insert(line_of(route));
    const std::set<std::string> described = described_routes();
    for (const std::string& line : table) {
        INFO(line);
        CHECK(described.count(line) == 1);
    }
    for (const std::string& line : described) {
        INFO(line);
        CHECK(table.count(line) == 1);
    }
}
