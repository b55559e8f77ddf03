#include "core/base/places/country.h"

#include <algorithm>
#include <iterator>

namespace entente {

static constexpr Country countries[] = {
#include "generated/countries.inc"
};

std::span<const Country> known_countries() {
    return countries;
}

std::optional<Country> country_of(std::string_view code) {
    if (code.size() != 2) return std::nullopt;
    const auto upper = [](char letter) {
        return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
    };
    const char letters[] = {upper(code[0]), upper(code[1])};
    const std::string_view wanted(letters, 2);
    const auto* found = std::lower_bound(
        std::begin(countries),
        std::end(countries),
        wanted,
        [](const Country& country, std::string_view text) { return country.code < text; }
    );
    if (found == std::end(countries) || found->code != wanted) return std::nullopt;
    return *found;
}

bool is_country(std::string_view code) {
    const std::optional<Country> known = country_of(code);
    return known && known->code == code;
}

Result<std::string> country_from_text(std::string_view code) {
    const std::optional<Country> country = country_of(code);
    if (!country) return ProblemCode::country_must_be_known;
    return std::string(country->code);
}

}  // namespace entente
