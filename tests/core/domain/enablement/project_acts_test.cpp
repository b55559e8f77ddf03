#include "core/domain/commands/learning.h"
#include "tests/support/commands/learning.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

TEST_CASE("project: one's own alone is handed in again, and for its level") {
    ProgramWorld world;
    const Actor& ana = world.member;
    const Actor& noor = world.colleague;
    for (const Actor* learner : {&ana, &noor}) {
        world.give_certificate(*learner, "professional", world.today());
        world.learn(*learner, "expert");
    }
    world.act(ana, project("x", "expert"));
    CHECK(world.refusal(noor, project("x", "expert")) == "record_must_be_yours project");
    world.act(world.manager, ReviewProject{project_named("x"), false, "Numbers."});
    CHECK(world.refusal(noor, project("x", "expert")) == "record_must_be_yours project");
    CHECK(world.refusal(ana, project("x", "expert")) == "accepted");
    world.change<Project>(Kind::project, project_named("x").bytes, [](Project& body) {
        body.level = "professional";
    });
    CHECK(world.refusal(ana, project("x", "expert")) == "record_must_be_yours project");
}

TEST_CASE("project: a colleague's device notes the review, and the server says what follows") {
    ProgramWorld world;
    const Actor& ana = world.member;
    world.give_certificate(ana, "professional", world.today());
    world.give_certificate(world.colleague, "expert", world.today());
    world.learn(ana, "expert");
    world.act(ana, project("x", "expert"));
    const ReviewProject review{project_named("x"), false, "Numbers."};
    ProgramWorld device = world;
    device.authority = false;
    device.records.remove({Kind::enrollment, enrollment_id(ana.person, "expert")});
    const Changes noted = device.act(world.colleague, review);
    CHECK(std::none_of(noted.puts.begin(), noted.puts.end(), [](const Record& record) {
        return record.kind() == Kind::project || record.kind() == Kind::enrollment;
    }));
    CHECK(name_of(device.body<Project>(Kind::project, review.project.bytes).state) == "handed_in");
    // On the server it could only be a fault.
    device.authority = true;
    CHECK(device.refusal(world.manager, review) == "record_must_exist enrollment");
    world.act(world.colleague, review);
    CHECK(name_of(world.body<Project>(Kind::project, review.project.bytes).state) == "returned");
}

TEST_CASE("renewal: by a project alone, it asks for the exam as well once the certificate ended") {
    ProgramWorld world;
    const Actor& ana = world.member;
    Level& level = world.program.levels[1];
    REQUIRE(level.key == "professional");
    level.renewed_by = {AwardedBy::project};
    world.give_certificate(ana, "foundation", world.today());
    world.give_certificate(ana, "professional", months_after(world.today() + Days{60}, -24));
    world.learn(ana, "professional");
    REQUIRE(enrolled(world, ana, "professional").renewal);
    CHECK(name_of(enrolled(world, ana, "professional").step) == "project");
    world.pass_days(60);
    CHECK(world.refusal(ana, project("x", "professional")) == "accepted");
    world.pass_days(1);
    CHECK(
        world.refusal(ana, project("x", "professional")) ==
        "enrollment_must_have_reached_this_step step exam"
    );
    world.act(ana, world.next_attempt(ana, "professional", 0));
    CHECK(name_of(enrolled(world, ana, "professional").step) == "project");
}
