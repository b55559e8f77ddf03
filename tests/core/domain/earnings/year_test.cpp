#include "core/domain/earnings/year.h"

#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static Money dollars(std::int64_t amount) {
    return {amount * 100, usd};
}

namespace {

constexpr Date won_on = 2026y / std::chrono::March / 2;

// A reseller with an agreement, and deals that it has won.
struct Reseller : DealWorld {
    Reseller() { put_agreement("first", 2025y / std::chrono::January / 1, Percent{8'00}); }

    void put_agreement(const char* name, Date from, Percent rate, const char* model = "reseller") {
        Agreement agreement;
        agreement.partner = seller.partner;
        agreement.number = name;
        agreement.model = model;
        agreement.valid_from = from;
        agreement.valid_until = 2027y / std::chrono::December / 31;
        agreement.rates = {{"volume_incentive", rate}};
        records.put({.id = id_of(name), .version = 1, .body = agreement});
    }
    void end_agreement(const char* name, Date last_day) {
        Record record = *records.find({Kind::agreement, id_of(name)});
        body_of<Agreement>(record).valid_until = last_day;
        records.put(record);
    }
    Deal won(std::int64_t amount, Date day = won_on) const {
        Deal deal;
        deal.partner = seller.partner;
        deal.agreement = {id_of("first")};
        deal.lines = {{.category = "software_licenses", .amount = dollars(amount)}};
        deal.currency = usd;
        deal.review = Review::closed;
        deal.outcome = DealOutcome::won;
        deal.decided_at = start_of(day) + 1;
        return deal;
    }
    void put(const char* name, const Deal& deal) {
        records.put({.id = id_of(name), .version = 1, .body = deal});
    }
    YearVolume volume(std::int32_t year = 2026) const {
        const PartnerYear of{.partner = seller.partner, .model = "reseller", .year = year};
        return volume_of_year(of, earnings_of(seller.partner, records), records, program);
    }
};

}  // namespace

TEST_CASE("year: its volume is what was won in it under the model") {
    struct Row {
        const char* why;
        void (*change)(Reseller&, Deal&);
        std::int64_t volume;
        std::int64_t unconverted;
    };
    const Row rows[] = {
        {"won", [](Reseller&, Deal&) {}, 500'000, 0},
        {"on the first day",
         [](Reseller&, Deal& d) { d.decided_at = start_of(2026y / std::chrono::January / 1); },
         500'000,
         0},
        {"the day before",
         [](Reseller&, Deal& d) { d.decided_at = start_of(2025y / std::chrono::December / 31); },
         0,
         0},
        {"on the last day",
         [](Reseller&, Deal& d) { d.decided_at = start_of(2027y / std::chrono::January / 1) + -1; },
         500'000,
         0},
        {"the day after",
         [](Reseller&, Deal& d) { d.decided_at = start_of(2027y / std::chrono::January / 1); },
         0,
         0},
        {"lost", [](Reseller&, Deal& d) { d.outcome = DealOutcome::lost; }, 0, 0},
        {"under another model",
         [](Reseller& world, Deal& d) {
             world.put_agreement("other", won_on, Percent{5'00}, "system_integrator");
             d.agreement = {id_of("other")};
         },
         0,
         0},
        {"under an agreement that is gone",
         [](Reseller&, Deal& d) { d.agreement = {id_of("none")}; },
         0,
         0},
        {"of another partner",
         [](Reseller& world, Deal& d) { d.partner = world.rival.partner; },
         0,
         0},
        {"in a currency without a rate",
         [](Reseller&, Deal& d) {
             d.lines[0].amount.currency = d.currency = {{'A', 'M', 'D'}};
         },
         0,
         1},
        {"in two currencies",
         [](Reseller&, Deal& d) {
             d.lines.push_back(d.lines[0]);
             d.lines[1].amount.currency = {{'E', 'U', 'R'}};
         },
         0,
         1},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        Reseller world;
        Deal deal = world.won(500'000);
        row.change(world, deal);
        world.put("deal", deal);
        world.put("another", world.won(1));
        CHECK(world.volume().amount == dollars(row.volume + 1));
        CHECK(world.volume().unconverted == row.unconverted);
    }
}

TEST_CASE("year: amounts are told by the rates of the day they were won on") {
    Reseller world;
    world.program.exchange_rates = {
        {usd, 2026y / std::chrono::January / 1, 1'000'000},
        {usd, 2026y / std::chrono::July / 1, 2'000'000}};
    Deal euros = world.won(100);
    euros.lines[0].amount.currency = euros.currency = {{'E', 'U', 'R'}};
    world.put("spring", euros);
    euros.decided_at = start_of(2026y / std::chrono::July / 1);
    world.put("summer", euros);
    euros.decided_at = start_of(2025y / std::chrono::July / 1);
    world.put("before", euros);
    CHECK(world.volume().amount == dollars(300));
    CHECK(world.volume(2025).unconverted == 1);
}

TEST_CASE("year: what customers got back is taken off, and the deal at hand counts as it is") {
    Reseller world;
    world.put("deal", world.won(500));
    EarningLine line{.id = {id_of("line")}, .earning = {}};
    line.earning.partner = world.seller.partner;
    line.earning.deal = DealWorld::id("deal");
    line.earning.base = dollars(500);
    EarningLine correction = line;
    correction.id = {id_of("correction")};
    correction.earning.kind = EarningKind::correction;
    correction.earning.base = dollars(-200);
    for (const EarningLine& each : {line, correction}) {
        world.records.put({.id = each.id.bytes, .version = 1, .body = each.earning});
    }
    CHECK(earnings_of(world.seller.partner, world.records).size() == 2);
    CHECK(world.volume().amount == dollars(300));

    const PartnerYear year{.partner = world.seller.partner, .model = "reseller", .year = 2026};
    const auto lines = earnings_of(world.seller.partner, world.records);
    const Record bigger{.id = id_of("deal"), .version = 2, .body = world.won(900)};
    const Record fresh{.id = id_of("fresh"), .version = 2, .body = world.won(40)};
    const auto with = [&](const Record& won) {
        return volume_of_year(year, lines, world.records, world.program, &won).amount;
    };
    CHECK(with(bigger) == dollars(700));
    CHECK(with(fresh) == dollars(340));
}

TEST_CASE("year: its bonus is one, by what is agreed and in force on its last day") {
    Reseller world;
    world.put("deal", world.won(2'500'000));
    world.put_agreement("second", 2026y / std::chrono::July / 1, Percent{10'00});
    world.put_agreement("integrator", won_on, Percent{5'00}, "system_integrator");
    const auto bonus = [&world](std::int32_t year, Date today) {
        return incentives_of_year(world.seller.partner, year, world.records, world.program, today);
    };
    const auto spring = bonus(2026, 2026y / std::chrono::June / 30);
    REQUIRE(spring.size() == 1);
    CHECK(spring[0].model == "reseller");
    CHECK(spring[0].standing.rate == Percent{8'00});
    CHECK(spring[0].standing.amount == dollars(200'000));
    CHECK(spring[0].standing.clause == "first");
    CHECK(spring[0].standing.threshold == dollars(2'000'000));
    CHECK(spring[0].standing.missing == dollars(0));
    CHECK(spring[0].written == dollars(0));
    const auto summer = bonus(2026, 2026y / std::chrono::July / 1);
    CHECK(summer[0].standing.amount == dollars(250'000));
    // One that was ended before it began holds on no day at all.
    world.put_agreement("never", 2026y / std::chrono::October / 1, Percent{15'00});
    world.end_agreement("never", 2026y / std::chrono::June / 10);
    CHECK(bonus(2026, 2026y / std::chrono::December / 31)[0].standing.amount == dollars(250'000));
    world.put_agreement("third", 2027y / std::chrono::January / 1, Percent{5'00});
    CHECK(bonus(2026, 2029y / std::chrono::May / 5)[0].standing.amount == dollars(250'000));
    const auto next = bonus(2027, 2027y / std::chrono::May / 5);
    CHECK(next[0].standing.volume == dollars(0));
    CHECK(next[0].standing.missing == dollars(2'000'000));
    CHECK(next[0].standing.rate == Percent{5'00});
    CHECK(bonus(2024, 2026y / std::chrono::May / 5).empty());
}

TEST_CASE("year: the agreement that began last holds, whichever a store gives first") {
    const Date today = 2026y / std::chrono::June / 30;
    for (const char* last : {"x", "y"}) {
        CAPTURE(last);
        Reseller world;
        world.put("deal", world.won(2'500'000));
        for (const char* name : {"x", "y"}) {
            const bool is_last = name[0] == last[0];
            const Percent rate = is_last ? Percent{10'00} : Percent{9'00};
            world.put_agreement(name, today - Days{is_last ? 10 : 20}, rate);
        }
        const auto told =
            incentives_of_year(world.seller.partner, 2026, world.records, world.program, today);
        REQUIRE(told.size() == 1);
        CHECK(told[0].standing.rate == Percent{10'00});
    }
}

TEST_CASE("year: what was written for it is told beside what it is worth") {
    Reseller world;
    world.put("deal", world.won(2'500'000));
    const auto put_line = [&world](const char* name, Earning earning) {
        earning.partner = world.seller.partner;
        world.records.put({.id = id_of(name), .version = 1, .body = earning});
    };
    Earning line;
    line.kind = EarningKind::incentive;
    line.rule = "reseller.volume_incentive";
    line.year = 2026;
    line.amount = dollars(160'000);
    put_line("one", line);
    line.rule = "reseller.renamed_bonus";  // Of the same model and year.
    line.amount = dollars(20'000);
    put_line("two", line);
    line.year = 2025;
    put_line("of the year before", line);
    line.year = 2026;
    line.rule = "resellers.volume_incentive";
    put_line("of another model", line);
    line.rule = "reseller.volume_incentive";
    line.kind = EarningKind::margin;
    put_line("no bonus", line);
    const auto year = incentives_of_year(
        world.seller.partner, 2026, world.records, world.program, 2026y / std::chrono::December / 31
    );
    CHECK(year[0].written == dollars(180'000));
    CHECK(year[0].standing.amount == dollars(200'000));
}

TEST_CASE("year: what a partner has reached is its tier, its levels and the volume of its model") {
    Reseller world;
    const Date today = date_of(world.now);
    world.put("deal", world.won(500));
    const auto* agreement =
        &body_of<Agreement>(*world.records.find({Kind::agreement, id_of("first")}));
    const Standing standing = standing_of(*agreement, world.records, world.program, today);
    CHECK(standing.tier == Tier::tier_2);
    CHECK(standing.levels == std::vector<std::string>{"foundation", "professional"});
    CHECK(standing.year_volume == dollars(500));

    const auto later = today + Days{101};  // The certificate has ended, and the year.
    const Standing then = standing_of(*agreement, world.records, world.program, later);
    CHECK(then.levels.empty());
    CHECK(then.year_volume == dollars(0));

    Agreement integrator = *agreement;
    integrator.model = "system_integrator";
    CHECK_FALSE(
        standing_of(integrator, world.records, world.program, today).year_volume.currency.given()
    );
    integrator.partner = {id_of("nobody")};
    CHECK(standing_of(integrator, world.records, world.program, today).tier == Tier::emerging);
}
