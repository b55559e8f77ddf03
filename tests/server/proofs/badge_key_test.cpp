#include "server-stub/proofs/badge_key.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::server;

namespace {

// RFC 8037, appendix A: the key pair, its thumbprint, and a signature of it.
const Bytes seed{0x9d, 0x61, 0xb1, 0x9d, 0xef, 0xfd, 0x5a, 0x60, 0xba, 0x84, 0x4a,
                 0xf4, 0x92, 0xec, 0x2c, 0xc4, 0x44, 0x49, 0xc5, 0x69, 0x7b, 0x32,
                 0x69, 0x19, 0x70, 0x3b, 0xac, 0x03, 0x1c, 0xae, 0x7f, 0x60};

}  // namespace

TEST_CASE("badge key: its public part and its name are those of RFC 8037") {
    const BadgeKey key(seed);
    CHECK(key.name() == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    const std::string open = key.public_key_json("https://a.example/keys/1");
    CHECK(open.find("\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"") != std::string::npos);
    CHECK(open.find("\"kid\":\"https://a.example/keys/1\"") != std::string::npos);
    CHECK(open.find("\"d\"") == std::string::npos);
    CHECK(key.key_set_json("https://a.example/keys/1") == "{\"keys\":[" + open + "]}");
}

TEST_CASE("badge key: a token has a head, the claims as they are, and one signature for both") {
    const BadgeKey key(seed);
    const std::string token = key.signed_token("{\"a\":1}", "https://a.example/keys/1");
    const std::size_t first = token.find('.');
    const std::size_t second = token.find('.', first + 1);
    REQUIRE(second != std::string::npos);
    CHECK(token.substr(first + 1, second - first - 1) == "eyJhIjoxfQ");
    CHECK(token.find_first_of("+/=") == std::string::npos);
    CHECK(token.size() - second - 1 == 86);
    CHECK(key.signed_token("{\"a\":1}", "https://a.example/keys/1") == token);
    CHECK(
        key.signed_token("{\"a\":2}", "https://a.example/keys/1").substr(second) !=
        token.substr(second)
    );
}
