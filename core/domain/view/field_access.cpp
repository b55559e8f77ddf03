#include "core/domain/view/field_access.h"

#include <array>

namespace entente {

static constexpr Audiences bit(Audience audience) {
    return static_cast<Audiences>(1U << static_cast<unsigned>(audience));
}

static constexpr Audiences staff = bit(Audience::staff);
static constexpr Audiences admin = bit(Audience::admin) | staff;
static constexpr Audiences seller = bit(Audience::seller) | admin;
static constexpr Audiences all = bit(Audience::member) | seller;
static constexpr Audiences partner_only =
    bit(Audience::member) | bit(Audience::seller) | bit(Audience::admin);

// In the order of each body's description.
static constexpr FieldAccess rows[] = {
    {Kind::program, "name", all},
    {Kind::program, "rules_version", all},
    {Kind::program, "effective_from", all},
    {Kind::program, "effective_until", all},
    {Kind::program, "approved_by", all},
    {Kind::program, "approved_on", all},
    {Kind::program, "currency", all},
    {Kind::program, "roles", all},
    {Kind::program, "tiers", all},
    {Kind::program, "partner_types", all},
    {Kind::program, "models", all},
    {Kind::program, "products", all},
    {Kind::program, "sectors", all},
    {Kind::program, "regions", all},
    {Kind::program, "calendars", all},
    {Kind::program, "stages", all},
    {Kind::program, "review", all},
    {Kind::program, "reject_reasons", all},
    {Kind::program, "loss_reasons", all},
    {Kind::program, "levels", all},
    {Kind::program, "courses", all},
    {Kind::program, "certificate_unlocks", all},
    {Kind::program, "resources", all},
    {Kind::program, "scorecard", all},
    {Kind::program, "scorecard_keep_total", all},
    {Kind::program, "support", all},
    {Kind::program, "exchange_rates", all},
    {Kind::program, "plan", staff},

    {Kind::partner, "name", all},
    {Kind::partner, "legal_name", all},
    {Kind::partner, "domains", all},
    {Kind::partner, "tax_id", admin},
    {Kind::partner, "tier", all},
    {Kind::partner, "types", all},
    {Kind::partner, "alliance", all},
    {Kind::partner, "region", all},
    {Kind::partner, "home_country", all},
    {Kind::partner, "countries", all},
    {Kind::partner, "worldwide", all},
    {Kind::partner, "specializations", all},
    {Kind::partner, "joint_solutions", all},
    {Kind::partner, "revenue_potential", staff},
    {Kind::partner, "investment_note", staff},
    {Kind::partner, "lifecycle", all},
    {Kind::partner, "channel_manager", all},
    {Kind::partner, "channel_manager_name", all},
    {Kind::partner, "joined_on", all},
    {Kind::partner, "quota_per_quarter", seller},
    {Kind::partner, "revenue_plan", seller},
    {Kind::partner, "certificate_plan", all},

    {Kind::person, "name", all},
    {Kind::person, "email", all},
    {Kind::person, "partner", all},
    {Kind::person, "role", all},
    {Kind::person, "locale", all},
    {Kind::person, "time_zone", all},
    {Kind::person, "disabled", admin},
    {Kind::person, "assigned_partners", staff},

    // Rates are margins; that there is an agreement is what a member's registration needs.
    {Kind::agreement, "partner", all},
    {Kind::agreement, "number", all},
    {Kind::agreement, "model", all},
    {Kind::agreement, "rates", seller},
    {Kind::agreement, "territory", all},
    {Kind::agreement, "valid_from", all},
    {Kind::agreement, "valid_until", all},
    {Kind::agreement, "rules_version", all},

    {Kind::deal, "partner", all},
    {Kind::deal, "owner", all},
    {Kind::deal, "agreement", all},
    {Kind::deal, "number", all},
    {Kind::deal, "receipt", all},
    {Kind::deal, "customer", all},
    {Kind::deal, "title", all},
    {Kind::deal, "objective", all},
    {Kind::deal, "products", all},
    {Kind::deal, "lines", all},
    {Kind::deal, "currency", all},
    {Kind::deal, "expected_close", all},
    {Kind::deal, "source", all},
    {Kind::deal, "type", all},
    {Kind::deal, "competitor", all},
    {Kind::deal, "rfx_number", all},
    {Kind::deal, "contact", all},
    {Kind::deal, "notes", all},
    {Kind::deal, "review", all},
    {Kind::deal, "outcome", all},
    {Kind::deal, "stage", all},
    {Kind::deal, "protection", all},
    {Kind::deal, "protected_until", all},
    {Kind::deal, "contested", all},
    {Kind::deal, "match_keys", all},
    {Kind::deal, "submitted_at", all},
    {Kind::deal, "priority_from", all},
    {Kind::deal, "priority_until", all},
    {Kind::deal, "reviewer", all},
    {Kind::deal, "first_approver", staff},
    {Kind::deal, "question", all},
    {Kind::deal, "sla", all},
    {Kind::deal, "decided_at", all},
    {Kind::deal, "decision_rule", all},
    {Kind::deal, "decision_reason", all},
    {Kind::deal, "decision_text", all},
    {Kind::deal, "internal_note", staff},
    {Kind::deal, "rules_version", all},

    {Kind::history, "partner", all},
    {Kind::history, "subject", all},
    {Kind::history, "owner", all},
    {Kind::history, "person", all},
    {Kind::history, "person_name", all},
    {Kind::history, "at", all},
    {Kind::history, "event", all},
    {Kind::history, "from", all},
    {Kind::history, "to", all},
    {Kind::history, "rule", all},
    {Kind::history, "text", all},
    {Kind::history, "internal_text", staff},

    // Whose certificate it is, a member learns of their own only; project() sees to that.
    {Kind::certificate, "partner", all},
    {Kind::certificate, "person", all},
    {Kind::certificate, "level", all},
    {Kind::certificate, "awarded_on", all},
    {Kind::certificate, "expires_on", all},
    {Kind::certificate, "awarded_by", all},

    {Kind::enrollment, "partner", all},
    {Kind::enrollment, "person", all},
    {Kind::enrollment, "level", all},
    {Kind::enrollment, "step", all},
    {Kind::enrollment, "lessons_done", all},
    {Kind::enrollment, "lessons_total", all},
    {Kind::enrollment, "best_score", partner_only},
    {Kind::enrollment, "next_attempt_on", all},
};

std::span<const FieldAccess> field_access() {
    return rows;
}

// Where the rows of each kind begin: every field of every row that is sent is looked up here.
static constexpr std::size_t kinds = static_cast<std::size_t>(Kind::enrollment) + 1;
static constexpr std::array<std::size_t, kinds + 1> starts = [] {
    std::array<std::size_t, kinds + 1> found{};
    for (std::size_t kind = 0; kind < kinds; kind++) {
        std::size_t at = found[kind];
        while (at < std::size(rows) && rows[at].kind == static_cast<Kind>(kind)) at++;
        found[kind + 1] = at;
    }
    return found;
}();
static_assert(starts[kinds] == std::size(rows), "the kinds stand in their own order");

bool may_see_field(Kind kind, std::string_view field, Audience audience) {
    const auto index = static_cast<std::size_t>(kind);
    for (std::size_t at = starts[index]; at < starts[index + 1]; at++) {
        if (rows[at].field == field) return (rows[at].audiences & bit(audience)) != 0;
    }
    return false;
}

}  // namespace entente
