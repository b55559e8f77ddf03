// The numbers behind measurement and investment: what a program may not say.
#include "core/domain/program/seed.h"
#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

struct UnsoundRules {
    const char* path;
    void (*change)(Program&);
    ProblemCode problem;
};

static const UnsoundRules unsound_rules[] = {
    {"measurement.acts[1].key",
     [](Program& p) { p.measurement.acts[1].key.clear(); },
     ProblemCode::field_must_be_given},
    {"measurement.acts[1].key",
     [](Program& p) { p.measurement.acts[1].key = "win"; },
     ProblemCode::name_must_be_unique},
    {"measurement.acts[0].part",
     [](Program& p) { p.measurement.acts[0].part = "luck"; },
     ProblemCode::reference_must_exist},
    {"measurement.acts[4].points",
     [](Program& p) { p.measurement.acts[4].points = -1; },
     ProblemCode::value_must_be_in_range},
    {"measurement.acts[4].effort_hours",
     [](Program& p) { p.measurement.acts[4].effort_hours = -1; },
     ProblemCode::value_must_be_in_range},
    {"measurement.certificates_share",
     [](Program& p) { p.measurement.certificates_share = Percent{10'001}; },
     ProblemCode::percent_must_be_0_to_100},
    {"measurement.marketing_points_max",
     [](Program& p) { p.measurement.marketing_points_max = 0; },
     ProblemCode::value_must_be_in_range},
    {"measurement.training_day_hours",
     [](Program& p) { p.measurement.training_day_hours = 0; },
     ProblemCode::value_must_be_in_range},
    {"measurement.engaged_days",
     [](Program& p) { p.measurement.engaged_days = 0; },
     ProblemCode::value_must_be_in_range},
    {"measurement.first_deal_joined_months",
     [](Program& p) { p.measurement.first_deal_joined_months = 0; },
     ProblemCode::value_must_be_in_range},
    {"investment.description_characters_min",
     [](Program& p) { p.investment.description_characters_min = 0; },
     ProblemCode::value_must_be_in_range},
    {"investment.claim_days",
     [](Program& p) { p.investment.claim_days = 0; },
     ProblemCode::value_must_be_in_range},
    {"investment.claim_answer_days",
     [](Program& p) { p.investment.claim_answer_days = 0; },
     ProblemCode::value_must_be_in_range},
    {"investment.outcome_months",
     [](Program& p) { p.investment.outcome_months = 0; },
     ProblemCode::value_must_be_in_range},
    {"investment.activity_days_max",
     [](Program& p) { p.investment.activity_days_max = 0; },
     ProblemCode::value_must_be_in_range},
    {"investment.claim_lapse_days",
     [](Program& p) { p.investment.claim_lapse_days = 0; },
     ProblemCode::value_must_be_in_range},
    {"investment.allocation_years_ahead",
     [](Program& p) { p.investment.allocation_years_ahead = 0; },
     ProblemCode::value_must_be_in_range},
    {"investment.allocation_years_back",
     [](Program& p) { p.investment.allocation_years_back = -1; },
     ProblemCode::value_must_be_in_range},
    {"investment.activities[1].key",
     [](Program& p) { p.investment.activities[1].key = p.investment.activities[0].key; },
     ProblemCode::name_must_be_unique},
    {"investment.activities[0].act",
     [](Program& p) { p.investment.activities[0].act = "party"; },
     ProblemCode::reference_must_exist},
};

TEST_CASE("program: measurement and investment are refused with the path of what is wrong") {
    for (const UnsoundRules& row : unsound_rules) {
        CAPTURE(row.path);
        Program program = shipped_program().program;
        row.change(program);
        const auto problem = problem_of(program);
        REQUIRE(problem.has_value());
        CHECK(problem->field == row.path);
        CHECK(problem->code == row.problem);
    }
}
