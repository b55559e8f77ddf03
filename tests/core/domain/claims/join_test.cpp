#include "core/domain/commands/pursuits.h"
#include "tests/support/deal_lives.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const DealId a = DealWorld::id("a");
static const DealId theirs = DealWorld::id("theirs");

// The same company by its name, under another domain and with another contact.
static DealForm alike(const DealWorld& world, std::int64_t dollars = 640'000) {
    DealForm form = world.form_worth(dollars);
    form.customer.domain = "northgate-rail.net";
    form.customer.legal_name = "Northgate Rails";
    form.contact.email = "x@northgate-rail.net";
    return form;
}

static JoinClaims join(std::string text = "One company: the register says so.") {
    return {.deal = theirs, .other = a.bytes, .text = std::move(text)};
}

TEST_CASE("join: whoever looks sees with whom, and no partner does") {
    DealWorld world;
    world.submit("a", world.form());
    world.act(world.rival, SubmitDeal{theirs, alike(world)});
    CHECK(world.deal("theirs").review == Review::submitted);
    CHECK(world.possible("theirs") == std::vector{a.bytes});
    CHECK(world.possible("a").empty());
    CHECK(world.events("theirs").back() == "deal_overlap_possible");
}

TEST_CASE("join: two claims that may be one customer's come before the board") {
    struct Row {
        const char* why;
        void (*prepare)(DealWorld&);
        Review mine;
        bool contested;
    };
    const Row rows[] = {
        {"submitted", [](DealWorld& w) { w.submit("a", w.form()); }, Review::conflict, false},
        {"in review",
         [](DealWorld& w) { bring_to(w, Review::in_review); },
         Review::conflict,
         false},
        {"asked",
         [](DealWorld& w) { bring_to(w, Review::info_requested); },
         Review::conflict,
         false},
        {"approved", [](DealWorld& w) { bring_to(w, Review::approved); }, Review::approved, true},
        {"reported as won",
         [](DealWorld& w) { bring_to(w, Review::won_reported); },
         Review::won_reported,
         true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        row.prepare(world);
        world.act(world.rival, SubmitDeal{theirs, alike(world)});
        world.act(world.manager, join());
        CHECK(world.deal("theirs").review == Review::conflict);
        CHECK(world.linked("theirs") == std::vector{a.bytes});
        CHECK(world.possible("theirs").empty());
        CHECK(world.deal("a").review == row.mine);
        CHECK(world.deal("a").contested == row.contested);
        CHECK(world.linked("a") == std::vector{theirs.bytes});
        const auto told = world.events("a");
        CHECK(std::count(told.begin(), told.end(), "deal_claims_joined") == 1);
    }
}

TEST_CASE("join: a claim that was approved before anybody saw it is contested") {
    DealWorld world;
    world.submit("a", world.form());
    world.act(world.rival, SubmitDeal{theirs, alike(world)});
    world.act(world.manager, ClaimDeal{theirs});
    world.act(world.manager, ApproveDeal{theirs, "", ""});
    world.act(world.second, ApproveDeal{theirs, "", ""});
    world.act(world.manager, join());
    CHECK(world.deal("theirs").review == Review::approved);
    CHECK(world.deal("theirs").contested);
    CHECK(world.deal("a").review == Review::conflict);
    world.award({.deal = theirs, .to_vendor = false, .secondary = {}, .text = "They chose."});
    CHECK(world.deal("theirs").review == Review::approved);
    CHECK(world.deal("a").outcome == DealOutcome::duplicate);
}

struct Refusal {
    const char* why;
    void (*prepare)(DealWorld&);
    Actor DealWorld::*actor;
    JoinClaims command;
    ProblemCode expected;
    const char* field;
};
static void nothing(DealWorld&) {}
static JoinClaims guessed() {
    return {.deal = theirs, .other = id_of("guessed"), .text = "One company."};
}

TEST_CASE("join: what is refused, and why") {
    const Refusal rows[] = {
        {"a partner", nothing, &DealWorld::rival, join(), ProblemCode::permission_must_be_held, ""},
        {"a reviewer of others",
         nothing,
         &DealWorld::outsider,
         join(),
         ProblemCode::record_must_exist,
         "deal"},
        {"without a reason",
         nothing,
         &DealWorld::manager,
         join(" "),
         ProblemCode::reason_must_be_given,
         "text"},
        {"one that was never likely",
         nothing,
         &DealWorld::manager,
         guessed(),
         ProblemCode::record_must_exist,
         "other"},
        {"one that has left",
         [](DealWorld& w) {
             w.act(w.seller, WithdrawDeal{a, ""});
         },
         &DealWorld::manager,
         join(),
         ProblemCode::record_must_exist,
         "other"},
        {"twice",
         [](DealWorld& w) { w.act(w.manager, join()); },
         &DealWorld::manager,
         join(),
         ProblemCode::record_must_exist,
         "other"},
        {"by the owner",
         [](DealWorld& w) { w.manager.person = w.rival.person; },
         &DealWorld::manager,
         join(),
         ProblemCode::reviewer_must_not_be_the_owner,
         ""},
        {"when it is over",
         [](DealWorld& w) {
             w.act(w.rival, WithdrawDeal{theirs, ""});
         },
         &DealWorld::manager,
         join(),
         ProblemCode::review_must_allow_this_step,
         "review"},
    };
    for (const Refusal& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        world.submit("a", world.form());
        world.act(world.rival, SubmitDeal{theirs, alike(world)});
        row.prepare(world);
        const auto changes = world.decide(world.*row.actor, row.command);
        REQUIRE_FALSE(changes.ok());
        CHECK(name_of(changes.problem().code) == name_of(row.expected));
        CHECK(changes.problem().field == row.field);
    }
}

TEST_CASE("join: what a person joined stays while it is the same claim") {
    struct Row {
        const char* why;
        void (*change)(DealForm&);
        bool stays;
    };
    const Row rows[] = {
        {"another amount", [](DealForm& f) { f.lines.front().amount.minor += 100; }, true},
        {"a number beside the domain", [](DealForm& f) { f.customer.tax_id = "98-1"; }, true},
        {"another customer",
         [](DealForm& f) {
             f.customer.domain = "harbormutual.com";
             f.customer.legal_name = "Harbor Mutual";
         },
         false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        world.submit("a", world.form());
        world.act(world.rival, SubmitDeal{theirs, alike(world)});
        world.act(world.manager, join());
        world.ask("theirs", {"customer", "lines"});
        DealForm form = alike(world);
        row.change(form);
        world.act(world.rival, AnswerQuestion{theirs, form, "So."});
        CHECK((world.deal("theirs").review == Review::conflict) == row.stays);
        CHECK((world.deal("a").review == Review::conflict) == row.stays);
        CHECK(world.linked("a").empty() != row.stays);
    }
}

TEST_CASE("join: an award needs whoever else may claim the customer of a party") {
    DealWorld world;
    world.submit("a", world.form());
    world.act(world.rival, SubmitDeal{theirs, alike(world)});
    world.act(world.manager, join());
    const Context context{
        .actor = world.board, .now = world.now, .program = world.program, .numbers = world.numbers};
    const AwardConflict award{.deal = a, .text = "The customer said so."};
    const Needs wanted = further_needs(award, world.records, context);
    for (const char* domain : {"northgaterail.com", "northgate-rail.net"}) {
        CAPTURE(domain);
        const std::string key = std::string("match:domain:") + domain;
        const auto& keys = wanted.index_keys;
        CHECK(std::find(keys.begin(), keys.end(), key) != keys.end());
    }
}

TEST_CASE("join: the vendor's pursuit of a customer alike can be joined and ends") {
    DealWorld world;
    const RecordPursuit pursuit{
        .pursuit = {id_of("pursuit")},
        .customer = world.form().customer,
        .products = {"platform_licenses"},
        .note = {}};
    world.act(world.manager, pursuit);
    world.act(world.rival, SubmitDeal{theirs, alike(world)});
    CHECK(world.possible("theirs") == std::vector{id_of("pursuit")});
    world.act(
        world.manager, JoinClaims{.deal = theirs, .other = id_of("pursuit"), .text = "The same."}
    );
    CHECK(world.deal("theirs").review == Review::conflict);
    world.act(world.manager, EndPursuit{{id_of("pursuit")}});
    CHECK(world.deal("theirs").review == Review::submitted);
}

// A claim that came earlier may become alike, or come back among those who came meanwhile.
TEST_CASE("join: a likely overlap is found whenever a claim is made anew") {
    SECTION("by an answer") {
        DealWorld world;
        DealForm elsewhere = world.form();
        elsewhere.customer.domain = "harbormutual.com";
        elsewhere.customer.legal_name = "Harbor Mutual";
        elsewhere.contact.email = "p@harbormutual.com";
        world.submit("a", world.form());
        world.act(world.rival, SubmitDeal{theirs, elsewhere});
        world.act(world.manager, ClaimDeal{theirs});
        world.ask("theirs", {"customer", "contact", "lines"});
        world.act(world.rival, AnswerQuestion{theirs, alike(world), "It was this one."});
        CHECK(world.possible("theirs") == std::vector{a.bytes});
        CHECK(world.events("theirs").front() == "deal_submitted");
        const auto told = world.events("theirs");
        CHECK(std::count(told.begin(), told.end(), "deal_overlap_possible") == 1);
    }
    SECTION("by an appeal") {
        DealWorld world;
        bring_to(world, Review::closed);
        world.act(world.rival, SubmitDeal{theirs, alike(world)});
        CHECK(world.possible("theirs").empty());
        world.act(world.seller, AppealDecision{a, "But."});
        CHECK(world.possible("a") == std::vector{theirs.bytes});
    }
}

TEST_CASE("join: of very many who may be one, some are enough to look at") {
    DealWorld world;
    world.change_partner(world.third.partner, [](Partner& partner) {
        partner.tier = Tier::tier_1;
    });
    for (int i = 0; i < 25; i++) {
        DealForm form = world.form_worth(1'000);
        form.customer.legal_name = std::string(3, static_cast<char>('a' + i)) + " rail";
        form.customer.domain = "rail" + std::to_string(i) + ".com";
        form.contact.email = "the.same@agency.com";
        world.act(world.third, SubmitDeal{DealWorld::id(std::to_string(i)), form});
    }
    DealForm form = world.form_worth(1'000);
    form.contact.email = "the.same@agency.com";
    world.act(world.rival, SubmitDeal{theirs, form});
    // Those whose ids come first, in that order: which key found them does not count.
    std::vector<IdBytes> first;
    for (int i = 0; i < 25; i++) first.push_back(id_of(std::to_string(i)));
    std::sort(first.begin(), first.end());
    first.resize(20);
    CHECK(world.possible("theirs") == first);
}
