#include "core/domain/administration/organization.h"
#include "core/domain/commands/administration.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/onboarding.h"
#include "core/domain/project.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/program_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;
using namespace entente::test;

namespace {

PartnerDetails details_of(const Partner& partner) {
    return {
        .name = partner.name,
        .legal_name = partner.legal_name,
        .domains = partner.domains,
        .tax_id = partner.tax_id,
        .types = partner.types,
        .alliance = partner.alliance,
        .home_country = partner.home_country,
        .region = partner.region,
        .countries = partner.countries,
        .worldwide = partner.worldwide,
        .specializations = partner.specializations,
        .joint_solutions = partner.joint_solutions};
}

// The world with what an application would have said of its partner.
struct PartnerWorld : ProgramWorld {
    PartnerWorld() {
        change<Partner>(Kind::partner, partner.bytes, [](Partner& body) {
            body.domains = {"slalom.com"};
            body.types = {PartnerType::system_integrator};
        });
    }
    const Partner& stands() const { return body<Partner>(Kind::partner, partner.bytes); }
    ChangePartner change_of(void (*apply_to)(PartnerDetails&)) const {
        ChangePartner command{partner, details_of(stands())};
        apply_to(command.details);
        return command;
    }
    PlanPartner plan() const {
        return {
            .partner = partner,
            .tier = Tier::tier_1,
            .quota_per_quarter = {50'000'000, usd},
            .revenue_plan = {200'000'000, usd},
            .certificate_plan = {{.level = "professional", .people = 8}},
            .revenue_potential = {500'000'000, usd},
            .investment_note = "A joint team.",
            .channel_manager = manager.person};
    }
    // The events about the partner, oldest first.
    std::vector<HistoryLine> lines() const {
        std::vector<HistoryLine> found;
        for (const Record* record : records.under(index_key("history_of", partner.bytes))) {
            found.push_back(body_of<HistoryLine>(*record));
        }
        return found;
    }
    static constexpr Currency usd{{'U', 'S', 'D'}};
};

}  // namespace

TEST_CASE("partner: what it is now may be said again by who administers it") {
    PartnerWorld world;
    const ChangePartner same = world.change_of([](PartnerDetails&) {});
    CHECK(world.refusal(world.admin, same) == "accepted");
    CHECK(world.refusal(world.director, same) == "accepted");
    CHECK(world.refusal(world.seller, same) == "permission_must_be_held");
    CHECK(world.refusal(world.manager, same) == "permission_must_be_held");
    ChangePartner foreign = same;
    foreign.partner = world.add_partner("Protiviti", "US");
    CHECK(world.refusal(world.admin, foreign) == "record_must_exist partner");
}

TEST_CASE("partner: its administrator changes what they see of it, while the portal is shut as well"
) {
    PartnerWorld world;
    world.change<Partner>(Kind::partner, world.partner.bytes, [](Partner& body) {
        body.tax_id = "12-3456789";
        body.lifecycle = Lifecycle::suspended;
    });
    const Actor admin = world.actor_of(world.admin.person);
    const auto seen = project(
        *world.records.find({Kind::partner, world.partner.bytes}),
        {audience_of(admin), admin.person, admin.partner}
    );
    REQUIRE(seen.has_value());
    ChangePartner change{world.partner, details_of(body_of<Partner>(*seen))};
    change.details.specializations = {"Cloud"};
    world.act(admin, change);
    CHECK(world.stands().specializations == std::vector<std::string>{"Cloud"});
    CHECK(world.stands().tax_id == "12-3456789");
}

TEST_CASE("partner: its administrator changes where and in what it works, the vendor the rest") {
    PartnerWorld world;
    struct Row {
        const char* field;
        void (*change)(PartnerDetails&);
        bool own;
    };
    const Row rows[] = {
        {"name", [](PartnerDetails& d) { d.name = "Slalom North"; }, false},
        {"legal_name", [](PartnerDetails& d) { d.legal_name = "Slalom Inc"; }, false},
        {"domains", [](PartnerDetails& d) { d.domains = {"slalom.io"}; }, false},
        {"tax_id", [](PartnerDetails& d) { d.tax_id = "12-3456789"; }, false},
        {"types", [](PartnerDetails& d) { d.types = {PartnerType::reseller}; }, false},
        {"alliance", [](PartnerDetails& d) { d.alliance = "Alliance"; }, false},
        {"home_country", [](PartnerDetails& d) { d.home_country = "CA"; }, false},
        {"region", [](PartnerDetails& d) { d.region = "europe"; }, false},
        {"countries",
         [](PartnerDetails& d) {
             d.countries = {"US", "CA"};
         },
         true},
        {"worldwide", [](PartnerDetails& d) { d.worldwide = true; }, true},
        {"specializations", [](PartnerDetails& d) { d.specializations = {"Cloud"}; }, true},
        {"joint_solutions", [](PartnerDetails& d) { d.joint_solutions = {"Fleets"}; }, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.field);
        const ChangePartner command = world.change_of(row.change);
        const std::string refused = "permission_must_be_held " + std::string(row.field);
        CHECK(world.refusal(world.admin, command) == (row.own ? "accepted" : refused));
        CHECK(world.refusal(world.director, command) == "accepted");
    }
}

