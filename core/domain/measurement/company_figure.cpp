#include "core/domain/measurement/company_figure.h"

#include "core/base/text/bounds.h"
#include "core/base/text/names.h"
#include "core/domain/program.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

void CompanyFigure::describe(FieldVisitor& v) {
    field(v, "figure", figure);
    field(v, "from", from);
    field(v, "until", until);
    field(v, "amount", amount);
    field(v, "count", count);
    field(v, "partner", partner);
    field(v, "source", source);
    field(v, "imported_on", imported_on);
}

static Problem problem(ProblemCode code, std::string_view field, std::string_view limit = {}) {
    return {code, std::string(field), std::string(limit)};
}

static bool is_amount_figure(const CompanyFigure& figure) {
    return figure.figure == company_revenue_key || figure.figure == direct_revenue_key;
}

// The share that an imported count is the whole of; null when no target is measured by it.
static const SuccessTarget* target_of(const CompanyFigure& figure, const Program& program) {
    const SuccessTarget* target = entry_with_key(program.plan.success_targets, figure.figure);
    return target != nullptr && target->amount.minor <= 0 ? target : nullptr;
}

static Outcome size_is_sound(const CompanyFigure& figure, const Program& program) {
    const bool has_amount = figure.amount.currency.given();
    if (!is_amount_figure(figure)) {
        if (has_amount) return problem(ProblemCode::field_must_be_empty, "amount");
        if (figure.count > 0) return Done{};
        return problem(ProblemCode::field_must_be_given, "count");
    }
    if (!has_amount) return problem(ProblemCode::field_must_be_given, "amount");
    if (figure.count != 0) return problem(ProblemCode::field_must_be_empty, "count");
    if (figure.amount.minor < 0) return problem(ProblemCode::amount_must_be_positive, "amount");
    if (converted(program, figure.amount, program.currency, figure.until - Days{1}).ok()) {
        return Done{};
    }
    return problem(
        ProblemCode::rate_must_be_known_on_that_date, "amount", figure.amount.currency.text()
    );
}

static Outcome partner_is_sound(const CompanyFigure& figure, const Program& program) {
    if (figure.figure == direct_revenue_key) {
        return text_is_given(figure.partner, "partner", name_length_max);
    }
    if (figure.partner.empty()) return Done{};
    // The company's revenue is the whole company's.
    const SuccessTarget* target = target_of(figure, program);
    if (target == nullptr) return problem(ProblemCode::field_must_be_empty, "partner");
    if (figure.partner == target->partner) return Done{};
    return problem(ProblemCode::value_must_be_one_of_the_choices, "partner", target->partner);
}

Outcome figure_is_sound(const CompanyFigure& figure, const Program& program) {
    if (!is_amount_figure(figure) && target_of(figure, program) == nullptr) {
        TRY_DONE(text_is_short_enough(figure.figure, "figure", name_length_max));
        return problem(ProblemCode::value_must_be_one_of_the_choices, "figure", figure.figure);
    }
    if (figure.from == Date{}) return problem(ProblemCode::field_must_be_given, "from");
    if (figure.until == Date{}) return problem(ProblemCode::field_must_be_given, "until");
    if (figure.until <= figure.from) return problem(ProblemCode::value_must_be_in_range, "until");
    TRY_DONE(size_is_sound(figure, program));
    TRY_DONE(partner_is_sound(figure, program));
    return text_is_given(figure.source, "source", name_length_max);
}

bool CountedDays::take(const CompanyFigure& figure) {
    const bool by_partner = figure.figure == direct_revenue_key;
    const std::string partner = by_partner ? comparable_name(figure.partner) : std::string();
    std::map<Date, Date>& stretches = stretches_[figure.figure + "\n" + partner];
    const auto after = stretches.lower_bound(figure.from);
    if (after != stretches.end() && after->first < figure.until) return false;
    if (after != stretches.begin() && std::prev(after)->second > figure.from) return false;
    stretches.emplace(figure.from, figure.until);
    return true;
}

// The company's own books are the vendor's.
static constexpr FieldAccess figure_fields[] = {
    {"figure", seen_by::staff},
    {"from", seen_by::staff},
    {"until", seen_by::staff},
    {"amount", seen_by::staff},
    {"count", seen_by::staff},
    {"partner", seen_by::staff},
    {"source", seen_by::staff},
    {"imported_on", seen_by::staff},
};

constinit const KindRule CompanyFigure::registered = {
    .kind = Kind::company_figure,
    .type = body_type<CompanyFigure>,
    .place = [](const Record&) -> Place {
        return {.home = Place::Home::staff, .partner = {}, .owner = {}};
    },
    .index_keys = [](const Record&) -> std::vector<std::string> { return {"company_figures"}; },
    .fields = figure_fields};

}  // namespace entente
