#include "core/domain/earnings/statement.h"

#include "core/domain/earnings/incentive.h"
#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Currency eur{{'E', 'U', 'R'}};
static constexpr Quarter quarter{2026, 4};
static constexpr Date over_on = 2027y / std::chrono::January / 1;
static const PartnerId partner{id_of("slalom")};

static EarningLine line(const char* name, Money amount, Date payable_on = over_on - Days{1}) {
    EarningLine made{.id = {id_of(name)}, .earning = {}};
    made.earning.partner = partner;
    made.earning.base = {amount.minor * 4, amount.currency};
    made.earning.amount = amount;
    made.earning.state = EarningState::payable;
    made.earning.payable_on = payable_on;
    return made;
}

TEST_CASE("statement: it holds what is payable by the quarter's last day, and no more") {
    struct Row {
        EarningState state;
        Date payable_on;
        bool stated;
    };
    const Row rows[] = {
        {EarningState::forecast, over_on - Days{9}, false},
        {EarningState::accrued, over_on - Days{9}, false},
        {EarningState::payable, over_on - Days{200}, true},  // Left over from before.
        {EarningState::payable, over_on - Days{1}, true},
        {EarningState::payable, over_on, false},
        {EarningState::in_statement, over_on - Days{9}, false},
        {EarningState::paid, over_on - Days{9}, false},
    };
    for (const Row& row : rows) {
        CAPTURE(name_of(row.state), text_from_date(row.payable_on));
        EarningLine one = line("one", {100'00, usd}, row.payable_on);
        one.earning.state = row.state;
        const auto issued = issue_statement(partner, quarter, {one}, over_on);
        REQUIRE(issued.ok() == row.stated);
        if (!row.stated) {
            CHECK(issued.problem().code == ProblemCode::statement_must_hold_a_line);
            continue;
        }
        REQUIRE(issued.value().lines.size() == 1);
        CHECK(issued.value().lines[0].earning.state == EarningState::in_statement);
        CHECK(issued.value().lines[0].earning.statement == "2026-Q4");
        CHECK(issued.value().statement.totals == std::vector{Money{100'00, usd}});
        CHECK(issued.value().statement.issued_on == over_on);
    }
}

TEST_CASE("statement: it is issued when the quarter is over, not before") {
    const auto early = issue_statement(partner, quarter, {line("a", {1, usd})}, over_on - Days{1});
    REQUIRE_FALSE(early.ok());
    CHECK(early.problem().code == ProblemCode::quarter_must_be_over);
    CHECK(early.problem().limit == "2027-01-01");
}

TEST_CASE("statement: one sum a currency, and one that is negative is carried over") {
    const auto issued = issue_statement(
        partner,
        quarter,
        {line("a", {100'00, usd}),
         line("b", {-30'00, usd}),
         line("c", {5'00, eur}),
         line("d", {-9'00, eur})},
        over_on
    );
    REQUIRE(issued.ok());
    CHECK(issued.value().statement.totals == std::vector{Money{70'00, usd}});
    CHECK(issued.value().statement.carried == std::vector{Money{-4'00, eur}});
    CHECK(issued.value().statement.lines == 2);
    CHECK(issued.value().lines.size() == 2);
    CHECK_FALSE(issue_statement(partner, quarter, {line("d", {-9'00, eur})}, over_on).ok());
}

TEST_CASE("statement: until it is paid it takes corrections, then it is closed") {
    auto issued = issue_statement(
        partner, quarter, {line("a", {100'00, usd}), line("b", {50'00, usd})}, over_on
    );
    REQUIRE(issued.ok());
    std::vector<EarningLine> lines = issued.value().lines;
    auto refund = refund_line(lines[0], lines, {.base = {400'00, usd}, .on = over_on + Days{3}});
    REQUIRE(refund.ok());
    lines.push_back(refund.value());
    CHECK(totals_of("2026-Q4", lines).value() == std::vector{Money{50'00, usd}});

    const Date paid_on = over_on + Days{20};
    const auto paid = pay_statement(issued.value().statement, lines, paid_on, "SEPA 4711");
    REQUIRE(paid.ok());
    CHECK(paid.value().statement.totals == std::vector{Money{50'00, usd}});
    CHECK(paid.value().statement.lines == 3);
    for (const EarningLine& each : paid.value().lines) {
        CHECK(each.earning.state == EarningState::paid);
        CHECK(each.earning.paid_on == paid_on);
    }
    const auto again = pay_statement(paid.value().statement, lines, paid_on, "SEPA 4712");
    REQUIRE_FALSE(again.ok());
    CHECK(again.problem().code == ProblemCode::statement_must_be_unpaid);
    CHECK(again.problem().limit == text_from_date(paid_on));
}

TEST_CASE("statement: a currency that corrections turned waits for the next quarter") {
    auto issued = issue_statement(
        partner, quarter, {line("a", {100'00, usd}), line("b", {8'00, eur})}, over_on
    );
    REQUIRE(issued.ok());
    std::vector<EarningLine> lines = issued.value().lines;
    EarningLine debt = line("debt", {-20'00, eur});
    debt.earning.state = EarningState::in_statement;
    debt.earning.statement = "2026-Q4";
    lines.push_back(debt);
    const auto paid = pay_statement(issued.value().statement, lines, over_on + Days{9}, "x");
    REQUIRE(paid.ok());
    CHECK(paid.value().statement.totals == std::vector{Money{100'00, usd}});
    CHECK(paid.value().statement.carried == std::vector{Money{-12'00, eur}});
    CHECK(paid.value().statement.lines == 1);
    for (const EarningLine& each : paid.value().lines) {
        const bool euros = each.earning.amount.currency == eur;
        CHECK(each.earning.state == (euros ? EarningState::payable : EarningState::paid));
        CHECK(each.earning.statement == (euros ? "" : "2026-Q4"));
    }
}

TEST_CASE("statement: there is one a partner and quarter") {
    CHECK(statement_id(partner, quarter) == statement_id(partner, quarter));
    CHECK_FALSE(statement_id(partner, quarter) == statement_id(partner, {2026, 3}));
    CHECK_FALSE(statement_id(partner, quarter) == statement_id({id_of("other")}, quarter));
}

// ---- The incentive of a year --------------------------------------------------------------------

static Agreement reseller(std::vector<AgreedRate> rates = {}) {
    Agreement agreed;
    agreed.partner = partner;
    agreed.number = "PA-0117";
    agreed.model = "reseller";
    agreed.rates = std::move(rates);
    return agreed;
}

static IncentiveStanding standing_at(std::int64_t volume_dollars, const Agreement& agreed) {
    const auto standing = incentive_standing(
        agreed, shipped_program().program, over_on - Days{30}, {volume_dollars * 100, usd}
    );
    REQUIRE(standing.ok());
    REQUIRE(standing.value().has_value());
    return *standing.value();
}

TEST_CASE("incentive: nothing below the threshold, the whole year's volume from it on") {
    struct Row {
        std::int64_t volume;
        std::int64_t amount;
        std::int64_t missing;
    };
    const Row rows[] = {
        {0, 0, 2'000'000},
        {1'999'999, 0, 1},
        {2'000'000, 160'000, 0},
        {3'000'000, 240'000, 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.volume);
        const auto standing =
            standing_at(row.volume, reseller({{"volume_incentive", Percent{8'00}}}));
        CHECK(standing.amount == Money{row.amount * 100, usd});
        CHECK(standing.missing == Money{row.missing * 100, usd});
        CHECK(standing.reached() == (row.missing == 0));
        CHECK(standing.at_the_threshold == Money{160'000'00, usd});
        CHECK(standing.clause == "PA-0117");
        CHECK(standing.rule == "reseller.volume_incentive");
    }
    const auto least = standing_at(2'000'000, reseller());
    CHECK(least.rate == Percent{5'00});
    CHECK_FALSE(least.rate_agreed);
}

TEST_CASE("incentive: only a model that has one, at a rate inside its band") {
    const Program& program = shipped_program().program;
    const Money volume{300'000'000, usd};
    const Date on = over_on - Days{30};
    Agreement other = reseller();
    other.model = "system_integrator";
    CHECK_FALSE(incentive_standing(other, program, on, volume).value().has_value());
    other.model = "none";
    CHECK(
        incentive_standing(other, program, on, volume).problem().code ==
        ProblemCode::reference_must_exist
    );
    for (const Percent rate : {Percent{4'99}, Percent{10'01}}) {
        const auto refused =
            incentive_standing(reseller({{"volume_incentive", rate}}), program, on, volume);
        CHECK(refused.problem().code == ProblemCode::rate_must_lie_in_its_band);
    }
    for (const Percent rate : {Percent{5'00}, Percent{10'00}}) {
        CHECK(incentive_standing(reseller({{"volume_incentive", rate}}), program, on, volume).ok());
    }
    const Date before_rules = 2020y / std::chrono::January / 1;
    CHECK(
        incentive_standing(reseller(), program, before_rules, volume).problem().code ==
        ProblemCode::rate_must_be_known_on_that_date
    );
}

TEST_CASE("incentive: its lines follow the year's volume up and down") {
    const Program& program = shipped_program().program;
    const Agreement agreed = reseller({{"volume_incentive", Percent{8'00}}});
    const Date on = over_on - Days{30};
    std::vector<EarningLine> all;
    const auto follow = [&](std::int64_t volume) -> std::int64_t {
        auto made = incentive_line(agreed, standing_at(volume, agreed), all, program, on);
        REQUIRE(made.ok());
        if (!made.value()) return 0;
        all.push_back(*made.value());
        CHECK(all.back().earning.state == EarningState::accrued);
        CHECK(all.back().earning.payable_on == on + Days{45});
        CHECK(all.back().earning.year == 2026);
        return all.back().earning.amount.minor / 100;
    };
    CHECK(follow(1'900'000) == 0);
    CHECK(follow(2'500'000) == 200'000);
    CHECK(follow(2'500'000) == 0);
    CHECK(follow(3'000'000) == 40'000);
    CHECK(follow(1'000'000) == -240'000);
    CHECK(explanation_key(all[0].earning) == "earning.why.incentive");
    CHECK(explanation_key(all[2].earning) == "earning.why.volume_fell");
    CHECK(follow(2'000'000) == 160'000);
    REQUIRE(all.size() == 4);
    CHECK_FALSE(all[0].id == all[1].id);
}
