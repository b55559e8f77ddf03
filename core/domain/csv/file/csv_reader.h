// Comma-separated files as they come: RFC 4180, and what spreadsheets and CRMs do beside it.
//
// Any of , ; tab and | between cells, found by looking; a first line "sep=;" is believed. Lines end
// in CR, LF or both. A row may have fewer cells than the header, never more.
#pragma once

#include "core/domain/csv/file/text_file.h"

namespace entente {

struct CsvRow {
    std::int64_t line = 0;  // Of the file, from 1, where the row begins.
    std::vector<std::string> cells;
    bool too_many_cells = false;  // More than the header; those are dropped.
};

struct CsvTable {
    std::vector<std::string> header;
    std::vector<CsvRow> rows;  // Each with as many cells as the header; empty rows are left out.
    char delimiter = ',';
    Encoding encoding = Encoding::utf_8;
    bool marked = false;
};

inline constexpr std::size_t csv_bytes_max = 64U << 20U;
inline constexpr std::size_t csv_rows_max = 200'000;
inline constexpr std::size_t csv_columns_max = 500;

// file_must_have_a_header; quote_must_be_closed with the line; list_must_be_short_enough for rows
// or columns; the encoding's problems.
Result<CsvTable> read_csv(ByteView bytes);

}  // namespace entente
