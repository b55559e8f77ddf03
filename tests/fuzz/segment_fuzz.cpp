// Whatever stands in a file of the store, it is read whole or refused.
#include "core/base/check.h"
#include "core/base/format/cbor.h"
#include "core/sync/outbox.h"
#include "core/sync/segment.h"

using namespace entente;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const ByteView input(bytes, size);
    for (const auto kind :
         {SegmentKind::outbox,
          SegmentKind::outbox_compacted,
          SegmentKind::base_part,
          SegmentKind::base_end,
          SegmentKind::applied_pull}) {
        const auto segment = read_segment(input, kind);
        if (!segment.ok()) continue;
        SegmentWriter writer(segment.value().header);
        for (const ByteView record : segment.value().records) writer.add(record);
        const Bytes again = writer.finish();
        check(std::equal(again.begin(), again.end(), input.begin(), input.end()));
    }
    if (const auto line = from_cbor<LogRecord>(input); line.ok()) {
        check(from_cbor<LogRecord>(cbor_from(line.value())).ok());
    }
    return 0;
}
