// The table of who may see which field: data, and the only place where it is said.
//
// A field that stands in no row is seen by nobody, so a new field is hidden until somebody decides.
#pragma once

#include "core/domain/project.h"

namespace entente {

// A set of audiences, one bit each in the order of Audience.
using Audiences = std::uint8_t;

struct FieldAccess {
    Kind kind{};
    std::string_view field;  // A top-level name of the body.
    Audiences audiences = 0;
};
std::span<const FieldAccess> field_access();

bool may_see_field(Kind kind, std::string_view field, Audience audience);

}  // namespace entente
