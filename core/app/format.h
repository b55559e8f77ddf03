// Numbers, money, days and moments as a person of the catalog's language reads them.
//
// Integer arithmetic only. How a language groups digits, orders a date or names a month stands in
// its text file under "locale.*".
#pragma once

#include "core/app/text.h"
#include "core/base/date.h"
#include "core/base/money.h"

namespace entente {

// "12,418".
std::string text_from_count(const Catalog& catalog, std::int64_t n);
// "$640,000"; decimals only where there are any: "$640,000.50". Empty without a currency.
std::string text_from_amount(const Catalog& catalog, Money amount);
// The same without the currency, as it stands in a field: "640,000".
std::string text_from_number(const Catalog& catalog, Money amount);
// "640,000" for an amount typed as "640000"; empty for what is no amount.
std::string settled_amount(const Catalog& catalog, std::string_view typed, Currency currency);
// Three digits that matter: "$4.82M", "$712K", "$950"; for figures, never for what is owed.
std::string text_from_figure(const Catalog& catalog, Money amount);
// "$128,000 – $192,000", or one amount when both are the same.
std::string text_from_range(const Catalog& catalog, Money low, Money high);
// "26%", "7.25%".
std::string text_from_percent(const Catalog& catalog, Percent share);
// "20–30%", or one share when both are the same.
std::string text_from_band(const Catalog& catalog, Percent low, Percent high);

// "18 Jan 2027". The empty text for no date (the epoch).
std::string text_from_day(const Catalog& catalog, Date date);
// "20 Nov", for lists where the year is clear.
std::string text_from_day_of_year(const Catalog& catalog, Date date);
// "Mar 2028".
std::string text_from_month(const Catalog& catalog, Date date);
// "2 Sep 2026, 14:06:31 UTC".
std::string text_from_time(const Catalog& catalog, Moment moment);

// "6 days", "9 h", "40 min": the two units that matter below a day, whole days above two.
std::string text_from_duration(const Catalog& catalog, std::int64_t ms);
// "just now", "1 min ago", "3 days ago".
std::string text_from_age(const Catalog& catalog, Moment then, Moment now);

// What a person types for a day: "2027-01-18", "18 Jan 2027", "18 january 2027", "1/18/2027" where
// the language puts the month first. date_must_be_valid for anything else.
Result<Date> date_from_typed(const Catalog& catalog, std::string_view text);

}  // namespace entente
