#include "core/domain/program/economics.h"

namespace entente {

std::span<const std::string_view> names_of(CategoryKind) {
    static constexpr std::array<std::string_view, 5> names{
        "margin", "to_bill", "first_year", "marketplace_cost", "volume_incentive"};
    return names;
}

void RateBand::describe(FieldVisitor& v) {
    field(v, "low", low);
    field(v, "high", high);
    field(v, "effective_from", effective_from);
    field(v, "effective_until", effective_until);
    field(v, "version", version);
}

void RateUnlock::describe(FieldVisitor& v) {
    field(v, "needs", needs);
    field(v, "rate", rate);
}

void CategoryRule::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "kind", kind);
    field(v, "bands", bands);
    field(v, "unlocks", unlocks);
    field(v, "covers", covers);
    field(v, "threshold", threshold);
    field(v, "stated", stated);
    field(v, "closes_territory", closes_territory);
}

void RevenueModel::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "categories", categories);
}

const RateBand* band_on(const CategoryRule& category, Date on) {
    const RateBand* found = nullptr;
    for (const RateBand& band : category.bands) {
        const bool ended = band.effective_until != Date{} && on > band.effective_until;
        if (band.effective_from > on || ended) continue;
        if (found == nullptr || band.effective_from > found->effective_from) found = &band;
    }
    return found;
}

void Product::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "required_level", required_level);
}

void ExchangeRate::describe(FieldVisitor& v) {
    field(v, "currency", currency);
    field(v, "on", on);
    field(v, "per_euro_millionths", per_euro_millionths);
}

}  // namespace entente
