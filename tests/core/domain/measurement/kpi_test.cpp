#include "core/domain/measurement/kpi.h"

#include "core/domain/measurement/ratio.h"
#include "tests/support/deal_world.h"
#include "tests/support/measured_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date today = 2026y / std::chrono::November / 23;
static constexpr Period quarter{
    Date{2026y / std::chrono::October / 1}, Date{2027y / std::chrono::January / 1}};

static const Program& program() {
    return shipped_program().program;
}

static KpiFigure figure_of(KpiKey key, const Facts& facts, Period period = quarter) {
    return kpi_figure(key, facts, period, program());
}

TEST_CASE("kpi: the twelve of the program, by the names of its targets") {
    const auto names = names_of(KpiKey{});
    REQUIRE(program().plan.kpis.size() == names.size());
    for (std::size_t i = 0; i < names.size(); i++) {
        CHECK(program().plan.kpis[i].key == names[i]);
        const Formula formula = formula_of(static_cast<KpiKey>(i), program());
        CHECK(formula.key == "kpi.formula." + std::string(names[i]));
    }
}

TEST_CASE("kpi: without anything to divide by there is no data") {
    MeasuredWorld world(today);
    world.partner("Idle", [](Partner& p) { p.lifecycle = Lifecycle::onboarding; });
    const Facts facts = world.facts();
    for (const KpiFigure& figure : kpi_figures(facts, quarter, program())) {
        CAPTURE(name_of(figure.key));
        CHECK_FALSE(figure.hundredths.has_value());
        CHECK_FALSE(figure.met.has_value());
        CHECK_FALSE(figure.share_within.has_value());
        CHECK(figure.rows == 0);
    }
}

