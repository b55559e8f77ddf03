// The public suffix list as part of the program, for the server and the tests. Not linked into the
// browser's program, which fetches the same bytes when it is idle.
#pragma once

#include "core/base/places/public_suffix.h"

namespace entente {

PublicSuffixes built_in_public_suffixes();

}  // namespace entente
