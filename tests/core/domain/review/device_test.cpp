// What a device shows before the server has answered: the deal at hand, and nothing of anybody
// else.
#include "core/domain/commands/pursuits.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/deal_lives.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const DealId a = DealWorld::id("a");
static const DealId theirs = DealWorld::id("theirs");
static const PursuitId pursuit{id_of("pursuit")};

static void contested(DealWorld& w) {
    bring_to(w, Review::approved);
    w.act(w.rival, SubmitDeal{theirs, w.form()});
}

static void pursued(DealWorld& w) {
    w.act(
        w.manager,
        RecordPursuit{
            .pursuit = pursuit,
            .customer = w.form().customer,
            .products = {"platform_licenses"},
            .note = {}}
    );
    w.submit("a", w.form());
}

struct Preview {
    const char* why;
    void (*prepare)(DealWorld&);
    Actor DealWorld::*actor;
    Command (*command)(const DealWorld&);
    Review review;  // Of the deal, at once.
};
static const Preview previews[] = {
    {"a claim that leaves a conflict",
     [](DealWorld& w) { bring_to(w, Review::conflict); },
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return WithdrawDeal{a, ""};
     },
     Review::closed},
    {"a contested one that is lost",
     contested,
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return ReportLost{a, "price", ""};
     },
     Review::closed},
    {"a contested one that is revoked",
     contested,
     &DealWorld::admin,
     [](const DealWorld&) -> Command {
         return RevokeDeal{a, "false_statement", "It was.", ""};
     },
     Review::closed},
    {"an answer",
     [](DealWorld& w) { bring_to(w, Review::info_requested); },
     &DealWorld::seller,
     [](const DealWorld& w) -> Command {
         return AnswerQuestion{a, w.form(), "So."};
     },
     Review::in_review},
    {"an appeal",
     [](DealWorld& w) { bring_to(w, Review::closed); },
     &DealWorld::seller,
     [](const DealWorld&) -> Command {
         return AppealDecision{a, "But."};
     },
     Review::in_review},
    {"a revival",
     [](DealWorld& w) { bring_to(w, Review::expired); },
     &DealWorld::seller,
     [](const DealWorld& w) -> Command {
         return ReviveDeal{a, date_of(w.now) + Days{30}, ""};
     },
     Review::in_review},
    {"a deal that is won",
     [](DealWorld& w) { bring_to(w, Review::won_reported); },
     &DealWorld::manager,
     [](const DealWorld&) -> Command {
         return ConfirmWon{a, ""};
     },
     Review::closed},
    {"a pursuit that ends",
     pursued,
     &DealWorld::manager,
     [](const DealWorld&) -> Command { return EndPursuit{pursuit}; },
     Review::conflict},
};

static bool is_of_the_act(const Record& record) {
    return record.id == a.bytes || record.id == pursuit.bytes || record.body.is<HistoryLine>();
}

TEST_CASE("device: an act shows at once, and what follows for others is the server's to say") {
    for (const Preview& row : previews) {
        CAPTURE(row.why);
        DealWorld device;
        row.prepare(device);
        device.authority = false;
        const Changes shown = device.act(device.*row.actor, row.command(device));
        CHECK(name_of(device.deal("a").review) == name_of(row.review));
        CHECK(std::all_of(shown.puts.begin(), shown.puts.end(), is_of_the_act));
        CHECK(shown.removals.empty());
        const bool over = row.review != Review::conflict;
        CHECK((!over || !device.deal("a").sla.running_since.given()));
        CHECK(device.records.under(index_key("earnings_of_deal", a.bytes)).empty());
    }
}
