// The commands about what partners earn.
#include "core/domain/commands/areas.h"
#include "core/domain/commands/change_set.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/money.h"
#include "core/domain/earnings/deal_money.h"
#include "core/domain/earnings/incentive.h"
#include "core/domain/economics/exchange.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/review/approval.h"
#include "core/domain/view/reach.h"

#include <algorithm>
#include <map>

namespace entente {

void MakeEarningPayable::describe(FieldVisitor& v) {
    field(v, "earning", earning);
}

void RefundEarning::describe(FieldVisitor& v) {
    field(v, "earning", earning);
    field(v, "base", base);
    field(v, "text", text);
}

void IssueStatement::describe(FieldVisitor& v) {
    field(v, "statement", statement);
    field(v, "partner", partner);
    field(v, "quarter", quarter);
}

void PayStatement::describe(FieldVisitor& v) {
    field(v, "statement", statement);
    field(v, "payment", payment);
}

// ---- One line -----------------------------------------------------------------------------------

Result<Changes> act(
    const MakeEarningPayable& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        record_in_reach({Kind::earning, command.earning.bytes}, records, context.actor));
    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    TRY_DONE(make_payable(body_of<Earning>(record), changes.today()));
    changes.put(std::move(record));
    return changes.take();
}

static std::vector<EarningLine> lines_under(const std::string& key, const RecordSource& records) {
    std::vector<EarningLine> lines;
    for (const Record* record : records.under(key)) {
        lines.push_back({{record->id}, body_of<Earning>(*record)});
    }
    return lines;
}

// ---- Statements ---------------------------------------------------------------------------------

static void put_lines(
    const std::vector<EarningLine>& lines, const RecordSource& records, ChangeSet& changes
) {
    for (const EarningLine& line : lines) {
        const Record* before = records.find({Kind::earning, line.id.bytes});
        check(before != nullptr);
        Record record = changes.edited(*before);
        body_of<Earning>(record) = line.earning;
        changes.put(std::move(record));
    }
}

static void tell_statement(
    const Record& statement, std::string_view event, std::string text, ChangeSet& changes
) {
    changes.tell(
        statement,
        {.event = event,
         .from = {},
         .to = body_of<Statement>(statement).quarter,
         .rule = {},
         .text = std::move(text),
         .internal_text = {}}
    );
}

Result<Changes> act(
    const IssueStatement& command, const RecordSource& records, const Context& context
) {
    if (!works_with(context.actor, command.partner)) {
        return Problem{ProblemCode::record_must_exist, "partner", {}};
    }
    TRY(const Quarter quarter, quarter_from_text(command.quarter));
    if (command.statement != statement_id(command.partner, quarter)) {
        return Problem{ProblemCode::id_must_be_valid, "statement", {}};
    }
    if (records.find({Kind::statement, command.statement.bytes}) != nullptr) {
        return Problem{ProblemCode::record_must_be_new, "statement", command.quarter};
    }
    const auto lines = lines_under(index_key("earnings_of", command.partner.bytes), records);
    ChangeSet changes(context);
    TRY(IssuedStatement issued, issue_statement(command.partner, quarter, lines, changes.today()));
    const std::int64_t count = context.numbers.next("ST-" + command.quarter);
    if (count > 0) {
        issued.statement.number = "ST-" + command.quarter + "-" + std::to_string(count);
    }
    Record record = changes.created(command.statement.bytes, std::move(issued.statement));
    tell_statement(record, "statement_issued", {}, changes);
    changes.put(std::move(record));
    put_lines(issued.lines, records, changes);
    return changes.take();
}

static Outcome payment_is_given(const std::string& payment) {
    Outcome given = reason_text_is_given(payment);
    if (given.ok()) return given;
    Problem problem = given.problem();
    problem.field = "payment";
    return problem;
}

