// The registration form: what each field must hold, in the order in which a person fills it in.
#include "core/domain/review/form.h"

#include "core/base/places/country.h"
#include "core/base/places/email.h"
#include "core/base/text/bounds.h"
#include "core/base/text/utf8.h"
#include "core/domain/review/sight.h"

#include <algorithm>

namespace entente {

static Problem problem(ProblemCode code, std::string_view field, std::string limit = {}) {
    return {code, std::string(field), std::move(limit)};
}

using Found = std::optional<Problem>;

static std::string_view without_spaces_around(std::string_view text) {
    constexpr std::string_view spaces = " \t\r\n";
    const std::size_t first = text.find_first_not_of(spaces);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

std::optional<Problem> size_problem(const DealForm& form) {
    constexpr std::size_t lines_max = 50;
    const BoundedText texts[] = {
        {form.customer.domain, "customer.domain", 253},
        {form.customer.legal_name, "customer.legal_name"},
        {form.customer.country, "customer.country", 2},
        {form.customer.sector, "customer.sector", 60},
        {form.customer.tax_id, "customer.tax_id", 40},
        {form.title, "title"},
        {form.objective, "objective", text_length_max},
        {form.contact.name, "contact.name"},
        {form.contact.email, "contact.email", email_length_max},
        {form.competitor, "competitor"},
        {form.rfx_number, "rfx_number", 100},
        {form.notes, "notes", 8'000},
        {form.joint_solution, "joint_solution", 60},
    };
    const Outcome outcomes[] = {
        texts_are_short_enough(texts),
        list_is_short_enough(form.products.size(), "products", products_max),
        list_is_short_enough(form.lines.size(), "lines", lines_max)};
    for (const Outcome& outcome : outcomes) {
        if (!outcome.ok()) return outcome.problem();
    }
    return std::nullopt;
}

static Found domain_problem(const DealForm& form, const Context& context) {
    if (is_blank(form.customer.domain)) {
        return problem(ProblemCode::customer_domain_must_be_given, "customer.domain");
    }
    const PublicSuffixes no_list;
    const PublicSuffixes& suffixes = context.suffixes != nullptr ? *context.suffixes : no_list;
    const Result<std::string> domain = suffixes.registrable_domain(form.customer.domain);
    if (!domain.ok()) return problem(domain.problem().code, "customer.domain");
    return std::nullopt;
}

static Found name_problem(const DealForm& form) {
    if (!is_blank(form.customer.legal_name)) return std::nullopt;
    return problem(ProblemCode::customer_name_must_be_given, "customer.legal_name");
}

static Found country_problem(const DealForm& form) {
    const std::string& country = form.customer.country;
    if (country.empty()) {
        return problem(ProblemCode::customer_country_must_be_given, "customer.country");
    }
    if (is_country(country)) return std::nullopt;
    return problem(ProblemCode::country_must_be_known, "customer.country");
}

static Found sector_problem(const DealForm& form, const Program& program) {
    const std::string& sector = form.customer.sector;
    if (sector.empty()) return problem(ProblemCode::sector_must_be_given, "customer.sector");
    if (entry_with_key(program.sectors, sector) != nullptr) return std::nullopt;
    return problem(ProblemCode::value_must_be_one_of_the_choices, "customer.sector");
}

static Found objective_problem(const DealForm& form, const Program& program) {
    const auto needed = static_cast<std::size_t>(program.review.objective_characters_min);
    if (length_of(without_spaces_around(form.objective)) >= needed) return std::nullopt;
    return problem(
        ProblemCode::objective_must_have_50_characters, "objective", std::to_string(needed)
    );
}

static Found products_problem(
    const DealForm& form, const RecordSource& records, const Context& context
) {
    if (form.products.empty()) return problem(ProblemCode::product_must_be_chosen, "products");
    for (const std::string& key : form.products) {
        const Product* product = entry_with_key(context.program.products, key);
        if (product == nullptr) return problem(ProblemCode::product_must_be_known, "products", key);
        const std::string& level = product->required_level;
        if (level.empty()) continue;
        if (holds_level(context.actor.partner, level, records, context)) continue;
        return problem(ProblemCode::product_must_be_unlocked_by_certificates, "products", level);
    }
    return std::nullopt;
}

static bool covers_category(const RevenueModel& model, const std::string& category) {
    return std::any_of(
        model.categories.begin(),
        model.categories.end(),
        [&category](const CategoryRule& rule) {
            return rule.key == category ||
                   std::find(rule.covers.begin(), rule.covers.end(), category) != rule.covers.end();
        }
    );
}

static Found line_problem(const DealLine& line, const DealForm& form, const std::string& path) {
    if (line.amount.minor <= 0) {
        return problem(ProblemCode::amount_must_be_positive, path + ".amount");
    }
    if (line.amount.currency != form.currency) {
        return problem(ProblemCode::currencies_must_match, path + ".amount");
    }
    if (line.term_months < 0 || line.term_months > line_term_months_max) {
        return problem(
            ProblemCode::value_must_be_in_range,
            path + ".term_months",
            std::to_string(line_term_months_max)
        );
    }
    return std::nullopt;
}

static Found lines_problem(
    const DealForm& form, const RecordSource& records, const Context& context
) {
    if (form.lines.empty()) return problem(ProblemCode::line_must_be_given, "lines");
    if (!form.currency.given()) return problem(ProblemCode::currency_must_be_known, "currency");
    const Record* agreement = agreement_in_force(
        context.actor.partner, form.customer.country, records, date_of(context.now)
    );
    // Without an agreement there is no model to ask; that problem is named after the form's own.
    const RevenueModel* model =
        agreement == nullptr
            ? nullptr
            : entry_with_key(context.program.models, body_of<Agreement>(*agreement).model);
    Money sum{.minor = 0, .currency = form.currency};
    for (std::size_t i = 0; i < form.lines.size(); i++) {
        const std::string path = "lines[" + std::to_string(i) + "]";
        const DealLine& line = form.lines[i];
        if (line.category.empty() ||
            (model != nullptr && !covers_category(*model, line.category))) {
            return problem(
                ProblemCode::category_must_be_covered_by_the_model,
                path + ".category",
                line.category
            );
        }
        if (auto found = line_problem(line, form, path)) return found;
        const Result<Money> next = add(sum, line.amount);
        if (!next.ok()) return problem(next.problem().code, path + ".amount");
        sum = next.value();
    }
    return std::nullopt;
}

static Found close_problem(const DealForm& form, const Context& context) {
    if (form.expected_close == Date{}) {
        return problem(ProblemCode::close_date_must_be_given, "expected_close");
    }
    const Date today = date_of(context.now);
    if (form.expected_close < today) {
        return problem(ProblemCode::close_date_must_not_be_past, "expected_close");
    }
    const std::int32_t months = context.program.review.close_within_months;
    if (form.expected_close <= months_after(today, months)) return std::nullopt;
    return problem(
        ProblemCode::close_date_must_be_within_18_months, "expected_close", std::to_string(months)
    );
}

static Found contact_problem(const DealForm& form) {
    if (is_blank(form.contact.name)) {
        return problem(ProblemCode::contact_must_be_given, "contact.name");
    }
    if (is_email(form.contact.email)) return std::nullopt;
    return problem(ProblemCode::contact_email_must_be_valid, "contact.email");
}

static Found rfx_problem(const DealForm& form, const Program& program) {
    const Sector* sector = entry_with_key(program.sectors, form.customer.sector);
    const bool is_public =
        form.customer.public_sector || (sector != nullptr && sector->public_sector);
    if (!is_public || !is_blank(form.rfx_number)) return std::nullopt;
    return problem(ProblemCode::rfx_number_must_be_given_for_public_sector, "rfx_number");
}

// One of the plan, and the partner's own.
static Found solution_problem(
    const DealForm& form, const RecordSource& records, const Context& context
) {
    const std::string& key = form.joint_solution;
    if (key.empty()) return std::nullopt;
    const JointSolution* solution = entry_with_key(context.program.plan.joint_solutions, key);
    if (solution == nullptr) return problem(ProblemCode::reference_must_exist, "joint_solution");
    if (solution->partner.empty()) return std::nullopt;  // A device leaves that to the server.
    const Record* partner = records.find({Kind::partner, context.actor.partner.bytes});
    if (partner != nullptr) {
        const auto& own = body_of<Partner>(*partner);
        if (speaks_of(*solution, own.name, own.domains)) return std::nullopt;
    }
    return problem(ProblemCode::record_must_be_yours, "joint_solution");
}

std::vector<Problem> problems_of(
    const DealForm& form, const RecordSource& records, const Context& context
) {
    const Found found[] = {
        size_problem(form),
        domain_problem(form, context),
        name_problem(form),
        country_problem(form),
        sector_problem(form, context.program),
        objective_problem(form, context.program),
        products_problem(form, records, context),
        lines_problem(form, records, context),
        close_problem(form, context),
        contact_problem(form),
        rfx_problem(form, context.program),
        solution_problem(form, records, context),
    };
    std::vector<Problem> problems;
    for (const Found& one : found) {
        if (!one) continue;
        const bool told =
            std::any_of(problems.begin(), problems.end(), [&one](const Problem& other) {
                return other.field == one->field;
            });
        if (!told) problems.push_back(*one);
    }
    return problems;
}

Found pursued_customer_problem(const Customer& customer, const Context& context) {
    DealForm form;
    form.customer = customer;
    const bool by_number = is_blank(customer.domain) && !is_blank(customer.tax_id);
    const Found found[] = {
        size_problem(form),
        by_number ? std::nullopt : domain_problem(form, context),
        name_problem(form),
        country_problem(form),
    };
    for (const Found& one : found) {
        if (one) return one;
    }
    return std::nullopt;
}

std::span<const std::string_view> form_fields() {
    static constexpr std::array<std::string_view, 14> names{
        "customer",
        "title",
        "objective",
        "products",
        "lines",
        "currency",
        "expected_close",
        "source",
        "type",
        "competitor",
        "rfx_number",
        "contact",
        "notes",
        "joint_solution"};
    return names;
}

std::vector<std::string_view> changed_fields(const DealForm& before, const DealForm& after) {
    const std::array changed{
        before.customer != after.customer,
        before.title != after.title,
        before.objective != after.objective,
        before.products != after.products,
        before.lines != after.lines,
        before.currency != after.currency,
        before.expected_close != after.expected_close,
        before.source != after.source,
        before.type != after.type,
        before.competitor != after.competitor,
        before.rfx_number != after.rfx_number,
        before.contact != after.contact,
        before.notes != after.notes,
        before.joint_solution != after.joint_solution,
    };
    std::vector<std::string_view> names;
    for (std::size_t i = 0; i < form_fields().size(); i++) {
        if (changed[i]) names.push_back(form_fields()[i]);
    }
    return names;
}

void put_form(Deal& deal, const DealForm& form) {
    deal.customer = form.customer;
    deal.title = form.title;
    deal.objective = form.objective;
    deal.products = form.products;
    deal.lines = form.lines;
    deal.currency = form.currency;
    deal.expected_close = form.expected_close;
    deal.source = form.source;
    deal.type = form.type;
    deal.competitor = form.competitor;
    deal.rfx_number = form.rfx_number;
    deal.contact = form.contact;
    deal.notes = form.notes;
    deal.joint_solution = form.joint_solution;
}

}  // namespace entente
