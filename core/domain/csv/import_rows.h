// What a mapped file would bring in: typed rows, each with its verdict, before anything is changed.
//
// Reading refuses cells; the program's own rules then judge each row as if a person had typed it.
// A row that is ready is one that the command takes. A row that repeats an earlier one is named;
// the rest of the file is not held up by it.
#pragma once

#include "core/base/places/public_suffix.h"
#include "core/domain/commands/deals.h"
#include "core/domain/csv/cells.h"
#include "core/domain/leads/lead.h"
#include "core/domain/measurement/company_figure.h"
#include "core/domain/program.h"

#include <functional>

namespace entente {

enum class RowVerdict : std::uint8_t {
    ready,
    joined,  // A further line of the deal of an earlier row, which holds it.
    refused,
};
std::span<const std::string_view> names_of(RowVerdict);

template <typename Row>
struct ImportedRow {
    std::int64_t line = 0;
    RowVerdict verdict = RowVerdict::ready;
    Row row;
};

template <typename Row>
struct DryImport {
    std::vector<ImportedRow<Row>> rows;  // Every row of the file, in its order.
    std::vector<CellProblem> problems;   // By line.

    std::int64_t ready() const {
        std::int64_t count = 0;
        for (const auto& row : rows) count += row.verdict == RowVerdict::ready ? 1 : 0;
        return count;
    }
};

struct DealRow {
    DealForm form;
    Stage stage = Stage::prospect;
};

// The rules that a registration of the form would meet; see problems_of() in core/domain/decide.h.
using JudgeDeal = std::function<std::vector<Problem>(const DealForm&)>;

struct DealImport {
    const Program& program;
    Currency currency;                  // Of amounts that name none.
    std::string category;               // Of amounts that name none: "software_licenses".
    std::vector<std::string> products;  // Of rows that name none.
    JudgeDeal judge;  // Not given: rows are kept as drafts and judged when submitted.
};

// The same customer and title again with another line is a further line of the same deal, as
// reports with a row a product have it; it must agree in all else. The rows of a deal stand or fall
// together: row_must_agree_with_its_deal at the cell that differs, currencies_must_match, and at
// every other row of the deal rows_of_a_deal_must_all_be_sound with the line of the refused one.
DryImport<DealRow> deals_from_table(const MappedTable& table, const DealImport& options);

struct LeadRow {
    std::string company;
    std::string name;
    std::string email;
    std::string phone;
    std::string job_title;
    std::string country;
    std::string website;
    std::string source;
    std::string notes;

    friend bool operator==(const LeadRow&, const LeadRow&) = default;
};

// By lead_is_sound(), with the consent that who imports gives for all; the same e-mail twice is a
// repetition, without one the same name and company.
DryImport<LeadRow> leads_from_table(const MappedTable& table, const Program& program);

// What ImportLeads takes of a row. `consent`: who imports says that the contacts agreed to their
// data being kept, which no file can say for them.
LeadForm lead_form(const LeadRow& row, bool consent);

// As ImportPartners judges them: an organization with a name or a domain of an earlier row that is
// ready is a repetition, and so is one with a known key, which are organization_keys() of the
// partners in the program. `suffixes` as in settle_domains(). The region follows from the country
// where the file has none.
DryImport<Partner> partners_from_table(
    const MappedTable& table,
    const Program& program,
    const std::vector<std::string>& known_keys,
    const PublicSuffixes* suffixes = nullptr
);

struct FigureImport {
    const Program& program;
    Currency currency;                 // Of amounts that name none.
    std::string source;                // Of rows that name none: the file's name.
    Date today{};                      // On which they come in.
    std::vector<CompanyFigure> known;  // What there is already.
};

// In the file "until" is the last day, and a figure may be called by its name. By
// figure_is_sound(); days of a figure that another row or a known figure has are
// days_must_be_counted_once.
DryImport<CompanyFigure> figures_from_table(const MappedTable& table, const FigureImport& options);

}  // namespace entente
