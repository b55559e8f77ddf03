#include "core/domain/investment/fund.h"

namespace entente {

std::span<const std::string_view> names_of(FundState) {
    static constexpr std::array<std::string_view, 8> names{
        "draft", "submitted", "approved", "rejected", "active", "claiming", "closed", "withdrawn"};
    return names;
}

std::span<const std::string_view> names_of(ClaimState) {
    static constexpr std::array<std::string_view, 8> names{
        "draft", "submitted", "info", "approved", "partial", "rejected", "paid", "withdrawn"};
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
}

void Proof::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "hash", hash);
    field(v, "size", size);
}

void Claim::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "owner", owner);
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

}  // namespace entente
