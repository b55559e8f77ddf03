// Where things go. A container runs its body twice when it must know a size before placing: once
// measuring (nothing is drawn, told or pressed) and once for real. Everything lands on device
// pixels.
#pragma once

#include "ui/kit/ui.h"

#include <initializer_list>

namespace entente::ui {

// Things under each other, `gap` apart.
void column(Ui& ui, float gap, Body body);

// Things beside each other, centered on their line; goes on in the next line when the width ends.
struct Row {
    float gap = space::medium;
    bool wraps = true;
    float align = 0;  // 0 left, 0.5 center, 1 right.
};
void row(Ui& ui, const Row& style, Body body);

// `leading` at the left takes what `trailing` at the right leaves; below it when too narrow.
struct Bar {
    float gap = space::large;
    float leading_min = 180;
    bool top = false;  // Align the tops, not the centers.
};
void bar(Ui& ui, const Bar& style, Body leading, Body trailing);

// `count` cells of equal width in as many columns as fit, at most `columns`; cells of one line are
// equally high, so their cards are.
struct Grid {
    int columns = 4;
    float min_width = 220;
    float gap = space::large;
};
void grid(Ui& ui, const Grid& style, int count, FunctionRef<void(int)> cell);

// Areas beside each other by weight; under each other on widths below `beside` and where there is
// less room than `beside_min`.
struct Split {
    std::initializer_list<float> weights;
    WidthClass beside = WidthClass::tablet;
    float beside_min = 0;  // CSS pixels before the text scale.
    float gap = space::large;
};
void split(Ui& ui, const Split& style, std::initializer_list<Body> areas);

// A label column of fixed width, then the rest. For lists with a date or number at the left.
struct Indented {
    float width = 100;  // Of the left, before the text scale.
    bool centered = false;
};
void indented(Ui& ui, const Indented& style, Body left, Body right);

struct Card {
    std::string_view label;  // Its name for readers, when it has no heading; may be empty.
    float padding = space::large;
    float gap = space::small;
    Tone tone = Tone::neutral;     // Other than neutral: a soft area without border.
    bool flush = false;            // Contents reach the edge (tables).
    std::string_view description;  // Read after the label.
};
void card(Ui& ui, const Card& style, Body body);

void spacer(Ui& ui, float height);
void divider(Ui& ui);

// The width that is left for the next thing.
float available_width(const Ui& ui);

// Limits the width of what is inside, as for a form or a long text.
void narrowed(Ui& ui, float width_max, Body body);

// A labeled region for readers: everything inside is its child. Draws nothing.
struct Region {
    Role role = Role::group;
    std::string_view key, label;
};
void region(Ui& ui, const Region& style, Body body);

// Areas that hold to an edge of the page, outermost first; what is left is for scroll_page.
enum class Edge : std::uint8_t { left, right, top, bottom };
struct Dock {
    Edge edge = Edge::left;
    Role role = Role::navigation;
    std::string_view key, label;
    float size = 0;  // Width at left and right, height at top and bottom; 0: as measured.
    float padding_x = space::medium, padding_y = space::medium;
    Tone tone = Tone::neutral;
    float gap = space::tiny;
    bool scrolls = false;
};
void dock(Ui& ui, const Dock& style, Body body);

// Things at the lower end of a docked area (Settings, Help). Call last inside the dock.
void at_bottom(Ui& ui, Body body);

// The part of the page that scrolls. `key` names the page: each keeps its place.
struct ScrollPage {
    std::string_view key, label;
    float padding = space::huge;
    float gap = space::large;
    float width_max = 1400;
};
void scroll_page(Ui& ui, const ScrollPage& style, Body body);

// An area of fixed height which scrolls by itself.
void scroll_area(Ui& ui, std::string_view key, float height, Body body);

// How large the body would be at this width. Nothing is drawn.
Rect measure(Ui& ui, float width, Body body);

// How large it would be if nothing in it stretched.
Rect natural_size(Ui& ui, Body body);

// For controls: reserves room and says where. `width` above what is left is cut to it.
Rect place(Ui& ui, float width, float height);

// For controls that fill their line: the width there is, or `natural` beside other things.
float stretched_width(const Ui& ui, float natural);

// A coordinate on the grid of device pixels.
float snap(const Ui& ui, float value);

// Runs the body inside a box that is placed already; what it needs beyond the box is not reserved.
struct Inside {
    Rect box;
    float gap = space::small;
    float align = 0;
    float fill_height = 0;
    bool across = false;
};
void run_inside(Ui& ui, const Inside& style, Body body);

// The same, scrolled; `box` is what shows of it.
void run_scrolled(Ui& ui, std::uint32_t id, const Inside& style, Body body);

// Scrolls what is around so that the box can be seen.
void bring_into_view(Ui& ui, const Rect& box);

// An overlay: a box over everything drawn before, in a window of its own.
void run_over(Ui& ui, std::string_view name, const Rect& box, Body body);

}  // namespace entente::ui
