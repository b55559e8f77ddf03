#include "core/base/check.h"
#include "core/base/hash/hash.h"

#include <algorithm>
#include <cstring>

namespace entente {

static constexpr std::array<std::uint32_t, 64> round_constants{
    0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
    0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
    0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
    0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
    0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
    0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
    0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
    0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2};

static std::uint32_t turned_right(std::uint32_t word, int bits) {
    return word >> bits | word << (32 - bits);
}

// The block's sixteen words, stretched to one for each round.
static std::array<std::uint32_t, 64> schedule_of(const std::uint8_t* block) {
    std::array<std::uint32_t, 64> words{};
    for (std::size_t i = 0; i < 16; i++) {
        const std::uint8_t* at = block + 4 * i;
        words[i] = std::uint32_t{at[0]} << 24 | std::uint32_t{at[1]} << 16 |
                   std::uint32_t{at[2]} << 8 | at[3];
    }
    for (std::size_t i = 16; i < 64; i++) {
        const std::uint32_t a = words[i - 15];
        const std::uint32_t b = words[i - 2];
        const std::uint32_t s0 = turned_right(a, 7) ^ turned_right(a, 18) ^ a >> 3;
        const std::uint32_t s1 = turned_right(b, 17) ^ turned_right(b, 19) ^ b >> 10;
        words[i] = words[i - 16] + s0 + words[i - 7] + s1;
    }
    return words;
}

void Sha256Stream::mix(const std::uint8_t* block) {
    const auto words = schedule_of(block);
    auto [a, b, c, d, e, f, g, h] = state_;
    for (std::size_t i = 0; i < 64; i++) {
        const std::uint32_t s1 = turned_right(e, 6) ^ turned_right(e, 11) ^ turned_right(e, 25);
        const std::uint32_t chosen = (e & f) ^ (~e & g);
        const std::uint32_t first = h + s1 + chosen + round_constants[i] + words[i];
        const std::uint32_t s0 = turned_right(a, 2) ^ turned_right(a, 13) ^ turned_right(a, 22);
        const std::uint32_t majority = (a & b) ^ (a & c) ^ (b & c);
        h = g;
        g = f;
        f = e;
        e = d + first;
        d = c;
        c = b;
        b = a;
        a = first + s0 + majority;
    }
    const std::array<std::uint32_t, 8> mixed{a, b, c, d, e, f, g, h};
    for (std::size_t i = 0; i < 8; i++) state_[i] += mixed[i];
}

Sha256Stream& Sha256Stream::add(ByteView bytes) {
    check(!finished_);
    while (!bytes.empty()) {
        const auto used = static_cast<std::size_t>(size_ % block_.size());
        const std::size_t taken = std::min(bytes.size(), block_.size() - used);
        std::memcpy(block_.data() + used, bytes.data(), taken);
        if (used + taken == block_.size()) mix(block_.data());
        size_ += taken;
        bytes = bytes.subspan(taken);
    }
    return *this;
}

Sha256 Sha256Stream::finish() {
    check(!finished_);
    const std::uint64_t bits = size_ * 8;
    // A one, zeros, and the length in the last eight bytes of a block.
    constexpr std::array<std::uint8_t, 64> padding{0x80};
    const auto used = static_cast<std::size_t>(size_ % 64);
    add({padding.data(), used < 56 ? 56 - used : 120 - used});
    std::array<std::uint8_t, 8> length{};
    for (std::size_t i = 0; i < 8; i++) length[i] = static_cast<std::uint8_t>(bits >> (56 - 8 * i));
    add(length);
    finished_ = true;
    Sha256 hash;
    for (std::size_t i = 0; i < hash.size(); i++) {
        hash[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
    }
    return hash;
}

Sha256 sha256(ByteView bytes) {
    return Sha256Stream().add(bytes).finish();
}

Sha256 hmac_sha256(ByteView key, ByteView message) {
    std::array<std::uint8_t, 64> inner{};
    if (key.size() > inner.size()) {
        const Sha256 shortened = sha256(key);
        std::copy(shortened.begin(), shortened.end(), inner.begin());
    } else {
        std::copy(key.begin(), key.end(), inner.begin());
    }
    std::array<std::uint8_t, 64> outer = inner;
    for (std::uint8_t& byte : inner) byte ^= 0x36;
    for (std::uint8_t& byte : outer) byte ^= 0x5C;
    const Sha256 hash = Sha256Stream().add(inner).add(message).finish();
    return Sha256Stream().add(outer).add(hash).finish();
}

bool equal_in_constant_time(ByteView left, ByteView right) {
    if (left.size() != right.size()) return false;
    unsigned different = 0;
    for (std::size_t i = 0; i < left.size(); i++) different |= unsigned{left[i]} ^ right[i];
    return different == 0;
}

}  // namespace entente
