#include "core/domain/measurement/plan_measures.h"

#include "core/domain/measurement/kpi_walks.h"
#include "core/domain/measurement/ratio.h"

#include <map>
#include <set>

namespace entente {

std::span<const std::string_view> names_of(MilestoneState) {
    static constexpr std::array<std::string_view, 4> names{"ahead", "due", "late", "reached"};
    return names;
}

static bool is_active(const PartnerFact& partner) {
    return partner.lifecycle == Lifecycle::active;
}

// Active now, or once.
static bool was_active(const PartnerFact& partner) {
    // Whoever was refused has ended too, and never joined.
    if (partner.lifecycle == Lifecycle::ended) return partner.joined_on != Date{};
    return is_active(partner) || partner.lifecycle == Lifecycle::suspended;
}

// Where the partner is at home and works.
template <typename Act>
static void each_country(const PartnerFact& partner, Act act) {
    const auto& countries = partner.countries;
    const std::string& home = partner.home_country;
    if (!home.empty()) act(country_code(home));
    for (const std::string& country : countries) {
        if (country != home) act(country_code(country));
    }
}

// ---- Regions and countries ----------------------------------------------------------------------

static KeyIndex region_of(const Program& program, CountryCode country) {
    const std::string_view code(country.data(), country.size());
    for (std::size_t i = 0; i < program.regions.size(); i++) {
        const auto& countries = program.regions[i].countries;
        if (std::find(countries.begin(), countries.end(), code) != countries.end()) {
            return static_cast<KeyIndex>(i);
        }
    }
    return no_key;
}

std::vector<CountryMeasure> country_measures(
    const Facts& facts, Period period, const Program& program
) {
    std::map<CountryCode, CountryMeasure> measures;
    std::map<CountryCode, FactSum> won;
    for (const PartnerFact& partner : facts.partners) {
        if (!is_active(partner)) continue;
        each_country(partner, [&measures](CountryCode country) { measures[country].partners++; });
    }
    for (const DealFact& deal : facts.deals) {
        if (!adds_to_totals(deal, period) || deal.country == CountryCode{}) continue;
        measures[deal.country].deals++;
        won[deal.country].add(deal.value);
    }
    std::vector<CountryMeasure> all;
    for (auto& [country, measure] : measures) {
        measure.country = country;
        measure.region = region_of(program, country);
        measure.won = narrowed(won[country].minor);
        measure.conversion = won[country].conversion;
        all.push_back(measure);
    }
    return all;
}

static void count_partners(
    std::vector<RegionMeasure>& measures, const Facts& facts, const Program& program
) {
    std::set<CountryCode> worked;
    for (const PartnerFact& partner : facts.partners) {
        if (!is_active(partner)) continue;
        if (partner.region < program.regions.size()) measures[partner.region].partners++;
        each_country(partner, [&worked](CountryCode country) { worked.insert(country); });
    }
    for (const CountryCode country : worked) {
        const KeyIndex region = region_of(program, country);
        if (region != no_key) measures[region].countries++;
    }
}

static void note_plans(std::vector<RegionMeasure>& measures, const Program& program) {
    for (RegionMeasure& measure : measures) {
        if (measure.region == no_key) continue;
        for (const RegionPlan& plan : program.plan.regions) {
            if (plan.region != program.regions[measure.region].key) continue;
            measure.target = plan.revenue_share;
            measure.investment = plan.investment;
        }
    }
}

std::vector<RegionMeasure> region_measures(
    const Facts& facts, Period period, const Program& program, const std::vector<Invested>& invested
) {
    const std::size_t count = program.regions.size();
    std::vector<RegionMeasure> measures(count + 1);  // The last is the world outside.
    for (std::size_t i = 0; i < count; i++) measures[i].region = static_cast<KeyIndex>(i);
    std::vector<FactSum> won(count + 1), given(count + 1);
    WideCount all = 0;
    for (const DealFact& deal : facts.deals) {
        if (!adds_to_totals(deal, period)) continue;
        const std::size_t region = std::min<std::size_t>(deal.region, count);
        measures[region].deals++;
        won[region].add(deal.value);
    }
    for (const FactSum& sum : won) all += sum.minor;
    for (const Invested& row : invested) {
        const std::size_t region = facts.partners[row.partner].region;
        given[std::min(region, count)].add(row.amount);
    }
    count_partners(measures, facts, program);
    note_plans(measures, program);
    for (std::size_t i = 0; i <= count; i++) {
        measures[i].won = narrowed(won[i].minor);
        measures[i].conversion = won[i].conversion;
        measures[i].share_hundredths = ratio(measures[i].won, all, 10'000);
        measures[i].invested = narrowed(given[i].minor);
        measures[i].invested_conversion = given[i].conversion;
    }
    if (measures.back().deals == 0 && measures.back().invested == 0) measures.pop_back();
    return measures;
}

Formula region_formula() {
    return {.key = "region.formula.share", .numbers = {}};
}

template <typename Counts>
static std::int64_t countries_of(const Facts& facts, Counts counts) {
    std::set<CountryCode> countries;
    for (const PartnerFact& partner : facts.partners) {
        if (!counts(partner)) continue;
        each_country(partner, [&countries](CountryCode country) { countries.insert(country); });
    }
    return static_cast<std::int64_t>(countries.size());
}

std::int64_t countries_present(const Facts& facts) {
    return countries_of(facts, is_active);
}

std::int64_t worldwide_partners(const Facts& facts) {
    return std::count_if(
        facts.partners.begin(),
        facts.partners.end(),
        [](const PartnerFact& partner) { return is_active(partner) && partner.worldwide; }
    );
}

// ---- The launch ---------------------------------------------------------------------------------

template <typename Counts>
static std::int64_t partners_of(const Facts& facts, Tier tier, Counts counts) {
    return std::count_if(
        facts.partners.begin(),
        facts.partners.end(),
        [&](const PartnerFact& partner) { return partner.tier == tier && counts(partner); }
    );
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
    if (key == "alliances_signed") {
        return partners_of(facts, Tier::tier_1, [&facts](const PartnerFact& partner) {
            return partner.agreement_on != Date{} && partner.agreement_on <= facts.today;
        });
    }
    if (key == "regional_partners") return partners_of(facts, Tier::tier_2, was_active);
    if (key == "technology_partners") return partners_of(facts, Tier::tier_3, was_active);
    if (key == "countries_present") return countries_of(facts, was_active);
    if (key == "training_launched") return static_cast<std::int64_t>(facts.certificates.size());
    if (key == "joint_campaigns") return marketing_rows(facts, program, "campaign");
    if (key == "case_studies") return marketing_rows(facts, program, "case_study");
    if (key == "enablement_materials") return facts.resources;
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

static void add_won(FactSum& sum, const Facts& facts, const PartnerFact& partner, Period period) {
    for (const DealFact& deal : rows_of(facts.deals, partner.deals)) {
        if (was_won(deal, period)) sum.add(deal.value);
    }
}

static const PartnerFact* partner_of(const Facts& facts, const SuccessTarget& target) {
    for (const PartnerFact& partner : facts.partners) {
        if (speaks_of(target, partner.name, partner.domains)) return &partner;
    }
    return nullptr;
}

static void measure_amount(
    TargetMeasure& measure, const SuccessTarget& target, const Facts& facts, const Program& program
) {
    measure.period =
        target.year > 0 ? program_year(program, target.year) : trailing_year(facts.today + Days{1});
    measure.target_hundredths = target.amount.minor;
    FactSum won;
    if (!target.partner.empty()) {
        const PartnerFact* partner = partner_of(facts, target);
        // A year that has not begun has no value, which is not the same as nothing.
        if (partner == nullptr || facts.today < measure.period.from) return;
        add_won(won, facts, *partner, measure.period);
        measure.denominator = 1;
    } else {
        for (const PartnerFact& partner : facts.partners) {
            if (!is_active(partner) || partner.tier != Tier::tier_2) continue;
            add_won(won, facts, partner, measure.period);
            measure.denominator++;
        }
    }
    measure.numerator = narrowed(won.minor);
    measure.conversion = won.conversion;
    measure.hundredths = ratio(measure.numerator, measure.denominator, 1);
}

// The newest imported count of what the partner sold is what ours are among. Deals are counted,
// whatever their value and its currency.
static void measure_share(TargetMeasure& measure, const SuccessTarget& target, const Facts& facts) {
    measure.target_hundredths = target.share.basis_points;
    const CompanyFigure* newest = nullptr;
    for (const FigureFact& fact : facts.figures) {
        if (fact.figure.figure != target.key) continue;
        if (newest == nullptr || fact.figure.until > newest->until) newest = &fact.figure;
    }
    const PartnerFact* partner = partner_of(facts, target);
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
    FactSum won;
    for (const DealFact& deal : facts.deals) {
        if (adds_to_totals(deal, measure.period)) won.add(deal.value);
    }
    measure.numerator = narrowed(won.minor);
    measure.conversion = won.conversion;
    measure.denominator = 1;
    measure.hundredths = measure.numerator;
    measure.met = measure.numerator >= measure.target_hundredths;
    return measure;
}

std::vector<SolutionMeasure> solution_measures(const Facts& facts, const Program& program) {
    struct Sums {
        FactSum open, won;
    };
    const std::size_t count = program.plan.joint_solutions.size();
    std::vector<SolutionMeasure> measures(count);
    std::vector<Sums> sums(count);
    for (const DealFact& deal : facts.deals) {
        if (deal.solution >= count) continue;
        SolutionMeasure& measure = measures[deal.solution];
        measure.deals++;
        measure.live = measure.live || deal.approved_on != Date{};
        if (deal.secondary) continue;
        if (deal.won_on != Date{}) {
            sums[deal.solution].won.add(deal.value);
        } else if (deal.approved) {
            sums[deal.solution].open.add(deal.value);
        }
    }
    for (std::size_t i = 0; i < count; i++) {
        measures[i].solution = static_cast<KeyIndex>(i);
        measures[i].open_value = narrowed(sums[i].open.minor);
        measures[i].won_value = narrowed(sums[i].won.minor);
        measures[i].conversion = sums[i].open.conversion;
        measures[i].conversion.note(sums[i].won.conversion);
    }
    return measures;
}

}  // namespace entente
