#include "core/domain/outreach/survey.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"
#include "tests/support/deal_lives.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const DealId a = DealWorld::id("a");
static const DealId copy = DealWorld::id("copy");

struct Refusal {
    const char* why;
    Review state;
    Actor DealWorld::*actor;
    Command (*command)(const DealWorld&);
    const char* expected;  // "problem field"
};

static const Refusal refusals[] = {
    {"won by staff",
     Review::approved,
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return ReportWon{a, "PO-1"};
     },
     "permission_must_be_held "},
    {"won by another partner",
     Review::approved,
     &DealWorld::rival,
     [](const DealWorld&) -> Command {
         return ReportWon{a, "PO-1"};
     },
     "record_must_exist deal"},
    {"won by a member whose deal it is not",
     Review::approved,
     &DealWorld::member,
     [](const DealWorld&) -> Command {
         return ReportWon{a, "PO-1"};
     },
     "record_must_exist deal"},
    {"won without an order number",
     Review::approved,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return ReportWon{a, " "};
     },
     "order_number_must_be_given order_number"},
    {"won with a book for an order number",
     Review::approved,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return ReportWon{a, std::string(101, 'x')};
     },
     "text_must_be_short_enough order_number"},
    {"confirmed by the partner",
     Review::won_reported,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return ConfirmWon{a, ""};
     },
     "permission_must_be_held "},
    {"confirmed by a manager of others",
     Review::won_reported,
     &DealWorld::outsider,
     [](const DealWorld&) -> Command {
         return ConfirmWon{a, ""};
     },
     "record_must_exist deal"},
    {"sent back by the partner",
     Review::won_reported,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return ReturnWon{a, "Not yet."};
     },
     "permission_must_be_held "},
    {"sent back without a word",
     Review::won_reported,
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return ReturnWon{a, " "};
     },
     "reason_must_be_given text"},
    {"sent back before it was reported",
     Review::approved,
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return ReturnWon{a, "Not yet."};
     },
     "review_must_allow_this_step review"},
    {"lost without a reason",
     Review::approved,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return ReportLost{a, "", ""};
     },
     "reason_must_be_given reason"},
    {"lost for a reason the program has not",
     Review::approved,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return ReportLost{a, "bad_luck", ""};
     },
     "value_must_be_one_of_the_choices reason"},
    {"lost for another reason, untold",
     Review::approved,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return ReportLost{a, "other", " "};
     },
     "reason_must_be_given text"},
    {"lost with a book for a text",
     Review::approved,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return ReportLost{a, "price", std::string(4'001, 'x')};
     },
     "text_must_be_short_enough text"},
    {"revoked by a channel manager",
     Review::approved,
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return RevokeDeal{a, "false_statement", "It was.", ""};
     },
     "permission_must_be_held "},
    {"revoked with a book for a note",
     Review::approved,
     &DealWorld::admin,
     [](const DealWorld&) -> Command {
         return RevokeDeal{a, "false_statement", "It was.", std::string(4'001, 'x')};
     },
     "text_must_be_short_enough internal_note"},
    {"revoked for a reason the program has not",
     Review::approved,
     &DealWorld::admin,
     [](const DealWorld&) -> Command {
         return RevokeDeal{a, "whim", "It was.", ""};
     },
     "value_must_be_one_of_the_choices reason"},
    {"revoked without a word",
     Review::approved,
     &DealWorld::admin,
     [](const DealWorld&) -> Command {
         return RevokeDeal{a, "false_statement", "", ""};
     },
     "reason_must_be_given text"},
    {"revived to close in the past",
     Review::expired,
     &DealWorld::seller,
     [](const DealWorld& w) -> Command {
         return ReviveDeal{a, date_of(w.now) - Days{1}, ""};
     },
     "close_date_must_not_be_past expected_close"},
    {"revived by staff",
     Review::expired,
     &DealWorld::manager,
     [](const DealWorld& w) -> Command {
         return ReviveDeal{a, date_of(w.now) + Days{9}, ""};
     },
     "permission_must_be_held "},
    {"appealed without a reason",
     Review::closed,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return AppealDecision{a, ""};
     },
     "reason_must_be_given text"},
    {"appealed by staff",
     Review::closed,
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return AppealDecision{a, "But."};
     },
     "permission_must_be_held "},
    {"a copy of what is still open",
     Review::in_review,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return CloneDeal{copy, a};
     },
     "review_must_allow_this_step review"},
    {"a copy over a deal that is there",
     Review::closed,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return CloneDeal{a, a};
     },
     "record_must_be_new deal"},
    {"a copy of another partner's",
     Review::closed,
     &DealWorld::rival,
     [](const DealWorld&) -> Command {
         return CloneDeal{copy, a};
     },
     "record_must_exist deal"},
    {"evidence of nothing",
     Review::approved,
     &DealWorld::seller,
     [](const DealWorld& w) -> Command {
         return AddEvidence{a, "meeting", date_of(w.now), ""};
     },
     "reason_must_be_given text"},
    {"evidence by staff",
     Review::approved,
     &DealWorld::manager,
     [](const DealWorld& w) -> Command {
         return AddEvidence{a, "meeting", date_of(w.now), "Met."};
     },
     "permission_must_be_held "},
    {"an empty comment",
     Review::approved,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return CommentOnDeal{a, ""};
     },
     "reason_must_be_given text"},
    {"a partner's comment between staff",
     Review::approved,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return CommentOnDeal{a, "Psst.", true};
     },
     "permission_must_be_held internal"},
    {"a reminder before its time",
     Review::submitted,
     &DealWorld::system,
     [](const DealWorld&) -> Command { return RemindOfReview{a}; },
     "review_must_allow_this_step review"},
    {"a warning before its time",
     Review::approved,
     &DealWorld::system,
     [](const DealWorld&) -> Command { return WarnInactive{a}; },
     "review_must_allow_this_step protection"},
    {"the clock's act by a person",
     Review::approved,
     &DealWorld::admin,
     [](const DealWorld&) -> Command { return LapseProtection{a}; },
     "permission_must_be_held "},
};

