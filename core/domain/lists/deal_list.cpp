#include "core/domain/lists/deal_list.h"

#include "core/base/sort.h"
#include "core/base/text/folding.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

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

static bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
}

// A field's end would otherwise look like its beginning to whoever pastes two lines.
static void append_field(std::string& texts, std::string_view field) {
    const std::size_t begin = texts.size();
    if (is_ascii(field)) {
        for (const char c : field) texts += c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    } else {
        texts += folded(field);
    }
    const auto first = texts.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto is_control = [](char c) { return c >= 0 && c < ' '; };
    std::replace_if(first, texts.end(), is_control, ' ');
}

static std::int32_t day_of(Date date) {
    return static_cast<std::int32_t>(date.time_since_epoch().count());
}

// The n-th field of a text.
static std::string_view field_of(std::string_view text, std::size_t field) {
    for (; field > 0; field--) text.remove_prefix(text.find(separator) + 1);
    return text.substr(0, text.find(separator));
}

// Which of the fields of its text the column shows; none for one of numbers.
static std::optional<std::size_t> text_field(DealListColumn column) {
    switch (column) {
        case DealListColumn::customer:
            return 0;
        case DealListColumn::title:
            return 1;
        case DealListColumn::number:
            return 2;
        case DealListColumn::stage:
        case DealListColumn::review:
        case DealListColumn::value:
        case DealListColumn::expected_close:
        case DealListColumn::protected_until:
        case DealListColumn::submitted_at:
            return std::nullopt;
    }
    return std::nullopt;
}

// Negative numbers come first.
static std::uint64_t ascending(std::int64_t number) {
    return static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63U);
}

std::uint64_t DealList::key_of(const Numbers& numbers, DealListColumn column) {
    switch (column) {
        case DealListColumn::stage:
            return static_cast<std::uint64_t>(numbers.stage);
        case DealListColumn::review:
            return static_cast<std::uint64_t>(numbers.review);
        case DealListColumn::value:
            return ascending(numbers.value);
        case DealListColumn::expected_close:
            return ascending(numbers.expected_close);
        case DealListColumn::protected_until:
            return ascending(numbers.protected_until);
        case DealListColumn::submitted_at:
            return ascending(numbers.submitted_at);
        case DealListColumn::customer:
        case DealListColumn::title:
        case DealListColumn::number:
            break;
    }
    return 0;
}

static std::string list_text(const Deal& deal) {
    std::string text;
    append_field(text, deal.customer.legal_name);
    text += separator;
    append_field(text, deal.title);
    text += separator;
    append_field(text, deal.number);
    return text;
}

DealList::Numbers DealList::numbers_of(const Deal& deal, std::int64_t value) {
    return {
        .value = value,
        .submitted_at = deal.submitted_at.ms,
        .expected_close = day_of(deal.expected_close),
        .protected_until = day_of(deal.protected_until),
        .stage = deal.stage,
        .review = deal.review};
}

void DealList::add(const Deal& deal, std::int64_t value) {
    if (begins_.empty()) begins_.push_back(0);
    const std::string text = list_text(deal);
    texts_ += text;
    check(texts_.size() <= UINT32_MAX);
    begins_.push_back(static_cast<std::uint32_t>(texts_.size()));
    masks_.push_back(mask_of(text));
    numbers_.push_back(numbers_of(deal, value));
    matches_.clear();
}

// Puts a text in the place of another; those behind it move.
void DealList::put_text(std::uint32_t position, std::string_view text) {
    const std::size_t before = text_of(position).size();
    texts_.replace(begins_[position], before, text);
    check(texts_.size() <= UINT32_MAX);
    const auto moved = static_cast<std::uint32_t>(text.size() - before);  // Also by less than 0.
    for (std::size_t i = position + 1; i < begins_.size(); i++) begins_[i] += moved;
}

