#include "core/base/text/utf8.h"

#include "core/base/check.h"

#include <cstdint>
#include <cstring>

namespace entente {

static bool continues(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

static char32_t low_bits(char byte) {
    return static_cast<unsigned char>(byte) & 0x3FU;
}

// Bytes of the sequence that `lead` begins, 0 when it begins none.
static std::size_t sequence_size(unsigned char lead) {
    if (lead < 0x80) return 1;
    if (lead < 0xC2) return 0;
    if (lead < 0xE0) return 2;
    if (lead < 0xF0) return 3;
    return lead < 0xF5 ? 4 : 0;
}

// How many bytes the valid code point at the front has, 0 when there is none; sets `code_point`.
static std::size_t decode(std::string_view text, char32_t& code_point) {
    const auto lead = static_cast<unsigned char>(text[0]);
    const std::size_t size = sequence_size(lead);
    if (size == 0 || size > text.size()) return 0;
    char32_t decoded = size == 1 ? lead : lead & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; i++) {
        if (!continues(text[i])) return 0;
        decoded = decoded << 6 | low_bits(text[i]);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (decoded < smallest[size] || decoded > 0x10FFFF) return 0;
    if (decoded >= 0xD800 && decoded <= 0xDFFF) return 0;
    code_point = decoded;
    return size;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        // Eight letters of ASCII at a time: most text is nothing else.
        std::uint64_t eight = 0;
        if (text.size() >= sizeof eight) {
            std::memcpy(&eight, text.data(), sizeof eight);
            if ((eight & 0x8080808080808080U) == 0) {
                text.remove_prefix(sizeof eight);
                continue;
            }
        }
        char32_t code_point = 0;
        const std::size_t size = decode(text, code_point);
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

std::size_t length_of(std::string_view text) {
    std::size_t length = 0;
    for (const char byte : text) length += continues(byte) ? 0U : 1U;
    return length;
}

char32_t take_code_point(std::string_view& text) {
    check(!text.empty());
    char32_t code_point = 0xFFFD;
    const std::size_t size = decode(text, code_point);
    text.remove_prefix(size == 0 ? 1 : size);
    return code_point;
}

void append_code_point(std::string& text, char32_t code_point) {
    check(code_point <= 0x10FFFF);
    const auto low = [code_point](unsigned shift) {
        return static_cast<char>(0x80U | (code_point >> shift & 0x3FU));
    };
    if (code_point < 0x80) {
        text += static_cast<char>(code_point);
    } else if (code_point < 0x800) {
        text += {static_cast<char>(0xC0U | code_point >> 6), low(0)};
    } else if (code_point < 0x10000) {
        text += {static_cast<char>(0xE0U | code_point >> 12), low(6), low(0)};
    } else {
        text += {static_cast<char>(0xF0U | code_point >> 18), low(12), low(6), low(0)};
    }
}

std::string_view shortened(std::string_view text, std::size_t length_max) {
    std::size_t length = 0;
    for (std::size_t i = 0; i < text.size(); i++) {
        if (continues(text[i])) continue;
        if (length == length_max) return text.substr(0, i);
        length++;
    }
    return text;
}

}  // namespace entente
