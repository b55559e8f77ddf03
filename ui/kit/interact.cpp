#include "ui/kit/interact.h"

#include "ui/kit/layout.h"
#include "ui/kit/paint.h"

#include <imgui.h>
#include <imgui_internal.h>

namespace entente::ui {

namespace {

// The last one: who types faster than frames are drawn says the whole text several times.
const SemanticEvent* find_event(const Ui& ui, SemanticEventKind kind, std::uint32_t id) {
    if (ui.measuring != 0) return nullptr;
    const SemanticEvent* found = nullptr;
    for (const SemanticEvent& event : ui.events) {
        if (event.kind == kind && event.id == id) found = &event;
    }
    return found;
}

// A cell becomes a parent as soon as a control stands in it; its words so far come first.
void open_waiting_cell(Ui& ui) {
    if (ui.cell_text == nullptr || ui.cell_open) return;
    ui.cell_open = true;
    ui.semantics.open(ui.cell);
    if (ui.cell_text->empty()) return;
    ui.semantics.add(
        {.id = next_text_id(ui), .role = Role::text, .rect = ui.cell.rect, .name = *ui.cell_text}
    );
}

}  // namespace

Interaction interact(Ui& ui, std::uint32_t id, const Rect& box, bool disabled) {
    Interaction did;
    if (ui.measuring != 0) return did;
    const ImRect area(box.x, box.y, box.x + box.width, box.y + box.height);
    const bool visible = ImGui::ItemAdd(area, id);
    if (visible && !disabled) {
        did.pressed = ImGui::ButtonBehavior(area, id, &did.hovered, &did.held);
    }
    if (has_event(ui, SemanticEventKind::activate, id) && !disabled) did.pressed = true;
    if (did.hovered && ImGui::IsMouseClicked(0) && !ui.page.browser_edits) {
        ui.focus = id;
        ui.focus_ring = false;
    }
    if (has_event(ui, SemanticEventKind::focus, id)) bring_into_view(ui, box);
    did.focused = ui.focus == id;
    did.ring = did.focused && ui.focus_ring;
    return did;
}

std::optional<std::string> take_input(const Ui& ui, std::uint32_t id) {
    const SemanticEvent* event = find_event(ui, SemanticEventKind::input, id);
    if (event == nullptr) return std::nullopt;
    return event->text;
}

std::optional<std::int32_t> take_change(const Ui& ui, std::uint32_t id) {
    const SemanticEvent* event = find_event(ui, SemanticEventKind::change, id);
    if (event == nullptr) return std::nullopt;
    return event->index;
}

bool has_event(const Ui& ui, SemanticEventKind kind, std::uint32_t id) {
    return find_event(ui, kind, id) != nullptr;
}

void tell(Ui& ui, SemanticNode node) {
    if (ui.measuring != 0) return;
    open_waiting_cell(ui);
    if (!in_view(ui, node.rect)) node.state |= state_clipped;
    ui.semantics.add(node);
}

void tell_text(Ui& ui, Role role, const Rect& box, std::string_view words) {
    if (ui.measuring != 0 || words.empty()) return;
    if (ui.cell_text != nullptr && !ui.cell_open) {
        if (!ui.cell_text->empty()) ui.cell_text->append(" ");
        ui.cell_text->append(words);
        return;
    }
    tell(ui, {.id = next_text_id(ui), .role = role, .rect = box, .name = words});
}

void tell_open(Ui& ui, SemanticNode node) {
    if (ui.measuring != 0) return;
    open_waiting_cell(ui);
    if (node.rect.width > 0 && !in_view(ui, node.rect)) node.state |= state_clipped;
    ui.semantics.open(node);
}

std::uint32_t next_text_id(Ui& ui) {
    Flow& flow = ui.flows.back();
    const std::uint32_t stands[3] = {
        ImGui::GetCurrentWindow()->IDStack.back(), flow.path, ++flow.told};
    return ImHashData(stands, sizeof stands, 0) | 1U;
}

void show_hand(const Interaction& interaction) {
    if (interaction.hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
}

}  // namespace entente::ui
