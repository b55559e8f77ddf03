#include "core/domain/demo/cast.h"

#include "core/domain/commands/onboarding.h"
#include "core/domain/demo/names.h"
#include "core/domain/onboarding/onboarding.h"

namespace entente {

Date demo_begin(Date today) {
    return months_after(today, -25);
}

PersonId DemoStaff::manager_of(std::string_view region) const {
    if (region == "europe") return manager_of_europe;
    return region == "asia_pacific" ? manager_of_asia_pacific : manager_of_north_america;
}

const DemoPartner& DemoCast::named(std::string_view name) const {
    for (const DemoPartner& partner : partners) {
        if (partner.named->name == name) return partner;
    }
    check(false);
    return partners.front();
}

static std::string zone_of(std::string_view region) {
    if (region == "europe") return "Europe/Paris";
    return region == "asia_pacific" ? "Asia/Singapore" : "America/New_York";
}

static std::vector<PartnerId> partners_in(const DemoWorld& world, std::string_view region) {
    std::vector<PartnerId> partners;
    const std::vector<NamedPartner>& named = world.named_partners();
    for (std::size_t i = 0; i < named.size(); i++) {
        if (named[i].region == region) partners.push_back({world.id("partner", i)});
    }
    return partners;
}

static PersonId add_staff(
    DemoWorld& world, std::string_view name, std::string_view role, std::string_view region
) {
    const PersonId id{world.id(name, 0)};
    Person person;
    person.name = std::string(name);
    person.email = demo_email(name, "entente.example");
    person.role = std::string(role);
    person.locale = "en";
    person.time_zone = zone_of(region);
    if (role == "channel_manager") person.assigned_partners = partners_in(world, region);
    world.add(id.bytes, start_of(demo_begin(world.today())), std::move(person));
    return id;
}

static DemoStaff add_all_staff(DemoWorld& world) {
    DemoStaff staff;
    staff.manager_of_north_america =
        add_staff(world, "Elena Ruiz", "channel_manager", "north_america");
    staff.manager_of_europe = add_staff(world, "Hannah Vogel", "channel_manager", "europe");
    staff.manager_of_asia_pacific =
        add_staff(world, "Kenji Sato", "channel_manager", "asia_pacific");
    add_staff(world, "Daniel Cho", "channel_manager", "north_america");
    staff.second_approver = add_staff(world, "Ruth Adeyemi", "conflict_board", "north_america");
    staff.board_member = add_staff(world, "Marc Lindqvist", "conflict_board", "europe");
    staff.administrator = add_staff(world, "Priya Raman", "program_admin", "north_america");
    add_staff(world, "Oscar Nilsen", "viewer", "europe");
    return staff;
}

// ---- A partner ----------------------------------------------------------------------------------

// What a partner of the tier is, has and wants to have.
struct TierOfDemo {
    std::int32_t people = 0;
    std::int32_t plan_millions = 0;  // Of revenue, where the strategy says nothing of the partner.
    std::int32_t foundation = 0;     // Planned, like those that follow.
    std::int32_t professional = 0;
    std::int32_t expert = 0;
};

static const TierOfDemo& tier_of_demo(Tier tier) {
    static constexpr TierOfDemo tiers[] = {
        {10, 40, 8, 6, 2}, {7, 5, 5, 5, 0}, {4, 3, 3, 2, 0}, {3, 1, 2, 0, 0}};
    return tiers[static_cast<std::size_t>(tier)];
}

static std::vector<CertificatePlan> certificate_plan(Tier tier) {
    const TierOfDemo& wanted = tier_of_demo(tier);
    std::vector<CertificatePlan> plan{{"foundation", wanted.foundation}};
    if (wanted.professional > 0) plan.push_back({"professional", wanted.professional});
    if (wanted.expert > 0) plan.push_back({"expert", wanted.expert});
    return plan;
}

static Partner partner_from(
    const NamedPartner& named, const DemoWorld& world, const DemoStaff& staff
) {
    constexpr std::int64_t million = 100'000'000;
    const PersonId manager = staff.manager_of(named.region);
    Partner partner;
    partner.name = named.name;
    partner.legal_name = named.legal_name;
    partner.domains = {named.domain};
    partner.tier = named.tier;
    partner.types = named.types;
    partner.alliance = named.alliance;
    partner.region = named.region;
    partner.home_country = named.home_country;
    partner.countries = named.countries;
    partner.worldwide = named.worldwide;
    partner.specializations = named.specializations;
    partner.joint_solutions = named.joint_solutions;
    partner.revenue_potential = named.revenue_potential;
    partner.investment_note = named.investment;
    partner.channel_manager = manager;
    partner.channel_manager_name = world.person(manager).name;
    partner.revenue_plan = named.revenue_potential;
    if (named.revenue_potential.minor == 0) {
        partner.revenue_plan = {tier_of_demo(named.tier).plan_millions * million, usd};
    }
    partner.quota_per_quarter = {partner.revenue_plan.minor / 4, usd};
    partner.certificate_plan = certificate_plan(named.tier);
    return partner;
}

// Rates inside the bands, so that the demo shows agreed figures and not only bands.
static std::vector<AgreedRate> agreed_rates(const NamedPartner& named, DemoWorld& world) {
    if (named.name == demo_seller_name) {
        return {
            {"software_licenses", Percent{2'600}},
            {"ongoing_support", Percent{2'000}},
            {"professional_services", Percent{5'200}}};
    }
    std::vector<AgreedRate> rates;
    const RevenueModel* model = entry_with_key(world.program().models, named.model);
    check(model != nullptr);
    for (const CategoryRule& category : model->categories) {
        const RateBand* band = band_on(category, world.day());
        if (band == nullptr || band->low == band->high || category.closes_territory) continue;
        std::int32_t steps = (band->high.basis_points - band->low.basis_points) / 100;
        // What certificates unlock is not agreed with somebody who only begins.
        if (!category.unlocks.empty() && category.kind != CategoryKind::marketplace_cost) steps--;
        const std::int32_t above = world.chance().between(0, steps) * 100;
        rates.push_back({category.key, Percent{band->low.basis_points + above}});
    }
    return rates;
}

// ---- Coming into the program --------------------------------------------------------------------

struct Joining {
    Date applied_on{};
    Date checked_on{};
    Date signed_on{};
    Date active_on{};  // Not given: it still learns.
};

// The one of the named partners that is on its way: nobody there has Foundation yet.
static constexpr std::string_view newcomer = "Hitachi Vantara";
// Of the others that are added to the named ones, one in so many.
static constexpr std::size_t newcomers_each = 25;
static constexpr std::size_t applicants_each = 40;

static bool is_newcomer(const DemoWorld& world, std::size_t index) {
    const NamedPartner& named = world.named_partners()[index];
    return named.name == newcomer || (named.tier == Tier::emerging && index % newcomers_each == 3);
}

// Most joined in the first year of the two, some lately; a partner of tier 1 was among the first.
static std::int32_t days_active(const NamedPartner& named, std::size_t index, DemoChance& chance) {
    if (named.name == demo_seller_name) return 735;
    constexpr std::size_t lately_each = 12;
    if (named.tier == Tier::tier_3 && index % lately_each == 4) return chance.between(20, 45);
    const bool early = named.tier == Tier::tier_1 || chance.in_percent(60);
    return early ? chance.between(430, 730) : chance.between(60, 430);
}

static Joining joining_of(DemoWorld& world, std::size_t index) {
    const NamedPartner& named = world.named_partners()[index];
    const Date today = world.today();
    if (is_newcomer(world, index)) return {today - Days{24}, today - Days{17}, today - Days{6}, {}};
    DemoChance& chance = world.chance();
    Joining joining;
    joining.active_on = today - Days{days_active(named, index, chance)};
    // Three in four keep the promise of less than 30 days.
    const bool seller = named.name == demo_seller_name;
    const bool kept = seller || named.tier == Tier::tier_1 || chance.in_percent(75);
    joining.signed_on = joining.active_on - Days{kept ? chance.between(3, 9) : 35};
    joining.checked_on = joining.signed_on - Days{chance.between(3, 5)};
    joining.applied_on = joining.checked_on - Days{chance.between(2, 6)};
    return joining;
}

// At some hour of the vendor's working day.
static Moment at_work(Date day, std::size_t index) {
    const auto hour = static_cast<std::int64_t>(9 + index % 7);
    return start_of(day) + hour * ms_per_hour;
}

static std::string agreement_number(std::size_t index) {
    const std::string digits = std::to_string(113 + index);
    constexpr std::size_t width = 4;
    const std::size_t zeros = digits.size() < width ? width - digits.size() : 0;
    return "PA-" + std::string(zeros, '0') + digits;
}

static std::vector<std::string> all_checks(const Program& program) {
    std::vector<std::string> checks;
    for (const NamedKey& item : program.service.due_diligence) checks.push_back(item.key);
    return checks;
}

static void plan_joining(
    DemoWorld& world, const Joining& joining, PartnerId partner, std::size_t index
) {
    const PersonId manager =
        body_of<Partner>(*world.records().find({Kind::partner, partner.bytes})).channel_manager;
    world.plan(at_work(joining.checked_on, index), [&world, partner, manager] {
        const PassDueDiligence passed{partner, all_checks(world.program()), {}};
        world.act(manager, passed);
    });
    world.plan(at_work(joining.signed_on, index + 1), [&world, partner, manager, index] {
        const NamedPartner& named = world.named_partners()[index];
        SignAgreement command;
        command.partner = partner;
        command.agreement = {world.id("agreement", index)};
        command.number = agreement_number(index);
        command.model = named.model;
        command.rates = agreed_rates(named, world);
        command.valid_from = world.day();
        command.valid_until = months_after(world.today(), 13);
        world.act(manager, command);
    });
    if (joining.active_on == Date{}) return;
    world.plan(at_work(joining.active_on, index + 2), [&world, partner, manager] {
        world.act(manager, ActivatePartner{partner});
    });
}

// ---- People and what they hold ------------------------------------------------------------------

static void add_held(
    DemoWorld& world, PartnerId partner, const IdBytes& id, Certificate certificate
) {
    certificate.partner = partner;
    const Level* level = entry_with_key(world.program().levels, certificate.level);
    check(level != nullptr);
    certificate.awarded_by = level->awarded_by.back();
    const Moment from = start_of(certificate.awarded_on);
    world.add(id, from, std::move(certificate));
}

void add_certificate(DemoWorld& world, PartnerId partner, const DemoCertificate& certificate) {
    const Level* level = entry_with_key(world.program().levels, certificate.level);
    check(level != nullptr);
    Certificate body;
    body.person = certificate.person;
    body.level = level->key;
    body.expires_on = world.today() + Days{certificate.ends_in_days};
    body.awarded_on = months_after(body.expires_on, -level->valid_months);
    add_held(world, partner, derived_id(certificate.person.bytes, certificate.level, 0), body);
}

void hold_level(
    DemoWorld& world, PartnerId partner, PersonId person, std::string_view key, Period awarded
) {
    const Level* level = entry_with_key(world.program().levels, key);
    check(level != nullptr);
    Certificate body;
    body.person = person;
    body.level = level->key;
    body.awarded_on = awarded.from;
    body.expires_on = months_after(awarded.from, level->valid_months);
    for (std::uint64_t times = 0; body.awarded_on < awarded.until; times++) {
        add_held(world, partner, derived_id(person.bytes, key, times), body);
        body.awarded_on = body.expires_on - Days{world.chance().between(4, 50)};
        body.expires_on = months_after(body.expires_on, level->valid_months);
    }
}

// The seller and the administrator are certified from the start and stay so; of the others some
// let it end, and some have not come so far.
static void add_certificates(DemoWorld& world, const DemoPartner& partner, const Joining& joining) {
    DemoChance& chance = world.chance();
    const TierOfDemo& wanted = tier_of_demo(partner.named->tier);
    const Date tomorrow = world.today() + Days{1};
    for (std::size_t i = 0; i < partner.people.size(); i++) {
        const PersonId person = partner.people[i];
        const bool steady = i < 2;
        const Date first =
            steady ? joining.checked_on + Days{1} : joining.signed_on + Days{chance.between(0, 90)};
        const bool renews = steady || chance.in_percent(85);
        const Date until = renews ? tomorrow : std::min(tomorrow, first + Days{1});
        if (steady || chance.in_percent(85)) {
            hold_level(world, partner.id, person, "foundation", {first, until});
        }
        const bool goes_on = wanted.professional > 0 && (i == 0 || chance.in_percent(65));
        if (!goes_on) continue;
        const Date second = i == 0 ? joining.signed_on : first + Days{chance.between(30, 200)};
        hold_level(world, partner.id, person, "professional", {second, until});
        const bool expert = wanted.expert > 0 && (i == 0 || (i < 4 && chance.in_percent(50)));
        if (!expert) continue;
        const Date third = second + Days{chance.between(60, 200)};
        hold_level(world, partner.id, person, "expert", {third, tomorrow});
    }
}

static std::vector<PersonId> add_people(
    DemoWorld& world, const DemoPartner& partner, Date from, std::size_t& names
) {
    const NamedPartner& named = *partner.named;
    std::vector<PersonId> people;
    const auto count = static_cast<std::size_t>(tier_of_demo(named.tier).people);
    for (std::size_t i = 0; i < count; i++) {
        Person person;
        person.name = demo_person_name(names++);
        person.email = demo_email(person.name, named.domain);
        person.partner = partner.id;
        person.role = i == 0 ? "seller" : i == 1 ? "admin" : "member";
        person.locale = "en";
        person.time_zone = zone_of(named.region);
        const PersonId id{derived_id(partner.id.bytes, "person", i)};
        world.add(id.bytes, start_of(from), std::move(person));
        people.push_back(id);
    }
    return people;
}

static void add_earlier_certificate(DemoWorld& world, const DemoPartner& partner, Date awarded_on) {
    const PersonId seller = partner.seller();
    Certificate body;
    body.person = seller;
    body.level = "professional";
    body.awarded_on = awarded_on;
    body.expires_on = months_after(awarded_on, 24);
    add_held(world, partner.id, derived_id(seller.bytes, "earlier", 0), std::move(body));
}

static void add_onboarding(DemoWorld& world, const Partner& partner, PartnerId id, Moment at) {
    Onboarding onboarding;
    onboarding.partner = id;
    onboarding.owner = partner.channel_manager;
    onboarding.owner_name = partner.channel_manager_name;
    begin(onboarding, world.program(), at, partner.name);
    world.add(onboarding_id(id), at, std::move(onboarding));
}

static DemoPartner add_partner(
    DemoWorld& world, const DemoStaff& staff, std::size_t index, std::size_t& names
) {
    const NamedPartner& named = world.named_partners()[index];
    DemoPartner partner{.id = {world.id("partner", index)}, .named = &named, .people = {}};
    const Joining joining = joining_of(world, index);
    partner.active_on = joining.active_on;
    constexpr std::size_t dormant_each = 8;
    partner.dormant = named.tier != Tier::tier_1 && index % dormant_each == 6 &&
                      joining.active_on < world.today() - Days{400};
    const Partner body = partner_from(named, world, staff);
    const Moment applied_at = start_of(joining.applied_on) + 9 * ms_per_hour;
    world.add(partner.id.bytes, applied_at, body);
    add_onboarding(world, body, partner.id, applied_at);
    if (named.name == demo_seller_name) {
        partner.people = add_slalom_people(world, partner.id);
        // So that the registrations of two years ago were allowed.
        add_earlier_certificate(world, partner, joining.checked_on + Days{1});
    } else {
        partner.people = add_people(world, partner, joining.applied_on, names);
        if (partner.active()) add_certificates(world, partner, joining);
    }
    plan_joining(world, joining, partner.id, index);
    return partner;
}

// An organization that came by the vendor's form and is not far yet, or was refused.
static void plan_application(DemoWorld& world, const DemoStaff& staff, std::size_t index) {
    const NamedPartner& named = world.named_partners()[index];
    const PersonId manager = staff.manager_of(named.region);
    const PartnerId id{world.id("partner", index)};
    const Date applied_on = world.today() - Days{world.chance().between(2, 20)};
    world.plan(at_work(applied_on, index), [&world, &named, manager, id] {
        ReceiveApplication command;
        command.partner = id;
        command.name = named.name;
        command.legal_name = named.legal_name;
        command.domain = named.domain;
        command.country = named.home_country;
        command.types = named.types;
        command.contact_name = "Jana Novak";
        command.contact_email = "jana.novak@" + named.domain;
        world.act(manager, command);
    });
    const std::size_t turn = index / applicants_each % 3;
    if (turn == 0) return;
    world.plan(at_work(applied_on + Days{1}, index), [&world, manager, id, turn] {
        if (turn == 1) {
            world.act(manager, PassDueDiligence{id, all_checks(world.program()), {}});
        } else {
            world.act(
                manager, RefuseApplication{id, "The register does not know the company.", {}}
            );
        }
    });
}

DemoCast cast_demo(DemoWorld& world) {
    const Moment begin = start_of(demo_begin(world.today()));
    world.add(derived_id({}, "program", 0), begin, world.program());
    DemoCast cast;
    cast.staff = add_all_staff(world);
    const std::vector<NamedPartner>& named = world.named_partners();
    std::size_t names = 0;
    for (std::size_t i = 0; i < named.size(); i++) {
        const bool applies = named[i].tier == Tier::emerging && i % applicants_each == 7;
        if (applies) {
            plan_application(world, cast.staff, i);
        } else {
            cast.partners.push_back(add_partner(world, cast.staff, i, names));
        }
    }
    return cast;
}

}  // namespace entente
