// Bytes as they travel and are stored, and views of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

// The bytes of a text, without a copy.
inline ByteView bytes_from_text(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

// The same bytes seen as text; whether it is UTF-8 is for the reader to ask
// (core/base/text/utf8.h).
inline std::string_view text_from_bytes(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Lower-case hexadecimal, two characters a byte.
std::string hex_from_bytes(ByteView bytes);

}  // namespace entente
