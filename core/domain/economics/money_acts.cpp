// The commands about what partners earn.
#include "core/domain/commands/areas.h"
#include "core/domain/commands/change_set.h"
#include "core/domain/commands/command_rule.h"
#include "core/domain/commands/money.h"
#include "core/domain/economics/deal_money.h"
#include "core/domain/economics/exchange.h"
#include "core/domain/economics/incentive.h"
#include "core/domain/records/kind_rule.h"
#include "core/domain/view/reach.h"

#include <algorithm>

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

// The lines that a correction is reckoned among: those of the deal, or of the partner's year.
static std::string lines_key(const Earning& earning) {
    if (earning.deal.given()) return index_key("earnings_of_deal", earning.deal.bytes);
    return index_key("earnings_of", earning.partner.bytes);
}

Result<Changes> act(
    const RefundEarning& command, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::earning, command.earning.bytes};
    TRY(const Record* record, record_in_reach(key, records, context.actor));
    const EarningLine line{command.earning, body_of<Earning>(*record)};
    if (line.earning.kind == EarningKind::correction) {
        return Problem{ProblemCode::earning_must_allow_this_step, "kind", {}};
    }
    if (command.text.empty()) return Problem{ProblemCode::reason_must_be_given, "text", {}};
    ChangeSet changes(context);
    const Refund refund{
        .base = command.base,
        .reason = CorrectionReason::refund,
        .on = changes.today(),
        .text = command.text};
    TRY(EarningLine correction,
        refund_line(line, lines_under(lines_key(line.earning), records), refund));
    const std::string amount = text_from_money(correction.earning.amount);
    changes.put(changes.created(correction.id.bytes, std::move(correction.earning)));
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

Result<Changes> act(
    const PayStatement& command, const RecordSource& records, const Context& context
) {
    const RecordKey key{Kind::statement, command.statement.bytes};
    TRY(const Record* before, record_in_reach(key, records, context.actor));
    if (command.payment.empty()) return Problem{ProblemCode::reason_must_be_given, "payment", {}};
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

static bool was_won_in(const Deal& deal, Period year) {
    return deal.outcome == DealOutcome::won && year.holds(date_of(deal.decided_at));
}

// The volume that the partner has won this year, with the deal that is won just now.
static Result<Money> volume_of_year(
    const Record& won, const RecordSource& records, const ChangeSet& changes
) {
    const Program& program = changes.context().program;
    const std::chrono::year_month_day today{changes.today()};
    const Date first{today.year() / std::chrono::January / 1};
    const Period year{first, months_after(first, 12)};
    ConvertedSum sum;
    sum.amount.currency = program.currency;
    const RateTable rates(program.exchange_rates);
    const auto& deal = body_of<Deal>(won);
    TRY(const Money value, value_of(deal));
    TRY_DONE(add_line(sum, value, changes.today(), rates));
    for (const Record* record : records.under(index_key("deals_of", deal.partner.bytes))) {
        const auto& other = body_of<Deal>(*record);
        if (record->id == won.id || !was_won_in(other, year)) continue;
        TRY(const Money others, value_of(other));
        TRY_DONE(add_line(sum, others, date_of(other.decided_at), rates));
    }
    return sum.amount;
}

static Outcome earn_incentive(
    const Record& deal, const Agreement& agreement, const RecordSource& records, ChangeSet& changes
) {
    const Program& program = changes.context().program;
    if (!has_incentive(agreement, program)) return Done{};
    TRY(const Money volume, volume_of_year(deal, records, changes));
    TRY(const auto standing, incentive_standing(agreement, program, changes.today(), volume));
    if (!standing) return Done{};
    const auto lines = lines_under(index_key("earnings_of", agreement.partner.bytes), records);
    TRY(auto line, incentive_line(agreement, *standing, lines, program, changes.today()));
    if (line) changes.put(changes.created(line->id.bytes, std::move(line->earning)));
    return Done{};
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
    return earn_incentive(deal, *agreement, records, changes);
}

void need_money_of(
    const Deal& deal, const RecordSource& records, const Program& program, Needs& wanted
) {
    wanted.records.push_back({Kind::agreement, deal.agreement.bytes});
    const Agreement* agreement = agreement_of(deal, records);
    if (agreement == nullptr || !has_incentive(*agreement, program)) return;
    const std::string lines = index_key("earnings_of", deal.partner.bytes);
    wanted.index_keys.push_back(lines);
    wanted.guards.push_back(lines);
    wanted.index_keys.push_back(index_key("deals_of", deal.partner.bytes));
}

// ---- The rules ----------------------------------------------------------------------------------

static void need_lines_of_subject(
    const Command& command, const RecordSource& records, const Context&, Needs& wanted
) {
    const Record* subject = records.find(subject_of(command));
    if (subject == nullptr) return;
    const std::string key = lines_key(body_of<Earning>(*subject));
    wanted.index_keys.push_back(key);
    wanted.guards.push_back(key);
}

static void need_lines_of(PartnerId partner, Needs& wanted) {
    const std::string key = index_key("earnings_of", partner.bytes);
    wanted.index_keys.push_back(key);
    wanted.guards.push_back(key);
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
    need_lines_of_subject
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
