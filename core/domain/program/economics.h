// Revenue models: which categories a partner earns on, and the band of rates each allows when.
//
// Rates are basis points. A band holds from its date until the next band of the same category
// begins or until its own last day; which one applied to a deal is never a matter of "now".
#pragma once

#include "core/base/fields.h"

namespace entente {

// How a category turns a line of a deal into an amount.
enum class CategoryKind : std::uint8_t {
    margin,            // A share of the line.
    to_bill,           // The partner's own to bill: shown, not counted.
    first_year,        // A share of the first twelve months of the line.
    marketplace_cost,  // What the marketplace keeps: negative.
    volume_incentive,  // On the year's volume at its threshold: later, never in the margin.
};
std::span<const std::string_view> names_of(CategoryKind);

struct RateBand {
    Percent low;
    Percent high;
    Date effective_from{};
    Date effective_until{};  // The last day; the epoch's day: open.
    std::string version;     // Of the rule set that brought it: "2026-10".
    Money threshold;         // Of an incentive, where it differs from the category's.

    void describe(FieldVisitor& v);
    friend bool operator==(const RateBand&, const RateBand&) = default;
};

// A rate of the band that has to be earned.
struct RateUnlock {
    std::string needs;  // "certificate:expert", "tier:tier_1"
    Percent rate;       // What can be agreed with it.

    void describe(FieldVisitor& v);
    friend bool operator==(const RateUnlock&, const RateUnlock&) = default;
};

struct CategoryRule {
    std::string key;   // "software_licenses"
    std::string name;  // "Software licenses"
    CategoryKind kind = CategoryKind::margin;
    std::vector<RateBand> bands;
    std::vector<RateUnlock> unlocks;
    std::vector<std::string> covers;  // Other keys a line may bear: a reseller sells licenses too.
    Money threshold;                  // Of the year's volume, for an incentive; see threshold_of().
    std::string stated;               // The strategy's words: "20-30% margin to partner".
    bool closes_territory = false;    // Who agrees on it has the territory alone in this model.

    void describe(FieldVisitor& v);
    friend bool operator==(const CategoryRule&, const CategoryRule&) = default;
};

struct RevenueModel {
    std::string key;   // "system_integrator"
    std::string name;  // "System Integrator Model"
    std::vector<CategoryRule> categories;

    void describe(FieldVisitor& v);
    friend bool operator==(const RevenueModel&, const RevenueModel&) = default;
};

// The band in force on that day; null when there is none.
const RateBand* band_on(const CategoryRule& category, Date on);

// The same or, of a category that the program has ended, its last band; null before its first. What
// was registered or agreed while it was there is honored as it last was.
const RateBand* last_band_by(const CategoryRule& category, Date on);
bool is_in_force(const RateBand& band, Date on);

// Of the year's volume, by that band of an incentive.
Money threshold_of(const CategoryRule& category, const RateBand& band);

// "25-35%", "7.5-10%", "50%".
std::string text_from_band(const RateBand& band);

struct Product {
    std::string key;             // "platform_licenses"
    std::string name;            // "Platform licenses"
    std::string required_level;  // Somebody at the partner must hold it; empty: free to register.

    void describe(FieldVisitor& v);
    friend bool operator==(const Product&, const Product&) = default;
};

// More than a hundred million for a euro could not be reckoned with: an amount is multiplied by it,
// and by the smallest units of a currency.
inline constexpr std::int64_t per_euro_millionths_max = 100'000'000'000'000;

// How much of a currency one euro buys, in millionths: a reference rate of that day.
struct ExchangeRate {
    Currency currency;
    Date on{};
    std::int64_t per_euro_millionths = 0;

    void describe(FieldVisitor& v);
    friend bool operator==(const ExchangeRate&, const ExchangeRate&) = default;
};

}  // namespace entente
