// What all fields have in common: label above, frame, help or error below. The kit's own.
#pragma once

#include "ui/kit/controls/field.h"
#include "ui/kit/interact.h"

namespace entente::ui {

struct FieldFrame {
    std::string_view label, help, error;
    bool required = false, disabled = false, label_hidden = false, good_help = false;
    float width = 0;
};

// Where a field's frame stands, with the label painted above and the help below.
Rect place_field(Ui& ui, const FieldFrame& style, float frame_height);

void paint_field_frame(Ui& ui, const Rect& box, const FieldFrame& style, const Interaction& did);

inline constexpr float field_width_natural = 240;

float field_padding(const Ui& ui);

// Text fields are this large on touch, else phones zoom into them.
FontStyle field_font(const Ui& ui);

// A text field that keeps room at its right end for a square button; `frame` is where it stands.
std::optional<std::string> text_field_with(Ui& ui, const Field& field, bool button, Rect& frame);

// A list that is open under (or over) `anchor`; returns the option chosen. Closes itself.
struct OpenList {
    std::uint32_t owner = 0;
    Rect anchor;
    int count = 0, chosen = -1;
    FunctionRef<std::string_view(int)> option;
};
std::optional<int> open_list(Ui& ui, const OpenList& list);

// Opens or closes the list of this owner.
void toggle_list(Ui& ui, std::uint32_t owner, int cursor);

}  // namespace entente::ui