void DealList::change(std::uint32_t position, const Deal& deal, std::int64_t value) {
    check(position < size());
    const std::string text = list_text(deal);
    const Numbers numbers = numbers_of(deal, value);
    std::array<bool, columns> moved{};
    for (std::size_t i = 0; i < columns; i++) {
        const auto column = static_cast<DealListColumn>(i);
        const auto field = text_field(column);
        const bool same = field ? field_of(text, *field) == field_of(text_of(position), *field)
                                : key_of(numbers, column) == key_of(numbers_[position], column);
        moved[i] = !same && erase(orders_[i], position);
    }
    numbers_[position] = numbers;
    if (text != text_of(position)) {
        put_text(position, text);
        masks_[position] = mask_of(text);
        find_again(position);
    }
    for (std::size_t i = 0; i < columns; i++) {
        if (moved[i]) insert(orders_[i], static_cast<DealListColumn>(i), position);
    }
}

// Whether it holds the words that were looked for last, now that its text is another.
void DealList::find_again(std::uint32_t position) {
    if (matches_.empty()) return;
    const std::uint64_t bit = std::uint64_t{1} << position % 64;
    std::uint64_t& block = matches_[position / 64];
    if ((block & bit) != 0) matched_--;
    block &= ~bit;
    if (!contains(position, words_)) return;
    block |= bit;
    matched_++;
}

void DealList::remove(std::uint32_t position) {
    check(position < size());
    for (Order& order : orders_) {
        erase(order, position);
        for (std::uint32_t& other : order.positions) other -= other > position ? 1 : 0;
    }
    put_text(position, {});
    const auto at = static_cast<std::ptrdiff_t>(position);
    begins_.erase(begins_.begin() + at);
    masks_.erase(masks_.begin() + at);
    numbers_.erase(numbers_.begin() + at);
    matches_.clear();
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

// Whether the word stands in the text, looked for by its first letters at once: nearly everywhere
// that is one comparison, and the branch behind it is foreseen. A call a deal would cost more.
template <typename Letters>
static bool holds_by(std::string_view text, std::string_view word) {
    Letters wanted{};
    std::memcpy(&wanted, word.data(), sizeof wanted);
    const char* const end = text.data() + (text.size() - word.size()) + 1;
    for (const char* at = text.data(); at != end; at++) {
        Letters letters{};
        std::memcpy(&letters, at, sizeof letters);
        if (letters != wanted) continue;
        std::size_t same = sizeof wanted;
        while (same < word.size() && at[same] == word[same]) same++;
        if (same == word.size()) return true;
    }
    return false;
}

static bool holds(std::string_view text, std::string_view word) {
    if (word.size() > text.size()) return false;
    if (word.size() >= 4) return holds_by<std::uint32_t>(text, word);
    if (word.size() >= 2) return holds_by<std::uint16_t>(text, word);
    return holds_by<std::uint8_t>(text, word);
}

bool DealList::contains(std::uint32_t position, const std::vector<std::string>& words) const {
    const std::string_view text = text_of(position);
    return std::all_of(words.begin(), words.end(), [text](const std::string& word) {
        return holds(text, word);
    });
}

// Whether whoever holds all of `words` holds all of the earlier ones too.
static bool goes_on(
    const std::vector<std::string>& words, const std::vector<std::string>& earlier
) {
    return std::all_of(earlier.begin(), earlier.end(), [&](const std::string& before) {
        return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
            return word.find(before) != std::string::npos;
        });
    });
}

// Keeps those of 64 deals that may hold all words by their masks and do hold those `sought`.
void DealList::narrow(
    std::size_t block, const Mask& wanted, const std::vector<std::string>& sought
) {
    std::uint64_t kept = matches_[block];
    for (std::uint64_t left = kept; left != 0; left &= left - 1) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(left));
        const auto position = static_cast<std::uint32_t>(block * 64 + bit);
        const bool found = may_contain(masks_[position], wanted) && contains(position, sought);
        kept ^= static_cast<std::uint64_t>(!found) << bit;
    }
    matches_[block] = kept;
    matched_ += static_cast<std::size_t>(std::popcount(kept));
}

