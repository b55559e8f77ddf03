#include "core/app/route.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

static const IdBytes some_id{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

TEST_CASE("route: an address reads back as the route it was made from") {
    for (int i = 0; i < static_cast<int>(Screen::not_found); i++) {
        Route route;
        route.screen = static_cast<Screen>(i);
        const std::string url = url_of(route.screen, some_id);
        if (url.find(text_from_id(some_id)) != std::string::npos) route.id = some_id;
        INFO(url);
        CHECK(route_from_url(url_from_route(route)) == route);
    }
    Route list;
    list.screen = Screen::deals;
    list.filter = DealFilter::ends_soon;
    list.sort = DealColumn::value;
    list.descending = true;
    list.search = "Müller & Söhne +5%";
    CHECK(route_from_url(url_from_route(list)) == list);
    list.screen = Screen::deal;
    list.id = some_id;
    CHECK(route_from_url(url_from_route(list)) == list);
}

TEST_CASE("route: what nobody knows is not found and says what was asked for") {
    for (const char* url :
         {"/nothing", "/deals/../x", "/deals/not-an-id", "/margins/a/b", "/deals/new/x"}) {
        INFO(url);
        const Route route = route_from_url(url);
        CHECK(route.screen == Screen::not_found);
        CHECK(route.unknown == url);
    }
}

TEST_CASE("route: trailing slashes, fragments and unknown queries do no harm") {
    CHECK(route_from_url("").screen == Screen::home);
    CHECK(route_from_url("/deals/").screen == Screen::deals);
    CHECK(route_from_url("/deals#top").screen == Screen::deals);
    const Route route = route_from_url("/deals?filter=nonsense&sort=-value&x=y&q=a%20b");
    CHECK(route.filter == DealFilter::open);
    CHECK(route.sort == DealColumn::value);
    CHECK(route.descending);
    CHECK(route.search == "a b");
}