TEST_CASE("outcome: what is refused, and why") {
    for (const Refusal& row : refusals) {
        CAPTURE(row.why);
        DealWorld world;
        bring_to(world, row.state);
        const auto changes = world.decide(world.*row.actor, row.command(world));
        REQUIRE_FALSE(changes.ok());
        const Problem& problem = changes.problem();
        CHECK(std::string(name_of(problem.code)) + " " + problem.field == row.expected);
    }
}

TEST_CASE("won: sooner than 72 hours after the approval it is flagged") {
    struct Row {
        std::int64_t after_ms;
        bool early;
    };
    const std::int64_t usual = 72 * ms_per_hour;
    for (const Row row : {Row{0, true}, Row{usual - 1, true}, Row{usual, false}}) {
        CAPTURE(row.after_ms);
        DealWorld world;
        bring_to(world, Review::approved);
        world.now = world.deal("a").approved_at + row.after_ms;
        world.act(world.seller, ReportWon{a, "PO-1"});
        CHECK(world.deal("a").won.early == row.early);
        CHECK(world.deal("a").won.order_number == "PO-1");
    }
}

TEST_CASE("won: a contested one waits for the board") {
    DealWorld world;
    bring_to(world, Review::won_reported);
    world.act(world.rival, SubmitDeal{DealWorld::id("theirs"), world.form()});
    const auto changes = world.decide(world.manager, ConfirmWon{a, ""});
    REQUIRE_FALSE(changes.ok());
    CHECK(name_of(changes.problem().code) == name_of(ProblemCode::contest_must_be_decided));
}

TEST_CASE("won: a false report is sent back, and the deal goes on as it was") {
    DealWorld world;
    bring_to(world, Review::won_reported);
    world.act(world.manager, ReturnWon{a, "The order is another company's."});
    const Deal& deal = world.deal("a");
    CHECK(deal.review == Review::approved);
    CHECK(deal.protection == Protection::active);
    CHECK(deal.won == WonReport{});
    CHECK(world.events("a").back() == "deal_won_returned");
    CHECK(world.decide(world.seller, ReportLost{a, "price", ""}).ok());
    world.act(world.seller, ReportWon{a, "PO-2"});
    CHECK(world.deal("a").won.order_number == "PO-2");
}

