// A file for an import, mapped by itself, and what was told of its rows.
#pragma once

#include "core/domain/csv/import_rows.h"

#include <catch2/catch_test_macros.hpp>

namespace entente::test {

// A table keeps the texts that a mapped one looks at.
struct File {
    CsvTable table;
    MappedTable mapped;

    static CsvTable read(const std::string& text) {
        auto table = read_csv(bytes_from_text(text));
        REQUIRE(table.ok());
        return std::move(table).value();
    }
    File(const std::string& text, ImportKind kind)
        : table(read(text)), mapped(table, mapping_of(kind, table.header), kind) {}
};

// "line field problem" of each, in their order.
using Lines = std::vector<std::string>;
template <typename Row>
Lines lines_of(const DryImport<Row>& dry) {
    Lines found;
    for (const CellProblem& each : dry.problems) {
        found.push_back(
            std::to_string(each.line) + " " + each.problem.field + " " +
            std::string(name_of(each.problem.code))
        );
    }
    return found;
}

}  // namespace entente::test
