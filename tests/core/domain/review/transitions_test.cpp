#include "core/domain/review/transitions.h"

#include "tests/support/deal_lives.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const DealId a = DealWorld::id("a");

static std::string text_of(const std::optional<Review>& review) {
    return review ? std::string(name_of(*review)) : "-";
}

TEST_CASE("transitions: every row is taken by a life that a test acts out") {
    std::vector<Transition> taken;
    for (const DealLife& life : deal_lives()) {
        DealWorld world;
        life.live(world);
        taken.insert(taken.end(), world.seen.begin(), world.seen.end());
    }
    for (const Transition& row : transitions()) {
        CAPTURE(row.command, text_of(row.from), text_of(row.to), name_of(row.outcome));
        CHECK(std::find(taken.begin(), taken.end(), row) != taken.end());
    }
}

// By name, for the table that is printed from the machine.
TEST_CASE("transitions: each life is acted out") {
    for (const DealLife& life : deal_lives()) {
        DYNAMIC_SECTION("life: " << life.name) {
            DealWorld world;
            life.live(world);
            CHECK_FALSE(world.seen.empty());
        }
    }
}

TEST_CASE("transitions: no row stands twice") {
    for (const Transition& row : transitions()) {
        CAPTURE(row.command, text_of(row.from), text_of(row.to));
        CHECK(std::count(transitions().begin(), transitions().end(), row) == 1);
    }
}

// Commands whose subject is an existing deal, met in every state: what is in no row is refused.
TEST_CASE("transitions: what stands in no row is refused in every state") {
    struct Row {
        Actor DealWorld::*actor;
        Command command;
    };
    for (std::size_t i = 0; i < names_of(Review{}).size(); i++) {
        const auto state = static_cast<Review>(i);
        DealWorld world;
        bring_to(world, state);
        REQUIRE(world.deal("a").review == state);
        const DealForm form = world.form();
        const Date today = date_of(world.now);
        const Row rows[] = {
            {&DealWorld::seller, KeepDraft{a, form}},
            {&DealWorld::seller, SubmitDeal{a, form}},
            {&DealWorld::seller, DiscardDraft{a}},
            {&DealWorld::seller, WithdrawDeal{a, ""}},
            {&DealWorld::seller, MoveStage{a, world.deal("a").stage, Stage::committed}},
            {&DealWorld::manager, ClaimDeal{a}},
            {&DealWorld::manager, AskAboutDeal{a, {"lines"}, "Why?"}},
            {&DealWorld::seller, AnswerQuestion{a, form, "So."}},
            {&DealWorld::manager, ApproveDeal{a, "", ""}},
            {&DealWorld::manager, RejectDeal{a, "no_budget", "None.", ""}},
            {&DealWorld::board, AwardConflict{.deal = a, .text = "First."}},
            {&DealWorld::seller, ReportWon{a, "PO-1"}},
            {&DealWorld::manager, ConfirmWon{a, ""}},
            {&DealWorld::manager, ReturnWon{a, "Not yet."}},
            {&DealWorld::manager, JoinClaims{a, id_of("x"), "One."}},
            {&DealWorld::seller, ReportLost{a, "price", ""}},
            {&DealWorld::admin, RevokeDeal{a, "false_statement", "It was.", ""}},
            {&DealWorld::seller, ReviveDeal{a, today + Days{60}, ""}},
            {&DealWorld::seller, AppealDecision{a, "But."}},
            {&DealWorld::seller, RequestExtension{a, "meeting", today, "Met."}},
            {&DealWorld::manager, DecideExtension{a, true, ""}},
            {&DealWorld::seller, AddEvidence{a, "meeting", today, "Met."}},
            {&DealWorld::seller, CommentOnDeal{a, "Well."}},
        };
        for (const Row& row : rows) {
            CAPTURE(name_of(state), command_name(row.command));
            const auto changes = world.decide(world.*row.actor, row.command);
            if (may_meet(command_name(row.command), state)) continue;
            REQUIRE_FALSE(changes.ok());
            // A draft is not there for staff.
            const bool hidden = state == Review::draft && !(world.*row.actor).partner.given();
            CHECK(
                name_of(changes.problem().code) ==
                name_of(
                    hidden ? ProblemCode::record_must_exist
                           : ProblemCode::review_must_allow_this_step
                )
            );
        }
    }
}

struct StandingRow {
    const char* why;
    void (*bring)(DealWorld&);
    Holder holder;
    std::int32_t step;
    std::int32_t steps;
};
template <Review review>
static void stands(DealWorld& w) {
    bring_to(w, review);
}
static void small(DealWorld& w) {
    w.submit("a", w.form_worth(500'000));
}
static void approved_by_one(DealWorld& w) {
    bring_to(w, Review::in_review);
    w.act(w.manager, ApproveDeal{a, "", ""});
}
static void appealed(DealWorld& w) {
    bring_to(w, Review::closed);
    w.act(w.seller, AppealDecision{a, "But."});
}
static constexpr StandingRow standing_rows[] = {
    {"a draft", stands<Review::draft>, Holder::partner, 0, 4},
    {"received", stands<Review::submitted>, Holder::reviewers, 1, 4},
    {"small enough for one person", small, Holder::reviewers, 1, 3},
    {"somebody looks at it", stands<Review::in_review>, Holder::reviewer, 2, 4},
    {"the partner is asked", stands<Review::info_requested>, Holder::partner, 2, 4},
    {"the board has it", stands<Review::conflict>, Holder::board, 2, 4},
    {"one of two has approved", approved_by_one, Holder::second_approver, 3, 4},
    {"approved", stands<Review::approved>, Holder::nobody, 4, 4},
    {"reported as won", stands<Review::won_reported>, Holder::reviewers, 4, 4},
    {"expired", stands<Review::expired>, Holder::nobody, 4, 4},
    {"closed", stands<Review::closed>, Holder::nobody, 4, 4},
    {"appealed", appealed, Holder::reviewers, 1, 4},
};

TEST_CASE("standing: who holds a registration, and the step of its review") {
    for (const StandingRow& row : standing_rows) {
        CAPTURE(row.why);
        DealWorld world;
        row.bring(world);
        const CaseStanding standing =
            standing_of(world.deal("a"), world.program, date_of(world.now));
        CHECK(name_of(standing.holder) == name_of(row.holder));
        const bool one = row.holder == Holder::reviewer;
        CHECK(standing.person == (one ? world.manager.person : PersonId{}));
        CHECK(standing.step == row.step);
        CHECK(standing.steps == row.steps);
    }
}
