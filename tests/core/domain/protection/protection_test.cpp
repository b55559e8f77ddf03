#include "core/domain/protection/activity.h"
#include "tests/support/deal_lives.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const DealId a = DealWorld::id("a");

static std::ptrdiff_t times(const DealWorld& world, std::string_view event) {
    const auto events = world.events("a");
    return std::count(events.begin(), events.end(), event);
}

// The partner is at it, so that only the end of the protection counts.
static void keep_busy_until(DealWorld& world, Date day) {
    while (date_of(world.now) + Days{30} < day) {
        world.pass_days(30);
        world.act(world.seller, CommentOnDeal{a, "Still at it."});
    }
    world.pass_to(start_of(day));
}

TEST_CASE("protection: it lasts as long as the tier says, to the end of the last day") {
    struct Row {
        Tier tier;
        int days;
    };
    const Row rows[] = {
        {Tier::tier_1, 120}, {Tier::tier_2, 90}, {Tier::tier_3, 90}, {Tier::emerging, 60}};
    for (const Row& row : rows) {
        CAPTURE(name_of(row.tier));
        DealWorld world;
        Record partner = *world.records.find({Kind::partner, world.seller.partner.bytes});
        body_of<Partner>(partner).tier = row.tier;
        world.records.put(partner);
        bring_to(world, Review::approved);
        const Date last = date_of(world.deal("a").approved_at) + Days{row.days};
        CHECK(world.deal("a").protected_until == last);
        keep_busy_until(world, last);
        world.pass_to(start_of(last + Days{1}) + -1);
        CHECK(world.deal("a").review == Review::approved);
        world.pass_to(start_of(last + Days{1}));
        CHECK(world.deal("a").review == Review::expired);
        CHECK(world.deal("a").protection == Protection::lapsed);
    }
}

TEST_CASE("protection: reminders come 30, 14, 7 and 1 days before its end") {
    DealWorld world;
    bring_to(world, Review::approved);
    const Date last = world.deal("a").protected_until;
    const int before[] = {30, 14, 7, 1};
    std::ptrdiff_t told = 0;
    for (const int days : before) {
        CAPTURE(days);
        keep_busy_until(world, last - Days{days} - Days{1});
        world.pass_to(start_of(last - Days{days}) + -1);
        CHECK(times(world, "deal_protection_reminder") == told);
        world.pass_to(start_of(last - Days{days}));
        CHECK(times(world, "deal_protection_reminder") == ++told);
        CHECK(world.deal("a").reminded_days == days);
    }
}

TEST_CASE("protection: a server that slept reminds once, of the latest") {
    DealWorld world;
    bring_to(world, Review::approved);
    const Date last = world.deal("a").protected_until;
    world.now = start_of(last - Days{6});
    world.act(world.system, RemindOfProtection{a});
    CHECK(world.deal("a").reminded_days == 7);
    CHECK_FALSE(world.decide(world.system, RemindOfProtection{a}).ok());
}

TEST_CASE("inactivity: a warning after 45 days, 14 days later the protection lapses") {
    DealWorld world;
    bring_to(world, Review::approved);
    const Date begun = date_of(world.deal("a").activity_at);
    world.pass_to(start_of(begun + Days{46}) + -1);
    CHECK(times(world, "deal_inactivity_warned") == 0);
    world.pass_to(start_of(begun + Days{46}));
    REQUIRE(times(world, "deal_inactivity_warned") == 1);
    const Date warned = date_of(world.now);
    world.pass_to(start_of(warned + Days{15}) + -1);
    CHECK(world.deal("a").review == Review::approved);
    world.pass_to(start_of(warned + Days{15}));
    CHECK(world.deal("a").review == Review::expired);
}

