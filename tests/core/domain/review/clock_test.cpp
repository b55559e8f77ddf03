#include "core/domain/review/clock.h"

#include "core/domain/program/calendars.h"
#include "tests/support/deal_lives.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static const DealId a = DealWorld::id("a");

static std::ptrdiff_t escalations(const DealWorld& world) {
    const auto events = world.events("a");
    return std::count(events.begin(), events.end(), "deal_review_escalated");
}

// The world begins on Monday at 09:00 in New York: eight business hours are the whole day.
TEST_CASE("clock: the reviewer is reminded at 50, 80 and 100 % of the target, then it escalates") {
    DealWorld world;
    const Moment opens = world.now;
    bring_to(world, Review::submitted);
    struct Row {
        std::int64_t after_ms;
        int percent;
    };
    const std::int64_t target_ms = 8 * ms_per_hour;
    const Row rows[] = {{target_ms * 50 / 100, 50}, {target_ms * 80 / 100, 80}, {target_ms, 100}};
    for (const Row& row : rows) {
        CAPTURE(row.percent);
        const int before = world.deal("a").sla.reminded;
        CHECK(before < row.percent);
        world.pass_to(opens + row.after_ms + -1);
        CHECK(world.deal("a").sla.reminded == before);
        CHECK_FALSE(world.deal("a").sla.escalated_at.given());
        world.pass_to(opens + row.after_ms);
        CHECK(world.deal("a").sla.reminded == row.percent);
    }
    CHECK(world.deal("a").sla.escalated_at.given());
    CHECK(escalations(world) == 1);
    const auto told = world.events("a");
    CHECK(std::count(told.begin(), told.end(), "deal_review_reminder") == 2);
    world.pass_days(5);
    CHECK(escalations(world) == 1);
}

TEST_CASE("clock: a reminder is one at its very moment, and not a millisecond sooner") {
    const DealWorld world;
    const ReviewRules& rules = world.program.review;
    const BusinessCalendar calendar = calendar_of_region(world.program, "north_america");
    SlaClock clock;
    start_clock(clock, rules, calendar, world.now);
    const Moment at = clock.remind_at;
    CHECK(remind(clock, rules, calendar, at + -1) == 0);
    CHECK(clock.remind_at == at);
    CHECK(remind(clock, rules, calendar, at) == 50);
    CHECK(clock.remind_at > at);
}

TEST_CASE("clock: weekends and holidays do not count") {
    DealWorld world;
    // Wednesday at 13:00 in New York before Thanksgiving: four hours are left of the day.
    world.now = start_of(2026y / std::chrono::November / 25) + 18 * ms_per_hour;
    bring_to(world, Review::submitted);
    const SlaClock& clock = world.deal("a").sla;
    CHECK(clock.remind_at == start_of(2026y / std::chrono::November / 25) + 22 * ms_per_hour);
    // Thursday is a holiday; Friday counts, and Monday after the weekend.
    CHECK(clock.target_at == start_of(2026y / std::chrono::November / 27) + 18 * ms_per_hour);
    CHECK(clock.limit_at == start_of(2026y / std::chrono::November / 30) + 18 * ms_per_hour);
}

TEST_CASE("clock: while the partner is asked nobody is reminded, and the time comes on top") {
    DealWorld world;
    bring_to(world, Review::submitted);
    world.claim("a");
    const Moment target = world.deal("a").sla.target_at;
    world.ask("a", {"expected_close"});
    CHECK_FALSE(world.deal("a").sla.target_at.given());
    world.pass_days(2);
    CHECK(world.deal("a").sla.reminded == 0);
    world.act(world.seller, AnswerQuestion{a, world.form(), "In spring."});
    CHECK(world.deal("a").sla.target_at > target + 1'000);
    CHECK(world.deal("a").sla.remind_at.given());
}

TEST_CASE("clock: a decision ends it, and an appeal begins it anew") {
    DealWorld world;
    bring_to(world, Review::closed);
    const SlaClock& clock = world.deal("a").sla;
    CHECK_FALSE(clock.running_since.given());
    CHECK_FALSE(clock.remind_at.given());
    CHECK(clock.used_ms > 0);
    world.pass_days(1);
    world.act(world.seller, AppealDecision{a, "The budget came."});
    CHECK(world.deal("a").sla.running_since == world.deal("a").activity_at);
    CHECK(world.deal("a").sla.used_ms == 0);
}

static Actor colleague_of_the_manager(const DealWorld& world) {
    Actor colleague = world.manager;
    colleague.person = {id_of("Jon Berg")};
    colleague.permissions = {};
    colleague.permissions.grant(Permission::review_deals);
    return colleague;
}

TEST_CASE("clock: a case that is late is taken over by the next person up, and by nobody else") {
    DealWorld world;
    bring_to(world, Review::in_review);
    const auto sooner = world.decide(world.second, ClaimDeal{a});
    REQUIRE_FALSE(sooner.ok());
    world.pass_to(world.deal("a").sla.target_at);
    REQUIRE(world.deal("a").sla.escalated_at.given());
    CHECK_FALSE(world.decide(world.manager, ClaimDeal{a}).ok());
    CHECK_FALSE(world.decide(colleague_of_the_manager(world), ClaimDeal{a}).ok());
    const Moment taken = world.now;
    world.act(world.second, ClaimDeal{a});
    CHECK(world.deal("a").reviewer == world.second.person);
    CHECK(world.deal("a").sla.taken_over_at == taken);
    CHECK(world.events("a").back() == "deal_taken_over");
    // Whoever has it may be away as well.
    CHECK(world.decide(world.board_too, ClaimDeal{a}).ok());
}

TEST_CASE("clock: an overlap found while the partner is asked goes on by the region's hours") {
    DealWorld world;
    bring_to(world, Review::info_requested);
    // On a Saturday: what is left of the eight business hours begins on Monday.
    world.now = start_of(2026y / std::chrono::November / 21) + 15 * ms_per_hour;
    const std::int64_t used = world.deal("a").sla.used_ms;
    world.act(world.rival, SubmitDeal{DealWorld::id("theirs"), world.form()});
    REQUIRE(world.deal("a").review == Review::conflict);
    const Moment monday = start_of(2026y / std::chrono::November / 23) + 14 * ms_per_hour;
    CHECK(world.deal("a").sla.target_at == monday + (8 * ms_per_hour - used));
}
