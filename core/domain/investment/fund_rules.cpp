#include "core/domain/investment/fund_rules.h"

#include "core/base/hash/hash.h"
#include "core/base/text/bounds.h"
#include "core/base/text/utf8.h"
#include "core/domain/review/approval.h"

#include <algorithm>

namespace entente {

std::string fund_guard(AllocationId allocation) {
    return "fund:" + text_from_id(allocation.bytes);
}

// ---- Sums ---------------------------------------------------------------------------------------

static bool is_committed(FundState state) {
    return state == FundState::approved || state == FundState::active ||
           state == FundState::claiming;
}

static bool is_settled(ClaimState state) {
    return state == ClaimState::approved || state == ClaimState::partial ||
           state == ClaimState::paid;
}

static bool is_open(ClaimState state) {
    return state == ClaimState::submitted || state == ClaimState::info;
}

static Result<Money> settled_of(const FundBook& book, FundRequestId request) {
    Money sum{.minor = 0, .currency = book.allocation.amount.currency};
    for (const ClaimEntry& entry : book.claims) {
        if (entry.claim.request != request || !is_settled(entry.claim.state)) continue;
        TRY(sum, add(sum, entry.claim.approved));
    }
    return sum;
}

Result<FundPosition> position_of(const FundBook& book, FundRequestId except) {
    FundPosition position;
    position.allocated = book.allocation.amount;
    position.committed = {0, position.allocated.currency};
    position.claimed = {0, position.allocated.currency};
    for (const RequestEntry& entry : book.requests) {
        TRY(const Money settled, settled_of(book, entry.id));
        TRY(position.claimed, add(position.claimed, settled));
        if (entry.id == except) continue;
        if (is_committed(entry.request.state)) {
            TRY(position.committed, add(position.committed, entry.request.approved));
        } else if (entry.request.state == FundState::closed) {
            TRY(position.committed, add(position.committed, settled));
        }
    }
    TRY(position.left, subtract(position.allocated, position.committed));
    return position;
}

Result<Money> claimed_of(const FundBook& book, FundRequestId request, ClaimId except) {
    Money sum{.minor = 0, .currency = book.allocation.amount.currency};
    for (const ClaimEntry& entry : book.claims) {
        const Claim& claim = entry.claim;
        if (claim.request != request || entry.id == except) continue;
        if (is_settled(claim.state)) {
            TRY(sum, add(sum, claim.approved));
        } else if (is_open(claim.state)) {
            TRY(sum, add(sum, claim.amount));
        }
    }
    return sum;
}

Outcome allocation_is_sound(Money amount, Tier tier, const Program& program, const FundBook& book) {
    const TierRule& rule = rule_of(program, tier);
    if (amount.currency != rule.allocation_low.currency) {
        return Problem{ProblemCode::currencies_must_match, "amount", {}};
    }
    const bool above = !rule.allocation_open_ended && amount.minor > rule.allocation_high.minor;
    if (amount.minor < rule.allocation_low.minor || above) {
        std::string range = text_from_money(rule.allocation_low);
        range += rule.allocation_open_ended ? "+" : "-" + text_from_money(rule.allocation_high);
        return Problem{
            ProblemCode::allocation_must_lie_in_the_range_of_the_tier, "amount", std::move(range)};
    }
    if (book.requests.empty()) return Done{};
    TRY(const FundPosition position, position_of(book));
    if (amount.minor < position.committed.minor) {
        return Problem{
            ProblemCode::allocation_must_cover_what_is_approved,
            "amount",
            text_from_money(position.committed)};
    }
    return Done{};
}

Outcome year_is_open(std::int32_t year, const Program& program, Date today) {
    const auto this_year = static_cast<std::int32_t>(std::chrono::year_month_day{today}.year());
    const std::int32_t first = this_year - program.investment.allocation_years_back;
    const std::int32_t last = this_year + program.investment.allocation_years_ahead;
    if (first <= year && year <= last) return Done{};
    return Problem{
        ProblemCode::value_must_be_in_range,
        "year",
        std::to_string(first) + "-" + std::to_string(last)};
}

// ---- Requests -----------------------------------------------------------------------------------

static Problem beyond_allocation(Money left) {
    return {ProblemCode::requests_must_stay_within_the_allocation, "amount", text_from_money(left)};
}

static std::optional<Problem> amount_problem(Money amount, const FundBook& book, FundRequestId id) {
    if (amount.minor <= 0) return Problem{ProblemCode::amount_must_be_positive, "amount", {}};
    if (amount.currency != book.allocation.amount.currency) {
        return Problem{
            ProblemCode::currencies_must_match,
            "amount",
            std::string(book.allocation.amount.currency.text())};
    }
    const auto position = position_of(book, id);
    if (!position.ok()) return position.problem();
    if (amount.minor > position.value().left.minor) {
        return beyond_allocation(position.value().left);
    }
    return std::nullopt;
}

Outcome fits(const FundForm& form) {
    TRY_DONE(text_is_short_enough(form.title, "title", name_length_max));
    TRY_DONE(text_is_short_enough(form.activity, "activity", name_length_max));
    return text_is_short_enough(form.description, "description");
}

Outcome fits(const Claim& claim) {
    constexpr std::size_t proofs_max = 20;
    TRY_DONE(list_is_short_enough(claim.proof.size(), "proof", proofs_max));
    for (const Proof& proof : claim.proof) {
        TRY_DONE(text_is_short_enough(proof.name, "proof", name_length_max));
    }
    return text_is_short_enough(claim.text, "text");
}

// Nothing, or an amount of the fund's currency.
static std::optional<Problem> expectation_problem(Money expected, const FundBook& book) {
    if (expected.minor < 0) {
        return Problem{ProblemCode::amount_must_be_positive, "expected_value", {}};
    }
    const Currency currency = book.allocation.amount.currency;
    if (expected.minor == 0 || expected.currency == currency) return std::nullopt;
    return Problem{
        ProblemCode::currencies_must_match, "expected_value", std::string(currency.text())};
}

static std::optional<Problem> days_problem(
    const FundForm& form, std::int32_t year, std::int32_t days_max
) {
    if (form.begins_on == Date{}) {
        return Problem{ProblemCode::field_must_be_given, "begins_on", {}};
    }
    if (form.ends_on < form.begins_on) {
        return Problem{ProblemCode::activity_dates_must_be_in_order, "ends_on", {}};
    }
    const std::chrono::year_month_day begins{form.begins_on};
    if (static_cast<int>(begins.year()) != year) {
        return Problem{
            ProblemCode::activity_must_lie_in_the_year_of_the_allocation,
            "begins_on",
            std::to_string(year)};
    }
    const Date last = form.begins_on + Days{days_max - 1};
    if (form.ends_on <= last) return std::nullopt;
    return Problem{ProblemCode::value_must_be_in_range, "ends_on", text_from_date(last)};
}

std::vector<Problem> problems_of(
    const FundForm& form, const FundBook& book, FundRequestId id, const Program& program
) {
    std::vector<Problem> problems;
    const InvestmentRules& rules = program.investment;
    if (entry_with_key(rules.activities, form.activity) == nullptr) {
        problems.push_back({ProblemCode::activity_must_be_known, "activity", {}});
    }
    if (is_blank(form.title)) {
        problems.push_back({ProblemCode::field_must_be_given, "title", {}});
    }
    const auto length = static_cast<std::int32_t>(length_of(form.description));
    if (length < rules.description_characters_min) {
        problems.push_back(
            {ProblemCode::activity_must_be_described,
             "description",
             std::to_string(rules.description_characters_min)}
        );
    }
    if (auto problem = amount_problem(form.amount, book, id)) problems.push_back(*problem);
    const std::int32_t days_max = rules.activity_days_max;
    if (auto problem = days_problem(form, book.allocation.year, days_max)) {
        problems.push_back(*problem);
    }
    if (auto problem = expectation_problem(form.expected_value, book)) {
        problems.push_back(*problem);
    }
    return problems;
}

static Outcome must_be(const FundRequest& request, std::initializer_list<FundState> states) {
    if (std::find(states.begin(), states.end(), request.state) != states.end()) return Done{};
    const std::string state(name_of(request.state));
    return Problem{ProblemCode::fund_request_must_allow_this_step, "state", state};
}

static Outcome must_be(const Claim& claim, std::initializer_list<ClaimState> states) {
    if (std::find(states.begin(), states.end(), claim.state) != states.end()) return Done{};
    const std::string state(name_of(claim.state));
    return Problem{ProblemCode::claim_must_allow_this_step, "state", state};
}

template <typename Decided>
static void note(Decided& decided, const FundDecision& decision) {
    decided.decided_by = decision.by;
    decided.decided_at = decision.at;
    decided.decision_text = decision.text;
}

Outcome submit(
    FundRequest& request, const FundBook& book, FundRequestId id, const Program& program, Moment now
) {
    TRY_DONE(must_be(request, {FundState::draft}));
    const std::vector<Problem> problems = problems_of(request.form, book, id, program);
    if (!problems.empty()) return problems.front();
    request.state = FundState::submitted;
    request.submitted_at = now;
    request.rules_version = program.rules_version;
    return Done{};
}

Outcome withdraw(FundRequest& request) {
    TRY_DONE(must_be(request, {FundState::draft, FundState::submitted}));
    request.state = FundState::withdrawn;
    return Done{};
}

Outcome approve(
    RequestEntry& entry,
    Money amount,
    const FundDecision& decision,
    const FundBook& book,
    const Program& program
) {
    FundRequest& request = entry.request;
    TRY_DONE(must_be(request, {FundState::submitted}));
    const Money asked = request.form.amount;
    if (amount.currency == asked.currency && amount.minor > asked.minor) {
        return Problem{
            ProblemCode::approved_amount_must_not_exceed_the_asked,
            "amount",
            text_from_money(asked)};
    }
    if (auto problem = amount_problem(amount, book, entry.id)) return *problem;
    if (amount.minor < asked.minor) TRY_DONE(reason_text_is_given(decision.text));
    TRY_DONE(text_is_short_enough(decision.text, "text"));
    request.state = FundState::approved;
    request.approved = amount;
    // Decided late, it still leaves the days to claim.
    const Date from = std::max(request.form.ends_on, date_of(decision.at));
    request.claims_until = from + Days{program.investment.claim_days};
    note(request, decision);
    return Done{};
}

Outcome reject(FundRequest& request, const FundDecision& decision) {
    TRY_DONE(must_be(request, {FundState::submitted}));
    TRY_DONE(reason_text_is_given(decision.text));
    request.state = FundState::rejected;
    note(request, decision);
    return Done{};
}

bool move_on(FundRequest& request, Date today) {
    const FundState before = request.state;
    if (request.state == FundState::approved && today >= request.form.begins_on) {
        request.state = FundState::active;
    }
    if (request.state == FundState::active && today > request.form.ends_on) {
        request.state = FundState::claiming;
    }
    return request.state != before;
}

Outcome name_deal(FundRequest& request, DealId deal, bool named) {
    using enum FundState;
    TRY_DONE(must_be(request, {approved, active, claiming, closed}));
    constexpr std::size_t deals_max = 500;
    auto& deals = request.deals;
    deals.erase(std::remove(deals.begin(), deals.end(), deal), deals.end());
    if (!named) return Done{};
    if (deals.size() == deals_max) {
        return Problem{ProblemCode::list_must_be_short_enough, "deals", std::to_string(deals_max)};
    }
    deals.push_back(deal);
    return Done{};
}

Outcome close(FundRequest& request, const FundBook& book, FundRequestId id) {
    TRY_DONE(must_be(request, {FundState::approved, FundState::active, FundState::claiming}));
    for (const ClaimEntry& entry : book.claims) {
        if (entry.claim.request != id || !is_open(entry.claim.state)) continue;
        return Problem{ProblemCode::claim_must_allow_this_step, "claims", entry.claim.number};
    }
    request.state = FundState::closed;
    return Done{};
}

// ---- Claims -------------------------------------------------------------------------------------

static const FundRequest* request_of(const FundBook& book, FundRequestId id) {
    for (const RequestEntry& entry : book.requests) {
        if (entry.id == id) return &entry.request;
    }
    return nullptr;
}

// Each is a file that can be found again.
static Outcome proof_is_whole(const std::vector<Proof>& proof) {
    if (proof.empty()) return Problem{ProblemCode::proof_must_be_attached, "proof", {}};
    for (std::size_t i = 0; i < proof.size(); i++) {
        const std::string path = "proof[" + std::to_string(i) + "].";
        TRY_DONE(text_is_given(proof[i].name, path + "name", name_length_max));
        if (proof[i].size <= 0) {
            return Problem{ProblemCode::value_must_be_in_range, path + "size", "1"};
        }
        if (proof[i].hash.size() != std::tuple_size_v<Sha256>) {
            return Problem{ProblemCode::checksum_must_match, path + "hash", {}};
        }
    }
    return Done{};
}

std::optional<RepeatedProof> repeated_proof(const ClaimEntry& entry, const FundBook& book) {
    for (const Proof& proof : entry.claim.proof) {
        for (const ClaimEntry& other : book.claims) {
            const ClaimState state = other.claim.state;
            if (other.id == entry.id || !(is_open(state) || is_settled(state))) continue;
            const auto& theirs = other.claim.proof;
            const bool there = std::any_of(theirs.begin(), theirs.end(), [&](const Proof& one) {
                return one.hash == proof.hash;
            });
            if (there) return RepeatedProof{.name = proof.name, .claim = other.claim.number};
        }
    }
    return std::nullopt;
}

// The amount, the proof and the sum; the deadline is asked about where it counts.
static Outcome claim_is_sound(
    const ClaimEntry& entry, const FundBook& book, const FundRequest& request
) {
    const Claim& claim = entry.claim;
    if (claim.amount.minor <= 0) {
        return Problem{ProblemCode::amount_must_be_positive, "amount", {}};
    }
    if (claim.amount.currency != request.approved.currency) {
        return Problem{
            ProblemCode::currencies_must_match,
            "amount",
            std::string(request.approved.currency.text())};
    }
    TRY_DONE(proof_is_whole(claim.proof));
    TRY(const Money others, claimed_of(book, claim.request, entry.id));
    TRY(const Money left, subtract(request.approved, others));
    if (claim.amount.minor > left.minor) {
        return Problem{
            ProblemCode::claims_must_stay_within_the_approved, "amount", text_from_money(left)};
    }
    return Done{};
}

Outcome submit(ClaimEntry& entry, const FundBook& book, Moment now) {
    TRY_DONE(must_be(entry.claim, {ClaimState::draft}));
    const FundRequest* request = request_of(book, entry.claim.request);
    if (request == nullptr) return Problem{ProblemCode::record_must_exist, "request", {}};
    TRY_DONE(must_be(*request, {FundState::approved, FundState::active, FundState::claiming}));
    if (date_of(now) > request->claims_until) {
        return Problem{
            ProblemCode::claim_must_be_before_its_deadline,
            "request",
            text_from_date(request->claims_until)};
    }
    TRY_DONE(claim_is_sound(entry, book, *request));
    entry.claim.state = ClaimState::submitted;
    entry.claim.submitted_at = now;
    return Done{};
}

Outcome withdraw(Claim& claim) {
    TRY_DONE(must_be(claim, {ClaimState::draft, ClaimState::submitted, ClaimState::info}));
    claim.state = ClaimState::withdrawn;
    return Done{};
}

Outcome ask(Claim& claim, const FundDecision& decision, const Program& program) {
    TRY_DONE(must_be(claim, {ClaimState::submitted}));
    TRY_DONE(reason_text_is_given(decision.text));
    claim.state = ClaimState::info;
    claim.question = decision.text;
    claim.answer_due_on = date_of(decision.at) + Days{program.investment.claim_answer_days};
    return Done{};
}

Outcome answer(ClaimEntry& entry, const FundBook& book, Date today) {
    TRY_DONE(must_be(entry.claim, {ClaimState::info}));
    const FundRequest* request = request_of(book, entry.claim.request);
    if (request == nullptr) return Problem{ProblemCode::record_must_exist, "request", {}};
    TRY_DONE(claim_is_sound(entry, book, *request));
    entry.claim.state = ClaimState::submitted;
    entry.claim.answered_late = entry.claim.answered_late || today > entry.claim.answer_due_on;
    return Done{};
}

Outcome lapse(Claim& claim, const Program& program, Date today) {
    TRY_DONE(must_be(claim, {ClaimState::info}));
    const Date last = claim.answer_due_on + Days{program.investment.claim_lapse_days};
    if (today <= last) {
        return Problem{
            ProblemCode::claim_must_allow_this_step, "answer_due_on", text_from_date(last)};
    }
    claim.state = ClaimState::lapsed;
    return Done{};
}

Outcome settle(Claim& claim, Money amount, const FundDecision& decision) {
    TRY_DONE(must_be(claim, {ClaimState::submitted}));
    if (amount.minor <= 0) return Problem{ProblemCode::amount_must_be_positive, "amount", {}};
    if (amount.currency != claim.amount.currency) {
        return Problem{ProblemCode::currencies_must_match, "amount", {}};
    }
    if (amount.minor > claim.amount.minor) {
        return Problem{
            ProblemCode::approved_amount_must_not_exceed_the_asked,
            "amount",
            text_from_money(claim.amount)};
    }
    const bool whole = amount == claim.amount;
    if (!whole) TRY_DONE(reason_text_is_given(decision.text));
    TRY_DONE(text_is_short_enough(decision.text, "text"));
    claim.state = whole ? ClaimState::approved : ClaimState::partial;
    claim.approved = amount;
    note(claim, decision);
    return Done{};
}

Outcome reject(Claim& claim, const FundDecision& decision) {
    TRY_DONE(must_be(claim, {ClaimState::submitted, ClaimState::info}));
    TRY_DONE(reason_text_is_given(decision.text));
    claim.state = ClaimState::rejected;
    note(claim, decision);
    return Done{};
}

Outcome pay(Claim& claim, Date paid_on, std::string payment) {
    TRY_DONE(must_be(claim, {ClaimState::approved, ClaimState::partial}));
    if (is_blank(payment)) return Problem{ProblemCode::reason_must_be_given, "payment", {}};
    TRY_DONE(text_is_short_enough(payment, "payment", name_length_max));
    claim.state = ClaimState::paid;
    claim.paid_on = paid_on;
    claim.payment = std::move(payment);
    return Done{};
}

bool was_settled_in_time(const Claim& claim) {
    return is_settled(claim.state) && !claim.answered_late;
}

}  // namespace entente
