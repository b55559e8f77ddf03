#include "core/base/hash/hash.h"

#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;

static std::string hex_of(std::string_view text) {
    return hex_from_bytes(sha256(bytes_from_text(text)));
}

TEST_CASE("sha256: the vectors of FIPS 180-4") {
    CHECK(hex_of("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex_of("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(
        hex_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    );
    CHECK(
        hex_of(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    );
}

TEST_CASE("sha256: however the bytes are cut, the hash is the same") {
    const auto seed = Catch::getSeed();
    CAPTURE(seed);
    std::mt19937 random{seed};
    for (std::size_t size = 0; size < 300; size++) {
        Bytes bytes(size);
        for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random());
        Sha256Stream stream;
        for (ByteView left = bytes; !left.empty();) {
            const std::size_t taken = std::min<std::size_t>(left.size(), random() % 70 + 1);
            stream.add(left.first(taken));
            left = left.subspan(taken);
        }
        CHECK(stream.finish() == sha256(bytes));
    }
}

TEST_CASE("hmac: the vectors of RFC 4231") {
    const auto hmac = [](const Bytes& key, std::string_view message) {
        return hex_from_bytes(hmac_sha256(key, bytes_from_text(message)));
    };
    CHECK(
        hmac(Bytes(20, 0x0B), "Hi There") ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
    );
    CHECK(
        hmac({'J', 'e', 'f', 'e'}, "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    );
    CHECK(
        hmac(Bytes(131, 0xAA), "Test Using Larger Than Block-Size Key - Hash Key First") ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
    );
}

TEST_CASE("crc32c: the vectors of RFC 3720, whole and in parts") {
    CHECK(crc32c(bytes_from_text("123456789")) == 0xE3069283);
    CHECK(crc32c(Bytes(32, 0x00)) == 0x8A9136AA);
    CHECK(crc32c(Bytes(32, 0xFF)) == 0x62A8AB43);
    CHECK(crc32c(bytes_from_text("6789"), crc32c(bytes_from_text("12345"))) == 0xE3069283);
    CHECK(crc32c({}) == 0);
}

TEST_CASE("hash64: the vectors of SipHash-2-4") {
    Bytes bytes;
    for (std::uint8_t i = 0; i < 15; i++) bytes.push_back(i);
    CHECK(hash64({}) == 0x726FDB47DD0E0E31);
    CHECK(hash64(ByteView(bytes).first(1)) == 0x74F839C593DC67FD);
    CHECK(hash64(ByteView(bytes).first(8)) == 0x93F5F5799A932462);
    CHECK(hash64(bytes) == 0xA129CA6149BE45E5);
}

TEST_CASE("secrets: only equal ones are equal") {
    CHECK(equal_in_constant_time({}, {}));
    CHECK(equal_in_constant_time(bytes_from_text("abc"), bytes_from_text("abc")));
    CHECK_FALSE(equal_in_constant_time(bytes_from_text("abc"), bytes_from_text("abd")));
    CHECK_FALSE(equal_in_constant_time(bytes_from_text("abc"), bytes_from_text("ab")));
}
