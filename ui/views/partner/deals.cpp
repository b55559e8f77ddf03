#include "ui/views/partner/deals.h"

#include "ui/kit/controls/feedback.h"
#include "ui/kit/controls/field.h"
#include "ui/kit/controls/table.h"
#include "ui/views/words.h"

#include <algorithm>

namespace entente::ui {

namespace {

// The row that is being drawn: its texts are made once, not once a cell.
class CurrentRow {
public:
    explicit CurrentRow(const DealsPage& page) : page_(page) {}
    const DealRow& at(int index) {
        if (index != index_) row_ = page_.row(static_cast<std::size_t>(index));
        index_ = index;
        return row_;
    }

private:
    const DealsPage& page_;
    DealRow row_;
    int index_ = -1;
};

TableColumn column_of(const DealColumnTitle& column) {
    TableColumn made{.title = column.title, .sortable = true};
    switch (column.column) {
        case DealColumn::customer:
            made.weight = extent::roomy;
            made.width_min = extent::name_column;
            break;
        case DealColumn::stage:
            made.width_min = extent::state_column;
            made.priority = 2;
            break;
        case DealColumn::review:
            made.width_min = extent::state_column;
            break;
        case DealColumn::protection:
            made.weight = extent::roomy;
            made.width_min = extent::state_column;
            made.long_words = true;
            made.priority = 1;
            break;
        case DealColumn::value:
            made.weight = extent::half;
            made.width_min = extent::amount_column;
            made.right_aligned = true;
            break;
        case DealColumn::margin:
            made.weight = extent::half;
            made.width_min = extent::amount_column;
            made.right_aligned = true;
            made.priority = 3;
            break;
        case DealColumn::saved:
            made.weight = extent::half;
            made.width_min = extent::amount_column;
            made.priority = 4;
            break;
    }
    return made;
}

void draw_cell(Ui& ui, const DealRow& row, DealColumn column) {
    const TextStyle words{.font = type::secondary, .wraps = false};
    switch (column) {
        case DealColumn::customer:
            text(ui, row.customer, {.font = type::secondary_strong, .wraps = false});
            text(ui, row.title, {.font = type::secondary, .ink = Ink::muted, .wraps = false});
            return;
        case DealColumn::stage:
            text(ui, row.stage, words);
            return;
        case DealColumn::review:
            draw_mark(ui, row.review);
            return;
        case DealColumn::protection:
            text(ui, row.protection.text, words);
            if (row.protection.left_permille >= 0) {
                meter(
                    ui,
                    {.label = row.protection.text,
                     .value = row.protection.text,
                     .part = part_of(row.protection.left_permille),
                     .tone = tone_of(row.protection.tone),
                     .shown = false}
                );
            }
            return;
        case DealColumn::value:
            text(ui, row.value, words);
            return;
        case DealColumn::margin:
            text(ui, row.margin, words);
            return;
        case DealColumn::saved:
            text(
                ui,
                row.saved.text,
                {.font = type::secondary, .ink = ink_of(row.saved.tone), .wraps = false}
            );
            return;
    }
}

void draw_table(Ui& ui, const DealsPage& page, Actions& actions) {
    std::vector<TableColumn> columns;
    for (const DealColumnTitle& column : page.columns) columns.push_back(column_of(column));
    CurrentRow current(page);
    std::string name;
    std::string url;
    const Table style{
        .key = "deals",
        .label = page.title,
        .columns = columns,
        .rows = static_cast<int>(page.rows),
        .row_height = extent::two_line_row,
        .sorted_column = page.sorted_column,
        .sorted_down = page.sorted_down,
        .selected = page.selected,
        .row_key = [&](int i) { return current.at(i).key; },
        .row_name = [&](int i) { return std::string_view(name = current.at(i).customer); },
        .row_href = [&](int i) { return std::string_view(url = current.at(i).url); }};
    const TableResult did = table(ui, style, [&](int i, int column) {
        draw_cell(ui, current.at(i), page.columns[static_cast<std::size_t>(column)].column);
    });
    if (did.opened) actions.push_back(act::Navigate{current.at(*did.opened).url});
    if (did.sorted) {
        actions.push_back(act::SortBy{page.columns[static_cast<std::size_t>(*did.sorted)].column});
    }
}

void draw_rows(Ui& ui, const DealsPage& page, Actions& actions) {
    if (page.rows == 0) {
        draw_empty(ui, "none", page.empty, actions);
        return;
    }
    card(ui, {.label = page.title, .flush = true}, [&] {
        // Beside a deal the list scrolls by itself, so that both stay in view.
        if (!page.detail || is_phone(ui)) {
            draw_table(ui, page, actions);
            return;
        }
        const float room = ui.page.height - ui.theme.scaled(extent::list_above);
        const float height = std::max(room, extent::list_height_min);
        scroll_area(ui, "rows", height, [&] { draw_table(ui, page, actions); });
    });
}

void draw_filters(Ui& ui, const DealsPage& page, Actions& actions) {
    const Region style{.role = Role::group, .key = "filters", .label = page.filters_label};
    region(ui, style, [&] {
        row(ui, {.gap = space::small}, [&] {
            for (const FilterChip& filter : page.filters) {
                const Chip chip_style{
                    .key = filter.label,
                    .label = filter.label,
                    .count = filter.count,
                    .on = filter.on};
                if (chip(ui, chip_style)) actions.push_back(act::ChooseFilter{filter.filter});
            }
        });
    });
    if (!is_phone(ui)) return;
    const Field field{
        .key = "search",
        .label = page.search_label,
        .value = page.search,
        .placeholder = page.search_label,
        .mode = InputMode::search,
        .label_hidden = true};
    if (auto typed = search_field(ui, field)) {
        actions.push_back(act::SearchDeals{std::move(*typed)});
    }
}

void draw_stage(Ui& ui, const StagePicker& picker, Actions& actions) {
    const Combo style{.key = "stage", .label = picker.label, .chosen = picker.chosen};
    const auto option = [&](int i) -> std::string_view {
        return picker.stages[static_cast<std::size_t>(i)].name;
    };
    const auto chosen = combo(ui, style, static_cast<int>(picker.stages.size()), option);
    if (!chosen) return;
    actions.push_back(act::MoveDealStage{picker.deal, static_cast<entente::Stage>(*chosen)});
}

void draw_detail(Ui& ui, const DealDetail& detail, Actions& actions) {
    const KeyScope scope(text_from_id(detail.deal));
    card(ui, {.label = detail.customer, .gap = space::medium}, [&] {
        card_header(ui, detail.customer, [&] { draw_mark(ui, detail.review); });
        muted_text(ui, detail.subtitle);
        if (!detail.callout.text.empty()) {
            banner(
                ui,
                {.key = "callout",
                 .tone = tone_of(detail.callout.tone),
                 .title = detail.callout.text,
                 .words = detail.callout_text}
            );
        }
        draw_presses(ui, detail.presses, actions);
        if (detail.stage) draw_stage(ui, *detail.stage, actions);
        draw_facts(ui, detail.facts);
        if (!detail.objective.empty()) {
            text(ui, detail.objective_label, {.font = type::secondary_strong});
            paragraph(ui, detail.objective);
        }
        if (!detail.decision.empty()) {
            text(ui, detail.decision_label, {.font = type::secondary_strong});
            paragraph(ui, detail.decision);
        }
        if (!detail.history.empty()) {
            card_heading(ui, detail.history_label);
            draw_timeline(ui, detail.history_label, detail.history);
        }
        const Button back{.key = "back", .label = detail.close_label, .look = Look::quiet};
        if (button(ui, back)) actions.push_back(act::CloseDetail{});
    });
}

}  // namespace

void draw_deals(Ui& ui, const DealsPage& page, Actions& actions) {
    if (!is_desktop(ui) && page.detail) {  // Under a long list nobody would find it.
        draw_detail(ui, *page.detail, actions);
        return;
    }
    const PageHeader header{
        .title = page.title, .actions = [&] { draw_presses(ui, page.presses, actions); }};
    page_header(ui, header);
    draw_filters(ui, page, actions);
    const auto rows = [&] { draw_rows(ui, page, actions); };
    if (!page.detail) {
        rows();
        return;
    }
    const auto detail = [&] { draw_detail(ui, *page.detail, actions); };
    split(ui, {.weights = {2.3F, 1}, .beside = WidthClass::desktop}, {rows, detail});
}

}  // namespace entente::ui
