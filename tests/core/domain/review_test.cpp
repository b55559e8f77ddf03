#include "core/domain/decide.h"
#include "core/domain/project.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const DealId a = DealWorld::id("a");

// How a deal gets into each state that a command may meet.
static void to_draft(DealWorld& w) {
    w.act(w.seller, KeepDraft{a, w.form()});
}
static void to_submitted(DealWorld& w) {
    w.submit("a", w.form());
}
static void to_in_review(DealWorld& w) {
    to_submitted(w);
    w.claim("a");
}
static void to_info_requested(DealWorld& w) {
    to_in_review(w);
    w.ask("a", {"expected_close"});
}
static void to_conflict(DealWorld& w) {
    to_submitted(w);
    w.act(w.rival, SubmitDeal{DealWorld::id("theirs"), w.form()});
}
static void to_approved(DealWorld& w) {
    w.submit("a", w.form_worth(1'000));
}
static void to_closed(DealWorld& w) {
    to_submitted(w);
    w.act(w.seller, WithdrawDeal{a, ""});
}
static void to_expired(DealWorld& w) {
    to_approved(w);
    w.now = w.now + 91 * ms_per_day;
    w.act(w.system, LapseProtection{a});
}

struct State {
    Review review;
    void (*reach)(DealWorld&);
};
static const State states[] = {
    {Review::draft, to_draft},
    {Review::submitted, to_submitted},
    {Review::in_review, to_in_review},
    {Review::info_requested, to_info_requested},
    {Review::conflict, to_conflict},
    {Review::approved, to_approved},
    {Review::expired, to_expired},
    {Review::closed, to_closed},
};

// The states in which each command is allowed.
struct Act {
    const char* why;
    Actor DealWorld::*actor;
    Command (*command)(const DealWorld&);
    std::vector<Review> allowed;
};
static const Act acts[] = {
    {"keep",
     &DealWorld::seller,
     [](const DealWorld& w) -> Command {
         return KeepDraft{a, w.form()};
     },
     {Review::draft}},
    {"submit",
     &DealWorld::seller,
     [](const DealWorld& w) -> Command {
         return SubmitDeal{a, w.form()};
     },
     {Review::draft}},
    {"discard",
     &DealWorld::seller,
     [](const DealWorld&) -> Command { return DiscardDraft{a}; },
     {Review::draft}},
    {"withdraw",
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return WithdrawDeal{a, ""};
     },
     {Review::draft,
      Review::submitted,
      Review::in_review,
      Review::info_requested,
      Review::conflict,
      Review::expired}},
    {"move",
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return MoveStage{a, Stage::prospect, Stage::qualified};
     },
     {Review::draft, Review::submitted, Review::info_requested, Review::approved, Review::expired}},
    {"claim",
     &DealWorld::manager,
     [](const DealWorld&) -> Command { return ClaimDeal{a}; },
     {Review::submitted}},
    {"ask",
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return AskAboutDeal{a, {"lines"}, "Why?"};
     },
     {Review::in_review, Review::conflict}},
    {"answer",
     &DealWorld::seller,
     [](const DealWorld& w) -> Command {
         return AnswerQuestion{a, w.form(), "So."};
     },
     {Review::info_requested}},
    {"approve",
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return ApproveDeal{a, "", ""};
     },
     {Review::in_review}},
    {"reject",
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return RejectDeal{a, "no_budget", "None.", ""};
     },
     {Review::in_review}},
};

TEST_CASE("review: each command is allowed in its states and in no other") {
    for (const Act& row : acts) {
        for (const State& state : states) {
            CAPTURE(row.why, name_of(state.review));
            DealWorld world;
            state.reach(world);
            REQUIRE(world.deal("a").review == state.review);
            const auto changes = world.decide(world.*row.actor, row.command(world));
            const bool allowed = std::find(row.allowed.begin(), row.allowed.end(), state.review) !=
                                 row.allowed.end();
            CHECK(changes.ok() == allowed);
            if (changes.ok()) continue;
            // Staff are not told of drafts at all.
            const bool hidden = state.review == Review::draft && row.actor == &DealWorld::manager;
            CHECK(
                name_of(changes.problem().code) ==
                (hidden ? "record_must_exist" : "review_must_allow_this_step")
            );
        }
    }
}

