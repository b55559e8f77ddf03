#include "core/domain/earnings/statement.h"

#include "core/domain/earnings/incentive.h"
#include "core/domain/earnings/statement_file.h"
#include "tests/support/deal_world.h"

#include <algorithm>
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
        one.earning.statement_due = "2026-Q4";
        one.earning.state = row.state;
        const auto issued = issue_statement(partner, quarter, {one}, over_on);
        REQUIRE(issued.ok() == row.stated);
        if (!row.stated) {
            CHECK(issued.problem().code == ProblemCode::statement_must_hold_a_line);
            continue;
        }
        REQUIRE(issued.value().lines.size() == 1);
        CHECK(issued.value().lines[0].earning.state == EarningState::in_statement);
        CHECK(issued.value().lines[0].earning.statement_due.empty());
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
        CHECK(each.earning.statement_due == (euros ? "2027-Q1" : ""));
        CHECK(each.earning.state == (euros ? EarningState::payable : EarningState::paid));
        CHECK(each.earning.statement == (euros ? "" : "2026-Q4"));
    }
}

static EarningLine stated(const char* name, Money amount, const char* deal) {
    EarningLine made = line(name, amount);
    made.earning.state = EarningState::in_statement;
    made.earning.statement = "2026-Q4";
    made.earning.deal_number = deal;
    if (*deal != 0) made.earning.deal = {id_of(deal)};
    return made;
}

