// Amounts, dates and choices as people's files write them, told apart by a whole column.
//
// One cell may be ambiguous ("1.234", "03/04/2026"); a column seldom is. What a column does not
// settle is asked for, never guessed: an amount that is read a hundredfold is worse than a refusal.
#pragma once

#include "core/base/date.h"
#include "core/base/fields.h"
#include "core/base/money.h"

#include <vector>

namespace entente {

enum class DecimalMark : std::uint8_t { automatic, point, comma };
std::span<const std::string_view> names_of(DecimalMark);

enum class DateOrder : std::uint8_t { automatic, day_first, month_first };
std::span<const std::string_view> names_of(DateOrder);

// What the cells of a column agree on; automatic when nothing in them says, or they disagree.
DecimalMark decimal_mark_of(const std::vector<std::string_view>& cells);
DateOrder date_order_of(const std::vector<std::string_view>& cells);

// "1.234,50 EUR", "(1,200.00)", "$640,000". With an automatic mark a cell is read by what it says
// itself. decimal_mark_must_be_known where only the column could have told ("1.234", but of a
// currency without decimals); amount_must_be_a_number, amount_must_fit, currency_must_be_known.
Result<Money> money_from_cell(std::string_view cell, DecimalMark mark, Currency standard);

// How many: "1240", "1,240", "1.240", and nothing beside the digits, so that no amount is taken for
// a count. amount_must_be_a_number, amount_must_fit.
Result<std::int64_t> count_from_cell(std::string_view cell);

// "USD", "USD - U.S. Dollar", or a name by ISO or in use: "US Dollar", "Pound Sterling".
// currency_must_be_known.
Result<Currency> currency_from_cell(std::string_view cell);

// "yes", "true", "x", "1" and their opposites. value_must_be_one_of_the_choices.
Result<bool> yes_from_cell(std::string_view cell);

// ISO 8601 with or without a time behind it; "23.11.2026" (the day is first); "11/23/2026" or
// "23/11/2026" by the order. date_order_must_be_known where only the order could tell;
// date_must_be_valid.
Result<Date> date_from_cell(std::string_view cell, DateOrder order);

// A country by its code, its English name or a name in use: "USA", "UK".
Result<std::string> country_from_cell(std::string_view cell);

// The letters and digits of a text in lower case: how names of columns and choices are compared.
std::string bare_name(std::string_view text);

// Without blanks at its ends.
std::string_view trimmed_cell(std::string_view cell);

}  // namespace entente