TEST_CASE("won: one sent back after its protection ended lapses then") {
    DealWorld world;
    bring_to(world, Review::won_reported);
    world.pass_days(100);
    CHECK(world.deal("a").review == Review::won_reported);
    world.act(world.manager, ReturnWon{a, "There was no order."});
    world.pass_to(world.now);
    CHECK(world.deal("a").review == Review::expired);
}

TEST_CASE("won: what was reported falsely can be revoked") {
    DealWorld world;
    bring_to(world, Review::won_reported);
    world.act(world.admin, RevokeDeal{a, "false_statement", "There is no order.", ""});
    CHECK(world.deal("a").outcome == DealOutcome::revoked);
    CHECK(world.deal("a").protection == Protection::none);
}

TEST_CASE("outcome: nothing of an earlier decision is left in the last one") {
    struct Row {
        const char* why;
        void (*end)(DealWorld&);
        const char* text;
    };
    const Row rows[] = {
        {"withdrawn",
         [](DealWorld& w) {
             w.act(w.seller, WithdrawDeal{a, "They merged."});
         },
         "They merged."},
        {"unanswered",
         [](DealWorld& w) {
             w.act(w.second, ClaimDeal{a});
             w.act(w.second, AskAboutDeal{a, {"lines"}, "Why?"});
             w.pass_days(30);
         },
         ""},
        {"approved",
         [](DealWorld& w) {
             w.act(w.second, ClaimDeal{a});
             w.act(w.second, ApproveDeal{a, "", ""});
             w.act(w.board_too, ApproveDeal{a, "Good.", ""});
         },
         "Good."},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        bring_to(world, Review::closed);  // Rejected, for want of a budget.
        world.act(world.seller, AppealDecision{a, "The budget came."});
        row.end(world);
        CHECK(world.deal("a").decision_reason.empty());
        CHECK(world.deal("a").decision_text == row.text);
    }
}

TEST_CASE("won: the rules in force at the approval stay the deal's") {
    DealWorld world;
    bring_to(world, Review::approved);
    const std::string version = world.program.rules_version;
    world.program.rules_version = "2031-01";
    world.act(world.seller, ReportWon{a, "PO-1"});
    world.act(world.manager, ConfirmWon{a, "Well done."});
    CHECK(world.deal("a").rules_version == version);
    CHECK(world.deal("a").outcome == DealOutcome::won);
    CHECK(world.deal("a").won.confirmed_at.given());
    CHECK_FALSE(world.records.under("earnings_of_deal:" + text_from_id(a.bytes)).empty());
}

TEST_CASE("won: without its agreement a deal is not confirmed, for it would earn nothing") {
    DealWorld world;
    bring_to(world, Review::won_reported);
    Record record = *world.records.find({Kind::deal, a.bytes});
    body_of<Deal>(record).agreement = {};
    world.records.put(record);
    const auto changes = world.decide(world.manager, ConfirmWon{a, "Well done."});
    REQUIRE_FALSE(changes.ok());
    CHECK(name_of(changes.problem().code) == name_of(ProblemCode::record_must_exist));
}

TEST_CASE("won: the customer is asked how content it is, from the day it is confirmed") {
    DealWorld world;
    bring_to(world, Review::won_reported);
    const RecordKey survey{Kind::survey, deal_survey_id(a)};
    CHECK(world.records.find(survey) == nullptr);
    world.act(world.manager, ConfirmWon{a, "Well done."});
    REQUIRE(world.records.find(survey) != nullptr);
    const auto& asked = body_of<Survey>(*world.records.find(survey));
    CHECK(asked.partner == world.deal("a").partner);
    CHECK(asked.deal == a);
    CHECK(asked.asked_on == date_of(world.now));
    CHECK(name_of(asked.state) == "open");
}

TEST_CASE("lost: every reason of the program is one, the customer is free again") {
    for (const NamedKey& reason : shipped_program().program.loss_reasons) {
        CAPTURE(reason.key);
        DealWorld world;
        bring_to(world, Review::approved);
        world.act(world.rival, SubmitDeal{DealWorld::id("theirs"), world.form()});
        world.act(world.seller, ReportLost{a, reason.key, "As it goes."});
        CHECK(world.deal("a").outcome == DealOutcome::lost);
        CHECK(world.deal("a").decision_reason == reason.key);
        CHECK(world.deal("theirs").review == Review::submitted);
    }
    CHECK(shipped_program().program.loss_reasons.size() == 19);
}

