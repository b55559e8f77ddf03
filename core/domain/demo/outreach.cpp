// What partners do in public, the library, shows and the contacts from there.
#include "core/domain/commands/outreach.h"

#include "core/base/hash/hash.h"
#include "core/domain/commands/leads.h"
#include "core/domain/commands/pursuits.h"
#include "core/domain/demo/beside.h"
#include "core/domain/demo/names.h"
#include "core/domain/records/kind_rule.h"

#include <algorithm>

namespace entente {

static void plan_act(DemoWorld& world, Moment at, PersonId who, Command command) {
    world.plan(at, [&world, who, command = std::move(command)] { world.act(who, command); });
}

// ---- Campaigns ----------------------------------------------------------------------------------

namespace {

// Days count from today, ahead when above zero.
struct CampaignStory {
    std::int32_t starts_in = 0;
    CampaignKind kind = CampaignKind::campaign;
    CampaignState state = CampaignState::planned;
};
constexpr CampaignStory campaign_stories[] = {
    {-200, CampaignKind::campaign, CampaignState::confirmed},
    {-90, CampaignKind::joint_event, CampaignState::confirmed},
    {-150, CampaignKind::joint_event, CampaignState::confirmed},
    {-40, CampaignKind::campaign, CampaignState::reported},
    {-260, CampaignKind::campaign, CampaignState::confirmed},
    {20, CampaignKind::joint_event, CampaignState::planned},
    {30, CampaignKind::campaign, CampaignState::cancelled}};

}  // namespace

static CampaignForm campaign_form(const DemoWorld& world, const CampaignStory& story) {
    CampaignForm form;
    const bool event = story.kind == CampaignKind::joint_event;
    form.name = event ? "Automation breakfast" : "Less waiting, in five letters";
    form.kind = story.kind;
    form.starts_on = world.today() + Days{story.starts_in};
    form.ends_on = form.starts_on + Days{event ? 0 : 20};
    form.budget = {1'800'000, usd};
    form.text =
        event ? "Two customers tell what they automated." : "Letters to planners of plants.";
    return form;
}

static PersonId manager_of(const DemoWorld& world, const DemoPartner& partner) {
    const Record* stands = world.records().find({Kind::partner, partner.id.bytes});
    check(stands != nullptr);
    return body_of<Partner>(*stands).channel_manager;
}

static void plan_campaign(
    DemoWorld& world, const DemoPartner& partner, const CampaignStory& story, std::uint64_t number
) {
    const PersonId runs = partner.administrator();
    const CampaignForm form = campaign_form(world, story);
    const CampaignId campaign{world.id("campaign", number)};
    const Date planned_on = std::min(form.starts_on - Days{20}, world.today() - Days{6});
    if (planned_on < partner.active_on + Days{2}) return;
    const Moment planned_at = start_of(planned_on) + 9 * ms_per_hour;
    plan_act(world, planned_at, runs, PlanCampaign{campaign, form});
    if (story.state == CampaignState::planned) return;
    if (story.state == CampaignState::cancelled) {
        return plan_act(world, planned_at + 3 * ms_per_day, runs, CancelCampaign{campaign});
    }
    ReportCampaign report;
    report.campaign = campaign;
    report.outcome.contacts = 60 + static_cast<std::int32_t>(number % 40);
    report.outcome.leads = 9;
    report.outcome.deals = 2;
    report.outcome.pipeline = {72'000'000, usd};
    report.outcome.text = "Nine ask for a workshop.";
    const Moment reported_at = start_of(form.ends_on + Days{5}) + 10 * ms_per_hour;
    plan_act(world, reported_at, runs, report);
    if (story.state != CampaignState::confirmed) return;
    const ConfirmCampaign confirmed{campaign, true, {}};
    plan_act(world, reported_at + 2 * ms_per_day, manager_of(world, partner), confirmed);
}

// ---- Case studies -------------------------------------------------------------------------------

// About the first of the partner's deals that was won by then, if one was.
static void submit_study(DemoWorld& world, const DemoPartner& partner, CaseStudyId study) {
    const auto deals = world.records().under(index_key("deals_of", partner.id.bytes));
    const auto won = std::find_if(deals.begin(), deals.end(), [](const Record* record) {
        return body_of<Deal>(*record).outcome == DealOutcome::won;
    });
    if (won == deals.end()) return;
    const auto& deal = body_of<Deal>(**won);
    SubmitCaseStudy command;
    command.study = study;
    command.form.title = deal.title + " at " + deal.customer.legal_name;
    command.form.customer = deal.customer.legal_name;
    command.form.deal = {(*won)->id};
    command.form.text =
        "Work orders wait minutes instead of days, and people decide the exceptions.";
    command.form.customer_consent = true;
    world.act(partner.administrator(), command);
}

static void plan_study(
    DemoWorld& world, const DemoPartner& partner, PersonId manager, std::uint64_t number
) {
    const CaseStudyId study{world.id("case_study", number)};
    const auto ago = static_cast<std::int32_t>(20 + number * 13 % 150);
    world.plan(days_ago(world, ago), [&world, &partner, study] {
        submit_study(world, partner, study);
    });
    if (number % 4 == 3) return;
    world.plan(days_ago(world, ago - 4), [&world, manager, study, number] {
        if (world.records().find({Kind::case_study, study.bytes}) == nullptr) return;
        const bool accepted = number % 4 != 2;
        const std::string text = accepted ? "" : "Please name the plant and the year.";
        world.act(manager, DecideCaseStudy{study, accepted, text});
    });
}

// ---- The library --------------------------------------------------------------------------------

namespace {

struct LibraryFile {
    std::string_view title;
    std::string_view category;
    std::string_view level;
    std::string_view file_name;
    std::int64_t size = 0;
    bool co_branded = false;
};
constexpr LibraryFile library[] = {
    {"API guide", "technical_documentation", "foundation", "api-guide.pdf", 2'410'000, false},
    {"Patterns of integration",
     "technical_documentation",
     "professional",
     "integration-patterns.pdf",
     1'870'000,
     false},
    {"Pitch deck", "sales_enablement", "foundation", "pitch-deck.pptx", 8'400'000, false},
    {"How to show it", "sales_enablement", "foundation", "demo-script.pdf", 640'000, false},
    {"Brochure with both logos",
     "marketing_resources",
     "foundation",
     "brochure.pdf",
     3'300'000,
     true}};

}  // namespace

static PublishResource publication(const DemoWorld& world, std::size_t index) {
    const LibraryFile& file = library[index];
    PublishResource command;
    command.resource = {world.id("resource", index)};
    command.form.title = std::string(file.title);
    command.form.category = std::string(file.category);
    command.form.required_level = std::string(file.level);
    command.form.locale = "en";
    command.form.version = "1";
    command.form.co_branded = file.co_branded;
    command.form.file_name = std::string(file.file_name);
    command.form.file_size = file.size;
    const Sha256 hash = sha256(bytes_from_text(command.form.file_name));
    command.form.file_sha256.assign(hash.begin(), hash.end());
    return command;
}

static void plan_library(DemoWorld& world, const DemoCast& cast) {
    for (std::size_t i = 0; i < std::size(library); i++) {
        const auto ago = static_cast<std::int32_t>(720 - 40 * i);
        plan_act(world, days_ago(world, ago, i), cast.staff.administrator, publication(world, i));
    }
    for (std::size_t i = 0; i < cast.partners.size(); i++) {
        const DemoPartner& partner = cast.partners[i];
        const auto ago = static_cast<std::int32_t>(2 + i % 50);
        const bool there = partner.active_on < world.today() - Days{ago};
        if (!partner.active() || partner.dormant || !there || i % 3 != 0) continue;
        // What is open to every partner with a Foundation.
        const std::size_t taken = i % 2 == 0 ? 2 : 4;
        const TakeResource command{{world.id("resource", taken)}};
        plan_act(world, days_ago(world, ago, i), partner.seller(), command);
    }
}

void plan_outreach(DemoWorld& world, const DemoCast& cast) {
    std::uint64_t number = 0;
    for (const DemoPartner& partner : cast.partners) {
        const std::uint64_t turn = number++;
        // Of the emerging partners few do anything in public; some others nothing either.
        const bool quiet = partner.named->tier == Tier::emerging ? turn % 8 != 0 : turn % 7 == 6;
        if (!partner.active() || partner.dormant || quiet) continue;
        const PersonId manager = cast.staff.manager_of(partner.named->region);
        for (std::uint64_t i = 0; i < 3; i++) {
            const CampaignStory& story =
                campaign_stories[(turn + i * 3) % std::size(campaign_stories)];
            plan_campaign(world, partner, story, turn * 3 + i);
        }
        if (turn % 2 == 0) plan_study(world, partner, manager, turn / 2);
    }
    plan_library(world, cast);
}

// ---- Shows, leads and pursuits ------------------------------------------------------------------

static LeadForm contact(std::size_t index, std::string country) {
    const DemoCustomer customer = demo_customer(700 - index);
    LeadForm form;
    form.name = demo_person_name(900 + index);
    form.title = "Head of operations";
    form.company = customer.legal_name;
    form.domain = customer.domain;
    form.email = demo_email(form.name, customer.domain);
    form.country = std::move(country);
    form.sector = "manufacturing";
    form.products = {"platform_licenses"};
    form.note = "Wants to see the planning of work orders.";
    form.consent = true;
    return form;
}

// Everybody who was there captured some; a few were registered or dropped since.
static std::size_t plan_show(
    DemoWorld& world, const DemoCast& cast, std::int32_t ago, const Show& about
) {
    AnnounceShow announced;
    announced.show = {world.id("show", static_cast<std::uint64_t>(ago))};
    announced.about = about;
    announced.about.starts_on = world.today() - Days{ago};
    announced.about.ends_on = announced.about.starts_on + Days{2};
    const PersonId manager = cast.staff.manager_of_north_america;
    plan_act(world, days_ago(world, ago + 60), manager, announced);
    std::size_t drafts = 0;
    auto contacts = static_cast<std::size_t>(ago);
    for (std::size_t i = 0; i < cast.partners.size() && i < 40; i++) {
        const DemoPartner& partner = cast.partners[i];
        const bool there =
            partner.active() && !partner.dormant && partner.active_on < announced.about.starts_on;
        if (!there || i % 4 != 2) continue;
        for (std::uint64_t badge = 0; badge < 3; badge++) {
            const LeadId lead{world.id("lead", contacts)};
            const Moment at = days_ago(world, ago - 1, contacts);
            const LeadForm form = contact(contacts, announced.about.country);
            plan_act(world, at, partner.seller(), CaptureLead{lead, form, announced.show, at});
            if (badge == 1) {
                const DropLead dropped{lead, "Only collected pens."};
                plan_act(world, at + 2 * ms_per_day, partner.seller(), dropped);
            }
            if (badge == 2 && i % 8 == 2) {
                const RegisterLead registered{lead, {world.id("lead_deal", contacts)}};
                plan_act(world, at + 3 * ms_per_day, partner.seller(), registered);
                drafts++;
            }
            contacts++;
        }
    }
    return drafts;
}

static const DemoPartner* partner_of(const DemoCast& cast, PartnerId id) {
    const auto found =
        std::find_if(cast.partners.begin(), cast.partners.end(), [id](const DemoPartner& partner) {
            return partner.id == id;
        });
    return found == cast.partners.end() ? nullptr : &*found;
}

// Whoever it is offered to that day takes it, or gives it back.
static void answer_offer(DemoWorld& world, const DemoCast& cast, VendorLeadId lead, bool accepts) {
    const Record* record = world.records().find({Kind::vendor_lead, lead.bytes});
    if (record == nullptr) return;
    const auto& stands = body_of<VendorLead>(*record);
    const DemoPartner* partner = partner_of(cast, stands.offered_to);
    if (stands.state != VendorLeadState::offered || partner == nullptr) return;
    if (accepts) return world.act(partner->seller(), AcceptLead{stands.offer});
    world.act(partner->seller(), DeclineLead{stands.offer, "no_capacity", {}});
}

// Where everybody has given it back: of thousands of partners somebody may still have it.
static void give_up_lead(DemoWorld& world, VendorLeadId lead, PersonId manager) {
    const Record* record = world.records().find({Kind::vendor_lead, lead.bytes});
    if (record == nullptr) return;
    if (body_of<VendorLead>(*record).state != VendorLeadState::without_partner) return;
    world.act(manager, GiveUpLead{lead, "They have decided for another product."});
}

static void plan_vendor_leads(DemoWorld& world, const DemoCast& cast) {
    constexpr std::string_view countries[] = {"US", "DE", "JP", "FR", "IN", "CA", "GB", "SG"};
    for (std::size_t i = 0; i < std::size(countries); i++) {
        const VendorLeadId lead{world.id("vendor_lead", i)};
        const auto ago = static_cast<std::int32_t>(1 + i * 17);
        ReceiveLead received;
        received.lead = lead;
        received.form = contact(400 + i, std::string(countries[i]));
        const PersonId manager = cast.staff.manager_of_north_america;
        plan_act(world, days_ago(world, ago), manager, received);
        // The first came yesterday and still waits: what is planned for tomorrow never happens.
        const auto answered = [&](std::int32_t days, bool accepts) {
            world.plan(days_ago(world, ago - days), [&world, &cast, lead, accepts] {
                answer_offer(world, cast, lead, accepts);
            });
        };
        // Two are given back by everybody; one of them is bought elsewhere meanwhile.
        if (i >= 6) {
            for (std::int32_t days = 1; days <= 60; days++) answered(days, false);
            if (i == 7) {
                world.plan(days_ago(world, ago - 70), [&world, lead, manager] {
                    give_up_lead(world, lead, manager);
                });
            }
            continue;
        }
        // Some are given back, some passed on by the clock; the next partner takes them.
        const bool passes = i % 4 == 3;
        if (i % 4 == 2) answered(1, false);
        answered(passes ? 8 : 2, true);
    }
}

// Customers that the vendor was after itself before any partner came.
static void plan_pursuits(DemoWorld& world, const DemoCast& cast) {
    for (std::size_t i = 0; i < 3; i++) {
        const DemoCustomer customer = demo_customer(500 + i);
        RecordPursuit recorded;
        recorded.pursuit = {world.id("pursuit", i)};
        recorded.customer.legal_name = "Vendor's own " + customer.legal_name;
        recorded.customer.domain = "own-" + customer.domain;
        recorded.customer.country = "US";
        recorded.customer.sector = "energy";
        recorded.products = {"platform_licenses"};
        recorded.note = "Talks with the board since spring.";
        const PersonId manager = cast.staff.manager_of_north_america;
        const auto ago = static_cast<std::int32_t>(200 - 60 * i);
        plan_act(world, days_ago(world, ago), manager, recorded);
        if (i != 0) continue;
        plan_act(world, days_ago(world, ago - 90), manager, EndPursuit{recorded.pursuit});
    }
}

std::size_t plan_leads(DemoWorld& world, const DemoCast& cast) {
    const Show earlier{.name = "Operations World", .city = "Chicago", .country = "US"};
    const Show recent{.name = "RailTech Expo 2026", .city = "Lyon", .country = "FR"};
    const std::size_t drafts =
        plan_show(world, cast, 190, earlier) + plan_show(world, cast, 18, recent);
    plan_vendor_leads(world, cast);
    plan_pursuits(world, cast);
    return drafts;
}

}  // namespace entente
