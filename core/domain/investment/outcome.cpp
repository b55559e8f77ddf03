#include "core/domain/investment/outcome.h"

#include "core/domain/measurement/ratio.h"

namespace entente {

static Outcome count(
    FundOutcome& outcome, const NamedDeal& deal, const RateTable& rates, Date today
) {
    outcome.deals++;
    if (deal.won_on != Date{}) {
        outcome.won++;
        outcome.approved++;
        return add_line(outcome.won_value, deal.value, deal.won_on, rates);
    }
    if (deal.approved_on == Date{}) return Done{};
    outcome.approved++;
    return add_line(outcome.pipeline, deal.value, today, rates);
}

Result<FundOutcome> outcome_of(
    const RequestEntry& entry,
    const FundBook& book,
    const std::vector<NamedDeal>& deals,
    const Program& program,
    Date today
) {
    const FundForm& form = entry.request.form;
    FundOutcome outcome;
    outcome.pipeline.amount = {0, form.amount.currency};
    outcome.won_value.amount = {0, form.amount.currency};
    outcome.spent = {0, form.amount.currency};
    const Date last = months_after(form.ends_on, program.investment.outcome_months);
    const RateTable rates(program.exchange_rates);
    for (const NamedDeal& deal : deals) {
        if (deal.registered_on < form.begins_on || deal.registered_on > last) continue;
        TRY_DONE(count(outcome, deal, rates, today));
    }
    for (const ClaimEntry& claim : book.claims) {
        if (claim.claim.request != entry.id || !claim.claim.approved.currency.given()) continue;
        TRY(outcome.spent, add(outcome.spent, claim.claim.approved));
    }
    constexpr std::int64_t in_hundredths = 100, in_percent = 10'000;
    const std::int64_t won = outcome.won_value.amount.minor;
    outcome.return_hundredths = ratio(won, outcome.spent.minor, in_hundredths);
    if (form.expected_value.currency.given()) {
        TRY(const ConvertedMoney expected,
            rates.convert(form.expected_value, form.amount.currency, today));
        outcome.expected_hundredths = ratio(won, expected.amount.minor, in_percent);
    }
    return outcome;
}

}  // namespace entente
