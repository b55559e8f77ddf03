// The cells of one row by the names of their fields, and what was wrong with each.
//
// A row is read to its end whatever is wrong in it, so that a person sees every cell at once.
#pragma once

#include "core/domain/csv/mapping.h"

namespace entente {

// What was wrong, where: the problem's field is the name of the import's field.
struct CellProblem {
    std::int64_t line = 0;
    std::int32_t column = no_column;  // Of the file; no_column where the whole row is meant.
    Problem problem;
};

// A file with its mapping, and what its columns settle.
class MappedTable {
public:
    MappedTable(const CsvTable& table, ColumnMapping mapping, ImportKind kind);

    const CsvTable& table() const { return table_; }
    const ColumnMapping& mapping() const { return mapping_; }
    std::int32_t column_of(std::string_view field) const;
    // Blanks at its ends and the apostrophe of a harmless text are gone; empty without a column.
    std::string_view cell(const CsvRow& row, std::string_view field) const;
    // By the mapping, else by what the field's column agrees on.
    DecimalMark decimal_mark(std::string_view field) const;
    DateOrder date_order(std::string_view field) const;

private:
    std::vector<std::string_view> column(std::string_view field) const;

    const CsvTable& table_;
    ColumnMapping mapping_;
    std::span<const ImportField> fields_;
};

// Reads the cells of one row and keeps their problems.
class RowReader {
public:
    RowReader(const MappedTable& table, const CsvRow& row, std::vector<CellProblem>& problems);

    std::string text(std::string_view field) const;
    // Its parts between ; or |.
    std::vector<std::string> list(std::string_view field) const;
    Currency currency(std::string_view field, Currency standard);
    // Read by the mark that the column settled.
    Money amount(std::string_view field, DecimalMark mark, Currency standard);
    Date date(std::string_view field, DateOrder order);
    std::string country(std::string_view field);
    // 0 of an empty cell.
    std::int64_t count(std::string_view field);
    bool yes(std::string_view field, bool standard);
    void refuse(std::string_view field, Problem problem);
    // The whole row, by whatever field the problem itself names.
    void refuse_row(Problem problem);
    bool is_sound() const { return sound_; }

private:
    template <typename Value>
    Value value_in(std::string_view field, Value standard, const Result<Value>& read);

    const MappedTable& table_;
    const CsvRow& row_;
    std::vector<CellProblem>& problems_;
    bool sound_ = true;
};

}  // namespace entente
