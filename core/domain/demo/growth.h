// A program that has grown: the named partners, and more like them that do not exist.
#pragma once

#include "core/domain/program/seed.h"

namespace entente {

// The loaded program with partners added up to `count` in all, the named ones first and unchanged.
// The same count gives the same partners everywhere. Tiers fill up as the program's plan counts
// them, in the regions where it misses them; of what is more a tenth are technology partners, the
// others emerging. At most 5,000.
LoadedProgram grown_to(const LoadedProgram& loaded, std::size_t count);

}  // namespace entente
