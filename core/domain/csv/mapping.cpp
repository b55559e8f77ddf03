#include "core/domain/csv/mapping.h"

#include <algorithm>

namespace entente {

std::span<const std::string_view> names_of(ImportKind) {
    static constexpr std::array<std::string_view, 4> names{
        "deals", "leads", "partners", "company_revenue"};
    return names;
}

std::span<const std::string_view> names_of(FilePreset) {
    static constexpr std::array<std::string_view, 4> names{
        "ours", "salesforce", "hubspot", "dynamics"};
    return names;
}

// Salesforce: labels of its reports and names of its API (Opportunity, Lead, Account). HubSpot:
// columns of its exports of deals, contacts and companies. Dynamics: columns of its views.
static constexpr ImportField deal_fields[] = {
    {"customer.legal_name",
     true,
     {"Customer|Company",
      "Account Name|Account.Name|Account",
      "Associated Company|Company name",
      "Potential Customer|Account|Customer"}},
    {"customer.domain",
     false,
     {"Domain|Website",
      "Website|Account.Website|Account: Website",
      "Company Domain Name|Website URL",
      "Website|Web Site"}},
    {"customer.country",
     false,
     {"Country",
      "Billing Country|Account.BillingCountry|Country",
      "Country/Region|Country",
      "Address 1: Country/Region|Country/Region"}},
    {"customer.tax_id", false, {"Tax ID|VAT", "Tax ID|DUNS Number", "Tax ID|VAT", "Tax ID|VAT"}},
    {"customer.sector",
     false,
     {"Sector|Industry", "Industry|Account.Industry", "Industry", "Industry"}},
    {"customer.public_sector",
     false,
     {"Public sector", "Public Sector", "Public Sector", "Public Sector"}},
    {"title", true, {"Title|Deal", "Opportunity Name|Name|Opportunity", "Deal Name", "Topic|Name"}},
    {"objective",
     false,
     {"Objective|Description", "Description", "Deal Description|Description", "Description"}},
    {"products",
     false,
     {"Products|Product", "Products|Product Name", "Products|Line items", "Products|Product"}},
    {"category", false, {"Category", "Product Family", "Category", "Category"}},
    {"amount",
     true,
     {"Amount|Value",
      "Amount",
      "Amount|Amount in company currency",
      "Est. Revenue|Estimated Revenue"}},
    {"currency",
     false,
     {"Currency", "Opportunity Currency|CurrencyIsoCode|Amount Currency", "Currency", "Currency"}},
    {"term_months",
     false,
     {"Term (months)|Term", "Contract Term (months)", "Term (months)", "Term (months)"}},
    {"recurring", false, {"Recurring", "Recurring", "Recurring", "Recurring"}},
    {"expected_close",
     false,
     {"Expected close|Close date",
      "Close Date|CloseDate",
      "Close Date",
      "Est. Close Date|Estimated Close Date"}},
    {"source",
     false,
     {"Source",
      "Lead Source|LeadSource",
      "Original Traffic Source|Original Source",
      "Lead Source"}},
    {"type", false, {"Type", "Type", "Deal Type", "Type|Opportunity Type"}},
    {"stage", false, {"Stage", "Stage|StageName", "Deal Stage", "Sales Stage|Pipeline Phase"}},
    {"competitor",
     false,
     {"Competitor", "Main Competitor(s)|Competitor", "Competitor", "Competitor"}},
    {"rfx_number", false, {"RFx number|RFx", "RFx Number|RFP Number", "RFx Number", "RFx Number"}},
    {"contact.name",
     false,
     {"Contact", "Primary Contact|Contact Name|Contact", "Associated Contact|Contact", "Contact"}},
    {"contact.email",
     false,
     {"Contact e-mail|E-mail|Email",
      "Contact Email|Email|Contact: Email",
      "Email|Contact Email",
      "E-mail|Email Address|Email"}},
    {"notes", false, {"Notes", "Next Step|NextStep|Notes", "Notes|Next step", "Notes"}},
    {"joint_solution",
     false,
     {"Joint solution", "Joint Solution|Solution", "Joint Solution", "Joint Solution|Solution"}},
};

static constexpr ImportField lead_fields[] = {
    {"company",
     false,
     {"Company",
      "Company|Company / Account",
      "Company Name|Associated Company",
      "Company Name|Company"}},
    {"name", false, {"Name", "Name|Full Name", "Full Name|Name", "Name|Full Name"}},
    {"first_name", false, {"First name", "First Name|FirstName", "First Name", "First Name"}},
    {"last_name", false, {"Last name", "Last Name|LastName", "Last Name", "Last Name"}},
    {"email", false, {"E-mail|Email", "Email", "Email", "Email|E-mail|Email Address"}},
    {"phone",
     false,
     {"Phone", "Phone|Mobile", "Phone Number|Mobile Phone Number", "Business Phone|Mobile Phone"}},
    {"job_title", false, {"Job title|Title", "Title", "Job Title", "Job Title"}},
    {"country", false, {"Country", "Country", "Country/Region|Country", "Country/Region|Country"}},
    {"website", false, {"Website|Domain", "Website", "Website URL", "Website"}},
    {"source",
     false,
     {"Source|Show",
      "Lead Source|LeadSource",
      "Original Traffic Source|Original Source",
      "Lead Source"}},
    {"notes", false, {"Notes", "Description", "Notes|Message", "Description"}},
};

static constexpr ImportField partner_fields[] = {
    {"name", true, {"Name|Partner", "Account Name|Name", "Company name|Name", "Account Name|Name"}},
    {"legal_name", false, {"Legal name", "Legal Name", "Legal Name", "Legal Name"}},
    {"domains",
     false,
     {"Domain|Domains|Website", "Website", "Company Domain Name|Website URL", "Website"}},
    {"tax_id", false, {"Tax ID|VAT", "Tax ID|DUNS Number", "Tax ID|VAT", "Tax ID|VAT"}},
    {"tier", true, {"Tier", "Partner Tier|Tier", "Partner Tier|Tier", "Partner Tier|Tier"}},
    {"types",
     false,
     {"Type|Types|Partner type",
      "Type|Partner Type",
      "Type|Partner Type",
      "Relationship Type|Partner Type"}},
    {"region", false, {"Region", "Region|Sales Region", "Region", "Territory|Region"}},
    {"home_country",
     true,
     {"Country|Home country",
      "Billing Country|BillingCountry|Country",
      "Country/Region|Country",
      "Address 1: Country/Region|Country/Region"}},
    {"countries", false, {"Countries", "Countries", "Countries", "Countries"}},
    {"specializations",
     false,
     {"Specializations|Specialization", "Specialization", "Specialization", "Specialization"}},
};

static constexpr ImportField revenue_fields[] = {
    {"figure", false, {"Figure", "Figure", "Figure", "Figure"}},
    {"from",
     true,
     {"From|Period start|Start", "Start Date|From", "Start Date|From", "Start Date|From"}},
    {"until",
     true,
     {"Until|Period end|End|To", "End Date|Until", "End Date|Until", "End Date|Until"}},
    {"count", false, {"Count|Number", "Record Count|Count", "Count", "Count"}},
    {"amount",
     false,
     {"Amount|Revenue|Company revenue",
      "Revenue|Amount|Closed Amount",
      "Revenue|Amount",
      "Actual Revenue|Revenue|Amount"}},
    {"currency", false, {"Currency", "Currency|CurrencyIsoCode", "Currency", "Currency"}},
    {"partner", false, {"Partner|Named partner", "Partner Account|Partner", "Partner", "Partner"}},
    {"source", false, {"Source", "Report|Source", "Source", "Source"}},
};

std::span<const ImportField> import_fields(ImportKind kind) {
    switch (kind) {
        case ImportKind::deals:
            return deal_fields;
        case ImportKind::leads:
            return lead_fields;
        case ImportKind::partners:
            return partner_fields;
        case ImportKind::company_revenue:
            return revenue_fields;
    }
    check(false);
    return {};
}

static std::vector<std::string> bare_names(std::string_view list) {
    std::vector<std::string> names;
    while (!list.empty()) {
        const std::size_t end = list.find('|');
        names.push_back(bare_name(list.substr(0, end)));
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    }
    return names;
}

// The first free column with one of the names, by the order of the names.
static std::int32_t column_named(
    const std::vector<std::string>& names,
    const std::vector<std::string>& header,
    const std::vector<std::int32_t>& used
) {
    for (const std::string& name : names) {
        for (std::size_t i = 0; i < header.size(); i++) {
            const auto column = static_cast<std::int32_t>(i);
            if (header[i] != name || std::find(used.begin(), used.end(), column) != used.end()) {
                continue;
            }
            return column;
        }
    }
    return no_column;
}

ColumnMapping mapping_of(
    ImportKind kind, const std::vector<std::string>& header, FilePreset preset
) {
    std::vector<std::string> bare;
    bare.reserve(header.size());
    for (const std::string& name : header) bare.push_back(bare_name(name));
    ColumnMapping mapping{.preset = preset, .columns = {}};
    for (const ImportField& field : import_fields(kind)) {
        std::vector<std::string> names =
            bare_names(field.columns[static_cast<std::size_t>(preset)]);
        // What we export ourselves, and the field's own name, are understood beside any preset.
        names.push_back(bare_name(field.name));
        mapping.columns.push_back(column_named(names, bare, mapping.columns));
    }
    return mapping;
}

static auto mapped_count(const ColumnMapping& mapping) {
    return mapping.columns.size() - static_cast<std::size_t>(std::count(
                                        mapping.columns.begin(), mapping.columns.end(), no_column
                                    ));
}

ColumnMapping mapping_of(ImportKind kind, const std::vector<std::string>& header) {
    ColumnMapping best = mapping_of(kind, header, FilePreset::ours);
    for (const FilePreset preset :
         {FilePreset::salesforce, FilePreset::hubspot, FilePreset::dynamics}) {
        ColumnMapping mapping = mapping_of(kind, header, preset);
        if (mapped_count(mapping) > mapped_count(best)) best = std::move(mapping);
    }
    return best;
}

// A contact is a contact by any of these.
static bool names_contacts(const ColumnMapping& mapping) {
    for (std::size_t i = 0; i < std::size(lead_fields); i++) {
        const std::string_view name = lead_fields[i].name;
        const bool names = name == "company" || name.ends_with("name");
        if (names && mapping.columns[i] != no_column) return true;
    }
    return false;
}

std::vector<Problem> problems_of(const ColumnMapping& mapping, ImportKind kind) {
    std::vector<Problem> problems;
    const auto fields = import_fields(kind);
    check(mapping.columns.size() == fields.size());
    if (kind == ImportKind::leads && !names_contacts(mapping)) {
        problems.push_back({ProblemCode::column_must_be_mapped, "name", {}});
    }
    for (std::size_t i = 0; i < fields.size(); i++) {
        if (!fields[i].required || mapping.columns[i] != no_column) continue;
        problems.push_back({ProblemCode::column_must_be_mapped, std::string(fields[i].name), {}});
    }
    return problems;
}

}  // namespace entente
