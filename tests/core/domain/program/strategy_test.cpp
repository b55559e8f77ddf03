// What the strategy says in words: each of its statements about partners, levels, regions and
// targets stands in the program as it was said.
#include "core/domain/program/seed.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using entente::test::shipped_program;

using Words = std::vector<std::string>;

static const NamedPartner& partner_named(std::string_view name) {
    for (const NamedPartner& partner : shipped_program().partners) {
        if (partner.name == name) return partner;
    }
    FAIL("no partner " << name);
    return shipped_program().partners.front();
}

TEST_CASE("strategy: the program, what it wants and whom it is for") {
    const Program& program = shipped_program().program;
    CHECK(program.name == "Global Partnership Network");
    CHECK(program.plan.objective == "Build a global ecosystem of 500+ strategic partners");
    CHECK(program.plan.revenue_target == "40% of total revenue through partners ($500M+ annually)");
    CHECK(program.plan.coverage == "50+ countries through partner network");
    CHECK(
        program.plan.partner_types ==
        "System integrators, technology vendors, consultants, resellers"
    );
    for (const char* words :
         {"accelerate market penetration",
          "reduce customer acquisition costs",
          "industry standard for enterprise AI automation"}) {
        CAPTURE(words);
        CHECK(program.plan.closing.find(words) != std::string::npos);
    }
}

TEST_CASE("strategy: the alliances of tier 1, each with its heading, reach and specialties") {
    struct Row {
        const char* name;
        const char* heading;
        const char* coverage;
        Words specializations;
        bool worldwide;
    };
    const Row rows[] = {
        {"Accenture",
         "Strategic Alliance",
         "Worldwide",
         {"Digital transformation", "AI implementation"},
         true},
        {"Deloitte",
         "Technology Alliance",
         "Global presence",
         {"Risk management", "Compliance automation"},
         true},
        {"IBM Consulting",
         "Integration Partner",
         "Global enterprise accounts",
         {"Hybrid cloud", "AI integration"},
         true},
        {"Capgemini",
         "Implementation Partner",
         "Europe, North America, APAC",
         {"Manufacturing", "Automotive"},
         false},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const NamedPartner& partner = partner_named(row.name);
        CHECK(partner.tier == Tier::tier_1);
        CHECK(partner.heading == row.heading);
        CHECK(partner.coverage == row.coverage);
        CHECK(partner.specializations == row.specializations);
        CHECK(partner.worldwide == row.worldwide);
        CHECK(partner.revenue_open_ended);  // "$100M+"
    }
}

