#include "core/domain/earnings/earning_rules.h"
#include "tests/support/deal_world.h"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

static constexpr Date approved_on = 2026y / std::chrono::November / 2;
static constexpr Date won_on = 2026y / std::chrono::November / 20;

static Money dollars(std::int64_t amount) {
    return {amount * 100, usd};
}

static Deal deal_of(std::vector<DealLine> lines) {
    Deal deal;
    deal.partner = {id_of("slalom")};
    deal.owner = {id_of("maya")};
    deal.number = "DR-2026-004117";
    deal.customer.legal_name = "Northgate Rail Inc.";
    deal.currency = usd;
    deal.lines = std::move(lines);
    return deal;
}

static Agreement agreement(const char* model, std::vector<AgreedRate> rates = {}) {
    Agreement agreed;
    agreed.partner = {id_of("slalom")};
    agreed.number = "PA-0117";
    agreed.model = model;
    agreed.rates = std::move(rates);
    return agreed;
}

static std::vector<EarningLine> lines_of(
    const Deal& deal, const Agreement& agreed, Percent part = percent_whole
) {
    const Program& program = shipped_program().program;
    const EarningTerms terms{
        .agreement = agreed, .program = program, .approved_on = approved_on, .part = part};
    auto lines = forecast_lines(DealWorld::id("a"), deal, terms, approved_on);
    REQUIRE(lines.ok());
    return std::move(lines).value();
}

