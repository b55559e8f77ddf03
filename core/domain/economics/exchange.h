// Amounts of several currencies told in one: by dated reference rates, and saying by which.
//
// Every line is converted by itself and then added, so that the rows of a list always come to its
// total. A missing rate is a Problem, never a guess.
#pragma once

#include "core/domain/program.h"

#include <vector>

namespace entente {

// A figure in another currency than the one it was recorded in.
struct ConvertedMoney {
    Money amount;
    Money original;
    Date rate_on{};  // Of the older of the two rates; the epoch's day where nothing was converted.

    bool is_converted() const { return amount.currency != original.currency; }
    friend bool operator==(const ConvertedMoney&, const ConvertedMoney&) = default;
};

// The program's reference rates, ordered once, for converting many amounts. Answers as converted()
// in core/domain/program.h does.
class RateTable {
public:
    explicit RateTable(const std::vector<ExchangeRate>& rates);

    // By the newest rates not after `on`; half to even. currencies_must_match without a rate.
    Result<ConvertedMoney> convert(Money amount, Currency to, Date on) const;

private:
    struct Row {
        std::uint32_t code = 0;
        Date on{};
        std::int64_t per_euro_scaled = 0;  // Of the smallest unit.
    };
    const Row* row_of(Currency currency, Date on) const;

    std::vector<Row> rows_;  // By currency, then day.
};

// A total over several currencies, and what it is made of.
struct ConvertedSum {
    Money amount;
    std::int64_t lines = 0;
    std::int64_t converted_lines = 0;
    Date oldest_rate{};  // Of the lines that were converted.
    Date newest_rate{};
    std::vector<Money> by_currency;  // As recorded; ascending by code.
};

// Adds one line to the sum, whose currency must be set. Unchanged when refused.
Outcome add_line(ConvertedSum& sum, Money line, Date on, const RateTable& rates);

// The reference rates of a file as the European Central Bank publishes it, one day a row:
// "Date, USD, JPY, ..." with N/A where there was none. Days and currencies that are unknown to us
// are refused with their place: date_must_be_valid, currency_must_be_known,
// amount_must_be_a_number.
Result<std::vector<ExchangeRate>> reference_rates_from_csv(std::string_view csv);

}  // namespace entente
