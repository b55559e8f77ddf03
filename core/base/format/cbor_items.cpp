#include "core/base/format/cbor_items.h"

#include "core/base/text/utf8.h"

#include <array>
#include <cstring>
#include <limits>

namespace entente {

static constexpr std::uint8_t byte_false = 0xF4;
static constexpr std::uint8_t byte_true = 0xF5;
static constexpr std::uint8_t byte_null = 0xF6;

static std::uint8_t lead_byte(CborKind kind, std::uint8_t low) {
    return static_cast<std::uint8_t>(static_cast<unsigned>(kind) << 5 | low);
}

void CborWriter::head(CborKind kind, std::uint64_t argument) {
    if (argument < 24) {
        out_.push_back(lead_byte(kind, static_cast<std::uint8_t>(argument)));
        return;
    }
    // Low bits 24..27 announce 1, 2, 4 or 8 bytes: the shortest that holds the argument.
    int size_power = 3;
    if (argument <= 0xFF)
        size_power = 0;
    else if (argument <= 0xFFFF)
        size_power = 1;
    else if (argument <= 0xFFFFFFFF)
        size_power = 2;
    out_.push_back(lead_byte(kind, static_cast<std::uint8_t>(24 + size_power)));
    for (int shift = 8 * ((1 << size_power) - 1); shift >= 0; shift -= 8) {
        out_.push_back(static_cast<std::uint8_t>(argument >> shift));
    }
}

void CborWriter::integer(std::int64_t value) {
    const auto bits = static_cast<std::uint64_t>(value);
    if (value < 0)
        head(CborKind::negative_integer, ~bits);
    else
        head(CborKind::unsigned_integer, bits);
}

void CborWriter::text(std::string_view value) {
    head(CborKind::text, value.size());
    item(bytes_from_text(value));
}

void CborWriter::bytes(ByteView value) {
    head(CborKind::bytes, value.size());
    item(value);
}

void CborWriter::boolean(bool value) {
    out_.push_back(value ? byte_true : byte_false);
}

void CborWriter::null() {
    out_.push_back(byte_null);
}

void CborReader::fail(ProblemCode problem) {
    if (!problem_) problem_ = problem;
}

std::optional<CborKind> CborReader::kind() const {
    if (problem_ || at_end()) return std::nullopt;
    return static_cast<CborKind>(bytes_[position_] >> 5);
}

bool CborReader::next_is_null() const {
    return !problem_ && !at_end() && bytes_[position_] == byte_null;
}

// The argument that follows the lead byte; longer than needed is not deterministic, so refused.
std::uint64_t CborReader::argument_of(std::uint8_t low) {
    if (low < 24) return low;
    if (low > 27) {
        fail(ProblemCode::bytes_must_parse);
        return 0;
    }
    const std::size_t size = std::size_t{1} << (low - 24U);
    if (left() < size) {
        fail(ProblemCode::bytes_must_be_complete);
        return 0;
    }
    std::uint64_t argument = 0;
    for (std::size_t i = 0; i < size; i++) argument = argument << 8 | bytes_[position_++];
    constexpr std::array<std::uint64_t, 4> smallest{24, 0x100, 0x10000, 0x100000000};
    if (argument < smallest[low - 24U]) fail(ProblemCode::bytes_must_parse);
    return argument;
}

CborReader::Head CborReader::head() {
    if (problem_) return {};
    if (at_end()) {
        fail(ProblemCode::bytes_must_be_complete);
        return {};
    }
    const std::uint8_t lead = bytes_[position_++];
    const auto kind = static_cast<CborKind>(lead >> 5);
    const std::uint64_t argument = argument_of(lead & 31);
    if (kind == CborKind::tag) fail(ProblemCode::bytes_must_parse);
    if (kind == CborKind::simple && (lead < byte_false || lead > byte_null)) {
        fail(ProblemCode::bytes_must_parse);
    }
    return {.kind = kind, .argument = argument};
}

std::uint64_t CborReader::head_of(CborKind expected) {
    if (const auto found = kind(); found && *found != expected) {
        fail(ProblemCode::field_must_have_the_right_type);
    }
    const Head found = head();
    return ok() ? found.argument : 0;
}

ByteView CborReader::content(std::uint64_t size) {
    if (!ok()) return {};
    if (size > left()) {
        fail(ProblemCode::bytes_must_be_complete);
        return {};
    }
    const ByteView found = bytes_.subspan(position_, static_cast<std::size_t>(size));
    position_ += found.size();
    return found;
}

std::int64_t CborReader::integer() {
    const bool negative = kind() == CborKind::negative_integer;
    const std::uint64_t argument =
        head_of(negative ? CborKind::negative_integer : CborKind::unsigned_integer);
    if (argument > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        fail(ProblemCode::value_must_be_in_range);
        return 0;
    }
    if (!ok()) return 0;
    return static_cast<std::int64_t>(negative ? ~argument : argument);
}

std::uint64_t CborReader::unsigned_integer() {
    return head_of(CborKind::unsigned_integer);
}

std::string_view CborReader::text() {
    const std::string_view found = text_from_bytes(content(head_of(CborKind::text)));
    if (is_utf8(found)) return found;
    fail(ProblemCode::text_must_be_utf8);
    return {};
}

ByteView CborReader::bytes() {
    return content(head_of(CborKind::bytes));
}

bool CborReader::boolean() {
    if (next_is_null()) fail(ProblemCode::field_must_have_the_right_type);
    head_of(CborKind::simple);
    return ok() && bytes_[position_ - 1] == byte_true;
}

void CborReader::null() {
    if (kind() && !next_is_null()) fail(ProblemCode::field_must_have_the_right_type);
    head();
}

std::size_t CborReader::begin_array() {
    const std::uint64_t size = head_of(CborKind::array);
    if (size > left()) fail(ProblemCode::bytes_must_be_complete);
    return ok() ? static_cast<std::size_t>(size) : 0;
}

std::size_t CborReader::begin_map() {
    const std::uint64_t size = head_of(CborKind::map);
    if (size > left() / 2) fail(ProblemCode::bytes_must_be_complete);
    return ok() ? static_cast<std::size_t>(size) : 0;
}

std::uint64_t CborReader::step_into(bool deepest) {
    const Head found = head();
    if (found.kind == CborKind::text) {
        const ByteView letters = content(found.argument);
        if (ok() && !is_utf8(text_from_bytes(letters))) fail(ProblemCode::text_must_be_utf8);
    }
    if (found.kind == CborKind::bytes) content(found.argument);
    if (found.kind != CborKind::array && found.kind != CborKind::map) return 0;
    if (deepest) fail(ProblemCode::nesting_must_be_shallow);
    const std::uint64_t each = found.kind == CborKind::map ? 2 : 1;
    if (found.argument > left() / each) fail(ProblemCode::bytes_must_be_complete);
    return ok() ? found.argument * each : 0;
}

ByteView CborReader::item() {
    const std::size_t start = position_;
    // How many items each open array or map still waits for; no recursion, so no depth can hurt.
    std::array<std::uint64_t, nesting_max + 1> waiting{1};
    std::size_t depth = 0;
    while (true) {
        const std::uint64_t inside = step_into(depth == nesting_max);
        if (!ok()) return {};
        waiting[depth]--;
        if (inside > 0) waiting[++depth] = inside;
        while (waiting[depth] == 0) {
            if (depth == 0) return bytes_.subspan(start, position_ - start);
            depth--;
        }
    }
}

bool CborReader::take_text(std::string_view text) {
    if (problem_) return false;
    std::size_t at = position_;
    if (text.size() < 24) {
        if (left() < text.size() + 1) return false;
        if (bytes_[at++] != lead_byte(CborKind::text, static_cast<std::uint8_t>(text.size()))) {
            return false;
        }
    } else {
        check(text.size() <= 0xFF);
        if (left() < text.size() + 2 || bytes_[at++] != lead_byte(CborKind::text, 24)) return false;
        if (bytes_[at++] != text.size()) return false;
    }
    if (std::memcmp(bytes_.data() + at, text.data(), text.size()) != 0) return false;
    position_ = at + text.size();
    return true;
}

Result<std::size_t> cbor_item_size(ByteView bytes) {
    CborReader reader(bytes);
    const std::size_t size = reader.item().size();
    if (reader.problem() == ProblemCode::bytes_must_be_complete) return std::size_t{0};
    if (reader.problem()) return *reader.problem();
    return size;
}

}  // namespace entente
