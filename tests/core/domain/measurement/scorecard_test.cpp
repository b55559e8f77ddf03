#include "core/domain/measurement/scorecard.h"

#include "core/domain/measurement/scorecard_acts.h"
#include "tests/support/deal_world.h"
#include "tests/support/measured_world.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date today = 2026y / std::chrono::November / 23;

static const Program& program() {
    return shipped_program().program;
}

static void plan_partner(Partner& partner) {
    partner.revenue_plan = in_dollars(1'000'000);
    partner.certificate_plan = {{"professional", 4}, {"expert", 1}};
}

// 720,000 of 1,000,000; answers of 4.6 on average; 3 of 5 certificates, 40 of 50 lessons;
// a campaign, a case study and a claim.
static Facts usual_facts() {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", plan_partner);
    world.won(one, 720'000, today);
    world.won(one, 500'000, months_after(today + Days{1}, -12) - Days{1});  // A year ago.
    for (const std::int32_t score : {5, 5, 5, 4, 4}) world.answer(one, today, score);
    world.answer(one, today - Days{400}, 1);
    for (const char* person : {"a", "b", "c"}) {
        world.certificate(one, person, "professional", today - Days{30});
    }
    world.lessons(one, 40, 50);
    world.marketing(one, today, "campaign");
    world.marketing(one, today - Days{200}, "case_study");
    world.marketing(one, today - Days{20}, "claim_in_time");
    world.marketing(one, today - Days{400}, "joint_event");
    return world.facts();
}

TEST_CASE("scorecard: four parts by their formulas and weights, each with its evidence") {
    const Facts facts = usual_facts();
    const Scorecard card = scorecard_of(0, facts, program(), today);
    struct Row {
        const char* key;
        std::int32_t weight, hundredths, contribution;
    };
    const Row rows[] = {
        {"revenue", 40, 72'00, 28'80},
        {"satisfaction", 25, 90'00, 22'50},  // (4.6 - 1) / 4
        {"competency", 20, 66'00, 13'20},    // 0.7 x 3/5 + 0.3 x 40/50
        {"marketing", 15, 55'00, 8'25}};     // 20 + 25 + 10
    REQUIRE(card.parts.size() == std::size(rows));
    for (std::size_t i = 0; i < std::size(rows); i++) {
        CAPTURE(rows[i].key);
        CHECK(card.parts[i].key == rows[i].key);
        CHECK(card.parts[i].weight == rows[i].weight);
        CHECK(card.parts[i].hundredths == rows[i].hundredths);
        CHECK(card.parts[i].contribution == rows[i].contribution);
        CHECK(card.parts[i].has_data);
    }
    CHECK(card.total == 72'75);
    CHECK(card.keeps_tier);
    const auto evidence = [&card](std::size_t part, std::string_view key) {
        for (const PartEvidence& each : card.parts[part].evidence) {
            if (each.key == key) return each;
        }
        FAIL("no evidence " << key);
        return PartEvidence{};
    };
    CHECK(evidence(0, "won").have == 720'000'00);
    CHECK(evidence(0, "won").of == 1'000'000'00);
    CHECK(evidence(1, "answers").have == 23);
    CHECK(evidence(1, "answers").of == 5);
    CHECK(evidence(2, "certificates.professional").have == 3);
    CHECK(evidence(2, "certificates.professional").of == 4);
    CHECK(evidence(2, "lessons").have == 40);
    CHECK(evidence(3, "case_study").of == 25);
    CHECK(evidence(3, "joint_event").have == 0);
}

TEST_CASE("scorecard: parts are capped, and what has no data says so") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", plan_partner);
    world.won(one, 2'000'000, today);
    for (int i = 0; i < 9; i++) world.marketing(one, today, "campaign");
    const PartnerId bare = world.partner("Bare");
    world.lessons(bare, 1, 2);
    const Facts facts = world.facts();
    const Scorecard card = scorecard_of(0, facts, program(), today);
    CHECK(card.parts[0].hundredths == 100'00);
    CHECK(card.parts[3].hundredths == 100'00);
    CHECK_FALSE(card.parts[1].has_data);
    CHECK(card.parts[1].hundredths == 0);
    CHECK(card.zero_parts == std::vector<std::string>{"satisfaction", "competency"});
    CHECK_FALSE(card.keeps_tier);
    const Scorecard unplanned = scorecard_of(1, facts, program(), today);
    CHECK_FALSE(unplanned.parts[0].has_data);
    // Without a plan of certificates the lessons count alone.
    CHECK(unplanned.parts[2].hundredths == 50'00);
    // A plan that nobody gave lacks no rate.
    CHECK(unplanned.conversion == Conversion{});
}

TEST_CASE("scorecard: the tier is kept from 70 points, and only without a part at zero") {
    struct Row {
        std::int64_t won;
        bool marketing;
        bool kept;
        std::vector<std::string> zero;
    };
    // Satisfaction 25, competency 20; marketing 1.50: the revenue part decides.
    const Row rows[] = {
        {587'500, true, true, {}},  // 23.50
        {587'000, true, false, {}},
        {1'000'000, false, false, {"marketing"}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.won, row.marketing);
        MeasuredWorld world(today);
        const PartnerId one = world.partner("One", [](Partner& p) {
            p.revenue_plan = in_dollars(1'000'000);
            p.certificate_plan = {{"foundation", 1}};
        });
        world.won(one, row.won, today);
        world.answer(one, today, 5);
        world.certificate(one, "a", "foundation", today);
        if (row.marketing) world.marketing(one, today, "claim_in_time");
        const Scorecard card = scorecard_of(0, world.facts(), program(), today);
        CHECK(card.keeps_tier == row.kept);
        CHECK(card.zero_parts == row.zero);
    }
}

TEST_CASE("scorecard: the next thing to reach, from keeping the tier to the next one") {
    const auto target_of = [](Tier tier, std::int64_t won) {
        MeasuredWorld world(today);
        static Tier asked;
        asked = tier;
        const PartnerId one = world.partner("One", [](Partner& p) {
            plan_partner(p);
            p.tier = asked;
        });
        world.won(one, won, today);
        world.answer(one, today, 5);
        world.lessons(one, 9, 10);
        for (const char* person : {"a", "b", "c", "d"}) {
            world.certificate(one, person, "professional", today);
        }
        world.certificate(one, "a", "expert", today);
        world.marketing(one, today, "campaign");
        const Scorecard card = scorecard_of(0, world.facts(), program(), today);
        return std::pair{card.target, card.wanted};
    };
    // 25 + 19.4 + 3 beside the revenue part.
    CHECK(target_of(Tier::tier_2, 400'000) == std::pair{ScoreTarget::keep_tier, 70'00});
    CHECK(target_of(Tier::tier_2, 700'000) == std::pair{ScoreTarget::next_tier, 80'00});
    CHECK(target_of(Tier::tier_1, 700'000) == std::pair{ScoreTarget::tier_requirement, 80'00});
    CHECK(target_of(Tier::tier_1, 900'000) == std::pair{ScoreTarget::none, 0});
    CHECK(target_of(Tier::tier_3, 700'000) == std::pair{ScoreTarget::none, 0});
}

TEST_CASE("scorecard: the cheapest act that is enough is named") {
    const Facts facts = usual_facts();
    const Scorecard card = scorecard_of(0, facts, program(), today);
    CHECK(card.target == ScoreTarget::next_tier);
    CHECK(card.missing == 7'25);
    REQUIRE(card.cheapest.has_value());
    // A point of the total by revenue costs 20 hours; no other act brings 7.25 points by itself:
    // marketing has 6.75 left, competency 6.80.
    CHECK(card.cheapest->act == "win");
    CHECK(card.cheapest->suffices);
    CHECK(card.cheapest->amount == 190'000'00);  // 19 steps of 10,000; 18.125 would do.
    CHECK(card.cheapest->gain >= card.missing);
}

TEST_CASE("scorecard: an act that brings just what is missing is enough") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", [](Partner& p) {
        p.revenue_plan = in_dollars(1'000'000);
        p.certificate_plan = {{"foundation", 1}};
    });
    world.won(one, 550'000, today);  // 22, with 25, 20 and 1.50 beside it.
    world.answer(one, today, 5);
    world.certificate(one, "a", "foundation", today);
    world.marketing(one, today, "claim_in_time");
    const Scorecard card = scorecard_of(0, world.facts(), program(), today);
    CHECK(card.target == ScoreTarget::keep_tier);
    CHECK(card.missing == 1'50);
    REQUIRE(card.cheapest.has_value());
    CHECK(card.cheapest->act == "claim_in_time");
    CHECK(card.cheapest->times == 1);
    CHECK(card.cheapest->gain == 1'50);
    CHECK(card.cheapest->suffices);
}

TEST_CASE("scorecard: a certificate is named with its level and the hours of its training") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", plan_partner);
    world.won(one, 1'000'000, today);
    world.answer(one, today, 5);
    world.marketing(one, today, "claim_in_time");
    const Scorecard card = scorecard_of(0, world.facts(), program(), today);
    CHECK(card.zero_parts == std::vector<std::string>{"competency"});
    CHECK(card.missing == 3'50);
    REQUIRE(card.cheapest.has_value());
    CHECK(card.cheapest->act == "certificate");
    CHECK(card.cheapest->level == "professional");
    CHECK(card.cheapest->times == 1);
    CHECK(card.cheapest->gain == 4'00);        // One of five people, of 20 points.
    CHECK(card.cheapest->effort_hours == 40);  // Five days.
    CHECK(card.cheapest->suffices);
}

TEST_CASE("scorecard: a part at zero is lifted first") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", plan_partner);
    world.won(one, 1'000'000, today);
    world.answer(one, today, 5);
    for (const char* person : {"a", "b", "c", "d"}) {
        world.certificate(one, person, "professional", today);
    }
    const Scorecard card = scorecard_of(0, world.facts(), program(), today);
    CHECK(card.zero_parts == std::vector<std::string>{"marketing"});
    CHECK(card.total >= 70'00);
    CHECK(card.missing == 0);
    REQUIRE(card.cheapest.has_value());
    CHECK(card.cheapest->act == "claim_in_time");  // 4 hours.
    CHECK(card.cheapest->times == 1);
    CHECK(card.cheapest->suffices);
}

TEST_CASE("scorecard: of two parts at zero both are named, and no single act is enough") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", plan_partner);
    world.won(one, 1'000'000, today);
    for (const char* person : {"a", "b", "c", "d"}) {
        world.certificate(one, person, "professional", today);
    }
    world.certificate(one, "a", "expert", today);
    Scorecard card = scorecard_of(0, world.facts(), program(), today);
    CHECK(card.zero_parts == std::vector<std::string>{"satisfaction", "marketing"});
    CHECK_FALSE(card.keeps_tier);
    REQUIRE(card.cheapest.has_value());
    CHECK(card.cheapest->act == "answer");  // The most for its hour.
    CHECK_FALSE(card.cheapest->suffices);
    // With one of them lifted the other's act is enough.
    world.answer(one, today, 5);
    card = scorecard_of(0, world.facts(), program(), today);
    CHECK(card.zero_parts == std::vector<std::string>{"marketing"});
    REQUIRE(card.cheapest.has_value());
    CHECK(card.cheapest->suffices);
}

TEST_CASE("scorecard: it says by which rates, and that a plan without one counts for nothing") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", [](Partner& p) {
        p.revenue_plan = {1'000'000'00, {{'E', 'U', 'R'}}};
    });
    const PartnerId two = world.partner("Two", [](Partner& p) {
        p.revenue_plan = {100, {{'X', 'A', 'U'}}};
    });
    world.deal.currency = {{'E', 'U', 'R'}};
    world.won(one, 500'000, today);
    world.deal.currency = {{'X', 'A', 'U'}};
    world.won(two, 500'000, today);
    const Date rate_on = program().exchange_rates.back().on;
    const Facts facts = world.facts();
    const Scorecard first = scorecard_of(0, facts, program(), today);
    CHECK(first.parts[0].hundredths == 50'00);
    CHECK(first.conversion == Conversion{rate_on, 0});
    const Scorecard second = scorecard_of(1, facts, program(), today);
    CHECK_FALSE(second.parts[0].has_data);
    CHECK(second.conversion == Conversion{{}, 2});
    const auto checks = tier_checks(0, Tier::tier_2, facts, program(), today);
    CHECK(checks[1].key == "won");
    CHECK(checks[1].conversion == Conversion{rate_on, 0});
    CHECK(checks[0].conversion == Conversion{});
}

TEST_CASE("scorecard: each part has its formula, with the program's numbers") {
    using Numbers = std::vector<std::pair<std::string, std::int64_t>>;
    Program other = program();
    other.measurement.certificates_share = Percent{60'00};
    other.measurement.marketing_points_max = 80;
    const Numbers numbers[] = {{}, {}, {{"certificates", 60}, {"lessons", 40}}, {{"points", 80}}};
    REQUIRE(other.scorecard.size() == std::size(numbers));
    for (std::size_t i = 0; i < std::size(numbers); i++) {
        const Formula formula = formula_of(other.scorecard[i], other);
        CHECK(formula.key == "scorecard.formula." + other.scorecard[i].key);
        CHECK(formula.numbers == numbers[i]);
    }
}

TEST_CASE("scorecard: what an act promises is what it brings") {
    const std::uint32_t seed = 77;
    INFO("seed " << seed);
    std::mt19937 chance(seed);
    int checked = 0;
    for (int round = 0; round < 300; round++) {
        const auto shape = static_cast<std::uint32_t>(chance());
        const auto build = [shape](const ScorecardStep* step) {
            std::mt19937 same(shape);
            MeasuredWorld world(today);
            const PartnerId one = world.partner("One", plan_partner);
            world.won(one, static_cast<std::int64_t>(same() % 900'000) + 1, today);
            for (std::uint32_t i = 0; i <= same() % 5; i++) {
                world.answer(one, today, static_cast<std::int32_t>(2 + same() % 4));
            }
            const char* people[] = {"a", "b", "c", "d"};
            for (std::uint32_t i = 0; i < same() % 4; i++) {
                world.certificate(one, people[i], "professional", today);
            }
            auto done = static_cast<std::int32_t>(same() % 30);
            for (std::uint32_t i = 0; i <= same() % 3; i++)
                world.marketing(one, today, "joint_event");
            if (step != nullptr && step->act == "lesson") done += static_cast<int>(step->times);
            world.lessons(one, done, 40);
            if (step == nullptr) return world.facts();
            if (step->act == "win") world.won(one, step->amount / 100, today);
            for (std::int64_t i = 0; i < step->times; i++) {
                const std::string person = "new" + std::to_string(i);
                if (step->act == "certificate") {
                    world.certificate(one, person.c_str(), step->level.c_str(), today);
                }
                if (step->act != "win") world.marketing(one, today, step->act.c_str());
            }
            return world.facts();
        };
        const Scorecard before = scorecard_of(0, build(nullptr), program(), today);
        if (!before.cheapest) continue;
        const Scorecard after = scorecard_of(0, build(&*before.cheapest), program(), today);
        CAPTURE(round, before.cheapest->act, before.cheapest->times, before.total, after.total);
        // Each part and its contribution are rounded: a hundredth or two may be between.
        REQUIRE(after.total - before.total >= before.cheapest->gain - 2);
        if (before.cheapest->suffices) REQUIRE(after.total >= before.wanted - 2);
        checked++;
    }
    CHECK(checked > 150);
}

TEST_CASE("scorecard: what a tier asks, and what is there") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", plan_partner);
    world.won(one, 1'000'000, today);
    for (const char* person : {"a", "b"}) world.certificate(one, person, "professional", today);
    Facts facts = world.facts();
    facts.partners[0].has_live_solution = true;
    const auto find = [](const std::vector<TierCheck>& checks, std::string_view key) {
        for (const TierCheck& check : checks) {
            if (check.key == key) return check;
        }
        FAIL("nothing asked about " << key);
        return TierCheck{};
    };
    const auto second = tier_checks(0, Tier::tier_2, facts, program(), today);
    CHECK(find(second, "won").met);
    CHECK(find(second, "certificates.professional").have == 2);
    CHECK(find(second, "certificates.professional").asked == 5);
    CHECK_FALSE(find(second, "certificates.professional").met);
    CHECK_FALSE(find(second, "scorecard").met);
    const auto third = tier_checks(0, Tier::tier_3, facts, program(), today);
    CHECK(find(third, "certificates.professional").met);
    CHECK(find(third, "live_joint_solution").met);
    const auto first = tier_checks(0, Tier::tier_1, facts, program(), today);
    CHECK(first.size() == 4);
    CHECK_FALSE(find(first, "won").met);
    const auto emerging = tier_checks(0, Tier::emerging, facts, program(), today);
    REQUIRE(emerging.size() == 1);
    CHECK(emerging[0].key == "certificates.foundation");
}

TEST_CASE("scorecard: an act is named no more often than it can still be done") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", plan_partner);
    world.won(one, 900'000, today);
    world.lessons(one, 1, 2);
    const Facts facts = world.facts();
    Scorecard card = scorecard_of(0, facts, program(), today);
    // More than any act brings, and asked of the revenue alone.
    card.missing = 100'00;
    card.zero_parts = {"revenue"};
    const ScoreBasis basis = score_basis(facts.partners[0], facts, program(), today);
    const auto step = cheapest_step(card, basis, program());
    REQUIRE(step.has_value());
    CHECK(step->act == "win");
    CHECK(step->times == 10);  // Of 10,000 each: all that the plan still has.
    CHECK(step->amount == 100'000'00);
    CHECK(step->gain == 4'00);
    CHECK_FALSE(step->suffices);
}
