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

static Currency currency_of(const NamedPartner& named, DemoChance& chance) {
    static constexpr Currency eur{{'E', 'U', 'R'}};
    static constexpr Currency jpy{{'J', 'P', 'Y'}};
    if (named.home_country == "JP" && named.region == "asia_pacific") return jpy;
    return named.region == "europe" && chance.below(3) > 0 ? eur : usd;
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
    const std::int64_t services = total / 10 * chance.between(1, 3);
    const std::int64_t support = total / 20;
    return {
        line("software_licenses", total - services - support, 36),
        line("ongoing_support", support, 36),
        line("professional_services", services, 0)};
}

static std::vector<std::string> products_of(DemoChance& chance) {
    constexpr std::string_view others[] = {
        "task_delegation",
        "industry_4_0",
        "supply_chain",
        "regulatory_compliance",
        "clinical_delegation"};
    std::vector<std::string> products{"platform_licenses"};
    if (chance.below(2) == 0) {
        products.emplace_back(others[static_cast<std::size_t>(chance.below(std::size(others)))]);
    }
    return products;
}

static DealForm form_of(
    const DemoPartner& partner,
    std::size_t customer_index,
    std::int32_t thousands,
    DemoChance& chance
) {
    const NamedPartner& named = *partner.named;
    const DemoCustomer customer = demo_customer(customer_index);
    const DemoSubject& subject = demo_subject(static_cast<std::size_t>(chance.below(12)));
    DealForm form;
    form.customer.legal_name = customer.legal_name;
    form.customer.domain = customer.domain;
    form.customer.country = named.home_country;
    if (!named.countries.empty()) {
        const auto count = static_cast<std::int32_t>(named.countries.size());
        form.customer.country = named.countries[static_cast<std::size_t>(chance.below(count))];
    }
    form.customer.sector = std::string(subject.sector);
    form.customer.public_sector = subject.sector == "government";
    if (form.customer.public_sector) form.rfx_number = "RFX-" + std::to_string(customer_index);
    form.title = std::string(subject.title);
    form.objective = std::string(subject.objective);
    form.products = products_of(chance);
    form.currency = currency_of(named, chance);
    form.lines = lines_of(named, thousands, form.currency, chance);
    form.source = static_cast<DealSource>(chance.below(4));
    form.contact.name = demo_person_name(customer_index + 500);
    form.contact.email = demo_email(form.contact.name, customer.domain);
    return form;
}

Moment submitted_by_clock(const DemoWorld& world, std::string_view region, std::int32_t percent) {
    constexpr std::int64_t step_ms = std::int64_t{20} * 60'000;
    const BusinessCalendar calendar = calendar_of_region(world.program(), region);
    const std::int64_t used = world.program().review.sla_limit_hours * ms_per_hour / 100 * percent;
    Moment at = world.now();
    while (business_ms_between(calendar, at, world.now()) < used) at = at + -step_ms;
    return at;
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

static DemoDeal deal_of(
    const DemoPartner& partner, std::size_t index, std::int32_t thousands, DemoWorld& world
) {
    DemoChance& chance = world.chance();
    DemoDeal deal;
    deal.id = {world.id("deal", index)};
    deal.partner = &partner;
    deal.owner = chance.below(4) == 0 ? partner.people[2] : partner.seller();
    deal.stage = static_cast<Stage>(chance.below(5));
    deal.form = form_of(partner, index, thousands, chance);
    deal.form.joint_solution = solution_of(world.program(), partner.named->name, index);
    return deal;
}

void plan_waiting_deals(std::vector<DemoDeal>& deals, DemoWorld& world, const DemoCast& cast) {
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
    for (const DemoPartner& partner : cast.partners) {
        const std::string_view region = partner.named->region;
        if (partner.named->name == "Slalom" || next[region] == std::size(rows)) continue;
        const Waiting& row = rows[next[region]++];
        // Too large for an automatic approval.
        const std::int32_t thousands = world.chance().between(300, 1'400);
        DemoDeal deal = deal_of(partner, deals.size(), thousands, world);
        deal.fate = row.fate;
        deal.submitted_at = submitted_by_clock(world, region, row.clock_percent);
        deal.form.expected_close = world.today() + Days{world.chance().between(40, 300)};
        deals.push_back(std::move(deal));
    }
}

void plan_deals(
    std::vector<DemoDeal>& deals, DemoWorld& world, const DemoPartner& partner, std::int32_t count
) {
    // So that the cap of open registrations is kept, and few deals are not all open.
    const std::int32_t recent_max = std::min(8, count / 2);
    DemoChance& chance = world.chance();
    const std::int32_t protection = rule_of(world.program(), partner.named->tier).protection_days;
    for (std::int32_t i = 0; i < count; i++) {
        const bool recent = i < recent_max && partner.named->name != "Slalom";
        const std::int32_t age =
            recent ? chance.between(3, protection - 1) : chance.between(protection + 2, 725);
        const Moment day = start_of(world.today() - Days{age});
        const std::int32_t thousands = chance.between(60, 1'400);
        DemoDeal deal = deal_of(partner, deals.size(), thousands, world);
        deal.submitted_at = day + chance.between(8 * 60, 17 * 60) * std::int64_t{60'000};
        deal.fate = fate_of(recent, chance);
        deal.form.expected_close = recent ? world.today() + Days{chance.between(15, 300)}
                                          : date_of(day) + Days{chance.between(60, 420)};
        deals.push_back(std::move(deal));
    }
}

}  // namespace entente
