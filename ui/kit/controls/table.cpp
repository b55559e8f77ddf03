#include "ui/kit/controls/table.h"

#include "ui/kit/interact.h"
#include "ui/kit/paint.h"

#include <algorithm>
#include <cmath>
#include <imgui.h>
#include <imgui_internal.h>
#include <string>
#include <vector>

namespace entente::ui {

namespace {

constexpr float cell_padding = 10;
constexpr float card_line = 30;
constexpr int rows_fitted_max = 40;  // Longer tables keep the widths they were given.
constexpr int phone_priority_max = 2;
constexpr int rows_beyond = 2;  // Told above and below what is seen, so that Tab can go on.

struct Column {
    int index = 0;
    float x = 0, width = 0;
};

// What one table needs on its way through the functions here.
struct Drawing {
    Ui& ui;
    const Table& style;
    FunctionRef<void(int, int)> cell;
    std::vector<Column> columns;
    Rect box;
    std::uint32_t id = 0;
    std::uint32_t link = 0;  // Of the row being drawn.
    float header = 0, row = 0;
    TableResult result;
};

// The lines of one cell stand close together.
void column_of_cell(Ui& ui, Body body) {
    column(ui, space::hair, body);
}

float least_width(const Ui& ui, const TableColumn& column) {
    return column.width_min * ui.theme.text_scale + 2 * cell_padding;
}

// Of each column, as wide as the widest of its cells asks for.
std::vector<float> natural_widths(const Drawing& drawing) {
    Ui& ui = drawing.ui;
    const Table& style = drawing.style;
    const bool fits = style.rows <= rows_fitted_max;
    std::vector<float> widths;
    for (const TableColumn& column : style.columns) {
        const float arrow = column.sortable ? ui.theme.scaled(17) : 0;
        const float title = text_width(ui, type::small_strong, column.title) + arrow;
        widths.push_back(fits ? title : 0);
    }
    for (int row = 0; fits && row < style.rows; ++row) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            const int index = static_cast<int>(i);
            const auto body = [&] { column_of_cell(ui, [&] { drawing.cell(row, index); }); };
            widths[i] = std::max(widths[i], natural_size(ui, body).width);
        }
    }
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const float words = std::ceil(widths[i]) + 2 * cell_padding + 1;
        widths[i] = std::max(least_width(ui, style.columns[i]), words);
    }
    return widths;
}

// Leaves out what does not fit, the highest priority number first. What is left over goes to the
// columns whose words need it, then to all by their weight.
std::vector<Column> fit_columns(const Drawing& drawing, float width) {
    const Ui& ui = drawing.ui;
    const std::span<const TableColumn> columns = drawing.style.columns;
    const auto column_at = [&](const Column& column) -> const TableColumn& {
        return columns[static_cast<std::size_t>(column.index)];
    };
    std::vector<Column> fitting;
    float sum = 0;
    for (int i = 0; i < static_cast<int>(columns.size()); ++i) {
        fitting.push_back({.index = i});
        sum += least_width(ui, column_at(fitting.back()));
    }
    while (sum > width && fitting.size() > 1) {
        auto last = fitting.begin();
        for (auto it = fitting.begin(); it != fitting.end(); ++it) {
            if (column_at(*it).priority >= column_at(*last).priority) last = it;
        }
        sum -= least_width(ui, column_at(*last));
        fitting.erase(last);
    }
    float spare = std::max(0.0F, width - sum);
    float wanted = 0;
    float weights = 0.01F;
    const std::vector<float> natural = natural_widths(drawing);
    for (Column& column : fitting) {
        column.width = natural[static_cast<std::size_t>(column.index)];
        wanted += column.width - least_width(ui, column_at(column));
        weights += column_at(column).weight;
    }
    const float part = std::min(1.0F, spare / std::max(wanted, 0.01F));
    spare -= wanted * part;
    float x = 0;
    for (Column& column : fitting) {
        const float least = least_width(ui, column_at(column));
        const float room =
            least + (column.width - least) * part + spare * column_at(column).weight / weights;
        column.x = snap(ui, x);
        column.width = std::floor(std::min(room, width));
        x += room;
    }
    return fitting;
}

// On a phone each is a line of its own, so those that leave first are left out.
std::vector<Column> phone_columns(const Table& style) {
    std::vector<Column> columns;
    for (int i = 0; i < static_cast<int>(style.columns.size()); ++i) {
        const TableColumn& column = style.columns[static_cast<std::size_t>(i)];
        if (column.priority <= phone_priority_max) columns.push_back({.index = i});
    }
    return columns;
}

