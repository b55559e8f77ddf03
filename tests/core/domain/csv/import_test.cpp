#include "core/domain/csv/batch.h"
#include "core/domain/csv/export_rows.h"
#include "core/domain/csv/import_rows.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const Program& program() {
    return shipped_program().program;
}

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

static DealImport deal_options(JudgeDeal judge = {}) {
    return {
        .program = program(),
        .currency = usd,
        .category = "software_licenses",
        .products = {"platform_licenses"},
        .judge = std::move(judge)};
}

static DryImport<DealRow> deals_of(const std::string& text, JudgeDeal judge = {}) {
    const File file(text, ImportKind::deals);
    REQUIRE(problems_of(file.mapped.mapping(), ImportKind::deals).empty());
    return deals_from_table(file.mapped, deal_options(std::move(judge)));
}

TEST_CASE("import: a Salesforce report becomes deals") {
    const auto dry = deals_of(
        "Opportunity Name,Account Name,Amount,Close Date,Stage,Lead Source,Billing Country,"
        "Opportunity Currency,Type\n"
        "Fleet automation,Northgate Rail Inc.,\"640,000.00\",1/31/2027,Proposal/Price Quote,"
        "Trade Show,United States,USD - U.S. Dollar,New Business\n"
        "Claims,Hafen Re,\"120,500.50\",11/2/2026,Negotiation/Review,Partner Referral,Germany,EUR,"
        "Existing Business\n"
    );
    REQUIRE(dry.problems.empty());
    REQUIRE(dry.ready() == 2);
    const DealForm& first = dry.rows[0].row.form;
    CHECK(first.title == "Fleet automation");
    CHECK(first.customer.legal_name == "Northgate Rail Inc.");
    CHECK(first.customer.country == "US");
    CHECK(first.currency == usd);
    REQUIRE(first.lines.size() == 1);
    CHECK(first.lines[0].amount == Money{64'000'000, usd});
    CHECK(first.lines[0].category == "software_licenses");
    CHECK(first.products == std::vector<std::string>{"platform_licenses"});
    CHECK(text_from_date(first.expected_close) == "2027-01-31");
    CHECK(first.source == DealSource::event);
    CHECK(dry.rows[0].row.stage == Stage::business_validation);
    const DealForm& second = dry.rows[1].row.form;
    CHECK(text_from_date(second.expected_close) == "2026-11-02");  // As its column is written.
    CHECK(second.lines[0].amount.minor == 12'050'050);
    CHECK(second.type == DealType::expansion);
}

