#include "core/domain/csv/file/csv_reader.h"

#include <algorithm>

namespace entente {

static constexpr std::string_view delimiters = ",;\t|";

// Reads records off a text, one after the other.
class Records {
public:
    Records(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

    bool at_end() const { return at_ >= text_.size(); }
    // The next record. False when a quotation mark is never closed.
    bool next(CsvRow& row) {
        row.line = line_;
        row.cells.clear();
        bool more = true;
        while (more) {
            row.cells.emplace_back();
            if (!read_cell(row.cells.back())) return false;
            more = at_ < text_.size() && text_[at_] == delimiter_;
            if (more) at_++;
        }
        end_line();
        return true;
    }

private:
    static bool ends_line(char c) { return c == '\r' || c == '\n'; }

    // A quotation mark opens at the beginning of a cell only; what follows a closing one belongs to
    // the cell as it stands.
    bool read_cell(std::string& cell) {
        if (at_ < text_.size() && text_[at_] == '"' && !read_quoted(cell)) return false;
        while (at_ < text_.size() && text_[at_] != delimiter_ && !ends_line(text_[at_])) {
            cell += text_[at_++];
        }
        return true;
    }

    bool read_quoted(std::string& cell) {
        at_++;
        while (at_ < text_.size()) {
            const char c = text_[at_++];
            if (c == '"') {
                if (at_ >= text_.size() || text_[at_] != '"') return true;
                at_++;
            }
            if (c == '\n') line_++;
            cell += c;
        }
        return false;
    }

    void end_line() {
        if (at_ >= text_.size()) return;
        if (text_[at_] == '\r') at_++;
        if (at_ < text_.size() && text_[at_] == '\n') at_++;
        line_++;
    }

    std::string_view text_;
    char delimiter_;
    std::size_t at_ = 0;
    std::int64_t line_ = 1;
};

static bool is_blank(const CsvRow& row) {
    return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) {
        return cell.find_first_not_of(" \t") == std::string::npos;
    });
}

// How many cells the header has with that delimiter, when the first records bear it out; 1 says
// nothing. A row may end early; one that is longer speaks against it, unless it is an exception.
static std::size_t cells_with(std::string_view text, char delimiter) {
    constexpr int records_max = 9;
    constexpr int exceptions_to_a_record = 3;
    Records records(text, delimiter);
    CsvRow row;
    std::size_t cells = 0;
    int seen = 0;
    int longer = 0;
    while (seen < records_max && !records.at_end() && records.next(row)) {
        if (is_blank(row)) continue;
        if (seen++ == 0) cells = row.cells.size();
        longer += row.cells.size() > cells ? 1 : 0;
    }
    return longer * exceptions_to_a_record > seen ? 1 : cells;
}

static char delimiter_of(std::string_view& text) {
    if (text.size() > 4 && text.starts_with("sep=")) {
        const char told = text[4];
        const std::string_view rest = text.substr(5);
        const bool alone = rest.empty() || rest.front() == '\r' || rest.front() == '\n';
        if (delimiters.find(told) != std::string_view::npos && alone) {
            text = rest;
            return told;
        }
    }
    char best = delimiters.front();
    std::size_t cells_max = 1;
    for (const char delimiter : delimiters) {
        const std::size_t cells = cells_with(text, delimiter);
        if (cells <= cells_max) continue;
        cells_max = cells;
        best = delimiter;
    }
    return best;
}

static Problem unclosed(std::int64_t line) {
    return {ProblemCode::quote_must_be_closed, "line " + std::to_string(line), {}};
}

static Outcome read_header(CsvTable& table, Records& records) {
    CsvRow row;
    do {
        if (records.at_end()) return ProblemCode::file_must_have_a_header;
        if (!records.next(row)) return unclosed(row.line);
    } while (is_blank(row));
    if (row.cells.size() > csv_columns_max) {
        return Problem{
            ProblemCode::list_must_be_short_enough, "header", std::to_string(csv_columns_max)};
    }
    table.header = std::move(row.cells);
    return Done{};
}

Result<CsvTable> read_csv(ByteView bytes) {
    TRY(const TextFile file, text_from_file(bytes, csv_bytes_max));
    CsvTable table;
    table.encoding = file.encoding;
    table.marked = file.marked;
    std::string_view text = file.text;
    table.delimiter = delimiter_of(text);
    Records records(text, table.delimiter);
    TRY_DONE(read_header(table, records));
    while (!records.at_end()) {
        CsvRow row;
        if (!records.next(row)) return unclosed(row.line);
        if (is_blank(row)) continue;
        if (table.rows.size() == csv_rows_max) {
            return Problem{
                ProblemCode::list_must_be_short_enough, "rows", std::to_string(csv_rows_max)};
        }
        row.too_many_cells = row.cells.size() > table.header.size();
        row.cells.resize(table.header.size());
        table.rows.push_back(std::move(row));
    }
    return table;
}

}  // namespace entente
