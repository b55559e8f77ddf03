// Identities: 128 random bits made by whoever creates the record, so that work starts offline.
//
// The tag keeps a deal's id from being passed where a partner's is meant.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

using IdBytes = std::array<std::uint8_t, 16>;

template <typename Tag>
struct Id {
    IdBytes bytes{};

    bool given() const { return bytes != IdBytes{}; }
    friend bool operator==(const Id&, const Id&) = default;
    // Not <=>: the library of Emscripten 3.1.6 has none for arrays.
    friend bool operator<(const Id& a, const Id& b) { return a.bytes < b.bytes; }
};

// 26 characters of Crockford's base 32, lower case: what stands in links and on the wire in JSON.
std::string text_from_id(const IdBytes& id);

// Reads what text_from_id wrote. id_must_be_valid for anything else.
Result<IdBytes> id_from_text(std::string_view text);

// An id that follows from others: the first 16 bytes of SHA-256(parent, name, index). Client and
// server so give the same id to what the same command creates.
IdBytes derived_id(const IdBytes& parent, std::string_view name, std::uint64_t index);

}  // namespace entente
