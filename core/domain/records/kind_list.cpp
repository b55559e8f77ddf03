// The names of all kinds, and what follows from a kind's rule.
#include "core/domain/records/kind_rule.h"
#include "core/domain/records/known_kind.h"

namespace entente {

// Names stand in files and on the wire: never change one.
std::span<const std::string_view> names_of(Kind) {
    static constexpr std::string_view names[] = {
        "program",      "partner",      "person",      "agreement",      "deal",
        "history",      "certificate",  "enrollment",  "earning",        "statement",
        "allocation",   "fund_request", "claim",       "company_figure", "milestone",
        "import_batch", "pursuit",      "course_book", "exam",           "attempt",
        "project",      "peer_review",  "onboarding",  "ticket",         "ticket_message",
        "show",         "lead",         "vendor_lead", "lead_offer",     "survey",
        "campaign",     "case_study",   "resource",    "rule_set",       "contest",
    };
    return names;
}

static const KindRule* known_rule(Kind kind) {
    const auto index = static_cast<std::size_t>(kind);
    return index < kind_rules().size() ? kind_rules()[index] : nullptr;
}

bool is_known(Kind kind) {
    return known_rule(kind) != nullptr;
}

const KindRule& rule_of(Kind kind) {
    const KindRule* rule = known_rule(kind);
    check(rule != nullptr && rule->kind == kind);
    return *rule;
}

}  // namespace entente
