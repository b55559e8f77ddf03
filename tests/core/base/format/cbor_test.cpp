#include "core/base/format/cbor.h"

#include "tests/core/base/format/records.h"

#include <algorithm>
#include <catch2/catch_get_random_seed.hpp>
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <string>

using namespace entente;
using namespace entente::format_tests;

// "a2 61 61" as bytes.
static Bytes bytes_of(std::string_view hex) {
    Bytes bytes;
    std::string digits(hex);
    digits.erase(std::remove(digits.begin(), digits.end(), ' '), digits.end());
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        bytes.push_back(static_cast<std::uint8_t>(std::stoi(digits.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

TEST_CASE("cbor: items have the shortest form of RFC 8949") {
    struct Row {
        std::int64_t value;
        const char* hex;
    };
    // RFC 8949, appendix A.
    constexpr Row rows[] = {
        {0, "00"},
        {1, "01"},
        {10, "0a"},
        {23, "17"},
        {24, "1818"},
        {25, "1819"},
        {100, "1864"},
        {1000, "1903e8"},
        {1'000'000, "1a000f4240"},
        {1'000'000'000'000, "1b000000e8d4a51000"},
        {-1, "20"},
        {-10, "29"},
        {-100, "3863"},
        {-1000, "3903e7"},
        {std::numeric_limits<std::int64_t>::min(), "3b7fffffffffffffff"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.hex);
        Bytes out;
        CborWriter(out).integer(row.value);
        CHECK(hex_from_bytes(out) == row.hex);
        CborReader reader(out);
        CHECK(reader.integer() == row.value);
        CHECK((reader.ok() && reader.at_end()));
    }
}

TEST_CASE("cbor: what is not the deterministic subset is refused") {
    struct Row {
        const char* why;
        const char* hex;
        ProblemCode problem;
    };
    using enum ProblemCode;
    constexpr Row rows[] = {
        {"nothing at all", "", bytes_must_be_complete},
        {"one byte for what fits into the lead", "1817", bytes_must_parse},
        {"two bytes for what fits into one", "1900ff", bytes_must_parse},
        {"eight bytes for what fits into four", "1b00000000ffffffff", bytes_must_parse},
        {"an indefinite array", "9f00ff", bytes_must_parse},
        {"indefinite text", "7f6161ff", bytes_must_parse},
        {"a float", "f93c00", bytes_must_parse},
        {"a double", "fb3ff199999999999a", bytes_must_parse},
        {"undefined", "f7", bytes_must_parse},
        {"a simple value", "f0", bytes_must_parse},
        {"a tag", "c074323031332d30332d32315432303a30343a30305a", bytes_must_parse},
        {"a break", "ff", bytes_must_parse},
        {"half an integer", "1a0000", bytes_must_be_complete},
        {"text longer than the input", "79ffff61", bytes_must_be_complete},
        {"bytes as long as all memory", "5b7fffffffffffffff00", bytes_must_be_complete},
        {"an array as long as all memory", "9b7fffffffffffffff00", bytes_must_be_complete},
        {"a map whose size overflows when doubled", "bb800000000000000100", bytes_must_be_complete},
        {"overlong UTF-8", "62c080", text_must_be_utf8},
        {"half a code point", "61c3", text_must_be_utf8},
        {"a surrogate", "63eda080", text_must_be_utf8},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const Bytes bytes = bytes_of(row.hex);
        CborReader reader(bytes);
        CHECK(reader.item().empty());
        CHECK(reader.problem() == row.problem);
    }
}

TEST_CASE("cbor: nesting is bounded without recursion") {
    Bytes deep(100'000, 0x81);
    CborReader reader(deep);
    CHECK(reader.item().empty());
    CHECK(reader.problem() == ProblemCode::nesting_must_be_shallow);

    for (const std::size_t depth : {nesting_max, nesting_max + 1}) {
        Bytes nested(depth, 0x81);
        nested.push_back(0);
        CHECK(CborReader(nested).item().size() == (depth == nesting_max ? nested.size() : 0));
    }
}

TEST_CASE("cbor: a stream tells whether a whole item has arrived") {
    const Bytes item = bytes_of("83 01 a1 61 61 18 64 43 010203");
    for (std::size_t size = 0; size < item.size(); size++) {
        const auto whole = cbor_item_size(ByteView(item).first(size));
        REQUIRE(whole.ok());
        CHECK(whole.value() == 0);
    }
    Bytes stream = item;
    stream.push_back(0x1B);
    REQUIRE(cbor_item_size(stream).ok());
    CHECK(cbor_item_size(stream).value() == item.size());
    CHECK(cbor_item_size(bytes_of("ff")).problem().code == ProblemCode::bytes_must_parse);
}

TEST_CASE("cbor: after a problem a reader takes nothing more") {
    const Bytes bytes = bytes_of("01 6161 02");
    CborReader reader(bytes);
    CHECK(reader.integer() == 1);
    CHECK(reader.integer() == 0);
    CHECK(reader.text().empty());
    CHECK(reader.integer() == 0);
    CHECK(reader.problem() == ProblemCode::field_must_have_the_right_type);
}

TEST_CASE("cbor: a record is a map without what has its default value") {
    CHECK(hex_from_bytes(cbor_from(Order{})) == "a0");
    CHECK(hex_from_bytes(cbor_from(Line{.product = "a"})) == "a16770726f647563746161");
    // Zero that an optional says is there stays, and so does a group.
    CHECK(hex_from_bytes(cbor_from(Line{.discount = 0})) == "a168646973636f756e7400");
    CHECK(hex_from_bytes(cbor_from(Order{.extra = Line{}})) == "a1656578747261a0");
    // Empty groups stay in lists, where their place counts.
    CHECK(hex_from_bytes(cbor_from(Order{.lines = {Line{}}})) == "a1656c696e657381a0");
    // Dates are days, choices are names.
    CHECK(hex_from_bytes(cbor_from(Order{.due = Date{Days{1}}})) == "a16364756501");
    CHECK(hex_from_bytes(cbor_from(Order{.color = Color::blue})) == "a165636f6c6f7264626c7565");
}

TEST_CASE("cbor: every record reads back as it was written") {
    const auto seed = Catch::getSeed();
    CAPTURE(seed);
    AnyOrder any(seed);
    for (int i = 0; i < 500; i++) {
        const Order order = any.make();
        const Bytes bytes = cbor_from(order);
        const auto read = from_cbor<Order>(bytes);
        REQUIRE(read.ok());
        CHECK(read.value() == order);
        CHECK(cbor_item_size(bytes).value() == bytes.size());
    }
}

TEST_CASE("cbor: every beginning of a record is refused") {
    const Bytes bytes = cbor_from(AnyOrder(7).make());
    for (std::size_t size = 0; size < bytes.size(); size++) {
        CHECK_FALSE(from_cbor<Order>(ByteView(bytes).first(size)).ok());
    }
    Bytes longer = bytes;
    longer.push_back(0);
    CHECK(from_cbor<Order>(longer).problem().code == ProblemCode::bytes_must_parse);
}

TEST_CASE("cbor: more than 23 fields need a longer head") {
    struct Wide {
        std::array<std::int64_t, 30> values{};
        void describe(FieldVisitor& v) {
            static constexpr std::string_view names = "abcdefghijklmnopqrstuvwxyzABCD";
            for (std::size_t i = 0; i < 30; i++) field(v, names.substr(i, 1), values[i]);
        }
    };
    for (const std::size_t size : {23U, 24U, 30U}) {
        Wide wide;
        std::fill_n(wide.values.begin(), size, 7);
        const Bytes bytes = cbor_from(wide);
        CHECK(bytes[0] == (size == 23 ? 0xB7 : 0xB8));
        const auto read = from_cbor<Wide>(bytes);
        REQUIRE(read.ok());
        CHECK(read.value().values == wide.values);
    }
}

TEST_CASE("cbor: fields are read in any order") {
    // {"months": 3, "amount": {"currency": "USD", "amount_minor": 5}, "product": "a"}
    const Bytes bytes = bytes_of(
        "a3 666d6f6e746873 03 66616d6f756e74 a2 6863757272656e6379 63555344"
        "6c616d6f756e745f6d696e6f72 05 6770726f64756374 6161"
    );
    const auto read = from_cbor<Line>(bytes);
    REQUIRE(read.ok());
    CHECK(read.value() == Line{.product = "a", .amount = {5, usd}, .months = 3});
}

TEST_CASE("cbor: what does not fit the description is refused with its path") {
    struct Row {
        const char* why;
        const char* hex;
        ProblemCode problem;
        const char* field;
    };
    using enum ProblemCode;
    constexpr Row rows[] = {
        {"not a map", "80", field_must_have_the_right_type, ""},
        {"an unknown field", "a1617801", field_must_be_known, "x"},
        {"one in a group", "a1646d61696ea1617801", field_must_be_known, "main.x"},
        {"one in a list", "a1656c696e657382a0a1617801", field_must_be_known, "lines[1].x"},
        {"twice the same", "a2666e756d62657201666e756d62657202", field_must_be_unique, "number"},
        {"another type", "a1666e756d6265726161", field_must_have_the_right_type, "number"},
        {"null for a text", "a1657469746c65f6", field_must_have_the_right_type, "title"},
        {"half a row of a table", "a1657461626c65818201", bytes_must_be_complete, "table[0]"},
        {"a text in a table",
         "a1657461626c658182016161",
         field_must_have_the_right_type,
         "table[0][1]"},
        {"256 in one byte", "a165736d616c6c190100", value_must_be_in_range, "small"},
        {"a negative one", "a165736d616c6c20", value_must_be_in_range, "small"},
        {"more than 63 bits",
         "a1666e756d6265721bffffffffffffffff",
         value_must_be_in_range,
         "number"},
        {"an unknown choice", "a165636f6c6f726170", value_must_be_one_of_the_choices, "color"},
        {"an unknown currency", "a16863757272656e637963585859", currency_must_be_known, "currency"},
        {"a short id", "a1626964410a", id_must_be_valid, "id"},
        {"the year 10000", "a1636475651a002cc0a1", value_must_be_in_range, "due"},
        {"a list longer than the input", "a16474616773 9903e8 60", bytes_must_be_complete, "tags"},
        {"a key that is no text", "a10001", field_must_have_the_right_type, ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto read = from_cbor<Order>(bytes_of(row.hex));
        REQUIRE_FALSE(read.ok());
        CHECK(name_of(read.problem().code) == name_of(row.problem));
        CHECK(read.problem().field == row.field);
    }
}

TEST_CASE("cbor: lists cannot ask for more memory than their bytes are worth") {
    Bytes bytes = bytes_of("a1656c696e6573 9a00020000");
    bytes.resize(bytes.size() + 0x20000, 0xA0);
    CHECK(from_cbor<Order>(bytes).problem().code == ProblemCode::list_must_be_short_enough);
}

TEST_CASE("cbor: records nest as deep as allowed and no deeper") {
    // Each level of a tree is a group and a list.
    const Tree allowed = tree_of_depth(nesting_max / 2 - 1);
    const auto read = from_cbor<Tree>(cbor_from(allowed));
    REQUIRE(read.ok());
    CHECK(read.value() == allowed);

    Bytes deeper;
    for (std::size_t i = 0; i <= nesting_max / 2; i++) {
        deeper.insert(deeper.end(), {0xA1, 0x61, 0x62, 0x81});
    }
    deeper.push_back(0xA0);
    CHECK(from_cbor<Tree>(deeper).problem().code == ProblemCode::nesting_must_be_shallow);
}

TEST_CASE("cbor: records follow each other in a message") {
    Bytes bytes;
    CborWriter writer(bytes);
    writer.begin_array(3);
    writer.text("lines");
    write_cbor(bytes, Line{.product = "a"});
    write_cbor(bytes, Line{.product = "b"});

    CborReader reader(bytes);
    CHECK(reader.begin_array() == 3);
    CHECK(reader.text() == "lines");
    CHECK(read_cbor<Line>(reader).value().product == "a");
    CHECK(read_cbor<Line>(reader).value().product == "b");
    CHECK((reader.ok() && reader.at_end()));
}
