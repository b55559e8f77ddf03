// Text as it is searched and compared: without case, accents and the forms of a letter.
//
// A folded text is for finding, never for showing. The tables are made from Unicode's data when the
// program is built; scripts without case and accents pass unchanged.
#pragma once

#include <string>
#include <string_view>

namespace entente {

// The lower case of one letter, as far as that is one letter itself.
char32_t lower_case(char32_t letter);

// "Übermäßig ＡＢＣ" becomes "ubermassig abc".
std::string folded(std::string_view text);

// Whether every word of a folded query stands somewhere in a folded text.
bool contains_folded(std::string_view folded_text, std::string_view folded_query);

}  // namespace entente