void DealList::find(std::vector<std::string> words) {
    const bool kept = !matches_.empty();
    if (kept && words == words_) return;
    if (!kept || !goes_on(words, words_)) {
        words_.clear();
        matches_.assign((size() + 63) / 64, ~std::uint64_t{0});
        if (size() % 64 != 0) matches_.back() = (std::uint64_t{1} << size() % 64) - 1;
    }
    Mask wanted;
    // Not what was found before, nor one plain letter or digit, which is told by its bit alone.
    std::vector<std::string> sought;
    for (const std::string& word : words) {
        const Mask mask = mask_of(word);
        wanted.letters |= mask.letters;
        wanted.pairs[0] |= mask.pairs[0];
        wanted.pairs[1] |= mask.pairs[1];
        const bool found = std::find(words_.begin(), words_.end(), word) != words_.end();
        const bool told = word.size() == 1 && letter_bit(static_cast<unsigned char>(word[0])) < 36U;
        if (!found && !told) sought.push_back(word);
    }
    words_ = std::move(words);
    matched_ = 0;
    for (std::size_t block = 0; block < matches_.size(); block++) narrow(block, wanted, sought);
}

// Eight letters of a text as a number, which decides nearly every comparison.
static std::uint64_t letters_of(std::string_view text, std::size_t from) {
    std::uint64_t letters = 0;
    for (std::size_t i = from; i < from + sizeof letters; i++) {
        const auto letter = i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
        letters = letters << 8U | letter;
    }
    return letters;
}

// What the column is sorted by: of a text, the eight letters from `depth` on.
std::uint64_t DealList::key_of(std::uint32_t position, DealListColumn column, std::size_t depth)
    const {
    const auto field = text_field(column);
    return field ? letters_of(field_of(text_of(position), *field), depth)
                 : key_of(numbers_[position], column);
}

struct Keyed {
    std::uint64_t key;
    std::uint32_t position;
};

// By key; equal ones stay as they stand. Only bytes in which keys differ cost a round each.
static void sort_keyed(std::span<Keyed> sorted, std::vector<Keyed>& spare) {
    constexpr std::size_t few = 256;
    if (sorted.size() < few) {
        return std::sort(sorted.begin(), sorted.end(), [](const Keyed& a, const Keyed& b) {
            return a.key != b.key ? a.key < b.key : a.position < b.position;
        });
    }
    std::uint64_t all = ~std::uint64_t{0}, any = 0;
    for (const Keyed& each : sorted) {
        all &= each.key;
        any |= each.key;
    }
    for (unsigned shift = 0; shift < 64; shift += 8) {
        if ((((all ^ any) >> shift) & 0xFFU) == 0) continue;
        std::array<std::uint32_t, 257> first{};
        for (const Keyed& each : sorted) first[(each.key >> shift & 0xFFU) + 1]++;
        for (std::size_t i = 1; i < first.size(); i++) first[i] += first[i - 1];
        spare.assign(sorted.begin(), sorted.end());
        for (const Keyed& each : spare) sorted[first[each.key >> shift & 0xFFU]++] = each;
    }
}

DealList::Order DealList::sorted(DealListColumn column) const {
    const bool is_text = text_field(column).has_value();
    Order order;
    order.begins = BitList(size());
    std::vector<Keyed> all, spare;
    all.reserve(size());
    for (std::uint32_t i = 0; i < size(); i++) all.push_back({key_of(i, column, 0), i});
    // Ranges whose keys so far are equal; of a text, its next letters tell them apart.
    struct Equal {
        std::size_t first, last, depth;
    };
    std::vector<Equal> ranges{{0, all.size(), 0}};
    while (!ranges.empty()) {
        const Equal range = ranges.back();
        ranges.pop_back();
        sort_keyed(std::span(all).subspan(range.first, range.last - range.first), spare);
        for (std::size_t first = range.first; first < range.last;) {
            const std::uint64_t key = all[first].key;
            std::size_t last = first + 1;
            while (last < range.last && all[last].key == key) last++;
            order.begins.set(first, true);
            // A text that ended before its eight letters did has a zero there.
            if (is_text && last - first > 1 && (key & 0xFFU) != 0) {
                const std::size_t depth = range.depth + sizeof key;
                for (std::size_t i = first; i < last; i++) {
                    all[i].key = key_of(all[i].position, column, depth);
                }
                ranges.push_back({first, last, depth});
            }
            first = last;
        }
    }
    order.positions.reserve(size());
    for (const Keyed& each : all) order.positions.push_back(each.position);
    return order;
}

