// Single items of CBOR (RFC 8949), for whoever writes or reads a message piece by piece.
//
// We speak the deterministic subset: definite lengths, shortest integers, text in UTF-8. The reader
// refuses anything else, floating point and tags included, and never trusts a length it was told.
#pragma once

#include "core/base/bytes.h"
#include "core/base/problem.h"
#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace entente {

inline constexpr std::size_t nesting_max = 32;

enum class CborKind : std::uint8_t {
    unsigned_integer,
    negative_integer,
    bytes,
    text,
    array,
    map,
    tag,     // Never accepted.
    simple,  // false, true, null; nothing else is accepted.
};

// Appends items. Arrays and maps are given their size first; the caller then writes that many.
class CborWriter {
public:
    explicit CborWriter(Bytes& out) : out_(out) {}

    void integer(std::int64_t value);
    void unsigned_integer(std::uint64_t value) { head(CborKind::unsigned_integer, value); }
    void text(std::string_view value);
    void bytes(ByteView value);
    void boolean(bool value);
    void null();
    void begin_array(std::size_t size) { head(CborKind::array, size); }
    void begin_map(std::size_t size) { head(CborKind::map, size); }
    // An item that is already encoded.
    void item(ByteView encoded) { out_.insert(out_.end(), encoded.begin(), encoded.end()); }

private:
    void head(CborKind kind, std::uint64_t argument);

    Bytes& out_;
};

// Takes items off the front. After the first problem every call answers zero or empty and takes
// nothing, so a message is read straight through and the problem is asked for once, at the end.
// Views point into the bytes that were given.
class CborReader {
public:
    explicit CborReader(ByteView bytes) : bytes_(bytes) {}

    // The kind of the item in front; none at the end or after a problem.
    std::optional<CborKind> kind() const;
    bool next_is_null() const;

    std::int64_t integer();
    std::uint64_t unsigned_integer();
    std::string_view text();
    ByteView bytes();
    bool boolean();
    void null();
    // The number of elements, or of pairs. Never more than there are bytes left.
    std::size_t begin_array();
    std::size_t begin_map();
    // One whole item, as it stands: well formed, and nested at most nesting_max deep.
    ByteView item();

    // Takes `text` when it is the item in front; otherwise takes nothing. How a key is recognized
    // without being copied or even decoded.
    bool take_text(std::string_view text);

    std::size_t position() const { return position_; }
    void return_to(std::size_t position) { position_ = position; }
    bool at_end() const { return position_ == bytes_.size(); }

    bool ok() const { return !problem_; }
    void fail(ProblemCode problem);
    std::optional<ProblemCode> problem() const { return problem_; }

private:
    struct Head {
        CborKind kind{};
        std::uint64_t argument = 0;
    };
    Head head();
    std::uint64_t argument_of(std::uint8_t low);
    std::uint64_t head_of(CborKind expected);
    ByteView content(std::uint64_t size);
    // Reads one head and, of a leaf, its content; how many items wait inside an array or a map.
    std::uint64_t step_into(bool deepest);
    std::size_t left() const { return bytes_.size() - position_; }

    ByteView bytes_;
    std::size_t position_ = 0;
    std::optional<ProblemCode> problem_;
};

// For a stream of items (RFC 8742): how many bytes the whole item at the front takes, 0 when more
// must arrive first. A Problem when no continuation could make it well formed.
Result<std::size_t> cbor_item_size(ByteView bytes);

}  // namespace entente
