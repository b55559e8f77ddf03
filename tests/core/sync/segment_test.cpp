#include "core/sync/segment.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

static Bytes a_file(int records) {
    SegmentHeader header;
    header.kind = SegmentKind::outbox;
    header.number = 0x1234;
    header.client.bytes[5] = 5;
    header.previous = Bytes(hash_bytes, 3);
    SegmentWriter writer(header);
    for (int i = 0; i < records; i++) writer.add(Bytes(static_cast<std::size_t>(i * 7), 0x55));
    return writer.finish();
}

TEST_CASE("segment: a file reads back as it was written") {
    for (const int records : {0, 1, 5}) {
        const Bytes file = a_file(records);
        const auto segment = read_segment(file, SegmentKind::outbox);
        REQUIRE(segment.ok());
        CHECK(segment.value().header.number == 0x1234);
        CHECK(segment.value().header.client.bytes[5] == 5);
        CHECK(segment.value().header.previous == Bytes(hash_bytes, 3));
        REQUIRE(segment.value().records.size() == static_cast<std::size_t>(records));
        if (records == 5) CHECK(segment.value().records[4].size() == 28);
    }
}

TEST_CASE("segment: any bit that flips is noticed") {
    const Bytes sound = a_file(3);
    for (std::size_t at = 0; at < sound.size(); at++) {
        for (int bit = 0; bit < 8; bit++) {
            Bytes file = sound;
            file[at] = static_cast<std::uint8_t>(file[at] ^ (1U << bit));
            if (read_segment(file, SegmentKind::outbox).ok()) FAIL("byte " << at << " bit " << bit);
        }
    }
    SUCCEED();
}

TEST_CASE("segment: a file of any other length is refused") {
    const Bytes sound = a_file(3);
    for (std::size_t size = 0; size < sound.size(); size++) {
        CHECK_FALSE(read_segment(ByteView(sound).first(size), SegmentKind::outbox).ok());
    }
    Bytes longer = sound;
    longer.push_back(0);
    CHECK_FALSE(read_segment(longer, SegmentKind::outbox).ok());
}

TEST_CASE("segment: a newer layout asks for a newer app and is not called damaged") {
    Bytes file = a_file(1);
    file[4] = layout_number + 1;
    const auto flipped = read_segment(file, SegmentKind::outbox);
    REQUIRE_FALSE(flipped.ok());
    CHECK(flipped.problem().code == ProblemCode::checksum_must_match);
    file[76] ^= 1;  // A checksum of its own, or something else there.
    const auto segment = read_segment(file, SegmentKind::outbox);
    REQUIRE_FALSE(segment.ok());
    CHECK(segment.problem().code == ProblemCode::version_must_be_supported);
    CHECK_FALSE(read_segment(a_file(1), SegmentKind::base_part).ok());
}

TEST_CASE("segment: names hold their number and sort by it") {
    CHECK(file_name('o', 0xA7, 16) == "o.00000000000000a7");
    CHECK(file_name('O', 1, 8) == "O.00000001");
    CHECK(number_in("o.00000000000000a7", 'o', 16) == 0xA7);
    CHECK(file_name('o', 9, 16) < file_name('o', 10, 16));
    for (const char* other :
         {"",
          "o.",
          "o.a7",
          "d.00000000000000a7",
          "o.00000000000000A7",
          "o.00000000000000g7",
          "o.ffffffffffffffff"}) {
        CHECK_FALSE(number_in(other, 'o', 16));
    }
}
