#include "core/domain/commands/imports.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;
using namespace entente::test;

static ProblemCode problem_of(Result<Changes> changes) {
    REQUIRE_FALSE(changes.ok());
    return changes.problem().code;
}

TEST_CASE("milestone: somebody's word for what no record shows, and no other") {
    DealWorld world;
    Actor director = world.manager;
    director.permissions = permissions_of(world.program, "program_admin");
    const Date day = date_of(world.now);
    const auto tell = [&](const char* key, MilestoneId id) {
        return world.decide(director, TellMilestone{id, key, day, "Hired six"});
    };
    const auto told = tell("management_team", milestone_id("management_team"));
    REQUIRE(told.ok());
    const auto& puts = told.value().puts;
    REQUIRE(puts.size() == 2);
    CHECK(body_of<MilestoneWord>(puts[1]).person == director.person);
    const auto& line = body_of<HistoryLine>(puts[0]);
    CHECK(line.event == "milestone_told");
    CHECK(line.rule == "management_team");
    CHECK(line.to == text_from_date(day));
    CHECK(line.text == "Hired six");
    CHECK(scope_of(puts[0]) == "staff");
    CHECK(
        problem_of(tell("alliances_signed", milestone_id("alliances_signed"))) ==
        ProblemCode::value_must_be_one_of_the_choices
    );
    CHECK(problem_of(tell("none", milestone_id("none"))) == ProblemCode::reference_must_exist);
    CHECK(
        problem_of(tell("management_team", milestone_id("other"))) ==
        ProblemCode::reference_must_exist
    );
}

TEST_CASE("milestone: what is told again takes the place of what was told") {
    DealWorld world;
    const MilestoneId id = milestone_id("management_team");
    const Date day = date_of(world.now);
    world.act(world.admin, TellMilestone{id, "management_team", day, "Hired six"});
    world.act(world.admin, TellMilestone{id, "management_team", day - Days{1}, "Hired seven"});
    const Record* record = world.records.find({Kind::milestone, id.bytes});
    REQUIRE(record != nullptr);
    CHECK(record->version == 2);
    CHECK(body_of<MilestoneWord>(*record).done_on == day - Days{1});
    CHECK(body_of<MilestoneWord>(*record).text == "Hired seven");
    std::set<std::string> told;
    for (const Record* line : world.records.under(index_key("history_of", id.bytes))) {
        const auto& body = body_of<HistoryLine>(*line);
        told.insert(body.from + " > " + body.to);
    }
    const std::string first = text_from_date(day);
    CHECK(
        told == std::set<std::string>{" > " + first, first + " > " + text_from_date(day - Days{1})}
    );
}

TEST_CASE("milestone: done is said of a day that has come, in a text of some length") {
    DealWorld world;
    const Date day = date_of(world.now);
    struct Row {
        const char* why;
        Date on;
        std::string text;
        std::optional<Problem> problem;
    };
    const Row rows[] = {
        {"no day", {}, "Hired six", Problem{ProblemCode::date_must_be_valid, "done_on", {}}},
        {"tomorrow",
         day + Days{1},
         "Hired six",
         Problem{ProblemCode::date_must_not_be_in_the_future, "done_on", text_from_date(day)}},
        {"today", day, "Hired six", std::nullopt},
        {"nothing said", day, "", std::nullopt},
        {"4,000 characters", day, std::string(4'000, 'x'), std::nullopt},
        {"one more",
         day,
         std::string(4'001, 'x'),
         Problem{ProblemCode::text_must_be_short_enough, "text", "4000"}}};
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const MilestoneId id = milestone_id("portal_and_crm");
        const auto told =
            world.decide(world.admin, TellMilestone{id, "portal_and_crm", row.on, row.text});
        REQUIRE(told.ok() == !row.problem.has_value());
        if (row.problem) CHECK(told.problem() == *row.problem);
    }
}
