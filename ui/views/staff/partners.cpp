#include "ui/views/staff/partners.h"

#include "ui/kit/controls/field.h"
#include "ui/kit/controls/table.h"
#include "ui/views/words.h"

namespace entente::ui {

namespace {

void draw_cell(Ui& ui, const PartnerRow& row, int column, Actions& actions) {
    const TextStyle words{.font = type::secondary, .wraps = false};
    if (column == 0) {
        text(ui, row.name, {.font = type::secondary_strong, .wraps = false});
        if (!row.legal_name.empty()) {
            text(ui, row.legal_name, {.font = type::secondary, .ink = Ink::muted, .wraps = false});
        }
    }
    if (column == 1) text(ui, row.tier, words);
    if (column == 2) text(ui, row.region, words);
    if (column == 3) draw_mark(ui, row.lifecycle);
    if (column == 4) text(ui, row.open_deals, words);
    if (column == 5) {
        const KeyScope scope(row.key);
        draw_press(ui, row.view_as, actions, Size::table);
    }
}

}  // namespace

void draw_partners(Ui& ui, const PartnersPage& page, Actions& actions) {
    page_header(ui, {.title = page.title, .subtitle = page.subtitle});
    const Field field{
        .key = "search",
        .label = page.search_label,
        .value = page.search,
        .placeholder = page.search_label,
        .mode = InputMode::search,
        .label_hidden = true,
        .width = extent::search_width};
    if (auto typed = search_field(ui, field)) {
        actions.push_back(act::SearchPartners{std::move(*typed)});
    }
    if (page.rows == 0) {
        draw_empty(ui, "none", page.empty, actions);
        return;
    }
    std::vector<TableColumn> columns;
    for (const std::string& title : page.columns) {
        columns.push_back({.title = title, .width_min = extent::word_column});
    }
    columns[1].width_min = extent::name_column;
    columns[1].priority = 1;
    columns[2].priority = 2;
    columns[4].right_aligned = true;
    columns[4].priority = 1;
    columns[5].width_min = extent::name_column;
    columns[5].holds_control = true;
    PartnerRow current;
    int drawn = -1;
    const auto row_at = [&](int i) -> const PartnerRow& {
        if (i != drawn) current = page.row(static_cast<std::size_t>(i));
        drawn = i;
        return current;
    };
    const Table style{
        .key = "partners",
        .label = page.title,
        .columns = columns,
        .rows = static_cast<int>(page.rows),
        .row_height = extent::two_line_row,
        .row_key = [&](int i) { return row_at(i).key; }};
    card(ui, {.flush = true}, [&] {
        table(ui, style, [&](int i, int column) { draw_cell(ui, row_at(i), column, actions); });
    });
}

}  // namespace entente::ui
