#include "ui/views/partner/certifications.h"

#include "ui/kit/controls/feedback.h"
#include "ui/kit/controls/table.h"
#include "ui/views/words.h"

#include <array>

namespace entente::ui {

namespace {

void draw_level(Ui& ui, const LevelCard& level) {
    card(ui, {.label = level.name}, [&] {
        card_header(ui, level.name, [&] { draw_mark(ui, level.mark); });
        muted_text(ui, level.how);
        const std::string label = level.unlocks_label + " ";
        const std::array<Run, 2> runs{
            Run{.text = label, .font = type::secondary_strong},
            Run{.text = level.unlocks, .font = type::secondary}};
        rich_text(ui, runs);
        meter(ui, {.part = part_of(level.permille), .shown = false});
        muted_text(ui, level.held);
    });
}

void draw_people(Ui& ui, const CertificationsPage& page) {
    std::vector<TableColumn> columns;
    for (const std::string& title : page.columns) {
        columns.push_back({.title = title, .width_min = extent::word_column});
    }
    columns.back().priority = 1;
    columns.back().weight = extent::wide;
    columns.back().width_min = extent::name_column;
    columns.back().long_words = true;
    const Table style{
        .key = "people",
        .label = page.title,
        .columns = columns,
        .rows = static_cast<int>(page.people.size())};
    card(ui, {.flush = true}, [&] {
        table(ui, style, [&](int i, int column) {
            const PersonRow& row = page.people[static_cast<std::size_t>(i)];
            const auto level = static_cast<std::size_t>(column) - 1;
            if (column == 0) {
                text(ui, row.name, {.font = type::secondary_strong, .wraps = false});
            } else if (level >= row.levels.size()) {
                text(ui, row.next_step, {.font = type::secondary, .wraps = false});
            } else if (row.levels[level].text.empty()) {
                text(ui, page.none, {.font = type::secondary, .ink = Ink::muted});
            } else {
                draw_mark(ui, row.levels[level]);
            }
        });
    });
}

void draw_unlocks(Ui& ui, const CertificationsPage& page) {
    card(ui, {.label = page.unlocks_title}, [&] {
        card_heading(ui, page.unlocks_title);
        const auto item = [&](int i) {
            const UnlockItem& unlock = page.unlocks[static_cast<std::size_t>(i)];
            column(ui, space::tiny, [&] {
                draw_mark(ui, unlock.mark);
                muted_text(ui, unlock.text);
            });
        };
        list(ui, page.unlocks_title, static_cast<int>(page.unlocks.size()), item);
    });
}

}  // namespace

void draw_certifications(Ui& ui, const CertificationsPage& page, Actions&) {
    page_header(ui, {.title = page.title, .subtitle = page.subtitle});
    grid(ui, {.columns = 3}, static_cast<int>(page.levels.size()), [&](int i) {
        draw_level(ui, page.levels[static_cast<std::size_t>(i)]);
    });
    const auto people = [&] { draw_people(ui, page); };
    const auto unlocks = [&] { draw_unlocks(ui, page); };
    // Five columns of marks: beside them only where none of them is cut.
    const Split areas{.weights = {3.1F, 1}, .beside = WidthClass::desktop, .beside_min = 1100};
    split(ui, areas, {people, unlocks});
}

}  // namespace entente::ui
