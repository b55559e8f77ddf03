#include "core/domain/history.h"

namespace entente {

void HistoryLine::describe(FieldVisitor& v) {
    field(v, "partner", partner);
    field(v, "subject", subject);
    field(v, "owner", owner);
    field(v, "person", person);
    field(v, "person_name", person_name);
    field(v, "at", at);
    field(v, "event", event);
    field(v, "from", from);
    field(v, "to", to);
    field(v, "rule", rule);
    field(v, "text", text);
    field(v, "internal_text", internal_text);
}

}  // namespace entente
