#include "ui/views/staff/approvals.h"

#include "ui/kit/controls/feedback.h"
#include "ui/kit/controls/table.h"
#include "ui/views/partner/quote.h"
#include "ui/views/words.h"

namespace entente::ui {

namespace {

class CurrentRow {
public:
    explicit CurrentRow(const ApprovalsPage& page) : page_(page) {}
    const ApprovalRow& at(int index) {
        if (index != index_) row_ = page_.row(static_cast<std::size_t>(index));
        index_ = index;
        return row_;
    }

private:
    const ApprovalsPage& page_;
    ApprovalRow row_;
    int index_ = -1;
};

void draw_cell(Ui& ui, const ApprovalRow& row, int column) {
    const TextStyle words{.font = type::secondary, .wraps = false};
    if (column == 0) {
        text(ui, row.customer, {.font = type::secondary_strong, .wraps = false});
        text(ui, row.title, {.font = type::secondary, .ink = Ink::muted, .wraps = false});
    }
    if (column == 1) text(ui, row.partner, words);
    if (column == 2) text(ui, row.value, words);
    if (column == 3) draw_mark(ui, row.review);
    if (column == 4) {
        text(
            ui,
            row.clock.text,
            {.font = type::secondary, .ink = ink_of(row.clock.tone), .wraps = false}
        );
    }
    if (column == 5) text(ui, row.holder, words);
}

void draw_queue(Ui& ui, const ApprovalsPage& page, Actions& actions) {
    if (page.rows == 0) {
        draw_empty(ui, "none", page.empty, actions);
        return;
    }
    std::vector<TableColumn> columns;
    for (const std::string& title : page.columns) {
        columns.push_back({.title = title, .width_min = extent::word_column});
    }
    columns[2].right_aligned = true;
    columns[2].width_min = extent::amount_column;
    columns[3].priority = 1;
    columns[5].priority = 2;
    CurrentRow current(page);
    std::string name;
    std::string url;
    const Table style{
        .key = "approvals",
        .label = page.title,
        .columns = columns,
        .rows = static_cast<int>(page.rows),
        .row_height = extent::two_line_row,
        .row_key = [&](int i) { return current.at(i).key; },
        .row_name = [&](int i) { return std::string_view(name = current.at(i).customer); },
        .row_href = [&](int i) { return std::string_view(url = current.at(i).url); }};
    card(ui, {.flush = true}, [&] {
        const TableResult did =
            table(ui, style, [&](int i, int column) { draw_cell(ui, current.at(i), column); });
        if (did.opened) actions.push_back(act::Navigate{current.at(*did.opened).url});
    });
}

void draw_case_facts(Ui& ui, const CasePage& page) {
    card(ui, {.label = page.facts_title, .gap = space::medium}, [&] {
        card_heading(ui, page.facts_title);
        draw_facts(ui, page.facts);
        text(ui, page.objective_label, {.font = type::secondary_strong});
        paragraph(ui, page.objective);
    });
}

void draw_case(Ui& ui, const CasePage& page, Actions& actions) {
    const auto marks = [&] {
        row(ui, {}, [&] {
            draw_mark(ui, page.review);
            draw_mark(ui, page.clock);
        });
    };
    page_header(ui, {.title = page.customer, .subtitle = page.subtitle, .actions = marks});
    if (!page.note.empty()) {
        banner(ui, {.key = "note", .tone = Tone::warning, .title = page.note});
    }
    draw_presses(ui, page.presses, actions);
    const auto facts = [&] { draw_case_facts(ui, page); };
    const auto beside = [&] {
        column(ui, space::large, [&] {
            if (!page.quote.empty()) {
                card(ui, {.label = page.quote_title}, [&] {
                    card_heading(ui, page.quote_title);
                    figure(ui, page.quote_sum);
                    draw_quote_lines(ui, page.quote_title, page.quote);
                });
            }
            card(ui, {.label = page.history_title}, [&] {
                card_heading(ui, page.history_title);
                draw_timeline(ui, page.history_title, page.history);
            });
        });
    };
    split(ui, {.weights = {1, 1}}, {facts, beside});
    draw_press(ui, page.back, actions);
}

}  // namespace

void draw_approvals(Ui& ui, const ApprovalsPage& page, Actions& actions) {
    if (page.open) {
        draw_case(ui, *page.open, actions);
        return;
    }
    page_header(ui, {.title = page.title, .subtitle = page.subtitle});
    if (!page.missing.empty()) {
        banner(ui, {.key = "missing", .tone = Tone::warning, .title = page.missing});
    }
    draw_queue(ui, page, actions);
}

}  // namespace entente::ui
