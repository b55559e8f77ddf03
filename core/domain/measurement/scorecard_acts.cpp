#include "core/domain/measurement/scorecard_acts.h"

#include "core/domain/measurement/kpi_walks.h"

namespace entente {

static constexpr std::int32_t whole_part = 10'000;

static void count_marketing(ScoreBasis& basis, const Facts& facts, Period year) {
    basis.times.resize(basis.rules.acts.size());
    for (const MarketingFact& row : rows_of(facts.marketing, basis.partner.marketing)) {
        if (!year.holds(row.on) || row.act >= basis.times.size()) continue;
        basis.times[row.act]++;
        basis.marketing_points += basis.rules.acts[row.act].points;
    }
}

ScoreBasis score_basis(
    const PartnerFact& partner, const Facts& facts, const Program& program, Date on
) {
    ScoreBasis basis{.partner = partner, .rules = program.measurement};
    const Period year = trailing_year(on + Days{1});
    FactSum won;
    for (const DealFact& deal : rows_of(facts.deals, partner.deals)) {
        if (was_won(deal, year)) won.add(deal.value);
    }
    basis.won = narrowed(won.minor);
    basis.conversion = won.conversion;
    for (const AnswerFact& answer : rows_of(facts.answers, partner.answers)) {
        if (!year.holds(answer.on)) continue;
        basis.answers++;
        basis.answers_sum += answer.score;
    }
    const Certificates certificates = certificates_of(facts, partner);
    for (const CertificatePlan& plan : partner.certificate_plan) {
        const std::int64_t held = people_holding(program, plan.level, certificates, on);
        const std::int64_t counted = std::min<std::int64_t>(held, plan.people);
        basis.levels.push_back({plan.level, counted, plan.people});
        basis.held_people += counted;
        basis.planned_people += plan.people;
    }
    for (const EnrollmentFact& enrollment : rows_of(facts.enrollments, partner.enrollments)) {
        basis.lessons_done += std::min(enrollment.lessons_done, enrollment.lessons_total);
        basis.lessons_total += enrollment.lessons_total;
    }
    count_marketing(basis, facts, year);
    return basis;
}

CompetencyShares competency_shares(const ScoreBasis& basis) {
    const bool certificates = basis.planned_people > 0;
    const bool training = basis.lessons_total > 0;
    if (certificates && training) {
        const std::int32_t share = basis.rules.certificates_share.basis_points;
        return {share, whole_part - share};
    }
    return {certificates ? whole_part : 0, training ? whole_part : 0};
}

// How a part rises with an act: each time by `gain`, in hundredths of the part, `times_max` times.
struct Slope {
    WideCount gain_above = 0;  // gain = gain_above / gain_below
    WideCount gain_below = 1;
    std::int64_t times_max = 0;
};

static std::int32_t weight_of(const Program& program, std::string_view part) {
    const ScorecardPart* rule = entry_with_key(program.scorecard, part);
    return rule == nullptr ? 0 : rule->weight;
}

static const ScoredPart* part_of(const Scorecard& card, std::string_view key) {
    return entry_with_key(card.parts, key);
}

// The total's gain, in hundredths of a point, from so many times of an act.
static std::int32_t gain_of(
    const Slope& slope, std::int64_t times, std::int32_t weight, std::int32_t room
) {
    const WideCount part_gain = slope.gain_above * times / slope.gain_below;
    const auto within_room = std::min<WideCount>(part_gain, room);
    return static_cast<std::int32_t>(within_room * weight / 100);
}

// The fewest times that bring `missing`; times_max when it never does.
static std::int64_t times_needed(
    const Slope& slope, std::int32_t missing, std::int32_t weight, std::int32_t room
) {
    // A gain that is only asked to be there at all needs one time.
    if (missing <= 0 || weight <= 0 || slope.gain_above <= 0) return 1;
    const WideCount wanted = (static_cast<WideCount>(missing) * 100 + weight - 1) / weight;
    const WideCount times = (wanted * slope.gain_below + slope.gain_above - 1) / slope.gain_above;
    const auto fits = std::min<WideCount>(times, slope.times_max);
    auto found = std::max<std::int64_t>(1, narrowed(fits));
    // Rounding down in between may cost one more.
    if (found < slope.times_max && gain_of(slope, found, weight, room) < missing) found++;
    return found;
}

// Every act that can still be done, with its slope.
struct Offer {
    ScorecardStep step;  // Without times, gain and effort.
    std::string part;
    Slope slope;
    std::int64_t effort_each = 0;
    std::int64_t amount_each = 0;
};

static void offer_win(
    std::vector<Offer>& offers, const ScorecardAct& act, const ScoreBasis& basis
) {
    const std::int64_t plan = basis.partner.revenue_plan.minor;
    const std::int64_t left = plan - basis.won;
    if (plan <= 0 || left <= 0 || act.amount.minor <= 0) return;
    Offer offer{.step = {.act = act.key, .level = {}}, .part = act.part};
    offer.slope = {
        static_cast<WideCount>(act.amount.minor) * whole_part,
        plan,
        (left + act.amount.minor - 1) / act.amount.minor};
    offer.effort_each = act.effort_hours;
    offer.amount_each = act.amount.minor;
    offers.push_back(std::move(offer));
}

static void offer_certificates(
    std::vector<Offer>& offers,
    const ScorecardAct& act,
    const ScoreBasis& basis,
    const Program& program
) {
    const CompetencyShares shares = competency_shares(basis);
    for (const HeldLevel& held : basis.levels) {
        const Level* level = entry_with_key(program.levels, held.key);
        if (level == nullptr || held.held >= held.planned) continue;
        Offer offer{.step = {.act = act.key, .level = held.key}, .part = act.part};
        offer.slope = {shares.certificates, basis.planned_people, held.planned - held.held};
        offer.effort_each = std::int64_t{level->training_days} * basis.rules.training_day_hours;
        offers.push_back(std::move(offer));
    }
}

static void offer_lessons(
    std::vector<Offer>& offers, const ScorecardAct& act, const ScoreBasis& basis
) {
    const std::int64_t left = basis.lessons_total - basis.lessons_done;
    if (left <= 0) return;
    Offer offer{.step = {.act = act.key, .level = {}}, .part = act.part};
    offer.slope = {competency_shares(basis).training, basis.lessons_total, left};
    offer.effort_each = act.effort_hours;
    offers.push_back(std::move(offer));
}

// A first answer; what it will say is the customer's, so only the middle of the scale is counted.
static void offer_answer(
    std::vector<Offer>& offers, const ScorecardAct& act, const ScoreBasis& basis
) {
    if (basis.answers > 0) return;
    Offer offer{.step = {.act = act.key, .level = {}}, .part = act.part};
    offer.slope = {whole_part / 2, 1, 1};
    offer.effort_each = act.effort_hours;
    offers.push_back(std::move(offer));
}

static void offer_marketing(
    std::vector<Offer>& offers, const ScorecardAct& act, const ScoreBasis& basis
) {
    const std::int64_t left = basis.rules.marketing_points_max - basis.marketing_points;
    if (act.points <= 0 || left <= 0) return;
    Offer offer{.step = {.act = act.key, .level = {}}, .part = act.part};
    offer.slope = {
        static_cast<WideCount>(act.points) * whole_part,
        basis.rules.marketing_points_max,
        (left + act.points - 1) / act.points};
    offer.effort_each = act.effort_hours;
    offers.push_back(std::move(offer));
}

static std::vector<Offer> offers_of(const ScoreBasis& basis, const Program& program) {
    std::vector<Offer> offers;
    for (const ScorecardAct& act : basis.rules.acts) {
        if (act.part == "revenue") offer_win(offers, act, basis);
        if (act.part == "satisfaction") offer_answer(offers, act, basis);
        if (act.part == "marketing") offer_marketing(offers, act, basis);
        if (act.key == "certificate") offer_certificates(offers, act, basis, program);
        if (act.key == "lesson") offer_lessons(offers, act, basis);
    }
    return offers;
}

// What the offer brings towards the card's target. None when it brings nothing there: while parts
// stand at zero, only what lifts one of them does, and of several no single act is enough.
static std::optional<ScorecardStep> step_of(
    const Offer& offer, const Scorecard& card, const Program& program
) {
    const std::vector<std::string>& zeros = card.zero_parts;
    const bool lifts_zero = std::find(zeros.begin(), zeros.end(), offer.part) != zeros.end();
    if (!zeros.empty() && !lifts_zero) return std::nullopt;
    const ScoredPart* part = part_of(card, offer.part);
    if (part == nullptr) return std::nullopt;
    const std::int32_t room = whole_part - part->hundredths;
    const std::int32_t weight = weight_of(program, offer.part);
    ScorecardStep step = offer.step;
    step.times = times_needed(offer.slope, card.missing, weight, room);
    step.gain = gain_of(offer.slope, step.times, weight, room);
    if (step.gain <= 0) return std::nullopt;
    step.effort_hours = step.times * offer.effort_each;
    step.amount = step.times * offer.amount_each;
    step.suffices = step.gain >= card.missing && zeros.size() <= 1;
    return step;
}

static bool is_cheaper(const ScorecardStep& left, const ScorecardStep& right) {
    if (left.suffices != right.suffices) return left.suffices;
    if (left.suffices) {
        if (left.effort_hours != right.effort_hours) return left.effort_hours < right.effort_hours;
        return left.gain > right.gain;
    }
    // Neither is enough: more for each hour, without dividing.
    const auto left_worth = static_cast<WideCount>(left.gain) * right.effort_hours;
    const auto right_worth = static_cast<WideCount>(right.gain) * left.effort_hours;
    return left_worth > right_worth;
}

std::optional<ScorecardStep> cheapest_step(
    const Scorecard& card, const ScoreBasis& basis, const Program& program
) {
    std::optional<ScorecardStep> cheapest;
    for (const Offer& offer : offers_of(basis, program)) {
        const auto step = step_of(offer, card, program);
        if (!step) continue;
        if (!cheapest || is_cheaper(*step, *cheapest)) cheapest = step;
    }
    return cheapest;
}

}  // namespace entente
