#include "core/domain/commands/administration.h"
#include "core/domain/commands/imports.h"
#include "core/domain/commands/leads.h"
#include "core/domain/commands/onboarding.h"
#include "core/domain/investment/fund.h"
#include "core/domain/onboarding/onboarding.h"
#include "core/domain/project.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/commands/naming_partner.h"
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

TEST_CASE("import acts: deals keep the stage that the file gives them") {
    DealWorld world;
    ImportDeals import = two_deals(world);
    import.stages = {Stage::committed, Stage::qualified};
    world.act(world.seller, import);
    CHECK(body_of<Deal>(*deal(world, 0)).stage == Stage::committed);
    CHECK(body_of<Deal>(*deal(world, 1)).stage == Stage::qualified);
}

TEST_CASE("import acts: a part that is refused leaves a gap, and may fill it later") {
    DealWorld world;
    world.act(world.seller, two_deals(world, 2));
    CHECK(kept(world).rows == 4);
    CHECK(kept(world).gaps == std::vector<ImportGap>{{0, 2}});
    world.act(world.seller, two_deals(world, 8));
    ImportDeals one = two_deals(world, 5);
    one.deals.pop_back();
    world.act(world.seller, one);
    CHECK(kept(world).gaps == std::vector<ImportGap>{{0, 2}, {4, 5}, {6, 8}});
    CHECK(rows_made(kept(world)) == 5);
    for (const std::int64_t rows_before : {1, 2, 3, 4, 5, 7, 8, 9}) {
        CAPTURE(rows_before);
        CHECK(
            problem_of(world.decide(world.seller, two_deals(world, rows_before))) ==
            ProblemCode::command_must_follow_the_last
        );
    }
    const Changes undone = DealWorld(world).act(world.seller, UndoImport{batch});
    CHECK(undone.removals.size() == 5);
    world.act(world.seller, two_deals(world, 0));
    world.act(world.seller, two_deals(world, 6));
    one.rows_before = 4;
    world.act(world.seller, one);
    CHECK(kept(world).gaps.empty());
    CHECK(world.act(world.seller, UndoImport{batch}).removals.size() == 10);
}

