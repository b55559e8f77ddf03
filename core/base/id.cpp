#include "core/base/id.h"

#include "core/base/hash/hash.h"

#include <algorithm>

namespace entente {

static constexpr std::string_view id_letters = "0123456789abcdefghjkmnpqrstvwxyz";
static constexpr std::size_t id_length = 26;  // 130 bits: the first letter carries only three.

std::string text_from_id(const IdBytes& id) {
    std::string text(id_length, '0');
    // From the right, five bits at a time; three are left for the first letter.
    std::size_t place = id_length;
    unsigned bits = 0;
    unsigned count = 0;
    for (std::size_t i = id.size(); i-- > 0;) {
        bits |= unsigned{id[i]} << count;
        for (count += 8; count >= 5; count -= 5) {
            text[--place] = id_letters[bits % 32];
            bits /= 32;
        }
    }
    text[0] = id_letters[bits];
    return text;
}

Result<IdBytes> id_from_text(std::string_view text) {
    if (text.size() != id_length) return ProblemCode::id_must_be_valid;
    IdBytes id{};
    for (std::size_t i = 0; i < id_length; i++) {
        const std::size_t five = id_letters.find(text[id_length - 1 - i]);
        if (five == std::string_view::npos) return ProblemCode::id_must_be_valid;
        for (std::size_t bit = 5 * i; bit < 5 * i + 5; bit++) {
            const std::size_t value = five >> (bit - 5 * i) & 1U;
            if (bit >= 128 && value != 0) return ProblemCode::id_must_be_valid;
            if (bit < 128) id[15 - bit / 8] |= static_cast<std::uint8_t>(value << bit % 8);
        }
    }
    return id;
}

IdBytes derived_id(const IdBytes& parent, std::string_view name, std::uint64_t index) {
    std::array<std::uint8_t, 8> number{};
    for (std::size_t i = 0; i < 8; i++)
        number[i] = static_cast<std::uint8_t>(index >> (56 - 8 * i));
    const Sha256 hash = Sha256Stream().add(parent).add(name).add(number).finish();
    IdBytes id;
    std::copy_n(hash.begin(), id.size(), id.begin());
    return id;
}

}  // namespace entente
