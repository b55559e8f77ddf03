#include "core/domain/commands/deals.h"

namespace entente {

void DealForm::describe(FieldVisitor& v) {
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
    field(v, "joint_solution", joint_solution);
}

DealForm form_from_deal(const Deal& deal) {
    return {
        .customer = deal.customer,
        .title = deal.title,
        .objective = deal.objective,
        .products = deal.products,
        .lines = deal.lines,
        .currency = deal.currency,
        .expected_close = deal.expected_close,
        .source = deal.source,
        .type = deal.type,
        .competitor = deal.competitor,
        .rfx_number = deal.rfx_number,
        .contact = deal.contact,
        .notes = deal.notes,
        .joint_solution = deal.joint_solution};
}

void KeepDraft::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "form", form);
}

void SubmitDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "form", form);
}

void DiscardDraft::describe(FieldVisitor& v) {
    field(v, "deal", deal);
}

void WithdrawDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "reason", reason);
}

void MoveStage::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "from", from);
    field(v, "to", to);
}

void ClaimDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
}

void AskAboutDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "fields", fields);
    field(v, "text", text);
}

void AnswerQuestion::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "form", form);
    field(v, "text", text);
}

void ApproveDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "text", text);
    field(v, "internal_note", internal_note);
}

void RejectDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "reason", reason);
    field(v, "text", text);
    field(v, "internal_note", internal_note);
}

void CloseUnanswered::describe(FieldVisitor& v) {
    field(v, "deal", deal);
}

void LapseProtection::describe(FieldVisitor& v) {
    field(v, "deal", deal);
}

void AwardConflict::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "to_vendor", to_vendor);
    field(v, "secondary", secondary);
    field(v, "text", text);
}

void JoinClaims::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "other", other);
    field(v, "text", text);
}

void ReportWon::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "order_number", order_number);
}

void ConfirmWon::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "text", text);
}

void ReturnWon::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "text", text);
}

void ReportLost::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "reason", reason);
    field(v, "text", text);
}

void RevokeDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "reason", reason);
    field(v, "text", text);
    field(v, "internal_note", internal_note);
}

void ReviveDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "expected_close", expected_close);
    field(v, "text", text);
}

void AppealDecision::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "text", text);
}

void CloneDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "from", from);
}

void RequestExtension::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "kind", kind);
    field(v, "on", on);
    field(v, "text", text);
}

void DecideExtension::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "granted", granted);
    field(v, "text", text);
}

void AddEvidence::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "kind", kind);
    field(v, "on", on);
    field(v, "text", text);
}

void CommentOnDeal::describe(FieldVisitor& v) {
    field(v, "deal", deal);
    field(v, "text", text);
    field(v, "internal", internal);
}

void RemindOfReview::describe(FieldVisitor& v) {
    field(v, "deal", deal);
}

void RemindOfProtection::describe(FieldVisitor& v) {
    field(v, "deal", deal);
}

void WarnInactive::describe(FieldVisitor& v) {
    field(v, "deal", deal);
}

}  // namespace entente
