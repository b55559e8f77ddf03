// A hundred thousand deals as a list that is filtered while somebody types and sorted by any
// column.
//
// Every word of the query must stand somewhere in the customer, the title or the number, without
// case and accents. Most deals are ruled out by the letters and pairs of letters they have not, and
// a query that goes on looks only at what the one before it left. An order is made when it is first
// asked for and kept true as deals come, change and go, so a key costs little more than what it
// shows.
#pragma once

#include "core/domain/deal.h"
#include "core/domain/lists/bit_list.h"

#include <array>

namespace entente {

enum class DealListColumn : std::uint8_t {
    number,
    customer,
    title,
    stage,
    review,
    value,
    expected_close,
    protected_until,
    submitted_at,
};
std::span<const std::string_view> names_of(DealListColumn);

class DealList {
public:
    // `value` in one currency for all, so that a column can be sorted by it. Positions count up
    // from 0 in the order of adding.
    void add(const Deal& deal, std::int64_t value);
    // The deal at that position as it is now; it keeps its position.
    void change(std::uint32_t position, const Deal& deal, std::int64_t value);
    // Those behind it move up by one.
    void remove(std::uint32_t position);
    std::size_t size() const { return masks_.size(); }

    // The positions that match, in the order of the column. Equal ones stay in the order of adding,
    // also when it is descending. The view holds until the next call.
    std::span<const std::uint32_t> show(
        std::string_view query, DealListColumn column, bool descending
    );

    std::size_t bytes() const;  // What it holds, nearly.

private:
    static constexpr std::size_t columns = 9;
    // What a text contains: its letters, exactly, and its pairs of letters, hashed.
    struct Mask {
        std::uint64_t letters = 0;
        std::array<std::uint64_t, 2> pairs{};
    };
    static Mask mask_of(std::string_view text);
    static bool may_contain(const Mask& text, const Mask& word);

    // What the columns that are no text are sorted by.
    struct Numbers {
        std::int64_t value = 0;
        std::int64_t submitted_at = 0;
        std::int32_t expected_close = 0;
        std::int32_t protected_until = 0;
        Stage stage{};
        Review review{};
    };
    static Numbers numbers_of(const Deal& deal, std::int64_t value);
    // The positions of all by one column, ascending, and the ranks at which another value begins.
    struct Order {
        std::vector<std::uint32_t> positions;
        BitList begins;
    };

    std::string_view text_of(std::uint32_t position) const;
    bool contains(std::uint32_t position, const std::vector<std::string>& words) const;
    void find_again(std::uint32_t position);
    void find(std::vector<std::string> words);
    void narrow(std::size_t block, const Mask& wanted, const std::vector<std::string>& sought);
    void put_text(std::uint32_t position, std::string_view text);
    const Order& order_of(DealListColumn column);
    static std::uint64_t key_of(const Numbers& numbers, DealListColumn column);
    std::uint64_t key_of(std::uint32_t position, DealListColumn column, std::size_t depth) const;
    Order sorted(DealListColumn column) const;
    int compared(std::uint32_t a, std::uint32_t b, DealListColumn column) const;
    void insert(Order& order, DealListColumn column, std::uint32_t position) const;
    static bool erase(Order& order, std::uint32_t position);
    void show_ranks(const Order& order, std::size_t first, std::size_t last);

    std::string texts_;                  // "customer\ntitle\nnumber" of each, folded.
    std::vector<std::uint32_t> begins_;  // Of each in texts_, and the end of the last.
    std::vector<Mask> masks_;
    std::vector<Numbers> numbers_;
    std::array<Order, columns> orders_;
    std::vector<std::string> words_;      // That were looked for last, and
    std::vector<std::uint64_t> matches_;  // which deals hold them all, a bit each.
    std::size_t matched_ = 0;
    std::vector<std::uint32_t> shown_;
    std::size_t shown_count_ = 0;
};

}  // namespace entente
