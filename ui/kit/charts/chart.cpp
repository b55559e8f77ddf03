#include "ui/kit/charts/chart.h"

#include "ui/kit/interact.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>
#include <string>

namespace entente::ui {

namespace {

constexpr float pi = 3.14159265F;

// "Prospect 3 $0.9M; Qualified 4 $1.6M": what the picture says, for those who cannot see it.
std::string numbers_of(std::span<const ChartPoint> points) {
    std::string words;
    for (const ChartPoint& point : points) {
        if (!words.empty()) words.append("; ");
        for (const std::string_view part : {point.label, point.note, point.value}) {
            if (part.empty()) continue;
            if (!words.empty() && words.back() != ' ') words.append(" ");
            words.append(part);
        }
    }
    return words;
}

void tell_image(Ui& ui, const Rect& box, std::string_view label, std::string_view numbers) {
    tell(
        ui,
        {.id = next_text_id(ui),
         .role = Role::image,
         .rect = box,
         .name = label,
         .description = numbers}
    );
}

void paint_bar(Ui& ui, const Rect& track, float part, Tone tone) {
    const float corner = std::min<float>(radius::small, track.height / 2);
    paint_box(ui, track, ui.theme.color.sunken, corner);
    if (ui.theme.scheme == Scheme::high_contrast) {
        paint_outline(ui, track, ui.theme.color.control_border, 1, corner);
    }
    const float share = std::clamp(part, 0.0F, 1.0F);
    const float width = share > 0 ? std::max(track.width * share, 2 * corner) : 0;
    paint_box(ui, {track.x, track.y, width, track.height}, ui.theme.tone(tone).bar, corner);
}

// Words at both ends of a line; the left ones give way.
struct Ends {
    std::string_view left, right;
    FontStyle left_font = type::secondary, right_font = type::secondary;
    Ink right_ink = Ink::muted;
};

void paint_ends(Ui& ui, const Rect& line, const Ends& ends) {
    const float right = text_width(ui, ends.right_font, ends.right) + 0.1F;
    const Rect end{line.x + line.width - right, line.y, right, line.height};
    const Color ink = ink_color(ui.theme, ends.right_ink);
    paint_text_in(ui, {.box = end, .font = ends.right_font, .color = ink}, ends.right);
    const Rect start{line.x, line.y, line.width - right - 6, line.height};
    const Color text = ui.theme.color.text;
    paint_text_in(ui, {.box = start, .font = ends.left_font, .color = text}, ends.left);
}

void stage_bar(Ui& ui, const Rect& box, const ChartPoint& point) {
    const float line = scaled(ui, type::secondary).line;
    paint_ends(ui, {box.x, box.y, box.width, line}, {.left = point.label, .right = point.note});
    const float top = snap(ui, box.y + line + 6);
    const float height = snap(ui, ui.theme.scaled(26));
    paint_bar(ui, {box.x, top, box.width, height}, point.part, point.tone);
    const Rect value{box.x, top + height + 6, box.width, line};
    const Color text = ui.theme.color.text;
    paint_text_in(ui, {.box = value, .font = type::secondary_strong, .color = text}, point.value);
}

struct Plot {
    Rect area;
    float step = 0;
    ImVec2 at(std::size_t index, float part) const {
        const float x = area.x + step * (static_cast<float>(index) + 0.5F);
        return {x, area.y + area.height * (1 - std::clamp(part, 0.0F, 1.0F))};
    }
};

void paint_scale(
    Ui& ui, const Rect& box, const Plot& plot, std::span<const std::string_view> scale
) {
    const float line = scaled(ui, type::small).line;
    for (std::size_t i = 0; i < scale.size(); ++i) {
        const float part =
            static_cast<float>(i) / static_cast<float>(std::max<std::size_t>(1, scale.size() - 1));
        const float y = plot.area.y + plot.area.height * (1 - part);
        paint_rule(ui, plot.area.x, y, plot.area.width, ui.theme.color.border);
        const Rect words{box.x, y - line / 2, plot.area.x - box.x - 10, line};
        paint_text_in(
            ui,
            {.box = words, .font = type::small, .color = ui.theme.color.muted, .align = 1},
            scale[i]
        );
    }
}

void paint_points(Ui& ui, const Plot& plot, std::span<const ChartPoint> points) {
    ImDrawList* list = ImGui::GetWindowDrawList();
    const Color color = ui.theme.color.accent;
    std::vector<ImVec2> corners;
    for (std::size_t i = 0; i < points.size(); ++i) corners.push_back(plot.at(i, points[i].part));
    list->AddPolyline(corners.data(), static_cast<int>(corners.size()), color, 0, 2.5F);
    const float line = scaled(ui, type::small).line;
    // Labels that would run into each other are left out, from the last one back.
    float widest = 1;
    for (const ChartPoint& point : points) {
        widest = std::max(widest, text_width(ui, type::small, point.label) + 12);
    }
    const auto every = static_cast<std::size_t>(std::max(1.0F, std::ceil(widest / plot.step)));
    for (std::size_t i = 0; i < points.size(); ++i) {
        const ImVec2 at = corners[i];
        paint_dot(ui, at.x, at.y, 4.5F, color);
        if ((points.size() - 1 - i) % every != 0) continue;
        const Rect above{at.x - widest / 2, at.y - line - 8, widest, line};
        const Color text = ui.theme.color.text;
        paint_text_in(
            ui, {.box = above, .font = type::small, .color = text, .align = 0.5F}, points[i].value
        );
        const float foot = plot.area.y + plot.area.height + 8;
        const Rect under{at.x - widest / 2, foot, widest, line};
        const Color muted = ui.theme.color.muted;
        paint_text_in(
            ui, {.box = under, .font = type::small, .color = muted, .align = 0.5F}, points[i].label
        );
    }
}

}  // namespace

void stage_bars(Ui& ui, std::string_view label, std::span<const ChartPoint> points) {
    const float line = scaled(ui, type::secondary).line;
    const float height = 2 * line + 12 + snap(ui, ui.theme.scaled(26));
    if (ui.measuring == 0) {
        const std::string numbers = numbers_of(points);
        const Flow& flow = ui.flows.back();
        tell_image(ui, {flow.left, flow.y, flow.width, height}, label, numbers);
    }
    const Grid style{
        .columns = static_cast<int>(points.size()), .min_width = 130, .gap = space::medium};
    grid(ui, style, static_cast<int>(points.size()), [&](int index) {
        const Rect box = place(ui, available_width(ui), height);
        if (ui.measuring == 0) stage_bar(ui, box, points[static_cast<std::size_t>(index)]);
    });
}

void bars(Ui& ui, std::string_view label, std::span<const ChartPoint> points) {
    const float line = scaled(ui, type::secondary).line;
    const float thick = snap(ui, ui.theme.scaled(18));
    const float one = 2 * line + 14 + thick;
    const float gap = space::large;
    const auto count = static_cast<float>(points.size());
    const Rect box = place(ui, available_width(ui), count * (one + gap) - gap);
    if (ui.measuring != 0) return;
    float y = box.y;
    for (const ChartPoint& point : points) {
        paint_ends(
            ui,
            {box.x, y, box.width, line},
            {.left = point.label, .right = point.note, .left_font = type::secondary_strong}
        );
        paint_bar(ui, {box.x, snap(ui, y + line + 8), box.width, thick}, point.part, point.tone);
        const Rect under{box.x, y + line + thick + 14, box.width, line};
        const Color muted = ui.theme.color.muted;
        paint_text_in(ui, {.box = under, .font = type::secondary, .color = muted}, point.value);
        y += one + gap;
    }
    tell_image(ui, box, label, numbers_of(points));
}

void ring(Ui& ui, const Ring& style) {
    const float size = snap(ui, ui.theme.scaled(style.diameter));
    const Rect all = place(ui, ui.flows.back().hugs ? size : available_width(ui), size);
    if (ui.measuring != 0) return;
    const Rect box{all.x + (all.width - size) / 2, all.y, size, size};
    const ImVec2 center(box.x + size / 2, box.y + size / 2);
    const float thick = size * 0.1F;
    const float arm = (size - thick) / 2;
    ImDrawList* list = ImGui::GetWindowDrawList();
    if (in_view(ui, box)) {
        list->AddCircle(center, arm, ui.theme.color.pressed, 96, thick);
        const float from = -pi / 2;
        const float to = from + 2 * pi * std::clamp(style.part, 0.0F, 1.0F);
        const Color color = ui.theme.tone(style.tone).bar;
        list->PathArcTo(center, arm, from, to, 96);
        list->PathStroke(color, 0, thick);
        // Round ends.
        for (const float angle : {from, to}) {
            const ImVec2 end(center.x + arm * std::cos(angle), center.y + arm * std::sin(angle));
            list->AddCircleFilled(end, thick / 2, color);
        }
    }
    const float figure = scaled(ui, type::big_figure).line;
    const float note = scaled(ui, type::body).line;
    const float top = center.y - (figure + note) / 2;
    const Palette& color = ui.theme.color;
    const Rect words{box.x + thick, top, size - 2 * thick, figure};
    paint_text_in(
        ui,
        {.box = words, .font = type::big_figure, .color = color.text, .align = 0.5F},
        style.figure
    );
    const Rect under{words.x, top + figure, words.width, note};
    paint_text_in(
        ui, {.box = under, .font = type::body, .color = color.muted, .align = 0.5F}, style.note
    );
    const std::string numbers = std::string(style.figure) + " " + std::string(style.note);
    tell_image(ui, box, style.label, numbers);
}

void line_chart(Ui& ui, const LineChart& style) {
    const Rect box = place(ui, available_width(ui), snap(ui, ui.theme.scaled(style.height)));
    if (ui.measuring != 0 || style.points.empty()) return;
    const float line = scaled(ui, type::small).line;
    float margin = 0;
    for (const std::string_view words : style.scale) {
        margin = std::max(margin, text_width(ui, type::small, words));
    }
    Plot plot;
    plot.area = {box.x + margin + 12, box.y + line + 8, box.width - margin - 12, 0};
    plot.area.height = box.height - 2 * line - 20;
    plot.step = plot.area.width / static_cast<float>(style.points.size());
    if (in_view(ui, box)) {
        paint_scale(ui, box, plot, style.scale);
        paint_points(ui, plot, style.points);
    }
    tell_image(ui, box, style.label, numbers_of(style.points));
}

}  // namespace entente::ui
