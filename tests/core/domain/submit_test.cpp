#include "core/domain/decide.h"
#include "core/domain/enablement/rollup.h"
#include "core/domain/program/calendars.h"
#include "core/domain/project.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static std::string text_of(const Problem& problem) {
    return std::string(name_of(problem.code)) + " " + problem.field + " " + problem.limit;
}

// Why, what is spoiled in a sound form, and what decide() must say.
struct FormRow {
    const char* why;
    void (*spoil)(DealForm&);
    const char* expected;  // "problem field limit"
};

static const FormRow form_rows[] = {
    {"a name too long",
     [](DealForm& f) { f.customer.legal_name.assign(201, 'x'); },
     "text_must_be_short_enough customer.legal_name 200"},
    {"too many products",
     [](DealForm& f) { f.products.assign(21, "platform_licenses"); },
     "list_must_be_short_enough products 20"},
    {"too many lines",
     [](DealForm& f) { f.lines.assign(51, DealLine{}); },
     "list_must_be_short_enough lines 50"},
    {"no domain",
     [](DealForm& f) { f.customer.domain = " "; },
     "customer_domain_must_be_given customer.domain "},
    {"a public suffix",
     [](DealForm& f) { f.customer.domain = "com"; },
     "domain_must_be_registrable customer.domain "},
    {"no name",
     [](DealForm& f) { f.customer.legal_name = ""; },
     "customer_name_must_be_given customer.legal_name "},
    {"no country",
     [](DealForm& f) { f.customer.country = ""; },
     "customer_country_must_be_given customer.country "},
    {"a country ISO has not",
     [](DealForm& f) { f.customer.country = "XX"; },
     "country_must_be_known customer.country "},
    {"a country in lower case",
     [](DealForm& f) { f.customer.country = "us"; },
     "country_must_be_known customer.country "},
    {"no sector",
     [](DealForm& f) { f.customer.sector = ""; },
     "sector_must_be_given customer.sector "},
    {"a sector the program has not",
     [](DealForm& f) { f.customer.sector = "magic"; },
     "value_must_be_one_of_the_choices customer.sector "},
    {"49 characters and spaces",
     [](DealForm& f) { f.objective = "  " + std::string(49, 'x') + " "; },
     "objective_must_have_50_characters objective 50"},
    {"no product", [](DealForm& f) { f.products.clear(); }, "product_must_be_chosen products "},
    {"an unknown product",
     [](DealForm& f) { f.products = {"hoverboard"}; },
     "product_must_be_known products hoverboard"},
    {"a product for experts",
     [](DealForm& f) { f.products = {"custom_agents"}; },
     "product_must_be_unlocked_by_certificates products expert"},
    {"no line", [](DealForm& f) { f.lines.clear(); }, "line_must_be_given lines "},
    {"no currency", [](DealForm& f) { f.currency = {}; }, "currency_must_be_known currency "},
    {"a category of another model",
     [](DealForm& f) { f.lines[0].category = "co_selling"; },
     "category_must_be_covered_by_the_model lines[0].category co_selling"},
    {"an amount of nothing",
     [](DealForm& f) { f.lines[0].amount.minor = 0; },
     "amount_must_be_positive lines[0].amount "},
    {"another currency",
     [](DealForm& f) {
         f.lines[0].amount.currency = {{'E', 'U', 'R'}};
     },
     "currencies_must_match lines[0].amount "},
    {"a term below nothing",
     [](DealForm& f) { f.lines[0].term_months = -1; },
     "value_must_be_in_range lines[0].term_months 240"},
    {"a term beyond 20 years",
     [](DealForm& f) { f.lines[0].term_months = 241; },
     "value_must_be_in_range lines[0].term_months 240"},
    {"a sum beyond all",
     [](DealForm& f) { f.lines[1].amount.minor = INT64_MAX; },
     "amount_must_fit lines[1].amount "},
    {"no close date",
     [](DealForm& f) { f.expected_close = {}; },
     "close_date_must_be_given expected_close "},
    {"a close yesterday",
     [](DealForm& f) { f.expected_close = 2026y / std::chrono::November / 15; },
     "close_date_must_not_be_past expected_close "},
    {"a day beyond 18 months",
     [](DealForm& f) {
         f.expected_close = months_after(f.expected_close - Days{60}, 18) + Days{1};
     },
     "close_date_must_be_within_18_months expected_close 18"},
    {"no contact", [](DealForm& f) { f.contact.name = ""; }, "contact_must_be_given contact.name "},
    {"no host",
     [](DealForm& f) { f.contact.email = "p.nair@"; },
     "contact_email_must_be_valid contact.email "},
    {"two signs",
     [](DealForm& f) { f.contact.email = "p@n@rail.com"; },
     "contact_email_must_be_valid contact.email "},
    {"a blank in the address",
     [](DealForm& f) { f.contact.email = "p nair@rail.com"; },
     "contact_email_must_be_valid contact.email "},
    {"two addresses",
     [](DealForm& f) { f.contact.email = "p.nair,b@rail.com"; },
     "contact_email_must_be_valid contact.email "},
    {"public, without its number",
     [](DealForm& f) { f.customer.public_sector = true; },
     "rfx_number_must_be_given_for_public_sector rfx_number "},
    {"a government's, whatever was ticked",
     [](DealForm& f) { f.customer.sector = "government"; },
     "rfx_number_must_be_given_for_public_sector rfx_number "},
    {"a joint solution the plan has not",
     [](DealForm& f) { f.joint_solution = "magic"; },
     "reference_must_exist joint_solution "},
    {"another partner's joint solution",
     [](DealForm& f) { f.joint_solution = "manufacturing_4_0"; },
     "record_must_be_yours joint_solution "},
};

