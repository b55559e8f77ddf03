// Names of companies, so compared that the same company typed twice is found.
#pragma once

#include "core/base/percent.h"

#include <string>
#include <string_view>

namespace entente {

// The folded words of a legal name, single-spaced, without punctuation and without the words for
// its legal form at either end: "The Müller & Söhne GmbH & Co. KG" becomes "muller and sohne".
// A name that is nothing but such words keeps them.
std::string comparable_name(std::string_view legal_name);

// How alike two comparable names are: Jaro-Winkler (W. E. Winkler 1990, prefix scale 0.1 for at
// most 4 letters), as given and with the words sorted, the better of both; rounded down. Symmetric.
Percent likeness(std::string_view left, std::string_view right);

}  // namespace entente
