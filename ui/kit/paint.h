// What controls draw with: boxes, text and icons, everything on device pixels. Text is placed by
// its line box and the baseline is snapped, as the browser does it, so that an input over it
// coincides.
#pragma once

#include "ui/kit/controls/text.h"

#include <span>
#include <string>

namespace entente::ui {

Color ink_color(const Theme& theme, Ink ink);

void paint_box(Ui& ui, const Rect& box, Color fill, float corner = 0);
// A box with a border of one device pixel (at least) inside its edge.
void paint_framed(Ui& ui, const Rect& box, Color fill, Color border, float corner);
void paint_outline(Ui& ui, const Rect& box, Color color, float thickness, float corner);
void paint_shadow(Ui& ui, const Rect& box, float corner);
void paint_focus(Ui& ui, const Rect& box, float corner);
void paint_dot(Ui& ui, float x, float y, float radius, Color color);
// A line of one device pixel.
void paint_rule(Ui& ui, float x, float y, float width, Color color);
void paint_icon(Ui& ui, const Rect& box, Icon icon, Color color);

FontStyle scaled(const Ui& ui, FontStyle font);  // With the person's text size.

// From the top of a line box to its baseline.
float baseline_of(const Ui& ui, FontStyle font);

float text_width(const Ui& ui, FontStyle font, std::string_view words);

// One line; x is taken as it is, the baseline is snapped.
struct TextAt {
    float x = 0, top = 0;
    FontStyle font = type::body;
    Color color = 0;
};
void paint_text(Ui& ui, const TextAt& at, std::string_view words);

// One line inside a box: vertically centered, shortened with an ellipsis when too wide.
struct TextIn {
    Rect box;
    FontStyle font = type::body;
    Color color = 0;
    float align = 0;
};
void paint_text_in(Ui& ui, const TextIn& in, std::string_view words);

// Wrapped text. The layout stays valid until the next call.
const TextLayout& lay_out(Ui& ui, std::span<const Run> runs, float width);
float layout_height(const Ui& ui, std::span<const Run> runs, const TextLayout& layout);
void paint_layout(
    Ui& ui, const Rect& box, std::span<const Run> runs, const TextLayout& layout, float align
);

// Whether anything of the box can be seen.
bool in_view(const Ui& ui, const Rect& box);

// Nothing outside the box is drawn or pressed until pop_clip.
void push_clip(Ui& ui, const Rect& box);
void pop_clip();

}  // namespace entente::ui
