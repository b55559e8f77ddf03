#include "ui/kit/controls/field.h"
#include "ui/kit/controls/field_frame.h"
#include "ui/kit/controls/text.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>
#include <string>

namespace entente::ui {

namespace {

void tell_combo(
    Ui& ui, const Combo& style, const Rect& box, std::uint32_t id, std::string_view shown
) {
    std::uint32_t state = ui.open_list == id ? state_expanded : state_collapsed;
    if (style.disabled) state |= state_disabled;
    if (style.required) state |= state_required;
    if (!style.error.empty()) state |= state_invalid;
    SemanticNode node;
    node.id = id;
    node.role = Role::combo;
    node.state = state;
    node.rect = box;
    node.name = style.label;
    node.value = shown;
    node.description = style.error.empty() ? style.help : style.error;
    tell_open(ui, node);
}

// The options are told always, so that the page can make a real select of it.
void tell_options(
    Ui& ui, std::uint32_t owner, int chosen, int count, FunctionRef<std::string_view(int)> option
) {
    for (int i = 0; i < count; ++i) {
        ui.semantics.add(
            {.id = owner + 1U + static_cast<std::uint32_t>(i),
             .role = Role::option,
             .state = i == chosen ? state_selected : 0U,
             .position = i + 1,
             .name = option(i)}
        );
    }
}

struct Toggle {
    std::string_view key, label, help;
    bool on = false, disabled = false, round = false;
};

// A box or circle with its label at the right; true when pressed.
bool toggle(Ui& ui, const Toggle& style) {
    const float mark = snap(ui, ui.theme.scaled(18));
    const float indent = mark + ui.theme.scaled(10);
    const float room = available_width(ui) - indent;
    const Run label{.text = style.label, .font = type::body};
    const Run help{.text = style.help, .font = type::small, .ink = Ink::muted};
    const TextLayout words = lay_out(ui, {&label, 1}, room);
    const TextLayout note = lay_out(ui, {&help, 1}, room);
    const float words_height = layout_height(ui, {&label, 1}, words);
    const float note_height = style.help.empty() ? 0 : layout_height(ui, {&help, 1}, note);
    const float least = ui.theme.touch ? ui.theme.scaled(44) : ui.theme.scaled(28);
    const float height = std::max(least, words_height + note_height);
    const Rect box = place(ui, indent + std::max(words.width, note.width), snap(ui, height));
    if (ui.measuring != 0) return false;
    const std::uint32_t id = id_of(style.key);
    const Interaction did = interact(ui, id, box, style.disabled);
    show_hand(did);
    const Palette& color = ui.theme.color;
    const float top = box.y + (box.height - words_height - note_height) / 2;
    const float line = scaled(ui, type::body).line;
    const Rect at{box.x, snap(ui, top + (line - mark) / 2), mark, mark};
    const float corner = style.round ? mark / 2 : radius::bar;
    Color border = did.hovered ? color.muted : color.control_border;
    if (style.on) border = color.accent;
    const bool filled = style.on && !style.round;
    paint_framed(ui, at, filled ? color.accent : color.surface, border, corner);
    if (style.on && style.round) {
        paint_dot(ui, at.x + mark / 2, at.y + mark / 2, mark * 0.28F, color.accent);
    } else if (style.on) {
        const float pad = snap(ui, ui.theme.scaled(2));
        const Rect tick{at.x + pad, at.y + pad, mark - 2 * pad, mark - 2 * pad};
        paint_icon(ui, tick, Icon::check, color.on_accent);
    }
    paint_layout(ui, {box.x + indent, top, room, words_height}, {&label, 1}, words, 0);
    if (note_height > 0) {
        const Rect under{box.x + indent, top + words_height, room, note_height};
        paint_layout(ui, under, {&help, 1}, note, 0);
    }
    if (did.ring) paint_focus(ui, at, corner);
    std::uint32_t state = style.on ? state_checked : 0U;
    if (style.disabled) state |= state_disabled;
    tell(
        ui,
        {.id = id,
         .role = style.round ? Role::radio : Role::checkbox,
         .state = state,
         .rect = box,
         .name = style.label,
         .description = style.help}
    );
    // A radio button of the page says that it was chosen; a checkbox is asked by its caller.
    return did.pressed || (style.round && take_change(ui, id) == 1);
}

void group_note(Ui& ui, std::string_view help, std::string_view error) {
    const bool wrong = !error.empty();
    const Ink ink = wrong ? Ink::danger : Ink::muted;
    text(ui, wrong ? error : help, {.font = type::small, .ink = ink});
}

void group_label(Ui& ui, std::string_view label, bool required) {
    std::string shown(label);
    if (required) shown.append(" *");
    text(ui, shown, {.font = type::secondary_strong});
}

}  // namespace

std::optional<int> combo(
    Ui& ui, const Combo& style, int count, FunctionRef<std::string_view(int)> option
) {
    const FieldFrame frame{
        .label = style.label,
        .help = style.help,
        .error = style.error,
        .required = style.required,
        .disabled = style.disabled,
        .label_hidden = style.label_hidden,
        .width = style.width};
    const Rect box = place_field(ui, frame, snap(ui, ui.theme.control_height()));
    if (ui.measuring != 0) return std::nullopt;
    const std::uint32_t id = id_of(style.key);
    const Interaction did = interact(ui, id, box, style.disabled);
    show_hand(did);
    paint_field_frame(ui, box, frame, did);
    const bool any = style.chosen >= 0 && style.chosen < count;
    const std::string_view shown = any ? option(style.chosen) : style.placeholder;
    const float pad = field_padding(ui);
    const float arrow = ui.theme.scaled(16);
    const Palette& color = ui.theme.color;
    Color ink = any ? color.text : color.muted;
    if (style.disabled) ink = color.disabled_text;
    const Rect words{box.x + pad, box.y, box.width - 2 * pad - arrow - 6, box.height};
    paint_text_in(ui, {.box = words, .font = field_font(ui), .color = ink}, shown);
    const Rect at{box.x + box.width - pad - arrow, box.y + (box.height - arrow) / 2, arrow, arrow};
    paint_icon(ui, at, Icon::chevron_down, color.muted);
    if (did.pressed) toggle_list(ui, id, style.chosen);
    tell_combo(ui, style, box, id, any ? shown : std::string_view());
    std::optional<int> picked;
    if (ui.open_list == id) {
        picked = open_list(
            ui,
            {.owner = id, .anchor = box, .count = count, .chosen = style.chosen, .option = option}
        );
    } else {
        tell_options(ui, id, style.chosen, count, option);
    }
    ui.semantics.close();
    if (const auto index = take_change(ui, id)) {
        if (*index >= 0 && *index < count) picked = *index;
    }
    return picked;
}

std::optional<bool> checkbox(Ui& ui, const Check& style) {
    const Toggle shown{
        .key = style.key,
        .label = style.label,
        .help = style.help,
        .on = style.on,
        .disabled = style.disabled};
    bool changed = toggle(ui, shown);
    if (ui.measuring == 0) {
        const auto change = take_change(ui, id_of(style.key));
        if (change && (*change != 0) != style.on) changed = true;
    }
    if (!changed) return std::nullopt;
    return !style.on;
}

std::optional<int> radios(Ui& ui, const Radios& style, std::span<const Choice> choices) {
    std::optional<int> picked;
    region(ui, {.key = style.key, .label = style.label}, [&] {
        column(ui, space::tiny, [&] {
            group_label(ui, style.label, false);
            for (int i = 0; i < static_cast<int>(choices.size()); ++i) {
                const Choice& choice = choices[static_cast<std::size_t>(i)];
                const Toggle shown{
                    .key = choice.key,
                    .label = choice.label,
                    .on = i == style.chosen,
                    .disabled = style.disabled,
                    .round = true};
                if (toggle(ui, shown)) picked = i;
            }
            group_note(ui, style.help, style.error);
        });
    });
    return picked;
}

std::optional<int> multi_choice(
    Ui& ui, const MultiChoice& style, std::span<const Choice> choices, FunctionRef<bool(int)> on
) {
    std::optional<int> toggled;
    const auto one = [&](int index) {
        const Choice& choice = choices[static_cast<std::size_t>(index)];
        const Chip shown{.key = choice.key, .label = choice.label, .on = on(index)};
        if (chip(ui, shown)) toggled = index;
    };
    const auto chips = [&] {
        for (int i = 0; i < static_cast<int>(choices.size()); ++i) one(i);
    };
    region(ui, {.key = style.key, .label = style.label}, [&] {
        column(ui, space::small, [&] {
            group_label(ui, style.label, style.required);
            row(ui, {.gap = space::small}, chips);
            group_note(ui, style.help, style.error);
        });
    });
    return toggled;
}

std::optional<int> band_slider(Ui& ui, const BandSlider& style) {
    const float height = snap(ui, ui.theme.scaled(30));
    const float words = scaled(ui, type::secondary).line;
    const Rect all = place(ui, available_width(ui), height + space::tiny + words);
    if (ui.measuring != 0) return std::nullopt;
    const Rect box{all.x, all.y, all.width, height};
    const std::uint32_t id = id_of(style.key);
    const Interaction did = interact(ui, id, box, style.read_only);
    if (!style.read_only) show_hand(did);
    const Palette& color = ui.theme.color;
    const float steps = static_cast<float>(std::max(style.steps, 1));
    const float way = static_cast<float>(std::clamp(style.position, 0, style.steps)) / steps;
    const float track = snap(ui, ui.theme.scaled(10));
    const Rect line{box.x, snap(ui, box.y + (height - track) / 2), box.width, track};
    paint_box(ui, line, ui.theme.tone(Tone::accent).fill, track / 2);
    if (ui.theme.scheme == Scheme::high_contrast) {
        paint_outline(ui, line, color.control_border, 1, track / 2);
    }
    const float mark = snap(ui, ui.theme.scaled(4));
    const float at = snap(ui, box.x + (box.width - mark) * way);
    paint_box(ui, {at, box.y, mark, height}, did.held ? color.accent_pressed : color.accent, 2);
    if (did.ring) paint_focus(ui, {at, box.y, mark, height}, 2);
    const Rect under{box.x, box.y + height + space::tiny, box.width, words};
    paint_text_in(ui, {.box = under, .font = type::secondary, .color = color.muted}, style.low);
    paint_text_in(
        ui, {.box = under, .font = type::secondary, .color = color.muted, .align = 1}, style.high
    );
    const std::string band = std::string(style.low) + " \u2013 " + std::string(style.high);
    tell(
        ui,
        {.id = id,
         .role = Role::slider,
         .state = style.read_only ? state_read_only : 0U,
         .rect = box,
         .count = style.steps,
         .position = style.position,
         .name = style.label,
         .value = style.value,
         .description = band}
    );
    if (style.read_only) return std::nullopt;
    std::optional<int> moved = take_change(ui, id);
    if (did.held) {
        const float pointed = (ImGui::GetIO().MousePos.x - box.x) / std::max(box.width, 1.0F);
        moved = static_cast<int>(std::lround(std::clamp(pointed, 0.0F, 1.0F) * steps));
    }
    if (moved) moved = std::clamp(*moved, 0, style.steps);
    if (moved == style.position) return std::nullopt;
    return moved;
}

}  // namespace entente::ui
