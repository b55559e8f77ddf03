#include "ui/kit/layout.h"

#include "ui/kit/interact.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>
#include <imgui_internal.h>

namespace entente::ui {

namespace {

constexpr float endless = 100000;

std::uint32_t mixed(std::uint32_t path, std::uint32_t part) {
    const std::uint32_t both[2] = {path, part};
    return ImHashData(both, sizeof both, 0);
}

std::uint32_t next_path(Ui& ui) {
    Flow& flow = ui.flows.back();
    return mixed(flow.path, ++flow.ordinal);
}

void end_line(Flow& flow) {
    if (flow.line >= flow.lines.size()) {
        flow.lines.push_back({flow.x - flow.gap - flow.left, flow.line_height});
    }
    flow.y += flow.line_height + flow.gap;
    flow.line += 1;
    flow.x = flow.left;
    flow.line_height = 0;
}

// Runs the body in a flow of its own and returns the flow as it was left.
Flow run(Ui& ui, Flow flow, Body body) {
    flow.x = flow.left;
    flow.y = flow.top;
    flow.right = flow.left;
    flow.bottom = flow.top;
    ui.flows.push_back(std::move(flow));
    if (body) body();
    Flow done = std::move(ui.flows.back());
    ui.flows.pop_back();
    if (done.across && done.x > done.left) end_line(done);
    return done;
}

// How large a flow becomes. Known sizes of this frame are remembered by where they stand.
const MeasuredSize& size_of(Ui& ui, const Flow& flow, Body body) {
    const auto width = static_cast<std::uint32_t>(flow.width * 16.0F);
    const std::uint32_t how = (flow.across ? 1U : 0U) + (flow.hugs ? 2U : 0U);
    const std::uint64_t key = (static_cast<std::uint64_t>(flow.path) << 32U) | mixed(width, how);
    const auto known = ui.measured.find(key);
    if (known != ui.measured.end()) return known->second;
    ui.measuring += 1;
    Flow start = flow;
    start.left = 0;
    start.top = 0;
    start.lines.clear();
    Flow done = run(ui, std::move(start), body);
    ui.measuring -= 1;
    MeasuredSize size{.width = done.right, .height = done.bottom, .placed = done.placed};
    size.lines = std::move(done.lines);
    return ui.measured.insert_or_assign(key, std::move(size)).first->second;
}

// Rounded down, so that what was measured fits where it is put.
float whole_pixels(const Ui& ui, float width) {
    return std::floor(width * ui.page.pixel_ratio) / ui.page.pixel_ratio;
}

float column_top(const Flow& flow) {
    return flow.y + (flow.placed == 0 ? 0 : flow.gap);
}

Flow child_of(Ui& ui, float width, std::uint32_t path) {
    Flow flow;
    flow.width = width;
    flow.path = path;
    flow.hugs = ui.flows.back().hugs;
    return flow;
}

// Measures a flow, reserves its room, and runs it there.
void place_and_run(Ui& ui, Flow flow, Body body) {
    const MeasuredSize size = size_of(ui, flow, body);
    const Rect box = place(ui, std::min(size.width, flow.width), size.height);
    if (ui.measuring != 0) return;
    flow.left = box.x;
    flow.top = box.y;
    if (!flow.across) flow.width = box.width;
    flow.lines = size.lines;
    run(ui, std::move(flow), body);
}

}  // namespace

float snap(const Ui& ui, float value) {
    return std::floor(value * ui.page.pixel_ratio + 0.5F) / ui.page.pixel_ratio;
}

float available_width(const Ui& ui) {
    return ui.flows.back().width;
}

float stretched_width(const Ui& ui, float natural) {
    const Flow& flow = ui.flows.back();
    return flow.hugs || flow.across ? std::min(natural, flow.width) : flow.width;
}

Rect place(Ui& ui, float width, float height) {
    Flow& flow = ui.flows.back();
    Rect box{flow.left, flow.y, width, height};
    if (flow.across) {
        if (flow.wraps) box.width = std::min(width, flow.width);
        const bool full = flow.x + box.width > flow.left + flow.width + 0.5F;
        if (flow.wraps && flow.x > flow.left && full) end_line(flow);
        float line = height;
        float shift = 0;
        if (flow.line < flow.lines.size()) {
            line = flow.lines[flow.line].height;
            shift = std::max(0.0F, flow.width - flow.lines[flow.line].width) * flow.align;
        }
        box.x = flow.x + shift;
        box.y = flow.y + (line - height) / 2;
        flow.x += box.width + flow.gap;
        flow.line_height = std::max({flow.line_height, height, line});
        flow.right = std::max(flow.right, flow.x - flow.gap);
        flow.bottom = std::max(flow.bottom, flow.y + flow.line_height);
    } else {
        box.width = std::min(width, flow.width);
        box.y = column_top(flow);
        if (!flow.hugs) box.x += (flow.width - box.width) * flow.align;
        flow.y = box.y + height;
        flow.right = std::max(flow.right, flow.left + box.width);
        flow.bottom = flow.y;
    }
    flow.placed += 1;
    const float x = snap(ui, box.x);
    const float y = snap(ui, box.y);
    return {x, y, box.width, snap(ui, box.y + box.height) - y};
}

Rect measure(Ui& ui, float width, Body body) {
    Flow flow = child_of(ui, width, next_path(ui));
    const MeasuredSize& size = size_of(ui, flow, body);
    return {0, 0, size.width, size.height};
}

Rect natural_size(Ui& ui, Body body) {
    Flow flow = child_of(ui, 1.0e6F, next_path(ui));
    flow.hugs = true;
    const MeasuredSize& size = size_of(ui, flow, body);
    return {0, 0, size.width, size.height};
}

void run_inside(Ui& ui, const Inside& style, Body body) {
    Flow flow = child_of(ui, style.box.width, next_path(ui));
    flow.hugs = false;
    flow.left = style.box.x;
    flow.top = style.box.y;
    flow.gap = style.gap;
    flow.align = style.align;
    flow.fill_height = style.fill_height;
    flow.across = style.across;
    if (flow.across) flow.lines = size_of(ui, flow, body).lines;
    run(ui, std::move(flow), body);
}

void column(Ui& ui, float gap, Body body) {
    const Flow& parent = ui.flows.back();
    const float width = parent.width;
    const bool across = parent.across;
    const float align = parent.align;
    Flow flow = child_of(ui, width, next_path(ui));
    flow.gap = gap;
    if (across) {
        flow.hugs = true;
        place_and_run(ui, std::move(flow), body);
        return;
    }
    flow.left = parent.left;
    flow.top = column_top(parent);
    flow.align = align;
    const Flow done = run(ui, std::move(flow), body);
    place(ui, done.right - done.left, done.bottom - done.top);
}

void row(Ui& ui, const Row& style, Body body) {
    Flow flow = child_of(ui, ui.flows.back().width, next_path(ui));
    flow.gap = style.gap;
    flow.across = true;
    flow.wraps = style.wraps;
    flow.align = style.align;
    if (style.align == 0) {
        place_and_run(ui, std::move(flow), body);
        return;
    }
    const MeasuredSize size = size_of(ui, flow, body);
    const Rect box = place(ui, flow.width, size.height);
    if (ui.measuring != 0) return;
    flow.left = box.x;
    flow.top = box.y;
    flow.lines = size.lines;
    run(ui, std::move(flow), body);
}

void bar(Ui& ui, const Bar& style, Body leading, Body trailing) {
    const float width = ui.flows.back().width;
    Flow end = child_of(ui, endless, next_path(ui));
    end.across = true;
    end.hugs = true;
    end.wraps = false;
    end.gap = space::medium;
    const MeasuredSize end_size = size_of(ui, end, trailing);
    const bool hugs = ui.flows.back().hugs;
    Flow start = child_of(ui, width, next_path(ui));
    start.gap = space::hair;
    const float left_over = width - end_size.width - style.gap;
    if (!hugs && left_over < style.leading_min * ui.theme.text_scale && end_size.width > 0) {
        column(ui, space::small, leading);
        row(ui, {.gap = space::small}, trailing);
        return;
    }
    start.width = hugs ? endless : left_over;
    const MeasuredSize start_size = size_of(ui, start, leading);
    const float height = std::max(start_size.height, end_size.height);
    const float natural = start_size.width + style.gap + end_size.width;
    const Rect box = place(ui, hugs ? natural : width, height);
    if (ui.measuring != 0) return;
    start.left = box.x;
    start.top = style.top ? box.y : snap(ui, box.y + (height - start_size.height) / 2);
    run(ui, std::move(start), leading);
    end.left = box.x + box.width - end_size.width;
    end.top = style.top ? box.y : snap(ui, box.y + (height - end_size.height) / 2);
    end.lines = end_size.lines;
    run(ui, std::move(end), trailing);
}

void grid(Ui& ui, const Grid& style, int count, FunctionRef<void(int)> cell) {
    if (count <= 0) return;
    const float width = ui.flows.back().width;
    const float cell_min = style.min_width * ui.theme.text_scale;
    const int fitting = static_cast<int>((width + style.gap) / (cell_min + style.gap));
    int columns = std::clamp(fitting, 1, std::max(style.columns, 1));
    const int lines = (count + columns - 1) / columns;
    columns = std::min(columns, (count + lines - 1) / lines);
    const float shared = width - style.gap * static_cast<float>(columns - 1);
    const float cell_width = whole_pixels(ui, shared / static_cast<float>(columns));
    const float step = (shared / static_cast<float>(columns)) + style.gap;
    const std::uint32_t path = next_path(ui);
    const auto flow_of = [&](int index) {
        Flow flow = child_of(ui, cell_width, mixed(path, static_cast<std::uint32_t>(index)));
        flow.gap = space::small;
        return flow;
    };
    Flow all = child_of(ui, width, path);
    all.gap = style.gap;
    all.left = ui.flows.back().left;
    all.top = column_top(ui.flows.back());
    const Flow done = run(ui, std::move(all), [&] {
        for (int first = 0; first < count; first += columns) {
            const int end = std::min(first + columns, count);
            float height = 0;
            for (int i = first; i < end; ++i) {
                const MeasuredSize& size = size_of(ui, flow_of(i), [&] { cell(i); });
                height = std::max(height, size.height);
            }
            const Rect box = place(ui, width, height);
            if (ui.measuring != 0) continue;
            for (int i = first; i < end; ++i) {
                Flow flow = flow_of(i);
                flow.left = snap(ui, box.x + static_cast<float>(i - first) * step);
                flow.top = box.y;
                flow.fill_height = box.height;
                run(ui, std::move(flow), [&] { cell(i); });
            }
        }
    });
    place(ui, width, done.bottom - done.top);
}

void split(Ui& ui, const Split& style, std::initializer_list<Body> areas) {
    const float width = ui.flows.back().width;
    if (ui.width_class < style.beside || width < style.beside_min * ui.theme.text_scale) {
        column(ui, style.gap, [&] {
            for (const Body& area : areas) column(ui, style.gap, area);
        });
        return;
    }
    float sum = 0;
    for (const float weight : style.weights) sum += weight;
    const float shared = width - style.gap * static_cast<float>(areas.size() - 1);
    const std::uint32_t path = next_path(ui);
    std::vector<Flow> flows;
    float left = 0;
    float height = 0;
    for (const Body& area : areas) {
        const std::size_t index = flows.size();
        const float part = whole_pixels(ui, shared * style.weights.begin()[index] / sum);
        Flow flow = child_of(ui, part, mixed(path, static_cast<std::uint32_t>(index)));
        flow.gap = style.gap;
        const MeasuredSize& size = size_of(ui, flow, area);
        height = std::max(height, size.height);
        flow.left = left;
        flow.fill_height = size.placed == 1 ? 1 : 0;
        left += part + style.gap;
        flows.push_back(std::move(flow));
    }
    const Rect box = place(ui, width, height);
    if (ui.measuring != 0) return;
    for (std::size_t i = 0; i < flows.size(); ++i) {
        Flow& flow = flows[i];
        flow.left = snap(ui, box.x + flow.left);
        flow.top = box.y;
        flow.fill_height *= box.height;
        run(ui, std::move(flow), areas.begin()[i]);
    }
}

void indented(Ui& ui, const Indented& style, Body left, Body right) {
    const float width = ui.flows.back().width;
    const float indent = style.width * ui.theme.text_scale;
    Flow first = child_of(ui, indent, next_path(ui));
    Flow second = child_of(ui, width - indent - space::medium, next_path(ui));
    const float left_height = size_of(ui, first, left).height;
    const float right_height = size_of(ui, second, right).height;
    const float height = std::max(left_height, right_height);
    const Rect box = place(ui, width, height);
    if (ui.measuring != 0) return;
    const float middle = style.centered ? 0.5F : 0.0F;
    first.left = box.x;
    second.left = snap(ui, box.x + indent + space::medium);
    first.top = snap(ui, box.y + (height - left_height) * middle);
    second.top = snap(ui, box.y + (height - right_height) * middle);
    run(ui, std::move(first), left);
    run(ui, std::move(second), right);
}

void narrowed(Ui& ui, float width_max, Body body) {
    const Flow& parent = ui.flows.back();
    Flow flow =
        child_of(ui, std::min(parent.width, width_max * ui.theme.text_scale), next_path(ui));
    flow.gap = parent.gap;
    flow.left = parent.left;
    flow.top = column_top(parent);
    const Flow done = run(ui, std::move(flow), body);
    place(ui, done.right - done.left, done.bottom - done.top);
}

void card(Ui& ui, const Card& style, Body body) {
    const float fill =
        ui.flows.back().placed == 0 && !ui.flows.back().across ? ui.flows.back().fill_height : 0;
    const float width = stretched_width(ui, 320);
    // The rows of a table are cards of their own on a phone.
    const bool bare = style.flush && is_phone(ui);
    const float flush = bare ? 0.0F : 1.0F;
    const float padding = style.flush ? flush : style.padding;
    Flow flow = child_of(ui, width - 2 * padding, next_path(ui));
    flow.hugs = false;
    flow.gap = style.gap;
    const float inner = size_of(ui, flow, body).height;
    const Rect box = place(ui, width, std::max(inner + 2 * padding, fill));
    if (ui.measuring != 0) return;
    if (bare) {
        // Nothing around it.
    } else if (style.tone == Tone::neutral) {
        const Palette& color = ui.theme.color;
        paint_framed(ui, box, color.surface, color.border, radius::card);
    } else {
        paint_box(ui, box, ui.theme.tone(style.tone).fill, radius::control);
    }
    const bool told = !style.label.empty();
    if (told) {
        const std::uint32_t id = next_text_id(ui);
        const SemanticNode node{
            .id = id,
            .role = Role::group,
            .rect = box,
            .name = style.label,
            .description = style.description};
        tell_open(ui, node);
    }
    flow.left = box.x + padding;
    flow.top = box.y + padding;
    flow.fill_height = std::max(0.0F, box.height - 2 * padding);
    run(ui, std::move(flow), body);
    if (told) ui.semantics.close();
}

void spacer(Ui& ui, float height) {
    place(ui, 1, height);
}

void divider(Ui& ui) {
    const Rect box = place(ui, available_width(ui), 1);
    if (ui.measuring == 0) paint_rule(ui, box.x, box.y, box.width, ui.theme.color.border);
}

void region(Ui& ui, const Region& style, Body body) {
    if (ui.measuring == 0) {
        tell_open(
            ui, {.id = area_id(style.role, style.key), .role = style.role, .name = style.label}
        );
    }
    if (body) body();
    if (ui.measuring == 0) ui.semantics.close();
}

}  // namespace entente::ui
