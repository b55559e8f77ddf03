// How a control finds out what the person did, by pointer or through the mirror, and tells itself.
#pragma once

#include "ui/kit/ui.h"

#include <optional>

namespace entente::ui {

struct Interaction {
    bool hovered = false, held = false, pressed = false, focused = false;
    bool ring = false;  // The focus should be seen.
};

// Registers the item with ImGui and answers; also brings it into view when it got the focus.
// A disabled control is neither hovered nor pressed.
Interaction interact(Ui& ui, std::uint32_t id, const Rect& box, bool disabled = false);

// The text a person made of a field, the index chosen; in the frame in which it came.
std::optional<std::string> take_input(const Ui& ui, std::uint32_t id);
std::optional<std::int32_t> take_change(const Ui& ui, std::uint32_t id);
bool has_event(const Ui& ui, SemanticEventKind kind, std::uint32_t id);

// Tells the node, marked when it cannot be seen now.
void tell(Ui& ui, SemanticNode node);

// Tells words that are no control; in a table cell they become the cell's own text.
void tell_text(Ui& ui, Role role, const Rect& box, std::string_view words);

// Opens a node whose children follow; close with ui.semantics.close().
void tell_open(Ui& ui, SemanticNode node);

// An id for things without a key: where they stand in the layout.
std::uint32_t next_text_id(Ui& ui);

// Remembers that the pointer is over something that can be pressed: the host shows a hand.
void show_hand(const Interaction& interaction);

}  // namespace entente::ui