TEST_CASE("inactivity: a warning falls due once, where the program warns and somebody was at it") {
    struct Row {
        const char* why;
        std::int32_t warning_days;
        bool active, warned, due;
    };
    const Row rows[] = {
        {"not warned yet", 45, true, false, true},
        {"warned", 45, true, true, false},
        {"nobody was ever at it", 45, false, false, false},
        {"a program that warns nobody", 0, true, false, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        bring_to(world, Review::approved);
        world.program.review.inactive_warning_days = row.warning_days;
        Record record = *world.records.find({Kind::deal, a.bytes});
        auto& deal = body_of<Deal>(record);
        deal.activity_at = row.active ? world.now : Moment{};
        deal.inactive_warned_at = row.warned ? world.now : Moment{};
        const std::vector<Due> dues = dues_of(record, world.program);
        CHECK(std::any_of(dues.begin(), dues.end(), [](const Due& one) {
                  return one.command.is<WarnInactive>();
              }) == row.due);
    }
}

TEST_CASE("inactivity: whatever the partner does begins the days anew, what staff do does not") {
    struct Row {
        const char* why;
        void (*act)(DealWorld&);
        bool counts;
    };
    const Row rows[] = {
        {"a stage",
         [](DealWorld& w) {
             w.act(w.seller, MoveStage{a, Stage::prospect, Stage::qualified});
         },
         true},
        {"evidence",
         [](DealWorld& w) {
             w.act(w.seller, AddEvidence{a, "meeting", date_of(w.now), "Met."});
         },
         true},
        {"a comment",
         [](DealWorld& w) {
             w.act(w.seller, CommentOnDeal{a, "Yes."});
         },
         true},
        {"a comment of staff",
         [](DealWorld& w) {
             w.act(w.manager, CommentOnDeal{a, "?"});
         },
         false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        bring_to(world, Review::approved);
        world.pass_days(46);
        REQUIRE(world.deal("a").inactive_warned_at.given());
        row.act(world);
        CHECK(world.deal("a").inactive_warned_at.given() != row.counts);
        world.pass_days(20);
        CHECK((world.deal("a").review == Review::approved) == row.counts);
    }
}

TEST_CASE("evidence: a deal has at most fifty pieces of it") {
    DealWorld world;
    bring_to(world, Review::approved);
    const AddEvidence met{a, "meeting", date_of(world.now), "Met."};
    for (int i = 0; i < 50; i++) world.act(world.seller, met);
    CHECK(world.deal("a").evidence.size() == 50);
    const auto more = world.decide(world.seller, met);
    REQUIRE_FALSE(more.ok());
    CHECK(more.problem() == Problem{ProblemCode::list_must_be_short_enough, "evidence", "50"});
}

TEST_CASE("evidence: a stage that was moved has the day of the move, one that was not is none") {
    DealWorld world;
    bring_to(world, Review::approved);
    const AddEvidence moved{a, "stage_moved", {}, "On to the next stage."};
    const auto none = world.decide(world.seller, moved);
    REQUIRE_FALSE(none.ok());
    CHECK(none.problem() == Problem{ProblemCode::value_must_be_one_of_the_choices, "kind", {}});
    world.act(world.seller, MoveStage{a, Stage::prospect, Stage::qualified});
    const Date on = date_of(world.now);
    world.pass_days(3);
    world.act(world.seller, moved);
    CHECK(world.deal("a").evidence.back().on == on);
}

TEST_CASE("evidence: none while a reviewer holds the deal") {
    DealWorld world;
    bring_to(world, Review::in_review);
    const auto shown =
        world.decide(world.seller, AddEvidence{a, "meeting", date_of(world.now), "Met."});
    REQUIRE_FALSE(shown.ok());
    CHECK(
        shown.problem() == Problem{ProblemCode::review_must_allow_this_step, "review", "in_review"}
    );
}

static RequestExtension request(const DealWorld& world, int days_ago) {
    return {a, "meeting", date_of(world.now) - Days{days_ago}, "The pilot runs longer."};
}

struct ExtensionRefusal {
    const char* why;
    void (*prepare)(DealWorld&);
    Actor DealWorld::*actor;
    Command (*command)(const DealWorld&);
    ProblemCode expected;
};
static void asked(DealWorld& w) {
    w.act(w.seller, request(w, 0));
}
static void nothing(DealWorld&) {}
static const ExtensionRefusal refusals[] = {
    {"evidence of 31 days ago",
     nothing,
     &DealWorld::seller,
     [](const DealWorld& w) -> Command { return request(w, 31); },
     ProblemCode::evidence_must_be_recent},
    {"evidence of tomorrow",
     nothing,
     &DealWorld::seller,
     [](const DealWorld& w) -> Command { return request(w, -1); },
     ProblemCode::date_must_not_be_in_the_future},
    {"a stage that was never moved",
     nothing,
     &DealWorld::seller,
     [](const DealWorld& w) -> Command {
         return RequestExtension{a, "stage_moved", date_of(w.now), "It was."};
     },
     ProblemCode::evidence_must_be_recent},
    {"no such evidence",
     nothing,
     &DealWorld::seller,
     [](const DealWorld& w) -> Command {
         return RequestExtension{a, "horoscope", date_of(w.now), "It was."};
     },
     ProblemCode::value_must_be_one_of_the_choices},
    {"evidence that counts in a ranking, and for no extension",
     nothing,
     &DealWorld::seller,
     [](const DealWorld& w) -> Command {
         return RequestExtension{a, "document", date_of(w.now), "An agenda."};
     },
     ProblemCode::value_must_be_one_of_the_choices},
    {"no text",
     nothing,
     &DealWorld::seller,
     [](const DealWorld& w) -> Command {
         return RequestExtension{a, "meeting", date_of(w.now), " "};
     },
     ProblemCode::reason_must_be_given},
    {"a second one pending",
     asked,
     &DealWorld::seller,
     [](const DealWorld& w) -> Command { return request(w, 0); },
     ProblemCode::extension_must_not_be_pending},
    {"approved, and not protected",
     [](DealWorld& w) {
         Record record = *w.records.find({Kind::deal, a.bytes});
         body_of<Deal>(record).protection = Protection::none;
         w.records.put(record);
     },
     &DealWorld::seller,
     [](const DealWorld& w) -> Command { return request(w, 0); },
     ProblemCode::review_must_allow_this_step},
    {"after the end, before the clock came",
     [](DealWorld& w) { w.now = start_of(w.deal("a").protected_until + Days{1}); },
     &DealWorld::seller,
     [](const DealWorld& w) -> Command { return request(w, 0); },
     ProblemCode::extension_must_be_asked_for_in_time},
    {"none to decide",
     nothing,
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return DecideExtension{a, true, ""};
     },
     ProblemCode::review_must_allow_this_step},
    {"denied without a reason",
     asked,
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return DecideExtension{a, false, ""};
     },
     ProblemCode::reason_must_be_given},
    {"the second by a channel manager",
     [](DealWorld& w) {
         w.act(w.seller, request(w, 0));
         w.act(w.manager, DecideExtension{a, true, ""});
         w.act(w.seller, request(w, 0));
     },
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return DecideExtension{a, true, ""};
     },
     ProblemCode::second_extension_must_be_the_program_admins},
    {"a third",
     [](DealWorld& w) {
         for (int i = 0; i < 2; i++) {
             w.act(w.seller, request(w, 0));
             w.act(w.admin, DecideExtension{a, true, ""});
         }
     },
     &DealWorld::seller,
     [](const DealWorld& w) -> Command { return request(w, 0); },
     ProblemCode::extensions_must_be_under_the_limit},
};

