// The queue of what waits for a decision, and one case of it.
#pragma once

#include "core/app/pages/staff/approvals.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_approvals(Ui& ui, const ApprovalsPage& page, Actions& actions);

}  // namespace entente::ui
