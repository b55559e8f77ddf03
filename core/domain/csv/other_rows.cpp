// Leads, partners and figures from a table.
#include "core/base/text/names.h"
#include "core/domain/administration/applicant.h"
#include "core/domain/csv/import_rows.h"

#include <algorithm>
#include <set>

namespace entente {

template <typename Row>
static void finish(DryImport<Row>& dry, const CsvRow& csv_row, const RowReader& reader, Row&& row) {
    const auto verdict = reader.is_sound() ? RowVerdict::ready : RowVerdict::refused;
    dry.rows.push_back({csv_row.line, verdict, std::forward<Row>(row)});
}

// One of the keys is enough to be the same. Only a row that is ready can be repeated.
static void refuse_repetition(
    RowReader& reader, std::set<std::string>& seen, const std::vector<std::string>& identity
) {
    const bool repeats = std::any_of(identity.begin(), identity.end(), [&seen](const auto& key) {
        return seen.contains(key);
    });
    if (!repeats) seen.insert(identity.begin(), identity.end());
    if (repeats) reader.refuse_row({ProblemCode::row_must_not_repeat_another, {}, {}});
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
    return row;
}

LeadForm lead_form(const LeadRow& row, bool consent) {
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
    return form;
}

// The columns of the fields of a contact's form that are called otherwise.
static std::string_view lead_column(std::string_view field) {
    constexpr std::string_view form = "form.";
    if (field.starts_with(form)) field.remove_prefix(form.size());
    if (field == "title") return "job_title";
    if (field == "domain") return "website";
    if (field == "note") return "notes";
    return field;
}

DryImport<LeadRow> leads_from_table(const MappedTable& table, const Program& program) {
    DryImport<LeadRow> dry;
    std::set<std::string> seen;
    for (const CsvRow& csv_row : table.table().rows) {
        RowReader reader(table, csv_row, dry.problems);
        LeadRow row = read_lead(reader);
        if (reader.is_sound()) {
            const Outcome sound = lead_is_sound(lead_form(row, true), program);
            if (!sound.ok()) reader.refuse(lead_column(sound.problem().field), sound.problem());
        }
        const std::string named = bare_name(row.name) + "\n" + bare_name(row.company);
        if (reader.is_sound()) {
            refuse_repetition(reader, seen, {row.email.empty() ? named : bare_name(row.email)});
        }
        finish(dry, csv_row, reader, std::move(row));
    }
    return dry;
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

// What an application is held to; by what no other may have, once it is that.
static std::vector<std::string> keys_of_applicant(
    RowReader& reader, const Program& program, const PublicSuffixes* suffixes, Partner applicant
) {
    complete_applicant(applicant, program);
    const Outcome sound = applicant_is_sound(applicant, program, suffixes);
    if (sound.ok()) return organization_keys(applicant);
    reader.refuse(sound.problem().field, sound.problem());
    return {};
}

DryImport<Partner> partners_from_table(
    const MappedTable& table,
    const Program& program,
    const std::vector<std::string>& known_keys,
    const PublicSuffixes* suffixes
) {
    DryImport<Partner> dry;
    std::set<std::string> seen(known_keys.begin(), known_keys.end());
    for (const CsvRow& csv_row : table.table().rows) {
        RowReader reader(table, csv_row, dry.problems);
        Partner partner = read_partner(reader, program);
        if (reader.is_sound()) {
            refuse_repetition(reader, seen, keys_of_applicant(reader, program, suffixes, partner));
        }
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

// The key of what is counted, by its key or its name; what is neither stays as it is.
static std::string figure_key(std::string_view name, const Program& program) {
    const std::string wanted = bare_name(name);
    for (const std::string_view key : {company_revenue_key, direct_revenue_key}) {
        if (bare_name(key) == wanted) return std::string(key);
    }
    for (const SuccessTarget& target : program.plan.success_targets) {
        if (bare_name(target.key) == wanted || bare_name(target.name) == wanted) return target.key;
    }
    return std::string(name);
}

static CompanyFigure read_figure(
    RowReader& reader, const FigureColumns& columns, const FigureImport& options
) {
    CompanyFigure figure;
    const std::string name = reader.text("figure");
    if (!name.empty()) figure.figure = figure_key(name, options.program);
    figure.from = reader.date("from", columns.from);
    figure.until = reader.date("until", columns.until);
    if (figure.until != Date{}) figure.until += Days{1};
    const Currency currency = reader.currency("currency", options.currency);
    figure.amount = reader.amount("amount", columns.amount, currency);
    figure.count = reader.count("count");
    figure.partner = reader.text("partner");
    figure.source = reader.text("source");
    if (figure.source.empty()) figure.source = options.source;
    figure.imported_on = options.today;
    return figure;
}

DryImport<CompanyFigure> figures_from_table(const MappedTable& table, const FigureImport& options) {
    DryImport<CompanyFigure> dry;
    const FigureColumns columns{
        table.decimal_mark("amount"), table.date_order("from"), table.date_order("until")};
    CountedDays counted;
    for (const CompanyFigure& figure : options.known) counted.take(figure);
    for (const CsvRow& csv_row : table.table().rows) {
        RowReader reader(table, csv_row, dry.problems);
        CompanyFigure figure = read_figure(reader, columns, options);
        if (reader.is_sound()) {
            const Outcome sound = figure_is_sound(figure, options.program);
            if (!sound.ok()) reader.refuse(sound.problem().field, sound.problem());
        }
        if (reader.is_sound() && !counted.take(figure)) {
            reader.refuse_row({ProblemCode::days_must_be_counted_once, {}, {}});
        }
        finish(dry, csv_row, reader, std::move(figure));
    }
    return dry;
}

}  // namespace entente