TEST_CASE("extension: what is refused, and why") {
    for (const ExtensionRefusal& row : refusals) {
        CAPTURE(row.why);
        DealWorld world;
        bring_to(world, Review::approved);
        row.prepare(world);
        const auto changes = world.decide(world.*row.actor, row.command(world));
        REQUIRE_FALSE(changes.ok());
        CHECK(name_of(changes.problem().code) == name_of(row.expected));
    }
}

TEST_CASE("extension: a program that names no evidence for it takes any, however old it may be") {
    DealWorld world;
    world.program.review.extension_evidence.clear();
    bring_to(world, Review::approved);
    const auto refused = [&world](const char* kind) {
        const RequestExtension asks{a, kind, date_of(world.now), "It was."};
        const auto changes = world.decide(world.seller, asks);
        return changes.ok() ? std::string("accepted")
                            : std::string(name_of(changes.problem().code));
    };
    for (const EvidenceKind& kind : world.program.review.evidence_kinds) {
        CAPTURE(kind.key);
        const bool is_stage = kind.key == stage_evidence;
        CHECK(refused(kind.key.c_str()) == (is_stage ? "evidence_must_be_recent" : "accepted"));
    }
    CHECK(refused("horoscope") == "value_must_be_one_of_the_choices");
    // A stage that was never moved was not moved in 1970.
    world.program.review.extension_evidence_days = 36'500;
    CHECK(refused("stage_moved") == "evidence_must_be_recent");
}

