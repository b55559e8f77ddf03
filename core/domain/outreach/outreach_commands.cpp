// The arguments of the commands of outreach.
#include "core/domain/commands/outreach.h"

namespace entente {

void AnswerSurvey::describe(FieldVisitor& v) {
    field(v, "survey", survey);
    field(v, "score", score);
    field(v, "text", text);
}

void OpenSurvey::describe(FieldVisitor& v) {
    field(v, "survey", survey);
}

void CloseSurvey::describe(FieldVisitor& v) {
    field(v, "survey", survey);
}

void PlanCampaign::describe(FieldVisitor& v) {
    field(v, "campaign", campaign);
    field(v, "form", form);
}

void ReportCampaign::describe(FieldVisitor& v) {
    field(v, "campaign", campaign);
    field(v, "outcome", outcome);
}

void ConfirmCampaign::describe(FieldVisitor& v) {
    field(v, "campaign", campaign);
    field(v, "accepted", accepted);
    field(v, "text", text);
}

void CancelCampaign::describe(FieldVisitor& v) {
    field(v, "campaign", campaign);
}

void SubmitCaseStudy::describe(FieldVisitor& v) {
    field(v, "study", study);
    field(v, "form", form);
}

void DecideCaseStudy::describe(FieldVisitor& v) {
    field(v, "study", study);
    field(v, "accepted", accepted);
    field(v, "text", text);
}

void PublishResource::describe(FieldVisitor& v) {
    field(v, "resource", resource);
    field(v, "form", form);
}

void TakeResource::describe(FieldVisitor& v) {
    field(v, "resource", resource);
}

void WithdrawResource::describe(FieldVisitor& v) {
    field(v, "resource", resource);
}

}  // namespace entente
