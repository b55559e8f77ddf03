// Which column of a file becomes which field of what is imported.
//
// A file of ours, of Salesforce, HubSpot or Dynamics maps itself by the names of its columns; a
// person can change every choice. Fields are named as the record's description names them.
#pragma once

#include "core/domain/csv/cell_values.h"
#include "core/domain/csv/file/csv_reader.h"

namespace entente {

enum class ImportKind : std::uint8_t { deals, leads, partners, company_revenue };
std::span<const std::string_view> names_of(ImportKind);

enum class FilePreset : std::uint8_t { ours, salesforce, hubspot, dynamics };
std::span<const std::string_view> names_of(FilePreset);

struct ImportField {
    std::string_view name;  // "customer.legal_name"
    bool required = false;  // Without a column for it nothing can be imported.
    // Names of columns by preset, the most likely first, with '|' between them.
    std::array<std::string_view, 4> columns;
};

// The fields of a kind in the order in which they are offered.
std::span<const ImportField> import_fields(ImportKind kind);

inline constexpr std::int32_t no_column = -1;

struct ColumnMapping {
    FilePreset preset = FilePreset::ours;
    std::vector<std::int32_t> columns;  // One for each field: position in the header, or no_column.
    DecimalMark decimal_mark = DecimalMark::automatic;
    DateOrder date_order = DateOrder::automatic;
};

// The mapping by the preset whose names the header has most of; ours where none has any. Upper and
// lower case, blanks and signs do not matter, and no column is used twice.
ColumnMapping mapping_of(ImportKind kind, const std::vector<std::string>& header);

// The mapping by one preset.
ColumnMapping mapping_of(
    ImportKind kind, const std::vector<std::string>& header, FilePreset preset
);

// A required field without a column, or a file of leads with no column of names:
// column_must_be_mapped with the field.
std::vector<Problem> problems_of(const ColumnMapping& mapping, ImportKind kind);

}  // namespace entente
