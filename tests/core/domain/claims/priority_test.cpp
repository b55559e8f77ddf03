#include "core/domain/claims/priority.h"

#include "tests/support/deal_lives.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const DealId a = DealWorld::id("a");

TEST_CASE("priority: an offline claim is dated by what it proves, at most 72 hours back") {
    struct Row {
        const char* why;
        std::int64_t proved_minutes_ago, expected_minutes;
    };
    const Row rows[] = {
        {"a token of this minute: it was online", 1, 0},
        {"the oldest token of a device that is online", 5, 0},
        {"older than that", 6, 6},
        {"an hour", 60, 60},
        {"the last that counts", 72 * 60, 72 * 60},
        {"too long", 100 * 60, 72 * 60},
        {"ahead", -5, 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        const Moment now = world.now;
        world.proved_not_before = now + -row.proved_minutes_ago * 60'000;
        world.submit("a", world.form());
        const Deal& deal = world.deal("a");
        CHECK(deal.priority_until == now);
        CHECK(deal.priority_until - deal.priority_from == row.expected_minutes * 60'000);
    }
}

static DealForm with_number(const DealWorld& world) {
    DealForm form = world.form();
    form.customer.tax_id = "98-7654321";
    return form;
}

// Another customer is another claim, whenever its deal was first registered.
TEST_CASE("priority: an answer keeps the time of the claim, and another claim has its own") {
    struct Row {
        const char* why;
        void (*change)(DealForm&);
        bool keeps;
    };
    const Row rows[] = {
        {"nothing new", [](DealForm&) {}, true},
        {"other lines", [](DealForm& f) { f.lines.pop_back(); }, true},
        {"a product less", [](DealForm& f) { f.products.pop_back(); }, true},
        {"another name under the same domain",
         [](DealForm& f) { f.customer.legal_name = "Northgate Holdings"; },
         true},
        {"another domain of the same number",
         [](DealForm& f) { f.customer.domain = "northgate.com"; },
         true},
        {"no number any more", [](DealForm& f) { f.customer.tax_id.clear(); }, true},
        {"another number and domain",
         [](DealForm& f) {
             f.customer.domain = "northgate.com";
             f.customer.tax_id = "12-3456789";
         },
         false},
        {"a product more", [](DealForm& f) { f.products.push_back("supply_chain"); }, false},
        {"another country", [](DealForm& f) { f.customer.country = "CA"; }, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        world.submit("a", with_number(world));
        world.claim("a");
        world.ask("a", {"customer", "products", "lines"});
        const Moment first = world.deal("a").priority_from;
        DealForm form = with_number(world);
        row.change(form);
        world.now = world.now + ms_per_hour;
        const Moment answered = world.now;
        world.act(world.seller, AnswerQuestion{a, form, ""});
        CHECK(world.deal("a").priority_from == (row.keeps ? first : answered));
        CHECK(world.deal("a").priority_until == (row.keeps ? first : answered));
    }
}

TEST_CASE("priority: where nothing of a customer is certain its name says whether it is the same") {
    struct Row {
        const char* why;
        const char* name;
        const char* domain;
        bool keeps;
    };
    const Row rows[] = {
        {"the same name", "Northgate Rail", "gmail.com", true},
        {"the same name, found by a domain now", "Northgate Rail", "northgaterail.com", true},
        {"another name and the same contact", "Harbor Mutual", "gmail.com", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        DealForm form = world.form();
        form.customer.domain = "gmail.com";
        world.submit("a", form);
        world.claim("a");
        world.ask("a", {"customer"});
        const Moment first = world.deal("a").priority_from;
        form.customer.legal_name = row.name;
        form.customer.domain = row.domain;
        world.act(world.seller, AnswerQuestion{a, form, ""});
        CHECK((world.deal("a").priority_from == first) == row.keeps);
    }
}

// Naming a customer that a rival registered meanwhile does not take its place.
TEST_CASE("priority: an answer that names a rival's customer comes after the rival") {
    DealWorld world;
    DealForm elsewhere = world.form();
    elsewhere.customer.domain = "harbormutual.com";
    elsewhere.customer.legal_name = "Harbor Mutual";
    world.submit("a", elsewhere);
    world.claim("a");
    world.ask("a", {"customer"});
    world.act(world.rival, SubmitDeal{DealWorld::id("theirs"), world.form()});
    world.act(world.seller, AnswerQuestion{a, world.form(), "It is this one."});
    CHECK(world.deal("a").review == Review::conflict);
    CHECK(world.deal("theirs").priority_until < world.deal("a").priority_from);
}
