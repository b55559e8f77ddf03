// A partner's year: what it has won under one revenue model, and what its bonus comes to.
//
// Walks over the records at hand.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/earnings/incentive.h"

namespace entente {

struct PartnerYear {
    PartnerId partner;
    std::string_view model;  // Of the agreements that its deals were won under.
    std::int32_t year = 0;
};
std::int32_t year_of(Date day);

bool has_incentive(const Program& program, std::string_view model);

struct YearVolume {
    Money amount;                  // In the program's currency.
    std::int64_t unconverted = 0;  // Deals in a currency without a rate on their day: left out.
};

// Every line of money of the partner.
std::vector<EarningLine> earnings_of(PartnerId partner, const RecordSource& records);

// What was won in the year, each deal by the rate of the day it was won on, without what customers
// were given back by one of `lines`. `won`: a deal as it is about to be stored; null: none.
YearVolume volume_of_year(
    const PartnerYear& year,
    const std::vector<EarningLine>& lines,
    const RecordSource& records,
    const Program& program,
    const Record* won = nullptr
);

// A bonus is one for the whole year, and worth what is agreed and in force on one day of it: its
// last, and today while it runs.
Date pricing_day(std::int32_t year, Date today);

// The partner's agreement of that model that began last by that day; null when none did.
const Agreement* agreement_by(const PartnerYear& year, const RecordSource& records, Date day);

struct YearIncentive {
    std::string model;
    IncentiveStanding standing;
    Money written;                 // Of its lines so far.
    std::int64_t unconverted = 0;  // As in YearVolume.
};

// One for each revenue model with an incentive that the partner has an agreement of: the volume,
// its threshold and what is missing, the rate, what it is worth and what was written. For a page.
std::vector<YearIncentive> incentives_of_year(
    PartnerId partner,
    std::int32_t year,
    const RecordSource& records,
    const Program& program,
    Date today
);

// The levels that somebody at the partner held on that day, those that others build on as well.
std::vector<std::string> levels_of(
    PartnerId partner, const RecordSource& records, const Program& program, Date on
);

// What the agreement's partner has reached by today, for "what unlocks more". The volume is that of
// the deals: a device holds no lines, and so does not know what customers were given back.
Standing standing_of(
    const Agreement& agreement, const RecordSource& records, const Program& program, Date today
);

}  // namespace entente
