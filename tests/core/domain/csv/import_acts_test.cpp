#include "core/domain/commands/imports.h"
#include "core/domain/commands/leads.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static const ImportBatchId batch{id_of("batch")};

static ProblemCode problem_of(Result<Changes> changes) {
    REQUIRE_FALSE(changes.ok());
    return changes.problem().code;
}

static ImportDeals two_deals(const DealWorld& world, std::int64_t rows_before = 0) {
    return {batch, "deals.csv", rows_before, {world.form(), world.form_worth(100)}};
}

static const ImportBatch& kept(DealWorld& world) {
    return body_of<ImportBatch>(*world.records.find({Kind::import_batch, batch.bytes}));
}

static const Record* deal(DealWorld& world, std::int64_t row) {
    return world.records.find({Kind::deal, imported_id(batch, row)});
}

TEST_CASE("import acts: deals become drafts of who imports, part after part") {
    DealWorld world;
    world.act(world.seller, two_deals(world));
    CHECK(kept(world).rows == 2);
    CHECK(kept(world).person == world.seller.person);
    REQUIRE(deal(world, 1) != nullptr);
    CHECK(body_of<Deal>(*deal(world, 0)).review == Review::draft);
    CHECK(body_of<Deal>(*deal(world, 0)).owner == world.seller.person);
    CHECK(form_from_deal(body_of<Deal>(*deal(world, 0))) == world.form());
    CHECK(
        problem_of(world.decide(world.seller, two_deals(world))) ==
        ProblemCode::command_must_follow_the_last
    );
    world.act(world.seller, two_deals(world, 2));
    CHECK(kept(world).rows == 4);
    REQUIRE(deal(world, 3) != nullptr);
}

