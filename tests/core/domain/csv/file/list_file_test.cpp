#include "core/domain/csv/file/list_file.h"

#include "core/domain/certificate.h"
#include "core/domain/csv/file/csv_reader.h"
#include "core/domain/earnings/earning.h"
#include "core/domain/investment/fund.h"
#include "core/domain/measurement/scorecard.h"
#include "core/domain/person.h"
#include "core/domain/support/ticket.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;

static CsvTable table_of(const std::string& csv) {
    auto table = read_csv(bytes_from_text(csv));
    REQUIRE(table.ok());
    return std::move(table).value();
}

using Cells = std::vector<std::string>;

TEST_CASE("list file: a list of any records, with nothing that a spreadsheet would run") {
    Ticket ticket;
    ticket.number = "T-1";
    ticket.subject = "=HYPERLINK(\"x\")";
    const std::vector<Ticket> tickets{ticket, {}};
    const CsvTable table = table_of(csv_from_list(
        Cells{"Number", "@Subject", "State"},
        tickets.size(),
        [&](auto& cells, auto i) {
            cells.text(tickets[i].number).text(tickets[i].subject).text(name_of(tickets[i].state));
        }
    ));
    CHECK(table.header == Cells{"Number", "'@Subject", "State"});
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].cells == Cells{"T-1", "'=HYPERLINK(\"x\")", "open"});
    CHECK(table.rows[1].cells == Cells{"", "", "open"});
}

TEST_CASE("list file: money, days and counts are cells that a spreadsheet can sum") {
    std::vector<Earning> earnings(2);
    earnings[0].category = "software_licenses";
    earnings[0].amount = {-12'50, usd};
    earnings[1].category = "+support";
    const auto write = [&earnings](CsvWriter& cells, std::size_t row) {
        const Earning& earning = earnings[row];
        cells.text(earning.category).amount(earning.amount).text(earning.amount.currency.text());
    };
    const Cells titles{"Category", "Amount", "Currency"};
    CHECK(
        csv_from_list(titles, 2, write, {.marked = false}) ==
        "Category,Amount,Currency\r\nsoftware_licenses,-12.50,USD\r\n'+support,,\r\n"
    );
    CHECK(csv_from_list(titles, 0, write, {.marked = false}) == "Category,Amount,Currency\r\n");
    CHECK(
        csv_from_list(titles, 1, write, {.delimiter = ';', .decimal_comma = true}).find("-12,50") !=
        std::string::npos
    );
}

TEST_CASE("list file: claims, certificates, people and scorecards are lists like any") {
    Claim claim;
    claim.number = "C-1";
    claim.amount = {5'00, usd};
    Certificate certificate;
    certificate.level = "expert";
    certificate.expires_on = Date{Days{20'000}};
    Person person;
    person.name = "-Ana";
    ScoredPart part;
    part.key = "revenue";
    const Cells titles{"What", "Value"};
    const auto write = [&](CsvWriter& cells, std::size_t row) {
        if (row == 0) cells.text(claim.number).amount(claim.amount);
        if (row == 1) cells.text(certificate.level).date(certificate.expires_on);
        if (row == 2) cells.text(person.name).text(person.email);
        if (row == 3) cells.text(part.key).number(part.weight);
    };
    const CsvTable table = table_of(csv_from_list(titles, 4, write));
    REQUIRE(table.rows.size() == 4);
    CHECK(table.rows[0].cells == Cells{"C-1", "5.00"});
    CHECK(table.rows[1].cells == Cells{"expert", "2024-10-04"});
    CHECK(table.rows[2].cells == Cells{"'-Ana", ""});
}
