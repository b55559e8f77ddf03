#include "core/domain/claims/precedence.h"
#include "core/domain/earnings/earning.h"
#include "core/domain/project.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/deal_lives.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const DealId a = DealWorld::id("a");
static const DealId theirs = DealWorld::id("theirs");
static const DealId other = DealWorld::id("other");

static AwardConflict award_to(DealId deal, std::vector<DealId> secondary = {}) {
    return {.deal = deal, .secondary = std::move(secondary), .text = "The customer said so."};
}

TEST_CASE("award: two people of the board, one reason for all sides") {
    DealWorld world;
    bring_to(world, Review::conflict);
    world.act(world.third, SubmitDeal{other, world.form()});
    world.act(world.board, award_to(a, {theirs}));
    CHECK(world.deal("a").review == Review::conflict);
    world.act(world.board_too, award_to(a, {theirs}));

    const Deal& winner = world.deal("a");
    CHECK(winner.review == Review::approved);
    CHECK(winner.protection == Protection::active);
    CHECK_FALSE(winner.secondary);
    CHECK_FALSE(winner.contested);
    const Deal& second = world.deal("theirs");
    CHECK(second.review == Review::approved);
    CHECK(second.secondary);
    CHECK_FALSE(second.contested);
    const Deal& loser = world.deal("other");
    CHECK(loser.review == Review::closed);
    CHECK(loser.outcome == DealOutcome::duplicate);
    for (const Deal* deal : {&winner, &second, &loser}) {
        CHECK(deal->decision_text == "The customer said so.");
        CHECK(deal->decided_by == std::vector{world.board.person, world.board_too.person});
    }
    for (const char* name : {"a", "theirs", "other"}) {
        CHECK(world.linked(name).empty());
        CHECK_FALSE(world.proposal(name).person.given());
    }
}

TEST_CASE("award: what is refused, and why") {
    struct Row {
        const char* why;
        void (*prepare)(DealWorld&);
        Actor DealWorld::*actor;
        AwardConflict award;
        ProblemCode expected;
    };
    const auto nothing = [](DealWorld&) {};
    AwardConflict mute = award_to(a);
    mute.text = "";
    AwardConflict vendors = award_to(a);
    vendors.to_vendor = true;
    const Row rows[] = {
        {"a channel manager",
         nothing,
         &DealWorld::manager,
         award_to(a),
         ProblemCode::permission_must_be_held},
        {"the partner",
         nothing,
         &DealWorld::seller,
         award_to(a),
         ProblemCode::permission_must_be_held},
        {"without a reason", nothing, &DealWorld::board, mute, ProblemCode::reason_must_be_given},
        {"a secondary that is no party",
         nothing,
         &DealWorld::board,
         award_to(a, {other}),
         ProblemCode::record_must_exist},
        {"the winner as its own secondary",
         nothing,
         &DealWorld::board,
         award_to(a, {a}),
         ProblemCode::record_must_exist},
        {"to a vendor who claims nothing",
         nothing,
         &DealWorld::board,
         vendors,
         ProblemCode::value_must_be_one_of_the_choices},
        {"the same person twice",
         [](DealWorld& w) { w.act(w.board, award_to(a)); },
         &DealWorld::board,
         award_to(a),
         ProblemCode::second_approver_must_differ},
        {"no conflict any more",
         [](DealWorld& w) {
             w.act(w.rival, WithdrawDeal{theirs, ""});
         },
         &DealWorld::board,
         award_to(a),
         ProblemCode::review_must_allow_this_step},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        bring_to(world, Review::conflict);
        row.prepare(world);
        const auto changes = world.decide(world.*row.actor, row.award);
        REQUIRE_FALSE(changes.ok());
        CHECK(name_of(changes.problem().code) == name_of(row.expected));
    }
}

