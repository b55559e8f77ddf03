// The head of a request as it came over the wire, read strictly.
//
// It refuses what two parsers could read in two ways: folded fields, a space before a colon, bare
// line ends, a length given twice. Beast reads the same bytes afterwards; both must accept them.
// Everything here is a view into the bytes that were read.
#pragma once

#include "server-stub/http/limits.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace entente::server {

enum class Method : std::uint8_t { get, head, post, del, other };
std::string_view name_of(Method method);

struct HeadField {
    std::string_view name;
    std::string_view value;
};

struct RequestHead {
    Method method = Method::other;
    std::string_view target;
    int minor_version = 1;
    std::vector<HeadField> fields;

    // The value of the first field of that name, or an empty text.
    std::string_view value_of(std::string_view name) const;
    std::size_t count_of(std::string_view name) const;
};

// Why a head is not taken; the connection is closed after the answer.
struct HeadRefusal {
    int status = 400;
    std::string_view reason;
};

// `bytes` ends with the empty line.
std::variant<RequestHead, HeadRefusal> head_from_bytes(
    std::string_view bytes, const Limits& limits
);

bool equal_ignoring_case(std::string_view a, std::string_view b);

// "/deals/7%2F8?x=1" is the path "/deals/7/8". False for what is no path: bad escapes, a NUL, "..".
bool path_from_target(std::string_view target, std::string& path);

}  // namespace entente::server
