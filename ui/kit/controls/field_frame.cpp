#include "ui/kit/controls/field_frame.h"

#include "ui/kit/paint.h"

#include <algorithm>
#include <imgui.h>
#include <string>

namespace entente::ui {

namespace {

constexpr int options_shown_max = 9;

float note_height(Ui& ui, const FieldFrame& style, float width) {
    const std::string_view note = style.error.empty() ? style.help : style.error;
    if (note.empty()) return 0;
    const Run run{.text = note, .font = type::small};
    return layout_height(ui, {&run, 1}, lay_out(ui, {&run, 1}, width));
}

void paint_note(Ui& ui, const FieldFrame& style, const Rect& box) {
    const bool wrong = !style.error.empty();
    Run run{.text = wrong ? style.error : style.help, .font = type::small, .ink = Ink::muted};
    if (style.good_help) run.ink = Ink::good;
    if (wrong) run.ink = Ink::danger;
    if (run.text.empty()) return;
    paint_layout(ui, box, {&run, 1}, lay_out(ui, {&run, 1}, box.width), 0);
}

std::string label_of(const FieldFrame& style) {
    return std::string(style.label).append(style.required ? " *" : "");
}

float label_height(Ui& ui, const FieldFrame& style, float width) {
    if (style.label_hidden) return 0;
    const std::string label = label_of(style);
    const Run run{.text = label, .font = type::secondary_strong};
    return layout_height(ui, {&run, 1}, lay_out(ui, {&run, 1}, width));
}

void paint_label(Ui& ui, const FieldFrame& style, const Rect& box) {
    const std::string label = label_of(style);
    const Run run{.text = label, .font = type::secondary_strong};
    paint_layout(ui, box, {&run, 1}, lay_out(ui, {&run, 1}, box.width), 0);
}

void move_list_cursor(Ui& ui, const OpenList& list) {
    const std::int32_t before = ui.list_cursor;
    if (shortcut(ui, ImGuiKey_DownArrow)) ui.list_cursor += 1;
    if (shortcut(ui, ImGuiKey_UpArrow)) ui.list_cursor -= 1;
    if (shortcut(ui, ImGuiKey_Home)) ui.list_cursor = 0;
    if (shortcut(ui, ImGuiKey_End)) ui.list_cursor = list.count - 1;
    ui.list_cursor = std::clamp(ui.list_cursor, 0, std::max(0, list.count - 1));
    if (ui.list_cursor != before) ui.list_cursor_moved = true;
}

bool list_option(Ui& ui, const OpenList& list, int index) {
    const float height = snap(ui, ui.theme.touch ? ui.theme.scaled(44) : ui.theme.scaled(34));
    const Rect box = place(ui, available_width(ui), height);
    const std::string_view words = list.option(index);
    const KeyScope scope(static_cast<std::uint64_t>(index));
    const Interaction did = interact(ui, id_of("option"), box);
    show_hand(did);
    if (index == ui.list_cursor && ui.list_cursor_moved) {
        ui.list_cursor_moved = false;
        bring_into_view(ui, box);
    }
    const bool chosen = index == list.chosen;
    const Palette& color = ui.theme.color;
    const Rect row{box.x + 4, box.y, box.width - 8, box.height};
    if (did.hovered || index == ui.list_cursor) {
        paint_box(ui, row, did.held ? color.pressed : color.hovered, radius::small);
    }
    const float tick = ui.theme.scaled(16);
    const Rect inner{row.x + 8, row.y, row.width - 24 - tick, row.height};
    const FontStyle font = chosen ? type::body_strong : type::body;
    paint_text_in(ui, {.box = inner, .font = font, .color = color.text}, words);
    if (chosen) {
        const float left = row.x + row.width - tick - 8;
        paint_icon(ui, {left, row.y + (height - tick) / 2, tick, tick}, Icon::check, color.accent);
    }
    tell(
        ui,
        {.id = id_of("option"),
         .role = Role::option,
         .state = chosen ? state_selected : 0U,
         .rect = box,
         .position = index + 1,
         .name = words}
    );
    return did.pressed;
}

}  // namespace

float field_padding(const Ui& ui) {
    return ui.theme.scaled(11);
}

FontStyle field_font(const Ui& ui) {
    return ui.theme.touch ? FontStyle{16, 22, Weight::regular} : type::body;
}

Rect place_field(Ui& ui, const FieldFrame& style, float frame_height) {
    const float width = style.width > 0
                            ? std::min(style.width * ui.theme.text_scale, available_width(ui))
                            : stretched_width(ui, field_width_natural * ui.theme.text_scale);
    const float label = label_height(ui, style, width);
    const float above = label > 0 ? label + space::small : 0;
    const float note = note_height(ui, style, width);
    const float below = note > 0 ? note + 6 : 0;
    const Rect all = place(ui, width, above + frame_height + below);
    const Rect frame{all.x, snap(ui, all.y + above), all.width, frame_height};
    if (ui.measuring != 0) return frame;
    if (label > 0) paint_label(ui, style, {all.x, all.y, all.width, label});
    paint_note(ui, style, {all.x, frame.y + frame_height + 6, all.width, note});
    return frame;
}

void paint_field_frame(Ui& ui, const Rect& box, const FieldFrame& style, const Interaction& did) {
    const Palette& color = ui.theme.color;
    Color border = did.hovered ? color.muted : color.control_border;
    if (!style.error.empty()) border = color.danger;
    if (did.focused) border = style.error.empty() ? color.accent : color.danger;
    if (did.focused) {
        const Tone tone = style.error.empty() ? Tone::accent : Tone::danger;
        const Rect around{box.x - 3, box.y - 3, box.width + 6, box.height + 6};
        paint_box(ui, around, ui.theme.tone(tone).fill, radius::control + 3);
    }
    const Color fill = style.disabled ? color.disabled_fill : color.surface;
    paint_framed(ui, box, fill, border, radius::control);
    // One more pixel of border: the focus is seen by its width, not by color alone.
    // NOLINTNEXTLINE(readability-suspicious-call-argument): the corner of a control, not its color.
    if (did.focused) paint_outline(ui, box, border, 2, radius::control);
}

void toggle_list(Ui& ui, std::uint32_t owner, int cursor) {
    const bool closes = ui.open_list == owner;
    ui.open_list = closes ? 0 : owner;
    ui.list_cursor = std::max(cursor, 0);
    ui.list_cursor_moved = true;
    ui.open_list_seen = true;
    ui.wants_frame = true;
}

std::optional<int> open_list(Ui& ui, const OpenList& list) {
    if (ui.measuring != 0 || ui.open_list != list.owner) return std::nullopt;
    ui.open_list_seen = true;
    const float row = snap(ui, ui.theme.touch ? ui.theme.scaled(44) : ui.theme.scaled(34));
    const float shown = static_cast<float>(std::clamp(list.count, 1, options_shown_max));
    Rect box{
        list.anchor.x, list.anchor.y + list.anchor.height + 4, list.anchor.width, row * shown + 8};
    const bool above = box.y + box.height > ui.page.height && list.anchor.y > box.height;
    if (above) box.y = list.anchor.y - box.height - 4;
    std::optional<int> picked;
    move_list_cursor(ui, list);
    if (shortcut(ui, ImGuiKey_Enter) && list.count > 0) picked = ui.list_cursor;
    const std::string name = "##list" + std::to_string(list.owner);
    run_over(ui, name, box, [&] {
        paint_shadow(ui, box, radius::control);
        paint_framed(ui, box, ui.theme.color.surface, ui.theme.color.border, radius::control);
        const Rect inner{box.x, box.y + 4, box.width, box.height - 8};
        run_scrolled(ui, list.owner, {.box = inner, .gap = 0}, [&] {
            for (int i = 0; i < list.count; ++i) {
                if (list_option(ui, list, i)) picked = i;
            }
        });
    });
    const ImVec2 at = ImGui::GetIO().MousePos;
    const bool outside =
        at.x < box.x || at.x > box.x + box.width || at.y < box.y || at.y > box.y + box.height;
    const bool on_anchor = at.x >= list.anchor.x && at.x <= list.anchor.x + list.anchor.width &&
                           at.y >= list.anchor.y && at.y <= list.anchor.y + list.anchor.height;
    if (ui.escape || picked || (ImGui::IsMouseClicked(0) && outside && !on_anchor)) {
        ui.escape = false;
        ui.open_list = 0;
        ui.wants_frame = true;
    }
    return picked;
}

}  // namespace entente::ui
