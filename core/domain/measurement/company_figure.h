// A figure of the company's own books or a partner's: what the partners' shares are measured
// against. Imported from a file, with its source and the day it came in.
#pragma once

#include "core/domain/kind.h"
#include "core/domain/partner.h"

#include <map>

namespace entente {

struct Program;

inline constexpr std::string_view company_revenue_key = "company_revenue";
inline constexpr std::string_view direct_revenue_key = "direct_revenue";

struct CompanyFigure {
    // What is counted: company_revenue; direct_revenue, of direct deals in which `partner` is named
    // in a role; or the key of a success target ("azure_share"), of which `count` is the whole.
    std::string figure = std::string(company_revenue_key);
    Date from{};
    Date until{};  // The day after its last.
    Money amount;  // One of amount and count.
    std::int64_t count = 0;
    std::string partner;
    std::string source;  // "Ledger export of 20 November 2026"
    Date imported_on{};

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const CompanyFigure&, const CompanyFigure&) = default;
};

// Whether it counts somewhere: a figure that is measured, with its days, an amount that has a rate
// or a count, and a partner where one is meant. value_must_be_one_of_the_choices,
// field_must_be_given, value_must_be_in_range, field_must_be_empty, amount_must_be_positive,
// rate_must_be_known_on_that_date, text_must_be_short_enough, with the field.
Outcome figure_is_sound(const CompanyFigure& figure, const Program& program);

// Which days of each figure are counted already: counted twice, the company's revenue doubles and
// the partners' share of it halves. Direct revenue is counted by partner.
class CountedDays {
public:
    // False, and nothing is taken, when some of its days were.
    bool take(const CompanyFigure& figure);

private:
    // Of each figure, where each stretch begins and ends.
    std::map<std::string, std::map<Date, Date>> stretches_;
};

}  // namespace entente