Result<Changes> act(
    const PayStatement& command, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::statement, command.statement.bytes};
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    TRY_DONE(payment_is_given(command.payment));
    const auto& statement = body_of<Statement>(*before);
    const auto lines = lines_under(index_key("earnings_of", statement.partner.bytes), records);
    ChangeSet changes(context);
    TRY(IssuedStatement paid, pay_statement(statement, lines, changes.today(), command.payment));
    Record record = changes.edited(*before);
    body_of<Statement>(record) = std::move(paid.statement);
    tell_statement(record, "statement_paid", command.payment, changes);
    changes.put(std::move(record));
    put_lines(paid.lines, records, changes);
    return changes.take();
}

// ---- The money of a deal ------------------------------------------------------------------------

std::string earnings_key(DealId deal) {
    return index_key("earnings_of_deal", deal.bytes);
}

static const Agreement* agreement_of(const Deal& deal, const RecordSource& records) {
    const Record* record = records.find({Kind::agreement, deal.agreement.bytes});
    return record == nullptr ? nullptr : &body_of<Agreement>(*record);
}

static bool has_incentive(const Agreement& agreement, const Program& program) {
    const RevenueModel* model = entry_with_key(program.models, agreement.model);
    if (model == nullptr) return false;
    return std::any_of(
        model->categories.begin(),
        model->categories.end(),
        [](const CategoryRule& rule) { return rule.kind == CategoryKind::volume_incentive; }
    );
}

// Won under an agreement of that model: another model's deals are no volume of it.
static bool counts_for(
    const Deal& deal, const std::string& model, Period year, const RecordSource& records
) {
    if (deal.outcome != DealOutcome::won || !year.holds(date_of(deal.decided_at))) return false;
    const Agreement* agreement = agreement_of(deal, records);
    return agreement != nullptr && agreement->model == model;
}

// What the partner has won under that model in the year of that day, with the deal itself, and
// without what customers were given back.
static Result<Money> volume_of_year(
    const Record& won,
    const Agreement& agreement,
    const std::vector<EarningLine>& lines,
    const RecordSource& records,
    const Program& program
) {
    const auto& deal = body_of<Deal>(won);
    const Date won_on = date_of(deal.decided_at);
    const Date first{std::chrono::year_month_day{won_on}.year() / std::chrono::January / 1};
    const Period year{first, months_after(first, 12)};
    ConvertedSum sum;
    sum.amount.currency = program.currency;
    const RateTable rates(program.exchange_rates);
    std::map<IdBytes, Date> counted{{won.id, won_on}};
    TRY(const Money value, value_of(deal));
    TRY_DONE(add_line(sum, value, won_on, rates));
    for (const Record* record : records.under(index_key("deals_of", deal.partner.bytes))) {
        const auto& other = body_of<Deal>(*record);
        if (record->id == won.id || !counts_for(other, agreement.model, year, records)) continue;
        TRY(const Money others, value_of(other));
        TRY_DONE(add_line(sum, others, date_of(other.decided_at), rates));
        counted.emplace(record->id, date_of(other.decided_at));
    }
    for (const EarningLine& line : lines) {
        const auto at = counted.find(line.earning.deal.bytes);
        if (line.earning.kind != EarningKind::correction || at == counted.end()) continue;
        TRY_DONE(add_line(sum, line.earning.base, at->second, rates));
    }
    return sum.amount;
}

// Brings the incentive of the year in which the deal was won to what its volume is worth now.
static Outcome earn_incentive(
    const Record& deal,
    const Agreement& agreement,
    const std::vector<EarningLine>& lines,
    const RecordSource& records,
    ChangeSet& changes
) {
    const Program& program = changes.context().program;
    if (!has_incentive(agreement, program)) return Done{};
    const Date won_on = date_of(body_of<Deal>(deal).decided_at);
    TRY(const Money volume, volume_of_year(deal, agreement, lines, records, program));
    TRY(const auto standing, incentive_standing(agreement, program, won_on, volume));
    if (!standing) return Done{};
    TRY(auto line, incentive_line(agreement, *standing, lines, program, changes.today()));
    if (line) changes.put(changes.created(line->id.bytes, std::move(line->earning)));
    return Done{};
}

