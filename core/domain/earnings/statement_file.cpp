#include "core/domain/earnings/statement_file.h"

#include "core/domain/earnings/earning_rules.h"

namespace entente {

static void write_header(CsvWriter& csv) {
    for (const std::string_view name :
         {"statement", "quarter", "deal_number",  "customer",       "category",
          "kind",      "base",    "currency",     "rate_percent",   "part_percent",
          "amount",    "rule",    "rule_version", "effective_from", "clause",
          "why",       "text",    "written_on",   "payable_on",     "paid_on"}) {
        csv.text(name);
    }
    csv.end_row();
}

// A rate as a plain number with two decimals, as an amount of cents is.
static void write_percent(CsvWriter& csv, Percent share) {
    csv.amount({share.basis_points, usd});
}

static void write_line(
    CsvWriter& csv, const Statement& statement, const Earning& line, const Explain& explain
) {
    csv.text(statement.number).text(statement.quarter).text(line.deal_number);
    csv.text(line.customer).text(line.category).text(name_of(line.kind));
    csv.amount(line.base).text(line.amount.currency.text());
    write_percent(csv, line.rate);
    write_percent(csv, line.part);
    csv.amount(line.amount).text(line.rule).text(line.rule_version).date(line.effective_from);
    csv.text(line.clause).text(explain(explanation_key(line))).text(line.text);
    csv.date(line.written_on).date(line.payable_on).date(line.paid_on);
    csv.end_row();
}

std::string csv_from_statement(
    const Statement& statement,
    const std::vector<EarningLine>& of_partner,
    const Explain& explain,
    CsvStyle style
) {
    CsvWriter csv(style);
    write_header(csv);
    for (const EarningLine& line : statement_lines(statement, of_partner)) {
        write_line(csv, statement, line.earning, explain);
    }
    return csv.take();
}

}  // namespace entente
