#include "ui/kit/ui.h"

#include "ui/kit/layout.h"
#include "ui/kit/tip.h"

#include <algorithm>
#include <imgui.h>
#include <imgui_internal.h>
#include <iterator>

namespace entente::ui {

namespace {

constexpr float tablet_width = 700;
constexpr float desktop_width = 1100;

constexpr ImGuiWindowFlags page_flags =
    ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
    ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse |
    ImGuiWindowFlags_NoBringToFrontOnFocus;

// Larger text leaves room for less, as zooming does.
WidthClass width_class_of(float width, float text_scale) {
    const float real = width / text_scale;
    if (real < tablet_width) return WidthClass::phone;
    return real < desktop_width ? WidthClass::tablet : WidthClass::desktop;
}

bool is_act(SemanticEventKind kind) {
    return kind == SemanticEventKind::activate || kind == SemanticEventKind::submit ||
           kind == SemanticEventKind::escape;
}

// How many events this frame sees. One act a frame, and behind what was entered before it: a
// button may stand above the field, and would hear of it too late.
std::size_t events_of_frame(const std::vector<SemanticEvent>& pending) {
    bool entered = false;
    for (std::size_t i = 0; i < pending.size(); i++) {
        const SemanticEventKind kind = pending[i].kind;
        if (is_act(kind)) return entered ? i : i + 1;
        entered |= kind == SemanticEventKind::input || kind == SemanticEventKind::change;
    }
    return pending.size();
}

void take_events(Ui& ui) {
    const auto end = ui.pending.begin() + static_cast<std::ptrdiff_t>(events_of_frame(ui.pending));
    ui.events.assign(std::make_move_iterator(ui.pending.begin()), std::make_move_iterator(end));
    ui.pending.erase(ui.pending.begin(), end);
    ui.escape = ImGui::IsKeyPressed(ImGuiKey_Escape, false);
    for (const SemanticEvent& event : ui.events) {
        if (event.kind == SemanticEventKind::focus) {
            ui.focus = event.id;
            ui.focus_ring = event.index == 1;
        }
        if (event.kind == SemanticEventKind::blur && ui.focus == event.id) ui.focus = 0;
        if (event.kind == SemanticEventKind::escape) ui.escape = true;
    }
}

const SemanticNode* open_dialog(const std::vector<SemanticNode>& nodes) {
    const SemanticNode* found = nullptr;
    for (const SemanticNode& node : nodes) {
        if (node.role == Role::dialog && (node.state & state_modal) != 0) found = &node;
    }
    return found;
}

// Where Tab may go, from `first` on, in reading order.
std::vector<std::uint32_t> focus_order(const std::vector<SemanticNode>& nodes) {
    const SemanticNode* dialog = open_dialog(nodes);
    std::vector<std::uint32_t> order;
    bool inside = dialog == nullptr;
    for (const SemanticNode& node : nodes) {
        if (dialog != nullptr) {
            if (&node == dialog) {
                inside = true;
            } else if (inside && node.depth <= dialog->depth) {
                break;
            }
        }
        if (inside && can_have_focus(node)) order.push_back(node.id);
    }
    return order;
}

// A dialog takes the focus when it opens and gives it back to where it was.
void move_focus_with_dialogs(Ui& ui) {
    const SemanticNode* dialog = open_dialog(ui.semantics.nodes());
    ui.modal = dialog == nullptr ? 0 : dialog->id;
    if (ui.modal == ui.modal_before) return;
    if (ui.modal_before == 0) ui.focus_before_modal = ui.focus;
    ui.focus_wanted = ui.modal == 0 ? ui.focus_before_modal : next_focus(ui.semantics, 0, false);
    ui.modal_before = ui.modal;
}

// A press anywhere closes what a press opened.
void follow_pointer(Ui& ui) {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.MouseDelta.x != 0 || io.MouseDelta.y != 0) ui.pointer_moved = ui.page.seconds;
    if (ImGui::IsMouseClicked(0)) {
        ui.tip_pressed = ui.tip_kept;
        ui.tip_kept = 0;
    } else if (!ImGui::IsMouseDown(0) && !ImGui::IsMouseReleased(0)) {
        ui.tip_pressed = 0;
    }
    if (ui.escape && ui.tip_kept != 0) {
        ui.tip_kept = 0;
        ui.escape = false;
    }
    ui.tip_before = std::move(ui.tip);
    ui.tip = {};
}

}  // namespace

