#include "core/domain/csv/file/csv_writer.h"

#include <algorithm>
#include <array>

namespace entente {

// What a spreadsheet takes for the beginning of a formula, behind any number of apostrophes: these
// count so that a text that has one already comes back as it was.
static bool begins_like_a_formula(std::string_view text) {
    const std::size_t first = text.find_first_not_of('\'');
    if (first == std::string_view::npos) return false;
    if (std::string_view("=+-@\t\r\n").find(text[first]) != std::string_view::npos) return true;
    // The full-width forms of the same four, which some spreadsheets fold.
    constexpr std::array<std::string_view, 4> wide{"\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
    return std::any_of(
        wide.begin(),
        wide.end(),
        [rest = text.substr(first)](std::string_view sign) { return rest.starts_with(sign); }
    );
}

std::string harmless_text(std::string_view text) {
    std::string cell = begins_like_a_formula(text) ? "'" : "";
    cell += text;
    return cell;
}

std::string_view original_text(std::string_view cell) {
    if (cell.starts_with('\'') && begins_like_a_formula(cell)) cell.remove_prefix(1);
    return cell;
}

CsvWriter::CsvWriter(CsvStyle style) : style_(style) {
    if (style_.marked) csv_ = "\xEF\xBB\xBF";
}

void CsvWriter::cell(std::string_view text) {
    if (cells_of_row_++ > 0) csv_ += style_.delimiter;
    const bool plain = text.find_first_of("\"\r\n") == std::string_view::npos &&
                       text.find(style_.delimiter) == std::string_view::npos;
    if (plain) {
        csv_ += text;
        return;
    }
    csv_ += '"';
    for (const char c : text) {
        if (c == '"') csv_ += '"';
        csv_ += c;
    }
    csv_ += '"';
}

CsvWriter& CsvWriter::text(std::string_view text) {
    cell(harmless_text(text));
    return *this;
}

CsvWriter& CsvWriter::number(std::int64_t number) {
    cell(std::to_string(number));
    return *this;
}

CsvWriter& CsvWriter::amount(Money amount) {
    std::string digits = amount.currency.given() ? text_from_money(amount) : std::string();
    const std::size_t point = digits.find('.');
    if (style_.decimal_comma && point != std::string::npos) digits[point] = ',';
    cell(digits);
    return *this;
}

CsvWriter& CsvWriter::date(Date date) {
    cell(date == Date{} ? std::string() : text_from_date(date));
    return *this;
}

void CsvWriter::end_row() {
    csv_ += "\r\n";
    cells_of_row_ = 0;
}

}  // namespace entente
