#include "core/base/text/names.h"

#include "core/base/text/folding.h"
#include "core/base/text/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <vector>

namespace entente {

enum class FormPlace : std::uint8_t { at_end, at_front, within_script };

struct LegalForm {
    FormPlace place;
    std::string_view word;
};

static constexpr LegalForm legal_forms[] = {
#define AT_END(word) {FormPlace::at_end, word},
#define AT_FRONT(word) {FormPlace::at_front, word},
#define WITHIN_SCRIPT(word) {FormPlace::within_script, word},
#include "core/base/text/legal_forms.inc"
#undef AT_END
#undef AT_FRONT
#undef WITHIN_SCRIPT
};

using Words = std::vector<std::string>;

static bool is_form(std::string_view word, FormPlace place) {
    const auto matches = [&](const LegalForm& form) {
        return form.place == place && form.word == word;
    };
    return std::any_of(std::begin(legal_forms), std::end(legal_forms), matches);
}

// How letters that are no part of a word end it: apostrophes and points vanish ("O'Neill"), the
// rest separates. A sign for "and" is a word.
static Words words_of(std::string_view folded_name) {
    Words words(1);
    const auto end_word = [&words] {
        if (!words.back().empty()) words.emplace_back();
    };
    while (!folded_name.empty()) {
        const char32_t letter = take_code_point(folded_name);
        if (letter == '\'') continue;
        if (letter == '&' || letter == '+') {
            end_word();
            words.back() = "and";
            end_word();
            continue;
        }
        const bool is_ascii = letter < 0x80;
        const bool is_word = (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
        // General punctuation, symbols, and the punctuation of Chinese and Japanese.
        const bool separates = (is_ascii && !is_word) || (letter >= 0x80 && letter <= 0xBF) ||
                               (letter >= 0x2000 && letter <= 0x2BFF) ||
                               (letter >= 0x3000 && letter <= 0x303F) || letter == 0x30FB ||
                               letter == 0xFFFD;
        if (separates)
            end_word();
        else
            append_code_point(words.back(), letter);
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

// "s a r l" becomes "sarl": letters with dots or spaces between them are one word.
static Words with_initials_joined(const Words& words) {
    Words joined;
    bool open = false;
    for (const std::string& word : words) {
        const bool is_initial = word.size() == 1;
        if (is_initial && open)
            joined.back() += word;
        else
            joined.push_back(word);
        open = is_initial;
    }
    return joined;
}

static void drop_form_within(std::string& word) {
    for (const LegalForm& form : legal_forms) {
        const bool fits = form.place == FormPlace::within_script && word.size() > form.word.size();
        if (!fits) continue;
        if (word.ends_with(form.word))
            word.resize(word.size() - form.word.size());
        else if (word.starts_with(form.word))
            word.erase(0, form.word.size());
    }
}

std::string comparable_name(std::string_view legal_name) {
    Words words = with_initials_joined(words_of(folded(legal_name)));
    for (std::string& word : words) {
        drop_form_within(word);
        constexpr std::array<std::string_view, 4> ands{"und", "et", "och", "og"};
        if (std::find(ands.begin(), ands.end(), word) != ands.end()) word = "and";
    }
    std::size_t first = 0;
    std::size_t end = words.size();
    while (first + 1 < end && is_form(words[first], FormPlace::at_front)) first++;
    while (end > first + 1) {
        const bool joins_forms = end < words.size() && words[end - 1] == "and";
        if (!joins_forms && !is_form(words[end - 1], FormPlace::at_end)) break;
        end--;
    }
    std::string name;
    for (std::size_t i = first; i < end; i++) {
        if (i > first) name += ' ';
        name += words[i];
    }
    return name;
}

// The first letters of a name; what is behind them does not count. They stand in place: names are
// compared by the hundred.
struct Letters {
    static constexpr std::size_t size_max = 500;

    // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): only the first `size` are read.
    explicit Letters(std::string_view text) {
        while (!text.empty() && size < size_max) at[size++] = take_code_point(text);
    }

    std::size_t size = 0;
    char32_t at[size_max];
};

// part / whole, so that nothing is rounded before the end.
struct Similarity {
    std::int64_t part = 0;
    std::int64_t whole = 1;
};

// Jaro's: letters of one found in the other, not further away than half the longer, and how many of
// them come in another order.
static Similarity jaro(const Letters& left, const Letters& right) {
    const std::size_t longer = std::max(left.size, right.size);
    const std::size_t reach = longer / 2 > 0 ? longer / 2 - 1 : 0;
    bool taken[Letters::size_max] = {};
    char32_t from_left[Letters::size_max];
    std::size_t found = 0;
    for (std::size_t i = 0; i < left.size; i++) {
        const std::size_t end = std::min(i + reach + 1, right.size);
        for (std::size_t k = i > reach ? i - reach : 0; k < end; k++) {
            if (taken[k] || right.at[k] != left.at[i]) continue;
            taken[k] = true;
            from_left[found++] = left.at[i];
            break;
        }
    }
    if (found == 0) return {};
    std::int64_t displaced = 0;
    for (std::size_t k = 0, i = 0; k < right.size; k++) {
        if (taken[k] && right.at[k] != from_left[i++]) displaced++;
    }
    // (common/l + common/r + (common - displaced/2)/common) / 3, over one denominator.
    const auto common = static_cast<std::int64_t>(found);
    const auto l = static_cast<std::int64_t>(left.size);
    const auto r = static_cast<std::int64_t>(right.size);
    const std::int64_t in_order = 2 * common - displaced;
    return {.part = 2 * common * common * (l + r) + in_order * l * r, .whole = 6 * common * l * r};
}

static Percent jaro_winkler(const Letters& left, const Letters& right) {
    const std::size_t shorter = std::min(left.size, right.size);
    std::size_t same = 0;
    while (same < shorter && left.at[same] == right.at[same]) same++;
    if (same == left.size && same == right.size) return percent_whole;
    if (shorter == 0) return {0};
    // The greedy search is not quite symmetric; a fixed order makes it so.
    const bool in_order =
        same == left.size || (same < right.size && left.at[same] < right.at[same]);
    const Letters& first = in_order ? left : right;
    const Letters& second = in_order ? right : left;
    const Similarity similarity = jaro(first, second);
    auto prefix = static_cast<std::int64_t>(std::min(same, std::size_t{4}));
    if (10 * similarity.part <= 7 * similarity.whole) prefix = 0;
    const std::int64_t tenths =
        10 * similarity.part + prefix * (similarity.whole - similarity.part);
    return {
        static_cast<std::int32_t>(tenths * percent_whole.basis_points / (10 * similarity.whole))};
}

static std::string with_words_sorted(std::string_view name) {
    std::vector<std::string_view> words;
    while (!name.empty()) {
        const std::size_t end = std::min(name.find(' '), name.size());
        const std::string_view word = name.substr(0, end);
        words.insert(std::upper_bound(words.begin(), words.end(), word), word);
        name.remove_prefix(std::min(end + 1, name.size()));
    }
    std::string sorted;
    for (const std::string_view word : words) sorted.append(sorted.empty() ? "" : " ").append(word);
    return sorted;
}

Percent likeness(std::string_view left, std::string_view right) {
    const Percent as_given = jaro_winkler(Letters(left), Letters(right));
    const Percent sorted =
        jaro_winkler(Letters(with_words_sorted(left)), Letters(with_words_sorted(right)));
    return std::max(as_given, sorted);
}

}  // namespace entente
