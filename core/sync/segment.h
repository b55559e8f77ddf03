// The files of a device's store: how they are named, framed and checked. Grammar: FORMAT.md.
//
// A file is written once. Whoever reads one gets every record of it intact or a Problem; a file of
// a newer layout is not damaged, it asks for a newer app.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/sync/protocol.h"

#include <string>
#include <vector>

namespace entente {

inline constexpr std::uint8_t layout_number = 1;
inline constexpr std::size_t segment_bytes_max = std::size_t{64} * 1024 * 1024;

enum class SegmentKind : std::uint8_t {
    outbox,
    outbox_compacted,
    base_part,
    base_end,
    applied_pull
};

struct SegmentHeader {
    SegmentKind kind = SegmentKind::outbox;
    std::int64_t number = 0;  // The file's own lsn; of a compacted one, the last lsn it covers.
    ClientId client;
    Bytes previous;  // Hash of the file before it in its chain; 32 zeros for the first.
};

class SegmentWriter {
public:
    explicit SegmentWriter(const SegmentHeader& header);
    void add(ByteView record);
    std::size_t size() const { return out_.size(); }
    Bytes finish();

private:
    Bytes out_;
    Bytes frames_;  // Header and frame heads: what the trailer's hash is made of.
};

// Records are views into the bytes that were read.
struct Segment {
    SegmentHeader header;
    std::vector<ByteView> records;
    Bytes hash;
};

// bytes_must_be_complete, checksum_must_match, file_must_be_sound, version_must_be_supported.
Result<Segment> read_segment(ByteView file, SegmentKind kind);

// "o.00000000000000a7": a letter and a number of `digits` hexadecimal digits.
std::string file_name(char letter, std::int64_t number, int digits);
// The number in such a name; none for any other name.
std::optional<std::int64_t> number_in(std::string_view name, char letter, int digits);

}  // namespace entente
