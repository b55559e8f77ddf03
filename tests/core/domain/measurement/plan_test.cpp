#include "core/domain/agreement.h"
#include "core/domain/measurement/plan_measures.h"
#include "core/domain/outreach/resource.h"
#include "tests/support/deal_world.h"
#include "tests/support/measured_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;
using std::chrono::December;
using std::chrono::November;
using std::chrono::October;
using std::chrono::September;

static constexpr Date today = 2026y / November / 23;
static constexpr Period year{Date{2025y / November / 24}, Date{2026y / November / 24}};

static const Program& program() {
    return shipped_program().program;
}

TEST_CASE("regions: shares of partners' revenue by the customer's region") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", [](Partner& p) { p.countries = {"CA", "DE"}; });
    const PartnerId two = world.partner("Two", [](Partner& p) {
        p.region = "asia_pacific";
        p.home_country = "JP";
    });
    world.partner("Gone", [](Partner& p) {
        p.lifecycle = Lifecycle::ended;
        p.home_country = "FR";
    });
    world.won(one, 400, today);
    world.deal.customer.country = "DE";
    world.won(one, 350, today);
    world.deal.customer.country = "JP";
    world.won(two, 240, today);
    world.deal.customer.country = "AQ";
    world.won(two, 10, today);
    world.won(two, 999, year.from - Days{1});
    const Facts facts = world.facts();
    const std::vector<Invested> invested{{0, {.minor = 5'000'00}}, {1, {.minor = 7'000'00}}};
    const auto regions = region_measures(facts, year, program(), invested);
    REQUIRE(regions.size() == 4);
    struct Row {
        std::int64_t share, target, partners, countries, invested;
    };
    const Row rows[] = {
        {40'00, 40'00, 1, 2, 5'000'00}, {35'00, 35'00, 0, 1, 0}, {24'00, 25'00, 1, 1, 7'000'00}};
    for (std::size_t i = 0; i < std::size(rows); i++) {
        CAPTURE(program().regions[i].key);
        CHECK(regions[i].share_hundredths == rows[i].share);
        CHECK(regions[i].target.basis_points == rows[i].target);
        CHECK(regions[i].partners == rows[i].partners);
        CHECK(regions[i].countries == rows[i].countries);
        CHECK(regions[i].invested == rows[i].invested);
        CHECK(regions[i].investment.minor > 0);
    }
    CHECK(regions[3].region == no_key);
    CHECK(regions[3].share_hundredths == 1'00);
    CHECK(countries_present(facts) == 4);

    const auto nothing = region_measures(facts, {year.until, year.until + Days{9}}, program(), {});
    REQUIRE(nothing.size() == 3);
    CHECK_FALSE(nothing[0].share_hundredths.has_value());
}

static constexpr Currency euro{{'E', 'U', 'R'}};
static constexpr Currency gold{{'X', 'A', 'U'}};  // Has no reference rate.

static Date rate_day() {
    return program().exchange_rates.back().on;
}

