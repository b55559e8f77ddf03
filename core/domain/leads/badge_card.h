// What a trade show's badge says of its bearer: a vCard (2.1, 3.0, 4.0) or a MECARD, as scanners
// give them. Foreign bytes: everything is bounded, what is not understood is left out.
#pragma once

#include "core/base/result.h"
#include "core/base/text/bounds.h"

#include <string>
#include <string_view>

namespace entente {

inline constexpr std::size_t badge_bytes_max = 8'192;
// Code points: what a lead may hold, so that a badge that is read can be kept.
inline constexpr std::size_t badge_text_length_max = name_length_max;
inline constexpr std::size_t badge_note_length_max = text_length_max;

struct BadgeCard {
    std::string name;  // As it is shown.
    std::string company;
    std::string title;
    std::string email;
    std::string phone;
    std::string url;
    std::string country;  // As written; a name or a code.
    std::string note;

    friend bool operator==(const BadgeCard&, const BadgeCard&) = default;
};

// bytes_must_be_small_enough; text_must_be_utf8; bytes_must_parse for what is neither of the two
// formats or ends early; field_must_be_given for "name" where it holds neither a name nor a
// company; text_must_be_short_enough with the field.
Result<BadgeCard> badge_from_text(std::string_view text);

}  // namespace entente
