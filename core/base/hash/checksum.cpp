#include "core/base/hash/hash.h"

namespace entente {

// One entry a byte, for the reflected polynomial of Castagnoli.
static constexpr std::array<std::uint32_t, 256> crc_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; i++) {
        std::uint32_t rest = i;
        for (int bit = 0; bit < 8; bit++) rest = rest >> 1 ^ ((rest & 1) != 0 ? 0x82F63B78U : 0U);
        table[i] = rest;
    }
    return table;
}();

std::uint32_t crc32c(ByteView bytes, std::uint32_t before) {
    std::uint32_t crc = ~before;
    for (const std::uint8_t byte : bytes) crc = crc_table[(crc ^ byte) & 0xFFU] ^ crc >> 8;
    return ~crc;
}

static std::uint64_t turned_left(std::uint64_t word, int bits) {
    return word << bits | word >> (64 - bits);
}

struct SipState {
    std::uint64_t a, b, c, d;

    void round() {
        a += b;
        b = turned_left(b, 13) ^ a;
        a = turned_left(a, 32);
        c += d;
        d = turned_left(d, 16) ^ c;
        a += d;
        d = turned_left(d, 21) ^ a;
        c += b;
        b = turned_left(b, 17) ^ c;
        c = turned_left(c, 32);
    }
    void add(std::uint64_t word) {
        d ^= word;
        round();
        round();
        a ^= word;
    }
};

static std::uint64_t word_from(ByteView bytes) {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < bytes.size(); i++) word |= std::uint64_t{bytes[i]} << (8 * i);
    return word;
}

std::uint64_t hash64(ByteView bytes) {
    // The key 00 01 .. 0F of the reference implementation, so that its vectors are ours.
    constexpr std::uint64_t key_low = 0x0706050403020100;
    constexpr std::uint64_t key_high = 0x0F0E0D0C0B0A0908;
    SipState state{
        key_low ^ 0x736F6D6570736575,
        key_high ^ 0x646F72616E646F6D,
        key_low ^ 0x6C7967656E657261,
        key_high ^ 0x7465646279746573};
    const std::uint64_t size = bytes.size();
    for (; bytes.size() >= 8; bytes = bytes.subspan(8)) state.add(word_from(bytes.first(8)));
    state.add(word_from(bytes) | size << 56);
    state.c ^= 0xFF;
    for (int i = 0; i < 4; i++) state.round();
    return state.a ^ state.b ^ state.c ^ state.d;
}

}  // namespace entente