TEST_CASE("strategy: the regional integrators of tier 2, each with its region and specialty") {
    struct Row {
        const char* name;
        const char* region;
        const char* specialization;
        const char* home;
    };
    const Row rows[] = {
        {"Slalom", "north_america", "Digital transformation consulting", ""},
        {"West Monroe", "north_america", "Operational excellence", ""},
        {"Protiviti", "north_america", "Risk and compliance", ""},
        {"KPMG", "north_america", "Business transformation", ""},
        {"PwC", "north_america", "Technology consulting", ""},
        {"EY", "north_america", "Digital advisory", ""},
        {"Cognizant", "north_america", "Technology services", ""},
        {"Infosys", "north_america", "Enterprise solutions", ""},
        {"Atos", "europe", "Digital transformation", "France"},
        {"Sopra Steria", "europe", "Technology consulting", "France"},
        {"Reply", "europe", "System integration", "Italy"},
        {"Tieto", "europe", "Nordic technology services", ""},
        {"CGI", "europe", "IT consulting", "Canada/Europe"},
        {"Computacenter", "europe", "Technology services", "UK"},
        {"Fujitsu", "europe", "Digital transformation", "Japan/Europe"},
        {"NTT Data", "europe", "Global technology services", ""},
        {"Tata Consultancy Services", "asia_pacific", "Global IT services", ""},
        {"Wipro", "asia_pacific", "Digital transformation", ""},
        {"HCL Technologies", "asia_pacific", "Engineering services", ""},
        {"Tech Mahindra", "asia_pacific", "Digital solutions", ""},
        {"NEC", "asia_pacific", "Technology integration", "Japan"},
        {"Samsung SDS", "asia_pacific", "Enterprise solutions", "Korea"},
        {"Hitachi Vantara", "asia_pacific", "Data and analytics", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const NamedPartner& partner = partner_named(row.name);
        CHECK(partner.tier == Tier::tier_2);
        CHECK(partner.region == row.region);
        CHECK(partner.specializations == Words{row.specialization});
        CHECK(partner.home_note == row.home);
    }
}

TEST_CASE("strategy: the technology partners of tier 3, each with what is said of it") {
    struct Row {
        const char* name;
        const char* group;
        const char* alliance;
        std::vector<PartnerRemark> remarks;
    };
    const Row rows[] = {
        {"Microsoft Azure",
         "cloud_platform",
         "Strategic cloud partnership",
         {{"Joint solutions", "Azure AI + Task Delegation"},
          {"Co-selling program", "Shared revenue model"},
          {"Technical integration", "Native Azure deployment"},
          {"Marketing", "Joint customer events and webinars"}}},
        {"Amazon Web Services",
         "cloud_platform",
         "Technology partnership",
         {{"AWS Marketplace", "Platform listing and sales"},
          {"Technical integration", "AWS native services"},
          {"Joint solutions", "Serverless automation"},
          {"Partner program", "AWS ISV accelerate"}}},
        {"Google Cloud Platform",
         "cloud_platform",
         "Innovation partnership",
         {{"AI/ML integration", "Google AI services"},
          {"Joint development", "Advanced analytics"},
          {"Go-to-market", "Enterprise customer access"},
          {"Technical support", "Architecture guidance"}}},
        {"Salesforce",
         "enterprise_software",
         "CRM integration partnership",
         {{"AppExchange", "Native Salesforce app"},
          {"Joint solutions", "Sales automation"},
          {"Co-selling", "Shared enterprise accounts"},
          {"Technical", "Deep CRM integration"}}},
        {"SAP",
         "enterprise_software",
         "ERP integration partnership",
         {{"SAP Store", "Certified application"},
          {"Joint solutions", "Business process automation"},
          {"Industry focus", "Manufacturing, retail"},
          {"Technical", "Real-time ERP integration"}}},
        {"ServiceNow",
         "enterprise_software",
         "ITSM partnership",
         {{"Technology partnership", "Workflow integration"},
          {"Joint solutions", "IT automation"},
          {"Co-selling", "Enterprise IT accounts"},
          {"Technical", "Native ServiceNow integration"}}},
    };
    for (const Row& row : rows) {
        CAPTURE(row.name);
        const NamedPartner& partner = partner_named(row.name);
        CHECK(partner.tier == Tier::tier_3);
        CHECK(partner.group == row.group);
        CHECK(partner.alliance == row.alliance);
        CHECK(partner.remarks == row.remarks);
        CHECK(partner.joint_solutions.size() == 1);
    }
}

TEST_CASE("strategy: whom each level is for, what it teaches and that Expert never ends") {
    struct Row {
        const char* key;
        const char* audience;
        Words content;
        bool ongoing;
        Words unlocks;
    };
    const Row rows[] = {
        {"foundation",
         "All Partners",
         {"Platform overview", "Basic implementation"},
         false,
         {"Partner portal access", "Basic marketing materials"}},
        {"professional",
         "Implementation Partners",
         {"Advanced configuration", "Integration patterns"},
         false,
         {"Implementation methodology", "Technical support"}},
        {"expert",
         "Strategic Partners",
         {"Custom development", "Architecture design"},
         true,
         {"Early access to features", "Joint development"}},
    };
    const Program& program = shipped_program().program;
    REQUIRE(program.levels.size() == std::size(rows));
    for (std::size_t i = 0; i < std::size(rows); i++) {
        const Level& level = program.levels[i];
        CAPTURE(level.key);
        CHECK(level.key == rows[i].key);
        CHECK(level.audience == rows[i].audience);
        CHECK(level.content == rows[i].content);
        CHECK(level.training_ongoing == rows[i].ongoing);
        CHECK(level.unlocks == rows[i].unlocks);
        // The course is about what the level teaches.
        const auto& courses = program.courses;
        const auto course = std::find_if(courses.begin(), courses.end(), [&level](const Course& c) {
            return c.level == level.key;
        });
        REQUIRE(course != courses.end());
        const std::string title = " " + course->title;
        for (const std::string& taught : level.content) {
            CAPTURE(taught);
            CHECK(title.find(taught.substr(1)) != std::string::npos);
        }
    }
}

TEST_CASE("strategy: the tiers ask of their partners the levels that are for them") {
    struct Row {
        Tier tier;
        Words levels;
    };
    // Implementation partners are asked for Professional, the strategic ones for Expert too.
    const Row rows[] = {
        {Tier::tier_1, {"professional", "expert"}},
        {Tier::tier_2, {"professional"}},
        {Tier::tier_3, {"professional"}},
        {Tier::emerging, {"foundation"}},
    };
    for (const Row& row : rows) {
        Words asked;
        const TierRule& rule = rule_of(shipped_program().program, row.tier);
        CAPTURE(rule.name);
        for (const CertificatePlan& plan : rule.requirement.certificates) {
            asked.push_back(plan.level);
        }
        CHECK(asked == row.levels);
    }
}

TEST_CASE("strategy: each region has its focus, its key partners and its way to market") {
    struct Row {
        const char* region;
        Words focus;
        Words key_partners;
        const char* go_to_market;
    };
    const Row rows[] = {
        {"north_america",
         {"Enterprise accounts", "Digital transformation"},
         {"Accenture", "Deloitte", "IBM", "Microsoft"},
         "Direct + partner hybrid model"},
        {"europe",
         {"GDPR compliance", "Manufacturing automation"},
         {"Capgemini", "Atos", "SAP", "Local SIs"},
         "Partner-led with direct support"},
        {"asia_pacific",
         {"Manufacturing", "Government", "Smart cities"},
         {"TCS", "NEC", "Samsung SDS", "Local partners"},
         "Partner-first strategy"},
    };
    const std::vector<RegionPlan>& plans = shipped_program().program.plan.regions;
    REQUIRE(plans.size() == std::size(rows));
    for (std::size_t i = 0; i < std::size(rows); i++) {
        CAPTURE(rows[i].region);
        CHECK(plans[i].region == rows[i].region);
        CHECK(plans[i].focus == rows[i].focus);
        CHECK(plans[i].key_partners == rows[i].key_partners);
        CHECK(plans[i].go_to_market == rows[i].go_to_market);
    }
}

TEST_CASE("strategy: figures are of revenue, of the relationship and of operation, four each") {
    struct Row {
        KpiGroup group;
        Words keys;
    };
    const Row rows[] = {
        {KpiGroup::revenue,
         {"partner_sourced_revenue",
          "partner_influenced_revenue",
          "average_deal_size",
          "revenue_growth"}},
        {KpiGroup::relationship,
         {"satisfaction", "certification_completion", "active_engagement", "pipeline_coverage"}},
        {KpiGroup::operational,
         {"time_to_first_deal", "onboarding_time", "ticket_resolution", "training_completion"}},
    };
    for (const Row& row : rows) {
        CAPTURE(name_of(row.group));
        Words keys;
        for (const Kpi& kpi : shipped_program().program.plan.kpis) {
            if (kpi.group == row.group) keys.push_back(kpi.key);
        }
        CHECK(keys == row.keys);
    }
}

TEST_CASE("strategy: joint solutions by their name, their partner and what they are made of") {
    struct Row {
        const char* key;
        const char* name;
        const char* partner;
        const char* text;
    };
    const Row rows[] = {
        {"manufacturing_4_0", "Manufacturing 4.0", "Accenture", "Accenture + Platform automation"},
        {"financial_compliance",
         "Financial Compliance",
         "Deloitte",
         "Deloitte + Regulatory automation"},
        {"healthcare_ai",
         "Healthcare AI",
         "IBM Consulting",
         "IBM Watson + Clinical task delegation"},
        {"retail_optimization",
         "Retail Optimization",
         "Capgemini",
         "Capgemini + Supply chain automation"},
    };
    const std::vector<JointSolution>& all = shipped_program().program.plan.joint_solutions;
    REQUIRE(all.size() == std::size(rows));
    for (std::size_t i = 0; i < std::size(rows); i++) {
        CAPTURE(rows[i].name);
        CHECK(all[i].key == rows[i].key);
        CHECK(all[i].name == rows[i].name);
        CHECK(all[i].partner == rows[i].partner);
        CHECK(all[i].text == rows[i].text);
        CHECK(all[i].domain == partner_named(rows[i].partner).domain);
    }
}
