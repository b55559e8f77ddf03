#include "ui/kit/interact.h"
#include "ui/kit/layout.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>
#include <imgui_internal.h>

namespace entente::ui {

namespace {

constexpr float wheel_step = 100;
constexpr float drag_slop = 8;
constexpr float thumb_width = 8;
constexpr float rest_velocity = 20;  // CSS pixels a second: slower than this is at rest.

float scroll_max(const ScrollState& state) {
    return std::max(0.0F, static_cast<float>(state.content) - state.area.height);
}

bool pointer_in(const Rect& box) {
    const ImVec2 at = ImGui::GetIO().MousePos;
    return ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
           at.x >= box.x && at.x < box.x + box.width && at.y >= box.y && at.y < box.y + box.height;
}

void scroll_by_wheel(Ui& ui, ScrollState& state) {
    if (ui.wheel == 0 || scroll_max(state) <= 0 || !pointer_in(state.area)) return;
    state.offset -= static_cast<double>(ui.wheel * wheel_step);
    state.velocity = 0;
    ui.wheel = 0;
}

// A finger moves the page; let go of, it goes on for a while.
void scroll_by_touch(Ui& ui, ScrollState& state) {
    const ImGuiIO& io = ImGui::GetIO();
    if (!io.MouseDown[0]) state.dragging = false;
    const ImVec2 moved = ImGui::GetMouseDragDelta(0, 0.0F);
    const bool begun = ui.page.touch && io.MouseDown[0] && !state.dragging &&
                       std::abs(moved.y) > drag_slop && std::abs(moved.y) > std::abs(moved.x);
    if (begun && pointer_in(state.area) && scroll_max(state) > 0) {
        state.dragging = true;
        ImGui::ClearActiveID();
    }
    if (state.dragging) {
        state.offset -= static_cast<double>(io.MouseDelta.y);
        if (io.DeltaTime > 0) state.velocity = -io.MouseDelta.y / io.DeltaTime;
        return;
    }
    if (ui.page.reduced_motion || std::abs(state.velocity) < rest_velocity) {
        state.velocity = 0;
        return;
    }
    state.offset += static_cast<double>(state.velocity * io.DeltaTime);
    state.velocity *= std::exp(-4.0F * io.DeltaTime);
    ui.wants_frame = true;
}

Rect thumb_of(const ScrollState& state) {
    const Rect& area = state.area;
    const float share = area.height / std::max(static_cast<float>(state.content), 1.0F);
    const float length = std::max(32.0F, area.height * share);
    const float way = area.height - length;
    const float at = static_cast<float>(state.offset) / std::max(scroll_max(state), 1.0F);
    return {area.x + area.width - thumb_width - 2, area.y + way * at, thumb_width, length};
}

// The bar is for pointers only, as a browser's own: readers and keys have no use for it.
void scroll_by_thumb(Ui& ui, ScrollState& state) {
    if (scroll_max(state) <= 0 || ui.page.touch) return;
    const ImGuiIO& io = ImGui::GetIO();
    const Rect thumb = thumb_of(state);
    const bool over = pointer_in(thumb);
    if (over && ImGui::IsMouseClicked(0)) state.thumb_held = true;
    if (!io.MouseDown[0]) state.thumb_held = false;
    if (state.thumb_held) {
        ImGui::ClearActiveID();
        const float way = std::max(1.0F, state.area.height - thumb.height);
        state.offset += static_cast<double>(io.MouseDelta.y * scroll_max(state) / way);
    }
    const bool strong = over || state.thumb_held;
    const Color color = with_alpha(ui.theme.color.control_border, strong ? 255 : 150);
    paint_box(
        ui, {thumb.x + 1, thumb.y + 2, thumb.width - 2, thumb.height - 4}, color, radius::bar
    );
}

void scroll_by_keys(const Ui& ui, ScrollState& state) {
    const double page = static_cast<double>(state.area.height) * 0.9;
    if (shortcut(ui, ImGuiKey_PageDown)) state.offset += page;
    if (shortcut(ui, ImGuiKey_PageUp)) state.offset -= page;
    if (ui.focus != 0) return;
    if (shortcut(ui, ImGuiKey_DownArrow)) state.offset += 40;
    if (shortcut(ui, ImGuiKey_UpArrow)) state.offset -= 40;
    if (shortcut(ui, ImGuiKey_Home)) state.offset = 0;
    if (shortcut(ui, ImGuiKey_End)) state.offset = static_cast<double>(scroll_max(state));
}

// Takes the docked part from what is left of the page.
Rect take_edge(Ui& ui, Edge edge, float size) {
    Rect& free = ui.free_area;
    Rect taken = free;
    switch (edge) {
        case Edge::left:
            taken.width = size;
            free.x += size;
            free.width -= size;
            break;
        case Edge::right:
            taken.x = free.x + free.width - size;
            taken.width = size;
            free.width -= size;
            break;
        case Edge::top:
            taken.height = size;
            free.y += size;
            free.height -= size;
            break;
        case Edge::bottom:
            taken.y = free.y + free.height - size;
            taken.height = size;
            free.height -= size;
            break;
    }
    return taken;
}

void paint_dock(Ui& ui, const Dock& style, const Rect& box) {
    const Palette& color = ui.theme.color;
    const bool toned = style.tone != Tone::neutral;
    paint_box(ui, box, toned ? ui.theme.tone(style.tone).fill : color.surface);
    const float line = 1.0F;
    switch (style.edge) {
        case Edge::left:
            paint_box(ui, {box.x + box.width - line, box.y, line, box.height}, color.border);
            break;
        case Edge::right:
            paint_box(ui, {box.x, box.y, line, box.height}, color.border);
            break;
        case Edge::top:
            paint_rule(ui, box.x, box.y + box.height - line, box.width, color.border);
            break;
        case Edge::bottom:
            paint_rule(ui, box.x, box.y, box.width, color.border);
            break;
    }
}

}  // namespace

void bring_into_view(Ui& ui, const Rect& box) {
    constexpr float margin = 24;
    for (const std::uint32_t id : ui.scroll_path) {
        ScrollState& state = ui.scrolls[id];
        const float top = state.area.y + margin;
        const float bottom = state.area.y + state.area.height - margin;
        float shift = 0;
        if (box.y + box.height > bottom) shift = box.y + box.height - bottom;
        if (box.y - shift < top) shift = box.y - top;
        state.offset += static_cast<double>(shift);
        state.velocity = 0;
        if (shift != 0) ui.wants_frame = true;
    }
}

void run_scrolled(Ui& ui, std::uint32_t id, const Inside& style, Body body) {
    if (ui.measuring != 0) return;
    const Rect& area = style.box;
    ScrollState& state = ui.scrolls[id];  // Stays where it is: the map never moves its values.
    state.area = area;
    const double before = state.offset;
    state.offset = std::clamp(before, 0.0, static_cast<double>(scroll_max(state)));
    const float offset = snap(ui, static_cast<float>(state.offset));
    push_clip(ui, area);
    ui.scroll_path.push_back(id);
    float bottom = 0;
    Inside inner = style;
    inner.box.y -= offset;
    inner.box.height = 0;
    run_inside(ui, inner, [&] {
        body();
        bottom = ui.flows.back().bottom;
    });
    ui.scroll_path.pop_back();
    pop_clip();
    state.content = static_cast<double>(bottom - inner.box.y);
    const double placed = state.offset;
    scroll_by_wheel(ui, state);
    scroll_by_touch(ui, state);
    push_clip(ui, area);
    scroll_by_thumb(ui, state);
    pop_clip();
    state.offset = std::clamp(state.offset, 0.0, static_cast<double>(scroll_max(state)));
    if (state.offset != placed) ui.wants_frame = true;
}

void scroll_area(Ui& ui, std::string_view key, float height, Body body) {
    const Rect box = place(ui, available_width(ui), height);
    run_scrolled(ui, area_id(Role::region, key), {.box = box}, body);
}

void dock(Ui& ui, const Dock& style, Body body) {
    if (ui.measuring != 0) return;
    const bool upright = style.edge == Edge::left || style.edge == Edge::right;
    const Rect whole = ui.free_area;
    float size = style.size * ui.theme.text_scale;
    const float wide = (upright ? size : whole.width) - 2 * style.padding_x;
    float needed = 0;
    if (!upright) {
        needed = measure(ui, wide, body).height;
        size = std::max(size, needed + 2 * style.padding_y);
    }
    const Rect box = take_edge(ui, style.edge, snap(ui, size));
    paint_dock(ui, style, box);
    const std::uint32_t id = area_id(style.role, style.key);
    tell_open(ui, {.id = id, .role = style.role, .rect = box, .name = style.label});
    // A search above the page and one on it are two controls, whatever their keys.
    const KeyScope scope(style.key);
    Inside inside{.box = box, .gap = style.gap};
    inside.box.x += style.padding_x;
    inside.box.width -= 2 * style.padding_x;
    if (upright) {
        inside.fill_height = box.height - 2 * style.padding_y;
        run_scrolled(ui, id, inside, [&] {
            spacer(ui, style.padding_y - style.gap);
            body();
            spacer(ui, std::max(0.0F, style.padding_y - style.gap));
        });
    } else {
        inside.box.y = snap(ui, box.y + (box.height - needed) / 2);
        run_inside(ui, inside, body);
    }
    ui.semantics.close();
}

void at_bottom(Ui& ui, Body body) {
    const float height = measure(ui, available_width(ui), body).height;
    const Flow& flow = ui.flows.back();
    const float used = flow.bottom - flow.top;
    spacer(ui, std::max(flow.gap, flow.fill_height - used - height - flow.gap));
    column(ui, flow.gap, body);
}

void scroll_page(Ui& ui, const ScrollPage& style, Body body) {
    if (ui.measuring != 0) return;
    const Rect area = ui.free_area;
    const std::uint32_t id = area_id(Role::main, style.key);
    const float padding = is_phone(ui) ? space::large : style.padding;
    const float width = std::min(area.width - 2 * padding, style.width_max * ui.theme.text_scale);
    tell_open(ui, {.id = id, .role = Role::main, .rect = area, .name = style.label});
    scroll_by_keys(ui, ui.scrolls[id]);
    run_scrolled(ui, id, {.box = area, .gap = 0}, [&] {
        const Flow outer = ui.flows.back();
        const Rect box{
            snap(ui, area.x + (area.width - width) / 2), outer.y + padding, width, area.height};
        float bottom = box.y;
        run_inside(ui, {.box = box, .gap = style.gap}, [&] {
            body();
            bottom = ui.flows.back().bottom;
        });
        place(ui, 1, bottom + padding - outer.y);
    });
    ui.semantics.close();
}

void run_over(Ui& ui, std::string_view name, const Rect& box, Body body) {
    if (ui.measuring != 0) return;
    const auto flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                       ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav |
                       ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse;
    ImGui::SetNextWindowPos({box.x, box.y});
    ImGui::SetNextWindowSize({box.width, box.height});
    ImGui::Begin(std::string(name).c_str(), nullptr, flags);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    std::vector<std::uint32_t> scroll_path;
    scroll_path.swap(ui.scroll_path);
    ui.flows.push_back({.left = box.x, .top = box.y, .width = box.width, .path = 2});
    body();
    ui.flows.pop_back();
    scroll_path.swap(ui.scroll_path);
    ImGui::End();
}

}  // namespace entente::ui