static std::string partner_lines_key(PartnerId partner) {
    return index_key("earnings_of", partner.bytes);
}

Outcome earn_deal(
    const Record& deal,
    Date approved_on,
    Percent part,
    const RecordSource& records,
    ChangeSet& changes
) {
    const Program& program = changes.context().program;
    const auto& body = body_of<Deal>(deal);
    const Agreement* agreement = agreement_of(body, records);
    if (agreement == nullptr) return Problem{ProblemCode::record_must_exist, "agreement", {}};
    const EarningTerms terms{
        .agreement = *agreement, .program = program, .approved_on = approved_on, .part = part};
    TRY(std::vector<EarningLine> lines, forecast_lines({deal.id}, body, terms, changes.today()));
    for (EarningLine& line : lines) {
        TRY_DONE(accrue(line.earning, changes.today(), program));
        changes.put(changes.created(line.id.bytes, std::move(line.earning)));
    }
    const auto all = lines_under(partner_lines_key(body.partner), records);
    return earn_incentive(deal, *agreement, all, records, changes);
}

void need_money_of(
    const Deal& deal, const RecordSource& records, const Program& program, Needs& wanted
) {
    wanted.records.push_back({Kind::agreement, deal.agreement.bytes});
    const Agreement* agreement = agreement_of(deal, records);
    if (agreement == nullptr || !has_incentive(*agreement, program)) return;
    const std::string lines = partner_lines_key(deal.partner);
    wanted.index_keys.push_back(lines);
    wanted.guards.push_back(lines);
    wanted.index_keys.push_back(index_key("deals_of", deal.partner.bytes));
    wanted.index_keys.push_back(index_key("agreements_of", deal.partner.bytes));
}

// ---- A refund -----------------------------------------------------------------------------------

// A statement that is not paid yet takes the correction of its line, and says what it comes to.
static Outcome restate(
    const Earning& line,
    const std::vector<EarningLine>& lines,
    const RecordSource& records,
    ChangeSet& changes
) {
    if (line.state != EarningState::in_statement) return Done{};
    TRY(const Quarter quarter, quarter_from_text(line.statement));
    const RecordKey key{Kind::statement, statement_id(line.partner, quarter).bytes};
    const Record* before = records.find(key);
    if (before == nullptr) return Problem{ProblemCode::record_must_exist, "statement", {}};
    Record record = changes.edited(*before);
    auto& statement = body_of<Statement>(record);
    TRY(statement.totals, totals_of(statement.quarter, lines));
    statement.lines++;
    changes.put(std::move(record));
    return Done{};
}

// What the customer got back is no volume of the year any more.
static Outcome lower_incentive(
    const Earning& line,
    const std::vector<EarningLine>& lines,
    const RecordSource& records,
    ChangeSet& changes
) {
    const Record* deal = records.find({Kind::deal, line.deal.bytes});
    if (deal == nullptr) return Problem{ProblemCode::record_must_exist, "deal", {}};
    const Agreement* agreement = agreement_of(body_of<Deal>(*deal), records);
    if (agreement == nullptr) return Problem{ProblemCode::record_must_exist, "agreement", {}};
    return earn_incentive(*deal, *agreement, lines, records, changes);
}