bool wraps_on_phone(const Ui& ui, const TableColumn& column) {
    constexpr float large = 1.2F;
    return column.long_words && ui.theme.text_scale > large;
}

// The height of the line that a column is on a phone.
float card_line_of(const Ui& ui, const TableColumn& column) {
    float height = card_line * ui.theme.text_scale;
    if (column.holds_control) {
        height = std::max(height, ui.theme.table_control_height() + space::small);
    }
    if (wraps_on_phone(ui, column)) {
        height = std::max(height, 2 * scaled(ui, type::secondary).line + space::small);
    }
    return height;
}

std::uint64_t key_of(const Table& style, int row) {
    return style.row_key ? style.row_key(row) : static_cast<std::uint64_t>(row);
}

void draw_header_cell(Drawing& drawing, const Column& column, float top) {
    Ui& ui = drawing.ui;
    const TableColumn& wanted = drawing.style.columns[static_cast<std::size_t>(column.index)];
    const Rect box{drawing.box.x + column.x, top, column.width, drawing.header};
    const bool sorted = drawing.style.sorted_column == column.index;
    std::uint32_t state = 0;
    if (sorted) state = drawing.style.sorted_down ? state_sorted_down : state_sorted_up;
    const KeyScope scope(static_cast<std::uint64_t>(column.index));
    const std::uint32_t id = id_of("sort");
    ui.semantics.open(
        {.id = id_of("header"),
         .role = Role::column_header,
         .state = state,
         .rect = box,
         // A button inside says it where one can sort.
         .name = wanted.sortable ? std::string_view() : wanted.title}
    );
    Color ink = ui.theme.color.muted;
    if (wanted.sortable) {
        const Interaction did = interact(ui, id, box);
        show_hand(did);
        if (did.hovered) ink = ui.theme.color.text;
        if (did.ring) paint_outline(ui, box, ui.theme.color.focus, 2, radius::small);
        if (did.pressed) drawing.result.sorted = column.index;
        tell(ui, {.id = id, .role = Role::button, .rect = box, .name = wanted.title});
    }
    Rect words{box.x + cell_padding, box.y, box.width - 2 * cell_padding, box.height};
    const float arrow = sorted ? ui.theme.scaled(14) : 0;
    words.width -= arrow;
    const float natural =
        std::min(text_width(ui, type::small_strong, wanted.title) + 0.1F, words.width);
    const float align = wanted.right_aligned ? 1.0F : 0.0F;
    paint_text_in(
        ui, {.box = words, .font = type::small_strong, .color = ink, .align = align}, wanted.title
    );
    if (sorted) {
        const float end = words.x + (wanted.right_aligned ? words.width : natural) + 3;
        const Rect at{end, box.y + (box.height - arrow) / 2, arrow, arrow};
        paint_icon(ui, at, drawing.style.sorted_down ? Icon::arrow_down : Icon::arrow_up, ink);
    }
    ui.semantics.close();
}

// Stays at the top of what is visible while the rows go by under it. Returns where it ends.
float draw_header(Drawing& drawing) {
    Ui& ui = drawing.ui;
    const float clip_top = ImGui::GetCurrentWindow()->ClipRect.Min.y;
    const float lowest = drawing.box.y + drawing.box.height - drawing.header - drawing.row;
    const float top = std::clamp(clip_top, drawing.box.y, std::max(drawing.box.y, lowest));
    const Rect box{drawing.box.x, top, drawing.box.width, drawing.header};
    const bool stuck = top > drawing.box.y;
    paint_box(ui, box, ui.theme.color.surface, stuck ? 0 : radius::card);
    paint_rule(ui, box.x, top + drawing.header - 1, box.width, ui.theme.color.border);
    const KeyScope scope("columns");
    ui.semantics.open({.id = id_of("row"), .role = Role::row, .rect = box});
    for (const Column& column : drawing.columns) draw_header_cell(drawing, column, top);
    ui.semantics.close();
    return top + drawing.header;
}

// The link that opens the row, told in its first cell; what the cell says beside it follows.
void tell_row_link(Drawing& drawing, int row, const Rect& box, const std::string& words) {
    Ui& ui = drawing.ui;
    const std::string_view name = drawing.style.row_name(row);
    std::string_view more = words;
    if (more.substr(0, name.size()) == name) more.remove_prefix(name.size());
    while (!more.empty() && more.front() == ' ') more.remove_prefix(1);
    SemanticNode node;
    node.id = drawing.link;
    node.role = Role::link;
    node.state = drawing.style.selected == row ? state_current : 0U;
    node.rect = box;
    node.name = name;
    node.description = more;
    if (drawing.style.row_href) node.href = drawing.style.row_href(row);
    if (!in_view(ui, box)) node.state |= state_clipped;
    ui.semantics.add(node);
}

