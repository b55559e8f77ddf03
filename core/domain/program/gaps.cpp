// Where the strategy's own figures do not agree. Both stay as stated; the plan's screen shows them.
#include "core/domain/program/seed.h"

#include <algorithm>

namespace entente {

static std::int64_t stated_count(const Program& program, std::string_view key) {
    const StatedCount* count = entry_with_key(program.plan.counts, key);
    return count == nullptr ? 0 : count->count;
}

static std::int64_t partners_named(
    const LoadedProgram& loaded, Tier tier, std::string_view region
) {
    return std::count_if(
        loaded.partners.begin(),
        loaded.partners.end(),
        [&](const NamedPartner& partner) {
            return partner.tier == tier && (region.empty() || partner.region == region);
        }
    );
}

// What the minimum allocations of all stated partners come to.
static std::int64_t tier_minimums(const Program& program) {
    std::int64_t sum = 0;
    for (const TierRule& rule : program.tiers) {
        sum += rule.allocation_low.minor * stated_count(program, name_of(rule.tier));
    }
    return sum;
}

static std::int64_t regional_investment(const Program& program) {
    std::int64_t sum = 0;
    for (const RegionPlan& region : program.plan.regions) sum += region.investment.minor;
    return sum;
}

// What the tier 1 partners' potentials and the average of tier 2 come to.
static std::int64_t revenue_named(const LoadedProgram& loaded) {
    std::int64_t sum = 0;
    for (const NamedPartner& partner : loaded.partners) sum += partner.revenue_potential.minor;
    const SuccessTarget* average =
        entry_with_key(loaded.program.plan.success_targets, "regional_average");
    if (average != nullptr) sum += average->amount.minor * stated_count(loaded.program, "tier_2");
    return sum;
}

static std::int64_t launch_target(const Program& program, std::string_view key) {
    for (const LaunchPhase& phase : program.plan.launch) {
        const LaunchMilestone* found = entry_with_key(phase.milestones, key);
        if (found != nullptr) return found->target;
    }
    return 0;
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

std::vector<StatedGap> stated_gaps(const LoadedProgram& loaded) {
    const Program& program = loaded.program;
    std::vector<StatedGap> gaps;
    const auto compare = [&gaps](std::string key, std::int64_t stated, std::int64_t found) {
        if (stated != found) gaps.push_back({std::move(key), stated, found});
    };
    const auto named = [&](Tier tier, std::string_view region) {
        return partners_named(loaded, tier, region);
    };
    for (const Tier tier : {Tier::tier_1, Tier::tier_2, Tier::tier_3}) {
        const std::string key(name_of(tier));
        compare("partners_named." + key, stated_count(program, key), named(tier, {}));
    }
    for (const Region& region : program.regions) {
        const std::string key = "tier_2." + region.key;
        compare(
            "partners_named." + key, stated_count(program, key), named(Tier::tier_2, region.key)
        );
    }
    std::int64_t in_tiers = 0;
    for (const Tier tier : {Tier::tier_1, Tier::tier_2, Tier::tier_3}) {
        in_tiers += stated_count(program, name_of(tier));
    }
    compare("partners_in_tiers", stated_count(program, "partners"), in_tiers);
    compare(
        "investment_of_regions_and_tiers", regional_investment(program), tier_minimums(program)
    );
    compare("revenue_of_partners", program.plan.revenue_amount.minor, revenue_named(loaded));
    compare(
        "countries_of_launch",
        stated_count(program, "countries"),
        launch_target(program, "countries_present")
    );
    for (const RegionPlan& region : program.plan.regions) {
        const auto stated = static_cast<std::int64_t>(region.key_partners.size());
        compare("key_partners." + region.region, stated, key_partners_named(loaded, region));
    }
    for (const Level& level : program.levels) {
        compare(
            "training_minutes." + level.key,
            training_minutes(program, level),
            lesson_minutes(program, level)
        );
    }
    return gaps;
}

}  // namespace entente
