// Labels of host names in Punycode (RFC 3492), as the domain name system stores them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entente {

// "münchen" becomes "xn--mnchen-3ya"; a label of ASCII stays as it is. The label is in lower case
// already. None when it would be longer than the 63 letters of a label.
std::optional<std::string> ascii_label(std::u32string_view label);

}  // namespace entente
