#include "core/domain/investment/outcome.h"

#include "core/domain/deal.h"
#include "core/domain/measurement/ratio.h"

namespace entente {

// A deal in a currency without a rate counts, and its value is told apart.
static Outcome add_value(
    FundOutcome& brought, ConvertedSum& sum, Money value, Date on, const RateTable& rates
) {
    Outcome added = add_line(sum, value, on, rates);
    const bool unknown = !added.ok() && added.problem().code == ProblemCode::currencies_must_match;
    if (!unknown) return added;
    brought.without_rate++;
    return Done{};
}

static Outcome count(
    FundOutcome& brought, const NamedDeal& deal, const RateTable& rates, Date today
) {
    brought.deals++;
    if (deal.won_on != Date{}) {
        brought.won++;
        brought.approved++;
        return add_value(brought, brought.won_value, deal.value, deal.won_on, rates);
    }
    if (deal.approved_on == Date{}) return Done{};
    brought.approved++;
    if (deal.ended) return Done{};
    return add_value(brought, brought.pipeline, deal.value, today, rates);
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
        const auto expected = rates.convert(form.expected_value, form.amount.currency, today);
        if (expected.ok()) {
            brought.expected_hundredths = ratio(won, expected.value().amount.minor, in_percent);
        }
    }
    return brought;
}

static Result<NamedDeal> named_deal(const Record& record) {
    const auto& deal = body_of<Deal>(record);
    NamedDeal named{.id = record.id, .value = {}};
    TRY(named.value, value_of(deal));
    named.registered_on = date_of(deal.submitted_at);  // The epoch's day: a draft.
    if (deal.approved_at.given()) named.approved_on = date_of(deal.approved_at);
    const bool won = deal.review == Review::closed && deal.outcome == DealOutcome::won;
    if (won) named.won_on = date_of(deal.won.confirmed_at);
    named.ended = !won && (deal.review == Review::closed || deal.review == Review::expired);
    return named;
}

Result<FundOutcome> outcome_of(
    FundRequestId request, const RecordSource& records, const Program& program, Date today
) {
    const Record* asked = records.find({Kind::fund_request, request.bytes});
    if (asked == nullptr) return Problem{ProblemCode::record_must_exist, "fund_request", {}};
    const RequestEntry entry{request, body_of<FundRequest>(*asked)};
    const FundBook book = book_of(entry.request.allocation, records);
    std::vector<NamedDeal> deals;
    for (const DealId id : entry.request.deals) {
        const Record* deal = records.find({Kind::deal, id.bytes});
        // An import that was undone takes its deals along; a draft is no deal yet.
        if (deal == nullptr || !body_of<Deal>(*deal).submitted_at.given()) continue;
        TRY(const NamedDeal named, named_deal(*deal));
        deals.push_back(named);
    }
    return outcome_of(entry, book, deals, program, today);
}

}  // namespace entente
