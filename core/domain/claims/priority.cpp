#include "core/domain/claims/priority.h"

#include "core/domain/overlap.h"

#include <algorithm>

namespace entente {

static Moment earliest(const Context& context) {
    if (!context.proved_not_before.given()) return context.now;
    constexpr std::int64_t ms_per_minute = 60'000;
    const ReviewRules& rules = context.program.review;
    const Moment online = context.now + -rules.online_minutes * ms_per_minute;
    if (!(context.proved_not_before < online)) return context.now;
    const Moment oldest = context.now + -rules.offline_hours_max * ms_per_hour;
    return std::max(context.proved_not_before, oldest);
}

void date_claim(Deal& deal, const Context& context) {
    deal.priority_from = earliest(context);
    deal.priority_until = context.now;
}

using Keys = std::vector<std::string>;

static bool holds(const Keys& keys, const std::string& wanted) {
    return std::find(keys.begin(), keys.end(), wanted) != keys.end();
}

// Where nothing about a customer is certain, its name is all there is.
static bool is_the_same_customer(const Keys& before, const Keys& after) {
    const bool certain = std::any_of(before.begin(), before.end(), is_certain_key);
    return std::any_of(before.begin(), before.end(), [&](const std::string& key) {
        return (certain ? is_certain_key(key) : is_name_key(key)) && holds(after, key);
    });
}

bool is_another_claim(const Deal& before, const Deal& after) {
    if (before.customer.country != after.customer.country) return true;
    const auto is_new = [&before](const std::string& product) {
        return !holds(before.products, product);
    };
    if (std::any_of(after.products.begin(), after.products.end(), is_new)) return true;
    return !is_the_same_customer(before.match_keys, after.match_keys);
}

}  // namespace entente