TEST_CASE("import: what a person told of marks and days holds for every cell") {
    const CsvTable table = File::read(
        "Opportunity Name,Account Name,Amount,Close Date\nFleet,Northgate Rail,1.234,03/04/2027\n"
    );
    const ColumnMapping automatic = mapping_of(ImportKind::deals, table.header);
    struct Row {
        DecimalMark mark;
        DateOrder order;
        std::int64_t minor;
        const char* close;
    };
    const Row rows[] = {
        {DecimalMark::comma, DateOrder::day_first, 123'400, "2027-04-03"},
        {DecimalMark::comma, DateOrder::month_first, 123'400, "2027-03-04"},
    };
    for (const Row& row : rows) {
        ColumnMapping told = automatic;
        told.decimal_mark = row.mark;
        told.date_order = row.order;
        const auto dry =
            deals_from_table(MappedTable(table, told, ImportKind::deals), deal_options());
        REQUIRE(dry.problems.empty());
        REQUIRE(dry.ready() == 1);
        CHECK(dry.rows[0].row.form.lines[0].amount.minor == row.minor);
        CHECK(text_from_date(dry.rows[0].row.form.expected_close) == row.close);
    }
    const MappedTable unsure(table, automatic, ImportKind::deals);
    CHECK_FALSE(deals_from_table(unsure, deal_options()).problems.empty());
}

TEST_CASE("import: every cell that is wrong is named, with its line and column") {
    const auto dry = deals_of(
        "Customer;Country;Title;Amount;Currency;Expected close;Products;Stage;Source;Type;"
        "Category\n"
        "Alder;DE;Good;1.000,50;EUR;23.11.2026;Task Delegation;qualified;own;new;"
        "Professional Services\n"
        ";Atlantis;Bad;1,23;XXQ;31.02.2026;Teleporter;asleep;moon;gift;alchemy\n"
        "Zero;DE;None;0,00;EUR;;;;;;\n"
        "Alder;DE;good;1,00;EUR;;;;;;professional_services\n"
        "More;DE;x;1,00;EUR;;;;;;;;\n"
    );
    CHECK(dry.ready() == 1);
    REQUIRE(dry.rows.size() == 5);
    CHECK(dry.rows[0].row.form.lines[0].amount.minor == 100'050);
    CHECK(dry.rows[0].row.form.products == std::vector<std::string>{"task_delegation"});
    struct Expected {
        std::int64_t line;
        const char* field;
        ProblemCode code;
    };
    const Expected expected[] = {
        {3, "customer.country", ProblemCode::country_must_be_known},
        {3, "customer.legal_name", ProblemCode::customer_name_must_be_given},
        {3, "products", ProblemCode::product_must_be_known},
        {3, "currency", ProblemCode::currency_must_be_known},
        {3, "category", ProblemCode::category_must_be_covered_by_the_model},
        {3, "expected_close", ProblemCode::date_must_be_valid},
        {3, "source", ProblemCode::value_must_be_one_of_the_choices},
        {3, "type", ProblemCode::value_must_be_one_of_the_choices},
        {3, "stage", ProblemCode::value_must_be_one_of_the_choices},
        {4, "amount", ProblemCode::amount_must_be_positive},
        {5, "", ProblemCode::row_must_not_repeat_another},
        {6, "", ProblemCode::row_must_not_have_more_cells_than_the_header},
    };
    REQUIRE(dry.problems.size() == std::size(expected));
    for (std::size_t i = 0; i < std::size(expected); i++) {
        CAPTURE(i, dry.problems[i].problem.field, name_of(dry.problems[i].problem.code));
        CHECK(dry.problems[i].line == expected[i].line);
        CHECK(dry.problems[i].problem.field == expected[i].field);
        CHECK(dry.problems[i].problem.code == expected[i].code);
        CHECK((dry.problems[i].column == no_column) == (expected[i].field[0] == '\0'));
    }
}

TEST_CASE("import: rows of one deal with further categories are its lines") {
    const auto dry = deals_of(
        "Customer,Title,Amount,Category,Currency\n"
        "Alder,One,100,software_licenses,USD\n"
        "ALDER Inc.,one,50,ongoing_support,USD\n"
        "Alder,One,70,professional_services,EUR\n"
        "Alder,Two,70,software_licenses,EUR\n"
    );
    CHECK(dry.ready() == 2);
    CHECK(dry.rows[0].row.form.lines.size() == 2);
    CHECK(dry.rows[1].verdict == RowVerdict::joined);
    CHECK(dry.rows[2].verdict == RowVerdict::refused);
    REQUIRE(dry.problems.size() == 1);
    CHECK(dry.problems[0].problem.code == ProblemCode::currencies_must_match);
}

TEST_CASE("import: the program's own rules judge each row as if it had been typed") {
    DealWorld world;
    const auto judge = [&world](const DealForm& form) {
        const Context context{
            .actor = world.seller,
            .now = world.now,
            .program = world.program,
            .numbers = world.numbers};
        return entente::problems_of(form, world.records, context);
    };
    const auto dry = deals_of(
        "Customer,Domain,Country,Sector,Title,Objective,Amount,Expected close,Contact,"
        "Contact e-mail\n"
        "Northgate,northgaterail.com,US,transport,Fleet,Automate the inspection work orders of 41 "
        "depots for planners.,640000,2027-01-31,Priya Nair,p.nair@northgaterail.com\n"
        "Southgate,southgaterail.com,US,transport,Fleet,Too short,640000,2031-01-31,Priya Nair,"
        "nobody\n",
        judge
    );
    CHECK(dry.rows[0].verdict == RowVerdict::ready);
    CHECK(dry.rows[1].verdict == RowVerdict::refused);
    REQUIRE(dry.problems.size() == 3);
    CHECK(dry.problems[0].problem.code == ProblemCode::objective_must_have_50_characters);
    CHECK(dry.problems[0].column == 5);
    CHECK(dry.problems[1].problem.code == ProblemCode::close_date_must_be_within_18_months);
    CHECK(dry.problems[2].problem.code == ProblemCode::contact_email_must_be_valid);
}

TEST_CASE("import: a joint solution by its key or its name, and no other") {
    const auto dry = deals_of(
        "Customer,Title,Amount,Category,Joint solution\n"
        "Alder,One,100,software_licenses,Healthcare AI\n"
        "Birch,Two,100,software_licenses,healthcare_ai\n"
        "Cedar,Three,100,software_licenses,Time travel\n"
    );
    CHECK(dry.ready() == 2);
    CHECK(dry.rows[0].row.form.joint_solution == "healthcare_ai");
    CHECK(dry.rows[1].row.form.joint_solution == "healthcare_ai");
    REQUIRE(dry.problems.size() == 1);
    CHECK(dry.problems[0].problem.code == ProblemCode::reference_must_exist);
    CHECK(dry.problems[0].column == 4);
}

TEST_CASE("import: ten thousand deals, written and read back as they were") {
    std::vector<DealRow> deals;
    for (int i = 0; i < 10'000; i++) {
        DealRow row;
        DealForm& form = row.form;
        form.customer.legal_name = "Customer, \"" + std::to_string(i) + "\"";
        form.customer.domain = "c" + std::to_string(i) + ".example";
        form.customer.country = "DE";
        form.customer.sector = "retail";
        form.title = i % 7 == 0 ? "=SUM(A1)" : "Deal\nof two lines";
        form.products = {"platform_licenses", "task_delegation"};
        form.currency = i % 2 == 0 ? usd : Currency{{'J', 'P', 'Y'}};
        form.lines = {{.category = "software_licenses", .amount = {100 + i, form.currency}}};
        if (i % 3 == 0)
            form.lines.push_back({.category = "ongoing_support", .amount = {7, form.currency}});
        form.expected_close = Date{Days{20'000 + i % 700}};
        form.source = static_cast<DealSource>(i % 4);
        form.type = static_cast<DealType>(i % 3);
        row.stage = static_cast<Stage>(i % 5);
        form.contact = {"@ " + std::to_string(i), "p@c.example"};
        form.notes = i % 5 == 0 ? "'+41" : "";
        if (i % 11 == 0) form.joint_solution = "retail_optimization";
        deals.push_back(std::move(row));
    }
    for (const CsvStyle style :
         {CsvStyle{}, CsvStyle{.delimiter = ';', .marked = false, .decimal_comma = true}}) {
        const auto dry = deals_of(csv_from_deals(deals, style));
        REQUIRE(dry.problems.empty());
        REQUIRE(dry.ready() == 10'000);
        std::size_t next = 0;
        for (const auto& row : dry.rows) {
            if (row.verdict == RowVerdict::joined) continue;
            REQUIRE(row.row.form == deals[next].form);
            REQUIRE(row.row.stage == deals[next].stage);
            next++;
        }
    }
}

TEST_CASE("import: leads by company and e-mail, once each") {
    const std::string text =
        "First Name,Last Name,Email,Phone Number,Company Name,Country/Region,Website URL\n"
        "Ana,Prado,ana@alder.example,'+34 91,Alder,Spain,alder.example\n"
        ",Prado,ANA@alder.example,,Alder,,\n"
        "Bo,,no address,,,,\n"
        "Cy,,a@b@c.example,,Birch,,\n"
        "Di,,di@birch,,Birch,,\n";
    const File file(text, ImportKind::leads);
    const auto dry = leads_from_table(file.mapped);
    CHECK(dry.ready() == 1);
    CHECK(dry.rows[0].row.name == "Ana Prado");
    CHECK(dry.rows[0].row.phone == "+34 91");
    CHECK(dry.rows[0].row.country == "ES");
    std::vector<ProblemCode> codes;
    for (const CellProblem& problem : dry.problems) codes.push_back(problem.problem.code);
    CHECK(
        codes ==
        std::vector{
            ProblemCode::row_must_not_repeat_another,
            ProblemCode::customer_name_must_be_given,
            ProblemCode::contact_email_must_be_valid,
            ProblemCode::contact_email_must_be_valid,
            ProblemCode::contact_email_must_be_valid}
    );

    const File again(csv_from_leads({dry.rows[0].row}), ImportKind::leads);
    CHECK(leads_from_table(again.mapped).rows[0].row == dry.rows[0].row);
}

TEST_CASE("import: an address has one @ with something before it, and a dot within what is behind"
) {
    struct Row {
        const char* address;
        bool sound;
    };
    const Row rows[] = {
        {"ana@alder.example", true},
        {"a@b.c", true},
        {"ana.prado@alder.example", true},
        {"@alder.example", false},
        {"ana@.example", false},
        {"ana@alder.", false},
        {"ana.prado@alder", false},
        {"alder.example", false},
        {"ana@bo@alder.example", false},
        {"ana prado@alder.example", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.address);
        const File file(
            "Name,Company Name,Email\nAna,Alder," + std::string(row.address) + "\n",
            ImportKind::leads
        );
        CHECK(leads_from_table(file.mapped).ready() == (row.sound ? 1 : 0));
    }
}

TEST_CASE("import: what is ready of a file of leads is what a badge would fill in") {
    const File file(
        "First Name,Last Name,Email,Phone Number,Company Name,Country/Region,Website URL,"
        "Job Title,Notes,Original Source\n"
        "Ana,Prado,ana@alder.example,,Alder,Spain,alder.example,CTO,Met twice,Trade show\n"
        "Bo,,no address,,,,,,,\n",
        ImportKind::leads
    );
    const auto forms = lead_forms(leads_from_table(file.mapped), true);
    REQUIRE(forms.size() == 1);
    LeadForm expected;
    expected.name = "Ana Prado";
    expected.title = "CTO";
    expected.email = "ana@alder.example";
    expected.company = "Alder";
    expected.domain = "alder.example";
    expected.country = "ES";
    expected.note = "Met twice\nTrade show";
    expected.consent = true;
    CHECK(forms[0] == expected);
}

TEST_CASE("import: partners with tier, types and places of the program") {
    const std::string text =
        "Name,Tier,Type,Country,Countries,Domain\n"
        "Alder Systems,Tier 2,System integrators; Resellers,CA,CA;US,alder.example\n"
        "Birch,3,technology_vendor,Japan,,birch.example\n"
        "Slalom Ltd,tier_1,,US,,\n"
        ",Tier 9,wizard,Atlantis,Narnia,\n"
        "Cedar,Emerging Partners,,BV,,\n";
    const File file(text, ImportKind::partners);
    const auto dry = partners_from_table(file.mapped, program(), {"Slalom"});
    CHECK(dry.ready() == 2);
    const Partner& alder = dry.rows[0].row;
    CHECK(alder.tier == Tier::tier_2);
    CHECK(alder.types == std::vector{PartnerType::system_integrator, PartnerType::reseller});
    CHECK(alder.region == "north_america");
    CHECK(alder.countries == std::vector<std::string>{"CA", "US"});
    CHECK(dry.rows[1].row.region == "asia_pacific");
    std::vector<std::string> fields;
    for (const CellProblem& problem : dry.problems) {
        fields.push_back(std::to_string(problem.line) + ":" + problem.problem.field);
    }
    CHECK(
        fields ==
        std::vector<std::string>{
            "4:",
            "5:name",
            "5:tier",
            "5:types",
            "5:home_country",
            "5:countries",
            "5:region",
            "6:region"}
    );
    const File again(csv_from_partners({alder}), ImportKind::partners);
    CHECK(partners_from_table(again.mapped, program(), {}).rows[0].row == alder);
}

TEST_CASE("import: the company's figures, whose days are counted once") {
    const std::string text =
        "Figure,Period start,Period end,Revenue,Count,Currency,Partner,Source\n"
        ",2026-07-01,2026-09-30,\"250,000,000.00\",,USD,,\n"
        ",2026-09-30,2026-12-31,\"1.00\",,USD,,\n"
        ",2026-10-01,2026-12-31,\"300,000,000.00\",,USD,,Ledger\n"
        "direct_revenue,2026-07-01,2026-09-30,\"40,000,000.00\",,USD,Accenture,\n"
        "azure_share,2026-01-01,2026-12-31,,\"1,240\",,Microsoft Azure,\n"
        ",2027-01-31,2027-01-01,1.00,,USD,,\n"
        ",2027-01-01,2027-01-31,,,USD,,\n"
        ",2027-01-01,2027-01-31,-5.00,,USD,,\n";
    const File file(text, ImportKind::company_revenue);
    const Date today{Days{20'780}};
    const auto dry = figures_from_table(file.mapped, usd, "revenue.csv", today);
    CHECK(dry.ready() == 4);
    CHECK(dry.rows[0].row.amount == Money{25'000'000'000, usd});
    CHECK(text_from_date(dry.rows[0].row.until) == "2026-10-01");
    CHECK(dry.rows[0].row.source == "revenue.csv");
    CHECK(dry.rows[0].row.imported_on == today);
    CHECK(dry.rows[2].row.source == "Ledger");
    CHECK(dry.rows[4].row.count == 1'240);
    struct Expected {
        std::int64_t line;
        ProblemCode code;
    };
    const Expected expected[] = {
        {3, ProblemCode::row_must_not_repeat_another},
        {7, ProblemCode::value_must_be_in_range},
        {8, ProblemCode::field_must_be_given},
        {9, ProblemCode::amount_must_be_positive}};
    REQUIRE(dry.problems.size() == std::size(expected));
    for (std::size_t i = 0; i < std::size(expected); i++) {
        CHECK(dry.problems[i].line == expected[i].line);
        CHECK(dry.problems[i].problem.code == expected[i].code);
    }
    std::vector<CompanyFigure> figures{dry.rows[0].row, dry.rows[3].row, dry.rows[4].row};
    const File again(csv_from_figures(figures), ImportKind::company_revenue);
    const auto back = figures_from_table(again.mapped, usd, "x", today);
    REQUIRE(back.rows.size() == 3);
    for (std::size_t i = 0; i < 3; i++) CHECK(back.rows[i].row == figures[i]);
}

TEST_CASE("import: a batch is undone whole, until somebody builds on it") {
    const ImportBatchId id{id_of("batch")};
    CHECK(imported_id(id, 0) == imported_id(id, 0));
    CHECK(imported_id(id, 0) != imported_id(id, 1));
    struct Row {
        const char* why;
        std::vector<ImportedRecord> records;
        std::optional<std::size_t> removals;
    };
    const IdBytes one = imported_id(id, 0);
    const IdBytes two = imported_id(id, 1);
    const Row rows[] = {
        {"as made", {{one, 1}, {two, 1}}, 2},
        {"one is gone", {{one, 0}, {two, 1}}, 1},
        {"one was edited", {{one, 2}, {two, 1}}, std::nullopt},
        {"one is named by another", {{one, 1, true}, {two, 1}}, std::nullopt},
        {"nothing left", {{one, 0}, {two, 0}}, 0}};
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto undone = undo_of({}, row.records);
        REQUIRE(undone.ok() == row.removals.has_value());
        if (row.removals) CHECK(undone.value().size() == *row.removals);
        if (undone.ok()) continue;
        CHECK(undone.problem().code == ProblemCode::batch_must_not_be_built_on);
        CHECK(undone.problem().limit == "1");
    }
    ImportBatch gone;
    gone.undone_at = {1};
    CHECK(undo_of(gone, {{one, 1}}).problem().code == ProblemCode::batch_must_not_be_built_on);
}
