// Records that have a field of every kind, for the tests of the formats.
#pragma once

#include "core/base/fields.h"

#include <random>

namespace entente::format_tests {

enum class Color : std::uint8_t { red, green, blue };
inline std::span<const std::string_view> names_of(Color) {
    static constexpr std::string_view names[] = {"red", "green", "blue"};
    return names;
}

struct Line {
    std::string product;
    Money amount;
    std::int32_t months = 0;
    std::optional<std::int64_t> discount;

    void describe(FieldVisitor& v) {
        field(v, "product", product);
        field(v, "amount", amount);
        field(v, "months", months);
        field(v, "discount", discount);
    }
    friend bool operator==(const Line&, const Line&) = default;
};

struct Order {
    Id<struct OrderTag> id;
    std::string title;
    bool urgent = false;
    std::int64_t number = 0;
    std::uint8_t small = 0;
    std::uint64_t hash = 0;
    Bytes proof;
    Date due;
    Moment changed_at;
    Currency currency;
    Percent discount;
    Color color = Color::red;
    Line main;
    std::vector<Line> lines;
    std::vector<std::string> tags;
    std::vector<std::vector<std::int32_t>> table;
    std::optional<Line> extra;
    std::optional<Color> shade;
    std::vector<std::optional<std::int32_t>> marks;

    void describe(FieldVisitor& v) {
        field(v, "id", id);
        field(v, "title", title);
        field(v, "urgent", urgent);
        field(v, "number", number);
        field(v, "small", small);
        field(v, "hash", hash);
        field(v, "proof", proof);
        field(v, "due", due);
        field(v, "changed_at", changed_at);
        field(v, "currency", currency);
        field(v, "discount", discount);
        field(v, "color", color);
        field(v, "main", main);
        field(v, "lines", lines);
        field(v, "tags", tags);
        field(v, "table", table);
        field(v, "extra", extra);
        field(v, "shade", shade);
        field(v, "marks", marks);
    }
    friend bool operator==(const Order&, const Order&) = default;
};

// Lists of itself: what can be nested without an end.
struct Tree {
    std::vector<Tree> branches;

    void describe(FieldVisitor& v) { field(v, "b", branches); }
    friend bool operator==(const Tree&, const Tree&) = default;
};

inline Tree tree_of_depth(int depth) {
    Tree tree;
    if (depth > 0) tree.branches.push_back(tree_of_depth(depth - 1));
    return tree;
}

// Any record at all; about every second field has its default value.
class AnyOrder {
public:
    explicit AnyOrder(std::uint64_t seed) : random_(seed) {}

    Order make() {
        Order order;
        if (chance()) order.id.bytes.fill(static_cast<std::uint8_t>(random_()));
        order.title = text();
        order.urgent = chance();
        order.number = integer();
        order.small = static_cast<std::uint8_t>(integer());
        order.hash = static_cast<std::uint64_t>(integer());
        order.proof.resize(random_() % 4, 0xAB);
        if (chance()) order.due += Days{static_cast<int>(random_() % 40'000)};
        if (chance()) order.changed_at = {static_cast<std::int64_t>(random_() % 4'000'000'000'000)};
        if (chance()) order.currency = usd;
        order.discount.basis_points = static_cast<std::int32_t>(integer());
        order.color = static_cast<Color>(random_() % 3);
        order.main = line();
        for (auto i = random_() % 3; i > 0; i--) order.lines.push_back(line());
        for (auto i = random_() % 3; i > 0; i--) order.tags.push_back(text());
        order.table.resize(random_() % 3, {1, 0, -70'000});
        if (chance()) order.extra = line();
        if (chance()) order.shade = static_cast<Color>(random_() % 3);
        order.marks = {std::nullopt, 0, 5};
        return order;
    }

private:
    bool chance() { return random_() % 2 == 0; }
    std::int64_t integer() {
        return chance() ? 0 : static_cast<std::int64_t>(random_() >> random_() % 64);
    }
    std::string text() {
        static constexpr const char* texts[] = {"", "", "Müller", "東京 \"x\"\\", "a\nb\x01\x7F"};
        return texts[random_() % 5];
    }
    Line line() {
        Line line{.product = text(), .months = static_cast<std::int32_t>(random_() % 3)};
        if (chance()) line.amount = {integer(), usd};
        if (chance()) line.discount = integer();
        return line;
    }

    std::mt19937_64 random_;
};

}  // namespace entente::format_tests
