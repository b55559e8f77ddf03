// Whatever the bytes: no crash, and what is read is written and read again as the same.
#include "core/base/format/cbor.h"
#include "core/base/format/field_hash.h"
#include "tests/core/base/format/records.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const ByteView input{bytes, size};
    const auto whole = cbor_item_size(input);
    check(!whole.ok() || whole.value() <= size);

    const auto order = from_cbor<format_tests::Order>(input);
    if (order.ok()) {
        check(whole.ok() && whole.value() == size);
        const Bytes written = cbor_from(order.value());
        const auto again = from_cbor<format_tests::Order>(written);
        check(again.ok() && again.value() == order.value());
        check(cbor_from(again.value()) == written);
        field_hash(order.value(), "lines");
    }
    check(!from_cbor<format_tests::Tree>(input).ok() || whole.ok());
    return 0;
}
