#include "core/domain/deal.h"

namespace entente {

std::span<const std::string_view> names_of(Review) {
    static constexpr std::array<std::string_view, 9> names{
        "draft",
        "submitted",
        "in_review",
        "info_requested",
        "conflict",
        "approved",
        "won_reported",
        "expired",
        "closed"};
    return names;
}

std::span<const std::string_view> names_of(DealOutcome) {
    static constexpr std::array<std::string_view, 8> names{
        "none", "won", "lost", "rejected", "duplicate", "incomplete", "withdrawn", "revoked"};
    return names;
}

std::span<const std::string_view> names_of(Protection) {
    static constexpr std::array<std::string_view, 4> names{
        "none", "active", "extension_pending", "lapsed"};
    return names;
}

std::span<const std::string_view> names_of(Stage) {
    static constexpr std::array<std::string_view, 5> names{
        "prospect", "qualified", "technical_validation", "business_validation", "committed"};
    return names;
}

std::span<const std::string_view> names_of(DealSource) {
    static constexpr std::array<std::string_view, 4> names{"own", "event", "lead", "referral"};
    return names;
}

std::span<const std::string_view> names_of(DealType) {
    static constexpr std::array<std::string_view, 3> names{"new_business", "renewal", "expansion"};
    return names;
}

void Customer::describe(FieldVisitor& v) {
    field(v, "legal_name", legal_name);
    field(v, "domain", domain);
    field(v, "country", country);
    field(v, "tax_id", tax_id);
    field(v, "sector", sector);
    field(v, "public_sector", public_sector);
}

void Contact::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "email", email);
}

void DealLine::describe(FieldVisitor& v) {
    field(v, "category", category);
    field(v, "amount", amount);
    field(v, "term_months", term_months);
    field(v, "recurring", recurring);
}

void Question::describe(FieldVisitor& v) {
    field(v, "fields", fields);
    field(v, "text", text);
    field(v, "asked_at", asked_at);
    field(v, "due_on", due_on);
    field(v, "came_from", came_from);
}

void SlaClock::describe(FieldVisitor& v) {
    field(v, "started_at", started_at);
    field(v, "running_since", running_since);
    field(v, "used_ms", used_ms);
    field(v, "target_at", target_at);
    field(v, "limit_at", limit_at);
}

void Deal::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "owner", owner);
    field(v, "agreement", agreement);
    field(v, "number", number);
    field(v, "receipt", receipt);
    field(v, "customer", customer);
    field(v, "title", title);
    field(v, "objective", objective);
    field(v, "products", products);
    field(v, "lines", lines);
    field(v, "currency", currency);
    field(v, "expected_close", expected_close);
    field(v, "source", source);
    field(v, "type", type);
    field(v, "competitor", competitor);
    field(v, "rfx_number", rfx_number);
    field(v, "contact", contact);
    field(v, "notes", notes);
    field(v, "review", review);
    field(v, "outcome", outcome);
    field(v, "stage", stage);
    field(v, "protection", protection);
    field(v, "protected_until", protected_until);
    field(v, "contested", contested);
    field(v, "match_keys", match_keys);
    field(v, "submitted_at", submitted_at);
    field(v, "priority_from", priority_from);
    field(v, "priority_until", priority_until);
    field(v, "reviewer", reviewer);
    field(v, "first_approver", first_approver);
    field(v, "question", question);
    field(v, "sla", sla);
    field(v, "decided_at", decided_at);
    field(v, "decision_rule", decision_rule);
    field(v, "decision_reason", decision_reason);
    field(v, "decision_text", decision_text);
    field(v, "internal_note", internal_note);
    field(v, "rules_version", rules_version);
}

bool is_open(const Deal& deal) {
    switch (deal.review) {
        case Review::submitted:
        case Review::in_review:
        case Review::info_requested:
        case Review::conflict:
        case Review::approved:
            return true;
        case Review::draft:
        case Review::won_reported:
        case Review::expired:
        case Review::closed:
            return false;
    }
    return false;
}

bool is_live(const Deal& deal) {
    return is_open(deal) || deal.review == Review::won_reported;
}

Result<Money> value_of(const Deal& deal) {
    Money sum{.minor = 0, .currency = deal.currency};
    for (const DealLine& line : deal.lines) {
        TRY(sum, add(sum, line.amount));
    }
    return sum;
}

}  // namespace entente
