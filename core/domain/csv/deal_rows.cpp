#include "core/base/sort.h"
#include "core/base/text/names.h"
#include "core/domain/csv/import_rows.h"

#include <algorithm>
#include <map>

namespace entente {

std::span<const std::string_view> names_of(RowVerdict) {
    static constexpr std::array<std::string_view, 3> names{"ready", "joined", "refused"};
    return names;
}

// A choice under the names that other programs have for it, as bare names.
template <typename Choice>
struct KnownAs {
    std::string_view name;
    Choice choice;
};

static constexpr KnownAs<Stage> stages[] = {
    {"prospect", Stage::prospect},
    {"prospecting", Stage::prospect},
    {"appointmentscheduled", Stage::prospect},
    {"qualify", Stage::prospect},
    {"qualified", Stage::qualified},
    {"qualification", Stage::qualified},
    {"needsanalysis", Stage::qualified},
    {"qualifiedtobuy", Stage::qualified},
    {"develop", Stage::qualified},
    {"technicalvalidation", Stage::technical_validation},
    {"valueproposition", Stage::technical_validation},
    {"iddecisionmakers", Stage::technical_validation},
    {"presentationscheduled", Stage::technical_validation},
    {"propose", Stage::business_validation},
    {"perceptionanalysis", Stage::technical_validation},
    {"businessvalidation", Stage::business_validation},
    {"proposalpricequote", Stage::business_validation},
    {"decisionmakerboughtin", Stage::business_validation},
    {"committed", Stage::committed},
    {"negotiationreview", Stage::committed},
    {"contractsent", Stage::committed},
    {"close", Stage::committed}};

static constexpr KnownAs<DealSource> sources[] = {
    {"own", DealSource::own},
    {"web", DealSource::own},
    {"phoneinquiry", DealSource::own},
    {"directtraffic", DealSource::own},
    {"event", DealSource::event},
    {"tradeshow", DealSource::event},
    {"seminar", DealSource::event},
    {"lead", DealSource::lead},
    {"purchasedlist", DealSource::lead},
    {"referral", DealSource::referral},
    {"partnerreferral", DealSource::referral},
    {"referrals", DealSource::referral},
    {"externalreferral", DealSource::referral}};

static constexpr KnownAs<DealType> types[] = {
    {"new", DealType::new_business},
    {"newbusiness", DealType::new_business},
    {"newcustomer", DealType::new_business},
    {"renewal", DealType::renewal},
    {"existingcustomerreplacement", DealType::renewal},
    {"expansion", DealType::expansion},
    {"existingbusiness", DealType::expansion},
    {"existingcustomerupgrade", DealType::expansion}};

template <typename Choice, std::size_t count>
static void read_choice(
    RowReader& reader, std::string_view field, const KnownAs<Choice> (&known)[count], Choice& choice
) {
    const std::string cell = reader.text(field);
    if (cell.empty()) return;
    const std::string wanted = bare_name(cell);
    for (const auto& entry : known) {
        if (entry.name != wanted) continue;
        choice = entry.choice;
        return;
    }
    reader.refuse(field, {ProblemCode::value_must_be_one_of_the_choices, {}, cell});
}

// The key of an entry that is named so, by key or by name.
template <typename Entry>
static std::optional<std::string> key_named(
    const std::vector<Entry>& entries, std::string_view name
) {
    const std::string wanted = bare_name(name);
    for (const Entry& entry : entries) {
        if (bare_name(entry.key) == wanted || bare_name(entry.name) == wanted) return entry.key;
    }
    return std::nullopt;
}

// How every column of amounts and days is to be read, found once.
struct DealColumns {
    DecimalMark amount;
    DateOrder expected_close;
};

static void read_products(RowReader& reader, const DealImport& options, DealForm& form) {
    for (const std::string& name : reader.list("products")) {
        if (const auto key = key_named(options.program.products, name)) {
            form.products.push_back(*key);
        } else {
            reader.refuse("products", {ProblemCode::product_must_be_known, {}, name});
        }
    }
    if (form.products.empty()) form.products = options.products;
}

static void read_solution(RowReader& reader, const Program& program, DealForm& form) {
    const std::string name = reader.text("joint_solution");
    if (name.empty()) return;
    const auto key = key_named(program.plan.joint_solutions, name);
    if (key) form.joint_solution = *key;
    if (!key) reader.refuse("joint_solution", {ProblemCode::reference_must_exist, {}, name});
}

static void read_line(
    RowReader& reader, const DealImport& options, const DealColumns& columns, DealForm& form
) {
    form.currency = reader.currency("currency", options.currency);
    const Money amount = reader.amount("amount", columns.amount, form.currency);
    // The amount may name its currency itself, which then is the deal's.
    if (amount.currency.given()) form.currency = amount.currency;
    if (!amount.currency.given()) return;
    if (amount.minor <= 0) {
        reader.refuse("amount", {ProblemCode::amount_must_be_positive, {}, {}});
        return;
    }
    std::string category = reader.text("category");
    if (category.empty()) category = options.category;
    for (const RevenueModel& model : options.program.models) {
        if (const auto key = key_named(model.categories, category)) {
            form.lines.push_back({.category = *key, .amount = amount});
            return;
        }
    }
    reader.refuse("category", {ProblemCode::category_must_be_covered_by_the_model, {}, category});
}

static void read_customer(RowReader& reader, const Program& program, Customer& customer) {
    customer.legal_name = reader.text("customer.legal_name");
    customer.domain = reader.text("customer.domain");
    customer.country = reader.country("customer.country");
    customer.tax_id = reader.text("customer.tax_id");
    const std::string sector = reader.text("customer.sector");
    // A CRM's industries are many more than our sectors; one without a match is "other".
    if (!sector.empty()) customer.sector = key_named(program.sectors, sector).value_or("other");
    const Sector* known = entry_with_key(program.sectors, customer.sector);
    customer.public_sector = known != nullptr && known->public_sector;
    if (customer.legal_name.empty()) {
        reader.refuse("customer.legal_name", {ProblemCode::customer_name_must_be_given, {}, {}});
    }
}

static DealRow read_deal(RowReader& reader, const DealImport& options, const DealColumns& columns) {
    DealRow row;
    DealForm& form = row.form;
    read_customer(reader, options.program, form.customer);
    form.title = reader.text("title");
    form.objective = reader.text("objective");
    read_products(reader, options, form);
    read_line(reader, options, columns, form);
    form.expected_close = reader.date("expected_close", columns.expected_close);
    read_choice(reader, "source", sources, form.source);
    read_choice(reader, "type", types, form.type);
    read_choice(reader, "stage", stages, row.stage);
    form.competitor = reader.text("competitor");
    form.rfx_number = reader.text("rfx_number");
    form.contact.name = reader.text("contact.name");
    form.contact.email = reader.text("contact.email");
    form.notes = reader.text("notes");
    read_solution(reader, options.program, form);
    return row;
}

static std::string identity_of(const DealForm& form) {
    return comparable_name(form.customer.legal_name) + "\n" + bare_name(form.title);
}

// The column of a problem that the rules have found: their fields are named as ours are.
static void judge(RowReader& reader, const DealImport& options, const DealForm& form) {
    const auto fields = import_fields(ImportKind::deals);
    for (const Problem& problem : options.judge(form)) {
        const auto named = [&](const ImportField& field) { return field.name == problem.field; };
        const auto field = std::find_if(fields.begin(), fields.end(), named);
        if (field != fields.end()) {
            reader.refuse(field->name, problem);
        } else {
            reader.refuse_row(problem);
        }
    }
}

// Gives the row's line to the deal that an earlier row began.
static void join(RowReader& reader, DealForm& earlier, const DealForm& form) {
    if (form.lines.empty()) return;
    const DealLine& line = form.lines.front();
    if (line.amount.currency != earlier.currency) {
        reader.refuse("currency", {ProblemCode::currencies_must_match, {}, {}});
        return;
    }
    for (const DealLine& other : earlier.lines) {
        if (other.category != line.category) continue;
        reader.refuse_row({ProblemCode::row_must_not_repeat_another, {}, {}});
        return;
    }
    earlier.lines.push_back(line);
}

// Every row as the file has it; those that belong to one deal are brought together.
static void read_rows(
    DryImport<DealRow>& dry, const MappedTable& table, const DealImport& options
) {
    const DealColumns columns{table.decimal_mark("amount"), table.date_order("expected_close")};
    std::map<std::string, std::size_t> begun;
    for (const CsvRow& csv_row : table.table().rows) {
        RowReader reader(table, csv_row, dry.problems);
        DealRow row = read_deal(reader, options, columns);
        const auto [at, fresh] = begun.try_emplace(identity_of(row.form), dry.rows.size());
        if (!fresh && reader.is_sound()) join(reader, dry.rows[at->second].row.form, row.form);
        RowVerdict verdict = fresh ? RowVerdict::ready : RowVerdict::joined;
        if (!reader.is_sound()) verdict = RowVerdict::refused;
        dry.rows.push_back({csv_row.line, verdict, std::move(row)});
    }
}

DryImport<DealRow> deals_from_table(const MappedTable& table, const DealImport& options) {
    DryImport<DealRow> dry;
    read_rows(dry, table, options);
    if (options.judge) {
        for (std::size_t i = 0; i < dry.rows.size(); i++) {
            auto& [line, verdict, row] = dry.rows[i];
            if (verdict != RowVerdict::ready) continue;
            RowReader reader(table, table.table().rows[i], dry.problems);
            judge(reader, options, row.form);
            if (!reader.is_sound()) verdict = RowVerdict::refused;
        }
    }
    sort_values(dry.problems, [](const CellProblem& a, const CellProblem& b) {
        return a.line < b.line;
    });
    return dry;
}

}  // namespace entente
