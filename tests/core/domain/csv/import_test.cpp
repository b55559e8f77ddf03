#include "core/domain/commands/imports.h"
#include "core/domain/csv/batch.h"
#include "core/domain/csv/export_rows.h"
#include "tests/core/domain/csv/import_file.h"
#include "tests/support/deal_world.h"

using namespace entente;
using namespace entente::test;

static const Program& program() {
    return shipped_program().program;
}

static DryImport<LeadRow> leads_of(const std::string& text) {
    const File file(text, ImportKind::leads);
    REQUIRE(problems_of(file.mapped.mapping(), ImportKind::leads).empty());
    return leads_from_table(file.mapped, program());
}

TEST_CASE("import: leads by who they are, once each") {
    const auto dry = leads_of(
        "First Name,Last Name,Email,Phone Number,Company Name,Country/Region,Website URL\n"
        "Ana,Prado,ana@alder.example,'+34 91,Alder,Spain,alder.example\n"
        ",Prado,ANA@alder.example,,Alder,,\n"
        ",,no address,,,,\n"
        "Cy,,a@b@c.example,,Birch,,\n"
        "Di,,,,Birch,,\n"
        "DI,,,,birch,,\n"
        "Ed,,,,Birch,Atlantis,\n"
    );
    CHECK(dry.ready() == 2);
    CHECK(dry.rows[0].row.name == "Ana Prado");
    CHECK(dry.rows[0].row.phone == "+34 91");
    CHECK(dry.rows[0].row.country == "ES");
    CHECK(dry.rows[4].verdict == RowVerdict::ready);  // A card need not have an address.
    CHECK(
        lines_of(dry) ==
        Lines{
            "3  row_must_not_repeat_another",
            "4 name field_must_be_given",
            "5 email contact_email_must_be_valid",
            "7  row_must_not_repeat_another",
            "8 country country_must_be_known"}
    );
    const File again(csv_from_leads({dry.rows[0].row}), ImportKind::leads);
    CHECK(leads_from_table(again.mapped, program()).rows[0].row == dry.rows[0].row);
}

