// What people ask for about surveys, campaigns, case studies and resources.
#pragma once

#include "core/domain/command.h"
#include "core/domain/outreach/campaign.h"
#include "core/domain/outreach/resource.h"
#include "core/domain/outreach/survey.h"

namespace entente {

struct AnswerSurvey {
    SurveyId survey;
    std::int32_t score = 0;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct OpenSurvey {  // The clock's.
    SurveyId survey;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct CloseSurvey {  // The clock's.
    SurveyId survey;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

struct PlanCampaign {  // Creates it, or changes what is still planned.
    CampaignId campaign;
    CampaignForm form;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ReportCampaign {
    CampaignId campaign;
    CampaignOutcome outcome;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct ConfirmCampaign {  // Or sends the report back, with the reason.
    CampaignId campaign;
    bool accepted = false;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct CancelCampaign {
    CampaignId campaign;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

struct SubmitCaseStudy {  // For the first time, or again after it was returned.
    CaseStudyId study;
    CaseStudyForm form;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct DecideCaseStudy {
    CaseStudyId study;
    bool accepted = false;
    std::string text;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

struct PublishResource {  // Or a new version of it.
    ResourceId resource;
    ResourceForm form;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct TakeResource {  // The partner's history says who took it, and when.
    ResourceId resource;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};
struct WithdrawResource {
    ResourceId resource;
    static const CommandRule registered;
    void describe(FieldVisitor& v);
};

}  // namespace entente
