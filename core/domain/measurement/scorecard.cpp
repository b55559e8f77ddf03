#include "core/domain/measurement/scorecard.h"

#include "core/domain/measurement/kpi_walks.h"
#include "core/domain/measurement/scorecard_acts.h"

namespace entente {

std::span<const std::string_view> names_of(ScoreTarget) {
    static constexpr std::array<std::string_view, 4> names{
        "keep_tier", "tier_requirement", "next_tier", "none"};
    return names;
}

static constexpr std::int32_t whole = 10'000;

Formula formula_of(const ScorecardPart& part, const Program& program) {
    constexpr std::int32_t percent = 100;
    const MeasurementRules& rules = program.measurement;
    Formula formula{.key = "scorecard.formula." + part.key, .numbers = {}};
    if (part.key == "competency") {
        const std::int32_t certificates = rules.certificates_share.basis_points;
        formula.numbers = {
            {"certificates", certificates / percent},
            {"lessons", (whole - certificates) / percent}};
    }
    if (part.key == "marketing") formula.numbers = {{"points", rules.marketing_points_max}};
    return formula;
}

static std::int32_t share(WideCount above, WideCount below) {
    const auto part = ratio(above, below, whole);
    return part ? static_cast<std::int32_t>(std::clamp<std::int64_t>(*part, 0, whole)) : 0;
}

static void score_revenue(ScoredPart& part, const ScoreBasis& basis) {
    const std::int64_t plan = basis.partner.revenue_plan.minor;
    part.evidence.push_back({"won", basis.won, plan});
    part.has_data = plan > 0;
    part.hundredths = share(basis.won, plan);
}

static void score_satisfaction(ScoredPart& part, const ScoreBasis& basis) {
    constexpr WideCount steps = 4;  // From 1 to 5.
    part.evidence.push_back({"answers", basis.answers_sum, basis.answers});
    part.has_data = basis.answers > 0;
    part.hundredths = share(basis.answers_sum - basis.answers, steps * basis.answers);
}

// Either of certificates and training counts alone where the other has nothing to divide by.
static void score_competency(ScoredPart& part, const ScoreBasis& basis) {
    for (const HeldLevel& level : basis.levels) {
        part.evidence.push_back({"certificates." + level.key, level.held, level.planned});
    }
    part.evidence.push_back({"lessons", basis.lessons_done, basis.lessons_total});
    part.has_data = basis.planned_people > 0 || basis.lessons_total > 0;
    const std::int32_t certificates = share(basis.held_people, basis.planned_people);
    const std::int32_t lessons = share(basis.lessons_done, basis.lessons_total);
    const CompetencyShares shares = competency_shares(basis);
    part.hundredths = share(
        static_cast<WideCount>(certificates) * shares.certificates +
            static_cast<WideCount>(lessons) * shares.training,
        static_cast<WideCount>(whole) * whole
    );
}

static void score_marketing(ScoredPart& part, const ScoreBasis& basis) {
    for (std::size_t i = 0; i < basis.rules.acts.size(); i++) {
        const ScorecardAct& act = basis.rules.acts[i];
        if (act.part != part.key) continue;
        part.evidence.push_back({act.key, basis.times[i], basis.times[i] * act.points});
    }
    part.has_data = true;
    part.hundredths = share(basis.marketing_points, basis.rules.marketing_points_max);
}

static ScoredPart scored(const ScorecardPart& rule, const ScoreBasis& basis) {
    ScoredPart part{.key = rule.key, .weight = rule.weight};
    if (rule.key == "revenue") score_revenue(part, basis);
    if (rule.key == "satisfaction") score_satisfaction(part, basis);
    if (rule.key == "competency") score_competency(part, basis);
    if (rule.key == "marketing") score_marketing(part, basis);
    constexpr std::int32_t percent = 100;
    part.contribution = static_cast<std::int32_t>(*ratio(part.hundredths, percent, part.weight));
    return part;
}

struct Target {
    ScoreTarget target = ScoreTarget::none;
    std::int32_t wanted = 0;
};

// The lowest thing that is not reached yet.
static Target next_target(const Scorecard& card, Tier tier, const Program& program) {
    constexpr std::int32_t hundredths = 100;
    if (!card.keeps_tier) {
        return {ScoreTarget::keep_tier, program.scorecard_keep_total * hundredths};
    }
    const auto asked = [&program](Tier of) {
        return rule_of(program, of).requirement.scorecard_total * hundredths;
    };
    if (card.total < asked(tier)) return {ScoreTarget::tier_requirement, asked(tier)};
    if (tier == Tier::tier_1) return {};
    const auto above = static_cast<Tier>(static_cast<int>(tier) - 1);
    if (card.total < asked(above)) return {ScoreTarget::next_tier, asked(above)};
    return {};
}

Scorecard scorecard_of(PartnerIndex partner, const Facts& facts, const Program& program, Date on) {
    check(partner < facts.partners.size());
    const ScoreBasis basis = score_basis(facts.partners[partner], facts, program, on);
    Scorecard card;
    for (const ScorecardPart& rule : program.scorecard) {
        card.parts.push_back(scored(rule, basis));
        card.total += card.parts.back().contribution;
        if (card.parts.back().hundredths == 0) card.zero_parts.push_back(rule.key);
    }
    card.conversion = basis.conversion;
    card.conversion.note(basis.partner.revenue_plan);
    constexpr std::int32_t hundredths = 100;
    card.keeps_tier =
        card.total >= program.scorecard_keep_total * hundredths && card.zero_parts.empty();
    const Target target = next_target(card, facts.partners[partner].tier, program);
    card.target = target.target;
    card.wanted = target.wanted;
    card.missing = std::max(0, card.wanted - card.total);
    if (card.target != ScoreTarget::none) card.cheapest = cheapest_step(card, basis, program);
    return card;
}

std::vector<Scorecard> scorecards(const Facts& facts, const Program& program, Date on) {
    std::vector<Scorecard> cards;
    cards.reserve(facts.partners.size());
    for (std::size_t i = 0; i < facts.partners.size(); i++) {
        cards.push_back(scorecard_of(static_cast<PartnerIndex>(i), facts, program, on));
    }
    return cards;
}

std::vector<TierCheck> tier_checks(
    PartnerIndex partner, Tier tier, const Facts& facts, const Program& program, Date on
) {
    const Scorecard card = scorecard_of(partner, facts, program, on);  // Checks the place.
    const PartnerFact& fact = facts.partners[partner];
    const TierRequirement& asked = rule_of(program, tier).requirement;
    std::vector<TierCheck> checks;
    const auto add = [&checks](std::string key, std::int64_t have, std::int64_t wanted) {
        checks.push_back({std::move(key), have, wanted, have >= wanted});
    };
    const Certificates certificates = certificates_of(facts, fact);
    for (const CertificatePlan& plan : asked.certificates) {
        const std::int32_t held = people_holding(program, plan.level, certificates, on);
        add("certificates." + plan.level, held, plan.people);
    }
    if (asked.won_in_four_quarters.minor > 0) {
        const ScoreBasis basis = score_basis(fact, facts, program, on);
        add("won", basis.won, asked.won_in_four_quarters.minor);
        checks.back().conversion = basis.conversion;
    }
    if (asked.scorecard_total > 0)
        add("scorecard", card.total, std::int64_t{asked.scorecard_total} * 100);
    if (asked.live_joint_solution) {
        add("live_joint_solution", fact.has_live_solution ? 1 : 0, 1);
    }
    return checks;
}

}  // namespace entente
