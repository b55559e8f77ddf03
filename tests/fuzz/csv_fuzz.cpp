// A file that somebody imports: the first byte chooses what as, the rest is the file. Read with the
// shipped program and judged by its rules; every row that is ready is one that its command takes,
// and what was read is written, and reads back the same.
#include "core/domain/csv/export_rows.h"
#include "core/domain/csv/import_parts.h"
#include "core/domain/decide.h"
#include "core/domain/program/seed.h"
#include "core/domain/record.h"

#include <fstream>
#include <iterator>

using namespace entente;

static const Program& shipped_program() {
    static const LoadedProgram loaded = [] {
        std::ifstream file(ENTENTE_PROGRAM, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(file), {}};
        auto program = load_program(text);
        check(program.ok());
        return std::move(program).value();
    }();
    return loaded.program;
}

class NoNumbers final : public NumberSource {
public:
    std::int64_t next(std::string_view) override { return 0; }
};

// Somebody of a partner, or of the staff, who may bring in any file.
struct Importer {
    explicit Importer(bool partner) {
        actor.person = {IdBytes{1}};
        if (partner) actor.partner = {IdBytes{2}};
        for (const Permission permission :
             {Permission::register_deal, Permission::capture_leads, Permission::import_records}) {
            actor.permissions.grant(permission);
        }
    }
    Context context() {
        return {
            .actor = actor,
            .now = {1'800'000'000'000},
            .program = shipped_program(),
            .numbers = numbers};
    }

    Actor actor;
    NoNumbers numbers;
    RecordMap records;
};

static constexpr std::size_t bytes_max = std::size_t{64} * 1024;

// Every part is accepted, and all of it can be taken back.
static void bring_in(Importer& importer, const Result<std::vector<Command>>& parts) {
    check(parts.ok());
    const ImportBatchId batch{IdBytes{3}};
    const Context context = importer.context();
    for (const Command& part : parts.value()) {
        check(args_from_command(part).size() <= bytes_max);
        const auto changes = decide(part, importer.records, context);
        check(changes.ok());
        for (const Record& record : changes.value().puts) importer.records.put(record);
    }
    if (parts.value().empty()) return;
    check(decide(UndoImport{batch}, importer.records, context).ok());
}

static ImportHead head() {
    return {.batch = {IdBytes{3}}, .file_name = "file.csv", .bytes_max = bytes_max};
}

// The rows again that a table of them is read to.
template <typename Read>
static auto read_again(const std::string& csv, ImportKind kind, const Read& read) {
    const auto table = read_csv(bytes_from_text(csv));
    check(table.ok());
    return read(MappedTable(table.value(), mapping_of(kind, table.value().header), kind));
}

static void import_deals(const CsvTable& table) {
    const MappedTable mapped(table, mapping_of(ImportKind::deals, table.header), ImportKind::deals);
    Importer importer(true);
    const Context context = importer.context();
    DealImport options{
        .program = shipped_program(),
        .currency = usd,
        .category = "software_licenses",
        .products = {"platform_licenses"},
        .judge = {}};
    const auto dry = deals_from_table(mapped, options);
    check(dry.rows.size() == table.rows.size());
    bring_in(importer, import_parts(head(), dry));
    std::vector<DealRow> deals;
    for (const auto& row : dry.rows) {
        if (row.verdict == RowVerdict::ready) deals.push_back(row.row);
    }
    const auto again =
        read_again(csv_from_deals(deals), ImportKind::deals, [&options](const MappedTable& back) {
            return deals_from_table(back, options);
        });
    for (const auto& row : again.rows) check(!row.row.form.customer.legal_name.empty());
    options.judge = [&](const DealForm& form) {
        return problems_of(form, importer.records, context);
    };
    const auto judged = deals_from_table(mapped, options);
    check(judged.rows.size() == table.rows.size());
    check(judged.ready() <= dry.ready());
}

static void import_leads(const CsvTable& table) {
    const MappedTable mapped(table, mapping_of(ImportKind::leads, table.header), ImportKind::leads);
    const auto dry = leads_from_table(mapped, shipped_program());
    Importer importer(true);
    bring_in(importer, import_parts(head(), dry, true));
    std::vector<LeadRow> leads;
    for (const auto& row : dry.rows) {
        if (row.verdict == RowVerdict::ready) leads.push_back(row.row);
    }
    const auto again =
        read_again(csv_from_leads(leads), ImportKind::leads, [](const MappedTable& back) {
            return leads_from_table(back, shipped_program());
        });
    check(again.rows.size() == leads.size());
    for (std::size_t i = 0; i < leads.size(); i++) check(again.rows[i].row.email == leads[i].email);
}

static void import_figures(const CsvTable& table) {
    const MappedTable mapped(
        table, mapping_of(ImportKind::company_revenue, table.header), ImportKind::company_revenue
    );
    const FigureImport options{
        .program = shipped_program(),
        .currency = usd,
        .source = "file",
        .today = Date{Days{20'000}},
        .known = {}};
    const auto dry = figures_from_table(mapped, options);
    Importer importer(false);
    bring_in(importer, import_parts(head(), dry));
}

static void import_partners(const CsvTable& table) {
    const MappedTable mapped(
        table, mapping_of(ImportKind::partners, table.header), ImportKind::partners
    );
    const auto dry = partners_from_table(mapped, shipped_program(), {});
    check(dry.rows.size() == table.rows.size());
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
