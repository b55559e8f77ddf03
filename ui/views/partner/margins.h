// The margin calculator and the rate card.
#pragma once

#include "core/app/pages/partner/margins.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_margins(Ui& ui, const MarginsPage& page, Actions& actions);

}  // namespace entente::ui
