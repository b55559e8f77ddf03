// Whatever the text: no crash, and what is read is written and read again as the same.
#include "core/base/format/json.h"
#include "tests/core/base/format/records.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view input = text_from_bytes({bytes, size});
    const auto order = from_json<format_tests::Order>(input);
    if (order.ok()) {
        const std::string written = json_from(order.value(), 2);
        const auto again = from_json<format_tests::Order>(written);
        check(again.ok() && again.value() == order.value());
        check(json_from(again.value(), 2) == written);
    }
    return 0;
}
