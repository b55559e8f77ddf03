#include "core/domain/csv/file/text_file.h"

#include "core/base/text/utf8.h"

namespace entente {

std::span<const std::string_view> names_of(Encoding) {
    static constexpr std::array<std::string_view, 4> names{
        "utf_8", "utf_16_little", "utf_16_big", "windows_1252"};
    return names;
}

static bool starts_with(ByteView bytes, std::initializer_list<std::uint8_t> mark) {
    if (bytes.size() < mark.size()) return false;
    std::size_t i = 0;
    for (const std::uint8_t byte : mark) {
        if (bytes[i++] != byte) return false;
    }
    return true;
}

static char32_t unit_at(ByteView bytes, std::size_t at, bool little) {
    const std::uint8_t low = bytes[little ? at : at + 1];
    const std::uint8_t high = bytes[little ? at + 1 : at];
    return static_cast<char32_t>(high) << 8U | low;
}

// Surrogates come in pairs, high before low; anything else is no UTF-16.
static Result<std::string> text_from_utf16(ByteView bytes, bool little) {
    if (bytes.size() % 2 != 0) return ProblemCode::text_must_be_utf8;
    constexpr char32_t high_first = 0xD800, low_first = 0xDC00, low_end = 0xE000;
    std::string text;
    text.reserve(bytes.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); i += 2) {
        char32_t unit = unit_at(bytes, i, little);
        if (unit >= high_first && unit < low_end) {
            if (unit >= low_first || i + 4 > bytes.size()) return ProblemCode::text_must_be_utf8;
            i += 2;
            const char32_t low = unit_at(bytes, i, little);
            if (low < low_first || low >= low_end) return ProblemCode::text_must_be_utf8;
            unit = 0x10000 + ((unit - high_first) << 10U) + (low - low_first);
        }
        append_code_point(text, unit);
    }
    return text;
}

// Where Windows-1252 differs from Latin-1: 0x80 to 0x9F. Five bytes are no letter there and stay
// what they are in Latin-1.
static constexpr std::array<char16_t, 32> windows_letters{
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};

static std::string text_from_windows(ByteView bytes) {
    std::string text;
    text.reserve(bytes.size() + bytes.size() / 8);
    for (const std::uint8_t byte : bytes) {
        const bool differs = byte >= 0x80 && byte < 0xA0;
        append_code_point(text, differs ? windows_letters[byte - 0x80U] : byte);
    }
    return text;
}

// Text in the letters of Europe, in UTF-16 without a mark, has a zero in nearly every second byte.
static std::optional<Encoding> unmarked_utf16(ByteView bytes) {
    std::size_t zeros[2] = {0, 0};
    for (std::size_t i = 0; i < bytes.size(); i++) zeros[i % 2] += bytes[i] == 0 ? 1U : 0U;
    const std::size_t units = bytes.size() / 2;
    if (units == 0 || bytes.size() % 2 != 0) return std::nullopt;
    const auto mostly = [units](std::size_t count) { return count * 10 >= units * 7; };
    if (mostly(zeros[1]) && zeros[0] == 0) return Encoding::utf_16_little;
    if (mostly(zeros[0]) && zeros[1] == 0) return Encoding::utf_16_big;
    return std::nullopt;
}

Result<TextFile> text_from_file(ByteView bytes, std::size_t bytes_max) {
    if (bytes.size() > bytes_max) {
        return Problem{ProblemCode::bytes_must_be_small_enough, {}, std::to_string(bytes_max)};
    }
    TextFile file;
    file.marked = true;
    if (starts_with(bytes, {0xEF, 0xBB, 0xBF})) {
        file.text = std::string(text_from_bytes(bytes.subspan(3)));
        if (!is_utf8(file.text)) return ProblemCode::text_must_be_utf8;
        return file;
    }
    if (starts_with(bytes, {0xFF, 0xFE}) || starts_with(bytes, {0xFE, 0xFF})) {
        const bool little = bytes[0] == 0xFF;
        file.encoding = little ? Encoding::utf_16_little : Encoding::utf_16_big;
        TRY(file.text, text_from_utf16(bytes.subspan(2), little));
        return file;
    }
    file.marked = false;
    if (const auto guessed = unmarked_utf16(bytes)) {
        auto text = text_from_utf16(bytes, *guessed == Encoding::utf_16_little);
        if (text.ok()) {
            return TextFile{.text = std::move(text).value(), .encoding = *guessed};
        }
    }
    const std::string_view plain = text_from_bytes(bytes);
    if (is_utf8(plain)) {
        file.text = std::string(plain);
        return file;
    }
    file.encoding = Encoding::windows_1252;
    file.text = text_from_windows(bytes);
    return file;
}

}  // namespace entente
