#include "core/base/sort.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <deque>
#include <random>
#include <string>

namespace entente {
namespace {

struct Card {
    int rank = 0;
    std::string name;

    bool operator==(const Card&) const = default;
};

}  // namespace

TEST_CASE("sort: values come in ascending order, or as the comparison says") {
    std::vector<std::string> words = {"pear", "apple", "fig", "apple"};
    sort_values(words);
    CHECK(words == std::vector<std::string>{"apple", "apple", "fig", "pear"});
    sort_values(words, std::greater<>());
    CHECK(words == std::vector<std::string>{"pear", "fig", "apple", "apple"});
}

TEST_CASE("sort: nothing and one value stay as they are") {
    std::vector<int> none;
    sort_values(none);
    CHECK(none.empty());
    std::vector<int> one = {7};
    sort_values(one);
    CHECK(one == std::vector<int>{7});
}

TEST_CASE("sort: equal values stay as they stood, in a deque too") {
    std::deque<Card> cards = {{2, "a"}, {1, "b"}, {2, "c"}, {1, "d"}, {0, "e"}};
    sort_values(cards, [](const Card& a, const Card& b) { return a.rank < b.rank; });
    CHECK(cards == std::deque<Card>{{0, "e"}, {1, "b"}, {1, "d"}, {2, "a"}, {2, "c"}});
}

TEST_CASE("sort: any values end as std::stable_sort leaves them") {
    std::mt19937 random(20261123);
    const auto before = [](const Card& a, const Card& b) { return a.rank < b.rank; };
    for (int size = 0; size < 200; size++) {
        std::vector<Card> cards;
        for (int i = 0; i < size; i++) {
            cards.push_back({static_cast<int>(random() % 40), std::to_string(i)});
        }
        std::vector<Card> wanted = cards;
        std::stable_sort(wanted.begin(), wanted.end(), before);
        sort_values(cards, before);
        INFO("size " << size);
        CHECK(cards == wanted);
    }
}

}  // namespace entente
