#include "core/domain/measurement/company_figure.h"

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