TEST_CASE("regions: each says by which rates, and a sale of two partners counts once") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    world.won(one, 100, today);
    world.deal.secondary = true;
    world.won(one, 100, today);
    world.deal.secondary = false;
    for (const Currency currency : {euro, gold}) {
        world.deal.currency = currency;
        world.deal.customer.country = "DE";
        world.won(one, 100, today);
    }
    const std::vector<Invested> invested{
        {0, {.minor = 100, .rate_on = rate_day()}}, {0, {.valued = false}}};
    const auto regions = region_measures(world.facts(), year, program(), invested);
    REQUIRE(regions.size() == 3);
    CHECK(regions[0].deals == 1);
    CHECK(regions[0].won == 100'00);
    CHECK(regions[0].conversion == Conversion{});
    CHECK(regions[0].invested == 100);
    CHECK(regions[0].invested_conversion == Conversion{rate_day(), 1});
    CHECK(regions[1].deals == 2);
    CHECK(regions[1].won == 103'89);
    CHECK(regions[1].conversion == Conversion{rate_day(), 1});
    CHECK(regions[1].share_hundredths == 50'95);
    CHECK(region_formula().key == "region.formula.share");
}

TEST_CASE("regions: the map has the countries of partners and of customers") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", [](Partner& p) { p.countries = {"US", "DE"}; });
    world.partner("Two", [](Partner& p) {
        p.home_country = "DE";
        p.worldwide = true;
    });
    world.partner("Gone", [](Partner& p) {
        p.lifecycle = Lifecycle::ended;
        p.home_country = "FR";
        p.worldwide = true;
    });
    world.deal.customer.country = "DE";
    world.won(one, 100, today);
    world.deal.secondary = true;
    world.won(one, 50, today);
    world.deal.secondary = false;
    world.deal.currency = gold;
    world.deal.customer.country = "AQ";
    world.won(one, 1, today);
    world.deal.customer.country.clear();
    world.won(one, 1, today);
    struct Row {
        const char* country;
        KeyIndex region;
        std::int64_t partners, deals, won, unvalued;
    };
    const Row rows[] = {
        {"AQ", no_key, 0, 1, 0, 1}, {"DE", 1, 2, 1, 100'00, 0}, {"US", 0, 1, 0, 0, 0}};
    const Facts facts = world.facts();
    const auto countries = country_measures(facts, year, program());
    REQUIRE(countries.size() == std::size(rows));
    for (std::size_t i = 0; i < std::size(rows); i++) {
        CAPTURE(rows[i].country);
        CHECK(countries[i].country == country_code(rows[i].country));
        CHECK(countries[i].region == rows[i].region);
        CHECK(countries[i].partners == rows[i].partners);
        CHECK(countries[i].deals == rows[i].deals);
        CHECK(countries[i].won == rows[i].won);
        CHECK(countries[i].conversion.unvalued == rows[i].unvalued);
    }
    CHECK(worldwide_partners(facts) == 1);
    CHECK(countries_present(facts) == 2);  // Worldwide is no list of countries.
}

TEST_CASE("launch: phases count from the program's first day") {
    CHECK(program_year(program(), 1).from == 2024y / October / 1);
    CHECK(program_year(program(), 2).from == 2025y / October / 1);
    CHECK(program_year(program(), 2).until == 2026y / October / 1);
}

static MilestoneMeasure milestone(
    std::string_view key, const Facts& facts, const std::vector<MilestoneWord>& words = {}
) {
    for (const MilestoneMeasure& measure : launch_measures(facts, program(), words)) {
        if (measure.key == key) return measure;
    }
    FAIL("no milestone " << key);
    return {};
}

static void sign(MeasuredWorld& world, PartnerId partner) {
    Agreement agreement;
    agreement.partner = partner;
    world.put(agreement, start_of(today));
}

TEST_CASE("launch: a counted milestone is reached at its number") {
    for (const int count : {4, 5}) {
        MeasuredWorld world(today);
        for (int i = 0; i < count; i++) {
            sign(world, world.partner("P" + std::to_string(i), [](Partner& p) {
                p.tier = Tier::tier_1;
            }));
        }
        world.partner("Unsigned", [](Partner& p) { p.tier = Tier::tier_1; });
        sign(world, world.partner("Other tier"));
        // Somebody's word does not make five of four.
        const auto signed_up = milestone(
            "alliances_signed", world.facts(), {{.milestone = "alliances_signed", .done_on = today}}
        );
        CHECK(signed_up.measured == count);
        CHECK(signed_up.target == 5);
        CHECK(signed_up.due_on == 2025y / std::chrono::March / 31);
        CHECK(signed_up.state == (count == 5 ? MilestoneState::reached : MilestoneState::late));
    }
}

TEST_CASE("launch: what was reached stays so when a partner is suspended or leaves") {
    struct Row {
        Lifecycle lifecycle;
        Date joined_on;
        std::int64_t counts;
    };
    const Row rows[] = {
        {Lifecycle::applied, {}, 0},
        {Lifecycle::onboarding, {}, 0},
        {Lifecycle::active, {}, 1},
        {Lifecycle::suspended, today, 1},
        {Lifecycle::ended, today, 1},
        {Lifecycle::ended, {}, 0},  // Refused.
    };
    for (const Row& row : rows) {
        CAPTURE(name_of(row.lifecycle));
        for (const Tier tier : {Tier::tier_1, Tier::tier_2, Tier::tier_3}) {
            MeasuredWorld world(today);
            Partner partner;
            partner.name = "One";
            partner.tier = tier;
            partner.lifecycle = row.lifecycle;
            partner.joined_on = row.joined_on;
            partner.home_country = "US";
            const PartnerId id{world.put(partner)};
            if (row.counts > 0) sign(world, id);
            const Facts facts = world.facts();
            const auto counted = [&facts](const char* key) {
                return *milestone(key, facts).measured;
            };
            CHECK(counted("alliances_signed") == (tier == Tier::tier_1 ? row.counts : 0));
            CHECK(counted("regional_partners") == (tier == Tier::tier_2 ? row.counts : 0));
            CHECK(counted("technology_partners") == (tier == Tier::tier_3 ? row.counts : 0));
            CHECK(counted("countries_present") == row.counts);
        }
    }
}

TEST_CASE("launch: what no record shows is done when somebody says so") {
    MeasuredWorld world(today);
    world.partner("One");
    const Facts facts = world.facts();
    CHECK(milestone("management_team", facts).state == MilestoneState::late);
    CHECK_FALSE(milestone("management_team", facts).measured.has_value());
    const std::vector<MilestoneWord> said{{.milestone = "management_team", .done_on = today}};
    CHECK(milestone("management_team", facts, said).state == MilestoneState::reached);
    CHECK(milestone("management_team", facts, said).done_on == today);
    const std::vector<MilestoneWord> planned{
        {.milestone = "management_team", .done_on = today + Days{1}}};
    CHECK(milestone("management_team", facts, planned).state == MilestoneState::late);
}

TEST_CASE("launch: before, during and after its phase") {
    struct Row {
        Date on;
        MilestoneState state;
    };
    const Row rows[] = {
        {2025y / September / 30, MilestoneState::ahead},
        {2025y / October / 1, MilestoneState::due},
        {2026y / std::chrono::March / 31, MilestoneState::due},
        {2026y / std::chrono::April / 1, MilestoneState::late}};
    for (const Row& row : rows) {
        CAPTURE(text_from_date(row.on));
        MeasuredWorld world(row.on);
        CHECK(milestone("industry_programs", world.facts()).state == row.state);
    }
}

TEST_CASE("launch: campaigns, case studies, training and materials are read from records") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    world.marketing(one, today, "campaign");
    world.marketing(one, today, "campaign");
    world.certificate(one, "a", "foundation", today);
    CHECK(milestone("enablement_materials", world.facts()).state == MilestoneState::late);
    world.put(Resource{});
    const Facts facts = world.facts();
    CHECK(milestone("joint_campaigns", facts).measured == 2);
    CHECK(milestone("case_studies", facts).measured == 0);
    CHECK(milestone("case_studies", facts).state == MilestoneState::late);
    CHECK(milestone("training_launched", facts).state == MilestoneState::reached);
    CHECK(milestone("enablement_materials", facts).measured == 1);
    CHECK(milestone("enablement_materials", facts).state == MilestoneState::reached);
    CHECK(milestone("regional_partners", facts).measured == 1);
    CHECK(milestone("technology_partners", facts).measured == 0);
    CHECK(milestone("countries_present", facts).measured == 1);
}

static TargetMeasure target(std::string_view key, const Facts& facts) {
    for (const TargetMeasure& measure : target_measures(facts, program())) {
        if (measure.key == key) return measure;
    }
    FAIL("no target " << key);
    return {};
}

// Whatever its name is by now: it is known by its domain.
static PartnerId named_partner(MeasuredWorld& world, std::string domain) {
    Partner partner;
    partner.name = "Renamed since";
    partner.domains = {"other.example", std::move(domain)};
    partner.tier = Tier::tier_1;
    partner.lifecycle = Lifecycle::active;
    return {world.put(partner)};
}

TEST_CASE("targets: Accenture's second year, in whole dollars") {
    for (const std::int64_t dollars : {99'999'999, 100'000'000}) {
        MeasuredWorld world(today);
        const PartnerId accenture = named_partner(world, "accenture.example");
        world.won(accenture, dollars - 1, 2025y / October / 1);
        world.won(accenture, 1, 2026y / September / 30);
        world.won(accenture, 5, 2026y / October / 1);
        world.won(accenture, 5, 2025y / September / 30);
        const auto measure = target("accenture_revenue", world.facts());
        CHECK(measure.hundredths == dollars * 100);
        CHECK(measure.met == (dollars == 100'000'000));
    }
    MeasuredWorld early(2025y / September / 30);
    named_partner(early, "accenture.example");
    CHECK_FALSE(target("accenture_revenue", early.facts()).hundredths.has_value());
}

TEST_CASE("targets: shares are measured against what the partner tells of its own deals") {
    MeasuredWorld world(today);
    world.partner("Microsoft Azure");  // Only called so.
    const PartnerId azure = named_partner(world, "microsoftazure.example");
    world.deal.currency = gold;  // Counted, whatever it is worth.
    world.won(azure, 1, 2026y / std::chrono::January / 1);
    world.won(azure, 1, 2026y / December / 31);
    world.won(azure, 1, 2025y / December / 31);
    CompanyFigure told;
    told.figure = "azure_share";
    told.from = 2026y / std::chrono::January / 1;
    told.until = 2027y / std::chrono::January / 1;
    told.count = 4;
    told.source = "Azure's list of November";
    world.put(told);
    const Facts facts = world.facts();
    const auto share = target("azure_share", facts);
    CHECK(share.hundredths == 50'00);
    CHECK(share.met == true);
    CHECK(share.source == "Azure's list of November");
    CHECK_FALSE(target("sap_share", facts).hundredths.has_value());
    CHECK_FALSE(target("sap_share", facts).met.has_value());
}

TEST_CASE("targets: a plan that was stored without domains knows partners by their names") {
    MeasuredWorld world(today);
    world.won(world.partner("Accenture"), 5, 2025y / October / 1);
    Program stored = program();
    for (SuccessTarget& one : stored.plan.success_targets) one.domain.clear();
    CHECK(target_measures(world.facts(), stored)[0].hundredths == 5'00);
    CHECK_FALSE(target_measures(world.facts(), program())[0].hundredths.has_value());
}

TEST_CASE("targets: amounts say by which rates, and what has none") {
    MeasuredWorld world(today);
    const PartnerId accenture = named_partner(world, "accenture.example");
    const PartnerId regional = world.partner("Regional");
    for (const Currency currency : {usd, euro, gold}) {
        world.deal.currency = currency;
        world.won(accenture, 100, 2026y / September / 30);
        world.won(regional, 100, today);
    }
    world.deal.currency = usd;
    world.deal.secondary = true;
    world.won(regional, 100, today);
    const Facts facts = world.facts();
    const Conversion told{rate_day(), 1};
    CHECK(target("accenture_revenue", facts).hundredths == 203'89);
    CHECK(target("accenture_revenue", facts).conversion == told);
    // A partner's own figure has what it won beside another one's award.
    CHECK(target("regional_average", facts).hundredths == 303'89);
    CHECK(target("regional_average", facts).conversion == told);
    CHECK(target("azure_share", facts).conversion == Conversion{});
    // The program's has it once.
    const TargetMeasure revenue = revenue_measure(facts, program());
    CHECK(revenue.hundredths == 2 * 203'89);
    CHECK(revenue.conversion == Conversion{rate_day(), 2});
}

TEST_CASE("targets: the average of the active partners of tier 2") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    world.partner("Two");
    world.partner("Ended", [](Partner& p) { p.lifecycle = Lifecycle::ended; });
    world.partner("Other tier", [](Partner& p) { p.tier = Tier::tier_3; });
    world.won(one, 9'000'000, today);
    world.won(one, 9'000'000, year.from - Days{1});
    const auto average = target("regional_average", world.facts());
    CHECK(average.denominator == 2);
    CHECK(average.hundredths == 4'500'000'00);
    CHECK(average.met == false);
    CHECK_FALSE(target("regional_average", MeasuredWorld(today).facts()).hundredths.has_value());
}

TEST_CASE("network: active partners and their countries against the numbers the program states") {
    MeasuredWorld world(today);
    world.partner("One", [](Partner& p) { p.tier = Tier::tier_1; });
    world.partner("Two", [](Partner& p) { p.countries = {"US", "CA"}; });
    for (const char* name : {"Three", "Four"}) {
        world.partner(name, [](Partner& p) {
            p.region = "europe";
            p.home_country = "FR";
        });
    }
    world.partner("Gone", [](Partner& p) {
        p.lifecycle = Lifecycle::ended;
        p.home_country = "JP";
    });
    Program stated = program();
    stated.plan.counts[5].count = 2;
    stated.plan.counts.push_back({.key = "friends", .count = 1});
    struct Row {
        const char* key;
        std::optional<std::int64_t> count;
        std::int64_t target;
        std::optional<bool> met;
    };
    const Row rows[] = {
        {"partners", 4, 500, false},
        {"countries", 3, 50, false},
        {"tier_1", 1, 10, false},
        {"tier_2", 3, 25, false},
        {"tier_2.north_america", 1, 8, false},
        {"tier_2.europe", 2, 2, true},
        {"tier_2.asia_pacific", 0, 7, false},
        {"tier_3", 0, 50, false},
        {"friends", std::nullopt, 1, std::nullopt}};
    const auto measures = network_measures(world.facts(), stated);
    REQUIRE(measures.size() == std::size(rows));
    for (std::size_t i = 0; i < std::size(rows); i++) {
        CAPTURE(rows[i].key);
        CHECK(measures[i].key == rows[i].key);
        CHECK(measures[i].count == rows[i].count);
        CHECK(measures[i].target == rows[i].target);
        CHECK(measures[i].met == rows[i].met);
    }
}

TEST_CASE("targets: a year of partners' revenue against the $500M") {
    for (const std::int64_t millions : {399, 400}) {
        MeasuredWorld world(today);
        const PartnerId one = world.partner("One");
        const PartnerId gone =
            world.partner("Gone", [](Partner& p) { p.lifecycle = Lifecycle::ended; });
        world.won(one, millions * 1'000'000, today);
        world.won(gone, 100'000'000, year.from);
        world.won(one, 9'000'000, year.from - Days{1});
        world.approved(one, 9'000'000, today, today);
        const TargetMeasure measure = revenue_measure(world.facts(), program());
        CHECK(measure.period == year);
        CHECK(measure.target_hundredths == 500'000'000'00);
        CHECK(measure.hundredths == (millions + 100) * 1'000'000'00);
        CHECK(measure.met == (millions == 400));
    }
    CHECK(revenue_measure(MeasuredWorld(today).facts(), program()).met == false);
}

TEST_CASE("solutions: deals name them, and the first approval makes one live") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    Deal submitted = world.deal;
    submitted.partner = one;
    submitted.review = Review::submitted;
    submitted.lines = {{.category = "software_licenses", .amount = in_dollars(100)}};
    world.put(submitted);
    world.approved(one, 100, today, today);
    world.won(one, 100, today);
    Facts facts = world.facts();
    for (DealFact& deal : facts.deals) deal.solution = 1;
    const auto solutions = solution_measures(facts, program());
    REQUIRE(solutions.size() == program().plan.joint_solutions.size());
    CHECK(solutions[1].deals == 3);
    CHECK(solutions[1].open_value == 100'00);
    CHECK(solutions[1].won_value == 100'00);
    CHECK(solutions[1].live);
    CHECK(solutions[1].conversion == Conversion{});
    CHECK(solutions[0].deals == 0);
    CHECK_FALSE(solutions[0].live);

    facts.deals[1].value = {.minor = 50'00, .rate_on = rate_day()};
    facts.deals[2].value.valued = false;
    const auto told = solution_measures(facts, program());
    CHECK(told[1].deals == 3);
    CHECK(told[1].open_value == 50'00);
    CHECK(told[1].won_value == 0);
    CHECK(told[1].conversion == Conversion{rate_day(), 1});
    facts.deals[1].secondary = true;
    CHECK(solution_measures(facts, program())[1].open_value == 0);
    CHECK(solution_measures(facts, program())[1].deals == 3);
}
