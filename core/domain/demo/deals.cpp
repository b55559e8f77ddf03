#include "core/domain/demo/deals.h"

#include "core/domain/demo/names.h"

namespace entente {

static constexpr std::int64_t cents = 100;

// A weighted choice by the deal's age: what is old has been decided.
static DemoFate fate_of(std::int32_t age_days, std::int32_t protection_days, DemoChance& chance) {
    const std::int32_t roll = chance.below(100);
    if (age_days > protection_days) {
        if (roll < 40) return DemoFate::won;
        if (roll < 66) return DemoFate::lost;
        if (roll < 76) return DemoFate::rejected;
        return roll < 84 ? DemoFate::withdrawn : DemoFate::expired;
    }
    if (age_days > 20) return roll < 90 ? DemoFate::approved : DemoFate::rejected;
    if (roll < 20) return DemoFate::submitted;
    if (roll < 45) return DemoFate::in_review;
    return roll < 60 ? DemoFate::info_requested : DemoFate::approved;
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

void plan_deals(
    std::vector<DemoDeal>& deals, DemoWorld& world, const DemoPartner& partner, std::int32_t count
) {
    constexpr std::int32_t recent_max = 8;  // So that the cap of open registrations is kept.
    DemoChance& chance = world.chance();
    const std::int32_t protection = rule_of(world.program(), partner.named->tier).protection_days;
    for (std::int32_t i = 0; i < count; i++) {
        const bool recent = i < recent_max && partner.named->name != "Slalom";
        const std::int32_t age =
            recent ? chance.between(1, protection - 1) : chance.between(protection + 2, 725);
        const std::size_t index = deals.size();
        DemoDeal deal;
        deal.id = {world.id("deal", index)};
        deal.partner = &partner;
        deal.owner = chance.below(4) == 0 ? partner.people[2] : partner.seller();
        deal.submitted_on = world.today() - Days{age};
        deal.minute = chance.between(8 * 60, 17 * 60);
        deal.stage = static_cast<Stage>(chance.below(5));
        deal.fate = fate_of(age, protection, chance);
        const bool undecided = deal.fate == DemoFate::submitted ||
                               deal.fate == DemoFate::in_review ||
                               deal.fate == DemoFate::info_requested;
        const std::int32_t thousands =
            undecided ? chance.between(300, 1'400) : chance.between(60, 1'400);
        deal.form = form_of(partner, index, thousands, chance);
        deal.form.expected_close = deal.submitted_on + Days{chance.between(60, 420)};
        deals.push_back(std::move(deal));
    }
}

}  // namespace entente
