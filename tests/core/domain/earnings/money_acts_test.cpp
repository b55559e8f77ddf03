#include "core/domain/administration/rule_set.h"
#include "core/domain/commands/money.h"
#include "core/domain/earnings/deal_money.h"
#include "core/domain/project.h"
#include "core/domain/records/kind_rule.h"
#include "tests/support/deal_world.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace entente;
using namespace entente::test;
using namespace std::chrono_literals;

// A deal that was approved, and what its being won brings.
class MoneyWorld : public DealWorld {
public:
    MoneyWorld() : director(manager) {
        director.permissions = permissions_of(program, "program_admin");
        submit("a", form_worth(100'000));
    }
    Changes win(std::string_view name = "a", Percent part = percent_whole) {
        Record deal = *records.find({Kind::deal, id_of(name)});
        auto& body = body_of<Deal>(deal);
        body.secondary = part != percent_whole;
        body.secondary_share = part;
        body.review = Review::closed;
        body.outcome = DealOutcome::won;
        body.decided_at = now;
        return change([&](ChangeSet& changes) {
            const Outcome earned = earn_deal(deal, records, changes);
            changes.put(deal);
            return earned;
        });
    }
    template <typename Change>
    Changes change(Change change) {
        const Context context{
            .actor = director,
            .now = now,
            .program = program,
            .numbers = numbers,
            .command_seed = derived_id({}, "money", ++steps_),
            .authority = true};
        ChangeSet changes(context);
        REQUIRE(change(changes).ok());
        Changes made = changes.take();
        for (const Record& record : made.puts) records.put(record);
        return made;
    }
    Context context() {
        return {.actor = director, .now = now, .program = program, .numbers = numbers};
    }
    std::vector<const Record*> lines() { return records.under(earnings_key(id("a"))); }
    const Earning& line() { return body_of<Earning>(*lines().front()); }
    EarningId line_id() { return {lines().front()->id}; }
    IssueStatement issue() {
        const Quarter quarter = quarter_of(line().payable_on);
        return {statement_id(seller.partner, quarter), seller.partner, text_from_quarter(quarter)};
    }

    Actor director;

private:
    std::uint64_t steps_ = 0;
};

static ProblemCode problem_of(Result<Changes> changes) {
    REQUIRE_FALSE(changes.ok());
    return changes.problem().code;
}

TEST_CASE("money: a deal's line from its approval to the bank") {
    MoneyWorld world;
    world.win();
    REQUIRE(world.lines().size() == 1);
    CHECK(world.line().amount == Money{20'000'00, usd});
    CHECK(world.line().state == EarningState::accrued);
    CHECK(
        problem_of(world.decide(world.system, MakeEarningPayable{world.line_id()})) ==
        ProblemCode::earning_must_be_past_its_holding_period
    );
    world.now = start_of(world.line().payable_on);
    world.act(world.system, MakeEarningPayable{world.line_id()});
    const IssueStatement issue = world.issue();
    CHECK(problem_of(world.decide(world.system, issue)) == ProblemCode::quarter_must_be_over);
    world.now = start_of(days_of(quarter_of(world.line().payable_on)).until);
    world.act(world.system, issue);
    CHECK(world.line().state == EarningState::in_statement);
    const Record* statement = world.records.find({Kind::statement, issue.statement.bytes});
    REQUIRE(statement != nullptr);
    CHECK(body_of<Statement>(*statement).totals == std::vector{Money{20'000'00, usd}});
    CHECK(problem_of(world.decide(world.director, issue)) == ProblemCode::record_must_be_new);
    world.act(world.director, PayStatement{issue.statement, "SEPA 1"});
    CHECK(world.line().state == EarningState::paid);
    CHECK(
        problem_of(world.decide(world.director, PayStatement{issue.statement, "SEPA 2"})) ==
        ProblemCode::statement_must_be_unpaid
    );
}

TEST_CASE("money: dues follow the line through its life") {
    MoneyWorld world;
    const Changes won = world.win();
    REQUIRE(won.dues.size() == 1);
    CHECK(won.dues[0].at == start_of(world.line().payable_on));
    CHECK(command_name(won.dues[0].command) == "make_earning_payable");
    world.now = won.dues[0].at;
    const Changes payable = world.act(world.system, won.dues[0].command);
    REQUIRE(payable.dues.size() == 1);
    CHECK(command_name(payable.dues[0].command) == "issue_statement");
    CHECK(payable.dues[0].at == start_of(days_of(quarter_of(world.line().payable_on)).until));
    world.now = payable.dues[0].at;
    CHECK(world.decide(world.system, payable.dues[0].command).ok());
}

TEST_CASE("money: a refund writes a line beside, with a reason and never for more") {
    MoneyWorld world;
    world.win();
    const Money whole{100'000'00, usd};
    CHECK(
        problem_of(world.decide(world.director, RefundEarning{world.line_id(), whole, " "})) ==
        ProblemCode::reason_must_be_given
    );
    const EarningId line = world.line_id();
    world.act(world.director, RefundEarning{line, {40'000'00, usd}, "Fewer seats"});
    CHECK(world.lines().size() == 2);
    CHECK(
        problem_of(world.decide(world.director, RefundEarning{line, whole, "All"})) ==
        ProblemCode::refund_must_not_exceed_the_line
    );
    world.act(world.director, RefundEarning{line, {60'000'00, usd}, "All of them"});
    std::int64_t sum = 0;
    for (const Record* record : world.lines()) {
        const auto& earning = body_of<Earning>(*record);
        sum += earning.amount.minor;
        if (earning.kind != EarningKind::correction) continue;
        CHECK(
            problem_of(world.decide(world.director, RefundEarning{{record->id}, {1, usd}, "Twice"})
            ) == ProblemCode::earning_must_allow_this_step
        );
    }
    CHECK(sum == 0);
}

TEST_CASE("money: a secondary partner of the deal earns its share") {
    MoneyWorld world;
    world.win("a", world.program.review.secondary_share);
    CHECK(world.line().amount == Money{10'000'00, usd});
    CHECK(explanation_key(world.line()) == "earning.why.secondary");
}

TEST_CASE("money: without its agreement a deal earns nothing that could be explained") {
    MoneyWorld world;
    Record deal = *world.records.find({Kind::deal, id_of("a")});
    body_of<Deal>(deal).agreement = {};
    const Context context = world.context();
    ChangeSet changes(context);
    const auto earned = earn_deal(deal, world.records, changes);
    REQUIRE_FALSE(earned.ok());
    CHECK(earned.problem().code == ProblemCode::record_must_exist);
}

static Record reseller_agreement(MoneyWorld& world) {
    const RecordKey key =
        world.records.under(index_key("agreements_of", world.seller.partner.bytes))[0]->key();
    Record agreement = *world.records.find(key);
    body_of<Agreement>(agreement).model = "reseller";
    body_of<Agreement>(agreement).rates = {{"volume_incentive", Percent{8'00}}};
    world.records.put(agreement);
    return agreement;
}

static std::int64_t bonus(MoneyWorld& world) {
    std::int64_t sum = 0;
    for (const Record* record :
         world.records.under(index_key("earnings_of", world.seller.partner.bytes))) {
        const auto& earning = body_of<Earning>(*record);
        if (earning.kind == EarningKind::incentive) sum += earning.amount.minor / 100;
    }
    return sum;
}

static std::string deal_name(int i) {
    return "deal " + std::to_string(i);
}

static void win_240_000(MoneyWorld& world, int i) {
    DealForm form = world.form_worth(240'000);
    form.customer.domain = "customer" + std::to_string(i) + ".com";
    form.customer.legal_name = std::string(8, static_cast<char>('a' + i)) + " Works";
    world.submit(deal_name(i), form);
    const Context context = world.context();
    Needs wanted;
    need_money_of(world.deal(deal_name(i)), world.records, context, wanted);
    CHECK(wanted.guards.size() == 1);
    CHECK(wanted.index_keys.size() == 3);
    world.win(deal_name(i));
}

TEST_CASE("money: only a deal whose model has a bonus asks for what its year is made of") {
    MoneyWorld world;
    const auto lists_asked_for = [&world] {
        const Context context = world.context();
        Needs wanted;
        need_money_of(world.deal("a"), world.records, context, wanted);
        return wanted.index_keys.size();
    };
    CHECK(lists_asked_for() == 0);
    const Record agreement = reseller_agreement(world);
    CHECK(lists_asked_for() == 3);
    world.records.remove(agreement.key());
    CHECK(lists_asked_for() == 0);
}

TEST_CASE("money: a reseller's year grows its bonus with every deal from the threshold on") {
    MoneyWorld world;
    reseller_agreement(world);
    // 100,000 and then 240,000 at a time: the threshold of 2,000,000 is passed with the eighth.
    world.win();
    CHECK(bonus(world) == 0);
    for (int i = 0; i < 9; i++) {
        win_240_000(world, i);
        const std::int64_t volume = 100'000 + 240'000 * (i + 1);
        CHECK(bonus(world) == (volume < 2'000'000 ? 0 : volume * 8 / 100));
    }
}

TEST_CASE("money: what a customer got back is no volume of the year in which it was won") {
    MoneyWorld world;
    reseller_agreement(world);
    world.win();
    for (int i = 0; i < 9; i++) win_240_000(world, i);
    CHECK(bonus(world) == 2'260'000 * 8 / 100);
    world.now = start_of(2027y / std::chrono::February / 3);
    const auto refund = [&world](int i) {
        const EarningId line{world.records.under(earnings_key({id_of(deal_name(i))}))[0]->id};
        world.act(world.director, RefundEarning{line, {240'000'00, usd}, "Given back"});
    };
    refund(8);
    CHECK(bonus(world) == 2'020'000 * 8 / 100);
    refund(7);
    CHECK(bonus(world) == 0);
    for (const Record* record :
         world.records.under(index_key("earnings_of", world.seller.partner.bytes))) {
        if (body_of<Earning>(*record).kind != EarningKind::incentive) continue;
        CHECK(body_of<Earning>(*record).year == 2026);
        const RefundEarning again{{record->id}, {1, usd}, "The bonus"};
        CHECK(
            problem_of(world.decide(world.director, again)) ==
            ProblemCode::earning_must_allow_this_step
        );
    }
}

TEST_CASE("money: deals under another model are no volume of a reseller's year") {
    MoneyWorld world;
    Record other = reseller_agreement(world);
    other.id = id_of("integrator");
    body_of<Agreement>(other).model = "system_integrator";
    body_of<Agreement>(other).valid_until = body_of<Agreement>(other).valid_from;
    world.records.put(other);
    Record large = *world.records.find({Kind::deal, id_of("a")});
    large.id = id_of("large");
    auto& body = body_of<Deal>(large);
    body.agreement = {other.id};
    body.lines[0].amount = {9'000'000'00, usd};
    body.review = Review::closed;
    body.outcome = DealOutcome::won;
    body.decided_at = world.now;
    world.records.put(large);
    world.win();
    CHECK(bonus(world) == 0);
    body.agreement = body_of<Deal>(*world.records.find({Kind::deal, id_of("a")})).agreement;
    world.records.put(large);
    win_240_000(world, 0);
    CHECK(bonus(world) == 9'340'000 * 8 / 100);
}

TEST_CASE("money: a statement says what its lines come to after a refund") {
    MoneyWorld world;
    world.win();
    world.now = start_of(world.line().payable_on);
    world.act(world.system, MakeEarningPayable{world.line_id()});
    const IssueStatement issue = world.issue();
    world.now = start_of(days_of(quarter_of(world.line().payable_on)).until);
    world.act(world.system, issue);
    const RefundEarning refund{world.line_id(), {40'000'00, usd}, "Fewer seats"};
    const Context context = world.context();
    const Needs needed = further_needs(refund, world.records, context);
    const RecordKey key{Kind::statement, issue.statement.bytes};
    CHECK(std::find(needed.records.begin(), needed.records.end(), key) != needed.records.end());
    world.act(world.director, refund);
    const auto& statement = body_of<Statement>(*world.records.find(key));
    CHECK(statement.totals == std::vector{Money{12'000'00, usd}});
    CHECK(statement.lines == 2);
    const PayStatement unnamed{issue.statement, "  "};
    CHECK(problem_of(world.decide(world.director, unnamed)) == ProblemCode::reason_must_be_given);
    world.act(world.director, PayStatement{issue.statement, "SEPA 1"});
    const auto& paid = body_of<Statement>(*world.records.find(key));
    CHECK(paid.totals == std::vector{Money{12'000'00, usd}});
    CHECK(paid.lines == 2);
}

TEST_CASE("money: whose right it is") {
    MoneyWorld world;
    world.win();
    const IssueStatement issue = world.issue();
    IssueStatement forged = issue;
    forged.statement = statement_id(world.rival.partner, {2026, 4});
    struct Row {
        const char* why;
        const Actor& actor;
        Command command;
        ProblemCode problem;
    };
    const RefundEarning refund{world.line_id(), {1, usd}, "x"};
    Actor payer = world.outsider;
    payer.permissions.grant(Permission::pay_partners);
    const Row rows[] = {
        {"a partner refunds", world.seller, refund, ProblemCode::permission_must_be_held},
        {"a manager refunds", world.manager, refund, ProblemCode::permission_must_be_held},
        {"a person makes payable",
         world.director,
         MakeEarningPayable{world.line_id()},
         ProblemCode::permission_must_be_held},
        {"a partner issues", world.seller, issue, ProblemCode::permission_must_be_held},
        {"who pays other partners issues", payer, issue, ProblemCode::record_must_exist},
        {"another's statement", world.director, forged, ProblemCode::id_must_be_valid},
        {"no statement",
         world.director,
         PayStatement{issue.statement, "x"},
         ProblemCode::record_must_exist},
        {"no line",
         world.director,
         RefundEarning{{id_of("none")}, {1, usd}, "x"},
         ProblemCode::record_must_exist},
    };
    for (const Row& row : rows) {
        CAPTURE(row.why);
        CHECK(problem_of(world.decide(row.actor, row.command)) == row.problem);
    }
}

TEST_CASE("money: a member sees no line of it") {
    MoneyWorld world;
    world.win();
    const Record& line = *world.lines().front();
    const PartnerId partner = world.seller.partner;
    CHECK(is_visible(line, {Audience::seller, world.seller.person, partner}));
    CHECK(is_visible(line, {Audience::staff, world.manager.person, {}}));
    CHECK_FALSE(is_visible(line, {Audience::member, world.seller.person, partner}));
    CHECK_FALSE(is_visible(line, {Audience::admin, world.rival.person, world.rival.partner}));
}

TEST_CASE("money: nothing is given back of a deal whose agreement is gone") {
    MoneyWorld world;
    world.win();
    world.records.remove({Kind::agreement, derived_id(world.seller.partner.bytes, "agreement", 0)});
    const auto refund =
        world.decide(world.director, RefundEarning{world.line_id(), {1, usd}, "Fewer seats"});
    REQUIRE_FALSE(refund.ok());
    CHECK(refund.problem() == Problem{ProblemCode::record_must_exist, "agreement", {}});
}

static Record agreement_of(MoneyWorld& world) {
    return *world.records.under(index_key("agreements_of", world.seller.partner.bytes))[0];
}

TEST_CASE("money: what is earned and payable is told to sellers and staff, and to no member") {
    MoneyWorld world;
    // The seller is made a member: whose own deal it is does not open its margin.
    world.win();
    world.now = start_of(world.line().payable_on);
    world.act(world.system, MakeEarningPayable{world.line_id()});
    world.act(world.director, RefundEarning{world.line_id(), {40'000'00, usd}, "Fewer seats"});
    const PersonId owner = world.deal("a").owner;
    const PartnerId partner = world.seller.partner;
    std::vector<std::string> events;
    for (const Record* record :
         world.records.under("history_of:" + text_from_id(world.line_id().bytes))) {
        const auto& line = body_of<HistoryLine>(*record);
        events.push_back(line.event + " " + line.from + ">" + line.to);
        CHECK_FALSE(is_visible(*record, {Audience::member, owner, partner}));
        CHECK(is_visible(*record, {Audience::seller, world.rival.person, partner}));
        CHECK(is_visible(*record, {Audience::staff, world.manager.person, {}}));
    }
    std::sort(events.begin(), events.end());
    CHECK(
        events ==
        std::vector<std::string>{
            "earning_accrued >20000.00 USD",
            "earning_payable >20000.00 USD",
            "earning_refunded 20000.00 USD>-8000.00 USD"}
    );
    for (const Record* line : world.lines()) {
        CHECK_FALSE(is_visible(*line, {Audience::member, owner, partner}));
    }
}

TEST_CASE("money: a line that becomes payable late goes into the next statement") {
    MoneyWorld world;
    world.win();
    const Quarter quarter = quarter_of(world.line().payable_on);
    // The clock has slept over the end of the quarter, in which something else was stated.
    Record other = *world.lines().front();
    other.id = id_of("other");
    body_of<Earning>(other).deal = {};
    body_of<Earning>(other).state = EarningState::payable;
    world.records.put(other);
    world.now = start_of(days_of(quarter).until);
    world.act(world.system, world.issue());
    const Changes late = world.act(world.system, MakeEarningPayable{world.line_id()});
    REQUIRE(late.dues.size() == 1);
    const Quarter next = quarter_of(date_of(world.now));
    CHECK(world.line().statement_due == text_from_quarter(next));
    CHECK(late.dues[0].at == start_of(days_of(next).until));
    world.now = late.dues[0].at;
    world.act(world.system, late.dues[0].command);
    CHECK(world.line().statement == text_from_quarter(next));
    CHECK(world.line().state == EarningState::in_statement);
    const StatementId id = statement_id(world.seller.partner, next);
    CHECK(
        body_of<Statement>(*world.records.find({Kind::statement, id.bytes})).totals ==
        std::vector{Money{20'000'00, usd}}
    );
}

TEST_CASE("money: a line that is late before its statement still goes into that") {
    MoneyWorld world;
    world.win();
    const Quarter quarter = quarter_of(world.line().payable_on);
    world.now = start_of(days_of(quarter).until) + ms_per_day;
    const Changes late = world.act(world.system, MakeEarningPayable{world.line_id()});
    CHECK(world.line().statement_due == text_from_quarter(quarter));
    REQUIRE(late.dues.size() == 1);
    CHECK(late.dues[0].at == start_of(days_of(quarter).until));
}

TEST_CASE("money: who touches a partner's lines waits for whoever states them") {
    MoneyWorld world;
    world.win();
    const std::string guard = index_key("earnings_of", world.seller.partner.bytes);
    const Context context = world.context();
    const auto is_guarded = [&](const Command& command) {
        std::vector<std::string> guards = needs(command, world.director).guards;
        const Needs more = further_needs(command, world.records, context);
        guards.insert(guards.end(), more.guards.begin(), more.guards.end());
        return std::find(guards.begin(), guards.end(), guard) != guards.end();
    };
    CHECK(is_guarded(MakeEarningPayable{world.line_id()}));
    CHECK(is_guarded(RefundEarning{world.line_id(), {1, usd}, "x"}));
    CHECK(is_guarded(world.issue()));
    // Of a system integrator as well, who has no incentive.
    CHECK(is_guarded(ConfirmWon{DealWorld::id("a"), {}}));
    world.now = start_of(world.line().payable_on);
    world.act(world.system, MakeEarningPayable{world.line_id()});
    const IssueStatement issue = world.issue();
    world.now = start_of(days_of(quarter_of(world.line().payable_on)).until);
    world.act(world.system, issue);
    CHECK(is_guarded(PayStatement{issue.statement, "SEPA 1"}));
}

TEST_CASE("money: what is written by people has its limit") {
    MoneyWorld world;
    world.win();
    const RefundEarning refund{world.line_id(), {1, usd}, std::string(4'001, 'x')};
    CHECK(
        world.decide(world.director, refund).problem() ==
        Problem{ProblemCode::text_must_be_short_enough, "text", "4000"}
    );
    IssueStatement last = world.issue();
    last.quarter = "9999-Q4";
    CHECK(problem_of(world.decide(world.director, last)) == ProblemCode::date_must_be_valid);
    world.now = start_of(world.line().payable_on);
    world.act(world.system, MakeEarningPayable{world.line_id()});
    const IssueStatement issue = world.issue();
    world.now = start_of(days_of(quarter_of(world.line().payable_on)).until);
    world.act(world.system, issue);
    CHECK(
        world.decide(world.director, PayStatement{issue.statement, std::string(201, 'x')})
            .problem() == Problem{ProblemCode::text_must_be_short_enough, "payment", "200"}
    );
    CHECK(
        world.decide(world.director, PayStatement{issue.statement, " "}).problem() ==
        Problem{ProblemCode::reason_must_be_given, "payment", {}}
    );
}

TEST_CASE("money: a reseller's deal in a currency without a rate is won, and is no volume") {
    MoneyWorld world;
    reseller_agreement(world);
    const Currency dram{{'A', 'M', 'D'}};
    Record deal = *world.records.find({Kind::deal, id_of("a")});
    body_of<Deal>(deal).lines = {{.category = "software_licenses", .amount = {9'000'000'00, dram}}};
    body_of<Deal>(deal).currency = dram;
    world.records.put(deal);
    world.win();
    REQUIRE(world.lines().size() == 1);
    CHECK(world.line().amount == Money{2'250'000'00, dram});
    CHECK(bonus(world) == 0);
    for (int i = 0; i < 9; i++) win_240_000(world, i);
    CHECK(bonus(world) == 2'160'000 * 8 / 100);
}

TEST_CASE("money: a deal is won at the rate that was agreed, wherever its band has gone") {
    MoneyWorld world;
    Record agreement = agreement_of(world);
    body_of<Agreement>(agreement).rates = {{"software_licenses", Percent{35'00}}};
    world.records.put(agreement);
    world.win();
    CHECK(world.line().amount == Money{35'000'00, usd});
    CHECK(world.line().rate_agreed);
}

TEST_CASE("money: a year's bonus is worth what is agreed on its last day") {
    MoneyWorld world;
    Record first = reseller_agreement(world);
    for (int i = 0; i < 9; i++) win_240_000(world, i);
    CHECK(bonus(world) == 2'160'000 * 8 / 100);
    // A better agreement takes its place: the bonus is one for the whole year.
    Record second = first;
    second.id = id_of("second");
    body_of<Agreement>(second).rates = {{"volume_incentive", Percent{10'00}}};
    body_of<Agreement>(second).valid_from = date_of(world.now) + Days{1};
    body_of<Agreement>(first).valid_until = date_of(world.now);
    world.records.put(first);
    world.records.put(second);
    world.win("a");
    CHECK(bonus(world) == 2'260'000 * 8 / 100);
    world.pass_days(1);
    const EarningId line{world.records.under(earnings_key(DealWorld::id("deal 0")))[0]->id};
    world.act(world.director, RefundEarning{line, {60'000'00, usd}, "Fewer seats"});
    CHECK(bonus(world) == 2'200'000 * 10 / 100);
    // What comes with the next year changes nothing of this one.
    Record third = second;
    third.id = id_of("third");
    body_of<Agreement>(third).rates = {{"volume_incentive", Percent{5'00}}};
    body_of<Agreement>(third).valid_from = 2027y / std::chrono::January / 1;
    world.records.put(third);
    world.now = start_of(2027y / std::chrono::March / 1);
    world.act(world.director, RefundEarning{line, {100'000'00, usd}, "Fewer still"});
    CHECK(bonus(world) == 2'100'000 * 10 / 100);
}

TEST_CASE("money: a deal is held as long as the rules of its approval say") {
    MoneyWorld world;
    RuleSet before;
    before.version = "2025-01";
    before.program = world.program;
    before.program.review.earning_holding_days = 30;
    const IdBytes id = rule_set_id(before.version).bytes;
    world.records.put({.id = id, .version = 1, .body = before});
    Record deal = *world.records.find({Kind::deal, id_of("a")});
    body_of<Deal>(deal).rules_version = before.version;
    world.records.put(deal);
    const Context context = world.context();
    Needs wanted;
    need_money_of(body_of<Deal>(deal), world.records, context, wanted);
    const RecordKey key{Kind::rule_set, id};
    CHECK(std::find(wanted.records.begin(), wanted.records.end(), key) != wanted.records.end());
    world.win();
    CHECK(world.line().payable_on == date_of(world.now) + Days{30});
}
