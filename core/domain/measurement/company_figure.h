// A figure of the company's own books or a partner's: what the partners' shares are measured
// against. Imported from a file, with its source and the day it came in.
#pragma once

#include "core/domain/kind.h"
#include "core/domain/partner.h"

namespace entente {

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

}  // namespace entente
