// Hashes: SHA-256 where others must not be able to forge, CRC-32C for damage, 64 bits for tables.
//
// The same bytes give the same hash in the browser, on the server and in a file.
#pragma once

#include "core/base/bytes.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace entente {

using Sha256 = std::array<std::uint8_t, 32>;

// FIPS 180-4, fed piece by piece.
class Sha256Stream {
public:
    Sha256Stream& add(ByteView bytes);
    Sha256Stream& add(std::string_view text) { return add(bytes_from_text(text)); }
    // The hash of all that was added; nothing can be added afterwards.
    Sha256 finish();

private:
    void mix(const std::uint8_t* block);

    std::array<std::uint32_t, 8> state_{
        0x6A09E667,
        0xBB67AE85,
        0x3C6EF372,
        0xA54FF53A,
        0x510E527F,
        0x9B05688C,
        0x1F83D9AB,
        0x5BE0CD19};
    std::array<std::uint8_t, 64> block_{};
    std::uint64_t size_ = 0;
    bool finished_ = false;
};

Sha256 sha256(ByteView bytes);

// RFC 2104 over SHA-256.
Sha256 hmac_sha256(ByteView key, ByteView message);

// Compares in a time that says nothing about where two secrets differ.
bool equal_in_constant_time(ByteView left, ByteView right);

// RFC 3720. `before` continues an earlier part.
std::uint32_t crc32c(ByteView bytes, std::uint32_t before = 0);

// SipHash-2-4 with a fixed key: well mixed, stable across versions and platforms, no secret.
std::uint64_t hash64(ByteView bytes);

}  // namespace entente