TEST_CASE("review: who may not see a deal is told that there is none") {
    struct Row {
        const char* why;
        Actor DealWorld::*actor;
        Command command;
        ProblemCode expected;
    };
    const Row rows[] = {
        {"a rival", &DealWorld::rival, WithdrawDeal{a, ""}, ProblemCode::record_must_exist},
        {"a member, of a colleague's",
         &DealWorld::member,
         WithdrawDeal{a, ""},
         ProblemCode::record_must_exist},
        {"nothing there",
         &DealWorld::seller,
         WithdrawDeal{DealWorld::id("none"), ""},
         ProblemCode::record_must_exist},
        {"a reviewer of other partners",
         &DealWorld::outsider,
         ClaimDeal{a},
         ProblemCode::record_must_exist},
        {"a partner does not review",
         &DealWorld::seller,
         ClaimDeal{a},
         ProblemCode::permission_must_be_held},
        {"staff do not withdraw",
         &DealWorld::manager,
         WithdrawDeal{a, ""},
         ProblemCode::permission_must_be_held},
        {"time does not act for people",
         &DealWorld::manager,
         LapseProtection{a},
         ProblemCode::permission_must_be_held},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        to_submitted(world);
        const auto changes = world.decide(world.*row.actor, row.command);
        REQUIRE_FALSE(changes.ok());
        CHECK(name_of(changes.problem().code) == name_of(row.expected));
        const bool is_none = row.expected == ProblemCode::record_must_exist;
        CHECK(changes.problem().field == (is_none ? "deal" : ""));
    }
}

