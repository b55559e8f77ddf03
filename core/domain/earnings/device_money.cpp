// What a won deal brings, on a device: nothing yet. A device decides no money, so that the browser
// need not fetch its rules; the lines come from the server.
#include "core/domain/earnings/deal_money.h"

namespace entente {

void need_money_of(const Deal&, const RecordSource&, const Context&, Needs&) {}

Outcome earn_deal(const Record&, const RecordSource&, ChangeSet& changes) {
    check(!changes.context().authority);
    return Done{};
}

}  // namespace entente
