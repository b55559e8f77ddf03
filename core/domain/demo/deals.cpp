#include "core/domain/demo/deals.h"

#include "core/domain/demo/names.h"
#include "core/domain/program/calendars.h"

#include <algorithm>
#include <map>

namespace entente {

static constexpr std::int64_t cents = 100;

// A weighted choice: what is older than its protection has been closed, but for a few.
static DemoFate fate_of(bool recent, DemoChance& chance) {
    const std::int32_t roll = chance.below(100);
    if (recent) {
        if (roll < 84) return DemoFate::approved;
        return roll < 92 ? DemoFate::rejected : DemoFate::won;
    }
    if (roll < 48) return DemoFate::won;
    if (roll < 78) return DemoFate::lost;
    if (roll < 88) return DemoFate::rejected;
    return roll < 97 ? DemoFate::withdrawn : DemoFate::expired;
}

// Dollars on days before the program has rates of the partner's own currency.
static Currency currency_of(const NamedPartner& named, DemoWorld& world, Date day) {
    static constexpr Currency eur{{'E', 'U', 'R'}};
    static constexpr Currency jpy{{'J', 'P', 'Y'}};
    const bool japanese = named.home_country == "JP" && named.region == "asia_pacific";
    const bool european = named.region == "europe" && world.chance().below(3) > 0;
    const Currency wanted = japanese ? jpy : european ? eur : usd;
    return converted(world.program(), Money{cents, wanted}, usd, day).ok() ? wanted : usd;
}

// Thousands of dollars in the smallest unit of the currency, near enough for a demo.
static std::int64_t minor_from_thousands(std::int32_t thousands, Currency currency) {
    constexpr std::int64_t yen_a_dollar = 150;
    const std::int64_t whole = std::int64_t{thousands} * 1'000;
    return exponent_of(currency) == 0 ? whole * yen_a_dollar : whole * cents;
}

static std::vector<DealLine> lines_of(
    const NamedPartner& named, std::int32_t thousands, Currency currency, DemoChance& chance
) {
    const std::int64_t total = minor_from_thousands(thousands, currency);
    const auto line = [currency](std::string category, std::int64_t minor, std::int32_t term) {
        return DealLine{
            .category = std::move(category),
            .amount = {minor, currency},
            .term_months = term,
            .recurring = term > 0};
    };
    if (named.model == "technology_partner") {
        const bool referral = chance.below(3) == 0;
        return {line(referral ? "referral" : "co_selling", total, 12 * chance.between(1, 3))};
    }
    if (named.model == "reseller") {
        return {line(chance.below(3) == 0 ? "premium" : "standard", total, 36)};
    }
    const std::int64_t services = total / 10 * chance.between(1, 3);
    const std::int64_t support = total / 20;
    return {
        line("software_licenses", total - services - support, 36),
        line("ongoing_support", support, 36),
        line("professional_services", services, 0)};
}

// What an emerging partner may sell without a Professional comes first.
static std::vector<std::string> products_of(Tier tier, DemoChance& chance) {
    constexpr std::string_view others[] = {
        "task_delegation",
        "regulatory_compliance",
        "industry_4_0",
        "supply_chain",
        "clinical_delegation"};
    constexpr std::int32_t basic = 2, all = std::size(others);
    std::vector<std::string> products{"platform_licenses"};
    if (chance.below(2) == 0) {
        const std::int32_t which = chance.below(tier == Tier::emerging ? basic : all);
        products.emplace_back(others[static_cast<std::size_t>(which)]);
    }
    return products;
}

static const std::string& any_of(const std::vector<std::string>& list, DemoChance& chance) {
    return list[static_cast<std::size_t>(chance.below(static_cast<std::int32_t>(list.size())))];
}

// A partner that works worldwide sells most in its own region.
static std::string country_of(const NamedPartner& named, DemoWorld& world) {
    DemoChance& chance = world.chance();
    if (!named.worldwide) {
        return named.countries.empty() ? named.home_country : any_of(named.countries, chance);
    }
    const std::vector<Region>& regions = world.program().regions;
    const Region* region = entry_with_key(regions, named.region);
    check(region != nullptr);
    if (chance.in_percent(40)) return region->countries.front();
    if (chance.in_percent(60)) {
        const auto other = chance.below(static_cast<std::int32_t>(regions.size()));
        region = &regions[static_cast<std::size_t>(other)];
    }
    return any_of(region->countries, chance);
}

// Every third deal of a partner with a joint solution sells that.
static std::string solution_of(
    const Program& program, std::string_view partner, std::size_t index
) {
    if (index % 3 != 0) return {};
    for (const JointSolution& solution : program.plan.joint_solutions) {
        if (solution.partner == partner) return solution.key;
    }
    return {};
}

static DealForm form_of(
    const DemoPartner& partner,
    std::size_t index,
    std::int32_t thousands,
    DemoWorld& world,
    Date day
) {
    DemoChance& chance = world.chance();
    const NamedPartner& named = *partner.named;
    const DemoCustomer customer = demo_customer(index);
    const DemoSubject& subject = demo_subject(static_cast<std::size_t>(chance.below(12)));
    DealForm form;
    form.customer.legal_name = customer.legal_name;
    form.customer.domain = customer.domain;
    form.customer.country = country_of(named, world);
    form.customer.sector = std::string(subject.sector);
    form.customer.public_sector = subject.sector == "government";
    if (form.customer.public_sector) form.rfx_number = "RFX-" + std::to_string(index);
    form.title = std::string(subject.title);
    form.objective = std::string(subject.objective);
    form.products = products_of(named.tier, chance);
    form.currency = currency_of(named, world, day);
    form.lines = lines_of(named, thousands, form.currency, chance);
    form.source = static_cast<DealSource>(chance.below(4));
    form.contact.name = demo_person_name(index + 500);
    form.contact.email = demo_email(form.contact.name, customer.domain);
    form.joint_solution = solution_of(world.program(), named.name, index);
    return form;
}

DemoDeal& DealPlans::add(const DemoPartner& partner, std::int32_t thousands, Moment submitted_at) {
    DemoChance& chance = world_.chance();
    const std::size_t index = deals_.size();
    DemoDeal deal;
    deal.id = {world_.id("deal", index)};
    deal.partner = &partner;
    deal.owner = chance.below(4) == 0 ? partner.people[2] : partner.seller();
    deal.stage = static_cast<Stage>(chance.below(5));
    deal.form = form_of(partner, index, thousands, world_, date_of(submitted_at));
    deal.form.expected_close = date_of(submitted_at) + Days{chance.between(60, 420)};
    deal.submitted_at = submitted_at;
    deals_.push_back(std::move(deal));
    return deals_.back();
}

std::size_t DealPlans::count_of(const DemoPartner& partner) const {
    return static_cast<std::size_t>(std::count_if(
        deals_.begin(),
        deals_.end(),
        [&partner](const DemoDeal& deal) { return deal.partner == &partner; }
    ));
}

void DealPlans::live() {
    for (DemoDeal& deal : deals_) plan_life(std::move(deal), world_, cast_);
    deals_.clear();
}

Moment submitted_by_clock(const DemoWorld& world, std::string_view region, std::int32_t percent) {
    constexpr std::int64_t step_ms = std::int64_t{20} * 60'000;
    const BusinessCalendar calendar = calendar_of_region(world.program(), region);
    const std::int64_t used = world.program().review.sla_limit_hours * ms_per_hour / 100 * percent;
    Moment at = world.now();
    while (business_ms_between(calendar, at, world.now()) < used) at = at + -step_ms;
    return at;
}

void DealPlans::plan_waiting_deals() {
    struct Waiting {
        DemoFate fate;
        std::int32_t clock_percent;
    };
    // In each region, one a partner in turn. The last two are overdue.
    static constexpr Waiting rows[] = {
        {DemoFate::submitted, 8},
        {DemoFate::in_review, 80},
        {DemoFate::in_review, 34},
        {DemoFate::submitted, 52},
        {DemoFate::info_requested, 150},
        {DemoFate::submitted, 21},
        {DemoFate::in_review, 104},
        {DemoFate::in_review, 121}};
    std::map<std::string_view, std::size_t> next;
    for (const DemoPartner& partner : cast_.partners) {
        const std::string_view region = partner.named->region;
        const bool takes_part =
            partner.active() && !partner.dormant && partner.named->name != demo_seller_name;
        if (!takes_part || next[region] == std::size(rows)) continue;
        const Waiting& row = rows[next[region]++];
        // Too large for an automatic approval.
        const std::int32_t thousands = world_.chance().between(300, 1'400);
        DemoDeal& deal =
            add(partner, thousands, submitted_by_clock(world_, region, row.clock_percent));
        deal.fate = row.fate;
        deal.form.expected_close = world_.today() + Days{world_.chance().between(40, 300)};
    }
}

// At some minute of that day.
static Moment some_time_on(Date day, DemoChance& chance) {
    return start_of(day) + chance.between(8 * 60, 17 * 60) * std::int64_t{60'000};
}

void DealPlans::plan_rare_deals() {
    struct Rare {
        DemoFate fate;
        std::int32_t days_ago;
    };
    static constexpr Rare rows[] = {
        {DemoFate::incomplete, 45},
        {DemoFate::revoked, 160},
        {DemoFate::appealed, 9},
        {DemoFate::extension_pending, 84},
        {DemoFate::won_reported, 40},
        {DemoFate::expired, 75},
        {DemoFate::incomplete, 170},
        {DemoFate::appealed, 7},
        {DemoFate::extension_pending, 80},
        {DemoFate::won_reported, 33},
        {DemoFate::expired, 66},
        {DemoFate::won_reported, 51}};
    std::size_t next = 0;
    for (const DemoPartner& partner : cast_.partners) {
        if (next == std::size(rows)) return;
        const Rare& row = rows[next];
        const Date day = world_.today() - Days{row.days_ago};
        const bool takes_part = partner.active() && partner.active_on + Days{5} < day &&
                                !partner.dormant && partner.named->name != demo_seller_name;
        // Their protection has to last until now.
        const bool lasts = rule_of(world_.program(), partner.named->tier).protection_days >= 90;
        if (!takes_part || !lasts) continue;
        const std::int32_t thousands = world_.chance().between(260, 900);
        DemoDeal& deal = add(partner, thousands, some_time_on(day, world_.chance()));
        deal.fate = row.fate;
        next++;
    }
}

// Both boards' people say the same of the case, the second an hour later.
void DealPlans::plan_award(const DemoDeal& first, const DemoDeal& second, bool beside) {
    AwardConflict award;
    award.deal = first.id;
    if (beside) award.secondary = {second.id};
    award.text = beside ? "Registered first; the second partner delivers the support it had begun."
                        : "Registered a day earlier, with the customer's order in sight.";
    Moment at = second.submitted_at + 5 * ms_per_day;
    for (const PersonId member : {cast_.staff.second_approver, cast_.staff.board_member}) {
        world_.plan(at, [&world = world_, member, award] { world.act(member, award); });
        at = at + ms_per_hour;
    }
}

void DealPlans::plan_rivals() {
    struct Case {
        std::string_view first;
        std::string_view second;
        std::int32_t days_ago;
        bool beside;
    };
    static constexpr Case cases[] = {
        {"West Monroe", "KPMG", 150, true},
        {"PwC", "EY", 120, false},
        {"Sopra Steria", "Atos", 40, false}};
    for (const Case& one : cases) {
        const DemoPartner& first = cast_.named(one.first);
        const DemoPartner& second = cast_.named(one.second);
        Date day = world_.today() - Days{one.days_ago};
        // Neither can be older in the program than it is.
        day = std::max({day, first.active_on + Days{6}, second.active_on + Days{6}});
        const Moment at = start_of(day) + 10 * ms_per_hour;
        DemoDeal& claim = add(first, 420, at);
        claim.fate = one.beside ? DemoFate::won : DemoFate::approved;
        claim.form.customer.country = first.named->home_country;
        claim.form.products = {"platform_licenses"};
        const Customer customer = claim.form.customer;
        DemoDeal& later = add(second, 410, at + ms_per_day);
        later.fate = DemoFate::rival;
        later.form.customer = customer;
        later.form.rfx_number = claim.form.rfx_number;
        later.form.products = {"platform_licenses"};
        plan_award(deals_[deals_.size() - 2], later, one.beside);
    }
}

// In thousands of dollars.
static std::int32_t value_in_thousands(Tier tier, DemoChance& chance) {
    switch (tier) {
        case Tier::tier_1:
            return chance.between(200, 3'200);
        case Tier::tier_2:
        case Tier::tier_3:
            return chance.between(60, 1'400);
        case Tier::emerging:
            break;
    }
    return chance.between(20, 300);
}

// A partner with very many deals closes each soon: only so many may be open at once.
static std::int32_t open_days_max(std::int32_t count, std::int32_t days, const TierRule& rule) {
    const std::int32_t open = rule.open_registrations * 6 / 10;
    return std::clamp(days * open / std::max(count, 1), 1, rule.protection_days - 5);
}

void DealPlans::plan_deals(const DemoPartner& partner, std::int32_t count) {
    DemoChance& chance = world_.chance();
    const Tier tier = partner.named->tier;
    const TierRule& rule = rule_of(world_.program(), tier);
    const std::int32_t protection = rule.protection_days;
    const auto days = static_cast<std::int32_t>((world_.today() - partner.active_on).count()) - 4;
    const bool seller = partner.named->name == demo_seller_name;
    const bool old_enough = days > protection + 10;
    // So that the cap of open registrations is kept, and few deals are not all open.
    const bool nothing_recent = seller || partner.dormant;
    const std::int32_t recent_max = nothing_recent ? 0 : std::min(8, count / 2);
    // What a partner that does nothing any more had began long before.
    const std::int32_t age_min = partner.dormant ? 2 * protection : protection + 2;
    for (std::int32_t i = 0; i < count; i++) {
        const bool recent = i < recent_max || !old_enough;
        const std::int32_t age = recent ? chance.between(3, std::min(protection - 1, days))
                                        : chance.between(age_min, days);
        const Date day = world_.today() - Days{age};
        DemoDeal& deal = add(partner, value_in_thousands(tier, chance), some_time_on(day, chance));
        deal.fate = fate_of(i < recent_max, chance);
        deal.open_days_max = open_days_max(count, days, rule);
        if (recent) deal.form.expected_close = world_.today() + Days{chance.between(5, 110)};
    }
}

}  // namespace entente