TEST_CASE("review: questions and rejections say what they must") {
    struct Row {
        const char* why;
        Command command;
        ProblemCode expected;
        const char* field;
    };
    const Row rows[] = {
        {"no field", AskAboutDeal{a, {}, "Why?"}, ProblemCode::question_must_name_fields, "fields"},
        {"a field of the review",
         AskAboutDeal{a, {"review"}, "Why?"},
         ProblemCode::field_must_be_known,
         "fields"},
        {"no text", AskAboutDeal{a, {"lines"}, " "}, ProblemCode::reason_must_be_given, "text"},
        {"an approval without end",
         ApproveDeal{a, std::string(4'001, 'x'), ""},
         ProblemCode::text_must_be_short_enough,
         "text"},
        {"a book for a note",
         ApproveDeal{a, "", std::string(4'001, 'x')},
         ProblemCode::text_must_be_short_enough,
         "internal_note"},
        {"a book for a note of a rejection",
         RejectDeal{a, "no_budget", "No.", std::string(4'001, 'x')},
         ProblemCode::text_must_be_short_enough,
         "internal_note"},
        {"no reason", RejectDeal{a, "", "No.", ""}, ProblemCode::reason_must_be_given, "reason"},
        {"an unknown reason",
         RejectDeal{a, "mood", "No.", ""},
         ProblemCode::value_must_be_one_of_the_choices,
         "reason"},
        {"no text for the partner",
         RejectDeal{a, "no_budget", "", "internal"},
         ProblemCode::reason_must_be_given,
         "text"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        to_in_review(world);
        const auto changes = world.decide(world.manager, row.command);
        REQUIRE_FALSE(changes.ok());
        CHECK(name_of(changes.problem().code) == name_of(row.expected));
        CHECK(changes.problem().field == row.field);
    }
}

TEST_CASE("review: what is said may have 4,000 characters") {
    DealWorld world;
    world.submit("a", world.form_worth(400'000));
    world.claim("a");
    const std::string longest(4'000, 'x');
    CHECK(world.decide(world.manager, ApproveDeal{a, longest, longest}).ok());
    CHECK(world.decide(world.manager, RejectDeal{a, "no_budget", longest, longest}).ok());
}

TEST_CASE("review: nobody reviews what they own") {
    DealWorld world;
    to_submitted(world);
    Actor both = world.manager;
    both.person = world.seller.person;
    const auto changes = world.decide(both, ClaimDeal{a});
    REQUIRE_FALSE(changes.ok());
    CHECK(changes.problem().code == ProblemCode::reviewer_must_not_be_the_owner);
}

TEST_CASE("approve: above 500,000 dollars two people must, below one") {
    struct Row {
        std::int64_t dollars;
        bool two;
    };
    for (const Row& row : {Row{500'000, false}, Row{500'001, true}}) {
        CAPTURE(row.dollars);
        DealWorld world;
        world.submit("a", world.form_worth(row.dollars));
        world.claim("a");
        world.act(world.manager, ApproveDeal{a, "Fine.", "called them"});
        CHECK((world.deal("a").review == Review::in_review) == row.two);
        if (!row.two) continue;
        const auto again = world.decide(world.manager, ApproveDeal{a, "", ""});
        REQUIRE_FALSE(again.ok());
        CHECK(again.problem().code == ProblemCode::second_approver_must_differ);
        world.act(world.second, ApproveDeal{a, "Agreed.", ""});
        CHECK(world.deal("a").review == Review::approved);
        CHECK(world.deal("a").first_approver == world.manager.person);
        CHECK(world.events("a").back() == "deal_approved");
    }
}

TEST_CASE("approve: the second one needs the right to be it") {
    DealWorld world;
    to_in_review(world);
    world.act(world.manager, ApproveDeal{a, "", ""});
    Actor reviewer = world.second;
    reviewer.permissions = {};
    reviewer.permissions.grant(Permission::review_deals);
    reviewer.permissions.grant(Permission::read_all_partners);
    const auto changes = world.decide(reviewer, ApproveDeal{a, "", ""});
    REQUIRE_FALSE(changes.ok());
    CHECK(changes.problem().code == ProblemCode::permission_must_be_held);
}

TEST_CASE("approve: protection is as long as the tier gives, and its end falls due") {
    struct Row {
        Tier tier;
        std::int32_t days;
    };
    for (const Row& row :
         {Row{Tier::tier_1, 120},
          Row{Tier::tier_2, 90},
          Row{Tier::tier_3, 90},
          Row{Tier::emerging, 60}}) {
        CAPTURE(name_of(row.tier));
        DealWorld world;
        Record partner = *world.records.find({Kind::partner, world.seller.partner.bytes});
        body_of<Partner>(partner).tier = row.tier;
        world.records.put(partner);
        world.submit("a", world.form_worth(300'000));
        world.claim("a");
        const Date today = date_of(world.now);
        const Changes changes = world.act(world.manager, ApproveDeal{a, "", ""});
        CHECK(world.deal("a").protection == Protection::active);
        CHECK(world.deal("a").protected_until == today + Days{row.days});
        const auto end = std::find_if(changes.dues.begin(), changes.dues.end(), [](const Due& due) {
            return due.command.is<LapseProtection>();
        });
        REQUIRE(end != changes.dues.end());
        CHECK(end->at == start_of(today + Days{row.days + 1}));
    }
}

TEST_CASE("protection: it holds to the end of its last day and lapses then") {
    DealWorld world;
    to_approved(world);
    const Date last = world.deal("a").protected_until;
    world.now = start_of(last + Days{1}) + -1;
    CHECK_FALSE(world.decide(world.system, LapseProtection{a}).ok());
    world.now = start_of(last + Days{1});
    world.act(world.system, LapseProtection{a});
    CHECK(world.deal("a").protection == Protection::lapsed);
    CHECK(world.deal("a").review == Review::expired);
}

TEST_CASE("protection: a request for more time holds it until that is decided") {
    DealWorld world;
    to_approved(world);
    Record record = *world.records.find({Kind::deal, a.bytes});
    body_of<Deal>(record).protection = Protection::extension_pending;
    world.records.put(record);
    world.now = world.now + 200 * ms_per_day;
    CHECK_FALSE(world.decide(world.system, LapseProtection{a}).ok());
}

// Two people approve the same deal, or one person did.
TEST_CASE("approve: what changes after the first approval needs both again") {
    struct Row {
        const char* why;
        void (*between)(DealWorld&);
        bool stands;
    };
    const Row rows[] = {
        {"another amount",
         [](DealWorld& w) {
             w.ask("a", {"lines"});
             w.act(w.seller, AnswerQuestion{a, w.form_worth(6'000'000), "It grew."});
         },
         false},
        {"an answer in words",
         [](DealWorld& w) {
             w.ask("a", {"lines"});
             w.act(w.seller, AnswerQuestion{a, w.form_worth(600'000), "As said."});
         },
         true},
        {"an overlap that came and went",
         [](DealWorld& w) {
             w.act(w.rival, SubmitDeal{DealWorld::id("theirs"), w.form()});
             w.act(w.rival, WithdrawDeal{DealWorld::id("theirs"), ""});
         },
         false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        world.submit("a", world.form_worth(600'000));
        world.claim("a");
        world.act(world.manager, ApproveDeal{a, "", ""});
        row.between(world);
        REQUIRE(world.deal("a").review == Review::in_review);
        CHECK(world.deal("a").first_approver.given() == row.stands);
        world.act(world.second, ApproveDeal{a, "", ""});
        CHECK((world.deal("a").review == Review::approved) == row.stands);
    }
}

TEST_CASE("review: a step that is not possible says how the review stands") {
    DealWorld world;
    to_in_review(world);
    const auto again = world.decide(world.manager, ClaimDeal{a});
    REQUIRE_FALSE(again.ok());
    CHECK(
        again.problem() == Problem{ProblemCode::review_must_allow_this_step, "review", "in_review"}
    );
    const auto none = world.decide(world.manager, ClaimDeal{DealWorld::id("none")});
    REQUIRE_FALSE(none.ok());
    CHECK(none.problem() == Problem{ProblemCode::record_must_exist, "deal", {}});
}

TEST_CASE("stage: a move from where it no longer stands is a conflict") {
    DealWorld world;
    to_approved(world);
    world.act(world.seller, MoveStage{a, Stage::prospect, Stage::qualified});
    const auto stale = world.decide(world.seller, MoveStage{a, Stage::prospect, Stage::committed});
    REQUIRE_FALSE(stale.ok());
    CHECK(stale.problem().code == ProblemCode::field_must_not_have_changed_meanwhile);
    CHECK(stale.problem().field == "stage");
    CHECK(stale.problem().limit == "qualified");
    const auto nowhere =
        world.decide(world.seller, MoveStage{a, Stage::qualified, Stage::qualified});
    REQUIRE_FALSE(nowhere.ok());
    CHECK(nowhere.problem().code == ProblemCode::value_must_be_one_of_the_choices);
}

// A partner's thinking, kept or given up, is nobody else's; history tells it to the partner alone.
TEST_CASE("draft: staff see neither it nor what happened to it, also once it was withdrawn") {
    DealWorld world;
    world.submit("b", world.form());
    world.act(world.seller, WithdrawDeal{DealWorld::id("b"), ""});
    world.act(world.seller, CloneDeal{a, DealWorld::id("b")});
    world.act(world.seller, MoveStage{a, Stage::prospect, Stage::qualified});
    world.act(world.seller, WithdrawDeal{a, "Not ours."});
    const auto refused = world.decide(world.manager, CommentOnDeal{a, "?"});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.problem() == Problem{ProblemCode::record_must_exist, "deal", {}});
    const Viewer staff{.audience = Audience::staff, .person = world.manager.person, .partner = {}};
    const Viewer seller{
        .audience = Audience::seller,
        .person = world.seller.person,
        .partner = world.seller.partner};
    CHECK_FALSE(is_visible(*world.records.find({Kind::deal, a.bytes}), staff));
    const auto lines = world.records.under("history_of:" + text_from_id(a.bytes));
    CHECK(lines.size() == 3);
    for (const Record* line : lines) {
        CHECK_FALSE(is_visible(*line, staff));
        CHECK(is_visible(*line, seller));
    }
    // What was received is the program's, with all that comes after.
    CHECK(is_visible(*world.records.find({Kind::deal, id_of("b")}), staff));
    for (const Record* line : world.records.under("history_of:" + text_from_id(id_of("b")))) {
        CHECK(is_visible(*line, staff));
    }
}

TEST_CASE("draft: it may be empty, is replaced as a whole, and leaves no trace when discarded") {
    DealWorld world;
    world.act(world.member, KeepDraft{a, DealForm{}});
    world.act(world.member, KeepDraft{a, world.form()});
    CHECK(world.deal("a").title == "Fleet automation");
    CHECK(world.deal("a").owner == world.member.person);
    world.act(world.member, DiscardDraft{a});
    CHECK_FALSE(world.has_deal("a"));
    CHECK(world.events("a").empty());
}

TEST_CASE("rejection: reason and text are told, the note is not in the partner's words") {
    DealWorld world;
    to_in_review(world);
    world.act(world.manager, RejectDeal{a, "no_budget", "No budget this year.", "asked the CFO"});
    const Deal& deal = world.deal("a");
    CHECK(deal.outcome == DealOutcome::rejected);
    CHECK(deal.decision_reason == "no_budget");
    CHECK(deal.decision_text == "No budget this year.");
    CHECK(deal.internal_note == "asked the CFO");
    CHECK_FALSE(deal.sla.running_since.given());
}

TEST_CASE("history: every event that happens is in the list of events") {
    const auto known = history_events();
    for (const State& state : states) {
        DealWorld world;
        state.reach(world);
        for (const std::string& event : world.events("a")) {
            CAPTURE(event);
            CHECK(std::find(known.begin(), known.end(), event) != known.end());
        }
    }
}

// What a store has to load: the same decision from what was asked for alone as from everything.
TEST_CASE("needs: a decision sees no more than it asked for") {
    for (const State& state : states) {
        CAPTURE(name_of(state.review));
        DealWorld world;
        state.reach(world);
        const Command commands[] = {
            SubmitDeal{DealWorld::id("new"), world.form()},
            WithdrawDeal{a, ""},
            ClaimDeal{a},
            AnswerQuestion{a, world.form(), ""},
            LapseProtection{a},
            AppealDecision{a, "But."},
            AwardConflict{.deal = a, .text = "First."},
            ApproveDeal{a, "", ""}};
        for (const Command& command : commands) {
            for (const Actor* actor :
                 {&world.seller, &world.manager, &world.rival, &world.board, &world.system}) {
                CAPTURE(command_name(command), actor->name);
                DealWorld loaded;
                loaded.now = world.now;
                loaded.records.clear();
                const auto load = [&](const Needs& needs) {
                    for (const RecordKey& key : needs.records) {
                        const Record* record = world.records.find(key);
                        if (record != nullptr) loaded.records.put(*record);
                    }
                    for (const std::string& key : needs.index_keys) {
                        for (const Record* record : world.records.under(key)) {
                            loaded.records.put(*record);
                        }
                    }
                };
                const Context context{
                    .actor = *actor,
                    .now = world.now,
                    .program = world.program,
                    .numbers = loaded.numbers,
                    .authority = true};
                load(needs(command, *actor));
                for (int round = 0; round < 4; round++) {
                    load(further_needs(command, loaded.records, context));
                }
                CountingNumbers numbers;
                const Context whole{
                    .actor = *actor,
                    .now = world.now,
                    .program = world.program,
                    .numbers = numbers,
                    .authority = true};
                const auto expected = decide(command, world.records, whole);
                const auto got = decide(command, loaded.records, context);
                REQUIRE(got.ok() == expected.ok());
                if (got.ok()) {
                    CHECK(got.value().puts == expected.value().puts);
                } else {
                    CHECK(got.problem() == expected.problem());
                }
            }
        }
    }
}