TEST_CASE("kpi: sourced is what partners began, influenced is all they touched") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    world.figure("company_revenue", quarter, 1'000);
    world.won(one, 100, quarter.from, DealSource::own);
    world.won(one, 50, quarter.until - Days{1}, DealSource::event);
    world.won(one, 25, today, DealSource::referral);
    world.won(one, 300, today, DealSource::lead);
    world.won(one, 999, quarter.from - Days{1});
    world.won(one, 999, quarter.until);
    world.figure("direct_revenue", {quarter.from, quarter.from + Days{9}}, 130, "One");
    world.figure("direct_revenue", {quarter.from, quarter.from + Days{9}}, 500, "");
    const Facts facts = world.facts();
    const auto sourced = figure_of(KpiKey::partner_sourced_revenue, facts);
    CHECK(sourced.numerator == 175'00);
    CHECK(sourced.denominator == 1'000'00);
    CHECK(sourced.hundredths == 17'50);
    CHECK(sourced.met == false);
    CHECK(sourced.covered_days == 92);
    const auto influenced = figure_of(KpiKey::partner_influenced_revenue, facts);
    CHECK(influenced.numerator == 605'00);
    CHECK(influenced.hundredths == 60'50);
    CHECK(influenced.met == true);
}

TEST_CASE("kpi: revenue that names a partner is not the whole company's") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    world.figure("company_revenue", quarter, 1'000);
    world.figure("company_revenue", quarter, 1'000, "One");
    world.won(one, 400, today, DealSource::own);
    const auto sourced = figure_of(KpiKey::partner_sourced_revenue, world.facts());
    CHECK(sourced.denominator == 1'000'00);
    CHECK(sourced.hundredths == 40'00);
}

TEST_CASE("kpi: only days with a figure of the company are compared with it") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    const Date half = quarter.from + Days{31};
    world.figure("company_revenue", {quarter.from, half}, 1'000);
    world.figure("company_revenue", {quarter.until - Days{1}, quarter.until + Days{1}}, 9'000);
    world.won(one, 400, half - Days{1});
    world.won(one, 400, half);
    const auto sourced = figure_of(KpiKey::partner_sourced_revenue, world.facts());
    CHECK(sourced.hundredths == 40'00);
    CHECK(sourced.met == true);  // At least 40 %.
    CHECK(sourced.covered_days == 31);
}

TEST_CASE("kpi: average deal size, growth and pipeline") {
    MeasuredWorld world(today);
    const PartnerId one =
        world.partner("One", [](Partner& p) { p.quota_per_quarter = in_dollars(100); });
    world.partner("Two", [](Partner& p) { p.quota_per_quarter = in_dollars(50); });
    world.partner("Gone", [](Partner& p) {
        p.quota_per_quarter = in_dollars(900);
        p.lifecycle = Lifecycle::ended;
    });
    const Date year_before = months_after(quarter.until, -12);
    world.won(one, 700, quarter.from);
    world.won(one, 801, quarter.from);
    world.won(one, 500, year_before - Days{1});
    world.won(one, 100, months_after(quarter.until, -24));
    world.won(one, 900, months_after(quarter.until, -24) - Days{1});
    world.approved(one, 300, today, quarter.from);
    world.approved(one, 150, today, quarter.until - Days{1});
    world.approved(one, 999, today, quarter.until);
    const Facts facts = world.facts();
    const auto average = figure_of(KpiKey::average_deal_size, facts);
    CHECK(average.hundredths == 750'50);
    CHECK(average.rows == 2);
    const auto growth = figure_of(KpiKey::revenue_growth, facts);
    CHECK(growth.numerator == 1'501'00 - 600'00);
    CHECK(growth.denominator == 600'00);
    CHECK(growth.hundredths == 150'17);  // 901 of 600.
    CHECK(growth.met == true);
    const auto coverage = figure_of(KpiKey::pipeline_coverage, facts);
    CHECK(coverage.numerator == 450'00);
    CHECK(coverage.denominator == 150'00);
    CHECK(coverage.hundredths == 3'00);
    CHECK(coverage.met == true);
}

TEST_CASE("kpi: satisfaction, certificates and training") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", [](Partner& p) {
        p.certificate_plan = {{"foundation", 2}, {"professional", 3}};
    });
    for (const std::int32_t score : {5, 5, 4, 4}) world.answer(one, today, score);
    world.answer(one, quarter.from - Days{1}, 1);
    world.certificate(one, "a", "foundation", today);
    world.certificate(one, "b", "foundation", today);
    world.certificate(one, "c", "foundation", today);  // More than the plan asks.
    world.certificate(one, "a", "professional", today);
    world.certificate(one, "a", "professional", today - Days{9});  // A person counts once.
    world.certificate(one, "b", "professional", quarter.until - Days{1} - Days{365});
    world.certificate(one, "c", "professional", quarter.until - Days{1} - Days{366});
    world.lessons(one, 7, 8);
    world.lessons(one, 9, 8);  // No more than all.
    const Facts facts = world.facts();
    const auto satisfaction = figure_of(KpiKey::satisfaction, facts);
    CHECK(satisfaction.hundredths == 4'50);
    CHECK(satisfaction.met == false);  // More than 4.5.
    const auto certificates = figure_of(KpiKey::certification_completion, facts);
    CHECK(certificates.numerator == 4);
    CHECK(certificates.denominator == 5);
    CHECK(certificates.hundredths == 80'00);
    CHECK(certificates.met == false);
    const auto training = figure_of(KpiKey::training_completion, facts);
    CHECK(training.hundredths == 93'75);
    CHECK(training.met == true);
}

TEST_CASE("kpi: an engaged partner did something in the last thirty days") {
    MeasuredWorld world(today);
    const Date first = quarter.until - Days{30};
    for (const Date day : {first - Days{1}, first, quarter.until - Days{1}, quarter.until}) {
        const PartnerId partner = world.partner("On " + text_from_date(day));
        world.busy(partner, day);
    }
    const PartnerId gone =
        world.partner("Gone", [](Partner& p) { p.lifecycle = Lifecycle::suspended; });
    world.busy(gone, first);
    const auto engaged = figure_of(KpiKey::active_engagement, world.facts());
    CHECK(engaged.numerator == 2);
    CHECK(engaged.denominator == 4);
    CHECK(engaged.hundredths == 50'00);
}

TEST_CASE("kpi: who waits for a first deal longer than the target counts, who waits less does not"
) {
    MeasuredWorld world(today);
    const Date end = quarter.until - Days{1};
    const auto joined = [&world](const char* name, Date on) {
        static Date joined_on;
        joined_on = on;
        return world.partner(name, [](Partner& p) { p.joined_on = joined_on; });
    };
    const PartnerId quick = joined("Quick", end - Days{100});
    world.approved(quick, 1, end - Days{70}, today);
    world.approved(quick, 1, end - Days{40}, today);
    joined("Waiting a little", months_after(end, -6) + Days{3});
    joined("Waiting long", end - Days{200});
    joined("Long ago", months_after(quarter.until, -24) - Days{1});
    const KpiFigure figure = figure_of(KpiKey::time_to_first_deal, world.facts());
    CHECK(figure.rows == 2);
    // The middle of 30 and 200 days, as months of 365.25 / 12 days.
    CHECK(figure.hundredths == 3'78);
    CHECK(figure.met == true);
}

TEST_CASE("kpi: who waits for a first deal as long as the target counts from that day on") {
    MeasuredWorld world(today);
    const Period so_far{quarter.from, today + Days{1}};
    world.partner("Six months", [](Partner& p) { p.joined_on = months_after(today, -6); });
    world.partner("A day less", [](Partner& p) {
        p.joined_on = months_after(today, -6) + Days{1};
    });
    const KpiFigure figure = figure_of(KpiKey::time_to_first_deal, world.facts(), so_far);
    CHECK(figure.rows == 1);
    CHECK(figure.hundredths == 6'05);  // 184 days.
    CHECK(figure.met == false);        // Less than six months.
}

TEST_CASE("kpi: onboarding and tickets are medians") {
    MeasuredWorld world(today);
    for (const int days : {10, 20, 40}) {
        world.onboarded(world.partner("In " + std::to_string(days)), today - Days{days}, today);
    }
    world.onboarded(world.partner("Before"), today - Days{400}, quarter.from - Days{1});
    const PartnerId one = world.partner("One");
    world.ticket(one, today, 10'00);
    world.ticket(one, today, 24'00);
    world.ticket(one, today, 23'99);
    world.ticket(one, today, 90'00);
    world.ticket(one, {}, 500'00);
    const Facts facts = world.facts();
    const auto onboarding = figure_of(KpiKey::onboarding_time, facts);
    CHECK(onboarding.hundredths == 20'00);
    CHECK(onboarding.rows == 3);
    CHECK(onboarding.met == true);
    const auto tickets = figure_of(KpiKey::ticket_resolution, facts);
    CHECK(tickets.hundredths == 24'00);  // Between 23.99 and 24.00, half to even.
    CHECK(tickets.met == false);
    CHECK(tickets.share_within == 50'00);
}

TEST_CASE("kpi: a formula names the program's numbers") {
    using Numbers = std::vector<std::pair<std::string, std::int64_t>>;
    Program other = program();
    other.measurement.engaged_days = 45;
    other.measurement.first_deal_joined_months = 12;
    other.support.resolve_hours = 8;
    CHECK(formula_of(KpiKey::active_engagement, other).numbers == Numbers{{"days", 45}});
    CHECK(formula_of(KpiKey::time_to_first_deal, other).numbers == Numbers{{"months", 12}});
    CHECK(formula_of(KpiKey::ticket_resolution, other).numbers == Numbers{{"hours", 8}});
    CHECK(formula_of(KpiKey::satisfaction, other).numbers.empty());
}

static constexpr Currency euro{{'E', 'U', 'R'}};
static constexpr Currency gold{{'X', 'A', 'U'}};  // Has no reference rate.

static KpiFigure checked_figure(KpiKey key, const Facts& facts) {
    KpiFigure figure = figure_of(key, facts);
    const auto rows = rows_behind(key, facts, quarter, program());
    const auto left_out = std::count_if(rows.begin(), rows.end(), [](const FigureRow& row) {
        return !row.valued && row.numerator == 0 && row.denominator == 0;
    });
    CHECK(left_out == figure.conversion.unvalued);
    CHECK(static_cast<std::int64_t>(rows.size()) == figure.rows + left_out);
    return figure;
}

TEST_CASE("kpi: a figure of money says by which rates, and names what has none") {
    MeasuredWorld world(today);
    const PartnerId one =
        world.partner("One", [](Partner& p) { p.quota_per_quarter = in_dollars(100); });
    const Date year_before = months_after(quarter.until, -12) - Days{1};
    world.figure("company_revenue", quarter, 1'000);
    for (const Currency currency : {usd, euro, gold}) {
        world.deal.currency = currency;
        world.won(one, 100, today);
        world.won(one, 50, year_before);
        world.approved(one, 200, today, today);
    }
    const Facts facts = world.facts();
    struct Row {
        KpiKey key;
        std::int64_t rows, unvalued;
    };
    const Row rows[] = {
        {KpiKey::partner_sourced_revenue, 3, 1},  // Two deals, and the company's revenue.
        {KpiKey::partner_influenced_revenue, 3, 1},
        {KpiKey::average_deal_size, 2, 1},
        {KpiKey::revenue_growth, 4, 2},
        {KpiKey::pipeline_coverage, 3, 1},  // Two deals, and a quota.
    };
    const Date rate_on = program().exchange_rates.back().on;
    for (const Row& row : rows) {
        CAPTURE(name_of(row.key));
        const KpiFigure figure = checked_figure(row.key, facts);
        CHECK(figure.rows == row.rows);
        CHECK(figure.conversion == Conversion{rate_on, row.unvalued});
    }
    CHECK(figure_of(KpiKey::average_deal_size, facts).hundredths == 101'94);  // 100 and 103.89.
    CHECK(figure_of(KpiKey::satisfaction, facts).conversion == Conversion{});
}

TEST_CASE("kpi: company revenue without a rate covers no day, and is named") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    const Date half = quarter.from + Days{31};
    world.figure("company_revenue", {quarter.from, half}, 1'000);
    CompanyFigure later;
    later.from = half;
    later.until = quarter.until;
    later.amount = {100, gold};
    world.put(later);
    world.won(one, 400, half - Days{1});
    world.won(one, 400, half);
    const KpiFigure sourced = checked_figure(KpiKey::partner_sourced_revenue, world.facts());
    CHECK(sourced.hundredths == 40'00);
    CHECK(sourced.covered_days == 31);
    CHECK(sourced.conversion.unvalued == 1);
}

TEST_CASE("kpi: imported figures are converted by the rate of their last day, and say so") {
    MeasuredWorld world(today);
    world.partner("One");
    CompanyFigure revenue;
    revenue.from = quarter.from;
    revenue.until = quarter.until;
    revenue.amount = {1'000'00, euro};
    world.put(revenue);
    revenue.figure = "direct_revenue";
    revenue.partner = "One";
    revenue.amount = {500'00, euro};
    world.put(revenue);
    const KpiFigure influenced = checked_figure(KpiKey::partner_influenced_revenue, world.facts());
    CHECK(influenced.denominator == 1'038'90);
    CHECK(influenced.hundredths == 50'00);
    CHECK(influenced.conversion.oldest_rate == program().exchange_rates.back().on);
}

TEST_CASE("kpi: a quota without a rate leaves its partner out of the coverage, and says so") {
    MeasuredWorld world(today);
    const PartnerId told =
        world.partner("Told", [](Partner& p) { p.quota_per_quarter = in_dollars(100); });
    const PartnerId untold = world.partner("Untold", [](Partner& p) {
        p.quota_per_quarter = {100'00, gold};
    });
    world.approved(told, 300, today, today);
    world.approved(untold, 900, today, today);
    const KpiFigure coverage = checked_figure(KpiKey::pipeline_coverage, world.facts());
    CHECK(coverage.hundredths == 3'00);
    CHECK(coverage.conversion.unvalued == 1);
}

TEST_CASE("kpi: a sale that was awarded to two partners counts once in the program's totals") {
    MeasuredWorld world(today);
    const PartnerId one =
        world.partner("One", [](Partner& p) { p.quota_per_quarter = in_dollars(100); });
    const PartnerId second = world.partner("Second");
    world.figure("company_revenue", quarter, 1'000);
    const Date year_before = months_after(quarter.until, -12) - Days{1};
    for (const PartnerId partner : {one, second}) {
        world.deal.secondary = partner == second;
        world.won(partner, 400, today);
        world.won(partner, 100, year_before);
        world.approved(partner, 300, today, today);
    }
    const Facts facts = world.facts();
    CHECK(figure_of(KpiKey::partner_sourced_revenue, facts).hundredths == 40'00);
    CHECK(figure_of(KpiKey::partner_influenced_revenue, facts).hundredths == 40'00);
    CHECK(figure_of(KpiKey::average_deal_size, facts).rows == 1);
    CHECK(figure_of(KpiKey::revenue_growth, facts).denominator == 100'00);
    CHECK(figure_of(KpiKey::pipeline_coverage, facts).hundredths == 3'00);
}

TEST_CASE("kpi: who holds Expert counts where Professional is planned, as in the roll-up") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One", [](Partner& p) {
        p.certificate_plan = {{"professional", 2}};
    });
    world.certificate(one, "a", "expert", today);
    world.certificate(one, "b", "foundation", today);
    const auto held = figure_of(KpiKey::certification_completion, world.facts());
    CHECK(held.numerator == 1);
    CHECK(held.denominator == 2);
}

TEST_CASE("kpi: the rows behind a figure add up to it") {
    const std::uint32_t seed = 12;
    INFO("seed " << seed);
    std::mt19937 chance(seed);
    MeasuredWorld world(today);
    std::vector<PartnerId> partners;
    for (int i = 0; i < 40; i++) {
        partners.push_back(world.partner("P" + std::to_string(i), [](Partner& p) {
            p.quota_per_quarter = in_dollars(1'000);
            p.certificate_plan = {{"foundation", 3}};
        }));
    }
    world.figure("company_revenue", quarter, 9'000'000);
    const auto any_day = [&chance] { return today - Days{static_cast<int>(chance() % 800)}; };
    for (int i = 0; i < 4'000; i++) {
        const PartnerId of = partners[chance() % partners.size()];
        const auto source = static_cast<DealSource>(chance() % 4);
        world.won(of, static_cast<std::int64_t>(chance() % 9'000), any_day(), source);
        world.approved(of, static_cast<std::int64_t>(chance() % 9'000), any_day(), any_day());
        world.answer(of, any_day(), static_cast<std::int32_t>(1 + chance() % 5));
        world.certificate(of, std::to_string(chance() % 9).c_str(), "foundation", any_day());
        world.lessons(of, static_cast<std::int32_t>(chance() % 8), 8);
        world.busy(of, any_day());
    }
    const Facts facts = world.facts();
    for (const KpiFigure& figure : kpi_figures(facts, quarter, program())) {
        CAPTURE(name_of(figure.key));
        std::int64_t above = 0;
        std::int64_t below = 0;
        const auto rows = rows_behind(figure.key, facts, quarter, program());
        CHECK(static_cast<std::int64_t>(rows.size()) == figure.rows);
        if (figure.denominator == 0) continue;  // A median has no sums.
        for (const FigureRow& row : rows) {
            above += row.numerator;
            below += row.denominator;
        }
        CHECK(above == figure.numerator);
        CHECK(below == figure.denominator);
    }
}

TEST_CASE("kpi: aims are met at, over or under their target") {
    struct Row {
        Aim aim;
        std::int64_t value;
        bool met;
    };
    const Row rows[] = {
        {Aim::at_least, 99, false},
        {Aim::at_least, 100, true},
        {Aim::at_least, 101, true},
        {Aim::more_than, 100, false},
        {Aim::more_than, 101, true},
        {Aim::less_than, 99, true},
        {Aim::less_than, 100, false},
        {Aim::less_than, 101, false}};
    for (const Row& row : rows) {
        Kpi kpi;
        kpi.aim = row.aim;
        kpi.target_hundredths = 100;
        CAPTURE(name_of(row.aim), row.value);
        CHECK(meets(kpi, row.value) == row.met);
    }
}

TEST_CASE("ratio: exact, half to even, none without a denominator") {
    CHECK(ratio(1, 8, 100) == 12);  // 12.5
    CHECK(ratio(3, 8, 100) == 38);  // 37.5
    CHECK(ratio(-1, 8, 100) == -12);
    CHECK(ratio(-3, 8, 100) == -38);
    CHECK(ratio(1, 3, 100) == 33);
    CHECK(ratio(2, 3, 100) == 67);
    CHECK_FALSE(ratio(1, 0, 100).has_value());
    CHECK_FALSE(ratio(1, -5, 100).has_value());
    CHECK_FALSE(ratio(INT64_MAX, 1, 100).has_value());
    CHECK(ratio(INT64_MAX, 100, 100) == INT64_MAX);
    std::vector<std::int64_t> values{9, 1, 5};
    CHECK(median(values, 1, 1) == 5);
    values = {9, 1, 5, 6};
    CHECK(median(values, 10, 1) == 55);
    values.clear();
    CHECK_FALSE(median(values, 1, 1).has_value());
}

TEST_CASE("kpi: money tells the oldest of the rates that it was converted with") {
    MeasuredWorld world(today);
    const PartnerId one = world.partner("One");
    for (const Date day : {today - Days{3}, today - Days{2}, today - Days{1}, today}) {
        world.won(one, 100, day);
    }
    world.won(one, 100, months_after(quarter.until, -12) - Days{1});
    Facts facts = world.facts();
    REQUIRE(facts.deals.size() == 5);
    const auto oldest = [&facts](KpiKey key) {
        return figure_of(key, facts).conversion.oldest_rate;
    };
    CHECK(oldest(KpiKey::average_deal_size) == Date{});
    facts.deals[0].value.rate_on = today - Days{7};
    facts.deals[1].value.rate_on = today - Days{9};
    facts.deals[2].value.rate_on = today - Days{8};
    facts.deals[4].value.rate_on = today - Days{99};  // Of the year before.
    CHECK(oldest(KpiKey::average_deal_size) == today - Days{9});
    CHECK(oldest(KpiKey::revenue_growth) == today - Days{99});
}
