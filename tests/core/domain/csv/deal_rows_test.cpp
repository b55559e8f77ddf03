#include "core/domain/csv/export_rows.h"
#include "core/domain/project.h"
#include "tests/core/domain/csv/import_file.h"
#include "tests/support/deal_world.h"

using namespace entente;
using namespace entente::test;

static const Program& program() {
    return shipped_program().program;
}

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
        "Alder;DE;good;1000,50;EUR;;;;;;professional_services\n"
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

TEST_CASE("import: rows of one deal are its lines, and its products together") {
    const auto dry = deals_of(
        "Customer,Title,Amount,Category,Products,Close date,Stage\n"
        "Alder,One,100,software_licenses,Task Delegation,2027-01-31,qualified\n"
        "ALDER Inc.,one,50,ongoing_support,platform_licenses,2027-01-31,\n"
        "Alder,One,70,software_licenses,,,\n"
        "Alder,One,,,supply_chain,,\n"
        "Alder,Two,70,software_licenses,,,\n"
    );
    REQUIRE(dry.problems.empty());
    CHECK(dry.ready() == 2);
    const DealForm& form = dry.rows[0].row.form;
    REQUIRE(form.lines.size() == 3);
    CHECK(form.lines[2].amount == Money{70'00, usd});
    CHECK(
        form.products ==
        std::vector<std::string>{"task_delegation", "platform_licenses", "supply_chain"}
    );
    CHECK(dry.rows[1].verdict == RowVerdict::joined);
    CHECK(dry.rows[2].verdict == RowVerdict::joined);
    CHECK(dry.rows[4].row.form.products == deal_options().products);
}

TEST_CASE("import: the rows of a deal stand or fall together, each saying so") {
    struct Row {
        const char* why;
        const char* rows;  // Below "Customer,Title,Amount,Category,Currency,Close date".
        std::int64_t ready;
        Lines told;
    };
    const Row rows[] = {
        {"the first cannot be read",
         "Alder,One,many,software_licenses,USD,\n"
         "Alder,One,50,ongoing_support,USD,\n"
         "Birch,One,50,ongoing_support,USD,\n",
         1,
         {"2 amount amount_must_be_a_number", "3  rows_of_a_deal_must_all_be_sound"}},
        {"a later one cannot be read",
         "Alder,One,100,software_licenses,USD,\n"
         "Alder,One,50,alchemy,USD,\n"
         "Alder,One,70,ongoing_support,USD,\n",
         0,
         {"2  rows_of_a_deal_must_all_be_sound",
          "3 category category_must_be_covered_by_the_model",
          "4  rows_of_a_deal_must_all_be_sound"}},
        {"another currency",
         "Alder,One,100,software_licenses,USD,\n"
         "Alder,One,70,ongoing_support,EUR,\n",
         0,
         {"2  rows_of_a_deal_must_all_be_sound", "3 currency currencies_must_match"}},
        {"another day",
         "Alder,One,100,software_licenses,USD,2027-01-31\n"
         "Alder,One,70,ongoing_support,USD,2027-02-28\n",
         0,
         {"2  rows_of_a_deal_must_all_be_sound", "3 expected_close row_must_agree_with_its_deal"}},
        {"a day that only the later one has",
         "Alder,One,100,software_licenses,USD,\n"
         "Alder,One,70,ongoing_support,USD,2027-02-28\n",
         0,
         {"2  rows_of_a_deal_must_all_be_sound", "3 expected_close row_must_agree_with_its_deal"}},
        {"the same again is no part of it",
         "Alder,One,100,software_licenses,USD,2027-01-31\n"
         "alder,ONE,100.00,software_licenses,USD,2027-01-31\n",
         1,
         {"3  row_must_not_repeat_another"}},
        {"nobody's rows have nothing to do with each other",
         ",One,100,software_licenses,USD,\n"
         ",One,50,ongoing_support,USD,\n",
         0,
         {"2 customer.legal_name customer_name_must_be_given",
          "3 customer.legal_name customer_name_must_be_given"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const auto dry = deals_of(
            std::string("Customer,Title,Amount,Category,Currency,Close date\n") + row.rows
        );
        CHECK(dry.ready() == row.ready);
        CHECK(lines_of(dry) == row.told);
        for (const auto& each : dry.rows) {
            if (row.ready == 0) CHECK(each.verdict == RowVerdict::refused);
        }
    }
}

TEST_CASE("import: the same line with another product may be one or two, so it is asked") {
    const auto dry = deals_of(
        "Customer,Title,Amount,Products\n"
        "Alder,One,100,task_delegation\n"
        "Alder,One,100,platform_licenses\n"
    );
    CHECK(dry.ready() == 0);
    CHECK(
        lines_of(dry) ==
        Lines{"2  rows_of_a_deal_must_all_be_sound", "3 amount row_must_not_repeat_another"}
    );
    CHECK(dry.problems[0].problem.limit == "3");
}

TEST_CASE("import: a problem of a line is told at the row and the cell that the line is from") {
    struct Row {
        const char* field;
        Lines told;
    };
    const Row rows[] = {
        {"lines[1].category",
         {"2  rows_of_a_deal_must_all_be_sound", "3 category value_must_be_in_range"}},
        {"lines[1].term_months",
         {"2  rows_of_a_deal_must_all_be_sound", "3 term_months value_must_be_in_range"}},
        {"lines[0].amount",
         {"2 amount value_must_be_in_range", "3  rows_of_a_deal_must_all_be_sound"}},
        {"lines", {"2 amount value_must_be_in_range", "3  rows_of_a_deal_must_all_be_sound"}},
        {"lines[7].amount",
         {"2 amount value_must_be_in_range", "3  rows_of_a_deal_must_all_be_sound"}},
        {"title", {"2 title value_must_be_in_range", "3  rows_of_a_deal_must_all_be_sound"}},
        {"agreement",
         {"2 agreement value_must_be_in_range", "3  rows_of_a_deal_must_all_be_sound"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.field);
        const auto dry = deals_of(
            "Customer,Title,Amount,Category\n"
            "Alder,One,100,software_licenses\n"
            "Alder,One,50,ongoing_support\n",
            [&row](const DealForm&) {
                return std::vector<Problem>{{ProblemCode::value_must_be_in_range, row.field, {}}};
            }
        );
        CHECK(lines_of(dry) == row.told);
    }
}

TEST_CASE("import: what a draft may not hold is refused before it is asked for") {
    struct Row {
        const char* column;
        std::size_t length_max;
    };
    const Row rows[] = {
        {"Title", 200},
        {"Customer", 200},
        {"Objective", 4'000},
        {"Notes", 8'000},
        {"Tax ID", 40},
        {"RFx number", 100},
    };
    for (const Row& row : rows) {
        for (const std::size_t length : {row.length_max, row.length_max + 1}) {
            CAPTURE(row.column, length);
            CsvWriter writer({.marked = false});
            for (const char* name : {"Title", "Customer", "Amount"}) {
                if (std::string_view(name) != row.column) writer.text(name);
            }
            writer.text(row.column).end_row();
            const bool required = std::string_view(row.column) == "Title" ||
                                  std::string_view(row.column) == "Customer";
            if (!required) writer.text("x");
            writer.text("x").text("5").text(std::string(length, 'x')).end_row();
            const auto dry = deals_of(writer.take());
            CHECK(dry.ready() == (length == row.length_max ? 1 : 0));
            if (dry.ready() == 1) continue;
            REQUIRE(dry.problems.size() == 1);
            CHECK(dry.problems[0].problem.code == ProblemCode::text_must_be_short_enough);
            CHECK(dry.problems[0].column != no_column);
        }
    }
}

TEST_CASE("import: terms, what comes again and public customers are read, and refused by cell") {
    const auto dry = deals_of(
        "Customer,Title,Amount,Sector,Term (months),Recurring,Public sector\n"
        "Alder,One,100,Healthcare,36,yes,yes\n"
        "Birch,Two,100,Government,,,\n"
        "Cedar,Three,100,Government,240,no,no\n"
        "Doum,Four,100,Retail,241,,\n"
        "Elm,Five,100,Retail,soon,often,perhaps\n"
    );
    CHECK(dry.ready() == 3);
    const DealForm& hospital = dry.rows[0].row.form;
    CHECK(hospital.lines[0].term_months == 36);
    CHECK(hospital.lines[0].recurring);
    CHECK(hospital.customer.public_sector);
    CHECK(dry.rows[1].row.form.customer.public_sector);
    CHECK(dry.rows[1].row.form.lines[0].term_months == 0);
    CHECK_FALSE(dry.rows[2].row.form.customer.public_sector);
    CHECK(
        lines_of(dry) ==
        Lines{
            "5 term_months value_must_be_in_range",
            "6 customer.public_sector value_must_be_one_of_the_choices",
            "6 term_months amount_must_be_a_number",
            "6 recurring value_must_be_one_of_the_choices"}
    );
}

TEST_CASE("import: a source that we do not know is the partner's own, and stays with the notes") {
    const auto dry = deals_of(
        "Deal Name,Associated Company,Amount,Close Date,Deal Stage,Original Traffic Source,Notes\n"
        "One,Alder,100,2027-01-31,Qualified To Buy (Sales Pipeline),Offline Sources,Call back\n"
        "Two,Birch,100,2027-01-31,Contract Sent,Cold call,Call back\n"
        "Three,Cedar,100,2027-01-31,Contract Sent,Cold call,\n"
    );
    REQUIRE(dry.ready() == 3);
    CHECK(dry.rows[0].row.stage == Stage::qualified);
    const char* notes[] = {"Call back", "Call back\nCold call", "Cold call"};
    for (std::size_t i = 0; i < 3; i++) {
        CHECK(dry.rows[i].row.form.source == DealSource::own);
        CHECK(dry.rows[i].row.form.notes == notes[i]);
    }
}

TEST_CASE("import: a Dynamics view with the names of currencies becomes deals") {
    const auto dry = deals_of(
        "Topic,Potential Customer,Est. Close Date,Est. Revenue,Currency,Source Campaign\n"
        "Fleet,Northgate Rail,1/31/2027,\"$640,000.00\",US Dollar,Spring mailing\n"
        "Claims,Hafen Re,2/28/2027,\"€120,500.50\",Euro,\n"
    );
    REQUIRE(dry.ready() == 2);
    CHECK(dry.rows[0].row.form.currency == usd);
    CHECK(dry.rows[1].row.form.lines[0].amount.currency.text() == "EUR");
    CHECK(dry.rows[0].row.form.source == DealSource::own);
}

TEST_CASE("import: an amount whose mark no cell settles is asked for at its column") {
    const auto dry = deals_of("Customer,Title,Amount\nAlder,One,640.000\nBirch,Two,1.234\n");
    CHECK(dry.ready() == 0);
    CHECK(
        lines_of(dry) ==
        Lines{"2 amount decimal_mark_must_be_known", "3 amount decimal_mark_must_be_known"}
    );
    CHECK(dry.problems[0].column == 2);
    CHECK(deals_of("Customer,Title,Amount\nAlder,One,640.000\nBirch,Two,\"1,5\"\n").ready() == 2);
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

TEST_CASE("import: a partner's device knows the joint solutions of a file by name") {
    const Record record{.id = id_of("program"), .version = 1, .body = program()};
    const Viewer seller{
        .audience = Audience::seller, .person = {id_of("maya")}, .partner = {id_of("slalom")}};
    const std::optional<Record> seen = project(record, seller);
    REQUIRE(seen.has_value());
    const File file(
        "Customer,Title,Amount,Category,Joint solution\n"
        "Alder,One,100,software_licenses,Healthcare AI\n"
        "Cedar,Two,100,software_licenses,Time travel\n",
        ImportKind::deals
    );
    DealImport options{
        .program = body_of<Program>(*seen),
        .currency = usd,
        .category = "software_licenses",
        .products = {"platform_licenses"},
        .judge = {}};
    const auto dry = deals_from_table(file.mapped, options);
    CHECK(dry.ready() == 1);
    CHECK(dry.rows[0].row.form.joint_solution == "healthcare_ai");
}

TEST_CASE("import: ten thousand deals, written and read back as they were") {
    std::vector<DealRow> deals;
    for (int i = 0; i < 10'000; i++) {
        DealRow row;
        DealForm& form = row.form;
        form.customer.legal_name = "Customer, \"" + std::to_string(i) + "\"";
        form.customer.domain = "c" + std::to_string(i) + ".example";
        form.customer.country = "DE";
        form.customer.sector = i % 13 == 0 ? "healthcare" : "retail";
        form.customer.public_sector = i % 13 == 0;  // A public hospital.
        form.title = i % 7 == 0 ? "=SUM(A1)" : "Deal\nof two lines";
        form.products = {"platform_licenses", "task_delegation"};
        constexpr Currency currencies[] = {usd, {{'J', 'P', 'Y'}}, {{'K', 'W', 'D'}}};
        form.currency = currencies[i % 3];
        form.lines = {
            {.category = "software_licenses",
             .amount = {100 + i, form.currency},
             .term_months = i % 61,
             .recurring = i % 4 == 0}};
        if (i % 3 == 0)
            form.lines.push_back({.category = "ongoing_support", .amount = {7, form.currency}});
        // Two lines that differ by their term alone.
        if (i % 9 == 0) form.lines.push_back(form.lines[0]);
        if (i % 9 == 0) form.lines[0].term_months += 12;
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
