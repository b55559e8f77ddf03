#include "core/domain/pursuit.h"

#include "core/domain/claims/precedence.h"
#include "core/domain/commands/pursuits.h"
#include "core/domain/project.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const DealId a = DealWorld::id("a");
static const DealId theirs = DealWorld::id("theirs");

static RecordPursuit pursuit(const DealWorld& world) {
    return {
        .pursuit = {id_of("pursuit")},
        .customer = world.form().customer,
        .products = {"platform_licenses"},
        .note = "Met in March."};
}

static AwardConflict to_the_vendor() {
    return {.deal = a, .to_vendor = true, .secondary = {}, .text = "The customer said so."};
}

TEST_CASE("pursuit: the vendor's earlier one is a party, and can keep the customer") {
    DealWorld world;
    world.act(world.manager, pursuit(world));
    world.submit("a", world.form());
    CHECK(world.deal("a").review == Review::conflict);
    const Record& record = *world.records.find({Kind::deal, a.bytes});
    const Actor& actor = world.board;
    const Context context{
        .actor = actor, .now = world.now, .program = world.program, .numbers = world.numbers};
    const Ranking ranking = rank(claims_around(record, world.records, context));
    CHECK(ranking.order.front() == id_of("pursuit"));
    CHECK(name_of(ranking.steps.back().step) == name_of(Precedence::vendor_pursuit));

    world.award(to_the_vendor());
    CHECK(world.deal("a").outcome == DealOutcome::duplicate);
}

