// Money over a hundred thousand deals: every way of adding it up comes to the same cent.
#include "core/domain/earnings/earning_rules.h"
#include "core/domain/economics/exchange.h"
#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <cstdlib>
#include <random>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date on = 2026y / std::chrono::November / 2;
static constexpr int deals_count = 100'000;

class DealMaker {
public:
    explicit DealMaker(std::uint32_t seed) : chance_(seed) {}

    Deal next() {
        constexpr Currency currencies[] = {
            usd, {{'E', 'U', 'R'}}, {{'J', 'P', 'Y'}}, {{'G', 'B', 'P'}}, {{'C', 'H', 'F'}}};
        constexpr const char* categories[] = {
            "software_licenses",
            "ongoing_support",
            "professional_services",
            "implementation_services"};
        Deal deal;
        deal.currency = currencies[chance_() % std::size(currencies)];
        const auto lines = 1 + chance_() % 4;
        for (std::uint32_t i = 0; i < lines; i++) {
            const Money amount{static_cast<std::int64_t>(chance_() % 300'000'000), deal.currency};
            deal.lines.push_back({.category = categories[chance_() % 4], .amount = amount});
        }
        return deal;
    }

private:
    std::mt19937 chance_;
};

// The record of the proof tells the sums themselves.
static bool figures_wanted() {
    return std::getenv("ENTENTE_FIGURES") != nullptr;
}

static void print_pair(const char* one, Money first, const char* other, Money second) {
    const std::string left = text_from_money(first);
    const std::string right = text_from_money(second);
    std::printf("%-16s %24s   %-16s %24s\n", one, left.c_str(), other, right.c_str());
}

TEST_CASE("sums: 100,000 deals come to what their lines come to") {
    const Program& program = shipped_program().program;
    const RateTable rates(program.exchange_rates);
    const std::uint32_t seed = 20261123;
    INFO("seed " << seed);
    DealMaker maker(seed);
    ConvertedSum by_deal{.amount = {0, usd}};
    ConvertedSum by_line{.amount = {0, usd}};
    std::int64_t difference_max = 0;
    for (int i = 0; i < deals_count; i++) {
        const Deal deal = maker.next();
        REQUIRE(add_line(by_deal, value_of(deal).value(), on, rates).ok());
        for (const DealLine& line : deal.lines) {
            REQUIRE(add_line(by_line, line.amount, on, rates).ok());
        }
        // A deal's lines are rounded apart: at most half a cent each and half for the deal.
        difference_max += static_cast<std::int64_t>(deal.lines.size()) / 2 + 1;
    }
    CHECK(by_deal.by_currency == by_line.by_currency);  // To the cent, as recorded.
    CHECK(std::abs(by_deal.amount.minor - by_line.amount.minor) <= difference_max);
    if (!figures_wanted()) return;
    std::printf("%d deals of %lld lines\n", deals_count, static_cast<long long>(by_line.lines));
    for (std::size_t i = 0; i < by_deal.by_currency.size(); i++) {
        print_pair("by deal", by_deal.by_currency[i], "by line", by_line.by_currency[i]);
    }
    print_pair("converted deals", by_deal.amount, "converted lines", by_line.amount);
}

TEST_CASE("sums: 100,000 quotes come to their steps, and these to the earnings") {
    const Program& program = shipped_program().program;
    const std::uint32_t seed = 1123;
    INFO("seed " << seed);
    DealMaker maker(seed);
    Agreement agreement;
    agreement.model = "system_integrator";
    agreement.rates = {{"software_licenses", Percent{26'37}}, {"ongoing_support", Percent{17'41}}};
    const EarningTerms terms{.agreement = agreement, .program = program, .approved_on = on};
    std::map<Currency, std::int64_t> quoted;
    std::map<Currency, std::int64_t> stepped;
    std::map<Currency, std::int64_t> earned;
    for (int i = 0; i < deals_count; i++) {
        const Deal deal = maker.next();
        const auto made = quote(deal.lines, agreement, program, on);
        REQUIRE(made.ok());
        std::int64_t low = 0;
        for (const QuoteStep& step : made.value().steps) {
            if (step.to_bill || step.later) continue;
            low += step.low.minor;
            stepped[deal.currency] += step.agreed.minor;
        }
        REQUIRE(made.value().low.minor == low);
        if (made.value().agreed) REQUIRE(made.value().agreed->minor >= low);
        const auto lines = forecast_lines(DealWorld::id("a"), deal, terms, on);
        REQUIRE(lines.ok());
        for (const EarningLine& line : lines.value()) {
            earned[deal.currency] += line.earning.amount.minor;
            quoted[deal.currency] += share_of(line.earning.base, line.earning.rate).value().minor;
        }
    }
    CHECK(earned == stepped);
    CHECK(earned == quoted);
    if (!figures_wanted()) return;
    for (const auto& [currency, minor] : earned) {
        print_pair("quoted steps", {stepped[currency], currency}, "earned", {minor, currency});
    }
}
