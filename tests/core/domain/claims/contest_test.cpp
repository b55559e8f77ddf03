#include "core/domain/claims/contest.h"

#include "core/domain/project.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/deal_lives.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const DealId a = DealWorld::id("a");
static const DealId theirs = DealWorld::id("theirs");
static const DealId later = DealWorld::id("later");

static const Record& record_of(const DealWorld& world, DealId deal) {
    return *world.records.find({Kind::deal, deal.bytes});
}

// What a partner gets of its deal before and after is byte for byte the same, its version too.
TEST_CASE("contest: the partner's record does not move by what is the staff's to know") {
    struct Row {
        const char* why;
        void (*act)(DealWorld&);
    };
    const Row rows[] = {
        {"a third rival comes",
         [](DealWorld& w) {
             w.act(w.third, SubmitDeal{later, w.form()});
         }},
        {"one of two leaves",
         [](DealWorld& w) {
             w.act(w.third, SubmitDeal{later, w.form()});
             w.act(w.third, WithdrawDeal{later, ""});
         }},
        {"an award is proposed",
         [](DealWorld& w) { w.act(w.board, AwardConflict{.deal = a, .text = "First."}); }},
        {"staff speak among themselves",
         [](DealWorld& w) {
             w.act(w.manager, CommentOnDeal{a, "Whose is it?", true});
         }},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        bring_to(world, Review::conflict);
        const Record before = record_of(world, a);
        row.act(world);
        CHECK(record_of(world, a) == before);
    }
}

TEST_CASE("contest: it is the staff's, and no partner sees any of it") {
    DealWorld world;
    bring_to(world, Review::conflict);
    const Record* contest = world.records.find(contest_of(a.bytes));
    REQUIRE(contest != nullptr);
    CHECK(scope_of(*contest) == "staff");
    CHECK(place_of(*contest).partner == world.seller.partner);
    const Audience audiences[] = {Audience::member, Audience::seller, Audience::admin};
    for (const Audience audience : audiences) {
        const Viewer viewer{
            .audience = audience, .person = world.seller.person, .partner = world.seller.partner};
        CHECK_FALSE(project(*contest, viewer).has_value());
    }
    const Viewer staff{.audience = Audience::staff, .person = world.board.person, .partner = {}};
    CHECK(project(*contest, staff).has_value());
}

TEST_CASE("contest: a deal without an overlap has none") {
    DealWorld world;
    bring_to(world, Review::won_reported);
    CHECK(world.records.find(contest_of(a.bytes)) == nullptr);
}

TEST_CASE("contest: when all is over nothing is left of it") {
    DealWorld world;
    bring_to(world, Review::conflict);
    world.act(world.board, AwardConflict{.deal = a, .text = "First."});
    world.act(world.rival, WithdrawDeal{theirs, ""});
    for (const DealId id : {a, theirs}) {
        const auto& contest = body_of<Contest>(*world.records.find(contest_of(id.bytes)));
        CHECK(contest.linked.empty());
        CHECK_FALSE(contest.award.person.given());
    }
}
