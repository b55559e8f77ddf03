#include "core/domain/lists/deal_list.h"

#include "core/base/text/folding.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <numeric>
#include <random>

using namespace entente;

static Deal deal(const char* customer, const char* title, const char* number) {
    Deal made;
    made.customer.legal_name = customer;
    made.title = title;
    made.number = number;
    return made;
}

static std::vector<std::uint32_t> shown(
    DealList& list,
    std::string_view query,
    DealListColumn column = DealListColumn::number,
    bool descending = false
) {
    const auto positions = list.show(query, column, descending);
    return {positions.begin(), positions.end()};
}

using Positions = std::vector<std::uint32_t>;

TEST_CASE("deal list: every word stands somewhere, without case and accents") {
    DealList list;
    list.add(deal("Müller & Söhne", "Fleet automation", "DR-2026-000003"), 5);
    list.add(deal("Northgate Rail", "Fleet inspection", "DR-2026-000001"), 9);
    list.add(deal("Ōsaka 鉄道", "Depot", "DR-2026-000002"), 7);
    struct Row {
        const char* query;
        Positions positions;
    };
    const Row rows[] = {
        {"", {1, 2, 0}},
        {"   ", {1, 2, 0}},
        {"fleet", {1, 0}},
        {"FLEET rail", {1}},
        {"\tFLEET\r\nrail ", {1}},
        {"fleet and whatever else is longer than any text that anybody would ever look at", {}},
        {"rail fleet", {1}},
        {"muller", {0}},
        {"osaka", {2}},
        {"鉄道", {2}},
        {"鉄道 fleet", {}},
        {"2026-000002", {2}},
        {"z", {}},
        {"x y z", {}},
        {"é", {1, 2, 0}},  // An e each.
        {"railfleet", {}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.query);
        CHECK(shown(list, row.query) == row.positions);
    }
}

TEST_CASE("deal list: any column both ways, equal ones as they were added") {
    DealList list;
    list.add(deal("B", "same title", "3"), 5);
    list.add(deal("A", "same title", "1"), 7);
    list.add(deal("C", "another", "2"), 5);
    CHECK(shown(list, "", DealListColumn::customer) == Positions{1, 0, 2});
    CHECK(shown(list, "", DealListColumn::customer, true) == Positions{2, 0, 1});
    CHECK(shown(list, "", DealListColumn::title) == Positions{2, 0, 1});
    CHECK(shown(list, "", DealListColumn::title, true) == Positions{0, 1, 2});
    CHECK(shown(list, "", DealListColumn::value) == Positions{0, 2, 1});
    CHECK(shown(list, "", DealListColumn::value, true) == Positions{1, 0, 2});
    CHECK(shown(list, "", DealListColumn::stage, true) == Positions{0, 1, 2});
    list.add(deal("AA", "z", "0"), 6);
    CHECK(shown(list, "", DealListColumn::customer) == Positions{1, 3, 0, 2});
    CHECK(shown(list, "", DealListColumn::value) == Positions{0, 2, 3, 1});
    DealList empty;
    CHECK(shown(empty, "a").empty());
}

