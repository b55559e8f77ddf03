// A dry run as the commands that bring it in: what is ready, in parts of one batch that each fit.
//
// Every row that is ready goes in, in the order of the file. A command is never larger than asked.
#pragma once

#include "core/domain/commands/imports.h"
#include "core/domain/csv/import_rows.h"

namespace entente {

struct ImportHead {
    ImportBatchId batch;
    std::string file_name;
    std::size_t bytes_max = 0;  // Of a command's arguments: args_bytes_max (core/sync/protocol.h).
};

// In the order in which they are to be given; none when nothing is ready.
// bytes_must_be_small_enough with the line of a row that does not fit alone.
Result<std::vector<Command>> import_parts(const ImportHead& head, const DryImport<DealRow>& dry);
Result<std::vector<Command>> import_parts(
    const ImportHead& head, const DryImport<LeadRow>& dry, bool consent
);
Result<std::vector<Command>> import_parts(const ImportHead& head, const DryImport<Partner>& dry);
Result<std::vector<Command>> import_parts(
    const ImportHead& head, const DryImport<CompanyFigure>& dry
);

// The line of the file that the batch's n-th row stands in, from 0: "deals[3]" of a command that
// was refused is its rows_before + 3. 0 when there is none.
template <typename Row>
std::int64_t line_of_row(const DryImport<Row>& dry, std::int64_t index) {
    for (const auto& row : dry.rows) {
        if (row.verdict == RowVerdict::ready && index-- == 0) return row.line;
    }
    return 0;
}

}  // namespace entente
