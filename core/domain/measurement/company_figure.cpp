#include "core/domain/measurement/company_figure.h"

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

}  // namespace entente
