#include "core/sync/segment.h"

#include "core/base/hash/hash.h"

#include <algorithm>

namespace entente {

static constexpr std::size_t header_bytes = 80;
static constexpr std::size_t frame_bytes = 8;
static constexpr std::array<std::uint8_t, 4> magic{'E', 'N', 'T', '1'};

static void add_u32(Bytes& out, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) {
        out.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

static void add_u64(Bytes& out, std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) {
        out.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

static std::uint64_t number_at(ByteView bytes, std::size_t at, int size) {
    std::uint64_t value = 0;
    for (int i = size - 1; i >= 0; i--) {
        value = value << 8 | bytes[at + static_cast<std::size_t>(i)];
    }
    return value;
}

static std::uint32_t u32_at(ByteView bytes, std::size_t at) {
    return static_cast<std::uint32_t>(number_at(bytes, at, 4));
}

static void set_u32(Bytes& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; i++) {
        bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
    }
}

// The header's checksum is over the bytes before it; the record count is known only at the end.
static constexpr std::size_t count_at = 64;
static constexpr std::size_t length_at = 68;
static constexpr std::size_t reserved_at = 72;
static constexpr std::size_t checksum_at = 76;

SegmentWriter::SegmentWriter(const SegmentHeader& header) {
    check(header.previous.size() == hash_bytes);
    out_.insert(out_.end(), magic.begin(), magic.end());
    out_.push_back(layout_number);
    out_.push_back(static_cast<std::uint8_t>(header.kind));
    out_.push_back(0);
    out_.push_back(0);
    add_u64(out_, static_cast<std::uint64_t>(header.number));
    out_.insert(out_.end(), header.client.bytes.begin(), header.client.bytes.end());
    out_.insert(out_.end(), header.previous.begin(), header.previous.end());
    out_.resize(header_bytes, 0);
}

void SegmentWriter::add(ByteView record) {
    const std::size_t before = out_.size();
    add_u32(out_, static_cast<std::uint32_t>(record.size()));
    add_u32(out_, crc32c(record));
    frames_.insert(frames_.end(), out_.begin() + static_cast<std::ptrdiff_t>(before), out_.end());
    out_.insert(out_.end(), record.begin(), record.end());
}

static Sha256 hash_of(ByteView header, ByteView frames) {
    Sha256Stream stream;
    stream.add(header);
    stream.add(frames);
    return stream.finish();
}

Bytes SegmentWriter::finish() {
    set_u32(out_, count_at, static_cast<std::uint32_t>(frames_.size() / frame_bytes));
    set_u32(out_, length_at, static_cast<std::uint32_t>(out_.size() - header_bytes));
    set_u32(out_, checksum_at, crc32c(ByteView(out_).first(checksum_at)));
    const Sha256 hash = hash_of(ByteView(out_).first(header_bytes), frames_);
    out_.insert(out_.end(), hash.begin(), hash.end());
    return std::move(out_);
}

static Result<SegmentHeader> read_header(ByteView file, SegmentKind kind) {
    if (file.size() < header_bytes + hash_bytes) return ProblemCode::bytes_must_be_complete;
    if (!std::equal(magic.begin(), magic.end(), file.begin()))
        return ProblemCode::file_must_be_sound;
    // Asked before the checksum: a newer layout may have another header altogether.
    if (file[4] > layout_number) {
        // A flipped bit is no newer app: with our number in its place the checksum is right.
        Bytes ours(file.begin(), file.begin() + checksum_at);
        ours[4] = layout_number;
        if (crc32c(ours) == u32_at(file, checksum_at)) return ProblemCode::checksum_must_match;
        return ProblemCode::version_must_be_supported;
    }
    if (u32_at(file, checksum_at) != crc32c(file.first(checksum_at))) {
        return ProblemCode::checksum_must_match;
    }
    const bool blank = number_at(file, 6, 2) == 0 && u32_at(file, reserved_at) == 0;
    if (!blank || file[4] != layout_number || file[5] != static_cast<std::uint8_t>(kind)) {
        return ProblemCode::file_must_be_sound;
    }
    SegmentHeader header;
    header.kind = kind;
    header.number = static_cast<std::int64_t>(number_at(file, 8, 8));
    if (header.number < 0) return ProblemCode::file_must_be_sound;
    std::copy_n(file.begin() + 16, header.client.bytes.size(), header.client.bytes.begin());
    header.previous.assign(file.begin() + 32, file.begin() + 64);
    return header;
}

Result<Segment> read_segment(ByteView file, SegmentKind kind) {
    if (file.size() > segment_bytes_max) return ProblemCode::bytes_must_be_small_enough;
    Segment segment;
    TRY(segment.header, read_header(file, kind));
    const std::size_t length = u32_at(file, length_at);
    if (file.size() != header_bytes + length + hash_bytes) {
        return ProblemCode::bytes_must_be_complete;
    }
    Bytes frames;
    std::size_t at = header_bytes;
    const std::size_t end = header_bytes + length;
    while (at < end) {
        if (end - at < frame_bytes) return ProblemCode::file_must_be_sound;
        const std::size_t size = u32_at(file, at);
        if (size > end - at - frame_bytes) return ProblemCode::file_must_be_sound;
        const ByteView record = file.subspan(at + frame_bytes, size);
        if (crc32c(record) != u32_at(file, at + 4)) return ProblemCode::checksum_must_match;
        frames.insert(
            frames.end(),
            file.begin() + static_cast<std::ptrdiff_t>(at),
            file.begin() + static_cast<std::ptrdiff_t>(at + frame_bytes)
        );
        segment.records.push_back(record);
        at += frame_bytes + size;
    }
    if (segment.records.size() != u32_at(file, count_at)) return ProblemCode::file_must_be_sound;
    const Sha256 hash = hash_of(file.first(header_bytes), frames);
    if (!std::equal(hash.begin(), hash.end(), file.begin() + static_cast<std::ptrdiff_t>(end))) {
        return ProblemCode::checksum_must_match;
    }
    segment.hash.assign(hash.begin(), hash.end());
    return segment;
}

std::string file_name(char letter, std::int64_t number, int digits) {
    static constexpr std::string_view digit = "0123456789abcdef";
    std::string name{letter, '.'};
    for (int i = digits - 1; i >= 0; i--) {
        name += digit[static_cast<std::size_t>(number >> (4 * i) & 15)];
    }
    return name;
}

std::optional<std::int64_t> number_in(std::string_view name, char letter, int digits) {
    if (name.size() != static_cast<std::size_t>(digits) + 2) return std::nullopt;
    if (name[0] != letter || name[1] != '.') return std::nullopt;
    std::uint64_t number = 0;
    for (const char c : name.substr(2)) {
        const bool decimal = c >= '0' && c <= '9';
        if (!decimal && !(c >= 'a' && c <= 'f')) return std::nullopt;
        number = number << 4 | static_cast<std::uint64_t>(decimal ? c - '0' : c - 'a' + 10);
    }
    if (number > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    return static_cast<std::int64_t>(number);
}

}  // namespace entente
