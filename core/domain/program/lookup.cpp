#include "core/domain/program.h"

#include <algorithm>

namespace entente {

void ScorecardPart::describe(FieldVisitor& v) {
    field(v, "key", key);
    field(v, "name", name);
    field(v, "weight", weight);
}

void SupportRules::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "resolve_hours", resolve_hours);
    field(v, "onboarding_days", onboarding_days);
}

void Program::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "rules_version", rules_version);
    field(v, "effective_from", effective_from);
    field(v, "effective_until", effective_until);
    field(v, "approved_by", approved_by);
    field(v, "approved_on", approved_on);
    field(v, "currency", currency);
    field(v, "roles", roles);
    field(v, "tiers", tiers);
    field(v, "partner_types", partner_types);
    field(v, "models", models);
    field(v, "products", products);
    field(v, "sectors", sectors);
    field(v, "regions", regions);
    field(v, "calendars", calendars);
    field(v, "stages", stages);
    field(v, "review", review);
    field(v, "reject_reasons", reject_reasons);
    field(v, "loss_reasons", loss_reasons);
    field(v, "revoke_reasons", revoke_reasons);
    field(v, "levels", levels);
    field(v, "courses", courses);
    field(v, "certificate_unlocks", certificate_unlocks);
    field(v, "resources", resources);
    field(v, "scorecard", scorecard);
    field(v, "scorecard_keep_total", scorecard_keep_total);
    field(v, "measurement", measurement);
    field(v, "investment", investment);
    field(v, "support", support);
    field(v, "service", service);
    field(v, "exchange_rates", exchange_rates);
    field(v, "plan", plan);
}

const TierRule& rule_of(const Program& program, Tier tier) {
    const TierRule* found = nullptr;
    for (const TierRule& rule : program.tiers) {
        if (rule.tier == tier) found = &rule;
    }
    check(found != nullptr);
    return *found;
}

const StageRule* rule_of(const Program& program, Stage stage) {
    for (const StageRule& rule : program.stages) {
        if (rule.stage == stage) return &rule;
    }
    return nullptr;
}

Permissions permissions_of(const Program& program, std::string_view role) {
    Permissions permissions;
    const Role* found = entry_with_key(program.roles, role);
    if (found == nullptr) return permissions;
    for (const Permission permission : found->permissions) permissions.grant(permission);
    return permissions;
}

static constexpr Currency euro{{'E', 'U', 'R'}};

// The newest rate of the currency not after that day; the euro's own is 1 on any day.
static std::optional<ExchangeRate> rate_on(const Program& program, Currency currency, Date on) {
    if (currency == euro) return ExchangeRate{.currency = euro, .per_euro_millionths = 1'000'000};
    std::optional<ExchangeRate> found;
    for (const ExchangeRate& rate : program.exchange_rates) {
        if (rate.currency != currency || rate.on > on) continue;
        if (!found || rate.on > found->on) found = rate;
    }
    return found;
}

static std::int64_t power_of_10(int exponent) {
    std::int64_t power = 1;
    for (int i = 0; i < exponent; i++) power *= 10;
    return power;
}

Result<Money> converted(const Program& program, Money amount, Currency to, Date on) {
    if (amount.currency == to) return amount;
    const std::optional<ExchangeRate> from_rate = rate_on(program, amount.currency, on);
    const std::optional<ExchangeRate> to_rate = rate_on(program, to, on);
    if (!from_rate || !to_rate) return ProblemCode::currencies_must_match;
    const std::int64_t numerator = to_rate->per_euro_millionths * power_of_10(exponent_of(to));
    const std::int64_t denominator =
        from_rate->per_euro_millionths * power_of_10(exponent_of(amount.currency));
    TRY(Money result, scaled(amount, numerator, denominator));
    result.currency = to;
    return result;
}

Date rate_date(const Program& program, Currency from, Currency to, Date on) {
    if (from == to) return {};
    // A figure is only as new as the older of its rates; the euro's own has no day.
    Date day = Date::max();
    for (const Currency currency : {from, to}) {
        if (currency == euro) continue;
        const std::optional<ExchangeRate> rate = rate_on(program, currency, on);
        day = std::min(day, rate ? rate->on : Date{});
    }
    return day;
}

}  // namespace entente
