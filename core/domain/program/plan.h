// What the vendor wants of the program: targets, KPIs, regions, launch. For staff; of partners'
// devices only what joint solutions are called.
//
// Figures stand as the strategy states them, also where its sums do not agree (stated_gaps).
#pragma once

#include "core/base/fields.h"

#include <algorithm>

namespace entente {

enum class KpiGroup : std::uint8_t { revenue, relationship, operational };
std::span<const std::string_view> names_of(KpiGroup);

enum class KpiUnit : std::uint8_t { percent, money, score, times, months, days, hours };
std::span<const std::string_view> names_of(KpiUnit);

enum class Aim : std::uint8_t { at_least, more_than, less_than };
std::span<const std::string_view> names_of(Aim);

struct Kpi {
    std::string key;
    std::string name;
    KpiGroup group = KpiGroup::revenue;
    KpiUnit unit = KpiUnit::percent;
    Aim aim = Aim::at_least;
    std::int64_t target_hundredths = 0;  // Of its unit: 40 % is 4000, $750K is 75000000 cents.
    std::string stated;                  // "40% of total"

    void describe(FieldVisitor& v);
    friend bool operator==(const Kpi&, const Kpi&) = default;
};

struct RegionPlan {
    std::string region;
    Percent revenue_share;
    Money investment;  // A year.
    std::vector<std::string> focus;
    std::vector<std::string> key_partners;
    std::string go_to_market;

    void describe(FieldVisitor& v);
    friend bool operator==(const RegionPlan&, const RegionPlan&) = default;
};

struct LaunchMilestone {
    std::string key;
    std::string area;         // "Tier 1 Partners"
    std::string text;         // "Sign 5 strategic alliances"
    std::int64_t target = 0;  // 0: done or not.
    bool open_ended = false;  // "50+"

    void describe(FieldVisitor& v);
    friend bool operator==(const LaunchMilestone&, const LaunchMilestone&) = default;
};

struct LaunchPhase {
    std::string key;
    std::string name;
    std::int32_t month_first = 0;
    std::int32_t month_last = 0;
    std::vector<LaunchMilestone> milestones;

    void describe(FieldVisitor& v);
    friend bool operator==(const LaunchPhase&, const LaunchPhase&) = default;
};

struct SuccessTarget {
    std::string key;
    std::string name;
    std::string text;     // "50% of Azure deals include our platform"
    std::string partner;  // A named partner's name, or empty.
    std::string domain;   // The same partner's, by which it is known: a name may change.
    Percent share;        // One of share and amount.
    Money amount;
    bool open_ended = false;
    std::int32_t year = 0;  // Of the program; 0: any.

    void describe(FieldVisitor& v);
    friend bool operator==(const SuccessTarget&, const SuccessTarget&) = default;
};

struct JointSolution {
    std::string key;
    std::string name;     // "Manufacturing 4.0"
    std::string partner;  // "Accenture"; a partner's device is not told whose it is.
    std::string domain;   // Its own, by which it is known: a name may change.
    std::string text;     // "Accenture + Platform automation"

    void describe(FieldVisitor& v);
    friend bool operator==(const JointSolution&, const JointSolution&) = default;
};

// A number of partners or countries that the strategy states.
struct StatedCount {
    std::string key;  // "tier_2", "tier_2.europe", "partners", "countries"
    std::int64_t count = 0;
    bool open_ended = false;

    void describe(FieldVisitor& v);
    friend bool operator==(const StatedCount&, const StatedCount&) = default;
};

// Whether a target or a solution of the plan speaks of that partner: by its domain, and by its name
// where the plan was stored without domains.
template <typename Spoken>
bool speaks_of(
    const Spoken& spoken, std::string_view name, const std::vector<std::string>& domains
) {
    if (spoken.domain.empty()) return spoken.partner == name;
    return std::find(domains.begin(), domains.end(), spoken.domain) != domains.end();
}

struct ProgramPlan {
    Date started_on{};  // Phases and years of the program are counted from it.
    std::string objective;
    std::string revenue_target;
    Percent revenue_share;
    Money revenue_amount;  // A year, "$500M+".
    std::string coverage;
    std::string partner_types;
    std::string closing;
    std::vector<StatedCount> counts;
    std::vector<Kpi> kpis;
    std::vector<RegionPlan> regions;
    std::vector<LaunchPhase> launch;
    std::vector<SuccessTarget> success_targets;
    std::vector<JointSolution> joint_solutions;
    // What the named partners come to, noted when the program is loaded: "tier_2.europe",
    // "key_partners.europe", "revenue" in minor units.
    std::vector<StatedCount> named;

    void describe(FieldVisitor& v);
    friend bool operator==(const ProgramPlan&, const ProgramPlan&) = default;
};

struct Program;

// Two figures of the strategy that do not agree. Both are kept; nothing is refused for it.
struct StatedGap {
    std::string key;  // "partners_named.tier_1", "investment_of_regions_and_tiers", ...
    std::int64_t stated = 0;
    std::int64_t found = 0;
};
std::vector<StatedGap> stated_gaps(const Program& program);

}  // namespace entente
