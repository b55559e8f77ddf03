#include "core/domain/earnings/statement.h"

#include "core/base/sort.h"
#include "core/domain/records/kind_rule.h"

#include <map>
#include <tuple>

namespace entente {

void Statement::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "quarter", quarter);
    field(v, "number", number);
    field(v, "issued_on", issued_on);
    field(v, "totals", totals);
    field(v, "carried", carried);
    field(v, "lines", lines);
    field(v, "paid_on", paid_on);
    field(v, "payment", payment);
}

StatementId statement_id(PartnerId partner, Quarter quarter) {
    return {derived_id(partner.bytes, "statement." + text_from_quarter(quarter), 0)};
}

using Sums = std::map<Currency, Money>;

static bool is_due(const Earning& line, Quarter quarter) {
    return line.state == EarningState::payable && line.payable_on < days_of(quarter).until;
}

// The sums of the lines that `counts` takes, by currency.
template <typename Counts>
static Result<Sums> sums_of(const std::vector<EarningLine>& lines, Counts counts) {
    Sums sums;
    for (const EarningLine& line : lines) {
        if (!counts(line.earning)) continue;
        const Money amount = line.earning.amount;
        Money& sum = sums.try_emplace(amount.currency, Money{0, amount.currency}).first->second;
        TRY(sum, add(sum, amount));
    }
    return sums;
}

// What can be paid, and what is carried because it comes to less than nothing.
static void put_totals(Statement& statement, const Sums& sums) {
    statement.totals.clear();
    for (const auto& [currency, sum] : sums) {
        (sum.minor < 0 ? statement.carried : statement.totals).push_back(sum);
    }
}

Result<IssuedStatement> issue_statement(
    PartnerId partner, Quarter quarter, const std::vector<EarningLine>& of_partner, Date today
) {
    const Date over_on = days_of(quarter).until;
    if (today < over_on) {
        return Problem{ProblemCode::quarter_must_be_over, "quarter", text_from_date(over_on)};
    }
    const auto due = [quarter](const Earning& line) { return is_due(line, quarter); };
    TRY(const Sums sums, sums_of(of_partner, due));
    IssuedStatement issued;
    issued.statement.partner = partner;
    issued.statement.quarter = text_from_quarter(quarter);
    issued.statement.issued_on = today;
    put_totals(issued.statement, sums);
    for (const EarningLine& line : of_partner) {
        check(line.earning.partner == partner);
        if (!due(line.earning) || sums.at(line.earning.amount.currency).minor < 0) continue;
        EarningLine stated = line;
        stated.earning.state = EarningState::in_statement;
        stated.earning.statement = issued.statement.quarter;
        stated.earning.statement_due.clear();
        issued.lines.push_back(std::move(stated));
    }
    if (issued.lines.empty()) return ProblemCode::statement_must_hold_a_line;
    issued.statement.lines = static_cast<std::int64_t>(issued.lines.size());
    return issued;
}

Result<std::vector<Money>> totals_of(
    std::string_view quarter, const std::vector<EarningLine>& of_partner
) {
    TRY(const Sums sums,
        sums_of(of_partner, [quarter](const Earning& line) { return line.statement == quarter; }));
    std::vector<Money> totals;
    for (const auto& [currency, sum] : sums) totals.push_back(sum);
    return totals;
}

Result<IssuedStatement> pay_statement(
    const Statement& statement,
    const std::vector<EarningLine>& of_partner,
    Date paid_on,
    std::string payment
) {
    if (statement.paid_on != Date{}) {
        return Problem{
            ProblemCode::statement_must_be_unpaid, "paid_on", text_from_date(statement.paid_on)};
    }
    const auto stated = [&](const Earning& line) { return line.statement == statement.quarter; };
    TRY(const Sums sums, sums_of(of_partner, stated));
    IssuedStatement paid{.statement = statement, .lines = {}};
    paid.statement.paid_on = paid_on;
    paid.statement.payment = std::move(payment);
    put_totals(paid.statement, sums);
    paid.statement.lines = 0;
    for (const EarningLine& line : of_partner) {
        if (!stated(line.earning)) continue;
        EarningLine settled = line;
        // Corrections since it was issued may have turned a sum: it waits for the next quarter.
        const bool is_carried = sums.at(line.earning.amount.currency).minor < 0;
        settled.earning.state = is_carried ? EarningState::payable : EarningState::paid;
        if (is_carried) {
            settled.earning.statement.clear();
            settled.earning.statement_due = text_from_quarter(quarter_of(paid_on));
        } else {
            settled.earning.paid_on = paid_on;
        }
        paid.statement.lines += is_carried ? 0 : 1;
        paid.lines.push_back(std::move(settled));
    }
    return paid;
}

// ---- What it holds, for a page and a print -----------------------------------------------------

// Where a line stands among the others: by currency, deals by number and what is none's at the end,
// each correction behind the line it corrects.
static bool is_before(const EarningLine& a, const EarningLine& b) {
    const auto place = [](const EarningLine& line) {
        const Earning& earning = line.earning;
        const bool corrects = earning.kind == EarningKind::correction;
        return std::tuple(
            earning.amount.currency,
            earning.deal_number.empty(),
            std::string_view(earning.deal_number),
            earning.deal,
            corrects ? earning.corrects : line.id,
            corrects,
            earning.written_on,
            line.id
        );
    };
    return place(a) < place(b);
}

std::vector<EarningLine> statement_lines(
    const Statement& statement, const std::vector<EarningLine>& of_partner
) {
    std::vector<EarningLine> lines;
    for (const EarningLine& line : of_partner) {
        if (line.earning.statement == statement.quarter) lines.push_back(line);
    }
    sort_values(lines, [](const EarningLine& a, const EarningLine& b) { return is_before(a, b); });
    return lines;
}

static constexpr FieldAccess statement_fields[] = {
    {"partner", seen_by::seller},
    {"quarter", seen_by::seller},
    {"number", seen_by::seller},
    {"issued_on", seen_by::seller},
    {"totals", seen_by::seller},
    {"carried", seen_by::seller},
    {"lines", seen_by::seller},
    {"paid_on", seen_by::seller},
    {"payment", seen_by::seller},
};

static Place place_of_statement(const Record& record) {
    return {.partner = body_of<Statement>(record).partner, .owner = {}};
}

constinit const KindRule Statement::registered = {
    .kind = Kind::statement,
    .type = body_type<Statement>,
    .place = place_of_statement,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        return {index_key("statements_of", body_of<Statement>(record).partner.bytes)};
    },
    .fields = statement_fields};

}  // namespace entente
