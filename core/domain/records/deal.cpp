#include "core/domain/deal.h"

#include "core/domain/overlap.h"
#include "core/domain/protection/activity.h"
#include "core/domain/records/kind_rule.h"

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
    field(v, "remind_at", remind_at);
    field(v, "reminded", reminded);
    field(v, "escalated_at", escalated_at);
    field(v, "taken_over_at", taken_over_at);
}

void Evidence::describe(FieldVisitor& v) {
    field(v, "kind", kind);
    field(v, "on", on);
    field(v, "text", text);
    field(v, "person", person);
    field(v, "added_at", added_at);
}

void Extension::describe(FieldVisitor& v) {
    field(v, "requested_at", requested_at);
    field(v, "requested_by", requested_by);
    field(v, "text", text);
    field(v, "kind", kind);
    field(v, "on", on);
}

void WonReport::describe(FieldVisitor& v) {
    field(v, "order_number", order_number);
    field(v, "reported_at", reported_at);
    field(v, "reported_by", reported_by);
    field(v, "early", early);
    field(v, "confirmed_at", confirmed_at);
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
    field(v, "approved_at", approved_at);
    field(v, "decided_by", decided_by);
    field(v, "secondary", secondary);
    field(v, "appealed", appealed);
    field(v, "appeal_text", appeal_text);
    field(v, "cloned_from", cloned_from);
    field(v, "won", won);
    field(v, "evidence", evidence);
    field(v, "extension", extension);
    field(v, "extensions_granted", extensions_granted);
    field(v, "reminded_days", reminded_days);
    field(v, "activity_at", activity_at);
    field(v, "inactive_warned_at", inactive_warned_at);
    field(v, "stage_moved_at", stage_moved_at);
    field(v, "secondary_share", secondary_share);
    field(v, "joint_solution", joint_solution);
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

bool is_received(const Deal& deal) {
    return deal.submitted_at.given();
}

bool is_live(const Deal& deal) {
    return is_open(deal) || deal.review == Review::won_reported;
}

bool is_incumbent(const Deal& deal, Date today, std::int32_t months) {
    if (deal.review != Review::closed || deal.outcome != DealOutcome::won) return false;
    return today <= months_after(date_of(deal.decided_at), months);
}

Result<Money> value_of(const Deal& deal) {
    Money sum{.minor = 0, .currency = deal.currency};
    for (const DealLine& line : deal.lines) {
        TRY(sum, add(sum, line.amount));
    }
    return sum;
}

static constexpr FieldAccess deal_fields[] = {
    {"partner", seen_by::all},
    {"owner", seen_by::all},
    {"agreement", seen_by::all},
    {"number", seen_by::all},
    {"receipt", seen_by::all},
    {"customer", seen_by::all},
    {"title", seen_by::all},
    {"objective", seen_by::all},
    {"products", seen_by::all},
    {"lines", seen_by::all},
    {"currency", seen_by::all},
    {"expected_close", seen_by::all},
    {"source", seen_by::all},
    {"type", seen_by::all},
    {"competitor", seen_by::all},
    {"rfx_number", seen_by::all},
    {"contact", seen_by::all},
    {"notes", seen_by::all},
    {"review", seen_by::all},
    {"outcome", seen_by::all},
    {"stage", seen_by::all},
    {"protection", seen_by::all},
    {"protected_until", seen_by::all},
    {"contested", seen_by::all},
    {"match_keys", seen_by::all},
    {"submitted_at", seen_by::all},
    {"priority_from", seen_by::all},
    {"priority_until", seen_by::all},
    {"reviewer", seen_by::all},
    {"first_approver", seen_by::staff},
    {"question", seen_by::all},
    {"sla", seen_by::all},
    {"decided_at", seen_by::all},
    {"decision_rule", seen_by::all},
    {"decision_reason", seen_by::all},
    {"decision_text", seen_by::all},
    {"internal_note", seen_by::staff},
    {"rules_version", seen_by::all},
    {"approved_at", seen_by::all},
    {"decided_by", seen_by::staff},
    {"secondary", seen_by::all},
    {"appealed", seen_by::all},
    {"appeal_text", seen_by::all},
    {"cloned_from", seen_by::all},
    {"won", seen_by::all},
    {"evidence", seen_by::all},
    {"extension", seen_by::all},
    {"extensions_granted", seen_by::all},
    {"reminded_days", seen_by::all},
    {"activity_at", seen_by::all},
    {"inactive_warned_at", seen_by::all},
    {"stage_moved_at", seen_by::all},
    {"secondary_share", seen_by::all},
    {"joint_solution", seen_by::all},
};

static Place place_of_deal(const Record& record) {
    const auto& deal = body_of<Deal>(record);
    return {.partner = deal.partner, .owner = deal.owner};
}

std::string reviewed_by(PersonId reviewer) {
    return index_key("reviewed_by", reviewer.bytes);
}

// Taken, and neither a second person's nor the board's by now.
static bool is_its_reviewers(const Deal& deal) {
    if (!deal.reviewer.given() || deal.first_approver.given()) return false;
    return deal.review == Review::in_review || deal.review == Review::info_requested;
}

static std::vector<std::string> keys_of_deal(const Record& record) {
    const auto& deal = body_of<Deal>(record);
    std::vector<std::string> keys;
    keys.reserve(16);  // More than a deal has, so that none is moved.
    keys.push_back(index_key("deals_of", deal.partner.bytes));
    if (is_open(deal)) keys.push_back(index_key("open_deals_of", deal.partner.bytes));
    if (is_its_reviewers(deal)) keys.push_back(reviewed_by(deal.reviewer));
    if (deal.review == Review::won_reported) {
        keys.push_back(index_key("won_reported_of", deal.partner.bytes));
    }
    // A won deal still says whose customer it is; for how long, who looks it up decides.
    const bool won = deal.review == Review::closed && deal.outcome == DealOutcome::won;
    if (!is_live(deal) && !won) return keys;
    for (const std::string& key : deal.match_keys) {
        for (std::string& lookup : lookup_keys(key)) keys.push_back(std::move(lookup));
    }
    return keys;
}

// A draft becomes the program's business when it is received.
static bool is_received_for_staff(const Record& record, const Viewer& viewer) {
    return viewer.audience != Audience::staff || is_received(body_of<Deal>(record));
}

static constexpr std::string_view guarded_fields[] = {
    "lines", "currency", "expected_close", "owner"};

constinit const KindRule Deal::registered = {
    .kind = Kind::deal,
    .type = body_type<Deal>,
    .place = place_of_deal,
    .index_keys = keys_of_deal,
    .fields = deal_fields,
    .visible = is_received_for_staff,
    .dues = dues_of_deal,
    .state_field = "review",
    .guarded_fields = guarded_fields};

}  // namespace entente