TEST_CASE("import acts: what is refused of a file's part") {
    DealWorld world;
    CHECK(
        problem_of(world.decide(world.seller, two_deals(world, 2))) ==
        ProblemCode::command_must_follow_the_last
    );
    ImportDeals none = two_deals(world);
    none.deals.clear();
    CHECK(problem_of(world.decide(world.seller, none)) == ProblemCode::field_must_be_given);
    ImportDeals endless = two_deals(world);
    endless.deals[1].title.assign(100'000, 'x');
    CHECK(
        problem_of(world.decide(world.seller, endless)) == ProblemCode::text_must_be_short_enough
    );
    CHECK(
        problem_of(world.decide(world.manager, two_deals(world))) ==
        ProblemCode::permission_must_be_held
    );
}

TEST_CASE("import acts: a batch is taken back whole, by who brought it, until it is built on") {
    DealWorld world;
    world.act(world.seller, two_deals(world));
    Actor colleague = world.seller;
    colleague.person = world.member.person;
    for (const Actor& unseeing : {world.rival, world.member}) {
        CHECK(
            problem_of(world.decide(unseeing, UndoImport{batch})) == ProblemCode::record_must_exist
        );
    }
    CHECK(
        problem_of(world.decide(colleague, UndoImport{batch})) == ProblemCode::record_must_be_yours
    );
    const Changes undone = world.act(world.seller, UndoImport{batch});
    CHECK(undone.removals.size() == 2);
    CHECK(deal(world, 0) == nullptr);
    CHECK(kept(world).undone_at.given());
    CHECK(
        problem_of(world.decide(world.seller, UndoImport{batch})) ==
        ProblemCode::batch_must_not_be_built_on
    );

    DealWorld built;
    built.act(built.seller, two_deals(built));
    built.act(built.seller, KeepDraft{{imported_id(batch, 0)}, built.form_worth(5)});
    CHECK(
        problem_of(built.decide(built.seller, UndoImport{batch})) ==
        ProblemCode::batch_must_not_be_built_on
    );
    CHECK(deal(built, 1) != nullptr);
}

TEST_CASE("import acts: leads are who imports them's, with consent, until one is registered") {
    DealWorld world;
    LeadForm contact;
    contact.name = "Ana Prado";
    contact.company = "Alder";
    contact.consent = true;
    LeadForm other = contact;
    other.email = "bo@birch.example";
    const ImportLeads import{batch, "leads.csv", 0, {contact, other}};
    world.act(world.member, import);
    CHECK(kept(world).kind == ImportKind::leads);
    const LeadId first{imported_id(batch, 0)};
    const auto& lead = body_of<Lead>(*world.records.find({Kind::lead, first.bytes}));
    CHECK(lead.form == contact);
    CHECK(lead.owner == world.member.person);
    CHECK(lead.partner == world.member.partner);
    CHECK(lead.state == LeadState::captured);
    CHECK(
        problem_of(world.decide(world.member, import)) == ProblemCode::command_must_follow_the_last
    );

    const auto undone = world.decide(world.member, UndoImport{batch});
    REQUIRE(undone.ok());
    REQUIRE(undone.value().removals.size() == 2);
    CHECK(undone.value().removals[0].kind == Kind::lead);
    world.act(world.seller, RegisterLead{first, DealWorld::id("a")});
    CHECK(
        problem_of(world.decide(world.member, UndoImport{batch})) ==
        ProblemCode::batch_must_not_be_built_on
    );
}

TEST_CASE("import acts: a row that no badge could be refuses its part of the leads") {
    struct Row {
        const char* why;
        void (*spoil)(LeadForm&);
        ProblemCode expected;
    };
    const Row rows[] = {
        {"nobody", [](LeadForm& f) { f.name.clear(); }, ProblemCode::field_must_be_given},
        {"no consent", [](LeadForm& f) { f.consent = false; }, ProblemCode::consent_must_be_given},
        {"no address",
         [](LeadForm& f) { f.email = "bo"; },
         ProblemCode::contact_email_must_be_valid},
        {"no country", [](LeadForm& f) { f.country = "XX"; }, ProblemCode::country_must_be_known},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        LeadForm sound;
        sound.name = "Ana Prado";
        sound.consent = true;
        LeadForm spoiled = sound;
        row.spoil(spoiled);
        const auto changes =
            world.decide(world.seller, ImportLeads{batch, "leads.csv", 0, {sound, spoiled}});
        CHECK(problem_of(changes) == row.expected);
    }
    DealWorld world;
    CHECK(
        problem_of(world.decide(world.manager, ImportLeads{batch, "leads.csv", 0, {LeadForm{}}})) ==
        ProblemCode::permission_must_be_held
    );
}

TEST_CASE("import acts: partners come as applicants, and stay when somebody works with them") {
    DealWorld world;
    Actor director = world.manager;
    director.permissions = permissions_of(world.program, "program_admin");
    Partner partner;
    partner.name = "Alder Systems";
    partner.region = "europe";
    partner.lifecycle = Lifecycle::active;
    const ImportPartners import{batch, "partners.csv", 0, {partner}};
    world.act(director, import);
    const PartnerId made{imported_id(batch, 0)};
    const Record* record = world.records.find({Kind::partner, made.bytes});
    REQUIRE(record != nullptr);
    CHECK(body_of<Partner>(*record).lifecycle == Lifecycle::applied);
    CHECK(world.decide(director, UndoImport{batch}).ok());
    Person person;
    person.partner = made;
    world.records.put({.id = id_of("somebody"), .version = 1, .body = person});
    CHECK(
        problem_of(world.decide(director, UndoImport{batch})) ==
        ProblemCode::batch_must_not_be_built_on
    );

    ImportPartners nowhere = import;
    nowhere.batch = {id_of("other")};
    nowhere.partners[0].region = "atlantis";
    CHECK(problem_of(world.decide(director, nowhere)) == ProblemCode::reference_must_exist);
    nowhere.partners[0].name.clear();
    CHECK(problem_of(world.decide(director, nowhere)) == ProblemCode::field_must_be_given);
    CHECK(problem_of(world.decide(world.manager, import)) == ProblemCode::permission_must_be_held);
}

// What taking a batch back asks for, beyond the batch itself.
static Needs needed(DealWorld& world, const Actor& actor) {
    const Context context{
        .actor = actor,
        .now = world.now,
        .program = world.program,
        .numbers = world.numbers,
        .authority = true};
    return further_needs(UndoImport{batch}, world.records, context);
}

TEST_CASE("import acts: to take a batch back, its records are looked at and what builds on them") {
    DealWorld world;
    CHECK(needed(world, world.seller).records.empty());
    world.act(world.seller, two_deals(world));
    const Needs deals = needed(world, world.seller);
    CHECK(std::count_if(deals.records.begin(), deals.records.end(), [](const RecordKey& key) {
              return key.kind == Kind::deal;
          }) == 2);
    CHECK(deals.index_keys.empty());

    DealWorld staff;
    Partner partner;
    partner.name = "Alder Systems";
    partner.region = "europe";
    staff.act(staff.admin, ImportPartners{batch, "partners.csv", 0, {partner}});
    const Needs partners = needed(staff, staff.admin);
    const IdBytes made = imported_id(batch, 0);
    CHECK(partners.records == std::vector<RecordKey>{{Kind::partner, made}});
    CHECK(
        partners.index_keys ==
        std::vector<std::string>{
            index_key("deals_of", made),
            index_key("people_of", made),
            index_key("agreements_of", made)}
    );
}

TEST_CASE("import acts: a part follows its batch by kind, by who brings it and while it stands") {
    DealWorld world;
    LeadForm contact;
    contact.name = "Ana Prado";
    contact.consent = true;
    world.act(world.seller, two_deals(world));
    CHECK(
        problem_of(world.decide(world.seller, ImportLeads{batch, "deals.csv", 2, {contact}})) ==
        ProblemCode::command_must_follow_the_last
    );
    Actor colleague = world.seller;
    colleague.person = world.member.person;
    CHECK(
        problem_of(world.decide(colleague, two_deals(world, 2))) ==
        ProblemCode::command_must_follow_the_last
    );
    world.act(world.seller, UndoImport{batch});
    CHECK(
        problem_of(world.decide(world.seller, two_deals(world, 2))) ==
        ProblemCode::command_must_follow_the_last
    );
}

TEST_CASE("import acts: the company's figures with the day they came in") {
    DealWorld world;
    Actor director = world.manager;
    director.permissions = permissions_of(world.program, "program_admin");
    CompanyFigure figure;
    figure.from = 2026y / std::chrono::July / 1;
    figure.until = 2026y / std::chrono::October / 1;
    figure.amount = {100, usd};
    world.act(director, ImportFigures{batch, "revenue.csv", 0, {figure}});
    const auto figures = world.records.under("company_figures");
    REQUIRE(figures.size() == 1);
    CHECK(body_of<CompanyFigure>(*figures[0]).imported_on == date_of(world.now));
    figure.until = figure.from;
    const ImportFigures empty{{id_of("other")}, "revenue.csv", 0, {figure}};
    CHECK(problem_of(world.decide(director, empty)) == ProblemCode::value_must_be_in_range);
    world.act(director, UndoImport{batch});
    CHECK(world.records.under("company_figures").empty());
}

TEST_CASE("milestone: somebody's word for what no record shows, and no other") {
    DealWorld world;
    Actor director = world.manager;
    director.permissions = permissions_of(world.program, "program_admin");
    const Date day = date_of(world.now);
    const auto tell = [&](const char* key, MilestoneId id) {
        return world.decide(director, TellMilestone{id, key, day, "Hired six"});
    };
    const auto told = tell("management_team", milestone_id("management_team"));
    REQUIRE(told.ok());
    const auto& puts = told.value().puts;
    REQUIRE(puts.size() == 2);
    CHECK(body_of<MilestoneWord>(puts[1]).person == director.person);
    const auto& line = body_of<HistoryLine>(puts[0]);
    CHECK(line.event == "milestone_told");
    CHECK(line.rule == "management_team");
    CHECK(line.to == text_from_date(day));
    CHECK(line.text == "Hired six");
    CHECK(scope_of(puts[0]) == "staff");
    CHECK(
        problem_of(tell("alliances_signed", milestone_id("alliances_signed"))) ==
        ProblemCode::value_must_be_one_of_the_choices
    );
    CHECK(problem_of(tell("none", milestone_id("none"))) == ProblemCode::reference_must_exist);
    CHECK(
        problem_of(tell("management_team", milestone_id("other"))) ==
        ProblemCode::reference_must_exist
    );
}

TEST_CASE("milestone: what is told again takes the place of what was told") {
    DealWorld world;
    const MilestoneId id = milestone_id("management_team");
    const Date day = date_of(world.now);
    world.act(world.admin, TellMilestone{id, "management_team", day, "Hired six"});
    world.act(world.admin, TellMilestone{id, "management_team", day - Days{1}, "Hired seven"});
    const Record* record = world.records.find({Kind::milestone, id.bytes});
    REQUIRE(record != nullptr);
    CHECK(record->version == 2);
    CHECK(body_of<MilestoneWord>(*record).done_on == day - Days{1});
    CHECK(body_of<MilestoneWord>(*record).text == "Hired seven");
    std::set<std::string> told;
    for (const Record* line : world.records.under(index_key("history_of", id.bytes))) {
        const auto& body = body_of<HistoryLine>(*line);
        told.insert(body.from + " > " + body.to);
    }
    const std::string first = text_from_date(day);
    CHECK(
        told == std::set<std::string>{" > " + first, first + " > " + text_from_date(day - Days{1})}
    );
}

TEST_CASE("milestone: done is said of a day that has come, in a text of some length") {
    DealWorld world;
    const Date day = date_of(world.now);
    struct Row {
        const char* why;
        Date on;
        std::string text;
        std::optional<Problem> problem;
    };
    const Row rows[] = {
        {"no day", {}, "Hired six", Problem{ProblemCode::date_must_be_valid, "done_on", {}}},
        {"tomorrow",
         day + Days{1},
         "Hired six",
         Problem{ProblemCode::date_must_not_be_in_the_future, "done_on", text_from_date(day)}},
        {"today", day, "Hired six", std::nullopt},
        {"nothing said", day, "", std::nullopt},
        {"4,000 characters", day, std::string(4'000, 'x'), std::nullopt},
        {"one more",
         day,
         std::string(4'001, 'x'),
         Problem{ProblemCode::text_must_be_short_enough, "text", "4000"}}};
    for (const Row& row : rows) {
        CAPTURE(row.why);
        const MilestoneId id = milestone_id("portal_and_crm");
        const auto told =
            world.decide(world.admin, TellMilestone{id, "portal_and_crm", row.on, row.text});
        REQUIRE(told.ok() == !row.problem.has_value());
        if (row.problem) CHECK(told.problem() == *row.problem);
    }
}