TEST_CASE("import acts: what is refused of a file's part") {
    DealWorld world;
    struct Row {
        const char* why;
        void (*spoil)(ImportDeals&);
        ProblemCode code;
        const char* field;
    };
    const Row rows[] = {
        {"nothing",
         [](ImportDeals& import) { import.deals.clear(); },
         ProblemCode::field_must_be_given,
         "rows"},
        {"a long name of the file",
         [](ImportDeals& import) { import.file_name.assign(256, 'x'); },
         ProblemCode::text_must_be_short_enough,
         "file_name"},
        {"before the file",
         [](ImportDeals& import) { import.rows_before = -1; },
         ProblemCode::value_must_be_in_range,
         "rows_before"},
        {"beyond what a file may have",
         [](ImportDeals& import) { import.rows_before = 199'999; },
         ProblemCode::value_must_be_in_range,
         "rows_before"},
        {"far beyond",
         [](ImportDeals& import) { import.rows_before = INT64_MAX; },
         ProblemCode::value_must_be_in_range,
         "rows_before"},
        {"stages of some",
         [](ImportDeals& import) { import.stages = {Stage::committed}; },
         ProblemCode::value_must_be_in_range,
         "stages"},
        {"a long title",
         [](ImportDeals& import) { import.deals[1].title.assign(201, 'x'); },
         ProblemCode::text_must_be_short_enough,
         "deals[1].title"},
        {"many lines",
         [](ImportDeals& import) { import.deals[0].lines.resize(51); },
         ProblemCode::list_must_be_short_enough,
         "deals[0].lines"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        ImportDeals import = two_deals(world);
        row.spoil(import);
        const auto changes = world.decide(world.seller, import);
        CHECK(problem_of(changes) == row.code);
        CHECK(changes.problem().field == row.field);
    }
    ImportDeals longest = two_deals(world, 199'998);
    longest.file_name.assign(255, 'x');
    CHECK(world.decide(world.seller, longest).ok());
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
        CHECK(changes.problem().field.starts_with("leads[1]."));
    }
    DealWorld world;
    CHECK(
        problem_of(world.decide(world.manager, ImportLeads{batch, "leads.csv", 0, {LeadForm{}}})) ==
        ProblemCode::permission_must_be_held
    );
}

static Partner partner_of_a_file() {
    Partner partner;
    partner.name = "Alder Systems";
    partner.legal_name = "Alder Systems SL";
    partner.domains = {"https://www.alder.es"};
    partner.types = {PartnerType::consultant};
    partner.home_country = "ES";
    return partner;
}

TEST_CASE("import acts: partners come as applicants, and stay when somebody works with them") {
    DealWorld world;
    Partner row = partner_of_a_file();
    // However far a file says they have come, and whatever it says that is the vendor's.
    row.lifecycle = Lifecycle::active;
    row.quota_per_quarter = {1'000'00, usd};
    row.channel_manager_name = "Somebody";
    const ImportPartners import{batch, "partners.csv", 0, {row}};
    world.act(world.admin, import);
    const PartnerId made{imported_id(batch, 0)};
    const Record* record = world.records.find({Kind::partner, made.bytes});
    REQUIRE(record != nullptr);
    const auto& partner = body_of<Partner>(*record);
    CHECK(partner.lifecycle == Lifecycle::applied);
    CHECK(partner.domains == std::vector<std::string>{"alder.es"});
    CHECK(partner.region == "europe");
    CHECK(partner.countries == std::vector<std::string>{"ES"});
    CHECK(partner.quota_per_quarter == Money{});
    CHECK(partner.channel_manager_name.empty());
    CHECK_FALSE(partner.certificate_plan.empty());
    CHECK(world.decide(world.admin, UndoImport{batch}).ok());
    Person person;
    person.partner = made;
    world.records.put({.id = id_of("somebody"), .version = 1, .body = person});
    CHECK(
        problem_of(world.decide(world.admin, UndoImport{batch})) ==
        ProblemCode::batch_must_not_be_built_on
    );
    CHECK(problem_of(world.decide(world.manager, import)) == ProblemCode::permission_must_be_held);
}

TEST_CASE("import acts: an imported partner is on its way in, and its onboarding goes with it") {
    DealWorld world;
    world.act(world.admin, ImportPartners{batch, "partners.csv", 0, {partner_of_a_file()}});
    const PartnerId made{imported_id(batch, 0)};
    const RecordKey onboarding{Kind::onboarding, onboarding_id(made)};
    REQUIRE(world.records.find(onboarding) != nullptr);
    const auto& begun = body_of<Onboarding>(*world.records.find(onboarding));
    CHECK(begun.step == OnboardingStep::due_diligence);
    CHECK(begun.owner == world.admin.person);
    const auto undone = world.decide(world.admin, UndoImport{batch});
    REQUIRE(undone.ok());
    const auto& gone = undone.value().removals;
    CHECK(std::count(gone.begin(), gone.end(), onboarding) == 1);
    // Who leads it is called otherwise: that is no work on it.
    world.act(world.admin, ChangeOwnDetails{world.admin.person, "Ruth Adeyemi-Cole", "en", {}});
    CHECK(body_of<Onboarding>(*world.records.find(onboarding)).owner_name == "Ruth Adeyemi-Cole");
    CHECK(world.decide(world.admin, UndoImport{batch}).ok());
    // Somebody goes on with it: then the batch has been built on.
    std::vector<std::string> checks;
    for (const NamedKey& item : world.program.service.due_diligence) checks.push_back(item.key);
    world.act(world.admin, PassDueDiligence{made, checks, {}});
    CHECK(body_of<Onboarding>(*world.records.find(onboarding)).step == OnboardingStep::agreement);
    CHECK(
        problem_of(world.decide(world.admin, UndoImport{batch})) ==
        ProblemCode::batch_must_not_be_built_on
    );
}

TEST_CASE("import acts: a row is held to what an application is, and comes once") {
    DealWorld world;
    world.change_partner(world.seller.partner, [](Partner& partner) {
        partner.domains = {"slalom.com"};
    });
    struct Row {
        const char* why;
        void (*spoil)(Partner&);
        const char* field;
        ProblemCode expected;
    };
    using enum ProblemCode;
    const Row rows[] = {
        {"no name", [](Partner& p) { p.name.clear(); }, ".name", field_must_be_given},
        {"a name of 201",
         [](Partner& p) { p.name.assign(201, 'a'); },
         ".name",
         text_must_be_short_enough},
        {"no domain", [](Partner& p) { p.domains.clear(); }, ".domains", field_must_be_given},
        {"no type", [](Partner& p) { p.types.clear(); }, ".types", field_must_be_given},
        {"no country",
         [](Partner& p) { p.home_country.clear(); },
         ".home_country",
         country_must_be_known},
        {"no such region",
         [](Partner& p) { p.region = "atlantis"; },
         ".region",
         reference_must_exist},
        {"31 specializations",
         [](Partner& p) { p.specializations.assign(31, "Cloud"); },
         ".specializations",
         list_must_be_short_enough},
        {"a partner's name",
         [](Partner& p) { p.name = "SLALOM Ltd"; },
         ".name",
         name_must_be_unique},
        {"a partner's domain",
         [](Partner& p) { p.domains = {"shop.slalom.com"}; },
         ".domains",
         name_must_be_unique},
        {"the row before again", [](Partner&) {}, "", row_must_not_repeat_another},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        ImportPartners import{batch, "partners.csv", 0, {partner_of_a_file(), partner_of_a_file()}};
        import.partners[1].name = "Birch";
        import.partners[1].domains = {"birch.es"};
        if (row.field[0] == '\0') import.partners[1] = import.partners[0];
        row.spoil(import.partners[1]);
        const auto changes = world.decide(world.admin, import);
        REQUIRE_FALSE(changes.ok());
        CHECK(name_of(changes.problem().code) == name_of(row.expected));
        CHECK(changes.problem().field == std::string("partners[1]") + row.field);
    }
}

static CompanyFigure third_quarter() {
    CompanyFigure figure;
    figure.from = 2026y / std::chrono::July / 1;
    figure.until = 2026y / std::chrono::October / 1;
    figure.amount = {100, usd};
    figure.source = "Ledger";
    return figure;
}

static Viewer viewer_of(const Actor& actor) {
    return {.audience = audience_of(actor), .person = actor.person, .partner = actor.partner};
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
    CHECK(
        deals.index_keys ==
        std::vector<std::string>{index_key("fund_requests_of", world.seller.partner.bytes)}
    );
    CHECK(
        deals.guards ==
        std::vector<std::string>{guard_of(deal(world, 0)->key()), guard_of(deal(world, 1)->key())}
    );

    DealWorld staff;
    staff.act(staff.admin, ImportPartners{batch, "partners.csv", 0, {partner_of_a_file()}});
    const Needs partners = needed(staff, staff.admin);
    const IdBytes made = imported_id(batch, 0);
    CHECK(partners.records == std::vector<RecordKey>{{Kind::partner, made}});
    for (const char* name : {"onboarding_of", "deals_of", "tickets_of", "allocations_of"}) {
        const auto& keys = partners.index_keys;
        CHECK(std::count(keys.begin(), keys.end(), index_key(name, made)) == 1);
    }
    CHECK(std::count(partners.index_keys.begin(), partners.index_keys.end(), "staff") == 1);
    // Those of who works on them: the steps of an onboarding hold the partner's.
    const std::string own = guard_of({Kind::partner, made});
    CHECK(partners.guards == std::vector<std::string>{own, index_key("onboarding", made)});
}

TEST_CASE("import acts: leads and figures are guarded while they are taken back") {
    DealWorld world;
    LeadForm contact;
    contact.name = "Ana Prado";
    contact.consent = true;
    world.act(world.member, ImportLeads{batch, "leads.csv", 0, {contact}});
    const IdBytes made = imported_id(batch, 0);
    CHECK(
        needed(world, world.member).guards == std::vector<std::string>{guard_of({Kind::lead, made})}
    );
    DealWorld staff;
    staff.act(staff.admin, ImportFigures{batch, "revenue.csv", 0, {third_quarter()}});
    CHECK(
        needed(staff, staff.admin).guards ==
        std::vector<std::string>{guard_of({Kind::company_figure, made})}
    );
}

TEST_CASE("import acts: what staff bring in and take back is told to the staff alone") {
    const Command imports[] = {
        ImportPartners{batch, "file.csv", 0, {partner_of_a_file()}},
        ImportFigures{batch, "file.csv", 0, {third_quarter()}},
    };
    for (const Command& import : imports) {
        CAPTURE(command_name(import));
        DealWorld world;
        world.act(world.admin, import);
        CHECK(scope_of(*world.records.find({Kind::import_batch, batch.bytes})) == "staff");
        world.act(world.admin, UndoImport{batch});
        std::set<std::string> events;
        for (const Record* record : world.records.under(index_key("history_of", batch.bytes))) {
            const auto& line = body_of<HistoryLine>(*record);
            events.insert(line.event);
            CHECK(line.person == world.admin.person);
            CHECK(line.from == "file.csv");
            CHECK(line.to == "1");
            CHECK(scope_of(*record) == "staff");
            for (const Actor* actor : {&world.seller, &world.member, &world.rival}) {
                CHECK_FALSE(is_visible(*record, viewer_of(*actor)));
            }
            CHECK(is_visible(*record, viewer_of(world.admin)));
        }
        CHECK(events == std::set<std::string>{"records_imported", "import_undone"});
    }
}

TEST_CASE("import acts: a partner that somebody of the staff is assigned to is not taken back") {
    DealWorld world;
    world.act(world.admin, ImportPartners{batch, "partners.csv", 0, {partner_of_a_file()}});
    const PartnerId made{imported_id(batch, 0)};
    CHECK(world.decide(world.admin, UndoImport{batch}).ok());
    world.act(world.admin, AssignPartners{world.manager.person, {made}, {}});
    const auto refused = world.decide(world.admin, UndoImport{batch});
    CHECK(problem_of(refused) == ProblemCode::batch_must_not_be_built_on);
    CHECK(refused.problem().limit == "1");
    world.act(world.admin, AssignPartners{world.manager.person, {}, {}});
    CHECK(world.decide(world.admin, UndoImport{batch}).ok());
}

TEST_CASE("import acts: a partner with a record of any kind is not taken back") {
    // These come with others that are looked for, or tell of the partner itself.
    constexpr Kind with_others[] = {
        Kind::history, Kind::attempt, Kind::peer_review, Kind::ticket_message};
    int looked_for = 0;
    for (const KindRule* rule : kind_rules()) {
        CAPTURE(name_of(rule->kind));
        DealWorld world;
        world.act(world.admin, ImportPartners{batch, "partners.csv", 0, {partner_of_a_file()}});
        const PartnerId made{imported_id(batch, 0)};
        Record record{.id = id_of("built"), .version = 2, .body = rule->type.empty()};
        NamingPartner naming(made);
        record.body.describe(naming);
        const Place place = place_of(record);
        const bool with_other =
            std::count(std::begin(with_others), std::end(with_others), rule->kind) > 0;
        if (place.home != Place::Home::partner || place.partner != made || with_other) continue;
        world.records.put(record);
        CHECK(
            problem_of(world.decide(world.admin, UndoImport{batch})) ==
            ProblemCode::batch_must_not_be_built_on
        );
        looked_for++;
    }
    CHECK(looked_for >= 17);
}

TEST_CASE("import acts: an onboarding that nobody has worked on goes with its partner") {
    struct Row {
        const char* why;
        OnboardingState state;
        OnboardingStep step;
        std::int64_t version;
        bool goes;
    };
    using enum OnboardingState;
    const Row rows[] = {
        {"as it began", running, OnboardingStep::due_diligence, 1, true},
        {"its owner is called otherwise", running, OnboardingStep::due_diligence, 2, true},
        {"a step on", running, OnboardingStep::agreement, 2, false},
        {"refused", refused, OnboardingStep::due_diligence, 2, false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        DealWorld world;
        world.act(world.admin, ImportPartners{batch, "partners.csv", 0, {partner_of_a_file()}});
        const PartnerId made{imported_id(batch, 0)};
        Onboarding begun;
        begun.partner = made;
        begun.state = row.state;
        begun.step = row.step;
        const RecordKey key{Kind::onboarding, onboarding_id(made)};
        world.records.put({.id = key.id, .version = row.version, .body = begun});
        const auto undone = world.decide(world.admin, UndoImport{batch});
        CHECK(undone.ok() == row.goes);
        if (!undone.ok()) continue;
        const auto& removals = undone.value().removals;
        CHECK(std::find(removals.begin(), removals.end(), key) != removals.end());
    }
}

TEST_CASE("import acts: a draft that an activity of the fund names is not taken back") {
    DealWorld world;
    world.act(world.seller, two_deals(world));
    FundRequest request;
    request.partner = world.seller.partner;
    request.deals = {{id_of("other")}};
    world.records.put({.id = id_of("request"), .version = 1, .body = request});
    CHECK(world.decide(world.seller, UndoImport{batch}).ok());
    request.deals.push_back({imported_id(batch, 1)});
    world.records.put({.id = id_of("request"), .version = 2, .body = request});
    const auto changes = world.decide(world.seller, UndoImport{batch});
    CHECK(problem_of(changes) == ProblemCode::batch_must_not_be_built_on);
    CHECK(changes.problem().limit == "1");
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
    CompanyFigure figure = third_quarter();
    world.act(world.admin, ImportFigures{batch, "revenue.csv", 0, {figure}});
    const auto figures = world.records.under("company_figures");
    REQUIRE(figures.size() == 1);
    CHECK(body_of<CompanyFigure>(*figures[0]).imported_on == date_of(world.now));
    figure.until = figure.from;
    const auto refused =
        world.decide(world.admin, ImportFigures{{id_of("other")}, "revenue.csv", 0, {figure}});
    CHECK(problem_of(refused) == ProblemCode::value_must_be_in_range);
    CHECK(refused.problem().field == "figures[0].until");
    world.act(world.admin, UndoImport{batch});
    CHECK(world.records.under("company_figures").empty());
}

TEST_CASE("import acts: no day of a figure is counted twice, by one batch or by two") {
    struct Row {
        const char* why;
        void (*change)(CompanyFigure&);
        bool accepted;
    };
    const Row rows[] = {
        {"the same again", [](CompanyFigure&) {}, false},
        {"its last day",
         [](CompanyFigure& f) { f.from = f.until - Days{1}, f.until += Days{30}; },
         false},
        {"the day after", [](CompanyFigure& f) { f.from = f.until, f.until += Days{30}; }, true},
        {"the day before", [](CompanyFigure& f) { f.until = f.from, f.from -= Days{30}; }, true},
        {"all around it", [](CompanyFigure& f) { f.from -= Days{30}, f.until += Days{30}; }, false},
        {"another figure",
         [](CompanyFigure& f) { f.figure = "direct_revenue", f.partner = "Accenture"; },
         true},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CompanyFigure changed = third_quarter();
        row.change(changed);
        DealWorld world;
        const auto at_once = world.decide(
            world.admin, ImportFigures{batch, "revenue.csv", 0, {third_quarter(), changed}}
        );
        world.act(world.admin, ImportFigures{batch, "revenue.csv", 0, {third_quarter()}});
        const auto later =
            world.decide(world.admin, ImportFigures{{id_of("other")}, "more.csv", 0, {changed}});
        CHECK(at_once.ok() == row.accepted);
        CHECK(later.ok() == row.accepted);
        if (row.accepted) continue;
        CHECK(at_once.problem().code == ProblemCode::days_must_be_counted_once);
        CHECK(at_once.problem().field == "figures[1].from");
        CHECK(later.problem().field == "figures[0].from");
    }
    const ImportFigures import{batch, "revenue.csv", 0, {third_quarter()}};
    const Needs wanted = needs(import, Actor{});
    CHECK(wanted.index_keys == std::vector<std::string>{"company_figures"});
    const std::string own = guard_of({Kind::import_batch, batch.bytes});
    CHECK(wanted.guards == std::vector<std::string>{own, "company_figures"});
}

TEST_CASE("import acts: what belongs to no partner is taken back by any who may import") {
    DealWorld world;
    world.act(world.admin, ImportFigures{batch, "revenue.csv", 0, {third_quarter()}});
    Actor colleague = world.admin;
    colleague.person = world.board.person;
    CHECK(
        problem_of(world.decide(world.manager, UndoImport{batch})) ==
        ProblemCode::permission_must_be_held
    );
    CHECK(world.decide(colleague, UndoImport{batch}).ok());
}
