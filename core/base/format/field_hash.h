// Hashes of single fields: what a command says its author saw, so that the server notices when
// somebody else changed that field meanwhile.
#pragma once

#include "core/base/format/cbor.h"

#include <cstdint>
#include <string_view>

namespace entente {

// hash64 of the value under that name in a record's CBOR; 0 when it is not there.
std::uint64_t hash_of_entry(ByteView record, std::string_view name);

// The same for a field of the record itself ("expected_close"; groups and lists as a whole). 0
// stands for a default value.
template <Described Record>
std::uint64_t field_hash(const Record& record, std::string_view name) {
    return hash_of_entry(cbor_from(record), name);
}

}  // namespace entente
