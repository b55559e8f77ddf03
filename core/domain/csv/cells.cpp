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

Currency RowReader::currency(std::string_view field, Currency standard) {
    const std::string_view cell = table_.cell(row_, field);
    if (cell.empty()) return standard;
    // "USD - U.S. Dollar" is how one CRM writes it.
    const auto known = currency_from_text(cell.substr(0, cell.find_first_of(" -")));
    if (known.ok()) return known.value();
    refuse(field, known.problem());
    return standard;
}

Money RowReader::amount(std::string_view field, DecimalMark mark, Currency standard) {
    const std::string_view cell = table_.cell(row_, field);
    if (cell.empty()) return {};
    const auto amount = money_from_cell(cell, mark, standard);
    if (amount.ok()) return amount.value();
    refuse(field, amount.problem());
    return {};
}

Date RowReader::date(std::string_view field, DateOrder order) {
    const std::string_view cell = table_.cell(row_, field);
    if (cell.empty()) return {};
    const auto date = date_from_cell(cell, order);
    if (date.ok()) return date.value();
    refuse(field, date.problem());
    return {};
}

std::string RowReader::country(std::string_view field) {
    const std::string_view cell = table_.cell(row_, field);
    if (cell.empty()) return {};
    const auto country = country_from_cell(cell);
    if (country.ok()) return country.value();
    refuse(field, country.problem());
    return std::string(cell);
}

}  // namespace entente
