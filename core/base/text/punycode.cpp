#include "core/base/text/punycode.h"

#include <algorithm>
#include <cstdint>

namespace entente {

static constexpr std::size_t label_length_max = 63;

// RFC 3492, section 5.
static constexpr std::uint32_t base = 36;
static constexpr std::uint32_t threshold_min = 1;
static constexpr std::uint32_t threshold_max = 26;

static std::uint32_t adapted_bias(std::uint32_t delta, std::uint32_t letters, bool first) {
    constexpr std::uint32_t damp = 700;
    constexpr std::uint32_t skew = 38;
    delta = first ? delta / damp : delta / 2;
    delta += delta / letters;
    std::uint32_t bias = 0;
    for (; delta > (base - threshold_min) * threshold_max / 2; bias += base) {
        delta /= base - threshold_min;
    }
    return bias + (base - threshold_min + 1) * delta / (delta + skew);
}

static char digit_of(std::uint32_t value) {
    return static_cast<char>(value < 26 ? 'a' + value : '0' + (value - 26));
}

// A number of variable length; each digit's threshold depends on the bias.
static void append_number(std::string& out, std::uint32_t number, std::uint32_t bias) {
    for (std::uint32_t k = base;; k += base) {
        const std::uint32_t threshold =
            k <= bias ? threshold_min : std::min(k - bias, threshold_max);
        if (number < threshold) break;
        out += digit_of(threshold + (number - threshold) % (base - threshold));
        number = (number - threshold) / (base - threshold);
    }
    out += digit_of(number);
}

std::optional<std::string> ascii_label(std::u32string_view label) {
    // Longer ones can never fit; being short, none of the sums below can overflow.
    if (label.size() > label_length_max) return std::nullopt;
    std::string plain;
    for (const char32_t letter : label) {
        if (letter < 0x80) plain += static_cast<char>(letter);
    }
    if (plain.size() == label.size()) return plain;

    std::string out = "xn--" + plain;
    if (!plain.empty()) out += '-';
    auto handled = static_cast<std::uint32_t>(plain.size());
    const std::uint32_t plain_size = handled;
    char32_t reached = 0x80;
    std::uint32_t delta = 0;
    std::uint32_t bias = 72;
    while (handled < label.size()) {
        char32_t next = 0x10FFFF;
        for (const char32_t letter : label) {
            if (letter >= reached) next = std::min(next, letter);
        }
        delta += (next - reached) * (handled + 1);
        reached = next;
        for (const char32_t letter : label) {
            if (letter < reached) delta++;
            if (letter != reached) continue;
            append_number(out, delta, bias);
            handled++;
            bias = adapted_bias(delta, handled, handled == plain_size + 1);
            delta = 0;
        }
        delta++;
        reached++;
    }
    if (out.size() > label_length_max) return std::nullopt;
    return out;
}

}  // namespace entente
