#include "core/base/sort.h"
#include "core/base/text/names.h"
#include "core/domain/csv/choices.h"
#include "core/domain/csv/import_rows.h"
#include "core/domain/review/form.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace entente {

std::span<const std::string_view> names_of(RowVerdict) {
    static constexpr std::array<std::string_view, 3> names{"ready", "joined", "refused"};
    return names;
}

// ---- The cells of one row -----------------------------------------------------------------------

template <typename Choice>
static void read_choice(
    RowReader& reader,
    std::string_view field,
    std::optional<Choice> (*choice_from_cell)(std::string_view),
    Choice& choice
) {
    const std::string cell = reader.text(field);
    if (cell.empty()) return;
    const std::optional<Choice> known = choice_from_cell(cell);
    if (known) choice = *known;
    if (!known) reader.refuse(field, {ProblemCode::value_must_be_one_of_the_choices, {}, cell});
}

// Where a deal came from is called as many names as there are CRMs: one that we do not know means
// the partner's own, and stays with the notes.
static void read_source(RowReader& reader, DealForm& form) {
    const std::string cell = reader.text("source");
    if (cell.empty()) return;
    const std::optional<DealSource> known = source_from_cell(cell);
    form.source = known.value_or(DealSource::own);
    if (!known) form.notes += (form.notes.empty() ? "" : "\n") + cell;
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

static void read_products(RowReader& reader, const Program& program, DealForm& form) {
    for (const std::string& name : reader.list("products")) {
        if (const auto key = key_named(program.products, name)) {
            form.products.push_back(*key);
        } else {
            reader.refuse("products", {ProblemCode::product_must_be_known, {}, name});
        }
    }
}

static void read_solution(RowReader& reader, const Program& program, DealForm& form) {
    const std::string name = reader.text("joint_solution");
    if (name.empty()) return;
    const auto key = key_named(program.plan.joint_solutions, name);
    if (key) form.joint_solution = *key;
    if (!key) reader.refuse("joint_solution", {ProblemCode::reference_must_exist, {}, name});
}

static void read_term(RowReader& reader, DealLine& line) {
    const std::int64_t months = reader.count("term_months");
    line.recurring = reader.yes("recurring", false);
    if (months <= line_term_months_max) {
        line.term_months = static_cast<std::int32_t>(months);
        return;
    }
    const std::string limit = std::to_string(line_term_months_max);
    reader.refuse("term_months", {ProblemCode::value_must_be_in_range, {}, limit});
}

static void read_category(RowReader& reader, const DealImport& options, DealLine& line) {
    std::string category = reader.text("category");
    if (category.empty()) category = options.category;
    for (const RevenueModel& model : options.program.models) {
        if (const auto key = key_named(model.categories, category)) {
            line.category = *key;
            return;
        }
    }
    reader.refuse("category", {ProblemCode::category_must_be_covered_by_the_model, {}, category});
}

static void read_line(
    RowReader& reader, const DealImport& options, const DealColumns& columns, DealForm& form
) {
    form.currency = reader.currency("currency", options.currency);
    DealLine line{.category = {}, .amount = {}};
    line.amount = reader.amount("amount", columns.amount, form.currency);
    read_term(reader, line);
    if (!line.amount.currency.given()) return;
    // The amount may name its currency itself, which then is the deal's.
    form.currency = line.amount.currency;
    if (line.amount.minor <= 0) {
        reader.refuse("amount", {ProblemCode::amount_must_be_positive, {}, {}});
        return;
    }
    read_category(reader, options, line);
    form.lines.push_back(std::move(line));
}

static void read_customer(RowReader& reader, const Program& program, Customer& customer) {
    customer.legal_name = reader.text("customer.legal_name");
    customer.domain = reader.text("customer.domain");
    customer.country = reader.country("customer.country");
    customer.tax_id = reader.text("customer.tax_id");
    const std::string sector = reader.text("customer.sector");
    // A CRM's industries are many more than our sectors; one without a match is "other".
    if (!sector.empty()) customer.sector = key_named(program.sectors, sector).value_or("other");
    // Of other sectors only the file can tell it: a public hospital.
    const Sector* known = entry_with_key(program.sectors, customer.sector);
    const bool by_sector = known != nullptr && known->public_sector;
    customer.public_sector = reader.yes("customer.public_sector", by_sector);
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
    read_products(reader, options.program, form);
    read_line(reader, options, columns, form);
    form.expected_close = reader.date("expected_close", columns.expected_close);
    form.notes = reader.text("notes");
    read_source(reader, form);
    read_choice(reader, "type", type_from_cell, form.type);
    read_choice(reader, "stage", stage_from_cell, row.stage);
    form.competitor = reader.text("competitor");
    form.rfx_number = reader.text("rfx_number");
    form.contact.name = reader.text("contact.name");
    form.contact.email = reader.text("contact.email");
    read_solution(reader, options.program, form);
    return row;
}

// ---- The rows of one deal -----------------------------------------------------------------------

// Rows by their positions in the table.
struct DealRows {
    std::vector<std::size_t> rows;       // The first one holds the deal.
    std::vector<std::size_t> line_rows;  // From which of them each line is.
};

// Reads a table of deals: rows that belong together are joined, and stand or fall together.
class DealTable {
public:
    DealTable(const MappedTable& table, const DealImport& options)
        : table_(table),
          options_(options),
          columns_{table.decimal_mark("amount"), table.date_order("expected_close")} {}

    DryImport<DealRow> read() {
        for (std::size_t i = 0; i < table_.table().rows.size(); i++) read_row(i);
        for (const DealRows& deal : deals_) {
            if (all_sound(deal)) judge(deal);
            if (!all_sound(deal)) refuse(deal);
        }
        sort_values(dry_.problems, [](const CellProblem& a, const CellProblem& b) {
            return a.line < b.line;
        });
        return std::move(dry_);
    }

private:
    DealForm& form_of(const DealRows& deal) { return dry_.rows[deal.rows.front()].row.form; }
    RowReader reader_of(std::size_t row) {
        return {table_, table_.table().rows[row], dry_.problems};
    }
    void note(std::size_t row, const RowReader& reader) {
        if (!reader.is_sound()) dry_.rows[row].verdict = RowVerdict::refused;
    }
    bool all_sound(const DealRows& deal) const {
        return std::none_of(deal.rows.begin(), deal.rows.end(), [this](std::size_t row) {
            return dry_.rows[row].verdict == RowVerdict::refused;
        });
    }

    void read_row(std::size_t row);
    bool agrees(std::size_t row, std::size_t first, RowReader& reader) const;
    void join(DealRows& deal, std::size_t row, RowReader& reader);
    void judge(const DealRows& deal);
    void tell(const DealRows& deal, Problem problem);
    void refuse(const DealRows& deal);

    const MappedTable& table_;
    const DealImport& options_;
    DealColumns columns_;
    DryImport<DealRow> dry_;
    std::vector<DealRows> deals_;
    std::map<std::string, std::size_t> begun_;  // Deals by customer and title.
};

void DealTable::read_row(std::size_t row) {
    RowReader reader = reader_of(row);
    DealRow read = read_deal(reader, options_, columns_);
    const bool has_line = !read.form.lines.empty();
    const bool named = !read.form.customer.legal_name.empty();
    const std::string identity =
        comparable_name(read.form.customer.legal_name) + "\n" + bare_name(read.form.title);
    dry_.rows.push_back({table_.table().rows[row].line, RowVerdict::ready, std::move(read)});
    const auto [at, fresh] = begun_.try_emplace(identity, deals_.size());
    if (!fresh && named) {
        join(deals_[at->second], row, reader);
    } else {
        deals_.push_back({{row}, {}});
        if (has_line) deals_.back().line_rows.push_back(row);
    }
    note(row, reader);
}

// Whether what the row says of the deal itself is what its first row says, or nothing.
bool DealTable::agrees(std::size_t row, std::size_t first, RowReader& reader) const {
    // What tells the deal, and what each line has of its own.
    static constexpr std::string_view others[] = {
        "customer.legal_name",
        "title",
        "products",
        "category",
        "amount",
        "currency",
        "term_months",
        "recurring"};
    const std::vector<CsvRow>& rows = table_.table().rows;
    bool agree = true;
    for (const ImportField& field : import_fields(ImportKind::deals)) {
        if (std::find(std::begin(others), std::end(others), field.name) != std::end(others)) {
            continue;
        }
        const std::string_view cell = table_.cell(rows[row], field.name);
        if (cell.empty() || cell == table_.cell(rows[first], field.name)) continue;
        reader.refuse(field.name, {ProblemCode::row_must_agree_with_its_deal, {}, {}});
        agree = false;
    }
    return agree;
}

// Takes what the row adds to the deal: a line, products. A row that adds nothing is a repetition
// and no part of the deal; one with other products but the line of an earlier one might be either.
void DealTable::join(DealRows& deal, std::size_t row, RowReader& reader) {
    const DealForm& joined = dry_.rows[row].row.form;
    DealForm& form = form_of(deal);
    const auto holds = [](const auto& all, const auto& one) {
        return std::find(all.begin(), all.end(), one) != all.end();
    };
    const bool has_line = !joined.lines.empty();
    const bool repeats_line = has_line && holds(form.lines, joined.lines.front());
    std::vector<std::string> added;
    for (const std::string& product : joined.products) {
        if (!holds(form.products, product)) added.push_back(product);
    }
    const bool agree = agrees(row, deal.rows.front(), reader);
    if (agree && reader.is_sound() && added.empty() && (repeats_line || !has_line)) {
        reader.refuse_row({ProblemCode::row_must_not_repeat_another, {}, {}});
        return;
    }
    deal.rows.push_back(row);
    dry_.rows[row].verdict = RowVerdict::joined;
    if (!reader.is_sound()) return;
    if (repeats_line) {
        reader.refuse("amount", {ProblemCode::row_must_not_repeat_another, {}, {}});
    } else if (has_line && joined.currency != form.currency) {
        reader.refuse("currency", {ProblemCode::currencies_must_match, {}, {}});
    }
    form.products.insert(form.products.end(), added.begin(), added.end());
    if (!has_line) return;
    form.lines.push_back(joined.lines.front());
    deal.line_rows.push_back(row);
}

void DealTable::judge(const DealRows& deal) {
    DealForm& form = form_of(deal);
    if (form.products.empty()) form.products = options_.products;
    if (options_.judge) {
        for (Problem& problem : options_.judge(form)) tell(deal, std::move(problem));
    } else if (auto problem = size_problem(form)) {
        tell(deal, *std::move(problem));
    }
}

// "lines[2].amount" is the amount in the row that the third line is from.
void DealTable::tell(const DealRows& deal, Problem problem) {
    std::size_t row = deal.rows.front();
    std::string_view name = problem.field;
    if (name.starts_with("lines[") && name.find("].") != std::string_view::npos) {
        const std::size_t end = name.find(']');
        std::size_t line = 0;
        std::from_chars(name.data() + 6, name.data() + end, line);
        if (line < deal.line_rows.size()) row = deal.line_rows[line];
        name.remove_prefix(end + 2);
    } else if (name == "lines") {
        name = "amount";
    }
    RowReader reader = reader_of(row);
    const auto fields = import_fields(ImportKind::deals);
    const auto field = std::find_if(fields.begin(), fields.end(), [name](const ImportField& each) {
        return each.name == name;
    });
    if (field != fields.end()) {
        reader.refuse(field->name, std::move(problem));
    } else {
        reader.refuse_row(std::move(problem));
    }
    note(row, reader);
}

// A deal without one of its rows would be worth less than the file says: each says which one.
void DealTable::refuse(const DealRows& deal) {
    const auto is_refused = [this](std::size_t row) {
        return dry_.rows[row].verdict == RowVerdict::refused;
    };
    const auto refused = std::find_if(deal.rows.begin(), deal.rows.end(), is_refused);
    const std::string line = std::to_string(dry_.rows[*refused].line);
    for (const std::size_t row : deal.rows) {
        if (is_refused(row)) continue;
        RowReader reader = reader_of(row);
        reader.refuse_row({ProblemCode::rows_of_a_deal_must_all_be_sound, {}, line});
        note(row, reader);
    }
}

DryImport<DealRow> deals_from_table(const MappedTable& table, const DealImport& options) {
    return DealTable(table, options).read();
}

}  // namespace entente
