// Any list as a file: what its columns are called, and a function that writes the cells of a row.
//
// For what is exported as it is shown (statements, claims, certificates, a scorecard); what can be
// imported again has its own columns (core/domain/csv/export_rows.h). Every row has as many cells
// as there are titles.
#pragma once

#include "core/domain/csv/file/csv_writer.h"

#include <span>

namespace entente {

// `write_row(cells, row)`, for rows 0 to `rows` - 1.
template <typename WriteRow>
std::string csv_from_list(
    std::span<const std::string> titles,
    std::size_t rows,
    const WriteRow& write_row,
    CsvStyle style = {}
) {
    CsvWriter cells(style);
    for (const std::string& title : titles) cells.text(title);
    cells.end_row();
    for (std::size_t row = 0; row < rows; row++) {
        write_row(cells, row);
        check(cells.cells_of_row() == titles.size());
        cells.end_row();
    }
    return cells.take();
}

}  // namespace entente