void begin_frame(Ui& ui, const PageState& page) {
    const bool other_pixels = page.pixel_ratio != ui.page.pixel_ratio;
    ui.page = page;
    ui.theme.touch = page.touch;
    ui.width_class = width_class_of(page.width, ui.theme.text_scale);
    if (other_pixels) ui.texts.clear();
    take_events(ui);
    follow_pointer(ui);
    ui.wheel = ImGui::GetIO().MouseWheel;
    ui.measured.clear();
    ui.measuring = 0;
    ui.focus_wanted = 0;
    ui.wants_frame = false;
    ui.open_list_seen = false;
    ui.scroll_path.clear();
    ui.semantics.begin_frame();
    if (ui.drawn_texts != nullptr) ui.drawn_texts->clear();

    // Soft edges are one device pixel wide, not one CSS pixel.
    ImGui::GetDrawListSharedData()->InitialFringeScale = 1.0F / page.pixel_ratio;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0F);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowMinSize, ImVec2(1, 1));
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(ImVec2(page.width, page.height));
    ImGui::Begin("##page", nullptr, page_flags);
    ImGui::GetWindowDrawList()->AddRectFilled(
        ImVec2(0, 0), ImVec2(page.width, page.height), ui.theme.color.background
    );
    ui.free_area = {0, 0, page.width, page.height};
    ui.flows.clear();
    ui.flows.push_back({.width = page.width, .path = 1});
}

void end_frame(Ui& ui) {
    draw_tip(ui);
    ImGui::End();
    ImGui::PopStyleVar(4);
    if (!ui.open_list_seen) ui.open_list = 0;
    move_focus_with_dialogs(ui);
    if (!ui.pending.empty()) ui.wants_frame = true;
}

void push_event(Ui& ui, SemanticEvent event) {
    ui.pending.push_back(std::move(event));
}

KeyScope::KeyScope(std::string_view key) {
    ImGui::PushID(key.data(), key.data() + key.size());
}

KeyScope::KeyScope(std::uint64_t key) {
    const char* bytes = reinterpret_cast<const char*>(&key);
    ImGui::PushID(bytes, bytes + sizeof key);
}

KeyScope::~KeyScope() {
    ImGui::PopID();
}

std::uint32_t id_of(std::string_view key) {
    return ImGui::GetID(key.data(), key.data() + key.size());
}

std::uint32_t area_id(Role role, std::string_view key) {
    const std::uint32_t parts[2] = {id_of(key), static_cast<std::uint32_t>(role)};
    return ImHashData(parts, sizeof parts, 0);
}

bool submitted(const Ui& ui, std::string_view key) {
    const std::uint32_t id = id_of(key);
    return std::any_of(ui.events.begin(), ui.events.end(), [&](const SemanticEvent& event) {
        return event.kind == SemanticEventKind::submit && event.id == id;
    });
}

bool shortcut(const Ui& ui, int key_chord) {
    return ui.measuring == 0 && ImGui::IsKeyChordPressed(key_chord);
}

bool search_asked(const Ui& ui) {
    return shortcut(ui, ImGuiMod_Ctrl | ImGuiKey_K);
}

bool can_have_focus(const SemanticNode& node) {
    if ((node.state & state_disabled) != 0) return false;
    switch (node.role) {
        case Role::button:
        case Role::link:
        case Role::checkbox:
        case Role::radio:
        case Role::tab:
        case Role::slider:
        case Role::text_input:
        case Role::text_area:
        case Role::combo:
        case Role::menu_item:
            return true;
        case Role::banner:
        case Role::navigation:
        case Role::main:
        case Role::complementary:
        case Role::form:
        case Role::region:
        case Role::dialog:
        case Role::list:
        case Role::list_item:
        case Role::group:
        case Role::tab_list:
        case Role::tab_panel:
        case Role::table:
        case Role::row:
        case Role::column_header:
        case Role::cell:
        case Role::heading_1:
        case Role::heading_2:
        case Role::heading_3:
        case Role::paragraph:
        case Role::text:
        case Role::status:
        case Role::alert:
        case Role::image:
        case Role::option:
        case Role::progress:
        case Role::separator:
            return false;
    }
    return false;
}

std::uint32_t next_focus(const Semantics& semantics, std::uint32_t current, bool backwards) {
    std::vector<std::uint32_t> order = focus_order(semantics.nodes());
    if (order.empty()) return 0;
    if (backwards) std::reverse(order.begin(), order.end());
    const auto at = std::find(order.begin(), order.end(), current);
    if (at == order.end() || at + 1 == order.end()) return order.front();
    return *(at + 1);
}

}  // namespace entente::ui
