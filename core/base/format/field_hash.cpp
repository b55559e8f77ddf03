#include "core/base/format/field_hash.h"

#include "core/base/hash/hash.h"

namespace entente {

std::uint64_t hash_of_entry(ByteView record, std::string_view name) {
    CborReader reader(record);
    for (std::size_t left = reader.begin_map(); left > 0; left--) {
        const bool found = reader.take_text(name);
        if (!found) reader.item();
        const ByteView value = reader.item();
        check(reader.ok());
        if (found) return hash64(value);
    }
    check(reader.ok());
    return 0;
}

}  // namespace entente