TEST_CASE("award: a secondary partner keeps the share of the award's day") {
    DealWorld world;
    bring_to(world, Review::conflict);
    world.program.review.secondary_share = Percent{4'000};
    world.act(world.board, award_to(a, {theirs}));
    world.act(world.board_too, award_to(a, {theirs}));
    world.program.review.secondary_share = Percent{9'000};
    CHECK(world.deal("theirs").secondary_share == Percent{4'000});
    CHECK(world.deal("a").secondary_share == Percent{});
    world.act(world.rival, ReportWon{theirs, "PO-2"});
    world.act(world.manager, ConfirmWon{theirs, ""});
    bool some = false;
    for (const Record* line : world.records.under(index_key("earnings_of_deal", theirs.bytes))) {
        some = true;
        CHECK(body_of<Earning>(*line).part == Percent{4'000});
    }
    CHECK(some);
}

TEST_CASE("award: another proposal takes the place of the first") {
    DealWorld world;
    bring_to(world, Review::conflict);
    world.act(world.board, award_to(a));
    world.act(world.board_too, award_to(a, {theirs}));
    CHECK(world.deal("a").review == Review::conflict);
    world.act(world.board, award_to(a, {theirs}));
    CHECK(world.deal("a").review == Review::approved);
    CHECK(world.deal("theirs").secondary);
}

TEST_CASE("award: two who say it in other words have not said the same") {
    DealWorld world;
    bring_to(world, Review::conflict);
    world.act(world.board, award_to(a));
    AwardConflict reworded = award_to(a);
    reworded.text += " And so it is.";
    world.act(world.board_too, reworded);
    CHECK(world.deal("a").review == Review::conflict);
    CHECK(world.proposal("a").text == reworded.text);
    world.act(world.board, reworded);
    CHECK(world.deal("a").review == Review::approved);
}

TEST_CASE("award: a party that comes in between makes a proposal void") {
    DealWorld world;
    bring_to(world, Review::conflict);
    world.act(world.board, award_to(a));
    world.act(world.third, SubmitDeal{other, world.form()});
    world.act(world.board_too, award_to(a));
    CHECK(world.deal("a").review == Review::conflict);
}

TEST_CASE("award: the same deals in another order are the same award") {
    DealWorld world;
    bring_to(world, Review::conflict);
    world.act(world.third, SubmitDeal{other, world.form()});
    world.act(world.board, award_to(a, {theirs, other}));
    world.act(world.board_too, award_to(a, {other, theirs}));
    CHECK(world.deal("a").review == Review::approved);
    CHECK(world.deal("theirs").secondary);
    CHECK(world.deal("other").secondary);
}

TEST_CASE("award: no more secondary deals are named than there are rivals") {
    DealWorld world;
    bring_to(world, Review::conflict);
    const auto repeated = world.decide(world.board, award_to(a, {theirs, theirs}));
    REQUIRE_FALSE(repeated.ok());
    CHECK(repeated.problem() == Problem{ProblemCode::list_must_be_short_enough, "secondary", "1"});
}

TEST_CASE("award: an answer that changes a party makes a proposal void") {
    DealWorld world;
    bring_to(world, Review::conflict);
    for (const char* name : {"a", "theirs"}) {
        world.act(world.board, award_to(DealWorld::id(name)));
    }
    world.ask("theirs", {"lines"});
    world.act(world.rival, AnswerQuestion{theirs, world.form_worth(6'000'000), "More of it."});
    CHECK_FALSE(world.proposal("a").person.given());
    CHECK_FALSE(world.proposal("theirs").person.given());
    world.act(world.board_too, award_to(a));
    CHECK(world.deal("a").review == Review::conflict);
}

TEST_CASE("award: the step of the ranking that says the same is its rule") {
    DealWorld world;
    bring_to(world, Review::conflict);
    world.award(award_to(a));
    CHECK(world.deal("a").decision_rule == "priority_time");
    DealWorld against;
    bring_to(against, Review::conflict);
    against.award(award_to(theirs));
    CHECK(against.deal("theirs").decision_rule == "board");
    DealWorld chosen;
    bring_to(chosen, Review::conflict);
    chosen.act(
        chosen.rival,
        AddEvidence{theirs, "customers_choice", date_of(chosen.now), "Signed by the customer."}
    );
    chosen.award(award_to(theirs));
    CHECK(chosen.deal("theirs").decision_rule == "customers_choice");
}

TEST_CASE("award: who decided does not decide on the appeal") {
    DealWorld world;
    bring_to(world, Review::conflict);
    world.award(award_to(a));
    world.act(world.rival, AppealDecision{theirs, "We were first."});
    CHECK(world.deal("theirs").review == Review::conflict);
    CHECK(world.deal("a").contested);
    const auto again = world.decide(world.board, award_to(theirs));
    REQUIRE_FALSE(again.ok());
    CHECK(name_of(again.problem().code) == name_of(ProblemCode::appeal_must_be_decided_by_another));
}

TEST_CASE("incumbent: a customer won lately is its partner's to renew") {
    DealWorld world;
    bring_to(world, Review::won_reported);
    world.act(world.manager, ConfirmWon{a, ""});
    world.act(world.rival, SubmitDeal{theirs, world.form_worth(1'000)});
    CHECK(world.deal("theirs").review == Review::conflict);
    DealForm renewal = world.form_worth(2'000);
    renewal.type = DealType::renewal;
    world.act(world.seller, SubmitDeal{other, renewal});
    CHECK(world.deal("other").review == Review::conflict);
    world.award(award_to(other));
    CHECK(world.deal("other").decision_rule == "incumbent");
    CHECK(world.deal("theirs").outcome == DealOutcome::duplicate);
}

static Ranking ranking_around(DealWorld& world, std::string_view name) {
    const Context context{
        .actor = world.board, .now = world.now, .program = world.program, .numbers = world.numbers};
    const Record& record = *world.records.find({Kind::deal, id_of(name)});
    return rank(claims_around(record, world.records, context));
}

// Whoever won lately is a party, whatever is claimed against it, and the board has the word.
TEST_CASE("incumbent: a deal won before speaks for itself where its partner claims nothing") {
    struct Row {
        const char* why;
        DealType type;
        Precedence step;
    };
    const Row rows[] = {
        {"a renewal is the incumbent's", DealType::renewal, Precedence::incumbent},
        {"so is an expansion", DealType::expansion, Precedence::incumbent},
        {"new business was claimed later", DealType::new_business, Precedence::priority_time},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        bring_to(world, Review::won_reported);
        world.act(world.manager, ConfirmWon{a, ""});
        DealForm form = world.form();
        form.type = row.type;
        world.act(world.rival, SubmitDeal{theirs, form});
        REQUIRE(world.deal("theirs").review == Review::conflict);
        const Ranking ranking = ranking_around(world, "theirs");
        REQUIRE(ranking.order == std::vector{a.bytes, theirs.bytes});
        CHECK(name_of(ranking.steps.back().step) == name_of(row.step));
        world.award(award_to(theirs));
        CHECK(world.deal("theirs").review == Review::approved);
        CHECK(world.deal("theirs").decision_rule == "board");
        CHECK(world.deal("a").outcome == DealOutcome::won);
    }
}

TEST_CASE("incumbent: the vendor can leave the customer where it is") {
    DealWorld world;
    bring_to(world, Review::won_reported);
    world.act(world.manager, ConfirmWon{a, ""});
    world.act(world.rival, SubmitDeal{theirs, world.form()});
    AwardConflict kept = award_to(theirs);
    kept.to_vendor = true;
    // Where nobody wins, nobody is second.
    world.act(world.third, SubmitDeal{other, world.form()});
    AwardConflict with_second = kept;
    with_second.secondary = {other};
    const auto refused = world.decide(world.board, with_second);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.problem() == Problem{ProblemCode::record_must_exist, "secondary", {}});
    world.award(kept);
    CHECK(world.deal("other").outcome == DealOutcome::duplicate);
    CHECK(world.deal("theirs").outcome == DealOutcome::duplicate);
    CHECK(world.deal("a").outcome == DealOutcome::won);
}

TEST_CASE("incumbent: its partner's own claim speaks for it") {
    DealWorld world;
    bring_to(world, Review::won_reported);
    world.act(world.manager, ConfirmWon{a, ""});
    world.act(world.rival, SubmitDeal{theirs, world.form()});
    DealForm renewal = world.form();
    renewal.type = DealType::renewal;
    world.act(world.seller, SubmitDeal{other, renewal});
    const Ranking ranking = ranking_around(world, "theirs");
    CHECK(ranking.order == std::vector{other.bytes, theirs.bytes});
    CHECK(name_of(ranking.steps.back().step) == name_of(Precedence::incumbent));
}

TEST_CASE("incumbent: after the incumbency nobody is in the way") {
    DealWorld world;
    bring_to(world, Review::won_reported);
    world.act(world.manager, ConfirmWon{a, ""});
    const Date won = date_of(world.deal("a").decided_at);
    world.program.review.incumbency_months = 1;
    world.now = start_of(months_after(won, 1)) + 14 * ms_per_hour;
    world.act(world.rival, SubmitDeal{theirs, world.form_worth(1'000)});
    CHECK(world.deal("theirs").review == Review::conflict);
    world.act(world.rival, WithdrawDeal{theirs, ""});
    world.now = world.now + ms_per_day;
    world.act(world.rival, SubmitDeal{DealWorld::id("later"), world.form_worth(1'000)});
    CHECK(world.deal("later").review == Review::approved);
}

// Everything a partner may have of a conflict: nothing of it may name the other side.
TEST_CASE("conflict: nothing that a partner may see names the rival") {
    DealWorld world;
    bring_to(world, Review::conflict);
    world.act(world.third, SubmitDeal{other, world.form()});
    world.award(award_to(a, {theirs}));
    const Viewer viewers[] = {
        {.audience = Audience::admin,
         .person = world.seller.person,
         .partner = world.seller.partner},
        {.audience = Audience::admin, .person = world.rival.person, .partner = world.rival.partner},
    };
    for (const Viewer& viewer : viewers) {
        const Actor& rival = viewer.partner == world.seller.partner ? world.rival : world.seller;
        const DealId rivals_deal = viewer.partner == world.seller.partner ? theirs : a;
        for (const Record& record : world.records.all()) {
            const auto seen = project(record, viewer);
            if (!seen) continue;
            CAPTURE(name_of(record.kind()));
            const Bytes bytes = cbor_from_record(*seen);
            const auto holds = [&bytes](const IdBytes& id) {
                return std::search(bytes.begin(), bytes.end(), id.begin(), id.end()) != bytes.end();
            };
            CHECK_FALSE(holds(rival.person.bytes));
            CHECK_FALSE(holds(rival.partner.bytes));
            CHECK_FALSE(holds(rivals_deal.bytes));
            CHECK_FALSE(holds(other.bytes));
        }
    }
}
