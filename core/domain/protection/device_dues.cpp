// What falls due for a deal, on a device: nothing. The server's clock gives these commands, so that
// the browser need not fetch what they do.
#include "core/domain/protection/activity.h"

namespace entente {

void dues_of_deal(const Record&, const Program&, std::vector<Due>&) {}

}  // namespace entente
