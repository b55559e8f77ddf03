#include "core/domain/agreement.h"

namespace entente {

void AgreedRate::describe(FieldVisitor& v) {
    field(v, "category", category);
    field(v, "rate", rate);
}

void Agreement::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "number", number);
    field(v, "model", model);
    field(v, "rates", rates);
    field(v, "territory", territory);
    field(v, "valid_from", valid_from);
    field(v, "valid_until", valid_until);
    field(v, "rules_version", rules_version);
}

}  // namespace entente
