#include "core/base/format/packed.h"

#include "tests/core/base/format/records.h"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace entente;
using namespace entente::format_tests;

static Bytes packed_from(Order order) {
    Bytes packed;
    PackedWriter writer(packed);
    order.describe(writer);
    return packed;
}

static Order order_from(ByteView packed) {
    Order order;
    PackedReader reader(packed);
    order.describe(reader);
    CHECK(reader.at_end());
    return order;
}

TEST_CASE("packed: any record comes back") {
    AnyOrder any(2026);
    for (int i = 0; i < 500; i++) {
        const Order order = any.make();
        REQUIRE(order_from(packed_from(order)) == order);
    }
}

TEST_CASE("packed: what is not given takes a byte") {
    const Bytes packed = packed_from({});
    CHECK(packed.size() < 40);
    CHECK(order_from(packed) == Order{});
}

TEST_CASE("packed: the ends of what an integer holds come back") {
    for (const std::int64_t number :
         {std::numeric_limits<std::int64_t>::min(),
          std::numeric_limits<std::int64_t>::max(),
          std::int64_t{-1},
          std::int64_t{63},
          std::int64_t{64},
          std::int64_t{-64},
          std::int64_t{-65}}) {
        Order order;
        order.number = number;
        CHECK(order_from(packed_from(order)).number == number);
    }
}

TEST_CASE("packed: what is read takes the place of what stood there") {
    Order order = AnyOrder(7).make();
    order.id.bytes.fill(7);
    order.currency = usd;
    const Bytes none = packed_from({});
    PackedReader reader(none);
    order.describe(reader);
    CHECK(order == Order{});
}