static std::vector<EarningLine> some_lines() {
    std::vector<EarningLine> lines{
        stated("bonus", {7'00, usd}, ""),
        stated("later", {5'00, usd}, "DR-2"),
        stated("euros", {4'00, eur}, "DR-9"),
        stated("first", {100'00, usd}, "DR-1"),
        stated("cost", {-20'00, usd}, "DR-1"),
        line("not stated", {1'00, usd})};
    const auto correct = [&lines](std::size_t of, int day) {
        const Refund refund{.base = {8'00, usd}, .on = over_on + Days{day}, .text = "=1+1"};
        lines.push_back(refund_line(lines[of], lines, refund).value());
    };
    correct(3, 9);
    correct(1, 1);
    correct(3, 8);
    return lines;
}

TEST_CASE("statement: its lines stand deal by deal, each correction behind what it corrects") {
    const Statement statement{.partner = partner, .quarter = "2026-Q4", .number = "ST-2026-Q4-7"};
    std::vector<EarningLine> lines = some_lines();
    const std::vector<EarningLine> shown = statement_lines(statement, lines);
    REQUIRE(shown.size() == 8);
    CHECK(shown[0].id == EarningId{id_of("euros")});
    // Two lines of one deal stand in the order of their ids, and corrections in that of their days.
    const bool cost_first = id_of("cost") < id_of("first");
    CHECK(shown[cost_first ? 1 : 4].id == EarningId{id_of("cost")});
    const std::size_t first = cost_first ? 2 : 1;
    CHECK(shown[first].id == EarningId{id_of("first")});
    CHECK(shown[first + 1].earning.corrects == shown[first].id);
    CHECK(shown[first + 1].earning.written_on == over_on + Days{8});
    CHECK(shown[first + 2].earning.written_on == over_on + Days{9});
    CHECK(shown[5].id == EarningId{id_of("later")});
    CHECK(shown[6].earning.corrects == shown[5].id);
    CHECK(shown[7].id == EarningId{id_of("bonus")});
    // Whatever the order they come in.
    std::reverse(lines.begin(), lines.end());
    const std::vector<EarningLine> again = statement_lines(statement, lines);
    for (std::size_t i = 0; i < shown.size(); i++) CHECK(again[i].id == shown[i].id);
}

TEST_CASE("statement: as a file it explains every line and runs nothing") {
    const Statement statement{.partner = partner, .quarter = "2026-Q4", .number = "ST-2026-Q4-7"};
    std::vector<EarningLine> lines = some_lines();
    lines[2].earning.customer = "Nord, \"Süd\" GmbH";
    lines[2].earning.category = "software_licenses";
    lines[2].earning.rate = Percent{26'05};
    lines[2].earning.rate_agreed = true;
    lines[2].earning.rule = "system_integrator.software_licenses";
    lines[2].earning.rule_version = "2026-10";
    lines[2].earning.effective_from = 2026y / std::chrono::October / 1;
    lines[2].earning.clause = "PA-0117";
    lines[2].earning.written_on = 2026y / std::chrono::November / 2;
    const std::string csv = csv_from_statement(
        statement,
        lines,
        [](std::string_view key) { return "[" + std::string(key) + "]"; },
        {.marked = false}
    );
    const std::size_t row = csv.find("\r\n") + 2;
    CHECK(
        csv.substr(0, row) ==
        "statement,quarter,deal_number,customer,category,kind,base,currency,rate_percent,"
        "part_percent,amount,rule,rule_version,effective_from,clause,why,text,written_on,"
        "payable_on,paid_on\r\n"
    );
    CHECK(
        csv.substr(row, csv.find("\r\n", row) - row) ==
        "ST-2026-Q4-7,2026-Q4,DR-9,\"Nord, \"\"Süd\"\" "
        "GmbH\",software_licenses,margin,16.00,EUR,26.05,"
        "100.00,4.00,system_integrator.software_licenses,2026-10,2026-10-01,PA-0117,"
        "[earning.why.agreed_rate],,2026-11-02,2026-12-31,"
    );
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 9);
    CHECK(csv.find(",'=1+1,") != std::string::npos);
    CHECK(csv.find("[earning.why.refund]") != std::string::npos);
    CHECK(csv.find("not stated") == std::string::npos);
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
        CHECK(standing.at_the_threshold == Money{160'000'00, usd});
        CHECK(standing.clause == "PA-0117");
        CHECK(standing.rule == "reseller.volume_incentive");
    }
    const auto least = standing_at(2'000'000, reseller());
    CHECK(least.rate == Percent{5'00});
    CHECK_FALSE(least.rate_agreed);
}

TEST_CASE("incentive: only a model that has one, on a day on which it is in force") {
    Program program = shipped_program().program;
    const Money volume{300'000'000, usd};
    const Date day = over_on - Days{30};
    Agreement other = reseller();
    other.model = "system_integrator";
    CHECK_FALSE(incentive_standing(other, program, day, volume).value().has_value());
    other.model = "none";
    CHECK(
        incentive_standing(other, program, day, volume).problem().code ==
        ProblemCode::reference_must_exist
    );
    const Date before_rules = 2020y / std::chrono::January / 1;
    CHECK_FALSE(incentive_standing(reseller(), program, before_rules, volume).value().has_value());
    program.models[2].categories[3].bands.back().effective_until = day;
    CHECK(incentive_standing(reseller(), program, day, volume).value().has_value());
    CHECK_FALSE(incentive_standing(reseller(), program, day + Days{1}, volume).value().has_value());
    // What was agreed is honored, whatever became of it.
    for (const Percent rate : {Percent{4'99}, Percent{5'00}, Percent{10'01}}) {
        const auto standing = incentive_standing(
            reseller({{"volume_incentive", rate}}), program, day + Days{1}, volume
        );
        REQUIRE(standing.value().has_value());
        CHECK(standing.value()->rate == rate);
    }
}

TEST_CASE("incentive: one rate for everybody is as good as agreed") {
    Program program = shipped_program().program;
    RateBand& band = program.models[2].categories[3].bands.back();
    band.low = band.high = Percent{7'00};
    const Money volume{2'000'000'00, usd};
    const auto standing = incentive_standing(reseller(), program, over_on - Days{30}, volume);
    REQUIRE(standing.value().has_value());
    CHECK(standing.value()->rate_agreed);
    CHECK(standing.value()->amount == Money{140'000'00, usd});
    CHECK(standing.value()->clause.empty());
}

TEST_CASE("incentive: what was written for others, another year or model is not counted") {
    const Program& program = shipped_program().program;
    const Agreement agreed = reseller({{"volume_incentive", Percent{8'00}}});
    const IncentiveStanding standing = standing_at(2'500'000, agreed);
    const auto made = incentive_line(agreed, standing, {}, program, over_on - Days{30});
    REQUIRE(made.value().has_value());
    struct Row {
        const char* why;
        void (*change)(Earning&);
        std::int64_t counted;
    };
    const Row rows[] = {
        {"its own", [](Earning&) {}, 200'000},
        {"by a rule of the model that has another name now",
         [](Earning& e) { e.rule = "reseller.former_incentive"; },
         200'000},
        {"another partner's", [](Earning& e) { e.partner = {id_of("rival")}; }, 0},
        {"another year's", [](Earning& e) { e.year--; }, 0},
        {"another model's", [](Earning& e) { e.rule = "resellers.volume_incentive"; }, 0},
        {"no incentive", [](Earning& e) { e.kind = EarningKind::margin; }, 0},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        EarningLine line = *made.value();
        row.change(line.earning);
        const auto written = written_incentive(standing, partner, {line});
        REQUIRE(written.ok());
        CHECK(written.value().amount == Money{row.counted * 100, usd});
        CHECK(written.value().lines == (row.counted > 0 ? 1U : 0U));
    }
}

TEST_CASE("incentive: a band's own threshold is the one of its days") {
    Program program = shipped_program().program;
    CategoryRule& bonus = program.models[2].categories[3];
    const Date change = over_on;
    bonus.bands.back().effective_until = change - Days{1};
    bonus.bands.push_back({.low = {5'00}, .high = {10'00}, .effective_from = change});
    bonus.bands.back().threshold = {1'000'000'00, usd};
    const Money volume{1'500'000'00, usd};
    const auto before = incentive_standing(reseller(), program, change - Days{1}, volume);
    CHECK(before.value()->threshold == Money{2'000'000'00, usd});
    CHECK(before.value()->missing == Money{500'000'00, usd});
    const auto after = incentive_standing(reseller(), program, change, volume);
    CHECK(after.value()->threshold == Money{1'000'000'00, usd});
    CHECK(after.value()->amount == Money{75'000'00, usd});
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