TEST_CASE("submit: each field that does not hold is refused by name") {
    for (const FormRow& row : form_rows) {
        CAPTURE(row.why);
        DealWorld world;
        DealForm form = world.form();
        row.spoil(form);
        const auto changes = world.decide(world.seller, SubmitDeal{DealWorld::id("a"), form});
        REQUIRE_FALSE(changes.ok());
        CHECK(text_of(changes.problem()) == row.expected);
    }
}

static Context preview(const DealWorld& world, CountingNumbers& numbers) {
    return {.actor = world.seller, .now = world.now, .program = world.program, .numbers = numbers};
}

TEST_CASE("form: a term has up to 20 years") {
    DealWorld world;
    CountingNumbers numbers;
    DealForm form = world.form();
    form.lines[0].term_months = 240;
    CHECK(problems_of(form, world.records, preview(world, numbers)).empty());
}

TEST_CASE("form: all problems are told at once, one a field, in the order of the form") {
    DealWorld world;
    CountingNumbers numbers;
    const Context context = preview(world, numbers);
    CHECK(problems_of(world.form(), world.records, context).empty());
    const std::vector<Problem> problems = problems_of(DealForm{}, world.records, context);
    const char* expected[] = {
        "customer_domain_must_be_given",
        "customer_name_must_be_given",
        "customer_country_must_be_given",
        "sector_must_be_given",
        "objective_must_have_50_characters",
        "product_must_be_chosen",
        "line_must_be_given",
        "close_date_must_be_given",
        "contact_must_be_given"};
    REQUIRE(problems.size() == std::size(expected));
    for (std::size_t i = 0; i < problems.size(); i++) {
        CHECK(name_of(problems[i].code) == expected[i]);
    }
}

TEST_CASE("submit: a partner's device takes a joint solution, the server looks whose it is") {
    DealWorld world;
    world.program.plan.joint_solutions[1].partner = "Slalom";
    const Program whole = world.program;
    const Record record{.id = id_of("program"), .version = 1, .body = whole};
    const Viewer viewer{
        .audience = Audience::seller,
        .person = world.seller.person,
        .partner = world.seller.partner};
    world.program = body_of<Program>(*project(record, viewer));
    world.authority = false;
    DealForm form = world.form();
    for (const char* key : {"financial_compliance", "manufacturing_4_0"}) {
        form.joint_solution = key;
        CHECK(world.decide(world.seller, SubmitDeal{DealWorld::id("a"), form}).ok());
    }
    form.joint_solution = "magic";
    const auto refused = world.decide(world.seller, SubmitDeal{DealWorld::id("a"), form});
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.problem().code == ProblemCode::reference_must_exist);
    world.program = whole;
    world.authority = true;
    form.joint_solution = "manufacturing_4_0";
    const auto foreign = world.decide(world.seller, SubmitDeal{DealWorld::id("a"), form});
    REQUIRE_FALSE(foreign.ok());
    CHECK(foreign.problem().code == ProblemCode::record_must_be_yours);
}

