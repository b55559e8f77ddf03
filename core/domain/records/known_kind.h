// Whether this program reads records of a kind.
//
// The server and the tests read all (whole_kinds.cpp). The browser reads those that it has screens
// for (portal_kinds.cpp) and keeps the others as they come; CMakeLists.txt says which are linked.
#pragma once

#include "core/domain/kind.h"

namespace entente {

bool is_known(Kind kind);

}  // namespace entente
