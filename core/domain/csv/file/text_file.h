// The text of a file that some program on some desk has written, as UTF-8.
//
// A byte order mark decides; without one, bytes that are UTF-8 are it, every other byte zero is
// UTF-16, and what is left is read as Windows-1252, which is a guess and said to be one.
#pragma once

#include "core/base/fields.h"

namespace entente {

enum class Encoding : std::uint8_t { utf_8, utf_16_little, utf_16_big, windows_1252 };
std::span<const std::string_view> names_of(Encoding);

struct TextFile {
    std::string text;  // Without its mark.
    Encoding encoding = Encoding::utf_8;
    bool marked = false;  // It began with a byte order mark.
};

// text_must_be_utf8 for a file that says its encoding and breaks it; bytes_must_be_small_enough
// beyond `bytes_max`.
Result<TextFile> text_from_file(ByteView bytes, std::size_t bytes_max);

}  // namespace entente