TEST_CASE("extension: evidence of the thirtieth day is recent, and 60 days are added to the end") {
    DealWorld world;
    bring_to(world, Review::approved);
    const Date last = world.deal("a").protected_until;
    world.act(world.seller, request(world, 30));
    CHECK(world.deal("a").protection == Protection::extension_pending);
    world.act(world.manager, DecideExtension{a, true, ""});
    CHECK(world.deal("a").protection == Protection::active);
    CHECK(world.deal("a").protected_until == last + Days{60});
    world.act(world.seller, MoveStage{a, Stage::prospect, Stage::qualified});
    world.act(world.seller, RequestExtension{a, "stage_moved", {}, "On to the next stage."});
    world.act(world.admin, DecideExtension{a, true, ""});
    CHECK(world.deal("a").protected_until == last + Days{120});
}

TEST_CASE("extension: one decided late counts from the day of the decision") {
    struct Row {
        const char* why;
        int days_late;  // After the protection would have ended.
        int days_more;
    };
    const Row rows[] = {
        {"a day before the end", -1, 60}, {"on its last day", 0, 60}, {"ten days later", 10, 70}};
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        bring_to(world, Review::approved);
        const Date last = world.deal("a").protected_until;
        keep_busy_until(world, last - Days{1});
        world.act(world.seller, request(world, 0));
        world.pass_to(start_of(last + Days{row.days_late}));
        world.act(world.manager, DecideExtension{a, true, ""});
        CHECK(world.deal("a").protected_until == last + Days{row.days_more});
    }
}

TEST_CASE("extension: it can be asked for where no more evidence fits") {
    DealWorld world;
    bring_to(world, Review::approved);
    const AddEvidence met{a, "meeting", date_of(world.now), "Met."};
    for (int i = 0; i < 50; i++) world.act(world.seller, met);
    world.act(world.seller, request(world, 0));
    CHECK(world.deal("a").evidence.size() == 50);
    CHECK(world.deal("a").extension.kind == "meeting");
    CHECK(world.deal("a").extension.on == date_of(world.now));
}

TEST_CASE("extension: one asked for in time holds the protection until it is decided") {
    DealWorld world;
    bring_to(world, Review::approved);
    const Date last = world.deal("a").protected_until;
    keep_busy_until(world, last);
    world.act(world.seller, request(world, 0));
    world.pass_days(70);
    CHECK(world.deal("a").review == Review::approved);
    CHECK(world.deal("a").protection == Protection::extension_pending);
    world.act(world.manager, DecideExtension{a, false, "It has been long enough."});
    world.pass_to(world.now);
    CHECK(world.deal("a").review == Review::expired);
}
