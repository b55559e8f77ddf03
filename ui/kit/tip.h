// Words over the page that explain what is under the pointer or has the focus. One at a time; they
// are told elsewhere, as the description or the name of what they explain.
#pragma once

#include "ui/kit/ui.h"

namespace entente::ui {

// Shown from this frame on for as long as it is asked for.
void show_tip(Ui& ui, const Rect& anchor, std::string_view words);

// Shown once the pointer has rested on the box. Never under a finger.
void hover_tip(Ui& ui, const Rect& box, std::string_view words);

// Draws what was asked for, over everything. Once a frame, as the last thing.
void draw_tip(Ui& ui);

}  // namespace entente::ui
