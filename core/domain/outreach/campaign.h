// What partners do in public with the vendor: campaigns and joint events with their outcome, and
// case studies. Both count for the marketing part of the scorecard once the vendor has confirmed.
#pragma once

#include "core/domain/partner.h"

namespace entente {

struct CampaignTag;
struct CaseStudyTag;
using CampaignId = Id<CampaignTag>;
using CaseStudyId = Id<CaseStudyTag>;

enum class CampaignKind : std::uint8_t { campaign, joint_event };
std::span<const std::string_view> names_of(CampaignKind);

enum class CampaignState : std::uint8_t { planned, reported, confirmed, cancelled };
std::span<const std::string_view> names_of(CampaignState);

struct CampaignForm {
    std::string name;
    CampaignKind kind = CampaignKind::campaign;
    Date starts_on{};
    Date ends_on{};
    Money budget;
    std::string text;

    void describe(FieldVisitor& v);
    friend bool operator==(const CampaignForm&, const CampaignForm&) = default;
};

struct CampaignOutcome {
    std::int32_t contacts = 0;
    std::int32_t leads = 0;
    std::int32_t deals = 0;
    Money pipeline;
    std::string text;

    void describe(FieldVisitor& v);
    friend bool operator==(const CampaignOutcome&, const CampaignOutcome&) = default;
};

struct Campaign {
    PartnerId partner;
    PersonId owner;
    CampaignForm form;
    CampaignState state = CampaignState::planned;
    CampaignOutcome outcome;
    Date reported_on{};
    Date confirmed_on{};
    std::string decision_text;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const Campaign&, const Campaign&) = default;
};

enum class CaseStudyState : std::uint8_t { submitted, returned, published };
std::span<const std::string_view> names_of(CaseStudyState);

struct CaseStudyForm {
    std::string title;
    std::string customer;
    DealId deal;  // Won; not given: work outside of registered deals.
    std::string text;
    bool customer_consent = false;

    void describe(FieldVisitor& v);
    friend bool operator==(const CaseStudyForm&, const CaseStudyForm&) = default;
};

struct CaseStudy {
    PartnerId partner;
    PersonId owner;
    CaseStudyForm form;
    CaseStudyState state = CaseStudyState::submitted;
    Date submitted_on{};
    Date published_on{};
    std::string decision_text;

    static const KindRule registered;
    void describe(FieldVisitor& v);
    friend bool operator==(const CaseStudy&, const CaseStudy&) = default;
};

}  // namespace entente
