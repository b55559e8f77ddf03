#include "core/base/text/bounds.h"

#include "core/base/text/utf8.h"

namespace entente {

Outcome text_is_short_enough(
    std::string_view text, std::string_view field, std::size_t length_max
) {
    if (length_of(text) <= length_max) return Done{};
    return Problem{
        ProblemCode::text_must_be_short_enough, std::string(field), std::to_string(length_max)};
}

Outcome text_is_given(std::string_view text, std::string_view field, std::size_t length_max) {
    if (is_blank(text)) return Problem{ProblemCode::field_must_be_given, std::string(field), {}};
    return text_is_short_enough(text, field, length_max);
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

Outcome texts_are_short_enough(std::span<const BoundedText> texts) {
    for (const BoundedText& each : texts) {
        TRY_DONE(text_is_short_enough(each.text, each.field, each.length_max));
    }
    return Done{};
}

Outcome list_is_short_enough(std::size_t size, std::string_view field, std::size_t size_max) {
    if (size <= size_max) return Done{};
    return Problem{
        ProblemCode::list_must_be_short_enough, std::string(field), std::to_string(size_max)};
}

}  // namespace entente