TEST_CASE("submit: a deal names the joint solution it sells, one of its partner's") {
    DealWorld world;
    JointSolution& solution = world.program.plan.joint_solutions[1];
    solution.domain = "slalom.example";
    world.change_partner(world.seller.partner, [](Partner& partner) {
        partner.name = "Slalom Consulting";  // Renamed since; its domain is what it was.
        partner.domains.push_back("slalom.example");
    });
    DealForm form = world.form();
    form.joint_solution = solution.key;
    world.submit("a", form);
    CHECK(world.deal("a").joint_solution == "financial_compliance");
    CHECK(form_from_deal(world.deal("a")) == form);
}

TEST_CASE("form: of two problems the earlier field is the one that a submission names") {
    for (std::size_t first = 0; first < std::size(form_rows); first++) {
        for (std::size_t later = first + 1; later < std::size(form_rows); later++) {
            CAPTURE(form_rows[first].why, form_rows[later].why);
            DealWorld world;
            DealForm form = world.form();
            form_rows[later].spoil(form);
            form_rows[first].spoil(form);
            const auto changes = world.decide(world.seller, SubmitDeal{DealWorld::id("a"), form});
            REQUIRE_FALSE(changes.ok());
            const std::string told = text_of(changes.problem());
            CHECK(told == form_rows[first].expected);
        }
    }
}

TEST_CASE("submit: what stands in the way beside the form is refused in order") {
    struct Row {
        const char* why;
        void (*prepare)(DealWorld&);
        ProblemCode expected;
    };
    const Row rows[] = {
        {"staff register nothing",
         [](DealWorld& w) { w.seller = w.manager; },
         ProblemCode::permission_must_be_held},
        {"somebody without the right",
         [](DealWorld& w) {
             w.seller.permissions = {};
             w.seller.permissions.grant(Permission::enter_portal);
         },
         ProblemCode::permission_must_be_held},
        {"a partner without a certificate",
         [](DealWorld& w) {
             w.seller.permissions =
                 effective_permissions(w.program, w.seller.permissions, {}, Lifecycle::active);
         },
         ProblemCode::permission_must_be_unlocked_by_certificates},
        {"another partner's deal",
         [](DealWorld& w) {
             w.act(w.rival, KeepDraft{DealWorld::id("a"), {}});
         },
         ProblemCode::record_must_exist},
        {"submitted before",
         [](DealWorld& w) { w.submit("a", w.form()); },
         ProblemCode::review_must_allow_this_step},
        {"no agreement any more",
         [](DealWorld& w) { w.now = w.now + 101 * ms_per_day; },
         ProblemCode::product_must_be_unlocked_by_certificates},
        {"a suspended partner",
         [](DealWorld& w) {
             w.change_partner(w.seller.partner, [](Partner& p) {
                 p.lifecycle = Lifecycle::suspended;
             });
         },
         ProblemCode::partner_must_be_active},
        {"the cap is reached",
         [](DealWorld& w) { w.program.tiers[1].open_registrations = 0; },
         ProblemCode::open_registrations_must_be_under_the_cap},
        {"the same customer and product again",
         [](DealWorld& w) { w.submit("b", w.form()); },
         ProblemCode::deal_must_not_be_registered_twice},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        row.prepare(world);
        DealForm form = world.form();
        form.expected_close = date_of(world.now) + Days{60};
        const auto changes = world.decide(world.seller, SubmitDeal{DealWorld::id("a"), form});
        REQUIRE_FALSE(changes.ok());
        CHECK(name_of(changes.problem().code) == name_of(row.expected));
    }
}