TEST_CASE("revive: not beside an approved registration, and the earlier precedence is gone") {
    DealWorld world;
    bring_to(world, Review::expired);
    world.act(world.rival, SubmitDeal{DealWorld::id("theirs"), world.form_worth(1'000)});
    REQUIRE(world.deal("theirs").review == Review::approved);
    const ReviveDeal revive{a, date_of(world.now) + Days{30}, ""};
    const auto beside = world.decide(world.seller, revive);
    REQUIRE_FALSE(beside.ok());
    CHECK(
        name_of(beside.problem().code) ==
        name_of(ProblemCode::deal_must_not_compete_with_an_approved_one)
    );
    world.act(world.rival, ReportLost{DealWorld::id("theirs"), "price", ""});
    const Moment before = world.now;
    world.act(world.seller, revive);
    CHECK(world.deal("a").review == Review::in_review);
    CHECK(world.deal("a").priority_from == before);
    CHECK_FALSE(world.deal("a").reviewer.given());
}

// Under the agreement of the day it is revived, and by nobody's award.
TEST_CASE("revive: it is a registration of its own day") {
    DealWorld world;
    bring_to(world, Review::conflict);
    world.award(
        {.deal = DealWorld::id("theirs"),
         .to_vendor = false,
         .secondary = {a},
         .text = "They chose."}
    );
    REQUIRE(world.deal("a").secondary);
    world.act(world.rival, ReportLost{DealWorld::id("theirs"), "price", ""});
    world.pass_days(91);
    REQUIRE(world.deal("a").review == Review::expired);
    Agreement agreement;
    agreement.partner = world.seller.partner;
    agreement.model = "system_integrator";
    agreement.valid_from = date_of(world.now);
    agreement.valid_until = date_of(world.now) + Days{300};
    const IdBytes id = id_of("the next agreement");
    world.records.put({.id = id, .version = 1, .body = std::move(agreement)});
    world.act(world.seller, ReviveDeal{a, date_of(world.now) + Days{30}, ""});
    CHECK(world.deal("a").agreement == AgreementId{id});
    CHECK_FALSE(world.deal("a").secondary);
    CHECK(world.deal("a").secondary_share == Percent{});
    CHECK(world.deal("a").decision_text.empty() == false);
}

TEST_CASE("expired: it can be withdrawn for good, or become the beginning of a new draft") {
    DealWorld world;
    bring_to(world, Review::expired);
    world.act(world.seller, CloneDeal{copy, a});
    CHECK(form_from_deal(world.deal("copy")) == form_from_deal(world.deal("a")));
    world.act(world.seller, WithdrawDeal{a, "They bought elsewhere."});
    CHECK(world.deal("a").outcome == DealOutcome::withdrawn);
}

TEST_CASE("revoked: a note takes the place of the one before, no note leaves it") {
    for (const char* note : {"", "See the audit."}) {
        DealWorld world;
        world.submit("a", world.form_worth(400'000));
        world.claim("a");
        world.act(world.manager, ApproveDeal{a, "", "Asked the CFO."});
        world.act(world.admin, RevokeDeal{a, "false_statement", "It was.", note});
        CHECK(world.deal("a").outcome == DealOutcome::revoked);
        const std::string& kept = world.deal("a").internal_note;
        CHECK(kept == (*note == '\0' ? "Asked the CFO." : note));
    }
}

TEST_CASE("appeal: within 10 business days, once, and decided by somebody else") {
    DealWorld world;
    bring_to(world, Review::closed);
    Record partner = *world.records.find({Kind::partner, world.seller.partner.bytes});
    const Date last = appeal_until(world.deal("a"), body_of<Partner>(partner), world.program);
    DealWorld late = world;
    late.now = start_of(last + Days{1});
    const auto too_late = late.decide(late.seller, AppealDecision{a, "But."});
    REQUIRE_FALSE(too_late.ok());
    CHECK(name_of(too_late.problem().code) == name_of(ProblemCode::appeal_must_be_in_time));
    CHECK(too_late.problem().limit == text_from_date(last));

    world.now = start_of(last + Days{1}) + -2'000;
    world.act(world.seller, AppealDecision{a, "But."});
    CHECK(world.deal("a").appealed);
    const auto same = world.decide(world.manager, ClaimDeal{a});
    REQUIRE_FALSE(same.ok());
    CHECK(name_of(same.problem().code) == name_of(ProblemCode::appeal_must_be_decided_by_another));
    world.act(world.second, ClaimDeal{a});
    world.act(world.second, RejectDeal{a, "no_budget", "Still none.", ""});
    const auto again = world.decide(world.seller, AppealDecision{a, "But!"});
    REQUIRE_FALSE(again.ok());
    CHECK(name_of(again.problem().code) == name_of(ProblemCode::appeal_must_be_the_first));
}

TEST_CASE("appeal: one that was granted is settled, and bars nobody from what comes after") {
    DealWorld world;
    bring_to(world, Review::closed);
    world.act(world.seller, AppealDecision{a, "The budget came."});
    world.act(world.second, ClaimDeal{a});
    world.act(world.second, ApproveDeal{a, "", ""});
    world.act(world.board_too, ApproveDeal{a, "", ""});
    REQUIRE(world.deal("a").review == Review::approved);
    CHECK_FALSE(world.deal("a").appealed);
    CHECK(world.deal("a").appeal_text.empty());
    SECTION("revived, it is anybody's to review") {
        world.pass_days(91);
        world.act(world.seller, ReviveDeal{a, date_of(world.now) + Days{30}, ""});
        CHECK(world.decide(world.second, ClaimDeal{a}).ok());
    }
    SECTION("contested, it is the board's, whoever approved it") {
        world.act(world.rival, SubmitDeal{DealWorld::id("theirs"), world.form()});
        world.award({.deal = a, .to_vendor = false, .secondary = {}, .text = "First."});
        CHECK_FALSE(world.deal("a").contested);
    }
    SECTION("revoked, it is appealed against as another decision") {
        world.act(world.admin, RevokeDeal{a, "false_statement", "It was.", ""});
        CHECK(world.decide(world.seller, AppealDecision{a, "It was not."}).ok());
    }
}

TEST_CASE("appeal: it opens a registration, under the cap and beside none of one's own") {
    DealWorld world;
    bring_to(world, Review::closed);
    SECTION("the cap is reached") {
        world.program.tiers[1].open_registrations = 0;
        const auto over = world.decide(world.seller, AppealDecision{a, "But."});
        REQUIRE_FALSE(over.ok());
        CHECK(
            over.problem() ==
            Problem{ProblemCode::open_registrations_must_be_under_the_cap, {}, "0"}
        );
    }
    SECTION("the customer was registered anew meanwhile") {
        world.submit("copy", world.form());
        const auto twice = world.decide(world.seller, AppealDecision{a, "But."});
        REQUIRE_FALSE(twice.ok());
        CHECK(
            twice.problem() ==
            Problem{ProblemCode::deal_must_not_be_registered_twice, {}, world.deal("copy").number}
        );
    }
    const Needs wanted = needs(AppealDecision{a, "But."}, world.seller);
    const std::string cap = index_key("cap", world.seller.partner.bytes);
    CHECK(std::count(wanted.guards.begin(), wanted.guards.end(), cap) == 1);
}

TEST_CASE("appeal: what the partner did itself is not appealed against") {
    DealWorld world;
    bring_to(world, Review::submitted);
    world.act(world.seller, WithdrawDeal{a, ""});
    CHECK_FALSE(world.decide(world.seller, AppealDecision{a, "But."}).ok());
}

TEST_CASE("copy: a draft with the same form, and nothing of the case") {
    DealWorld world;
    bring_to(world, Review::info_requested);
    world.pass_days(20);
    REQUIRE(world.deal("a").outcome == DealOutcome::incomplete);
    world.act(world.seller, CloneDeal{copy, a});
    const Deal& draft = world.deal("copy");
    CHECK(draft.review == Review::draft);
    CHECK(draft.cloned_from == a);
    CHECK(form_from_deal(draft) == form_from_deal(world.deal("a")));
    CHECK(draft.number.empty());
    CHECK(draft.match_keys.empty());
}
