#include "core/base/format/cbor.h"
#include "core/base/format/json.h"
#include "core/domain/program/seed.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace entente;
using entente::test::shipped_program;

static constexpr std::int64_t million = 100'000'000;  // In cents.
static constexpr std::int64_t thousand = 100'000;

static const NamedPartner& partner_named(std::string_view name) {
    for (const NamedPartner& partner : shipped_program().partners) {
        if (partner.name == name) return partner;
    }
    FAIL("no partner " << name);
    return shipped_program().partners.front();
}

TEST_CASE("program: every band of the strategy is there") {
    struct Row {
        const char* model;
        const char* category;
        std::int32_t low, high;
        CategoryKind kind;
    };
    const Row rows[] = {
        {"system_integrator", "implementation_services", 100, 100, CategoryKind::to_bill},
        {"system_integrator", "software_licenses", 20, 30, CategoryKind::margin},
        {"system_integrator", "ongoing_support", 15, 25, CategoryKind::margin},
        {"system_integrator", "professional_services", 40, 60, CategoryKind::margin},
        {"technology_partner", "referral", 10, 15, CategoryKind::first_year},
        {"technology_partner", "co_selling", 5, 10, CategoryKind::margin},
        {"technology_partner", "marketplace", 20, 30, CategoryKind::marketplace_cost},
        {"technology_partner", "joint_solutions", 50, 50, CategoryKind::margin},
        {"reseller", "standard", 25, 35, CategoryKind::margin},
        {"reseller", "premium", 35, 45, CategoryKind::margin},
        {"reseller", "exclusive_territory", 45, 55, CategoryKind::margin},
        {"reseller", "volume_incentive", 5, 10, CategoryKind::volume_incentive},
    };
    std::size_t categories = 0;
    for (const RevenueModel& model : shipped_program().program.models) {
        categories += model.categories.size();
    }
    CHECK(categories == std::size(rows));
    for (const Row& row : rows) {
        CAPTURE(row.model, row.category);
        const RevenueModel* model = entry_with_key(shipped_program().program.models, row.model);
        REQUIRE(model != nullptr);
        const CategoryRule* category = entry_with_key(model->categories, row.category);
        REQUIRE(category != nullptr);
        CHECK(category->kind == row.kind);
        for (const RateBand& band : category->bands) {
            CHECK(band.low == Percent{row.low * 100});
            CHECK(band.high == Percent{row.high * 100});
        }
    }
}

TEST_CASE("program: every tier has its windows, caps and investment") {
    struct Row {
        Tier tier;
        std::int32_t protection_days, open;
        std::int64_t low, high;
    };
    const Row rows[] = {
        {Tier::tier_1, 120, 100, million, 0},
        {Tier::tier_2, 90, 50, 250 * thousand, 500 * thousand},
        {Tier::tier_3, 90, 50, 50 * thousand, 100 * thousand},
        {Tier::emerging, 60, 25, 10 * thousand, 25 * thousand},
    };
    for (const Row& row : rows) {
        const TierRule& rule = rule_of(shipped_program().program, row.tier);
        CAPTURE(rule.name);
        CHECK(rule.protection_days == row.protection_days);
        CHECK(rule.open_registrations == row.open);
        CHECK(rule.allocation_low == Money{row.low, usd});
        CHECK(rule.allocation_high.minor == row.high);
        CHECK(rule.allocation_open_ended == (row.tier == Tier::tier_1));
    }
    const TierRequirement& first = rule_of(shipped_program().program, Tier::tier_1).requirement;
    CHECK(first.certificates == std::vector<CertificatePlan>{{"professional", 25}, {"expert", 5}});
    CHECK(first.won_in_four_quarters == Money{10 * million, usd});
    CHECK(first.scorecard_total == 80);
}

