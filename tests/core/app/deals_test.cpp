#include "core/app/export.h"
#include "tests/support/app_host.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <utility>

using namespace entente;
using namespace entente::test;

static constexpr std::string_view seller = "maya.okafor@slalom.example";

TEST_CASE("deals: each filter lists as many as its count says") {
    AppServer server;
    AppHost maya(server, seller, "/deals");
    const std::vector<FilterChip> chips = maya.page<DealsPage>().filters;
    REQUIRE(chips.size() == 7);
    const auto count = [&](std::size_t i) { return std::stoi(chips[i].count); };
    for (const FilterChip& chip : chips) {
        INFO(chip.label);
        maya.act(act::ChooseFilter{chip.filter});
        CHECK(std::to_string(maya.page<DealsPage>().rows) == chip.count);
    }
    CHECK(chips[0].count == "40");
    // Open, won, lost and ended: nobody has to look under All for the rest.
    CHECK(count(1) + count(4) + count(5) + count(6) == count(0));
}

TEST_CASE("deals: what is open is neither closed nor expired, wherever it is counted") {
    AppServer server;
    AppHost maya(server, seller, "/deals");
    CHECK(maya.page<DealsPage>().filters[1].count == "12");
    for (std::size_t i = 0; i < 12; i++) {
        const std::string review = maya.page<DealsPage>().row(i).review.text;
        INFO(review);
        CHECK((review != "Expired" && review != "Won" && review != "Lost"));
    }
    CHECK(maya.pages().shell.main[1].count == "12");
    maya.go("/");
    const HomePage& home = maya.page<HomePage>();
    CHECK(home.figures[0].value == "$4.82M");
    CHECK(home.figures[0].note == "12 deals · 3.9× your quota");
    CHECK(home.figures[1].value == "6 of 12");
}

TEST_CASE("deals: what a deal earns names the rule of every step") {
    AppServer server;
    AppHost maya(server, seller, "/deals");
    maya.act(act::SearchDeals{"Northgate Rail"});
    maya.go(maya.page<DealsPage>().row(0).url);
    const DealsPage& page = maya.page<DealsPage>();
    REQUIRE(page.detail.has_value());
    const auto& facts = page.detail->facts;
    const auto margin = std::find_if(facts.begin(), facts.end(), [](const Fact& fact) {
        return fact.name == "Your margin";
    });
    REQUIRE(margin != facts.end());
    CHECK(margin->about == "About Your margin");
    CHECK(margin->rule.find("26%: Rule system_integrator.software_licenses") != std::string::npos);
}

TEST_CASE("deals: a search finds by customer, deal, domain and number, without case or accents") {
    AppServer server;
    AppHost maya(server, seller, "/deals?filter=all");
    maya.act(act::SearchDeals{"NORTHGATÉ rail"});
    REQUIRE(maya.page<DealsPage>().rows >= 1);
    CHECK(maya.page<DealsPage>().row(0).customer.substr(0, 9) == "Northgate");
    maya.act(act::SearchDeals{"no such customer"});
    CHECK(maya.page<DealsPage>().rows == 0);
    CHECK(maya.page<DealsPage>().empty.title == "No deal found");
}

TEST_CASE("deals: sorted by any column, up and down, and the address says so") {
    AppServer server;
    AppHost maya(server, seller, "/deals?filter=all");
    maya.act(act::SortBy{DealColumn::value});
    CHECK(maya.app.route.descending);
    const PageCache& cache = *maya.app.cache;
    maya.pages();
    std::vector<std::int64_t> values;
    for (const std::uint32_t i : cache.deals.shown) values.push_back(cache.deals.entries[i].value);
    CHECK(std::is_sorted(values.rbegin(), values.rend()));
    maya.act(act::SortBy{DealColumn::value});
    CHECK_FALSE(maya.app.route.descending);
    for (int column = 0; column < 7; column++) {
        maya.act(act::SortBy{static_cast<DealColumn>(column)});
        CHECK(maya.page<DealsPage>().rows == 40);
    }
    const auto& shown = std::get<ask::ShowRoute>(maya.host_effects.back());
    CHECK(shown.url == "/deals?filter=all&sort=saved");
    CHECK(shown.replace);
}

TEST_CASE("deals: a page is made anew only when something it shows has changed") {
    AppServer server;
    AppHost maya(server, seller, "/deals");
    const Pages* first = &maya.pages();
    const PageKey key = maya.app.cache->key;
    CHECK(&maya.pages() == first);
    CHECK(maya.app.cache->key == key);
    maya.act(act::SyncNow{});
    maya.pages();
    server.now = server.now + 60'000;
    maya.pages();
    CHECK_FALSE(maya.app.cache->key == key);
}

TEST_CASE("deals: the export holds the list as shown and nothing a spreadsheet would run") {
    AppServer server;
    AppHost maya(server, seller, "/deals?filter=won");
    const std::size_t rows = maya.page<DealsPage>().rows;
    maya.act(act::ExportDeals{});
    const auto& file = std::get<ask::Download>(maya.host_effects.back());
    const std::string csv(file.bytes.begin(), file.bytes.end());
    CHECK(static_cast<std::size_t>(std::count(csv.begin(), csv.end(), '\n')) == rows + 1);
    CHECK(csv.substr(0, 3) == "\xEF\xBB\xBF");

    PageCache& cache = *maya.app.cache;
    const Record*& listed = cache.deals.entries[cache.deals.shown[0]].record;
    Record risky = *listed;
    for (const char* title : {"=1+1", "\uFF1DHYPERLINK(1)"}) {
        CAPTURE(title);
        body_of<Deal>(risky).title = title;
        const Record* const kept = std::exchange(listed, &risky);
        CHECK(csv_of_deals(cache).find(std::string(",'") + title + ",") != std::string::npos);
        listed = kept;
    }
}

TEST_CASE("deals: an address of a deal that is not there leads to the way back") {
    AppServer server;
    AppHost maya(server, seller, "/deals/" + text_from_id(IdBytes{9}));
    CHECK(maya.page<MessagePage>().title == "There is no such page");
    CHECK_FALSE(maya.page<MessagePage>().presses.empty());
}

TEST_CASE("deals: of very many, those that rest are not read again, and a new state is") {
    AppServer server;
    AppHost maya(server, seller, "/deals");
    maya.pages();
    const PageSource& source = *maya.app.cache->source;
    std::vector<Record> deals;
    std::vector<const Record*> held;
    for (std::size_t i = 0; i < open_records_max + 2; i++) {
        Deal deal;
        deal.title = "Deal " + std::to_string(i);
        deals.push_back({.id = derived_id({}, "deal", i), .version = 1, .body = deal});
    }
    for (const Record& deal : deals) held.push_back(&deal);
    DealIndex index;
    read_deals(index, source, held);
    CHECK(std::all_of(deals.begin(), deals.end(), [](const Record& d) { return d.body.rests(); }));
    // A body that nobody may read shows that its entry was taken over.
    deals[1].body = Deal{};
    deals[1].body.rest();
    body_of<Deal>(deals[2]).title = "Fleet automation";
    deals[2].body.rest();
    deals[2].version = 2;
    held.erase(held.begin());
    read_deals(index, source, held);
    REQUIRE(index.entries.size() == open_records_max + 1);
    CHECK(index.entries[0].searched.find("deal 1") != std::string::npos);
    CHECK(index.entries[0].record == &deals[1]);
    CHECK(index.entries[1].searched.find("fleet automation") != std::string::npos);
}