TEST_CASE("import: a row of leads is judged as the command would judge it") {
    const std::string columns[] = {"name", "job_title", "email", "company", "website", "notes"};
    const std::string long_text(301, 'x');
    const std::string longest_note(5'000, 'x');
    const std::string cells[] = {
        "",
        "Ana",
        "ana@alder.example",
        "ana@.example",
        "ana prado@alder",
        "@alder.example",
        "ana@bo@alder.example",
        long_text,
        longest_note,
        longest_note + "x"};
    for (std::size_t column = 0; column < std::size(columns); column++) {
        for (const std::string& cell : cells) {
            CAPTURE(columns[column], cell.substr(0, 30));
            CsvWriter writer({.marked = false});
            for (const std::string& name : columns) writer.text(name);
            writer.end_row();
            for (std::size_t i = 0; i < std::size(columns); i++) {
                writer.text(i == column ? cell : i == 0 ? "Bo" : "");
            }
            writer.end_row();
            const auto dry = leads_of(writer.take());
            if (dry.rows.empty()) continue;  // Nothing stands in it.
            const Outcome sound = lead_is_sound(lead_form(dry.rows[0].row, true), program());
            CHECK((dry.ready() == 1) == sound.ok());
            if (sound.ok()) continue;
            REQUIRE(dry.problems.size() == 1);
            CHECK(dry.problems[0].problem.field == columns[column]);
            CHECK(dry.problems[0].problem.code == sound.problem().code);
        }
    }
}

TEST_CASE("import: what is ready of a file of leads is what a badge would fill in") {
    const auto dry = leads_of(
        "First Name,Last Name,Email,Phone Number,Company Name,Country/Region,Website URL,"
        "Job Title,Notes,Original Source\n"
        "Ana,Prado,ana@alder.example,,Alder,Spain,alder.example,CTO,Met twice,Trade show\n"
    );
    REQUIRE(dry.ready() == 1);
    LeadForm expected;
    expected.name = "Ana Prado";
    expected.title = "CTO";
    expected.email = "ana@alder.example";
    expected.company = "Alder";
    expected.domain = "alder.example";
    expected.country = "ES";
    expected.note = "Met twice\nTrade show";
    expected.consent = true;
    CHECK(lead_form(dry.rows[0].row, true) == expected);
    LeadRow silent = dry.rows[0].row;
    silent.notes.clear();
    CHECK(lead_form(silent, true).note == "Trade show");
}

TEST_CASE("import: partners with tier, types and places of the program") {
    const std::string text =
        "Name,Tier,Type,Country,Countries,Domain\n"
        "Alder Systems,Tier 2,System integrators; Resellers,CA,CA;US,alder.example\n"
        "Birch,3,technology_vendor; ;,Japan,,birch.example\n"
        "Slalom Ltd,tier_1,,US,,\n"
        ",Tier 9,wizard,Atlantis,Narnia,\n"
        "Cedar,Emerging Partners,,BV,,\n";
    const File file(text, ImportKind::partners);
    const auto dry = partners_from_table(file.mapped, program(), {});
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
            "4:domains",
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

// The keys of a partner that is in the program.
static std::vector<std::string> keys_of(const char* name, const char* domain) {
    Partner partner;
    partner.name = name;
    partner.domains = {domain};
    return organization_keys(partner);
}

TEST_CASE("import: a partner's name and its domains are its own, of the file and the program") {
    const std::vector<std::string> known = keys_of("Slalom", "slalom.example");
    struct Row {
        const char* why;
        const char* first;
        const char* second;
        Lines expected;
    };
    const char* alder = "Alder,Tier 2,Resellers,ES,alder.example";
    const Row rows[] = {
        {"two of them", alder, "Birch,Tier 2,Resellers,ES,birch.example", {}},
        {"the same name",
         alder,
         "ALDER Ltd,Tier 2,Resellers,ES,alder-nordic.example",
         {"3  row_must_not_repeat_another"}},
        {"the same domain",
         alder,
         "Alder Nordic,Tier 2,Resellers,ES,alder.example",
         {"3  row_must_not_repeat_another"}},
        {"the same domain as it is registered",
         alder,
         "Alder Nordic,Tier 2,Resellers,ES,https://www.alder.example/",
         {"3  row_must_not_repeat_another"}},
        {"one of several domains",
         alder,
         "Alder Nordic,Tier 2,Resellers,ES,nordic.example; alder.example",
         {"3  row_must_not_repeat_another"}},
        {"behind one that is refused",
         "Alder,Tier 9,Resellers,ES,alder.example",
         alder,
         {"2 tier value_must_be_one_of_the_choices"}},
        {"behind one without a type",
         "Alder,Tier 2,,ES,alder.example",
         alder,
         {"2 types field_must_be_given"}},
        {"a name that is taken",
         "Slalom GmbH,Tier 2,Resellers,ES,slalom-iberia.example",
         alder,
         {"2  row_must_not_repeat_another"}},
        {"a domain that is taken",
         "Slalom Iberia,Tier 2,Resellers,ES,shop.slalom.example",
         alder,
         {"2  row_must_not_repeat_another"}},
        {"behind one that repeats what is taken",
         "Slalom,Tier 2,Resellers,ES,alder.example",
         alder,
         {"2  row_must_not_repeat_another"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const std::string head = "Name,Tier,Type,Country,Domain\n";
        const File file(head + row.first + "\n" + row.second + "\n", ImportKind::partners);
        CHECK(lines_of(partners_from_table(file.mapped, program(), known)) == row.expected);
    }
}

TEST_CASE("import: the partners that are ready are those that the command takes") {
    const File file(
        "Name,Tier,Type,Country,Domain\n"
        "Alder Ltd,Tier 2,Resellers,ES,alder.example\n"
        "Alder Nordic,Tier 2,Resellers,SE,alder.example\n"
        "Birch,Tier 9,Resellers,ES,birch.example\n"
        "Birch,Tier 3,Resellers,ES,birch.example\n"
        "Cedar,Tier 3,Resellers,ES,www.slalom.example\n",
        ImportKind::partners
    );
    DealWorld world;
    world.change_partner(world.seller.partner, [](Partner& partner) {
        partner.domains = {"slalom.example"};
    });
    std::vector<std::string> known;
    for (const Record* record : world.records.under("partners")) {
        for (std::string& key : organization_keys(body_of<Partner>(*record))) {
            known.push_back(std::move(key));
        }
    }
    const auto dry = partners_from_table(file.mapped, world.program, known);
    ImportPartners import{{id_of("batch")}, "partners.csv", 0, {}};
    for (const auto& row : dry.rows) {
        if (row.verdict == RowVerdict::ready) import.partners.push_back(row.row);
    }
    REQUIRE(import.partners.size() == 2);
    CHECK(import.partners[0].name == "Alder Ltd");
    CHECK(import.partners[1].name == "Birch");
    CHECK(world.decide(world.admin, import).ok());
    // And each that is not would have been refused behind them.
    for (const auto& row : dry.rows) {
        if (row.verdict == RowVerdict::ready || row.line == 4) continue;
        CAPTURE(row.line);
        ImportPartners more = import;
        more.partners.push_back(row.row);
        CHECK_FALSE(world.decide(world.admin, more).ok());
    }
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
    const FigureImport options{
        .program = program(),
        .currency = usd,
        .source = "revenue.csv",
        .today = today,
        .known = {}};
    const auto dry = figures_from_table(file.mapped, options);
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
        {3, ProblemCode::days_must_be_counted_once},
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
    const auto back = figures_from_table(again.mapped, options);
    REQUIRE(back.rows.size() == 3);
    for (std::size_t i = 0; i < 3; i++) CHECK(back.rows[i].row == figures[i]);
}

TEST_CASE("import: figures by key or name, and none that would count nowhere") {
    const auto dry_of = [](const std::string& rows, std::vector<CompanyFigure> known = {}) {
        const File file(
            "Figure,From,Until,Amount,Count,Partner\n" + rows, ImportKind::company_revenue
        );
        return figures_from_table(
            file.mapped,
            {.program = program(),
             .currency = usd,
             .source = "file",
             .today = Date{Days{20'780}},
             .known = std::move(known)}
        );
    };
    const auto named = dry_of(
        "Company revenue,2026-01-01,2026-01-31,1.00,,\n"
        "Direct Revenue,2026-01-01,2026-01-31,1.00,,Accenture\n"
        "Microsoft Partnership,2026-01-01,2026-01-31,,12,\n"
        "SAP share,2026-01-01,2026-01-31,,\"1,240\",SAP\n"
    );
    REQUIRE(named.ready() == 4);
    const char* keys[] = {"company_revenue", "direct_revenue", "azure_share", "sap_share"};
    for (std::size_t i = 0; i < 4; i++) CHECK(named.rows[i].row.figure == keys[i]);
    CHECK(named.rows[3].row.count == 1'240);

    const auto refused = dry_of(
        "Compny revenue,2026-01-01,2026-01-31,1.00,,\n"
        "Direct revenue,2026-01-01,2026-01-31,1.00,,\n"
        "Company revenue,2026-01-01,2026-01-31,1.00,,Accenture\n"
        "azure_share,2026-01-01,2026-01-31,,$12,\n"
    );
    CHECK(refused.ready() == 0);
    CHECK(
        lines_of(refused) ==
        Lines{
            "2 figure value_must_be_one_of_the_choices",
            "3 partner field_must_be_given",
            "4 partner field_must_be_empty",
            "5 count amount_must_be_a_number"}
    );
    const auto again =
        dry_of("Company revenue,2026-01-31,2026-02-28,1.00,,\n", {named.rows[0].row});
    CHECK(lines_of(again) == Lines{"2  days_must_be_counted_once"});
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
