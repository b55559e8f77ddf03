// A parsed JSON text: no repeated names, bounded nesting and size, no floating point.
#pragma once

#include "core/base/problem.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace entente {

enum class JsonKind : std::uint8_t {
    null,
    boolean,
    integer,
    other_number,  // Has a fraction or an exponent, or does not fit into 64 bits.
    text,
    list,
    object,
};

struct JsonNode {
    JsonKind kind = JsonKind::null;
    bool used = false;  // A field has asked for it.
    std::int64_t integer = 0;
    std::string name;  // In an object.
    std::string text;
    std::vector<JsonNode> children;
};

// Sets `root`, or says what is wrong with the text and where.
std::optional<Problem> parse_json(std::string_view text, JsonNode& root);

}  // namespace entente
