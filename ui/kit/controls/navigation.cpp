#include "ui/kit/controls/button.h"
#include "ui/kit/interact.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace entente::ui {

namespace {

void paint_nav_row(Ui& ui, const Rect& box, const NavItem& style, Color ink) {
    const float pad = ui.theme.scaled(10);
    float left = box.x + pad;
    if (style.icon != Icon::none) {
        const float icon = ui.theme.scaled(18);
        paint_icon(ui, {left, box.y + (box.height - icon) / 2, icon, icon}, style.icon, ink);
        left += icon + ui.theme.scaled(10);
    }
    float count = 0;
    if (!style.count.empty()) {
        count = text_width(ui, type::secondary_strong, style.count);
        const Rect at{box.x + box.width - pad - count, box.y, count + 0.1F, box.height};
        paint_text_in(ui, {.box = at, .font = type::secondary_strong, .color = ink}, style.count);
    }
    const FontStyle font = style.current ? type::body_strong : type::body;
    const Rect words{left, box.y, box.x + box.width - pad - count - left, box.height};
    paint_text_in(ui, {.box = words, .font = font, .color = ink}, style.label);
}

constexpr float nav_stack_padding = 2;

void paint_nav_stack(Ui& ui, const Rect& box, const NavItem& style, Color ink) {
    const float icon = ui.theme.scaled(22);
    const float top = box.y + ui.theme.scaled(6);
    paint_icon(ui, {box.x + (box.width - icon) / 2, top, icon, icon}, style.icon, ink);
    const float inside = box.width - 2 * nav_stack_padding;
    const Rect words{box.x + nav_stack_padding, top + icon + 2, inside, ui.theme.scaled(16)};
    // Words too long for their place at the person's size are as large as they fit.
    FontStyle font = type::small;
    constexpr float size_min = 9.5F;  // On the screen, whatever the text scale.
    while (text_width(ui, font, style.label) > words.width && ui.theme.scaled(font.size) > size_min
    ) {
        font.size -= 0.25F;
    }
    paint_text_in(ui, {.box = words, .font = font, .color = ink, .align = 0.5F}, style.label);
}

}  // namespace

bool nav_item(Ui& ui, const NavItem& style) {
    const float wanted = style.stacked ? ui.theme.scaled(52) : ui.theme.control_height() - 2;
    const float width = style.width > 0 ? style.width : available_width(ui);
    const Rect box = place(ui, width, snap(ui, wanted));
    if (ui.measuring != 0) return false;
    const std::uint32_t id = id_of(style.key);
    const Interaction did = interact(ui, id, box);
    show_hand(did);
    const Palette& color = ui.theme.color;
    const ToneColors& accent = ui.theme.tone(Tone::accent);
    if (style.current && !style.stacked) {
        paint_box(ui, box, accent.fill, radius::control);
    } else if (did.hovered) {
        paint_box(ui, box, did.held ? color.pressed : color.hovered, radius::control);
    }
    const Color ink = style.current ? accent.text : color.muted;
    if (style.stacked) {
        paint_nav_stack(ui, box, style, ink);
    } else {
        paint_nav_row(ui, box, style, ink);
    }
    if (did.ring) {
        paint_outline(ui, box, color.focus, 2, radius::control);
    }
    std::string name(style.label);
    if (!style.count.empty()) name.append(" ").append(style.count);
    tell(
        ui,
        {.id = id,
         .role = Role::link,
         .state = style.current ? state_current : 0U,
         .rect = box,
         .name = name,
         .href = style.href}
    );
    return did.pressed;
}

float nav_item_width(const Ui& ui, std::string_view label) {
    return std::ceil(text_width(ui, type::small, label)) + 2 * nav_stack_padding;
}

bool sync_pill(Ui& ui, const SyncPill& style) {
    const ToneColors& colors = ui.theme.tone(style.tone);
    const float dot = ui.theme.scaled(3.5F);
    const float pad = ui.theme.scaled(10);
    const float text_left = pad + 2 * dot + ui.theme.scaled(6);
    const float natural = text_left + text_width(ui, type::secondary_strong, style.label) + pad;
    const float height = snap(ui, ui.theme.touch ? ui.theme.scaled(44) : ui.theme.scaled(26));
    const Rect box = place(ui, natural, height);
    if (ui.measuring != 0) return false;
    const std::uint32_t id = id_of(style.key);
    const Interaction did = interact(ui, id, box);
    show_hand(did);
    const float shown = snap(ui, ui.theme.scaled(26));
    const Rect body{box.x, snap(ui, box.y + (box.height - shown) / 2), box.width, shown};
    paint_box(ui, body, colors.fill, shown / 2);
    if (did.hovered) paint_outline(ui, body, colors.text, 1, shown / 2);
    paint_dot(ui, body.x + pad + dot, body.y + shown / 2, dot, colors.bar);
    const Rect words{body.x + text_left, body.y, body.width - text_left - pad + 0.1F, shown};
    paint_text_in(
        ui, {.box = words, .font = type::secondary_strong, .color = colors.text}, style.label
    );
    if (did.ring) paint_focus(ui, body, shown / 2);
    tell(ui, {.id = id, .role = Role::button, .rect = box, .name = style.label});
    return did.pressed;
}

bool search_box(Ui& ui, const SearchBox& style) {
    const float width = std::min(
        stretched_width(ui, style.width_max * ui.theme.text_scale),
        style.width_max * ui.theme.text_scale
    );
    const Rect box = place(ui, width, snap(ui, ui.theme.control_height()));
    if (ui.measuring != 0) return false;
    const std::uint32_t id = id_of(style.key);
    const Interaction did = interact(ui, id, box);
    show_hand(did);
    const Palette& color = ui.theme.color;
    const Color fill = did.hovered ? color.hovered : color.sunken;
    paint_framed(ui, box, fill, color.control_border, radius::control);
    const float pad = ui.theme.scaled(11);
    const float icon = ui.theme.scaled(16);
    paint_icon(
        ui, {box.x + pad, box.y + (box.height - icon) / 2, icon, icon}, Icon::search, color.muted
    );
    float right = box.x + box.width - pad;
    if (!style.keys.empty() && !is_phone(ui)) {
        const float keys = text_width(ui, type::small, style.keys) + ui.theme.scaled(12);
        const float height = snap(ui, ui.theme.scaled(22));
        right -= keys;
        const Rect hint{snap(ui, right), snap(ui, box.y + (box.height - height) / 2), keys, height};
        paint_framed(ui, hint, color.surface, color.border, radius::bar);
        paint_text_in(
            ui, {.box = hint, .font = type::small, .color = color.muted, .align = 0.5F}, style.keys
        );
        right -= space::small;
    }
    const float left = box.x + pad + icon + space::small;
    paint_text_in(
        ui,
        {.box = {left, box.y, right - left, box.height}, .font = type::body, .color = color.muted},
        style.label
    );
    if (did.ring) paint_focus(ui, box, radius::control);
    tell(
        ui,
        {.id = id,
         .role = Role::button,
         .rect = box,
         .name = style.label,
         .description = style.keys}
    );
    return did.pressed;
}

}  // namespace entente::ui
