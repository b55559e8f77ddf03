// What the browser knows of overlaps: nothing. Where the authority would link claims, a device has
// stopped already, and it loads nothing for what it does not do.
#include "core/domain/claims/linking.h"

namespace entente {

void meet_rivals(Record&, const RecordSource&, ChangeSet&) {}
void follow_answer(Record&, const Deal&, const RecordSource&, ChangeSet&) {}
void leave_rivals(const Record&, const RecordSource&, ChangeSet&) {}
void need_rivals(const std::vector<std::string>&, const RecordSource&, Needs&) {}
void need_contest(const IdBytes&, const RecordSource&, Needs&) {}
void need_party(const Record&, Needs&) {}

}  // namespace entente
