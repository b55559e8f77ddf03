// What the program says back: banners, empty states, progress, toasts, dialogs, sheets, skeletons.
#pragma once

#include "ui/kit/controls/button.h"
#include "ui/kit/controls/text.h"

namespace entente::ui {

// A soft area with an optional title and action. `alert` is read at once.
struct Banner {
    std::string_view key;
    Tone tone = Tone::info;
    std::string_view title, words, action;
    bool alert = false;
};
bool banner(Ui& ui, const Banner& style);

// A strip over the whole width, as under the top bar: "Viewing as ...". Use inside a dock.
bool strip(Ui& ui, const Banner& style);

// Nothing here, and the one thing to do about it.
struct EmptyState {
    std::string_view key;
    Icon icon = Icon::none;
    std::string_view title, words, action;
};
bool empty_state(Ui& ui, const EmptyState& style);

// `part` of 1 as a bar; `label` and `value` are read, and shown above when `shown`.
struct Meter {
    std::string_view label, note, value;
    float part = 0;
    Tone tone = Tone::accent;
    bool shown = true;
    float height = 6;
};
void meter(Ui& ui, const Meter& style);

// Gray shapes where text will be.
void skeleton(Ui& ui, int lines);

// A short message at the lower edge, in the status region; returns true when its action is pressed.
struct Toast {
    std::string_view key, words, action;
    Tone tone = Tone::neutral;
};
bool toast(Ui& ui, const Toast& style);

// Over the page; everything else is inert. Returns true when the person wants it closed (Esc, the
// cross, a press beside it). On a phone it is a sheet from the lower edge.
struct Dialog {
    std::string_view key, title, close_label;
    float width = 480;
    bool sheet = false;  // From the lower edge on a phone, from the right elsewhere.
    Tone tone = Tone::neutral;
};
bool dialog(Ui& ui, const Dialog& style, Body body, Body actions = {});

// A button that opens a list of things to do; returns the index of the one chosen.
struct Menu {
    std::string_view key, label;
    Icon icon = Icon::more;
    bool label_shown = false;
    std::string_view initials;  // A person's menu: these in a circle instead of the icon.
};
std::optional<int> menu(Ui& ui, const Menu& style, std::span<const Choice> choices);

}  // namespace entente::ui
