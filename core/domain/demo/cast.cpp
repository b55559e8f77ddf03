#include "core/domain/demo/cast.h"

#include "core/domain/demo/names.h"

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
    add_staff(world, "Marc Lindqvist", "conflict_board", "europe");
    staff.administrator = add_staff(world, "Priya Raman", "program_admin", "north_america");
    add_staff(world, "Oscar Nilsen", "viewer", "europe");
    return staff;
}

// A year's revenue plan in millions of dollars: the strategy's own figure, or its average.
static std::int64_t plan_millions(const NamedPartner& named) {
    if (named.revenue_potential.minor > 0) return named.revenue_potential.minor / 100 / 1'000'000;
    return named.tier == Tier::tier_2 ? 5 : 3;
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
    partner.lifecycle = Lifecycle::active;
    partner.channel_manager = manager;
    partner.channel_manager_name = world.person(manager).name;
    partner.joined_on = demo_begin(world.today());
    partner.revenue_plan = {plan_millions(named) * million, usd};
    partner.quota_per_quarter = {partner.revenue_plan.minor / 4, usd};
    partner.certificate_plan = rule_of(world.program(), named.tier).requirement.certificates;
    return partner;
}

// Rates inside the bands, so that the demo shows agreed figures and not only bands.
static std::vector<AgreedRate> agreed_rates(const NamedPartner& named, DemoWorld& world) {
    if (named.name == "Slalom") {
        return {
            {"software_licenses", Percent{2'600}},
            {"ongoing_support", Percent{2'000}},
            {"professional_services", Percent{5'200}}};
    }
    std::vector<AgreedRate> rates;
    const RevenueModel* model = entry_with_key(world.program().models, named.model);
    check(model != nullptr);
    for (const CategoryRule& category : model->categories) {
        const RateBand* band = band_on(category, world.today());
        if (band == nullptr || band->low == band->high || category.closes_territory) continue;
        const std::int32_t steps = (band->high.basis_points - band->low.basis_points) / 100;
        const std::int32_t above = world.chance().between(0, steps) * 100;
        rates.push_back({category.key, Percent{band->low.basis_points + above}});
    }
    return rates;
}

static void add_agreement(DemoWorld& world, PartnerId partner, std::size_t index) {
    const NamedPartner& named = world.named_partners()[index];
    const std::string digits = std::to_string(113 + index);
    Agreement agreement;
    agreement.partner = partner;
    agreement.number = "PA-" + std::string(4 - digits.size(), '0') + digits;
    agreement.model = named.model;
    agreement.rates = agreed_rates(named, world);
    agreement.valid_from = demo_begin(world.today());
    agreement.valid_until = months_after(world.today(), 13);
    agreement.rules_version = world.program().rules_version;
    const Moment from = start_of(agreement.valid_from);
    world.add(world.id("agreement", index), from, std::move(agreement));
}

void add_certificate(DemoWorld& world, PartnerId partner, const DemoCertificate& certificate) {
    const Level* level = entry_with_key(world.program().levels, certificate.level);
    check(level != nullptr);
    Certificate body;
    body.partner = partner;
    body.person = certificate.person;
    body.level = level->key;
    body.expires_on = world.today() + Days{certificate.ends_in_days};
    body.awarded_on = months_after(body.expires_on, -level->valid_months);
    body.awarded_by = level->awarded_by.back();
    const IdBytes id = derived_id(certificate.person.bytes, certificate.level, 0);
    const Moment from = start_of(body.awarded_on);
    world.add(id, from, std::move(body));
}

// Earlier certificates of the same people, so that the registrations of two years ago were allowed.
static void add_earlier_certificate(DemoWorld& world, PartnerId partner, PersonId person) {
    Certificate body;
    body.partner = partner;
    body.person = person;
    body.level = "professional";
    body.awarded_on = demo_begin(world.today());
    body.expires_on = months_after(body.awarded_on, 24);
    body.awarded_by = AwardedBy::exam;
    const Moment from = start_of(body.awarded_on);
    world.add(derived_id(person.bytes, "earlier", 0), from, std::move(body));
}

static std::vector<PersonId> add_people(
    DemoWorld& world, PartnerId partner, const NamedPartner& named, std::size_t& names
) {
    constexpr std::string_view roles[] = {"seller", "admin", "member", "member"};
    std::vector<PersonId> people;
    for (const std::string_view role : roles) {
        Person person;
        person.name = demo_person_name(names++);
        person.email = demo_email(person.name, named.domain);
        person.partner = partner;
        person.role = std::string(role);
        person.locale = "en";
        person.time_zone = zone_of(named.region);
        const PersonId id{derived_id(partner.bytes, "person", people.size())};
        world.add(id.bytes, start_of(demo_begin(world.today())), std::move(person));
        people.push_back(id);
    }
    for (const PersonId person : people) {
        add_certificate(world, partner, {person, "foundation", world.chance().between(40, 680)});
    }
    for (std::size_t i = 0; i < 2; i++) {
        add_certificate(
            world, partner, {people[i], "professional", world.chance().between(20, 680)}
        );
    }
    if (named.tier == Tier::tier_1) {
        add_certificate(world, partner, {people[0], "expert", world.chance().between(20, 360)});
    }
    return people;
}

DemoCast cast_demo(DemoWorld& world) {
    const Moment begin = start_of(demo_begin(world.today()));
    world.add(derived_id({}, "program", 0), begin, world.program());
    DemoCast cast;
    cast.staff = add_all_staff(world);
    const std::vector<NamedPartner>& named = world.named_partners();
    std::size_t names = 0;
    for (std::size_t i = 0; i < named.size(); i++) {
        DemoPartner partner{.id = {world.id("partner", i)}, .named = &named[i], .people = {}};
        world.add(partner.id.bytes, begin, partner_from(named[i], world, cast.staff));
        add_agreement(world, partner.id, i);
        partner.people = named[i].name == "Slalom" ? add_slalom_people(world, partner.id)
                                                   : add_people(world, partner.id, named[i], names);
        add_earlier_certificate(world, partner.id, partner.seller());
        cast.partners.push_back(std::move(partner));
    }
    return cast;
}

}  // namespace entente
