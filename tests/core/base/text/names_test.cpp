#include "core/base/text/names.h"

#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>
#include <random>
#include <utility>

using namespace entente;

TEST_CASE("names: the legal form and the way of writing do not count") {
    struct Row {
        const char* name;
        const char* comparable;
    };
    constexpr Row rows[] = {
        {"Acme, Inc.", "acme"},
        {"ACME Incorporated", "acme"},
        {"The Acme Company", "acme"},
        {"Acme Co., Ltd.", "acme"},
        {"The Müller & Söhne GmbH & Co. KG", "muller and sohne"},
        {"Müller und Söhne", "muller and sohne"},
        {"Société Générale S.A.", "societe generale"},
        {"Carrefour S. A. R. L.", "carrefour"},
        {"Telefónica, S.A. de C.V.", "telefonica sa de"},
        {"O'Neill’s L.L.C.", "oneills"},
        {"AB Volvo", "volvo"},
        {"Volvo AB (publ)", "volvo"},
        {"PT. Telkom Indonesia Tbk", "telkom indonesia"},
        {"Orlen Sp. z o.o.", "orlen"},
        {"ООО Ромашка", "ромашка"},
        {"トヨタ自動車株式会社", "トヨタ自動車"},
        {"株式会社日立製作所", "日立製作所"},
        {"华为技术有限公司", "华为技术"},
        {"J.P. Morgan", "jp morgan"},
        {"JP Morgan", "jp morgan"},
        {"Rolls-Royce plc", "rolls royce"},
        {"AT&T", "at and t"},
        {"Amazon.com, Inc.", "amazon com"},
        // A name that is nothing but such words keeps one of them.
        {"SA", "sa"},
        {"The Limited", "limited"},
        {"", ""},
        {" .,- ", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        CHECK(comparable_name(row.name) == row.comparable);
    }
}

TEST_CASE("likeness: the published values of Jaro and Winkler hold") {
    struct Row {
        const char* left;
        const char* right;
        int basis_points;
    };
    // Winkler 1990 and 1994: 0.961, 0.840, 0.813, 0.982; TRACE/CRATE 0.733.
    constexpr Row rows[] = {
        {"martha", "marhta", 9611},
        {"dwayne", "duane", 8400},
        {"dixon", "dicksonx", 8133},
        {"shackleford", "shackelford", 9818},
        {"trace", "crate", 7333},
        {"abc", "xyz", 0},
        {"", "", 10'000},
        {"a", "", 0},
        {"same", "same", 10'000},
        {"bank of america", "america bank of", 10'000},
    };
    for (const Row& row : rows) {
        CAPTURE(row.left, row.right);
        CHECK(likeness(row.left, row.right).basis_points == row.basis_points);
    }
}

TEST_CASE("likeness: one customer typed twice reaches 90 %, two customers do not") {
    constexpr Percent threshold{9000};
    const auto alike = [](const char* left, const char* right) {
        return likeness(comparable_name(left), comparable_name(right));
    };
    CHECK(alike("Siemens AG", "Siemens Aktiengesellschaft") == percent_whole);
    CHECK(alike("Deutsche Telekom AG", "Deutsche Telecom") >= threshold);
    CHECK(alike("Accenture plc", "Acenture") >= threshold);
    CHECK(alike("Müller & Söhne", "Mueller und Soehne GmbH") >= threshold);
    CHECK(alike("Deutsche Bank", "Dresdner Bank") < threshold);
    CHECK(alike("Airbus", "Boeing") < threshold);
    CHECK(alike("Novartis", "Nestlé") < threshold);
}

TEST_CASE("likeness: it is symmetric, and whole for equal names only") {
    const auto seed = Catch::getSeed();
    CAPTURE(seed);
    std::mt19937 random{seed};
    const auto word = [&random] {
        std::string text;
        for (auto i = random() % 8 + 1; i > 0; i--) text += static_cast<char>('a' + random() % 3);
        return text;
    };
    for (int i = 0; i < 1000; i++) {
        const std::string left = word();
        const std::string right = word();
        CAPTURE(left, right);
        CHECK(likeness(left, right) == likeness(right, left));
        CHECK((likeness(left, right) == percent_whole) == (left == right));
    }
}
