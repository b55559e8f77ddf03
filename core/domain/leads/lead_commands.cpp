// The arguments of the commands about shows and leads.
#include "core/domain/commands/leads.h"

namespace entente {

void AnnounceShow::describe(FieldVisitor& v) {
    field(v, "show", show);
    field(v, "about", about);
}

void CaptureLead::describe(FieldVisitor& v) {
    field(v, "lead", lead);
    field(v, "form", form);
    field(v, "show", show);
    field(v, "captured_at", captured_at);
}

void EditLead::describe(FieldVisitor& v) {
    field(v, "lead", lead);
    field(v, "form", form);
}

void RegisterLead::describe(FieldVisitor& v) {
    field(v, "lead", lead);
    field(v, "deal", deal);
}

void DropLead::describe(FieldVisitor& v) {
    field(v, "lead", lead);
    field(v, "text", text);
}

void ReceiveLead::describe(FieldVisitor& v) {
    field(v, "lead", lead);
    field(v, "form", form);
    field(v, "pitch", pitch);
}

void AcceptLead::describe(FieldVisitor& v) {
    field(v, "offer", offer);
}

void DeclineLead::describe(FieldVisitor& v) {
    field(v, "offer", offer);
    field(v, "reason", reason);
    field(v, "text", text);
}

void OfferLead::describe(FieldVisitor& v) {
    field(v, "lead", lead);
    field(v, "partner", partner);
}

void GiveUpLead::describe(FieldVisitor& v) {
    field(v, "lead", lead);
    field(v, "text", text);
}

void PassLeadOn::describe(FieldVisitor& v) {
    field(v, "lead", lead);
}

}  // namespace entente
