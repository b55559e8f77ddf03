#include "core/domain/measurement/plan_measures.h"

#include "core/domain/measurement/kpi_walks.h"
#include "core/domain/measurement/ratio.h"

#include <set>

namespace entente {

std::span<const std::string_view> names_of(MilestoneState) {
    static constexpr std::array<std::string_view, 4> names{"ahead", "due", "late", "reached"};
    return names;
}

static bool is_active(const PartnerFact& partner) {
    return partner.lifecycle == Lifecycle::active;
}

// ---- Regions ------------------------------------------------------------------------------------

static void count_partners(
    std::vector<RegionMeasure>& measures, const Facts& facts, const Program& program
) {
    std::vector<std::set<std::string_view>> worked(program.regions.size());
    for (const PartnerFact& partner : facts.partners) {
        if (!is_active(partner)) continue;
        if (partner.region < program.regions.size()) measures[partner.region].partners++;
        for (std::size_t i = 0; i < program.regions.size(); i++) {
            for (const std::string& country : program.regions[i].countries) {
                const bool covered =
                    country == partner.home_country ||
                    std::find(partner.countries.begin(), partner.countries.end(), country) !=
                        partner.countries.end();
                if (covered) worked[i].insert(country);
            }
        }
    }
    for (std::size_t i = 0; i < worked.size(); i++) {
        measures[i].countries = static_cast<std::int64_t>(worked[i].size());
    }
}

std::vector<RegionMeasure> region_measures(
    const Facts& facts, Period period, const Program& program, const std::vector<Invested>& invested
) {
    const std::size_t count = program.regions.size();
    std::vector<RegionMeasure> measures(count + 1);  // The last is the world outside.
    for (std::size_t i = 0; i < count; i++) measures[i].region = static_cast<KeyIndex>(i);
    WideCount all = 0;
    for (const DealFact& deal : facts.deals) {
        if (!was_won(deal, period)) continue;
        RegionMeasure& measure = measures[std::min<std::size_t>(deal.region, count)];
        measure.won = narrowed(static_cast<WideCount>(measure.won) + deal.value);
        measure.deals++;
        all += deal.value;
    }
    for (const Invested& row : invested) {
        const std::size_t region = facts.partners[row.partner].region;
        measures[std::min(region, count)].invested += row.amount;
    }
    count_partners(measures, facts, program);
    for (RegionMeasure& measure : measures) {
        measure.share_hundredths = ratio(measure.won, all, 10'000);
        if (measure.region == no_key) continue;
        for (const RegionPlan& plan : program.plan.regions) {
            if (plan.region != program.regions[measure.region].key) continue;
            measure.target = plan.revenue_share;
            measure.investment = plan.investment;
        }
    }
    if (measures.back().deals == 0 && measures.back().invested == 0) measures.pop_back();
    return measures;
}

std::int64_t countries_present(const Facts& facts) {
    std::set<std::string_view> countries;
    for (const PartnerFact& partner : facts.partners) {
        if (!is_active(partner)) continue;
        if (!partner.home_country.empty()) countries.insert(partner.home_country);
        countries.insert(partner.countries.begin(), partner.countries.end());
    }
    return static_cast<std::int64_t>(countries.size());
}

// ---- The launch ---------------------------------------------------------------------------------

static std::int64_t active_of_tier(const Facts& facts, Tier tier) {
    std::int64_t count = 0;
    for (const PartnerFact& partner : facts.partners) {
        count += is_active(partner) && partner.tier == tier ? 1 : 0;
    }
    return count;
}

static std::optional<std::int64_t> active_of(
    std::string_view key, const Facts& facts, const Program& program
) {
    const std::size_t dot = std::min(key.find('.'), key.size());
    const std::string_view region = key.substr(std::min(dot + 1, key.size()));
    const auto tiers = names_of(Tier{});
    const auto tier = std::find(tiers.begin(), tiers.end(), key.substr(0, dot)) - tiers.begin();
    const bool known = static_cast<std::size_t>(tier) < tiers.size() &&
                       (region.empty() || entry_with_key(program.regions, region) != nullptr);
    if (!known) return std::nullopt;
    return std::count_if(
        facts.partners.begin(),
        facts.partners.end(),
        [&](const PartnerFact& partner) {
            const bool there = region.empty() || (partner.region < program.regions.size() &&
                                                  program.regions[partner.region].key == region);
            return is_active(partner) && partner.tier == static_cast<Tier>(tier) && there;
        }
    );
}

std::vector<NetworkMeasure> network_measures(const Facts& facts, const Program& program) {
    std::vector<NetworkMeasure> measures;
    for (const StatedCount& stated : program.plan.counts) {
        NetworkMeasure measure{.key = stated.key, .target = stated.count};
        if (stated.key == "countries") {
            measure.count = countries_present(facts);
        } else if (stated.key == "partners") {
            measure.count = std::count_if(facts.partners.begin(), facts.partners.end(), is_active);
        } else {
            measure.count = active_of(stated.key, facts, program);
        }
        if (measure.count) measure.met = *measure.count >= measure.target;
        measures.push_back(std::move(measure));
    }
    return measures;
}

static std::int64_t marketing_rows(
    const Facts& facts, const Program& program, std::string_view key
) {
    std::int64_t count = 0;
    for (const MarketingFact& row : facts.marketing) {
        if (row.act == no_key) continue;
        count += program.measurement.acts[row.act].key == key ? 1 : 0;
    }
    return count;
}

// What the facts say of a milestone; none where they say nothing.
static std::optional<std::int64_t> measured(
    std::string_view key, const Facts& facts, const Program& program
) {
    if (key == "alliances_signed") return active_of_tier(facts, Tier::tier_1);
    if (key == "regional_partners") return active_of_tier(facts, Tier::tier_2);
    if (key == "technology_partners") return active_of_tier(facts, Tier::tier_3);
    if (key == "countries_present") return countries_present(facts);
    if (key == "training_launched") return static_cast<std::int64_t>(facts.certificates.size());
    if (key == "joint_campaigns") return marketing_rows(facts, program, "campaign");
    if (key == "case_studies") return marketing_rows(facts, program, "case_study");
    if (key == "enablement_materials") {
        return static_cast<std::int64_t>(program.courses.size() + program.resources.size());
    }
    return std::nullopt;
}

static MilestoneState state_of(const MilestoneMeasure& measure, Date today) {
    const bool counted =
        measure.measured && *measure.measured >= std::max<std::int64_t>(1, measure.target);
    const bool said = measure.done_on != Date{} && measure.done_on <= today;
    if (counted || said) return MilestoneState::reached;
    if (today > measure.due_on) return MilestoneState::late;
    return today < measure.phase_from ? MilestoneState::ahead : MilestoneState::due;
}

std::vector<MilestoneMeasure> launch_measures(
    const Facts& facts, const Program& program, const std::vector<MilestoneWord>& words
) {
    std::vector<MilestoneMeasure> measures;
    const Date started = program.plan.started_on;
    for (const LaunchPhase& phase : program.plan.launch) {
        for (const LaunchMilestone& milestone : phase.milestones) {
            MilestoneMeasure measure{.key = milestone.key};
            measure.measured = measured(milestone.key, facts, program);
            measure.target = milestone.target;
            measure.phase_from = months_after(started, phase.month_first - 1);
            measure.due_on = months_after(started, phase.month_last) - Days{1};
            for (const MilestoneWord& word : words) {
                // Numbers that records show are not talked into being reached.
                if (word.milestone == milestone.key && milestone.target == 0) {
                    measure.done_on = word.done_on;
                }
            }
            measure.state = state_of(measure, facts.today);
            measures.push_back(std::move(measure));
        }
    }
    return measures;
}

// ---- Success targets and joint solutions --------------------------------------------------------

Period program_year(const Program& program, std::int32_t year) {
    check(year >= 1);
    constexpr int months = 12;
    const Date started = program.plan.started_on;
    return {months_after(started, months * (year - 1)), months_after(started, months * year)};
}

static WideCount won_by(const Facts& facts, const PartnerFact& partner, Period period) {
    WideCount won = 0;
    for (const DealFact& deal : rows_of(facts.deals, partner.deals)) {
        if (was_won(deal, period)) won += deal.value;
    }
    return won;
}

static const PartnerFact* partner_named(const Facts& facts, std::string_view name) {
    for (const PartnerFact& partner : facts.partners) {
        if (partner.name == name) return &partner;
    }
    return nullptr;
}

static void measure_amount(
    TargetMeasure& measure, const SuccessTarget& target, const Facts& facts, const Program& program
) {
    measure.period =
        target.year > 0 ? program_year(program, target.year) : trailing_year(facts.today + Days{1});
    measure.target_hundredths = target.amount.minor;
    if (!target.partner.empty()) {
        const PartnerFact* partner = partner_named(facts, target.partner);
        // A year that has not begun has no value, which is not the same as nothing.
        if (partner == nullptr || facts.today < measure.period.from) return;
        measure.numerator = narrowed(won_by(facts, *partner, measure.period));
        measure.denominator = 1;
    } else {
        WideCount won = 0;
        for (const PartnerFact& partner : facts.partners) {
            if (!is_active(partner) || partner.tier != Tier::tier_2) continue;
            won += won_by(facts, partner, measure.period);
            measure.denominator++;
        }
        measure.numerator = narrowed(won);
    }
    measure.hundredths = ratio(measure.numerator, measure.denominator, 1);
}

// The newest imported count of what the partner sold is what ours are among.
static void measure_share(TargetMeasure& measure, const SuccessTarget& target, const Facts& facts) {
    measure.target_hundredths = target.share.basis_points;
    const CompanyFigure* newest = nullptr;
    for (const CompanyFigure& figure : facts.figures) {
        if (figure.figure != target.key) continue;
        if (newest == nullptr || figure.until > newest->until) newest = &figure;
    }
    const PartnerFact* partner = partner_named(facts, target.partner);
    if (newest == nullptr || partner == nullptr) return;
    measure.period = {newest->from, newest->until};
    measure.source = newest->source;
    measure.denominator = newest->count;
    for (const DealFact& deal : rows_of(facts.deals, partner->deals)) {
        measure.numerator += was_won(deal, measure.period) ? 1 : 0;
    }
    measure.hundredths = ratio(measure.numerator, measure.denominator, 10'000);
}

std::vector<TargetMeasure> target_measures(const Facts& facts, const Program& program) {
    std::vector<TargetMeasure> measures;
    for (const SuccessTarget& target : program.plan.success_targets) {
        TargetMeasure measure{.key = target.key};
        if (target.amount.minor > 0) {
            measure_amount(measure, target, facts, program);
        } else {
            measure_share(measure, target, facts);
        }
        if (measure.hundredths) measure.met = *measure.hundredths >= measure.target_hundredths;
        measures.push_back(std::move(measure));
    }
    return measures;
}

TargetMeasure revenue_measure(const Facts& facts, const Program& program) {
    TargetMeasure measure{.key = "revenue"};
    measure.period = trailing_year(facts.today + Days{1});
    measure.target_hundredths = program.plan.revenue_amount.minor;
    WideCount won = 0;
    for (const PartnerFact& partner : facts.partners) won += won_by(facts, partner, measure.period);
    measure.numerator = narrowed(won);
    measure.denominator = 1;
    measure.hundredths = measure.numerator;
    measure.met = measure.numerator >= measure.target_hundredths;
    return measure;
}

std::vector<SolutionMeasure> solution_measures(const Facts& facts, const Program& program) {
    std::vector<SolutionMeasure> measures(program.plan.joint_solutions.size());
    for (std::size_t i = 0; i < measures.size(); i++) {
        measures[i].solution = static_cast<KeyIndex>(i);
    }
    for (const DealFact& deal : facts.deals) {
        if (deal.solution >= measures.size()) continue;
        SolutionMeasure& measure = measures[deal.solution];
        measure.deals++;
        measure.live = measure.live || deal.approved_on != Date{};
        if (!deal.valued) continue;
        std::int64_t& value = deal.won_on != Date{} ? measure.won_value : measure.open_value;
        if (deal.won_on != Date{} || deal.approved) {
            value = narrowed(static_cast<WideCount>(value) + deal.value);
        }
    }
    return measures;
}

}  // namespace entente
