#include "core/domain/lists/deal_list.h"

#include "core/base/sort.h"
#include "core/base/text/folding.h"

#include <algorithm>
#include <numeric>

namespace entente {

std::span<const std::string_view> names_of(DealListColumn) {
    static constexpr std::array<std::string_view, 9> names{
        "number",
        "customer",
        "title",
        "stage",
        "review",
        "value",
        "expected_close",
        "protected_until",
        "submitted_at"};
    return names;
}

static constexpr char separator = '\n';

// Which bit stands for a letter: 26 letters, 10 digits; everything else shares the rest, so a word
// with other letters is looked for in the text itself.
static unsigned letter_bit(unsigned char letter) {
    if (letter >= 'a' && letter <= 'z') return letter - 'a';
    if (letter >= '0' && letter <= '9') return 26U + (letter - '0');
    return 36U + letter % 28U;
}

DealList::Mask DealList::mask_of(std::string_view text) {
    Mask mask;
    for (std::size_t i = 0; i < text.size(); i++) {
        const auto letter = static_cast<unsigned char>(text[i]);
        mask.letters |= std::uint64_t{1} << letter_bit(letter);
        if (i == 0) continue;
        const auto before = static_cast<unsigned char>(text[i - 1]);
        const std::uint32_t hash = (before * 31U + letter) * 2654435761U >> 25U;
        mask.pairs[hash >> 6U] |= std::uint64_t{1} << (hash & 63U);
    }
    return mask;
}

bool DealList::may_contain(const Mask& text, const Mask& word) {
    return (text.letters & word.letters) == word.letters &&
           (text.pairs[0] & word.pairs[0]) == word.pairs[0] &&
           (text.pairs[1] & word.pairs[1]) == word.pairs[1];
}

// A field's end would otherwise look like its beginning to whoever pastes two lines.
static void append_field(std::string& texts, std::string_view field) {
    for (const char c : folded(field)) texts += c == separator ? ' ' : c;
}

static std::int64_t day_of(Date date) {
    return date.time_since_epoch().count();
}

void DealList::add(const Deal& deal, std::int64_t value) {
    if (begins_.empty()) begins_.push_back(0);
    const std::size_t begin = texts_.size();
    append_field(texts_, deal.customer.legal_name);
    texts_ += separator;
    append_field(texts_, deal.title);
    texts_ += separator;
    append_field(texts_, deal.number);
    check(texts_.size() <= UINT32_MAX);
    begins_.push_back(static_cast<std::uint32_t>(texts_.size()));
    masks_.push_back(mask_of(std::string_view(texts_).substr(begin)));
    const auto key = [this](DealListColumn column, std::int64_t number) {
        keys_[static_cast<std::size_t>(column)].push_back(number);
    };
    key(DealListColumn::stage, static_cast<std::int64_t>(deal.stage));
    key(DealListColumn::review, static_cast<std::int64_t>(deal.review));
    key(DealListColumn::value, value);
    key(DealListColumn::expected_close, day_of(deal.expected_close));
    key(DealListColumn::protected_until, day_of(deal.protected_until));
    key(DealListColumn::submitted_at, deal.submitted_at.ms);
    for (std::vector<std::uint32_t>& order : orders_) order.clear();
}

std::string_view DealList::text_of(std::uint32_t position) const {
    const std::size_t begin = begins_[position];
    return std::string_view(texts_).substr(begin, begins_[position + 1] - begin);
}

static std::vector<std::string> words_of(std::string_view query) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : folded(query)) {
        const bool blank = c == ' ' || c == separator || c == '\t' || c == '\r';
        if (!blank) word += c;
        if (!blank || word.empty()) continue;
        words.push_back(std::move(word));
        word.clear();
    }
    if (!word.empty()) words.push_back(std::move(word));
    // The longest rules out most.
    sort_values(words, [](const std::string& a, const std::string& b) {
        return a.size() > b.size();
    });
    return words;
}

bool DealList::contains(std::uint32_t position, const std::vector<std::string>& words) const {
    const std::string_view text = text_of(position);
    return std::all_of(words.begin(), words.end(), [text](const std::string& word) {
        return text.find(word) != std::string_view::npos;
    });
}

void DealList::find(const std::vector<std::string>& words, const Mask& wanted) {
    matches_.assign(size(), false);
    matched_ = 0;
    // One plain letter or digit is told by its bit alone.
    const bool exact = words.size() == 1 && words[0].size() == 1 &&
                       letter_bit(static_cast<unsigned char>(words[0][0])) < 36U;
    for (std::uint32_t i = 0; i < size(); i++) {
        if (!may_contain(masks_[i], wanted)) continue;
        if (!exact && !contains(i, words)) continue;
        matches_[i] = true;
        matched_++;
    }
}

