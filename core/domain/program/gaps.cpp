// Where the strategy's own figures do not agree. Both stay as stated; the plan's screen shows them.
#include "core/domain/measurement/ratio.h"
#include "core/domain/program/seed.h"

#include <algorithm>

namespace entente {

static constexpr Tier counted_tiers[] = {Tier::tier_1, Tier::tier_2, Tier::tier_3};

// ---- What the named partners come to, noted when the program is loaded --------------------------

static std::int64_t partners_named(
    const LoadedProgram& loaded, Tier tier, std::string_view region = {}
) {
    return std::count_if(
        loaded.partners.begin(),
        loaded.partners.end(),
        [&](const NamedPartner& partner) {
            return partner.tier == tier && (region.empty() || partner.region == region);
        }
    );
}

// "IBM" is IBM Consulting, "TCS" Tata Consultancy Services; "local partners" is nobody.
static bool is_called(const NamedPartner& partner, std::string_view name) {
    const std::string_view whole = partner.name;
    const bool begins = whole.starts_with(name);
    if (begins && (whole.size() == name.size() || whole[name.size()] == ' ')) return true;
    std::string initials;
    for (std::size_t i = 0; i < whole.size(); i++) {
        if (i == 0 || whole[i - 1] == ' ') initials += whole[i];
    }
    return initials == name;
}

static std::int64_t key_partners_named(const LoadedProgram& loaded, const RegionPlan& region) {
    const auto is_named = [&loaded](const std::string& name) {
        return std::any_of(
            loaded.partners.begin(),
            loaded.partners.end(),
            [&name](const NamedPartner& partner) { return is_called(partner, name); }
        );
    };
    return std::count_if(region.key_partners.begin(), region.key_partners.end(), is_named);
}

std::vector<StatedCount> counts_of_named(const LoadedProgram& loaded) {
    std::vector<StatedCount> counts;
    for (const Tier tier : counted_tiers) {
        counts.push_back({.key = std::string(name_of(tier)), .count = partners_named(loaded, tier)}
        );
    }
    for (const Region& region : loaded.program.regions) {
        counts.push_back(
            {.key = "tier_2." + region.key,
             .count = partners_named(loaded, Tier::tier_2, region.key)}
        );
    }
    for (const RegionPlan& region : loaded.program.plan.regions) {
        counts.push_back(
            {.key = "key_partners." + region.region, .count = key_partners_named(loaded, region)}
        );
    }
    WideCount revenue = 0;
    for (const NamedPartner& partner : loaded.partners) revenue += partner.revenue_potential.minor;
    counts.push_back({.key = "revenue", .count = narrowed(revenue)});
    return counts;
}

// ---- What the program's own numbers come to -----------------------------------------------------

static std::int64_t count_in(const std::vector<StatedCount>& counts, std::string_view key) {
    const StatedCount* count = entry_with_key(counts, key);
    return count == nullptr ? 0 : count->count;
}

// What the minimum allocations of all stated partners come to.
static std::int64_t tier_minimums(const Program& program) {
    WideCount sum = 0;
    for (const TierRule& rule : program.tiers) {
        const WideCount partners = count_in(program.plan.counts, name_of(rule.tier));
        sum += partners * rule.allocation_low.minor;
    }
    return narrowed(sum);
}

static std::int64_t regional_investment(const Program& program) {
    WideCount sum = 0;
    for (const RegionPlan& region : program.plan.regions) sum += region.investment.minor;
    return narrowed(sum);
}

// What the named partners' potentials and the average of tier 2 come to.
static std::int64_t revenue_named(const ProgramPlan& plan) {
    WideCount sum = count_in(plan.named, "revenue");
    const SuccessTarget* average = entry_with_key(plan.success_targets, "regional_average");
    const WideCount partners = count_in(plan.counts, "tier_2");
    if (average != nullptr) sum += partners * average->amount.minor;
    return narrowed(sum);
}

static std::int64_t launch_target(const Program& program, std::string_view key) {
    for (const LaunchPhase& phase : program.plan.launch) {
        const LaunchMilestone* found = entry_with_key(phase.milestones, key);
        if (found != nullptr) return found->target;
    }
    return 0;
}

// What the lessons of a level's courses take, in minutes.
static std::int64_t lesson_minutes(const Program& program, const Level& level) {
    std::int64_t sum = 0;
    for (const Course& course : program.courses) {
        if (course.level != level.key) continue;
        for (const Lesson& lesson : course.lessons) sum += lesson.minutes;
    }
    return sum;
}

// A level's days are more than its lessons: practice has no minutes of its own here.
static std::int64_t training_minutes(const Program& program, const Level& level) {
    constexpr std::int64_t minutes_an_hour = 60;
    return minutes_an_hour * level.training_days * program.measurement.training_day_hours;
}

namespace {

class Comparison {
public:
    void compare(std::string key, std::int64_t stated, std::int64_t found) {
        if (stated != found) gaps.push_back({std::move(key), stated, found});
    }
    // Nothing is said where nothing was noted: of a program stored before there were notes.
    void compare_named(
        const ProgramPlan& plan, std::string key, const std::string& named, std::int64_t stated
    ) {
        const StatedCount* found = entry_with_key(plan.named, named);
        if (found != nullptr) compare(std::move(key), stated, found->count);
    }

    std::vector<StatedGap> gaps;
};

}  // namespace

static void compare_partners(const Program& program, Comparison& comparison) {
    const ProgramPlan& plan = program.plan;
    std::vector<std::string> counted;
    std::int64_t in_tiers = 0;
    for (const Tier tier : counted_tiers) {
        counted.emplace_back(name_of(tier));
        in_tiers += count_in(plan.counts, counted.back());
    }
    for (const Region& region : program.regions) counted.push_back("tier_2." + region.key);
    for (const std::string& key : counted) {
        comparison.compare_named(plan, "partners_named." + key, key, count_in(plan.counts, key));
    }
    comparison.compare("partners_in_tiers", count_in(plan.counts, "partners"), in_tiers);
}

std::vector<StatedGap> stated_gaps(const Program& program) {
    const ProgramPlan& plan = program.plan;
    Comparison comparison;
    compare_partners(program, comparison);
    comparison.compare(
        "investment_of_regions_and_tiers", regional_investment(program), tier_minimums(program)
    );
    if (!plan.named.empty()) {
        comparison.compare("revenue_of_partners", plan.revenue_amount.minor, revenue_named(plan));
    }
    comparison.compare(
        "countries_of_launch",
        count_in(plan.counts, "countries"),
        launch_target(program, "countries_present")
    );
    for (const RegionPlan& region : plan.regions) {
        const std::string key = "key_partners." + region.region;
        const auto stated = static_cast<std::int64_t>(region.key_partners.size());
        comparison.compare_named(plan, key, key, stated);
    }
    for (const Level& level : program.levels) {
        comparison.compare(
            "training_minutes." + level.key,
            training_minutes(program, level),
            lesson_minutes(program, level)
        );
    }
    return std::move(comparison.gaps);
}

}  // namespace entente