TEST_CASE("submit: an agreement counts on its days and in its territory only") {
    struct Row {
        const char* why;
        std::int32_t days;
        const char* territory;
        bool allowed;
    };
    const Row rows[] = {
        {"its last day", 100, "", true},
        {"the day after", 101, "", false},
        {"its territory", 0, "US", true},
        {"outside of it", 0, "CA", false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        const RecordKey key{
            Kind::agreement, derived_id(world.seller.partner.bytes, "agreement", 0)};
        Record record = *world.records.find(key);
        if (*row.territory != '\0') body_of<Agreement>(record).territory = {row.territory};
        world.records.put(record);
        world.now = world.now + row.days * ms_per_day;
        DealForm form = world.form();
        form.products = {"platform_licenses"};
        const auto changes = world.decide(world.seller, SubmitDeal{DealWorld::id("a"), form});
        CHECK(changes.ok() == row.allowed);
        if (!changes.ok()) {
            CHECK(changes.problem().code == ProblemCode::agreement_must_be_in_force);
        }
    }
}

TEST_CASE("submit: a form may be as long as its limits") {
    DealWorld world;
    DealForm form = world.form();
    form.customer.legal_name.assign(200, 'x');
    form.products.assign(20, "platform_licenses");
    form.lines.assign(50, form.lines.front());
    CHECK(world.decide(world.seller, SubmitDeal{DealWorld::id("a"), form}).ok());
}

TEST_CASE("submit: a product is open on each day of one certificate that opens it") {
    struct Row {
        const char* why;
        std::int32_t awarded_in_days, expires_in_days;
        bool open;
    };
    const Row rows[] = {
        {"its only day", 0, 0, true},
        {"its first day", 0, 9, true},
        {"its last day", -9, 0, true},
        {"the day after", -9, -1, false},
        {"the day before", 1, 9, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        const IdBytes id = derived_id(world.seller.partner.bytes, "certificate", 0);
        Record record = *world.records.find({Kind::certificate, id});
        auto& certificate = body_of<Certificate>(record);
        certificate.awarded_on = date_of(world.now) + Days{row.awarded_in_days};
        certificate.expires_on = date_of(world.now) + Days{row.expires_in_days};
        // Beside one that opens nothing of it.
        Record other = record;
        other.id = derived_id(world.seller.partner.bytes, "certificate", 1);
        body_of<Certificate>(other).level = "foundation";
        world.records.put(record);
        world.records.put(other);
        const auto changes =
            world.decide(world.seller, SubmitDeal{DealWorld::id("a"), world.form()});
        CHECK(changes.ok() == row.open);
        if (changes.ok()) continue;
        CHECK(changes.problem().code == ProblemCode::product_must_be_unlocked_by_certificates);
    }
}

TEST_CASE("submit: the last day of the window still counts") {
    DealWorld world;
    DealForm form = world.form();
    form.expected_close = months_after(date_of(world.now), 18);
    CHECK(world.decide(world.seller, SubmitDeal{DealWorld::id("a"), form}).ok());
    form.expected_close = date_of(world.now);
    CHECK(world.decide(world.seller, SubmitDeal{DealWorld::id("a"), form}).ok());
}

TEST_CASE("submit: the authority gives number, receipt, priority and clock") {
    DealWorld world;
    const Moment at = world.now;
    world.submit("a", world.form());
    const Deal& deal = world.deal("a");
    CHECK(deal.review == Review::submitted);
    CHECK(deal.number == "DR-2026-004117");
    CHECK(deal.receipt.size() == 9);
    CHECK(deal.receipt[4] == '-');
    CHECK(deal.submitted_at == at);
    CHECK(deal.priority_from == at);
    CHECK(deal.priority_until == at);
    CHECK(deal.match_keys.front() == "domain:northgaterail.com");
    // Monday 09:00 in New York: eight business hours end as the desk closes, sixteen a day later.
    CHECK(deal.sla.target_at == at + 8 * ms_per_hour);
    CHECK(deal.sla.limit_at == at + 32 * ms_per_hour);
    CHECK(world.events("a") == std::vector<std::string>{"deal_submitted"});
}

TEST_CASE("submit: a device gives nothing that only the receipt can give") {
    DealWorld world;
    world.authority = false;
    world.submit("a", world.form_worth(100'000));
    const Deal& deal = world.deal("a");
    CHECK(deal.review == Review::submitted);
    CHECK(deal.number.empty());
    CHECK(deal.receipt.empty());
    CHECK_FALSE(deal.submitted_at.given());
    CHECK_FALSE(deal.priority_from.given());
    CHECK_FALSE(deal.sla.running_since.given());
    CHECK(world.numbers.count == 4'116);
}

TEST_CASE("submit: a number has its zeros, and grows beyond them") {
    struct Row {
        std::int64_t count;  // Of those given before.
        const char* number;
    };
    for (const Row& row :
         {Row{-1, ""},
          Row{0, "DR-2026-000001"},
          Row{999'998, "DR-2026-999999"},
          Row{999'999, "DR-2026-1000000"}}) {
        CAPTURE(row.count);
        DealWorld world;
        world.numbers.count = row.count;
        world.submit("a", world.form());
        CHECK(world.deal("a").number == row.number);
    }
}

TEST_CASE("submit: device and server give the same ids to what the same command makes") {
    DealWorld device;
    device.authority = false;
    DealWorld server;
    const Changes here = device.act(device.seller, SubmitDeal{DealWorld::id("a"), device.form()});
    const Changes there = server.act(server.seller, SubmitDeal{DealWorld::id("a"), server.form()});
    REQUIRE(here.puts.size() == there.puts.size());
    for (std::size_t i = 0; i < here.puts.size(); i++) {
        CHECK(here.puts[i].key() == there.puts[i].key());
    }
}

TEST_CASE("submit: a rule approves small deals of tier 1 and 2 and is named") {
    struct Row {
        const char* why;
        Tier tier;
        std::int64_t dollars;
        bool approved;
    };
    const Row rows[] = {
        {"tier 1, below", Tier::tier_1, 249'999, true},
        {"tier 2, below", Tier::tier_2, 249'999, true},
        {"tier 2, at the limit", Tier::tier_2, 250'000, false},
        {"tier 3", Tier::tier_3, 1'000, false},
        {"emerging", Tier::emerging, 1'000, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        Record partner = *world.records.find({Kind::partner, world.seller.partner.bytes});
        body_of<Partner>(partner).tier = row.tier;
        world.records.put(partner);
        world.submit("a", world.form_worth(row.dollars));
        const Deal& deal = world.deal("a");
        CHECK((deal.review == Review::approved) == row.approved);
        if (!row.approved) continue;
        CHECK(deal.decision_rule == "tier_1_2_under_250000_usd");
        CHECK(deal.rules_version == world.program.rules_version);
        CHECK(
            world.events("a") == std::vector<std::string>{"deal_submitted", "deal_auto_approved"}
        );
    }
}

TEST_CASE("submit: a value in another currency is converted before it meets a limit") {
    struct Row {
        const char* code;
        std::int64_t minor;
        bool approved;
    };
    const Row rows[] = {
        {"EUR", 240'000'00, true},   // 249,336 dollars.
        {"EUR", 241'000'00, false},  // 250,375 dollars.
        {"JPY", 39'000'000, true},
        {"JPY", 40'000'000, false},
        {"XAF", 1'00, false},  // No rate: as if above every limit.
    };
    for (const Row& row : rows) {
        CAPTURE(row.code, row.minor);
        DealWorld world;
        DealForm form = world.form_worth(1);
        form.currency = currency_from_text(row.code).value();
        form.lines[0].amount = {row.minor, form.currency};
        world.submit("a", form);
        CHECK((world.deal("a").review == Review::approved) == row.approved);
    }
}

TEST_CASE("submit: a draft keeps its id and goes on from its version") {
    DealWorld world;
    world.act(world.seller, KeepDraft{DealWorld::id("a"), DealForm{}});
    CHECK(world.deal("a").review == Review::draft);
    CHECK(world.events("a").empty());
    world.submit("a", world.form());
    const Record& record = *world.records.find({Kind::deal, id_of("a")});
    CHECK(record.version == 2);
    CHECK(record.changed_at > record.created_at);
}

TEST_CASE("submit: an emerging partner may have 25 open registrations and no more") {
    DealWorld world;
    world.change_partner(world.seller.partner, [](Partner& p) { p.tier = Tier::emerging; });
    for (int i = 0; i < 25; i++) {
        DealForm form = world.form();
        form.customer.domain = "customer" + std::to_string(i) + ".com";
        form.customer.legal_name = "Customer " + std::string(1, static_cast<char>('A' + i));
        form.contact.email = "p@" + form.customer.domain;
        world.submit("deal " + std::to_string(i), form);
        // To be read over a telephone.
        const std::string& receipt = world.deal("deal " + std::to_string(i)).receipt;
        CHECK(std::none_of(receipt.begin(), receipt.end(), [](char c) { return c >= 'a'; }));
    }
    const auto changes = world.decide(world.seller, SubmitDeal{DealWorld::id("a"), world.form()});
    REQUIRE_FALSE(changes.ok());
    CHECK(text_of(changes.problem()) == "open_registrations_must_be_under_the_cap  25");
}
