#include "server-stub/session/passwords.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::server;

TEST_CASE("password: only the right one matches, and nobody's matches nothing") {
    Passwords passwords({.passes = 1, .memory_bytes = 64 * 1024});
    const std::string hash = passwords.hash("correct horse battery");
    CHECK(hash.rfind("$argon2id$", 0) == 0);
    CHECK(passwords.matches("correct horse battery", hash));
    CHECK_FALSE(passwords.matches("correct horse batterz", hash));
    CHECK_FALSE(passwords.matches("", {}));
    CHECK(passwords.hash("correct horse battery") != hash);
}

TEST_CASE("password: by default it costs 46 MiB and one pass") {
    Passwords passwords;
    const std::string hash = passwords.hash("correct horse battery");
    CHECK(hash.find("m=47104,t=1,p=1") != std::string::npos);
}

TEST_CASE("password: short, long and common ones are refused") {
    struct Row {
        const char* why;
        std::string password;
        std::optional<ProblemCode> problem;
    };
    using enum ProblemCode;
    const Row rows[] = {
        {"a sentence", "correct horse battery", std::nullopt},
        {"11 characters", "abcdeXYZ719", password_must_have_12_characters},
        {"12 characters", "abcdeXYZ7194", std::nullopt},
        {"12 characters of two bytes", "äöüßäöéèêçñø", std::nullopt},
        {"256 characters",
         std::string(200, 'x') + "not the same all the way through here anymore, at all..",
         std::nullopt},
        {"257 characters", std::string(257, 'x'), password_must_have_12_characters},
        {"one letter", "aaaaaaaaaaaa", password_must_not_be_common},
        {"a repeated word", "hunthunthunt", password_must_not_be_common},
        {"password and a year", "Password2026!", password_must_not_be_common},
        {"digits in a row", "1234567890ab", password_must_not_be_common},
        {"the own name", "Maya.Okafor.1", password_must_not_be_common},
        {"the product's name with more", "entente is spoken here", std::nullopt},
    };
    for (const Row& row : rows) {
        INFO(row.why);
        const Outcome outcome = check_new_password(row.password, "maya.okafor@slalom.example");
        CHECK(outcome.ok() == !row.problem.has_value());
        if (row.problem && !outcome.ok()) CHECK(outcome.problem().code == *row.problem);
    }
}
