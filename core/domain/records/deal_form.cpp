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
        .notes = deal.notes};
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

}  // namespace entente
