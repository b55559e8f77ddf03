#include "core/base/format/json.h"
#include "core/domain/program/seed.h"
#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using entente::test::shipped_program;

static constexpr Currency yen{{'J', 'P', 'Y'}};

struct Unreliable {
    const char* why;
    void (*spoil)(Program&);
    ProblemCode code;
    const char* field;
};

static const Unreliable unreliable_models[] = {
    {"a day without a rate between two bands",
     [](Program& p) { p.models[0].categories[1].bands[1].effective_from += Days{1}; },
     ProblemCode::rate_must_be_known_on_that_date,
     "models[0].categories[1].bands[0].effective_until"},
    {"an unlock outside every band",
     [](Program& p) { p.models[0].categories[1].unlocks[0].rate = {30'01}; },
     ProblemCode::rate_must_lie_in_its_band,
     "models[0].categories[1].unlocks[0].rate"},
    {"a category that covers nothing there is",
     [](Program& p) { p.models[2].categories[0].covers[1] = "consulting"; },
     ProblemCode::reference_must_exist,
     "models[2].categories[0].covers"},
    {"an incentive from nothing on",
     [](Program& p) { p.models[2].categories[3].threshold.minor = 0; },
     ProblemCode::value_must_be_in_range,
     "models[2].categories[3].threshold.amount_minor"},
    {"an incentive without a currency",
     [](Program& p) { p.models[2].categories[3].threshold = {}; },
     ProblemCode::currencies_must_match,
     "models[2].categories[3].threshold.currency"},
    {"two incentives of one year",
     [](Program& p) {
         CategoryRule second = p.models[2].categories[3];
         second.key = "another_incentive";
         p.models[2].categories.push_back(second);
     },
     ProblemCode::name_must_be_unique,
     "models[2].categories[4].kind"},
    {"a rate of nothing",
     [](Program& p) { p.exchange_rates[3].per_euro_millionths = 0; },
     ProblemCode::value_must_be_in_range,
     "exchange_rates[3].per_euro_millionths"},
    {"a rate that no amount survives",
     [](Program& p) { p.exchange_rates[3].per_euro_millionths = 1'000'000'000'000'001; },
     ProblemCode::value_must_be_in_range,
     "exchange_rates[3].per_euro_millionths"},
    {"two rates of one day",
     [](Program& p) {
         p.exchange_rates.push_back(p.exchange_rates[2]);
         p.exchange_rates.back().per_euro_millionths++;
         std::swap(p.exchange_rates.back(), p.exchange_rates[9]);
     },
     ProblemCode::name_must_be_unique,
     "exchange_rates[9].on"},
    {"rules that end before they begin",
     [](Program& p) { p.effective_until = p.effective_from - Days{1}; },
     ProblemCode::value_must_be_in_range,
     "effective_until"},
};

static const Unreliable unreliable_standings[] = {
    {"no protection",
     [](Program& p) { p.tiers[3].protection_days = 0; },
     ProblemCode::value_must_be_in_range,
     "tiers[3].protection_days"},
    {"no registration allowed",
     [](Program& p) { p.tiers[1].open_registrations = 0; },
     ProblemCode::value_must_be_in_range,
     "tiers[1].open_registrations"},
    {"an allocation in yen",
     [](Program& p) { p.tiers[1].allocation_low.currency = yen; },
     ProblemCode::currencies_must_match,
     "tiers[1].allocation_low.currency"},
    {"a range of money upside down",
     [](Program& p) { p.tiers[1].allocation_high.minor = p.tiers[1].allocation_low.minor - 1; },
     ProblemCode::band_must_not_be_empty,
     "tiers[1].allocation_high"},
    {"a certificate of nobody",
     [](Program& p) { p.tiers[0].requirement.certificates[1].people = 0; },
     ProblemCode::value_must_be_in_range,
     "tiers[0].requirement.certificates[1].people"},
    {"a scorecard beyond its whole",
     [](Program& p) { p.tiers[0].requirement.scorecard_total = 101; },
     ProblemCode::value_must_be_in_range,
     "tiers[0].requirement.scorecard_total"},
    {"a volume in yen",
     [](Program& p) { p.tiers[0].requirement.won_in_four_quarters.currency = yen; },
     ProblemCode::currencies_must_match,
     "tiers[0].requirement.won_in_four_quarters.currency"},
    {"more than certain",
     [](Program& p) { p.stages[4].probability = {100'01}; },
     ProblemCode::percent_must_be_0_to_100,
     "stages[4].probability"},
    {"a weight below nothing, though all come to 100",
     [](Program& p) {
         p.scorecard[0].weight += 20;
         p.scorecard[3].weight -= 20;
     },
     ProblemCode::value_must_be_in_range,
     "scorecard[3].weight"},
    {"a tier that nobody keeps",
     [](Program& p) { p.scorecard_keep_total = 101; },
     ProblemCode::value_must_be_in_range,
     "scorecard_keep_total"},
    {"a country of two regions",
     [](Program& p) { p.regions[1].countries.push_back("US"); },
     ProblemCode::name_must_be_unique,
     "regions[1].countries"},
    {"a region planned twice",
     [](Program& p) { p.plan.regions[2].region = p.plan.regions[0].region; },
     ProblemCode::name_must_be_unique,
     "plan.regions[2].region"},
    {"a share beyond the whole",
     [](Program& p) { p.plan.regions[1].revenue_share = {100'01}; },
     ProblemCode::percent_must_be_0_to_100,
     "plan.regions[1].revenue_share"},
    {"a phase that begins within the one before",
     [](Program& p) { p.plan.launch[1].month_first = p.plan.launch[0].month_last; },
     ProblemCode::value_must_be_in_range,
     "plan.launch[1].month_first"},
    {"a phase that ends before it begins",
     [](Program& p) { p.plan.launch[2].month_last = p.plan.launch[2].month_first - 1; },
     ProblemCode::value_must_be_in_range,
     "plan.launch[2].month_last"},
    {"a milestone of two phases",
     [](Program& p) { p.plan.launch[1].milestones[0].key = p.plan.launch[0].milestones[1].key; },
     ProblemCode::name_must_be_unique,
     "plan.launch[1].milestones[0].key"},
};

static const Unreliable unreliable_reviews[] = {
    {"no day to appeal on",
     [](Program& p) { p.review.appeal_business_days = 0; },
     ProblemCode::value_must_be_in_range,
     "review.appeal_business_days"},
    {"a limit before the target",
     [](Program& p) { p.review.sla_limit_hours = p.review.sla_target_hours - 1; },
     ProblemCode::value_must_be_in_range,
     "review.sla_limit_hours"},
    {"nobody hears of a missed target",
     [](Program& p) {
         p.review.sla_reminders = {50, 80};
     },
     ProblemCode::value_must_be_in_range,
     "review.sla_reminders"},
    {"a reminder before the review began",
     [](Program& p) {
         p.review.sla_reminders = {0, 50, 100};
     },
     ProblemCode::value_must_be_in_range,
     "review.sla_reminders"},
    {"a reminder after the end",
     [](Program& p) { p.review.protection_reminders[3] = -1; },
     ProblemCode::value_must_be_in_range,
     "review.protection_reminders"},
    {"an extension by nothing",
     [](Program& p) { p.review.extension_days = 0; },
     ProblemCode::value_must_be_in_range,
     "review.extension_days"},
    {"protection that lapses with its warning",
     [](Program& p) { p.review.inactive_lapse_days = 0; },
     ProblemCode::value_must_be_in_range,
     "review.inactive_lapse_days"},
    {"money that is owed before it is won",
     [](Program& p) { p.review.earning_holding_days = -1; },
     ProblemCode::value_must_be_in_range,
     "review.earning_holding_days"},
    {"a device online before it was",
     [](Program& p) { p.review.online_minutes = -1; },
     ProblemCode::value_must_be_in_range,
     "review.online_minutes"},
    {"a device online for longer than an offline claim is honored",
     [](Program& p) { p.review.online_minutes = p.review.offline_hours_max * 60 + 1; },
     ProblemCode::value_must_be_in_range,
     "review.online_minutes"},
    {"an extension for evidence that there is not",
     [](Program& p) { p.review.extension_evidence.push_back("horoscope"); },
     ProblemCode::reference_must_exist,
     "review.extension_evidence"},
    {"a second approver over yen",
     [](Program& p) { p.review.second_approver_over.currency = yen; },
     ProblemCode::currencies_must_match,
     "review.second_approver_over.currency"},
    {"an automatic approval under yen",
     [](Program& p) { p.review.auto_approvals[0].under.currency = yen; },
     ProblemCode::currencies_must_match,
     "review.auto_approvals[0].under.currency"},
    {"the second of a deal earns more than the first",
     [](Program& p) { p.review.secondary_share = {100'01}; },
     ProblemCode::percent_must_be_0_to_100,
     "review.secondary_share"},
    {"names compared otherwise than they are",
     [](Program& p) { p.review.name_likeness = {95'00}; },
     ProblemCode::value_must_be_in_range,
     "review.name_likeness"},
};

static void check_refused(std::span<const Unreliable> rows) {
    for (const Unreliable& row : rows) {
        CAPTURE(row.why);
        Program program = shipped_program().program;
        row.spoil(program);
        const auto problem = problem_of(program);
        REQUIRE(problem.has_value());
        CHECK(name_of(problem->code) == name_of(row.code));
        CHECK(problem->field == row.field);
    }
}

TEST_CASE("program: bands leave no day out, and one day has one rate") {
    check_refused(unreliable_models);
}

TEST_CASE("program: what a tier gives and asks lies in its range") {
    check_refused(unreliable_standings);
}

TEST_CASE("program: the review's numbers do not speak against each other") {
    check_refused(unreliable_reviews);
}

TEST_CASE("program: a tier may be kept with nothing, and with no less than everything") {
    for (const std::int32_t total : {0, 100}) {
        Program program = shipped_program().program;
        program.scorecard_keep_total = total;
        CHECK_FALSE(problem_of(program).has_value());
    }
}

TEST_CASE("program: a category may end for good, and another may begin later") {
    Program program = shipped_program().program;
    auto& bands = program.models[0].categories[1].bands;
    bands.back().effective_until = program.effective_from + Days{100};
    auto& later = program.models[0].categories[2].bands;
    later.erase(later.begin());
    CHECK_FALSE(problem_of(program).has_value());
}

TEST_CASE("program: the plan speaks of partners that are named") {
    struct Row {
        void (*spoil)(ProgramPlan&);
        const char* field;
    };
    const Row rows[] = {
        {[](ProgramPlan& plan) { plan.success_targets[2].partner = "Nobody"; },
         "program.plan.success_targets[2].partner"},
        {[](ProgramPlan& plan) { plan.joint_solutions[1].partner = ""; },
         "program.plan.joint_solutions[1].partner"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.field);
        LoadedProgram program = shipped_program();
        row.spoil(program.program.plan);
        const auto loaded = load_program(json_from(program));
        REQUIRE_FALSE(loaded.ok());
        CHECK(loaded.problem().code == ProblemCode::reference_must_exist);
        CHECK(loaded.problem().field == row.field);
    }
}