TEST_CASE("program: every level has its days, award and validity") {
    struct Row {
        const char* key;
        std::int32_t days, pass, months;
        const char* award;
        const char* unlock;
    };
    const Row rows[] = {
        {"foundation", 2, 80, 24, "Online exam (80% pass rate)", "Partner portal access"},
        {"professional", 5, 80, 24, "Hands-on project + exam", "Implementation methodology"},
        {"expert", 10, 0, 12, "Customer project + peer review", "Early access to features"},
    };
    for (const Row& row : rows) {
        CAPTURE(row.key);
        const Level* level = entry_with_key(shipped_program().program.levels, row.key);
        REQUIRE(level != nullptr);
        CHECK(level->training_days == row.days);
        CHECK(level->pass_score == row.pass);
        CHECK(level->valid_months == row.months);
        CHECK(level->award_text == row.award);
        CHECK(level->unlocks.front() == row.unlock);
        const auto& courses = shipped_program().program.courses;
        const auto of_level = std::find_if(courses.begin(), courses.end(), [&](const Course& c) {
            return c.level == row.key;
        });
        REQUIRE(of_level != courses.end());
        CHECK(of_level->lessons.size() >= 6);
    }
}

TEST_CASE("program: every KPI has its target") {
    struct Row {
        const char* key;
        std::int64_t hundredths;
        Aim aim;
        const char* stated;
    };
    const Row rows[] = {
        {"partner_sourced_revenue", 40'00, Aim::at_least, "40% of total"},
        {"partner_influenced_revenue", 60'00, Aim::at_least, "60% of total"},
        {"average_deal_size", 750 * thousand, Aim::at_least, "$750K"},
        {"revenue_growth", 150'00, Aim::at_least, "150% YoY"},
        {"satisfaction", 4'50, Aim::more_than, ">4.5/5.0"},
        {"certification_completion", 80'00, Aim::more_than, ">80%"},
        {"active_engagement", 70'00, Aim::more_than, ">70%"},
        {"pipeline_coverage", 3'00, Aim::at_least, "3x quota"},
        {"time_to_first_deal", 6'00, Aim::less_than, "<6 months"},
        {"onboarding_time", 30'00, Aim::less_than, "<30 days"},
        {"ticket_resolution", 24'00, Aim::less_than, "<24 hours"},
        {"training_completion", 90'00, Aim::more_than, ">90%"},
    };
    CHECK(shipped_program().program.plan.kpis.size() == std::size(rows));
    for (const Row& row : rows) {
        CAPTURE(row.key);
        const Kpi* kpi = entry_with_key(shipped_program().program.plan.kpis, row.key);
        REQUIRE(kpi != nullptr);
        CHECK(kpi->target_hundredths == row.hundredths);
        CHECK(kpi->aim == row.aim);
        CHECK(kpi->stated == row.stated);
    }
}

TEST_CASE("program: the five stages say how probable a deal is") {
    std::string said;
    for (const StageRule& rule : shipped_program().program.stages) {
        said += std::string(name_of(rule.stage)) + " " +
                std::to_string(rule.probability.basis_points) + " ";
    }
    CHECK(
        said ==
        "prospect 1000 qualified 2500 technical_validation 5000 "
        "business_validation 7000 committed 9000 "
    );
}

TEST_CASE("program: the scorecard weighs 40, 25, 20 and 15") {
    const std::vector<ScorecardPart>& parts = shipped_program().program.scorecard;
    REQUIRE(parts.size() == 4);
    CHECK(parts[0].weight == 40);
    CHECK(parts[1].weight == 25);
    CHECK(parts[2].weight == 20);
    CHECK(parts[3].weight == 15);
}

TEST_CASE("program: regions have their share, investment and partners") {
    struct Row {
        const char* region;
        std::int32_t share;
        std::int64_t investment;
        const char* first_key_partner;
    };
    const Row rows[] = {
        {"north_america", 40, 5 * million, "Accenture"},
        {"europe", 35, 4 * million, "Capgemini"},
        {"asia_pacific", 25, 3 * million, "TCS"},
    };
    std::set<std::string> countries;
    for (const Region& region : shipped_program().program.regions) {
        countries.insert(region.countries.begin(), region.countries.end());
    }
    CHECK(countries.size() >= 50);
    const std::vector<RegionPlan>& plans = shipped_program().program.plan.regions;
    REQUIRE(plans.size() == std::size(rows));
    for (std::size_t i = 0; i < plans.size(); i++) {
        CHECK(plans[i].region == rows[i].region);
        CHECK(plans[i].revenue_share == Percent{rows[i].share * 100});
        CHECK(plans[i].investment == Money{rows[i].investment, usd});
        CHECK(plans[i].key_partners.front() == rows[i].first_key_partner);
        CHECK(plans[i].key_partners.size() == 4);
    }
}

TEST_CASE("program: the launch plan has its phases and counts") {
    const std::vector<LaunchPhase>& launch = shipped_program().program.plan.launch;
    REQUIRE(launch.size() == 3);
    const std::int32_t months[][2] = {{1, 6}, {7, 12}, {13, 18}};
    for (std::size_t i = 0; i < 3; i++) {
        CHECK(launch[i].month_first == months[i][0]);
        CHECK(launch[i].month_last == months[i][1]);
        CHECK(launch[i].milestones.size() == 4);
    }
    CHECK(entry_with_key(launch[0].milestones, "alliances_signed")->target == 5);
    CHECK(entry_with_key(launch[1].milestones, "regional_partners")->target == 15);
    CHECK(entry_with_key(launch[2].milestones, "technology_partners")->target == 50);
    CHECK(entry_with_key(launch[2].milestones, "countries_present")->target == 25);
}

TEST_CASE("program: targets and joint solutions of the strategy are there") {
    const ProgramPlan& plan = shipped_program().program.plan;
    CHECK(plan.revenue_amount == Money{500 * million, usd});
    CHECK(plan.revenue_share == Percent{40'00});
    const SuccessTarget* accenture = entry_with_key(plan.success_targets, "accenture_revenue");
    REQUIRE(accenture != nullptr);
    CHECK(accenture->amount == Money{100 * million, usd});
    CHECK(accenture->year == 2);
    CHECK(entry_with_key(plan.success_targets, "azure_share")->share == Percent{50'00});
    CHECK(entry_with_key(plan.success_targets, "sap_share")->share == Percent{25'00});
    CHECK(entry_with_key(plan.success_targets, "regional_average")->amount.minor == 5 * million);
    CHECK(plan.joint_solutions.size() == 4);
    CHECK(shipped_program().program.resources.size() == 5);
    CHECK(shipped_program().program.loss_reasons.size() == 19);
    CHECK(plan.closing.find("industry standard for enterprise AI automation") != std::string::npos);
}

TEST_CASE("program: the 33 named partners have what the strategy says of them") {
    CHECK(shipped_program().partners.size() == 33);
    struct Row {
        const char* name;
        std::int64_t potential;
        const char* alliance;
        const char* joint_solution;
        const char* investment;
    };
    const Row rows[] = {
        {"Accenture",
         100,
         "Global strategic alliance",
         "Enterprise automation consulting",
         "Dedicated Accenture practice (50+ consultants)"},
        {"Deloitte",
         75,
         "Technology and consulting alliance",
         "Regulatory compliance platform",
         "Joint innovation lab"},
        {"IBM Consulting",
         60,
         "Technology integration",
         "Watson AI + Task Delegation",
         "Joint go-to-market team"},
        {"Capgemini",
         50,
         "Implementation and services",
         "Industry 4.0 automation",
         "Certified implementation team"},
        {"Microsoft Azure", 0, "Strategic cloud partnership", "Azure AI + Task Delegation", ""},
        {"SAP", 0, "ERP integration partnership", "Business process automation", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const NamedPartner& partner = partner_named(row.name);
        CHECK(partner.revenue_potential.minor == row.potential * million);
        CHECK(partner.alliance == row.alliance);
        REQUIRE(partner.joint_solutions.size() == 1);
        CHECK(partner.joint_solutions.front() == row.joint_solution);
        CHECK(partner.investment == row.investment);
    }
    const std::vector<PartnerRemark>& remarks = partner_named("Amazon Web Services").remarks;
    CHECK(remarks.size() == 4);
    CHECK(remarks.front().text == "Platform listing and sales");
    CHECK(remarks.back().text == "AWS ISV accelerate");
    CHECK(partner_named("Slalom").specializations.front() == "Digital transformation consulting");
    CHECK(partner_named("Fujitsu").home_note == "Japan/Europe");
}

TEST_CASE("program: sums that do not agree are reported with both figures") {
    struct Row {
        const char* key;
        std::int64_t stated, found;
    };
    const Row rows[] = {
        {"partners_named.tier_1", 10, 4},
        {"partners_named.tier_2", 25, 23},
        {"partners_named.tier_2.europe", 10, 8},
        {"partners_named.tier_3", 50, 6},
        {"partners_in_tiers", 500, 85},
        {"investment_of_regions_and_tiers", 12 * million, 18 * million + million * 3 / 4},
        {"revenue_of_partners", 500 * million, 410 * million},
        {"countries_of_launch", 50, 25},
        // "Local SIs" and "local partners" are nobody; the others are named, some in short.
        {"key_partners.europe", 4, 3},
        {"key_partners.asia_pacific", 4, 3},
        {"training_minutes.foundation", 2 * 8 * 60, 435},
        {"training_minutes.professional", 5 * 8 * 60, 780},
        {"training_minutes.expert", 10 * 8 * 60, 780},
    };
    const std::vector<StatedGap> gaps = stated_gaps(shipped_program().program);
    CHECK(gaps.size() == std::size(rows));
    for (const Row& row : rows) {
        const auto gap = std::find_if(gaps.begin(), gaps.end(), [&row](const StatedGap& one) {
            return one.key == row.key;
        });
        CAPTURE(row.key);
        REQUIRE(gap != gaps.end());
        CHECK(gap->stated == row.stated);
        CHECK(gap->found == row.found);
    }
}

TEST_CASE("program: sums beyond all numbers are the largest there is") {
    LoadedProgram vast = shipped_program();
    constexpr std::int64_t most = INT64_MAX;
    for (NamedPartner& partner : vast.partners) partner.revenue_potential = {most, usd};
    for (RegionPlan& region : vast.program.plan.regions) region.investment = {most, usd};
    for (TierRule& rule : vast.program.tiers) {
        rule.allocation_low = {most, usd};
        rule.allocation_open_ended = true;
    }
    for (SuccessTarget& target : vast.program.plan.success_targets) {
        if (target.key == "regional_average") target.amount = {most, usd};
    }
    const auto loaded = load_program(json_from(vast));
    REQUIRE(loaded.ok());
    const auto& named = loaded.value().program.plan.named;
    CHECK(entry_with_key(named, "revenue")->count == most);
    std::set<std::string> keys;
    for (const StatedGap& gap : stated_gaps(loaded.value().program)) {
        keys.insert(gap.key);
        if (gap.key == "revenue_of_partners") CHECK(gap.found == most);
    }
    CHECK(keys.contains("revenue_of_partners"));
    // Both sides are more than can be told, and so nothing tells them apart.
    CHECK_FALSE(keys.contains("investment_of_regions_and_tiers"));
}

TEST_CASE("program: gaps are told of the stored program, as far as its partners were noted") {
    const auto stored = from_cbor<Program>(cbor_from(shipped_program().program));
    REQUIRE(stored.ok());
    CHECK(stated_gaps(stored.value()).size() == 13);
    Program earlier = shipped_program().program;
    earlier.plan.named.clear();  // Before there were notes.
    std::set<std::string> keys;
    for (const StatedGap& gap : stated_gaps(earlier)) keys.insert(gap.key);
    CHECK(
        keys ==
        std::set<std::string>{
            "partners_in_tiers",
            "investment_of_regions_and_tiers",
            "countries_of_launch",
            "training_minutes.foundation",
            "training_minutes.professional",
            "training_minutes.expert"}
    );
}

TEST_CASE("program: the plan's partners are known by their domains, which a file cannot change") {
    const ProgramPlan& plan = shipped_program().program.plan;
    CHECK(entry_with_key(plan.success_targets, "sap_share")->domain == "sap.example");
    CHECK(entry_with_key(plan.success_targets, "regional_average")->domain.empty());
    CHECK(entry_with_key(plan.joint_solutions, "healthcare_ai")->domain == "ibmconsulting.example");
    LoadedProgram other = shipped_program();
    other.program.plan.joint_solutions[1].domain = "sap.example";
    const auto loaded = load_program(json_from(other));
    REQUIRE_FALSE(loaded.ok());
    CHECK(loaded.problem().code == ProblemCode::reference_must_exist);
    CHECK(loaded.problem().field == "program.plan.joint_solutions[1].domain");
}

TEST_CASE("program: the same comes back from CBOR and from JSON") {
    const Program& program = shipped_program().program;
    const auto from_bytes = from_cbor<Program>(cbor_from(program));
    REQUIRE(from_bytes.ok());
    CHECK(from_bytes.value() == program);
    const auto from_text = load_program(json_from(shipped_program()));
    REQUIRE(from_text.ok());
    CHECK(from_text.value() == shipped_program());
}

struct Unsound {
    const char* why;
    void (*spoil)(Program&);
    ProblemCode code;
    const char* field;
};
static const Unsound unsound_programs[] = {
    {"a band upside down",
     [](Program& p) { p.models[0].categories[1].bands[0].low = {31'00}; },
     ProblemCode::band_must_not_be_empty,
     "models[0].categories[1].bands[0].high"},
    {"no currency",
     [](Program& p) { p.currency = {}; },
     ProblemCode::field_must_be_given,
     "currency"},
    {"a rate below nothing",
     [](Program& p) { p.models[0].categories[1].bands[0].low = {-1}; },
     ProblemCode::percent_must_be_0_to_100,
     "models[0].categories[1].bands[0].low"},
    {"a rate above all",
     [](Program& p) { p.models[0].categories[1].bands[0].high = {101'00}; },
     ProblemCode::percent_must_be_0_to_100,
     "models[0].categories[1].bands[0].high"},
    {"two bands on one day",
     [](Program& p) { p.models[0].categories[1].bands[0].effective_until = {}; },
     ProblemCode::rule_dates_must_not_overlap,
     "models[0].categories[1].bands[1].effective_from"},
    {"no band",
     [](Program& p) { p.models[0].categories[1].bands.clear(); },
     ProblemCode::field_must_be_given,
     "models[0].categories[1].bands"},
    {"weights of 99",
     [](Program& p) { p.scorecard[0].weight = 39; },
     ProblemCode::weights_must_sum_to_100,
     "scorecard"},
    {"two roles of one name",
     [](Program& p) { p.roles[1].key = p.roles[0].key; },
     ProblemCode::name_must_be_unique,
     "roles[1].key"},
    {"a tier twice",
     [](Program& p) { p.tiers[1].tier = Tier::tier_1; },
     ProblemCode::name_must_be_unique,
     "tiers[1].tier"},
    {"a tier missing",
     [](Program& p) { p.tiers.pop_back(); },
     ProblemCode::field_must_be_given,
     "tiers"},
    {"a stage twice",
     [](Program& p) { p.stages[1].stage = p.stages[0].stage; },
     ProblemCode::name_must_be_unique,
     "stages[1].stage"},
    {"a stage missing",
     [](Program& p) { p.stages.pop_back(); },
     ProblemCode::field_must_be_given,
     "stages"},
    {"a level that is not",
     [](Program& p) { p.products[2].required_level = "master"; },
     ProblemCode::reference_must_exist,
     "products[2].required_level"},
    {"a course to a level that is not",
     [](Program& p) { p.courses[1].level = "master"; },
     ProblemCode::reference_must_exist,
     "courses[1].level"},
    {"what a level unlocks that is not",
     [](Program& p) { p.certificate_unlocks[1].level = "master"; },
     ProblemCode::reference_must_exist,
     "certificate_unlocks[1].level"},
    {"a resource for a level that is not",
     [](Program& p) { p.resources[1].required_level = "master"; },
     ProblemCode::reference_must_exist,
     "resources[1].required_level"},
    {"a tier that asks for a level that is not",
     [](Program& p) { p.tiers[0].requirement.certificates[1].level = "master"; },
     ProblemCode::reference_must_exist,
     "tiers[0].requirement.certificates"},
    {"a level after one that is not",
     [](Program& p) { p.levels[1].requires_level = "master"; },
     ProblemCode::reference_must_exist,
     "levels[1].requires_level"},
    {"a calendar that is not",
     [](Program& p) { p.regions[0].calendar = "mars"; },
     ProblemCode::reference_must_exist,
     "regions[0].calendar"},
    {"a plan for a region that is not",
     [](Program& p) { p.plan.regions[1].region = "atlantis"; },
     ProblemCode::reference_must_exist,
     "plan.regions[1].region"},
    {"a country that is not",
     [](Program& p) { p.regions[0].countries[0] = "XX"; },
     ProblemCode::country_must_be_known,
     "regions[0].countries"},
    {"no working day",
     [](Program& p) {
         p.calendars[0].weekend = {1, 2, 3, 4, 5, 6, 7};
     },
     ProblemCode::value_must_be_in_range,
     "calendars[0]"},
    {"a weekend before Monday",
     [](Program& p) { p.calendars[0].weekend = {0}; },
     ProblemCode::value_must_be_in_range,
     "calendars[0]"},
    {"a weekend after Sunday",
     [](Program& p) { p.calendars[0].weekend = {8}; },
     ProblemCode::value_must_be_in_range,
     "calendars[0]"},
    {"an unlock by nothing",
     [](Program& p) { p.models[0].categories[1].unlocks[0].needs = "luck:great"; },
     ProblemCode::reference_must_exist,
     "models[0].categories[1].unlocks[0].needs"},
    {"an unlock by a level that is named alone",
     [](Program& p) {
         p.levels.push_back(p.levels[0]);
         p.levels.back().key = "certificate";
         p.models[0].categories[1].unlocks[0].needs = "certificate";
     },
     ProblemCode::reference_must_exist,
     "models[0].categories[1].unlocks[0].needs"},
    {"no window",
     [](Program& p) { p.review.close_within_months = 0; },
     ProblemCode::value_must_be_in_range,
     "review.close_within_months"},
};

TEST_CASE("program: what is not sound is refused with its path") {
    CHECK_FALSE(problem_of(shipped_program().program).has_value());
    for (const Unsound& row : unsound_programs) {
        CAPTURE(row.why);
        Program program = shipped_program().program;
        row.spoil(program);
        const auto problem = problem_of(program);
        REQUIRE(problem.has_value());
        CHECK(name_of(problem->code) == name_of(row.code));
        CHECK(problem->field == row.field);
    }
}

TEST_CASE("program: a file whose program is not sound is refused with the path in the file") {
    LoadedProgram unsound = shipped_program();
    unsound.program.scorecard[0].weight--;
    const auto loaded = load_program(json_from(unsound));
    REQUIRE_FALSE(loaded.ok());
    CHECK(loaded.problem().code == ProblemCode::weights_must_sum_to_100);
    CHECK(loaded.problem().field == "program.scorecard");
}

TEST_CASE("program: a rate is unlocked by a certificate or a tier that there is") {
    for (const char* needs :
         {"luck:tier_1", "tier:gold", "certificate:master", "certificate:tier_1", "tier_1", ""}) {
        CAPTURE(needs);
        Program program = shipped_program().program;
        program.models[0].categories[1].unlocks[0].needs = needs;
        const auto problem = problem_of(program);
        REQUIRE(problem.has_value());
        CHECK(problem->field == "models[0].categories[1].unlocks[0].needs");
    }
    for (const char* needs : {"tier:tier_1", "certificate:expert"}) {
        CAPTURE(needs);
        Program program = shipped_program().program;
        program.models[0].categories[1].unlocks[0].needs = needs;
        CHECK_FALSE(problem_of(program).has_value());
    }
}

template <typename Entry>
static std::size_t repeated(std::vector<Entry>& list) {
    list.push_back(list.front());
    return list.size() - 1;
}

TEST_CASE("program: no list says a key twice") {
    struct Row {
        const char* list;
        std::size_t (*repeat)(Program&);  // Where the second one stands.
    };
    const Row rows[] = {
        {"roles", [](Program& p) { return repeated(p.roles); }},
        {"models", [](Program& p) { return repeated(p.models); }},
        {"products", [](Program& p) { return repeated(p.products); }},
        {"sectors", [](Program& p) { return repeated(p.sectors); }},
        {"regions", [](Program& p) { return repeated(p.regions); }},
        {"calendars", [](Program& p) { return repeated(p.calendars); }},
        {"reject_reasons", [](Program& p) { return repeated(p.reject_reasons); }},
        {"loss_reasons", [](Program& p) { return repeated(p.loss_reasons); }},
        {"revoke_reasons", [](Program& p) { return repeated(p.revoke_reasons); }},
        {"review.evidence_kinds", [](Program& p) { return repeated(p.review.evidence_kinds); }},
        {"levels", [](Program& p) { return repeated(p.levels); }},
        {"certificate_unlocks", [](Program& p) { return repeated(p.certificate_unlocks); }},
        {"resources", [](Program& p) { return repeated(p.resources); }},
        {"scorecard", [](Program& p) { return repeated(p.scorecard); }},
        {"plan.counts", [](Program& p) { return repeated(p.plan.counts); }},
        {"plan.kpis", [](Program& p) { return repeated(p.plan.kpis); }},
        {"plan.launch", [](Program& p) { return repeated(p.plan.launch); }},
        {"plan.success_targets", [](Program& p) { return repeated(p.plan.success_targets); }},
        {"plan.joint_solutions", [](Program& p) { return repeated(p.plan.joint_solutions); }},
    };
    for (const Row& row : rows) {
        CAPTURE(row.list);
        Program program = shipped_program().program;
        const std::size_t at = row.repeat(program);
        const auto problem = problem_of(program);
        REQUIRE(problem.has_value());
        CHECK(problem->code == ProblemCode::name_must_be_unique);
        CHECK(problem->field == std::string(row.list) + "[" + std::to_string(at) + "].key");
    }
}

TEST_CASE("program: a named partner has a name of its own and works where the program knows") {
    struct Row {
        const char* field;
        void (*spoil)(std::vector<NamedPartner>&);
        ProblemCode code;
    };
    const Row rows[] = {
        {"partners[7].name",
         [](std::vector<NamedPartner>& all) { all[7].name = all[2].name; },
         ProblemCode::name_must_be_unique},
        {"partners[3].model",
         [](std::vector<NamedPartner>& all) { all[3].model = "barter"; },
         ProblemCode::reference_must_exist},
        {"partners[3].region",
         [](std::vector<NamedPartner>& all) { all[3].region = "atlantis"; },
         ProblemCode::reference_must_exist},
        {"partners[3].home_country",
         [](std::vector<NamedPartner>& all) { all[3].home_country = "XX"; },
         ProblemCode::country_must_be_known},
        {"partners[3].countries",
         [](std::vector<NamedPartner>& all) { all[3].countries.push_back("XX"); },
         ProblemCode::country_must_be_known},
        {"partners[3].revenue_potential",
         [](std::vector<NamedPartner>& all) { all[3].revenue_potential.minor = -1; },
         ProblemCode::amount_must_be_positive},
        {"partners[3].revenue_potential",
         [](std::vector<NamedPartner>& all) {
             all[3].revenue_potential = {1, {{'E', 'U', 'R'}}};
         },
         ProblemCode::currencies_must_match},
    };
    for (const Row& row : rows) {
        CAPTURE(row.field);
        LoadedProgram program = shipped_program();
        row.spoil(program.partners);
        const auto loaded = load_program(json_from(program));
        REQUIRE_FALSE(loaded.ok());
        CHECK(loaded.problem().code == row.code);
        CHECK(loaded.problem().field == row.field);
    }
}

TEST_CASE("program: a field nobody knows is refused with its path") {
    const auto loaded = load_program(R"({"program": {"name": "x", "moto": "y"}})");
    REQUIRE_FALSE(loaded.ok());
    CHECK(loaded.problem().code == ProblemCode::field_must_be_known);
    CHECK(loaded.problem().field == "program.moto");
}

TEST_CASE("program: a stage's rule is its own, a tier's as well") {
    const Program& program = shipped_program().program;
    for (std::size_t i = 0; i < names_of(Stage{}).size(); i++) {
        const StageRule* rule = rule_of(program, static_cast<Stage>(i));
        REQUIRE(rule != nullptr);
        CHECK(name_of(rule->stage) == names_of(Stage{})[i]);
    }
    for (std::size_t i = 0; i < names_of(Tier{}).size(); i++) {
        CHECK(name_of(rule_of(program, static_cast<Tier>(i)).tier) == names_of(Tier{})[i]);
    }
    CHECK(rule_of(Program{}, Stage::prospect) == nullptr);
}

// So many days after the first of the rates, so many hundredths of a dollar for a euro.
static ExchangeRate euro_dollar(const Program& program, std::int64_t days) {
    return {usd, program.exchange_rates.front().on + Days{days}, days * 10'000};
}

TEST_CASE("program: money converts by the newest rate not after the day") {
    const Program& program = shipped_program().program;
    const Date day = program.effective_from;
    constexpr Currency yen{{'J', 'P', 'Y'}};
    constexpr Currency euro{{'E', 'U', 'R'}};
    const auto dollars = converted(program, Money{100'00, euro}, usd, day);
    REQUIRE(dollars.ok());
    CHECK(dollars.value() == Money{103'89, usd});  // 1.0389 dollars a euro.
    const auto from_yen = converted(program, Money{16'306, yen}, euro, day);
    REQUIRE(from_yen.ok());
    CHECK(from_yen.value() == Money{100'00, euro});  // 163.06 yen a euro; yen have no cents.
    CHECK(rate_date(program, euro, usd, day) == program.exchange_rates.front().on);
    // In whichever order they stand.
    Program backwards = program;
    backwards.exchange_rates.push_back(euro_dollar(program, 30));
    backwards.exchange_rates.push_back(euro_dollar(program, 20));
    std::reverse(backwards.exchange_rates.begin(), backwards.exchange_rates.end());
    for (const auto& [days, expected] :
         {std::pair{19, 103'89}, std::pair{20, 20'00}, std::pair{30, 30'00}}) {
        CAPTURE(days);
        const Date on = program.exchange_rates.front().on + Days{days};
        const auto told = converted(backwards, Money{100'00, euro}, usd, on);
        REQUIRE(told.ok());
        CHECK(told.value().minor == expected);
    }
    const Date before_all = program.exchange_rates.front().on - Days{1};
    CHECK(rate_date(program, euro, usd, before_all) == Date{});
    CHECK_FALSE(converted(program, Money{1, euro}, usd, before_all).ok());
}
