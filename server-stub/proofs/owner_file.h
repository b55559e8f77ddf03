// Secret bytes in a file beside the database, and not in it: a backup must not carry them about.
//
// Made at random where there is none, for its owner alone from the first moment. Throws
// StoreFailure with what to do for a file that is cut short or cannot be written.
#pragma once

#include "core/base/bytes.h"

#include <string>
#include <string_view>

namespace entente::server {

inline constexpr std::size_t owner_file_bytes = 32;

// `lost` says what happens to whoever removes the file: "devices then read everything anew".
Bytes secret_in_file(const std::string& path, std::string_view lost);

}  // namespace entente::server
