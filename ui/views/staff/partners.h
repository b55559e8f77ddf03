// The partners that staff hold, each to be previewed.
#pragma once

#include "core/app/pages/staff/partners.h"
#include "ui/kit/ui.h"

namespace entente::ui {

void draw_partners(Ui& ui, const PartnersPage& page, Actions& actions);

}  // namespace entente::ui