Result<Changes> act(
    const RefundEarning& command, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::earning, command.earning.bytes};
    TRY(const Record* record, record_in_reach(key, records, context.actor));
    const EarningLine line{command.earning, body_of<Earning>(*record)};
    const EarningKind kind = line.earning.kind;
    if (kind == EarningKind::correction || kind == EarningKind::incentive) {
        const std::string name(name_of(kind));
        return Problem{ProblemCode::earning_must_allow_this_step, "kind", name};
    }
    TRY_DONE(reason_text_is_given(command.text));
    ChangeSet changes(context);
    const Refund refund{
        .base = command.base,
        .reason = CorrectionReason::refund,
        .on = changes.today(),
        .text = command.text};
    std::vector<EarningLine> lines = lines_under(partner_lines_key(line.earning.partner), records);
    TRY(EarningLine correction, refund_line(line, lines, refund));
    const std::string amount = text_from_money(correction.earning.amount);
    lines.push_back(correction);
    changes.put(changes.created(correction.id.bytes, std::move(correction.earning)));
    TRY_DONE(restate(line.earning, lines, records, changes));
    TRY_DONE(lower_incentive(line.earning, lines, records, changes));
    changes.tell(
        *record,
        {.event = "earning_refunded",
         .from = text_from_money(line.earning.amount),
         .to = amount,
         .rule = line.earning.rule,
         .text = command.text,
         .internal_text = {}}
    );
    return changes.take();
}

// ---- The rules ----------------------------------------------------------------------------------

static void need_lines_of(PartnerId partner, Needs& wanted) {
    wanted.index_keys.push_back(partner_lines_key(partner));
    wanted.guards.push_back(partner_lines_key(partner));
}

// The line's deal and statement, what the partner has, and what the year's volume is made of.
static void need_what_a_refund_moves(
    const Command& command, const RecordSource& records, const Context& context, Needs& wanted
) {
    const Record* subject = records.find(subject_of(command));
    if (subject == nullptr) return;
    const auto& line = body_of<Earning>(*subject);
    need_lines_of(line.partner, wanted);
    wanted.index_keys.push_back(index_key("agreements_of", line.partner.bytes));
    wanted.records.push_back({Kind::deal, line.deal.bytes});
    const auto quarter = quarter_from_text(line.statement);
    if (quarter.ok()) {
        const StatementId statement = statement_id(line.partner, quarter.value());
        wanted.records.push_back({Kind::statement, statement.bytes});
    }
    const Record* deal = records.find({Kind::deal, line.deal.bytes});
    if (deal == nullptr) return;
    need_money_of(body_of<Deal>(*deal), records, context.program, wanted);
}

static void need_lines_to_state(const Command& command, const Actor&, Needs& wanted) {
    need_lines_of(command.get<IssueStatement>().partner, wanted);
}

static void need_stated_lines(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* subject = records.find(subject_of(command));
    if (subject != nullptr) need_lines_of(body_of<Statement>(*subject).partner, wanted);
}

static constexpr Right payers[] = {{Side::staff, Permission::pay_partners}};
static constexpr Right issuers[] = {
    {Side::staff, Permission::pay_partners}, {Side::system, std::nullopt}};
static constexpr Right the_clock[] = {{Side::system, std::nullopt}};

constinit const CommandRule MakeEarningPayable::registered =
    command_rule<&MakeEarningPayable::earning>("make_earning_payable", Kind::earning, the_clock);
constinit const CommandRule RefundEarning::registered = with_needs(
    command_rule<&RefundEarning::earning>("refund_earning", Kind::earning, payers),
    nullptr,
    need_what_a_refund_moves
);
constinit const CommandRule IssueStatement::registered = with_needs(
    command_rule<&IssueStatement::statement>("issue_statement", Kind::statement, issuers),
    need_lines_to_state,
    nullptr
);
constinit const CommandRule PayStatement::registered = with_needs(
    command_rule<&PayStatement::statement>("pay_statement", Kind::statement, payers),
    nullptr,
    need_stated_lines
);

std::span<const CommandRule* const> money_commands() {
    static constexpr const CommandRule* rules[] = {
        &MakeEarningPayable::registered,
        &RefundEarning::registered,
        &IssueStatement::registered,
        &PayStatement::registered,
    };
    return rules;
}

}  // namespace entente
