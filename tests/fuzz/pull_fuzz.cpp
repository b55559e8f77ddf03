// Whatever answers a pull or a push, a device takes it whole or not at all.
#include "core/base/check.h"
#include "core/sync/base_rows.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const ByteView input(bytes, size);
    if (const auto answer = decode_push_answer(input); answer.ok()) {
        check(decode_push_answer(encode_push_answer(answer.value())).ok());
    }
    auto page = read_page(input);
    if (!page.ok()) return 0;
    BaseRows base;
    if (!base.stage(std::move(page).value())) {
        check(base.rows().all().empty());
        return 0;
    }
    // What was taken can be written and read again, row for row.
    BaseRows copy;
    for (const Bytes& part : base.snapshot(4'096)) {
        auto read = read_page(part);
        check(read.ok());
        copy.stage(std::move(read).value());
    }
    check(copy.rows().all() == base.rows().all());
    return 0;
}