static EarningLine licenses_line(EarningState state) {
    const Deal deal = deal_of({{.category = "software_licenses", .amount = dollars(100'000)}});
    EarningLine line =
        lines_of(deal, agreement("system_integrator", {{"software_licenses", Percent{26'00}}}))[0];
    line.earning.state = state;
    if (state >= EarningState::accrued) line.earning.payable_on = won_on + Days{45};
    if (state >= EarningState::in_statement) line.earning.statement = "2027-Q1";
    if (state == EarningState::paid) line.earning.paid_on = won_on + Days{140};
    return line;
}

TEST_CASE("earning: a deal forecasts a line for each step of its quote that counts") {
    const Deal deal = deal_of(
        {{.category = "software_licenses", .amount = dollars(520'000)},
         {.category = "professional_services", .amount = dollars(60'000)},
         {.category = "implementation_services", .amount = dollars(60'000)}}
    );
    const auto lines =
        lines_of(deal, agreement("system_integrator", {{"software_licenses", Percent{26'00}}}));
    REQUIRE(lines.size() == 2);
    const Earning& agreed = lines[0].earning;
    CHECK(agreed.amount == dollars(135'200));
    CHECK(agreed.rate == Percent{26'00});
    CHECK(agreed.rate_agreed);
    CHECK(agreed.rule == "system_integrator.software_licenses");
    CHECK(agreed.rule_version == "2026-10");
    CHECK(agreed.clause == "PA-0117");
    CHECK(agreed.deal_number == "DR-2026-004117");
    CHECK(agreed.state == EarningState::forecast);
    CHECK(explanation_key(agreed) == "earning.why.agreed_rate");
    const Earning& least = lines[1].earning;
    CHECK(least.amount == dollars(24'000));
    CHECK_FALSE(least.rate_agreed);
    CHECK(explanation_key(least) == "earning.why.least_of_band");
    CHECK_FALSE(lines[0].id == lines[1].id);
}

TEST_CASE("earning: an old deal keeps the rules of the day it was approved on") {
    Program program = shipped_program().program;
    CategoryRule& rule = program.models[0].categories[1];
    rule.bands.back().effective_until = won_on - Days{1};
    rule.bands.push_back(
        {.low = Percent{1'000}, .high = Percent{1'500}, .effective_from = won_on, .version = "x"}
    );
    const Deal deal = deal_of({{.category = rule.key, .amount = dollars(100'000)}});
    const Agreement agreed = agreement("system_integrator");
    struct Row {
        Date on;
        std::int64_t amount;
        const char* version;
    };
    for (const Row& row : {Row{won_on - Days{1}, 20'000, "2026-10"}, Row{won_on, 10'000, "x"}}) {
        const EarningTerms terms{.agreement = agreed, .program = program, .approved_on = row.on};
        const auto lines = forecast_lines(DealWorld::id("a"), deal, terms, won_on + Days{99});
        REQUIRE(lines.ok());
        CHECK(lines.value()[0].earning.amount == dollars(row.amount));
        CHECK(lines.value()[0].earning.rule_version == row.version);
    }
}

TEST_CASE("earning: a secondary partner earns half, and the marketplace keeps its share") {
    const Deal deal = deal_of({{.category = "software_licenses", .amount = dollars(100'001)}});
    const Percent half = shipped_program().program.review.secondary_share;
    const auto lines = lines_of(
        deal, agreement("system_integrator", {{"software_licenses", Percent{25'00}}}), half
    );
    CHECK(lines[0].earning.amount == Money{12'500'12, usd});  // Half to even of 12,500.125.
    CHECK(explanation_key(lines[0].earning) == "earning.why.secondary");

    const auto market = lines_of(
        deal_of({{.category = "marketplace", .amount = dollars(1'000)}}),
        agreement("technology_partner")
    );
    CHECK(market[0].earning.kind == EarningKind::marketplace_cost);
    CHECK(market[0].earning.amount == dollars(-300));
    CHECK(explanation_key(market[0].earning) == "earning.why.marketplace_cost");
}

TEST_CASE("earning: each step of its life has one state it comes from") {
    const Program& program = shipped_program().program;
    for (const EarningState state :
         {EarningState::forecast,
          EarningState::accrued,
          EarningState::payable,
          EarningState::in_statement,
          EarningState::paid}) {
        CAPTURE(name_of(state));
        Earning won = licenses_line(state).earning;
        const auto accrued = accrue(won, won_on, program);
        CHECK(accrued.ok() == (state == EarningState::forecast));
        if (!accrued.ok()) {
            CHECK(accrued.problem().code == ProblemCode::earning_must_allow_this_step);
            CHECK(accrued.problem().limit == name_of(state));
        }
        Earning held = licenses_line(state).earning;
        const auto payable = make_payable(held, won_on + Days{45});
        CHECK(payable.ok() == (state == EarningState::accrued));
        if (!payable.ok()) {
            CHECK(payable.problem().code == ProblemCode::earning_must_allow_this_step);
        }
    }
}

TEST_CASE("earning: what is won is held for 45 days, to the day") {
    Earning line = licenses_line(EarningState::forecast).earning;
    REQUIRE(accrue(line, won_on, shipped_program().program).ok());
    CHECK(line.payable_on == won_on + Days{45});
    const auto early = make_payable(line, won_on + Days{44});
    REQUIRE_FALSE(early.ok());
    CHECK(early.problem().code == ProblemCode::earning_must_be_past_its_holding_period);
    CHECK(early.problem().limit == "2027-01-04");
    CHECK(line.state == EarningState::accrued);
    REQUIRE(make_payable(line, won_on + Days{45}).ok());
    CHECK(line.state == EarningState::payable);
}

TEST_CASE("earning: a refund stands where its line stands, after payment on its own") {
    struct Row {
        EarningState line;
        EarningState correction;
        const char* statement;
    };
    const Row rows[] = {
        {EarningState::forecast, EarningState::forecast, ""},
        {EarningState::accrued, EarningState::accrued, ""},
        {EarningState::payable, EarningState::payable, ""},
        {EarningState::in_statement, EarningState::in_statement, "2027-Q1"},
        {EarningState::paid, EarningState::payable, ""},
    };
    const Date on = won_on + Days{150};
    for (const Row& row : rows) {
        CAPTURE(name_of(row.line));
        const EarningLine line = licenses_line(row.line);
        const auto made = refund_line(line, {line}, {.base = dollars(100'000), .on = on});
        REQUIRE(made.ok());
        const Earning& correction = made.value().earning;
        CHECK(correction.amount == dollars(-26'000));
        CHECK(correction.state == row.correction);
        CHECK(correction.statement == row.statement);
        CHECK(correction.corrects == line.id);
        CHECK(correction.written_on == on);
        CHECK(correction.paid_on == Date{});
        CHECK(explanation_key(correction) == "earning.why.refund");
        if (row.line == EarningState::paid) CHECK(correction.payable_on == on);
        const auto standing = standing_amount(line, {line, made.value()});
        REQUIRE(standing.ok());
        CHECK(standing.value() == dollars(0));
    }
}

TEST_CASE("earning: a refund is positive, in the line's currency, and at most what is left") {
    const EarningLine line = licenses_line(EarningState::payable);
    const auto first = refund_line(line, {line}, {.base = dollars(60'000), .on = won_on});
    REQUIRE(first.ok());
    const std::vector<EarningLine> all{line, first.value()};
    struct Row {
        Money base;
        std::optional<ProblemCode> problem;
    };
    const Row rows[] = {
        {dollars(0), ProblemCode::amount_must_be_positive},
        {dollars(-1), ProblemCode::amount_must_be_positive},
        {{100, Currency{{'E', 'U', 'R'}}}, ProblemCode::currencies_must_match},
        {dollars(40'000), std::nullopt},
        {{40'000'01, usd}, ProblemCode::refund_must_not_exceed_the_line},
    };
    for (const Row& row : rows) {
        CAPTURE(row.base.minor);
        const auto made = refund_line(line, all, {.base = row.base, .on = won_on});
        REQUIRE(made.ok() == !row.problem);
        if (!row.problem) continue;
        CHECK(made.problem().code == *row.problem);
        if (*row.problem == ProblemCode::refund_must_not_exceed_the_line) {
            CHECK(made.problem().limit == "40000.00");
        }
    }
}

TEST_CASE("earning: refunds add up in whichever order a store gives them") {
    const EarningLine line = licenses_line(EarningState::payable);
    std::vector<EarningLine> all{line};
    for (const std::int64_t part : {60'000, 30'000}) {
        auto made = refund_line(line, all, {.base = dollars(part), .on = won_on});
        REQUIRE(made.ok());
        all.push_back(std::move(made).value());
    }
    CHECK(all[2].earning.refunded == dollars(90'000));
    // Of another line, which is nothing to this one.
    EarningLine other = all[2];
    other.earning.corrects = {id_of("another line")};
    other.earning.refunded = dollars(95'000);
    for (const std::vector<EarningLine>& stored :
         {std::vector{line, all[1], all[2], other}, std::vector{other, all[2], all[1], line}}) {
        const auto more = refund_line(line, stored, {.base = dollars(10'001), .on = won_on});
        REQUIRE_FALSE(more.ok());
        CHECK(more.problem().limit == "10000.00");
        const auto rest = refund_line(line, stored, {.base = dollars(10'000), .on = won_on});
        REQUIRE(rest.ok());
        CHECK(rest.value().earning.amount == dollars(-2'600));
    }
}

TEST_CASE("earning: parts of a refund come to the whole, whatever they are") {
    const std::uint32_t seed = 4711;
    INFO("seed " << seed);
    std::mt19937 chance(seed);
    for (int round = 0; round < 300; round++) {
        EarningLine line = licenses_line(EarningState::accrued);
        line.earning.base = {static_cast<std::int64_t>(chance() % 90'000'000 + 10), usd};
        line.earning.amount = share_of(line.earning.base, Percent{26'37}).value();
        std::vector<EarningLine> all{line};
        std::int64_t left = line.earning.base.minor;
        while (left > 0) {
            const auto part = static_cast<std::int64_t>(chance()) % left + 1;
            auto made = refund_line(line, all, {.base = {part, usd}, .on = won_on});
            REQUIRE(made.ok());
            REQUIRE(made.value().earning.amount.minor <= 0);
            all.push_back(std::move(made).value());
            left -= part;
        }
        REQUIRE(standing_amount(line, all).value().minor == 0);
        REQUIRE_FALSE(refund_line(line, all, {.base = {1, usd}, .on = won_on}).ok());
    }
}

TEST_CASE("earning: a deal in a currency without a rate is forecast all the same") {
    const Currency dram{{'A', 'M', 'D'}};
    const Deal deal = deal_of({{.category = "software_licenses", .amount = {100'00, dram}}});
    const auto lines = lines_of(deal, agreement("reseller", {{"premium", Percent{40'00}}}));
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].earning.amount == Money{40'00, dram});
}

TEST_CASE("earning: a rate that has left its band since is paid as it was agreed") {
    const Deal deal = deal_of({{.category = "software_licenses", .amount = dollars(100)}});
    const auto lines =
        lines_of(deal, agreement("system_integrator", {{"software_licenses", Percent{31'00}}}));
    CHECK(lines[0].earning.amount == dollars(31));
    CHECK(lines[0].earning.rate == Percent{31'00});
    CHECK(lines[0].earning.rate_agreed);
}
