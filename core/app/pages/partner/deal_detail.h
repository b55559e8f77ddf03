// One deal in full: what is urgent, what may be done, what is known of it, what happened.
#pragma once

#include "core/app/pages/partner/deals.h"

namespace entente {

DealDetail build_deal_detail(const PageSource& source, const Record& record);

}  // namespace entente
