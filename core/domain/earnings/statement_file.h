// A statement as a file that a spreadsheet opens: a row each line, with everything that explains
// it.
#pragma once

#include "core/domain/csv/file/csv_writer.h"
#include "core/domain/earnings/statement.h"

#include <functional>

namespace entente {

// The words for an explanation_key(), in the reader's language.
using Explain = std::function<std::string(std::string_view key)>;

// The lines in the order of statement_lines(). What somebody wrote is text and never a formula.
std::string csv_from_statement(
    const Statement& statement,
    const std::vector<EarningLine>& of_partner,
    const Explain& explain,
    CsvStyle style = {}
);

}  // namespace entente
