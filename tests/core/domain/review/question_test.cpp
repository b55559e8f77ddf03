#include "core/domain/review/form.h"
#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;

static const DealId a = DealWorld::id("a");

static void bring_to_question(DealWorld& w) {
    w.submit("a", w.form());
    w.claim("a");
    w.ask("a", {"expected_close"});
}

TEST_CASE("question: the clock stands still while the partner is asked") {
    DealWorld world;
    world.submit("a", world.form());
    world.claim("a");
    const Moment started = world.deal("a").sla.started_at;
    world.now = started + 2 * ms_per_hour;
    world.ask("a", {"lines"});
    CHECK_FALSE(world.deal("a").sla.running_since.given());
    CHECK(world.deal("a").sla.used_ms == 2 * ms_per_hour);
    CHECK_FALSE(world.deal("a").sla.target_at.given());
    world.now = started + 7 * ms_per_day;  // Monday again, 09:00 in New York.
    DealForm form = form_from_deal(world.deal("a"));
    form.lines[0].term_months = 48;
    const Moment answered = world.now;
    world.act(world.seller, AnswerQuestion{a, form, "Four years."});
    CHECK(world.deal("a").review == Review::in_review);
    CHECK(world.deal("a").sla.target_at == answered + 6 * ms_per_hour);
    CHECK(world.deal("a").lines[0].term_months == 48);
    CHECK(world.deal("a").question == Question{});
}

TEST_CASE("question: ten business days, and no day longer") {
    DealWorld world;
    bring_to_question(world);
    const Date due = world.deal("a").question.due_on;
    // Thanksgiving lies in between: two weeks of five days and one more.
    CHECK(due == date_of(world.now) + Days{15});
    world.now = start_of(due + Days{1}) + -1;
    CHECK(world.decide(world.seller, AnswerQuestion{a, world.form(), ""}).ok() == true);
    CHECK_FALSE(world.decide(world.system, CloseUnanswered{a}).ok());
    world.now = start_of(due + Days{1});
    const auto late = world.decide(world.seller, AnswerQuestion{a, world.form(), ""});
    REQUIRE_FALSE(late.ok());
    CHECK(late.problem().code == ProblemCode::answer_must_be_in_time);
    CHECK(late.problem().limit == text_from_date(due));
    world.act(world.system, CloseUnanswered{a});
    CHECK(world.deal("a").review == Review::closed);
    CHECK(world.deal("a").outcome == DealOutcome::incomplete);
}

TEST_CASE("question: only what was asked may change, and it must hold") {
    DealWorld world;
    bring_to_question(world);
    DealForm form = world.form();
    form.expected_close += Days{1};
    form.notes = "and this";
    auto answer = world.decide(world.seller, AnswerQuestion{a, form, ""});
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.problem().code == ProblemCode::field_must_be_one_that_was_asked);
    CHECK(answer.problem().field == "notes");
    form = world.form();
    form.expected_close = {};
    answer = world.decide(world.seller, AnswerQuestion{a, form, ""});
    REQUIRE_FALSE(answer.ok());
    CHECK(answer.problem().code == ProblemCode::close_date_must_be_given);
}

TEST_CASE("question: what was not asked cannot stand in the answer's way") {
    DealWorld world;
    DealForm form = world.form();
    form.expected_close = date_of(world.now) + Days{3};
    world.submit("a", form);
    world.claim("a");
    world.ask("a", {"notes"});
    world.now = world.now + 5 * ms_per_day;
    form.notes = "The budget is approved.";
    world.act(world.seller, AnswerQuestion{a, form, ""});
    CHECK(world.deal("a").review == Review::in_review);
    CHECK(world.deal("a").notes == form.notes);
    world.ask("a", {"expected_close"});
    const auto past = world.decide(world.seller, AnswerQuestion{a, form, ""});
    REQUIRE_FALSE(past.ok());
    CHECK(past.problem().code == ProblemCode::close_date_must_not_be_past);
}

// Of a reseller in Canada, beside the integrator's of the world.
static AgreementId add_canadian_agreement(DealWorld& world) {
    Agreement agreement;
    agreement.partner = world.seller.partner;
    agreement.model = "reseller";
    agreement.territory = {"CA"};
    agreement.valid_from = date_of(world.now);
    agreement.valid_until = date_of(world.now) + Days{300};
    const IdBytes id = id_of("canadian agreement");
    world.records.put({.id = id, .version = 1, .body = std::move(agreement)});
    return {id};
}

TEST_CASE("question: an answer from another country is under that one's agreement") {
    DealWorld world;
    const AgreementId canadian = add_canadian_agreement(world);
    world.submit("a", world.form());
    world.claim("a");
    CHECK(world.deal("a").agreement != canadian);
    world.ask("a", {"customer", "lines"});
    DealForm form = world.form();
    form.customer.country = "CA";
    form.lines = {{.category = "standard", .amount = {10'000'00, usd}}};
    world.act(world.seller, AnswerQuestion{a, form, "It is the subsidiary."});
    CHECK(world.deal("a").agreement == canadian);
}

TEST_CASE("question: an answer leaves no form that contradicts itself") {
    struct Row {
        const char* why;
        const char* asked;
        void (*change)(DealForm&);
        ProblemCode expected;
        const char* field;
    };
    const Row rows[] = {
        {"lines of another model than the new country's",
         "customer",
         [](DealForm& f) { f.customer.country = "CA"; },
         ProblemCode::category_must_be_covered_by_the_model,
         "lines[2].category"},
        {"lines in another currency",
         "currency",
         [](DealForm& f) {
             f.currency = {{'E', 'U', 'R'}};
         },
         ProblemCode::currencies_must_match,
         "lines[0].amount"},
        {"the public sector without its number",
         "customer",
         [](DealForm& f) { f.customer.public_sector = true; },
         ProblemCode::rfx_number_must_be_given_for_public_sector,
         "rfx_number"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        add_canadian_agreement(world);
        world.submit("a", world.form());
        world.claim("a");
        world.ask("a", {row.asked});
        DealForm form = world.form();
        row.change(form);
        const auto answer = world.decide(world.seller, AnswerQuestion{a, form, ""});
        REQUIRE_FALSE(answer.ok());
        CHECK(name_of(answer.problem().code) == name_of(row.expected));
        CHECK(answer.problem().field == row.field);
    }
}

TEST_CASE("question: an answer makes no second claim of the partner's own") {
    DealWorld world;
    DealForm elsewhere = world.form();
    elsewhere.customer.domain = "harbormutual.com";
    elsewhere.customer.legal_name = "Harbor Mutual";
    world.submit("b", world.form());
    world.submit("a", elsewhere);
    world.claim("a");
    world.ask("a", {"customer"});
    const auto answer = world.decide(world.seller, AnswerQuestion{a, world.form(), ""});
    REQUIRE_FALSE(answer.ok());
    CHECK(
        answer.problem() ==
        Problem{ProblemCode::deal_must_not_be_registered_twice, {}, world.deal("b").number}
    );
}

TEST_CASE("question: its list of fields is as long as the form") {
    DealWorld world;
    world.submit("a", world.form());
    world.claim("a");
    const auto asked =
        world.decide(world.manager, AskAboutDeal{a, std::vector<std::string>(15, "lines"), "Why?"});
    REQUIRE_FALSE(asked.ok());
    CHECK(asked.problem() == Problem{ProblemCode::list_must_be_short_enough, "fields", "14"});
}
