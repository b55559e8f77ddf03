// How the commands of the investment program travel.
#include "core/domain/commands/funds.h"

namespace entente {

void AllocateFund::describe(FieldVisitor& v) {
    field(v, "allocation", allocation);
    field(v, "partner", partner);
    field(v, "year", year);
    field(v, "amount", amount);
    field(v, "note", note);
}

void KeepFundRequest::describe(FieldVisitor& v) {
    field(v, "request", request);
    field(v, "year", year);
    field(v, "form", form);
}

void SubmitFundRequest::describe(FieldVisitor& v) {
    field(v, "request", request);
}

void WithdrawFundRequest::describe(FieldVisitor& v) {
    field(v, "request", request);
}

void ApproveFundRequest::describe(FieldVisitor& v) {
    field(v, "request", request);
    field(v, "amount", amount);
    field(v, "text", text);
}

void RejectFundRequest::describe(FieldVisitor& v) {
    field(v, "request", request);
    field(v, "text", text);
}

void NameDealOfActivity::describe(FieldVisitor& v) {
    field(v, "request", request);
    field(v, "deal", deal);
    field(v, "named", named);
}

void CloseFundRequest::describe(FieldVisitor& v) {
    field(v, "request", request);
}

void MoveFundRequestOn::describe(FieldVisitor& v) {
    field(v, "request", request);
}

void KeepClaim::describe(FieldVisitor& v) {
    field(v, "claim", claim);
    field(v, "request", request);
    field(v, "amount", amount);
    field(v, "proof", proof);
    field(v, "text", text);
}

void SubmitClaim::describe(FieldVisitor& v) {
    field(v, "claim", claim);
}

void WithdrawClaim::describe(FieldVisitor& v) {
    field(v, "claim", claim);
}

void AskAboutClaim::describe(FieldVisitor& v) {
    field(v, "claim", claim);
    field(v, "text", text);
}

void AnswerAboutClaim::describe(FieldVisitor& v) {
    field(v, "claim", claim);
    field(v, "amount", amount);
    field(v, "proof", proof);
    field(v, "text", text);
}

void LapseClaim::describe(FieldVisitor& v) {
    field(v, "claim", claim);
}

void SettleClaim::describe(FieldVisitor& v) {
    field(v, "claim", claim);
    field(v, "amount", amount);
    field(v, "text", text);
}

void RejectClaim::describe(FieldVisitor& v) {
    field(v, "claim", claim);
    field(v, "text", text);
}

void PayClaim::describe(FieldVisitor& v) {
    field(v, "claim", claim);
    field(v, "payment", payment);
}

}  // namespace entente