// One cell: measured first, to stand in the middle of its row. Words alone become its name.
void draw_cell(Drawing& drawing, const Rect& box, int row, const Column& column) {
    Ui& ui = drawing.ui;
    const auto body = [&] { column_of_cell(ui, [&] { drawing.cell(row, column.index); }); };
    const TableColumn& wanted = drawing.style.columns[static_cast<std::size_t>(column.index)];
    const bool right = wanted.right_aligned || column.width < 0;
    const float height = measure(ui, box.width, body).height;
    Inside inside{.box = box, .gap = 0, .align = right ? 1.0F : 0.0F};
    inside.box.y = snap(ui, box.y + (box.height - height) / 2);
    const bool links = drawing.style.row_name && column.index == drawing.columns.front().index;
    const KeyScope scope(static_cast<std::uint64_t>(column.index));
    std::string words;
    ui.cell_text = &words;
    ui.cell_open = false;
    ui.cell = {.id = id_of("cell"), .role = Role::cell, .rect = box};
    run_inside(ui, inside, body);
    ui.cell_text = nullptr;
    if (!ui.cell_open) {
        if (!links) ui.cell.name = words;
        ui.semantics.open(ui.cell);
    }
    ui.cell_open = false;
    if (links) tell_row_link(drawing, row, box, words);
    ui.semantics.close();
}

std::uint32_t link_id(const Drawing& drawing, int row) {
    const KeyScope scope(key_of(drawing.style, row));
    return id_of("open");
}

// Up and down go from row to row; the host moves the focus of the page after the frame.
void move_by_keys(Drawing& drawing, int row) {
    Ui& ui = drawing.ui;
    int to = row;
    if (shortcut(ui, ImGuiKey_DownArrow)) to += 1;
    if (shortcut(ui, ImGuiKey_UpArrow)) to -= 1;
    to = std::clamp(to, 0, drawing.style.rows - 1);
    if (to != row) ui.focus_wanted = link_id(drawing, to);
}

// What is under a row's cells, and whether the row is pressed.
void draw_row_ground(Drawing& drawing, const Rect& box, int row, float corner) {
    Ui& ui = drawing.ui;
    const Palette& color = ui.theme.color;
    Interaction did;
    drawing.link = link_id(drawing, row);
    if (drawing.style.row_name) {
        // Buttons in cells lie over the row and are pressed instead of it.
        ImGui::SetNextItemAllowOverlap();
        did = interact(ui, drawing.link, box);
        show_hand(did);
    }
    if (drawing.style.selected == row) {
        paint_box(ui, box, ui.theme.tone(Tone::accent).fill, corner);
    } else if (did.hovered) {
        paint_box(ui, box, did.held ? color.pressed : color.hovered, corner);
    }
    if (did.ring) paint_outline(ui, box, color.focus, 2, radius::small);
    if (did.pressed) drawing.result.opened = row;
    if (did.focused) {
        ui.focused_rows[drawing.id] = row;
        move_by_keys(drawing, row);
    }
}

void open_row(Drawing& drawing, const Rect& box, int row) {
    SemanticNode node;
    node.id = id_of("row");
    node.role = Role::row;
    node.rect = box;
    node.position = row + 1;
    if (drawing.style.selected == row) node.state |= state_selected;
    drawing.ui.semantics.open(node);
}

float row_top(const Drawing& drawing, int row) {
    return snap(drawing.ui, drawing.box.y + drawing.header + static_cast<float>(row) * drawing.row);
}

void draw_row(Drawing& drawing, int row) {
    Ui& ui = drawing.ui;
    const float top = row_top(drawing, row);
    const Rect box{drawing.box.x, top, drawing.box.width, row_top(drawing, row + 1) - top};
    draw_row_ground(drawing, box, row, 0);
    const bool last = row + 1 == drawing.style.rows;
    const float foot = box.y + box.height - 1;
    if (!last) paint_rule(ui, box.x, foot, box.width, ui.theme.color.border);
    const KeyScope scope(key_of(drawing.style, row));
    open_row(drawing, box, row);
    for (const Column& column : drawing.columns) {
        const Rect cell{
            box.x + column.x + cell_padding, box.y, column.width - 2 * cell_padding, box.height};
        draw_cell(drawing, cell, row, column);
    }
    ui.semantics.close();
}

