// Leads, partners and figures from a table.
#include "core/base/text/names.h"
#include "core/domain/csv/import_rows.h"

#include <algorithm>
#include <map>
#include <set>

namespace entente {

// Something before and something with a dot after one @, without blanks: what a form asks for.
static bool looks_like_email(std::string_view email) {
    const std::size_t at = email.find('@');
    if (at == 0 || at == std::string_view::npos || email.rfind('@') != at) return false;
    const std::size_t dot = email.rfind('.');
    return dot != std::string_view::npos && dot > at + 1 && dot + 1 < email.size() &&
           email.find_first_of(" \t,;") == std::string_view::npos;
}

template <typename Row>
static void finish(DryImport<Row>& dry, const CsvRow& csv_row, const RowReader& reader, Row&& row) {
    const auto verdict = reader.is_sound() ? RowVerdict::ready : RowVerdict::refused;
    dry.rows.push_back({csv_row.line, verdict, std::forward<Row>(row)});
}

static void refuse_repetition(
    RowReader& reader, std::set<std::string>& seen, const std::string& identity
) {
    if (identity.empty() || seen.insert(identity).second) return;
    reader.refuse_row({ProblemCode::row_must_not_repeat_another, {}, {}});
}

// ---- Leads --------------------------------------------------------------------------------------

static LeadRow read_lead(RowReader& reader) {
    LeadRow row;
    row.company = reader.text("company");
    row.name = reader.text("name");
    if (row.name.empty()) {
        row.name = reader.text("first_name");
        const std::string last = reader.text("last_name");
        if (!row.name.empty() && !last.empty()) row.name += ' ';
        row.name += last;
    }
    row.email = reader.text("email");
    row.phone = reader.text("phone");
    row.job_title = reader.text("job_title");
    row.country = reader.country("country");
    row.website = reader.text("website");
    row.source = reader.text("source");
    row.notes = reader.text("notes");
    if (row.company.empty()) {
        reader.refuse("company", {ProblemCode::customer_name_must_be_given, {}, {}});
    }
    if (!looks_like_email(row.email)) {
        reader.refuse("email", {ProblemCode::contact_email_must_be_valid, {}, row.email});
    }
    return row;
}

DryImport<LeadRow> leads_from_table(const MappedTable& table) {
    DryImport<LeadRow> dry;
    std::set<std::string> seen;
    for (const CsvRow& csv_row : table.table().rows) {
        RowReader reader(table, csv_row, dry.problems);
        LeadRow row = read_lead(reader);
        refuse_repetition(reader, seen, bare_name(row.email));
        finish(dry, csv_row, reader, std::move(row));
    }
    return dry;
}

std::vector<LeadForm> lead_forms(const DryImport<LeadRow>& dry, bool consent) {
    std::vector<LeadForm> forms;
    for (const auto& [line, verdict, row] : dry.rows) {
        if (verdict != RowVerdict::ready) continue;
        LeadForm form;
        form.name = row.name;
        form.title = row.job_title;
        form.email = row.email;
        form.phone = row.phone;
        form.company = row.company;
        form.domain = row.website;
        form.country = row.country;
        form.note = row.notes;
        // Where the file says it is from has no field of its own.
        if (!row.source.empty()) form.note += (form.note.empty() ? "" : "\n") + row.source;
        form.consent = consent;
        forms.push_back(std::move(form));
    }
    return forms;
}

// ---- Partners -----------------------------------------------------------------------------------

static std::optional<Tier> tier_named(const Program& program, std::string_view name) {
    const std::string wanted = bare_name(name);
    for (const TierRule& rule : program.tiers) {
        const std::string_view key = name_of(rule.tier);
        // "Tier 2", "2", the key, or the tier's whole name.
        const bool by_number = key.starts_with("tier_") && wanted == key.substr(5);
        if (by_number || wanted == bare_name(key) || wanted == bare_name(rule.name)) {
            return rule.tier;
        }
    }
    return std::nullopt;
}

static void read_types(RowReader& reader, const Program& program, Partner& partner) {
    for (const std::string& name : reader.list("types")) {
        const std::string wanted = bare_name(name);
        std::optional<PartnerType> type;
        for (const NamedKey& entry : program.partner_types) {
            const bool named = bare_name(entry.key) == wanted || bare_name(entry.name) == wanted;
            if (named) type = choice_named<PartnerType>(entry.key);
        }
        if (type) partner.types.push_back(*type);
        if (!type)
            reader.refuse("types", {ProblemCode::value_must_be_one_of_the_choices, {}, name});
    }
}

static void read_places(RowReader& reader, const Program& program, Partner& partner) {
    partner.home_country = reader.country("home_country");
    for (const std::string& name : reader.list("countries")) {
        const auto country = country_from_cell(name);
        if (country.ok()) partner.countries.push_back(country.value());
        if (!country.ok()) reader.refuse("countries", {country.problem().code, {}, name});
    }
    const std::string wanted = bare_name(reader.text("region"));
    for (const Region& region : program.regions) {
        const auto& countries = region.countries;
        const bool named = bare_name(region.key) == wanted || bare_name(region.name) == wanted;
        const bool at_home =
            wanted.empty() &&
            std::find(countries.begin(), countries.end(), partner.home_country) != countries.end();
        if (named || at_home) partner.region = region.key;
    }
    if (partner.region.empty()) {
        reader.refuse("region", {ProblemCode::reference_must_exist, {}, reader.text("region")});
    }
}

static Partner read_partner(RowReader& reader, const Program& program) {
    Partner partner;
    partner.name = reader.text("name");
    partner.legal_name = reader.text("legal_name");
    if (partner.legal_name.empty()) partner.legal_name = partner.name;
    partner.domains = reader.list("domains");
    partner.tax_id = reader.text("tax_id");
    partner.specializations = reader.list("specializations");
    if (partner.name.empty()) reader.refuse("name", {ProblemCode::field_must_be_given, {}, {}});
    const std::string tier = reader.text("tier");
    const auto known = tier_named(program, tier);
    if (known) partner.tier = *known;
    if (!known) reader.refuse("tier", {ProblemCode::value_must_be_one_of_the_choices, {}, tier});
    read_types(reader, program, partner);
    read_places(reader, program, partner);
    return partner;
}

DryImport<Partner> partners_from_table(
    const MappedTable& table, const Program& program, const std::vector<std::string>& known_names
) {
    DryImport<Partner> dry;
    std::set<std::string> seen;
    for (const std::string& name : known_names) seen.insert(comparable_name(name));
    for (const CsvRow& csv_row : table.table().rows) {
        RowReader reader(table, csv_row, dry.problems);
        Partner partner = read_partner(reader, program);
        refuse_repetition(reader, seen, comparable_name(partner.name));
        finish(dry, csv_row, reader, std::move(partner));
    }
    return dry;
}

// ---- Figures ------------------------------------------------------------------------------------

struct FigureColumns {
    DecimalMark amount;
    DateOrder from;
    DateOrder until;
};

static void read_size(
    RowReader& reader, const FigureColumns& columns, Currency standard, CompanyFigure& figure
) {
    const Currency currency = reader.currency("currency", standard);
    figure.amount = reader.amount("amount", columns.amount, currency);
    const std::string count = reader.text("count");
    if (!count.empty()) {
        // A count is read as an amount without decimals, so that its groups are understood.
        constexpr Currency without_decimals{{'J', 'P', 'Y'}};
        figure.count = reader.amount("count", columns.amount, without_decimals).minor;
    }
    if (figure.amount.minor < 0 || figure.count < 0) {
        reader.refuse("amount", {ProblemCode::amount_must_be_positive, {}, {}});
    }
    const bool has_amount = figure.amount.currency.given();
    if (has_amount == !count.empty()) {
        reader.refuse("amount", {ProblemCode::field_must_be_given, {}, {}});
    }
}

static CompanyFigure read_figure(
    RowReader& reader, const FigureColumns& columns, Currency standard
) {
    CompanyFigure figure;
    const std::string name = reader.text("figure");
    if (!name.empty()) figure.figure = name;
    figure.from = reader.date("from", columns.from);
    const Date last = reader.date("until", columns.until);
    figure.until = last + Days{1};
    figure.partner = reader.text("partner");
    figure.source = reader.text("source");
    read_size(reader, columns, standard, figure);
    if (reader.is_sound() && (figure.from == Date{} || last < figure.from)) {
        reader.refuse("until", {ProblemCode::value_must_be_in_range, {}, {}});
    }
    return figure;
}

// The days that are counted already: of each figure, where each stretch begins and ends.
using CountedDays = std::map<std::string, std::map<Date, Date>>;

// False when some of the days were counted before.
static bool count_days(CountedDays& counted, const CompanyFigure& figure) {
    std::map<Date, Date>& stretches = counted[figure.figure + "\n" + figure.partner];
    const auto after = stretches.lower_bound(figure.from);
    if (after != stretches.end() && after->first < figure.until) return false;
    if (after != stretches.begin() && std::prev(after)->second > figure.from) return false;
    stretches.emplace(figure.from, figure.until);
    return true;
}

DryImport<CompanyFigure> figures_from_table(
    const MappedTable& table, Currency standard, const std::string& source, Date today
) {
    DryImport<CompanyFigure> dry;
    const FigureColumns columns{
        table.decimal_mark("amount"), table.date_order("from"), table.date_order("until")};
    CountedDays counted;
    for (const CsvRow& csv_row : table.table().rows) {
        RowReader reader(table, csv_row, dry.problems);
        CompanyFigure figure = read_figure(reader, columns, standard);
        if (figure.source.empty()) figure.source = source;
        figure.imported_on = today;
        if (reader.is_sound() && !count_days(counted, figure)) {
            reader.refuse_row({ProblemCode::row_must_not_repeat_another, {}, {}});
        }
        finish(dry, csv_row, reader, std::move(figure));
    }
    return dry;
}

}  // namespace entente
