// Lists as files that a spreadsheet opens and never runs: RFC 4180 with CRLF.
//
// A text that begins like a formula gets an apostrophe, which reading takes off again. Numbers and
// dates are written by their own functions, so a negative amount stays a number.
#pragma once

#include "core/base/date.h"
#include "core/base/money.h"

namespace entente {

struct CsvStyle {
    char delimiter = ',';
    bool marked = true;          // Begins with the byte order mark of UTF-8.
    bool decimal_comma = false;  // 1234,50; such files use ';' between cells.
};

class CsvWriter {
public:
    explicit CsvWriter(CsvStyle style = {});

    CsvWriter& text(std::string_view text);
    CsvWriter& number(std::int64_t number);
    CsvWriter& amount(Money amount);  // Digits only; its currency is a cell of its own.
    CsvWriter& date(Date date);       // Empty for the epoch's day, which is "none".
    // So far, of the row that is being written.
    std::size_t cells_of_row() const { return cells_of_row_; }
    void end_row();
    std::string take() { return std::move(csv_); }

private:
    void cell(std::string_view text);

    CsvStyle style_;
    std::string csv_;
    std::size_t cells_of_row_ = 0;
};

// The text as a cell holds it: with an apostrophe where a spreadsheet would compute it.
std::string harmless_text(std::string_view text);

// What harmless_text() was given; any other text as it is.
std::string_view original_text(std::string_view cell);

}  // namespace entente
