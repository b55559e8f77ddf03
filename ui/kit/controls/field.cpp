#include "ui/kit/controls/field.h"

#include "ui/kit/controls/field_frame.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <imgui.h>
#include <string>

namespace entente::ui {

namespace {

FieldFrame frame_of(const Field& field) {
    return {
        .label = field.label,
        .help = field.help,
        .error = field.error,
        .required = field.required,
        .disabled = field.disabled,
        .label_hidden = field.label_hidden,
        .good_help = field.good_help,
        .width = field.width};
}

std::uint32_t state_of(const Field& field) {
    std::uint32_t state = 0;
    if (field.disabled) state |= state_disabled;
    if (field.read_only) state |= state_read_only;
    if (field.required) state |= state_required;
    if (!field.error.empty()) state |= state_invalid;
    if (field.right_aligned) state |= state_right_aligned;
    if (field.password) state |= state_password;
    return state;
}

// What a reader hears after the name: what is around the value, then the help or the error.
std::string description_of(const Field& field) {
    std::string words;
    for (const std::string_view part :
         {field.prefix, field.suffix, field.error.empty() ? field.help : field.error}) {
        if (part.empty()) continue;
        if (!words.empty()) words.append(", ");
        words.append(part);
    }
    return words;
}

std::string hidden(std::string_view value) {
    std::string dots;
    for (const char c : value) {
        if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) dots.append("\u2022");
    }
    return dots;
}

struct Inner {
    Rect text;
    FontStyle font;
    Icon icon = Icon::none;
};

// Prefix and suffix take room from the text.
Inner inner_of(Ui& ui, const Rect& box, const Field& field) {
    const float pad = field_padding(ui);
    Inner inner{.text = {box.x + pad, box.y, box.width - 2 * pad, box.height}};
    inner.font = field_font(ui);
    const Color muted = ui.theme.color.muted;
    if (!field.prefix.empty()) {
        const float width = text_width(ui, inner.font, field.prefix) + 0.1F;
        const Rect at{inner.text.x, box.y, width, box.height};
        paint_text_in(ui, {.box = at, .font = inner.font, .color = muted}, field.prefix);
        const float taken = snap(ui, width + ui.theme.scaled(6));
        inner.text.x += taken;
        inner.text.width -= taken;
    }
    if (!field.suffix.empty()) {
        const float width = text_width(ui, inner.font, field.suffix) + 0.1F;
        const Rect at{box.x + box.width - pad - width, box.y, width, box.height};
        paint_text_in(ui, {.box = at, .font = inner.font, .color = muted}, field.suffix);
        inner.text.width -= snap(ui, width + ui.theme.scaled(6));
    }
    return inner;
}

void paint_value(Ui& ui, const Inner& inner, const Field& field) {
    const Palette& color = ui.theme.color;
    const bool empty = field.value.empty();
    Color ink = empty ? color.muted : color.text;
    if (field.disabled) ink = color.disabled_text;
    const TextIn in{
        .box = inner.text,
        .font = inner.font,
        .color = ink,
        .align = field.right_aligned ? 1.0F : 0.0F};
    if (field.password && !empty) {
        paint_text_in(ui, in, hidden(field.value));
    } else {
        paint_text_in(ui, in, empty ? field.placeholder : field.value);
    }
}

SemanticNode node_of(const Ui& ui, const Field& field, const Inner& inner, std::uint32_t id) {
    SemanticNode node;
    node.id = id;
    node.role = Role::text_input;
    node.input_mode = field.mode;
    node.state = state_of(field);
    node.rect = inner.text;
    node.font_size = scaled(ui, inner.font).size;
    node.name = field.label;
    node.value = field.value;
    return node;
}

struct Extras {
    Icon icon = Icon::none;
    bool button = false;  // Room for one at the right end.
};

std::optional<std::string> one_line(
    Ui& ui, const Field& field, const Extras& extras, Rect& placed
) {
    const FieldFrame frame = frame_of(field);
    const Rect box = place_field(ui, frame, snap(ui, ui.theme.control_height()));
    if (ui.measuring != 0) return std::nullopt;
    placed = box;
    const std::uint32_t id = id_of(field.key);
    if (extras.button) ImGui::SetNextItemAllowOverlap();
    const Interaction did = interact(ui, id, box, field.disabled);
    paint_field_frame(ui, box, frame, did);
    Inner inner = inner_of(ui, box, field);
    if (extras.button) inner.text.width -= box.height - field_padding(ui);
    if (extras.icon != Icon::none) {
        const float size = ui.theme.scaled(16);
        const Rect at{inner.text.x, box.y + (box.height - size) / 2, size, size};
        paint_icon(ui, at, extras.icon, ui.theme.color.muted);
        inner.text.x += size + space::small;
        inner.text.width -= size + space::small;
    }
    if (!(did.focused && ui.page.browser_edits)) paint_value(ui, inner, field);
    SemanticNode node = node_of(ui, field, inner, id);
    const FontStyle font = scaled(ui, inner.font);
    const float top = (box.height - font.line) / 2;
    node.baseline = snap(ui, box.y + top + baseline_of(ui, inner.font)) - box.y;
    const std::string description = description_of(field);
    node.description = description;
    tell(ui, node);
    if (field.disabled || field.read_only) return std::nullopt;
    const bool settles = !field.settled.empty() && field.settled != field.value;
    if (settles && has_event(ui, SemanticEventKind::blur, id)) return std::string(field.settled);
    return take_input(ui, id);
}

}  // namespace

