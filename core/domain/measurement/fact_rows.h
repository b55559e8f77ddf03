// One row of the facts from one record each, in the program's currency.
#pragma once

#include "core/domain/economics/exchange.h"
#include "core/domain/measurement/facts.h"

#include <unordered_map>

namespace entente {

// A row lacks the place of its partner, which only the whole list tells, and what other records
// say.
class FactRows {
public:
    FactRows(const Program& program, Date today);

    const Program& program() const { return program_; }
    Date today() const { return today_; }

    PartnerFact partner(PartnerId id, const Partner& partner) const;
    DealFact deal(DealId id, const Deal& deal) const;
    MarketingFact marketing(const IdBytes& id, Date on, std::string_view act) const;
    FigureFact figure(const CompanyFigure& figure) const;
    // Nothing of nothing: an amount without a currency was not given.
    FactAmount amount(Money amount, Date on) const;

private:
    KeyIndex region_of(const std::string& country) const;

    const Program& program_;
    Date today_;
    RateTable rates_;
    std::unordered_map<std::string, KeyIndex> regions_;  // By country.
};

EnrollmentFact enrollment_fact(const IdBytes& id, const Enrollment& enrollment);

}  // namespace entente