// Less than, equal to or greater than 0, as the column says.
int DealList::compared(std::uint32_t a, std::uint32_t b, DealListColumn column) const {
    const auto field = text_field(column);
    if (field) return field_of(text_of(a), *field).compare(field_of(text_of(b), *field));
    const std::uint64_t left = key_of(numbers_[a], column);
    const std::uint64_t right = key_of(numbers_[b], column);
    return left < right ? -1 : static_cast<int>(left > right);
}

// Puts a position into an order: behind those with a lesser value, and with the same one added
// before.
void DealList::insert(Order& order, DealListColumn column, std::uint32_t position) const {
    auto& positions = order.positions;
    const auto place =
        std::partition_point(positions.begin(), positions.end(), [&](std::uint32_t other) {
            const int difference = compared(other, position, column);
            return difference < 0 || (difference == 0 && other < position);
        });
    const auto at = static_cast<std::size_t>(place - positions.begin());
    const auto begins_value = [&](std::size_t rank) {
        return rank == 0 || compared(positions[rank - 1], positions[rank], column) != 0;
    };
    positions.insert(place, position);
    order.begins.insert(at);
    for (std::size_t i = at; i < positions.size() && i <= at + 1; i++) {
        order.begins.set(i, begins_value(i));
    }
}

// False when it is not in the order (yet).
bool DealList::erase(Order& order, std::uint32_t position) {
    auto& positions = order.positions;
    const auto place = std::find(positions.begin(), positions.end(), position);
    if (place == positions.end()) return false;
    const auto at = static_cast<std::size_t>(place - positions.begin());
    // The next of its value is the first one now.
    if (order.begins[at] && at + 1 < positions.size()) order.begins.set(at + 1, true);
    positions.erase(place);
    order.begins.erase(at);
    return true;
}

const DealList::Order& DealList::order_of(DealListColumn column) {
    constexpr std::size_t few = 256;
    Order& order = orders_[static_cast<std::size_t>(column)];
    const std::size_t known = order.positions.size();
    if (known == size()) return order;
    // A few that were added since are put where they belong; many are sorted with all.
    if (known > 0 && size() - known <= few) {
        order.positions.reserve(size());
        for (std::size_t i = known; i < size(); i++) {
            insert(order, column, static_cast<std::uint32_t>(i));
        }
        return order;
    }
    order = sorted(column);
    return order;
}

// Without a branch: whether a deal matches is anybody's guess. One place more than match is
// written.
void DealList::show_ranks(const Order& order, std::size_t first, std::size_t last) {
    for (std::size_t rank = first; rank < last; rank++) {
        const std::uint32_t position = order.positions[rank];
        shown_[shown_count_] = position;
        shown_count_ += matches_[position / 64] >> position % 64 & 1U;
    }
}

// Whoever looks has added what there is: room to grow is given back.
template <typename Values>
static void give_back(Values& values) {
    constexpr std::size_t kept_part = 64;
    if (values.capacity() - values.size() > values.size() / kept_part) values.shrink_to_fit();
}

std::span<const std::uint32_t> DealList::show(
    std::string_view query, DealListColumn column, bool descending
) {
    if (size() == 0) return {};
    give_back(texts_);
    give_back(begins_);
    give_back(masks_);
    give_back(numbers_);
    for (Order& made : orders_) give_back(made.positions);
    find(words_of(query));
    const Order& order = order_of(column);
    shown_.reserve(matched_ + 1);  // No more than that, as a growing vector would.
    shown_.resize(matched_ + 1);
    shown_count_ = 0;
    if (!descending) show_ranks(order, 0, size());
    // From the last value to the first, but equal ones as they were added.
    for (std::size_t last = descending ? size() : 0; last > 0;) {
        std::size_t first = last - 1;
        while (!order.begins[first]) first--;
        show_ranks(order, first, last);
        last = first;
    }
    return std::span(shown_).first(shown_count_);
}

std::size_t DealList::bytes() const {
    std::size_t sum = texts_.capacity() + masks_.capacity() * sizeof(Mask) +
                      numbers_.capacity() * sizeof(Numbers) + matches_.capacity() * 8 +
                      (begins_.capacity() + shown_.capacity()) * sizeof(std::uint32_t);
    for (const Order& order : orders_) {
        sum += order.positions.capacity() * sizeof(std::uint32_t) + order.begins.bytes();
    }
    return sum;
}

}  // namespace entente
