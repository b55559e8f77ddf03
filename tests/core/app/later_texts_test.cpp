// Which texts a first visit is without (web/later_texts.json): those of kinds and commands that the
// browser has no screen for. What is listed there must be nothing that a person can read before.
#include "core/app/text.h"
#include "core/base/problem.h"
#include "tests/support/app_host.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

using namespace entente;
using namespace entente::test;

static std::filesystem::path in_tree(const std::string& path) {
    return std::filesystem::path(ENTENTE_SOURCE_DIR) / path;
}

static std::string content_of(const std::filesystem::path& path) {
    std::ifstream file(path);
    REQUIRE(file.good());
    return {std::istreambuf_iterator<char>(file), {}};
}

static std::set<std::string> found_in(const std::string& text, const char* pattern) {
    const std::regex wanted(pattern);
    std::set<std::string> found;
    for (std::sregex_iterator at(text.begin(), text.end(), wanted), end; at != end; ++at) {
        found.insert((*at)[1]);
    }
    return found;
}

static bool comes_later(const std::string& key) {
    static const std::set<std::string> beginnings =
        found_in(content_of(in_tree("web/later_texts.json")), "\"([a-z_.]+)\"");
    REQUIRE_FALSE(beginnings.empty());
    return std::any_of(beginnings.begin(), beginnings.end(), [&](const std::string& beginning) {
        return key.compare(0, beginning.size(), beginning) == 0;
    });
}

// The source of everything below a folder, or of one file.
static std::string source_of(const std::string& place) {
    const std::filesystem::path path = in_tree(place);
    if (std::filesystem::is_regular_file(path)) return content_of(path);
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
        const auto extension = entry.path().extension();
        if (extension == ".cpp" || extension == ".h") all += content_of(entry.path());
    }
    return all;
}

TEST_CASE("texts for later: no screen says one of them") {
    for (const char* place : {"core/app", "ui/views"}) {
        for (const std::string& key : found_in(source_of(place), "\"([a-z_]+\\.[a-z0-9_.]+)\"")) {
            INFO(key);
            CHECK_FALSE(comes_later(key));
        }
    }
}

TEST_CASE("texts for later: the history of a deal is there at once") {
    for (const std::string event : {"you", "program"}) CHECK_FALSE(comes_later("history." + event));
    for (const std::string& key :
         found_in(english(), "\"((?:history\\.deal|history_value)[^\"]*)\"")) {
        INFO(key);
        CHECK_FALSE(comes_later(key));
    }
}

// What a device decides by itself, and what a server answers to the commands that it sends: those
// of registration_commands() and no others.
TEST_CASE("texts for later: no refusal that a device can meet is one of them") {
    const char* const places[] = {
        "core/app",
        "core/base/format/cbor_items.cpp",
        "core/base/format/cbor_reader.cpp",
        "core/base/money.cpp",
        "core/base/places",
        "core/base/text",
        "core/domain/claims/linking.cpp",
        "core/domain/claims/priority.cpp",
        "core/domain/claims/rivals.cpp",
        "core/domain/claims/territory.cpp",
        "core/domain/commands",
        "core/domain/economics/quote.cpp",
        "core/domain/review/approval.cpp",
        "core/domain/review/clock.cpp",
        "core/domain/review/form.cpp",
        "core/domain/review/partner_acts.cpp",
        "core/domain/review/question.cpp",
        "core/domain/review/reviewer_acts.cpp",
        "core/domain/review/sight.cpp",
        "core/domain/review/submit.cpp",
        "core/domain/review/transitions.cpp",
        "core/sync",
        "server-stub/http",
        "server-stub/routes/preview_routes.cpp",
        "server-stub/routes/router.cpp",
        "server-stub/routes/sync_routes.cpp",
        "server-stub/sync_commands.cpp",
        "server-stub/sync_pages.cpp",
        "server-stub/sync_service.cpp",
        "web/portal",
    };
    std::set<std::string> codes;
    for (const char* place : places) {
        codes.merge(found_in(source_of(place), "ProblemCode::([a-z0-9_]+)"));
    }
    CHECK(codes.size() > 60);
    for (const std::string& code : codes) {
        INFO(code);
        CHECK(problem_named(code).has_value());
        CHECK_FALSE(comes_later("problem." + code));
    }
}

TEST_CASE("texts for later: they join those that are there, and what is no text changes nothing") {
    AppServer server;
    AppHost maya(server, "maya.okafor@slalom.example");
    const std::string before = maya.app.words.text("common.yes");
    maya.tell({server.now, told::TextsLoaded{R"({"later.one": "One"})"}});
    CHECK(maya.app.words.text("later.one") == "One");
    CHECK(maya.app.words.text("common.yes") == before);
    for (const char* wrong : {"<html>", R"({"later.two": "Two", "common.yes": "Twice"})"}) {
        INFO(wrong);
        maya.tell({server.now, told::TextsLoaded{wrong}});
        CHECK_FALSE(maya.app.words.has("later.two"));
        CHECK(maya.app.words.text("common.yes") == before);
    }
}
