// The vendor's plan against what the facts say: regions, the launch, success targets, joint
// solutions. What no record can tell is done when somebody says so, with a day and a name.
#pragma once

#include "core/domain/measurement/kpi.h"

namespace entente {

struct RegionMeasure {
    KeyIndex region = no_key;  // no_key: customers outside every region.
    std::int64_t won = 0;      // Cents of the program's currency, of the period.
    Conversion conversion;     // Of what was won.
    std::optional<std::int64_t> share_hundredths;  // Of all partners' won value; none: no data.
    Percent target;
    std::int64_t deals = 0;
    std::int64_t partners = 0;   // Active ones at home there.
    std::int64_t countries = 0;  // Of the region, in which active partners work.
    Money investment;            // Planned a year.
    std::int64_t invested = 0;   // Approved to its partners for the year of the period's end.
    Conversion invested_conversion;
};

// One for each region of the program, and one more for what lies outside when there is any.
std::vector<RegionMeasure> region_measures(
    const Facts& facts, Period period, const Program& program, const std::vector<Invested>& invested
);

// The formula of a region's share, beside it.
Formula region_formula();

// A country of the map: where partners work or customers bought.
struct CountryMeasure {
    CountryCode country{};
    KeyIndex region = no_key;
    std::int64_t partners = 0;  // Active ones at home or working there.
    std::int64_t deals = 0;     // Won in the period.
    std::int64_t won = 0;
    Conversion conversion;
};

// Ascending by code. Partners that work worldwide are at their homes: worldwide_partners().
std::vector<CountryMeasure> country_measures(
    const Facts& facts, Period period, const Program& program
);

// Countries in which active partners are at home or work: what "50+ countries" counts.
std::int64_t countries_present(const Facts& facts);

// Active partners that work worldwide. They name no countries, so they add none but their home to
// what is counted by countries: one alone would otherwise be present everywhere.
std::int64_t worldwide_partners(const Facts& facts);

// Somebody's word that a milestone is done, where no record shows it.
struct MilestoneWord {
    std::string milestone;  // Key of a milestone of the plan.
    Date done_on{};
    PersonId person;
    std::string text;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const MilestoneWord&, const MilestoneWord&) = default;
};

enum class MilestoneState : std::uint8_t { ahead, due, late, reached };
std::span<const std::string_view> names_of(MilestoneState);

struct MilestoneMeasure {
    std::string key;
    std::optional<std::int64_t> measured;  // None: no record tells, only a person's word.
    std::int64_t target = 0;
    MilestoneState state = MilestoneState::ahead;
    Date phase_from{};
    Date due_on{};   // The last day of its phase.
    Date done_on{};  // Of somebody's word.
};

// In the order of the plan. Phases count months from the day the program started. What was reached
// once stays so: partners count from the day they signed or became active, whatever came later.
std::vector<MilestoneMeasure> launch_measures(
    const Facts& facts, const Program& program, const std::vector<MilestoneWord>& words
);

struct TargetMeasure {
    std::string key;
    std::optional<std::int64_t> hundredths;  // Of a percent or of the currency; none: no data.
    std::int64_t target_hundredths = 0;
    std::optional<bool> met;
    std::int64_t numerator = 0;
    std::int64_t denominator = 0;
    Period period;
    std::string source;  // Of an imported figure behind it.
    Conversion conversion;
};

// Amounts are those of the named partner in the target's year of the program, or the average of
// tier 2 in the trailing year; shares are the partner's deals with the platform among all that the
// imported figure of the target counts.
std::vector<TargetMeasure> target_measures(const Facts& facts, const Program& program);

// What there is of a number that the program states of its network: partners that are active, in
// all, of a tier, of a tier in a region; countries.
struct NetworkMeasure {
    std::string key;                    // Of StatedCount: "partners", "tier_2.europe", ...
    std::optional<std::int64_t> count;  // None: it counts nothing that we know.
    std::int64_t target = 0;
    std::optional<bool> met;
};

// In the order of the plan.
std::vector<NetworkMeasure> network_measures(const Facts& facts, const Program& program);

// What partners won in the year that ends today, against the revenue the program wants in a year.
TargetMeasure revenue_measure(const Facts& facts, const Program& program);

struct SolutionMeasure {
    KeyIndex solution = no_key;
    std::int64_t deals = 0;
    std::int64_t open_value = 0;  // Of approved deals that name it.
    std::int64_t won_value = 0;
    Conversion conversion;
    bool live = false;  // A deal that names it was approved once.
};

std::vector<SolutionMeasure> solution_measures(const Facts& facts, const Program& program);

// The days of the n-th year of the program, from 1.
Period program_year(const Program& program, std::int32_t year);

}  // namespace entente