// The n-th field of a text.
static std::string_view field_of(std::string_view text, std::size_t field) {
    for (; field > 0; field--) text.remove_prefix(text.find(separator) + 1);
    return text.substr(0, text.find(separator));
}

// The first eight letters as a number, which decides nearly every comparison.
static std::uint64_t prefix_of(std::string_view text) {
    std::uint64_t prefix = 0;
    for (std::size_t i = 0; i < sizeof prefix; i++) {
        const auto letter = i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
        prefix = prefix << 8U | letter;
    }
    return prefix;
}

std::vector<std::uint32_t> DealList::sorted_texts(std::size_t field) const {
    struct Key {
        std::uint64_t prefix;
        std::uint32_t position;
    };
    std::vector<Key> sorted;
    sorted.reserve(size());
    for (std::uint32_t i = 0; i < size(); i++) {
        sorted.push_back({prefix_of(field_of(text_of(i), field)), i});
    }
    std::sort(sorted.begin(), sorted.end(), [&](const Key& a, const Key& b) {
        if (a.prefix != b.prefix) return a.prefix < b.prefix;
        const auto left = field_of(text_of(a.position), field);
        const auto right = field_of(text_of(b.position), field);
        const int order = left.compare(right);
        return order != 0 ? order < 0 : a.position < b.position;
    });
    std::vector<std::uint32_t> positions;
    positions.reserve(sorted.size());
    for (const Key& key : sorted) positions.push_back(key.position);
    return positions;
}

std::vector<std::uint32_t> DealList::sorted_keys(DealListColumn column) const {
    const std::vector<std::int64_t>& keys = keys_[static_cast<std::size_t>(column)];
    std::vector<std::uint32_t> positions(size());
    std::iota(positions.begin(), positions.end(), 0U);
    std::sort(positions.begin(), positions.end(), [&](std::uint32_t a, std::uint32_t b) {
        return keys[a] != keys[b] ? keys[a] < keys[b] : a < b;
    });
    return positions;
}

const std::vector<std::uint32_t>& DealList::order_of(DealListColumn column) {
    std::vector<std::uint32_t>& order = orders_[static_cast<std::size_t>(column)];
    if (order.size() == size()) return order;
    switch (column) {
        case DealListColumn::customer:
            order = sorted_texts(0);
            break;
        case DealListColumn::title:
            order = sorted_texts(1);
            break;
        case DealListColumn::number:
            order = sorted_texts(2);
            break;
        case DealListColumn::stage:
        case DealListColumn::review:
        case DealListColumn::value:
        case DealListColumn::expected_close:
        case DealListColumn::protected_until:
        case DealListColumn::submitted_at:
            order = sorted_keys(column);
            break;
    }
    return order;
}

// Turns an ascending order around, but keeps equal ones as they were added.
template <typename SameAs>
static void turn_around(std::vector<std::uint32_t>& positions, SameAs same) {
    std::reverse(positions.begin(), positions.end());
    for (auto first = positions.begin(); first != positions.end();) {
        auto last = first + 1;
        while (last != positions.end() && same(*first, *last)) ++last;
        std::reverse(first, last);
        first = last;
    }
}

std::span<const std::uint32_t> DealList::show(
    std::string_view query, DealListColumn column, bool descending
) {
    shown_.clear();
    if (size() == 0) return shown_;
    const std::vector<std::string> words = words_of(query);
    Mask wanted;
    for (const std::string& word : words) {
        const Mask mask = mask_of(word);
        wanted.letters |= mask.letters;
        wanted.pairs[0] |= mask.pairs[0];
        wanted.pairs[1] |= mask.pairs[1];
    }
    find(words, wanted);
    shown_.reserve(matched_);
    for (const std::uint32_t position : order_of(column)) {
        if (matches_[position]) shown_.push_back(position);
    }
    if (!descending) return shown_;
    const std::vector<std::int64_t>& keys = keys_[static_cast<std::size_t>(column)];
    turn_around(shown_, [&](std::uint32_t a, std::uint32_t b) {
        if (!keys.empty()) return keys[a] == keys[b];
        const std::size_t field = column == DealListColumn::customer ? 0
                                  : column == DealListColumn::title  ? 1
                                                                     : 2;
        return field_of(text_of(a), field) == field_of(text_of(b), field);
    });
    return shown_;
}

std::size_t DealList::bytes() const {
    std::size_t sum = texts_.capacity() + masks_.capacity() * sizeof(Mask) +
                      (begins_.capacity() + shown_.capacity()) * sizeof(std::uint32_t) +
                      matches_.capacity() / 8;
    for (const auto& keys : keys_) sum += keys.capacity() * sizeof(std::int64_t);
    for (const auto& order : orders_) sum += order.capacity() * sizeof(std::uint32_t);
    return sum;
}

}  // namespace entente
