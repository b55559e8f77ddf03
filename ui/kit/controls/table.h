// A table of any length: only the rows in view are drawn and told. On a phone its rows are cards.
#pragma once

#include "ui/kit/controls/text.h"

#include <functional>
#include <optional>
#include <span>

namespace entente::ui {

struct TableColumn {
    std::string_view title;
    float weight = 1;      // Share of the width that is left over.
    float width_min = 80;  // CSS pixels before the text scale.
    bool right_aligned = false;
    bool sortable = false;
    bool holds_control = false;  // On a phone its line is as high as one.
    bool long_words = false;     // Which on a phone wrap into two lines when letters are large.
    int priority = 0;            // Columns of the highest number leave first when it is too narrow.
};

struct Table {
    std::string_view key, label;
    std::span<const TableColumn> columns;
    int rows = 0;
    float row_height = 44;  // 56 for cells of two lines, before the text scale.
    int sorted_column = -1;
    bool sorted_down = false;
    int selected = -1;  // The row that is shown beside the table.
    // The key of a row's record; without it the index stands for it (rows that never move).
    std::function<std::uint64_t(int)> row_key;
    // The name and the route of a row that can be opened; without it rows are not links.
    std::function<std::string_view(int)> row_name;
    std::function<std::string_view(int)> row_href;
    int scroll_to = -1;  // Bring this row into view.
};

struct TableResult {
    std::optional<int> opened;  // Row.
    std::optional<int> sorted;  // Column.
};

// `cell(row, column)` draws one cell; it is called only for what is visible.
TableResult table(Ui& ui, const Table& style, FunctionRef<void(int, int)> cell);

}  // namespace entente::ui
