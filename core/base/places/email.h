// E-mail addresses as people type them: whether mail could be sent there, and which are the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

inline constexpr std::size_t email_length_max = 254;

// Not whether mail would arrive, only whether it could be sent: something@a.host.
bool is_email(std::string_view text);

// What is compared: without regard to case; what is not ASCII stays as it is.
std::string comparable_email(std::string_view email);

}  // namespace entente
