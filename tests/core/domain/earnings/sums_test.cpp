// Money over a hundred thousand deals: every figure is what 128 bits and a table of the strategy's
// bands say it is, to the last unit, and every way of adding up comes to the same.
#include "core/domain/earnings/earning_rules.h"
#include "core/domain/earnings/statement.h"
#include "core/domain/economics/exchange.h"
#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date on = 2026y / std::chrono::November / 2;
static constexpr int deals_count = 100'000;

__extension__ using Wide = __int128;

// ---- The reference ------------------------------------------------------------------------------

// value / divisor, half to even, by whole and rest of magnitudes.
static std::int64_t rounded(Wide value, Wide divisor) {
    const bool negative = value < 0;
    const Wide magnitude = negative ? -value : value;
    Wide whole = magnitude / divisor;
    const Wide twice_rest = magnitude % divisor * 2;
    if (twice_rest > divisor || (twice_rest == divisor && whole % 2 == 1)) whole++;
    return static_cast<std::int64_t>(negative ? -whole : whole);
}

static std::int64_t share(std::int64_t amount, std::int32_t points) {
    return rounded(static_cast<Wide>(amount) * points, 10'000);
}

// The strategy's bands in basis points, written down once more.
struct Band {
    const char* category;
    std::int32_t low, high;
};
static constexpr Band bands[] = {
    {"software_licenses", 20'00, 30'00},
    {"ongoing_support", 15'00, 25'00},
    {"professional_services", 40'00, 60'00},
    {"referral", 10'00, 15'00},
    {"co_selling", 5'00, 10'00},
    {"marketplace", 20'00, 30'00},
    {"joint_solutions", 50'00, 50'00},
    {"standard", 25'00, 35'00},
    {"premium", 35'00, 45'00},
    {"exclusive_territory", 45'00, 55'00},
    {"volume_incentive", 5'00, 10'00}};

static const Band& band_of(std::string_view category) {
    for (const Band& band : bands) {
        if (band.category == category) return band;
    }
    FAIL("no band of " << category);
    return bands[0];
}

static std::int32_t agreed_points(const Agreement& agreement, std::string_view category) {
    for (const AgreedRate& rate : agreement.rates) {
        if (rate.category == category) return rate.rate.basis_points;
    }
    return -1;
}

// What a line is priced by: a reseller's whole business by what was agreed of it.
static std::string_view priced_by(const Agreement& agreement, std::string_view category) {
    if (agreement.model != "reseller") return category;
    if (category == "standard") return category;
    for (const std::string_view kind : {"standard", "premium", "exclusive_territory"}) {
        if (agreed_points(agreement, kind) >= 0) return kind;
    }
    return "standard";
}

struct Figures {
    std::int64_t low = 0, agreed = 0, high = 0;
    bool settled = true;

    void add(const Figures& other) {
        low += other.low;
        agreed += other.agreed;
        high += other.high;
        settled = settled && other.settled;
    }
};

static Figures expected_of(const DealLine& line, const Agreement& agreement, std::int32_t part) {
    if (line.category == "implementation_services") return {};
    const Band& band = band_of(priced_by(agreement, line.category));
    const bool cost = line.category == "marketplace";
    std::int64_t base = line.amount.minor;
    if (line.category == "referral" && line.recurring && line.term_months > 12) {
        base = rounded(static_cast<Wide>(base) * 12, line.term_months);
    }
    const auto worth = [&](std::int32_t points) {
        return share(share(base, cost ? -points : points), part);
    };
    Figures figures{.low = worth(cost ? band.high : band.low)};
    figures.high = worth(cost ? band.low : band.high);
    const std::int32_t points = agreed_points(agreement, band.category);
    figures.agreed = points >= 0 ? worth(points) : figures.low;
    figures.settled = points >= 0 || band.low == band.high;
    return figures;
}

// ---- Deals and agreements -----------------------------------------------------------------------

class DealMaker {
public:
    explicit DealMaker(std::uint32_t seed) : chance_(seed) {}

    std::uint32_t below(std::uint32_t bound) {
        return static_cast<std::uint32_t>(chance_() % bound);
    }

    Deal next(std::string_view model) {
        constexpr Currency currencies[] = {
            usd, {{'E', 'U', 'R'}}, {{'J', 'P', 'Y'}}, {{'G', 'B', 'P'}}, {{'C', 'H', 'F'}}};
        static const std::map<std::string_view, std::array<const char*, 4>> categories{
            {"system_integrator",
             {"software_licenses",
              "ongoing_support",
              "professional_services",
              "implementation_services"}},
            {"technology_partner", {"referral", "co_selling", "marketplace", "joint_solutions"}},
            {"reseller",
             {"software_licenses", "ongoing_support", "professional_services", "standard"}}};
        Deal deal;
        deal.partner = {id_of("slalom")};
        deal.currency = currencies[below(5)];
        const std::uint32_t lines = 1 + below(3);
        for (std::uint32_t i = 0; i < lines; i++) {
            // Small ones as well, in which a truncation shows.
            const std::uint32_t bound = below(3) == 0 ? 1'000 : 300'000'000;
            deal.lines.push_back(
                {.category = categories.at(model)[below(4)],
                 .amount = {below(bound), deal.currency},
                 .term_months = static_cast<std::int32_t>(below(61)),
                 .recurring = below(2) == 0}
            );
        }
        deal.secondary = below(10) == 0;
        deal.secondary_share = Percent{50'00};
        deal.approved_at = start_of(on);
        return deal;
    }

    Agreement agreement(const char* model) {
        Agreement made;
        made.partner = {id_of("slalom")};
        made.model = model;
        const std::uint32_t reseller_kind = below(4);  // The fourth: nothing agreed.
        const RevenueModel* rules = entry_with_key(shipped_program().program.models, made.model);
        std::uint32_t number = 0;
        for (const CategoryRule& category : rules->categories) {
            const bool wanted = category.covers.empty() ? below(3) > 0 : number == reseller_kind;
            if (!category.covers.empty()) number++;
            if (!wanted || category.kind == CategoryKind::to_bill) continue;
            const Band& band = band_of(category.key);
            const auto above = below(static_cast<std::uint32_t>(band.high - band.low + 1));
            const auto points = band.low + static_cast<std::int32_t>(above);
            made.rates.push_back({category.key, Percent{points}});
        }
        return made;
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

// ---- Conversion ---------------------------------------------------------------------------------

// How many millionths of a currency's smallest unit a euro buys, by the program's table.
static Wide units_per_euro(Currency currency) {
    Wide units = 1'000'000;
    for (const ExchangeRate& rate : shipped_program().program.exchange_rates) {
        if (rate.currency == currency) units = rate.per_euro_millionths;
    }
    for (int i = 0; i < exponent_of(currency); i++) units *= 10;
    return units;
}

TEST_CASE("sums: 100,000 deals come to what their lines come to") {
    const RateTable rates(shipped_program().program.exchange_rates);
    const std::uint32_t seed = 20261123;
    INFO("seed " << seed);
    DealMaker maker(seed);
    ConvertedSum by_deal{.amount = {0, usd}};
    ConvertedSum by_line{.amount = {0, usd}};
    std::int64_t deals_in_dollars = 0;
    std::int64_t lines_in_dollars = 0;
    int refused = 0;
    for (int i = 0; i < deals_count; i++) {
        const Deal deal = maker.next("system_integrator");
        const Wide to = units_per_euro(usd), from = units_per_euro(deal.currency);
        refused += add_line(by_deal, value_of(deal).value(), on, rates).ok() ? 0 : 1;
        std::int64_t value = 0;
        for (const DealLine& line : deal.lines) {
            refused += add_line(by_line, line.amount, on, rates).ok() ? 0 : 1;
            lines_in_dollars += rounded(line.amount.minor * to, from);
            value += line.amount.minor;
        }
        deals_in_dollars += rounded(value * to, from);
    }
    CHECK(refused == 0);
    CHECK(by_deal.by_currency == by_line.by_currency);  // As recorded.
    CHECK(by_deal.amount.minor == deals_in_dollars);
    CHECK(by_line.amount.minor == lines_in_dollars);
    if (!figures_wanted()) return;
    std::printf("%d deals of %lld lines\n", deals_count, static_cast<long long>(by_line.lines));
    for (std::size_t i = 0; i < by_deal.by_currency.size(); i++) {
        print_pair("by deal", by_deal.by_currency[i], "by line", by_line.by_currency[i]);
    }
    print_pair("converted deals", by_deal.amount, "converted lines", by_line.amount);
}

// ---- Quotes, earnings, statements ---------------------------------------------------------------

// What went otherwise than the reference says, by what it is.
using Mistakes = std::map<std::string, int>;

static void compare(Mistakes& mistakes, const char* what, std::int64_t is, std::int64_t expected) {
    if (is != expected) mistakes[what]++;
}

// The bonus is later and on the whole deal, from the threshold on.
static void compare_bonus(
    Mistakes& mistakes, const Quote& made, const Deal& deal, const Agreement& agreement
) {
    std::int64_t total = 0;
    for (const DealLine& line : deal.lines) total += line.amount.minor;
    const std::int64_t dollars =
        deal.currency == usd ? total
                             : rounded(total * units_per_euro(usd), units_per_euro(deal.currency));
    const bool later = !made.steps.empty() && made.steps.back().later;
    compare(mistakes, "bonus is later", later, dollars >= 2'000'000'00 ? 1 : 0);
    if (!later) return;
    const Band& band = band_of("volume_incentive");
    const std::int32_t points = agreed_points(agreement, "volume_incentive");
    const QuoteStep& step = made.steps.back();
    compare(mistakes, "bonus low", step.low.minor, share(total, band.low));
    compare(mistakes, "bonus high", step.high.minor, share(total, band.high));
    compare(mistakes, "bonus", step.agreed.minor, share(total, points < 0 ? band.low : points));
}

// Answers what is expected of each line.
static std::vector<Figures> compare_quote(
    Mistakes& mistakes, const Deal& deal, const Agreement& agreement
) {
    std::vector<Figures> lines;
    const auto quoted = quote_of_deal(deal, agreement, shipped_program().program, on);
    Figures expected;
    compare(mistakes, "refused", quoted.ok() ? 0 : 1, 0);
    if (!quoted.ok()) return lines;
    const Quote& made = quoted.value();
    for (std::size_t i = 0; i < deal.lines.size(); i++) {
        const Figures line = expected_of(deal.lines[i], agreement, deal.secondary ? 50'00 : 100'00);
        expected.add(line);
        lines.push_back(line);
        const QuoteStep& step = made.steps[i];
        if (step.to_bill) continue;
        compare(mistakes, "low of a step", step.low.minor, line.low);
        compare(mistakes, "agreed of a step", step.agreed.minor, line.agreed);
        compare(mistakes, "high of a step", step.high.minor, line.high);
    }
    compare(mistakes, "low", made.low.minor, expected.low);
    compare(mistakes, "high", made.high.minor, expected.high);
    compare(mistakes, "settled", made.agreed.has_value(), expected.settled ? 1 : 0);
    if (made.agreed) compare(mistakes, "agreed", made.agreed->minor, expected.agreed);
    if (agreement.model == "reseller") compare_bonus(mistakes, made, deal, agreement);
    return lines;
}

// The lines it earns, each as the reference has it; they join `lines`, payable.
static void compare_earnings(
    Mistakes& mistakes,
    const Deal& deal,
    const EarningTerms& terms,
    const std::vector<Figures>& expected,
    std::vector<EarningLine>& lines
) {
    const DealId id{derived_id({}, "deal", lines.size())};
    auto earned = forecast_lines(id, deal, terms, on);
    std::vector<std::int64_t> amounts;
    for (std::size_t i = 0; i < deal.lines.size(); i++) {
        const bool counts = deal.lines[i].category != "implementation_services";
        if (counts) amounts.push_back(expected[i].agreed);
    }
    compare(mistakes, "lines", earned.ok() && earned.value().size() == amounts.size(), 1);
    for (std::size_t i = 0; earned.ok() && i < earned.value().size(); i++) {
        EarningLine& one = earned.value()[i];
        compare(mistakes, "earning", one.earning.amount.minor, amounts[i]);
        one.earning.state = EarningState::payable;
        one.earning.payable_on = on;
        lines.push_back(std::move(one));
    }
}

// A statement comes to the sums of its lines by currency; one below zero is carried.
static void compare_statement(
    Mistakes& mistakes,
    const std::vector<EarningLine>& lines,
    const std::map<Currency, std::int64_t>& expected
) {
    const auto issued = issue_statement({id_of("slalom")}, quarter_of(on), lines, on + Days{100});
    if (!issued.ok()) {
        // Nothing can be paid where costs outweigh every currency.
        const bool empty = issued.problem().code == ProblemCode::statement_must_hold_a_line;
        compare(mistakes, "refused otherwise", empty, 1);
        for (const auto& [currency, sum] : expected) compare(mistakes, "unpaid", sum < 0, 1);
        return;
    }
    const Statement& statement = issued.value().statement;
    std::map<Currency, std::int64_t> stated;
    for (const Money total : statement.totals) {
        compare(mistakes, "total below zero", total.minor < 0, 0);
        stated[total.currency] = total.minor;
    }
    for (const Money total : statement.carried) {
        compare(mistakes, "carried above zero", total.minor >= 0, 0);
        stated[total.currency] = total.minor;
    }
    for (const auto& [currency, sum] : expected) {
        compare(mistakes, "statement", stated[currency], sum);
    }
    compare(
        mistakes,
        "currencies",
        static_cast<std::int64_t>(stated.size()),
        static_cast<std::int64_t>(expected.size())
    );
}

static void compare_model(const char* model, std::uint32_t seed) {
    INFO("seed " << seed);
    CAPTURE(model);
    DealMaker maker(seed);
    Mistakes mistakes;
    std::map<Currency, std::int64_t> quoted;
    std::map<Currency, std::int64_t> earned;
    constexpr int deals_a_statement = 20;
    for (int i = 0; i < deals_count / 3 / deals_a_statement; i++) {
        const Agreement agreement = maker.agreement(model);
        std::vector<EarningLine> lines;
        std::map<Currency, std::int64_t> stated;
        for (int d = 0; d < deals_a_statement; d++) {
            const Deal deal = maker.next(model);
            const std::vector<Figures> expected = compare_quote(mistakes, deal, agreement);
            for (const Figures& line : expected) quoted[deal.currency] += line.agreed;
            const EarningTerms terms{agreement, shipped_program().program, on, part_of(deal)};
            compare_earnings(mistakes, deal, terms, expected, lines);
        }
        for (const EarningLine& line : lines) {
            stated[line.earning.amount.currency] += line.earning.amount.minor;
            earned[line.earning.amount.currency] += line.earning.amount.minor;
        }
        if (!lines.empty()) compare_statement(mistakes, lines, stated);
    }
    CHECK(mistakes == Mistakes{});
    for (const auto& [currency, minor] : quoted) CHECK(earned[currency] == minor);
    if (!figures_wanted()) return;
    for (const auto& [currency, minor] : earned) {
        print_pair("quoted steps", {quoted[currency], currency}, model, {minor, currency});
    }
}

TEST_CASE("sums: 100,000 quotes come to their steps, and these to the earnings") {
    compare_model("system_integrator", 1123);
    compare_model("technology_partner", 1124);
    compare_model("reseller", 1125);
}
