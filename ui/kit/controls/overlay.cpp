#include "ui/kit/controls/feedback.h"
#include "ui/kit/controls/field_frame.h"
#include "ui/kit/interact.h"
#include "ui/kit/paint.h"
#include "ui/kit/tip.h"

#include <algorithm>
#include <imgui.h>
#include <string>

namespace entente::ui {

namespace {

struct DialogShape {
    Rect box;
    float padding = space::huge;
    float head = 0, foot = 0, body = 0;  // Heights.
    bool from_edge = false;
};

float head_height(Ui& ui) {
    return snap(ui, ui.theme.small_control_height()) + space::medium;
}

// Centered; from the lower edge on a phone; a sheet stands at the right edge elsewhere.
DialogShape shape_of(Ui& ui, const Dialog& style, Body body, Body actions) {
    DialogShape shape;
    const PageState& page = ui.page;
    const bool phone = is_phone(ui);
    shape.from_edge = phone || style.sheet;
    shape.padding = phone ? space::large : space::huge;
    const float width =
        phone ? page.width : std::min(style.width * ui.theme.text_scale, page.width - 48);
    const float inner = width - 2 * shape.padding;
    shape.head = head_height(ui);
    const auto foot = [&] { row(ui, {.gap = space::medium}, actions); };
    if (actions) shape.foot = measure(ui, inner, foot).height + space::large;
    const auto content = [&] { column(ui, space::medium, body); };
    const float wanted = measure(ui, inner, content).height;
    const float around = 2 * shape.padding + shape.head + shape.foot;
    const float room = phone ? page.height * 0.92F : page.height - 48;
    const bool full = style.sheet && !phone;
    shape.body = full ? page.height - around : std::min(wanted, room - around);
    const float height = shape.body + around;
    shape.box = {(page.width - width) / 2, (page.height - height) / 2, width, height};
    if (phone) shape.box.y = page.height - height;
    if (full) shape.box = {page.width - width, 0, width, page.height};
    shape.box.x = snap(ui, shape.box.x);
    shape.box.y = snap(ui, shape.box.y);
    return shape;
}

bool dialog_head(Ui& ui, const Dialog& style, float height) {
    const float close = snap(ui, ui.theme.small_control_height());
    const Rect box = place(ui, available_width(ui), height);
    bool closes = false;
    const Rect words{box.x, box.y, box.width - close - space::small, close};
    const Color ink = ui.theme.color.text;
    paint_text_in(ui, {.box = words, .font = type::section_heading, .color = ink}, style.title);
    const Rect corner{box.x + box.width - close, box.y, close, close};
    run_inside(ui, {.box = corner}, [&] {
        closes = icon_button(
            ui,
            {.key = "close", .label = style.close_label, .icon = Icon::close, .size = Size::small}
        );
    });
    tell_text(ui, Role::heading_2, words, style.title);
    return closes;
}

bool pressed_beside(const Rect& box) {
    const ImVec2 at = ImGui::GetIO().MousePos;
    const bool beside =
        at.x < box.x || at.x > box.x + box.width || at.y < box.y || at.y > box.y + box.height;
    return beside && ImGui::IsMouseClicked(0) && ImGui::IsWindowHovered();
}

}  // namespace

bool dialog(Ui& ui, const Dialog& style, Body body, Body actions) {
    if (ui.measuring != 0) return false;
    const DialogShape shape = shape_of(ui, style, body, actions);
    const std::uint32_t id = area_id(Role::dialog, style.key);
    bool closes = false;
    const Rect page{0, 0, ui.page.width, ui.page.height};
    run_over(ui, "##dialog" + std::to_string(id), page, [&] {
        paint_box(ui, page, ui.theme.color.scrim);
        const float corner = style.sheet && !is_phone(ui) ? 0 : radius::card;
        paint_shadow(ui, shape.box, corner);
        const Palette& color = ui.theme.color;
        paint_framed(ui, shape.box, color.surface, color.border, corner);
        tell_open(
            ui,
            {.id = id,
             .role = Role::dialog,
             .state = state_modal,
             .rect = shape.box,
             .name = style.title}
        );
        const Rect inner{
            shape.box.x + shape.padding,
            shape.box.y + shape.padding,
            shape.box.width - 2 * shape.padding,
            shape.box.height};
        run_inside(ui, {.box = inner, .gap = 0}, [&] {
            closes = dialog_head(ui, style, shape.head);
        });
        // Four more pixels on each side, for the rings of what has the focus.
        const float top = inner.y + shape.head;
        const Rect view{inner.x - 5, top - 5, inner.width + 10, shape.body + 10};
        push_clip(ui, view);
        run_scrolled(ui, id, {.box = view, .gap = 0}, [&] {
            const float y = ui.flows.back().y;
            const Rect at{inner.x, y + 5, inner.width, shape.body};
            float bottom = y;
            run_inside(ui, {.box = at}, [&] {
                column(ui, space::medium, body);
                bottom = ui.flows.back().bottom;
            });
            place(ui, 1, bottom - y + 5);
        });
        pop_clip();
        if (actions) {
            const float foot = top + shape.body + space::large;
            run_inside(ui, {.box = {inner.x, foot, inner.width, shape.foot}}, [&] {
                row(ui, {.gap = space::medium, .align = is_phone(ui) ? 0.0F : 1.0F}, actions);
            });
        }
        ui.semantics.close();
        if (pressed_beside(shape.box) && ui.open_list == 0) closes = true;
    });
    if (ui.escape) {
        ui.escape = false;
        closes = true;
    }
    return closes;
}

bool toast(Ui& ui, const Toast& style) {
    if (ui.measuring != 0 || style.words.empty()) return false;
    const float padding = space::large;
    bool pressed = false;
    const auto content = [&] {
        row(ui, {.gap = space::large}, [&] {
            text(ui, style.words, {.role = Role::status, .key = style.key});
            if (!style.action.empty()) {
                const KeyScope scope(style.key);
                if (button(ui, {.key = "action", .label = style.action, .size = Size::small})) {
                    pressed = true;
                }
            }
        });
    };
    const float room = std::min(ui.page.width - 2 * padding, 560 * ui.theme.text_scale);
    const Rect size = measure(ui, room - 2 * padding, content);
    const float width = size.width + 2 * padding;
    const float height = size.height + 2 * space::medium;
    // A sheet at the lower edge of a phone has its buttons there: the toast goes to the top.
    const bool above = is_phone(ui) && ui.modal_before != 0;
    const float bottom = ui.free_area.y + ui.free_area.height - height - padding;
    const float top = above ? padding : bottom;
    const Rect box{snap(ui, (ui.page.width - width) / 2), snap(ui, top), width, height};
    run_over(ui, "##toast", box, [&] {
        paint_shadow(ui, box, radius::card);
        const Palette& color = ui.theme.color;
        paint_framed(ui, box, color.surface, color.control_border, radius::card);
        const Color mark = ui.theme.tone(style.tone).bar;
        if (style.tone != Tone::neutral) {
            paint_box(ui, {box.x + 6, box.y + 8, 4, box.height - 16}, mark, 2);
        }
        const Rect inner{box.x + padding, box.y + space::medium, size.width, size.height};
        run_inside(ui, {.box = inner}, content);
    });
    return pressed;
}

static void paint_menu(Ui& ui, const Menu& style, const Rect& box, bool hovered) {
    const Palette& color = ui.theme.color;
    if (!style.initials.empty()) {
        const float round = snap(ui, ui.theme.scaled(32));
        const float inset = (box.height - round) / 2;
        const ToneColors& colors = ui.theme.tone(Tone::preview);
        const Rect disc{snap(ui, box.x + inset), snap(ui, box.y + inset), round, round};
        paint_box(ui, disc, colors.fill, round / 2);
        if (hovered) paint_outline(ui, disc, colors.text, 1, round / 2);
        paint_text_in(
            ui,
            {.box = disc, .font = type::small_strong, .color = colors.text, .align = 0.5F},
            style.initials
        );
        return;
    }
    paint_framed(
        ui, box, hovered ? color.hovered : color.surface, color.control_border, radius::control
    );
    const float icon = ui.theme.scaled(18);
    const float inset = (box.height - icon) / 2;
    const float left = style.label_shown ? ui.theme.scaled(12) : inset;
    paint_icon(ui, {box.x + left, box.y + inset, icon, icon}, style.icon, color.muted);
    if (!style.label_shown) return;
    const float words = text_width(ui, type::body_strong, style.label) + 0.1F;
    const Rect at{box.x + left + icon + 8, box.y, words, box.height};
    paint_text_in(ui, {.box = at, .font = type::body_strong, .color = color.text}, style.label);
}

std::optional<int> menu(Ui& ui, const Menu& style, std::span<const Choice> choices) {
    const float size = snap(ui, ui.theme.control_height());
    const float words = text_width(ui, type::body_strong, style.label);
    const float width = style.label_shown ? words + ui.theme.scaled(54) : size;
    const Rect box = place(ui, width, size);
    if (ui.measuring != 0) return std::nullopt;
    const std::uint32_t id = id_of(style.key);
    const Interaction did = interact(ui, id, box);
    show_hand(did);
    paint_menu(ui, style, box, did.hovered);
    if (did.ring) paint_focus(ui, box, style.initials.empty() ? radius::control : size / 2);
    if (!style.label_shown && ui.open_list != id) hover_tip(ui, box, style.label);
    if (did.pressed) toggle_list(ui, id, 0);
    const bool open = ui.open_list == id;
    tell(
        ui,
        {.id = id,
         .role = Role::button,
         .state = open ? state_expanded : state_collapsed,
         .rect = box,
         .name = style.label}
    );
    float widest = 160;
    for (const Choice& choice : choices) {
        widest = std::max(widest, text_width(ui, type::body, choice.label) + ui.theme.scaled(60));
    }
    Rect anchor{box.x, box.y, widest, box.height};
    anchor.x = std::min(anchor.x, ui.page.width - widest - space::small);
    if (!open) return std::nullopt;
    const auto label = [&](int index) { return choices[static_cast<std::size_t>(index)].label; };
    tell_open(ui, {.id = id + 1, .role = Role::list, .rect = box, .name = style.label});
    const std::optional<int> picked = open_list(
        ui,
        {.owner = id, .anchor = anchor, .count = static_cast<int>(choices.size()), .option = label}
    );
    ui.semantics.close();
    return picked;
}

}  // namespace entente::ui
