#include "ui/kit/controls/text.h"

#include "ui/kit/interact.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <string>

namespace entente::ui {

namespace {

// One text for readers, whatever looks it has.
std::string joined(std::span<const Run> runs) {
    std::string all;
    for (const Run& run : runs) all.append(run.text);
    return all;
}

void tell_styled(Ui& ui, const TextStyle& style, const Rect& box, std::string_view words) {
    if (style.key.empty()) {
        tell_text(ui, style.role, box, words);
    } else {
        tell(ui, {.id = id_of(style.key), .role = style.role, .rect = box, .name = words});
    }
}

void single_line(Ui& ui, std::string_view words, const TextStyle& style) {
    const FontStyle font = scaled(ui, style.font);
    const float natural = text_width(ui, style.font, words);
    const float room = style.width > 0 ? style.width : available_width(ui);
    const bool spread = style.align > 0 && !ui.flows.back().hugs && !ui.flows.back().across;
    const Rect box = place(ui, spread ? room : std::min(natural, room), font.line);
    if (ui.measuring != 0) return;
    const Color color = ink_color(ui.theme, style.ink);
    paint_text_in(
        ui, {.box = box, .font = style.font, .color = color, .align = style.align}, words
    );
    tell_styled(ui, style, box, words);
}

}  // namespace

void rich_text(Ui& ui, std::span<const Run> runs, const TextStyle& style) {
    const float room = style.width > 0 ? style.width : available_width(ui);
    const TextLayout& layout = lay_out(ui, runs, room);
    const bool spread = style.align > 0 && !ui.flows.back().hugs && !ui.flows.back().across;
    const float width = spread ? room : layout.width;
    const Rect box = place(ui, width, layout_height(ui, runs, layout));
    if (ui.measuring != 0) return;
    paint_layout(ui, box, runs, layout, style.align);
    if (runs.size() == 1) {
        tell_styled(ui, style, box, runs[0].text);
    } else {
        tell_styled(ui, style, box, joined(runs));
    }
}

void text(Ui& ui, std::string_view words, const TextStyle& style) {
    if (words.empty()) return;
    if (!style.wraps && !ui.cell_wraps) {
        single_line(ui, words, style);
        return;
    }
    const Run run{.text = words, .font = style.font, .ink = style.ink};
    rich_text(ui, {&run, 1}, style);
}

void muted_text(Ui& ui, std::string_view words) {
    text(ui, words, {.font = type::secondary, .ink = Ink::muted});
}

void paragraph(Ui& ui, std::string_view words) {
    text(ui, words, {.role = Role::paragraph});
}

void page_heading(Ui& ui, std::string_view words) {
    text(ui, words, {.font = type::page_heading, .role = Role::heading_1});
}

void section_heading(Ui& ui, std::string_view words) {
    text(ui, words, {.font = type::section_heading, .role = Role::heading_2});
}

void card_heading(Ui& ui, std::string_view words) {
    text(ui, words, {.font = type::card_heading, .role = Role::heading_2});
}

void figure(Ui& ui, std::string_view words) {
    text(ui, words, {.font = type::figure});
}

void big_figure(Ui& ui, std::string_view words) {
    text(ui, words, {.font = type::big_figure});
}

void icon(Ui& ui, Icon which, Ink ink, float size) {
    const float real = ui.theme.scaled(size);
    const Rect box = place(ui, real, real);
    if (ui.measuring != 0) return;
    paint_icon(ui, box, which, ink_color(ui.theme, ink));
}

void pill(Ui& ui, Tone tone, std::string_view label) {
    const ToneColors& colors = ui.theme.tone(tone);
    const float pad = ui.theme.scaled(10);
    const float dot = ui.theme.scaled(3.5F);
    const float text_left = pad + 2 * dot + ui.theme.scaled(6);
    const float height = snap(ui, ui.theme.scaled(26));
    const float natural = text_left + text_width(ui, type::secondary_strong, label) + pad;
    const Rect box = place(ui, natural, height);
    if (ui.measuring != 0) return;
    paint_box(ui, box, colors.fill, height / 2);
    if (in_view(ui, box)) paint_dot(ui, box.x + pad + dot, box.y + height / 2, dot, colors.bar);
    const Rect inner{box.x + text_left, box.y, box.width - text_left - pad, height};
    paint_text_in(ui, {.box = inner, .font = type::secondary_strong, .color = colors.text}, label);
    tell_text(ui, Role::text, box, label);
}

void count_badge(Ui& ui, Tone tone, std::string_view label) {
    const float height = snap(ui, ui.theme.scaled(20));
    const float width = text_width(ui, type::small_strong, label) + ui.theme.scaled(12);
    const Rect box = place(ui, std::max(width, height), height);
    if (ui.measuring != 0) return;
    const ToneColors& colors = ui.theme.tone(tone);
    paint_box(ui, box, colors.fill, height / 2);
    paint_text_in(
        ui, {.box = box, .font = type::small_strong, .color = colors.text, .align = 0.5F}, label
    );
    tell_text(ui, Role::text, box, label);
}

void key_hint(Ui& ui, std::string_view keys) {
    const float height = snap(ui, ui.theme.scaled(22));
    const Rect box = place(ui, text_width(ui, type::small, keys) + ui.theme.scaled(12), height);
    if (ui.measuring != 0) return;
    const Palette& color = ui.theme.color;
    paint_framed(ui, box, color.surface, color.border, radius::bar);
    paint_text_in(ui, {.box = box, .font = type::small, .color = color.muted, .align = 0.5F}, keys);
}

void avatar(Ui& ui, std::string_view initials, std::string_view name) {
    const float size = snap(ui, ui.theme.scaled(32));
    const Rect box = place(ui, size, size);
    if (ui.measuring != 0) return;
    const ToneColors& colors = ui.theme.tone(Tone::preview);
    paint_box(ui, box, colors.fill, size / 2);
    paint_text_in(
        ui, {.box = box, .font = type::small_strong, .color = colors.text, .align = 0.5F}, initials
    );
    tell(ui, {.id = next_text_id(ui), .role = Role::image, .rect = box, .name = name});
}

void brand(Ui& ui, std::string_view name) {
    const float mark = snap(ui, ui.theme.scaled(22));
    const float height = snap(ui, ui.theme.scaled(38));
    const float pad = ui.theme.scaled(8);
    const float width = text_width(ui, type::section_heading, name);
    const Rect box = place(ui, pad + mark + space::small + width + 0.1F, height);
    if (ui.measuring != 0) return;
    const Color color = ui.theme.color.accent;
    const float left = box.x + pad;
    paint_box(ui, {left, snap(ui, box.y + (height - mark) / 2), mark, mark}, color, radius::small);
    const float words = left + mark + space::small;
    paint_text_in(
        ui,
        {.box = {words, box.y, width + 0.1F, height},
         .font = type::section_heading,
         .color = ui.theme.color.text},
        name
    );
    tell_text(ui, Role::text, box, name);
}

void page_header(Ui& ui, const PageHeader& header) {
    bar(
        ui,
        {},
        [&] {
            page_heading(ui, header.title);
            text(ui, header.subtitle, {.ink = Ink::muted, .role = Role::paragraph});
        },
        [&] {
            if (header.actions) header.actions();
        }
    );
}

void card_header(Ui& ui, std::string_view title, std::string_view note) {
    card_header(ui, title, [&] { muted_text(ui, note); });
}

void card_header(Ui& ui, std::string_view title, Body trailing) {
    bar(
        ui, {.leading_min = 80}, [&] { card_heading(ui, title); }, trailing
    );
}

}  // namespace entente::ui
