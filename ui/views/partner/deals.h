// The list of deals, and one of them beside it; on a phone it takes the page.
#pragma once

#include "core/app/pages/partner/deals.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_deals(Ui& ui, const DealsPage& page, Actions& actions);

}  // namespace entente::ui
