// A program file from anywhere: it loads or is refused, and what loads comes back the same.
#include "core/base/format/json.h"
#include "core/domain/program/seed.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto loaded = load_program(text_from_bytes({bytes, size}));
    if (!loaded.ok()) return 0;
    const auto again = load_program(json_from(loaded.value()));
    check(again.ok());
    check(again.value() == loaded.value());
    return 0;
}
