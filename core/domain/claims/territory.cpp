#include "core/domain/claims/territory.h"

#include <algorithm>

namespace entente {

static bool is_to_be_alone(const Agreement& agreement, const Program& program) {
    const RevenueModel* model = entry_with_key(program.models, agreement.model);
    if (model == nullptr) return false;
    const auto& rates = agreement.rates;
    return std::any_of(rates.begin(), rates.end(), [model](const AgreedRate& rate) {
        const CategoryRule* rule = entry_with_key(model->categories, rate.category);
        return rule != nullptr && rule->closes_territory;
    });
}

bool closes_territory(const Agreement& agreement, const Program& program) {
    return !agreement.territory.empty() && is_to_be_alone(agreement, program);
}

std::string agreements_in(std::string_view country) {
    return "agreements_in:" + std::string(country);
}

static bool is_rival(const Agreement& one, const Agreement& other) {
    return one.partner != other.partner && one.model == other.model;
}

Outcome must_be_open_territory(
    const Agreement& agreement,
    std::string_view country,
    const RecordSource& records,
    const Context& context
) {
    const Date today = date_of(context.now);
    for (const Record* record : records.under(agreements_in(country))) {
        const auto& other = body_of<Agreement>(*record);
        const bool in_force = other.valid_from <= today && today <= other.valid_until;
        if (!in_force || !is_rival(agreement, other)) continue;
        if (!closes_territory(other, context.program)) continue;
        return Problem{
            ProblemCode::territory_must_be_open, "customer.country", std::string(country)};
    }
    return Done{};
}

Outcome must_not_meet_a_closed_territory(
    const Agreement& agreement, const RecordSource& records, const Program& program
) {
    const bool closes = is_to_be_alone(agreement, program);
    if (closes && agreement.territory.empty()) {
        return Problem{ProblemCode::field_must_be_given, "territory", {}};
    }
    for (const std::string& country : agreement.territory) {
        for (const Record* record : records.under(agreements_in(country))) {
            const auto& other = body_of<Agreement>(*record);
            // One that was ended before it began holds on no day at all.
            const bool meet = std::max(agreement.valid_from, other.valid_from) <=
                              std::min(agreement.valid_until, other.valid_until);
            if (!meet || !is_rival(agreement, other)) continue;
            if (!closes && !closes_territory(other, program)) continue;
            return Problem{ProblemCode::territory_must_be_open, "territory", country};
        }
    }
    return Done{};
}

}  // namespace entente
