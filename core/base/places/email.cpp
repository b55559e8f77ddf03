#include "core/base/places/email.h"

#include "core/base/places/public_suffix.h"

namespace entente {

bool is_email(std::string_view text) {
    const std::size_t sign = text.find('@');
    if (sign == std::string_view::npos || sign == 0 || sign > 64) return false;
    const std::string_view host = text.substr(sign + 1);
    if (host.find_first_of("@/:?# ") != std::string_view::npos) return false;
    if (text.find_first_of(" \t\r\n<>,;\"") != std::string_view::npos) return false;
    return host.find('.') != std::string_view::npos && host_from_text(host).ok();
}

std::string comparable_email(std::string_view email) {
    std::string lower(email);
    for (char& letter : lower) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return lower;
}

}  // namespace entente
