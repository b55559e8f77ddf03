#include "core/domain/csv/cells.h"

#include "core/domain/csv/file/csv_writer.h"

namespace entente {

MappedTable::MappedTable(const CsvTable& table, ColumnMapping mapping, ImportKind kind)
    : table_(table), mapping_(std::move(mapping)), fields_(import_fields(kind)) {
    check(mapping_.columns.size() == fields_.size());
    for (const std::int32_t column : mapping_.columns) {
        check(column < static_cast<std::int32_t>(table_.header.size()));
    }
}

std::int32_t MappedTable::column_of(std::string_view field) const {
    for (std::size_t i = 0; i < fields_.size(); i++) {
        if (fields_[i].name == field) return mapping_.columns[i];
    }
    check(false);
    return no_column;
}

std::string_view MappedTable::cell(const CsvRow& row, std::string_view field) const {
    const std::int32_t column = column_of(field);
    if (column == no_column) return {};
    return original_text(trimmed_cell(row.cells[static_cast<std::size_t>(column)]));
}

std::vector<std::string_view> MappedTable::column(std::string_view field) const {
    std::vector<std::string_view> cells;
    cells.reserve(table_.rows.size());
    for (const CsvRow& row : table_.rows) cells.push_back(cell(row, field));
    return cells;
}

DecimalMark MappedTable::decimal_mark(std::string_view field) const {
    if (mapping_.decimal_mark != DecimalMark::automatic) return mapping_.decimal_mark;
    return decimal_mark_of(column(field));
}

DateOrder MappedTable::date_order(std::string_view field) const {
    if (mapping_.date_order != DateOrder::automatic) return mapping_.date_order;
    return date_order_of(column(field));
}

RowReader::RowReader(
    const MappedTable& table, const CsvRow& row, std::vector<CellProblem>& problems
)
    : table_(table), row_(row), problems_(problems) {
    if (!row.too_many_cells) return;
    refuse_row({ProblemCode::row_must_not_have_more_cells_than_the_header, {}, {}});
}

void RowReader::refuse(std::string_view field, Problem problem) {
    sound_ = false;
    problem.field = std::string(field);
    problems_.push_back({row_.line, table_.column_of(field), std::move(problem)});
}

void RowReader::refuse_row(Problem problem) {
    sound_ = false;
    problems_.push_back({row_.line, no_column, std::move(problem)});
}

std::string RowReader::text(std::string_view field) const {
    return std::string(table_.cell(row_, field));
}

std::vector<std::string> RowReader::list(std::string_view field) const {
    std::vector<std::string> parts;
    std::string_view rest = table_.cell(row_, field);
    while (!rest.empty()) {
        const std::size_t end = rest.find_first_of(";|");
        const std::string_view part = trimmed_cell(rest.substr(0, end));
        if (!part.empty()) parts.emplace_back(part);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return parts;
}

// What the cell holds; the standard where it is empty or refused.
template <typename Value>
Value RowReader::value_in(std::string_view field, Value standard, const Result<Value>& read) {
    if (read.ok()) return read.value();
    refuse(field, read.problem());
    return standard;
}

Currency RowReader::currency(std::string_view field, Currency standard) {
    const std::string_view cell = table_.cell(row_, field);
    return cell.empty() ? standard : value_in(field, standard, currency_from_cell(cell));
}

Money RowReader::amount(std::string_view field, DecimalMark mark, Currency standard) {
    const std::string_view cell = table_.cell(row_, field);
    return cell.empty() ? Money{} : value_in(field, Money{}, money_from_cell(cell, mark, standard));
}

Date RowReader::date(std::string_view field, DateOrder order) {
    const std::string_view cell = table_.cell(row_, field);
    return cell.empty() ? Date{} : value_in(field, Date{}, date_from_cell(cell, order));
}

std::string RowReader::country(std::string_view field) {
    const std::string cell = text(field);
    return cell.empty() ? cell : value_in(field, cell, country_from_cell(cell));
}

std::int64_t RowReader::count(std::string_view field) {
    const std::string_view cell = table_.cell(row_, field);
    return cell.empty() ? 0 : value_in<std::int64_t>(field, 0, count_from_cell(cell));
}

bool RowReader::yes(std::string_view field, bool standard) {
    const std::string_view cell = table_.cell(row_, field);
    return cell.empty() ? standard : value_in(field, standard, yes_from_cell(cell));
}

}  // namespace entente
