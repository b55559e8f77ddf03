// A file that somebody imports: the first byte chooses what as, the rest is the file. Whatever was
// read is written, and reads back the same.
#include "core/domain/csv/export_rows.h"

using namespace entente;

static void import_deals(const CsvTable& table) {
    const Program program;
    const MappedTable mapped(table, mapping_of(ImportKind::deals, table.header), ImportKind::deals);
    const DealImport options{
        .program = program, .currency = usd, .category = {}, .products = {}, .judge = {}};
    const auto dry = deals_from_table(mapped, options);
    check(dry.rows.size() == table.rows.size());
}

static void import_leads(const CsvTable& table) {
    const MappedTable mapped(table, mapping_of(ImportKind::leads, table.header), ImportKind::leads);
    const auto dry = leads_from_table(mapped);
    std::vector<LeadRow> leads;
    for (const auto& row : dry.rows) {
        if (row.verdict == RowVerdict::ready) leads.push_back(row.row);
    }
    const std::string csv = csv_from_leads(leads);
    const auto again = read_csv(bytes_from_text(csv));
    check(again.ok());
    const MappedTable back(
        again.value(), mapping_of(ImportKind::leads, again.value().header), ImportKind::leads
    );
    const auto read = leads_from_table(back);
    check(read.rows.size() == leads.size());
    for (std::size_t i = 0; i < leads.size(); i++) check(read.rows[i].row.email == leads[i].email);
}

static void import_figures(const CsvTable& table) {
    const MappedTable mapped(
        table, mapping_of(ImportKind::company_revenue, table.header), ImportKind::company_revenue
    );
    for (const auto& row : figures_from_table(mapped, usd, "file", Date{Days{20'000}}).rows) {
        if (row.verdict == RowVerdict::ready) check(row.row.from < row.row.until);
    }
}

static void import_partners(const CsvTable& table) {
    const Program program;
    const MappedTable mapped(
        table, mapping_of(ImportKind::partners, table.header), ImportKind::partners
    );
    check(partners_from_table(mapped, program, {}).rows.size() == table.rows.size());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const auto table = read_csv({bytes + 1, size - 1});
    if (!table.ok()) return 0;
    for (const CsvRow& row : table.value().rows) {
        check(row.cells.size() == table.value().header.size());
    }
    switch (bytes[0] % 4) {
        case 0:
            import_deals(table.value());
            break;
        case 1:
            import_leads(table.value());
            break;
        case 2:
            import_figures(table.value());
            break;
        default:
            import_partners(table.value());
            break;
    }
    return 0;
}
