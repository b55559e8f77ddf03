#include "core/domain/economics/earning.h"

namespace entente {

std::span<const std::string_view> names_of(EarningState) {
    static constexpr std::array<std::string_view, 5> names{
        "forecast", "accrued", "payable", "in_statement", "paid"};
    return names;
}

std::span<const std::string_view> names_of(EarningKind) {
    static constexpr std::array<std::string_view, 4> names{
        "margin", "marketplace_cost", "incentive", "correction"};
    return names;
}

std::span<const std::string_view> names_of(CorrectionReason) {
    static constexpr std::array<std::string_view, 5> names{
        "none", "refund", "deal_lost", "deal_revoked", "volume_fell"};
    return names;
}

void Earning::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "owner", owner);
    field(v, "deal", deal);
    field(v, "deal_number", deal_number);
    field(v, "customer", customer);
    field(v, "kind", kind);
    field(v, "state", state);
    field(v, "category", category);
    field(v, "base", base);
    field(v, "rate", rate);
    field(v, "rate_agreed", rate_agreed);
    field(v, "part", part);
    field(v, "amount", amount);
    field(v, "rule", rule);
    field(v, "rule_version", rule_version);
    field(v, "effective_from", effective_from);
    field(v, "clause", clause);
    field(v, "year", year);
    field(v, "written_on", written_on);
    field(v, "payable_on", payable_on);
    field(v, "statement", statement);
    field(v, "paid_on", paid_on);
    field(v, "corrects", corrects);
    field(v, "reason", reason);
    field(v, "refunded", refunded);
    field(v, "text", text);
}

}  // namespace entente
