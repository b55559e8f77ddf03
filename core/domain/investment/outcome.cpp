#include "core/domain/investment/outcome.h"

#include "core/domain/measurement/ratio.h"

namespace entente {

static Outcome count(
    FundOutcome& brought, const NamedDeal& deal, const RateTable& rates, Date today
) {
    brought.deals++;
    if (deal.won_on != Date{}) {
        brought.won++;
        brought.approved++;
        return add_line(brought.won_value, deal.value, deal.won_on, rates);
    }
    if (deal.approved_on == Date{}) return Done{};
    brought.approved++;
    return add_line(brought.pipeline, deal.value, today, rates);
}

Result<FundOutcome> outcome_of(
    const RequestEntry& entry,
    const FundBook& book,
    const std::vector<NamedDeal>& deals,
    const Program& program,
    Date today
) {
    const FundForm& form = entry.request.form;
    FundOutcome brought;
    brought.pipeline.amount = {0, form.amount.currency};
    brought.won_value.amount = {0, form.amount.currency};
    brought.spent = {0, form.amount.currency};
    const Date last = months_after(form.ends_on, program.investment.outcome_months);
    const RateTable rates(program.exchange_rates);
    for (const NamedDeal& deal : deals) {
        if (deal.registered_on < form.begins_on || deal.registered_on > last) continue;
        TRY_DONE(count(brought, deal, rates, today));
    }
    for (const ClaimEntry& claim : book.claims) {
        if (claim.claim.request != entry.id || !claim.claim.approved.currency.given()) continue;
        TRY(brought.spent, add(brought.spent, claim.claim.approved));
    }
    constexpr std::int64_t in_hundredths = 100, in_percent = 10'000;
    const std::int64_t won = brought.won_value.amount.minor;
    brought.return_hundredths = ratio(won, brought.spent.minor, in_hundredths);
    if (form.expected_value.currency.given()) {
        TRY(const ConvertedMoney expected,
            rates.convert(form.expected_value, form.amount.currency, today));
        brought.expected_hundredths = ratio(won, expected.amount.minor, in_percent);
    }
    return brought;
}

}  // namespace entente
