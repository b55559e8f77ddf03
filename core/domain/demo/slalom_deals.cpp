#include "core/domain/demo/deals.h"

namespace entente {

// One deal that is written down rather than drawn. Amounts in thousands of dollars.
struct SlalomDeal {
    std::string_view partner;
    std::string_view customer;
    std::string_view domain;
    std::string_view sector;
    std::string_view title;
    std::string_view objective;
    DemoFate fate{};
    Stage stage{};
    std::int32_t age_days = 0;
    std::int32_t minute = 0;         // Of that day, in UTC.
    std::int32_t clock_percent = 0;  // Above 0: of the time for the decision, instead of the day.
    std::int32_t offline_minutes = 0;
    std::int32_t licenses = 0;
    std::int32_t services = 0;
    std::int32_t implementation = 0;
    std::int32_t closes_in_days = 0;
};

static constexpr SlalomDeal rows[] = {
    {"Slalom",
     "Northgate Rail Inc.",
     "northgaterail.example",
     "transport",
     "Fleet automation",
     "Automate fleet inspection work orders across 41 depots and hand exceptions to planners.",
     DemoFate::approved,
     Stage::business_validation,
     84,
     846,
     0,
     1'200,
     520,
     60,
     60,
     56},
    {"Slalom",
     "Harbor Mutual Insurance",
     "harbormutual.example",
     "insurance",
     "Claims triage",
     "Triage incoming property claims by complexity and settle the simple ones within a day.",
     DemoFate::info_requested,
     Stage::qualified,
     6,
     612,
     0,
     0,
     350,
     60,
     0,
     120},
    {"Slalom",
     "Ostara Foods LLC",
     "ostarafoods.example",
     "consumer_goods",
     "Line planning",
     "Plan packaging lines from orders and stock each night and let planners approve changes.",
     DemoFate::draft,
     Stage::prospect,
     2,
     700,
     0,
     0,
     240,
     45,
     0,
     150},
    {"Slalom",
     "Kestrel Energy Corp.",
     "kestrelenergy.example",
     "energy",
     "Grid work orders",
     "Turn grid sensor alarms into work orders and route each to the nearest qualified crew.",
     DemoFate::approved,
     Stage::technical_validation,
     29,
     555,
     0,
     0,
     760,
     100,
     60,
     95},
    {"Slalom",
     "Mercy West Hospitals",
     "mercywest.example",
     "healthcare",
     "Clinical task routing",
     "Route clinical tasks to the right ward and role and follow up on everything overdue.",
     DemoFate::in_review,
     Stage::qualified,
     1,
     780,
     45,
     0,
     420,
     90,
     0,
     130},
    {"Slalom",
     "Lumen Retail Group",
     "lumenretail.example",
     "retail",
     "Returns automation",
     "Decide on returns by policy within a minute and hand disputed ones to the service desk.",
     DemoFate::approved,
     Stage::committed,
     57,
     630,
     0,
     0,
     320,
     60,
     0,
     20},
    {"Protiviti",
     "Pacific Timber Holdings",
     "pactimber.example",
     "manufacturing",
     "Kiln maintenance",
     "Schedule kiln and saw maintenance from sensor readings and order parts before they fail.",
     DemoFate::approved,
     Stage::qualified,
     18,
     640,
     0,
     0,
     200,
     60,
     0,
     110},
    {"Slalom",
     "Pacific Timber Co.",
     "pacifictimber.example",
     "manufacturing",
     "Mill maintenance",
     "Plan mill maintenance from vibration readings and keep the night shift informed of it.",
     DemoFate::submitted,
     Stage::prospect,
     1,
     905,
     25,
     0,
     165,
     30,
     0,
     160},
    {"Slalom",
     "Tern Logistics Inc.",
     "terntrans.example",
     "logistics",
     "Dock scheduling",
     "Schedule dock doors by arrival and priority and tell carriers about changes at once.",
     DemoFate::submitted,
     Stage::qualified,
     11,
     554,
     62,
     72,
     610,
     120,
     0,
     140},
    {"West Monroe",
     "Tern Logistics Inc.",
     "terntrans.example",
     "logistics",
     "Dock scheduling",
     "Assign dock doors to arriving trucks and keep carriers and the yard informed of delays.",
     DemoFate::submitted,
     Stage::qualified,
     11,
     641,
     53,
     0,
     555,
     100,
     0,
     125},
    {"Slalom",
     "Aldine County",
     "aldinecounty.example",
     "government",
     "Permit intake",
     "Read permit applications, ask for what is missing and prepare decisions for the clerks.",
     DemoFate::draft,
     Stage::prospect,
     2,
     815,
     0,
     0,
     200,
     40,
     0,
     170},
    {"Slalom",
     "Vireo Labs Inc.",
     "vireolabs.example",
     "life_sciences",
     "Sample tracking",
     "Track every laboratory sample from receipt to report and explain each delay to its owner.",
     DemoFate::approved,
     Stage::qualified,
     6,
     720,
     0,
     0,
     130,
     20,
     0,
     100},
    {"Slalom",
     "Bluewater Ferries",
     "bluewaterferries.example",
     "transport",
     "Crew rostering",
     "Roster deck crews from certificates and rest times and let captains approve every swap.",
     DemoFate::approved,
     Stage::technical_validation,
     40,
     590,
     0,
     0,
     160,
     40,
     0,
     75},
    {"Slalom",
     "Granite Peak Power",
     "granitepeakpower.example",
     "energy",
     "Outage response",
     "Turn outage reports into crew orders within minutes and tell customers when power is back.",
     DemoFate::won,
     Stage::committed,
     34,
     655,
     0,
     0,
     310,
     45,
     0,
     -4},
    {"Slalom",
     "Lakeshore Clinics",
     "lakeshoreclinics.example",
     "healthcare",
     "Referral intake",
     "Read referrals as they come in, ask for missing papers and book the right clinic the same "
     "day.",
     DemoFate::won,
     Stage::committed,
     24,
     570,
     0,
     0,
     170,
     25,
     0,
     -2},
    {"Slalom",
     "Solstice Air",
     "solsticeair.example",
     "transport",
     "Turnaround tasks",
     "Delegate turnaround tasks at the gate to the free team and warn control about delays.",
     DemoFate::approved,
     Stage::business_validation,
     20,
     660,
     0,
     0,
     130,
     30,
     0,
     40},
};

static DealLine line_of(std::string category, std::int32_t thousands, std::int32_t term_months) {
    constexpr std::int64_t minor_a_thousand = 100'000;
    return {
        .category = std::move(category),
        .amount = {thousands * minor_a_thousand, usd},
        .term_months = term_months,
        .recurring = term_months > 0};
}

static DealForm form_from(const SlalomDeal& row, Date today) {
    DealForm form;
    form.customer.legal_name = std::string(row.customer);
    form.customer.domain = std::string(row.domain);
    form.customer.country = "US";
    form.customer.sector = std::string(row.sector);
    form.customer.public_sector = row.sector == "government";
    if (form.customer.public_sector) form.rfx_number = "RFP-2026-114";
    form.title = std::string(row.title);
    form.objective = std::string(row.objective);
    form.products = {"platform_licenses"};
    if (row.title == "Fleet automation") form.products.emplace_back("industry_4_0");
    form.currency = usd;
    form.lines = {line_of("software_licenses", row.licenses, 36)};
    form.lines.push_back(line_of("professional_services", row.services, 0));
    if (row.implementation > 0) {
        form.lines.push_back(line_of("implementation_services", row.implementation, 0));
    }
    form.expected_close = today + Days{row.closes_in_days};
    form.source = row.offline_minutes > 0 ? DealSource::event : DealSource::own;
    if (row.title == "Fleet automation") form.notes = "Met at RailTech Expo 2026.";
    form.contact.name = "Priya Nair";
    form.contact.email = "p.nair@" + std::string(row.domain);
    return form;
}

void DealPlans::plan_slalom_deals() {
    for (const SlalomDeal& row : rows) {
        DemoDeal deal;
        deal.id = {world_.id("deal", deals_.size())};
        deal.partner = &cast_.named(row.partner);
        deal.owner = deal.partner->seller();
        deal.form = form_from(row, world_.today());
        const Moment day = start_of(world_.today() - Days{row.age_days});
        deal.submitted_at =
            row.clock_percent > 0
                ? submitted_by_clock(world_, deal.partner->named->region, row.clock_percent)
                : day + row.minute * std::int64_t{60'000};
        deal.offline_minutes = row.offline_minutes;
        deal.stage = row.stage;
        deal.fate = row.fate;
        deals_.push_back(std::move(deal));
    }
}

}  // namespace entente
