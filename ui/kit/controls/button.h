// What is pressed: buttons, links, chips, tabs, navigation. Each returns true in the frame in which
// the person pressed it. `key` is unique among its neighbors; the label may change.
#pragma once

#include "ui/kit/icons.h"
#include "ui/kit/layout.h"

#include <optional>
#include <span>

namespace entente::ui {

enum class Look : std::uint8_t { primary, secondary, quiet, danger };
enum class Size : std::uint8_t { normal, small, table, big };

struct Button {
    std::string_view key, label;
    Look look = Look::secondary;
    Size size = Size::normal;
    Icon icon = Icon::none;
    std::string_view description;   // For readers, and shown when hovered.
    bool description_seen = false;  // It stands beside the button: not shown again.
    bool disabled = false;
    bool wide = false;  // As wide as there is room.
};
bool button(Ui& ui, const Button& style);

// Only an icon; `label` is its name.
struct IconButton {
    std::string_view key, label;
    Icon icon = Icon::none;
    Size size = Size::normal;
    bool disabled = false;
};
bool icon_button(Ui& ui, const IconButton& style);

// A small sign that explains a figure, shown when it is hovered, has the focus or was pressed.
// `label` is its name, "About open pipeline". Without words it is not there.
struct About {
    std::string_view key, label, words;
};
void about(Ui& ui, const About& style);
float about_width(const Ui& ui);

struct Link {
    std::string_view key, label, href;
    FontStyle font = type::body;
    bool strong = false;  // Like a title: text color until hovered.
};
bool link(Ui& ui, const Link& style);

// An entry of the navigation.
struct NavItem {
    std::string_view key, label, href, count;
    Icon icon = Icon::none;
    bool current = false;
    bool stacked = false;  // Icon over label, as in a bottom bar.
    float width = 0;       // 0: what there is.
};
bool nav_item(Ui& ui, const NavItem& style);
// The width at which nothing of a stacked one is made smaller.
float nav_item_width(const Ui& ui, std::string_view label);

// A toggle that stands for a filter or a choice.
struct Chip {
    std::string_view key, label, count;
    bool on = false;
};
bool chip(Ui& ui, const Chip& style);

// One of several, as chips in a line; returns the index newly chosen.
struct Choice {
    std::string_view key, label;
};
std::optional<int> segments(
    Ui& ui, std::string_view label, std::span<const Choice> choices, int chosen
);

// Tabs with a line under them; returns the index newly chosen.
std::optional<int> tabs(
    Ui& ui, std::string_view label, std::span<const Choice> choices, int chosen
);

// "Synced 1 min ago": a pill that opens the list of what waits.
struct SyncPill {
    std::string_view key, label;
    Tone tone = Tone::good;
};
bool sync_pill(Ui& ui, const SyncPill& style);

// The box that looks like a search field and opens the palette.
struct SearchBox {
    std::string_view key, label, keys;
    float width_max = 420;
};
bool search_box(Ui& ui, const SearchBox& style);

}  // namespace entente::ui