namespace {

struct UnsoundDetails {
    const char* why;
    void (*spoil)(PartnerDetails&);
    const char* expected;
};
const UnsoundDetails unsound_details_rows[] = {
    {"no name", [](PartnerDetails& d) { d.name = " "; }, "field_must_be_given name"},
    {"a name of 201",
     [](PartnerDetails& d) { d.name.assign(201, 'a'); },
     "text_must_be_short_enough name 200"},
    {"no legal name",
     [](PartnerDetails& d) { d.legal_name.clear(); },
     "field_must_be_given legal_name"},
    {"no domain", [](PartnerDetails& d) { d.domains.clear(); }, "field_must_be_given domains"},
    {"a domain that is none",
     [](PartnerDetails& d) { d.domains = {"slalom"}; },
     "domain_must_be_registrable domains slalom"},
    {"a free mail service",
     [](PartnerDetails& d) { d.domains = {"gmail.com"}; },
     "domain_must_be_registrable domains gmail.com"},
    {"one domain in two forms",
     [](PartnerDetails& d) {
         d.domains = {"www.slalom.io", "slalom.io"};
     },
     "field_must_be_unique domains"},
    {"a country nobody knows",
     [](PartnerDetails& d) { d.home_country = "XX"; },
     "country_must_be_known home_country XX"},
    {"a country in small letters",
     [](PartnerDetails& d) { d.home_country = "us"; },
     "country_must_be_known home_country us"},
    {"covers one nobody knows",
     [](PartnerDetails& d) {
         d.countries = {"US", "XX"};
     },
     "country_must_be_known countries XX"},
    {"covers one twice",
     [](PartnerDetails& d) {
         d.countries = {"US", "US"};
     },
     "field_must_be_unique countries"},
    {"covers nothing",
     [](PartnerDetails& d) { d.countries.clear(); },
     "field_must_be_given countries"},
    {"covers the world",
     [](PartnerDetails& d) {
         d.countries.clear();
         d.worldwide = true;
     },
     "accepted"},
    {"a region nobody knows",
     [](PartnerDetails& d) { d.region = "atlantis"; },
     "reference_must_exist region atlantis"},
    {"the region of its country", [](PartnerDetails& d) { d.region.clear(); }, "accepted"},
    {"no type", [](PartnerDetails& d) { d.types.clear(); }, "field_must_be_given types"},
    {"a type twice",
     [](PartnerDetails& d) { d.types.push_back(d.types.front()); },
     "field_must_be_unique types"},
    {"31 specializations",
     [](PartnerDetails& d) { d.specializations.assign(31, "Cloud"); },
     "list_must_be_short_enough specializations 30"},
    {"an empty specialization",
     [](PartnerDetails& d) { d.specializations = {""}; },
     "field_must_be_given specializations"},
    {"a tax id of 41",
     [](PartnerDetails& d) { d.tax_id.assign(41, '1'); },
     "text_must_be_short_enough tax_id 40"},
    {"another's name",
     [](PartnerDetails& d) { d.name = "PROTIVITI Inc."; },
     "name_must_be_unique name"},
    {"the name of one that has left",
     [](PartnerDetails& d) {
         d.name = "West Monroe";
         d.domains = {"westmonroe.com"};
     },
     "accepted"},
};

}  // namespace

TEST_CASE("partner: its details are sound") {
    PartnerWorld world;
    world.add_partner("Protiviti", "US");
    world.records.put([&] {
        Partner ended;
        ended.name = "West Monroe";
        ended.domains = {"westmonroe.com"};
        ended.lifecycle = Lifecycle::ended;
        return Record{.id = derived_id({}, "ended", 0), .version = 1, .body = ended};
    }());
    for (const UnsoundDetails& row : unsound_details_rows) {
        CAPTURE(row.why);
        CHECK(world.refusal(world.director, world.change_of(row.spoil)) == row.expected);
    }
    const PartnerId other = world.add_partner("EY", "US");
    world.change<Partner>(Kind::partner, other.bytes, [](Partner& partner) {
        partner.domains = {"ey.com"};
    });
    const ChangePartner taken = world.change_of([](PartnerDetails& d) {
        d.domains = {"slalom.com", "https://www.ey.com"};
    });
    CHECK(world.refusal(world.director, taken) == "name_must_be_unique domains");
}

