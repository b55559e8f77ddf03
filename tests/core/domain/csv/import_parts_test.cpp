#include "core/domain/csv/import_parts.h"

#include "core/domain/records/kind_rule.h"
#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const ImportHead head{
    .batch = {id_of("batch")}, .file_name = "deals.csv", .bytes_max = std::size_t{64} * 1024};

// Deals of which every third row is refused.
static DryImport<DealRow> dry_deals(const DealWorld& world, int rows) {
    DryImport<DealRow> dry;
    for (int i = 0; i < rows; i++) {
        DealRow row{world.form_worth(1'000 + i), static_cast<Stage>(i % 5)};
        row.form.title += " " + std::to_string(i);
        const auto verdict = i % 3 == 2 ? RowVerdict::refused : RowVerdict::ready;
        dry.rows.push_back({2 + i, verdict, std::move(row)});
    }
    return dry;
}

TEST_CASE("import parts: ten thousand deals come in, in parts that fit, and go by one undo") {
    DealWorld world;
    const DryImport<DealRow> dry = dry_deals(world, 15'000);
    REQUIRE(dry.ready() == 10'000);
    const auto parts = import_parts(head, dry);
    REQUIRE(parts.ok());
    const std::size_t records_before = world.records.all().size();
    for (const Command& part : parts.value()) {
        REQUIRE(args_from_command(part).size() <= head.bytes_max);
        world.act(world.seller, part);
    }
    // None of them is nearly empty.
    CHECK(parts.value().size() <= 10'000 * 800 / head.bytes_max);
    const auto& batch =
        body_of<ImportBatch>(*world.records.find({Kind::import_batch, head.batch.bytes}));
    CHECK(batch.rows == 10'000);
    std::int64_t index = 0;
    for (const auto& [line, verdict, row] : dry.rows) {
        if (verdict != RowVerdict::ready) continue;
        REQUIRE(line_of_row(dry, index % 500) == 2 + index % 500 / 2 * 3 + index % 2);
        const Record* record = world.records.find({Kind::deal, imported_id(head.batch, index)});
        REQUIRE(record != nullptr);
        REQUIRE(form_from_deal(body_of<Deal>(*record)) == row.form);
        REQUIRE(body_of<Deal>(*record).stage == row.stage);
        index++;
    }
    CHECK(world.act(world.seller, UndoImport{head.batch}).removals.size() == 10'000);
    // The batch, and a line of history for each part and for the undo.
    CHECK(world.records.all().size() == records_before + parts.value().size() + 2);
}

TEST_CASE("import parts: the smallest commands hold a row each, and smaller ones none") {
    const DealWorld world;
    const DryImport<DealRow> dry = dry_deals(world, 3);
    ImportHead tight = head;
    const auto whole = import_parts(head, dry);
    REQUIRE(whole.ok());
    REQUIRE(whole.value().size() == 1);
    tight.bytes_max = args_from_command(whole.value()[0]).size() - 1;
    const auto two = import_parts(tight, dry);
    REQUIRE(two.ok());
    REQUIRE(two.value().size() == 2);
    CHECK(two.value()[1].get<ImportDeals>().rows_before == 1);
    tight.bytes_max = 100;
    const auto none = import_parts(tight, dry);
    REQUIRE_FALSE(none.ok());
    CHECK(none.problem().code == ProblemCode::bytes_must_be_small_enough);
    CHECK(none.problem().field == "line 2");
    CHECK(import_parts(tight, DryImport<DealRow>{}).value().empty());
}

TEST_CASE("import parts: leads with their consent, partners and figures") {
    DryImport<LeadRow> leads;
    for (int i = 0; i < 2'000; i++) {
        LeadRow row;
        row.name = "Ana " + std::to_string(i);
        row.notes = std::string(200, 'n');
        leads.rows.push_back({i, RowVerdict::ready, row});
    }
    DealWorld world;
    const auto parts = import_parts(head, leads, true);
    REQUIRE(parts.ok());
    CHECK(parts.value().size() > 1);
    for (const Command& part : parts.value()) world.act(world.seller, part);
    const IdBytes last = imported_id(head.batch, 1'999);
    REQUIRE(world.records.find({Kind::lead, last}) != nullptr);
    CHECK(body_of<Lead>(*world.records.find({Kind::lead, last})).form.name == "Ana 1999");

    DryImport<CompanyFigure> figures;
    for (int i = 0; i < 2'000; i++) {
        CompanyFigure figure;
        figure.from = Date{Days{20'000 + i}};
        figure.until = figure.from + Days{1};
        figure.amount = {i, usd};
        figure.source = "Ledger";
        figures.rows.push_back({i, RowVerdict::ready, figure});
    }
    ImportHead books = head;
    books.batch = {id_of("books")};
    const auto figure_parts = import_parts(books, figures);
    REQUIRE(figure_parts.ok());
    for (const Command& part : figure_parts.value()) world.act(world.admin, part);
    CHECK(world.records.under("company_figures").size() == 2'000);

    DryImport<Partner> partners;
    partners.rows.push_back({2, RowVerdict::ready, {.name = "Alder Systems", .region = "europe"}});
    partners.rows.push_back({3, RowVerdict::refused, {.name = "Nobody"}});
    const auto applicants = import_parts(head, partners);
    REQUIRE(applicants.value().size() == 1);
    CHECK(applicants.value()[0].get<ImportPartners>().partners.size() == 1);
}
