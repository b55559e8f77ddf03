// The partner program as data: every rate, window, limit, level, clock and target the rules read.
//
// Nothing in it is code: a program manager changes it with an effective date. It travels to
// partners with no more of `plan`, the vendor's own, than what joint solutions are called.
#pragma once

#include "core/domain/program/economics.h"
#include "core/domain/program/enablement.h"
#include "core/domain/program/measurement.h"
#include "core/domain/program/people.h"
#include "core/domain/program/plan.h"
#include "core/domain/program/registration.h"
#include "core/domain/support/service_rules.h"

namespace entente {

struct ScorecardPart {
    std::string key;  // "revenue"
    std::string name;
    std::int32_t weight = 0;  // Percent points; all together 100.

    void describe(FieldVisitor& v);
    friend bool operator==(const ScorecardPart&, const ScorecardPart&) = default;
};

struct SupportRules {
    std::string name;  // "Dedicated partner support team"
    std::int32_t resolve_hours = 0;
    std::int32_t onboarding_days = 0;

    void describe(FieldVisitor& v);
    friend bool operator==(const SupportRules&, const SupportRules&) = default;
};

struct Program {
    std::string name;
    std::string rules_version;  // "2026-10"
    Date effective_from{};
    Date effective_until{};  // The last day these rules are known to hold.
    std::string approved_by;
    Date approved_on{};
    Currency currency;  // Of its limits and targets.

    std::vector<Role> roles;
    std::vector<TierRule> tiers;
    std::vector<NamedKey> partner_types;
    std::vector<RevenueModel> models;
    std::vector<Product> products;
    std::vector<Sector> sectors;
    std::vector<Region> regions;
    std::vector<CalendarRule> calendars;
    std::vector<StageRule> stages;
    ReviewRules review;
    std::vector<NamedKey> reject_reasons;
    std::vector<NamedKey> loss_reasons;
    std::vector<NamedKey> revoke_reasons;
    std::vector<Level> levels;
    std::vector<Course> courses;
    std::vector<CertificateUnlock> certificate_unlocks;
    std::vector<TrainingResource> resources;
    std::vector<ScorecardPart> scorecard;
    std::int32_t scorecard_keep_total = 0;  // The tier is kept from this on.
    MeasurementRules measurement;
    InvestmentRules investment;
    SupportRules support;
    ServiceRules service;
    std::vector<ExchangeRate> exchange_rates;
    ProgramPlan plan;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Program&, const Program&) = default;
};

// The index key of the program in force: there is one.
inline constexpr std::string_view program_key = "program";

// The entry with that key; null when there is none.
template <typename Entry>
const Entry* entry_with_key(const std::vector<Entry>& entries, std::string_view key) {
    for (const Entry& entry : entries) {
        if (entry.key == key) return &entry;
    }
    return nullptr;
}

// Every tier has a rule in a sound program.
const TierRule& rule_of(const Program& program, Tier tier);

const StageRule* rule_of(const Program& program, Stage stage);

// What a role may do; nothing for a role that the program does not know.
Permissions permissions_of(const Program& program, std::string_view role);

// Half to even, by the newest reference rates not after `on`. currencies_must_match where a rate is
// missing, amount_must_fit.
Result<Money> converted(const Program& program, Money amount, Currency to, Date on);

// The day of the older rate that converted() would use; the epoch's day when it needs none.
Date rate_date(const Program& program, Currency from, Currency to, Date on);

}  // namespace entente
