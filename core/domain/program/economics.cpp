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
    field(v, "threshold", threshold);
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

bool is_in_force(const RateBand& band, Date on) {
    return band.effective_from <= on &&
           (band.effective_until == Date{} || on <= band.effective_until);
}

// Bands of one category neither overlap nor leave a gap (checks/).
const RateBand* last_band_by(const CategoryRule& category, Date on) {
    const RateBand* found = nullptr;
    for (const RateBand& band : category.bands) {
        if (band.effective_from > on) continue;
        if (found == nullptr || band.effective_from > found->effective_from) found = &band;
    }
    return found;
}

const RateBand* band_on(const CategoryRule& category, Date on) {
    const RateBand* last = last_band_by(category, on);
    return last != nullptr && is_in_force(*last, on) ? last : nullptr;
}

Money threshold_of(const CategoryRule& category, const RateBand& band) {
    return band.threshold.currency.given() ? band.threshold : category.threshold;
}

static std::string text_from_points(Percent share) {
    std::string text = std::to_string(share.basis_points / 100);
    const std::int32_t rest = share.basis_points % 100;
    if (rest == 0) return text;
    text += rest < 10 ? ".0" : ".";
    return text + std::to_string(rest % 10 == 0 ? rest / 10 : rest);
}

std::string text_from_band(const RateBand& band) {
    std::string text = text_from_points(band.low);
    if (band.low != band.high) text += "-" + text_from_points(band.high);
    return text + "%";
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
