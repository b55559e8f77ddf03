#include "core/domain/agreement.h"

#include "core/domain/records/kind_rule.h"

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

static constexpr FieldAccess agreement_fields[] = {
    // Rates are margins; that there is an agreement is what a member's registration needs.
    {"partner", seen_by::all},
    {"number", seen_by::all},
    {"model", seen_by::all},
    {"rates", seen_by::seller},
    {"territory", seen_by::all},
    {"valid_from", seen_by::all},
    {"valid_until", seen_by::all},
    {"rules_version", seen_by::all},
};

constinit const KindRule Agreement::registered = {
    .kind = Kind::agreement,
    .type = body_type<Agreement>,
    .place = shared_place<Agreement>,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        const auto& agreement = body_of<Agreement>(record);
        std::vector<std::string> keys{index_key("agreements_of", agreement.partner.bytes)};
        for (const std::string& country : agreement.territory) {
            keys.push_back("agreements_in:" + country);
        }
        return keys;
    },
    .fields = agreement_fields};

}  // namespace entente
