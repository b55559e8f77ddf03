// How money that is owed comes to be and moves on. Pure: whoever keeps the records applies it.
#pragma once

#include "core/domain/earnings/earning.h"
#include "core/domain/quote.h"

namespace entente {

// What decides a deal's lines beside the deal: the rules and the agreement in force at its
// approval, which it keeps for life.
struct EarningTerms {
    const Agreement& agreement;
    const Program& program;
    Date approved_on{};
    Percent part = percent_whole;  // ReviewRules::secondary_share for a secondary partner.
};

// The lines that a deal would bring, in forecast, ids derived from the deal's: one for each step of
// its quote that counts. Without an agreed rate a line stands at the least of its band (a cost at
// the most). The quote's problems.
Result<std::vector<EarningLine>> forecast_lines(
    DealId id, const Deal& deal, const EarningTerms& terms, Date on
);

// The deal is won: forecast becomes accrued and is held from then on. earning_must_allow_this_step.
Outcome accrue(Earning& line, Date won_on, const Program& program);

// The holding period is over: from `payable_on` on. earning_must_allow_this_step,
// earning_must_be_past_its_holding_period with the day.
Outcome make_payable(Earning& line, Date today);

// What was written for a line so far and against it: its own amount and its corrections'.
Result<Money> standing_amount(const EarningLine& line, const std::vector<EarningLine>& all);

struct Refund {
    Money base;  // Given back to the customer, of the line's base, by this refund alone.
    CorrectionReason reason = CorrectionReason::refund;
    Date on{};
    std::string text;
};

// The line that takes a refund off `line`: before payment it stands beside the line, in the same
// statement if there is one, so that a full refund comes to zero; after payment it is a negative
// line of its own, payable at once. Parts that make up the whole come to the whole exactly.
//
// amount_must_be_positive, currencies_must_match, refund_must_not_exceed_the_line with what is
// left.
Result<EarningLine> refund_line(
    const EarningLine& line, const std::vector<EarningLine>& all, const Refund& refund
);

// The text that explains the line: "earning.why.agreed_rate", "earning.why.least_of_band", ...
std::string_view explanation_key(const Earning& line);

}  // namespace entente