TEST_CASE("partner: a change says what it changed, and domains are kept as they are registered") {
    PartnerWorld world;
    world.act(world.director, world.change_of([](PartnerDetails& d) {
        d.domains = {"slalom.com", "https://shop.slalom.co.uk/de"};
        d.specializations = {"Cloud", "Data"};
        d.region.clear();
    }));
    CHECK(world.stands().domains == std::vector<std::string>{"slalom.com", "slalom.co.uk"});
    CHECK(world.stands().region == "north_america");
    CHECK(world.stands().lifecycle == Lifecycle::active);
    REQUIRE(world.lines().size() == 1);
    CHECK(world.lines()[0].event == "partner_changed");
    CHECK(world.lines()[0].to == "domains, specializations");
    // Two who take one name at once must see each other.
    const Needs wanted = further_needs(
        world.change_of([](PartnerDetails& d) { d.domains = {"Slalom.IO"}; }),
        world.records,
        world.context_for(world.director)
    );
    CHECK(
        wanted.guards == std::vector<std::string>{"partner_name:slalom", "partner_domain:slalom.io"}
    );
}

TEST_CASE("partner: what is planned with it is the vendor's, and can be counted") {
    PartnerWorld world;
    CHECK(world.refusal(world.admin, world.plan()) == "permission_must_be_held");
    CHECK(world.refusal(world.manager, world.plan()) == "permission_must_be_held");
    struct Row {
        const char* why;
        void (*spoil)(PlanPartner&);
        const char* expected;
    };
    const Row rows[] = {
        {"whole", [](PlanPartner&) {}, "accepted"},
        {"nothing planned",
         [](PlanPartner& p) {
             p.quota_per_quarter = p.revenue_plan = p.revenue_potential = {};
             p.certificate_plan.clear();
             p.channel_manager = {};
         },
         "accepted"},
        {"a quota below zero",
         [](PlanPartner& p) { p.quota_per_quarter.minor = -1; },
         "amount_must_be_positive quota_per_quarter"},
        {"a quota in another currency",
         [](PlanPartner& p) {
             p.quota_per_quarter.currency = {{'J', 'P', 'Y'}};
         },
         "accepted"},
        {"a quota without a rate",
         [](PlanPartner& p) {
             p.quota_per_quarter.currency = {{'K', 'W', 'D'}};
         },
         "currencies_must_match quota_per_quarter USD"},
        {"a plan without a currency",
         [](PlanPartner& p) { p.revenue_plan.currency = {}; },
         "currencies_must_match revenue_plan USD"},
        {"a potential below zero",
         [](PlanPartner& p) { p.revenue_potential.minor = -5; },
         "amount_must_be_positive revenue_potential"},
        {"a level nobody knows",
         [](PlanPartner& p) { p.certificate_plan[0].level = "wizard"; },
         "reference_must_exist certificate_plan wizard"},
        {"a level twice",
         [](PlanPartner& p) { p.certificate_plan.push_back(p.certificate_plan[0]); },
         "field_must_be_unique certificate_plan professional"},
        {"nobody at a level",
         [](PlanPartner& p) { p.certificate_plan[0].people = 0; },
         "value_must_be_in_range certificate_plan 100000"},
        {"100,001 at a level",
         [](PlanPartner& p) { p.certificate_plan[0].people = 100'001; },
         "value_must_be_in_range certificate_plan 100000"},
        {"a note of 4,001",
         [](PlanPartner& p) { p.investment_note.assign(4'001, 'a'); },
         "text_must_be_short_enough investment_note 4000"},
        {"a manager who is not there",
         [](PlanPartner& p) { p.channel_manager = {derived_id({}, "nobody", 0)}; },
         "record_must_exist channel_manager"},
        {"one of the partner's own",
         [](PlanPartner& p) { p.channel_manager = {derived_id({}, "Maya Okafor", 0)}; },
         "record_must_exist channel_manager"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        PlanPartner command = world.plan();
        row.spoil(command);
        CHECK(world.refusal(world.director, command) == row.expected);
    }
    world.change<Person>(Kind::person, world.manager.person.bytes, [](Person& person) {
        person.disabled = true;
    });
    CHECK(world.refusal(world.director, world.plan()) == "record_must_exist channel_manager");
}

TEST_CASE("partner: a plan is told, a tier apart, and its manager works with it") {
    PartnerWorld world;
    const Actor hannah = world.add_person("Hannah Vogel", "channel_manager", {});
    world.change<Person>(Kind::person, hannah.person.bytes, [](Person& person) {
        person.assigned_partners.clear();
    });
    PlanPartner plan = world.plan();
    plan.channel_manager = hannah.person;
    world.act(world.director, plan);
    const Partner& stands = world.stands();
    CHECK(stands.tier == Tier::tier_1);
    CHECK(stands.quota_per_quarter == plan.quota_per_quarter);
    CHECK(stands.revenue_plan == plan.revenue_plan);
    CHECK(stands.certificate_plan == plan.certificate_plan);
    CHECK(stands.revenue_potential == plan.revenue_potential);
    CHECK(stands.investment_note == "A joint team.");
    CHECK(stands.channel_manager == hannah.person);
    CHECK(stands.channel_manager_name == "Hannah Vogel");
    const auto assigned = [&] {
        return world.body<Person>(Kind::person, hannah.person.bytes).assigned_partners;
    };
    CHECK(assigned() == std::vector{world.partner});
    REQUIRE(world.lines().size() == 2);
    std::set<std::string> events;
    for (const HistoryLine& line : world.lines()) {
        events.insert(line.event);
        if (line.event != "partner_tier_changed") continue;
        CHECK(line.from == "tier_2");
        CHECK(line.to == "tier_1");
    }
    CHECK(events == std::set<std::string>{"partner_tier_changed", "partner_planned"});
    // Once more: nothing new to tell, nobody assigned twice.
    world.act(world.director, plan);
    CHECK(world.lines().size() == 2);
    CHECK(assigned().size() == 1);
}

TEST_CASE("partner: who is to manage it is guarded, since the plan assigns it to them") {
    const PartnerWorld world;
    const PlanPartner plan = world.plan();
    const std::vector<std::string> guards = needs(plan, world.director).guards;
    for (const RecordKey key :
         {RecordKey{Kind::partner, plan.partner.bytes},
          RecordKey{Kind::person, plan.channel_manager.bytes}}) {
        CAPTURE(name_of(key.kind));
        CHECK(std::count(guards.begin(), guards.end(), guard_of(key)) == 1);
    }
}

TEST_CASE("partner: suspended, reinstated and ended, each with its reason") {
    PartnerWorld world;
    const std::string why = "Invoices unpaid since March";
    CHECK(
        world.refusal(world.admin, SuspendPartner{world.partner, why, {}}) ==
        "permission_must_be_held"
    );
    CHECK(
        world.refusal(world.director, SuspendPartner{world.partner, " ", {}}) ==
        "reason_must_be_given text"
    );
    CHECK(
        world.refusal(world.director, SuspendPartner{world.partner, std::string(4'001, 'a'), {}}) ==
        "text_must_be_short_enough text 4000"
    );
    struct Row {
        Lifecycle lifecycle;
        const char* suspend;
        const char* reinstate;
        const char* end;
    };
    const Row rows[] = {
        {Lifecycle::applied, "applied", "applied", "applied"},
        {Lifecycle::onboarding, "onboarding", "onboarding", "onboarding"},
        {Lifecycle::active, "", "active", ""},
        {Lifecycle::suspended, "suspended", "", ""},
        {Lifecycle::ended, "ended", "ended", "ended"},
    };
    CHECK(std::size(rows) == names_of(Lifecycle{}).size());
    const auto expected = [](std::string_view state) {
        return state.empty() ? "accepted"
                             : "partner_must_allow_this_step lifecycle " + std::string(state);
    };
    for (const Row& row : rows) {
        CAPTURE(name_of(row.lifecycle));
        Record record = *world.records.find({Kind::partner, world.partner.bytes});
        body_of<Partner>(record).lifecycle = row.lifecycle;
        world.records.put(record);
        const auto refusal = [&](const Command& command) {
            return world.refusal(world.director, command);
        };
        CHECK(refusal(SuspendPartner{world.partner, why, {}}) == expected(row.suspend));
        CHECK(refusal(ReinstatePartner{world.partner, why, {}}) == expected(row.reinstate));
        CHECK(refusal(EndPartner{world.partner, why, {}}) == expected(row.end));
    }
    world.change<Partner>(Kind::partner, world.partner.bytes, [](Partner& partner) {
        partner.lifecycle = Lifecycle::active;
    });
    world.act(world.director, SuspendPartner{world.partner, why, "Legal is asked."});
    CHECK(world.stands().lifecycle == Lifecycle::suspended);
    REQUIRE(world.lines().size() == 1);
    const HistoryLine line = world.lines()[0];
    CHECK(line.event == "partner_suspended");
    CHECK(line.from == "active");
    CHECK(line.to == "suspended");
    CHECK(line.text == why);
    CHECK(line.internal_text == "Legal is asked.");
    world.act(world.director, ReinstatePartner{world.partner, "Paid.", {}});
    CHECK(world.stands().lifecycle == Lifecycle::active);
    world.act(world.director, EndPartner{world.partner, "They sell elsewhere.", {}});
    CHECK(world.stands().lifecycle == Lifecycle::ended);
    CHECK(
        world.refusal(world.director, world.plan()) ==
        "partner_must_allow_this_step lifecycle ended"
    );
}

TEST_CASE("partner: who leaves keeps no territory, and deals keep their agreement") {
    PartnerWorld world;
    const auto put = [&](std::string_view name, int from, int until) {
        Agreement agreement;
        agreement.partner = world.partner;
        agreement.number = std::string(name);
        agreement.valid_from = world.today() + Days{from};
        agreement.valid_until = world.today() + Days{until};
        const IdBytes id = derived_id({}, name, 0);
        world.records.put({.id = id, .version = 1, .body = agreement});
        return id;
    };
    const auto until = [&](const IdBytes& id) {
        return world.body<Agreement>(Kind::agreement, id).valid_until;
    };
    const IdBytes over = put("over", -400, -1), running = put("running", -30, 300);
    const IdBytes coming = put("coming", 301, 600);
    world.act(world.director, EndPartner{world.partner, "They sell elsewhere.", {}});
    CHECK(until(over) == world.today() - Days{1});
    CHECK(until(running) == world.today());
    CHECK(until(coming) == world.today());
    const std::string own = index_key("agreements_of", world.partner.bytes);
    const Needs wanted = needs(EndPartner{world.partner, "x", {}}, world.director);
    CHECK(std::count(wanted.guards.begin(), wanted.guards.end(), own) == 1);
    CHECK(std::count(wanted.index_keys.begin(), wanted.index_keys.end(), own) == 1);
}

TEST_CASE("partner: once reinstated it is asked again how it is served") {
    PartnerWorld world;
    world.act(world.director, SuspendPartner{world.partner, "Invoices unpaid.", {}});
    const auto planned = [&] {
        return world.records.under(index_key("surveys_of", world.partner.bytes)).size();
    };
    CHECK(planned() == 0);
    world.act(world.director, ReinstatePartner{world.partner, "Paid.", {}});
    CHECK(planned() == 1);
    world.act(world.director, SuspendPartner{world.partner, "Unpaid again.", {}});
    world.act(world.director, ReinstatePartner{world.partner, "Paid.", {}});
    CHECK(planned() == 1);
}

TEST_CASE("partner: its plan may change while a manager who has left stands in it") {
    PartnerWorld world;
    PlanPartner plan = world.plan();
    plan.channel_manager = world.manager.person;
    world.act(world.director, plan);
    world.change<Person>(Kind::person, world.manager.person.bytes, [](Person& person) {
        person.disabled = true;
    });
    plan.investment_note = "A second lab.";
    world.act(world.director, plan);
    CHECK(world.stands().investment_note == "A second lab.");
    CHECK(world.stands().channel_manager_name == world.manager.name);
    plan.channel_manager = {};
    world.act(world.director, plan);
    CHECK(world.stands().channel_manager_name.empty());
    plan.channel_manager = world.manager.person;
    CHECK(world.refusal(world.director, plan) == "record_must_exist channel_manager");
}

TEST_CASE("partner: who has left may apply again, with its own name and domain") {
    PartnerWorld world;
    const ReceiveApplication application{
        .partner = {derived_id({}, "Slalom again", 0)},
        .name = "Slalom",
        .legal_name = "Slalom Inc",
        .domain = "http://www.Slalom.com/about",
        .country = "US",
        .types = {PartnerType::consultant},
        .contact_name = "Jonas Weber",
        .contact_email = "jonas@slalom.com"};
    CHECK(world.refusal(world.director, application) == "name_must_be_unique name");
    ReceiveApplication renamed = application;
    renamed.name = "Slalom Two";
    CHECK(world.refusal(world.director, renamed) == "name_must_be_unique domain");
    world.act(world.director, EndPartner{world.partner, "They sell elsewhere.", {}});
    world.act(world.director, application);
    const auto& again = world.body<Partner>(Kind::partner, application.partner.bytes);
    CHECK(again.domains == std::vector<std::string>{"slalom.com"});
    // What its tier asks for is planned from the start.
    CHECK(again.certificate_plan == rule_of(world.program, again.tier).requirement.certificates);
}