std::optional<std::string> text_field(Ui& ui, const Field& field) {
    Rect placed;
    return one_line(ui, field, {}, placed);
}

std::optional<std::string> text_field_with(Ui& ui, const Field& field, bool button, Rect& frame) {
    return one_line(ui, field, {.button = button}, frame);
}

std::optional<std::string> money_field(Ui& ui, const Field& field) {
    Field money = field;
    money.mode = InputMode::decimal;
    Rect placed;
    return one_line(ui, money, {}, placed);
}

std::optional<std::string> search_field(Ui& ui, const Field& field) {
    Field search = field;
    search.mode = InputMode::search;
    Rect placed;
    return one_line(ui, search, {.icon = Icon::search}, placed);
}

std::optional<std::string> text_area(Ui& ui, const Field& field) {
    const FieldFrame frame = frame_of(field);
    const FontStyle font = field_font(ui);
    const float line = scaled(ui, font).line;
    const float pad = field_padding(ui);
    const float natural = field_width_natural * ui.theme.text_scale;
    const float width = (field.width > 0 ? field.width : stretched_width(ui, natural)) - 2 * pad;
    const bool empty = field.value.empty();
    const Run run{
        .text = empty ? field.placeholder : field.value,
        .font = font,
        .ink = empty ? Ink::muted : Ink::text};
    // By value: painting the label may lay out another text.
    const TextLayout layout = lay_out(ui, {&run, 1}, width);
    const float lines = static_cast<float>(std::max<std::size_t>(
        static_cast<std::size_t>(std::max(field.rows, 1)), layout.line_widths.size()
    ));
    const float padding_y = ui.theme.scaled(9);
    const Rect box = place_field(ui, frame, snap(ui, line * lines + 2 * padding_y));
    if (ui.measuring != 0) return std::nullopt;
    const std::uint32_t id = id_of(field.key);
    const Interaction did = interact(ui, id, box, field.disabled);
    paint_field_frame(ui, box, frame, did);
    Inner inner{.text = {box.x + pad, box.y + padding_y, box.width - 2 * pad, line * lines}};
    inner.font = font;
    if (!(did.focused && ui.page.browser_edits)) {
        paint_layout(ui, inner.text, {&run, 1}, layout, 0);
    }
    SemanticNode node = node_of(ui, field, inner, id);
    node.role = Role::text_area;
    node.baseline = snap(ui, inner.text.y + baseline_of(ui, font)) - inner.text.y;
    const std::string description = description_of(field);
    node.description = description;
    tell(ui, node);
    if (field.disabled || field.read_only) return std::nullopt;
    return take_input(ui, id);
}

}  // namespace entente::ui
