#include "ui/kit/controls/button.h"

#include "ui/kit/interact.h"
#include "ui/kit/paint.h"
#include "ui/kit/tip.h"

#include <algorithm>
#include <string>

namespace entente::ui {

namespace {

struct Skin {
    Color fill = 0, border = 0, text = 0;
};

Color by_state(const Interaction& did, Color rest, Color hovered, Color pressed) {
    if (did.held) return pressed;
    return did.hovered ? hovered : rest;
}

Skin skin_of(const Theme& theme, Look look, bool disabled, const Interaction& did) {
    const Palette& color = theme.color;
    if (disabled) return {color.disabled_fill, color.border, color.disabled_text};
    switch (look) {
        case Look::primary: {
            const Color fill =
                by_state(did, color.accent, color.accent_hovered, color.accent_pressed);
            return {fill, fill, color.on_accent};
        }
        case Look::danger: {
            const Color fill =
                by_state(did, color.danger, color.danger_hovered, color.danger_pressed);
            return {fill, fill, color.on_danger};
        }
        case Look::secondary:
            return {
                by_state(did, color.surface, color.hovered, color.pressed),
                color.control_border,
                color.text};
        case Look::quiet: {
            const Color none = with_alpha(color.surface, 0);
            const Color fill = by_state(did, none, color.hovered, color.pressed);
            return {fill, fill, color.text};
        }
    }
    return {};
}

float height_of(const Theme& theme, Size size) {
    switch (size) {
        case Size::normal:
            return theme.control_height();
        case Size::small:
            return theme.small_control_height();
        case Size::table:
            return theme.table_control_height();
        case Size::big:
            return theme.big_control_height();
    }
    return theme.control_height();
}

FontStyle font_of(Size size) {
    switch (size) {
        case Size::normal:
            return type::body_strong;
        case Size::small:
        case Size::table:
            return type::secondary_strong;
        case Size::big:
            return type::section_heading;
    }
    return type::body_strong;
}

void paint_skin(Ui& ui, const Rect& box, const Skin& skin, float corner) {
    if (skin.fill == skin.border) {
        paint_box(ui, box, skin.fill, corner);
    } else {
        paint_framed(ui, box, skin.fill, skin.border, corner);
    }
}

// Icon and label centered together.
void paint_label(Ui& ui, const Rect& box, const Button& style, Color color) {
    const FontStyle font = font_of(style.size);
    float icon = 0;
    if (style.icon != Icon::none) icon = ui.theme.scaled(16);
    const float gap = icon > 0 ? ui.theme.scaled(8) : 0;
    const float room = box.width - ui.theme.scaled(16) - icon - gap;
    const float width = std::min(text_width(ui, font, style.label), room);
    const float left = box.x + (box.width - icon - gap - width) / 2;
    if (icon > 0) {
        paint_icon(ui, {left, box.y + (box.height - icon) / 2, icon, icon}, style.icon, color);
    }
    // A tenth more than measured, so that rounding never shortens a label that fits.
    const Rect words{left + icon + gap, box.y, width + 0.1F, box.height};
    paint_text_in(ui, {.box = words, .font = font, .color = color}, style.label);
}

std::string spoken(std::string_view label, std::string_view count) {
    std::string name(label);
    if (!count.empty()) name.append(" ").append(count);
    return name;
}

}  // namespace

bool button(Ui& ui, const Button& style) {
    const float height = snap(ui, height_of(ui.theme, style.size));
    const bool narrow = style.size == Size::small || style.size == Size::table;
    const float padding = ui.theme.scaled(narrow ? 12.0F : 15.0F);
    float width = text_width(ui, font_of(style.size), style.label) + 2 * padding;
    if (style.icon != Icon::none) width += ui.theme.scaled(24);
    if (style.wide) width = stretched_width(ui, width);
    const Rect box = place(ui, width, height);
    if (ui.measuring != 0) return false;
    const std::uint32_t id = id_of(style.key);
    const Interaction did = interact(ui, id, box, style.disabled);
    show_hand(did);
    const Skin skin = skin_of(ui.theme, style.look, style.disabled, did);
    paint_skin(ui, box, skin, radius::control);
    paint_label(ui, box, style, skin.text);
    if (!style.description_seen) hover_tip(ui, box, style.description);
    if (did.ring) paint_focus(ui, box, radius::control);
    tell(
        ui,
        {.id = id,
         .role = Role::button,
         .state = style.disabled ? state_disabled : 0U,
         .rect = box,
         .name = style.label,
         .description = style.description}
    );
    return did.pressed;
}

bool icon_button(Ui& ui, const IconButton& style) {
    const float size = snap(ui, height_of(ui.theme, style.size));
    const Rect box = place(ui, size, size);
    if (ui.measuring != 0) return false;
    const std::uint32_t id = id_of(style.key);
    const Interaction did = interact(ui, id, box, style.disabled);
    show_hand(did);
    const Skin skin = skin_of(ui.theme, Look::quiet, style.disabled, did);
    paint_box(ui, box, skin.fill, radius::control);
    const float icon = ui.theme.scaled(18);
    const Rect middle{box.x + (size - icon) / 2, box.y + (size - icon) / 2, icon, icon};
    const Color color = style.disabled ? skin.text : ui.theme.color.muted;
    paint_icon(ui, middle, style.icon, color);
    if (did.ring) paint_focus(ui, box, radius::control);
    hover_tip(ui, box, style.label);
    tell(
        ui,
        {.id = id,
         .role = Role::button,
         .state = style.disabled ? state_disabled : 0U,
         .rect = box,
         .name = style.label}
    );
    return did.pressed;
}

float about_width(const Ui& ui) {
    return snap(ui, ui.theme.scaled(24));
}

void about(Ui& ui, const About& style) {
    if (style.words.empty()) return;
    const float size = about_width(ui);
    const Rect box = place(ui, size, size);
    if (ui.measuring != 0) return;
    const std::uint32_t id = id_of(style.key);
    // A finger needs more than is seen.
    const float more = ui.theme.touch ? ui.theme.scaled(10) : 0;
    const Rect area{box.x - more, box.y - more, size + 2 * more, size + 2 * more};
    const Interaction did = interact(ui, id, area);
    show_hand(did);
    if (did.pressed) {
        const bool open = ui.tip_kept == id || ui.tip_pressed == id;
        ui.tip_kept = open ? 0 : id;
        ui.tip_pressed = 0;
    }
    const float icon = ui.theme.scaled(15);
    const Rect middle{box.x + (size - icon) / 2, box.y + (size - icon) / 2, icon, icon};
    const Palette& color = ui.theme.color;
    paint_icon(ui, middle, Icon::help, did.hovered ? color.text : color.muted);
    if (did.ring) paint_focus(ui, box, size / 2);
    const bool kept = ui.tip_kept == id;
    if (kept || did.ring) {
        show_tip(ui, box, style.words);
    } else {
        hover_tip(ui, box, style.words);
    }
    tell(
        ui,
        {.id = id,
         .role = Role::button,
         .state = kept ? state_expanded : state_collapsed,
         .rect = box,
         .name = style.label,
         .description = style.words}
    );
}

bool link(Ui& ui, const Link& style) {
    Run run{.text = style.label, .font = style.font};
    // By value: another text may be laid out before it is painted.
    const TextLayout layout = lay_out(ui, {&run, 1}, available_width(ui));
    const Rect box = place(ui, layout.width, layout_height(ui, {&run, 1}, layout));
    if (ui.measuring != 0) return false;
    const std::uint32_t id = id_of(style.key);
    const Interaction did = interact(ui, id, box);
    show_hand(did);
    run.ink = style.strong && !did.hovered ? Ink::text : Ink::accent;
    paint_layout(ui, box, {&run, 1}, layout, 0);
    // A link inside text is known by more than its color; a title is known by where it stands.
    const float under = box.y + baseline_of(ui, style.font) + 3;
    const bool underlined = !style.strong || (did.hovered && layout.line_widths.size() == 1);
    if (underlined) paint_rule(ui, box.x, under, box.width, ink_color(ui.theme, run.ink));
    if (did.ring) paint_focus(ui, box, radius::bar);
    tell(ui, {.id = id, .role = Role::link, .rect = box, .name = style.label, .href = style.href});
    return did.pressed;
}

bool chip(Ui& ui, const Chip& style) {
    const std::string name = spoken(style.label, style.count);
    const float height = snap(ui, ui.theme.small_control_height());
    const float width = text_width(ui, type::secondary_strong, name) + ui.theme.scaled(24);
    const Rect box = place(ui, width, height);
    if (ui.measuring != 0) return false;
    const std::uint32_t id = id_of(style.key);
    const Interaction did = interact(ui, id, box);
    show_hand(did);
    Skin skin = skin_of(ui.theme, Look::secondary, false, did);
    if (style.on) {
        const ToneColors& accent = ui.theme.tone(Tone::accent);
        skin = {accent.fill, ui.theme.color.accent, accent.text};
    }
    paint_framed(ui, box, skin.fill, skin.border, radius::control);
    const Rect inner{box.x + 4, box.y, box.width - 8, box.height};
    paint_text_in(
        ui, {.box = inner, .font = type::secondary_strong, .color = skin.text, .align = 0.5F}, name
    );
    if (did.ring) paint_focus(ui, box, radius::control);
    tell(
        ui,
        {.id = id,
         .role = Role::button,
         .state = style.on ? state_pressed : 0U,
         .rect = box,
         .name = name}
    );
    return did.pressed;
}

std::optional<int> segments(
    Ui& ui, std::string_view label, std::span<const Choice> choices, int chosen
) {
    std::optional<int> picked;
    region(ui, {.key = label, .label = label}, [&] {
        row(ui, {.gap = space::medium}, [&] {
            for (int i = 0; i < static_cast<int>(choices.size()); ++i) {
                const Choice& choice = choices[static_cast<std::size_t>(i)];
                const Chip style{.key = choice.key, .label = choice.label, .on = i == chosen};
                if (chip(ui, style)) picked = i;
            }
        });
    });
    return picked;
}

std::optional<int> tabs(
    Ui& ui, std::string_view label, std::span<const Choice> choices, int chosen
) {
    std::optional<int> picked;
    const auto one = [&](int index) {
        const Choice& choice = choices[static_cast<std::size_t>(index)];
        const float height = snap(ui, ui.theme.control_height());
        const float width = text_width(ui, type::body_strong, choice.label);
        const Rect box = place(ui, width + ui.theme.scaled(24), height);
        if (ui.measuring != 0) return;
        const std::uint32_t id = id_of(choice.key);
        const Interaction did = interact(ui, id, box);
        show_hand(did);
        const bool on = index == chosen;
        const Palette& color = ui.theme.color;
        const Color ink = on ? color.accent : by_state(did, color.muted, color.text, color.text);
        paint_text_in(
            ui, {.box = box, .font = type::body_strong, .color = ink, .align = 0.5F}, choice.label
        );
        if (on) paint_box(ui, {box.x, box.y + height - 2, box.width, 2}, color.accent);
        if (did.ring) paint_focus(ui, box, radius::bar);
        tell(
            ui,
            {.id = id,
             .role = Role::tab,
             .state = on ? state_selected : 0U,
             .rect = box,
             .name = choice.label}
        );
        if (did.pressed) picked = index;
    };
    region(ui, {.role = Role::tab_list, .key = label, .label = label}, [&] {
        row(ui, {.gap = space::tiny}, [&] {
            for (int i = 0; i < static_cast<int>(choices.size()); ++i) one(i);
        });
    });
    return picked;
}

}  // namespace entente::ui
