#include "core/app/text.h"

#include "core/domain/measurement/kpi.h"
#include "core/domain/measurement/plan_measures.h"
#include "core/domain/measurement/scorecard.h"
#include "tests/support/app_host.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>

using namespace entente;
using namespace entente::test;

static Catalog catalog() {
    Result<Catalog> loaded = Catalog::load(english());
    REQUIRE(loaded.ok());
    return std::move(loaded).value();
}

TEST_CASE("text: a file that is no flat object of strings is refused where it goes wrong") {
    struct Row {
        const char* why;
        const char* json;
        const char* offset;
    };
    const Row rows[] = {
        {"nothing", "", "0"},
        {"a list", "[]", "0"},
        {"a number", R"({"a": 1})", "6"},
        {"no end", R"({"a": "b")", "9"},
        {"a raw line break", "{\"a\": \"b\nc\"}", "9"},
        {"an unknown escape", R"({"a": "\x"})", "9"},
        {"something behind", R"({"a": "b"} c)", "11"},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        const Result<Catalog> loaded = Catalog::load(row.json);
        REQUIRE_FALSE(loaded.ok());
        CHECK(loaded.problem().code == ProblemCode::bytes_must_parse);
        CHECK(loaded.problem().limit == row.offset);
    }
    const Result<Catalog> twice = Catalog::load(R"({"a": "b", "a": "c"})");
    REQUIRE_FALSE(twice.ok());
    CHECK(twice.problem() == Problem{ProblemCode::field_must_be_unique, "a", {}});
}

TEST_CASE("text: placeholders are filled, and one without its argument stays to be seen") {
    const Catalog words = Catalog::load(R"({"both": "{a} and {b}", "n.one": "{n} deal of {who}",)"
                                        R"( "n.other": "{n} deals of {who}"})")
                              .value();
    CHECK(words.text("both", {{"a", "1"}, {"b", "{a}"}}) == "1 and {a}");
    CHECK(words.text("both", {{"a", "1"}}) == "1 and {b}");
    CHECK(words.count("n", 1, {{"who", "Maya"}}) == "1 deal of Maya");
    CHECK(words.count("n", 0, {{"who", "Maya"}}) == "0 deals of Maya");
    CHECK(words.text("missing.key") == "missing.key");
}

TEST_CASE("text: every problem has a text") {
    const Catalog words = catalog();
#define ENTENTE_PROBLEM(name) CHECK(words.has("problem." #name));
#include "core/base/problem_list.h"
#undef ENTENTE_PROBLEM
}

TEST_CASE("text: every figure of the program has its formula in words, with the program's numbers"
) {
    const Catalog words = catalog();
    const Program& program = shipped().program;
    std::vector<Formula> formulas{region_formula()};
    for (std::size_t i = 0; i < names_of(KpiKey{}).size(); i++) {
        formulas.push_back(formula_of(static_cast<KpiKey>(i), program));
    }
    for (const ScorecardPart& part : program.scorecard) {
        formulas.push_back(formula_of(part, program));
    }
    std::size_t numbers = 0;
    for (const Formula& formula : formulas) {
        INFO(formula.key);
        REQUIRE(words.has(formula.key));
        std::string text = words.text(formula.key);
        for (const auto& [name, number] : formula.numbers) {
            const std::string place = "{" + name + "}";
            REQUIRE(text.find(place) != std::string::npos);
            text.replace(text.find(place), place.size(), std::to_string(number));
            numbers++;
        }
        CHECK(text.find('{') == std::string::npos);
    }
    CHECK(numbers == 6);
}

// Every literal below the folder that looks like a key, and the texts' own beginnings.
static std::set<std::string> keys_in(const std::string& folder) {
    const std::regex literal("\"([a-z_]+(\\.[a-z0-9_]+)*\\.?)\"");
    const std::string root = std::string(ENTENTE_SOURCE_DIR) + folder;
    std::set<std::string> keys;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.path().extension() != ".cpp") continue;
        std::ifstream file(entry.path());
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        for (std::sregex_iterator at(text.begin(), text.end(), literal), end; at != end; ++at) {
            keys.insert((*at)[1]);
        }
    }
    return keys;
}

static std::set<std::string> used_keys() {
    std::set<std::string> used = keys_in("/core/app");
    used.merge(keys_in("/ui/views"));
    // Rules name the texts of their own figures; their other words are names of fields and choices.
    for (const std::string& key : keys_in("/core/domain")) {
        const bool formula = key.find(".formula.") != std::string::npos;
        if (formula || key.rfind("earning.why.", 0) == 0) used.insert(key);
    }
    return used;
}

TEST_CASE("text: no text of the file is left unused") {
    const Catalog words = catalog();
    const std::set<std::string> used = used_keys();
    // A key is used as it stands, with a plural form, as a help of another, or behind a beginning.
    const auto is_used = [&](std::string key) {
        for (const char* form : {".one", ".other", ".help", ".text", ".confirm", ".title"}) {
            const std::string suffix = form;
            const bool ends = key.size() > suffix.size() &&
                              key.compare(key.size() - suffix.size(), suffix.size(), suffix) == 0;
            if (ends && (used.count(key.substr(0, key.size() - suffix.size())) > 0)) return true;
        }
        while (true) {
            if (used.count(key) > 0 || used.count(key + ".") > 0) return true;
            const std::size_t dot = key.rfind('.');
            if (dot == std::string::npos) return false;
            key.resize(dot);
        }
    };
    for (std::size_t i = 0; i < words.size(); i++) {
        INFO(words.key_at(i));
        CHECK(is_used(std::string(words.key_at(i))));
    }
}

TEST_CASE("text: every key that the sources name is in the file") {
    const Catalog words = catalog();
    std::set<std::string> beginnings;
    for (std::size_t i = 0; i < words.size(); i++) {
        const std::string_view key = words.key_at(i);
        beginnings.insert(std::string(key.substr(0, key.find('.'))));
    }
    // Paths of fields look like keys and are none.
    const std::set<std::string> paths{
        "customer.domain",
        "customer.legal_name",
        "customer.country",
        "customer.sector",
        "customer.tax_id",
        "contact.email"};
    for (const std::string& key : used_keys()) {
        const std::size_t dot = key.find('.');
        if (dot == std::string::npos || key.back() == '.' || paths.count(key) > 0) continue;
        INFO(key);
        const bool there = words.has(key) || words.has(key + ".one") || words.has(key + ".text") ||
                           words.has(key + ".help");
        bool begins = false;
        for (std::size_t i = 0; i < words.size(); i++) {
            begins = begins || words.key_at(i).substr(0, key.size() + 1) == key + ".";
        }
        CHECK((there || begins));
    }
}
