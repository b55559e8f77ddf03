// How long may be what people write: one refusal for all texts and lists, with field and limit.
//
// Characters are code points. What is longer is refused and never cut: nothing written is lost.
#pragma once

#include "core/base/result.h"

#include <span>
#include <string_view>

namespace entente {

// A message, a reason, a note.
inline constexpr std::size_t text_length_max = 4'000;
// A name, a title, a line.
inline constexpr std::size_t name_length_max = 200;

// text_must_be_short_enough with the field and the limit.
Outcome text_is_short_enough(
    std::string_view text, std::string_view field, std::size_t length_max = text_length_max
);

// field_must_be_given for what is empty or blank; then as above.
Outcome text_is_given(
    std::string_view text, std::string_view field, std::size_t length_max = text_length_max
);

bool is_blank(std::string_view text);

struct BoundedText {
    std::string_view text;
    std::string_view field;
    std::size_t length_max = name_length_max;
};
// The first that is too long.
Outcome texts_are_short_enough(std::span<const BoundedText> texts);

// list_must_be_short_enough with the field and the limit.
Outcome list_is_short_enough(std::size_t size, std::string_view field, std::size_t size_max);

}  // namespace entente
