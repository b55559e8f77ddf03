// The commands about what partners earn.
#include "core/base/text/bounds.h"
#include "core/domain/commands/areas.h"
#include "core/domain/commands/change_set.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/money.h"
#include "core/domain/earnings/deal_money.h"
#include "core/domain/earnings/year.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"

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

// The statement that a line goes into which becomes payable today: its quarter's, or the running
// one's when that was issued before.
static Quarter quarter_to_state(const Earning& line, const RecordSource& records, Date today) {
    const Quarter quarter = quarter_of(line.payable_on);
    const RecordKey statement{Kind::statement, statement_id(line.partner, quarter).bytes};
    return records.find(statement) == nullptr ? quarter : quarter_of(today);
}

Result<Changes> act(
    const MakeEarningPayable& command, const RecordSource& records, const Context& context
) {
    TRY(const Record* before,
        record_in_reach({Kind::earning, command.earning.bytes}, records, context.actor));
    ChangeSet changes(context);
    Record record = changes.edited(*before, By::system);
    auto& line = body_of<Earning>(record);
    TRY_DONE(make_payable(line, changes.today()));
    line.statement_due = text_from_quarter(quarter_to_state(line, records, changes.today()));
    changes.tell(record, told_of_line(line, "earning_payable"), By::system);
    changes.put(std::move(record));
    return changes.take();
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
    const auto lines = earnings_of(command.partner, records);
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

Result<Changes> act(
    const PayStatement& command, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::statement, command.statement.bytes};
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    if (is_blank(command.payment)) return Problem{ProblemCode::reason_must_be_given, "payment", {}};
    TRY_DONE(text_is_short_enough(command.payment, "payment", name_length_max));
    const auto& statement = body_of<Statement>(*before);
    const auto lines = earnings_of(statement.partner, records);
    ChangeSet changes(context);
    TRY(IssuedStatement paid, pay_statement(statement, lines, changes.today(), command.payment));
    Record record = changes.edited(*before);
    body_of<Statement>(record) = std::move(paid.statement);
    tell_statement(record, "statement_paid", command.payment, changes);
    changes.put(std::move(record));
    put_lines(paid.lines, records, changes);
    return changes.take();
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
    return earn_incentive(*deal, lines, records, changes);
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
    if (is_blank(command.text)) return Problem{ProblemCode::reason_must_be_given, "text", {}};
    TRY_DONE(text_is_short_enough(command.text, "text"));
    ChangeSet changes(context);
    const Refund refund{
        .base = command.base,
        .reason = CorrectionReason::refund,
        .on = changes.today(),
        .text = command.text};
    std::vector<EarningLine> lines = earnings_of(line.earning.partner, records);
    TRY(EarningLine correction, refund_line(line, lines, refund));
    const std::string amount = told_amount(correction.earning.amount);
    lines.push_back(correction);
    changes.put(changes.created(correction.id.bytes, std::move(correction.earning)));
    TRY_DONE(restate(line.earning, lines, records, changes));
    TRY_DONE(lower_incentive(line.earning, lines, records, changes));
    changes.tell(
        *record,
        {.event = "earning_refunded",
         .from = told_amount(line.earning.amount),
         .to = amount,
         .rule = line.earning.rule,
         .text = command.text,
         .internal_text = {}}
    );
    return changes.take();
}

// ---- The rules ----------------------------------------------------------------------------------

static std::string partner_lines_key(PartnerId partner) {
    return index_key("earnings_of", partner.bytes);
}

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
    wanted.records.push_back({Kind::deal, line.deal.bytes});
    const auto quarter = quarter_from_text(line.statement);
    if (quarter.ok()) {
        const StatementId statement = statement_id(line.partner, quarter.value());
        wanted.records.push_back({Kind::statement, statement.bytes});
    }
    const Record* deal = records.find({Kind::deal, line.deal.bytes});
    if (deal == nullptr) return;
    need_money_of(body_of<Deal>(*deal), records, context, wanted);
}

// Its quarter's statement; and nobody states or corrects the partner's lines meanwhile.
static void need_its_statement(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* subject = records.find(subject_of(command));
    if (subject == nullptr) return;
    const auto& line = body_of<Earning>(*subject);
    wanted.guards.push_back(partner_lines_key(line.partner));
    const StatementId statement = statement_id(line.partner, quarter_of(line.payable_on));
    wanted.records.push_back({Kind::statement, statement.bytes});
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

constinit const CommandRule MakeEarningPayable::registered = with_needs(
    command_rule<&MakeEarningPayable::earning>("make_earning_payable", Kind::earning, the_clock),
    nullptr,
    need_its_statement
);
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
        &SignFurtherAgreement::registered,
        &EndAgreement::registered,
    };
    return rules;
}

}  // namespace entente
