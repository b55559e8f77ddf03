// Countries of ISO 3166-1, by their two letters.
#pragma once

#include "core/base/result.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace entente {

struct Country {
    std::string_view code;  // "CH"
    std::string_view name;  // In English.
};

// All of them, by code.
std::span<const Country> known_countries();

// Case does not matter. None when ISO does not list it.
std::optional<Country> country_of(std::string_view code);

// Only the exact letters: what a record holds is compared, never folded.
bool is_country(std::string_view code);

// The code in upper case; country_must_be_known.
Result<std::string> country_from_text(std::string_view code);

}  // namespace entente
