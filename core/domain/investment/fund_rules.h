// Every step of an allocation, a request and a claim, with its guards: sum of claims <= approved
// <= what is left of the allocation; proof attached; before the deadline.
//
// Pure: the book holds every record under the guard key of the allocation, so a sum that was looked
// at cannot have moved by the time it is relied on.
#pragma once

#include "core/domain/decide.h"
#include "core/domain/investment/fund.h"
#include "core/domain/program.h"

namespace entente {

struct RequestEntry {
    FundRequestId id;
    FundRequest request;
};

struct ClaimEntry {
    ClaimId id;
    Claim claim;
};

// All there is under one allocation.
struct FundBook {
    Allocation allocation;
    std::vector<RequestEntry> requests;
    std::vector<ClaimEntry> claims;
};

// "fund:<allocation>": what every command names that spends of it.
std::string fund_guard(AllocationId allocation);

struct FundPosition {
    Money allocated;
    Money committed;  // Approved and open, or claimed of what is closed.
    Money claimed;    // Approved claims, paid or not.
    Money left;       // Allocated without committed.
};

// All of a fund that is stored.
FundBook book_of(AllocationId allocation, const RecordSource& records);

// As if `except` were not there: what is left for it. amount_must_fit, currencies_must_match.
Result<FundPosition> position_of(const FundBook& book, FundRequestId except = {});

// What of a request's money is claimed or asked for in claims that are not refused.
Result<Money> claimed_of(const FundBook& book, FundRequestId request, ClaimId except = {});

// An amount for a partner of that tier: within the tier's range (open-ended: from its low end on),
// and no less than is committed of it already. allocation_must_lie_in_the_range_of_the_tier with
// the range, allocation_must_cover_what_is_approved.
Outcome allocation_is_sound(Money amount, Tier tier, const Program& program, const FundBook& book);

// A year that may be given an amount today: value_must_be_in_range with the first and the last.
Outcome year_is_open(std::int32_t year, const Program& program, Date today);

// What may be kept at all, also as a draft. text_must_be_short_enough, list_must_be_short_enough.
Outcome fits(const FundForm& form);
Outcome fits(const Claim& claim);

// Every problem of a request's form, in the order of the form.
std::vector<Problem> problems_of(
    const FundForm& form, const FundBook& book, FundRequestId id, const Program& program
);

struct FundDecision {
    PersonId by;
    Moment at;
    std::string text;
};

// The steps of a request. fund_request_must_allow_this_step with the state for any other state; the
// form's first problem; reason_must_be_given.
Outcome submit(
    FundRequest& request, const FundBook& book, FundRequestId id, const Program& program, Moment now
);
Outcome withdraw(FundRequest& request);
// approved_amount_must_not_exceed_the_asked, amount_must_be_positive,
// requests_must_stay_within_the_allocation with what is left.
Outcome approve(
    RequestEntry& entry,
    Money amount,
    const FundDecision& decision,
    const FundBook& book,
    const Program& program
);
Outcome reject(FundRequest& request, const FundDecision& decision);
// By the day alone: approved becomes active when the activity begins, and claiming when it is over.
// False when nothing changes.
bool move_on(FundRequest& request, Date today);
// When the days for claims are over and no claim is open, or by a person before.
// A deal that the activity brought, or one that it did not after all: from the approval on, as
// deals are won long after the last claim. fund_request_must_allow_this_step,
// list_must_be_short_enough.
Outcome name_deal(FundRequest& request, DealId deal, bool named);

Outcome close(FundRequest& request, const FundBook& book, FundRequestId id);

// The steps of a claim. claim_must_allow_this_step with the state.
// Also: fund_request_must_allow_this_step, claim_must_be_before_its_deadline with the day,
// amount_must_be_positive, currencies_must_match, proof_must_be_attached, what a proof lacks,
// claims_must_stay_within_the_approved with what is left.
Outcome submit(ClaimEntry& entry, const FundBook& book, Moment now);
Outcome withdraw(Claim& claim);
Outcome ask(Claim& claim, const FundDecision& decision, const Program& program);
// The amount and the proof may have changed: judged again as at submission, but for the deadline.
Outcome answer(ClaimEntry& entry, const FundBook& book, Date today);
// Asked about and never answered: the days after the one it was due on are over as well.
Outcome lapse(Claim& claim, const Program& program, Date today);
// A file of the claim that stands in another one that is not refused: its name and that claim.
struct RepeatedProof {
    std::string name;
    std::string claim;  // Its number.
};
std::optional<RepeatedProof> repeated_proof(const ClaimEntry& entry, const FundBook& book);
// All of it, or less with a reason.
Outcome settle(Claim& claim, Money amount, const FundDecision& decision);
Outcome reject(Claim& claim, const FundDecision& decision);
// With the bank's reference: reason_must_be_given, text_must_be_short_enough for "payment".
Outcome pay(Claim& claim, Date paid_on, std::string payment);

// Settled for all or a part of it and never answered late: counts for the scorecard.
bool was_settled_in_time(const Claim& claim);

}  // namespace entente
