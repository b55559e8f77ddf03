#include "ui/kit/controls/feedback.h"

#include "ui/kit/interact.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <string>

namespace entente::ui {

namespace {

Ink ink_of(Tone tone) {
    switch (tone) {
        case Tone::neutral:
        case Tone::accent:
            return Ink::text;
        case Tone::info:
            return Ink::info;
        case Tone::good:
            return Ink::good;
        case Tone::warning:
            return Ink::warning;
        case Tone::danger:
            return Ink::danger;
        case Tone::preview:
            return Ink::preview;
    }
    return Ink::text;
}

// Title and words, told as one.
void banner_words(Ui& ui, const Banner& style, FontStyle font, FontStyle strong) {
    const Ink ink = ink_of(style.tone);
    text(ui, style.title, {.font = strong, .ink = ink, .role = Role::paragraph});
    text(ui, style.words, {.font = font, .ink = ink, .role = Role::paragraph});
}

void told_as(Ui& ui, const Banner& style, Role role, Body body) {
    if (ui.measuring == 0) {
        tell_open(ui, {.id = area_id(role, style.key), .role = role, .name = style.title});
    }
    body();
    if (ui.measuring == 0) ui.semantics.close();
}

}  // namespace

bool banner(Ui& ui, const Banner& style) {
    bool pressed = false;
    // A colored area also without a tone: it is a banner, not a card.
    const Tone tone = style.tone == Tone::neutral ? Tone::accent : style.tone;
    const auto words = [&] { banner_words(ui, style, type::secondary, type::secondary_strong); };
    const auto action = [&] {
        if (style.action.empty()) return;
        const KeyScope scope(style.key);
        if (button(ui, {.key = "action", .label = style.action, .size = Size::small})) {
            pressed = true;
        }
    };
    told_as(ui, style, style.alert ? Role::alert : Role::group, [&] {
        card(ui, {.padding = space::medium, .tone = tone}, [&] { bar(ui, {}, words, action); });
    });
    return pressed;
}

bool strip(Ui& ui, const Banner& style) {
    bool pressed = false;
    const auto words = [&] {
        const std::string spaced = "   " + std::string(style.words);
        const Ink ink = ink_of(style.tone);
        const Run runs[2] = {
            {.text = style.title, .font = type::body_strong, .ink = ink},
            {.text = spaced, .font = type::body, .ink = ink}};
        rich_text(ui, runs, {.role = Role::paragraph});
    };
    const auto action = [&] {
        if (style.action.empty()) return;
        const KeyScope scope(style.key);
        if (button(ui, {.key = "action", .label = style.action})) pressed = true;
    };
    told_as(ui, style, Role::group, [&] { bar(ui, {}, words, action); });
    return pressed;
}

bool empty_state(Ui& ui, const EmptyState& style) {
    bool pressed = false;
    const float size = ui.theme.scaled(32);
    column(ui, space::small, [&] {
        spacer(ui, space::large);
        if (style.icon != Icon::none) {
            const Rect box = place(ui, available_width(ui), size);
            if (ui.measuring == 0) {
                const Rect at{box.x + (box.width - size) / 2, box.y, size, size};
                paint_icon(ui, at, style.icon, ui.theme.color.muted);
            }
        }
        text(ui, style.title, {.font = type::card_heading, .role = Role::heading_2, .align = 0.5F});
        text(ui, style.words, {.ink = Ink::muted, .role = Role::paragraph, .align = 0.5F});
        if (!style.action.empty()) {
            row(ui, {.align = 0.5F}, [&] {
                if (button(ui, {.key = style.key, .label = style.action, .look = Look::primary})) {
                    pressed = true;
                }
            });
        }
        spacer(ui, space::large);
    });
    return pressed;
}

void meter(Ui& ui, const Meter& style) {
    const FontStyle words = scaled(ui, type::secondary);
    const float above = style.shown ? words.line + 3 : 0;
    const float height = snap(ui, ui.theme.scaled(style.height));
    const float width = stretched_width(ui, ui.theme.scaled(120));
    const Rect box = place(ui, width, above + height);
    if (ui.measuring != 0) return;
    const Palette& color = ui.theme.color;
    if (style.shown) {
        const float value = text_width(ui, type::secondary_strong, style.value) + 0.1F;
        const Rect right{box.x + box.width - value, box.y, value, words.line};
        paint_text_in(
            ui, {.box = right, .font = type::secondary_strong, .color = color.text}, style.value
        );
        const float room = box.width - value - space::small;
        const float label = std::min(text_width(ui, type::secondary, style.label) + 0.1F, room);
        const Rect left{box.x, box.y, label, words.line};
        paint_text_in(ui, {.box = left, .font = type::secondary, .color = color.text}, style.label);
        const Rect note{box.x + label + 4, box.y, std::max(0.0F, room - label - 4), words.line};
        if (note.width > words.line) {
            paint_text_in(
                ui, {.box = note, .font = type::secondary, .color = color.muted}, style.note
            );
        }
    }
    const Rect track{box.x, snap(ui, box.y + above), box.width, height};
    const float part = std::clamp(style.part, 0.0F, 1.0F);
    paint_box(ui, track, color.sunken, height / 2);
    if (ui.theme.scheme == Scheme::high_contrast) {
        paint_outline(ui, track, color.control_border, 1, height / 2);
    }
    const float filled = std::max(part > 0 ? height : 0.0F, track.width * part);
    paint_box(ui, {track.x, track.y, filled, height}, ui.theme.tone(style.tone).bar, height / 2);
    if (style.label.empty()) return;
    tell(
        ui,
        {.id = next_text_id(ui),
         .role = Role::progress,
         .rect = box,
         .count = 1000,
         .position = static_cast<std::int32_t>(part * 1000.0F),
         .name = style.label,
         .value = style.value,
         .description = style.note}
    );
}

void skeleton(Ui& ui, int lines) {
    for (int i = 0; i < lines; ++i) {
        const float share = i + 1 == lines && lines > 1 ? 0.6F : 1.0F;
        const Rect box = place(ui, available_width(ui) * share, ui.theme.scaled(14));
        if (ui.measuring == 0) paint_box(ui, box, ui.theme.color.pressed, radius::bar);
    }
}

}  // namespace entente::ui
