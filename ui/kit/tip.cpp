#include "ui/kit/tip.h"

#include "ui/kit/layout.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <imgui.h>

namespace entente::ui {

namespace {

constexpr double rest_seconds = 0.35;
constexpr float tip_width_max = 340;

bool same_place(const Rect& one, const Rect& other) {
    return one.x == other.x && one.y == other.y && one.width == other.width;
}

}  // namespace

void show_tip(Ui& ui, const Rect& anchor, std::string_view words) {
    if (ui.measuring != 0) return;
    ui.tip.anchor = anchor;
    ui.tip.words = words;
}

void hover_tip(Ui& ui, const Rect& box, std::string_view words) {
    if (ui.measuring != 0 || ui.page.touch || words.empty()) return;
    const ImVec2 end(box.x + box.width, box.y + box.height);
    if (!ImGui::IsMouseHoveringRect({box.x, box.y}, end) || !ImGui::IsWindowHovered()) return;
    const bool shown = !ui.tip_before.words.empty() && same_place(ui.tip_before.anchor, box);
    if (!shown && ui.page.seconds - ui.pointer_moved < rest_seconds) return;
    show_tip(ui, box, words);
}

void draw_tip(Ui& ui) {
    if (ui.tip.words.empty()) return;
    const Rect& anchor = ui.tip.anchor;
    const Run run{.text = ui.tip.words, .font = type::secondary};
    const float room = std::min(tip_width_max * ui.theme.text_scale, ui.page.width - 48);
    const TextLayout layout = lay_out(ui, {&run, 1}, room);
    const float height = layout_height(ui, {&run, 1}, layout) + 2 * space::small;
    const float width = layout.width + 2 * space::medium;
    Rect box{anchor.x + (anchor.width - width) / 2, anchor.y + anchor.height + 6, width, height};
    const float right = ui.page.width - width - space::small;
    box.x = snap(ui, std::max(space::small, std::min(box.x, right)));
    if (box.y + height > ui.page.height - space::small) box.y = anchor.y - height - 6;
    box.y = snap(ui, box.y);
    run_over(ui, "##tip", box, [&] {
        const Palette& color = ui.theme.color;
        paint_shadow(ui, box, radius::control);
        paint_framed(ui, box, color.surface, color.control_border, radius::control);
        const Rect inner{
            box.x + space::medium, box.y + space::small, layout.width, height - 2 * space::small};
        paint_layout(ui, inner, {&run, 1}, layout, 0);
    });
}

}  // namespace entente::ui