TEST_CASE("deal list: each column of stages, money and days has its own order") {
    const Date day = Date{Days{20'000}};
    std::vector<Deal> deals(3, deal("A", "a", "1"));
    deals[0].stage = Stage::committed;
    deals[1].stage = Stage::prospect;
    deals[2].stage = Stage::qualified;
    deals[0].review = Review::approved;
    deals[1].review = Review::closed;
    deals[2].review = Review::draft;
    deals[0].expected_close = day;
    deals[1].expected_close = Date{};  // None: before all others.
    deals[2].expected_close = Date{Days{-1}};
    deals[0].protected_until = day + Days{2};
    deals[1].protected_until = day + Days{1};
    deals[2].protected_until = day;
    deals[0].submitted_at = start_of(day) + 1;
    deals[1].submitted_at = start_of(day) + 2;
    deals[2].submitted_at = start_of(day);
    DealList list;
    const std::int64_t values[] = {-5, -6, 7};
    for (std::size_t i = 0; i < deals.size(); i++) list.add(deals[i], values[i]);
    struct Row {
        DealListColumn column;
        Positions expected;
    };
    const Row rows[] = {
        {DealListColumn::stage, {1, 2, 0}},
        {DealListColumn::review, {2, 0, 1}},
        {DealListColumn::value, {1, 0, 2}},
        {DealListColumn::expected_close, {2, 1, 0}},
        {DealListColumn::protected_until, {2, 1, 0}},
        {DealListColumn::submitted_at, {2, 0, 1}},
    };
    for (const Row& row : rows) {
        CAPTURE(static_cast<int>(row.column));
        CHECK(shown(list, "", row.column) == row.expected);
        const Positions backwards(row.expected.rbegin(), row.expected.rend());
        CHECK(shown(list, "", row.column, true) == backwards);
    }
}

TEST_CASE("deal list: what it shows is what looking at every deal would show") {
    const std::uint32_t seed = 7;
    INFO("seed " << seed);
    std::mt19937 chance(seed);
    constexpr std::string_view letters = "abcé 1-ü";
    const auto text = [&chance, letters] {
        std::string made;
        for (std::uint32_t i = 0; i < 2 + chance() % 12; i++) {
            made += std::string(letters.substr(chance() % 3, 1)) + (chance() % 5 == 0 ? "é" : "");
            if (chance() % 6 == 0) made += chance() % 2 == 0 ? " " : "1";
        }
        return made;
    };
    DealList list;
    std::vector<Deal> deals;
    for (int i = 0; i < 400; i++) {
        deals.push_back(deal(text().c_str(), text().c_str(), text().c_str()));
        list.add(deals.back(), 0);
    }
    for (int round = 0; round < 200; round++) {
        const std::string query = text().substr(0, 1 + chance() % 4);
        Positions expected;
        for (std::uint32_t i = 0; i < deals.size(); i++) {
            const std::string all = folded(deals[i].customer.legal_name) + "\n" +
                                    folded(deals[i].title) + "\n" + folded(deals[i].number);
            if (contains_folded(all, folded(query))) expected.push_back(i);
        }
        CAPTURE(query);
        CHECK(shown(list, query, DealListColumn::value) == expected);
    }
}

TEST_CASE("deal list: typing on, taking back and adding show what a fresh list would") {
    std::vector<Deal> deals;
    for (int i = 0; i < 150; i++) {
        const std::string customer =
            "Alder " + std::to_string(i % 7) + (i % 3 == 0 ? " Foods" : "");
        const std::string number = "DR-" + std::to_string(1000 + i);
        deals.push_back(deal(customer.c_str(), i % 2 == 0 ? "Claims" : "Fleet", number.c_str()));
    }
    DealList list;
    for (const Deal& each : deals) list.add(each, 0);
    const char* typed[] = {
        "",        "a",      "al",    "ald", "ald f",  "ald fl", "ald fle",  "ald fl",
        "fl 1",    "fl 10",  "10 fl", "fl",  "claims", "claim",  "claims -", "claims - foods",
        "claimsx", "claims", "4",     ""};
    for (const char* query : typed) {
        CAPTURE(query);
        for (const bool descending : {false, true}) {
            DealList fresh;
            for (const Deal& each : deals) fresh.add(each, 0);
            const auto expected = shown(fresh, query, DealListColumn::title, descending);
            CHECK(shown(list, query, DealListColumn::title, descending) == expected);
        }
    }
    const std::size_t before = shown(list, "claims").size();
    list.add(deal("Late", "Claims", "DR-0"), 0);
    CHECK(shown(list, "claims").size() == before + 1);
}

TEST_CASE("deal list: many long texts and numbers are sorted as comparing them would") {
    const std::uint32_t seed = 11;
    INFO("seed " << seed);
    std::mt19937 chance(seed);
    DealList list;
    std::vector<std::string> titles;
    std::vector<std::int64_t> values;
    for (int i = 0; i < 3'000; i++) {
        std::string title = "fleet automation of depots";
        title.resize(8 + chance() % 19);
        if (chance() % 3 == 0) title += static_cast<char>('a' + chance() % 26);
        titles.push_back(title);
        values.push_back(static_cast<std::int64_t>(chance() % 90'000) * 1'000'000 - 45'000'000'000);
        list.add(deal("", title.c_str(), ""), values.back());
    }
    Positions by_title(titles.size());
    std::iota(by_title.begin(), by_title.end(), 0U);
    Positions by_value = by_title;
    const auto title_before = [&](auto a, auto b) { return titles[a] < titles[b]; };
    const auto value_before = [&](auto a, auto b) { return values[a] < values[b]; };
    std::stable_sort(by_title.begin(), by_title.end(), title_before);
    std::stable_sort(by_value.begin(), by_value.end(), value_before);
    CHECK(shown(list, "", DealListColumn::title) == by_title);
    CHECK(shown(list, "", DealListColumn::value) == by_value);
    const auto title_after = [&](auto a, auto b) { return titles[a] > titles[b]; };
    std::iota(by_title.begin(), by_title.end(), 0U);
    std::stable_sort(by_title.begin(), by_title.end(), title_after);
    CHECK(shown(list, "", DealListColumn::title, true) == by_title);
}

TEST_CASE("deal list: every letter is found in either case, and no sign is taken for one") {
    DealList list;
    list.add(deal("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "@[`{", "DR-1"), 0);
    list.add(deal("abcdefghijklmnopqrstuvwxyz", "", "DR-2"), 0);
    for (char letter = 'a'; letter <= 'z'; letter++) {
        CAPTURE(letter);
        CHECK(shown(list, std::string(1, letter)).size() == 2);
        CHECK(shown(list, std::string(1, static_cast<char>(letter - 'a' + 'A'))).size() == 2);
    }
    CHECK(shown(list, "abc xyz") == Positions{0, 1});
    CHECK(shown(list, "@[") == Positions{0});
    CHECK(shown(list, "`{") == Positions{0});
}

// A deal of few different texts and numbers, so that many are equal.
static Deal any_deal(std::mt19937& chance) {
    constexpr const char* customers[] = {"Alder Foods", "alder", "Birch", "Born\u00E9o Rail"};
    constexpr const char* titles[] = {"Fleet automation of depots", "Fleet automation", "Claims"};
    const std::string number = chance() % 3 == 0 ? "" : "DR-" + std::to_string(chance() % 30);
    Deal made = deal(customers[chance() % 4], titles[chance() % 3], number.c_str());
    made.stage = static_cast<Stage>(chance() % 5);
    made.expected_close = Date{Days{20'000 + chance() % 4}};
    made.submitted_at = {static_cast<std::int64_t>(chance() % 3)};
    return made;
}

TEST_CASE("deal list: what has come, changed and gone shows what a list made anew would") {
    const std::uint32_t seed = 23;
    INFO("seed " << seed);
    std::mt19937 chance(seed);
    constexpr const char* queries[] = {
        "", "a", "al", "alder", "fleet", "dr-1", "claims birch", "zz"};
    DealList list;
    std::vector<std::pair<Deal, std::int64_t>> deals;
    for (int step = 0; step < 3'000; step++) {
        const std::uint32_t act = chance() % 8;
        const Deal made = any_deal(chance);
        const auto value = static_cast<std::int64_t>(chance() % 5) - 2;
        const auto at = static_cast<std::uint32_t>(deals.empty() ? 0 : chance() % deals.size());
        if (deals.empty() || act < 3) {
            list.add(made, value);
            deals.emplace_back(made, value);
        } else if (act < 5) {
            list.remove(at);
            deals.erase(deals.begin() + at);
        } else {
            list.change(at, made, value);
            deals[at] = {made, value};
        }
        if (step % 3 != 0) continue;
        const char* query = queries[chance() % std::size(queries)];
        const auto column = static_cast<DealListColumn>(chance() % 9);
        const bool descending = chance() % 2 == 0;
        CAPTURE(step, query, name_of(column), descending);
        DealList fresh;
        for (const auto& [each, worth] : deals) fresh.add(each, worth);
        REQUIRE(list.size() == deals.size());
        REQUIRE(shown(list, query, column, descending) == shown(fresh, query, column, descending));
    }
}

TEST_CASE("deal list: a change keeps its place among equal ones, and what was typed stays found") {
    DealList list;
    for (const char* number : {"1", "2", "3"}) list.add(deal("Alder", "Fleet", number), 5);
    CHECK(shown(list, "alder", DealListColumn::value) == Positions{0, 1, 2});
    list.change(1, deal("Birch", "Fleet", "2"), 5);
    CHECK(shown(list, "alder", DealListColumn::value) == Positions{0, 2});
    list.change(1, deal("Alder", "Fleet", "2"), 4);
    CHECK(shown(list, "alder", DealListColumn::value) == Positions{1, 0, 2});
    list.change(1, deal("Alder", "Fleet", "2"), 5);
    CHECK(shown(list, "alder", DealListColumn::value) == Positions{0, 1, 2});
    list.remove(0);
    CHECK(shown(list, "alder", DealListColumn::value) == Positions{0, 1});
    list.remove(1);
    list.remove(0);
    CHECK(list.size() == 0);
    CHECK(shown(list, "alder", DealListColumn::value).empty());
}

TEST_CASE("deal list: many that are added later stand where sorting all would put them") {
    DealList list;
    list.add(deal("M", "t", "1"), 0);
    CHECK(shown(list, "", DealListColumn::customer) == Positions{0});
    for (int i = 0; i < 600; i++) list.add(deal(i % 2 == 0 ? "A" : "Z", "t", "1"), 0);
    const Positions all = shown(list, "", DealListColumn::customer);
    REQUIRE(all.size() == 601);
    CHECK(all[0] == 1);
    CHECK(all[300] == 0);
    CHECK(all[600] == 600);
}

TEST_CASE("deal list: room to grow is given back when it is looked at") {
    DealList list;
    for (int i = 0; i < 5'000; i++) list.add(deal("Alder Foods", "Fleet automation", "DR-1"), i);
    shown(list, "", DealListColumn::value);
    const std::size_t before = list.bytes();
    list.add(deal("Alder Foods", "Fleet automation", "DR-1"), 0);
    list.change(7, deal("Alder Foods and more", "Fleet automation", "DR-1"), 0);
    shown(list, "", DealListColumn::value);
    CHECK(list.bytes() < before + before / 32);
}