// On a phone: the first column as the title, the others as lines of title and value.
void draw_card(Drawing& drawing, int row) {
    Ui& ui = drawing.ui;
    const float top = row_top(drawing, row);
    const Rect box{drawing.box.x, top, drawing.box.width, drawing.row - space::small};
    const Palette& color = ui.theme.color;
    paint_framed(ui, box, color.surface, color.border, radius::card);
    const Rect ground{box.x + 1, box.y + 1, box.width - 2, box.height - 2};
    draw_row_ground(drawing, ground, row, radius::card - 1);
    const KeyScope scope(key_of(drawing.style, row));
    open_row(drawing, box, row);
    const float pad = space::medium;
    const float head = drawing.style.row_height * ui.theme.text_scale - pad;
    float y = box.y + pad / 2;
    for (const Column& column : drawing.columns) {
        const bool first = column.index == drawing.columns.front().index;
        const TableColumn& wanted = drawing.style.columns[static_cast<std::size_t>(column.index)];
        Rect cell{box.x + pad, y, box.width - 2 * pad, first ? head : card_line_of(ui, wanted)};
        y += cell.height;
        Column slot = column;
        if (!first) {
            // The value has what its title leaves, and at least a half.
            const float words = std::ceil(text_width(ui, type::secondary, wanted.title));
            const Rect at{cell.x, cell.y, std::min(words, cell.width / 2), cell.height};
            paint_text_in(
                ui, {.box = at, .font = type::secondary, .color = color.muted}, wanted.title
            );
            cell.x += at.width + space::small;
            cell.width -= at.width + space::small;
            slot.width = -1;  // To the right, whatever the column says.
        }
        ui.cell_wraps = wraps_on_phone(ui, wanted);
        draw_cell(drawing, cell, row, slot);
    }
    ui.cell_wraps = false;
    ui.semantics.close();
}

void draw_rows(Drawing& drawing) {
    Ui& ui = drawing.ui;
    const ImRect clip = ImGui::GetCurrentWindow()->ClipRect;
    const int rows = drawing.style.rows;
    const float top = drawing.box.y + drawing.header;
    const int first = static_cast<int>(std::floor((clip.Min.y - top) / drawing.row)) - rows_beyond;
    const int end = static_cast<int>(std::ceil((clip.Max.y - top) / drawing.row)) + rows_beyond;
    const int from = std::clamp(first, 0, rows);
    const int to = std::clamp(end, from, rows);
    const auto one = [&](int row) {
        if (is_phone(ui)) {
            draw_card(drawing, row);
        } else {
            draw_row(drawing, row);
        }
    };
    // The row with the focus stays in the page when it is scrolled out, else the focus is lost.
    const auto kept = ui.focused_rows.find(drawing.id);
    int stays = kept == ui.focused_rows.end() ? -1 : kept->second;
    if (stays >= rows || (stays >= 0 && ui.focus != link_id(drawing, stays))) stays = -1;
    if (stays >= 0 && stays < from) one(stays);
    for (int row = from; row < to; ++row) one(row);
    if (stays >= to) one(stays);
}

}  // namespace

TableResult table(Ui& ui, const Table& style, FunctionRef<void(int, int)> cell) {
    const float scale = ui.theme.text_scale;
    const bool phone = is_phone(ui);
    const float width = available_width(ui);
    Drawing drawing{.ui = ui, .style = style, .cell = cell};
    drawing.header = phone ? 0 : snap(ui, 40 * scale);
    drawing.row = snap(ui, style.row_height * scale);
    if (phone) {
        drawing.columns = phone_columns(style);
        float lines = 0;
        for (std::size_t i = 1; i < drawing.columns.size(); ++i) {
            const auto index = static_cast<std::size_t>(drawing.columns[i].index);
            lines += card_line_of(ui, style.columns[index]);
        }
        drawing.row = snap(ui, drawing.row + lines + 2 * space::small);
    }
    const float height = drawing.header + drawing.row * static_cast<float>(style.rows);
    drawing.box = place(ui, width, height);
    if (ui.measuring != 0) return {};
    drawing.id = area_id(Role::table, style.key);
    if (!phone) drawing.columns = fit_columns(drawing, width);
    const KeyScope scope(style.key);
    tell_open(
        ui,
        {.id = drawing.id,
         .role = Role::table,
         .rect = drawing.box,
         .count = style.rows,
         .name = style.label}
    );
    if (style.scroll_to >= 0) {
        bring_into_view(ui, {width, row_top(drawing, style.scroll_to), 1, drawing.row});
    }
    const float below = phone ? drawing.box.y : draw_header(drawing);
    push_clip(ui, {drawing.box.x, below, width, drawing.box.y + height - below});
    draw_rows(drawing);
    pop_clip();
    ui.semantics.close();
    return drawing.result;
}

}  // namespace entente::ui