TEST_CASE("pursuit: what is incomplete is refused by its field") {
    struct Row {
        void (*change)(RecordPursuit&);
        ProblemCode code;
        const char* field;
    };
    const Row rows[] = {
        {[](RecordPursuit& p) { p.customer.legal_name.clear(); },
         ProblemCode::customer_name_must_be_given,
         "customer.legal_name"},
        {[](RecordPursuit& p) { p.customer.country.clear(); },
         ProblemCode::customer_country_must_be_given,
         "customer.country"},
        {[](RecordPursuit& p) { p.customer.country = "us"; },
         ProblemCode::country_must_be_known,
         "customer.country"},
        {[](RecordPursuit& p) { p.customer.legal_name.assign(201, 'x'); },
         ProblemCode::text_must_be_short_enough,
         "customer.legal_name"},
        {[](RecordPursuit& p) { p.customer.domain = "com"; },
         ProblemCode::domain_must_be_registrable,
         "customer.domain"},
        {[](RecordPursuit& p) { p.customer.domain.clear(); },
         ProblemCode::customer_domain_must_be_given,
         "customer.domain"},
        {[](RecordPursuit& p) { p.customer.domain = "gmail.com"; },
         ProblemCode::customer_domain_must_be_given,
         "customer.domain"},
        {[](RecordPursuit& p) {
             p.customer.domain.clear();
             p.customer.tax_id = "-";
         },
         ProblemCode::customer_domain_must_be_given,
         "customer.domain"},
        {[](RecordPursuit& p) {
             p.customer.domain = "com";
             p.customer.tax_id = "12-3456789";
         },
         ProblemCode::domain_must_be_registrable,
         "customer.domain"},
        {[](RecordPursuit& p) { p.products.assign(21, "platform_licenses"); },
         ProblemCode::list_must_be_short_enough,
         "products"},
        {[](RecordPursuit& p) { p.products.clear(); },
         ProblemCode::product_must_be_chosen,
         "products"},
        {[](RecordPursuit& p) { p.products.push_back("plows"); },
         ProblemCode::product_must_be_known,
         "products"},
        {[](RecordPursuit& p) { p.note.assign(4'001, 'x'); },
         ProblemCode::text_must_be_short_enough,
         "note"},
    };
    for (const Row& row : rows) {
        DealWorld world;
        RecordPursuit command = pursuit(world);
        row.change(command);
        const auto changes = world.decide(world.manager, command);
        REQUIRE_FALSE(changes.ok());
        CHECK(name_of(changes.problem().code) == name_of(row.code));
        CHECK(changes.problem().field == row.field);
    }
    DealWorld world;
    world.act(world.manager, pursuit(world));
    const auto again = world.decide(world.manager, pursuit(world));
    REQUIRE_FALSE(again.ok());
    CHECK(name_of(again.problem().code) == name_of(ProblemCode::record_must_be_new));
}

TEST_CASE("pursuit: when it ends, what waited for it goes on") {
    DealWorld world;
    world.act(world.manager, pursuit(world));
    world.submit("a", world.form());
    world.act(world.manager, EndPursuit{{id_of("pursuit")}});
    CHECK(world.deal("a").review == Review::submitted);
    CHECK(world.linked("a").empty());
    CHECK_FALSE(world.decide(world.manager, EndPursuit{{id_of("pursuit")}}).ok());
    world.act(world.rival, SubmitDeal{theirs, world.form_worth(1'000)});
    CHECK(world.deal("theirs").review == Review::conflict);
    CHECK(world.linked("theirs") == std::vector{a.bytes});
}

TEST_CASE("pursuit: a number tells the customer as well as a domain") {
    DealWorld world;
    RecordPursuit command = pursuit(world);
    command.customer.domain.clear();
    command.customer.tax_id = "12-3456789";
    world.act(world.manager, command);
    DealForm form = world.form_worth(1'000);
    form.customer.domain = "elsewhere.com";
    form.customer.tax_id = "123456789";
    world.submit("a", form);
    CHECK(world.deal("a").review == Review::conflict);
}

// Whoever could record one afterward would own every customer that a partner names.
TEST_CASE("pursuit: only one recorded before the claim stands in its way") {
    struct Row {
        const char* why;
        std::int64_t proved_minutes_ago;  // Of the claim; the pursuit is a quarter of an hour old.
        Review expected;
    };
    const Row rows[] = {
        {"before a claim made online", 0, Review::conflict},
        {"before the interval of one made offline", 14, Review::conflict},
        {"as the interval begins", 15, Review::approved},
        {"within the interval", 60, Review::approved},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        const Moment recorded = world.now;
        world.act(world.manager, pursuit(world));
        world.now = recorded + 15 * 60'000;
        world.proved_not_before = world.now + -row.proved_minutes_ago * 60'000;
        world.submit("a", world.form_worth(1'000));
        CHECK(world.deal("a").review == row.expected);
    }
}

TEST_CASE("pursuit: its history is the staff's, who recorded it and who ended it") {
    DealWorld world;
    world.act(world.manager, pursuit(world));
    world.act(world.manager, EndPursuit{{id_of("pursuit")}});
    CHECK(world.events("pursuit") == std::vector<std::string>{"pursuit_recorded", "pursuit_ended"});
    const Viewer partner{
        .audience = Audience::admin,
        .person = world.seller.person,
        .partner = world.seller.partner};
    for (const Record* line : world.records.under(index_key("history_of", id_of("pursuit")))) {
        CHECK(scope_of(*line) == "staff");
        CHECK(body_of<HistoryLine>(*line).person == world.manager.person);
        CHECK_FALSE(project(*line, partner).has_value());
    }
}

TEST_CASE("pursuit: one that has ended, or is none, is not ended") {
    DealWorld world;
    const EndPursuit end{{id_of("pursuit")}};
    CHECK(
        world.decide(world.manager, end).problem() ==
        Problem{ProblemCode::record_must_exist, "pursuit", {}}
    );
    world.act(world.manager, pursuit(world));
    world.act(world.manager, end);
    CHECK(
        world.decide(world.manager, end).problem() ==
        Problem{ProblemCode::review_must_allow_this_step, "ended_at", "2026-11-16"}
    );
}

TEST_CASE("pursuit: what it is found by is guarded while it is recorded and ended") {
    DealWorld world;
    const RecordPursuit record = pursuit(world);
    const Context context{
        .actor = world.manager,
        .now = world.now,
        .program = world.program,
        .numbers = world.numbers};
    const auto guards_of = [&](const Command& command) {
        return further_needs(command, world.records, context).guards;
    };
    const auto holds = [](const std::vector<std::string>& guards, std::string_view wanted) {
        return std::find(guards.begin(), guards.end(), wanted) != guards.end();
    };
    CHECK(holds(guards_of(record), "match:domain:northgaterail.com"));
    world.act(world.manager, record);
    world.submit("a", world.form());
    const auto ending = guards_of(EndPursuit{record.pursuit});
    CHECK(holds(ending, "match:domain:northgaterail.com"));
    CHECK(holds(ending, guard_of({Kind::deal, a.bytes})));
}

TEST_CASE("pursuit: it stays as it is while a claim that meets it is decided") {
    DealWorld world;
    const RecordPursuit record = pursuit(world);
    world.act(world.manager, record);
    const Context context{
        .actor = world.seller,
        .now = world.now,
        .program = world.program,
        .numbers = world.numbers};
    const auto is_guarded = [&](const Command& command) {
        const auto guards = further_needs(command, world.records, context).guards;
        const std::string wanted = guard_of({Kind::pursuit, record.pursuit.bytes});
        return std::find(guards.begin(), guards.end(), wanted) != guards.end();
    };
    CHECK(is_guarded(SubmitDeal{a, world.form()}));
    CHECK_FALSE(is_guarded(WithdrawDeal{a, ""}));
    world.submit("a", world.form());
    CHECK(is_guarded(WithdrawDeal{a, ""}));
}
