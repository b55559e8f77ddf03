#include "core/domain/investment/fund.h"

#include "core/domain/commands/funds.h"
#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(FundState) {
    static constexpr std::array<std::string_view, 8> names{
        "draft", "submitted", "approved", "rejected", "active", "claiming", "closed", "withdrawn"};
    return names;
}

std::span<const std::string_view> names_of(ClaimState) {
    static constexpr std::array<std::string_view, 9> names{
        "draft",
        "submitted",
        "info",
        "approved",
        "partial",
        "rejected",
        "paid",
        "withdrawn",
        "lapsed"};
    return names;
}

AllocationId allocation_id(PartnerId partner, std::int32_t year) {
    return {derived_id(partner.bytes, "allocation", static_cast<std::uint64_t>(year))};
}

void Allocation::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "year", year);
    field(v, "amount", amount);
    field(v, "rules_version", rules_version);
    field(v, "note", note);
}

void FundForm::describe(FieldVisitor& v) {
    field(v, "activity", activity);
    field(v, "title", title);
    field(v, "description", description);
    field(v, "amount", amount);
    field(v, "begins_on", begins_on);
    field(v, "ends_on", ends_on);
    field(v, "expected_value", expected_value);
}

void FundRequest::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "owner", owner);
    field(v, "allocation", allocation);
    field(v, "number", number);
    field(v, "form", form);
    field(v, "state", state);
    field(v, "approved", approved);
    field(v, "submitted_at", submitted_at);
    field(v, "decided_by", decided_by);
    field(v, "decided_at", decided_at);
    field(v, "decision_text", decision_text);
    field(v, "claims_until", claims_until);
    field(v, "rules_version", rules_version);
    field(v, "deals", deals);
}

void Proof::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "hash", hash);
    field(v, "size", size);
}

void Claim::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "owner", owner);
    field(v, "allocation", allocation);
    field(v, "request", request);
    field(v, "number", number);
    field(v, "state", state);
    field(v, "amount", amount);
    field(v, "proof", proof);
    field(v, "text", text);
    field(v, "approved", approved);
    field(v, "submitted_at", submitted_at);
    field(v, "question", question);
    field(v, "answer_due_on", answer_due_on);
    field(v, "answered_late", answered_late);
    field(v, "decided_by", decided_by);
    field(v, "decided_at", decided_at);
    field(v, "decision_text", decision_text);
    field(v, "paid_on", paid_on);
    field(v, "payment", payment);
}

// Money is seen by those who see margins; a member sees that there is an allocation, not how much.
static constexpr FieldAccess allocation_fields[] = {
    {"partner", seen_by::all},
    {"year", seen_by::all},
    {"amount", seen_by::seller},
    {"rules_version", seen_by::seller},
    {"note", seen_by::seller},
};

constinit const KindRule Allocation::registered = {
    .kind = Kind::allocation,
    .type = body_type<Allocation>,
    .place = shared_place<Allocation>,
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        return {index_key("allocations_of", body_of<Allocation>(record).partner.bytes)};
    },
    .fields = allocation_fields};

static constexpr FieldAccess request_fields[] = {
    {"partner", seen_by::all},
    {"owner", seen_by::all},
    {"allocation", seen_by::all},
    {"number", seen_by::all},
    {"form", seen_by::all},
    {"state", seen_by::all},
    {"approved", seen_by::all},
    {"submitted_at", seen_by::all},
    {"decided_by", seen_by::all},
    {"decided_at", seen_by::all},
    {"decision_text", seen_by::all},
    {"claims_until", seen_by::all},
    {"rules_version", seen_by::all},
    {"deals", seen_by::all},
};

template <typename Owned>
static Place owned_place(const Record& record) {
    const auto& body = body_of<Owned>(record);
    return {.partner = body.partner, .owner = body.owner};
}

static std::vector<std::string> keys_of_request(const Record& record) {
    const auto& request = body_of<FundRequest>(record);
    return {
        index_key("fund", request.allocation.bytes),
        index_key("fund_requests_of", request.partner.bytes)};
}

// A day counts to its end: what it limits falls due as the next one begins.
static void dues_of_request(const Record& record, const Program&, std::vector<Due>& dues) {
    const auto& request = body_of<FundRequest>(record);
    const FundRequestId id{record.id};
    if (request.state == FundState::approved) {
        dues.push_back({start_of(request.form.begins_on), MoveFundRequestOn{id}});
    }
    if (request.state == FundState::active) {
        dues.push_back({start_of(request.form.ends_on + Days{1}), MoveFundRequestOn{id}});
    }
    if (request.state == FundState::claiming) {
        dues.push_back({start_of(request.claims_until + Days{1}), CloseFundRequest{id}});
    }
}

// A draft is a partner's thinking until it is submitted, also one that was withdrawn.
template <typename Body>
static bool is_theirs_or_submitted(const Record& record, const Viewer& viewer) {
    return viewer.audience != Audience::staff || body_of<Body>(record).submitted_at.given();
}

constinit const KindRule FundRequest::registered = {
    .kind = Kind::fund_request,
    .type = body_type<FundRequest>,
    .place = owned_place<FundRequest>,
    .index_keys = keys_of_request,
    .fields = request_fields,
    .visible = is_theirs_or_submitted<FundRequest>,
    .dues = dues_of_request,
    .state_field = "state"};

static constexpr FieldAccess claim_fields[] = {
    {"partner", seen_by::all},       {"owner", seen_by::all},         {"allocation", seen_by::all},
    {"request", seen_by::all},       {"number", seen_by::all},        {"state", seen_by::all},
    {"amount", seen_by::all},        {"proof", seen_by::all},         {"text", seen_by::all},
    {"approved", seen_by::all},      {"submitted_at", seen_by::all},  {"question", seen_by::all},
    {"answer_due_on", seen_by::all}, {"answered_late", seen_by::all}, {"decided_by", seen_by::all},
    {"decided_at", seen_by::all},    {"decision_text", seen_by::all}, {"paid_on", seen_by::all},
    {"payment", seen_by::all},
};

static std::vector<std::string> keys_of_claim(const Record& record) {
    const auto& claim = body_of<Claim>(record);
    return {index_key("fund", claim.allocation.bytes), index_key("claims_of", claim.partner.bytes)};
}

// The day to answer counts to its end, and so does the last of the days after it.
static void dues_of_claim(const Record& record, const Program& program, std::vector<Due>& dues) {
    const auto& claim = body_of<Claim>(record);
    if (claim.state != ClaimState::info) return;
    const Date last = claim.answer_due_on + Days{program.investment.claim_lapse_days};
    dues.push_back({start_of(last + Days{1}), LapseClaim{{record.id}}});
}

constinit const KindRule Claim::registered = {
    .kind = Kind::claim,
    .type = body_type<Claim>,
    .place = owned_place<Claim>,
    .index_keys = keys_of_claim,
    .fields = claim_fields,
    .visible = is_theirs_or_submitted<Claim>,
    .dues = dues_of_claim,
    .state_field = "state"};

}  // namespace entente
