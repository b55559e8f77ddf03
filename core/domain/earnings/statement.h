// What a partner is told and paid for a quarter: the lines that became payable, each with its why.
//
// A statement holds no lines; they name it. Until it is paid it takes corrections of its lines;
// a currency whose lines come to less than nothing is carried to the next quarter instead.
#pragma once

#include "core/domain/earnings/earning.h"
#include "core/domain/economics/quarter.h"

namespace entente {

struct StatementTag;
using StatementId = Id<StatementTag>;

struct Statement {
    PartnerId partner;
    std::string quarter;  // "2026-Q4"
    std::string number;   // "ST-2026-Q4-0117"
    Date issued_on{};
    std::vector<Money> totals;   // One a currency, ascending by code.
    std::vector<Money> carried;  // Negative sums that stay payable.
    std::int64_t lines = 0;
    Date paid_on{};
    std::string payment;  // The bank's reference.

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Statement&, const Statement&) = default;
};

// One statement a partner and quarter, for ever.
StatementId statement_id(PartnerId partner, Quarter quarter);

struct IssuedStatement {
    Statement statement;
    std::vector<EarningLine> lines;  // With their new state.
};

// Issues the quarter's statement of what is payable by its last day, whenever it became so.
// quarter_must_be_over; statement_must_hold_a_line when nothing can be paid.
Result<IssuedStatement> issue_statement(
    PartnerId partner, Quarter quarter, const std::vector<EarningLine>& of_partner, Date today
);

// The sums of the lines that name it, as a correction has left them.
Result<std::vector<Money>> totals_of(
    std::string_view quarter, const std::vector<EarningLine>& of_partner
);

// Paid: the statement and each of its lines, with totals as they stand. statement_must_be_unpaid.
Result<IssuedStatement> pay_statement(
    const Statement& statement,
    const std::vector<EarningLine>& of_partner,
    Date paid_on,
    std::string payment
);

// The lines that it holds, in the order of a page and a print: by currency, deal by deal, each
// correction behind the line it corrects. explanation_key() says why of each, its rule by which.
std::vector<EarningLine> statement_lines(
    const Statement& statement, const std::vector<EarningLine>& of_partner
);

}  // namespace entente
