// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
//
// Foreign bytes are asked once, at the edge; behind it every text is valid and nobody re-checks.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente {

bool is_utf8(std::string_view text);

// How many code points a text has; what a person counts as characters, nearly.
std::size_t length_of(std::string_view text);

// Takes the first code point off `text`, which must not be empty. U+FFFD for a byte that begins
// none, and then only that byte is taken.
char32_t take_code_point(std::string_view& text);

void append_code_point(std::string& text, char32_t code_point);

// The longest beginning with at most `length_max` code points; never half of one.
std::string_view shortened(std::string_view text, std::size_t length_max);

}  // namespace entente
