// Where a person is: every screen has an address that can be bookmarked, shared and opened anew.
//
// Reading never fails: an address we do not know is the not-found screen, which shows the way back.
#pragma once

#include "core/base/id.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace entente {

enum class Screen : std::uint8_t {
    home,
    deals,
    deal,
    register_deal,
    edit_deal,
    margins,
    rate_card,
    certifications,
    attention,
    approvals,
    approval,
    partners,
    preview,
    settings,
    not_found
};

// Which deals are listed.
enum class DealFilter : std::uint8_t { all, open, needs_you, ends_soon, won, lost, ended };
enum class DealColumn : std::uint8_t { customer, stage, review, protection, value, margin, saved };

struct Route {
    Screen screen = Screen::home;
    IdBytes id{};  // Of the deal or the partner, where the screen has one.
    DealFilter filter = DealFilter::open;
    DealColumn sort = DealColumn::customer;
    bool descending = false;
    std::string search;
    std::string unknown;  // not_found: what was asked for.

    friend bool operator==(const Route&, const Route&) = default;
};

Route route_from_url(std::string_view url);

// The address that route_from_url reads back as the same route. Defaults are left out.
std::string url_from_route(const Route& route);

// Shorthands for the links of the pages.
std::string url_of(Screen screen);
std::string url_of(Screen screen, const IdBytes& id);

}  // namespace entente
