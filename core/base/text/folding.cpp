#include "core/base/text/folding.h"

#include "core/base/text/utf8.h"

#include <algorithm>
#include <iterator>

namespace entente {

struct LowerCaseRun {
    char16_t first;
    char16_t last;
    std::uint8_t stride;
    std::int32_t distance;
};

static constexpr LowerCaseRun lower_case_runs[] = {
#include "generated/lower_case.inc"
};

struct BareLetter {
    char16_t letter;
    char remains[8];
};

static constexpr BareLetter bare_letters[] = {
#include "generated/bare_letters.inc"
};

char32_t lower_case(char32_t letter) {
    if (letter < 0x80) return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    const auto* run = std::lower_bound(
        std::begin(lower_case_runs),
        std::end(lower_case_runs),
        letter,
        [](const LowerCaseRun& earlier, char32_t wanted) { return earlier.last < wanted; }
    );
    if (run == std::end(lower_case_runs) || letter < run->first) return letter;
    if ((letter - run->first) % run->stride != 0) return letter;
    return static_cast<char32_t>(static_cast<std::int32_t>(letter) + run->distance);
}

// Accents that stand as letters of their own, and the points of Hebrew and Arabic.
static bool is_mark(char32_t letter) {
    struct Range {
        char32_t first, last;
    };
    constexpr Range marks[] = {
        {0x300, 0x36F},
        {0x483, 0x487},
        {0x591, 0x5C7},
        {0x610, 0x61A},
        {0x64B, 0x65F},
        {0x1AB0, 0x1AFF},
        {0x1DC0, 0x1DFF},
        {0x20D0, 0x20FF},
        {0xFE20, 0xFE2F}};
    return std::any_of(std::begin(marks), std::end(marks), [letter](const Range& range) {
        return letter >= range.first && letter <= range.last;
    });
}

std::string folded(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    while (!text.empty()) {
        const char32_t letter = lower_case(take_code_point(text));
        if (letter < 0x80) {
            result += static_cast<char>(letter);
            continue;
        }
        if (is_mark(letter)) continue;
        const auto* bare = std::lower_bound(
            std::begin(bare_letters),
            std::end(bare_letters),
            letter,
            [](const BareLetter& earlier, char32_t wanted) { return earlier.letter < wanted; }
        );
        if (bare != std::end(bare_letters) && bare->letter == letter)
            result += bare->remains;
        else
            append_code_point(result, letter);
    }
    return result;
}

bool contains_folded(std::string_view folded_text, std::string_view folded_query) {
    while (!folded_query.empty()) {
        const std::size_t end = std::min(folded_query.find(' '), folded_query.size());
        if (folded_text.find(folded_query.substr(0, end)) == std::string_view::npos) return false;
        folded_query.remove_prefix(std::min(end + 1, folded_query.size()));
    }
    return true;
}

}  // namespace entente
