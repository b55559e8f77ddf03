#include "core/domain/csv/mapping.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;

static std::int32_t column_of(
    const ColumnMapping& mapping, ImportKind kind, std::string_view field
) {
    const auto fields = import_fields(kind);
    for (std::size_t i = 0; i < fields.size(); i++) {
        if (fields[i].name == field) return mapping.columns[i];
    }
    FAIL("no field " << field);
    return no_column;
}

struct Export {
    ImportKind kind;
    FilePreset preset;
    std::vector<std::string> header;
    std::vector<std::string_view> fields;  // In the order of the columns; empty is unused.
};
static const Export exports[] = {
    {ImportKind::deals,
     FilePreset::salesforce,
     {"Opportunity Name",
      "Account Name",
      "Amount",
      "Close Date",
      "Stage",
      "Probability (%)",
      "Lead Source",
      "Billing Country",
      "Opportunity Currency",
      "Primary Contact"},
     {"title",
      "customer.legal_name",
      "amount",
      "expected_close",
      "stage",
      "",
      "source",
      "customer.country",
      "currency",
      "contact.name"}},
    {ImportKind::deals,
     FilePreset::salesforce,
     {"Id", "Name", "Account.Name", "Amount", "CloseDate", "StageName", "CurrencyIsoCode"},
     {"", "title", "customer.legal_name", "amount", "expected_close", "stage", "currency"}},
    {ImportKind::deals,
     FilePreset::hubspot,
     {"Record ID",
      "Deal Name",
      "Deal Stage",
      "Close Date",
      "Amount",
      "Deal Type",
      "Associated Company",
      "Associated Contact"},
     {"",
      "title",
      "stage",
      "expected_close",
      "amount",
      "type",
      "customer.legal_name",
      "contact.name"}},
    {ImportKind::deals,
     FilePreset::dynamics,
     {"Topic",
      "Potential Customer",
      "Est. Close Date",
      "Est. Revenue",
      "Currency",
      "Contact",
      "Rating",
      "Source Campaign"},
     {"title",
      "customer.legal_name",
      "expected_close",
      "amount",
      "currency",
      "contact.name",
      "",
      ""}},
    {ImportKind::leads,
     FilePreset::hubspot,
     {"Record ID",
      "First Name",
      "Last Name",
      "Email",
      "Phone Number",
      "Company Name",
      "Original Traffic Source"},
     {"", "first_name", "last_name", "email", "phone", "company", "source"}},
    {ImportKind::leads,
     FilePreset::dynamics,
     {"Name", "Topic", "Company Name", "Email", "Business Phone", "Job Title"},
     {"name", "", "company", "email", "phone", "job_title"}},
    {ImportKind::partners,
     FilePreset::salesforce,
     {"Account Name", "Partner Tier", "Billing Country", "Website"},
     {"name", "tier", "home_country", "domains"}},
};
TEST_CASE("mapping: the exports of three CRMs map themselves") {
    for (const Export& row : exports) {
        CAPTURE(name_of(row.preset), row.header.front());
        const ColumnMapping mapping = mapping_of(row.kind, row.header);
        CHECK(mapping.preset == row.preset);
        CHECK(problems_of(mapping, row.kind).empty());
        for (std::size_t i = 0; i < row.fields.size(); i++) {
            const auto column = static_cast<std::int32_t>(i);
            CAPTURE(row.header[i]);
            if (row.fields[i].empty()) {
                CHECK(std::count(mapping.columns.begin(), mapping.columns.end(), column) == 0);
            } else {
                CHECK(column_of(mapping, row.kind, row.fields[i]) == column);
            }
        }
    }
}

TEST_CASE("mapping: our own columns and the fields' names are understood in any file") {
    for (const ImportKind kind :
         {ImportKind::deals,
          ImportKind::leads,
          ImportKind::partners,
          ImportKind::company_revenue}) {
        CAPTURE(name_of(kind));
        std::vector<std::string> header;
        for (const ImportField& field : import_fields(kind)) header.emplace_back(field.name);
        for (const FilePreset preset :
             {FilePreset::ours,
              FilePreset::salesforce,
              FilePreset::hubspot,
              FilePreset::dynamics}) {
            const ColumnMapping mapping = mapping_of(kind, header, preset);
            CHECK(std::count(mapping.columns.begin(), mapping.columns.end(), no_column) == 0);
        }
        CHECK(mapping_of(kind, header).preset == FilePreset::ours);
    }
}

TEST_CASE("mapping: no column is used twice") {
    const ColumnMapping mapping =
        mapping_of(ImportKind::deals, {"Name", "Name", "Amount", "amount"});
    std::vector<std::int32_t> used;
    for (const std::int32_t column : mapping.columns) {
        if (column != no_column) used.push_back(column);
    }
    std::sort(used.begin(), used.end());
    CHECK(std::adjacent_find(used.begin(), used.end()) == used.end());
}

TEST_CASE("mapping: a field that is needed and has no column is named") {
    const auto problems =
        problems_of(mapping_of(ImportKind::deals, {"Deal Name", "Close Date"}), ImportKind::deals);
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].code == ProblemCode::column_must_be_mapped);
    CHECK(problems[0].field == "customer.legal_name");
    CHECK(problems[1].field == "amount");
}

TEST_CASE("mapping: a file of leads has to name somebody, a person or a company") {
    for (const char* column : {"Name", "First name", "Last name", "Company"}) {
        CAPTURE(column);
        CHECK(problems_of(mapping_of(ImportKind::leads, {column}), ImportKind::leads).empty());
    }
    const auto problems =
        problems_of(mapping_of(ImportKind::leads, {"Email", "Phone"}), ImportKind::leads);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].code == ProblemCode::column_must_be_mapped);
    CHECK(problems[0].field == "name");
}
