#include "core/domain/outreach/campaign.h"

#include "core/domain/records/kind_rule.h"

namespace entente {

std::span<const std::string_view> names_of(CampaignKind) {
    static constexpr std::array<std::string_view, 2> names{"campaign", "joint_event"};
    return names;
}

std::span<const std::string_view> names_of(CampaignState) {
    static constexpr std::array<std::string_view, 4> names{
        "planned", "reported", "confirmed", "cancelled"};
    return names;
}

std::span<const std::string_view> names_of(CaseStudyState) {
    static constexpr std::array<std::string_view, 3> names{"submitted", "returned", "published"};
    return names;
}

void CampaignForm::describe(FieldVisitor& v) {
    field(v, "name", name);
    field(v, "kind", kind);
    field(v, "starts_on", starts_on);
    field(v, "ends_on", ends_on);
    field(v, "budget", budget);
    field(v, "text", text);
}

void CampaignOutcome::describe(FieldVisitor& v) {
    field(v, "contacts", contacts);
    field(v, "leads", leads);
    field(v, "deals", deals);
    field(v, "pipeline", pipeline);
    field(v, "text", text);
}

void Campaign::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "owner", owner);
    field(v, "form", form);
    field(v, "state", state);
    field(v, "outcome", outcome);
    field(v, "reported_on", reported_on);
    field(v, "confirmed_on", confirmed_on);
    field(v, "decision_text", decision_text);
}

void CaseStudyForm::describe(FieldVisitor& v) {
    field(v, "title", title);
    field(v, "customer", customer);
    field(v, "deal", deal);
    field(v, "text", text);
    field(v, "customer_consent", customer_consent);
}

void CaseStudy::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "owner", owner);
    field(v, "form", form);
    field(v, "state", state);
    field(v, "submitted_on", submitted_on);
    field(v, "published_on", published_on);
    field(v, "decision_text", decision_text);
}

static constexpr FieldAccess campaign_fields[] = {
    {"partner", seen_by::all},
    {"owner", seen_by::all},
    {"form", seen_by::all},
    {"state", seen_by::all},
    {"outcome", seen_by::all},
    {"reported_on", seen_by::all},
    {"confirmed_on", seen_by::all},
    {"decision_text", seen_by::all},
};

constinit const KindRule Campaign::registered = {
    .kind = Kind::campaign,
    .type = body_type<Campaign>,
    .place = [](const Record& record) -> Place {
        return {.partner = body_of<Campaign>(record).partner, .owner = {}};
    },
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        const auto& campaign = body_of<Campaign>(record);
        std::vector<std::string> keys{index_key("campaigns_of", campaign.partner.bytes)};
        if (campaign.state == CampaignState::reported) keys.emplace_back("campaigns_reported");
        return keys;
    },
    .fields = campaign_fields,
    .state_field = "state"};

static constexpr FieldAccess study_fields[] = {
    {"partner", seen_by::all},
    {"owner", seen_by::all},
    {"form", seen_by::all},
    {"state", seen_by::all},
    {"submitted_on", seen_by::all},
    {"published_on", seen_by::all},
    {"decision_text", seen_by::all},
};

constinit const KindRule CaseStudy::registered = {
    .kind = Kind::case_study,
    .type = body_type<CaseStudy>,
    .place = [](const Record& record) -> Place {
        return {.partner = body_of<CaseStudy>(record).partner, .owner = {}};
    },
    .index_keys = [](const Record& record) -> std::vector<std::string> {
        const auto& study = body_of<CaseStudy>(record);
        std::vector<std::string> keys{index_key("case_studies_of", study.partner.bytes)};
        if (study.state == CaseStudyState::submitted) keys.emplace_back("case_studies_submitted");
        return keys;
    },
    .fields = study_fields,
    .state_field = "state"};

}  // namespace entente
