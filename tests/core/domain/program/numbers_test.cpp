#include "core/base/format/json.h"
#include "core/domain/program/seed.h"
#include "core/domain/project.h"
#include "tests/support/deal_world.h"

#include <algorithm>
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
    {"an unlock below every band",
     [](Program& p) { p.models[0].categories[1].unlocks[0].rate = {19'99}; },
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
    {"a band's threshold in another currency",
     [](Program& p) {
         p.models[2].categories[3].bands[1].threshold = {1, {{'E', 'U', 'R'}}};
     },
     ProblemCode::currencies_must_match,
     "models[2].categories[3].bands[1].threshold.currency"},
    {"a band's threshold of nothing",
     [](Program& p) {
         p.models[2].categories[3].bands[0].threshold = {0, usd};
     },
     ProblemCode::value_must_be_in_range,
     "models[2].categories[3].bands[0].threshold.amount_minor"},
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
     [](Program& p) { p.exchange_rates[3].per_euro_millionths = per_euro_millionths_max + 1; },
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
    {"a band that ends the day before it begins, the first too",
     [](Program& p) {
         auto& bands = p.models[0].categories[1].bands;
         bands.erase(bands.begin());
         bands[0].effective_until = bands[0].effective_from - Days{1};
     },
     ProblemCode::rule_dates_must_not_overlap,
     "models[0].categories[1].bands[0].effective_until"},
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
    {"a share of the revenue beyond the whole",
     [](Program& p) { p.plan.revenue_share = {100'01}; },
     ProblemCode::percent_must_be_0_to_100,
     "plan.revenue_share"},
    {"a revenue in yen",
     [](Program& p) { p.plan.revenue_amount.currency = yen; },
     ProblemCode::currencies_must_match,
     "plan.revenue_amount.currency"},
    {"an investment in yen",
     [](Program& p) { p.plan.regions[2].investment.currency = yen; },
     ProblemCode::currencies_must_match,
     "plan.regions[2].investment.currency"},
    {"an investment that takes money away",
     [](Program& p) { p.plan.regions[2].investment.minor = -1; },
     ProblemCode::value_must_be_in_range,
     "plan.regions[2].investment.amount_minor"},
    {"a target in yen",
     [](Program& p) { p.plan.success_targets[0].amount.currency = yen; },
     ProblemCode::currencies_must_match,
     "plan.success_targets[0].amount.currency"},
    {"fewer partners than none",
     [](Program& p) { p.plan.counts[1].count = -1; },
     ProblemCode::value_must_be_in_range,
     "plan.counts[1].count"},
    {"more partners than can be counted",
     [](Program& p) { p.plan.counts[1].count = 1'000'001; },
     ProblemCode::value_must_be_in_range,
     "plan.counts[1].count"},
    {"a target of more than all",
     [](Program& p) { p.plan.success_targets[1].share = {100'01}; },
     ProblemCode::percent_must_be_0_to_100,
     "plan.success_targets[1].share"},
    {"less than never",
     [](Program& p) { p.stages[0].probability = {-1}; },
     ProblemCode::percent_must_be_0_to_100,
     "stages[0].probability"},
    {"a range of money that ends in yen",
     [](Program& p) { p.tiers[1].allocation_high.currency = yen; },
     ProblemCode::currencies_must_match,
     "tiers[1].allocation_high.currency"},
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
    {"a rule that decides alone on what two people must look at",
     [](Program& p) {
         p.review.auto_approvals[0].under = p.review.second_approver_over;
         p.review.auto_approvals[0].under.minor++;
     },
     ProblemCode::value_must_be_in_range,
     "review.auto_approvals[0].under.amount_minor"},
    {"evidence that speaks against its deal",
     [](Program& p) { p.review.evidence_kinds[1].weight = -1; },
     ProblemCode::value_must_be_in_range,
     "review.evidence_kinds[1].weight"},
    {"a moved stage that is evidence of nothing",
     [](Program& p) { p.review.evidence_kinds[3].key = "stage_stood_still"; },
     ProblemCode::field_must_be_given,
     "review.evidence_kinds"},
    {"no reason to reject for",
     [](Program& p) { p.reject_reasons.clear(); },
     ProblemCode::field_must_be_given,
     "reject_reasons"},
    {"no reason to lose for",
     [](Program& p) { p.loss_reasons.clear(); },
     ProblemCode::field_must_be_given,
     "loss_reasons"},
    {"no reason to revoke for",
     [](Program& p) { p.revoke_reasons.clear(); },
     ProblemCode::field_must_be_given,
     "revoke_reasons"},
    {"names compared otherwise than they are",
     [](Program& p) { p.review.name_likeness = {95'00}; },
     ProblemCode::value_must_be_in_range,
     "review.name_likeness"},
};

static const Unreliable unmeasured[] = {
    {"a part of the scorecard without a formula",
     [](Program& p) { p.scorecard[2].key = "friendliness"; },
     ProblemCode::reference_must_exist,
     "scorecard[2].key"},
    {"a part of the scorecard that is missing",
     [](Program& p) {
         p.scorecard[0].weight += p.scorecard.back().weight;
         p.scorecard.pop_back();
     },
     ProblemCode::field_must_be_given,
     "scorecard"},
    {"a KPI without a formula",
     [](Program& p) { p.plan.kpis[5].key = "friendliness"; },
     ProblemCode::reference_must_exist,
     "plan.kpis[5].key"},
    {"a KPI that is missing",
     [](Program& p) { p.plan.kpis.pop_back(); },
     ProblemCode::field_must_be_given,
     "plan.kpis"},
};

static const Unreliable unreliable_rights[] = {
    {"a partner's role with a right of the staff",
     [](Program& p) { p.roles[0].permissions.push_back(Permission::read_all_partners); },
     ProblemCode::value_must_be_one_of_the_choices,
     "roles[0].permissions"},
    {"a role with what only certificates open",
     [](Program& p) { p.roles[1].permissions.push_back(Permission::enter_portal); },
     ProblemCode::value_must_be_one_of_the_choices,
     "roles[1].permissions"},
    {"a role of the staff with what only certificates open",
     [](Program& p) { p.roles[3].permissions.push_back(Permission::join_development); },
     ProblemCode::value_must_be_one_of_the_choices,
     "roles[3].permissions"},
    {"a level that grants a right of the staff",
     [](Program& p) { p.levels[2].grants.push_back(Permission::edit_rules); },
     ProblemCode::value_must_be_one_of_the_choices,
     "levels[2].grants"},
    {"a level that grants what a role decides",
     [](Program& p) { p.levels[0].grants.push_back(Permission::request_funds); },
     ProblemCode::value_must_be_one_of_the_choices,
     "levels[0].grants"},
    {"a portal that nobody enters",
     [](Program& p) {
         auto& grants = p.levels[0].grants;
         grants.erase(grants.begin());
     },
     ProblemCode::field_must_be_given,
     "levels"},
    {"no way to the first certificate",
     [](Program& p) {
         auto& before = p.service.before_portal;
         before.erase(std::find(before.begin(), before.end(), Permission::take_courses));
     },
     ProblemCode::field_must_be_given,
     "service.before_portal"},
    {"a portal that is open before it is opened",
     [](Program& p) { p.service.before_portal.push_back(Permission::enter_portal); },
     ProblemCode::value_must_be_one_of_the_choices,
     "service.before_portal"},
    {"a topic that nothing opens",
     [](Program& p) { p.service.ticket_topics[0].needs = Permission::read_margins; },
     ProblemCode::reference_must_exist,
     "service.ticket_topics[0].needs"},
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

TEST_CASE("program: after the last band no day needs a rate, also where it lasts one day") {
    Program program = shipped_program().program;
    RateBand& last = program.models[0].categories[1].bands.back();
    last.effective_until = last.effective_from;
    CHECK_FALSE(problem_of(program).has_value());
}

TEST_CASE("program: what a tier gives and asks lies in its range") {
    check_refused(unreliable_standings);
}

TEST_CASE("program: the review's numbers do not speak against each other") {
    check_refused(unreliable_reviews);
}

TEST_CASE("program: what is measured has a formula, and each formula is asked for") {
    check_refused(unmeasured);
}

TEST_CASE("program: each side has its own rights, and certificates open what nobody is given") {
    check_refused(unreliable_rights);
}

// A device shows a seller all that sellers see: a role with a part of it would be shown the rest.
TEST_CASE("program: the rights that are shown together a role has together") {
    for (const std::string_view key : {"seller", "admin"}) {
        for (const Permission right : rights_of_a_seller()) {
            CAPTURE(key, name_of(right));
            Program program = shipped_program().program;
            const Role* named = entry_with_key(program.roles, key);
            REQUIRE(named != nullptr);
            const auto index = static_cast<std::size_t>(named - program.roles.data());
            auto& rights = program.roles[index].permissions;
            rights.erase(std::find(rights.begin(), rights.end(), right));
            const auto problem = problem_of(program);
            REQUIRE(problem.has_value());
            CHECK(problem->code == ProblemCode::field_must_be_given);
            CHECK(problem->field == "roles[" + std::to_string(index) + "].permissions");
            CHECK(problem->limit == name_of(right));
        }
    }
    // One of them alone, or people to look after, is no whole either.
    for (const Permission right : {Permission::read_margins, Permission::edit_people}) {
        Program program = shipped_program().program;
        program.roles[0].permissions.push_back(right);
        CHECK(problem_of(program).has_value());
    }
}

struct Bounded {
    const char* field;
    std::int32_t& (*number)(Program&);
    std::int32_t most;
};

// A day that no calendar holds, a month that no certificate sees.
TEST_CASE("program: numbers of days, months and hours have an end") {
    const Bounded rows[] = {
        {"review.close_within_months",
         [](Program& p) -> std::int32_t& { return p.review.close_within_months; },
         120},
        {"review.objective_characters_min",
         [](Program& p) -> std::int32_t& { return p.review.objective_characters_min; },
         4'000},
        {"review.answer_business_days",
         [](Program& p) -> std::int32_t& { return p.review.answer_business_days; },
         3'650},
        {"review.sla_limit_hours",
         [](Program& p) -> std::int32_t& { return p.review.sla_limit_hours; },
         87'600},
        {"review.offline_hours_max",
         [](Program& p) -> std::int32_t& { return p.review.offline_hours_max; },
         87'600},
        {"review.appeal_business_days",
         [](Program& p) -> std::int32_t& { return p.review.appeal_business_days; },
         3'650},
        {"review.earning_holding_days",
         [](Program& p) -> std::int32_t& { return p.review.earning_holding_days; },
         3'650},
        {"review.lead_answer_business_days",
         [](Program& p) -> std::int32_t& { return p.review.lead_answer_business_days; },
         3'650},
        {"tiers[1].protection_days",
         [](Program& p) -> std::int32_t& { return p.tiers[1].protection_days; },
         3'650},
        {"levels[0].valid_months",
         [](Program& p) -> std::int32_t& { return p.levels[0].valid_months; },
         120},
        {"levels[1].attempt_gap_days",
         [](Program& p) -> std::int32_t& { return p.levels[1].attempt_gap_days; },
         3'650},
        {"levels[1].exam_questions",
         [](Program& p) -> std::int32_t& { return p.levels[1].exam_questions; },
         500},
        {"courses[0].lessons[0].minutes",
         [](Program& p) -> std::int32_t& { return p.courses[0].lessons[0].minutes; },
         1'440},
        {"measurement.engaged_days",
         [](Program& p) -> std::int32_t& { return p.measurement.engaged_days; },
         3'650},
        {"investment.claim_days",
         [](Program& p) -> std::int32_t& { return p.investment.claim_days; },
         3'650},
        {"support.resolve_hours",
         [](Program& p) -> std::int32_t& { return p.support.resolve_hours; },
         87'600},
        {"service.ticket_close_days",
         [](Program& p) -> std::int32_t& { return p.service.ticket_close_days; },
         3'650},
    };
    for (const Bounded& row : rows) {
        CAPTURE(row.field);
        Program program = shipped_program().program;
        row.number(program) = row.most;
        CHECK_FALSE(problem_of(program).has_value());
        row.number(program) = row.most + 1;
        const auto problem = problem_of(program);
        REQUIRE(problem.has_value());
        CHECK(problem->code == ProblemCode::value_must_be_in_range);
        CHECK(problem->field == row.field);
        CHECK(problem->limit.ends_with(".." + std::to_string(row.most)));
    }
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
